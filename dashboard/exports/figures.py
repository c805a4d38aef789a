"""The figures of a chart as native series over dates: the own series, what may not be compared, the target, the peers.

A native line joins whatever stands next to each other, so what the page does not join is parted here: by an empty row
where figures are missing, by a series of its own after a break and for figures that may not be compared.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dashboard.charts.description import Chart, Numbers, Point
from dashboard.exports.edition import Subject
from strategy.model import last_day_of_month
from strategy.texts import formats

Values = tuple[float | None, ...]
OWN_KINDS = ("own", "apart", "budget", "beyond")
PLAN_KINDS = ("path", "projection", "running")
"""Lines that are no figures: the way to the target, the pace drawn on, and the mean that is judged."""
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """A column of numbers, `None` where there is no figure.

    `kind` is `own`, `apart` (may not be compared), `budget`, `beyond` (in the table, not in the drawing), `total` (so
    far, of a sum), `target`, `peer`, or one of `PLAN_KINDS`, of which a value is where the line stands at a period.
    """

    name: str
    kind: str
    values: Values

    @property
    def drawn(self) -> bool:
        """Whether it belongs in the chart."""
        return self.kind != "beyond"

    def decimals(self, of_measure: int) -> int | None:
        """How many decimals are shown: those of the measure, one more between figures; a target shows what it has."""
        return None if self.kind == "target" else of_measure + (self.kind in PLAN_KINDS)


@dataclass(frozen=True, slots=True)
class ChartFigures:
    """What a native chart and its table are made from, in order of time."""

    periods: tuple[str, ...]
    ends: tuple[date, ...]
    """The last day of each period: where it stands on the axis."""
    series: tuple[FigureSeries, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    limits: tuple[str, ...] = ()
    """What is told of an own figure that is only bounded, as on the page; empty elsewhere."""

    @property
    def step(self) -> int:
        """So many years lie between two named places of the axis."""
        if not self.ends:
            return 1
        years = self.ends[-1].year - self.ends[0].year
        return max(1, -(-years // 10))

    @property
    def yearly(self) -> bool:
        """Whether every figure stands at the end of a year."""
        return all(end.month == 12 for end in self.ends)


@dataclass(frozen=True, slots=True)
class _Line:
    period: str
    at: float
    numbers: Numbers | None
    note: str = ""
    source: str = ""
    limits: str = ""

    def peer(self, place: int) -> float | None:
        return self.numbers.peers[place] if self.numbers else None


def figures(subject: Subject, chart: Chart) -> ChartFigures:
    """The rows of the chart's table from the first year drawn on, as numbers; its words where a number is missing."""
    lines = tuple(_parted(chart, tuple(_lines(chart, subject.edition.context.address.since or chart.since))))
    return ChartFigures(
        tuple(line.period for line in lines),
        tuple(last_day_of_month(round(line.at * 12) - 1) for line in lines),
        tuple(_series(subject, chart, lines)),
        tuple(line.note for line in lines),
        tuple(line.source for line in lines),
        tuple(line.limits for line in lines),
    )


def _lines(chart: Chart, since: int | None) -> Iterator[_Line]:
    bounded = {bar.period for bar in chart.bars}
    for cells, numbers in zip(chart.table.rows, chart.table.numbers, strict=True):
        if since is None or numbers.at > since + _EPSILON:
            limits = cells[1] if numbers.own is None and cells[0] in bounded else ""
            missing = cells[1] if numbers.own is None and (limits or any(c.isalpha() for c in cells[1])) else ""
            note = ". ".join(part for part in (missing, cells[-2]) if part)
            yield _Line(cells[0], numbers.at, numbers, note, cells[-1], limits)


