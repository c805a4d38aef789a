"""What stands around every page: skip link, name, navigation, search, languages, the day, the publisher, the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria, data
from dashboard.components.regions import name_regions
from dashboard.context import Address, Context, InlineSvg, PageContent, kept, measure_selection
from dashboard.data import page_day
from dashboard.exports import Edition, symbol_svg
from strategy.model import LANGUAGES
from strategy.texts import say

WITH_MENU = ("focus_area", "sector")
"""The pages whose names stand in a menu."""
ABOUT = ("coverage", "method", "sources", "accessibility")
"""The pages about the strategy's figures and this dashboard, named at the foot."""


def frame(context: Context, content: PageContent) -> Component:
    """The whole page: the frame with the sheet in its main part, whose regions are named apart.

    Where nothing was found, no page is the current.
    """
    name_regions(content.body)
    return html.Div(
        [
            html.A(context.say("frame.skip"), href="#main", className="skip"),
            html.Header(
                [_top(context, found=content.found), _stand(context), *_made_up(context), *_out_of_date(context)]
            ),
            html.Main(
                [*_unread(context), *_unusable(context), *content.body], id="main", className="wrap", tabIndex="-1"
            ),
            _footer(context),
        ],
        lang=context.lang,
        className="desk",
        **data(keys=context.say("charts.keys")),
    )


def _top(context: Context, *, found: bool) -> Component:
    city = context.word(context.strategy.municipality)
    brand = html.A(
        [context.say("frame.name"), " ", html.Small(context.say("frame.city", city=city))],
        href=context.href("overview"),
        className="brand",
    )
    search = kept(context, "search", context.address.q, make=_search)
    languages = kept(context, "languages", context.choices, make=_languages)
    right = html.Div([search, languages], className="right")
    here = context.address if found else None
    key = (here.page, here.id if here.page in WITH_MENU else "") if here else None
    menu = kept(context, "menu", key, make=lambda of: _navigation(of, found=found))
    label = aria(label=context.say("frame.navigation"))
    wide = html.Nav(menu, className="wide", **label)
    # the same behind one word, for a phone; it opens without scripts
    folded = html.Details([html.Summary(context.say("frame.nav.menu")), html.Nav(menu, **label)], className="folded")
    parts = [brand, wide, folded, right]
    return html.Div(html.Div(parts, className="wrap"), className="top")


def _navigation(context: Context, *, found: bool) -> Component:
    here = context.address.page if found else ""
    links = [_link(context, "overview", context.href("overview"), here == "overview")]
    links += [_focus_areas(context), _sectors(context)]
    pages = ("years", "changes", "measures", "data", "meetings")
    links += [_link(context, page, context.href(page), here == page) for page in pages]
    return html.Ul(links)


def _focus_areas(context: Context) -> Component:
    items = []
    for area in context.strategy.focus_areas.values():
        name = [html.Span(area.id, className="ref"), " ", context.word(area.name)]
        items.append((area.id, name))
    return _menu(context, "focus_area", "focus_areas", items)


def _sectors(context: Context) -> Component:
    items = []
    for sector in context.strategy.sectors.values():
        name = [html.I(className=f"sector-{sector.id}"), context.word(sector.name)]
        items.append((sector.id, name))
    return _menu(context, "sector", "sectors", items)


def _menu(context: Context, page: str, word: str, items: Sequence[tuple[str, Sequence[Any]]]) -> Component:
    """Pages of one kind behind one word: their names are too long for a row."""
    here = context.address.id if context.address.page == page else ""
    links = [html.Li(_anchor(name, context.href(page, id_), id_ == here)) for id_, name in items]
    summary = html.Summary(context.say(f"frame.nav.{word}"), className="here" if here else "")
    return html.Li(html.Details([summary, html.Ul(links)], className="menu"))


def _link(context: Context, name: str, href: str, here: bool) -> Component:
    return html.Li(_anchor(context.say(f"frame.nav.{name}"), href, here))


def _anchor(children: Any, href: str, here: bool) -> Component:
    return html.A(children, href=href, **aria(current="page" if here else ""))


def _search(context: Context) -> Component:
    return html.Form(
        [
            html.Label(context.say("frame.search"), htmlFor="search", className="sr-only"),
            dbc.Input(
                id="search",
                name="q",
                type="search",
                value=context.address.q,
                placeholder=context.say("frame.search"),
                autocomplete="off",
                maxlength=100,
            ),
            html.Button(context.say("frame.search_go"), type="submit"),
        ],
        action=context.link(Address(context.lang, "measures")),
        method="GET",
        role="search",
        className="search",
    )


def _languages(context: Context) -> Component:
    links = [
        html.Li(
            html.A(
                lang.upper(),
                href=context.link(context.address.in_language(lang)),
                lang=lang,
                hrefLang=lang,
                title=say(lang, "frame.language"),
                **aria(current="true" if lang == context.lang else ""),
            )
        )
        for lang in LANGUAGES
    ]
    return html.Nav(html.Ul(links), className="languages", **aria(label=context.say("frame.languages")))


