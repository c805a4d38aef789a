"""Small multiples: several charts to be read together, over one span of time, and those of one measure on one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import Field, replace
from typing import Any, ClassVar, Protocol, TypeVar

from dashboard.charts.description.axes import time_range
from dashboard.charts.description.chart import Chart, Line, Range, Tick


class OnTime(Protocol):
    """A record that reaches over a span of time, of which the first and the last place are named."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def x(self) -> Range: ...
    @property
    def x_ends(self) -> tuple[Tick, ...]: ...


T = TypeVar("T", bound=OnTime)


def on_one_time_axis(charts: Sequence[T], latest: float = math.inf) -> tuple[T, ...]:
    """The charts of several measures, each on its own scale of values, over the same span of time.

    A chart that reaches beyond `latest` (in years), for its target is far ahead, begins with the others and ends on its
    own: one such target would press all others together.
    """
    if not charts:
        return ()
    near = [chart for chart in charts if chart.x[1] <= latest] or charts
    first, last = min(chart.x[0] for chart in charts), max(chart.x[1] for chart in near)
    begin, end = _ends(charts)[:1], _ends(near)[-1:]
    return tuple(
        replace(c, x=(first, max(last, c.x[1])), x_ends=(*begin, *(end if c.x[1] <= last else c.x_ends[-1:])))
        for c in charts
    )


def on_one_scale(charts: Sequence[Chart], whole: Line | None = None) -> tuple[Chart, ...]:
    """The charts with the widest span of time and of values among them, in their order.

    `whole` is a line to be drawn grey in each, as what the parts are seen against, for as long as there are parts.
    """
    if not charts:
        return ()
    x = time_range({point.x for chart in charts for line in chart.lines for point in line.points})
    beside = _within(whole, x) if whole else ()
    y = _span([*(chart.y for chart in charts), *((p.y, p.y) for line in beside for p in line.points)])
    y = (y[1], y[0]) if charts[0].y[0] > charts[0].y[1] else y
    ticks = next((c.y_ticks for c in charts if c.y[0] == y[0]), charts[0].y_ticks)
    return tuple(replace(c, x=x, y=y, y_ticks=ticks, x_ends=_ends(charts), lines=(*c.lines, *beside)) for c in charts)


def _ends(charts: Sequence[OnTime]) -> tuple[Tick, ...]:
    """The first and the last place in time that any of the charts names; of two names of a place, the shorter."""
    ticks = {tick for chart in charts for tick in chart.x_ends}
    if not ticks:
        return ()
    first = min(ticks, key=lambda tick: (tick.at, len(tick.label), tick.label))
    last = min(ticks, key=lambda tick: (-tick.at, len(tick.label), tick.label))
    return (first,) if first.at == last.at else (first, last)


def _within(line: Line, span: Range) -> tuple[Line, ...]:
    """The line as far as it lies in a span of time; nothing where none of it does."""
    runs = (tuple(p for p in run if span[0] - 1e-9 <= p.x <= span[1] + 1e-9) for run in line.runs)
    kept = tuple(run for run in runs if run)
    return (replace(line, kind="peer", runs=kept),) if kept else ()


def _span(ranges: Sequence[Range]) -> Range:
    """From the lowest to the highest of all ranges, whichever way they run."""
    return min(min(span) for span in ranges), max(max(span) for span in ranges)
