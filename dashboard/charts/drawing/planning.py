"""The plan of a drawing: where everything stands at one size. The SVG and the library's figure are drawn from it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.description import Chart
from dashboard.charts.drawing.labelling import Label, labels
from dashboard.charts.drawing.labels import Pixel, PlacedText
from dashboard.charts.drawing.layout import Layout, layout


@dataclass(frozen=True, slots=True)
class Leader:
    """A thin line from a point to the label that could not stand beside it."""

    start: Pixel
    end: Pixel
    colour: str


@dataclass(frozen=True, slots=True)
class DrawingPlan:
    """A chart at one size."""

    layout: Layout
    labels: tuple[Label, ...]

    @property
    def chart(self) -> Chart:
        """What is drawn."""
        return self.layout.chart

    @property
    def texts(self) -> tuple[PlacedText, ...]:
        """Every text but the names of the axes."""
        return (*self.layout.corners(), *(self._placed(label) for label in self.labels), *self.layout.heads())

    @property
    def leaders(self) -> tuple[Leader, ...]:
        """The thin lines to labels that stand apart from their points."""
        return tuple(self._leader(label, label.leader) for label in self.labels if label.leader)

    def _placed(self, label: Label) -> PlacedText:
        x, y = self._at(label)
        return PlacedText(label.text, x, y, label.spot.anchor, label.colour, label.bold, not label.outside)

    def _at(self, label: Label) -> Pixel:
        spot = label.spot
        return self.layout.x(spot.x) + spot.dx, self.layout.y(spot.y) + spot.dy

    def _leader(self, label: Label, point: Pixel) -> Leader:
        start, middle = (self.layout.x(point[0]), self.layout.y(point[1])), 0.35 * self.layout.font
        x, y = self._at(label)
        if label.outside:
            return Leader((start[0] + 3, start[1]), (x - 2, y - middle), label.leader_colour)
        # to the nearer edge of a text that stands over or under its point
        box = self._placed(label).box(self.layout.font)
        return Leader(start, box.nearest(start), label.leader_colour)


def planned(
    chart: Chart, width: float, height: float, font: float | None = None, *, small: bool = False
) -> DrawingPlan:
    """The plan of `chart` at `width` x `height` pixels, letters of `font` pixels; `small` is for lists and cards."""
    room = layout(chart, width, height, font, small=small)
    return DrawingPlan(room, labels(room))
