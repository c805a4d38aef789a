"""Two measures in one picture on a measure's page: their names, the choice between index and one above the other."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.components import ShownView, aria, has_history, indexable, large_chart, lists, twin
from dashboard.context import Context
from strategy.model import Measure

INDEX = "index"
CHART = "kuvio"
"""The place of the chart in the page."""


def upper_name(context: Context, shown: ShownView) -> list[Component]:
    """The name of the upper chart, where there are two."""
    return [_name(context, shown.figures.measure)] if shown.lower else []


def lower_chart(context: Context, shown: ShownView) -> list[Component]:
    """The chart of the other measure, with its name."""
    if shown.lower is None or shown.other is None:
        return []
    return [_name(context, shown.other, linked=True), large_chart(context, shown.lower)]


def lower_twin(context: Context, shown: ShownView) -> list[Component]:
    """The numbers of that chart as a table."""
    return [twin(context, shown.lower, shown.other.id)] if shown.lower and shown.other else []


def _name(context: Context, measure: Measure, *, linked: bool = False) -> Component:
    name = lists.link(context, measure) if linked else context.word(measure.name)
    return html.P([html.Span(measure.id, className="ref"), " ", name], className="pair-name")


def unpaired(context: Context, shown: ShownView) -> list[Component]:
    """That the measure which the address names cannot stand beside this one."""
    if not context.address.other or shown.other is not None:
        return []
    return [html.P(context.say("views.pair.impossible", id=context.address.other), className="note")]


def pair_choices(context: Context, shown: ShownView) -> list[tuple[str, str, bool]]:
    """The ways in which the two can be shown, and the way back to the one."""
    index = shown.form == INDEX
    ways = [("index", {"form": INDEX}, index)] if shown.indexable else []
    ways += [("apart", {"form": ""}, not index), ("alone", {"form": "", "other": ""}, False)]
    return [(context.say(f"views.pair.{key}"), _link(context, **state), here) for key, state, here in ways]


def pairing(context: Context, measure: Measure, other: Measure) -> str | None:
    """The form in which two measures are set in one picture; None where the first has no history."""
    if not has_history(context, measure):
        return None
    return INDEX if indexable(context, measure, other) else ""


def together(context: Context, measure: Measure, other: Measure, form: str | None) -> list[Component]:
    """The link that shows both in one picture in their `pairing`."""
    if form is None:
        return []
    words = context.say("views.pair.together", id=measure.id)
    href = _link(context, other=other.id, form=form, compare=(), grain="")
    return [
        html.P(html.A(words, href=href, **aria(label=f"{words}: {context.word(other.name)}")), className="together")
    ]


def _link(context: Context, **state: object) -> str:
    return context.link(replace(context.address, **state))  # type: ignore[arg-type]
