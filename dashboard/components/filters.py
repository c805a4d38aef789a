"""Choices as rows of links: each is an address, and the one that the page stands on is marked."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria


def choices(label: str, links: Iterable[tuple[str, str, bool]]) -> Component:
    """A labelled row of links, each (name, address, whether the page stands on it)."""
    items = [html.Li(_link(name, href, here)) for name, href, here in links]
    return html.Nav([html.Span(label, className="label"), html.Ul(items)], **aria(label=label))


def _link(name: str, href: str, here: bool) -> Component:
    return html.A(name, href=href, **aria(current="true" if here else ""))
