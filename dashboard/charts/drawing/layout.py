"""How the room of an SVG is divided: margins, scales, type size. Knows the chart, draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from dashboard.charts.description import Chart, Line, Point, Run, Scale, Tick, VerticalMark, moves
from dashboard.charts.drawing.line_names import EndLabel, end_labels, named_lines, reaches_edge
from dashboard.charts.drawing.palette import HAIRLINE, MUTED
from dashboard.charts.drawing.spreading import spread
from dashboard.charts.drawing.text_boxes import LETTER_GAP, LINE, Box, Pixel, PlacedText, text_width

NARROW = 480
"""Below this width the large drawing uses the type size of the small one, unless it is told another."""
PAD = 6.0
NAME_ROOM = 6.0
"""Between the plot and the names of its axes."""
INSET = 5.0
END_GAP = INSET + PAD + 4.0
"""From the end of the time drawn to the names of lines."""
MOST_DOTS = 60
DOT_ROOM = 8.0
"""Pixels that a marker needs along the line; where there is less, the line alone tells more."""
NAME_GAP = 0.65
"""Between two names of the time axis, in text sizes."""


@dataclass(frozen=True)  # with a dictionary, for what is found once
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

    def grid(self) -> Iterator[tuple[float, str]]:
        """The level lines behind the series, by value, with their colours: zero is dark, but for a target upon it."""
        if not self.small:
            yield from ((tick.at, self.zero if tick.at == 0 else HAIRLINE) for tick in self.chart.y_ticks)
        elif min(self.chart.y) <= 0 <= max(self.chart.y):
            yield 0.0, HAIRLINE
        yield from ((tick.at, HAIRLINE) for tick in _floor(self.chart) if self.small)

    @property
    def zero(self) -> str:
        """The colour of the line at zero: a target that lies on it must be seen."""
        return HAIRLINE if any(0 in aim.levels for aim in self.chart.aims) else MUTED

    def uprights(self) -> Iterator[VerticalMark]:
        """The upright lines; none in a small drawing, with no room to say what they are: a break parts the line."""
        return iter(() if self.small else self.chart.uprights)

    def drawn_lines(self) -> Iterator[Sequence[Pixel]]:
        """All that is drawn as lines, level, upright or aslant."""
        for line in self.chart.lines:
            yield from ([self.at(point) for point in run] for run in line.runs)
        for bar in self.chart.bars:
            yield [(self.x(bar.x), self.y(end)) for end in bar.span(self.chart.y)]
        for aim in self.chart.aims:
            yield from ([(self.x(aim.start), self.y(level)), (self.x(aim.end), self.y(level))] for level in aim.levels)
        for before, after in moves(self.chart.steps):
            yield [(self.x(before.end), self.y(before.value)), (self.x(before.end), self.y(after.value))]
        for upright in self.uprights():
            yield [(self.x(upright.x), self.plot.top), (self.x(upright.x), self.plot.bottom)]

    def fixed_texts(self) -> Iterator[PlacedText]:
        """The texts that have their places before any label is put."""
        yield from self.value_names()
        yield from self.corners()
        yield from self.heads()

    def value_names(self) -> Iterator[PlacedText]:
        """The names of the value axis; a small drawing says only where it begins, unless at zero."""
        for tick in self.chart.y_ticks if not self.small else _floor(self.chart):
            y = self.y(tick.at) + self.font * 0.35
            yield PlacedText(tick.label, self.plot.left - NAME_ROOM, y, "end", MUTED)

    def time_names(self) -> Iterator[PlacedText]:
        """The names of the time axis."""
        y = self.height - 4 if self.small else self.plot.bottom + self.font * 1.2 + 5
        for tick, anchor in self.x_labels():
            yield PlacedText(tick.label, self.x(tick.at), y, anchor, MUTED)

    def corners(self) -> Iterator[PlacedText]:
        """The unit at the top left, and at the top right that figures are made up."""
        if self.chart.unit and not self.small:
            y = self.font + _unit_down(self.chart, self.width, self.font)
            yield PlacedText(self.chart.unit, 0, y, "start", MUTED)
        if self.chart.made_up:
            yield PlacedText(self.chart.made_up, self.width, self.font - 1, "end", MUTED)

    def markers(self, line: Line) -> Iterator[tuple[Point, bool]]:
        """The points of a line, each with whether it has a marker."""
        every = line.kind == "budget" or self.dots(line)
        for run in line.runs:
            yield from ((point, every or self.singled(run, point)) for point in run)

    def singled(self, run: Run, point: Point) -> bool:
        """Whether a point has a marker even where the line has none: alone, apart, or the one that is labelled."""
        return len(run) == 1 or not point.comparable or point == self.chart.marked

    def dots(self, line: Line) -> bool:
        """Whether every point of a line has a marker."""
        count = sum(map(len, line.runs))
        return count <= MOST_DOTS and (self.plot.right - self.plot.left) / count >= DOT_ROOM

    def placed_ends(self) -> tuple[tuple[EndLabel, float, float], ...]:
        """The labels to the right of the plot with their shift, in pixels, from the edge and from their line's height.

        They stand at their line's height, moved apart where they would meet.
        """
        found = tuple(end_labels(self.chart, self.width, self.font, self.small))
        wanted = [self.y(label.y) for label in found]
        lines = [len(label.lines) for label in found]
        heights = spread(wanted, self.font * LINE, self.plot.top, self.plot.bottom, lines)
        return tuple((label, END_GAP, y - at) for label, at, y in zip(found, wanted, heights, strict=True))

    @property
    def names_from(self) -> float | None:
        """Where the column begins in which the names of lines stand, in pixels; None without any."""
        named = any(reaches_edge(self.chart, line) for line in named_lines(self.chart))
        return self.x(self.chart.x[1]) + END_GAP - LETTER_GAP * self.font if named else None

    def heads(self) -> tuple[PlacedText, ...]:
        """What is said over the plot of upright lines: the numbers of what happened, and the day where it has room."""
        return self._heads

    @cached_property
    def _heads(self) -> tuple[PlacedText, ...]:
        if self.small:
            return ()
        uprights = self.chart.uprights
        named = [u for u in uprights if u.kind != "day"]
        places = spread([self.x(u.x) for u in named], self.font * LINE, self.plot.left, self.plot.right)
        numbers = tuple(self._head(u.label, x, "middle") for u, x in zip(named, places, strict=True))
        days = (self._day_head(upright, numbers) for upright in uprights if upright.kind == "day")
        return (*numbers, *(head for head in days if head))

    def _head(self, text: str, x: float, anchor: str) -> PlacedText:
        return PlacedText(text, x, self.plot.top - 9, anchor, MUTED, bold=anchor == "middle")

    def _day_head(self, upright: VerticalMark, numbers: Sequence[PlacedText]) -> PlacedText | None:
        """The day of the page to the side on which it has room; the caption tells it in any case."""
        sheet, taken = Box(0, 0, self.width, self.height), [number.box(self.font) for number in numbers]
        x = self.x(upright.x)
        for anchor in ("start", "end") if x < self.width / 2 else ("end", "start"):
            head = self._head(upright.label, x, anchor)
            box = head.box(self.font)
            if box.inside(sheet) and not any(box.wider(LETTER_GAP * self.font).meets(other) for other in taken):
                return head
        return None

    def x_labels(self) -> tuple[tuple[Tick, str], ...]:
        """The names on the time axis that fit, each with its anchor; the first and the last place are always named."""
        return self._x_labels

    @cached_property
    def _x_labels(self) -> tuple[tuple[Tick, str], ...]:
        if self.small:
            return tuple(self._fitting_ends())
        ticks = self.chart.x_ticks
        between = ticks[1:-1]
        free = (step for step in _steps(between) if not self._crowded(between[_first(between, step) :: step]))
        step = next(free, max(len(between), 1))
        ends = (*ticks[:1], *ticks[1:][-1:])
        kept = [tick for tick in between[_first(between, step) :: step] if not self._meets(tick, ends)]
        return tuple((tick, "middle") for tick in (*ticks[:1], *kept, *ticks[1:][-1:]))

    def _meets(self, tick: Tick, ends: Sequence[Tick]) -> bool:
        left, right = self._span(tick, "middle")
        spans = (self._span(end, "middle") for end in ends)
        return any(left < end + self._gap and start < right + self._gap for start, end in spans)

    def _crowded(self, ticks: Sequence[Tick]) -> bool:
        boxes = [self._span(tick, "middle") for tick in ticks]
        return any(before[1] + self._gap > after[0] for before, after in pairwise(boxes))

    @property
    def _gap(self) -> float:
        """Between two names of the time axis, in pixels."""
        return NAME_GAP * self.font

    def _span(self, tick: Tick, anchor: str) -> tuple[float, float]:
        width = text_width(tick.label, self.font)
        left = self.x(tick.at) - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        return (left, left + width)

    def _fitting_ends(self) -> Iterator[tuple[Tick, str]]:
        """First and last always, the labelled figure between them where there is room."""
        ends = self.chart.x_ends
        if not ends:
            return
        if len(ends) > 1 and self._span(ends[0], "start")[1] + self._gap >= self._span(ends[-1], "end")[0]:
            ends = tuple(replace(tick, label=tick.year or tick.label) for tick in ends)
        anchors = ["start", *["middle"] * (len(ends) - 2), "end"] if len(ends) > 1 else ["middle"]
        taken: list[tuple[float, float]] = []
        for i in sorted(range(len(ends)), key=lambda i: (anchors[i] == "middle", i)):
            if anchors[i] == "middle" and self._span(ends[i], "middle")[0] < 0:
                anchors[i] = "start"
            left, right = self._span(ends[i], anchors[i])
            if all(right + self._gap < start or end + self._gap < left for start, end in taken):
                taken.append((left, right))
                yield ends[i], anchors[i]


def layout(chart: Chart, width: float, height: float, font: float | None = None, *, small: bool) -> Layout:
    """Divide `width` x `height` pixels among the plot and what stands around it; `font` is the size of its letters."""
    font = font or (12.0 if small or width < NARROW else 13.0)
    left = _left(chart, font, small)
    top = font + 8 if small else font * 2 + 8
    top += 0 if small or not chart.uprights else font + 4
    top += 0 if small else _unit_down(chart, width, font)
    top += font if small and chart.made_up else 0
    plot = Box(left, top, width - _right(chart, width, font, small), height - font - (10 if small else 16))
    return Layout(
        chart, width, height, small, font, plot,
        Scale(chart.x, plot.left + INSET, plot.right - INSET), Scale(chart.y, plot.bottom, plot.top),
    )  # fmt: skip


def _unit_down(chart: Chart, width: float, font: float) -> float:
    """How much lower the unit stands, in pixels, where it would meet that figures are made up on one line."""
    both = text_width(chart.unit, font) + text_width(chart.made_up, font) + 2 * NAME_ROOM
    return font * LINE if chart.made_up and both > width else 0.0


def _first(ticks: Sequence[Tick], step: int) -> int:
    """Which tick between the ends is named first where every `step`th is: a round year, else as far from the end."""
    gap = round(ticks[step].at - ticks[0].at) if step < len(ticks) else 0
    if gap > 1 and _years(ticks):
        round_ones = (i for i in range(step) if int(ticks[i].label) % gap == 0)
        return next(round_ones, 0)
    return step - 1


def _steps(ticks: Sequence[Tick]) -> Iterator[int]:
    """How many ticks on the next name stands, from the nearest: of finer periods so that a year is parted evenly."""
    return (step for step in range(1, len(ticks)) if _years(ticks) or 12 % step == 0 or step % 12 == 0)


def _years(ticks: Sequence[Tick]) -> bool:
    return all(tick.label.isdecimal() for tick in ticks)


def _left(chart: Chart, font: float, small: bool) -> float:
    """The room at the left: for the names of the value axis, and for half a name of the time axis that begins there."""
    if small:
        return max(PAD, *(text_width(tick.label, font) + NAME_ROOM for tick in _floor(chart)), 0.0)
    values = max((text_width(tick.label, font) for tick in chart.y_ticks), default=0.0) + 12
    begins = [tick for tick in chart.x_ticks if tick.at - chart.x[0] < (chart.x[1] - chart.x[0]) * 0.01]
    return max(values, *(text_width(tick.label, font) / 2 - INSET for tick in begins), PAD)


def _floor(chart: Chart) -> tuple[Tick, ...]:
    """The name of the place at which the value axis begins, where that is above zero."""
    low, high = chart.y
    return tuple(tick for tick in chart.y_ticks if 0 < low < high and abs(tick.at - low) < (high - low) * 1e-6)


def _right(chart: Chart, width: float, font: float, small: bool) -> float:
    """The room at the right: for the labels of line ends, else for half a name of the time axis."""
    ends = [
        text_width(text, font, bold=end.bold) for end in end_labels(chart, width, font, small) for text in end.lines
    ]
    if ends:
        return max(ends) + PAD + 6
    last = 0.0 if small or not chart.x_ticks else text_width(chart.x_ticks[-1].label, font) / 2 - INSET
    return max(last, PAD) + 4
