"""Beside the whole: what needs attention, worst first and with whom to ask; and what has changed in a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.components import data, lists, sectors, selection_address, selection_href, sign_of, standing, statements
from dashboard.context import Context, kept
from dashboard.pages import changes
from dashboard.pages.change_groups import direction
from strategy.judging import StatusChange, Verdict, severity
from strategy.texts import formats, sentence_case
from strategy.wording import cause_words, owner_words, status_word

MOST_ATTENTION = 6
MOST_CHANGES = 3
"""So many stand on the overview; a link leads to all."""
TOLD = ("worsened", "improved", "assessed", "lost")
"""The turns of a status that are told there, in this order."""


def attention(context: Context) -> Component:
    """Measures that need attention: name, why in half a sentence, whom to ask; accepted deviations last."""
    verdicts = context.chosen_verdicts()
    told = tuple(lists.told_by(context, v.measure) for v in verdicts if v.needs_attention)
    depends = (context.choices, standing(verdicts), told)
    return kept(context, "attention", *depends, make=lambda of: _attention(of, verdicts))


def _attention(context: Context, verdicts: Sequence[Verdict]) -> Component:
    listed = sorted((v for v in verdicts if v.needs_attention), key=lambda v: v.attention)
    title = context.say("overview.attention")
    if not listed:
        body: list[Component] = [html.P(context.say("overview.attention_none"), className="empty")]
        return html.Section([html.H2(title), *body, *_without(context, verdicts)])
    items = [_item(context, verdict) for verdict in listed]
    shown, rest = items[:MOST_ATTENTION], items[MOST_ATTENTION:]
    body = [html.Ul(shown, className="brief")]
    if rest:
        more = html.Summary(context.count("overview.attention_more", len(rest)))
        body.append(html.Details([more, html.Ul(rest, className="brief")], className="fold"))
    return html.Section([html.H2(title), *body, *_without(context, verdicts)])


def _item(context: Context, verdict: Verdict) -> Component:
    owners = owner_words(verdict.measure, context.strategy.owners, context.lang)
    whom = html.P([sectors(context, verdict.measure, short=True), *([" ", owners] if owners else [])])
    why = html.P([_why(context, verdict), *statements.marks(context, verdict)])
    named = [html.P(lists.link(context, verdict.measure), className="name"), why, whom]
    return html.Li([sign_of(verdict.status), html.Div(named)], **lists.attributes(context, verdict.measure))


def _why(context: Context, verdict: Verdict) -> str:
    """Status and half a sentence: the share of the pace, the day that is past, else the value and the target."""
    judged = verdict.headline
    word = sentence_case(status_word(judged.status, context.lang))
    if verdict.measure.kind != "numeric":
        reason = context.say("overview.why.due", day=context.day(judged.due)) if judged.due else ""
    elif judged.reason == "pace" and judged.pace is not None and judged.pace > 0:
        reason = context.say("overview.why.pace", share=formats.percent(judged.pace, context.lang))
    else:
        value, target = lists.value(context, verdict.measure), lists.target(context, verdict.measure)
        key = "rank" if verdict.measure.rank else "target"
        reason = context.say(f"overview.why.{key}", value=value, target=target)
    return f"{word}: {reason}" if reason else word


def _without(context: Context, verdicts: Sequence[Verdict]) -> list[Component]:
    """How many have no figure, by sector: whom to ask for the rest of the picture."""
    none = [v for v in verdicts if v.group == "no_figure"]
    if not none:
        return []
    counted = {s: sum(s in v.measure.sectors for v in none) for s in context.strategy.sectors}
    links: list[Component | str] = []
    for sector, n in counted.items():
        if n:
            name = context.word(context.strategy.sectors[sector].short)
            href = selection_href(context, group="no_figure", status="", sector=sector)
            links += [", " if links else "", html.A(f"{name} {context.number(n)}", href=href)]
    told = context.count("overview.without", len(none))
    return [html.P([told, " ", *links, "."] if links else told, className="note")]


def changed(context: Context) -> Component:
    """What changed in the year up to the page's day: the most telling changes of status, and how many only by time."""
    first, last = changes.days(context)
    selection = context.selection()
    every = changes.changes_within(context, changes.span(context, first, last))
    found = tuple(change for change in every if selection.holds(context.verdicts[change.measure.id]))
    told = [c.status for c in found if c.status and c.measure.role == "strategy" and direction(c.status) in TOLD]
    told.sort(key=lambda change: (TOLD.index(direction(change)), severity(change.after.status)))
    items = [_changed(context, change) for change in told[:MOST_CHANGES]]
    where = context.link(replace(selection_address(context, "changes", form=""), first=first, last=last))
    link = html.A(context.count("overview.changed_all", len(found)), href=where)
    span = html.Small(context.say("overview.changed_span", first=context.day(first), last=context.day(last)))
    body = (
        html.Ul(items, className="brief") if items else html.P(context.say("overview.changed_none"), className="note")
    )
    return html.Section([html.H2([context.say("overview.changed"), " ", span]), body, html.P(link, className="more")])


def _changed(context: Context, change: StatusChange) -> Component:
    before, after = (status_word(v.status, context.lang) for v in (change.before, change.after))
    why = f"{sentence_case(before)} → {after}: {cause_words(change, context.lang)}"
    measure, status = change.after.measure, change.after.status
    named = [html.P(lists.link(context, measure), className="name"), html.P(why)]
    return html.Li([sign_of(status), html.Div(named)], **data(measure=measure.id, status=status))
