"""The list of measures: by status, sector, focus area, what they have, and search word. Its controls are links.

A search word also finds actions and subgoals; they stand after the measures and are never counted among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import action_list, aria, chosen_words, downloads, filter_row, lists, measure_list
from dashboard.context import Context, PageContent
from dashboard.data import find_actions, find_subgoals
from strategy.model import Action, Measure, Subgoal
from strategy.texts import formats


def page(context: Context) -> PageContent:
    """The measures that the address asks for, worst first; a search keeps its own order, best hit first."""
    own, others = matches(context)
    actions, subgoals = _found(context)
    title = _title(context)
    return PageContent(
        title,
        [
            html.H1(title),
            html.P(
                _lead(context, len(own), len(others), actions=len(actions), subgoals=len(subgoals)),
                className="lead",
                **aria(live="polite"),
            ),
            filter_row(context),
            downloads.of_list(context),
            *_section(context, own, "measures.strategy"),
            *_section(context, others, "measures.context"),
            *_actions(context, actions),
            *_subgoals(context, subgoals),
        ],
    )


def matches(context: Context) -> tuple[list[Measure], list[Measure]]:
    """The measures of the strategy that the address asks for, and the context measures that a search finds."""
    selection, q = context.selection(), context.address.q
    found = context.found() if q else context.strategy.measures
    kept = [
        m for m in map(context.strategy.measures.__getitem__, found or ()) if selection.holds(context.verdicts[m.id])
    ]
    own = [m for m in kept if m.role == "strategy"]
    if not q:
        own.sort(key=lambda m: lists.worst_first(context.verdicts[m.id]))
    return own, [m for m in kept if m.role == "context" and q]


def _found(context: Context) -> tuple[list[Action], list[Subgoal]]:
    """The actions and subgoals that a search finds; they have no status that a list could be narrowed by."""
    address = context.address
    if not address.q or address.status or address.group or address.has:
        return [], []
    actions = [a for a in find_actions(address.q, context.strategy) if _in_area(context, a.goal)]
    subgoals = [s for s in find_subgoals(address.q, context.strategy) if _in_area(context, s.goal)]
    if address.sector:
        return [a for a in actions if address.sector in a.sectors], []
    return actions, subgoals


def _in_area(context: Context, goal: str) -> bool:
    wanted = context.address.focus_area
    return not wanted or context.strategy.goals[goal].focus_area == wanted


def _title(context: Context) -> str:
    if context.address.q:
        return context.say("measures.found_title", q=context.address.q)
    parts = chosen_words(context)
    return f"{context.say('measures.title')}: {', '.join(parts)}" if parts else context.say("measures.title")


def _lead(context: Context, own: int, others: int, *, actions: int, subgoals: int) -> str:
    """How many were found of what; a search that found none of the strategy's measures says first what it did find."""
    found = {"actions.found": actions, "actions.found_subgoals": subgoals}
    if not own:
        found = {"actions.found_context": others, **found}
    parts = [context.count(key, n) for key, n in found.items() if n]
    if not own:
        some = formats.listed(parts, context.lang)
        return context.say("actions.only", parts=some) if parts else context.say("measures.none")
    told = [context.count("measures.count_context", others)] if others else []
    told += [context.say("actions.also", parts=formats.listed(parts, context.lang))] if parts else []
    return " ".join([context.count("measures.count", own), *told])


def _section(context: Context, measures: Sequence[Measure], key: str) -> list[Component]:
    return (
        [html.Section([html.H2(context.say(key)), *measure_list(context, measures, context.say(key))])]
        if measures
        else []
    )


def _actions(context: Context, actions: Sequence[Action]) -> list[Component]:
    if not actions:
        return []
    title = context.say("focus_area.actions", year=context.strategy.review_day.year)
    note = html.P(context.say("actions.note"), className="note")
    return [html.Section([html.H2(title), note, action_list(context, actions)])]


def _subgoals(context: Context, subgoals: Sequence[Subgoal]) -> list[Component]:
    if not subgoals:
        return []
    items = [html.Li(_subgoal(context, subgoal)) for subgoal in subgoals]
    return [html.Section([html.H2(context.say("actions.subgoals")), html.Ul(items, className="actions")])]


def _subgoal(context: Context, subgoal: Subgoal) -> list[Component]:
    """A subgoal as a link to its place, and the goal that it is of."""
    goal = context.strategy.goals[subgoal.goal]
    href = context.href("focus_area", goal.focus_area)
    link = html.A(context.word(subgoal.name), href=f"{href}#{subgoal.id}")
    place = html.A([html.Span(goal.id, className="ref"), " ", context.word(goal.name)], href=f"{href}#g{goal.id}")
    return [html.P([html.Span(subgoal.id, className="ref"), " ", link]), html.P(place, className="under")]
