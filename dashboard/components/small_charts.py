"""Small charts of lists and cards, each drawn once for all pages and days on which it is the same (`ChartState`)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts.description import Chart, ChartDays, ChartState, Tick, describe_state, signs_of
from dashboard.charts.drawing import drawn, planned, plot_box, stops_text
from dashboard.components.aria import data
from dashboard.context import Context, InlineSvg
from dashboard.data import HashedKey
from strategy.model import Measure, Period
from strategy.texts import formats
from strategy.wording import counted_unit

SMALL = (360, 170)
"""Width and height in pixels, before it is made as large as its place."""
DrawnTexts = tuple[str, str, str]
"""The SVG of a chart, what its figures say to whoever steps through them, and where its plot lies."""


@dataclass(frozen=True, slots=True)
class SmallChart:
    """The small chart of a measure: what tells it apart from others."""

    state: ChartState
    x: tuple[float, float]
    x_ends: tuple[Tick, ...]
    figures: int
    """How many own figures it draws."""
    signs: tuple[str, ...]
    """The signs in it that a caption would tell."""


def small_chart(context: Context, measure: Measure, size: tuple[int, int] = SMALL) -> Component:
    """The chart of a list or card, drawn by the server; a single figure with nothing to set it against is a number."""
    single = _single(context, measure) or _counted(context, measure)
    if single:
        value, period = single
        return html.Div([value, html.Small(formats.period(period, context.lang))], className="big")
    state = state_of(context, measure, context.address.since)

    def make() -> DrawnTexts:
        return _texts(_described(context, state), size)

    return _inline(context.release.drawings.get(HashedKey((state, size)), make))


def state_of(context: Context, measure: Measure, since: int | None) -> ChartState:
    """What the small chart of a measure depends on, on the page's day."""
    release, rows = context.release, context.release.headline.get(measure.id, ())
    key = (measure.id, "chart days")
    days = release.inquiries.get(key, lambda: ChartDays.of(measure, rows, release.strategy))
    return ChartState.of(context.verdicts[measure.id], days, context.lang, since)


def reaching(context: Context, measure: Measure, since: int | None) -> SmallChart:
    """The small chart of a measure with its reach, for a page that sets several on one axis of time."""
    state = state_of(context, measure, context.address.since or since)

    def reach() -> tuple[tuple[float, float], tuple[Tick, ...], int, tuple[str, ...]]:
        chart = _described(context, state)
        figures = sum(len(line.points) for line in chart.of_kind("own")) + len(chart.bars)
        return chart.x, chart.x_ends, figures, signs_of(chart)

    return SmallChart(state, *context.release.inquiries.get(HashedKey(("reach", state)), reach))


def drawn_as_set(context: Context, chart: SmallChart) -> Component:
    """A small chart on the axis of time on which it was set."""

    def make() -> DrawnTexts:
        return _texts(replace(_described(context, chart.state), x=chart.x, x_ends=chart.x_ends), SMALL)

    return _inline(context.release.drawings.get(HashedKey((chart, SMALL)), make))


def drawn_small(context: Context, chart: Chart) -> Component:
    """A chart that is described already, drawn as in a list or card, where its finding stands beside it."""

    def make() -> DrawnTexts:
        return _texts(replace(chart, alt=chart.alt_without_finding), SMALL)

    return _inline(context.release.charts.get(chart, make))


def _described(context: Context, state: ChartState) -> Chart:
    verdict, rows = context.verdicts[state.measure], context.release.headline.get(state.measure, ())
    return context.release.charts.get(state, lambda: describe_state(state, verdict, rows, context.strategy))


def _texts(chart: Chart, size: tuple[int, int]) -> DrawnTexts:
    plan = planned(chart, *size, small=True)
    return drawn(plan), stops_text(chart, small=True), plot_box(plan)


def _inline(texts: DrawnTexts) -> Component:
    markup, stops, plot = texts
    return InlineSvg(markup=markup, className="chart small", **(data(stops=stops) if stops else {}), **data(plot=plot))


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
