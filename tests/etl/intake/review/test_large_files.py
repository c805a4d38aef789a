"""A file of many rows: what it would change and refuses, what it becomes in the data folder, what is laid beside it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.bulk.normaliser import EndlessLineError
from etl.files.journal import only_change
from etl.intake.review import large_files
from etl.intake.review.large_files import (
    DOUBTED,
    LARGE,
    SHOWN,
    LargeImport,
    accept_large,
    arrived,
    examine_large,
    is_large,
    write_quarantine,
)
from etl.record import Record, read_record
from etl.reporting.problems import Where
from tests.etl.bulk.conftest import HEADER, write
from tests.etl.intake.conftest import keyed, told_of

TODAY = date(2022, 6, 30)
ROW = "2.1-t1,{period},{value},{known},stated,{source},{quality},high,{note},{area},,,{missing},,,"


def line(period: int | str, value: object = "", **more: str) -> str:
    """A line about the population of another area; 2018 is 500 and 2019 is 510 in the record."""
    usual = {
        "known": "2022-03-31",
        "source": "statistics",
        "quality": "final",
        "note": "",
        "missing": "",
        "area": "902",
    }
    return ROW.format(period=period, value=value, **{**usual, **more})


def look(record: Record, folder: Path, *lines: str) -> LargeImport:
    """Examine these lines."""
    return examine_large(write(folder / "many.csv", list(lines)), Where("many.csv"), record)


def test_how_much_is_large() -> None:
    assert (LARGE, SHOWN, DOUBTED) == (4 * 1024 * 1024, 20, 20_000)


def test_a_large_file_is_one_in_the_records_own_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "a.csv", [line(2010, 5)])
    assert not is_large(file)
    monkeypatch.setattr(large_files, "LARGE", file.stat().st_size)
    assert is_large(file)
    monkeypatch.setattr(large_files, "LARGE", file.stat().st_size + 1)
    assert not is_large(file)
    monkeypatch.setattr(large_files, "LARGE", 0)
    file.write_text("Mittari;Kausi;Luku\n")
    assert not is_large(file)


def test_every_kind_of_change_is_counted_and_shown(record: Record, tmp_path: Path) -> None:
    lines = [
        line(2010, 5), line(2011, 6), line(2018, 500, known="2019-03-31"), line(2019, 511),
        line(2019, 512, source="newspaper", known="2022-04-30"), line(2018, 500, quality="estimate"),
        line(2018, known="2022-05-31", missing="withdrawn"), line("x", 5), line(2012, "y"),
        line(2020, 1031, area=""),
    ]  # fmt: skip
    found = look(record, tmp_path, *lines)
    assert found.counts == {"new": 3, "corrected": 1, "contradictory": 1, "withdrawn": 1, "amended": 1, "unchanged": 1}
    assert list(found.counts) == ["new", "corrected", "contradictory", "withdrawn", "amended", "unchanged"]
    assert [(c.kind, str(c.row.period), dict(c.where.steps)["line"]) for c in found.shown] == [
        ("new", "2010", "2"), ("new", "2011", "3"), ("new", "2020", "11"), ("corrected", "2019", "5"),
        ("contradictory", "2019", "6"), ("withdrawn", "2018", "8"), ("amended", "2018", "7"),
    ]  # fmt: skip
    assert (found.refused, found.changes, found.where.file) == (2, True, "many.csv")
    assert [dict(p.where.steps)["line"] for p in found.problems] == ["9", "10"]
    assert not replace(found, counts={"unchanged": 3}).changes


def test_the_first_of_each_kind_are_shown_and_those_that_look_doubtful(record: Record, tmp_path: Path) -> None:
    """Among rows of a series that stands, a doubtful one far below is shown too."""
    stands = [replace(r, period=r.period) for r in record.observations]
    months = [line(f"20{y:02}-{m:02}", 500 + m % 2) for y in range(10, 13) for m in range(1, 13)]
    found = look(replace(record, observations=tuple(stands)), tmp_path, *months)
    assert found.counts == {"new": 36}
    assert len(found.shown) >= SHOWN


def test_a_file_that_came_before_changes_nothing(small: Path, record: Record, tmp_path: Path) -> None:
    file = write(tmp_path / "many.csv", [line(2010, 5), line(2018, 500, known="2019-03-31"), line("x", 5)])
    with only_change(small):
        with arrived(file, small) as copy:
            assert (copy.name, small in copy.parents, copy.read_bytes()) == ("many.csv", True, file.read_bytes())
            found = examine_large(copy, Where("many.csv"), record)
            assert list(accept_large(small, found, "b", TODAY)) == []
        assert not copy.exists()
    declared = tomllib.loads((small / "catalogue/bulk.toml").read_text("utf-8"))
    (entry,) = next(iter(declared.values()))
    assert (entry["accepted_by"], str(entry["day"])) == ("b", "2022-06-30")
    (kept,) = (small / "snapshots").glob("*-many.csv")
    assert kept.read_bytes() == file.read_bytes()
    (left,) = (small / "snapshots").glob("*left-out.csv")
    assert [part for part in left.read_text("utf-8").split() if part.strip()][-1].endswith("4")
    again = read_record(small)
    assert any(r.value == 5 for r in again.beside([found.shown[0].row]))
    same = examine_large(file, Where("many.csv"), again)
    assert (same.counts, same.changes, same.problems, same.stands) == ({}, False, [], None)
    with pytest.raises(TypeError, match=r"many.csv"):
        _ = same.staged


def test_another_form_and_a_line_without_end(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "many.csv"
    file.write_text("measure,period\n2.1-t1,2010\n")
    found = examine_large(file, Where("many.csv"), record)
    assert (found.stands, bool(found.problems)) == (None, True)

    def endless(*_: object) -> object:
        raise EndlessLineError(7)

    monkeypatch.setattr("etl.intake.review.large_files._check", endless)
    found = look(record, tmp_path, line(2010, 5))
    assert told_of(found.problems) == "endless_line | None"
    assert dict(found.problems[0].where.steps) == {"line": "7"}


def test_the_lines_that_were_not_taken_are_laid_beside(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_files, "say", keyed)
    monkeypatch.setattr("etl.reporting.problems.say", keyed)
    write_quarantine(look(record, tmp_path, line("x", 5), line(2010, 6)), tmp_path / "q.csv", "fi")
    head, *rest = (tmp_path / "q.csv").read_bytes().decode("utf-8-sig").split("\r\n")
    assert head == "<intake.head.cell>;<intake.head.expected>;<intake.head.remedy>;<intake.head.line>"
    assert (tmp_path / "q.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    (row, end) = rest
    assert (row.startswith("<etl.place.line name=2>"), row.endswith(f";{line('x', 5)}"), end) == (True, True, "")
    assert len(HEADER.split(",")) == len(line("x").split(","))
