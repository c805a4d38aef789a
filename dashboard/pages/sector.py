"""A sector: its measures across all focus areas, what is expected of it and by when, its actions, the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import action_list, aria, distribution, downloads, lists, road_to_target
from dashboard.context import Context, PageContent, PageNotFound
from dashboard.pages.deliverables import owed
from dashboard.pages.delivery_section import deliveries
from strategy.judging import JUDGED_GROUPS, Verdict
from strategy.model import Goal, Measure, Sector


def page(context: Context) -> PageContent:
    """The page of one sector; an id that the strategy does not have raises `PageNotFound`."""
    sector = context.strategy.sectors.get(context.address.id)
    if sector is None:
        raise PageNotFound(context.address.id)
    verdicts = of_sector(context, sector)
    measures, judged = [v.measure for v in verdicts], _judged(verdicts)
    items = owed(verdicts, context.on)
    lead = "sector.lead" if judged else "sector.lead_none"
    return PageContent(
        context.word(sector.name),
        [
            html.P(context.say("sector.kicker"), className="kicker"),
            html.H1([html.I(className=f"square sector-{sector.id}"), context.word(sector.name)]),
            html.P(context.say(lead, n=judged, all=len(verdicts)), className="lead"),
            *_evidence(context, measures),
            *deliveries(context, sector, items),
            html.Div(distribution(context, verdicts, sector=sector.id), className="wide-bar"),
            downloads.of_list(context, context.address.to("measures", sector=sector.id)),
            road_to_target(context, verdicts, context.address.to("overview", sector=sector.id)),
            *_figures(context, measures),
            *_states(context, measures, {item.verdict.measure.id for item in items}),
            *_without(context, measures),
            *_actions(context, sector),
            *_side_by_side(context, sector),
        ],
    )


def of_sector(context: Context, sector: Sector) -> list[Verdict]:
    """The verdicts of a sector's measures, those it shares with others included."""
    return [v for v in context.strategy_verdicts() if sector.id in v.measure.sectors]


def _judged(verdicts: Iterable[Verdict]) -> int:
    return sum(v.headline.group in JUDGED_GROUPS for v in verdicts)


def _evidence(context: Context, measures: Sequence[Measure]) -> list[Component]:
    inferred = sum(m.sector_evidence == "inferred" for m in measures)
    shared = sum(len(m.sectors) > 1 for m in measures)
    told = [context.count(f"sector.{key}", n) for key, n in (("inferred", inferred), ("shared", shared)) if n]
    return [html.P(" ".join(told), className="note")] if told else []


def _figures(context: Context, measures: Sequence[Measure]) -> list[Component]:
    having = [m for m in measures if m.kind == "numeric" and context.verdicts[m.id].latest is not None]
    having.sort(key=lambda m: lists.worst_first(context.verdicts[m.id]))
    cards = html.Div([lists.card(context, measure) for measure in having], className="cards")
    body = cards if having else html.P(context.say("sector.figures_none"), className="empty")
    return [html.Section([html.H2(context.say("sector.figures")), body])]


def _states(context: Context, measures: Sequence[Measure], owed_: Collection[str]) -> list[Component]:
    """The milestones and activities of which nothing is owed; the others stand among what is."""
    others = [m for m in measures if m.kind != "numeric" and m.id not in owed_]
    title = context.say("sector.states")
    return [html.Section([html.H2(title), lists.rows(context, others, title, hide_caption=True)])] if others else []


def _without(context: Context, measures: Sequence[Measure]) -> list[Component]:
    """The measures that no figure is known of, folded, one row for each focus area."""
    rest = [m for m in measures if m.kind == "numeric" and context.verdicts[m.id].latest is None]
    folds = []
    for area in context.strategy.focus_areas.values():
        own = [m for m in rest if m.focus_area == area.id]
        name = f"{area.id} {context.word(area.name)}"
        if own:
            folds.append(lists.fold(context, own, context.count("sector.fold", len(own), area=name)))
    return [html.Section([html.H2(context.say("sector.without")), *folds])] if folds else []


def _actions(context: Context, sector: Sector) -> list[Component]:
    year = context.strategy.review_day.year
    lists_ = [part for goal in context.strategy.goals.values() for part in _goal_actions(context, sector, goal)]
    body = lists_ or [html.P(context.say("sector.actions_none", year=year), className="empty")]
    return [html.Section([html.H2(context.say("sector.actions", year=year)), *body])]


def _goal_actions(context: Context, sector: Sector, goal: Goal) -> list[Component]:
    of_goal = [a for a in context.strategy.actions.values() if a.goal == goal.id]
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
    told = context.count("sector.measures", len(verdicts), judged=_judged(verdicts))
    return html.Div(
        [
            html.H3([html.I(className=f"square sector-{sector.id}"), name]),
            html.P(told, className="under"),
            distribution(context, verdicts, sector=sector.id),
        ]
    )
