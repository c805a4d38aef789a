"""How the room of an SVG is divided: margins, scales, type size. Knows the chart, draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from dashboard.charts.description import Band, Chart, Line, Point, Run, Scale, Step, Tick
from dashboard.charts.drawing.labels import Box, Pixel, spread, text_width
from dashboard.charts.drawing.palette import MUTED, PEER, TARGET

NARROW = 480
"""Below this width the large drawing uses the type size of the small one."""
DASHES: Mapping[str, tuple[int, int]] = MappingProxyType({"break": (2, 3), "day": (1, 3)})
"""The dashes of an upright line by its kind, in pixels; other kinds are solid."""
PAD = 6.0
INSET = 5.0
MOST_DOTS = 60
DOT_ROOM = 8.0
"""Pixels that a marker needs along the line; where there is less, the line alone tells more."""
END_SHARE = 0.45
"""Labels at line ends take at most this share of the width."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A label to the right of the plot, for a line that ends at (`x`, `y`), in years and unit."""

    text: str
    x: float
    y: float
    colour: str
    text_colour: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The drawing's size, the plot inside it and the scales to it."""

    chart: Chart
    width: float
    height: float
    small: bool
    font: float
    plot: Box
    x: Scale
    y: Scale

    def at(self, point: Point) -> Pixel:
        """Where a point stands, in pixels."""
        return (self.x(point.x), self.y(point.y))

    def singled(self, run: Run, point: Point) -> bool:
        """Whether a point has a marker even where the line has none: alone, apart, or the one that is labelled."""
        return len(run) == 1 or not point.comparable or point == self.chart.marked

    def dots(self, line: Line) -> bool:
        """Whether every point of a line has a marker."""
        count = len(line.points)
        return count <= MOST_DOTS and (self.plot.right - self.plot.left) / count >= DOT_ROOM

    def placed_ends(self) -> tuple[tuple[EndLabel, float, float], ...]:
        """The labels to the right of the plot with their shift, in pixels, from the edge and from their line's height.

        They stand at their line's height, moved apart where they would meet.
        """
        found = tuple(_ends(self.chart, self.small))
        wanted = [self.y(label.y) for label in found]
        heights = spread(wanted, self.font * 1.2, self.plot.top, self.plot.bottom)
        return tuple((label, INSET + PAD + 4, y - at) for label, at, y in zip(found, wanted, heights, strict=True))

    def x_labels(self) -> tuple[tuple[Tick, str], ...]:
        """The names on the time axis that fit, each with its anchor."""
        if self.small:
            return tuple(self._fitting_ends())
        ticks, step = self.chart.x_ticks, 1
        while step < len(ticks) and self._crowded(ticks[_first(ticks, step) :: step]):
            step += 1
        return tuple((tick, "middle") for tick in ticks[_first(ticks, step) :: step])

    def _crowded(self, ticks: Sequence[Tick]) -> bool:
        boxes = [self._span(tick, "middle") for tick in ticks]
        return any(before[1] + 8 > after[0] for before, after in pairwise(boxes))

    def _span(self, tick: Tick, anchor: str) -> tuple[float, float]:
        width = text_width(tick.label, self.font)
        left = self.x(tick.at) - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        return (left, left + width)

    def _fitting_ends(self) -> Iterator[tuple[Tick, str]]:
        """First and last always, the newest own figure between them where there is room."""
        ends = self.chart.x_ends
        if not ends:
            return
        anchors = ["start", *["middle"] * (len(ends) - 2), "end"] if len(ends) > 1 else ["middle"]
        taken: list[tuple[float, float]] = []
        for i in sorted(range(len(ends)), key=lambda i: (anchors[i] == "middle", i)):
            left, right = self._span(ends[i], anchors[i])
            if all(right + 8 < start or end + 8 < left for start, end in taken):
                taken.append((left, right))
                yield ends[i], anchors[i]


def layout(chart: Chart, width: float, height: float, *, small: bool) -> Layout:
    """Divide `width` x `height` pixels among the plot and what stands around it."""
    font = 12.0 if small or width < NARROW else 13.0
    left = _left(chart, font, small)
    top = font + 8 if small else font * 2 + 8
    top += 0 if small or not chart.uprights else font + 4
    top += font if small and chart.made_up else 0
    plot = Box(left, top, width - _right(chart, width, font, small), height - font - (10 if small else 16))
    return Layout(
        chart, width, height, small, font, plot,
        Scale(chart.x, plot.left + INSET, plot.right - INSET), Scale(chart.y, plot.bottom, plot.top),
    )  # fmt: skip


def _first(ticks: Sequence[Tick], step: int) -> int:
    """Which tick is named first where every `step`th is: the one that makes round years; else the last is named."""
    gap = round(ticks[step].at - ticks[0].at) if step < len(ticks) else 0
    if gap > 1 and all(tick.label.isdecimal() for tick in ticks):
        round_ones = (i for i in range(step) if int(ticks[i].label) % gap == 0)
        return next(round_ones, 0)
    return (len(ticks) - 1) % step


def _left(chart: Chart, font: float, small: bool) -> float:
    """The room at the left: for the names of the value axis, and for half a name of the time axis that begins there."""
    if small:
        return PAD
    values = max((text_width(tick.label, font) for tick in chart.y_ticks), default=0.0) + 12
    begins = [tick for tick in chart.x_ticks if tick.at - chart.x[0] < (chart.x[1] - chart.x[0]) * 0.01]
    return max(values, *(text_width(tick.label, font) / 2 - INSET for tick in begins), PAD)


def _right(chart: Chart, width: float, font: float, small: bool) -> float:
    """The room at the right: for the labels of line ends, else for half a name of the time axis."""
    ends = max((text_width(end.text, font, bold=end.bold) for end in _ends(chart, small)), default=0.0)
    if ends:
        return min(ends, width * END_SHARE) + PAD + 6
    last = 0.0 if small or not chart.x_ticks else text_width(chart.x_ticks[-1].label, font) / 2 - INSET
    return max(last, PAD) + 4


def _ends(chart: Chart, small: bool) -> Iterator[EndLabel]:
    for line in chart.lines:
        if line.kind == "peer":
            yield EndLabel(line.label, line.end.x, line.end.y, PEER, MUTED, False)
        elif line.kind == "reference":
            yield EndLabel(line.label, line.end.x, line.end.y, TARGET, TARGET, True)
    if small:
        yield from _aimed(chart)


def _aimed(chart: Chart) -> Iterator[EndLabel]:
    """The last level or range that reaches the right edge, in a few signs."""
    for aim in [aim for aim in chart.aims if aimed_at_end(chart, aim)][-1:]:
        colour = TARGET if aim.judged else MUTED
        yield EndLabel(aim.short, aim.end, sum(aim.levels) / len(aim.levels), colour, colour, True)


def aimed_at_end(chart: Chart, aim: Step | Band) -> bool:
    """Whether a level or range reaches the right edge of the plot."""
    return aim.end >= chart.x[1] - (chart.x[1] - chart.x[0]) * 0.02
