"""What the rules of one measure work on, and what they hand back; the steps that all kinds of figures share.

The shared steps are those before a value is weighed: does the target count yet, is a value still to come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from strategy import expected
from strategy.condition import Condition
from strategy.evidence import Evidence, Standing, Start
from strategy.formats import rounded
from strategy.model import Event, Measure, Observation, Target
from strategy.pace import Pace
from strategy.periods import Period, position
from strategy.verdict import EPSILON, Judgement


@dataclass(frozen=True, slots=True)
class Case:
    """A measure with everything that is known of it under one `known`; the day is given to each rule."""

    measure: Measure
    evidence: Evidence
    events: tuple[Event, ...] = ()
    references: Mapping[str, Evidence] | None = None
    """By what a target names as its reference: the evidence of that area or measure."""
    areas: Mapping[str, Mapping[str, Evidence]] | None = None
    """By the measure that a rank names as its reference: the evidence of each area."""
    known: date | None = None


class Ruling(NamedTuple):
    """A judgement and what it rests on, before the flags are added."""

    judgement: Judgement
    used: tuple[Standing, ...] = ()
    start: Start | None = None
    carries: bool = False
    """A pace decided the status."""
    broken: bool = False
    """A series break kept values away."""


def printed(measure: Measure, value: float) -> float:
    """A value as it is printed."""
    return rounded(value, measure.decimals)


def opening(target: Target, limits: Condition | None, start: Start | None) -> Judgement:
    """The facts that are known of a target before any value: baseline and limits."""
    facts = Judgement(
        target,
        baseline=start.value if start else None,
        baseline_period=start.period if start else None,
    )
    if limits is None:
        return facts
    single = limits.low if limits.floor else limits.high if limits.ceiling else None
    return replace(facts, low=limits.low, high=limits.high, strict=limits.strict, target_value=single)


def with_value(facts: Judgement, measure: Measure, limits: Condition | None, value: Standing) -> Judgement:
    """The facts with the value that is judged."""
    shown = printed(measure, value.value)
    return replace(
        facts, value=shown, exact=value.value, period=value.period, position=value.at, n=value.row.n,
        target_value=facts.target_value if limits is None else limits.limit(shown),
        rounding_decides=limits is not None and limits.holds(shown) != limits.holds(value.value),
    )  # fmt: skip


def with_pace(facts: Judgement, pace: Pace) -> Judgement:
    """The facts with p, e, R and the yearly changes."""
    return replace(
        facts, progress=pace.progress, elapsed=pace.elapsed, pace=pace.pace, needed_per_year=pace.needed,
        achieved_per_year=pace.achieved,
    )  # fmt: skip


def not_counting(target: Target, start: Start | None, on: date) -> str | None:
    """Why the target does not count on the day (step 2), if so."""
    if target.set_on is not None and on < target.set_on:
        return "before_target"
    if start is not None and position(on) < start.at - EPSILON:
        return "before_baseline"
    return None


def over(period: Period | None, on: date) -> bool:
    """Whether a period is over: it is on its last day."""
    return period is not None and on >= period.last_day


def pending(facts: Judgement, due: date | None, on: date) -> Judgement:
    """A final value that has not come (step 3): pending until the day it is due, late from the day after."""
    late = due is not None and on > due
    return replace(facts, status="value_late" if late else "result_pending", reason="incomplete", due=due)


def waiting(case: Case, facts: Judgement, periods: Sequence[Period] | None, on: date) -> Judgement:
    """The status while the target's period runs and no value stands in it (step 4).

    `periods` are those whose value the calendar expected and whose due day is behind; None without a calendar.
    """
    reasons = expected.stated(case.evidence, on)
    missing = reasons[-1].missing if reasons else None
    facts = replace(facts, missing=missing)
    if periods is None:
        return replace(facts, status="no_value", reason="no_calendar")
    if not periods:
        return replace(facts, status="not_due", due=expected.next_due(case.measure.calendar, (), on))
    if all(expected.excused(p, reasons) for p in periods):
        return replace(facts, status="no_value", reason="excused", missing=expected.reason_for(periods[-1], reasons))
    late = next(p for p in reversed(periods) if not expected.excused(p, reasons))
    calendar = case.measure.calendar
    return replace(facts, status="value_late", missing=expected.reason_for(late, reasons),
                   due=expected.due_day(calendar, late) if calendar else None)  # fmt: skip


class Coming(NamedTuple):
    """Whether the final value of a target's period is in, and if not, whether and by when it is to come."""

    complete: bool
    never: bool = False
    reason: str | None = None
    due: date | None = None


def coming(case: Case, target: Target, period: Period, inside: Sequence[Standing], on: date) -> Coming:
    """Look whether the last value that is expected in a period has come (step 3)."""
    reasons = expected.stated(case.evidence, on)
    if case.measure.calendar is None:
        stays_away = None if inside else expected.stays_away(period, reasons)
        return Coming(bool(inside), stays_away is not None, stays_away or _said(period, reasons), target.due)
    asked = expected.expected_in(case.measure.calendar, period)
    open_ = [p for p in asked if not expected.excused(p, reasons)]
    if not open_:
        return Coming(bool(inside), not inside, expected.reason_for(asked[-1], reasons) if asked else None)
    last = open_[-1]
    complete = any(v.period.end >= last.end for v in inside)
    due = target.due or expected.due_day(case.measure.calendar, last)
    return Coming(complete, reason=expected.reason_for(last, reasons), due=due)


def _said(period: Period, reasons: Sequence[Observation]) -> str | None:
    inside = [r for r in reasons if r.period.lies_in(period)]
    return inside[-1].missing if inside else None
