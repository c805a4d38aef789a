"""The inbox: what is put there is checked, answered beside it, and taken when the approver says so."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dashboard.data.store import Store
from etl.files import shared
from etl.files.journal import ChangingError, only_change
from etl.intake.inbox import watcher
from etl.intake.inbox.approvers import Approvers
from etl.intake.inbox.watcher import LOCK, STATE, UNBUILT, Inbox
from etl.record.record import read_record
from etl.release.publishing import only_build
from strategy.model.vocabulary import LANGUAGES
from tests.etl.conftest import Run
from tests.etl.intake.conftest import TODAY, workbook

GOOD = [["1.1-a", "2022", 91]]
BAD = [["1.1-a", "2022", "noin 91"]]
Sweep = Callable[..., list[str]]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """An empty inbox."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def sweep(small: Path, box: Path, tmp_path: Path) -> Sweep:
    """Sweep the inbox once; returns what was told."""

    def sweep_(
        *names: str, at_once: bool = False, lang: str = "en", between: Callable[[], object] = lambda: None
    ) -> list[str]:
        said: list[str] = []
        approvers = Approvers(names, at_once)
        one = Inbox(box, small, tmp_path / "out", lang, approvers, said.append, lambda: TODAY, lambda _: between())  # type: ignore[arg-type]
        one.sweep(0)
        return said

    return sweep_


def parsed(data: Path) -> list[float | None]:
    return [r.value for r in read_record(data).observations if r.source == "sector_report_sote"]


def test_a_bad_one_comes_back_coloured_with_a_report(small: Path, box: Path, sweep: Sweep) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(BAD))
    sweep()
    assert sorted(p.name for p in box.iterdir() if p.name[0] != ".") == [
        "luvut.check.xlsx", "luvut.report.html", "luvut.xlsx",
    ]  # fmt: skip
    book = openpyxl.load_workbook(box / "luvut.check.xlsx")
    assert book["Luvut"]["C2"].comment is not None
    assert "noin 91" in (box / "luvut.report.html").read_text("utf-8")
    assert parsed(small) == []


def test_a_mended_one_loses_the_old_answer_and_waits(small: Path, box: Path, sweep: Sweep) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(BAD))
    sweep()
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    assert sweep() == ["luvut.xlsx: In order, waiting to be accepted"]
    assert not (box / "luvut.check.xlsx").exists()
    assert "91%" in (box / "luvut.report.html").read_text("utf-8").replace("\u00a0", " ")
    assert parsed(small) == []
    assert sweep() == []


@pytest.mark.parametrize(
    "name", ["luvut.xlsx.accept", "luvut.accept", "accept", "accept.txt", "luvut.xlsx.hyvaksy.txt"]
)
def test_the_approver_accepts_and_the_release_is_built(
    name: str, small: Path, box: Path, sweep: Sweep, tmp_path: Path
) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    sweep("Maija Malli")
    (box / name).write_text("\ufeffmaija malli\n", "utf-8")
    assert sweep("Maija Malli")[0] == "luvut.xlsx: Added to the data"
    row = Store(tmp_path / "out").release().headline["1.1-a"][-1]
    assert (row.value, row.accepted_by) == (91, "Maija Malli")
    assert not (box / name).exists()
    assert sweep("Maija Malli") == []


def test_nobody_else_accepts(small: Path, box: Path, sweep: Sweep) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    sweep("Maija Malli")
    (box / "luvut.xlsx.accept").write_text("Joku Muu", "utf-8")
    assert "Maija Malli" in sweep("Maija Malli")[0]
    assert parsed(small) == []
    (box / "luvut.xlsx.accept").write_text("Maija Malli", "utf-8")
    sweep("Maija Malli")
    assert parsed(small) == [91]


def test_an_acceptance_that_was_there_before_the_check_does_not_count(small: Path, box: Path, sweep: Sweep) -> None:
    (box / "luvut.xlsx.accept").write_text("Maija", "utf-8")
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    sweep()
    sweep()
    assert parsed(small) == []
    os.utime(box / "luvut.xlsx.accept", (1, 1))
    sweep()
    assert parsed(small) == [91]


def test_it_may_be_accepted_at_once(small: Path, box: Path, sweep: Sweep) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    sweep(at_once=True)
    assert parsed(small) == [91]
    (box / "kopio.xlsx").write_bytes((box / "luvut.xlsx").read_bytes())
    assert sweep(at_once=True) == ["kopio.xlsx: Nothing new"]
    assert parsed(small) == [91]


