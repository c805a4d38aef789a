"""When values are expected: the periods a calendar asks for, the day each is due, the reasons that excuse one.

Reads a calendar and stated reasons; knows nothing of targets or statuses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from strategy.judging.evidence.gathering import Evidence
from strategy.judging.evidence.verdict import EPSILON
from strategy.model import Calendar, Observation, Period, add_months, position

CADENCE_MONTHS = MappingProxyType({
    "month": 1, "quarter": 3, "half_year": 6, "year": 12, "school_year": 12, "two_years": 24, "four_years": 48,
})  # fmt: skip

EXCUSING = ("not_collected", "hidden_few", "cannot_exist", "publication_stopped")
"""Reasons that say that no value will come. "Not submitted" is no excuse, "not yet published" is only a delay."""


class Reason(NamedTuple):
    """A stated reason why there is no value of a period; `until` ends what a stopped publication speaks for."""

    period: Period
    missing: str
    until: int | None = None
    """`publication_stopped`: the last month of the first figure that came after it all the same."""

    def covers(self, period: Period) -> bool:
        """Whether the reason speaks for a period: its own, one inside it, or after a stop up to the next figure."""
        inside = self.period.start <= period.start and period.end <= self.period.end
        return inside or (self.stopped and self.period.end <= period.end and self.before_next(period.end))

    def before_next(self, month: int) -> bool:
        """Whether a month lies before the first figure after a stop."""
        return self.until is None or month < self.until

    @property
    def stopped(self) -> bool:
        return self.missing == "publication_stopped"

    @property
    def excuses(self) -> bool:
        return self.missing in EXCUSING


def expected(calendar: Calendar, until: Period) -> Iterator[Period]:
    """The periods that a calendar asks for, from its anchor on, that end no later than `until` does."""
    return _from(calendar, calendar.anchor.end, until.end)


def expected_in(calendar: Calendar, window: Period) -> tuple[Period, ...]:
    """The periods that a calendar asks for inside a window, from its anchor on."""
    return tuple(p for p in _from(calendar, window.start, window.end) if p.lies_in(window))


def _from(calendar: Calendar, start: int, until: int) -> Iterator[Period]:
    """The periods that a calendar asks for that end between two months, both included."""
    step, anchor = CADENCE_MONTHS[calendar.every], calendar.anchor
    first = max(0, -((anchor.end - start) // step))
    for end in range(anchor.end + first * step, until + 1, step):
        yield Period(end=end, start=end - anchor.months + 1)


def last_in(calendar: Calendar, period: Period) -> Period | None:
    """The last period of the calendar's rhythm inside a period, also before its anchor; None where none is."""
    anchor = calendar.anchor
    end = period.end - (period.end - anchor.end) % CADENCE_MONTHS[calendar.every]
    found = Period(end=end, start=end - anchor.months + 1)
    return found if found.start >= period.start else None


def due_day(calendar: Calendar, period: Period) -> date | None:
    """The last day on which the value of a period is in time; None where the lag is not known."""
    return None if calendar.lag_months is None else add_months(period.last_day, calendar.lag_months)


def due_by(calendar: Calendar, on: date, since: int | None = None) -> tuple[Period, ...]:
    """The periods, ending in the month `since` or later, that should be there on a day: their due day is behind."""
    first = calendar.anchor.end if since is None else since
    asked = _from(calendar, first, on.year * 12 + on.month - 1)
    return tuple(p for p in asked if passed(due_day(calendar, p), on))


def passed(due: date | None, on: date) -> bool:
    """Whether a value is late on a day: from the day after its due day."""
    return due is not None and on > due


def stated(evidence: Evidence, on: date, baseline: Period | None = None) -> tuple[Reason, ...]:
    """The stated reasons that stand on or before a day; `baseline` is the period of a value that is in, row or not."""
    if not evidence.missing:
        return ()
    limit = position(on) + EPSILON
    rows = [r for r in evidence.missing if r.missing is not None and r.period.position <= limit]
    ends = sorted(v.period.end for v in (*evidence.values, *evidence.apart) if v.at <= limit)
    if baseline is not None and baseline.position <= limit:
        ends = sorted((*ends, baseline.end))
    return tuple(Reason(r.period, r.missing or "", _next(ends, r)) for r in rows)


def _next(ends: Sequence[int], row: Observation) -> int | None:
    if row.missing != "publication_stopped":
        return None
    return next((end for end in ends if end > row.period.end), None)


def reason_for(period: Period, reasons: Sequence[Reason]) -> str | None:
    """Why a period has no value, where somebody has said so: of it, of a longer one, or that publication stopped."""
    own = [r.missing for r in reasons if r.period == period]
    return own[-1] if own else next((r.missing for r in reversed(reasons) if r.covers(period)), None)


def excused(period: Period, reasons: Sequence[Reason]) -> bool:
    """Whether a stated reason says that no value of the period will come."""
    return reason_for(period, reasons) in EXCUSING


def stays_away(window: Period, reasons: Sequence[Reason]) -> Reason | None:
    """The reason why a value will not come in a window, without a calendar to say which were expected."""
    for reason in reversed(reasons):
        inside = reason.period.lies_in(window) or window.lies_in(reason.period)
        after = reason.stopped and reason.period.end <= window.end and reason.before_next(window.end)
        if reason.excuses and (inside or after):
            return reason
    return None


def next_due(calendar: Calendar | None, have: Collection[Period], on: date) -> date | None:
    """The next day, from `on`, by which a value is due that is not there yet."""
    if calendar is None or calendar.lag_months is None:
        return None
    first = on.year * 12 + on.month - 1 - calendar.lag_months
    step = CADENCE_MONTHS[calendar.every]
    coming = _from(calendar, first, max(first, calendar.anchor.end) + (len(have) + 2) * step)
    days = (due_day(calendar, period) for period in coming if period not in have)
    return next((due for due in days if due is not None and due >= on), None)
