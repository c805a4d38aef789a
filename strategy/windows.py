"""Targets over a window: a mean, a sum, a count, and a floor or ceiling that must hold in every year of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

from strategy import case as shared
from strategy import expected, pace
from strategy.case import Case, Ruling
from strategy.condition import Condition, condition
from strategy.evidence import Standing, Start, comparable, starting
from strategy.model import Target
from strategy.parts import YEAR_MONTHS, Parts, parts_of
from strategy.periods import Period, position
from strategy.verdict import Judgement


@dataclass(frozen=True, slots=True)
class _Window:
    case: Case
    target: Target
    window: Period
    start: Start | None
    limits: Condition
    facts: Judgement
    parts: Parts
    broken: bool
    on: date

    @property
    def over(self) -> bool:
        return shared.over(self.window, self.on)

    @property
    def elapsed(self) -> float:
        """The share of the window passed at the end of the last known part."""
        return min(1.0, (self.parts.span.end + 1 - self.window.start) / self.window.months)

    @property
    def due(self) -> date | None:
        """The day on which the last lacking part is due; None where nobody says."""
        calendar, lacking = self.case.measure.calendar, self.parts.lacking
        by_calendar = expected.due_day(calendar, lacking[-1]) if calendar and lacking else None
        return self.target.due or by_calendar

    def ruling(self, judgement: Judgement, carries: bool = False) -> Ruling:
        return Ruling(judgement, self.parts.known, self.start, carries, self.broken)

    def says(self, facts: Judgement, status: str, reason: str, carries: bool = False) -> Ruling:
        return self.ruling(replace(facts, status=status, reason=reason), carries)


def window_of(target: Target) -> Period | None:
    """The window that a target is judged over; None where one value decides."""
    if target.window is not None:
        return target.window
    whole_years = target.period is not None and target.period.frequency == "years"
    return target.period if whole_years or target.kind in ("mean", "sum", "count") else None


def judge_window(case: Case, target: Target, window: Period, on: date) -> Ruling:
    """Judge a target over a window on a day."""
    start = None if target.kind in ("sum", "count") else starting(case.measure, case.evidence, target)
    limits = condition(case.measure, target, start.value if start else None)
    facts = shared.opening(target, limits, start)
    if limits is None:
        return Ruling(replace(facts, status="target_undefined", reason="no_target"))
    if early := shared.not_counting(target, start, on):
        return Ruling(replace(facts, status="not_due", reason=early), start=start)
    inside = comparable(tuple(v for v in case.evidence.by(on) if v.period.lies_in(window)), start)
    parts = parts_of(case, window, inside, on)
    it = _Window(case, target, window, start, limits, facts, parts, bool(inside.broken), on)
    if target.kind == "count" and not it.parts.known and (told := _told(it)):
        return _count_of_events(it, told)
    if not it.parts.known:
        return _nothing(it)
    return {"mean": _mean, "sum": _sum, "count": _sum}.get(target.kind, _each)(it)


def _nothing(it: _Window) -> Ruling:
    """No comparable value stands in the window (step 4, and step 3 once it is over)."""
    if it.over:
        return _incomplete(it, it.facts)
    if it.parts.left_out:
        return it.says(it.facts, "no_value", "not_comparable")
    calendar = it.case.measure.calendar
    due = None if calendar is None else expected.due_by(calendar, it.on)
    if due is not None:
        due = tuple(p for p in due if p.lies_in(it.window))
    return it.ruling(replace(shared.waiting(it.case, it.facts, due, it.on), planned=_planned(it)))


def _incomplete(it: _Window, facts: Judgement) -> Ruling:
    """The window is over, but parts are lacking (step 3)."""
    facts = replace(facts, left_out=tuple(v.period for v in it.parts.left_out), planned=_planned(it))
    if it.parts.left_out:
        if not it.parts.known:
            return it.says(facts, "no_value", "not_comparable")
        return it.says(facts, "result_pending", "not_comparable")
    reasons = expected.stated(it.case.evidence, it.on)
    gone = [p for p in it.parts.lacking if expected.excused(p, reasons)]
    if gone:
        return it.says(replace(facts, missing=expected.reason_for(gone[-1], reasons)), "no_value", "excused")
    never = None if it.case.measure.calendar else expected.stays_away(it.window, reasons)
    if never is not None:
        return it.says(replace(facts, missing=never), "no_value", "excused")
    if it.case.measure.calendar and not it.parts.lacking:
        return it.says(facts, "no_value", "none_expected")
    last = it.parts.lacking[-1] if it.parts.lacking else it.window
    facts = replace(facts, missing=expected.reason_for(last, reasons))
    return it.ruling(shared.pending(facts, it.due, it.on))


def _aggregated(it: _Window, value: float) -> Judgement:
    """The facts of a mean or a sum: made of unrounded parts, then rounded."""
    shown, last = shared.printed(it.case.measure, value), it.parts.known[-1]
    return replace(
        it.facts, value=shown, exact=value, period=it.parts.span, position=last.at, elapsed=it.elapsed,
        parts=tuple(v.period for v in it.parts.known), left_out=tuple(v.period for v in it.parts.left_out),
        parts_expected=it.parts.number, values_after=len(it.parts.known), target_value=it.limits.limit(shown),
        rounding_decides=it.limits.holds(shown) != it.limits.holds(value), planned=_planned(it),
    )  # fmt: skip


def _share(it: _Window, value: float) -> float | None:
    """p, which exists for a floor above zero only."""
    return value / it.limits.low if it.limits.floor and it.limits.low > 0 else None


def _mean(it: _Window) -> Ruling:
    facts = _remaining(it, _aggregated(it, it.parts.total / len(it.parts.known)))
    value = facts.value if facts.value is not None else 0.0
    share = _share(it, value)
    facts = replace(facts, progress=share, pace=None if it.over else share)
    if it.over:
        if not it.parts.complete:
            return _incomplete(it, facts)
        baseline = it.start.value if it.start else None
        return it.says(facts, pace.final(it.limits, value, share, it.case.measure, baseline=baseline), "mean")
    if share is not None:
        return it.says(facts, pace.band(share, it.elapsed), "mean", carries=True)
    return it.says(facts, "on_pace" if it.limits.holds(value) else "not_yet", "mean")


def _remaining(it: _Window, facts: Judgement) -> Judgement:
    """What the remaining parts must average: (N T - sum) / (N - n)."""
    parts = it.parts
    left = parts.number - len(parts.known) - len(parts.left_out)
    if left <= 0 or parts.left_out:
        return facts
    low, high = ((parts.number * limit - parts.total) / left for limit in (it.limits.low, it.limits.high))
    return replace(facts, remaining_low=low if math.isfinite(low) else None,
                   remaining_high=high if math.isfinite(high) else None)  # fmt: skip


def _sum(it: _Window) -> Ruling:
    """A sum, and a count that is reported as figures: a passed floor and an exceeded ceiling need no rest."""
    facts = _aggregated(it, it.parts.total)
    value = facts.value if facts.value is not None else 0.0
    if it.target.kind == "sum":
        facts = _sum_pace(it, facts, value)
    if it.over and it.parts.complete:
        return it.says(facts, pace.final(it.limits, value, facts.progress, it.case.measure, baseline=None), _kind(it))
    if early := _certain(it, value):
        return it.says(facts, early, _kind(it))
    if it.over:
        return _incomplete(it, facts)
    if facts.pace is None:
        return it.says(facts, "not_yet", _kind(it))
    return it.says(facts, pace.band(facts.pace, it.elapsed), "sum", carries=True)


def _kind(it: _Window) -> str:
    return "count" if it.target.kind == "count" else "sum"


def _certain(it: _Window, value: float) -> str | None:
    """What is certain before the rest is known."""
    if it.limits.floor:
        return ("met" if it.over else "reached") if it.limits.holds(value) else None
    above = value >= it.limits.high if it.limits.strict else value > it.limits.high
    return "not_met" if above else None


def _sum_pace(it: _Window, facts: Judgement, value: float) -> Judgement:
    share = _share(it, value)
    if share is None:
        return facts
    years = it.window.months / YEAR_MONTHS
    return replace(facts, progress=share, pace=share / it.elapsed, needed_per_year=it.limits.low / years,
                   achieved_per_year=value / (it.elapsed * years))  # fmt: skip


def _told(it: _Window) -> tuple[date, ...]:
    """The days in the window on which something countable was held."""
    first, last = it.window.first_day, min(it.window.last_day, it.on)
    return tuple(sorted({e.day for e in it.case.events if e.state == "held" and first <= e.day <= last}))


def _planned(it: _Window) -> tuple[date, ...]:
    """Known future days of the window: told as planned, never counted."""
    if it.target.kind != "count":
        return ()
    days = {e.day for e in it.case.events if e.state == "planned" and it.on < e.day <= it.window.last_day}
    return tuple(sorted(days))


def _count_of_events(it: _Window, held: tuple[date, ...]) -> Ruling:
    value = float(len(held))
    facts = replace(
        it.facts, value=value, exact=value, position=position(held[-1]), planned=_planned(it),
        period=Period(end=held[-1].year * 12 + held[-1].month - 1, start=it.window.start),
        target_value=it.limits.limit(value), values_after=len(held), state_day=held[-1],
    )  # fmt: skip
    if early := _certain(it, value):
        return it.says(facts, early, "count")
    if not it.over:
        return it.says(facts, "not_yet", "count")
    if it.due is not None and it.on <= it.due:
        return it.ruling(shared.pending(facts, it.due, it.on))
    return it.says(facts, pace.final(it.limits, value, None, it.case.measure, baseline=None), "count")


def _each(it: _Window) -> Ruling:
    """A floor or a ceiling that must hold in each part: the worst value decides."""
    worst = max(it.parts.known, key=lambda v: (it.limits.shortfall(v.value), v.at))
    holds = it.limits.holds(shared.printed(it.case.measure, worst.value))
    value = it.parts.known[-1] if holds and not it.over else worst
    facts = replace(
        shared.with_value(it.facts, it.case.measure, it.limits, value), parts=tuple(v.period for v in it.parts.known),
        left_out=tuple(v.period for v in it.parts.left_out), parts_expected=it.parts.number,
        values_after=len(it.parts.known),
    )  # fmt: skip
    if it.over:
        return _each_final(it, facts, worst) if it.parts.complete else _incomplete(it, facts)
    if holds:
        return it.says(facts, "reached", "each")
    start = it.start.value if it.start else None
    return it.says(facts, "slipped" if start is not None and it.limits.holds(start) else "far_behind", "each")


def _each_final(it: _Window, facts: Judgement, worst: Standing) -> Ruling:
    shown = facts.value if facts.value is not None else worst.value
    measured = pace.measured(it.limits, it.start, shown, worst.at, it.window)
    baseline = it.start.value if it.start else None
    status = pace.final(it.limits, shown, measured.progress, it.case.measure, baseline=baseline)
    return it.says(replace(facts, progress=measured.progress), status, "each")