def test_two_at_once_are_taken_one_after_the_other(small: Path, box: Path, sweep: Sweep) -> None:
    for number, rows in enumerate(([["1.1-a", "2022", 91]], [["1.1-m", "2022", 5]])):
        (box / f"{number}.xlsx").write_bytes(workbook(rows))
        os.utime(box / f"{number}.xlsx", (number + 1, number + 1))
    said = sweep(at_once=True)
    assert [line[:6] for line in said[:2]] == ["0.xlsx", "1.xlsx"]
    assert sorted(v or 0 for v in parsed(small)) == [5, 91]


def test_a_file_that_is_still_copied_waits(small: Path, box: Path, sweep: Sweep) -> None:
    content = workbook(GOOD)
    (box / "luvut.xlsx").write_bytes(content[:500])
    assert sweep(at_once=True, between=lambda: (box / "luvut.xlsx").write_bytes(content)) == []
    sweep(at_once=True)
    assert parsed(small) == [91]


def test_a_file_that_is_open_in_excel_waits(small: Path, box: Path, sweep: Sweep) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    (box / "~$luvut.xlsx").write_bytes(b"Maija")
    assert sweep(at_once=True) == ["luvut.xlsx: waits (open in another program: ~$luvut.xlsx)."]
    assert parsed(small) == []
    (box / "~$luvut.xlsx").unlink()
    sweep(at_once=True)
    assert parsed(small) == [91]


def test_a_file_that_cannot_be_read_now_is_tried_again(
    small: Path, box: Path, sweep: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    (box / "muu.xlsx").write_bytes(workbook([["1.1-m", "2022", 5]]))
    read = shared.read_plain

    def locked(path: Path) -> bytes:
        if path.name == "luvut.xlsx":
            raise PermissionError(13, "Permission denied", path.name)
        return read(path)

    with monkeypatch.context() as patch:
        patch.setattr(watcher, "read_plain", locked)
        assert any("luvut.xlsx: not yet (there is no permission)" in line for line in sweep(at_once=True))
    assert parsed(small) == [5]
    sweep(at_once=True)
    assert sorted(v or 0 for v in parsed(small)) == [5, 91]


def test_while_others_change_the_data_it_waits(small: Path, box: Path, sweep: Sweep) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    with only_change(small):
        assert "luvut.xlsx: not yet" in sweep(at_once=True)[0]
    sweep(at_once=True)
    assert parsed(small) == [91]


def test_a_release_that_could_not_be_built_is_built_by_the_next_sweep(box: Path, sweep: Sweep, tmp_path: Path) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    with only_build(tmp_path / "out"):
        assert "could not be built" in sweep(at_once=True)[-1]
    assert (box / UNBUILT).exists()
    assert sweep(at_once=True)[-1].startswith("Published: release-")
    assert Store(tmp_path / "out").release().headline["1.1-a"][-1].value == 91


def test_one_folder_has_one_watcher(box: Path, sweep: Sweep) -> None:
    import fcntl

    with (box / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(ChangingError):
            sweep()


def test_a_damaged_memory_is_no_harm(small: Path, box: Path, sweep: Sweep) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    (box / STATE).write_text('{"luvut.xlsx": 3', "utf-8")
    sweep(at_once=True)
    assert parsed(small) == [91]
    assert json.loads((box / STATE).read_text("utf-8"))["luvut.xlsx"]["outcome"] == "done"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_is_whole_and_safe_in_every_language(lang: str, box: Path, sweep: Sweep) -> None:
    rows: list[list[object]] = [["1.1-a", "2022", "<script>alert(1)</script>"], ["1.1-m", "2022", 5]]
    (box / "luvut.xlsx").write_bytes(workbook(rows))
    sweep(lang=lang)
    (page,) = box.glob("*.html")
    text = page.read_text("utf-8")
    assert f'<html lang="{lang}">' in text
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_what_is_no_table_is_answered_too(box: Path, sweep: Sweep) -> None:
    (box / "vanha.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))
    (box / "kuva.png").write_bytes(b"\x89PNG")
    sweep(lang="sv")
    assert sorted(p.name for p in box.iterdir() if p.name[0] != ".") == ["kuva.png", "vanha.rapport.html", "vanha.xls"]


def test_the_command_sweeps_once(small: Path, box: Path, run: Run, tmp_path: Path) -> None:
    (box / "luvut.xlsx").write_bytes(workbook(GOOD))
    options = ("--data", small, "--out", tmp_path / "out", "--once", "--settle", "0", "--accept-at-once")
    said = run("inbox", box, *options)
    assert said.code == 0
    assert parsed(small) == [91]
    assert run("inbox", box / "ei", "--data", small, "--once").code == 2
    known = [r.known for r in read_record(small).observations if r.source == "sector_report_sote"]
    assert known == [date.today()]
