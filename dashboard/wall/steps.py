"""A step down from a measure's screen: its figures by period, other areas beside it, how its status was come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.charts.description import current
from dashboard.wall import parts
from dashboard.wall.measures import HALF, plot
from dashboard.wall.place import Wall
from strategy.meetings import MeetingContent, ShownMeasure
from strategy.model import ACTUAL, Observation
from strategy.texts import formats, say

MOST_YEARS = 30
"""So many figures, the newest, are read from the back row."""
WIDE, HIGH = 1760.0, 560.0


def step_half(shown: Wall, lang: str, *, leads: bool) -> list[Component]:
    """The step of a wall's place in one language."""
    measure = shown.measure
    if measure is None:
        return []
    make = _MADE[shown.place.step]
    return [
        html.P(say(lang, f"meetings.wall.step.{shown.place.step}"), className="kicker"),
        parts.heading(measure.name.in_(lang), leads=leads),
        *make(shown, measure, lang),
    ]


def _valid(measure: ShownMeasure, content: MeetingContent, area: str) -> list[Observation]:
    """The figures of an area as they were known, in order of time; a budget is none of them."""
    rows = (row for row in current(measure.rows, content.on) if row.area == area and row.tells)
    return [row for row in rows if row.quality in (*ACTUAL, "bound")]


def _figure(measure: ShownMeasure, content: MeetingContent, row: Observation, lang: str) -> str:
    own = measure.verdict.measure
    return formats.figure(row, own.decimals, content.strategy.units.get(own.unit or ""), lang)


def _years(shown: Wall, measure: ShownMeasure, lang: str) -> list[Component]:
    """The newest figures, each under its period, the newest first."""
    content = shown.shown.content
    rows = _valid(measure, content, content.strategy.home)[-MOST_YEARS:]
    items = [
        html.Div([html.Dt(formats.period(row.period, lang)), html.Dd(_figure(measure, content, row, lang))])
        for row in reversed(rows)
    ]
    return [html.Dl(items, className="years")]


def _peers(shown: Wall, measure: ShownMeasure, lang: str) -> list[Component]:
    """The chart with the other areas, and the newest figure of each."""
    content = shown.shown.content
    size = (HALF if shown.both else WIDE, HIGH)
    items = []
    for area in (content.strategy.home, *measure.peers):
        rows = _valid(measure, content, area)
        if rows:
            period = formats.period(rows[-1].period, lang)
            value = f"{_figure(measure, content, rows[-1], lang)} ({period})"
            items.append(html.Div([html.Dt(content.strategy.areas[area].name.in_(lang)), html.Dd(value)]))
    return [plot(measure, content, lang, size, measure.peers), html.Dl(items, className="areas")]


def _calculation(_: Wall, measure: ShownMeasure, lang: str) -> list[Component]:
    return [html.Ol([html.Li(line.in_(lang)) for line in measure.calculation], className="calculation")]


_MADE: Mapping[str, Callable[[Wall, ShownMeasure, str], list[Component]]] = {
    "years": _years,
    "peers": _peers,
    "calculation": _calculation,
}
