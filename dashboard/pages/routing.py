"""The pages, in one explicit list, and the one way from an address to a page. No page opens data or reads a clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import dash
from dash import html
from flask import g

from dashboard.components import chosen_words, frame, margin_rules, sector_rules
from dashboard.context import Context, Page, PageContent, PageNotFound, measure_selection, soften_tree, urls
from dashboard.data import Store
from dashboard.pages import (
    accessibility,
    changes,
    coverage,
    data,
    focus_area,
    measure,
    measures,
    meeting,
    meetings,
    method,
    not_found,
    overview,
    sector,
    sources,
    years,
)
from dashboard.pages.printed import since_printed
from dashboard.settings import Settings
from strategy.model import LANGUAGES

PAGES: Mapping[str, Callable[[Context], PageContent]] = {
    "overview": overview.page,
    "focus_area": focus_area.page,
    "measure": measure.page,
    "measures": measures.page,
    "sector": sector.page,
    "years": years.page,
    "data": data.page,
    "meetings": meetings.page,
    "meeting": meeting.page,
    "changes": changes.page,
    "coverage": coverage.page,
    "method": method.page,
    "sources": sources.page,
    "accessibility": accessibility.page,
}


WALL = "meeting"
"""The part of a wall's document that its script puts another screen in the place of."""
_TELLING = ("measures", "years")
"""Pages whose heading says what they are narrowed to."""


@dataclass(frozen=True, slots=True)
class Services:
    """What a running dashboard has at hand: the data, the settings and the clock."""

    store: Store
    settings: Settings
    today: Callable[[], date] = date.today


def route(path: str, query: str, services: Services) -> Page:
    """The page of an address, whole, with its status, language and title. Unknown pages and ids are 404."""
    address = urls.read(path, query)
    known = address or urls.Address(_language(path), "overview")
    context = Context.of(known, services.store.release(), services.settings, services.today())
    try:
        content = PAGES[known.page](context) if address else not_found.page(context)
        if content.found:
            content = replace(content, body=[*since_printed(context), *content.body])
    except PageNotFound:
        content = not_found.page(context)
    css = sector_rules(context.strategy.sectors.values()) + margin_rules(context)
    status = 200 if content.found else 404
    if content.wall:
        return Page(
            status, known.lang, _title(context, content), html.Div(content.body, id=WALL), css, wall=content.wall
        )
    return Page(status, known.lang, _title(context, content), frame(context, content), css)


def _title(context: Context, content: PageContent) -> str:
    """What stands in the tab: what the page shows, what it is narrowed to, and the day, if another than usual."""
    page = context.address.page
    tells = content.found and page in measure_selection.SELECTING and page not in _TELLING
    told = chosen_words(context) if tells else []
    day = [context.day(context.address.on)] if context.address.on else []
    parts = [": ".join([content.title, *([", ".join(told)] if told else [])]), *day]
    title = f"{' · '.join(parts)} – {context.say('frame.name')}"
    return f"{title} ({context.say('made_up.short')})" if context.strategy.made_up else title


def _language(path: str) -> str:
    first = path.strip("/").partition("/")[0]
    return first if first in LANGUAGES else LANGUAGES[0]


def register(services: Services) -> None:
    """Register every page in every language with Dash; called once, after the app exists."""
    for name in PAGES:
        for lang in LANGUAGES:
            path = urls.Address(lang, name).path()
            template = f"{path}/<ref>" if name in urls.WITH_ID else path
            dash.register_page(f"{name}_{lang}", path_template=template, **_drawing(services))
    dash.register_page("pages.not_found_404", path="/404", **_drawing(services))
    data.connect(lambda path, query: _asked(services, path, query))


def _asked(services: Services, path: str, query: str) -> Context | None:
    """The context of the page from which a callback asks; None where no page stands there."""
    address = urls.read(f"/{dash.strip_relative_path(path) or ''}", query)
    return Context.of(address, services.store.release(), services.settings, services.today()) if address else None


def _drawing(services: Services) -> dict[str, Callable[..., Any]]:
    """Dash's layout and title of a page. Both read the address itself: a query key must not pass for a part of it."""
    return {"layout": lambda **_: soften_tree(_here(services).body), "title": lambda **_: _here(services).title}


def _here(services: Services) -> Page:
    """The page at which the browser stands; drawn once per request, for the layout and the title alike."""
    if "page" not in g:
        inputs = dash.ctx.inputs
        path = dash.strip_relative_path(inputs["_pages_location.pathname"]) or ""
        g.page = route(f"/{path}", (inputs["_pages_location.search"] or "").lstrip("?"), services)
    page: Page = g.page
    return page
