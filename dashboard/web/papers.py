"""The paper that an address asks for, and a meeting's PDF, slides and minutes; in one language or in several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.components import chosen_words, road_of, subject_of
from dashboard.context import Context, PageNotFound
from dashboard.data import Release, ShownMeeting, shown_meeting
from dashboard.exports import (
    Edition,
    ExportRequest,
    MeetingSubject,
    Paper,
    PaperPart,
    SelectionSubject,
    document,
    measure_part,
    meeting_deck,
    meeting_part,
    minutes,
    printed,
    selection_part,
)
from dashboard.pages import method
from dashboard.settings import Settings
from strategy.judging import Verdict

Languages = tuple[str, ...]


def paper_of(wanted: ExportRequest, edition: Edition) -> Paper:
    """The paper of a request; raises `PageNotFound` where the strategy has no such measure, focus area or sector."""
    parts = tuple(_part(wanted.kind, _in_language(edition, lang)) for lang in wanted.languages)
    return Paper(parts, edition.context.on.isoformat(), edition.publisher)


def paper_file(wanted: ExportRequest, edition: Edition) -> bytes:
    """The PDF of a request; raises `PaperError`, and `PageNotFound` where there is no such thing."""
    context = edition.context
    if wanted.kind == "meeting":
        return meeting_pdf(_meeting(context), wanted.languages, context.settings, context.release)
    return printed(document(paper_of(wanted, edition)))


def meeting_file(wanted: ExportRequest, context: Context) -> bytes:
    """The slides or the minutes of a meeting; raises `PageNotFound`."""
    write = meeting_slides if wanted.form == "pptx" else meeting_minutes
    return write(_meeting(context), wanted.languages, context.settings, context.release)


def _meeting(context: Context) -> ShownMeeting:
    shown = shown_meeting(context.release, context.address.id)
    if shown is None:
        raise PageNotFound(context.address.id)
    return shown


def _in_language(edition: Edition, lang: str) -> Edition:
    return replace(edition, context=replace(edition.context, address=edition.context.address.in_language(lang)))


def _part(kind: str, edition: Edition) -> PaperPart:
    return _measure(edition) if kind == "measure" else _selection(edition)


def _measure(edition: Edition) -> PaperPart:
    context = edition.context
    measure = context.strategy.measures.get(context.address.id)
    if measure is None:
        raise PageNotFound(context.address.id)
    subject = subject_of(edition, measure)
    return measure_part(subject, method.in_short(edition.lang, [subject.verdict.status]))


def _selection(edition: Edition) -> PaperPart:
    """The chosen ones of the strategy's own measures; a focus area is a choice of its own."""
    context = edition.context
    verdicts = _chosen(context)
    areas = dict.fromkeys(v.measure.focus_area for v in verdicts)
    return selection_part(
        SelectionSubject(
            edition=edition,
            title=_title(context),
            verdicts=verdicts,
            subjects={v.measure.id: subject_of(edition, v.measure) for v in verdicts},
            roads={area: road_of(context, [v for v in verdicts if v.measure.focus_area == area]) for area in areas},
            method=method.in_short(edition.lang, [v.status for v in verdicts]),
            address=edition.where(),
        )
    )


def _chosen(context: Context) -> Sequence[Verdict]:
    address = context.address
    if address.page == "focus_area" and address.id not in context.strategy.focus_areas:
        raise PageNotFound(address.id)
    return context.chosen_verdicts()


def _title(context: Context) -> str:
    address = context.address
    words = chosen_words(context)
    if address.page == "focus_area":
        words = [context.word(context.strategy.focus_areas[address.id].name), *words]
    if address.q:
        words.append(context.say("filters.searched", q=address.q))
    return ", ".join(words) or context.word(context.strategy.title)


def meeting_pdf(shown: ShownMeeting, langs: Languages, settings: Settings, _: Release) -> bytes:
    """The annex to a meeting's minutes; raises `PaperError`."""
    subjects = _subjects(shown, langs, settings)
    statuses = [one.status for one in shown.content.measures.values()]
    parts = tuple(meeting_part(subject, method.in_short(subject.lang, statuses)) for subject in subjects)
    return printed(document(Paper(parts, shown.content.meeting.day.isoformat(), subjects[0].publisher)))


def meeting_slides(shown: ShownMeeting, langs: Languages, settings: Settings, release: Release) -> bytes:
    """A meeting as slides."""
    return meeting_deck(_subjects(shown, langs, settings), release)


def meeting_minutes(shown: ShownMeeting, langs: Languages, settings: Settings, _: Release) -> bytes:
    """A meeting as minutes to edit."""
    return minutes(_subjects(shown, langs, settings))


def _subjects(shown: ShownMeeting, langs: Languages, settings: Settings) -> list[MeetingSubject]:
    return [MeetingSubject(shown, settings, lang) for lang in langs]
