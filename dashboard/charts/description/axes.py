"""The two axes of a chart: how far they reach and which places on them are named, in words of the page's language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.charts.description.chart import Point, Range, Tick
from dashboard.charts.description.scale import tick_years, value_range, value_ticks
from dashboard.charts.description.words import ChartWords
from strategy.model import Period
from strategy.texts import EN_DASH

MOST_YEARS = 11
_STEPS = 4
LONG_SPAN = 4.0
"""From so many years of finer periods on, the last months of years are named and not the periods one by one."""
WHOLE_YEARS = ("year", "years")
PARTS: Mapping[str, int] = MappingProxyType({"month": 1, "quarter": 3, "half_year": 6})
"""The parts into which years are divided, with their months."""


def time_range(positions: Iterable[float]) -> Range:
    """From the first to the last position, a year wide at the least; around the present century without any."""
    found = sorted(positions) or [2018.0, 2022.0]
    first, last = found[0], found[-1]
    return (first, last) if last > first else (first - 0.5, last + 0.5)


def time_ticks(periods: Mapping[float, Period], span: Range, words: ChartWords) -> tuple[Tick, ...]:
    """Named places in time for the `periods` that stand at the keys, all names of one kind.

    A name stands at the end of what it names, where the figure of the period stands, in every chart: whole years at
    their end, and of finer periods over several years the last one of a year (`12/2020`), so that nobody takes
    the place of a year's name for its beginning or its middle. A few finer periods (`1–6/2019`) have each their own
    name. The first and the last are always among them.
    """
    if not periods:
        return ()
    name = _naming(periods, words)
    if name.kind == "year":
        first, last = math.ceil(span[0] - 1e-9) - 1, math.floor(span[1] + 1e-9) - 1
        return tuple(Tick(float(year + 1), str(year)) for year in _named(first, last))
    told = {at: periods[at] for at in sorted(periods) if span[0] <= at <= span[1]}
    if span[1] - span[0] >= LONG_SPAN and len(periods) > MOST_YEARS:
        return _year_ends(told, span, name)
    return tuple(Tick(at, name.of(period)) for at, period in told.items())


@dataclass(frozen=True, slots=True)
class _PeriodNames:
    """How the periods of one axis are named: all by their years, or all by the part of a year in which they end."""

    kind: str
    words: ChartWords

    def of(self, period: Period) -> str:
        if self.kind == "year":
            return str(period.year)
        if self.kind in PARTS:
            return self.words.period(_last_part(period, PARTS[self.kind]))
        if period.frequency == "school_year":
            return f"{period.first_day.year}{EN_DASH}{period.last_day.year}"
        return self.words.period(period)


def _naming(periods: Mapping[float, Period], words: ChartWords) -> _PeriodNames:
    """Years where the first and the last are years; else their one kind; of several kinds their last months."""
    kinds = {period.frequency for period in periods.values()}
    if all(periods[end].frequency in WHOLE_YEARS for end in (min(periods), max(periods))):
        return _PeriodNames("year", words)
    return _PeriodNames(kinds.pop() if len(kinds) == 1 else "month", words)


def with_targets(figures: Mapping[float, Period], targets: Mapping[float, Period]) -> Mapping[float, Period]:
    """The periods of figures and of targets: among figures of half-years a year ends with its second half."""
    kinds = {period.frequency for period in figures.values()}
    months = PARTS.get(kinds.pop()) if len(kinds) == 1 else None
    if months is None:
        return {**targets, **figures}
    return {**{at: _last_part(period, months) for at, period in targets.items()}, **figures}


def _last_part(period: Period, months: int) -> Period:
    return Period(end=period.end, start=period.end - months + 1)


def _year_ends(told: Mapping[float, Period], span: Range, name: _PeriodNames) -> tuple[Tick, ...]:
    """The last periods of years, and the first and the last of those `told`."""
    begin, end = min(told), max(told)
    first, last = math.ceil(span[0] - 1e-9) - 1, math.floor(span[1] + 1e-9) - 1
    ends = [Tick(year + 1.0, name.of(Period.years(year, year))) for year in _stepped(first, last)]
    within = [tick for tick in ends if begin + 1e-9 < tick.at < end - 1e-9]
    return (Tick(begin, name.of(told[begin])), *within, Tick(end, name.of(told[end])))


def _stepped(first: int, last: int) -> Sequence[int]:
    return tick_years(first, last, MOST_YEARS) if first <= last else ()


def _named(first: int, last: int) -> Sequence[int]:
    """The years to be named from the first to the last, both among them; none of an empty span."""
    return sorted({first, *_stepped(first, last), last}) if first <= last else ()


def time_ends(periods: Mapping[float, Period], marked: Point | None, words: ChartWords) -> tuple[Tick, ...]:
    """The first and the last named place in time; between them that of the labelled figure, if it is of their kind."""
    if not periods:
        return ()
    told = {at: periods[at] for at in sorted({min(periods), max(periods), *([marked.x] if marked else ())})}
    name = _naming(told, words)
    return tuple(
        Tick(at, name.of(period), str(period.last_day.year))
        for at, period in told.items()
        if name.kind != "year" or period.frequency in WHOLE_YEARS
    )


def levels(values: Sequence[float], words: ChartWords) -> tuple[Range, tuple[Tick, ...]]:
    """The value axis and its ticks. Above zero it begins at a tick; a rank has its first place at the top."""
    measure = words.measure
    lowest = 1.0 if measure.rank else measure.lowest
    reach = [*values, 1.0] if measure.rank else values
    low, high = value_range(reach, measure.decimals, lowest, measure.highest)
    found = value_ticks((low, high), measure.decimals)
    for _ in range(_STEPS if low > 0 and not measure.rank else 0):
        if len(found) < 2 or low >= found[0] - 1e-9 * abs(low):
            break
        # a longer axis may have wider steps, and then begins at one of those
        low = max(found[0] - (found[1] - found[0]), lowest or 0.0)
        found = value_ticks((low, high), measure.decimals)
    ticks = tuple(Tick(at, name) for at, name in zip(found, words.alike(found), strict=True))
    return ((high, low) if measure.rank else (low, high)), ticks
