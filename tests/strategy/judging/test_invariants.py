"""What may change in a case without changing its judgement, and what a change may only do in one direction.

Each case here has a target of any kind of figures, a calendar, an `aggregate`, breaks, bounds and gaps; numbers are
small, so that borders are hit often.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from strategy.judging.evidence.verdict import JUDGED_GROUPS, Judgement, severity
from strategy.judging.status import judge
from strategy.model.catalogue import Baseline, Calendar, Measure, Target
from strategy.model.periods import Period, position
from strategy.model.record import Event, Mark, Observation
from tests.strategy.drawing import HOME, MEASURE, NAME, SOURCE

QUICK = settings(
    max_examples=75,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
BETTER = {"at_least": 1, "more_than": 1, "at_most": -1, "less_than": -1}
SHIFT = 4
"""Years between two days that stand alike in their leap years."""


def _period(text: str) -> Period:
    return Period.parse(text)


YEARS = st.sampled_from([_period(str(year)) for year in range(2017, 2024)])
QUARTERS = st.sampled_from([_period(f"{year}-{half}") for year in (2020, 2021) for half in ("Q1", "Q2", "Q3", "Q4")])
LONG = st.sampled_from([_period(text) for text in ("2018/2021", "2020/2021", "2021/2022")])
ENDS = st.sampled_from([_period(text) for text in ("2020", "2021", "2021", "2021", "2022", "2021-07/2021-12")])
SMALL = st.integers(-6, 12).map(float)
TURNS = [date(y, m, d) for y in (2020, 2021, 2022) for m, d in ((1, 1), (3, 31), (4, 1), (6, 30), (12, 30), (12, 31))]
DAYS = st.one_of(st.sampled_from(TURNS), st.dates(date(2018, 6, 1), date(2023, 6, 30)))
KNOWN = st.one_of(st.none(), st.sampled_from([date(2020, 3, 1), date(2021, 3, 1), date(2022, 3, 1)]))
MARGINS = st.one_of(st.none(), st.integers(0, 4).map(float))
OPS = st.sampled_from(sorted(BETTER))
LEVELS = st.builds(Target, OPS, ENDS, st.just("stated"), value=SMALL, due=st.one_of(st.none(), DAYS))
EACH = st.builds(Target, OPS, LONG, st.just("stated"), value=SMALL)
WINDOWS = st.builds(
    Target, st.sampled_from(["mean", "sum", "count"]), st.one_of(LONG, ENDS), st.just("stated"), op=OPS, value=SMALL
)
RANGES = st.builds(
    Target, st.just("range"), ENDS, st.just("stated"), low=st.integers(-2, 4).map(float),
    high=st.integers(4, 8).map(float),
)  # fmt: skip
TARGETS = st.one_of(LEVELS, LEVELS, EACH, WINDOWS, RANGES)
BASELINES = st.one_of(
    st.none(),
    st.builds(Baseline, st.one_of(SMALL, SMALL, st.none()), st.sampled_from([_period("2018"), _period("2019")])),
)
CALENDARS = st.one_of(
    st.none(),
    st.builds(Calendar, st.just("year"), st.just(_period("2018")), st.sampled_from([None, 0, 3, 9])),
    st.builds(Calendar, st.just("two_years"), st.just(_period("2019")), st.sampled_from([None, 3])),
    st.builds(Calendar, st.just("quarter"), st.just(_period("2020-Q1")), st.sampled_from([None, 0, 2])),
)
PERIODS = st.one_of(YEARS, YEARS, QUARTERS)
FIGURES = st.builds(Observation, st.just("m"), st.just(HOME), PERIODS, SMALL, st.just(SOURCE), known=KNOWN)
GAPS = st.builds(
    Observation, st.just("m"), st.just(HOME), PERIODS, st.none(), st.just(SOURCE),
    missing=st.sampled_from(["not_collected", "not_submitted", "hidden_few", "publication_stopped"]), known=KNOWN,
)  # fmt: skip
HISTORIES = st.lists(st.one_of(FIGURES, FIGURES, FIGURES, GAPS), max_size=9, unique_by=lambda row: row.period)
BREAKS = st.one_of(
    st.just(()), st.builds(lambda day: (Mark("m", day, "break", NAME),), st.sampled_from(
        [date(2019, 1, 1), date(2020, 1, 1), date(2021, 1, 1), date(2021, 7, 1)]
    ))
)  # fmt: skip
EVENTS = st.lists(
    st.builds(Event, st.just("m"), st.dates(date(2020, 1, 1), date(2022, 6, 30)), st.just("held"), st.just(SOURCE)),
    max_size=4, unique_by=lambda event: event.day,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A measure with one target, what is told of it, and the day."""

    measure: Measure
    rows: tuple[Observation, ...]
    events: tuple[Event, ...]
    marks: tuple[Mark, ...]
    on: date

    def judged(self, *more: Observation, **asked: Any) -> Judgement:
        """The judgement, with further rows."""
        return judge(
            self.measure, (*self.rows, *more), on=self.on, home=HOME, events=self.events, marks=self.marks, **asked
        ).headline

    def with_row(self, row: Observation) -> Case:
        """The case with this row for its period."""
        return replace(self, rows=(row, *(r for r in self.rows if r.period != row.period)))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case of any kind."""
    target = draw(TARGETS)
    up = BETTER.get(target.op or target.kind, 0)
    measure = replace(
        MEASURE, targets=(target,), baseline=draw(BASELINES), calendar=draw(CALENDARS), tolerance=draw(MARGINS),
        direction={1: "up", -1: "down", 0: "range"}[up], aggregate=draw(st.sampled_from([None, "mean", "sum", "last"])),
        material_change=draw(MARGINS),
    )  # fmt: skip
    events = tuple(draw(EVENTS)) if target.kind == "count" else ()
    return Case(measure, tuple(draw(HISTORIES)), events, draw(BREAKS), draw(DAYS))


@QUICK
@given(cases(), st.lists(FIGURES, min_size=1, max_size=3))
def test_figures_that_stand_after_the_day_take_no_part(case: Case, more: list[Observation]) -> None:
    future = [row for row in more if row.period.position > position(case.on) + 1e-9]
    told = {row.period for row in case.rows}
    assume(future and not told & {row.period for row in future})
    assert repr(case.judged(*future)) == repr(case.judged())


@QUICK
@given(cases(), FIGURES, st.sampled_from(["area", "breakdown", "budget", "source", "measure"]))
def test_figures_of_something_else_take_no_part(case: Case, row: Observation, what: str) -> None:
    other: dict[str, dict[str, Any]] = {
        "area": {"area": "SSS"}, "breakdown": {"breakdown": "women"}, "budget": {"quality": "budget"},
        "source": {"source": "elsewhere"}, "measure": {"measure": "x"},
    }  # fmt: skip
    assert repr(case.judged(replace(row, **other[what]))) == repr(case.judged())


@QUICK
@given(cases(), FIGURES, st.sampled_from([date(2020, 3, 1), date(2021, 3, 1), date(2022, 3, 1)]))
def test_what_became_known_later_takes_no_part(case: Case, row: Observation, known: date) -> None:
    later = replace(row, known=date(known.year, 3, 2))
    assert repr(case.judged(later, known=known)) == repr(case.judged(known=known))


@QUICK
@given(cases(), st.sampled_from([None, date(2017, 1, 1), date(2020, 3, 1)]))
def test_one_known_day_for_all_is_as_good_as_another(case: Case, known: date | None) -> None:
    alike = replace(case, rows=tuple(replace(row, known=known) for row in case.rows))
    assert _told(alike.judged()) == _told(case.judged())


@QUICK
@given(cases(), st.data())
def test_a_bound_that_counts_gives_what_every_value_inside_it_gives(case: Case, data: st.DataObject) -> None:
    target = case.measure.targets[0].period
    row = replace(data.draw(FIGURES), period=target or _period("2021"))
    case = replace(case, on=data.draw(st.sampled_from([row.period.last_day, date(2022, 12, 31), case.on])))
    low, high = sorted((row.value or 0.0, data.draw(SMALL)))
    level = case.measure.baseline
    assume(level is None or row.period != level.period)
    bound = replace(row, value=None, quality="bound", low=low, high=high)
    it = case.with_row(bound).judged()
    inside = [case.with_row(replace(row, value=float(v))).judged() for v in range(int(low), int(high) + 1)]
    found = {other.status for other in inside}
    bounded = it.value_low is not None or it.value_high is not None
    if (bounded and it.group in JUDGED_GROUPS) or len(found) == 1:
        assert found == {it.status}


@QUICK
@given(cases(), FIGURES)
def test_a_bound_of_one_number_gives_what_the_number_gives(case: Case, row: Observation) -> None:
    level = case.measure.baseline
    assume(level is None or row.period != level.period)
    bound = replace(row, value=None, quality="bound", low=row.value, high=row.value)
    assert case.with_row(bound).judged().status == case.with_row(row).judged().status


@QUICK
@given(cases(), FIGURES, st.integers(1, 12))
def test_no_figure_gets_better_and_its_status_worse(case: Case, row: Observation, step: int) -> None:
    target, level = case.measure.targets[0], case.measure.baseline
    sign = BETTER.get(target.op or target.kind, 0)
    assume(sign and row.value is not None and (level is None or not row.period.lies_in(level.period)))
    before = case.with_row(row).judged()
    after = case.with_row(replace(row, value=(row.value or 0.0) + sign * step)).judged()
    # what is certain needs no further parts, so that one of the two may be judged while the other still waits
    if {before.group, after.group} <= set(JUDGED_GROUPS):
        assert severity(after.status) >= severity(before.status)


@QUICK
@given(cases())
def test_four_years_later_everything_is_judged_alike(case: Case) -> None:
    one, two = case.judged(), _moved(case).judged()
    assert _told(one) == _told(two)
    assert (one.since and one.since.replace(year=one.since.year + SHIFT)) == two.since


def _told(it: Judgement) -> tuple[object, ...]:
    pace = None if it.pace is None else round(it.pace, 9)
    return (it.status, it.reason, it.value, it.value_low, it.value_high, it.target_value, pace, it.flags)


def _moved(case: Case) -> Case:
    measure, (target,) = case.measure, case.measure.targets
    level, calendar = measure.baseline, measure.calendar
    measure = replace(
        measure,
        targets=(
            replace(target, period=target.period and _later(target.period), due=target.due and _years(target.due)),
        ),
        baseline=level and replace(level, period=_later(level.period)),
        calendar=calendar and replace(calendar, anchor=_later(calendar.anchor)),
    )
    rows = tuple(replace(r, period=_later(r.period), known=r.known and _years(r.known)) for r in case.rows)
    events = tuple(replace(event, day=_years(event.day)) for event in case.events)
    marks = tuple(replace(mark, day=_years(mark.day)) for mark in case.marks)
    return Case(measure, rows, events, marks, _years(case.on))


def _later(period: Period) -> Period:
    return Period(end=period.end + 12 * SHIFT, start=period.start + 12 * SHIFT)


def _years(day: date) -> date:
    return day.replace(year=day.year + SHIFT)
