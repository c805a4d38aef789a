"""What is said beside a status: the owner's comment and the accepted deviation, marked with their language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.measure_links import with_links
from dashboard.context import Context, with_language
from strategy.judging import StatementChange, Verdict
from strategy.model import Statement, Words
from strategy.wording import comment_words, language_words, statement_parts, until_words

ANCHOR = "said"
"""Where the words stand on a measure's page."""


def beside(context: Context, verdict: Verdict) -> list[Component]:
    """Both, whole, under the sentence of a measure's page; nothing where nobody said anything."""
    parts = [*_comment(context, verdict.comment), *_accepted(context, verdict.acceptance)]
    return [html.Div(parts, className="statements", id=ANCHOR)] if parts else []


def _comment(context: Context, comment: Statement | None) -> list[Component]:
    if comment is None:
        return []
    whose = comment_words(comment, context.lang)
    of = with_language(whose, comment.role, comment.role_language, context.lang)
    return [_said(context, "comment", of, comment.text)]


def _accepted(context: Context, accepted: Statement | None) -> list[Component]:
    if accepted is None or accepted.decided is None or accepted.until is None:
        return []
    days = {"first": context.day(accepted.decided), "last": context.day(accepted.until)}
    decision = html.P(_decision(context, accepted))
    return [_said(context, "accepted", [context.say("statements.span", **days)], accepted.text, decision)]


def _said(context: Context, kind: str, of: list[str | Component], words: Words, *more: Component) -> Component:
    """Somebody's words under what they are and whose, or of which days; last what they are not: a status."""
    head = html.P([html.B(context.say(f"statements.{kind}")), " ", *of])
    quoted = html.Blockquote(_paragraphs(context, words), **_in(words, context.lang))
    note = html.P(_notes(context, words, f"statements.{kind}_note"), className="under")
    return html.Div([head, quoted, *more, note], className="statement")


def _decision(context: Context, accepted: Statement) -> list[str | Component]:
    """The body, in the language it has, with the day, the paragraph, and the role that answers for the deviation."""
    day = context.day(accepted.decided) if accepted.decided else ""
    body: list[str | Component] = []
    if accepted.body:
        body = [html.Span(accepted.body.in_(context.lang)[0], **_in(accepted.body, context.lang)), " "]
    rest = ", ".join(filter(None, (day, accepted.paragraph)))
    told = f"{context.say('statements.role')}: {accepted.role}."
    role = with_language(told, accepted.role, accepted.role_language, context.lang)
    return [f"{context.say('statements.decision')}: ", *body, f"{rest}. ", *role]


def _paragraphs(context: Context, words: Words) -> list[Component]:
    """The words as text: what looks like markup in them is text too, what names a measure leads to it."""
    lines = words.in_(context.lang)[0].split("\n")
    return [html.P(with_links(context, line)) for line in lines if line.strip()]


def _in(words: Words, lang: str) -> dict[str, Any]:
    """The language of words that have none in the reader's."""
    own = words.in_(lang)[1]
    return {} if own == lang else {"lang": own}


def _notes(context: Context, words: Words, key: str) -> str:
    other = language_words(words.in_(context.lang)[1], context.lang)
    said = [context.say("statements.in_language", language=other)] if other else []
    return " ".join([*said, context.say(key)])


def marks(context: Context, verdict: Verdict) -> list[str | Component]:
    """What a list says of them, in few words: until when a deviation is accepted, and that there is a comment."""
    found: list[Component] = []
    if verdict.acceptance:
        found.append(html.Span(until_words(verdict.acceptance, context.lang), className="flag"))
    if verdict.comment:
        where = f"{context.href('measure', verdict.measure.id)}#{ANCHOR}"
        word = context.say("statements.comment")
        label = aria(label=f"{word}: {context.word(verdict.measure.name)}")
        found.append(html.A(word, href=where, className="comment", **label))
    return [part for mark in found for part in (" ", mark)]


def earlier(context: Context, said: Sequence[Statement], verdict: Verdict) -> list[Component]:
    """Of what was `said` by the page's day that which does not stand beside the status, the newest first."""
    shown = (verdict.comment, verdict.acceptance)
    told = [s for s in said if s not in shown]
    if not told:
        return []
    items = [html.Li(line(StatementChange(s.kind, s), context.lang)) for s in sorted(told, key=_day, reverse=True)]
    summary = html.Summary(context.say("statements.earlier"))
    return [html.Details([summary, html.Ul(items, className="plain")], className="fold")]


def _day(statement: Statement) -> date:
    return statement.day


def line(change: StatementChange, lang: str) -> list[str | Component]:
    """A statement on one line."""
    before, words, own = statement_parts(change, lang)
    said = change.statement
    whose, of = (said.role, said.role_language) if change.kind == "comment" else _body(said, lang)
    told = with_language(before, whose, of, lang)
    if not words:
        return told
    return [*told, " ", html.Span(words) if own == lang else html.Span(words, lang=own)]


def _body(accepted: Statement, lang: str) -> tuple[str, str]:
    """The body that decided, and the language of its name."""
    return accepted.body.in_(lang) if accepted.body else ("", lang)
