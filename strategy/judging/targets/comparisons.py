"""Targets against others in the same period: a place among the compared (`best_of`), better than a reference.

There is no pace: a place does not move in a line, and the reference moves too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from strategy.judging.evidence import (
    EPSILON,
    Case,
    Condition,
    Evidence,
    Figures,
    Judgement,
    Ruling,
    Standing,
    Start,
    coming,
    made,
    pace,
    sign,
    starting,
    upto,
    waiting,
)
from strategy.judging.evidence import case as shared
from strategy.model import Period, Target, position, usable

_LARGEST_DENOMINATOR = 100


@dataclass(frozen=True, slots=True)
class _Comparison:
    case: Case
    target: Target
    figures: Figures
    start: Start | None
    facts: Judgement
    values: tuple[Standing, ...]
    """The figures by the day that may decide: in the target's period once it is over, else after the baseline."""
    reference: Mapping[Period, Standing] | None
    """By period, what a value is compared with; None for a place among the compared."""
    on: date

    @property
    def over(self) -> bool:
        return shared.over(self.target.period, self.on)

    @property
    def reason(self) -> str:
        return "rank" if self.reference is None else "reference"

    def ruling(self, judgement: Judgement, value: Standing | None = None) -> Ruling:
        other = (self.reference or {}).get(value.period) if value else None
        return Ruling(judgement, tuple(v for v in (value, other) if v is not None), self.start)

    def limits(self, period: Period, n: int | None) -> tuple[Condition, ...]:
        """What the target asks in a period: one condition, none where it cannot be said, two where it is bounded."""
        if self.reference is None:
            k = places(self.target, n)
            return () if k is None else (Condition(-math.inf, float(k)),)
        other = self.reference.get(period)
        if other is None:
            return ()
        up = sign(self.case.measure) == 1
        levels = dict.fromkeys(shared.printed(self.case.measure, end) for end in (other.low, other.high))
        return tuple(Condition(x, math.inf, True) if up else Condition(-math.inf, x, True) for x in levels)

    def held_before(self) -> bool:
        """Whether the baseline met the target of its own period."""
        start = self.start
        if start is None or start.value is None:
            return False
        limits = self.limits(start.period, start.standing.row.n if start.standing else None)
        return bool(limits) and all(limit.holds(start.value) for limit in limits)

    def status(self, shown: float, value: Standing) -> str:
        """The status of a printed value: at the end, or while the target's period runs."""
        limits = self.limits(value.period, value.row.n)
        found = shared.agreed(self._against(limit, shown) for limit in limits)
        if found is None:
            # a reference that only has bounds may still be told exactly; at the end it will not be
            return "no_value" if limits and self.over else "result_pending"
        return found

    def _against(self, limit: Condition, shown: float) -> str:
        if self.over:
            return pace.final(limit, shown, None, self.case.measure, baseline=None)
        if limit.holds(shown):
            return "reached"
        return "slipped" if self.held_before() else "not_yet"

    def agreed(self, value: Standing) -> str | None:
        """The one status that every value inside the bounds of a figure has."""
        return shared.agreed(self.status(x, value) for x in shared.readings(self.case.measure, None, value))


def judge_rank(case: Case, target: Target, figures: Figures, on: date) -> Ruling:
    """`best_of`: a place r of n is good enough up to floor(n * share), or up to k. A rank without its n is no value."""
    start = starting(case.measure, case.evidence, target, on)
    every = _deciding(target, upto(figures.values, on), start, on)
    ranked = tuple(v for v in every if places(target, v.row.n) is not None)
    ruling = _judge(_Comparison(case, target, figures, start, shared.opening(target, None, start), ranked, None, on))
    judgement = ruling.judgement
    if (
        not ruling.used
        and len(ranked) < len(every)
        and judgement.status in ("no_value", "value_late", "result_pending")
    ):
        return ruling._replace(judgement=replace(judgement, reason="no_n"))
    if judgement.value is None and not judgement.bounded:
        return ruling
    k = places(target, judgement.n)
    margin = None if k is None else _margin(case, target, judgement, k)
    return ruling._replace(judgement=replace(judgement, places=k, margin=margin))


def judge_reference(case: Case, target: Target, figures: Figures, on: date) -> Ruling:
    """`better_than`: strictly better than the reference of the same period, never than last year's."""
    start = starting(case.measure, case.evidence, target, on)
    facts = shared.opening(target, None, start)
    values = _deciding(target, upto(figures.values, on), start, on)
    reference = _reference(case, target, figures, on)
    return _judge(_Comparison(case, target, figures, start, facts, values, reference, on))


