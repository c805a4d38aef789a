"""Which labels a chart carries and where: the same texts at the same sides of their points in both drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from dashboard.charts.description import Band, Bar, Chart, Line, Point, Step, moves
from dashboard.charts.drawing.labels import LabelPosition, LabelSpace, along, around, place
from dashboard.charts.drawing.layout import Layout
from dashboard.charts.drawing.line_names import (
    NAMES,
    aimed_at_end,
    named_lines,
    reaches_edge,
    says_value,
    stopped_lines,
)
from dashboard.charts.drawing.looks import PEER_DOT
from dashboard.charts.drawing.palette import MUTED, OWN, TARGET
from dashboard.charts.drawing.text_boxes import LINE, Box, Pixel

CLEAR_OF_RING = 3.0
"""Pixels by which a label in the row of the baseline's ring keeps further off than from a marker."""
AIR = 0.7
"""Over and under a text that belongs to no line, in text sizes."""
FEW_POINTS = 4
"""So many figures that no line joins have each their label."""
NEARLY = 2.5
"""Pixels by which another point may be as near to a label as its own."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the chart and where it stands."""

    text: str
    """Its lines, parted by line feeds."""
    spot: LabelPosition
    colour: str
    bold: bool
    leader: tuple[float, float] | None = None
    """The line's end (years, unit), for a thin line to a label that could not stand beside it."""
    leader_colour: str = ""
    outside: bool = False
    """It stands to the right of the plot."""


def labels(plan: Layout) -> tuple[Label, ...]:
    """Every label of a chart, in the order in which they take their places: line ends, the value, names, the rest."""
    ends = (plan.at(line.end) for line in named_lines(plan.chart))
    return tuple(_Labeller(plan, _room(plan), (*_dots(plan), *ends)).labels())


