"""Grains of time: by which coarser periods a series can be looked at, and how they are made of the finer ones.

Whether a year of months is their mean, their sum or their last, only the catalogue may say (`Measure.aggregate`). For
looking at alone: a status is judged by `strategy.judging`, which makes a period of the same parts in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isfinite
from types import MappingProxyType

from strategy.model import ACTUAL, BOUND, CONFIDENCES, Measure, Observation, Period, limits_of
from strategy.series.tiling import combined, tile

MONTHS: Mapping[str, int] = MappingProxyType({"month": 1, "quarter": 3, "half_year": 6, "year": 12})
GRAINS = ("month", "quarter", "year")
"""What can be asked for."""


def native(rows: Iterable[Observation]) -> str | None:
    """The one grain, finer than a year, that all figures have; None where they are yearly, or of several lengths."""
    found = {row.period.frequency for row in rows if row.tells}
    only = found.pop() if len(found) == 1 else "year"
    return only if MONTHS.get(only, 12) < 12 else None


def offered(measure: Measure, finest: str) -> tuple[str, ...]:
    """The grains of a series whose own is `finest`, that one first; it alone where nobody says how a year is made."""
    coarser_ones = (grain for grain in GRAINS if MONTHS[grain] > MONTHS[finest] and not MONTHS[grain] % MONTHS[finest])
    return (finest, *(coarser_ones if measure.aggregate else ()))


def coarser(rows: Iterable[Observation], grain: str, how: str, breaks: Sequence[date] = ()) -> tuple[Observation, ...]:
    """The rows of `grain` that can be made of finer `rows`, in order of time; `how` is one of `AGGREGATES`.

    `rows` hold one valid row a key (area, period, part), each finer than `grain`. A mean and a sum need every part, a
    mean weighs them by their months; the last needs the last alone. Bounds are carried through. What is missing,
    planned or not comparable is no part, and nothing is made across a break. The made row is as sure as its least sure
    part and known when its last part became known.
    """
    groups: dict[tuple[str, str, Period], list[Observation]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.period):
        if limits_of(row) and row.quality in (*ACTUAL, BOUND) and row.comparable:
            groups[row.area, row.breakdown, around(row.period, grain)].append(row)
    made = (_made(parts, key[2], how, breaks) for key, parts in groups.items())
    return tuple(sorted((row for row in made if row), key=lambda row: (row.period, row.area, row.breakdown)))


def around(period: Period, grain: str) -> Period:
    """The month, quarter or year that a period ends in."""
    months = MONTHS[grain]
    start = period.end - period.end % months
    return Period(end=start + months - 1, start=start)


def _made(parts: Sequence[Observation], period: Period, how: str, breaks: Sequence[date]) -> Observation | None:
    inside = [part for part in parts if part.period.start >= period.start]
    needed = [inside[i] for i in tile([part.period for part in inside], period)]
    if how == "last":
        needed = [part for part in needed if part.period.end == period.end]
    elif sum(part.period.months for part in needed) != period.months:
        return None
    if not needed or len({_series(part, breaks) for part in needed}) > 1:
        return None
    limits = [found for part in needed if (found := limits_of(part))]
    low, high = combined(limits, [part.period.months for part in needed], how)
    bound = any(part.quality == BOUND for part in needed)
    return replace(
        needed[-1],
        period=period,
        value=None if bound else low,
        low=low if bound and isfinite(low) else None,
        high=high if bound and isfinite(high) else None,
        quality=BOUND if bound else max((part.quality for part in needed), key=ACTUAL.index),
        confidence=max((part.confidence for part in needed), key=CONFIDENCES.index),
        known=max((part.known for part in needed if part.known), default=None),
        note=_shared(part.note for part in needed),
        secondary=any(part.secondary for part in needed),
        n=None,
        day=None,
    )


def _series(part: Observation, breaks: Sequence[date]) -> int:
    return sum(part.period.last_day > day for day in breaks)


def _shared(notes: Iterator[str | None] | Iterable[str | None]) -> str | None:
    """The note that all parts have."""
    found = set(notes)
    return found.pop() if len(found) == 1 else None
