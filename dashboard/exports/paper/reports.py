"""The paper of a measure and the paper of a selection, in one language: what stands where, as on their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.charts.description import Road
from dashboard.charts.drawing import distribution, road_svg
from dashboard.exports.edition import Edition, Subject, licence
from dashboard.exports.facts import target_with_evidence
from dashboard.exports.paper.measures import ROAD_WIDTH, WIDTH, MeasureMatter, concern, on_paper
from dashboard.exports.paper.parts import (
    PaperChapter,
    PaperCount,
    PaperFigure,
    PaperMeasure,
    PaperPart,
    PaperSource,
    PaperText,
)
from dashboard.exports.paper.pictures import printed_picture
from dashboard.exports.road_files import COUNTED
from dashboard.exports.symbol import symbol_svg
from strategy.judging import GROUPS, JUDGED_GROUPS, Verdict
from strategy.model import FocusArea, Source
from strategy.texts import say
from strategy.wording import calculation, group_word

Method = Sequence[tuple[str, str]]
"""Words and what they mean."""
LABELS: Mapping[str, str] = {
    "contents": "paper.contents",
    "attention": "overview.attention",
    "attention_none": "overview.attention_none",
    "measure": "common.head.measure",
    "why": "paper.why",
    "whom": "paper.whom",
    "calculation": "exports.fact.calculation",
    "source": "common.head.source",
    "sources": "paper.sources",
    "method": "paper.method",
    "about": "paper.about",
    "online": "paper.online",
    "code": "paper.code",
    "road": "road.title",
    "decision": "meetings.wall.decision",
}
"""The words of the paper itself, by the name that the template knows."""


@dataclass(frozen=True, slots=True)
class SelectionSubject:
    """What a selection's paper is made of."""

    edition: Edition
    title: str
    verdicts: Sequence[Verdict]
    """The chosen measures, in the strategy's order."""
    subjects: Mapping[str, Subject]
    """All of them by id, with the charts that there are."""
    roads: Mapping[str, Road]
    """The road of the chosen ones in each focus area."""
    method: Method = ()
    address: str = ""


def labels(lang: str) -> dict[str, str]:
    """The words of the paper itself in a language."""
    return {name: say(lang, key) for name, key in LABELS.items()}


def measure_part(subject: Subject, method: Method) -> PaperPart:
    """The paper of one measure."""
    edition = subject.edition
    matter = matter_of(subject)
    shown = on_paper(matter, alone=True)
    chapter = PaperChapter(anchor=f"{edition.lang}-m", title="", measures=(shown,))
    return PaperPart(
        lang=edition.lang,
        title=subject.name,
        kicker=_kicker(edition),
        foot=_foot(edition),
        labels=labels(edition.lang),
        chapters=(chapter,),
        sources=tuple(_source(edition, source) for source in subject.sources),
        method=tuple(method),
        colophon=colophon(edition, subject.where),
        warning=edition.made_up,
        code=shown.code,
        single=True,
    )


def selection_part(subject: SelectionSubject) -> PaperPart:
    """The paper of a selection: how it stands as a whole, then focus area by focus area."""
    edition = subject.edition
    judged = sum(v.group in JUDGED_GROUPS for v in subject.verdicts)
    finding = edition.context.say("paper.finding", n=judged, all=len(subject.verdicts))
    areas = [area for area in edition.context.strategy.focus_areas.values() if _of_area(subject, area)]
    sources = {s.id: s for v in subject.verdicts for s in subject.subjects[v.measure.id].sources}
    return PaperPart(
        lang=edition.lang,
        title=subject.title,
        kicker=_kicker(edition),
        foot=_foot(edition),
        labels=labels(edition.lang),
        lead=(finding, edition.stand),
        counts=counts(subject.verdicts, edition.lang),
        distribution=distribution_figure(subject.verdicts, edition.lang),
        chapters=tuple(_chapter(subject, area) for area in areas),
        sources=tuple(_source(edition, source) for source in sources.values()),
        method=tuple(subject.method),
        colophon=colophon(edition, subject.address),
        warning=edition.made_up,
        code=symbol_svg(frozen) if (frozen := edition.frozen()) else "",
    )


def counts(verdicts: Iterable[Verdict], lang: str) -> tuple[PaperCount, ...]:
    """How many measures stand in each group, in the order of the groups."""
    found = Counter(v.group for v in verdicts)
    return tuple(PaperCount(group, group_word(group, lang), found[group]) for group in GROUPS if found[group])


def distribution_figure(verdicts: Sequence[Verdict], lang: str) -> PaperFigure | None:
    """The bar of the groups, told in numbers; None without measures."""
    told = counts(verdicts, lang)
    if not told:
        return None
    alt = ", ".join(f"{one.word} {one.n}" for one in told)
    return PaperFigure(printed_picture(distribution({c.group: c.n for c in told}, WIDTH, 18), alt), alt)


