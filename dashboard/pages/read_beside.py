"""What is read beside a measure: the other measures of its goal, its context measures, and the goal's actions.

What has a history is a small chart, what has one figure or a state is a row, the rest is one folded line.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import action_list, lists, sectors, small_chart, status_mark
from dashboard.context import Context, kept
from dashboard.pages.measure_pairs import pairing, together
from strategy.model import Measure, Period

SHOWN = 6
"""So many charts stand open; the others are folded."""
SIZE = (300, 140)


def read_beside(context: Context, measure: Measure) -> list[Component]:
    """The section; nothing where the goal has no other measure and no action."""
    others = [m for m in context.strategy.of_goal(measure.goal) if m.id not in (measure.id, measure.twin)]
    charts = sorted((m for m in others if _history(context, m)), key=lambda m: _place(context, measure, m))
    drawn = {m.id for m in charts}
    rows = [m for m in others if m.id not in drawn and _tells(context, m)]
    told = {m.id for m in (*charts, *rows)}
    silent = [m for m in others if m.id not in told]
    parts = [
        *_charts(context, measure, charts),
        *_rows(context, rows),
        *_silent(context, silent),
        *_actions(context, measure),
    ]
    return [html.Section([html.H2(context.say("beside.title")), *parts], id="beside")] if parts else []


def _history(context: Context, measure: Measure) -> bool:
    """Whether there are two figures to draw a line between."""
    return measure.kind == "numeric" and len(_told(context, measure)) > 1


def _told(context: Context, measure: Measure) -> set[Period]:
    """The periods of the home area that have a figure by the page's day, of what was known on its day of knowledge."""
    known, day = context.address.known, context.on
    rows = (r for r in context.release.headline.get(measure.id, ()) if r.tells and r.period.last_day <= day)
    return {r.period for r in rows if known is None or r.known is None or r.known <= known}


def _tells(context: Context, measure: Measure) -> bool:
    verdict = context.verdicts[measure.id]
    if measure.kind == "numeric":
        return bool(_told(context, measure)) or verdict.headline.value is not None
    return verdict.headline.state is not None


def _place(context: Context, here: Measure, measure: Measure) -> tuple[bool, bool, tuple[bool, bool, bool, int], float]:
    """The place among the charts: measures of the strategy, same unit, those that need attention, the freshest."""
    verdict = context.verdicts[measure.id]
    newest = verdict.latest.period.position if verdict.latest else 0.0
    return (measure.role != here.role, measure.unit != here.unit, lists.worst_first(verdict), -newest)


def _charts(context: Context, here: Measure, measures: Sequence[Measure]) -> list[Component]:
    cards = [_card(context, here, measure) for measure in measures]
    if not cards:
        return []
    parts: list[Component] = [html.Div(cards[:SHOWN], className="cards beside")]
    if rest := cards[SHOWN:]:
        summary = html.Summary(context.count("beside.more", len(rest)))
        parts.append(html.Details([summary, html.Div(rest, className="cards beside")], className="fold"))
    return parts


def _card(context: Context, here: Measure, measure: Measure) -> Component:
    """A measure with its chart, its status and its value: no sentence, for it stands on its own page."""
    old, pair = lists.age(context, measure), pairing(context, here, measure)
    depends = (context.choices, *lists.told_by(context, measure), old, pair)

    def told(of: Context) -> Component:
        return html.Div([_told_of(of, measure, old), *together(of, here, measure, pair)])

    return html.Article(
        [
            kept(context, "named beside", context.choices, measure.id, make=lambda of: _headed(of, measure)),
            small_chart(context, measure, SIZE),
            kept(context, "beside", *depends, make=told),
        ],
        className="card",
    )


def _headed(context: Context, measure: Measure) -> list[Component]:
    own = measure.role == "strategy"
    under = sectors(context, measure, short=True) if own else context.say("common.context_measure")
    return [html.H3(lists.named(context, measure)), html.P(under, className="under")]


def _told_of(context: Context, measure: Measure, old: str) -> Component:
    told: list[str | Component] = []
    if measure.role == "strategy":
        told = [status_mark(context, context.verdicts[measure.id].status, leading=True), ": "]
    return html.P([*told, lists.value(context, measure), *([". ", old] if old else [])], className="told")


def _rows(context: Context, measures: Sequence[Measure]) -> list[Component]:
    if not measures:
        return []
    return [lists.rows(context, measures, context.say("beside.rows"), hide_caption=True)]


def _silent(context: Context, measures: Sequence[Measure]) -> list[Component]:
    return [lists.fold(context, measures, context.count("beside.without", len(measures)))] if measures else []


def _actions(context: Context, measure: Measure) -> list[Component]:
    """The actions of the goal but those that stand beside the measure itself, which have a section of their own."""
    of_goal = [a for a in context.strategy.actions.values() if a.goal == measure.goal and a.id not in measure.actions]
    if not of_goal:
        return []
    summary = html.Summary(context.count("beside.actions", len(of_goal), year=context.strategy.review_day.year))
    return [html.Details([summary, action_list(context, of_goal)], className="fold")]
