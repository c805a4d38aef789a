"""The actions of the year, sub-items under their own, each with its sectors; the strategy's own words behind a line."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.marks import quote, sectors
from dashboard.context import Context
from strategy.model import Action


def action_list(context: Context, actions: Sequence[Action]) -> Component:
    """The actions in the strategy's order; one whose parent is not among them stands on its own."""
    here = {action.id for action in actions}
    items = [_action(context, action, actions) for action in actions if action.parent not in here]
    words = [html.Li(quote(context, action.quote)) for action in actions]
    own = html.Details([html.Summary(context.own_words()), html.Ul(words)], className="own-words")
    return html.Div([html.Ul(items, className="actions"), own])


def _action(context: Context, action: Action, actions: Sequence[Action]) -> Component:
    parts = [_action(context, part, actions) for part in actions if part.parent == action.id]
    return html.Li(
        [
            context.word(action.name),
            " ",
            sectors(context, action, short=True),
            html.Ul(parts) if parts else None,
        ]
    )
