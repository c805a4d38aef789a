"""Which labels a chart carries and where: the same texts at the same sides of their points in both drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.charts.description import Band, Bar, Chart, Line, Point, Step
from dashboard.charts.drawing.labels import Box, LabelPosition, LabelSpace, along, around, place
from dashboard.charts.drawing.layout import LINE, Layout, aimed_at_end
from dashboard.charts.drawing.palette import MUTED, OWN, TARGET


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the chart and where it stands."""

    text: str
    spot: LabelPosition
    colour: str
    bold: bool
    leader: tuple[float, float] | None = None
    """The line's end (years, unit), for a thin line to a label that could not stand beside it."""
    leader_colour: str = ""
    outside: bool = False
    """It stands to the right of the plot."""


def labels(plan: Layout) -> tuple[Label, ...]:
    """Every label of a chart, in the order in which they take their places: line ends, the value, the rest."""
    return tuple(_Labeller(plan, _room(plan)).labels())


@dataclass(frozen=True, slots=True)
class _Labeller:
    plan: Layout
    room: LabelSpace

    @property
    def chart(self) -> Chart:
        return self.plan.chart

    @property
    def _size(self) -> float:
        return self.plan.font

    def labels(self) -> Iterator[Label]:
        yield from self._ends()
        marked = self.chart.marked
        if marked and not (self.chart.newest_is_baseline and not self.plan.small):
            yield self._beside(marked, marked.label, MUTED if marked.after_page_day else OWN, bold=True)
        for bar in self.chart.bars if not self.plan.small else self.chart.bars[-1:]:
            yield self._bar(bar)
        yield from self._small() if self.plan.small else self._large()

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
            yield self._beside(self.chart.baseline, self.chart.baseline.label, MUTED, bold=False)
        aims = self.chart.aims
        if aims and not any(aimed_at_end(self.chart, aim) for aim in aims):
            last = max(aims, key=lambda aim: aim.end)
            yield self._aim(last, (last.short,))
        for line in self.chart.of_kind("running"):
            yield from self._if_free(line)

    def _if_free(self, line: Line) -> Iterator[Label]:
        """The mean or total that is judged, where a small drawing has room for it."""
        for spot in self._level_spots(line):
            if not self.room.covers(line.label, spot, bold=False):
                self.room.take(line.label, spot, bold=False)
                yield Label(line.label, spot, MUTED, bold=False)
                return

    def _large(self) -> Iterator[Label]:
        chart = self.chart
        for aim in chart.aims:
            yield self._aim(aim, (aim.label, aim.plain, aim.short))
        if chart.baseline:
            said = f"{chart.baseline.remark} {chart.baseline.label}"
            yield self._beside(chart.baseline, said, MUTED, bold=chart.newest_is_baseline)
        for line in chart.of_kind("running"):
            yield self._level(line)
        for line in chart.of_kind("projection"):
            yield self._beside(line.end, line.label, MUTED, bold=False)

    def _beside(self, point: Point, text: str, colour: str, *, bold: bool) -> Label:
        return self._put((text,), around(point.x, point.y, self._size), colour, bold=bold)

    def _bar(self, bar: Bar) -> Label:
        """The limits beside a known end."""
        spots = tuple(spot for end in reversed(bar.ends) for spot in around(bar.x, end, self._size))
        return self._put((bar.label,), spots, MUTED if bar.after_page_day else OWN, bold=True)

    def _level(self, line: Line) -> Label:
        return self._put((line.label,), self._level_spots(line), MUTED, bold=False)

    def _level_spots(self, line: Line) -> tuple[LabelPosition, ...]:
        start, end = line.points[0], line.end
        return (*around(end.x, end.y, self._size), *along(start.x, end.x, end.y, self._size))

    def _aim(self, aim: Step | Band, texts: tuple[str, ...]) -> Label:
        spots = tuple(spot for level in aim.levels for spot in along(aim.start, aim.end, level, self._size))
        return self._put(texts, spots, TARGET if aim.judged else MUTED, bold=True)

    def _put(self, texts: tuple[str, ...], spots: Iterable[LabelPosition], colour: str, *, bold: bool) -> Label:
        """A label where it has room; from one that had to go far off a thin line leads back."""
        text, spot = place(self.room, texts, spots, bold=bold)
        return Label(text, spot, colour, bold, (spot.x, spot.y) if spot.far else None, colour)


def _room(plan: Layout) -> LabelSpace:
    """The room for labels: the drawing without its axis, less every line, marker and what else is written."""
    chart = plan.chart
    room = LabelSpace(Box(2, 0, plan.width - 2, plan.plot.bottom + 2), plan.x, plan.y, plan.font)
    for text in plan.fixed_texts():
        room.take_box(text.box(plan.font))
    for points in plan.drawn_lines():
        room.take_line(points)
    for line in (*chart.of_kind("own"), *chart.of_kind("budget")):
        for point, seen in plan.markers(line):
            if seen:
                room.take_dot(plan.at(point), 3.5)
    if chart.baseline:
        room.take_dot(plan.at(chart.baseline), 5.0)
    return room