def _stand(context: Context) -> Component:
    """The day of the page and whose it is; another day than the usual one is a band that leads back."""
    usual = context.on == page_day(context.strategy, context.today)
    day: list[Component | str] = [context.say("frame.as_of"), " ", html.B(context.day(context.on))]
    if not usual:
        back = html.A(context.say("frame.back"), href=context.link(replace(context.address, on=None, known=None)))
        day = [context.say("frame.seen"), " ", html.B(context.day(context.on)), " · ", back]
    parts: list[Component] = [html.Span(day), *_other_days(context), *_knowledge(context)]
    parts += [html.Span(part, className="made") for part in _made(context)]
    parts.append(html.Span(_publisher(context)))
    return html.Div(html.Div(parts, className="wrap"), className="stand" if usual else "stand another-day")


def _knowledge(context: Context) -> list[Component]:
    """As of which knowledge the page is drawn; that later knowledge is in it, where there is any."""
    if context.address.known:
        return [html.Span(context.say("frame.known", day=context.day(context.address.known)))]
    newest = context.release.freshness(context.today).newest
    later = context.address.on is not None and newest is not None and newest > context.on
    return [html.Span(context.say("frame.later_values"))] if later else []


def _made(context: Context) -> list[str]:
    """When the release was built, and how old its newest figure is."""
    return [context.say("frame.built", day=context.day(context.release.built.date())), *_newest(context)]


def _newest(context: Context) -> list[str]:
    """When the newest figure became known and how long ago that is."""
    figures = context.release.freshness(context.today)
    if figures.newest is None or figures.months is None:
        return []
    age = context.count("frame.age", figures.months) if figures.months else context.say("frame.age_new")
    return [context.say("frame.newest", day=context.day(figures.newest), age=age)]


def _out_of_date(context: Context) -> list[Component]:
    """On every page whose newest figure is older than the strategy allows."""
    figures = context.release.freshness(context.today)
    if not figures.passed or figures.months is None or figures.limit is None:
        return []
    age, limit = (context.count("frame.months", n) for n in (figures.months, figures.limit))
    words: list[Component | str] = [
        html.Strong(context.say("frame.out_of_date")),
        " ",
        context.say("frame.out_of_date_text", age=age, limit=limit),
    ]
    return [html.Div(html.P(words, className="wrap"), className="out-of-date", role="note")]


def _made_up(context: Context) -> list[Component]:
    """On every page and print of the demo: these figures are not real."""
    if not context.strategy.made_up:
        return []
    words: list[Component | str] = [html.Strong(context.say("made_up.title")), " ", context.say("made_up.text")]
    return [html.Div(html.P(words, className="wrap"), className="made-up", role="note")]


def _publisher(context: Context) -> str:
    name = context.settings.publisher
    return context.say("frame.publisher", name=name) if name else context.say("frame.unofficial")


def _other_days(context: Context) -> list[Component]:
    """The choice of a day, where the page has no row of filters with it."""
    if context.address.page in measure_selection.SELECTING:
        return []
    ends = context.year_ends()
    here = context.on if context.on in (*ends, context.today) else None
    depends = (context.choices, context.today, here)
    return [kept(context, "other days", *depends, make=lambda of: _days(of, ends, here))]


def _days(context: Context, ends: Sequence[date], here: date | None) -> Component:
    days = [*((day, context.day(day)) for day in ends), (context.today, context.say("frame.today"))]
    links = [html.Li(_anchor(name, _on(context, day), day == here)) for day, name in days]
    return html.Details([html.Summary(context.say("frame.other_day")), html.Ul(links)], className="days")


def _on(context: Context, day: date) -> str:
    return context.link(context.on_day(context.address, day))


def _unread(context: Context) -> list[Component]:
    parts = context.address.unread
    return [html.P(context.say("frame.unread", parts=", ".join(parts)), className="notice")] if parts else []


def _unusable(context: Context) -> list[Component]:
    """What the address asks for and its page cannot use, said by name."""
    found = measure_selection.unusable(context.address)
    parts = [f"{context.say(f'filters.key.{key}')} ({value})" for key, value in found.items()]
    return [html.P(context.say("filters.unusable", parts=", ".join(parts)), className="notice")] if parts else []


def _footer(context: Context) -> Component:
    here = context.address.page
    about = here if here in ABOUT else ""
    return html.Footer(
        html.Div(
            [
                kept(context, "foot", context.on, context.today, make=_said_at_the_foot),
                *_code(context),
                kept(context, "about", about, make=lambda of: _about(of, about)),
            ],
            className="wrap",
        )
    )


def _said_at_the_foot(context: Context) -> list[Component]:
    own = (source.publishers_in(context.lang) for source in context.strategy.sources.values() if source.own)
    names = list(dict.fromkeys(name for several in own for name in several))
    sources = context.say("frame.sources", names=", ".join(names[:6]))
    return [
        html.P([_publisher(context), ". ", sources]),
        html.P(context.say("frame.foot", day=context.day(context.on))),
        html.P(". ".join(_made(context)) + ".", className="made-again"),
    ]


def _about(context: Context, here: str) -> Component:
    pages = [_link(context, page, context.href(page), here == page) for page in ABOUT]
    return html.Nav(html.Ul(pages), **aria(label=context.say("frame.about")))


def _code(context: Context) -> list[Component]:
    """On paper, the small code of the page with its days; where the public address is set and measures are shown."""
    shows = context.address.page in ("measure", *measure_selection.SELECTING)
    where = Edition(context, "").frozen() if shows else ""
    if not where:
        return []
    drawn = InlineSvg(markup=symbol_svg(where), className="code")
    return [html.Div([drawn, html.P(context.say("paper.code"))], className="paper")]
