"""The names of lines and what they are: to the right of the plot where a line reaches its edge, else beside its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.charts.description import Band, Chart, Line, Point, Step
from dashboard.charts.drawing.palette import MUTED, OWN, PEER, TARGET
from dashboard.charts.drawing.wrapping import wrapped

NEAR_END = 0.1
"""A line that ends within this share of the time drawn from its end has its name at the edge: a leader from further off
would look like figures that went on, all alike."""
END_SHARE = 0.4
"""Labels at line ends take at most this share of the width; longer ones have several lines."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A label of some `lines` to the right of the plot, for a line that ends at (`x`, `y`), in years and unit."""

    lines: tuple[str, ...]
    x: float
    y: float
    colour: str
    text_colour: str
    bold: bool


def end_labels(chart: Chart, width: float, font: float, small: bool) -> Iterator[EndLabel]:
    """The names of lines that are told apart, the own one among them; a small drawing's target."""
    for line in named_lines(chart):
        if reaches_edge(chart, line):
            colour, text_colour, bold = NAMES[line.kind]
            lines = wrapped(line.label, width * END_SHARE, font, bold=bold)
            value = (line.end.label,) if says_value(chart, line) else ()
            yield EndLabel((*lines, *value), line.end.x, line.end.y, colour, text_colour, bold)
    if small:
        yield from _aimed(chart)


_BESIDE_OWN = ("peer", "reference")
NAMES: Mapping[str, tuple[str, str, bool]] = MappingProxyType({
    "own": (OWN, OWN, True), "peer": (PEER, MUTED, False), "reference": (TARGET, TARGET, True),
})  # fmt: skip
"""The colours of a line and of its name, and whether that is bold."""


def named_lines(chart: Chart) -> tuple[Line, ...]:
    """The lines that are told apart by their names, the own one first; none where it is alone."""
    named = tuple(line for line in chart.lines if line.kind in _BESIDE_OWN)
    return (*chart.of_kind("own"), *named) if named else ()


def reaches_edge(chart: Chart, line: Line) -> bool:
    """Whether a line ends so near the end of the time drawn that its name stands there, to the right of the plot."""
    return _near_edge(chart, line.end)


def _near_edge(chart: Chart, point: Point) -> bool:
    return chart.x[1] - point.x <= (chart.x[1] - chart.x[0]) * NEAR_END


def stopped_lines(chart: Chart) -> Iterator[tuple[Line, Point]]:
    """The lines whose last figure stands alone far behind the last that a line joins, with that one.

    The name at the lone figure does not tell whose the line is that stops.
    """
    for line in named_lines(chart):
        joined = [run for run in line.runs if len(run) > 1]
        if joined and len(line.runs[-1]) == 1 and not _near_edge(chart, joined[-1][-1]):
            yield line, joined[-1][-1]


def says_value(chart: Chart, line: Line) -> bool:
    """Whether the name of a line says the labelled value too: a number of its own would stand among the other names."""
    return line.kind == "own" and line.end == chart.marked


def _aimed(chart: Chart) -> Iterator[EndLabel]:
    """The last level or range that reaches the right edge, in a few signs."""
    for aim in [aim for aim in chart.aims if aimed_at_end(chart, aim)][-1:]:
        colour = TARGET if aim.judged else MUTED
        yield EndLabel((aim.short,), aim.end, sum(aim.levels) / len(aim.levels), colour, colour, True)


def aimed_at_end(chart: Chart, aim: Step | Band) -> bool:
    """Whether a level or range reaches the right edge of the plot."""
    return aim.end >= chart.x[1] - (chart.x[1] - chart.x[0]) * 0.02
