"""The drawing of a chart that the chart library makes: a plain dict, from the same plan as the SVG.

No `graph_objects` here: building them takes a hundred times longer, and tests validate the dicts. Only `scatter` is
used, so that the basic bundle of plotly.js is enough. Every number and every period shown is a text of the description:
plotly.js has neither a Finnish nor a Swedish number format of its own. Its size is that of the plan in pixels, and
`assets/chart_library.js` makes it as large as its place, as an SVG is: nothing jumps when it comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from dashboard.charts.description import Band, Bar, Chart, Line, Point, Run, Step, Tick, judged, later, moves
from dashboard.charts.drawing.layout import INSET, Layout
from dashboard.charts.drawing.looks import (
    CAP,
    DIAMOND,
    DOT,
    EDGE,
    LEADER,
    LINES,
    PEER_DOT,
    RING,
    SQUARE,
    TICK,
    LineLook,
    level_look,
    peer_look,
)  # fmt: skip
from dashboard.charts.drawing.palette import GROUND, HAIRLINE, INK, LATER, MUTED, OWN, PEER, TINT, UNJUDGED_TINT
from dashboard.charts.drawing.planning import DrawingPlan
from dashboard.charts.drawing.text_boxes import Pixel, PlacedText

Json = dict[str, Any]

CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}
"""For every graph: no tool bar (our own buttons are real buttons), and no way to another host."""

HALO = "rgba(255,255,255,0.78)"
_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
_AXIS: Json = {
    # a finger that scrolls the page over a chart must not be caught by it
    "fixedrange": True,
    "tickmode": "array",
    "showline": False,
    "zeroline": False,
    "tickangle": 0,
    "ticklabeloverflow": "allow",
    "tickfont": {"color": MUTED},
    "title": {"text": ""},
}
LAYOUT: Json = {
    "paper_bgcolor": GROUND,
    "plot_bgcolor": GROUND,
    "showlegend": False,
    "hovermode": False,  # figures are told by our own script, on this drawing as on all others
    "dragmode": False,
    "autosize": False,
}
"""What all graphs share; never changed, copied into each."""

_MARKUP = MappingProxyType({ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("$"): "&#36;"})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_ANCHORS: Mapping[str, str] = MappingProxyType({"start": "left", "middle": "center", "end": "right"})
# the library draws a diamond and a level line larger than the size that it is told
_DIAMOND = 2 * DIAMOND / 1.3
_LEVEL = 2 * CAP / 1.4


def figure(wide: DrawingPlan, others: Mapping[str, DrawingPlan]) -> Json:
    """A chart as `{"data": [...], "layout": {...}}` by its wide plan, plain and serialisable; nothing in it is shared.

    `layout.meta` holds by name what is otherwise by each of its other plans.
    """
    data = list(_traces(wide.layout))
    meta = {name: _otherwise(plan, data) for name, plan in others.items()}
    return {"data": data, "layout": {**deepcopy(LAYOUT), **_layout(wide), "meta": meta}}


def _otherwise(plan: DrawingPlan, data: Sequence[Json]) -> Json:
    """What a plan has otherwise than the drawn `data`: the layout's parts, and the sizes of the markers by trace."""
    sizes = {}
    for place, trace in enumerate(_traces(plan.layout)):
        if trace.get("marker") != data[place].get("marker"):
            sizes[str(place)] = trace["marker"]["size"]
    return {"layout": _layout(plan), "sizes": sizes}


