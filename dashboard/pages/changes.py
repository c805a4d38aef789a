"""Changes: what became known between two days, and which judgements changed with it. The days stand in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.components import (
    action_href,
    as_charts,
    chosen_actions,
    day_form,
    filter_anchor,
    filter_row,
    measure_list,
    other_days,
)
from dashboard.context import Address, Context, MeasureSelection, PageContent
from dashboard.data import judge_all
from dashboard.pages.change_groups import OPEN, folded, sections
from strategy.judging import Knowledge, MeasureChanges, Span, changes, reported_between
from strategy.model import ActionEvent, year_before
from strategy.wording import event_line


def page(context: Context) -> PageContent:
    """The changes between the days that are asked for; else of the year up to the page's day."""
    first, last = days(context)
    told_by = span(context, first, last)
    all_ = changes_within(context, told_by)
    selection = context.selection([told_by.after[change.measure.id] for change in all_])
    found = [change for change in all_ if selection.holds(told_by.after[change.measure.id])]
    title = context.say("changes.title", first=context.day(first), last=context.day(last))
    actions = _reported(context, first, last)
    told = context.say("changes.none")
    if found or actions:
        told = context.count("changes.measures", len(found))
    return PageContent(
        title,
        [
            html.H1(title),
            html.P(told, className="lead"),
            html.P(_lead(context, first, last), className="note prose"),
            *_exchanged(context),
            filter_row(context, selection, when=_when(context, first, last, selection)),
            *(_charts(context, found) if as_charts(context) else sections(context, found)),
            *_actions(context, actions),
        ],
    )


def days(context: Context) -> tuple[date, date]:
    """The two days, the earlier first: asked for, or a year up to the page's day."""
    last = context.address.last or context.on
    first = context.address.first or year_before(last)
    return min(first, last), max(first, last)


def span(context: Context, first: date, last: date) -> Span:
    """Every measure judged on both days, or on the review day where that is past."""
    review, release = context.strategy.review_day, context.release
    early, late = min(first, review), min(last, review)
    verdicts = [judge_all(release, on, known) for on, known in ((early, first), (late, first), (late, last))]
    return Span(first, last, *verdicts)


def changes_within(context: Context, told_by: Span) -> tuple[MeasureChanges, ...]:
    """What changed of every measure, by measure in the strategy's order."""
    release, strategy = context.release, context.strategy
    told = Knowledge(release.headline, release.events, release.statements)
    dated = release.cache.get("knowledge", lambda: told.dated(strategy))
    key = ("changes", told_by.first, told_by.last)
    return release.cache.get(key, lambda: changes(strategy, dated, told_by))


def _lead(context: Context, first: date, last: date) -> str:
    review = context.strategy.review_day
    judged = (context.day(min(first, review)), context.day(min(last, review)))
    when = "judged_on" if judged[0] != judged[1] else "judged_once"
    return " ".join([
        context.say("changes.page.lead", first=context.day(first), last=context.day(last)),
        context.say(f"changes.page.{when}", first=judged[0], last=judged[1]),
        context.say("changes.page.unknown"),
    ])  # fmt: skip


def _exchanged(context: Context) -> list[Component]:
    first, last = context.address.first, context.address.last
    backwards = first is not None and last is not None and first > last
    return [html.P(context.say("changes.page.backwards"), className="notice")] if backwards else []


def _when(context: Context, first: date, last: date, selection: MeasureSelection) -> list[Component]:
    """The strategy's years, and fields for any two days."""
    strategy, address = context.strategy, selection.address
    years = [y for y in range(strategy.first_year, strategy.last_year + 1) if date(y - 1, 12, 31) < context.today]
    spans = {str(y): (date(y - 1, 12, 31), date(y, 12, 31)) for y in years}
    items = [html.Li(_between(context, address, name, days, (first, last))) for name, days in spans.items()]
    label = html.Span(context.say("filters.key.on"), className="label")
    turn = (date(context.today.year - 1, 12, 31), context.today)
    since = html.P(_between(context, address, context.say("changes.page.since_turn"), turn, (first, last)))
    form = day_form(context, address, ("from", "to"), {"from": first, "to": last})
    return [html.Div([label, html.Ul(items), other_days(context, since, form)], className="filter-open")]


def _charts(context: Context, found: Sequence[MeasureChanges]) -> list[Component]:
    title = context.say("changes.page.charts")
    return [html.Section([html.H2(title), *measure_list(context, [c.measure for c in found], title)])] if found else []


def _between(
    context: Context, address: Address, name: str, days: tuple[date, date], here: tuple[date, date]
) -> Component:
    """A link to what changed between two days."""
    to = replace(address, first=days[0], last=days[1])
    return filter_anchor(context, name, to, f"filter-{days[1].isoformat()}", here=days == here, own=True)


def _reported(context: Context, first: date, last: date) -> tuple[ActionEvent, ...]:
    told = context.release.action_events
    actions = chosen_actions(context, context.strategy.actions.values())
    return reported_between((e for action in actions for e in told.get(action.id, ())), first, last)


def _actions(context: Context, reported: Sequence[ActionEvent]) -> list[Component]:
    """What was reported of actions: they have no status that could change."""
    if not reported:
        return []
    own = groupby(reported, key=lambda event: event.action)
    items = [_action(context, name, list(events)) for name, events in own]
    body = html.Ul(items, className="plain news")
    shown = body if len(items) <= OPEN else folded(context, body)
    return [html.Section([html.H2(context.say("actions.reported")), shown], className="changes")]


def _action(context: Context, name: str, events: Sequence[ActionEvent]) -> Component:
    action = context.strategy.actions[name]
    link = html.A(context.word(action.name), href=action_href(context, action))
    lines = html.Ul([html.Li(event_line(event, context.lang)) for event in events])
    return html.Li([html.H3([html.Span(name, className="ref"), " ", link]), lines])
