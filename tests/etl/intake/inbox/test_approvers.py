"""Who may accept, by which file, and what it names; what lies beside a file and whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.intake.inbox.approvers import Approvers
from etl.intake.review.answer_files import clear, is_ours, path_of
from strategy.model import LANGUAGES

FILES = [
    f"{stem}{word}{ending}"
    for stem in ("luvut.xlsx.", "luvut.", "")
    for word in ("accept", "hyvaksy", "godkann")
    for ending in ("", ".txt")
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file in an inbox."""
    file = tmp_path / "luvut.xlsx"
    file.write_text("x")
    return file


def test_an_acceptance_is_found_under_each_of_its_names(file: Path) -> None:
    approvers = Approvers()
    assert (approvers.mark(file), approvers.accepted_by(file), approvers.named_by(file)) == ("", "", frozenset())
    for name in FILES:
        accept = file.with_name(name)
        accept.write_text(" Maija \n1.1-a; 1.1-B,1.1-c\n\n1.1-d  ", "utf-8")
        look = accept.lstat()
        assert approvers.accepted_by(file) == "Maija"
        assert approvers.named_by(file) == {"1.1-a", "1.1-b", "1.1-c", "1.1-d"}
        assert approvers.mark(file) == f"{name} {look.st_mtime_ns} {look.st_size}"
        assert approvers.is_acceptance(accept)
        accept.unlink()
    first = [file.with_name(name) for name in ("luvut.xlsx.accept", "luvut.accept", "accept")]
    for accept in reversed(first):
        accept.write_text(accept.name)
        assert approvers.accepted_by(file) == accept.name


@pytest.mark.parametrize(
    "name", ["accept?", "luvut.xlsx", "accept.xlsx", "reaccept", "accepted", "luvut.txt", "accept.txt.txt"]
)
def test_other_files_are_no_acceptances(name: str) -> None:
    assert not Approvers().is_acceptance(Path(name))
    assert Approvers().is_acceptance(Path("LUVUT.ACCEPT.TXT"))


def test_only_a_approver_accepts(file: Path) -> None:
    approvers = Approvers(("Maija Meikäläinen", "B"))
    for said, by in (("maija meikäläinen", "Maija Meikäläinen"), ("b", "B"), ("C", ""), ("", "")):
        file.with_name("accept").write_text(said, "utf-8")
        assert approvers.accepted_by(file) == by
    assert [approvers.words(lang) for lang in LANGUAGES] == [
        "Maija Meikäläinen ja B", "Maija Meikäläinen och B", "Maija Meikäläinen and B",
    ]  # fmt: skip
    assert "" not in {Approvers().words(lang) for lang in LANGUAGES}
    assert (Approvers().names, Approvers().at_once) == ((), False)


def test_a_name_and_a_list_have_an_end(file: Path) -> None:
    accept = file.with_name("accept")
    accept.write_text("x" * 201)
    assert Approvers().accepted_by(file) == "x" * 200
    accept.write_text(f"x\n{'y' * 19_996} z w")
    assert Approvers().named_by(file) == {"y" * 19_996, "z"}
    accept.write_text(f"x\n{'y' * 19_997} z w")
    assert Approvers().named_by(file) == {"y" * 19_997}


def test_an_acceptance_that_has_done_its_work_goes_with_its_folder(file: Path, tmp_path: Path) -> None:
    accept, approvers = file.with_name("accept"), Approvers()
    approvers.used(file)
    accept.write_text("x")
    approvers.used(file)
    approvers.forget(tmp_path / "other")
    assert accept.exists()
    approvers.forget(tmp_path)
    assert accept.exists()  # it was forgotten with the other folder
    approvers.used(file)
    approvers.forget(tmp_path)
    assert not accept.exists()
    approvers.used(file)
    approvers.forget(tmp_path)


NAMES = {
    "check": ("luvut.tarkista.xlsx", "luvut.kontrollera.xlsx", "luvut.check.xlsx"),
    "quarantine": ("luvut.karanteeni.csv", "luvut.karantän.csv", "luvut.quarantine.csv"),
    "report": ("luvut.raportti.html", "luvut.rapport.html", "luvut.report.html"),
}
SUFFIXES = {"check": ".xlsx", "quarantine": ".csv", "report": ".html"}


@pytest.mark.parametrize("word", NAMES)
def test_what_lies_beside_a_file_is_ours_and_is_cleared(word: str, file: Path) -> None:
    laid = [path_of(file, word, SUFFIXES[word], lang) for lang in LANGUAGES]
    assert tuple(path.name for path in laid) == NAMES[word]
    for path in laid:
        path.write_text("x")
        assert is_ours(path)
    clear(file)
    assert [path.exists() for path in (*laid, file)] == [False] * 3 + [True]
    clear(file)


def test_half_written_files_are_ours_and_others_are_not() -> None:
    assert is_ours(Path(".half-luvut.xlsx"))
    assert [is_ours(Path(name)) for name in ("luvut.xlsx", "check.xlsx", "luvut.checked.xlsx", "check.luvut.xlsx")] == [
        False, True, False, False,
    ]  # fmt: skip
