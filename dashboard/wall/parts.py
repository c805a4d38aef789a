"""Parts that several screens have: headings, the sentence with its sign, somebody's own words, decisions, notes."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.drawing import sign
from dashboard.context import InlineSvg, with_language
from dashboard.wall.place import Wall
from strategy.meetings import LaterNote, MeetingScreen, ShownMeasure
from strategy.model import AgendaItem, Decision, Words
from strategy.texts import say
from strategy.wording import comment_words, decided_words, language_words


def own_words(words: Words, lang: str) -> Component:
    """Words in the language that they have, marked where it is not the reader's."""
    text, own = words.in_(lang)
    return html.Span(text) if own == lang else html.Span(text, lang=own)


def heading(text: str | Component, *, leads: bool) -> Component:
    """The heading of a half: that of the page, or one below it that looks the same."""
    return html.H1(text) if leads else html.H2(text, className="h1")


def item_of(shown: Wall, screen: MeetingScreen) -> AgendaItem:
    """The agenda item of a screen, with the decisions that were added since it was sealed."""
    return shown.shown.kept.meeting.items[screen.item]


def kicker(shown: Wall, screen: MeetingScreen, lang: str, of: ShownMeasure | None = None) -> Component:
    """Number and title of the agenda item; with the sectors of a measure, where they have no other place."""
    item = shown.shown.content.meeting.items[screen.item]
    line: list[Component | str] = [f"{item.number} · ", own_words(item.title, lang)]
    line += [" ", sectors(shown, of, lang)] if of is not None else []
    return html.P(line, className="kicker")


def sign_of(name: str, size: int = 34) -> Component:
    """The sign of a status; its word stands beside it."""
    return InlineSvg(markup=sign(name, size), className="sign")


def verdict(shown: ShownMeasure, lang: str) -> Component:
    """The sentence with the sign of the status before it."""
    word, colon, rest = shown.sentence.in_(lang).partition(":")
    return html.P([sign_of(shown.status), html.Span([html.B(f"{word}{colon}"), rest])], className="verdict")


def sectors(shown: Wall, measure: ShownMeasure, lang: str) -> Component:
    """The sectors with the mark of each."""
    known = shown.shown.content.strategy.sectors
    marks: list[Component | str] = []
    for name in measure.sectors:
        marks += [html.Span([html.I(className=f"sector-{name}"), known[name].short.in_(lang)], className="sector"), " "]
    return html.Span(marks[:-1], className="sectors")


def said(measure: ShownMeasure, lang: str) -> list[Component]:
    """The owner's comment and the accepted deviation, each with whose it is."""
    found: list[Component] = []
    if comment := measure.comment:
        whose = f"{say(lang, 'statements.comment')}, {comment_words(comment, lang)}"
        found.append(_said(with_language(whose, comment.role, comment.role_language, lang), comment.text, lang))
    if accepted := measure.verdict.acceptance:
        whose = f"{say(lang, 'statements.accepted')}, {decided_words(accepted, lang)}"
        body, of = accepted.body.in_(lang) if accepted.body else ("", lang)
        found.append(_said(with_language(whose, body, of, lang), accepted.text, lang))
    return found


def _said(of: list[str | Component], words: Words, lang: str) -> Component:
    text, own = words.in_(lang)
    other = language_words(own, lang)
    after = f" ({other})" if other else ""
    return html.Div([html.P([*of, after], className="whose"), html.Blockquote(text, lang=own)], className="said")


def decisions(shown: Wall, screen: MeetingScreen, lang: str, *, added_alone: bool = False) -> list[Component]:
    """What was decided of the item; what was added after the seal says so."""
    every = item_of(shown, screen).decisions
    sealed = len(shown.shown.content.meeting.items[screen.item].decisions) if shown.shown.seal else len(every)
    kept = list(enumerate(every))[sealed if added_alone else 0 :]
    return [_decision(decision, lang, added=place >= sealed) for place, decision in kept]


def _decision(decision: Decision, lang: str, *, added: bool) -> Component:
    place = ", ".join(part for part in (decision.paragraph, decision.diary_number) if part)
    line: list[Component | str] = [html.B(say(lang, "meetings.wall.decision")), f" {place}: " if place else ": "]
    line.append(own_words(decision.text, lang))
    line += [" ", html.Small(say(lang, "meetings.wall.added"))] if added else []
    return html.P(line, className="decision")


def later(notes: Sequence[LaterNote], lang: str) -> list[Component]:
    """What is no longer as it was sealed, quietly."""
    if not notes:
        return []
    items = [html.Li(note.text.in_(lang)) for note in notes]
    return [html.Div([html.P(say(lang, "meetings.wall.since"), className="whose"), html.Ul(items)], className="later")]
