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
from dashboard.components.tables import Cell, table
from dashboard.context import ChartFigure, Context, InlineSvg
from strategy.model import Measure, Observation, Period
from strategy.texts import formats
from strategy.wording import counted_unit, sentence

LARGE = (820, 400, 13.0)
"""Width, height and letters of the large drawing, in pixels before it is made as large as its place."""
NARROW = (330, 372, 12.6)
"""On a phone the large drawing would shrink its letters with it ..."""
CLEAR = (820, 360, 17.2)
"""... and where its place is half as wide as a page; it is seen from afar too, for its letters are large in it."""
SMALL = (360, 170)


def chart_of(
    context: Context,
    measure: Measure,
    rows: Sequence[Observation] | None = None,
    peers: tuple[str, ...] = (),
    *,
    long: bool = False,
    since: int | None = None,
) -> Chart:
    """The description of a measure's chart on the page's day, of its home series unless other rows are given.

    That of the home series is kept with the release: a card stands on many pages.
    """
    first = context.address.since or since

    def described() -> Chart:
        return describe(
            measure,
            context.verdicts[measure.id],
            context.release.headline.get(measure.id, ()) if rows is None else rows,
            context.strategy,
            context.lang,
            day=context.on,
            known=context.address.known,
            since=first,
            peers=peers,
            long=long,
        )

    if rows is not None:
        return described()
    key = ("chart", measure.id, context.on, context.address.known, context.lang, first, peers, long)
    return context.release.drawings.get(key, described)


def small_chart(context: Context, measure: Measure, size: tuple[int, int] = SMALL) -> Component:
    """The chart of a list or card, drawn by the server; a single figure with nothing to set it against is a number."""
    single = _single(context, measure) or _counted(context, measure)
    if single:
        value, period = single
        return html.Div([value, html.Small(formats.period(period, context.lang))], className="big")
    return drawn_small(context, chart_of(context, measure), size)


def drawn_small(context: Context, chart: Chart, size: tuple[int, int] = SMALL) -> Component:
    """A chart that is described already, drawn as in a list or card, where its finding stands beside it.

    It is kept with the release as it is drawn.
    """
    markup, steps = context.release.drawings.get((chart, size), lambda: _drawn_small(chart, size))
    return InlineSvg(markup=markup, className="chart small", **steps)


def _drawn_small(chart: Chart, size: tuple[int, int]) -> tuple[str, dict[str, Any]]:
    plan = planned(replace(chart, alt=chart.alt_without_finding), *size, small=True)
    return drawn(plan), {**_stops(chart, small=True), **_plot(plan)}


def _stops(chart: Chart, *, small: bool = False) -> dict[str, Any]:
    """What the figures of a chart say to whoever steps through them; nothing where it has none."""
    return data(stops=stops) if (stops := stops_text(chart, small=small)) else {}


def _plot(plan: DrawingPlan) -> dict[str, Any]:
    return data(plot=plot_box(plan))


def _single(context: Context, measure: Measure) -> tuple[str, Period] | None:
    """The only figure of a measure that has no target to be drawn against, and its period."""
    having = [row for row in context.release.headline.get(measure.id, ()) if row.tells]
    if len(having) != 1 or measure.targets:
        return None
    return formats.figure(having[0], measure.decimals, context.unit(measure), context.lang), having[0].period


def _counted(context: Context, measure: Measure) -> tuple[str, Period] | None:
    """The number of events that was judged, of a measure that counts them and has no figures to be drawn."""
    judged, rows = context.verdicts[measure.id].headline, context.release.headline.get(measure.id, ())
    if judged.reason != "count" or judged.value is None or judged.period is None or any(row.tells for row in rows):
        return None
    unit = counted_unit(judged, context.unit(measure))
    return formats.with_unit(judged.value, measure.decimals, unit, context.lang), judged.period


def large_chart(context: Context, chart: Chart) -> Component:
    """The chart as SVG in its plans, with the figure by which the chart library draws the same; one for paper.

    What the page has said just above, its label does not repeat.
    """
    if chart.finding == sentence(context.verdicts[context.address.id], context.strategy.units, context.lang):
        chart = replace(chart, alt=chart.alt_without_finding)
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
    rows = [[_cell(context, cell) for column, cell in enumerate(row) if column not in same] for row in drawn.rows]
    head = [word for column, word in enumerate(drawn.header) if column not in same]
    once = [context.say("common.every_figure", head=drawn.header[column], said=said) for column, said in same.items()]
    narrow = "narrow" if len(same) == 2 else ""
    return html.Details(
        [
            html.Summary(context.say("common.as_table") + (f": {name}" if name else "")),
            table(chart.title, head, rows, numeric=drawn.numeric, hide_caption=True, class_name=narrow),
            *(html.P(with_links(context, said), className="note") for said in once),
        ],
        className="twin",
    )


def _cell(context: Context, text: str) -> Cell:
    pieces = with_links(context, text)
    return text if pieces == [text] else pieces