def road_figure(road: Road) -> PaperFigure | None:
    """The drawing of a road; None where no measure is on it."""
    if not road.dots:
        return None
    return PaperFigure(printed_picture(road_svg(road, ROAD_WIDTH)[0], road.finding), road.finding, road.caption)


def beside_road(road: Road) -> tuple[str, ...]:
    """A line for each reason why judged measures are not on the road, with their names; states are many and counted."""
    groups = [(why, list(found)) for why, found in groupby(road.beside, key=lambda off: off.why)]
    return tuple(
        f"{why} ({len(found)})." if found[0].reason == COUNTED else f"{why}: {', '.join(off.name for off in found)}."
        for why, found in groups
    )


def _chapter(subject: SelectionSubject, area: FocusArea) -> PaperChapter:
    edition, own = subject.edition, _of_area(subject, area)
    context, road = edition.context, subject.roads.get(area.id)
    matters = {v.measure.id: matter_of(subject.subjects[v.measure.id], quote=False) for v in own}
    whole = [m for m in matters.values() if _whole(m)]
    rest = [m for m in matters.values() if not _whole(m)]
    urgent = sorted((v for v in own if v.needs_attention), key=lambda v: v.attention)
    judged = sum(v.group in JUDGED_GROUPS for v in own)
    return PaperChapter(
        anchor=f"{edition.lang}-{area.id}",
        title=f"{area.id} {context.word(area.name)}",
        lead=(context.word(area.slogan), context.say("paper.finding", n=judged, all=len(own))),
        counts=counts(own, edition.lang),
        distribution=distribution_figure(own, edition.lang),
        road=road_figure(road) if road else None,
        beside_road=beside_road(road) if road else (),
        concerns=tuple(concern(matters[v.measure.id]) for v in urgent),
        measures=tuple(on_paper(matter) for matter in whole),
        listed=tuple(concern(matter) for matter in rest),
        listed_title=context.say("paper.listed"),
    )


def _whole(matter: MeasureMatter) -> bool:
    """Whether a measure has more than a line says: figures to compare, a judgement, or somebody's words."""
    verdict = matter.verdict
    said = verdict.comment is not None or verdict.acceptance is not None
    figures = [point for chart in matter.charts for line in chart.of_kind("own") for point in line.points]
    return len(figures) > 1 or said or verdict.group in JUDGED_GROUPS


def _of_area(subject: SelectionSubject, area: FocusArea) -> list[Verdict]:
    return [v for v in subject.verdicts if v.measure.focus_area == area.id]


def matter_of(subject: Subject, *, quote: bool = True) -> MeasureMatter:
    """What a measure's piece of paper is made of, taken from an edition."""
    edition, measure = subject.edition, subject.measure
    context, goal = edition.context, edition.context.strategy.goals[measure.goal]
    role = [] if measure.role == "strategy" else [context.say("common.context_measure_long")]
    return MeasureMatter(
        verdict=subject.verdict,
        strategy=context.strategy,
        lang=edition.lang,
        name=context.word(measure.name),
        place=" · ".join([measure.id, f"{goal.id} {context.word(goal.name)}", *role]),
        sentence=subject.sentence,
        target=target_with_evidence(subject),
        charts=tuple(chart for chart in (subject.chart, subject.lower) if chart is not None and not chart.empty),
        calculation=tuple(calculation(subject.verdict, context.strategy.units, edition.lang)),
        sources=tuple(_title(source, edition.lang) for source in subject.sources),
        address=subject.frozen or (subject.where if edition.site else ""),
        code=symbol_svg(subject.frozen) if subject.frozen else "",
        quote=quote,
    )


def _title(source: Source, lang: str) -> PaperText:
    title, own = source.title_in(lang)
    title = title if source.own else say(lang, "charts.secondary", source=title)
    return PaperText(title, "" if own == lang else own)


def _source(edition: Edition, source: Source) -> PaperSource:
    by = ", ".join(source.publishers_in(edition.lang))
    about = (by, source.table, licence(edition.context, source), source.url)
    return PaperSource(_title(source, edition.lang), "; ".join(part for part in about if part))


def _kicker(edition: Edition) -> str:
    return edition.context.say("paper.subject", day=edition.context.day(edition.context.on))


def _foot(edition: Edition) -> str:
    return f"{edition.publisher} · {edition.stand}"


def colophon(edition: Edition, where: str) -> tuple[tuple[str, str], ...]:
    """Who publishes the paper, of which release and day it is, and where the same stands."""
    context = edition.context
    known = [(edition.say("fact.known"), context.day(context.address.known))] if context.address.known else []
    there = [(edition.say("fact.address"), where)] if where else []
    return (
        (edition.say("fact.publisher"), edition.publisher),
        (edition.say("fact.day"), context.day(context.on)),
        *known,
        (edition.say("fact.built"), context.day(context.release.built.date())),
        (edition.say("fact.release"), context.release.hash[:12]),
        *there,
    )


def measures_of(part: PaperPart) -> list[PaperMeasure]:
    """The measures of a part that stand whole, in order."""
    return [measure for chapter in part.chapters for measure in chapter.measures]
