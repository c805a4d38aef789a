"""A sector: its measures across all focus areas, what is expected of it and by when, its actions, the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.components import (
    Cell,
    action_list,
    aria,
    chosen_actions,
    distribution,
    downloads,
    filter_row,
    lists,
    measure_list,
    road_to_target,
    selection_address,
    status_mark,
    table,
)
from dashboard.context import Context, PageContent, PageNotFound
from strategy.judging import JUDGED_GROUPS, Verdict, severity
from strategy.model import Action, Goal, Measure, Sector

OWED_STATUSES = ("target_undefined", "undated")
"""Owed beside the group `no_figure`: a target value or a due day that was never given."""


def page(context: Context) -> PageContent:
    """The page of one sector; an id that the strategy does not have raises `PageNotFound`."""
    sector = context.strategy.sectors.get(context.address.id)
    if sector is None:
        raise PageNotFound(context.address.id)
    verdicts = of_sector(context, sector)
    measures, judged = [v.measure for v in verdicts], _judged(verdicts)
    lead = "sector.lead" if judged else "sector.lead_none"
    lead = "filters.lead" if context.selection().chosen_keys else lead
    return PageContent(
        context.word(sector.name),
        [
            html.P(context.say("sector.kicker"), className="kicker"),
            html.H1([html.I(className=f"square sector-{sector.id}"), context.word(sector.name)]),
            html.P(context.say(lead, n=judged, all=len(verdicts)), className="lead"),
            *_evidence(context, measures),
            html.Div(distribution(context, verdicts, sector=sector.id), className="wide-bar"),
            filter_row(context),
            downloads.of_list(context, selection_address(context, "measures")),
            road_to_target(context, verdicts, selection_address(context, "overview")),
            *_figures(context, measures),
            *_owed(context, verdicts),
            *_actions(context, sector),
            *_side_by_side(context, sector),
        ],
    )


def of_sector(context: Context, sector: Sector) -> list[Verdict]:
    """The verdicts of a sector's measures that the address chooses, those it shares with others included."""
    selection = context.selection()
    return [v for v in context.strategy_verdicts() if sector.id in v.measure.sectors and selection.holds(v)]


def _judged(verdicts: Iterable[Verdict]) -> int:
    return sum(v.headline.group in JUDGED_GROUPS for v in verdicts)


def _evidence(context: Context, measures: Sequence[Measure]) -> list[Component]:
    inferred = sum(m.sector_evidence == "inferred" for m in measures)
    shared = sum(len(m.sectors) > 1 for m in measures)
    told = [context.count(f"sector.{key}", n) for key, n in (("inferred", inferred), ("shared", shared)) if n]
    return [html.P(" ".join(told), className="note")] if told else []


def _figures(context: Context, measures: Sequence[Measure]) -> list[Component]:
    title = context.say("measures.title")
    return [html.Section([html.H2(title), *measure_list(context, measures, title)])]


def owed(verdicts: Iterable[Verdict]) -> list[tuple[Verdict, date | None]]:
    """What is missing, late or undefined and the day it is expected by: the earliest first, no day last."""
    missing = [v for v in verdicts if v.headline.group == "no_figure" or v.headline.status in OWED_STATUSES]
    dated = [(verdict, _due(verdict)) for verdict in missing]
    return sorted(dated, key=lambda pair: (pair[1] or date.max, severity(pair[0].headline.status)))


def _due(verdict: Verdict) -> date | None:
    # a target that was left open is not given by the day of the next figure
    return verdict.headline.due or (None if verdict.headline.status in OWED_STATUSES else verdict.next_due)


def _owed(context: Context, verdicts: Sequence[Verdict]) -> list[Component]:
    everything = owed(verdicts)
    dated = [pair for pair in everything if pair[1] is not None]
    undated = [pair for pair in everything if pair[1] is None]
    title = context.say("sector.owed")
    if not everything:
        return [html.Section([html.H2(title), html.P(context.say("sector.owed_none"), className="empty")])]
    parts: list[Component] = [html.P(context.say("sector.owed_note"), className="note")]
    empty = html.P(context.say("sector.owed_dated_none"), className="empty")
    parts.append(_owed_table(context, dated, title) if dated else empty)
    if undated:
        summary = context.count("sector.undated", len(undated))
        parts.append(html.Details([html.Summary(summary), _owed_table(context, undated, summary)], className="fold"))
    return [html.Section([html.H2(title), *parts], id="owed")]


def _owed_table(context: Context, pairs: Sequence[tuple[Verdict, date | None]], caption: str) -> Component:
    head = [context.say("common.head.measure"), context.say("sector.head.owed"), context.say("sector.head.due")]
    return table(
        caption,
        head,
        [_owed_row(context, verdict, due) for verdict, due in pairs],
        row_attributes=[lists.attributes(context, verdict.measure) for verdict, _ in pairs],
        hide_caption=True,
        class_name="measures owed",
        again=head,
    )


def _owed_row(context: Context, verdict: Verdict, due: date | None) -> list[Cell]:
    measure = verdict.measure
    name: Cell = [html.Span(measure.id, className="ref"), " ", lists.link(context, measure)]
    if due is None:
        day: Cell = context.say("sector.no_day")
    elif due < context.on:
        day = [context.day(due), " ", html.Span(context.say("sector.passed"), className="under")]
    else:
        day = context.day(due)
    return [name, status_mark(context, verdict.headline.status), day]


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
    told = context.count("sector.measures", len(verdicts), judged=_judged(verdicts))
    return html.Div(
        [
            html.H3([html.I(className=f"square sector-{sector.id}"), name]),
            html.P(told, className="under"),
            distribution(context, verdicts, sector=sector.id),
        ]
    )
