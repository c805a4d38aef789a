"""Words of another language inside a text of the page: marked, so that they are read aloud as what they are."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component


def with_language(text: str, words: str, own: str, lang: str) -> list[str | Component]:
    """`text` of the language `lang` with the `words` of the language `own` in it marked; whole where these are one.

    The words may begin the text with a capital that they do not have themselves.
    """
    place = text.lower().find(words.lower()) if words and own != lang else -1
    if place < 0:
        return [text]
    end = place + len(words)
    parts: list[str | Component] = [text[:place], html.Span(text[place:end], lang=own), text[end:]]
    return [part for part in parts if part]
