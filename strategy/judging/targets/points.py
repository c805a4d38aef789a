"""Targets that one value meets or does not: floors, ceilings, changes, ranges, a share of a share (steps 2 to 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from strategy.judging.evidence import (
    EPSILON,
    PACE_STATUSES,
    Case,
    Condition,
    Figures,
    Judgement,
    Ruling,
    Standing,
    Start,
    coming,
    condition,
    pace,
    starting,
    upto,
    waiting,
)
from strategy.judging.evidence import case as shared
from strategy.model import Target


@dataclass(frozen=True, slots=True)
class _Point:
    """A target in the middle of being judged; `values` are the figures by the day that may decide it."""

    case: Case
    target: Target
    figures: Figures
    start: Start | None
    limits: Condition | None
    facts: Judgement
    values: tuple[Standing, ...]
    on: date

    @property
    def series(self) -> int | None:
        """The series that the target belongs to: the baseline's, without a baseline the newest value's."""
        return self.start.series if self.start else self.values[-1].series if self.values else None

    def comparable(self, value: Standing) -> bool:
        return value.row.comparable and not self._broken(value)

    def _broken(self, value: Standing) -> bool:
        return value.torn or value.series != self.series

    def ruling(self, judgement: Judgement, value: Standing | None = None, carries: bool = False) -> Ruling:
        later = self.values if value is None else self.values[self.values.index(value) + 1 :]
        broken = any(self._broken(v) for v in (*later, value) if v is not None and v.row.comparable)
        return Ruling(judgement, () if value is None else (value,), self.start, carries, broken)

    def says(self, status: str, reason: str = "") -> Ruling:
        return self.ruling(replace(self.facts, status=status, reason=reason))

    def told(self, value: Standing) -> Judgement:
        """The facts with the value, and of a share of a share with the share that it is a part of."""
        facts = shared.with_value(self.facts, self.case.measure, self.limits, value)
        linked = (self.case.references or {}).get(self.target.reference or "")
        whole = linked.at(value.period) if linked is not None else None
        if whole is None or whole.bound:
            return facts
        return replace(facts, reference_value=shared.printed(self.case.measure, whole.value))

    def agreed(self, value: Standing) -> bool:
        """Whether every value inside the bounds of a figure has one status while the target's period runs."""
        if self.limits is None:
            return True
        found = shared.readings(self.case.measure, self.limits, value)
        return shared.agreed(_running_status(self, self.limits, x, value.at)[0] for x in found) is not None


def judge_point(case: Case, target: Target, figures: Figures, on: date) -> Ruling:
    """Judge a target of one value on a day."""
    start = starting(case.measure, case.evidence, target, on)
    limits = condition(case.measure, target, start.value if start else None)
    over = shared.over(target.period, on)
    values = _deciding(target, upto(figures.values, on), start, over)
    point = _Point(case, target, figures, start, limits, shared.opening(target, limits, start), values, on)
    if early := shared.not_counting(case, target, start, on):
        return Ruling(replace(point.facts, status="not_due", reason=early), start=start)
    return _final(point) if over else _running(point)


def _deciding(target: Target, values: Sequence[Standing], start: Start | None, over: bool) -> tuple[Standing, ...]:
    """The figures that may decide: in the target's period once it is over, before that those after the baseline."""
    if over and target.period is not None:
        return tuple(v for v in values if v.period.lies_in(target.period))
    return tuple(v for v in values if start is None or v.at > start.at + EPSILON)


def _final(point: _Point) -> Ruling:
    """Step 3: the target's period is over."""
    state = coming(point.case, point.target, point.figures, point.start, point.values, point.on)
    last = point.values[-1] if point.values else None
    if state.complete and last is not None:
        return _weighed(point, last) if point.comparable(last) else point.says("no_value", "not_comparable")
    shown = last if last is not None and point.comparable(last) and not state.never else None
    ruling = point.ruling(state.told(point.facts if shown is None else point.told(shown)), shown)
    return ruling._replace(broken=ruling.broken or state.torn)


def _weighed(point: _Point, value: Standing) -> Ruling:
    """The final value against the target."""
    facts, limits, measure, start = point.told(value), point.limits, point.case.measure, point.start
    if limits is None:
        return point.ruling(replace(facts, status="result_pending", reason="no_base"), value)
    baseline = start.value if start else None
    found = [
        (measured := pace.measured(limits, start, x, value.at, point.target.period),
         pace.final(limits, x, measured.progress, measure, baseline=baseline))
        for x in shared.readings(measure, limits, value)
    ]  # fmt: skip
    status = shared.agreed(status for _, status in found)
    if status is None:
        return point.ruling(replace(facts, status="no_value", reason="undecided", excused=(value.period,)), value)
    facts = facts if value.bound else shared.with_pace(facts, found[0][0])
    return point.ruling(replace(facts, status=status, reason="level"), value)


def _running(point: _Point) -> Ruling:
    """Steps 4 to 8: the target's period is not over."""
    compared = [v for v in point.values if point.comparable(v)]
    if point.values and not compared:
        return point.says("no_value", "not_comparable")
    value = next((v for v in reversed(compared) if point.agreed(v)), None)
    if value is None:
        return _waiting(point, compared)
    after = sum(not v.bound for v in compared if v.at <= value.at)
    facts = replace(point.told(value), values_after=after)
    if point.limits is None:
        return point.ruling(replace(facts, status="not_yet", reason="no_base"), value)
    return _by_pace(point, point.limits, facts, value)


def _waiting(point: _Point, undecided: Sequence[Standing]) -> Ruling:
    newest = undecided[-1] if undecided else None
    facts = point.facts if newest is None else point.told(newest)
    have = (*upto(point.figures.values, point.on), *upto(point.figures.finer, point.on))
    return point.ruling(waiting(point.case, point.figures, facts, point.start, have, undecided, point.on), newest)


def _running_status(point: _Point, limits: Condition, shown: float, at: float) -> tuple[str, str, bool]:
    """Steps 5 to 8: the status of a printed value, its reason, and whether a pace decided."""
    start = point.start
    if limits.holds(shown):
        return "reached", "level", False
    if start is None or start.value is None:
        return "not_yet", "no_baseline", False
    if limits.holds(start.value):
        return "slipped", "level", False
    if point.target.period is None:
        return "not_yet", "no_period", False
    measured = pace.measured(limits, start, shown, at, point.target.period)
    status, paced = pace.running(limits, start.value, shown, measured, point.case.measure)
    return status, "pace" if paced else "no_pace", paced


def _by_pace(point: _Point, limits: Condition, facts: Judgement, value: Standing) -> Ruling:
    shown = shared.readings(point.case.measure, limits, value)[0]
    status, reason, paced = _running_status(point, limits, shown, value.at)
    if not value.bound:
        measured = pace.measured(limits, point.start, shown, value.at, point.target.period)
        facts = _pace_left(point, limits, shared.with_pace(facts, measured), value, shown)
        facts = replace(facts, pace=measured.pace if paced and status in PACE_STATUSES else None)
    return point.ruling(replace(facts, status=status, reason=reason), value, carries=paced and not value.bound)


def _pace_left(point: _Point, limits: Condition, facts: Judgement, value: Standing, shown: float) -> Judgement:
    """The pace that is left beside those of the record; all values of the series, also those before the baseline."""
    record = [v for v in upto(point.figures.values, point.on) if point.comparable(v)]
    recent, best = pace.recent_and_best(record, limits)
    required = None if limits.holds(shown) else pace.required_left(limits, shown, value.at, point.target.period)
    return replace(facts, required_left=required, recent_pace=recent, best_pace=best)
