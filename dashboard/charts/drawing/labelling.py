"""Which labels a chart carries and where: the same texts at the same sides of their points in both drawings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.charts.description import Band, Bar, Chart, Line, Point, Step, VerticalMark
from dashboard.charts.drawing.labels import Box, LabelPosition, LabelSpace, along, around, place, text_width
from dashboard.charts.drawing.layout import Layout, aimed_at_end
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


def labels(*plans: Layout) -> tuple[Label, ...]:
    """Every label of a chart, in the order in which they take their places: line ends, the value, the rest.

    Several `plans` are widths of one drawing whose labels must do for all of them; the first is the leading one.
    """
    return tuple(_Labeller(plans[0].chart, plans, [_room(plan) for plan in plans]).labels())


@dataclass(frozen=True, slots=True)
class _Labeller:
    chart: Chart
    plans: Sequence[Layout]
    rooms: Sequence[LabelSpace]

    @property
    def _size(self) -> float:
        return self.plans[0].font

    def labels(self) -> Iterator[Label]:
        yield from self._ends()
        marked = self.chart.marked
        if marked and not (self.chart.newest_is_baseline and not self.plans[0].small):
            yield self._beside(marked, marked.label, MUTED if marked.after_page_day else OWN, bold=True)
        for bar in self.chart.bars if not self.plans[0].small else self.chart.bars[-1:]:
            yield self._bar(bar)
        yield from self._small() if self.plans[0].small else self._large()

    def _ends(self) -> Iterator[Label]:
        for end, dx, dy in self.plans[0].placed_ends():
            spot = LabelPosition(self.chart.x[1], end.y, "start", dx, dy + self._size * 0.35)
            for room in self.rooms:
                room.take(end.text, spot, bold=end.bold)
            away = abs(dy) >= 3 or self.plans[0].x(self.chart.x[1]) - self.plans[0].x(end.x) >= 12
            leader = (end.x, end.y) if away else None
            yield Label(end.text, spot, end.text_colour, end.bold, leader, end.colour, outside=True)

    def _small(self) -> Iterator[Label]:
        """The baseline where it is the only figure, and the newest target where it is not labelled at the edge."""
        if self.chart.baseline and not self.chart.marked:
            yield self._beside(self.chart.baseline, self.chart.baseline.label, MUTED, bold=False)
        aims = self.chart.aims
        if aims and not any(aimed_at_end(self.chart, aim) for aim in aims):
            last = max(aims, key=lambda aim: aim.end)
            yield self._aim(last, (last.short,))

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
        spots = tuple(around(point.x, point.y, self._size))
        text, spot = place(self.rooms, (text,), spots, bold=bold)
        return Label(text, spot, colour, bold)

    def _bar(self, bar: Bar) -> Label:
        """The limits beside a known end."""
        spots = tuple(spot for end in reversed(bar.ends) for spot in around(bar.x, end, self._size))
        text, spot = place(self.rooms, (bar.label,), spots, bold=True)
        return Label(text, spot, MUTED if bar.after_page_day else OWN, bold=True)

    def _level(self, line: Line) -> Label:
        start, end = line.points[0], line.end
        spots = (*around(end.x, end.y, self._size), *along(start.x, end.x, end.y, self._size))
        text, spot = place(self.rooms, (line.label,), spots, bold=False)
        return Label(text, spot, MUTED, bold=False)

    def _aim(self, aim: Step | Band, texts: tuple[str, ...]) -> Label:
        spots = tuple(spot for level in aim.levels for spot in along(aim.start, aim.end, level, self._size))
        text, spot = place(self.rooms, texts, spots, bold=True)
        return Label(text, spot, TARGET if aim.judged else MUTED, bold=True)


def _room(plan: Layout) -> LabelSpace:
    """The room for labels: the drawing without its axis, less every line and marker."""
    chart = plan.chart
    room = LabelSpace(Box(2, 0, plan.width - 2, plan.plot.bottom + 2), plan.x, plan.y, plan.font)
    for line in chart.lines:
        for run in line.runs:
            room.take_line([plan.at(point) for point in run])
            for point in run if line.kind in ("own", "budget") else ():
                room.take_dot(plan.at(point), 3.5)
    for bar in chart.bars:
        room.take_line([(plan.x(bar.x), plan.y(end)) for end in bar.span(chart.y)])
    for aim in chart.aims:
        for level in aim.levels:
            room.take_line([(plan.x(aim.start), plan.y(level)), (plan.x(aim.end), plan.y(level))])
    for upright in chart.uprights if not plan.small else ():
        room.take_line([(plan.x(upright.x), plan.plot.top), (plan.x(upright.x), plan.plot.bottom)])
    if chart.baseline:
        room.take_dot(plan.at(chart.baseline), 5.0)
    return room


def vertical_label(plan: Layout, upright: VerticalMark) -> tuple[str, str]:
    """What is said of an upright line over the plot, cut to the room that it has, and its anchor."""
    x = plan.x(upright.x)
    anchor, room = ("start", plan.width - x) if x < plan.width / 2 else ("end", x)
    return shortened(upright.label, room - 4, plan.font), anchor


def shortened(label: str, room: float, size: float) -> str:
    """A label that fits into `room` pixels; the caption holds it whole."""
    if text_width(label, size) <= room:
        return label
    while label and text_width(label + "…", size) > room:
        label = label[:-1]
    return label.rstrip() + "…"
