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

MOST_YEARS, MOST_IN_HALF = 30, 20
"""So many figures, the newest, are read from the back row."""
WIDE, HIGH = 1760.0, 560.0
LIKE_SIZE = 4


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
    own, units = measure.verdict.measure, content.strategy.units
    rows = _valid(measure, content, content.strategy.home)[-(MOST_IN_HALF if shown.both else MOST_YEARS) :]
    unit = units[own.unit].axis.in_(lang) if own.unit else ""
    items = [
        html.Div([html.Dt(formats.period(row.period, lang)), html.Dd(formats.figure(row, own.decimals, None, lang))])
        for row in reversed(rows)
    ]
    return [html.P(unit, className="about"), html.Dl(items, className="years")]


def _peers(shown: Wall, measure: ShownMeasure, lang: str) -> list[Component]:
    """The chart with the other areas that are of like size, and the newest figure of each."""
    content = shown.shown.content
    areas = (content.strategy.home, *measure.peers)
    newest = {area: rows[-1] for area in areas if (rows := _valid(measure, content, area))}
    items = [
        html.Div(
            [
                html.Dt(content.strategy.areas[area].name.in_(lang)),
                html.Dd(f"{_figure(measure, content, row, lang)} ({formats.period(row.period, lang)})"),
            ]
        )
        for area, row in newest.items()
    ]
    like = [area for area in measure.peers if area in newest and _alike(newest, content.strategy.home, area)]
    drawn = [plot(measure, content, lang, (HALF if shown.both else WIDE, HIGH), like)] if like else []
    return [*drawn, html.Dl(items, className="areas" if drawn else "areas alone")]


def _alike(newest: Mapping[str, Observation], home: str, area: str) -> bool:
    """Whether neither figure is so many times the other that beside it the smaller would be a flat line."""
    own, other = (newest[name].value if name in newest else None for name in (home, area))
    if not own or not other:
        return own is not None and other is not None
    return 1 / LIKE_SIZE <= abs(own / other) <= LIKE_SIZE


def _calculation(_: Wall, measure: ShownMeasure, lang: str) -> list[Component]:
    return [html.Ol([html.Li(line.in_(lang)) for line in measure.calculation], className="calculation")]


_MADE: Mapping[str, Callable[[Wall, ShownMeasure, str], list[Component]]] = {
    "years": _years,
    "peers": _peers,
    "calculation": _calculation,
}
