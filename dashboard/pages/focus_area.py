"""A focus area: its goals, and under each the subgoals, the measures, the milestones and the actions of the year."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import (
    SmallMultiples,
    action_list,
    aria,
    as_charts,
    chosen_actions,
    count_judged,
    distribution,
    downloads,
    filter_row,
    lists,
    original,
    road_to_target,
    selection_address,
)
from dashboard.context import Context, MeasureSelection, PageContent, PageNotFound
from strategy.model import Action, Goal, Measure, Subgoal

CONTEXT_SHOWN = 3
"""So many context measures of a goal stand open; the others behind a line that counts them."""


def page(context: Context) -> PageContent:
    """The page of one focus area; an id that the strategy does not have raises `PageNotFound`."""
    area = context.strategy.focus_areas.get(context.address.id)
    if area is None:
        raise PageNotFound(context.address.id)
    selection = context.selection()
    verdicts = selection.verdicts
    judged = count_judged(verdicts)
    lead = "focus_area.lead" if judged else "focus_area.lead_none"
    lead = "filters.lead" if selection.chosen_keys else lead
    chosen = {v.measure.goal for v in verdicts}
    goals = [goal for goal in context.strategy.goals.values() if goal.focus_area == area.id]
    goals = [goal for goal in goals if goal.id in chosen or not selection.chosen_keys]
    drawn = SmallMultiples.of(context, [v.measure for v in verdicts])
    return PageContent(
        context.word(area.name),
        [
            html.P(context.say("focus_area.kicker", id=area.id), className="kicker"),
            html.H1(context.word(area.name)),
            html.P(context.word(area.slogan), className="slogan"),
            html.P(context.say(lead, n=judged, all=len(verdicts)), className="lead"),
            html.Div(distribution(context, verdicts), className="wide-bar"),
            filter_row(context, selection),
            downloads.of_focus_area(context),
            road_to_target(context, verdicts, selection_address(context, "overview")),
            *([_contents(context, goals)] if goals else [html.P(context.say("filters.none"), className="empty")]),
            *(_goal(context, goal, selection, drawn, goal == goals[0]) for goal in goals),
        ],
    )


def _contents(context: Context, goals: Sequence[Goal]) -> Component:
    links = [html.Li(html.A(f"{goal.id} {context.word(goal.name)}", href=f"#g{goal.id}")) for goal in goals]
    return html.Nav(html.Ul(links), className="contents", **aria(label=context.say("focus_area.goals")))


def _goal(context: Context, goal: Goal, selection: MeasureSelection, drawn: SmallMultiples, first: bool) -> Component:
    """One goal; what holds of every list of actions is said under the `first`."""
    measures = [m for m in context.strategy.of_goal(goal.id) if selection.holds(context.verdicts[m.id])]
    own = [m for m in measures if m.role == "strategy"]
    return html.Section(
        [
            html.H2([html.Span(goal.id, className="ref"), " ", context.word(goal.name)]),
            *_own_words(context, goal),
            *_subgoals(context, [s for s in context.strategy.subgoals.values() if s.goal == goal.id]),
            *_own(context, own, drawn),
            *_context_measures(context, [m for m in measures if m.role == "context"]),
            *_actions(context, [a for a in context.strategy.actions.values() if a.goal == goal.id], first),
        ],
        id=f"g{goal.id}",
        className="goal",
    )


def _own_words(context: Context, goal: Goal) -> list[Component]:
    words = original(context, context.word(goal.name), goal.quote, labelled=True)
    return [html.P(words, className="goal-words")] if words else []


def _subgoals(context: Context, subgoals: Sequence[Subgoal]) -> list[Component]:
    return [html.Ul([_subgoal(context, s) for s in subgoals], className="subgoals")] if subgoals else []


def _subgoal(context: Context, subgoal: Subgoal) -> Component:
    name = context.word(subgoal.name)
    return html.Li([name, " ", *original(context, name, subgoal.quote)], id=subgoal.id)


def _own(context: Context, measures: Sequence[Measure], drawn: SmallMultiples) -> list[Component]:
    """The strategy's own measures of a goal, as charts or as a table."""
    if not measures:
        return []
    if as_charts(context):
        return drawn.parts(measures, of_goal=True)
    return [lists.rows(context, measures, context.say("measures.title"), hide_caption=True)]


def _context_measures(context: Context, measures: Sequence[Measure]) -> list[Component]:
    """The freshest by the page's day stand open; those without a figure by then are the last of the folded ones."""
    if not measures:
        return []
    fresh = sorted(measures, key=lambda m: -(lists.newest_year(context, m) or 0))
    shown = sum(lists.newest_year(context, m) is not None for m in fresh[:CONTEXT_SHOWN])
    cards = [lists.card(context, measure, level=4) for measure in fresh]
    first, rest = cards[:shown], cards[shown:]
    parts: list[Component] = [
        html.H3(context.say("focus_area.context")),
        html.P(context.say("focus_area.context_note"), className="note"),
        *([html.Div(first, className="cards context")] if first else []),
    ]
    if rest:
        more = html.Summary(context.count("focus_area.more_context", len(rest)))
        parts.append(html.Details([more, html.Div(rest, className="cards context")], className="fold"))
    return parts


def _actions(context: Context, actions: Sequence[Action], noted: bool) -> list[Component]:
    chosen = chosen_actions(context, actions)
    if not chosen:
        return []
    year = context.strategy.review_day.year
    title = html.H3(context.say("focus_area.actions", year=year))
    note = [html.P(context.say("actions.note"), className="note")] if noted else []
    return [title, *note, action_list(context, chosen, linked=False)]
