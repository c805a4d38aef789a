"""The record is held against the kept files: what was edited, lost or slipped in is found, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from etl.files.snapshots import MANIFEST, manifest
from etl.record.record import read_record
from etl.verification.verifying import verify
from strategy.model.vocabulary import LANGUAGES
from tests.etl.conftest import Run, replace
from tests.etl.intake.conftest import workbook
from tests.etl.statistics import made

ROW = "2022,1060.5,2023-03-30,stated"


@pytest.fixture
def fetched(small: Path, run: Run, tmp_path: Path) -> Path:
    """The small folder with a table taken in from a kept file."""
    file = tmp_path / "11x.json"
    file.write_bytes(made.jsonstat2())
    said = run(
        "fetch", "statistics", "--data", small, "--from", file, "--yes", "--accept-doubtful", "--by", "approver"
    )  # fmt: skip
    assert said.code == 0, said.err
    return small


def found(data: Path) -> list[tuple[str, str]]:
    """What is wrong: the code and the name of the file."""
    return [(p.code, Path(p.file).name) for p in verify(data, read_record(data)).problems]


def history(data: Path) -> Path:
    """The history that the table fills."""
    return data / "histories" / "2.1-t1.csv"


def kept(data: Path) -> Path:
    """The kept file."""
    return next((data / "snapshots").glob("*.json"))


def test_a_record_that_holds_is_told_so(fetched: Path, run: Run) -> None:
    checked = verify(fetched, read_record(fetched))
    assert (checked.files, checked.traced, checked.problems) == (1, 6, ())
    assert checked.untraced > 0
    said = run("verify", "--data", fetched, "--lang", "en")
    assert (said.code, said.out.startswith("Everything matches: 1 kept file, 6 figures agree with it.")) == (0, True)


def test_a_figure_of_a_period_after_the_review_day_is_not_accused(small: Path, run: Run, tmp_path: Path) -> None:
    """A workbook is read again as on the day it was accepted, when its latest periods were over."""
    file = tmp_path / "luvut.xlsx"
    file.write_bytes(workbook([["1.1-a", "2022", "91,5"], ["1.1-a", "2024", "92"]]))
    said = run("import", file, "--data", small, "--known", "2025-02-28", "--yes", "--by", "approver")
    assert said.code == 0, said.err
    assert found(small) == []
    assert run("verify", "--data", small).code == 0


def test_a_figure_read_by_hand_from_the_same_table_before_is_not_accused(small: Path, run: Run, tmp_path: Path) -> None:
    """It stays the row it is, with its own note and without a file, when the table comes with it and newer ones."""
    history(small).write_text(
        history(small).read_text("utf-8")
        + "2021,1050,,unknown,statistics,final,high,other_definition,,\n"
        + "2021,5000,2022-03-31,rule,statistics,final,high,,SSS,\n",
        "utf-8",
    )
    file = tmp_path / "11x.json"
    file.write_bytes(made.jsonstat2())
    said = run("fetch", "statistics", "--data", small, "--from", file, "--yes", "--accept-doubtful")
    assert (said.code, said.err) == (0, "")
    assert found(small) == []


def test_a_figure_that_a_workbook_took_back_is_not_accused(small: Path, run: Run, tmp_path: Path) -> None:
    """The file is read again when what it took back is gone."""
    for day, cells in (("2022-02-28", ["1.1-a", "2022", 90]), ("2022-03-01", ["1.1-a", "2022", None, "withdrawn"])):
        file = tmp_path / f"{day}.xlsx"
        file.write_bytes(workbook([cells]))
        said = run("import", file, "--data", small, "--known", day, "--yes", "--by", "approver")
        assert said.code == 0, said.err
    assert found(small) == []


def test_a_folder_without_kept_files_holds(small: Path, run: Run) -> None:
    assert run("verify", "--data", small).code == 0


def _second_line(data: Path) -> None:
    file = data / MANIFEST
    replace(file, "approver", "someone")


def _lose_line(data: Path) -> None:
    lines = (data / MANIFEST).read_text("utf-8").splitlines(keepends=True)
    (data / MANIFEST).write_text("".join([lines[0], *lines[2:]]), "utf-8")


def _edit_file(data: Path) -> None:
    kept(data).write_bytes(made.jsonstat2().replace(b"1060.5", b"1061.5"))


def _lose_file(data: Path) -> None:
    kept(data).unlink()


def _foreign_file(data: Path) -> None:
    (data / "snapshots" / "0-slipped-in.csv").write_text("a;b", "utf-8")


def _edit_row(data: Path) -> None:
    replace(history(data), ROW, ROW.replace("1060.5", "1061.5"))


def _edit_missing(data: Path) -> None:
    replace(history(data), "hidden_few", "not_collected")


def _lose_row(data: Path) -> None:
    lines = history(data).read_text("utf-8").splitlines(keepends=True)
    history(data).write_text("".join(line for line in lines if not line.startswith(ROW)), "utf-8")


def _edit_origin(data: Path) -> None:
    replace(history(data), "#KU901/SSS/2022", "#KU902/SSS/2022")


def _foreign_origin(data: Path) -> None:
    text = history(data).read_text("utf-8")
    history(data).write_text(text.replace(f"snapshots/{kept(data).name}#KU901/SSS/2022", "snapshots/x.json#a"), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_second_line, [("chain", "manifest.csv")]),
        (_lose_line, [("chain", "manifest.csv")]),
        (_edit_file, [("edited_file", "KEPT")]),
        (_lose_file, [("lost_file", "KEPT")]),
        (_foreign_file, [("unlisted_file", "0-slipped-in.csv")]),
        (_edit_row, [("says_other", "2.1-t1.csv")]),
        (_edit_missing, [("says_other", "2.1-t1.csv")]),
        (_lose_row, [("lost_row", "2.1-t1.csv")]),
        (_edit_origin, [("no_such_place", "2.1-t1.csv")]),
        (_foreign_origin, [("unknown_origin", "2.1-t1.csv")]),
    ],
)
def test_what_does_not_hold_is_found_once(
    spoil: Callable[[Path], None], expected: list[tuple[str, str]], fetched: Path, run: Run
) -> None:
    name = kept(fetched).name
    spoil(fetched)
    assert found(fetched) == [(code, name if file == "KEPT" else file) for code, file in expected]
    for lang in ("fi", "sv", "en"):
        said = run("verify", "--data", fetched, "--lang", lang)
        assert (said.code, said.out) == (1, "")


def test_a_correction_is_no_lost_row(fetched: Path, run: Run, tmp_path: Path) -> None:
    """The value that was corrected stays in the history as an earlier version."""
    file = tmp_path / "again.json"
    file.write_bytes(made.jsonstat2().replace(b"1060.5", b"1061.5").replace(b"2023-03-30", b"2023-04-30"))
    assert run("fetch", "statistics", "--data", fetched, "--from", file, "--yes", "--accept-doubtful").code == 0
    checked = verify(fetched, read_record(fetched))
    assert (checked.files, checked.traced, checked.problems) == (2, 7, ())


def test_a_file_that_waits_is_kept_and_claims_nothing(fetched: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "again.json"
    file.write_bytes(made.jsonstat2().replace(b"1060.5", b"1061.5"))
    assert run("fetch", "statistics", "--data", fetched, "--from", file).code == 3
    assert found(fetched) == []


ERASE = ("--measure", "2.1-t1", "--period", "2022", "--reason", "Tietosuojalaki", "--by", "tietosuojavastaava")


def test_erasing_removes_row_and_file_and_leaves_a_mark(fetched: Path, run: Run) -> None:
    file = kept(fetched)
    said = run("erase", "--data", fetched, *ERASE, "--lang", "en")
    assert (said.code, said.out.splitlines()[0]) == (0, "Erased 1 row. Kept files erased: 1.")
    record = read_record(fetched)
    assert not [o for o in record.observations if (o.measure, o.area, str(o.period)) == ("2.1-t1", "901", "2022")]
    assert [o for o in record.observations if (o.measure, o.area, str(o.period)) == ("2.1-t1", "SSS", "2022")]
    assert not file.exists()
    mark = record.erasures[-1]
    assert (mark.measure, mark.area, str(mark.period), mark.figures) == ("2.1-t1", "901", "2022", 1)
    assert (mark.reason, mark.erased_by) == ("Tietosuojalaki", "tietosuojavastaava")
    assert mark.files == (f"snapshots/{file.name}",)
    every = b"".join(p.read_bytes() for p in fetched.rglob("*") if p.is_file())
    assert b"1060.5" not in every
    assert found(fetched) == []


def test_what_was_erased_does_not_come_back_with_its_table(fetched: Path, run: Run, tmp_path: Path) -> None:
    run("erase", "--data", fetched, *ERASE)
    file = tmp_path / "later.json"
    file.write_bytes(made.jsonstat2().replace(b"990.0", b"991.0").replace(b"2023-03-30", b"2023-04-30"))
    assert run("fetch", "statistics", "--data", fetched, "--from", file, "--yes", "--accept-doubtful").code == 0
    rows = {(o.area, str(o.period)): o.value for o in read_record(fetched).observations if o.measure == "2.1-t1"}
    assert rows["902", "2021"] == 991.0
    assert ("901", "2022") not in rows


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_erased_does_not_come_back_with_a_workbook(fetched: Path, run: Run, tmp_path: Path, lang: str) -> None:
    """It is refused where it stands in the file, before anybody accepts it; and the erased file is no kept one."""
    run("erase", "--data", fetched, *ERASE)
    file = tmp_path / "luvut.xlsx"
    file.write_bytes(workbook([[ERASE[1], ERASE[3], 1060.5]]))
    said = run("import", file, "--data", fetched, "--yes", "--by", "approver", "--source", "statistics", "--lang", lang)
    assert (said.code, "C2" in said.err, "catalogue/erasures.toml" in said.err) == (1, True, True)
    assert verify(fetched, read_record(fetched)).files == 0


def test_an_erased_file_that_is_there_again_is_found(fetched: Path, run: Run) -> None:
    file, content = kept(fetched), kept(fetched).read_bytes()
    run("erase", "--data", fetched, *ERASE)
    file.write_bytes(content)
    assert found(fetched) == [("still_there", file.name)]
    assert run("erase", "--data", fetched, *ERASE).code == 2
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--measure", "2.1-t9", "--period", "2022"), "There is no measure 2.1-t9. Did you mean"),
        (("--measure", "2.1-t1", "--period", "next year"), "next year is not a period"),
        (("--measure", "2.1-t1", "--period", "1995"), "has no figure for 1995"),
        (("--measure", "2.1-t1", "--period", "2019", "--area", "999"), "There is no area 999."),
    ],
)
def test_erasing_what_is_not_there_changes_nothing(
    arguments: tuple[str, ...], told: str, fetched: Path, run: Run
) -> None:
    before = {p: p.read_bytes() for p in fetched.rglob("*") if p.is_file()}
    said = run("erase", "--data", fetched, *arguments, "--reason", "r", "--by", "b", "--lang", "en")
    assert said.code == 2
    assert told in said.err
    assert {p: p.read_bytes() for p in fetched.rglob("*") if p.is_file()} == before


# What a sector sent ---------------------------------------------------------------------------------------------------


@pytest.fixture
def sent(small: Path, run: Run, tmp_path: Path) -> Path:
    """The small folder with a figure and a state taken in from a sector's workbook."""
    file = tmp_path / "luvut.xlsx"
    states = [["measure", "state", "day"], ["1.1-h", "done", "1.2.2022"]]

    def more(sheet: Worksheet) -> None:
        book = sheet.parent
        assert book is not None
        other = book.create_sheet("Vaiheet")
        for row in states:
            other.append(row)

    file.write_bytes(workbook([["1.1-a", "2022", "91,5", None, "preliminary", 40]], change=more))
    said = run("import", file, "--data", small, "--yes", "--by", "approver")
    assert said.code == 0, said.err
    assert found(small) == []
    return small


