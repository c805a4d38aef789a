"""The two axes of a chart: how far they reach and which places on them are named, in words of the page's language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.charts.description.chart import Point, Range, Tick
from dashboard.charts.description.scale import tick_years, value_range, value_ticks
from dashboard.charts.description.words import ChartWords
from strategy.model import Period
from strategy.texts import EN_DASH, formats

MOST_YEARS = 11
_STEPS = 4
LONG_SPAN = 4.0
"""From so many years of finer periods on, the last months of years are named and not the periods one by one."""
WHOLE_YEARS = ("year", "years")


def time_range(positions: Iterable[float]) -> Range:
    """From the first to the last position, a year wide at the least; around the present century without any."""
    found = sorted(positions) or [2018.0, 2022.0]
    first, last = found[0], found[-1]
    return (first, last) if last > first else (first - 0.5, last + 0.5)


def time_ticks(periods: Mapping[float, Period], span: Range, words: ChartWords) -> tuple[Tick, ...]:
    """Named places in time for the `periods` that stand at the keys.

    A name stands at the end of what it names, where the figure of the period stands, in every chart: whole years at
    their end, and of months and quarters over several years the last month of a year (`12/2020`), so that nobody takes
    the place of a year's name for its beginning or its middle. A few finer or mixed periods (`1–6/2019`, `2020`) have
    each their own name. The first and the last are always among them.
    """
    if not periods:
        return ()
    if all(period.frequency in WHOLE_YEARS for period in periods.values()):
        first, last = math.ceil(span[0] - 1e-9) - 1, math.floor(span[1] + 1e-9) - 1
        return tuple(Tick(float(year + 1), str(year)) for year in _named(first, last))
    if span[1] - span[0] >= LONG_SPAN and len(periods) > MOST_YEARS:
        return _year_ends(periods, span, words)
    return tuple(Tick(at, _short(periods[at], words)) for at in sorted(periods) if span[0] <= at <= span[1])


def _year_ends(periods: Mapping[float, Period], span: Range, words: ChartWords) -> tuple[Tick, ...]:
    """The last months of years, and the first and the last of the `periods`."""
    told = sorted(at for at in periods if span[0] <= at <= span[1])
    first, last = math.ceil(span[0] - 1e-9) - 1, math.floor(span[1] + 1e-9) - 1
    ends = [Tick(year + 1.0, formats.month(date(year, 12, 31), words.lang)) for year in _stepped(first, last)]
    within = [tick for tick in ends if told[0] + 1e-9 < tick.at < told[-1] - 1e-9]
    return (Tick(told[0], _short(periods[told[0]], words)), *within, Tick(told[-1], _short(periods[told[-1]], words)))


def _stepped(first: int, last: int) -> Sequence[int]:
    return tick_years(first, last, MOST_YEARS) if first <= last else ()


def _named(first: int, last: int) -> Sequence[int]:
    """The years to be named from the first to the last, both among them; none of an empty span."""
    return sorted({first, *_stepped(first, last), last}) if first <= last else ()


def time_ends(periods: Mapping[float, Period], marked: Point | None, words: ChartWords) -> tuple[Tick, ...]:
    """The first and the last named place in time, and between them that of the labelled figure."""
    if not periods:
        return ()
    places = {min(periods), max(periods), *([marked.x] if marked else ())}
    return tuple(Tick(at, _short(periods[at], words), str(periods[at].last_day.year)) for at in sorted(places))


def _short(period: Period, words: ChartWords) -> str:
    if period.frequency == "school_year":
        return f"{period.first_day.year}{EN_DASH}{period.last_day.year}"
    return str(period.year) if period.frequency == "years" else words.period(period)


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
