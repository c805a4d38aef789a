"""The drawing of a chart that a person can touch: a plain dict for `dcc.Graph`, from the same description as the SVG.

No `graph_objects` here: building them takes a hundred times longer, and tests validate the dicts. Only `scatter` is
used, so that the basic bundle of plotly.js is enough. Every number and every period shown (ticks, labels, hover) is a
text of the description: plotly.js has neither a Finnish nor a Swedish number format of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from dashboard.charts.description import Band, Bar, Chart, Line, Point, Run, Step, Tick, judged, later, moves
from dashboard.charts.drawing.labelling import Label, labels, vertical_label
from dashboard.charts.drawing.layout import DASHES, INSET, Layout, layout
from dashboard.charts.drawing.palette import GROUND, HAIRLINE, INK, LATER, MUTED, OWN, PEER, TARGET, TINT, UNJUDGED_TINT

Json = dict[str, Any]

CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}
"""For every graph: no tool bar (our own buttons are real buttons), and no way to another host."""

HEIGHT = 400.0
WIDTHS = (820.0, 288.0)
"""The widths that labels and names of the time axis must do for: a desk, and the smallest phone within its margins."""

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
    "font": {"family": _FONT, "size": 13, "color": INK},
    "showlegend": False,
    "hovermode": False,  # figures are told by our own script, on this drawing as on all others
    "dragmode": False,
    "hoverlabel": {"bgcolor": INK, "bordercolor": INK, "align": "left", "font": {"color": GROUND, "family": _FONT}},
    "autosize": True,
}
"""What all graphs share; never changed, copied into each."""

_MARKUP = MappingProxyType({ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("$"): "&#36;"})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_ANCHORS: Mapping[str, str] = MappingProxyType({"start": "left", "middle": "center", "end": "right"})
_LOOKS: Mapping[str, Json] = MappingProxyType({
    "peer": {"color": PEER, "width": 1.3},
    "reference": {"color": TARGET, "width": 1.6, "dash": "6px,4px"},
    "path": {"color": TARGET, "width": 1},
    "running": {"color": OWN, "width": 1},
    "projection": {"color": OWN, "width": 1.6, "dash": "dot"},
})  # fmt: skip


def figure(chart: Chart) -> Json:
    """The chart as `{"data": [...], "layout": {...}}`, plain and serialisable; nothing in it is shared or cached."""
    wide, narrow = (layout(chart, width, HEIGHT, small=False) for width in WIDTHS)
    return {"data": list(_traces(wide)), "layout": _layout(wide, narrow)}


def plotly_text(value: str) -> str:
    """Any text where plotly.js reads a few HTML tags and TeX between dollars: nothing of it is markup."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value).translate(_MARKUP)


# traces


def _traces(plan: Layout) -> Iterator[Json]:
    chart = plan.chart
    for kind, look in _LOOKS.items():
        yield from (_line(line, line.runs, look, named=kind == "peer") for line in chart.of_kind(kind))
    for line in chart.of_kind("own"):
        yield _line(line, [later(run) for run in line.runs], {"color": LATER, "width": 2}, hover=False)
        yield _line(line, [judged(run) for run in line.runs], {"color": OWN, "width": 2.4}, hover=False)
    yield from (_level(aim, level) for aim in chart.aims for level in aim.levels)
    yield from (_riser(a, b) for a, b in moves(chart.steps))
    yield from (_markers(plan, line) for line in chart.of_kind("own"))
    yield from (_diamonds(line) for line in chart.of_kind("budget"))
    yield from (_bar(bar, chart) for bar in chart.bars)
    if chart.baseline:
        yield _ring(chart.baseline)


def _bar(bar: Bar, chart: Chart) -> Json:
    """An upright bar with a cap at each known end, and an arrow where an end stands open."""
    colour, turned = LATER if bar.after_page_day else OWN, chart.y[0] > chart.y[1]
    down, up = ("triangle-up", "triangle-down") if turned else ("triangle-down", "triangle-up")
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": plotly_text(chart.title),
        "cliponaxis": False,
        "x": [bar.x, bar.x],
        "y": list(bar.span(chart.y)),
        "line": {"color": colour, "width": 2.2},
        "marker": {
            "symbol": [down if bar.low is None else "line-ew-open", up if bar.high is None else "line-ew-open"],
            "size": 9,
            "color": colour,
            "line": {"color": colour, "width": 2.2},
        },
        "hovertext": [_told(bar)] * 2,
        "hoverinfo": "text",
    }


