"""What counts on a day: rows known, figures of the declared frequency, made into the grain, in one series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from strategy.model.catalogue import Measure
from strategy.model.periods import Period, position
from strategy.model.record import Observation

BEFORE_ALL = date(1, 1, 1)


@dataclass(frozen=True)
class Figure:
    """A figure of a period: anything from `low` to `high`, unrounded; exact where both are the same."""

    period: Period
    low: float
    high: float
    at: float
    rows: tuple[Observation, ...]
    made: bool = False
    torn: bool = False
    """A break lies between the parts that it was made of."""

    @property
    def exact(self) -> bool:
        """A figure that its source bounds is no exact one, even where both limits are the same."""
        return self.low == self.high and not any(r.quality == "bound" for r in self.rows)


def visible(rows: Iterable[Observation], measure: Measure, area: str, known: date | None) -> list[Observation]:
    """'never a budget, never a part for the whole, never another source than the measure declares'; `known` cuts."""
    return [
        r for r in rows
        if r.area == area and r.breakdown == "" and r.quality != "budget" and r.source in measure.sources
        and (known is None or r.known is None or r.known <= known)
    ]  # fmt: skip


def latest_of_each(rows: Iterable[Observation]) -> dict[Period, Observation]:
    """'the latest `known` of each period'."""
    found: dict[Period, Observation] = {}
    for row in rows:
        old = found.get(row.period)
        if old is None or (row.known or BEFORE_ALL) > (old.known or BEFORE_ALL):
            found[row.period] = row
    return found


def stands(row: Observation) -> float:
    """'A period stands at its end, a survey at its survey day if given'."""
    return row.period.position if row.day is None else position(row.day)


def has_value(row: Observation) -> bool:
    return row.missing is None and (row.value is not None or row.low is not None or row.high is not None)


def figure(row: Observation) -> Figure:
    if row.value is not None:
        return Figure(row.period, row.value, row.value, stands(row), (row,))
    low, high = (-inf if row.low is None else row.low), (inf if row.high is None else row.high)
    return Figure(row.period, low, high, stands(row), (row,))


def same_length(a: Period, b: Period) -> bool:
    """The same frequency; a period without a name of its own: the same months of another year."""
    if "range" in (a.frequency, b.frequency):
        return a.months == b.months and a.start % 12 == b.start % 12
    return a.frequency == b.frequency


def of_grain(period: Period, grain: Period) -> bool:
    """A figure of the grain; a school year belongs to the year in which it ends."""
    return same_length(period, grain) or (period.frequency, grain.frequency) == ("school_year", "year")


def grain_around(period: Period, grain: Period) -> Period | None:
    """The period of the grain's length in which a finer figure lies."""
    for back in range(48):
        start = period.end - back
        found = Period(end=start + grain.months - 1, start=start)
        if same_length(found, grain) and period.lies_in(found):
            return found
    return None


def tiled(parts: Sequence[Figure], whole: Period) -> list[Figure] | None:
    """Figures that cover the whole without overlapping, the fewest; none if a month is left."""
    best: dict[int, list[Figure]] = {whole.start: []}
    for month in range(whole.start, whole.end + 1):
        for part in (p for p in parts if p.period.start == month and p.period.end <= whole.end):
            if month in best:
                longer = [*best[month], part]
                old = best.get(part.period.end + 1)
                if old is None or len(longer) < len(old):
                    best[part.period.end + 1] = longer
    return best.get(whole.end + 1)


def made(aggregate: str | None, parts: Sequence[Figure], whole: Period, breaks: Sequence[date]) -> Figure | None:
    """'`last` takes the period's last part alone, whatever else is missing; `sum` and `mean` need every part'."""
    if aggregate == "last":
        ends = [p for p in parts if p.period.end == whole.end]
        if not ends:
            return None
        last = max(ends, key=lambda p: p.period.months)
        return Figure(whole, last.low, last.high, last.at, last.rows)
    tiles = tiled(parts, whole)
    if aggregate is None or tiles is None:
        return None
    torn = broken(tiles, breaks)
    rows = tuple(r for t in tiles for r in t.rows)
    if aggregate == "sum":
        return Figure(whole, sum(t.low for t in tiles), sum(t.high for t in tiles), whole.position, rows, True, torn)
    months = whole.months
    low, high = (sum(getattr(t, side) * t.period.months for t in tiles) / months for side in ("low", "high"))
    return Figure(whole, low, high, whole.position, rows, True, torn)


def broken(parts: Sequence[Figure], breaks: Sequence[date]) -> bool:
    """'has a break inside': its parts stand in several series."""
    return len({series(x, breaks) for x in parts}) > 1


def series(x: Figure, breaks: Sequence[date]) -> int:
    """Which unbroken series: a period that ends on the day of a break stands before it, a survey of the day after."""
    at, surveyed = x.at, not x.made and any(r.day is not None for r in x.rows)
    return sum(1 for day in breaks if (position(day) <= at if surveyed else position(day) < at - 1e-9))
