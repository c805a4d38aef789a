"""The drawing of a chart as inline SVG: for lists, the first view, print and download.

Every colour and size is an attribute: the page's policy forbids inline styles, and a downloaded file has no style
sheet. Type family and tabular figures come from the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from dashboard.charts.description import Band, Bar, Chart, Line, Point, Run, Step, judged, later, moves
from dashboard.charts.drawing.layout import Layout
from dashboard.charts.drawing.looks import (
    CAP,
    DIAMOND,
    DOT,
    EDGE,
    LEADER,
    LINES,
    PEER_DOT,
    RING,
    SMALL_DOT,
    SMALL_RING,
    SQUARE,
    TICK,
    LineLook,
    level_look,
    peer_look,
)  # fmt: skip
from dashboard.charts.drawing.palette import GROUND, LATER, MUTED, OWN, PEER, TINT, UNJUDGED_TINT
from dashboard.charts.drawing.planning import DrawingPlan, Leader, planned
from dashboard.charts.drawing.text_boxes import Pixel, PlacedText

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold, not even escaped."""


def svg(chart: Chart, *, width: float, height: float, small: bool = False) -> str:
    """The chart as a well-formed SVG element of `width` x `height` pixels, which scales with its container.

    `small` is for lists and cards: the ends of the time axis, the last target and the labelled value only. An empty
    chart is drawn as its axis (and target, if any).
    """
    return drawn(planned(chart, width, height, small=small))


def drawn(plan: DrawingPlan) -> str:
    """The SVG element of a plan."""
    room = plan.layout
    body = "".join((*_ground(room), *_series(room), *_words(plan)))
    width, height = f"{room.width:g}", f"{room.height:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-label="{markup_text(plan.chart.alt)}" font-size="{room.font:g}">{body}</svg>'
    )


def markup_text(value: str) -> str:
    """Any text as it may stand in SVG, in an element or in an attribute."""
    return escape(_ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value))


# ground: grid, axis, ranges aimed at, what happened


def _ground(plan: Layout) -> Iterator[str]:
    yield from (_band(plan, band) for band in plan.chart.bands)
    yield from (_level(plan.plot.left, plan.plot.right, plan.y(at), LineLook(colour, 1)) for at, colour in plan.grid())
    if not plan.small:
        yield from (f'<path d="M{plan.x(tick.at):.1f} {plan.plot.bottom:.1f}v{TICK:g}" stroke="{MUTED}"/>'
                    for tick, _ in plan.x_labels())  # fmt: skip
    for text in (*plan.value_names(), *plan.time_names()):
        yield _text(text)
    for upright in plan.uprights():
        yield _upright(plan, plan.x(upright.x), LINES[upright.kind])


def _band(plan: Layout, band: Band) -> str:
    left, right = plan.x(band.start), plan.x(band.end)
    top, bottom = sorted((plan.y(band.high), plan.y(band.low)))
    ground = TINT if band.judged else UNJUDGED_TINT
    size = f'width="{right - left:.1f}" height="{bottom - top:.1f}"'
    return f'<rect x="{left:.1f}" y="{top:.1f}" {size} fill="{ground}"/>'


def _upright(plan: Layout, x: float, look: LineLook) -> str:
    return f'<path d="M{x:.1f} {plan.plot.top - 4:.1f}V{plan.plot.bottom:.1f}" {_stroke(look)}/>'


def _stroke(look: LineLook) -> str:
    dash = f' stroke-dasharray="{" ".join(f"{length:g}" for length in look.dash)}"' if look.dash else ""
    return f'stroke="{look.colour}" stroke-width="{look.width:g}"{dash}'


# series


def _series(plan: Layout) -> Iterator[str]:
    chart = plan.chart
    for line in chart.of_kind("peer"):
        yield _path(plan, line.runs, peer_look(line.place))
        yield from (_circle(plan.at(run[0]), PEER_DOT, f'fill="{PEER}"') for run in line.runs if len(run) == 1)
    for kind in ("reference", "path", "running", "projection"):
        yield from (_path(plan, line.runs, LINES[kind]) for line in chart.of_kind(kind))
    for line in chart.of_kind("own"):
        yield _path(plan, [later(run) for run in line.runs], LINES["later"])
        yield _path(plan, [judged(run) for run in line.runs], LINES["own"])
    # over the own line: where the figures lie on the target itself, it must still be seen
    for aim in chart.aims:
        look = level_look(judged=aim.judged)
        yield from (_level(plan.x(aim.start), plan.x(aim.end), plan.y(level), look) for level in aim.levels)
    yield _risers(plan, chart.steps)
    yield from (dot for line in chart.of_kind("own") for dot in _dots(plan, line))
    yield from (_diamond(plan, point) for line in chart.of_kind("budget") for point in line.points)
    yield from (_bar(plan, bar) for bar in chart.bars)
    if chart.baseline:
        yield _ring(plan, chart.baseline)


