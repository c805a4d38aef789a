"""The parts of a window by a day: which figures make it up, which are lacking, how many there are in all."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from strategy import expected
from strategy.case import Case
from strategy.evidence import Comparable, Standing, upto
from strategy.periods import Period

YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a window by a day: those known, those that may not be compared, and how many there are in all."""

    known: tuple[Standing, ...]
    left_out: tuple[Standing, ...]
    number: int
    lacking: tuple[Period, ...]
    """Without a calendar nobody says which are lacking: empty."""

    @property
    def complete(self) -> bool:
        """Every part is there and may be compared."""
        return bool(self.known) and len(self.known) >= self.number

    @property
    def span(self) -> Period:
        """From the first known part to the last."""
        return Period(end=max(v.period.end for v in self.known), start=min(v.period.start for v in self.known))

    @property
    def total(self) -> float:
        """The sum of the known parts, unrounded."""
        return math.fsum(v.value for v in self.known)


def parts_of(case: Case, window: Period, inside: Comparable, on: date) -> Parts:
    """The parts of a window, of one length only: a year and its months would count twice."""
    apart = tuple(v for v in upto(case.evidence.apart, on) if v.period.lies_in(window))
    calendar = case.measure.calendar
    months = _length([*inside.kept, *inside.broken, *apart], window)
    known = tuple(v for v in inside.kept if v.period.months == months)
    left_out = tuple(v for v in (*inside.broken, *apart) if v.period.months == months)
    if calendar is None:
        return Parts(known, left_out, max(1, window.months // months), ())
    asked = expected.expected_in(calendar, window)
    have = {v.period for v in known}
    lacking = tuple(p for p in asked if p not in have)
    return Parts(known, left_out, len(known) + len(lacking), lacking)


def _length(values: Sequence[Standing], window: Period) -> int:
    """The length of the parts, in months: the one that covers most of the window, of two the longer."""
    covered = Counter[int]()
    for value in values:
        covered[value.period.months] += value.period.months
    usual = YEAR_MONTHS if window.months % YEAR_MONTHS == 0 else window.months
    return max(covered, key=lambda months: (covered[months], months), default=usual)
