"""The plan of a drawing: where everything stands at one size. The SVG and the library's figure are drawn from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import dist

from dashboard.charts.description import Chart
from dashboard.charts.drawing.labelling import Label, labels
from dashboard.charts.drawing.labels import line_shifts
from dashboard.charts.drawing.layout import Layout, layout
from dashboard.charts.drawing.text_boxes import Pixel, PlacedText


@dataclass(frozen=True, slots=True)
class Leader:
    """A thin line from a point to the label that could not stand beside it."""

    start: Pixel
    end: Pixel
    colour: str


@dataclass(frozen=True)  # with a dictionary, for what both drawings ask
class DrawingPlan:
    """A chart at one size."""

    layout: Layout
    labels: tuple[Label, ...]

    @property
    def chart(self) -> Chart:
        """What is drawn."""
        return self.layout.chart

    @cached_property
    def texts(self) -> tuple[PlacedText, ...]:
        """Every text but the names of the axes."""
        placed = (text for label in self.labels for text in self.lines_of(label))
        return (*self.layout.corners(), *placed, *self.layout.heads())

    @cached_property
    def leaders(self) -> tuple[Leader, ...]:
        """The thin lines to labels that stand apart from their points."""
        return tuple(self._leader(label, label.leader) for label in self.labels if label.leader)

    def lines_of(self, label: Label) -> Iterator[PlacedText]:
        """The lines of a label, each with its place."""
        spot, x, y = label.spot, self.layout.x(label.spot.x) + label.spot.dx, self.layout.y(label.spot.y)
        for line, dy in line_shifts(label.text, spot, self.layout.font):
            yield PlacedText(line, x, y + dy, spot.anchor, label.colour, label.bold, not label.outside)

    def _leader(self, label: Label, point: Pixel) -> Leader:
        start, middle = (self.layout.x(point[0]), self.layout.y(point[1])), 0.35 * self.layout.font
        lines = tuple(self.lines_of(label))
        if label.outside:
            return Leader((start[0] + 3, start[1]), (lines[0].x - 2, lines[0].y - middle), label.leader_colour)
        # to the nearer edge of a text that stands over or under its point
        edges = (line.box(self.layout.font).nearest(start) for line in lines)
        return Leader(start, min(edges, key=lambda edge: dist(edge, start)), label.leader_colour)


def planned(
    chart: Chart, width: float, height: float, font: float | None = None, *, small: bool = False
) -> DrawingPlan:
    """The plan of `chart` at `width` x `height` pixels, letters of `font` pixels; `small` is for lists and cards."""
    room = layout(chart, width, height, font, small=small)
    return DrawingPlan(room, labels(room))