@dataclass(frozen=True, slots=True)
class _Labeller:
    plan: Layout
    room: LabelSpace
    dots: tuple[Pixel, ...]
    """The markers of the own figures and the ends of the other lines, in pixels."""

    @property
    def chart(self) -> Chart:
        return self.plan.chart

    @property
    def _size(self) -> float:
        return self.plan.font

    def labels(self) -> Iterator[Label]:
        yield from self._ends()
        marked = self.chart.marked
        if marked and not self._told(marked):
            colour = MUTED if marked.after_page_day else OWN
            yield self._beside(marked, self._value(marked), colour, bold=True)
        inside = [(line, line.end) for line in named_lines(self.chart) if not reaches_edge(self.chart, line)]
        yield from (self._name(line, end) for line, end in (*inside, *stopped_lines(self.chart)))
        for bar in self.chart.bars if not self.plan.small else self.chart.bars[-1:]:
            yield self._bar(bar)
        yield from self._small() if self.plan.small else self._large()
        yield from self._nothing()

    def _told(self, marked: Point) -> bool:
        """Whether another label says the value: that of the baseline, or the name of the own line."""
        if any(says_value(self.chart, line) for line in named_lines(self.chart)):
            return True
        return self.chart.newest_is_baseline and not self.plan.small

    def _value(self, marked: Point) -> tuple[str, ...]:
        """The value, and what it is unrounded where that decides; in a small drawing its period, if others are told."""
        if marked.unrounded and not self.plan.small:
            return f"{marked.label} ({marked.unrounded})", f"{marked.label}\n({marked.unrounded})", marked.label
        named = any(tick.at == marked.x for tick, _ in self.plan.x_labels())
        if named or not self.plan.small:
            return (marked.label,)
        return f"{marked.label} ({marked.period})", f"{marked.label}\n({marked.period})", marked.label

    def _name(self, line: Line, end: Point) -> Label:
        """The name of a line that ends inside the plot, beside that end."""
        value = f" {end.label}" if end == line.end and says_value(self.chart, line) else ""
        _, colour, bold = NAMES[line.kind]
        # over another line a name would be taken for that line's: a thin line leads back from all but near places
        spots = [spot._replace(far=abs(spot.dy) > self._size) for spot in around(end.x, end.y, self._size)]
        spots.sort(key=lambda spot: spot.anchor != "start")
        return self._put_near((f"{line.label}{value}",), spots, colour, bold=bold)

    def _ends(self) -> Iterator[Label]:
        for end, dx, dy in self.plan.placed_ends():
            away = abs(dy) >= 3 or self.plan.x(self.chart.x[1]) - self.plan.x(end.x) >= 12
            first = dy - (len(end.lines) - 1) / 2 * LINE * self._size
            for place_in_label, text in enumerate(end.lines):
                at = first + place_in_label * LINE * self._size
                spot = LabelPosition(self.chart.x[1], end.y, "start", dx, at + self._size * 0.35)
                self.room.take(text, spot, bold=end.bold)
                leader = (end.x, end.y) if away and place_in_label == (len(end.lines) - 1) // 2 else None
                yield Label(text, spot, end.text_colour, end.bold, leader, end.colour, outside=True)

    def _small(self) -> Iterator[Label]:
        """The baseline where it is the only figure, and the newest target where it is not labelled at the edge."""
        if self.chart.baseline and not self.chart.marked:
            yield self._beside(self.chart.baseline, (self.chart.baseline.label,), MUTED, bold=False)
        aims = self.chart.aims
        if aims and not any(aimed_at_end(self.chart, aim) for aim in aims):
            last = max(aims, key=lambda aim: aim.end)
            yield self._aim(last, last.wordings)
        for line in self.chart.of_kind("running"):
            yield from self._if_free(line)
        for point in self._lone():
            yield from self._said_if_free(point.label, around(point.x, point.y, self._size))

    def _if_free(self, line: Line) -> Iterator[Label]:
        """The mean or total that is judged, where a small drawing has room for it."""
        yield from self._said_if_free(line.label, self._level_spots(line))

    def _said_if_free(self, text: str, spots: Iterable[LabelPosition]) -> Iterator[Label]:
        for spot in spots:
            if not self.room.covers(text, spot, bold=False):
                self.room.take(text, spot, bold=False)
                yield Label(text, spot, MUTED, bold=False)
                return

    def _large(self) -> Iterator[Label]:
        chart = self.chart
        for aim in chart.aims:
            yield self._aim(aim, aim.wordings)
        if chart.baseline:
            said = f"{chart.baseline.remark} {chart.baseline.label}"
            yield self._beside(chart.baseline, (said,), MUTED, bold=chart.newest_is_baseline)
        yield from (self._beside(point, (point.label,), MUTED, bold=False) for point in self._lone())
        for line in chart.of_kind("running"):
            yield self._level(line)
        for line in chart.of_kind("projection"):
            yield self._beside(line.end, (line.label, line.end.label), MUTED, bold=False)

    def _lone(self) -> Iterator[Point]:
        """The figures beside the labelled one where they are few and no line joins them: nothing else leads the eye."""
        runs = [run for line in self.chart.of_kind("own") for run in line.runs]
        if len(runs) > FEW_POINTS or any(len(run) > 1 for run in runs):
            return
        told = {point.x for point in (self.chart.marked, self.chart.baseline) if point}
        yield from (point for (point,) in runs if point.x not in told)

    def _nothing(self) -> Iterator[Label]:
        """That there is no result yet, where the plot has room for it, from its middle on."""
        if not self.chart.no_result:
            return
        (left, right), (low, high) = self.chart.x, self.chart.y
        places = product((0.5, 0.35, 0.65, 0.2, 0.8), (0.6, 0.5, 0.75))
        spots = [LabelPosition(left + a * (right - left), low + up * (high - low), "middle", 0, 0) for up, a in places]
        clear = [spot for spot in spots if self._has_air(self.chart.no_result, spot)]
        yield from self._said_if_free(self.chart.no_result, (*clear, *spots))

    def _has_air(self, text: str, spot: LabelPosition) -> bool:
        """Whether nothing is close over or under a text."""
        shifted = (spot._replace(dy=spot.dy + rows * self._size) for rows in (-AIR, AIR))
        return not any(self.room.covers(text, near, bold=False) for near in shifted)

    def _beside(self, point: Point, texts: tuple[str, ...], colour: str, *, bold: bool) -> Label:
        ringed = self.chart.baseline is not None and point.x == self.chart.baseline.x and not self.plan.small
        spots = tuple(around(point.x, point.y, self._size, CLEAR_OF_RING if ringed else 0.0))
        return self._put_near(texts, spots, colour, bold=bold)

    def _put_near(self, texts: tuple[str, ...], spots: Sequence[LabelPosition], colour: str, *, bold: bool) -> Label:
        """A label nearer to its own point than to any other, whose it would seem; else a thin line leads back."""
        return self._put(texts, self._near(texts[0], spots, bold=bold), colour, bold=bold)

    def _near(self, text: str, spots: Sequence[LabelPosition], *, bold: bool) -> Iterator[LabelPosition]:
        led = list[LabelPosition]()
        for spot in spots:
            if self._nearest_to_own(text, spot, bold=bold):
                yield spot
            else:
                led.append(spot._replace(far=True))
        yield from led

    def _nearest_to_own(self, text: str, spot: LabelPosition, *, bold: bool) -> bool:
        box, at = self.room.box(text, spot, bold=bold), (self.plan.x(spot.x), self.plan.y(spot.y))
        return all(dot == at for dot in box.nearer(self.dots, box.distance(at) - NEARLY))

    def _bar(self, bar: Bar) -> Label:
        """The limits beside a known end."""
        spots = tuple(spot for end in reversed(bar.ends) for spot in around(bar.x, end, self._size))
        return self._put_near((bar.label,), spots, MUTED if bar.after_page_day else OWN, bold=True)

    def _level(self, line: Line) -> Label:
        return self._put((line.label,), self._level_spots(line), MUTED, bold=False)

    def _level_spots(self, line: Line) -> tuple[LabelPosition, ...]:
        start, end = line.points[0], line.end
        return (*around(end.x, end.y, self._size), *along(start.x, end.x, end.y, self._size))

    def _aim(self, aim: Step | Band, texts: tuple[str, ...]) -> Label:
        moved = {before.end for before, _ in moves(self.chart.steps)}
        inset = CLEAR_OF_RING if moved & {aim.start, aim.end} else 0.0
        spots = tuple(spot for level in aim.levels for spot in along(aim.start, aim.end, level, self._size, inset))
        text, spot = place(self.room, texts, spots, bold=True, halve=not self.plan.small)
        return self._led(text, spot, TARGET if aim.judged else MUTED, bold=True)

    def _put(self, texts: tuple[str, ...], spots: Iterable[LabelPosition], colour: str, *, bold: bool) -> Label:
        """A label where it has room; from one that had to go far off a thin line leads back."""
        return self._led(*place(self.room, texts, spots, bold=bold), colour, bold=bold)

    def _led(self, text: str, spot: LabelPosition, colour: str, *, bold: bool) -> Label:
        return Label(text, spot, colour, bold, (spot.x, spot.y) if spot.far else None, colour)