def _line(line: Line, runs: Iterable[Run], look: Json, *, hover: bool = True, named: bool = False) -> Json:
    """A line with gaps between its runs; a run of one point is left to the markers."""
    places: list[Point | None] = []
    for run in runs:
        places += [*run, None]
    return {
        "type": "scatter",
        # a peer's lone figure would be nothing without a marker
        "mode": "lines+markers" if named and any(len(run) == 1 for run in line.runs) else "lines",
        "name": plotly_text(line.label),
        "line": dict(look),
        "marker": {"size": 4, "color": look["color"]},
        "connectgaps": False,
        **_places(places[:-1], _hover(line, named) if hover else None),
    }


def _places(points: Sequence[Point | None], hover: Mapping[Point, str] | None) -> Json:
    told: Json = {"x": [point.x if point else None for point in points]}
    told["y"] = [point.y if point else None for point in points]
    if hover is None:
        return told | {"hoverinfo": "skip"}
    return told | {"hovertext": [hover[point] if point else "" for point in points], "hoverinfo": "text"}


def _hover(line: Line, named: bool) -> Mapping[Point, str]:
    return {point: _told(point, line.label if named else "") for point in line.points}


def _told(point: Point | Bar, name: str = "") -> str:
    """What is said of a point under the finger: whose it is, when, how much and what must be known of it."""
    first = " ".join(part for part in (name, point.period) if part)
    parts = [f"<b>{plotly_text(first)}</b>" if first else "", plotly_text(point.text), plotly_text(point.remark)]
    return "<br>".join(part for part in parts if part)


def _level(aim: Step | Band, value: float) -> Json:
    colour, width = (TARGET, 1.8) if aim.judged else (MUTED, 1.2)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plotly_text(aim.label),
        "line": {"color": colour, "width": width, "dash": "6px,4px"},
        "x": [aim.start, aim.end],
        "y": [value, value],
        "hovertext": [plotly_text(aim.label)] * 2,
        "hoverinfo": "text",
    }


def _riser(before: Step, after: Step) -> Json:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plotly_text(after.label),
        "line": {"color": TARGET, "width": 1.8, "dash": "2px,2px"},
        "x": [before.end, after.start],
        "y": [before.value, after.value],
        "hoverinfo": "skip",
    }


def _markers(plan: Layout, line: Line) -> Json:
    """The own figures, for the finger too where they are too many to be marked."""
    shown = plan.dots(line)
    points = [(point, shown or plan.singled(run, point)) for run in line.runs for point in run]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plotly_text(line.label),
        "cliponaxis": False,
        "marker": {
            "size": [7 if seen else 0 for _, seen in points],
            "symbol": ["circle" if point.comparable else "square" for point, _ in points],
            "color": [_fill(point) for point, _ in points],
            "opacity": 1,
            "line": {"color": [_colour(point) for point, _ in points], "width": 1.8},
        },
        **_places([point for point, _ in points], _hover(line, named=False)),
    }


def _colour(point: Point) -> str:
    return LATER if point.after_page_day else OWN


def _fill(point: Point) -> str:
    return GROUND if point.hollow or not point.comparable else _colour(point)


def _diamonds(line: Line) -> Json:
    marker = {"size": 8, "symbol": "diamond", "color": GROUND, "line": {"color": MUTED, "width": 1.4}}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plotly_text(line.label),
        "marker": marker,
        **_places(line.points, _hover(line, named=False)),
    }


def _ring(point: Point) -> Json:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plotly_text(point.remark),
        "cliponaxis": False,
        "marker": {"size": 11, "color": GROUND, "line": {"color": OWN, "width": 1.8}},
        **_places([point], {point: _told(point)}),
    }


