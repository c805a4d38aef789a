"""A meeting as slides that can be edited, in the order of its agenda: native charts and tables, sentences in the notes.

In several languages each screen has a slide in one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pptx.presentation import Presentation as Deck

from dashboard.context import Address, Context
from dashboard.data import Release
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.meeting_subject import MeetingSubject
from dashboard.exports.road_files import RoadSubject
from dashboard.exports.slide import (
    MOST_BARS,
    MOST_ROWS,
    begun,
    chart_or_number,
    notes,
    page,
    saved,
)
from dashboard.exports.slide_chart import groups_chart, road_chart
from dashboard.exports.slide_text import Place, table
from strategy.judging import GROUPS
from strategy.meetings import MeetingScreen, ShownMeasure
from strategy.texts import sentence_case

LIST_WIDTHS = (6.1, 6.0)
"""Inches of the columns of a list of measures: the name, and what is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSubject(Subject):
    """A measure as a meeting showed it: its words are those that were sealed."""

    shown: ShownMeasure

    @property
    def name(self) -> str:
        own = self.shown.name.in_(self.edition.lang)
        made_up = self.edition.context.strategy.made_up
        return f"{own} ({self.edition.context.say('made_up.short')})" if made_up else own

    @property
    def sentence(self) -> str:
        return self.shown.sentence.in_(self.edition.lang)


def meeting_deck(subjects: Sequence[MeetingSubject], release: Release) -> bytes:
    """The whole meeting, a subject a language."""
    editions = [_edition(subject, release) for subject in subjects]
    deck = begun(editions[0], subjects[0].title)
    for subject, edition in zip(subjects, editions, strict=True):
        _agenda(deck, subject, edition)
    for item in range(len(subjects[0].items)):
        for number, screen in ((one.number, one.screen) for one in subjects[0].screens(item)):
            for subject, edition in zip(subjects, editions, strict=True):
                _slide(deck, subject, edition, number, screen)
    return saved(deck)


def _edition(subject: MeetingSubject, release: Release) -> Edition:
    """What the slides of a release take, holding nothing but what the meeting showed."""
    content, seal = subject.shown.content, subject.shown.seal
    own = replace(release, strategy=content.strategy, hash=seal.release if seal else release.hash)
    settings = replace(subject.settings, publisher=seal.publisher) if seal else subject.settings
    address = Address(subject.lang, "meeting", content.meeting.id, on=content.on, known=content.on)
    verdicts = {id_: one.verdict for id_, one in content.measures.items()}
    return Edition(Context(address, own, settings, _day(subject), content.on, verdicts), "")


def _day(subject: MeetingSubject) -> date:
    """Equal meetings make equal slides: no clock is asked."""
    return subject.shown.seal.day if subject.shown.seal else subject.shown.content.meeting.day


def _agenda(deck: Deck, subject: MeetingSubject, edition: Edition) -> None:
    where = subject.where()
    told = [subject.kicker, *subject.state]
    slide = page(deck, edition, subject.title, told, _foot(subject, where), where)
    rows = [[item.number, subject.own(item.title)] for item in subject.items]
    head = ["", subject.say("meetings.wall.agenda")]
    table(slide, head, rows, Place(0.6, 2.1, (1.0, 11.1)), edition, subject.title)
    notes(slide, [*told, subject.known, subject.seal, where], edition.lang)


def _foot(subject: MeetingSubject, where: str) -> str:
    """The second line of a slide's foot: the seal, and where the screen stands; the day is in the first."""
    return " · ".join(filter(None, (subject.seal, where)))


def _slide(deck: Deck, subject: MeetingSubject, edition: Edition, number: int, screen: MeetingScreen) -> None:
    match screen.kind:
        case "measure":
            _measure(deck, subject, edition, number, screen)
        case "road":
            _road(deck, subject, edition, number, screen)
        case "selection":
            _list(deck, subject, edition, number, screen)
        case _:
            _words(deck, subject, edition, number, screen)


def _measure(deck: Deck, subject: MeetingSubject, edition: Edition, number: int, screen: MeetingScreen) -> None:
    shown = subject.shown.content.measures[screen.measures[0]]
    chart, where = subject.chart(shown), subject.where(number)
    own = ShownSubject(edition, shown.verdict.measure, chart, (), shown=shown)
    later = subject.later(shown)
    slide = page(deck, edition, own.name, [*own.told, *later], _foot(subject, where), where)
    if chart is not None and not chart.empty:
        chart_or_number(slide, own)
    else:
        _facts(subject, edition, slide, shown, own.name)
    events = [f"{event}." for event in chart.events] if chart is not None else []
    notes(slide, [*_told(subject, shown, own.told, where), *events], edition.lang)


