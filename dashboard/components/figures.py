"""Charts on pages: the one description drawn small or large, with its caption and its twin as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.charts.description import Chart, Point, describe
from dashboard.charts.drawing import CONFIG, DrawingPlan, drawn, figure, planned, plot_box, plot_ends, stops_text
from dashboard.components.aria import aria, data
from dashboard.components.measure_links import with_links
from dashboard.components.tables import Cell, table, table_row
from dashboard.context import ChartFigure, Context, InlineSvg, kept
from strategy.model import Measure, Observation
from strategy.wording import sentence

LARGE = (820, 400, 13.0)
"""Width, height and letters of the large drawing, in pixels before it is made as large as its place."""
NARROW = (330, 372, 12.6)
"""On a phone the large drawing would shrink its letters with it ..."""
CLEAR = (820, 360, 17.2)
"""... and where its place is half as wide as a page; it is seen from afar too, for its letters are large in it."""


def chart_of(
    context: Context,
    measure: Measure,
    rows: Sequence[Observation] | None = None,
    peers: tuple[str, ...] = (),
    *,
    long: bool = False,
    since: int | None = None,
) -> Chart:
    """The description of a measure's chart on the page's day, of its home series unless other rows are given."""
    return describe(
        measure,
        context.verdicts[measure.id],
        context.release.headline.get(measure.id, ()) if rows is None else rows,
        context.strategy,
        context.lang,
        day=context.on,
        known=context.address.known,
        since=context.address.since or since,
        peers=peers,
        long=long,
    )


def _stops(chart: Chart, *, small: bool = False) -> dict[str, Any]:
    """What the figures of a chart say to whoever steps through them; nothing where it has none."""
    return data(stops=stops) if (stops := stops_text(chart, small=small)) else {}


def _plot(plan: DrawingPlan) -> dict[str, Any]:
    return data(plot=plot_box(plan))


def large_chart(context: Context, chart: Chart) -> Component:
    """The chart as SVG in its plans, with the figure by which the chart library draws the same; one for paper.

    What the page has said just above, its label does not repeat.
    """
    if chart.finding == sentence(context.verdicts[context.address.id], context.strategy.units, context.lang):
        chart = replace(chart, alt=chart.alt_without_finding)
    depends = (context.choices, context.on, chart.title)
    return kept(context, "large chart", *depends, make=lambda of: _large(of, chart))


def _large(context: Context, chart: Chart) -> Component:
    wide, others = planned(chart, *LARGE), {"narrow": planned(chart, *NARROW), "clear": planned(chart, *CLEAR)}
    whole = drawn(wide)
    drawings = [
        InlineSvg(markup=whole, className="chart large", **_plot(wide)),
        *(InlineSvg(markup=drawn(plan), className=f"chart {name}", **_plot(plan)) for name, plan in others.items()),
        ChartFigure({**figure(wide, others), "config": CONFIG}),
    ]
    steps = {**_stops(chart), **data(ends=plot_ends(chart))}
    return html.Figure(
        [
            html.Div(drawings, role="img", className="drawing", **aria(label=chart.alt), **steps),
            html.Div(InlineSvg(markup=whole, className="chart large"), className="paper"),
            html.Figcaption([*with_links(context, chart.caption), *_events(context, chart)]),
        ],
        className="by-width",
    )


def figure_alone(context: Context, point: Point) -> Component:
    """A single figure in words, where a chart would be a dot."""
    told = context.say("charts.alt.single", value=point.text, period=point.period)
    return html.P([told, *([" ", *with_links(context, f"{point.remark}.")] if point.remark else [])], className="empty")


def _events(context: Context, chart: Chart) -> list[Component]:
    """What happened to the series, by the numbers in the drawing."""
    told = [html.Li(with_links(context, event)) for event in chart.events]
    return [html.Ol(told, className="events")] if told else []


def twin(context: Context, chart: Chart, name: str = "") -> Component:
    """The numbers of the chart as a table, closed until asked for (open on paper); `name` tells one of two apart.

    A note or a source that every figure has is said once, under the table: on paper it would fill pages.
    """
    drawn = chart.table
    same = drawn.said_once()
    head = [word for column, word in enumerate(drawn.header) if column not in same]
    once = [context.say("common.every_figure", head=drawn.header[column], said=said) for column, said in same.items()]
    narrow = "narrow" if len(same) == 2 else ""

    def rows(of: Context) -> list[Component]:
        shown = ([cell for column, cell in enumerate(row) if column not in same] for row in drawn.rows)
        return [table_row([_cell(of, cell) for cell in cells], numeric=drawn.numeric) for cells in shown]

    body = kept(context, "twin", context.address.id, drawn.header, drawn.kinds, drawn.rows, make=rows)
    return html.Details(
        [
            html.Summary(context.say("common.as_table") + (f": {name}" if name else "")),
            table(chart.title, head, [body], numeric=drawn.numeric, hide_caption=True, class_name=narrow),
            *(html.P(with_links(context, said), className="note") for said in once),
        ],
        className="twin",
    )


def _cell(context: Context, text: str) -> Cell:
    pieces = with_links(context, text)
    return text if pieces == [text] else pieces
