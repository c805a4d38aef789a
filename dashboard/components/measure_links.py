"""References to measures inside of texts (`4.2-i`) as links to their pages, in the page's language and on its days."""

from __future__ import annotations

import re

from dash import html
from dash.development.base_component import Component

from dashboard.context import Context

_REFERENCE = re.compile(r"(?<![\w.-])\d{1,2}\.\d{1,2}-[A-Za-z]{1,3}\d{0,2}(?![\w-]|\.\d)")


def with_links(context: Context, text: str) -> list[str | Component]:
    """The text in pieces: every id of another measure of the strategy is a link, everything else stays as it is."""
    pieces: list[str | Component] = []
    end = 0
    for found in _REFERENCE.finditer(text):
        measure = context.strategy.measures.get(found[0])
        if measure is None or (context.address.page, context.address.id) == ("measure", measure.id):
            continue
        link = html.A(found[0], href=context.href("measure", measure.id), title=context.word(measure.name))
        pieces += [text[end : found.start()], link]
        end = found.end()
    return [piece for piece in (*pieces, text[end:]) if piece != ""]
