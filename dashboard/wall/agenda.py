"""The agenda: what the meeting is, its items, and a way to the screens of each."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components import data
from dashboard.wall import parts
from dashboard.wall.place import Wall
from strategy.model import AgendaItem
from strategy.texts import count, formats


def agenda(shown: Wall, lang: str, *, leads: bool) -> list[Component]:
    """The agenda in one language. The items of the second half are links too: each half can be read alone."""
    meeting = shown.shown.content.meeting
    about: list[Component | str] = [parts.own_words(meeting.body, lang), " · "] if meeting.body else []
    items = [html.Li(_item(shown, place, item, lang)) for place, item in enumerate(meeting.items)]
    return [
        html.P([*about, formats.day(meeting.day, lang)], className="kicker"),
        parts.heading(parts.own_words(meeting.title, lang), leads=leads),
        html.Ol(items, className="agenda"),
        *_changed(shown, lang),
    ]


def _item(shown: Wall, place: int, item: AgendaItem, lang: str) -> list[Component]:
    numbers = [n for n, screen in enumerate(shown.shown.content.screens, 1) if screen.item == place]
    title = parts.own_words(item.title, lang)
    link = html.A(title, href=shown.at(screen=numbers[0], step=""), **data(go="there")) if numbers else title
    measures = shown.shown.content.measures
    names = [measures[id_].name.in_(lang) for id_ in item.measures if id_ in measures]
    under = [html.Small(" · ".join(names))] if names and names != [item.title.in_(lang)[0]] else []
    return [html.B(item.number), html.Span([link, *under])]


def _changed(shown: Wall, lang: str) -> list[Component]:
    """That something is no longer as it was sealed; the screens say what."""
    n = len(shown.shown.later)
    return [html.P(count(lang, "meetings.wall.changed", n), className="about")] if n else []