SENT, EVENTS = "1.1-a.csv", "events.toml"


@pytest.mark.parametrize(("name", "old", "new", "code"), [
    (SENT, ",40,", ",41,", "says_other"),
    (SENT, ",preliminary,high,", ",final,high,", "says_other"),
    (SENT, ",approver", ",someone", "other_approver"),
    (EVENTS, "day = 2022-02-01", "day = 2022-02-02", "says_other"),
    (EVENTS, 'state = "done"\nsource = "sector', 'state = "under_way"\nsource = "sector', "says_other"),
    (EVENTS, "Vaiheet!B2", "Vaiheet!B3", "no_such_place"),
])  # fmt: skip
def test_all_that_a_row_says_is_held_against_the_file(sent: Path, name: str, old: str, new: str, code: str) -> None:
    """Not the value alone: its cases, its quality, who accepted it; and the states of milestones."""
    folder = "catalogue" if name == EVENTS else "histories"
    replace(sent / folder / name, old, new)
    assert found(sent) == [(code, name)]


def test_a_row_that_lost_its_origin_is_found(sent: Path) -> None:
    """It would pass for a figure that was read by hand."""
    file = sent / "histories" / SENT
    file.write_text(re.sub(r",snapshots/[^,]*,approver", ",,", file.read_text("utf-8")), "utf-8")
    assert found(sent) == [("no_origin", SENT)]


def test_a_lost_state_is_found(sent: Path) -> None:
    file = sent / "catalogue" / EVENTS
    file.write_text(file.read_text("utf-8").rpartition("\n[[event]]")[0] + "\n", "utf-8")
    assert found(sent) == [("lost_row", EVENTS)]


def test_whoever_takes_the_rest_of_a_file_stands_in_the_list(small: Path, run: Run, tmp_path: Path) -> None:
    """A file of which a part was taken before keeps its name; the second approver gets a line too."""
    file = tmp_path / "luvut.xlsx"
    file.write_bytes(workbook([["1.1-a", "2022", "91,5"], ["1.1-b", "2022", "noin 3"]]))
    assert run("import", file, "--data", small, "--yes", "--accept-good", "--by", "first").code == 0
    history = small / "histories" / SENT
    lines = history.read_text("utf-8").splitlines(keepends=True)
    history.write_text("".join(line for line in lines if "snapshots/" not in line), "utf-8")
    assert run("import", file, "--data", small, "--yes", "--accept-good", "--by", "second").code == 0
    assert [line["accepted_by"] for line in manifest(small)] == ["first", "second"]
    assert found(small) == []
