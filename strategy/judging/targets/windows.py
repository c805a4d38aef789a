"""Targets over a window: a mean, a sum, a count, and a floor or ceiling that must hold in every year of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from strategy.judging.evidence import (
    EPSILON,
    EVENT_KINDS,
    RECORD_VALUES,
    Case,
    Condition,
    Figures,
    Judgement,
    Ruling,
    Standing,
    Start,
    condition,
    pace,
    starting,
    upto,
    waiting,
)
from strategy.judging.evidence import case as shared
from strategy.judging.targets.counting import HeldOccasions, count_pace, held_in, planned_in
from strategy.judging.targets.window_parts import WindowParts, parts_of
from strategy.model import Period, Target
from strategy.series import YEAR_MONTHS


class _Outcome(NamedTuple):
    """The status that one reading of the window gives; None where parts are lacking at its end."""

    status: str | None
    carries: bool = False


@dataclass(frozen=True, slots=True)
class _Window:
    case: Case
    target: Target
    figures: Figures
    window: Period
    start: Start | None
    limits: Condition
    facts: Judgement
    parts: WindowParts
    held: HeldOccasions
    """What was held and is not in a figure; of other kinds than a count nothing."""
    on: date

    @property
    def over(self) -> bool:
        return shared.over(self.window, self.on)

    @property
    def complete(self) -> bool:
        """Every part is in and may be compared; an occasion that was held makes a count complete."""
        return bool(self.held.days) or (bool(self.parts.known) and self.parts.coming.complete)

    @property
    def kind(self) -> str:
        return self.target.kind if self.target.kind in _OUTCOMES else "each"

    @property
    def together(self) -> tuple[float, float]:
        """The mean or the sum of what is in, unrounded: the least and the most that it can be."""
        if not self.parts.known:
            return self.held.number, self.held.number
        low, high = self.parts.together("mean" if self.kind == "mean" else "sum")
        return low + self.held.number, high + self.held.number

    def share(self, value: float) -> float | None:
        """p, which exists for a floor above zero only."""
        counted = self.target.kind != "count" and self.limits.floor and self.limits.low > 0
        return value / self.limits.low if counted else None

    def ruling(self, judgement: Judgement, carries: bool = False) -> Ruling:
        broken = any(v.row.comparable for v in self.parts.left_out)
        return Ruling(judgement, self.parts.known, self.start, carries, broken, self.beyond_record(judgement))

    def beyond_record(self, facts: Judgement) -> bool:
        """Whether no figure on record lies where the remaining parts must average."""
        low, high, record = facts.remaining_low, facts.remaining_high, self.parts.record
        if (low is None and high is None) or len(record) < RECORD_VALUES:
            return False
        least, most = (-math.inf if low is None else low), (math.inf if high is None else high)
        if self.limits.strict:
            return not any(least < v.value < most for v in record)
        return not any(least - EPSILON <= v.value <= most + EPSILON for v in record)


def judge_window(case: Case, target: Target, figures: Figures, window: Period, on: date) -> Ruling:
    """Judge a target over a window on a day."""
    start = None if target.kind in EVENT_KINDS else starting(case.measure, case.evidence, target, on)
    limits = condition(case.measure, target, start.value if start else None)
    facts = shared.opening(target, limits, start)
    if limits is None:
        return Ruling(replace(facts, status="target_undefined", reason="no_target"))
    if early := shared.not_counting(case, target, start, on):
        return Ruling(replace(facts, status="not_due", reason=early), start=start)
    for bounds in (True, False):
        parts = parts_of(case, target, figures, window, start, on, bounds=bounds)
        held = held_in(case, target, window, parts.known, on)
        facts = replace(facts, planned=planned_in(case, target, window, on))
        it = _Window(case, target, figures, window, start, limits, facts, parts, held, on)
        # bounds that leave the window open go out together
        if (ruling := _ruled(it)) is not None:
            break
    return ruling if ruling is not None else _nothing(it)


def _ruled(it: _Window) -> Ruling | None:
    """The ruling on what is in; None where the bounds of a part leave it open."""
    if not it.parts.known and not it.held.days:
        return _nothing(it)
    outcomes = [_OUTCOMES.get(it.target.kind, _each)(it, shown) for shown in _readings(it)]
    found = {outcome.status for outcome in outcomes}
    if len(found) > 1:
        return None
    status, carries = found.pop(), outcomes[0].carries and not it.parts.bounded
    facts = _facts(it, carries)
    if status is None:
        return _incomplete(it, facts)
    return it.ruling(replace(facts, status=status, reason=it.kind), carries)


def _readings(it: _Window) -> tuple[float, ...]:
    """What the window can come to, as printed."""
    if it.kind == "each":
        worst, best = _worst(it, best=False), _worst(it, best=True)
        return tuple(dict.fromkeys((_reading(it, worst, best=False), _reading(it, best, best=True))))
    low, high = (shared.printed(it.case.measure, end) for end in it.together)
    inside = max(low, it.limits.low)
    return tuple(dict.fromkeys((low, high, *((inside,) if inside <= min(high, it.limits.high) else ()))))


def _reading(it: _Window, value: Standing, *, best: bool) -> float:
    found = shared.readings(it.case.measure, it.limits, value)
    return (min if best else max)(found, key=it.limits.shortfall)


def _worst(it: _Window, *, best: bool) -> Standing:
    """The part that falls shortest, each at its best or at its worst within its bounds."""
    return max(it.parts.known, key=lambda v: (it.limits.shortfall(_unrounded(it, v, best=best)), v.at))


def _unrounded(it: _Window, value: Standing, *, best: bool) -> float:
    return _reading(it, value, best=best) if value.bound else value.value


def _facts(it: _Window, carries: bool) -> Judgement:
    parts = it.parts
    facts = replace(
        it.facts, parts=tuple(v.period for v in parts.known), left_out=tuple(v.period for v in parts.left_out),
        parts_expected=parts.number, values_after=len(parts.known) + len(it.held.days), late=parts.coming.late,
        excused=(*parts.coming.excused, *(v.period for v in parts.undecided)),
    )  # fmt: skip
    return _each_value(it, facts) if it.kind == "each" else _together(it, facts, carries)


def _together(it: _Window, facts: Judgement, carries: bool) -> Judgement:
    """The facts of a mean, a sum or a count: made of unrounded parts, then rounded."""
    measure, (low, high) = it.case.measure, it.together
    last, elapsed = it.held.last(it.parts.known), it.held.passed if it.kind == "count" else it.parts.passed
    facts = replace(facts, period=last.period or it.parts.span, position=last.at, elapsed=elapsed, state_day=last.day)
    if it.parts.bounded:
        least, most = (shared.printed(measure, end) if math.isfinite(end) else None for end in (low, high))
        return replace(facts, value_low=least, value_high=most)
    shown, limits = shared.printed(measure, low), it.limits
    facts = replace(facts, value=shown, exact=low, target_value=limits.limit(shown), progress=it.share(shown),
                    rounding_decides=limits.holds(shown) != limits.holds(low))  # fmt: skip
    if it.kind == "mean":
        return replace(_remaining(it, facts), pace=facts.progress if carries else None)
    return _sum_pace(it, facts, shown, carries)


def _sum_pace(it: _Window, facts: Judgement, value: float, carries: bool) -> Judgement:
    share = it.share(value)
    if share is None:
        return facts
    years, elapsed = it.window.months / YEAR_MONTHS, it.parts.passed
    return replace(facts, pace=share / elapsed if carries else None, needed_per_year=it.limits.low / years,
                   achieved_per_year=value / (elapsed * years))  # fmt: skip


def _remaining(it: _Window, facts: Judgement) -> Judgement:
    """What the remaining parts must average while the window runs: (N T - sum) / (N - n)."""
    parts, (mean, _) = it.parts, it.together
    number, known = parts.months / parts.unit, sum(parts.weights) / parts.unit
    if number - known < EPSILON or parts.left_out or it.over:
        return facts
    low, high = ((number * limit - mean * known) / (number - known) for limit in (it.limits.low, it.limits.high))
    return replace(facts, remaining_low=low if math.isfinite(low) else None,
                   remaining_high=high if math.isfinite(high) else None)  # fmt: skip


def _mean(it: _Window, shown: float) -> _Outcome:
    share = it.share(shown)
    if it.over:
        baseline = it.start.value if it.start else None
        return _Outcome(
            pace.final(it.limits, shown, share, it.case.measure, baseline=baseline) if it.complete else None
        )
    if share is not None:
        return _Outcome(pace.band(share, it.parts.passed), True)
    return _Outcome("on_pace" if it.limits.holds(shown) else "not_yet")


def _sum(it: _Window, shown: float) -> _Outcome:
    """A sum and a count: a passed floor and an exceeded ceiling need no rest."""
    share = it.share(shown)
    if it.over and it.complete:
        return _Outcome(pace.final(it.limits, shown, share, it.case.measure, baseline=None))
    if early := _certain(it, shown):
        return _Outcome(early)
    if it.over:
        return _Outcome(None)
    if not it.limits.floor:
        return _Outcome("within" if it.limits.ceiling or it.limits.holds(shown) else "not_yet")
    if it.kind == "count":
        return _Outcome(count_pace(it.limits.low, shown, it.held.passed))
    return _Outcome("not_yet") if share is None else _Outcome(pace.band(share / it.parts.passed, it.parts.passed), True)


def _certain(it: _Window, value: float) -> str | None:
    """What is certain before the rest is known."""
    if it.limits.floor:
        return ("met" if it.over else "reached") if it.limits.holds(value) else None
    above = value >= it.limits.high if it.limits.strict else value > it.limits.high
    return "not_met" if above else None


def _each(it: _Window, shown: float) -> _Outcome:
    """A floor or a ceiling that must hold in each part: the worst value decides, and there is no pace."""
    if it.over:
        return _Outcome(pace.final(it.limits, shown, None, it.case.measure, baseline=None) if it.complete else None)
    if it.limits.holds(shown):
        return _Outcome("reached")
    start = it.start.value if it.start else None
    return _Outcome("slipped" if start is not None and it.limits.holds(start) else "far_behind")


def _each_value(it: _Window, facts: Judgement) -> Judgement:
    worst = _worst(it, best=False)
    holds = it.limits.holds(_reading(it, worst, best=False))
    return shared.with_value(facts, it.case.measure, it.limits, it.parts.known[-1] if holds and not it.over else worst)


_OUTCOMES: Mapping[str, Callable[[_Window, float], _Outcome]] = MappingProxyType(
    {"mean": _mean, "sum": _sum, "count": _sum}
)


def _nothing(it: _Window) -> Ruling:
    """No comparable value stands in the window (step 4, and step 3 once it is over)."""
    facts = replace(it.facts, left_out=tuple(v.period for v in it.parts.left_out))
    if it.parts.undecided:
        facts = shared.with_value(facts, it.case.measure, None, it.parts.undecided[-1])
    if it.over:
        return _incomplete(it, facts)
    if it.parts.left_out:
        return it.ruling(replace(facts, status="no_value", reason="not_comparable"))
    have = (*upto(it.figures.values, it.on), *upto(it.figures.finer, it.on))
    told = waiting(it.case, it.figures, facts, it.start, have, it.parts.undecided, it.on, it.window)
    return it.ruling(told)


def _incomplete(it: _Window, facts: Judgement) -> Ruling:
    """The window is over, but parts are lacking (step 3)."""
    if it.parts.left_out or it.parts.unmade:
        ruling = it.ruling(replace(facts, status="no_value", reason="not_comparable"))
        return ruling._replace(broken=ruling.broken or any(v.row.comparable for v in it.parts.unmade))
    if it.parts.undecided:
        gone = tuple(v.period for v in it.parts.undecided)
        return it.ruling(replace(facts, status="no_value", reason="undecided", excused=gone))
    return it.ruling(it.parts.coming.told(facts))
