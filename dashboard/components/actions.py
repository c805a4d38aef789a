"""The actions of the year, sub-items under their own: who answers, how far it is, and the measures it stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.credits import title as source_title
from dashboard.components.marks import quote, sectors
from dashboard.context import Context, kept, measure_selection
from dashboard.data import find_actions
from strategy.model import Action, Measure
from strategy.wording import action_words, owner_words


def chosen_actions(context: Context, actions: Iterable[Action]) -> list[Action]:
    """Those of some actions that the address chooses: none, where it asks how a measure stands, as no action does."""
    asked = measure_selection.usable(context.address)
    if asked.group or asked.status or asked.has:
        return []
    found = {a.id for a in find_actions(asked.q, context.strategy)} if asked.q else None
    goals = context.strategy.goals
    return [
        action
        for action in actions
        if (found is None or action.id in found)
        and (not asked.sector or asked.sector in action.sectors)
        and (not asked.focus_area or goals[action.goal].focus_area == asked.focus_area)
    ]


def action_list(
    context: Context, actions: Sequence[Action], *, linked: bool = True, beside: Measure | None = None
) -> Component:
    """The actions in the strategy's order; one whose parent is not among them stands on its own.

    `linked` leads to the place where each stands among the actions of its goal; that page alone lists them unlinked.
    The measure that they stand `beside` on its own page is not named again.
    """
    told = tuple((action.id, context.state_of(action)) for action in actions)
    depends = (context.choices, told, linked, beside.id if beside else "")
    return kept(context, "actions", *depends, make=lambda of: _list(of, actions, linked, beside))


def _list(context: Context, actions: Sequence[Action], linked: bool, beside: Measure | None) -> Component:
    here = {action.id for action in actions}
    tops = [action for action in actions if action.parent not in here]
    items = [_action(context, action, actions, linked, beside) for action in tops]
    words = [html.Li([_ref(action), quote(context, action.quote)]) for action in actions]
    own = html.Details([html.Summary(context.own_words()), html.Ul(words)], className="own-words")
    return html.Div([html.Ul(items, className="actions"), own])


def _action(
    context: Context, action: Action, actions: Sequence[Action], linked: bool, beside: Measure | None
) -> Component:
    parts = [part for part in actions if part.parent == action.id]
    inner = html.Ul([_action(context, part, actions, linked, beside) for part in parts]) if parts else None
    content = [_name(context, action, linked), _facts(context, action), *_measures(context, action, beside), inner]
    return html.Li(content) if linked else html.Li(content, id=action.id)


def action_href(context: Context, action: Action) -> str:
    """Where an action stands among those of its goal."""
    area = context.strategy.goals[action.goal].focus_area
    return f"{context.href('focus_area', area)}#{action.id}"


def _name(context: Context, action: Action, linked: bool) -> Component:
    name = context.word(action.name)
    return html.P([_ref(action), " ", html.A(name, href=action_href(context, action)) if linked else name])


def _ref(action: Action) -> Component:
    return html.Span(action.id, className="ref")


def _facts(context: Context, action: Action) -> Component:
    """The sectors, who answers, and how far it is, with day and source."""
    parts: list[Component | str] = [sectors(context, action, short=True)]
    if names := owner_words(action, context.strategy.owners, context.lang):
        parts += [" · ", context.say("actions.owner", names=names)]
    event = context.state_of(action)
    parts += [" · ", html.B(action_words(event, context.lang))]
    if event is not None:
        parts += [" (", source_title(context, context.strategy.sources[event.source]), ")"]
    return html.P(parts, className="under")


def _measures(context: Context, action: Action, beside: Measure | None) -> list[Component]:
    """The measures that it stands beside; that it has none of its own, unless its parts have."""
    every = context.strategy.measures_of(action.id)
    others = [m for m in every if m != beside]
    if not every and not _parts_have(context, action):
        return [html.P(context.say("actions.no_measure"), className="under")]
    if not others:
        return []
    links = [html.A([f"{m.id} ", context.word(m.name)], href=context.href("measure", m.id)) for m in others]
    told = context.count("actions.measures" if beside is None else "actions.other_measures", len(links))
    return [html.P([told, " ", *_joined(links)], className="under")]


def _parts_have(context: Context, action: Action) -> bool:
    parts = (a for a in context.strategy.actions.values() if a.parent == action.id)
    return any(context.strategy.measures_of(part.id) for part in parts)


def _joined(links: Sequence[Component]) -> list[Component | str]:
    joined: list[Component | str] = []
    for link in links:
        joined += [link] if not joined else ["; ", link]
    return joined
