"""How figures of several lengths make up a span of time: which of them tile it, and what they come to together.

Works on periods and numbers only; for judging (`frequency`, `window_parts`) and for looking
(`strategy.series.aggregation`) alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from operator import mul
from types import MappingProxyType

from strategy.model import Period

YEAR_MONTHS = 12
PART_MONTHS = MappingProxyType({"month": 1, "quarter": 3, "half_year": 6, "year": 12, "school_year": 12})
"""The length of the parts that a target may name."""
_SCHOOL_YEAR_START = 7

Limits = tuple[float, float]
"""The least and the most that a figure can be; equal where it is known."""


def extent(period: Period, span: Period) -> Period:
    """The months of `span` that a figure stands for: a school year for the year of whole years in which it ends."""
    if period.frequency == "school_year" and span.start % YEAR_MONTHS == 0 and span.months % YEAR_MONTHS == 0:
        return Period.years(period.year, period.year)
    return Period(end=min(period.end, span.end), start=max(period.start, span.start))


def tile(periods: Sequence[Period], span: Period) -> tuple[int, ...]:
    """Which of `periods`, all in `span`, make it up without overlapping, in order of time.

    Those that cover most, of these the fewest, of these those that end last.
    """
    extents = [extent(p, span) for p in periods]
    order = sorted(range(len(periods)), key=lambda i: (extents[i].end, periods[i].end, periods[i].start))
    if all(extents[a].end < extents[b].start for a, b in pairwise(order)):
        return tuple(order)
    best: list[tuple[tuple[int, int, tuple[int, ...]], tuple[int, ...]]] = [((0, 0, ()), ())]
    for place, i in enumerate(order):
        before = sum(extents[other].end < extents[i].start for other in order[:place])
        (covered, few, ends), chosen = best[before]
        own = ((covered + extents[i].months, few - 1, (periods[i].end, *ends)), (*chosen, i))
        best.append(max(best[-1], own, key=lambda found: found[0]))
    return best[-1][1]


def slot(period: Period, like: Period) -> Period | None:
    """The period of the length and place in the year of `like` that `period` lies in, if any."""
    step = _step(like)
    start = like.start + (period.start - like.start) // step * step
    found = Period(end=start + like.months - 1, start=start)
    return found if period.end <= found.end else None


def _step(like: Period) -> int:
    """The months from one period to the next of its kind: a quarter follows a quarter, an autumn comes once a year."""
    if like.frequency in PART_MONTHS:
        return like.months
    return -(-like.months // YEAR_MONTHS) * YEAR_MONTHS


def slots(span: Period, like: Period) -> tuple[Period, ...]:
    """The periods of the length of `like`, one after the other from it on, that lie in `span`."""
    ends = range(like.start + like.months - 1, span.end + 1, like.months)
    return tuple(Period(end=end, start=end - like.months + 1) for end in ends)


def first_part(span: Period, part: str) -> Period:
    """The first whole part (`PART_MONTHS`) that begins in a span, or at its start."""
    months = PART_MONTHS[part]
    offset = _SCHOOL_YEAR_START if part == "school_year" else 0
    start = span.start + (offset - span.start) % months
    return Period(end=start + months - 1, start=start)


def combined(figures: Sequence[Limits], months: Sequence[int], how: str) -> Limits:
    """What figures come to as `how` says: the `last`, their `sum`, or their `mean`, weighed by their months."""
    if how == "last":
        return figures[-1]
    low, high = (_together([f[end] for f in figures], months, how) for end in (0, 1))
    return low, high


def _together(values: Sequence[float], months: Sequence[int], how: str) -> float:
    if how == "sum":
        return math.fsum(values)
    if len(set(months)) == 1:
        return math.fsum(values) / len(values)
    return math.fsum(map(mul, values, months)) / sum(months)


def uncovered(span: Period, extents: Sequence[Period]) -> tuple[Period, ...]:
    """The runs of months of `span` that no extent covers, in order of time."""
    found, start = [], span.start
    for period in sorted(extents, key=lambda p: p.start):
        if period.start > start:
            found.append(Period(end=period.start - 1, start=start))
        start = max(start, period.end + 1)
    return (*found, Period(end=span.end, start=start)) if start <= span.end else tuple(found)


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods have a month in common."""
    return one.start <= other.end and other.start <= one.end
