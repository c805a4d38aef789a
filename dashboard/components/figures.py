"""Charts on pages: the one description drawn small or large, with its caption and its twin as a table."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.description import NOTHING, Chart, describe
from dashboard.charts.drawing import CONFIG, drawn, figure, planned, svg
from dashboard.components.aria import aria
from dashboard.components.measure_links import with_links
from dashboard.components.tables import Cell, table
from dashboard.context import Context, InlineSvg
from strategy.model import Measure, Observation, Period
from strategy.texts import formats
from strategy.wording import counted_unit

LARGE = (820, 400)
NARROW = (358, 400)
"""On a phone the large drawing would shrink its letters with it."""
SMALL = (360, 170)
_FEW = 4
"""So few rows say their source each."""


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


def small_chart(context: Context, measure: Measure, size: tuple[int, int] = SMALL) -> Component:
    """The chart of a list or card, drawn by the server; a single figure with nothing to set it against is a number."""
    single = _single(context, measure) or _counted(context, measure)
    if single:
        value, period = single
        return html.P([value, html.Small(formats.period(period, context.lang))], className="big")
    return drawn_small(chart_of(context, measure), size)


def drawn_small(chart: Chart, size: tuple[int, int] = SMALL) -> Component:
    """A chart that is described already, drawn as in a list or card."""
    return InlineSvg(markup=svg(chart, width=size[0], height=size[1], small=True), className="chart small")


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


def large_chart(context: Context, measure: Measure, chart: Chart) -> Component:
    """The chart that a person can touch, and until then (or without scripts, or on paper) the same as SVG."""
    wide, narrow = planned(chart, *LARGE), planned(chart, *NARROW)
    whole = drawn(wide)
    graph = dcc.Graph(id={"chart": measure.id}, figure=figure(wide, narrow), config=CONFIG, className="graph")
    graph.printed = [  # type: ignore[attr-defined]
        InlineSvg(markup=whole, className="chart large"),
        InlineSvg(markup=drawn(narrow), className="chart narrow"),
    ]
    return html.Figure(
        [
            html.Div(graph, role="img", className="drawing", **aria(label=chart.alt)),
            html.Div(InlineSvg(markup=whole, className="chart large"), className="paper"),
            html.Figcaption([*with_links(context, chart.caption), *_events(context, chart)]),
        ]
    )


def _events(context: Context, chart: Chart) -> list[Component]:
    """What happened to the series, by the numbers in the drawing."""
    told = [html.Li(with_links(context, event)) for event in chart.events]
    return [html.Ol(told, className="events")] if told else []


def twin(context: Context, chart: Chart, name: str = "") -> Component:
    """The numbers of the chart as a table, closed until asked for (open on paper); `name` tells one of two apart.

    A note or a source that every figure has is said once, under the table: on paper it would fill pages.
    """
    drawn = chart.table
    last = len(drawn.header)
    same = {column: said for column in (last - 2, last - 1) if (said := _same(drawn.rows, column))}
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


def _same(rows: Sequence[Sequence[str]], column: int) -> str:
    """What every row with a figure says in a column of words, where there are several and they say the same."""
    said = {row[column] for row in rows if row[1] != NOTHING or row[column]}
    return said.pop() if len(said) == 1 and len(rows) > _FEW else ""
