"""What a page says first to a reader who comes from paper: what has changed since it was printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.context import Context, measure_selection
from dashboard.data import judge_all
from dashboard.pages.change_groups import lines
from dashboard.pages.changes import changes_within
from strategy.judging import MeasureChanges, Span

MOST_TOLD = 6
"""So many measures are told one by one; of more, how many they are, with the way to all."""


def since_printed(context: Context) -> list[Component]:
    """The note of an address from paper; nothing for any other, and where no measures are shown."""
    printed = context.address.printed
    if printed is None or context.address.page not in ("measure", *measure_selection.SELECTING):
        return []
    first = min(printed, context.address.known or printed)
    found = _changes(context, first)
    day = context.day(printed)
    told = context.count("paper.changed", len(found), day=day) if found else context.say("paper.unchanged", day=day)
    return [html.Div([html.P(told), *_told(context, found, first)], className="notice", role="note")]


def _changes(context: Context, first: date) -> Sequence[MeasureChanges]:
    """What became known of the measures of the page after the paper, judged on the page's own day."""
    if first >= context.today:
        return ()
    before, after = (judge_all(context.release, context.on, known) for known in (first, context.today))
    shown = _shown(context)
    every = changes_within(context, Span(first, context.today, before, before, after))
    return [change for change in every if change.measure.id in shown]


def _shown(context: Context) -> set[str]:
    if context.address.page == "measure":
        return {context.address.id}
    return {verdict.measure.id for verdict in context.selection().verdicts}


def _told(context: Context, found: Sequence[MeasureChanges], first: date) -> list[Component]:
    if not found:
        return []
    if len(found) <= MOST_TOLD:
        return [lines(context, found)]
    address = replace(context.address.to("changes"), known=None, first=first, last=context.today)
    return [html.P(html.A(context.say("paper.all_changes"), href=context.link(address)))]
