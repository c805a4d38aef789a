"""Months under a yearly target, in a real data folder: what was worked out by hand is what both ways of asking say."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from dashboard.data.store import Release, Store
from dashboard.data.verdicts import judge_all
from etl.__main__ import main
from etl.record.judged import verdicts
from etl.record.record import Record, read_record
from strategy.judging.evidence.verdict import Judgement
from strategy.judging.status import judge

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
COLUMNS = (
    "period,value,known,known_basis,source,quality,confidence,note,area,breakdown,n,missing,day,origin,accepted_by"
)
ANCHOR = "2020-01"


@dataclass(frozen=True)
class Hand:
    """A measure, its months, and its status worked out by hand."""

    aggregate: str
    target: str
    months: str
    """The months of 2021, then of 2022: a figure, `-` (no row) or `x` (will not be collected)."""
    on: date
    status: str
    value: float | None
    breaks: str = ""
    baseline: float = 100
    """Of the year 2020."""

    @property
    def text(self) -> str:
        return f"{self.aggregate} {self.target} [{self.months}] {self.breaks} {self.on}"


END = date(2022, 12, 31)
LATE = date(2023, 3, 1)
TENS = "10 " * 12
CASES = (
    # sum. 2021: 12 x 10 = 120 of 100 -> 140 in 2022: p 20/40, e 1/2, R 1
    Hand("sum", "at_least 140", TENS, date(2021, 12, 31), "on_pace", 120),
    # 12 x 9 = 108: p 8/40, e 1/2, R .4
    Hand("sum", "at_least 140", "9 " * 12, date(2021, 12, 31), "far_behind", 108),
    # 12 x 8 = 96, less than 100; a month of 8 against a year of 100 is never looked at
    Hand("sum", "at_least 140", "8 " * 12, date(2021, 12, 31), "wrong_way", 96),
    # the last month is not in until its end, and no year stands after the baseline; January to October were due
    Hand("sum", "at_least 140", TENS, date(2021, 12, 30), "not_due", None),
    # 2022: 11 x 10 + 30 = 140, the target
    Hand("sum", "at_least 140", TENS + "10 " * 11 + "30", END, "met", 140),
    # 11 x 10 + 29 = 139: p 39/40 = .975
    Hand("sum", "at_least 140", TENS + "10 " * 11 + "29", END, "nearly", 139),
    # 12 x 10 = 120: p 20/40
    Hand("sum", "at_least 140", TENS + TENS, END, "not_met", 120),
    # eleven months make no year, though they already come to 165; December is due on 28.2.2023
    Hand("sum", "at_least 140", TENS + "15 " * 11, END, "result_pending", None),
    Hand("sum", "at_least 140", TENS + "15 " * 11, date(2023, 2, 28), "result_pending", None),
    Hand("sum", "at_least 140", TENS + "15 " * 11, LATE, "value_late", None),
    # March was due on 31.5.2022
    Hand("sum", "at_least 140", TENS + "15 15 - " + "15 " * 9, END, "value_late", None),
    # a month that will not be collected: half a result is none
    Hand("sum", "at_least 140", TENS + "15 15 x " + "15 " * 9, END, "no_value", None),
    # another way of counting from July on: the months are no year, and their figures are left out
    Hand("sum", "at_least 140", TENS + "12 " * 12, END, "no_value", None, "2022-06-30"),
    # while 2022 runs 2021 stands, which is whole and of the baseline's series
    Hand("sum", "at_least 140", TENS + "12 " * 11, date(2022, 11, 30), "on_pace", 120, "2022-06-30"),
    # a ceiling: 12 x 5 = 60 <= 60
    Hand("sum", "at_most 60", TENS + "5 " * 12, END, "met", 60),
    # mean. (6 x 20 + 6 x 40) / 12 = 30 >= 30
    Hand("mean", "at_least 30", "20 " * 6 + "40 " * 6 + "20 " * 6 + "40 " * 6, END, "met", 30, baseline=20),
    # 2021: mean 24 of 20 -> 30: p 4/10, e 1/2, R .8
    Hand("mean", "at_least 30", "24 " * 12, date(2021, 12, 31), "slightly_behind", 24, baseline=20),
    # (11 x 30 + 24) / 12 = 29.5, printed 30
    Hand("mean", "at_least 30", "24 " * 12 + "30 " * 11 + "24", END, "met", 30, baseline=20),
    # (11 x 30 + 23) / 12 = 29.42, printed 29: p 9/10
    Hand("mean", "at_least 30", "24 " * 12 + "30 " * 11 + "23", END, "not_met", 29, baseline=20),
    Hand("mean", "at_least 30", "24 " * 12 + "30 " * 10 + "- 30", LATE, "value_late", None, baseline=20),
    Hand("mean", "at_least 30", "24 " * 12 + "30 " * 10 + "x 30", LATE, "no_value", None, baseline=20),
    Hand("mean", "at_least 30", "24 " * 12 + "30 " * 12, END, "no_value", None, "2022-06-30", baseline=20),
    # last. December alone, 30, whatever else is missing
    Hand("last", "at_least 30", "20 " * 12 + "1 - x - " + "1 " * 7 + "30", END, "met", 30, baseline=20),
    Hand("last", "at_least 30", "20 " * 12 + "50 " * 11 + "29", END, "not_met", 29, baseline=20),
    # 2021: 26 of 20 -> 30: p 6/10, e 1/2, R 1.2
    Hand("last", "at_least 30", "1 " * 11 + "26", date(2021, 12, 31), "on_pace", 26, baseline=20),
    # December is awaited until 28.2.2023; November does not take its place, nor where December will not come
    Hand("last", "at_least 30", "20 " * 12 + "50 " * 11, END, "result_pending", None, baseline=20),
    Hand("last", "at_least 30", "20 " * 12 + "50 " * 11, LATE, "value_late", None, baseline=20),
    Hand("last", "at_least 30", "20 " * 12 + "50 " * 11 + "x", LATE, "no_value", None, baseline=20),
    # December is counted in another way than the baseline
    Hand("last", "at_least 30", "20 " * 12 + "50 " * 12, END, "no_value", None, "2022-06-30", baseline=20),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small data folder with a measure for each case."""
    data = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("grain") / "data"))
    goal = data / "catalogue" / "goals" / "2.1.toml"
    marks = data / "catalogue" / "events.toml"
    goal.write_text(goal.read_text("utf-8") + "".join(_measure(n, c) for n, c in enumerate(CASES)), "utf-8")
    marks.write_text(marks.read_text("utf-8") + "".join(_break(n, c) for n, c in enumerate(CASES) if c.breaks), "utf-8")
    for n, case in enumerate(CASES):
        (data / "histories" / f"{_id(n)}.csv").write_text("\n".join((COLUMNS, *_rows(case))) + "\n", "utf-8")
    return data


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    return read_record(folder)


