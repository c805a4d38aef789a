"""Years side by side: each chosen year judged on its last day, what stood, how it had changed, and the target then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.components import choices, distribution, lists, narrowing
from dashboard.context import MOST_YEARS, Context, PageContent
from dashboard.data import judge_all
from dashboard.pages.measures import check, chosen_filters, in_part
from dashboard.pages.year_table import Year, figures_in, year_table
from strategy.judging import GROUPS, JUDGED_GROUPS, severity
from strategy.model import Measure
from strategy.texts import formats
from strategy.wording import group_word

SHOWN = 3
"""So many years stand side by side where none are chosen."""


def page(context: Context) -> PageContent:
    """The chosen years; a sector or focus area that the strategy does not have raises `PageNotFound`."""
    check(context)
    years = [at(context, year) for year in chosen(context)]
    measures = [m for m in context.strategy.measures.values() if in_part(context, m) and _in_group(context, years, m)]
    own = [m for m in measures if m.role == "strategy"]
    names = formats.listed([str(year.year) for year in years], context.lang)
    title = ": ".join(part for part in (context.say("years.title"), ", ".join(chosen_filters(context))) if part)
    return PageContent(
        title,
        [
            html.H1(title),
            html.P(context.count("years.lead", len(years), years=names), className="lead"),
            html.P([context.say("years.note"), " ", _knowledge(context)], className="note prose"),
            _controls(context, years),
            *_distributions(context, years),
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


def _in_group(context: Context, years: Sequence[Year], measure: Measure) -> bool:
    group = context.address.group
    if not group:
        return True
    last = years[-1].context.verdicts[measure.id].headline
    return measure.role == "strategy" and last.group in (JUDGED_GROUPS if group == "judged" else (group,))


def _knowledge(context: Context) -> str:
    known = context.address.known
    return context.say("years.as_known", day=context.day(known)) if known else context.say("years.all_known")


def _controls(context: Context, years: Sequence[Year]) -> Component:
    strategy = context.strategy
    groups = [("judged", context.say("measures.judged")), *((g, group_word(g, context.lang)) for g in GROUPS)]
    areas = [(a.id, f"{a.id} {context.word(a.name)}") for a in strategy.focus_areas.values()]
    sectors = [(s.id, context.word(s.short)) for s in strategy.sectors.values()]
    return html.Div(
        [
            _choice(context, [year.year for year in years]),
            narrowing(context, "group", context.say("years.group_filter", year=years[-1].year), groups),
            narrowing(context, "sector", context.say("measures.filter.sector"), sectors),
            narrowing(context, "focus_area", context.say("measures.filter.focus_area"), areas),
        ],
        className="filters",
    )


def _choice(context: Context, here: Sequence[int]) -> Component:
    """A link for each year that is over, which takes it in or leaves it out; the last one left stays."""
    first = min(context.strategy.first_year, *here)
    over = [year for year in range(first, context.today.year + 1) if date(year, 12, 31) <= context.today]
    addresses = {year: replace(context.address, years=_turned(here, year)) for year in over}
    links = [(str(year), context.link(address), year in here) for year, address in addresses.items()]
    return choices(context.say("years.choose"), links)


def _turned(here: Sequence[int], year: int) -> tuple[int, ...]:
    turned = sorted({*here} ^ {year}) or [year]
    if len(turned) <= MOST_YEARS:
        return tuple(turned)
    # one too many: the oldest other gives way
    return tuple(sorted([year, *[y for y in turned if y != year][-(MOST_YEARS - 1) :]]))


def _distributions(context: Context, years: Sequence[Year]) -> list[Component]:
    parts = [_distribution(context, year) for year in years]
    body = html.Div(parts, className="side-by-side")
    return [html.Section([html.H2(context.say("years.distribution")), body])]


def _distribution(context: Context, year: Year) -> Component:
    verdicts = [v for v in year.context.strategy_verdicts() if in_part(context, v.measure)]
    judged = sum(v.headline.group in JUDGED_GROUPS for v in verdicts)
    state = {key: getattr(context.address, key) for key in ("sector", "focus_area") if getattr(context.address, key)}
    return html.Div(
        [
            html.H3(html.A(str(year.year), href=year.context.href("overview"))),
            html.P(context.count("years.judged", judged), className="under"),
            distribution(year.context, verdicts, **state),
        ]
    )


def _figures(context: Context, years: Sequence[Year], measures: Sequence[Measure]) -> list[Component]:
    last = years[-1].context.verdicts
    having = [m for m in measures if figures_in(years, m)]
    having.sort(key=lambda m: severity(last[m.id].headline.status))
    rest = [m for m in measures if m not in having]
    title = context.say("years.figures")
    parts: list[Component] = [html.H2(title)]
    if having:
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
