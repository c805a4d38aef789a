"""Screens of several measures, of their road, and of an item's words and decisions."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts.description import Road, describe_road
from dashboard.charts.drawing import road_svg
from dashboard.context import InlineSvg
from dashboard.wall import parts
from dashboard.wall.measures import SCALE
from dashboard.wall.place import Wall
from strategy.meetings import MeetingScreen
from strategy.texts import count, say, sentence_case

ROAD_WIDE, ROAD_HALF = 1760.0, 860.0
MOST_ROWS, MOST_ROWS_HALF = 4, 2
"""So many measures have a row on the road."""


def selection_half(shown: Wall, lang: str, *, leads: bool) -> list[Component]:
    """Several measures as rows: sign, name, value, target, sector."""
    screen = _screen(shown)
    measures = shown.shown.content.of_screen(screen)
    item = shown.shown.content.meeting.items[screen.item]
    part = f" ({screen.part}/{screen.parts})" if screen.parts > 1 else ""
    head = html.P([f"{item.number}{part}"], className="kicker")
    if not measures:
        nothing = html.P(say(lang, "meetings.wall.nothing"), className="words")
        return [head, parts.heading(parts.own_words(item.title, lang), leads=leads), nothing]
    rows = [
        html.Tr(
            [
                html.Td(parts.sign_of(one.status, 28), className="of"),
                html.Th([one.name.in_(lang), html.Small(sentence_case(one.status_word.in_(lang)))], scope="row"),
                html.Td([one.value.in_(lang), html.Small(one.target.in_(lang))]),
                *([] if shown.both else [html.Td(parts.sectors(shown, one, lang))]),
            ]
        )
        for one in measures
    ]
    notes = [note for one in measures for note in shown.shown.later.get(one.id, ())]
    return [
        head,
        parts.heading(parts.own_words(item.title, lang), leads=leads),
        html.Table(html.Tbody(rows), className="list"),
        *parts.later(notes[:2], lang),
        *parts.decisions(shown, screen, lang, added_alone=True),
    ]


def road_half(shown: Wall, lang: str, *, leads: bool) -> list[Component]:
    """The road of the judged measures."""
    screen, content = _screen(shown), shown.shown.content
    measures = content.of_screen(screen)
    item = content.meeting.items[screen.item]
    earlier = {one.id: one.earlier for one in measures if one.earlier is not None}
    road = describe_road([one.verdict for one in measures], earlier, content.strategy, lang, on=content.on)
    most = MOST_ROWS_HALF if shown.both else MOST_ROWS
    drawn = []
    if road.dots:
        width = (ROAD_HALF if shown.both else ROAD_WIDE) / SCALE
        drawing = road_svg(_worst(road, most), round(width))[0]
        drawn = [html.Div(InlineSvg(markup=drawing, className="chart"), className="plot road")]
    about = [say(lang, "meetings.wall.worst", n=most, all=len(road.dots))] if len(road.dots) > most else []
    about += [count(lang, "meetings.wall.off_road", len(road.beside))] if road.beside else []
    return [
        html.P(item.number, className="kicker"),
        parts.heading(parts.own_words(item.title, lang), leads=leads),
        html.P(road.finding, className="verdict"),
        *drawn,
        html.P(" ".join(about), className="about"),
        *parts.decisions(shown, screen, lang, added_alone=True),
    ]


def _worst(road: Road, most: int) -> Road:
    """The road with so many dots, the worst first, each with a row and its name: more would not be read from afar."""
    return replace(road, dots=tuple(replace(dot, named=True) for dot in road.dots[:most]))


def words_half(shown: Wall, lang: str, *, leads: bool) -> list[Component]:
    """What is said of an item, and what was decided."""
    screen = _screen(shown)
    item = shown.shown.content.meeting.items[screen.item]
    notes = [html.P(parts.own_words(item.notes, lang), className="words")] if item.notes else []
    return [
        html.P(item.number, className="kicker"),
        parts.heading(parts.own_words(item.title, lang), leads=leads),
        *notes,
        *parts.decisions(shown, screen, lang),
    ]


def _screen(shown: Wall) -> MeetingScreen:
    """The screen of a wall that does not show its agenda."""
    screen = shown.screen
    if screen is None:
        raise ValueError("the agenda is no screen")
    return screen
