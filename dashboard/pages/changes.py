"""Changes: what became known between two days, and which judgements changed with it. The days stand in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.components import action_href, choices
from dashboard.context import Context, PageContent
from dashboard.data import judge_all
from dashboard.pages.change_groups import OPEN, folded, sections
from strategy.judging import Knowledge, Span, changes, reported_between
from strategy.model import ActionEvent
from strategy.wording import event_line


def page(context: Context) -> PageContent:
    """The changes between the days that are asked for; else of the year up to the page's day."""
    first, last = days(context)
    release = context.release
    told_of = Knowledge(release.headline, release.events, release.statements)
    found = changes(context.strategy, told_of, span(context, first, last))
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
            _choice(context, first, last),
            *sections(context, found),
            *_actions(context, actions),
        ],
    )


def days(context: Context) -> tuple[date, date]:
    """The two days, the earlier first: asked for, or a year up to the page's day."""
    last = context.address.last or context.on
    first = context.address.first or _year_before(last)
    return min(first, last), max(first, last)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def span(context: Context, first: date, last: date) -> Span:
    """Every measure judged on both days, or on the review day where that is past."""
    review, release = context.strategy.review_day, context.release
    early, late = min(first, review), min(last, review)
    verdicts = [judge_all(release, on, known) for on, known in ((early, first), (late, first), (late, last))]
    return Span(first, last, *verdicts)


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


def _choice(context: Context, first: date, last: date) -> Component:
    fields = [part for name, day in (("from", first), ("to", last)) for part in _field(context, name, day)]
    form = html.Form(
        [*fields, html.Button(context.say("changes.page.show"), type="submit")],
        action=context.link(replace(context.address, first=None, last=None)),
        method="GET",
        className="search dates",
    )
    return html.Div([form, _years(context, first, last)], className="filters")


def _field(context: Context, name: str, day: date) -> list[Component]:
    return [
        html.Label(context.say(f"changes.page.{name}"), htmlFor=f"changes-{name}"),
        dbc.Input(id=f"changes-{name}", name=name, type="date", value=day.isoformat()),
    ]


def _years(context: Context, first: date, last: date) -> Component:
    strategy = context.strategy
    years = [y for y in range(strategy.first_year, strategy.last_year + 1) if date(y - 1, 12, 31) < context.today]
    spans = [(str(y), date(y - 1, 12, 31), date(y, 12, 31)) for y in years]
    turn = date(context.today.year - 1, 12, 31)
    spans.append((context.say("changes.page.since_turn"), turn, context.today))
    links = [(name, _between(context, start, end), (start, end) == (first, last)) for name, start, end in spans]
    return choices(context.say("changes.page.years"), links)


def _between(context: Context, first: date, last: date) -> str:
    return context.link(replace(context.address, first=first, last=last))


def _reported(context: Context, first: date, last: date) -> tuple[ActionEvent, ...]:
    told = context.release.action_events
    return reported_between((e for name in context.strategy.actions for e in told.get(name, ())), first, last)


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
