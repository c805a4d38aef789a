"""The list of measures: by status, sector, focus area, what they have, and search word. Its controls are links.

A search word also finds actions and subgoals; they stand after the measures and are never counted among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import action_list, aria, count_groups, downloads, lists, narrowing
from dashboard.context import Context, PageContent, PageNotFound
from dashboard.data import find, find_actions, find_subgoals
from dashboard.pages.overview import baseline_only
from strategy.judging import GROUPS, JUDGED_GROUPS, Verdict
from strategy.model import Action, Measure, Subgoal
from strategy.texts import formats
from strategy.wording import group_word, status_word


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
            _filters(context),
            downloads.of_list(context),
            *_section(context, own, "measures.strategy"),
            *_section(context, others, "measures.context"),
            *_actions(context, actions),
            *_subgoals(context, subgoals),
        ],
    )


def matches(context: Context) -> tuple[list[Measure], list[Measure]]:
    """The measures of the strategy that the address asks for, and the context measures that a search finds."""
    check(context)
    q = context.address.q
    all_ = find(q, context.strategy) if q else list(context.strategy.measures.values())
    own = [m for m in all_ if m.role == "strategy" and _wanted(context, context.verdicts[m.id])]
    if not q:
        own.sort(key=lambda m: lists.worst_first(context.verdicts[m.id]))
    return own, [m for m in all_ if m.role == "context" and q and in_part(context, m)]


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


def check(context: Context) -> None:
    """Raise `PageNotFound` where the address filters by a sector or focus area that the strategy does not have."""
    address = context.address
    if address.sector and address.sector not in context.strategy.sectors:
        raise PageNotFound(address.sector)
    if address.focus_area and address.focus_area not in context.strategy.focus_areas:
        raise PageNotFound(address.focus_area)


def _wanted(context: Context, verdict: Verdict) -> bool:
    address, judged = context.address, verdict.headline
    groups = JUDGED_GROUPS if address.group == "judged" else (address.group,)
    return (
        in_part(context, verdict.measure)
        and (not address.status or judged.status == address.status)
        and (not address.group or judged.group in groups)
        and (address.has != "baseline_only" or baseline_only(verdict))
        and (address.has != "nothing" or (verdict.latest is None and verdict.measure.kind == "numeric"))
    )


def in_part(context: Context, measure: Measure) -> bool:
    """The filters that a context measure has too."""
    address = context.address
    in_sector = not address.sector or address.sector in measure.sectors
    return in_sector and (not address.focus_area or measure.focus_area == address.focus_area)


def _title(context: Context) -> str:
    if context.address.q:
        return context.say("measures.found_title", q=context.address.q)
    parts = chosen_filters(context)
    return f"{context.say('measures.title')}: {', '.join(parts)}" if parts else context.say("measures.title")


def chosen_filters(context: Context) -> list[str]:
    """The filters of the address in words: what a page is narrowed to stands in its title, on paper too."""
    address, strategy = context.address, context.strategy
    parts = []
    if address.status:
        parts.append(status_word(address.status, context.lang))
    if address.group:
        parts.append(_group(context, address.group))
    if address.has:
        parts.append(context.say(f"measures.has.{address.has}"))
    if address.sector:
        parts.append(context.word(strategy.sectors[address.sector].name))
    if address.focus_area:
        parts.append(context.word(strategy.focus_areas[address.focus_area].name))
    return parts


def _group(context: Context, group: str) -> str:
    return context.say("measures.judged") if group == "judged" else group_word(group, context.lang)


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
        [html.Section([html.H2(context.say(key)), lists.rows(context, measures, context.say(key), hide_caption=True)])]
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


def _filters(context: Context) -> Component:
    strategy, counts = context.strategy, count_groups(context.strategy_verdicts())
    groups = [
        ("judged", context.say("measures.judged")),
        *((g, group_word(g, context.lang)) for g in GROUPS if g in counts),
    ]
    sectors = [(s.id, context.word(s.short)) for s in strategy.sectors.values()]
    areas = [(a.id, f"{a.id} {context.word(a.name)}") for a in strategy.focus_areas.values()]
    return html.Div(
        [
            narrowing(context, "group", context.say("measures.filter.group"), groups, status="", has=""),
            narrowing(context, "sector", context.say("measures.filter.sector"), sectors),
            narrowing(context, "focus_area", context.say("measures.filter.focus_area"), areas),
        ],
        className="filters",
    )
