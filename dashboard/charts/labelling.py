"""Which labels a chart carries and where: the same texts at the same sides of their points in both drawings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.charts.chart import Band, Step, Upright
from dashboard.charts.labels import Box, Pixel, Placed, Room, text_width
from dashboard.charts.layout import Layout, aimed_at_end
from dashboard.charts.palette import MUTED, OWN, TARGET


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the chart, what it belongs to and where it stands, in pixels."""

    text: str
    at: Pixel
    placed: Placed
    colour: str
    bold: bool
    leader: str = ""
    """The colour of the thin line to a label that could not stand beside its own; empty where it does."""
    outside: bool = False
    """It stands to the right of the plot."""


def labels(plan: Layout) -> tuple[Label, ...]:
    """Every label of a drawing, in the order in which they took their places: line ends, the value, the rest."""
    room = _room(plan)
    found = list(_end_labels(plan, room))
    marked = plan.chart.marked
    if marked:
        at = plan.at(marked)
        found.append(Label(marked.label, at, room.beside(at, marked.label, plan.font, bold=True), OWN, True))
    found += _small_labels(plan, room) if plan.small else _large_labels(plan, room)
    return tuple(found)


def _end_labels(plan: Layout, room: Room) -> Iterator[Label]:
    for end, placed in plan.placed_ends():
        room.take_box(placed.box)
        middle = (placed.box.top + placed.box.bottom) / 2
        away = abs(end.at[1] - middle) >= 3 or placed.box.left - end.at[0] >= 22
        yield Label(end.text, end.at, placed, end.text_colour, end.bold, end.colour if away else "", outside=True)


def _small_labels(plan: Layout, room: Room) -> Iterator[Label]:
    """The newest target in a few signs, where it does not reach the right edge and is labelled there."""
    aims: tuple[Step | Band, ...] = (*plan.chart.steps, *plan.chart.bands)
    if aims and not any(aimed_at_end(plan.chart, aim) for aim in aims):
        last = max(aims, key=lambda aim: aim.end)
        yield _aim_label(plan, room, last, (last.short,))


def _large_labels(plan: Layout, room: Room) -> Iterator[Label]:
    chart = plan.chart
    for aim in (*chart.steps, *chart.bands):
        yield _aim_label(plan, room, aim, (aim.label, aim.short))
    if chart.baseline and chart.baseline != chart.marked:
        text = f"{chart.baseline.remark} {chart.baseline.label}"
        at = plan.at(chart.baseline)
        yield Label(text, at, room.beside(at, text, plan.font), MUTED, False)
    for line in (*chart.of_kind("running"), *chart.of_kind("projection")):
        at = plan.at(line.end)
        yield Label(line.label, at, room.beside(at, line.label, plan.font), MUTED, False)


def _aim_label(plan: Layout, room: Room, aim: Step | Band, texts: tuple[str, ...]) -> Label:
    level = aim.value if isinstance(aim, Step) else aim.high
    at = (plan.x(aim.end), plan.y(level))
    text, placed = room.along(plan.x(aim.start), at[0], at[1], texts, plan.font)
    return Label(text, at, placed, TARGET if aim.judged else MUTED, True)


def _room(plan: Layout) -> Room:
    """The room for labels: the drawing without its axis, less every line and marker."""
    chart = plan.chart
    room = Room(Box(2, 0, plan.width - 2, plan.plot.bottom + 2))
    for line in chart.lines:
        for run in line.runs:
            room.take_line([plan.at(point) for point in run])
            for point in run if line.kind in ("own", "budget") else ():
                room.take_dot(plan.at(point), 3.5)
    for step in chart.steps:
        room.take_line([(plan.x(step.start), plan.y(step.value)), (plan.x(step.end), plan.y(step.value))])
    for band in chart.bands:
        for level in (band.low, band.high):
            room.take_line([(plan.x(band.start), plan.y(level)), (plan.x(band.end), plan.y(level))])
    if chart.baseline:
        room.take_dot(plan.at(chart.baseline), 5.0)
    return room


def upright_label(plan: Layout, upright: Upright) -> tuple[str, str]:
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
