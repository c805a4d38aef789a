"""What is not judged (step 1): a target that the strategy left open, and a measure that is only followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from strategy.judging.evidence import (
    Case,
    Judgement,
    Ruling,
    Standing,
    baseline_figure,
    schedule,
    starting,
    upto,
    with_value,
)
from strategy.model import Target, usable


def followed(case: Case, target: Target | None, reason: str, on: date) -> Ruling:
    """No target, or no direction to judge by: `followed` where a value exists."""
    baseline = case.measure.baseline
    stated = baseline is not None and baseline.value is not None and usable(baseline.value)
    b, period = (baseline.value, baseline.period) if baseline is not None and stated else (None, None)
    facts = Judgement(target, status="followed", reason=reason, baseline=b, baseline_period=period)
    newest = case.evidence.newest(on)
    if newest is not None:
        return _told(case, facts, newest, on)
    own = baseline_figure(case.measure, case.evidence, target)
    if own is not None and upto((own,), on):
        # where no other figure stands, the strategy's own baseline is the value that exists
        alone = replace(with_value(facts, case.measure, None, own), reason="baseline_alone")
        return Ruling(alone) if not own.row.area else _told(case, replace(facts, reason="baseline_alone"), own, on)
    reasons = schedule.stated(case.evidence, on)
    missing = reasons[-1].missing if reasons else None
    return Ruling(replace(facts, status="no_value", reason="no_calendar", missing=missing))


def _told(case: Case, facts: Judgement, value: Standing, on: date) -> Ruling:
    """A value that is told and not judged; one of the baseline's period is measured by what the strategy printed."""
    start = starting(case.measure, case.evidence, None, on)
    own = start if start is not None and start.period == value.period else None
    return Ruling(with_value(facts, case.measure, None, value), (value,), own)


def opened(case: Case, target: Target, on: date) -> Ruling:
    """The strategy left the target open: `target_undefined`, with the newest value."""
    facts = Judgement(target, status="target_undefined", reason="no_target")
    newest = case.evidence.newest(on)
    return Ruling(facts) if newest is None else _told(case, facts, newest, on)