@pytest.fixture(scope="module")
def release(folder: Path) -> Release:
    assert main(["build", "--data", str(folder)]) == 0
    return Store(folder / "releases").release()


@pytest.mark.parametrize("number", range(len(CASES)), ids=[c.text for c in CASES])
def test_months_under_a_yearly_target_are_judged_as_by_hand(number: int, record: Record, release: Release) -> None:
    case = CASES[number]
    rows = [r for r in record.observations if r.measure == _id(number)]
    marks = record.strategy.marks
    measure = record.strategy.measures[_id(number)]
    asked = judge(measure, rows, on=case.on, home=record.strategy.home, marks=marks).headline
    assert _told(asked) == (case.status, case.value)
    assert ("series_break" in asked.flags) == (bool(case.breaks) and case.on == END)
    assert judge_all(release, case.on)[_id(number)].headline == asked
    assert verdicts(record, case.on, date.max)[_id(number)].headline == asked


def test_every_measure_of_the_folder_is_judged_alike_from_the_release_and_from_the_files(
    record: Record, release: Release
) -> None:
    for on in sorted({case.on for case in CASES}):
        from_files: Mapping[str, object] = verdicts(record, on, on)
        assert dict(judge_all(release, on, on)) == dict(from_files)


def _told(it: Judgement) -> tuple[str, float | None]:
    decided = it.group not in ("no_figure", "not_judged")
    return it.status, it.value if decided else None


def _id(number: int) -> str:
    return f"2.1-m{number + 1}"


def _measure(number: int, case: Hand) -> str:
    kind, value = case.target.split()
    return f"""
[[measure]]
id = "{_id(number)}"
name = {{ fi = "Käynnit {number}", sv = "Besök {number}", en = "Visits {number}" }}
quote_fi = "Käynnit"
kind = "numeric"
unit = "percent"
decimals = 0
direction = "{"up" if kind == "at_least" else "down"}"
direction_evidence = "stated"
sectors = ["sote"]
sector_evidence = "stated"
sources = ["statistics"]
aggregate = "{case.aggregate}"
calendar = {{ every = "month", anchor = "{ANCHOR}", lag_months = 2 }}

[measure.baseline]
value = {case.baseline}
period = "2020"

[[measure.target]]
kind = "{kind}"
value = {value}
period = "2022"
evidence = "stated"
"""


def _break(number: int, case: Hand) -> str:
    text = '{ fi = "Uusi laskutapa.", sv = "Nytt beräkningssätt.", en = "Counted in another way." }'
    return f'\n[[mark]]\nmeasure = "{_id(number)}"\nday = {case.breaks}\nkind = "break"\ntext = {text}\n'


def _rows(case: Hand) -> list[str]:
    found = []
    for place, figure in enumerate(case.months.split()):
        period = f"{2021 + place // 12}-{place % 12 + 1:02d}"
        if figure != "-":
            value, missing = ("", "not_collected") if figure == "x" else (figure, "")
            found.append(f"{period},{value},,unknown,statistics,final,high,,,,,{missing},,,")
    return found
