"""What no status can be made of is refused with its place: the grain of figures, sums, windows, events told twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from etl.record.judgeable import check_judgeable
from etl.record.record import Record, read_record
from etl.reporting.problems import Problem, report
from strategy.model.catalogue import Baseline, Calendar, Measure, Target
from strategy.model.periods import Period
from strategy.model.record import Event, Observation
from strategy.model.vocabulary import LANGUAGES

MEASURE, MEETINGS = "1.1-a", "1.1-h"
HALF, YEAR = Baseline(8, Period.parse("2019-01/2019-06")), Baseline(8, Period.parse("2019"))
MONTHLY, YEARLY = Calendar("month", Period.parse("2019-01")), Calendar("year", Period.parse("2019"))
Change = Callable[[Measure], Measure]


class Case(NamedTuple):
    """A target, the periods that have figures, how the measure differs, and the code of the problem or none."""

    kind: str
    period: str | None
    figures: str
    code: str | None
    window: str | None = None
    part: str | None = None
    base: str | None = None
    baseline: Baseline | None = YEAR
    calendar: Calendar | None = None
    aggregate: str | None = None
    direction: str = "up"


CASES = {
    "months under a year": Case("at_least", "2021", "2021-01", "finer_than_target"),
    "months under a year, summed": Case("at_least", "2021", "2021-01", None, aggregate="sum"),
    "months under a year, the calendar is monthly": Case("at_least", "2021", "2021-01", "finer_than_target",
                                                         calendar=MONTHLY),
    "months, only yearly figures count": Case("at_least", "2021", "2021-01 2021", None, calendar=YEARLY),
    "half a year, the baseline's own": Case("at_least", "2021", "2019-01/2019-06 2021", None, baseline=HALF),
    "half a year, not the baseline's": Case("at_least", "2021", "2021-01/2021-06", "finer_than_target", baseline=HALF),
    "a month under an autumn": Case("at_most", "2021-08/2021-12", "2021-12", "finer_than_target"),
    "a month under an autumn, the last": Case("at_most", "2021-08/2021-12", "2021-12", None, aggregate="last"),
    "a sum set against half a year": Case("at_least", "2021", "", "sum_of_other_length", baseline=HALF,
                                          aggregate="sum"),
    "the last set against half a year": Case("at_least", "2021", "", None, baseline=HALF, aggregate="last"),
    "a sum that changes from half a year": Case("change_points", "2021", "", "sum_of_other_length",
                                                base="2019-01/2019-06", aggregate="sum"),
    "a mean over a year and a half": Case("mean", None, "", "window_without_part", window="2020-07/2021-12"),
    "a mean over a year and a half, of half years": Case("mean", None, "2020-07/2020-12", None,
                                                         window="2020-07/2021-12", part="half_year"),
    "a mean within a year": Case("mean", None, "2021-01", None, window="2021"),
    "a sum takes figures as they come": Case("sum", None, "2021-01", None, window="2021"),
    "months of an open target": Case("undefined", "2021", "2021-01", None),
    "months of what is only followed": Case("at_least", "2021", "2021-01", None, direction="none"),
    "months of a direction": Case("direction", "2021", "2021-01", None),
}  # fmt: skip

# the states and occasions of events of one day, and the code of the problem or none
EVENTS = [
    ([("held", None)], None),
    ([("held", 1), ("held", 2)], None),
    ([("held", None), ("planned", None)], None),
    ([("held", None), ("held", None)], "event_twice"),
    ([("held", 1), ("held", 1)], "event_twice"),
    ([("held", None), ("held", 2)], "event_twice"),  # the same meeting, told again?
    ([("held", 1), ("held", None)], "event_twice"),
    ([("planned", None), ("planned", None)], "state_twice"),  # an occasion is no remedy here
]


@pytest.fixture(scope="module")
def record() -> Record:
    return read_record(Path("tests/fixtures/small"))


def _changed(measure: Measure, case: Case) -> Measure:
    period, window, base = (None if p is None else Period.parse(p) for p in (case.period, case.window, case.base))
    target = Target(case.kind, period, "stated", value=5.0, op="at_least", window=window, base=base, part=case.part)
    return replace(
        measure, targets=(target,), baseline=case.baseline, calendar=case.calendar, aggregate=case.aggregate,
        direction=case.direction,
    )  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_figures_and_targets(name: str, record: Record) -> None:
    case, home = CASES[name], record.strategy.home
    strategy = replace(record.strategy, measures={MEASURE: _changed(record.strategy.measures[MEASURE], case)})
    rows = [Observation(MEASURE, home, Period.parse(p), 1.0, "newspaper") for p in case.figures.split()]
    problems: list[Problem] = []
    check_judgeable(Path("data"), strategy, rows, (), problems)
    assert [p.code for p in problems] == ([case.code] if case.code else [])
    _are_told(problems, MEASURE)


@pytest.mark.parametrize(("told", "code"), EVENTS)
def test_events_of_one_day(told: list[tuple[str, int | None]], code: str | None, record: Record) -> None:
    events = [Event(MEETINGS, date(2022, 3, 1), state, "newspaper", occasion=number) for state, number in told]
    problems: list[Problem] = []
    check_judgeable(Path("data"), record.strategy, (), events, problems)
    assert [p.code for p in problems] == ([code] if code else [])
    _are_told(problems, "events.toml")


def _are_told(problems: list[Problem], place: str) -> None:
    for lang in LANGUAGES if problems else ():
        text = report(problems, lang)
        assert place in text
        assert "{" not in text
