"""A whole screen: what is said at its head, what it shows, and at its foot where it comes from and where one can go."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.wall import foot, head
from dashboard.wall.agenda import agenda
from dashboard.wall.lists import road_half, selection_half, words_half
from dashboard.wall.measures import measure_half
from dashboard.wall.place import Wall
from dashboard.wall.steps import step_half


def wall(shown: Wall) -> Component:
    """The screen of a wall's place, in its language or, half by half, in two."""
    halves = [_half(shown, lang, leads=place == 0) for place, lang in enumerate(shown.place.langs)]
    body = html.Div(halves, className="halves" if shown.both else "one")
    return html.Div(
        [
            *head.flags(shown),
            html.Main(body, tabIndex="-1"),
            foot.foot(shown),
            html.Div(className="blank", hidden=True),
        ],
        lang=shown.lang,
        className="wall dark" if shown.place.dark else "wall",
    )


def _half(shown: Wall, lang: str, *, leads: bool) -> Component:
    """What the screen shows, in one language; the first half leads with the heading of the page."""
    return html.Div(_content(shown, lang, leads=leads), lang=lang, className="half")


def _content(shown: Wall, lang: str, *, leads: bool) -> list[Component]:
    screen = shown.screen
    if screen is None:
        return agenda(shown, lang, leads=leads)
    if shown.place.step:
        return step_half(shown, lang, leads=leads)
    make = {"measure": measure_half, "selection": selection_half, "road": road_half, "words": words_half}[screen.kind]
    return make(shown, lang, leads=leads)
