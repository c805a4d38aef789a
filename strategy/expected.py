"""When values are expected: the periods a calendar asks for, the day each is due, the reasons that excuse one.

Reads a calendar and stated reasons; knows nothing of targets or statuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType

from strategy.evidence import Evidence, Standing
from strategy.model import Calendar, Observation
from strategy.periods import Period, add_months, position
from strategy.verdict import EPSILON

CADENCE_MONTHS = MappingProxyType({
    "month": 1, "quarter": 3, "half_year": 6, "year": 12, "school_year": 12, "two_years": 24, "four_years": 48,
})  # fmt: skip

EXCUSING = ("not_collected", "hidden_few", "cannot_exist", "publication_stopped")
"""Reasons that say that no value will come. "Not submitted" is no excuse, "not yet published" is only a delay."""


def expected(calendar: Calendar, until: Period) -> Iterator[Period]:
    """The periods that a calendar asks for, from its anchor on, that end no later than `until` does."""
    step = CADENCE_MONTHS[calendar.every]
    start, end = calendar.anchor.start, calendar.anchor.end
    while end <= until.end:
        yield Period(end=end, start=start)
        start, end = start + step, end + step


def expected_in(calendar: Calendar, window: Period) -> tuple[Period, ...]:
    """The periods that a calendar asks for inside a window."""
    return tuple(p for p in expected(calendar, window) if p.lies_in(window))


def due_day(calendar: Calendar, period: Period) -> date | None:
    """The last day on which the value of a period is in time; None where the lag is not known."""
    return None if calendar.lag_months is None else add_months(period.last_day, calendar.lag_months)


def due_by(calendar: Calendar, on: date) -> tuple[Period, ...]:
    """The periods whose values should be there on a day: over, and their due day behind."""
    month = Period(end=on.year * 12 + on.month - 1, start=on.year * 12 + on.month - 1)
    return tuple(p for p in expected(calendar, month) if _passed(due_day(calendar, p), on))


def _passed(due: date | None, on: date) -> bool:
    return due is not None and on > due


def stated(evidence: Evidence, on: date) -> tuple[Observation, ...]:
    """The stated reasons that stand on or before a day."""
    limit = position(on) + EPSILON
    return tuple(r for r in evidence.missing if r.missing is not None and r.period.position <= limit)


def reason_for(period: Period, reasons: Sequence[Observation]) -> str | None:
    """Why a period has no value, where somebody has said so; a stopped publication speaks for what follows."""
    own = [r.missing for r in reasons if r.period == period]
    if own:
        return own[-1]
    stopped = any(r.missing == "publication_stopped" and r.period.end <= period.end for r in reasons)
    return "publication_stopped" if stopped else None


def excused(period: Period, reasons: Sequence[Observation]) -> bool:
    """Whether a stated reason says that no value of the period will come."""
    return reason_for(period, reasons) in EXCUSING


def stays_away(window: Period, reasons: Sequence[Observation]) -> str | None:
    """The reason why no value will come in a window, without a calendar to say which were expected."""
    for row in reversed(reasons):
        inside = row.period.lies_in(window) or window.lies_in(row.period)
        before = row.missing == "publication_stopped" and row.period.end <= window.end
        if row.missing in EXCUSING and (inside or before):
            return row.missing
    return None


def next_due(calendar: Calendar | None, values: Sequence[Standing], on: date) -> date | None:
    """The next day, from `on`, by which a value is due that is not there yet."""
    if calendar is None or calendar.lag_months is None:
        return None
    have = {v.period for v in values}
    horizon = (on.year + 1 + CADENCE_MONTHS[calendar.every] // 12) * 12 + on.month
    coming = (p for p in expected(calendar, Period(end=max(horizon, calendar.anchor.end), start=0)) if p not in have)
    days = (due_day(calendar, period) for period in coming)
    return next((due for due in days if due is not None and due >= on), None)
