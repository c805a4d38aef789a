"""The screen of one measure: its name, the sentence, the chart, the figures and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.description import describe, unnumbered
from dashboard.charts.drawing import svg
from dashboard.context import InlineSvg
from dashboard.wall import parts
from dashboard.wall.place import Wall
from strategy.meetings import MeetingContent, ShownMeasure
from strategy.wording import LargeFigure

SCALE, HALF_SCALE = 2.46, 2.7
"""From a drawing's pixels to those of a screen 1920 wide: its letters of 13 (in a half 12) pixels then stand at 32."""
WIDE, HALF = 1290.0, 860.0
"""Pixels that a chart has for its width on such a screen, beside the figures and in a half."""
HIGH = 620.0
"""Pixels that the heading and the foot leave for the sentence, the chart and what is said."""
LEAST = 330.0
LETTER = 15.5
"""Pixels of a letter of the sentence, on the average."""
LINE = 44.0
SENTENCE = 1760.0


def measure_half(shown: Wall, lang: str, *, leads: bool) -> list[Component]:
    """A measure in one language."""
    measure, screen = shown.measure, shown.screen
    if measure is None or screen is None:
        return []
    notes = [
        *parts.said(measure, lang),
        *parts.decisions(shown, screen, lang, added_alone=True),
        *parts.later(shown.shown.later.get(measure.id, ()), lang),
    ]
    return [
        parts.kicker(shown, screen, lang, measure if shown.both else None),
        parts.heading(measure.name.in_(lang), leads=leads),
        parts.verdict(measure, lang),
        _body(shown, measure, lang, len(notes)),
        *notes,
    ]


def _body(shown: Wall, measure: ShownMeasure, lang: str, notes: int) -> Component:
    """The chart with the figures beside it; in a half, where room is scarce, the sentence and the chart say them."""
    drawn = has_chart(measure)
    if shown.both:
        figures = [] if drawn else [_figures(measure.figures[lang])]
        return html.Div([*_plot(shown, measure, lang, HALF, notes, drawn), *figures], className="body")
    aside = html.Div([_figures(measure.figures[lang]), parts.sectors(shown, measure, lang)], className="beside")
    return html.Div(
        [*_plot(shown, measure, lang, WIDE, notes, drawn), aside], className="body" if drawn else "body bare"
    )


def has_chart(measure: ShownMeasure) -> bool:
    """Whether there are figures to draw: one alone, with nothing to be drawn against, is told larger as a number."""
    own, latest = measure.verdict.measure, measure.verdict.latest
    told = {row.period for row in measure.rows if row.tells and (latest is None or row.area == latest.area)}
    return own.kind == "numeric" and len(told) > (0 if own.targets or own.baseline else 1)


def _plot(shown: Wall, measure: ShownMeasure, lang: str, width: float, notes: int, drawn: bool) -> list[Component]:
    if not drawn:
        return []
    across = SENTENCE if not shown.both else HALF
    lines = -(-len(measure.sentence.in_(lang)) * LETTER // across) + 2 * notes
    high = max(LEAST, HIGH - lines * LINE)
    return [plot(measure, shown.shown.content, lang, (width, high))]


def plot(
    measure: ShownMeasure,
    content: MeetingContent,
    lang: str,
    size: tuple[float, float],
    peers: Sequence[str] | None = None,
) -> Component:
    """The chart as it was known, for a place of so many pixels; without `peers` the areas that a target names."""
    own = measure.verdict.measure
    compared = [area for area in measure.peers if any(t.reference == area for t in own.targets)]
    chart = describe(
        own,
        measure.verdict,
        measure.rows,
        content.strategy,
        lang,
        day=content.on,
        known=content.on,
        peers=compared if peers is None else peers,
        long=False,
        finding=measure.sentence.in_(lang),
    )
    scale = SCALE if size[0] > HALF else HALF_SCALE
    drawing = svg(unnumbered(chart), width=round(size[0] / scale), height=round(size[1] / scale))
    return html.Div(InlineSvg(markup=drawing, className="chart"), className="plot")


def _figures(figures: Sequence[LargeFigure]) -> Component:
    found = [
        html.Div([html.Dt(one.label), html.Dd([html.B(one.text), *([html.Span(one.under)] if one.under else [])])])
        for one in figures
    ]
    return html.Dl(found, className="figures")
