"""Targets that one value meets or does not: floors, ceilings, changes, ranges, a share of a share (steps 2 to 8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from strategy import case as shared
from strategy import expected, pace
from strategy.case import Case, Ruling
from strategy.condition import Condition, condition
from strategy.evidence import Comparable, Standing, Start, comparable, starting, upto
from strategy.model import Target
from strategy.periods import Period
from strategy.verdict import EPSILON, Judgement


@dataclass(frozen=True, slots=True)
class _Point:
    """A target in the middle of being judged."""

    case: Case
    target: Target
    start: Start | None
    limits: Condition | None
    facts: Judgement
    series: Comparable
    on: date

    def ruling(self, judgement: Judgement, value: Standing | None = None, carries: bool = False) -> Ruling:
        used = () if value is None else (value,)
        return Ruling(judgement, used, self.start, carries, bool(self.series.broken))

    def says(self, status: str, reason: str = "") -> Ruling:
        return self.ruling(replace(self.facts, status=status, reason=reason))


def judge_point(case: Case, target: Target, on: date) -> Ruling:
    """Judge a target of one value on a day."""
    start = starting(case.measure, case.evidence, target)
    limits = condition(case.measure, target, start.value if start else None)
    series = comparable(case.evidence.by(on), start)
    point = _Point(case, target, start, limits, shared.opening(target, limits, start), series, on)
    if early := shared.not_counting(target, start, on):
        return point.says("not_due", early)
    if target.period is not None and shared.over(target.period, on):
        return _final(point, target.period)
    return _running(point)


def _final(point: _Point, period: Period) -> Ruling:
    """Step 3: the target's period is over."""
    inside = [v for v in point.series.kept if v.period.lies_in(period)]
    state = shared.coming(point.case, point.target, period, inside, point.on)
    facts = replace(point.facts, missing=state.reason)
    if not state.complete:
        if _elsewhere(point, period):
            return point.says("no_value", "not_comparable")
        if state.never:
            reason = "excused" if state.reason else "none_expected"
            return point.ruling(replace(facts, status="no_value", reason=reason))
        facts = replace(_with_value(point, inside[-1]), missing=state.reason) if inside else facts
        return point.ruling(shared.pending(facts, state.due, point.on), inside[-1] if inside else None)
    return _weighed(point, inside[-1])


def _elsewhere(point: _Point, period: Period) -> bool:
    """Whether the period's value has come, but may not be compared, so that none comparable is left."""
    other = [v for v in _kept_away(point) if v.period.lies_in(period)]
    return bool(other) and shared.coming(point.case, point.target, period, other, point.on).complete


def _kept_away(point: _Point) -> tuple[Standing, ...]:
    """Values that stand, but may not be compared."""
    return (*point.series.broken, *upto(point.case.evidence.apart, point.on))


def _with_value(point: _Point, value: Standing) -> Judgement:
    """The facts with the value, and of a share of a share with the share that it is a part of."""
    facts = shared.with_value(point.facts, point.case.measure, point.limits, value)
    linked = (point.case.references or {}).get(point.target.reference or "")
    whole = linked.at(value.period) if linked is not None else None
    return facts if whole is None else replace(facts, reference_value=shared.printed(point.case.measure, whole.value))


def _weighed(point: _Point, value: Standing) -> Ruling:
    facts = _with_value(point, value)
    if point.limits is None or facts.value is None:
        return point.ruling(replace(facts, status="result_pending", reason="no_base"), value)
    start = point.start
    measured = pace.measured(point.limits, start, facts.value, value.at, point.target.period)
    baseline = start.value if start else None
    status = pace.final(point.limits, facts.value, measured.progress, point.case.measure, baseline=baseline)
    return point.ruling(replace(shared.with_pace(facts, measured), status=status, reason="level"), value)


def _running(point: _Point) -> Ruling:
    """Steps 4 to 8: the target's period is not over."""
    after = _after(point.series.kept, point.start)
    if not after:
        return _waiting(point)
    facts = replace(_with_value(point, after[-1]), values_after=len(after))
    if point.limits is None:
        return point.ruling(replace(facts, status="not_yet", reason="no_base"), after[-1])
    return _by_pace(point, point.limits, facts, after[-1])


def _after(values: tuple[Standing, ...], start: Start | None) -> tuple[Standing, ...]:
    return values if start is None else tuple(v for v in values if v.at > start.at + EPSILON)


def _waiting(point: _Point) -> Ruling:
    if _after(_kept_away(point), point.start):
        return point.says("no_value", "not_comparable")
    calendar = point.case.measure.calendar
    due = None if calendar is None else expected.due_by(calendar, point.on)
    if due is not None and point.start is not None:
        due = tuple(p for p in due if p.position > point.start.at + EPSILON)
    return point.ruling(shared.waiting(point.case, point.facts, due, point.on))


def _by_pace(point: _Point, limits: Condition, facts: Judgement, value: Standing) -> Ruling:
    """Steps 5 to 8."""
    start, measure = point.start, point.case.measure
    shown = facts.value if facts.value is not None else value.value
    measured = pace.measured(limits, start, shown, value.at, point.target.period)
    facts = _pace_left(point, limits, shared.with_pace(facts, measured), value)
    if limits.holds(shown):
        return point.ruling(replace(facts, status="reached", reason="level"), value)
    if start is None or start.value is None:
        return point.ruling(replace(facts, status="not_yet", reason="no_baseline"), value)
    if limits.holds(start.value):
        return point.ruling(replace(facts, status="slipped", reason="level"), value)
    if point.target.period is None:
        return point.ruling(replace(facts, status="not_yet", reason="no_period"), value)
    status = pace.running(limits, start.value, shown, measured, measure)
    reason = "no_pace" if status == "not_yet" else "pace"
    return point.ruling(replace(facts, status=status, reason=reason), value, carries=status != "not_yet")


def _pace_left(point: _Point, limits: Condition, facts: Judgement, value: Standing) -> Judgement:
    """The pace that is left beside those of the record; all values of the series, also those before the baseline."""
    shown = facts.value if facts.value is not None else value.value
    recent, best = pace.recent_and_best(point.series.kept, limits)
    required = None if limits.holds(shown) else pace.required_left(limits, shown, value.at, point.target.period)
    return replace(facts, required_left=required, recent_pace=recent, best_pace=best)
