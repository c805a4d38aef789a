"""The paper that an address asks for: a measure, a focus area or a selection, in one language or in several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.components import chosen_words, road_of, subject_of
from dashboard.context import Context, PageNotFound
from dashboard.exports import Edition, ExportRequest, Paper, PaperPart, SelectionSubject, measure_part, selection_part
from dashboard.pages import method
from strategy.judging import Verdict


def paper_of(wanted: ExportRequest, edition: Edition) -> Paper:
    """The paper of a request; raises `PageNotFound` where the strategy has no such measure, focus area or sector."""
    parts = tuple(_part(wanted.kind, _in_language(edition, lang)) for lang in wanted.languages)
    return Paper(parts, edition.context.on.isoformat(), edition.publisher)


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
    return measure_part(subject, method.in_short(context, [subject.verdict.status]))


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
            method=method.in_short(context, [v.status for v in verdicts]),
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
