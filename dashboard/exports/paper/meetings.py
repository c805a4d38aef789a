"""The paper of a meeting, the annex to its minutes: item by item, from what was sealed alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.exports.meeting_subject import MeetingSubject
from dashboard.exports.paper.measures import MeasureMatter, concern, on_paper
from dashboard.exports.paper.parts import PaperChapter, PaperConcern, PaperPart, PaperSource, PaperText
from dashboard.exports.paper.reports import Method, beside_road, counts, distribution_figure, labels, road_figure
from dashboard.exports.symbol import symbol_svg
from strategy.meetings import ShownMeasure
from strategy.model import Words
from strategy.texts import count


def meeting_part(subject: MeetingSubject, method: Method) -> PaperPart:
    """The whole annex in one language."""
    where = subject.where()
    sources = {line.id: line for one in subject.shown.content.measures.values() for line in one.sources}
    changed = len(subject.shown.later)
    since = (count(subject.lang, "meetings.wall.changed", changed),) if changed else ()
    return PaperPart(
        lang=subject.lang,
        title=subject.title,
        kicker=subject.kicker,
        foot=" · ".join(filter(None, (subject.publisher, subject.known, subject.seal))),
        labels=labels(subject.lang),
        lead=(subject.known, *since),
        chapters=tuple(_chapter(subject, item) for item in range(len(subject.items))),
        sources=tuple(PaperSource(PaperText(line.text.in_(subject.lang)), "") for line in sources.values()),
        method=tuple(method),
        colophon=_colophon(subject, where),
        warning=". ".join(line.rstrip(".") for line in subject.state) + ("." if subject.state else ""),
        code=symbol_svg(where) if where else "",
    )


def _colophon(subject: MeetingSubject, where: str) -> tuple[tuple[str, str], ...]:
    meeting, seal = subject.shown.content.meeting, subject.shown.seal
    sealed = [(subject.say("exports.fact.release"), subject.seal)] if seal else []
    there = [(subject.say("exports.fact.address"), where)] if where else []
    return (
        (subject.say("exports.fact.publisher"), subject.publisher),
        (subject.say("meetings.page.day"), subject.day(meeting.day)),
        (subject.say("exports.fact.known"), subject.day(meeting.known)),
        *sealed,
        *there,
    )


def _chapter(subject: MeetingSubject, item: int) -> PaperChapter:
    """An agenda item: its words, what its screens show, what was decided."""
    agenda, measures = subject.items[item], subject.measures(item)
    screens = subject.screens(item)
    kinds = {one.screen.kind for one in screens}
    matters = {one.id: _matter(subject, one, _screen_of(subject, item, one)) for one in measures}
    verdicts = [one.verdict for one in measures]
    many = bool(kinds & {"selection", "road"})
    road = subject.road(measures) if "road" in kinds else None
    whole = [m for m in measures if "measure" in kinds]
    lines = [m for m in measures if "selection" in kinds]
    first = subject.where(screens[0].number) if screens else ""
    return PaperChapter(
        anchor=f"{subject.lang}-{item}",
        title=f"{agenda.number} {subject.own(agenda.title)}".strip(),
        lang=_other(subject, agenda.title),
        texts=(_text(subject, agenda.notes),) if agenda.notes else (),
        counts=counts(verdicts, subject.lang) if many else (),
        distribution=distribution_figure(verdicts, subject.lang) if many else None,
        road=road_figure(road) if road else None,
        beside_road=beside_road(road) if road else (),
        concerns=_concerns(matters, measures) if many else None,
        measures=tuple(on_paper(matters[one.id]) for one in whole),
        listed=tuple(concern(matters[one.id]) for one in lines if not one.verdict.needs_attention),
        listed_title=subject.say("paper.others"),
        decisions=tuple(_decision(subject, *told) for told in subject.decisions(item)),
        code=symbol_svg(first) if first else "",
    )


def _concerns(matters: Mapping[str, MeasureMatter], measures: Sequence[ShownMeasure]) -> tuple[PaperConcern, ...]:
    urgent = sorted((one for one in measures if one.verdict.needs_attention), key=lambda one: one.verdict.attention)
    return tuple(concern(matters[one.id]) for one in urgent)


def _screen_of(subject: MeetingSubject, item: int, measure: ShownMeasure) -> int:
    return next((one.number for one in subject.screens(item) if measure.id in one.screen.measures), 0)


def _matter(subject: MeetingSubject, measure: ShownMeasure, screen: int) -> MeasureMatter:
    chart, where = subject.chart(measure), subject.where(screen)
    return MeasureMatter(
        verdict=measure.verdict,
        strategy=subject.shown.content.strategy,
        lang=subject.lang,
        name=measure.name.in_(subject.lang),
        place=f"{measure.id} · {measure.goal.in_(subject.lang)}",
        sentence=measure.sentence.in_(subject.lang),
        target=subject.target(measure),
        charts=(chart,) if chart is not None and not chart.empty else (),
        calculation=tuple(line.in_(subject.lang) for line in measure.calculation),
        sources=tuple(PaperText(line.text.in_(subject.lang)) for line in measure.sources),
        address=where,
        code=symbol_svg(where) if where else "",
        notes=subject.later(measure),
        quote=False,
    )


def _decision(subject: MeetingSubject, place: str, words: Words, added: str) -> tuple[str, PaperText, str]:
    return place, _text(subject, words), added


def _text(subject: MeetingSubject, words: Words) -> PaperText:
    return PaperText(subject.own(words), _other(subject, words))


def _other(subject: MeetingSubject, words: Words) -> str:
    """The language that words are in, where it is not that of the paper."""
    own = words.in_(subject.lang)[1]
    return "" if own == subject.lang else own
