"""The drawing of a chart as inline SVG: for lists, the first view, print and download.

Every colour and size is an attribute: the page's policy forbids inline styles, and a downloaded file has no style
sheet. Type family and tabular figures come from the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from dashboard.charts.description import Band, Bar, Chart, Line, Point, Run, Step, VerticalMark, judged, later, moves
from dashboard.charts.drawing.labelling import Label, labels, vertical_label
from dashboard.charts.drawing.labels import Pixel
from dashboard.charts.drawing.layout import DASHES, Layout, layout
from dashboard.charts.drawing.palette import GROUND, HAIRLINE, LATER, MUTED, OWN, PEER, TARGET, TINT, UNJUDGED_TINT

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold, not even escaped."""


def svg(chart: Chart, *, width: float, height: float, small: bool = False) -> str:
    """The chart as a well-formed SVG element of `width` x `height` pixels, which scales with its container.

    `small` is for lists and cards: the ends of the time axis, the last target and the labelled value only. An empty
    chart is drawn as its axis (and target, if any).
    """
    plan = layout(chart, width, height, small=small)
    body = "".join((*_ground(plan), *_series(plan), *_labels(plan)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}"'
        f' height="{height:g}" role="img" aria-label="{markup_text(chart.alt)}" font-size="{plan.font:g}">{body}</svg>'
    )


def markup_text(value: str) -> str:
    """Any text as it may stand in SVG, in an element or in an attribute."""
    return escape(_ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value))


# ground: grid, axis, ranges aimed at, what happened


def _ground(plan: Layout) -> Iterator[str]:
    if plan.chart.made_up:
        yield _text(plan.chart.made_up, plan.width, plan.font - 1, "end", MUTED)
    yield from (_band(plan, band) for band in plan.chart.bands)
    if plan.small:
        yield from _small_axis(plan)
    else:
        yield from _grid(plan)
    yield from (_upright(plan, u) for u in plan.chart.uprights if u.kind != "day" or not plan.small)


def _small_axis(plan: Layout) -> Iterator[str]:
    """A hairline at zero where zero is in the picture, so that height can be read."""
    low, high = sorted(plan.chart.y)
    if low <= 0 <= high:
        yield _level(plan.plot.left, plan.plot.right, plan.y(0.0), HAIRLINE)
    for tick, anchor in plan.x_labels():
        yield _text(tick.label, plan.x(tick.at), plan.height - 4, anchor, MUTED)


def _grid(plan: Layout) -> Iterator[str]:
    for tick in plan.chart.y_ticks:
        y = plan.y(tick.at)
        yield _level(plan.plot.left, plan.plot.right, y, MUTED if tick.at == 0 else HAIRLINE)
        yield _text(tick.label, plan.plot.left - 7, y + plan.font * 0.35, "end", MUTED)
    for tick, anchor in plan.x_labels():
        x = plan.x(tick.at)
        yield f'<path d="M{x:.1f} {plan.plot.bottom:.1f}v4" stroke="{MUTED}"/>'
        yield _text(tick.label, x, plan.plot.bottom + plan.font + 6, anchor, MUTED)
    yield _text(plan.chart.unit, 0, plan.font, "start", MUTED)


def _band(plan: Layout, band: Band) -> str:
    left, right = plan.x(band.start), plan.x(band.end)
    top, bottom = sorted((plan.y(band.high), plan.y(band.low)))
    colour, ground = (TARGET, TINT) if band.judged else (MUTED, UNJUDGED_TINT)
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" fill="{ground}"/>'
        f'<path d="M{left:.1f} {top:.1f}H{right:.1f}M{left:.1f} {bottom:.1f}H{right:.1f}" fill="none"'
        f' stroke="{colour}" stroke-width="1.6" stroke-dasharray="6 4"/>'
    )


def _upright(plan: Layout, upright: VerticalMark) -> str:
    x = plan.x(upright.x)
    dashes = DASHES.get(upright.kind)
    dash = f' stroke-dasharray="{dashes[0]} {dashes[1]}"' if dashes else ""
    return f'<path d="M{x:.1f} {plan.plot.top - 4:.1f}V{plan.plot.bottom:.1f}" stroke="{MUTED}"{dash}/>'


# series


def _series(plan: Layout) -> Iterator[str]:
    chart = plan.chart
    for kind, look in _LOOKS.items():
        for line in chart.of_kind(kind):
            yield _path(plan, line.runs, look)
            yield from (_dot(plan, run[0], 2.0, PEER) for run in line.runs if len(run) == 1 and kind == "peer")
    for line in chart.of_kind("own"):
        yield _path(plan, [later(run) for run in line.runs], f'stroke="{LATER}" stroke-width="2"')
        yield _path(plan, [judged(run) for run in line.runs], f'stroke="{OWN}" stroke-width="2.4"')
    # over the own line: where the figures lie on the target itself, it must still be seen
    yield from (_step(plan, step) for step in chart.steps)
    yield _risers(plan, chart.steps)
    yield from (dot for line in chart.of_kind("own") for dot in _dots(plan, line))
    yield from (_diamond(plan, point) for line in chart.of_kind("budget") for point in line.points)
    yield from (_bar(plan, bar) for bar in chart.bars)
    if chart.baseline:
        yield _ring(plan, chart.baseline)