# layout


def _layout(plan: Layout, narrow: Layout) -> Json:
    chart, plot = plan.chart, plan.plot
    margin = {
        "l": round(plot.left), "r": round(plan.width - plot.right), "t": round(plot.top),
        "b": round(plan.height - plot.bottom), "pad": 0, "autoexpand": False,
    }  # fmt: skip
    pad = (chart.x[1] - chart.x[0]) * INSET / (plot.right - plot.left - 2 * INSET)
    across = {"range": [chart.x[0] - pad, chart.x[1] + pad], "showgrid": False, "ticks": "outside", "ticklen": 4}
    up = {"range": list(chart.y), "gridcolor": HAIRLINE, "zeroline": True, "zerolinecolor": MUTED, "ticks": ""}
    return {
        **deepcopy(LAYOUT),
        "height": plan.height,
        "margin": margin,
        "xaxis": {**deepcopy(_AXIS), **across, "tickcolor": MUTED, **_ticks([tick for tick, _ in narrow.x_labels()])},
        "yaxis": {**deepcopy(_AXIS), **up, "ticklabelstandoff": 5, **_ticks(chart.y_ticks)},
        "annotations": list(_annotations(plan, narrow)),
        "shapes": [*(_rectangle(band) for band in chart.bands), *_uprights(plan)],
    }


def _ticks(ticks: Sequence[Tick]) -> Json:
    return {"tickvals": [tick.at for tick in ticks], "ticktext": [plotly_text(tick.label) for tick in ticks]}


def _annotations(plan: Layout, narrow: Layout) -> Iterator[Json]:
    yield from (_annotation(plan, label) for label in labels(plan, narrow))
    corner = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xshift": -plan.plot.left, "yshift": plan.plot.top - 2}
    yield {**_said(plan.chart.unit, MUTED), **corner, "xanchor": "left", "yanchor": "top"}
    if plan.chart.made_up:
        right = {"x": 1, "xshift": plan.width - plan.plot.right, "xanchor": "right", "yanchor": "top"}
        yield {**_said(plan.chart.made_up, MUTED), **corner, **right}
    for upright in plan.chart.uprights:
        said, anchor = vertical_label(narrow, upright)
        if not said:
            continue
        place = {"x": upright.x, "yref": "paper", "y": 1, "yshift": 4, "yanchor": "bottom", "xanchor": _ANCHORS[anchor]}
        yield {**_said(said, MUTED), **place}


def _said(said: str, colour: str) -> Json:
    return {"text": plotly_text(said), "showarrow": False, "font": {"color": colour}, "borderpad": 0}


def _annotation(plan: Layout, label: Label) -> Json:
    """A label at its point in years and units, moved by pixels to its side."""
    spot, said = label.spot, _said(label.text, label.colour)
    return {
        **said,
        # where a label had to cross a line, the line must not run through its letters
        **({} if label.outside else {"bgcolor": HALO}),
        "text": f"<b>{said['text']}</b>" if label.bold else said["text"],
        "x": spot.x,
        "y": spot.y,
        "xshift": spot.dx,
        # from the baseline of the text, downwards, to its middle, upwards
        "yshift": plan.font * 0.35 - spot.dy,
        "xanchor": _ANCHORS[spot.anchor],
        "yanchor": "middle",
    }


def _rectangle(band: Band) -> Json:
    return {
        "type": "rect", "layer": "below", "x0": band.start, "x1": band.end, "y0": band.low, "y1": band.high,
        "fillcolor": TINT if band.judged else UNJUDGED_TINT, "line": {"width": 0},
    }  # fmt: skip


def _uprights(plan: Layout) -> Iterator[Json]:
    for upright in plan.chart.uprights:
        dash = ",".join(f"{n}px" for n in DASHES.get(upright.kind, ())) or "solid"
        yield {
            "type": "line", "x0": upright.x, "x1": upright.x, "yref": "paper", "y0": 0, "y1": 1,
            "line": {"color": MUTED, "width": 1, "dash": dash},
        }  # fmt: skip
