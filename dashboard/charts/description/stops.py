"""Where a person who steps through a chart stops, and what is said there: value, period, target then, note, source.

The words are those of the chart's own points and of its table, so that pointing, touching, the arrow keys and the table
say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.description.chart import Bar, Chart, Line, Point
from dashboard.charts.description.data_table import NOTHING

BESIDE = ("reference", "peer", "running", "projection")
"""The kinds of lines that can be stepped through beside the own one."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One figure of a chart: where it stands, in years and in the measure's unit, and what is said of it."""

    x: float
    y: float
    period: str
    text: str
    """The value with its unit; empty where the name of its series tells it."""
    target: str = ""
    note: str = ""
    source: str = ""

    def told(self, *, brief: bool = False) -> tuple[str, ...]:
        """Target, note and source, as far as there are any; `brief`, of the note its first sentence."""
        note = self.note.partition(". ")[0] if brief else self.note
        return tuple(text for text in (self.target, note, self.source) if text)


@dataclass(frozen=True, slots=True)
class StopSeries:
    """The figures of one line in order of time."""

    name: str
    stops: tuple[Stop, ...]


def stop_series(chart: Chart) -> tuple[StopSeries, ...]:
    """All that can be stepped through, the own series first; nothing of a chart without a figure.

    A note that every figure of a series has is left out: it stands below the chart and would be said again and again.
    """
    own, names = _own(chart), [line.label for line in chart.of_kind("own")]
    found = [StopSeries(names[0] if names else chart.title, own)] if own else []
    found += [_beside(line) for kind in BESIDE for line in chart.of_kind(kind)]
    return tuple(found)


def _own(chart: Chart) -> tuple[Stop, ...]:
    """Figures, bounds, budgets and the baseline, where no figure stands in its place."""
    lines = (*chart.of_kind("own"), *chart.of_kind("budget"))
    points: list[Point | Bar] = [*(point for line in lines for point in line.points), *chart.bars]
    if chart.baseline and all(point.x != chart.baseline.x for point in points):
        points.append(chart.baseline)
    rows = _rows(chart)
    common = _common([note for note, *_ in rows.values()])
    return tuple(_stop(point, chart, rows, common) for point in sorted(points, key=lambda point: point.x))


def _stop(point: Point | Bar, chart: Chart, rows: Mapping[str, Sequence[str]], common: str) -> Stop:
    note, target, source = rows.get(point.period, (point.remark, "", ""))
    y = point.y if isinstance(point, Point) else sum(point.ends) / len(point.ends)
    return Stop(point.x, y, point.period, point.text, target, "" if note == common else note, source)


def _rows(chart: Chart) -> Mapping[str, tuple[str, str, str]]:
    """Note, target and source of each period as the table tells them; the last two with the heads of their columns."""
    head, aimed = chart.table.header, chart.table.column("target")
    return {
        row[0]: (row[-2], "" if aimed is None else _headed(head[aimed], row[aimed]), _headed(head[-1], row[-1]))
        for row in chart.table.rows
    }


def _headed(head: str, cell: str) -> str:
    return f"{head}: {cell}" if cell and cell != NOTHING else ""


def _common(notes: Sequence[str]) -> str:
    """What is said of every figure; empty where they differ, and of a single one."""
    return notes[0] if len(notes) > 1 and len(set(notes)) == 1 else ""


def _beside(line: Line) -> StopSeries:
    points = line.points[-1:] if line.kind == "projection" else line.points
    common = _common([point.remark for point in points])
    return StopSeries(line.label, tuple(_beside_stops(points, common)))


def _beside_stops(points: Sequence[Point], common: str) -> Iterator[Stop]:
    for point in points:
        note = "" if point.remark == common else point.remark
        yield Stop(point.x, point.y, point.period, point.text if point.period else "", note=note)
