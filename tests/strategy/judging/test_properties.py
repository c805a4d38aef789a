"""What must hold of every judgement, whatever the measure, the rows and the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategy.judging.evidence.verdict import (
    FLAGS,
    GROUPS,
    JUDGED_GROUPS,
    PACE_STATUSES,
    REASONS,
    STATUSES,
    Verdict,
    severity,
)
from strategy.judging.status import judge
from strategy.model.catalogue import Baseline, Calendar, Measure, Stage, Target
from strategy.model.periods import Period
from strategy.model.record import Event, Mark, Observation
from strategy.model.vocabulary import (
    AGGREGATES,
    DIRECTIONS,
    KINDS,
    LANGUAGES,
    MISSING,
    PARTS,
    QUALITIES,
    ROLES,
    STATES,
    TARGET_KINDS,
)
from strategy.wording.sentences import calculation, sentence
from tests.strategy.drawing import HOME, MEASURE, NAME, SOURCE, UNITS

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PERIODS = st.sampled_from(
    [Period.parse(t) for t in (
        "2017", "2018", "2019", "2020", "2021", "2022", "2019-01/2019-06", "2021-Q1", "2021-Q4", "2021-12",
        "2020-08/2021-07", "2021-08/2021-12", "2018/2022", "2020/2021",
    )]
)  # fmt: skip
YEARS = st.sampled_from([Period.years(y, y) for y in range(2016, 2024)])
DAYS = st.dates(date(2017, 1, 1), date(2023, 12, 31))
VALUES = st.one_of(st.integers(-200, 200).map(float), st.floats(-1e6, 1e6, allow_nan=False), st.just(0.0))
ANY_VALUE = st.one_of(VALUES, st.floats(), st.sampled_from([1e14, -1e14, 1e308, -1e308, 5e-324]))
MAYBE_DAY = st.one_of(st.none(), DAYS)
FIGURE_KINDS = ("at_least", "at_most", "more_than", "less_than", "change_points", "change_percent")

targets = st.builds(
    Target,
    kind=st.sampled_from(TARGET_KINDS),
    period=st.one_of(st.none(), PERIODS),
    evidence=st.sampled_from(["stated", "inferred"]),
    op=st.one_of(st.none(), st.sampled_from(["at_least", "at_most", "more_than", "less_than", "range"])),
    value=st.one_of(st.none(), ANY_VALUE, st.floats(0, 1)),
    low=st.one_of(st.none(), st.floats(-50, 0)),
    high=st.one_of(st.none(), st.floats(0, 50)),
    base=st.one_of(st.none(), YEARS),
    reference=st.sampled_from([None, "SSS", "x", HOME]),
    window=st.one_of(st.none(), PERIODS),
    set_on=MAYBE_DAY,
    due=MAYBE_DAY,
    stages=st.sampled_from([(), ("a",), ("a", "b")]),
    part=st.sampled_from([None, None, *PARTS]),
)
calendars = st.builds(
    Calendar,
    every=st.sampled_from(["month", "quarter", "half_year", "year", "school_year", "two_years", "four_years"]),
    anchor=PERIODS,
    lag_months=st.one_of(st.none(), st.integers(0, 18)),
)
measures = st.builds(
    replace,
    st.just(MEASURE),
    role=st.sampled_from(ROLES),
    kind=st.sampled_from([*KINDS, "numeric", "numeric", "numeric"]),
    decimals=st.integers(0, 3),
    direction=st.sampled_from(DIRECTIONS),
    baseline=st.one_of(st.none(), st.builds(Baseline, st.one_of(st.none(), ANY_VALUE), YEARS)),
    targets=st.lists(targets, max_size=3).map(tuple),
    calendar=st.one_of(st.none(), calendars),
    tolerance=st.one_of(st.none(), st.floats(0, 10)),
    material_change=st.one_of(st.none(), st.floats(0, 10)),
    lowest=st.one_of(st.none(), st.just(0.0)),
    highest=st.one_of(st.none(), st.just(100.0)),
    rank=st.booleans(),
    aggregate=st.sampled_from([None, *AGGREGATES]),
    stages=st.just((Stage("a", NAME), Stage("b", NAME))),
)
observations = st.builds(
    Observation,
    measure=st.just("m"),
    area=st.sampled_from([HOME, HOME, HOME, "SSS"]),
    period=PERIODS,
    value=ANY_VALUE,
    source=st.sampled_from([SOURCE, SOURCE, "elsewhere"]),
    breakdown=st.sampled_from(["", "", "women"]),
    missing=st.none(),
    quality=st.sampled_from(QUALITIES),
    confidence=st.sampled_from(["high", "low"]),
    known=MAYBE_DAY,
    n=st.one_of(st.none(), st.integers(0, 300)),
    day=st.one_of(st.none(), st.none(), DAYS),
    comparable=st.booleans(),
    secondary=st.booleans(),
)
gaps = st.builds(
    Observation, measure=st.just("m"), area=st.just(HOME), period=PERIODS, value=st.none(), source=st.just(SOURCE),
    missing=st.sampled_from(MISSING), known=MAYBE_DAY,
)  # fmt: skip
bounds = st.builds(
    Observation, measure=st.just("m"), area=st.sampled_from([HOME, HOME, "SSS"]), period=PERIODS, value=st.none(),
    source=st.just(SOURCE), quality=st.just("bound"), low=st.one_of(st.none(), ANY_VALUE),
    high=st.one_of(st.none(), ANY_VALUE), known=MAYBE_DAY, n=st.one_of(st.none(), st.integers(0, 300)),
)  # fmt: skip
histories = st.lists(st.one_of(observations, observations, gaps, bounds), max_size=12)
happenings = st.lists(
    st.builds(Event, st.just("m"), DAYS, st.sampled_from(STATES), st.just(SOURCE),
              stage=st.sampled_from([None, "a", "b"]), known=MAYBE_DAY, occasion=st.sampled_from([None, 1, 2])),
    max_size=5,
)  # fmt: skip
marks = st.lists(st.builds(Mark, st.just("m"), DAYS, st.sampled_from(["break", "decision"]), st.just(NAME)), max_size=2)


@QUICK
@given(measures, histories, happenings, marks, DAYS, MAYBE_DAY, histories)
def test_every_verdict_can_be_said(
    measure: Measure,
    rows: list[Observation],
    events: list[Event],
    breaks: list[Mark],
    on: date,
    known: date | None,
    others: list[Observation],
) -> None:
    verdict = judge(measure, rows, on=on, home=HOME, known=known, events=events, marks=breaks, references={"x": others})
    for lang in LANGUAGES:
        _spoken(verdict, lang)


EDGES = st.sampled_from([date.min, date.max, date(1, 12, 31), date(9999, 1, 1), date(9998, 12, 31), date(2020, 2, 29)])
FAR = st.sampled_from([Period.years(0, 0), Period.years(1, 1), Period.years(9999, 9999), Period.years(9998, 10001),
                       Period(end=9999 * 12 + 11, start=9999 * 12 + 11), Period(end=3, start=-8)])  # fmt: skip
NUMBERS = st.sampled_from([float("inf"), -float("inf"), float("nan"), 0.0, -0.0, -0.5, 5e-324, 1e308])
FIELDS = ("value", "low", "high", "period", "window", "base", "set_on", "due")


@QUICK
@given(
    measures, histories, happenings, marks, st.one_of(DAYS, EDGES), st.one_of(MAYBE_DAY, EDGES), histories, st.data()
)
def test_never_raises_and_stays_in_the_vocabulary(
    measure: Measure,
    rows: list[Observation],
    events: list[Event],
    breaks: list[Mark],
    on: date,
    known: date,
    others: list[Observation],
    data: st.DataObject,
) -> None:
    measure = replace(measure, targets=tuple(_strange(target, data) for target in measure.targets))
    rows += [replace(row, period=data.draw(FAR), day=data.draw(st.one_of(MAYBE_DAY, EDGES))) for row in rows[:2]]
    if measure.calendar is not None and data.draw(st.booleans()):
        measure = replace(measure, calendar=replace(measure.calendar, anchor=data.draw(FAR)))
    verdict = judge(measure, rows, on=on, home=HOME, known=known, events=events, marks=breaks, references={"x": others})
    _closed(verdict)


def _strange(target: Target, data: st.DataObject) -> Target:
    """A target with some of its fields at the edge of what their types allow."""
    edges: dict[str, Any] = {"period": FAR, "window": FAR, "base": FAR, "set_on": EDGES, "due": EDGES}
    names = data.draw(st.sets(st.sampled_from(FIELDS), max_size=3))
    drawn: dict[str, Any] = {name: data.draw(edges.get(name, NUMBERS)) for name in sorted(names)}
    return replace(target, **drawn)


def _closed(verdict: Verdict) -> None:
    assert verdict.headline in verdict.judgements
    for it in verdict.judgements:
        assert it.status in STATUSES
        assert it.group in GROUPS
        assert set(it.flags) <= set(FLAGS)
        assert it.reason in REASONS
        assert it.since is None or it.since <= verdict.on
        assert it.pace is None or it.status in PACE_STATUSES
        assert "few_points" not in it.flags or (it.pace is not None and it.status in PACE_STATUSES)
        assert not (it.bounded and (it.value is not None or it.pace is not None))
    if verdict.measure.role == "context":
        assert verdict.status in ("followed", "no_value")


def _spoken(verdict: Verdict, lang: str) -> None:
    for it in verdict.judgements:
        lines = (sentence(verdict, UNITS, lang, judgement=it), *calculation(verdict, UNITS, lang, judgement=it))
        for line in lines:
            assert "None" not in line
            assert "  " not in line
            assert "()" not in line
            assert "{" not in line
            assert line.endswith(".")


@QUICK
@given(measures, histories, happenings, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    measure: Measure, rows: list[Observation], events: list[Event], on: date, random: Random
) -> None:
    shuffled, told = list(rows), list(events)
    random.shuffle(shuffled)
    random.shuffle(told)
    one = judge(measure, rows, on=on, home=HOME, events=events)
    two = judge(measure, shuffled, on=on, home=HOME, events=told)
    assert repr(one.judgements) == repr(two.judgements)
    assert repr(one.latest) == repr(two.latest)


_MIRROR = {"at_least": "at_most", "at_most": "at_least", "more_than": "less_than", "less_than": "more_than"}


def _mirrored(target: Target) -> Target:
    """The target of the mirrored measure; a change is counted in the measure's own direction and stays as it is."""
    if target.kind not in _MIRROR or target.value is None:
        return target
    return replace(target, kind=_MIRROR[target.kind], value=-target.value)


