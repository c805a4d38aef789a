"""Minutes of a meeting to edit: a DOCX with agenda, sentence, source and comment a measure, and room for the decision.

In two languages each part stands in one after the other, and every word says in which it is.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as Minutes
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from dashboard.exports.meeting_subject import MeetingSubject
from dashboard.exports.slide_text import LANGUAGES, plain, short
from strategy.meetings import ShownMeasure
from strategy.model import Words
from strategy.wording import comment_words, decided_words

EMPTY_LINES = 2
"""So many lines stand empty where a decision is to be written."""


def minutes(subjects: Sequence[MeetingSubject]) -> bytes:
    """The minutes, a subject a language."""
    document = _begun(subjects[0])
    for level, subject in enumerate(subjects):
        _line(document, subject.title, subject.lang, "Title" if level == 0 else "Subtitle")
    for subject in subjects:
        told = (subject.kicker, *subject.state, subject.known, subject.seal, subject.publisher)
        _line(document, ". ".join(line.rstrip(".") for line in told if line) + ".", subject.lang)
        if where := subject.where():
            _line(document, where, subject.lang)
    for subject in subjects:
        _agenda(document, subject)
    for item in range(len(subjects[0].items)):
        _item(document, subjects, item)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _begun(subject: MeetingSubject) -> Minutes:
    """An empty A4 document that says what it is; its days are the meeting's, so that equal meetings are equal."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    properties, day = document.core_properties, subject.shown.content.meeting.day
    properties.title, properties.author = short(subject.title), short(subject.publisher)
    properties.language, properties.comments = LANGUAGES[subject.lang], ""
    properties.created = properties.modified = datetime.combine(day, time(), UTC)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(11)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Normal"):
        _language(document.styles[name].element.get_or_add_rPr(), subject.lang)
    return document


def _agenda(document: Minutes, subject: MeetingSubject) -> None:
    _line(document, subject.say("meetings.wall.agenda"), subject.lang, "Heading 2")
    for item in subject.items:
        line = _line(document, f"{item.number} ", subject.lang)
        line.paragraph_format.space_after = Pt(0)
        _own(line, subject, item.title)


def _item(document: Minutes, subjects: Sequence[MeetingSubject], item: int) -> None:
    agenda = subjects[0].items[item]
    for place, subject in enumerate(subjects):
        number, style = (f"{agenda.number} ", "Heading 1") if place == 0 else ("", "Heading 2")
        _own(_line(document, number, subject.lang, style), subject, agenda.title)
        if agenda.notes:
            _own(document.add_paragraph(), subject, agenda.notes)
    for measures in zip(*(subject.measures(item) for subject in subjects), strict=True):
        for subject, shown in zip(subjects, measures, strict=True):
            _measure(document, subject, shown)
    for subject in subjects:
        _decision(document, subject, item)
    for _ in range(EMPTY_LINES):
        document.add_paragraph()


def _measure(document: Minutes, subject: MeetingSubject, shown: ShownMeasure) -> None:
    lang = subject.lang
    told = _line(document, f"{shown.name.in_(lang)}. ", lang, bold=True)
    told.paragraph_format.keep_with_next = True
    _run(told, shown.sentence.in_(lang), lang)
    if comment := shown.comment:
        said = _line(document, f"{subject.say('statements.comment')}, {comment_words(comment, lang)}: ", lang)
        said.paragraph_format.left_indent = Mm(8)
        _own(said, subject, comment.text)
    if accepted := shown.verdict.acceptance:
        said = _line(document, f"{subject.say('statements.accepted')}, {decided_words(accepted, lang)}: ", lang)
        said.paragraph_format.left_indent = Mm(8)
        _own(said, subject, accepted.text)
    for note in subject.later(shown):
        _line(document, note, lang)
    sources = "; ".join(line.text.in_(lang) for line in shown.sources)
    source = _line(document, f"{subject.say('common.head.source')}: {sources}", lang, size=8)
    source.paragraph_format.space_after = Pt(8)


def _decision(document: Minutes, subject: MeetingSubject, item: int) -> None:
    """What was decided already, else the place to write it."""
    decided = subject.decisions(item)
    word = subject.say("meetings.wall.decision")
    if not decided:
        _line(document, f"{word} (§      ): ", subject.lang, bold=True)
    for place, words, added in decided:
        line = _line(document, f"{word} {place}: " if place else f"{word}: ", subject.lang, bold=True)
        _own(line, subject, words)
        if added:
            _run(line, f" {added}", subject.lang)


def _line(
    document: Minutes, text: str, lang: str, style: str = "Normal", *, bold: bool = False, size: float = 0
) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    if text:
        _run(paragraph, text, lang, bold=bold, size=size)
    return paragraph


def _own(paragraph: Paragraph, subject: MeetingSubject, words: Words) -> None:
    """Somebody's words, in the language that they have."""
    text, own = words.in_(subject.lang)
    _run(paragraph, text, own)


def _run(paragraph: Paragraph, text: str, lang: str, *, bold: bool = False, size: float = 0) -> None:
    run = paragraph.add_run(plain(text))
    run.bold = True if bold else None
    if size:
        run.font.size = Pt(size)
    _language(run._element.get_or_add_rPr(), lang)


def _language(properties: Any, lang: str) -> None:
    """Set the language of a run or a style; the last word counts, and there is one."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), LANGUAGES[lang])
    properties.append(element)
