"""Figures set against others: against a first period (index), the number of inhabitants, or other areas (rank).

For looking at alone, like `aggregation`. Rows in hold one valid row a key, without parts; rows out keep area,
period, source and quality, so that a chart and a table can be made of them as of any rows. Figures of which only
limits are known are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from strategy.model import ACTUAL, Observation, Period

PER = 1000
"""So many inhabitants a count is set against."""

_Figures = Mapping[Period, Mapping[str, Observation]]


def comparable(row: Observation) -> bool:
    """Whether a row has a figure that may be set against another."""
    return row.value is not None and row.quality in ACTUAL and row.comparable


def _by_period(rows: Iterable[Observation]) -> _Figures:
    """The comparable actual figures of each period, in order of time, by area."""
    found: dict[Period, dict[str, Observation]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: row.period):
        if comparable(row):
            found[row.period][row.area] = row
    return found


def base_period(rows: Iterable[Observation], areas: Sequence[str]) -> Period | None:
    """The first period in which every one of `areas` has a figure above zero; None where there is none."""
    for period, figures in _by_period(rows).items():
        if all((row := figures.get(area)) and row.value and row.value > 0 for area in areas):
            return period
    return None


def indexed(rows: Sequence[Observation], areas: Sequence[str], base: Period) -> tuple[Observation, ...]:
    """Each area's figures as an index in which its own figure of `base` is 100."""
    first = {area: row.value for area, row in _by_period(rows)[base].items() if row.value}
    return tuple(
        replace(row, value=None if row.value is None else row.value / first[row.area] * 100, n=None)
        for row in rows
        if row.area in areas and row.area in first and not row.is_bound
    )


def per_inhabitants(rows: Iterable[Observation], population: Iterable[Observation]) -> tuple[Observation, ...]:
    """Counts a `PER` inhabitants of the same area in the same period; without that population a figure is left out.

    Where either figure is preliminary or an estimate, so is the result.
    """
    people = _by_period(population)
    made = []
    for row in rows:
        by = people.get(row.period, {}).get(row.area)
        if row.is_bound:
            continue  # limits of one thing a limit of another would be a number that nobody has told
        if row.value is None:
            made.append(row)
        elif by is not None and by.value and row.quality in ACTUAL:
            quality = max(row.quality, by.quality, key=ACTUAL.index)
            made.append(replace(row, value=row.value / by.value * PER, quality=quality, n=None))
    return tuple(made)


def ranked(rows: Iterable[Observation], areas: Sequence[str], *, smallest_first: bool) -> tuple[Observation, ...]:
    """Each area's place among `areas`, with how many were compared as `n`; only in periods where all have a figure.

    Equal figures share the better place, and the next place is left empty.
    """
    made = []
    for figures in _by_period(rows).values():
        compared = {area: figures[area].value or 0.0 for area in areas if area in figures}
        if len(compared) < len(areas):
            continue
        for area, value in compared.items():
            ahead = sum(other < value if smallest_first else other > value for other in compared.values())
            made.append(replace(figures[area], value=ahead + 1.0, n=len(areas)))
    return tuple(made)