def plotly_text(value: str) -> str:
    """Any text where plotly.js reads a few HTML tags and TeX between dollars: nothing of it is markup."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value).translate(_MARKUP)


# traces


def _traces(plan: Layout) -> Iterator[Json]:
    chart = plan.chart
    for line in chart.of_kind("peer"):
        yield _line(line, line.runs, peer_look(line.place))
        yield _lone(line)
    for kind in ("reference", "path", "running", "projection"):
        yield from (_line(line, line.runs, LINES[kind]) for line in chart.of_kind(kind))
    for line in chart.of_kind("own"):
        yield _line(line, [later(run) for run in line.runs], LINES["later"])
        yield _line(line, [judged(run) for run in line.runs], LINES["own"])
    yield from (_level(aim, level) for aim in chart.aims for level in aim.levels)
    yield from (_riser(a, b) for a, b in moves(chart.steps))
    yield from (_markers(plan, line) for line in chart.of_kind("own"))
    yield from (_diamonds(line) for line in chart.of_kind("budget"))
    yield from (_bar(bar, chart) for bar in chart.bars)
    if chart.baseline:
        yield _ring(chart.baseline)


def _trace(name: str, points: Sequence[Pixel | None], **more: object) -> Json:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plotly_text(name),
        "x": [point[0] if point else None for point in points],
        "y": [point[1] if point else None for point in points],
        "hoverinfo": "skip",
        **more,
    }


def _stroke(look: LineLook) -> Json:
    dash = ",".join(f"{length:g}px" for length in look.dash)
    return {"color": look.colour, "width": look.width, **({"dash": dash} if dash else {})}


def _line(line: Line, runs: Iterable[Run], look: LineLook) -> Json:
    """A line with gaps between its runs; a run of one point is left to the markers."""
    places: list[Pixel | None] = []
    for run in runs:
        places += [*((point.x, point.y) for point in run), None] if len(run) > 1 else []
    return _trace(line.label, places[:-1], line=_stroke(look), connectgaps=False)


def _lone(line: Line) -> Json:
    """The figures of a peer that no line joins to others: without a marker they would be nothing."""
    places = [(run[0].x, run[0].y) for run in line.runs if len(run) == 1]
    marker = {"size": 2 * PEER_DOT, "color": PEER}
    return _trace(line.label, places, mode="markers", cliponaxis=False, marker=marker)


def _level(aim: Step | Band, value: float) -> Json:
    return _trace(aim.label, [(aim.start, value), (aim.end, value)], line=_stroke(level_look(judged=aim.judged)))


def _riser(before: Step, after: Step) -> Json:
    ends = [(before.end, before.value), (after.start, after.value)]
    return _trace(after.label, ends, line=_stroke(LINES["riser"]))


def _bar(bar: Bar, chart: Chart) -> Json:
    """An upright bar with a cap at each known end, and an arrow where an end stands open."""
    colour, turned = LATER if bar.after_page_day else OWN, chart.y[0] > chart.y[1]
    down, up = ("triangle-up", "triangle-down") if turned else ("triangle-down", "triangle-up")
    line = {"color": colour, "width": LINES["bar"].width}
    opens = (bar.low is None, bar.high is None)
    marker = {
        "symbol": [arrow if opened else "line-ew-open" for arrow, opened in zip((down, up), opens, strict=True)],
        "size": [2 * CAP if opened else _LEVEL for opened in opens],
        "color": colour,
        "line": {"color": colour, "width": [0 if opened else line["width"] for opened in opens]},
    }
    ends = [(bar.x, end) for end in bar.span(chart.y)]
    return _trace(chart.title, ends, mode="lines+markers", cliponaxis=False, line=line, marker=marker)


def _markers(plan: Layout, line: Line) -> Json:
    """The own figures; those without a marker have one of no size."""
    points = list(plan.markers(line))
    marker = {
        "size": [2 * DOT * (1 if point.comparable else SQUARE / 2) if seen else 0 for point, seen in points],
        "symbol": ["circle" if point.comparable else "square" for point, _ in points],
        "color": [_fill(point) for point, _ in points],
        "opacity": 1,
        "line": {
            "color": [_colour(point) for point, _ in points],
            "width": [EDGE if point.hollow or not point.comparable else 0 for point, _ in points],
        },
    }
    return _trace(line.label, [(p.x, p.y) for p, _ in points], mode="markers", cliponaxis=False, marker=marker)


def _colour(point: Point) -> str:
    return LATER if point.after_page_day else OWN


def _fill(point: Point) -> str:
    return GROUND if point.hollow or not point.comparable else _colour(point)


def _diamonds(line: Line) -> Json:
    edge = {"color": MUTED, "width": EDGE}
    marker = {"size": _DIAMOND, "symbol": "diamond", "color": GROUND, "line": edge}
    points = [(point.x, point.y) for point in line.points]
    return _trace(line.label, points, mode="markers", cliponaxis=False, marker=marker)


def _ring(point: Point) -> Json:
    marker = {"size": 2 * RING, "color": GROUND, "line": {"color": OWN, "width": EDGE}}
    return _trace(point.remark, [(point.x, point.y)], mode="markers", cliponaxis=False, marker=marker)


# layout


def _layout(plan: DrawingPlan) -> Json:
    room = plan.layout
    chart, plot = room.chart, room.plot
    pad = (chart.x[1] - chart.x[0]) * INSET / (plot.right - plot.left - 2 * INSET)
    across = {"range": [chart.x[0] - pad, chart.x[1] + pad], "showgrid": False, "ticks": "outside", "ticklen": TICK}
    zero = {"zeroline": any(tick.at == 0 for tick in chart.y_ticks), "zerolinecolor": room.zero}
    up = {"range": list(chart.y), "gridcolor": HAIRLINE, **zero, "ticks": "", "ticklabelstandoff": 5}
    return {
        "width": room.width,
        "height": room.height,
        "font": {"family": _FONT, "size": room.font, "color": INK},
        "margin": {
            "l": plot.left, "r": room.width - plot.right, "t": plot.top, "b": room.height - plot.bottom,
            "pad": 0, "autoexpand": False,
        },
        "xaxis": {**deepcopy(_AXIS), **across, "tickcolor": MUTED, **_ticks([tick for tick, _ in room.x_labels()])},
        "yaxis": {**deepcopy(_AXIS), **up, **_ticks(chart.y_ticks)},
        "annotations": [_annotation(room, text) for text in plan.texts],
        "shapes": [*(_rectangle(band) for band in chart.bands), *_uprights(room), *_leaders(plan)],
    }  # fmt: skip


def _ticks(ticks: Sequence[Tick]) -> Json:
    return {"tickvals": [tick.at for tick in ticks], "ticktext": [plotly_text(tick.label) for tick in ticks]}


def _on_paper(plan: Layout, at: Pixel) -> Pixel:
    """A place in pixels, as the library counts places outside of its axes: in shares of the plot, upwards."""
    plot = plan.plot
    return (at[0] - plot.left) / (plot.right - plot.left), (plot.bottom - at[1]) / (plot.bottom - plot.top)


def _annotation(plan: Layout, text: PlacedText) -> Json:
    """A text at its place; the library knows the middle of a line of text and not its baseline."""
    x, y = _on_paper(plan, (text.x, text.y - plan.font * 0.35))
    said = plotly_text(text.text)
    return {
        "text": f"<b>{said}</b>" if text.bold else said,
        "showarrow": False,
        "font": {"color": text.colour},
        "borderpad": 0,
        "borderwidth": 0,
        # where a label had to cross a line, the line must not run through its letters
        **({"bgcolor": HALO} if text.halo else {}),
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": y,
        "xanchor": _ANCHORS[text.anchor],
        "yanchor": "middle",
    }


def _rectangle(band: Band) -> Json:
    return {
        "type": "rect", "layer": "below", "x0": band.start, "x1": band.end, "y0": band.low, "y1": band.high,
        "fillcolor": TINT if band.judged else UNJUDGED_TINT, "line": {"width": 0},
    }  # fmt: skip


def _uprights(plan: Layout) -> Iterator[Json]:
    for upright in plan.uprights():
        x, top = plan.x(upright.x), plan.plot.top - 4
        yield _drawn(plan, (x, plan.plot.bottom), (x, top), LINES[upright.kind], layer="between")


def _leaders(plan: DrawingPlan) -> Iterator[Json]:
    for leader in plan.leaders:
        yield _drawn(plan.layout, leader.start, leader.end, LineLook(leader.colour, LEADER))


def _drawn(plan: Layout, start: Pixel, end: Pixel, look: LineLook, **more: str) -> Json:
    """A straight line between two places in pixels."""
    (x0, y0), (x1, y1) = _on_paper(plan, start), _on_paper(plan, end)
    place = {"xref": "paper", "yref": "paper", "x0": x0, "y0": y0, "x1": x1, "y1": y1}
    return {"type": "line", **place, "line": {"dash": "solid", **_stroke(look)}, **more}
