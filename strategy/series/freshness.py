"""How old the newest figure is, and whether that is older than the strategy's owner allows. Pure: the day is given.

A figure is new on the day on which it became known; where that day is not recorded, on the last day of its period.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from strategy.model import Observation, Period

OLD_MONTHS = 24
"""A series is old where its newest figure is this much older than its own step."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """The age of the newest figure on a day."""

    newest: date | None
    """The day on which the newest figure became known; None where there is no figure."""
    months: int | None
    """Whole months since then."""
    limit: int | None
    """The age that the strategy allows (`max_age_months`), in months; None allows any."""

    @property
    def passed(self) -> bool:
        """Whether the newest figure is older than allowed. Where there is no figure, nothing has grown old."""
        return self.months is not None and self.limit is not None and self.months >= self.limit


def newest(rows: Iterable[Observation]) -> date | None:
    """The last day on which a figure of `rows` became known; rows without a value are no figures."""
    return max((row.known or row.period.last_day for row in rows if row.value is not None), default=None)


def freshness(last: date | None, limit: int | None, today: date) -> Freshness:
    """The age on `today` of a figure of the day `last`; a day to come (a period that is not over) counts as today."""
    if last is None:
        return Freshness(None, None, limit)
    last = min(last, today)
    return Freshness(last, _months(last, today), limit)


def years_old(periods: Iterable[Period], on: date) -> int | None:
    """Whole years from the end of a series to a day; None where that is within the series' own step and two years.

    The step is what lies between the last two figures: an election of 2021 is not old in 2024, a yearly figure is.
    """
    ended = {p.end: p for p in periods if p.last_day <= on}
    if not ended:
        return None
    last = ended.pop(max(ended))
    step = last.end - max(ended) if ended else last.months
    months = _months(last.last_day, on)
    return months // 12 if months > step + OLD_MONTHS else None


def _months(first: date, last: date) -> int:
    """Whole months between two days: from 31 January one month has passed on 28 February (the month's last day)."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if last.day >= first.day or _is_month_end(last) else months - 1


def _is_month_end(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1
