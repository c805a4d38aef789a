"""Targets against others in the same period: a place among the compared (`best_of`), better than a reference.

There is no pace: a place does not move in a line, and the reference moves too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Protocol

from strategy import case as shared
from strategy import expected, pace
from strategy.case import Case, Ruling
from strategy.condition import Condition, sign
from strategy.evidence import Evidence, Standing, Start, starting, usable
from strategy.model import Target
from strategy.periods import Period, position
from strategy.verdict import EPSILON, Judgement

_LARGEST_DENOMINATOR = 100


class _Limits(Protocol):
    """What the target asks of a value in its period, of which n were compared; None where that cannot be said."""

    def __call__(self, period: Period, n: int | None, /) -> Condition | None: ...


@dataclass(frozen=True, slots=True)
class _Comparison:
    case: Case
    target: Target
    start: Start | None
    facts: Judgement
    values: tuple[Standing, ...]
    limits: _Limits
    reference: Mapping[Period, Standing]
    on: date

    def ruling(self, judgement: Judgement, value: Standing | None = None) -> Ruling:
        other = self.reference.get(value.period) if value else None
        return Ruling(judgement, tuple(v for v in (value, other) if v is not None), self.start)

    def held_before(self) -> bool:
        """Whether the baseline met the target of its own period."""
        start = self.start
        if start is None or start.value is None:
            return False
        limits = self.limits(start.period, start.standing.row.n if start.standing else None)
        return limits is not None and limits.holds(start.value)


def judge_rank(case: Case, target: Target, on: date) -> Ruling:
    """`best_of`: a place r of n is good enough up to floor(n * share), or up to k. A rank without its n is no value."""
    start = starting(case.measure, case.evidence, target)
    ranked = tuple(v for v in case.evidence.by(on) if places(target, v.row.n) is not None)
    rank = _Comparison(case, target, start, shared.opening(target, None, start), ranked, _rank_limits(target), {}, on)
    ruling = _judge(rank, "rank")
    judgement = ruling.judgement
    if judgement.value is None:
        return ruling
    k = places(target, judgement.n)
    margin = None if k is None else _margin(case, target, judgement, k)
    return ruling._replace(judgement=replace(judgement, places=k, margin=margin))


def judge_reference(case: Case, target: Target, on: date) -> Ruling:
    """`better_than`: strictly better than the reference of the same period, never than last year's."""
    start = starting(case.measure, case.evidence, target)
    facts = shared.opening(target, None, start)
    reference = _reference(case, target, on)
    limits = _reference_limits(case, reference)
    return _judge(_Comparison(case, target, start, facts, case.evidence.by(on), limits, reference, on), "reference")


def places(target: Target, n: int | None) -> int | None:
    """How many places are good enough among n; None where n or the share is not known."""
    share = target.value
    if n is None or share is None or not usable(share):
        return None
    if share >= 1:
        return int(share)
    # a third is written 0.3333: of nine, the best third is three places
    return math.floor(n * Fraction(share).limit_denominator(_LARGEST_DENOMINATOR))


def _rank_limits(target: Target) -> _Limits:
    def limits(_period: Period, n: int | None) -> Condition | None:
        k = places(target, n)
        return None if k is None else Condition(-math.inf, float(k))

    return limits


def _reference(case: Case, target: Target, on: date) -> Mapping[Period, Standing]:
    found = (case.references or {}).get(target.reference or "")
    limit = position(on) + EPSILON
    return {} if found is None else {p: s for p, s in (found.every or {}).items() if s.at <= limit}


def _reference_limits(case: Case, reference: Mapping[Period, Standing]) -> _Limits:
    def limits(period: Period, _n: int | None) -> Condition | None:
        other = reference.get(period)
        if other is None:
            return None
        level = shared.printed(case.measure, other.value)
        return Condition(level, math.inf, True) if sign(case.measure) == 1 else Condition(-math.inf, level, True)

    return limits


def _judge(it: _Comparison, reason: str) -> Ruling:
    """Steps 2 to 7, without a pace."""
    if early := shared.not_counting(it.target, it.start, it.on):
        return it.ruling(replace(it.facts, status="not_due", reason=early))
    if it.target.period is not None and shared.over(it.target.period, it.on):
        return _final(it, it.target.period, reason)
    after = [v for v in it.values if it.start is None or v.at > it.start.at + EPSILON]
    # a place that met the target at the baseline and was not measured since says nothing of today
    if not after:
        return it.ruling(_waiting(it))
    value, facts, limits = _facts(it, after[-1])
    if limits is None or facts.value is None:
        return it.ruling(replace(facts, status="result_pending", reason="no_reference"), value)
    if limits.holds(facts.value):
        return it.ruling(replace(facts, status="reached", reason=reason), value)
    status = "slipped" if it.held_before() else "not_yet"
    return it.ruling(replace(facts, status=status, reason=reason), value)


def _facts(it: _Comparison, value: Standing) -> tuple[Standing, Judgement, Condition | None]:
    limits = it.limits(value.period, value.row.n)
    facts = shared.with_value(it.facts, it.case.measure, limits, value)
    other = it.reference.get(value.period)
    level = None if other is None else shared.printed(it.case.measure, other.value)
    strict = limits is not None and limits.strict
    return value, replace(facts, reference_value=level, strict=strict), limits


def _final(it: _Comparison, period: Period, reason: str) -> Ruling:
    inside = [v for v in it.values if v.period.lies_in(period)]
    state = shared.coming(it.case, it.target, period, inside, it.on)
    facts = replace(it.facts, missing=state.reason)
    if state.never:
        return it.ruling(replace(facts, status="no_value", reason="excused" if state.reason else "none_expected"))
    if not state.complete:
        facts = _facts(it, inside[-1])[1] if inside else facts
        return it.ruling(shared.pending(facts, state.due, it.on), inside[-1] if inside else None)
    value, facts, limits = _facts(it, inside[-1])
    if limits is None or facts.value is None:
        return it.ruling(replace(facts, status="result_pending", reason="no_reference"), value)
    status = pace.final(limits, facts.value, None, it.case.measure, baseline=None)
    return it.ruling(replace(facts, status=status, reason=reason), value)


def _waiting(it: _Comparison) -> Judgement:
    calendar = it.case.measure.calendar
    due = None if calendar is None else expected.due_by(calendar, it.on)
    if due is not None and it.start is not None:
        first = it.start.at + EPSILON
        due = tuple(p for p in due if p.position > first)
    return shared.waiting(it.case, it.facts, due, it.on)


def _margin(case: Case, target: Target, judgement: Judgement, k: int) -> float | None:
    """The distance, in the ranked measure, from the home value to the first place outside the best k.

    Which end is the best is not guessed: the order must give the home value the place that the source states.
    """
    areas = (case.areas or {}).get(target.reference or "")
    found = {area: _at(evidence, judgement.period) for area, evidence in (areas or {}).items()}
    values = {area: v for area, v in found.items() if v is not None}
    home = next(iter(areas), None) if areas else None
    if home not in values or len(values) <= k or judgement.value is None:
        return None
    for backwards in (False, True):
        order = sorted(values.values(), reverse=backwards)
        if order.index(values[home]) + 1 == judgement.value:
            return abs(order[k] - values[home])
    return None


def _at(evidence: Evidence, period: Period | None) -> float | None:
    found = evidence.at(period) if period is not None else None
    return found.value if found else None