def _parted(chart: Chart, lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, with an empty one between two runs of the own series that nothing else parts."""
    runs = [run for line in chart.of_kind("own") for run in line.runs]
    gaps = [(a[-1].x, b[0].x) for a, b in pairwise(runs) if not _broken(chart, a[-1].x, b[0].x)]
    ends = [
        high
        for low, high in gaps
        if high - low > 1 + _EPSILON and not any(low + _EPSILON < line.at < high - _EPSILON for line in lines)
    ]
    for line in lines:
        if any(_near(high, line.at) for high in ends):
            yield _Line(formats.EN_DASH, line.at - 1, None)
        yield line


def falls(chart: Chart | None) -> bool:
    """Whether the value axis runs downwards: the first place of a rank is the best."""
    return chart is not None and chart.y[0] > chart.y[1]


def scale(chart: Chart) -> tuple[float, float, float]:
    """The value axis of the page for a program that names its ends: lowest, highest, and the step between its marks."""
    low, high = sorted(chart.y)
    ticks = sorted(tick.at for tick in chart.y_ticks)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else high - low
    return math.floor(low / step + _EPSILON) * step, math.ceil(high / step - _EPSILON) * step, step


def _broken(chart: Chart, low: float, high: float) -> bool:
    return any(low - _EPSILON < u.x < high - _EPSILON for u in chart.uprights if u.kind == "break")


def _series(subject: Subject, chart: Chart, lines: Sequence[_Line]) -> Iterator[FigureSeries]:
    header = chart.table.header
    own = next((line.label for line in chart.lines if line.kind == "own"), header[1])
    yield from _own(f"{own}, {chart.unit}" if chart.unit else own, subject, chart, lines)
    columns = list(zip(chart.table.kinds, header, strict=True))
    for name in (name for kind, name in columns if kind == "total"):
        yield FigureSeries(name, "total", tuple(line.numbers.total if line.numbers else None for line in lines))
    if {"total", "target"} & set(chart.table.kinds):
        yield from _target(subject.edition.context.say("charts.table.target"), [_aim(chart, line) for line in lines])
    for place, name in enumerate(name for kind, name in columns if kind == "peer"):
        yield FigureSeries(name, "peer", tuple(line.peer(place) for line in lines))
    yield from _plans(chart, lines)


def _plans(chart: Chart, lines: Sequence[_Line]) -> Iterator[FigureSeries]:
    """The straight lines of the page under its words for them; the total so far has its own figures in the table."""
    for plan in chart.lines:
        if plan.kind in PLAN_KINDS and not (plan.kind == "running" and "total" in chart.table.kinds):
            values = tuple(_stands(plan.points, line.at) for line in lines)
            if sum(value is not None for value in values) > 1:
                yield FigureSeries(formats.sentence_case(plan.label), plan.kind, values)


def _stands(points: Sequence[Point], at: float) -> float | None:
    """Where the line through `points` stands at a place of the axis; None before its beginning and after its end."""
    for a, b in pairwise(points):
        if a.x - _EPSILON <= at <= b.x + _EPSILON:
            return a.y + (b.y - a.y) * (at - a.x) / (b.x - a.x)
    return None


def _own(name: str, subject: Subject, chart: Chart, lines: Sequence[_Line]) -> Iterator[FigureSeries]:
    """The own figures that may be joined, a series for each stretch between breaks; then those that stand alone."""
    values = tuple(line.numbers.own if line.numbers else None for line in lines)
    kinds = [_kind(chart, line.at) for line in lines]
    breaks = [u.x for u in chart.uprights if u.kind == "break"]
    stretch = [
        sum(x < line.at - _EPSILON for x in breaks) if kind == "own" else None
        for line, kind in zip(lines, kinds, strict=True)
    ]
    joined = sorted({k for k, value in zip(stretch, values, strict=True) if k is not None and value is not None})
    if not joined:
        yield FigureSeries(name, "own", (None,) * len(lines))
    for k in joined:
        kept = _where(values, [s == k for s in stretch])
        yield FigureSeries(name if len(joined) < 2 else f"{name} ({_span(lines, kept)})", "own", kept)
    for kind in ("apart", "budget", "beyond"):
        kept = _where(values, [k == kind for k in kinds])
        if any(v is not None for v in kept):
            yield FigureSeries(formats.sentence_case(subject.edition.say(f"series.{kind}")), kind, kept)


def _kind(chart: Chart, at: float) -> str:
    """How the own figure at a place is drawn: joined (`own`), `apart`, as a `budget`, or not at all (`beyond`)."""
    drawn = [p for line in chart.of_kind("own") for p in line.points if _near(p.x, at)]
    if drawn:
        return "own" if drawn[0].comparable else "apart"
    if any(_near(p.x, at) for line in chart.of_kind("budget") for p in line.points):
        return "budget"
    return "own" if chart.baseline and _near(chart.baseline.x, at) else "beyond"


def _near(one: float, other: float) -> bool:
    """Whether two places of the axis are one."""
    return abs(one - other) < _EPSILON


def _where(values: Values, wanted: Sequence[bool]) -> Values:
    return tuple(value if kept else None for value, kept in zip(values, wanted, strict=True))


def _span(lines: Sequence[_Line], values: Values) -> str:
    told = [line.period for line, value in zip(lines, values, strict=True) if value is not None]
    return told[0] if len(told) == 1 else f"{told[0]}{formats.EN_DASH}{told[-1]}"


def _aim(chart: Chart, line: _Line) -> tuple[float | None, float | None]:
    """The limits aimed at in a row: those of the table, and where the drawing of a target begins, its own.

    That of a sum stands beside the totals so far, against which it is drawn.
    """
    if "target" not in chart.table.kinds and (line.numbers is None or line.numbers.total is None):
        return None, None
    if line.numbers and line.numbers.low is not None:
        return line.numbers.low, line.numbers.high
    drawn = [a for a in chart.aims if a.judged and a.start - _EPSILON <= line.at <= a.end + _EPSILON]
    return (min(drawn[0].levels), max(drawn[0].levels)) if drawn else (None, None)


def _target(name: str, limits: Sequence[tuple[float | None, float | None]]) -> Iterator[FigureSeries]:
    """A target is a line; a range is two."""
    low, high = (tuple(limit[side] for limit in limits) for side in (0, 1))
    if low == high:
        yield FigureSeries(name, "target", low)
        return
    yield FigureSeries(f"{name} ≥", "target", low)
    yield FigureSeries(f"{name} ≤", "target", high)