plain_targets = st.builds(
    Target, kind=st.sampled_from(FIGURE_KINDS), period=PERIODS, evidence=st.just("stated"),
    value=st.integers(-20, 20).map(float), base=st.none(), set_on=MAYBE_DAY,
)  # fmt: skip
plain_rows = st.lists(
    st.builds(Observation, st.just("m"), st.just(HOME), YEARS, st.integers(-30, 30).map(float), st.just(SOURCE)),
    max_size=6,
    unique_by=lambda row: row.period,  # two rows of a period known on one day are an error of the data
)


def _measured(target: Target, base: int | None, tolerance: float | None, material: float | None, up: bool) -> Measure:
    level = Baseline(None if base is None else float(base), Period.parse("2018"))
    return replace(MEASURE, direction="up" if up else "down", targets=(target,), baseline=level, tolerance=tolerance,
                   material_change=material)  # fmt: skip


_MARGINS = st.one_of(st.none(), st.integers(0, 8).map(float))


@QUICK
@given(plain_targets, st.one_of(st.none(), st.integers(-20, 20)), _MARGINS, _MARGINS, plain_rows, DAYS)
def test_a_mirrored_direction_gives_the_mirrored_status(
    target: Target,
    base: int | None,
    tolerance: float | None,
    material: float | None,
    rows: list[Observation],
    on: date,
) -> None:
    up = target.kind not in ("at_most", "less_than")
    measure = _measured(target, base, tolerance, material, up)
    turned = _measured(_mirrored(target), None if base is None else -base, tolerance, material, not up)
    flipped = [replace(r, value=-r.value) for r in rows if r.value is not None]
    one, two = judge(measure, rows, on=on, home=HOME), judge(turned, flipped, on=on, home=HOME)
    assert (one.status, one.headline.pace, one.headline.since) == (two.status, two.headline.pace, two.headline.since)
    assert one.headline.flags == two.headline.flags