def _room(plan: Layout) -> LabelSpace:
    """The room for labels: the drawing without its axis, less every line, marker and what else is written."""
    chart = plan.chart
    below = 6 if plan.small else 2
    room = LabelSpace(Box(2, 0, plan.width - 2, plan.plot.bottom + below), plan.x, plan.y, plan.font)
    for text in plan.fixed_texts():
        room.take_text(text.box(plan.font))
    if (column := plan.names_from) is not None:
        room.take_box(Box(column, 0, plan.width, plan.height))
    for points in plan.drawn_lines():
        room.take_line(points)
    for aim in chart.aims:
        for level in map(plan.y, aim.levels):
            room.take_level((plan.x(aim.start), level), (plan.x(aim.end), level))
    for dot in _dots(plan):
        room.take_dot(dot, 3.5)
    for line in chart.of_kind("peer"):
        for run in line.runs:
            if len(run) == 1:
                room.take_dot(plan.at(run[0]), PEER_DOT)
    if chart.baseline:
        room.take_dot(plan.at(chart.baseline), 5.0)
    return room


def _dots(plan: Layout) -> Iterator[Pixel]:
    """The markers of the own and of the budgeted figures."""
    for line in (*plan.chart.of_kind("own"), *plan.chart.of_kind("budget")):
        yield from (plan.at(point) for point, seen in plan.markers(line) if seen)
