"""The large figures of a measure in a row: a number with its unit smaller beside it, what is no number in words."""

from __future__ import annotations

import re

from dash import html
from dash.development.base_component import Component

from dashboard.context import Context
from strategy.judging import Verdict
from strategy.wording import LargeFigure, large_figures

_NUMBER = re.compile(r"([≥≤<>]?\s?[+\N{MINUS SIGN}]?\d[\d\s.,…–\N{MINUS SIGN}]*?)(\s%)?(?:\s(\D.*))?\Z")
"""A number, its per cent sign, its unit; a day (`31.12.2021`) is a number without a unit."""


def large_figures_row(context: Context, verdict: Verdict) -> list[Component]:
    """The row; nothing where there is nothing to say of a measure in figures."""
    found = large_figures(verdict, context.strategy.units, context.lang)
    return [html.Dl([_figure(figure) for figure in found], className="figures-row")] if found else []


def _figure(figure: LargeFigure) -> Component:
    under = [html.Small(figure.under)] if figure.under else []
    return html.Div([html.Dt(figure.label), html.Dd([_large(figure.text), *under])])


def _large(text: str) -> Component:
    match = _NUMBER.match(text)
    if match is None:
        return html.Strong(text, className="in-words")
    number, percent, unit = match.groups()
    parts: list[str | Component] = [f"{number}{percent or ''}"]
    return html.Strong([*parts, " ", html.Span(unit)] if unit else parts)