@QUICK
@given(
    plain_targets,
    st.one_of(st.none(), st.integers(-20, 20)),
    _MARGINS,
    _MARGINS,
    plain_rows,
    DAYS,
    st.integers(1, 40),
    st.booleans(),
)
def test_a_better_value_never_gives_a_worse_status(
    target: Target,
    base: int | None,
    tolerance: float | None,
    material: float | None,
    rows: list[Observation],
    on: date,
    step: int,
    up: bool,
) -> None:
    if not target.kind.startswith("change"):
        up = target.kind in ("at_least", "more_than")
    measure = _measured(target, base, tolerance, material, up)
    before = judge(measure, rows, on=on, home=HOME)
    counted = before.latest
    if counted is None or counted.value is None or counted.period == Period.parse("2018"):
        return
    better = counted.value + (step if up else -step)
    same = [r for r in rows if r.period == counted.period]
    changed = [replace(counted, value=better), *(r for r in rows if r not in same)]
    after = judge(measure, changed, on=on, home=HOME)
    assert severity(after.status) >= severity(before.status)


window_targets = st.builds(
    Target, kind=st.sampled_from(["mean", "sum", "count"]), evidence=st.just("stated"),
    period=st.just(Period.parse("2018/2021")),
    op=st.sampled_from(["at_least", "at_most", "more_than", "less_than"]), value=st.integers(-20, 20).map(float),
)  # fmt: skip


