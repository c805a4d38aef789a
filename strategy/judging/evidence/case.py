"""What the rules of one measure work on, and what they hand back; the steps that all kinds of figures share.

What a figure says of a target goes through here: its value as printed, or the values that its bounds leave open.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from strategy.judging.evidence.condition import Condition
from strategy.judging.evidence.gathering import Evidence, Standing, Start
from strategy.judging.evidence.pace import Pace
from strategy.judging.evidence.verdict import EPSILON, Judgement
from strategy.model import Event, Measure, Period, Target, position, rounded


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

    def told_by(self, on: date) -> date:
        """The day by which a decision counts: the day asked, or the day of knowledge before it."""
        return on if self.known is None else min(on, self.known)


class Ruling(NamedTuple):
    """A judgement and what it rests on, before the flags are added."""

    judgement: Judgement
    used: tuple[Standing, ...] = ()
    start: Start | None = None
    carries: bool = False
    """A pace decided the status."""
    broken: bool = False
    """A series break kept values away that would have taken part."""
    beyond_record: bool = False
    """What remains of a mean has no like on record."""


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
    """The facts with the value that is judged; of a figure that is only bounded, with its bounds."""
    if value.bound:
        low, high = (printed(measure, end) if math.isfinite(end) else None for end in (value.low, value.high))
        return replace(facts, period=value.period, position=value.at, n=value.row.n, value_low=low, value_high=high)
    shown = printed(measure, value.value)
    nearest = facts.target_value if limits is None else limits.limit(shown)
    return replace(
        facts, value=shown, exact=value.value, period=value.period, position=value.at, n=value.row.n,
        target_value=nearest, rounding_decides=limits is not None and limits.holds(shown) != limits.holds(value.value),
    )  # fmt: skip


def readings(measure: Measure, limits: Condition | None, value: Standing) -> tuple[float, ...]:
    """What a figure can be, as printed, wherever that can make a difference: of bounds the ends and the best inside."""
    low, high = printed(measure, value.low), printed(measure, value.high)
    if low == high or limits is None:
        return (low,) if low == high else (low, high)
    inside = max(low, limits.low)
    return (low, high, inside) if inside <= min(high, limits.high) else (low, high)


def agreed(statuses: Iterable[str]) -> str | None:
    """The status that all readings of a figure have; None where they differ."""
    found = set(statuses)
    return found.pop() if len(found) == 1 else None


def with_pace(facts: Judgement, pace: Pace) -> Judgement:
    """The facts with p, e and the yearly changes; R stands beside the names that it decides alone."""
    return replace(facts, progress=pace.progress, elapsed=pace.elapsed, needed_per_year=pace.needed,
                   achieved_per_year=pace.achieved)  # fmt: skip


def not_counting(case: Case, target: Target, start: Start | None, on: date) -> str | None:
    """Why the target does not count on the day (step 2), if so."""
    if target.set_on is not None and case.told_by(on) < target.set_on:
        return "before_target"
    if start is not None and position(on) < start.at - EPSILON:
        return "before_baseline"
    return None


def over(period: Period | None, on: date) -> bool:
    """Whether a period is over: it is on its last day."""
    return period is not None and on >= period.last_day
