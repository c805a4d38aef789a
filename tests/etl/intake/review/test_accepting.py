"""What accepted rows make of the files of the data folder, letter by letter; nothing is written to find it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.files.snapshots import Snapshot
from etl.intake.review.accepting import Accepted, check_accepted, plan, traced
from etl.record import Record
from etl.reporting.problems import Problem, Where
from strategy.model import Event, Observation, Source, Statement, Words
from strategy.model.periods import Period

TODAY = date(2022, 6, 30)
ROW = Observation("1.1-c", "901", Period.parse("2021"), 5.0, "newspaper", known=TODAY, known_basis="stated")
HEAD = "period,value,known,known_basis,source,quality,confidence,note"
KEPT = "snapshots/abc-luvut.csv"


def planned(data: Path, record: Record, *rows: Observation) -> Mapping[str, str]:
    """The new texts by file."""
    return {name: text.decode() for name, text in plan(data, record.strategy, Accepted(rows)).items()}


def history(data: Path, record: Record, before: str | None, *rows: Observation) -> str:
    """What becomes of a history of 1.1-c."""
    if before is not None:
        (data / "histories/1.1-c.csv").write_text(before, "utf-8")
    return planned(data, record, *rows)["histories/1.1-c.csv"]


HISTORIES: list[tuple[str, str | None, Observation, str]] = [
    ("a first row", None, ROW, f"{HEAD}\n2021,5,2022-06-30,stated,newspaper,final,high,\n"),
    ("a row more", f"{HEAD}\n2020,4,,unknown,newspaper,final,high,\n", ROW,
     f"{HEAD}\n2020,4,,unknown,newspaper,final,high,\n2021,5,2022-06-30,stated,newspaper,final,high,\n"),
    ("a last line without an end", f"{HEAD}\r\n2020,4,,unknown,newspaper,final,high,", ROW,
     f"{HEAD}\n2020,4,,unknown,newspaper,final,high,\n2021,5,2022-06-30,stated,newspaper,final,high,\n"),
    ("columns that are lacking", f"{HEAD}\n2020,4,,unknown,newspaper,final,high,\n\n",
     replace(ROW, area="902", n=12, day=date(2021, 9, 1), note="preliminary", value=4.5),
     f"{HEAD},area,n,day\n2020,4,,unknown,newspaper,final,high,,,,\n"
     "2021,4.5,2022-06-30,stated,newspaper,final,high,preliminary,902,12,2021-09-01\n"),
    ("limits and a reason", None, replace(ROW, value=None, low=2.5, high=4.0, quality="bound"),
     f"{HEAD},low,high\n2021,,2022-06-30,stated,newspaper,bound,high,,2.5,4\n"),
    ("a row that came the same day", f"{HEAD},origin\n2021,4,2022-06-30,stated,newspaper,final,high,,snapshots/a#A1\n",
     ROW, f"{HEAD},origin\n2021,5,2022-06-30,stated,newspaper,final,high,,\n"),
    ("a row that was typed the same day", f"{HEAD},origin\n2021,4,2022-06-30,stated,newspaper,final,high,,a.xlsx\n",
     ROW, f"{HEAD},origin\n2021,4,2022-06-30,stated,newspaper,final,high,,a.xlsx\n"
          "2021,5,2022-06-30,stated,newspaper,final,high,,\n"),
    ("a row of another day", f"{HEAD},origin\n2021,4,2022-06-29,stated,newspaper,final,high,,snapshots/a#A1\n",
     ROW, f"{HEAD},origin\n2021,4,2022-06-29,stated,newspaper,final,high,,snapshots/a#A1\n"
          "2021,5,2022-06-30,stated,newspaper,final,high,,\n"),
    ("a row of another period, part and area",
     f"{HEAD},area,breakdown,origin\n2020,4,2022-06-30,stated,newspaper,final,high,,,,snapshots/a#A1\n"
     "2021,4,2022-06-30,stated,newspaper,final,high,,902,,snapshots/a#A1\n"
     "2021,4,2022-06-30,stated,newspaper,final,high,,,women,snapshots/a#A1\n", ROW,
     f"{HEAD},area,breakdown,origin\n2020,4,2022-06-30,stated,newspaper,final,high,,,,snapshots/a#A1\n"
     "2021,4,2022-06-30,stated,newspaper,final,high,,902,,snapshots/a#A1\n"
     "2021,4,2022-06-30,stated,newspaper,final,high,,,women,snapshots/a#A1\n"
     "2021,5,2022-06-30,stated,newspaper,final,high,,,,\n"),
    ("rows without a day", f"{HEAD},origin\n2021,4,,unknown,newspaper,final,high,,snapshots/a#A1\n",
     replace(ROW, known=None), f"{HEAD},origin\n2021,4,,unknown,newspaper,final,high,,snapshots/a#A1\n"
                               "2021,5,,stated,newspaper,final,high,,\n"),
    ("a mark at the beginning", f"\ufeff{HEAD}\n2020,4,,unknown,newspaper,final,high,\n", ROW,
     f"{HEAD}\n2020,4,,unknown,newspaper,final,high,\n2021,5,2022-06-30,stated,newspaper,final,high,\n"),
    ("a last line that ends with a question", f"{HEAD}\n2020,4,,unknown,newspaper,final,high,a?", ROW,
     f"{HEAD}\n2020,4,,unknown,newspaper,final,high,a?\n2021,5,2022-06-30,stated,newspaper,final,high,\n"),
    ("a line without its last cell", f"{HEAD}\n2020,4,,unknown,newspaper,final,high\n", ROW,
     f"{HEAD}\n2020,4,,unknown,newspaper,final,high\n2021,5,2022-06-30,stated,newspaper,final,high,\n"),
    ("a note with a comma", None, replace(ROW, note="a,b"),
     f'{HEAD}\n2021,5,2022-06-30,stated,newspaper,final,high,"a,b"\n'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "row", "after"), HISTORIES, ids=[case[0] for case in HISTORIES])
def test_what_becomes_of_a_history(
    name: str, before: str | None, row: Observation, after: str, small: Path, record: Record
) -> None:
    assert history(small, record, before, row) == after


def test_a_row_has_its_way_back() -> None:
    row = traced(ROW, Snapshot(KEPT, "0", {}), "Luvut!C2", "johtaja")
    assert (row.origin, row.accepted_by) == (f"{KEPT}#Luvut!C2", "johtaja")


def changed(data: Path, name: str, after: str) -> list[str]:
    """The lines of a file that are new, and with a minus those that are gone."""
    before, now = (data / name).read_text("utf-8").splitlines() if (data / name).exists() else [], after.splitlines()
    return [*(line for line in now if line not in before), *(f"- {line}" for line in before if line not in now)]


def test_a_source_that_a_measure_does_not_name_is_named(small: Path, record: Record) -> None:
    goal, rows = (
        "catalogue/goals/1.1.toml",
        (ROW, replace(ROW, source="sector_report_sote", period=Period.parse("2020"))),
    )
    found = planned(small, record, *rows, rows[1])
    assert changed(small, goal, found[goal]) == ['sources = ["koivula_strategy", "newspaper", "sector_report_sote"]']
    context = planned(small, record, replace(ROW, measure="2.1-t2", source="newspaper"))
    assert sorted(context) == ["catalogue/context/2.1.toml", "histories/2.1-t2.csv"]
    assert planned(small, record, replace(ROW, source=record.strategy.measures["1.1-c"].sources[0])).keys() == {
        "histories/1.1-c.csv"
    }


SOURCE = Source("sector_report_x", "Raportti", "fi", "Koivula", None, None, "not_stated", True, None, None)
EVENT = Event("2.1-b", date(2022, 3, 1), "done", "newspaper", "scan", known=TODAY, origin=f"{KEPT}#A1", accepted_by="b")
COMMENT = Statement(measure="1.1-a", kind="comment", day=date(2022, 5, 1), role="johtaja",
                    text=Words("Hyvin\nmenee.", None, "Well."), origin=f"{KEPT}#D2", accepted_by="b")  # fmt: skip


def test_sources_events_and_comments_stand_at_the_end_of_their_files(small: Path, record: Record) -> None:
    names = ("catalogue/sources.toml", "catalogue/events.toml", "catalogue/statements.toml")
    before = {name: (small / name).read_text("utf-8") for name in names}
    found = plan(small, record.strategy, Accepted((), (EVENT,), (SOURCE,), (COMMENT,)))
    assert sorted(found) == sorted(names)
    assert {name: text.decode().removeprefix(before[name].rstrip("\n")) for name, text in found.items()} == {
        names[0]: '\n\n[sector_report_x]\ntitle = "Raportti"\ntitle_lang = "fi"\npublisher = "Koivula"\n'
        'licence = "not_stated"\nown = true\n',
        names[1]: '\n\n[[event]]\nmeasure = "2.1-b"\nday = 2022-03-01\nstate = "done"\nsource = "newspaper"\n'
        f'stage = "scan"\nknown = 2022-06-30\norigin = "{KEPT}#A1"\naccepted_by = "b"\n',
        names[2]: '\n\n[[comment]]\nmeasure = "1.1-a"\nday = 2022-05-01\nrole = "johtaja"\n'
        f'text.fi = "Hyvin\\nmenee."\ntext.en = "Well."\norigin = "{KEPT}#D2"\naccepted_by = "b"\n',
    }
    (small / names[2]).unlink()
    (first,) = plan(small, record.strategy, Accepted((), comments=(COMMENT,))).values()
    assert first.decode().startswith('\n[[comment]]\nmeasure = "1.1-a"')
    (small / names[2]).write_text("\n\n", "utf-8")
    (first,) = plan(small, record.strategy, Accepted((), comments=(COMMENT,))).values()
    assert first.decode().startswith('\n[[comment]]\nmeasure = "1.1-a"')
    (small / names[2]).write_text("# why?\n\n", "utf-8")
    (first,) = plan(small, record.strategy, Accepted((), comments=(COMMENT,))).values()
    assert first.decode().startswith('# why?\n\n[[comment]]\nmeasure = "1.1-a"')
    assert plan(small, record.strategy, Accepted(())) == {}


def test_releases_and_hidden_files_are_no_data(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "releases").mkdir()
    for name in ("releases/a.toml", ".hidden", "catalogue/.lock", "released"):
        (small / name).write_text("x")
    seen: list[str] = []

    def look(copy: Path, problems: list[Problem], copied_from: Path) -> None:
        assert copied_from == small
        seen.extend(sorted(path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()))

    monkeypatch.setattr("etl.intake.review.accepting.read_all", look)
    assert check_accepted(small, {}) == []
    there = {path.relative_to(small).as_posix() for path in small.rglob("*") if path.is_file()}
    assert seen == sorted(there - {"releases/a.toml", ".hidden", "catalogue/.lock"})


def test_the_whole_check_looks_at_a_copy(small: Path, tmp_path: Path) -> None:
    """A new file may be content or another file, and the folder stays as it is."""
    good = (small / "histories/1.1-a.csv").read_bytes()
    assert check_accepted(small, {"histories/1.1-a.csv": good}) == []
    spoilt = tmp_path / "spoilt.csv"
    spoilt.write_bytes(good.replace(b"2019,80", b"2019,x"))
    for content in (spoilt.read_bytes(), spoilt):
        (problem, *_) = check_accepted(small, {"histories/1.1-a.csv": content})
        assert problem.where == Where(f"{small}/histories/1.1-a.csv", problem.where.steps)
        assert problem.read == "x"
    assert (small / "histories/1.1-a.csv").read_bytes() == good
    assert check_accepted(small, {"new/deep/file.txt": b"x"}) == check_accepted(small, {})