def _deciding(target: Target, values: Sequence[Standing], start: Start | None, on: date) -> tuple[Standing, ...]:
    if target.period is not None and shared.over(target.period, on):
        return tuple(v for v in values if v.period.lies_in(target.period))
    return tuple(v for v in values if start is None or v.at > start.at + EPSILON)


def places(target: Target, n: int | None) -> int | None:
    """How many places are good enough among n; None where n or the share is not known."""
    share = target.value
    if n is None or share is None or not usable(share):
        return None
    if share >= 1:
        return int(share)
    # a third is written 0.3333: of nine, the best third is three places
    return math.floor(n * Fraction(share).limit_denominator(_LARGEST_DENOMINATOR))


def _reference(case: Case, target: Target, figures: Figures, on: date) -> Mapping[Period, Standing]:
    """What stands by a day of the reference, by period; where it is not published, made as the measure's own is."""
    found = (case.references or {}).get(target.reference or "")
    if found is None:
        return {}
    standings = found.every or {}
    if figures.grain is not None and case.measure.aggregate is not None:
        own = made(case.measure, tuple(standings.values()), figures.grain)
        standings = {s.period: s for s in own} | dict(standings)  # what is published stands before what is made
    limit = position(on) + EPSILON
    return {p: s for p, s in standings.items() if s.at <= limit}


def _judge(it: _Comparison) -> Ruling:
    """Steps 2 to 7, without a pace; a series break does not part what is compared within one period."""
    if early := shared.not_counting(it.case, it.target, it.start, it.on):
        return it.ruling(replace(it.facts, status="not_due", reason=early))
    if it.over:
        return _final(it)
    compared = [v for v in it.values if v.row.comparable]
    if it.values and not compared:
        return it.ruling(replace(it.facts, status="no_value", reason="not_comparable"))
    value = next((v for v in reversed(compared) if it.agreed(v)), None)
    # a place that met the target at the baseline and was not measured since says nothing of today
    return _waiting(it, compared) if value is None else _weighed(it, value)


def _final(it: _Comparison) -> Ruling:
    state = coming(it.case, it.target, it.figures, it.start, it.values, it.on)
    last = it.values[-1] if it.values else None
    if last is None or not state.complete:
        shown = last if last is not None and last.row.comparable and not state.never else None
        return it.ruling(state.told(it.facts if shown is None else _told(it, shown)), shown)
    if not last.row.comparable:
        return it.ruling(replace(it.facts, status="no_value", reason="not_comparable"))
    return _weighed(it, last)


def _weighed(it: _Comparison, value: Standing) -> Ruling:
    facts, limits = _told(it, value), it.limits(value.period, value.row.n)
    status = it.agreed(value)
    if status is None or (status == "no_value" and limits):
        return it.ruling(replace(facts, status="no_value", reason="undecided", excused=(value.period,)), value)
    if status == "result_pending":
        return it.ruling(replace(facts, status=status, reason="undecided" if limits else "no_reference"), value)
    return it.ruling(replace(facts, status=status, reason=it.reason), value)


def _told(it: _Comparison, value: Standing) -> Judgement:
    limits = it.limits(value.period, value.row.n)
    facts = shared.with_value(it.facts, it.case.measure, limits[0] if len(limits) == 1 else None, value)
    other = (it.reference or {}).get(value.period)
    level = None if other is None or other.bound else shared.printed(it.case.measure, other.value)
    return replace(facts, reference_value=level, strict=any(limit.strict for limit in limits))


def _waiting(it: _Comparison, undecided: Sequence[Standing]) -> Ruling:
    newest = undecided[-1] if undecided else None
    facts = it.facts if newest is None else _told(it, newest)
    have = [*it.values, *upto(it.figures.finer, it.on)]
    return it.ruling(waiting(it.case, it.figures, facts, it.start, have, undecided, it.on), newest)


def _margin(case: Case, target: Target, judgement: Judgement, k: int) -> float | None:
    """The distance, in the ranked measure, from the home value to the first place outside the best k.

    Which end is the best is not guessed: the order must give the home value the place that the source states.
    """
    areas = (case.areas or {}).get(target.reference or "")
    found = {area: _at(evidence, judgement.period) for area, evidence in (areas or {}).items()}
    values = {area: v for area, v in found.items() if v is not None}
    home = next(iter(areas), None) if areas else None
    if home not in values or not 0 <= k < len(values) or judgement.value is None:
        return None
    for backwards in (False, True):
        order = sorted(values.values(), reverse=backwards)
        if order.index(values[home]) + 1 == judgement.value:
            return abs(order[k] - values[home])
    return None


def _at(evidence: Evidence, period: Period | None) -> float | None:
    found = evidence.at(period) if period is not None else None
    return found.value if found and not found.bound else None