def _facts(subject: MeetingSubject, edition: Edition, slide: object, shown: ShownMeasure, name: str) -> None:
    head = [edition.say("fact.term"), edition.say("fact.value")]
    rows = [
        [subject.say("common.head.status"), sentence_case(shown.status_word.in_(subject.lang))],
        [subject.say("common.head.target"), subject.target(shown)],
        [edition.say("fact.goal"), shown.goal.in_(subject.lang)],
    ]
    table(slide, head, rows, Place(0.6, 2.3, (3.2, 8.9)), edition, name)  # type: ignore[arg-type]


def _told(subject: MeetingSubject, shown: ShownMeasure, sentences: Sequence[str], where: str) -> Iterator[str]:
    """What the speaker needs: the sentence, the calculation, the comment, the sources, what changed since."""
    yield from sentences
    yield from (line.in_(subject.lang) for line in shown.calculation)
    if comment := shown.comment:
        yield f"{subject.say('statements.comment')}: {subject.own(comment.text)}"
    source = subject.say("common.head.source")
    yield from (f"{source}: {line.text.in_(subject.lang)}" for line in shown.sources)
    yield from subject.later(shown)
    yield from filter(None, (subject.known, subject.seal, where))


def _title(subject: MeetingSubject, screen: MeetingScreen) -> str:
    item = subject.items[screen.item]
    part = f" ({screen.part}/{screen.parts})" if screen.parts > 1 else ""
    return f"{item.number} {subject.own(item.title)}{part}".strip()


def _road(deck: Deck, subject: MeetingSubject, edition: Edition, number: int, screen: MeetingScreen) -> None:
    measures, where = subject.shown.content.of_screen(screen), subject.where(number)
    road, title = subject.road(measures), _title(subject, screen)
    slide = page(deck, edition, title, [road.finding], _foot(subject, where), where)
    if road.dots:
        verdicts = {one.id: one.verdict for one in measures}
        road_chart(slide, RoadSubject(edition, road, title, verdicts), MOST_BARS)
    notes(slide, [road.finding, *(_line(subject, one) for one in measures), subject.known, where], edition.lang)


def _list(deck: Deck, subject: MeetingSubject, edition: Edition, number: int, screen: MeetingScreen) -> None:
    """A selection: its groups as native bars beside the list; a long list is all list."""
    measures, where = subject.shown.content.of_screen(screen), subject.where(number)
    title = _title(subject, screen)
    slide = page(deck, edition, title, [], _foot(subject, where), where)
    counts = {group: sum(one.group == group for one in measures) for group in GROUPS}
    if len(measures) <= MOST_ROWS and measures:
        groups_chart(slide, edition, {g: n for g, n in counts.items() if n}, title)
    head = [subject.say("common.head.measure"), subject.say("common.head.status")]
    rows = [[one.name.in_(subject.lang), sentence_case(one.status_word.in_(subject.lang))] for one in measures]
    beside = Place(6.4, 2.1, (4.3, 2.0)) if len(measures) <= MOST_ROWS else Place(0.6, 1.4, LIST_WIDTHS)
    table(slide, head, rows, beside, edition, title)
    notes(slide, [*(_line(subject, one) for one in measures), subject.known, where], edition.lang)


def _words(deck: Deck, subject: MeetingSubject, edition: Edition, number: int, screen: MeetingScreen) -> None:
    item, where = subject.items[screen.item], subject.where(number)
    told = [subject.own(item.notes)] if item.notes else []
    decided = [f"{subject.say('meetings.wall.decision')} {p}: {subject.own(w)} {a}".strip()
               for p, w, a in subject.decisions(screen.item)]  # fmt: skip
    slide = page(deck, edition, _title(subject, screen), [*told, *decided], _foot(subject, where), where)
    notes(slide, [*told, *decided, where], edition.lang)


def _line(subject: MeetingSubject, shown: ShownMeasure) -> str:
    return f"{shown.id} {shown.name.in_(subject.lang)}: {shown.sentence.in_(subject.lang)}"
