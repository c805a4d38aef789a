"""Filters as rows of links: each choice is an address, and the one that the page stands on is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.context import Context


def choices(label: str, links: Iterable[tuple[str, str, bool]]) -> Component:
    """A labelled row of links, each (name, address, whether the page stands on it)."""
    items = [html.Li(_link(name, href, here)) for name, href, here in links]
    return html.Nav([html.Span(label, className="label"), html.Ul(items)], **aria(label=label))


def narrowing(context: Context, key: str, label: str, values: Iterable[tuple[str, str]], **cleared: str) -> Component:
    """A row that sets the filter `key` of the address, or takes it away; `cleared` goes with any change."""
    chosen = getattr(context.address, key)
    named = [("", context.say("measures.all")), *values]
    links = [(name, _address(context, {**cleared, key: value}), value == chosen) for value, name in named]
    return choices(label, links)


def _address(context: Context, changes: dict[str, Any]) -> str:
    return context.link(replace(context.address, **changes))


def _link(name: str, href: str, here: bool) -> Component:
    return html.A(name, href=href, **aria(current="true" if here else ""))
