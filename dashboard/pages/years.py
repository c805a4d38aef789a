"""Years side by side: each chosen year judged on its last day, what stood, how it had changed, and the target then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.components import (
    as_charts,
    chosen_words,
    count_judged,
    distribution,
    filter_anchor,
    filter_row,
    lists,
    measure_list,
    selection_href,
)
from dashboard.context import MOST_YEARS, Context, MeasureSelection, PageContent
from dashboard.data import judge_all
from dashboard.pages.year_table import Year, figures_in, year_table
from strategy.judging import severity
from strategy.model import Measure
from strategy.texts import formats

SHOWN = 3
"""So many years stand side by side where none are chosen."""


def page(context: Context) -> PageContent:
    """The chosen years; a sector or focus area that the strategy does not have raises `PageNotFound`."""
    years = [at(context, year) for year in chosen(context)]
    last = years[-1].context
    selection = context.selection(last.strategy_verdicts())
    measures = [m for m in context.strategy.measures.values() if selection.holds(last.verdicts[m.id])]
    own = [m for m in measures if m.role == "strategy"]
    names = formats.listed([str(year.year) for year in years], context.lang)
    title = ": ".join(part for part in (context.say("years.title"), ", ".join(chosen_words(context))) if part)
    return PageContent(
        title,
        [
            html.H1(title),
            html.P(context.count("years.lead", len(years), years=names), className="lead"),
            html.P([context.say("years.note"), " ", _knowledge(context)], className="note prose"),
            _controls(context, years, selection),
            *_distributions(context, years, selection),
            *_figures(context, years, own),
            *_context_measures(context, years, [m for m in measures if m.role == "context"]),
        ],
    )


def chosen(context: Context) -> tuple[int, ...]:
    """The years asked for that are over; else the last `SHOWN` that were over on the page's day."""
    asked = tuple(year for year in context.address.years if date(year, 12, 31) <= context.today)
    if asked:
        return asked
    last = context.on.year if context.on == date(context.on.year, 12, 31) else context.on.year - 1
    return tuple(range(last - SHOWN + 1, last + 1))


def at(context: Context, year: int) -> Year:
    """The whole page's context as it is on the last day of a year."""
    day = date(year, 12, 31)
    verdicts = judge_all(context.release, day, context.address.known)
    address = replace(context.address, on=day, years=())
    return Year(year, replace(context, on=day, address=address, verdicts=verdicts))


def _knowledge(context: Context) -> str:
    known = context.address.known
    return context.say("years.as_known", day=context.day(known)) if known else context.say("years.all_known")


def _controls(context: Context, years: Sequence[Year], selection: MeasureSelection) -> Component:
    """The row of filters with years in the place of the day; a group is that of the last year."""
    group = context.say("years.group_filter", year=years[-1].year)
    return filter_row(
        context, selection, when=[_choice(context, [year.year for year in years], selection)], group=group
    )


def _choice(context: Context, here: Sequence[int], selection: MeasureSelection) -> Component:
    """A link for each year that is over, which takes it in or leaves it out; the last one left stays."""
    first = min(context.strategy.first_year, *here)
    over = [year for year in range(first, context.today.year + 1) if date(year, 12, 31) <= context.today]
    items = []
    for year in over:
        to = replace(selection.address, years=_turned(here, year))
        items.append(html.Li(filter_anchor(context, str(year), to, f"filter-{year}", here=year in here, own=True)))
    label = html.Span(context.say("years.choose"), className="label")
    return html.Div([label, html.Ul(items)], className="filter-open")


def _turned(here: Sequence[int], year: int) -> tuple[int, ...]:
    turned = sorted({*here} ^ {year}) or [year]
    if len(turned) <= MOST_YEARS:
        return tuple(turned)
    # one too many: the oldest other gives way
    return tuple(sorted([year, *[y for y in turned if y != year][-(MOST_YEARS - 1) :]]))


def _distributions(context: Context, years: Sequence[Year], selection: MeasureSelection) -> list[Component]:
    parts = [_distribution(year, selection) for year in years]
    body = html.Div(parts, className="side-by-side")
    return [html.Section([html.H2(context.say("years.distribution")), body])]


def _distribution(year: Year, selection: MeasureSelection) -> Component:
    """How the measures of the chosen part stood at the end of a year, whichever group they were in."""
    without = ("group", "status", "has")
    verdicts = [v for v in year.context.strategy_verdicts() if selection.holds(v, without)]
    judged = count_judged(verdicts)
    return html.Div(
        [
            html.H3(html.A(str(year.year), href=selection_href(year.context))),
            html.P(year.context.count("years.judged", judged), className="under"),
            distribution(year.context, verdicts),
        ]
    )


def _figures(context: Context, years: Sequence[Year], measures: Sequence[Measure]) -> list[Component]:
    last = years[-1].context.verdicts
    having = [m for m in measures if figures_in(years, m)]
    having.sort(key=lambda m: severity(last[m.id].status))
    rest = [m for m in measures if m not in having]
    title = context.say("years.figures")
    parts: list[Component] = [html.H2(title)]
    if having and as_charts(context):
        parts += measure_list(years[-1].context, having, title)
    elif having:
        parts.append(year_table(context, years, having, title))
    else:
        parts.append(html.P(context.say("years.none"), className="empty"))
    if rest:
        parts.append(lists.fold(years[-1].context, rest, context.count("years.without", len(rest))))
    return [html.Section(parts)]


def _context_measures(context: Context, years: Sequence[Year], measures: Sequence[Measure]) -> list[Component]:
    having = [m for m in measures if figures_in(years, m)]
    if not having:
        return []
    summary = context.count("years.context", len(having))
    note = html.P(context.say("years.context_note"), className="note")
    return [html.Details([html.Summary(summary), note, year_table(context, years, having, summary)], className="fold")]