def _bar(plan: Layout, bar: Bar) -> str:
    """An upright bar with a cap at each known end, and an arrow where an end stands open."""
    x, colour = plan.x(bar.x), LATER if bar.after_page_day else OWN
    low, high = (plan.y(end) for end in bar.span(plan.chart.y))
    up = -1 if high <= low else 1
    cap, head = 4.5, 4.0
    drawn = [f"M{x:.1f} {low:.1f}V{high:.1f}"]
    for y, end, way in ((low, bar.low, -up), (high, bar.high, up)):
        across = f"M{x - cap:.1f} {y:.1f}H{x + cap:.1f}"
        arrow = f"M{x - head:.1f} {y - way * head:.1f}L{x:.1f} {y:.1f}L{x + head:.1f} {y - way * head:.1f}"
        drawn.append(arrow if end is None else across)
    return f'<path d="{"".join(drawn)}" fill="none" stroke="{colour}" stroke-width="2.2" stroke-linejoin="round"/>'


_LOOKS = {
    "peer": f'stroke="{PEER}" stroke-width="1.3"',
    "reference": f'stroke="{TARGET}" stroke-width="1.6" stroke-dasharray="6 4"',
    "path": f'stroke="{TARGET}" stroke-width="1"',
    "running": f'stroke="{OWN}" stroke-width="1"',
    "projection": f'stroke="{OWN}" stroke-width="1.6" stroke-dasharray="1.5 4"',
}


def _path(plan: Layout, runs: Iterable[Run], look: str) -> str:
    drawn = "".join(_polyline([plan.at(point) for point in run]) for run in runs if len(run) > 1)
    return f'<path d="{drawn}" fill="none" stroke-linejoin="round" stroke-linecap="round" {look}/>' if drawn else ""


def _polyline(pixels: list[Pixel]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in pixels)


def _step(plan: Layout, step: Step) -> str:
    colour, width = (TARGET, 1.8) if step.judged else (MUTED, 1.2)
    return _level(
        plan.x(step.start), plan.x(step.end), plan.y(step.value), colour,
        f' stroke-width="{width}" stroke-dasharray="6 4"',
    )  # fmt: skip


def _risers(plan: Layout, steps: tuple[Step, ...]) -> str:
    """The upright parts of a target that moved."""
    drawn = "".join(f"M{plan.x(a.end):.1f} {plan.y(a.value):.1f}V{plan.y(b.value):.1f}" for a, b in moves(steps))
    return (
        f'<path d="{drawn}" fill="none" stroke="{TARGET}" stroke-width="1.8" stroke-dasharray="2 2"/>' if drawn else ""
    )


def _level(left: float, right: float, y: float, colour: str, look: str = "") -> str:
    return f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="{colour}"{look}/>'


def _dots(plan: Layout, line: Line) -> Iterator[str]:
    every = plan.dots(line)
    radius = 3.0 if plan.small else 3.6
    for run in line.runs:
        for point in run:
            if every or plan.singled(run, point):
                yield _dot(plan, point, radius, LATER if point.after_page_day else OWN)


def _dot(plan: Layout, point: Point, radius: float, colour: str) -> str:
    x, y = plan.at(point)
    if not point.comparable:
        side = radius * 1.8
        return (
            f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}"'
            f' fill="{GROUND}" stroke="{colour}" stroke-width="1.6"/>'
        )
    fill = f'fill="{GROUND}" stroke="{colour}" stroke-width="1.8"' if point.hollow else f'fill="{colour}"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" {fill}/>'


def _diamond(plan: Layout, point: Point) -> str:
    x, y = plan.at(point)
    shape = f"M{x:.1f} {y - 4.5:.1f}l4.5 4.5-4.5 4.5-4.5-4.5z"
    return f'<path d="{shape}" fill="{GROUND}" stroke="{MUTED}" stroke-width="1.4"/>'


def _ring(plan: Layout, point: Point) -> str:
    x, y = plan.at(point)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4.6 if plan.small else 5.6}" fill="{GROUND}" stroke="{OWN}"'
        f' stroke-width="1.8"/>'
    )


# labels


def _labels(plan: Layout) -> Iterator[str]:
    for label in labels(plan):
        if label.leader:
            yield _leader(plan, label.leader, label)
        spot = label.spot
        x, y = plan.x(spot.x) + spot.dx, plan.y(spot.y) + spot.dy
        yield _text(label.text, x, y, spot.anchor, label.colour, bold=label.bold, halo=not label.outside)
    for upright in plan.chart.uprights if not plan.small else ():
        said, anchor = vertical_label(plan, upright)
        if said:
            yield _text(said, plan.x(upright.x), plan.plot.top - 9, anchor, MUTED)


def _leader(plan: Layout, end: tuple[float, float], label: Label) -> str:
    spot = label.spot
    to = (plan.x(spot.x) + spot.dx - 2, plan.y(spot.y) + spot.dy - plan.font * 0.35)
    drawn = _polyline([(plan.x(end[0]) + 3, plan.y(end[1])), to])
    return f'<path d="{drawn}" fill="none" stroke="{label.leader_colour}" stroke-width="0.7"/>'


def _text(label: str, x: float, y: float, anchor: str, colour: str, *, bold: bool = False, halo: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    edge = f' stroke="{GROUND}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} fill="{colour}"{weight}{edge}>{markup_text(label)}</text>'
