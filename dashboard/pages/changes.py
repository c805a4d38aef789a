"""Changes: what became known between two days, and which judgements changed with it. The days stand in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import (
    Cell,
    action_href,
    as_charts,
    chosen_actions,
    data,
    day_form,
    filter_anchor,
    filter_row,
    lists,
    measure_list,
    other_days,
    statements,
    status_mark,
    table,
)
from dashboard.context import Context, MeasureSelection, PageContent
from dashboard.data import judge_all
from strategy.judging import Knowledge, MeasureChanges, Span, StatusChange, changes, reported_between
from strategy.model import ActionEvent
from strategy.texts import sentence_case
from strategy.wording import cause_words, event_line, figure_line, target_line


def page(context: Context) -> PageContent:
    """The changes between the days that are asked for; else of the year up to the page's day."""
    first, last = days(context)
    release = context.release
    told_of = Knowledge(release.headline, release.events, release.statements)
    told_by = span(context, first, last)
    all_ = changes(context.strategy, told_of, told_by)
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
            html.P([told, " ", _lead(context, first, last)], className="lead"),
            *_exchanged(context),
            filter_row(context, selection, when=_when(context, first, last, selection)),
            *(_charts(context, found) if as_charts(context) else _told(context, found)),
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


def _when(context: Context, first: date, last: date, selection: MeasureSelection) -> list[Component]:
    """The strategy's years, and fields for any two days."""
    strategy, address = context.strategy, selection.address
    years = [y for y in range(strategy.first_year, strategy.last_year + 1) if date(y - 1, 12, 31) < context.today]
    items = []
    for year in years:
        start, end = date(year - 1, 12, 31), date(year, 12, 31)
        to = replace(address, first=start, last=end)
        here = (start, end) == (first, last)
        items.append(html.Li(filter_anchor(context, str(year), to, f"filter-{year}", here=here, own=True)))
    label = html.Span(context.say("filters.key.on"), className="label")
    form = day_form(context, address, ("from", "to"), {"from": first, "to": last})
    return [html.Div([label, html.Ul(items), other_days(context, form)], className="filter-open")]


def _charts(context: Context, found: Sequence[MeasureChanges]) -> list[Component]:
    title = context.say("changes.page.charts")
    return [html.Section([html.H2(title), *measure_list(context, [c.measure for c in found], title)])] if found else []


def _told(context: Context, found: Sequence[MeasureChanges]) -> list[Component]:
    statuses = _statuses(context, [change for change in found if change.status])
    return [*statuses, *_others(context, [change for change in found if not change.status])]


def _statuses(context: Context, found: Sequence[MeasureChanges]) -> list[Component]:
    if not found:
        return []
    title = context.say("changes.page.statuses")
    head = [context.say(f"changes.page.{name}") for name in ("measure", "judgement", "cause")]
    rows = [_cells(context, change, change.status) for change in found if change.status]
    named = [_named(change, change.status.after.headline.status) for change in found if change.status]
    body = table(title, head, rows, hide_caption=True, row_attributes=named, again=head)
    return [html.Section([html.H2(title), body])]


def _cells(context: Context, change: MeasureChanges, status: StatusChange) -> list[Cell]:
    before, after = (verdict.headline.status for verdict in (status.before, status.after))
    why = [html.P(sentence_case(cause_words(status, context.lang)) + "."), *_lines(context, change)]
    both = [status_mark(context, before), " → ", status_mark(context, after)]
    return [lists.link(context, change.measure), both, why]


def _others(context: Context, found: Sequence[MeasureChanges]) -> list[Component]:
    if not found:
        return []
    items = [_item(context, change) for change in found]
    return [html.Section([html.H2(context.say("changes.page.others")), html.Ul(items, className="plain")])]


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
    return [html.Section([html.H2(context.say("actions.reported")), html.Ul(items, className="plain")])]


def _action(context: Context, name: str, events: Sequence[ActionEvent]) -> Component:
    action = context.strategy.actions[name]
    link = html.A(context.word(action.name), href=action_href(context, action))
    lines = html.Ul([html.Li(event_line(event, context.lang)) for event in events])
    return html.Li([html.H3([html.Span(name, className="ref"), " ", link]), lines])


def _item(context: Context, change: MeasureChanges) -> Component:
    status = context.verdicts[change.measure.id].headline.status
    name = html.H3(lists.link(context, change.measure))
    return html.Li([name, *_lines(context, change)], **_named(change, status))


def _named(change: MeasureChanges, status: str) -> dict[str, Any]:
    return data(measure=change.measure.id, status=status)


def _lines(context: Context, change: MeasureChanges) -> list[Component]:
    """What became known, a line each."""
    strategy, lang = context.strategy, context.lang
    lines: list[str | list[str | Component]] = [
        *(target_line(target, change, strategy, lang) for target in change.targets),
        *(event_line(event, lang) for event in change.events),
        *(statements.line(said, lang) for said in change.statements),
        *(figure_line(figure, change, strategy, lang) for figure in change.figures),
    ]
    return [html.Ul([html.Li(line) for line in lines])] if lines else []
