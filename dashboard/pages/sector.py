"""A sector: its measures across all focus areas, what is expected of it and by when, its actions, the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import (
    action_list,
    aria,
    as_charts,
    chosen_actions,
    count_judged,
    distribution,
    downloads,
    filter_row,
    measure_list,
    road_to_target,
    selection_address,
)
from dashboard.context import Context, PageContent, PageNotFound
from dashboard.pages.deliverables import owed
from dashboard.pages.delivery_section import deliveries
from strategy.judging import Verdict
from strategy.model import Action, Goal, Measure, Sector


def page(context: Context) -> PageContent:
    """The page of one sector; an id that the strategy does not have raises `PageNotFound`."""
    sector = context.strategy.sectors.get(context.address.id)
    if sector is None:
        raise PageNotFound(context.address.id)
    verdicts = of_sector(context, sector)
    measures, judged = [v.measure for v in verdicts], count_judged(verdicts)
    items = owed(verdicts, context.on)
    lead = "sector.lead" if judged else "sector.lead_none"
    lead = "filters.lead" if context.selection().chosen_keys else lead
    return PageContent(
        context.word(sector.name),
        [
            html.P(context.say("sector.kicker"), className="kicker"),
            html.H1([html.I(className=f"square sector-{sector.id}"), context.word(sector.name)]),
            html.P(context.say(lead, n=judged, all=len(verdicts)), className="lead"),
            *_evidence(context, measures),
            filter_row(context),
            *deliveries(context, sector, items),
            html.Div(distribution(context, verdicts, sector=sector.id), className="wide-bar"),
            downloads.of_list(context, selection_address(context, "measures")),
            road_to_target(context, verdicts, selection_address(context, "overview")),
            *_measures(context, measures, {item.verdict.measure.id for item in items}),
            *_actions(context, sector),
            *_side_by_side(context, sector),
        ],
    )


def of_sector(context: Context, sector: Sector) -> list[Verdict]:
    """The verdicts of a sector's measures that the address chooses, those it shares with others included."""
    selection = context.selection()
    return [v for v in context.strategy_verdicts() if sector.id in v.measure.sectors and selection.holds(v)]


def _evidence(context: Context, measures: Sequence[Measure]) -> list[Component]:
    inferred = sum(m.sector_evidence == "inferred" for m in measures)
    shared = sum(len(m.sectors) > 1 for m in measures)
    told = [context.count(f"sector.{key}", n) for key, n in (("inferred", inferred), ("shared", shared)) if n]
    return [html.P(" ".join(told), className="note")] if told else []


def _measures(context: Context, measures: Sequence[Measure], owed_: Collection[str]) -> list[Component]:
    """All measures as a table; or charts, without the milestones and activities that stand among what is owed."""
    title = context.say("measures.title")
    shown = [m for m in measures if m.kind == "numeric" or m.id not in owed_ or not as_charts(context)]
    return [html.Section([html.H2(title), *measure_list(context, shown, title)])]


def _actions(context: Context, sector: Sector) -> list[Component]:
    year = context.strategy.review_day.year
    chosen = chosen_actions(context, context.strategy.actions.values())
    lists_ = [part for goal in context.strategy.goals.values() for part in _goal_actions(context, sector, goal, chosen)]
    body = lists_ or [html.P(context.say("sector.actions_none", year=year), className="empty")]
    return [html.Section([html.H2(context.say("sector.actions", year=year)), *body])]


def _goal_actions(context: Context, sector: Sector, goal: Goal, chosen: Sequence[Action]) -> list[Component]:
    of_goal = [a for a in chosen if a.goal == goal.id]
    own = {a.id for a in of_goal if sector.id in a.sectors}
    parents = {a.parent for a in of_goal if a.id in own and a.parent}
    shown = [a for a in of_goal if a.id in own | parents]
    if not shown:
        return []
    href = f"{context.href('focus_area', goal.focus_area)}#g{goal.id}"
    link = html.A([html.Span(goal.id, className="ref"), " ", context.word(goal.name)], href=href)
    return [html.H3(link), action_list(context, shown)]


def _side_by_side(context: Context, here: Sector) -> list[Component]:
    parts = [_one(context, sector, sector == here) for sector in context.strategy.sectors.values()]
    note = html.P(context.say("sector.all_note"), className="note")
    return [html.Section([html.H2(context.say("sector.all")), note, html.Div(parts, className="side-by-side")])]


def _one(context: Context, sector: Sector, here: bool) -> Component:
    verdicts = of_sector(context, sector)
    current = aria(current="page" if here else "")
    name = html.A(context.word(sector.name), href=context.href("sector", sector.id), **current)
    told = context.count("sector.measures", len(verdicts), judged=count_judged(verdicts))
    return html.Div(
        [
            html.H3([html.I(className=f"square sector-{sector.id}"), name]),
            html.P(told, className="under"),
            distribution(context, verdicts, sector=sector.id),
        ]
    )
