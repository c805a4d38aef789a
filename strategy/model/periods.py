"""Periods of statistics and how they stand in time.

A period is written `2019`, `2019-06`, `2019-Q3`, `2019-01/2019-06`, `2018-08/2019-07` (a school year) or, for a
window of whole years, `2018/2022`. Time counts in months: a period stands at its end, a day at its end
(2019 at 2020.0, 1-6/2019 at 2019.5).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

_YEAR = re.compile(r"(\d{4})\Z", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z", re.ASCII)
_MONTHS = re.compile(r"(\d{4})-(\d{2})/(\d{4})-(\d{2})\Z", re.ASCII)
_YEARS = re.compile(r"(\d{4})/(\d{4})\Z", re.ASCII)


class PeriodError(ValueError):
    """The text is not a period in one of the written forms."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from `start` to `end`, both included, each `year * 12 + month - 1`."""

    end: int
    start: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read one of the written forms; anything else raises `PeriodError`."""
        if m := _YEAR.match(text):
            return cls.years(int(m[1]), int(m[1]))
        if m := _MONTH.match(text):
            return cls._between(text, m[1], m[2], m[1], m[2])
        if m := _QUARTER.match(text):
            first = int(m[1]) * 12 + 3 * int(m[2]) - 3
            return cls(end=first + 2, start=first)
        if m := _MONTHS.match(text):
            return cls._between(text, m[1], m[2], m[3], m[4])
        if m := _YEARS.match(text):
            if int(m[1]) >= int(m[2]):
                raise PeriodError(text)
            return cls.years(int(m[1]), int(m[2]))
        raise PeriodError(text)

    @classmethod
    def years(cls, first: int, last: int) -> Period:
        """The window of whole years from `first` to `last`, both included."""
        return cls(end=last * 12 + 11, start=first * 12)

    @classmethod
    def _between(cls, text: str, year: str, month: str, last_year: str, last_month: str) -> Period:
        start = int(year) * 12 + int(month) - 1
        end = int(last_year) * 12 + int(last_month) - 1
        if not (1 <= int(month) <= 12 and 1 <= int(last_month) <= 12 and start <= end):
            raise PeriodError(text)
        return cls(end=end, start=start)

    @property
    def months(self) -> int:
        """How many months the period holds."""
        return self.end - self.start + 1

    @property
    def year(self) -> int:
        """The year in which the period ends (a school year belongs to the one in which it ends)."""
        return self.end // 12

    @property
    def frequency(self) -> str:
        """`month`, `quarter`, `half_year`, `year`, `school_year`, `years` (a window) or `range`."""
        month = self.start % 12
        if self.months == 1:
            return "month"
        if self.months == 3 and month % 3 == 0:
            return "quarter"
        if self.months == 6 and month % 6 == 0:
            return "half_year"
        if self.months == 12 and month in (0, 7):
            return "year" if month == 0 else "school_year"
        return "years" if month == 0 and self.months % 12 == 0 else "range"

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return first_day_of_month(self.start)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return last_day_of_month(self.end)

    @property
    def position(self) -> float:
        """Where the period stands: its end, in years."""
        return (self.end + 1) / 12

    @property
    def start_position(self) -> float:
        """Where the period begins, in years."""
        return self.start / 12

    def lies_in(self, other: Period) -> bool:
        """A value belongs to a target's period if its own lies in it; a school year to the one in which it ends."""
        if self.frequency == "school_year":
            return other.start <= self.end <= other.end
        return other.start <= self.start and self.end <= other.end

    def __str__(self) -> str:
        first, last = _month(self.start), _month(self.end)
        match self.frequency:
            case "year":
                return first[:4]
            case "month":
                return first
            case "quarter":
                return f"{first[:4]}-Q{self.start % 12 // 3 + 1}"
            case "years":
                return f"{first[:4]}/{last[:4]}"
            case _:
                return f"{first}/{last}"


def _month(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


@lru_cache(maxsize=4096)
def first_day_of_month(index: int) -> date:
    """The first day of the month `year * 12 + month - 1`; where no date reaches so far, the first or last there is."""
    if not MINYEAR <= index // 12 <= MAXYEAR:
        return date.min if index // 12 < MINYEAR else date.max
    return date(index // 12, index % 12 + 1, 1)


@lru_cache(maxsize=4096)
def last_day_of_month(index: int) -> date:
    """The last day of the month `year * 12 + month - 1`; where no date reaches so far, the first or last there is."""
    if not MINYEAR <= index // 12 <= MAXYEAR:
        return date.min if index // 12 < MINYEAR else date.max
    year, month = index // 12, index % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def day_after(day: date) -> date:
    """The day after; the last day that there is has none and is its own."""
    return day if day == date.max else day + timedelta(days=1)


def year_before(day: date) -> date:
    """The same day of the year before; before the leap day, the last of February."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


@lru_cache(maxsize=4096)
def position(day: date) -> float:
    """Where a day stands: its end, counted in months (31.12.2021 at 2022.0)."""
    return day.year + (day.month - 1 + day.day / calendar.monthrange(day.year, day.month)[1]) / 12


def add_months(day: date, months: int) -> date:
    """The last day of the month that lies `months` after the month of `day` (a lag counts in whole months)."""
    return last_day_of_month(day.year * 12 + day.month - 1 + months)
