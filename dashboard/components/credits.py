"""Where figures were read: a source with its publisher, table and licence, and whether the figures are its own."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.context import Context, safe_link
from strategy.model import Source
from strategy.texts import known_key


def title(context: Context, source: Source) -> Component:
    """The title as text, in the page's language if it has one, else in its own."""
    text, lang = source.title_in(context.lang)
    return html.Span(text, lang=lang)


def credit(context: Context, source: Source, *, figures: bool = True) -> list[Component | str]:
    """The title, and under it publisher, table, licence, and whose the `figures` are that it gave."""
    if not figures:
        return published(context, source)
    basis = context.say("measure.source_own" if source.own else "measure.source_secondary")
    return [*published(context, source), " ", html.B(basis, className="" if source.own else "secondary")]


def published(context: Context, source: Source) -> list[Component | str]:
    """The title, a link where the source has an address; under it publisher, table and licence."""
    href = safe_link(source.url)
    text, lang = source.title_in(context.lang)
    name = html.A(text, href=href, lang=lang, rel="external") if href else title(context, source)
    by = ", ".join(source.publishers_in(context.lang))
    rest = "; ".join(part for part in (by, source.table, licence(context, source)) if part)
    return [name, html.Br(), html.Span(rest)]


def licence(context: Context, source: Source) -> str:
    """The licence's name, or our words for what the catalogue calls `not_stated`."""
    key = f"licences.{source.licence}"
    return context.say(key) if known_key(key) else source.licence