def _bar(plan: Layout, bar: Bar) -> str:
    """An upright bar with a cap at each known end, and an arrow where an end stands open."""
    x, look = plan.x(bar.x), LINES["bar"]
    colour = LATER if bar.after_page_day else OWN
    low, high = (plan.y(end) for end in bar.span(plan.chart.y))
    up = -1 if high <= low else 1
    caps = [f"M{x - CAP:.1f} {y:.1f}H{x + CAP:.1f}" for y, end in ((low, bar.low), (high, bar.high)) if end is not None]
    heads = [_arrow(x, y, way) for y, end, way in ((low, bar.low, -up), (high, bar.high, up)) if end is None]
    lines = f"M{x:.1f} {low:.1f}V{high:.1f}{''.join(caps)}"
    arrows = f'<path d="{"".join(heads)}" fill="{colour}"/>' if heads else ""
    return f'<path d="{lines}" fill="none" stroke="{colour}" stroke-width="{look.width:g}"/>{arrows}'


def _arrow(x: float, y: float, way: int) -> str:
    """A head that points up (-1) or down (1)."""
    base, point, half = y - way * CAP / 2, y + way * CAP, CAP * 2 / 3**0.5
    return f"M{x - half:.1f} {base:.1f}H{x + half:.1f}L{x:.1f} {point:.1f}Z"


def _path(plan: Layout, runs: Iterable[Run], look: LineLook) -> str:
    drawn = "".join(_polyline([plan.at(point) for point in run]) for run in runs if len(run) > 1)
    return f'<path d="{drawn}" fill="none" stroke-linejoin="round" {_stroke(look)}/>' if drawn else ""


def _polyline(pixels: list[Pixel]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in pixels)


def _risers(plan: Layout, steps: tuple[Step, ...]) -> str:
    """The upright parts of a target that moved."""
    drawn = "".join(f"M{plan.x(a.end):.1f} {plan.y(a.value):.1f}V{plan.y(b.value):.1f}" for a, b in moves(steps))
    return f'<path d="{drawn}" fill="none" {_stroke(LINES["riser"])}/>' if drawn else ""


def _level(left: float, right: float, y: float, look: LineLook) -> str:
    return f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" {_stroke(look)}/>'


def _dots(plan: Layout, line: Line) -> Iterator[str]:
    radius = SMALL_DOT if plan.small else DOT
    for point, seen in plan.markers(line):
        if seen:
            yield _dot(plan, point, radius, LATER if point.after_page_day else OWN)


def _dot(plan: Layout, point: Point, radius: float, colour: str) -> str:
    x, y = plan.at(point)
    if not point.comparable:
        side = radius * SQUARE
        return (
            f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}"'
            f' fill="{GROUND}" stroke="{colour}" stroke-width="{EDGE:g}"/>'
        )
    fill = f'fill="{GROUND}" stroke="{colour}" stroke-width="{EDGE:g}"' if point.hollow else f'fill="{colour}"'
    return _circle((x, y), radius, fill)


def _circle(at: Pixel, radius: float, look: str) -> str:
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:g}" {look}/>'


def _diamond(plan: Layout, point: Point) -> str:
    x, y = plan.at(point)
    d = DIAMOND
    shape = f"M{x:.1f} {y - d:.1f}l{d:g} {d:g}-{d:g} {d:g}-{d:g}-{d:g}z"
    return f'<path d="{shape}" fill="{GROUND}" stroke="{MUTED}" stroke-width="{EDGE:g}"/>'


def _ring(plan: Layout, point: Point) -> str:
    look = f'fill="{GROUND}" stroke="{OWN}" stroke-width="{EDGE:g}"'
    return _circle(plan.at(point), SMALL_RING if plan.small else RING, look)


# words


def _words(plan: DrawingPlan) -> Iterator[str]:
    yield from (_leader(leader) for leader in plan.leaders)
    yield from (_text(text) for text in plan.texts)


def _leader(leader: Leader) -> str:
    path = _polyline([leader.start, leader.end])
    return f'<path d="{path}" fill="none" {_stroke(LineLook(leader.colour, LEADER))}/>'


def _text(text: PlacedText) -> str:
    weight = ' font-weight="700"' if text.bold else ""
    edge = f' stroke="{GROUND}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if text.halo else ""
    place = f'x="{text.x:.1f}" y="{text.y:.1f}" text-anchor="{text.anchor}"'
    return f'<text {place} fill="{text.colour}"{weight}{edge}>{markup_text(text.text)}</text>'