@QUICK
@given(window_targets, st.booleans(), plain_rows, DAYS, st.integers(1, 40))
def test_a_better_part_never_gives_a_worse_window(
    target: Target, each: bool, rows: list[Observation], on: date, step: int
) -> None:
    up = target.op in ("at_least", "more_than")
    target = replace(target, kind=target.op) if each and target.op is not None else target
    measure = replace(MEASURE, direction="up" if up else "down", targets=(target,))
    before = judge(measure, rows, on=on, home=HOME)
    if before.latest is None or before.latest.value is None:
        return
    same = [r for r in rows if r.period == before.latest.period]
    better = replace(before.latest, value=before.latest.value + (step if up else -step))
    after = judge(measure, [better, *(r for r in rows if r not in same)], on=on, home=HOME)
    # what is certain needs no further parts, so that one of the two may be judged while the other still waits
    if {before.group, after.group} <= set(JUDGED_GROUPS):
        assert severity(after.status) >= severity(before.status)


@QUICK
@given(measures, histories, happenings, marks, DAYS)
def test_the_status_held_on_every_day_since(
    measure: Measure, rows: list[Observation], events: list[Event], breaks: list[Mark], on: date
) -> None:
    verdict = judge(measure, rows, on=on, home=HOME, events=events, marks=breaks)
    for i, it in enumerate(verdict.judgements):
        if it.since is None:
            continue
        days = {it.since, it.since + (on - it.since) / 2, it.since + (on - it.since) / 3}
        for day in days:
            then = judge(measure, rows, on=day, home=HOME, events=events, marks=breaks).judgements[i]
            assert then.status == it.status
        before = judge(measure, rows, on=it.since - timedelta(days=1), home=HOME, events=events, marks=breaks)
        # a headline's run ends where another target was the headline
        assert before.judgements[i].status != it.status or before.headline is not before.judgements[i]
