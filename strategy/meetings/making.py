"""Makes what the screens of a meeting show from the record as it was known on the meeting's day of knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from strategy.judging import JUDGED_GROUPS, Verdict, severity
from strategy.meetings.content import MeetingContent, MeetingScreen, ShownMeasure, SourceLine
from strategy.meetings.inputs import MeetingInputs, compared
from strategy.meetings.needed import needed
from strategy.model import (
    LANGUAGES,
    AgendaItem,
    AgendaSelection,
    Event,
    Measure,
    Meeting,
    Observation,
    Source,
    Strategy,
    Text,
    year_before,
)
from strategy.texts import say
from strategy.wording import LargeFigure, calculation, dated_target_words, large_figures, sentence, status_word

LISTED = 7
"""So many measures stand in a list on one screen, in letters that are read from the back row."""
MOST_PEERS = 4
K = TypeVar("K", Observation, Event)


def content_of(meeting: Meeting, inputs: MeetingInputs) -> MeetingContent:
    """All that the screens of a meeting show. Measures that the catalogue does not have are left out."""
    maker = _Maker(meeting, inputs)
    screens = tuple(screen for n, item in enumerate(meeting.items) for screen in maker.screens(n, item))
    ids = dict.fromkeys(id_ for screen in screens for id_ in screen.measures)
    on_road = {id_ for screen in screens if screen.kind == "road" for id_ in screen.measures}
    measures = {id_: maker.shown(inputs.strategy.measures[id_], on_road=id_ in on_road) for id_ in ids}
    targets = (target for id_ in ids for target in inputs.strategy.measures[id_].targets)
    names = dict.fromkeys(t.reference for t in targets if t.reference in inputs.strategy.measures)
    references = {n: by(inputs.references.get(n, ()), meeting.known) for n in names if n and n not in measures}
    rows = [row for one in measures.values() for row in one.rows]
    rows += [row for several in references.values() for row in several]
    return MeetingContent(meeting, screens, measures, needed(inputs.strategy, measures, references, rows), references)


def by(things: Iterable[K], day: date) -> tuple[K, ...]:
    """What was known by a day; what has no day of knowledge always was."""
    return tuple(thing for thing in things if thing.known is None or thing.known <= day)


class _Maker:
    """Makes screens, and judges each measure once."""

    def __init__(self, meeting: Meeting, inputs: MeetingInputs) -> None:
        self._meeting, self._inputs, self._strategy = meeting, inputs, inputs.strategy
        self._verdicts: dict[tuple[str, date], Verdict] = {}
        self._peers = {id_: item.peers for item in meeting.items for id_ in item.measures if item.peers}

    def screens(self, place: int, item: AgendaItem) -> Iterator[MeetingScreen]:
        """The screens of one item: its measures one by one, its selection, its road, then its words."""
        for id_ in item.measures:
            if id_ in self._strategy.measures:
                yield MeetingScreen("measure", place, (id_,))
        if item.selection is not None:
            yield from _listed(place, [v.measure.id for v in self._chosen(item.selection)])
        if item.road is not None:
            judged = (v.measure.id for v in self._chosen(item.road) if v.group in JUDGED_GROUPS)
            yield MeetingScreen("road", place, tuple(judged))
        alone = not item.measures and item.selection is None and item.road is None
        if item.notes is not None or item.decisions or alone:
            yield MeetingScreen("words", place)

    def _chosen(self, selection: AgendaSelection) -> list[Verdict]:
        """The verdicts of a selection, the worst first, else in the strategy's order."""
        among = (m for m in self._strategy.of_role("strategy") if _chooses(selection, m))
        verdicts = (self._verdict(m, self._meeting.known) for m in among)
        return sorted((v for v in verdicts if selection.group in ("", v.group)), key=lambda v: severity(v.status))

    def _verdict(self, measure: Measure, on: date) -> Verdict:
        key = (measure.id, on)
        if key not in self._verdicts:
            self._verdicts[key] = self._inputs.verdict(measure, on)
        return self._verdicts[key]

    def shown(self, measure: Measure, *, on_road: bool) -> ShownMeasure:
        """A measure as it is shown."""
        known, units = self._meeting.known, self._strategy.units
        verdict = self._verdict(measure, known)
        target = verdict.headline.target
        figures = {lang: large_figures(verdict, units, lang) for lang in LANGUAGES}
        rows, peers = self._rows(measure)
        events = by(self._inputs.events.get(measure.id, ()), known)
        goal = self._strategy.goals[measure.goal]
        return ShownMeasure(
            name=measure.name,
            goal=Text(*(f"{goal.id} {name}" for name in goal.name)),
            status=verdict.status,
            group=verdict.group,
            status_word=_each(lambda lang: status_word(verdict.status, lang)),
            sentence=_each(lambda lang: sentence(verdict, units, lang)),
            value=_each(lambda lang: _first(figures[lang])),
            target=_each(lambda lang: dated_target_words(target, measure, units, lang) if target else ""),
            figures=figures,
            sectors=measure.sectors,
            sources=tuple(_sources(measure, rows, events, self._strategy)),
            calculation=_lines([calculation(verdict, units, lang) for lang in LANGUAGES]),
            verdict=verdict,
            rows=rows,
            peers=peers,
            earlier=self._verdict(measure, year_before(known)) if on_road else None,
            events=events,
        )

    def _rows(self, measure: Measure) -> tuple[tuple[Observation, ...], tuple[str, ...]]:
        """The figures of the whole, and the areas beside home: those that are asked for or that there are."""
        asked = self._peers.get(measure.id) or tuple(self._strategy.areas)
        against = compared(measure, self._strategy)
        areas = [self._strategy.home, *dict.fromkeys((*against, *asked))]
        rows = by((r for r in self._inputs.rows(measure.id, areas) if not r.breakdown), self._meeting.known)
        there = {row.area for row in rows if row.tells} - {self._strategy.home}
        peers = tuple(area for area in dict.fromkeys((*against, *asked)) if area in there)[:MOST_PEERS]
        kept = {self._strategy.home, *peers, *against}
        return tuple(row for row in rows if row.area in kept), peers


def _chooses(selection: AgendaSelection, measure: Measure) -> bool:
    return selection.focus_area in ("", measure.focus_area) and (
        not selection.sector or selection.sector in measure.sectors
    )


def _listed(place: int, ids: Sequence[str]) -> Iterator[MeetingScreen]:
    """A list over as many screens as it needs, evenly; an empty one has one screen, which says so."""
    parts = max(1, -(-len(ids) // LISTED))
    size = -(-len(ids) // parts)
    for part in range(parts):
        yield MeetingScreen("selection", place, tuple(ids[part * size : (part + 1) * size]), part + 1, parts)


def _first(figures: Sequence[LargeFigure]) -> str:
    if not figures:
        return ""
    first = figures[0]
    return f"{first.text} ({first.under})" if first.under else first.text


def _each(make: Callable[[str], str]) -> Text:
    return Text(*map(make, LANGUAGES))


def _lines(by_language: Sequence[Sequence[str]]) -> tuple[Text, ...]:
    """Line by line in all languages: the steps are the same in each."""
    return tuple(Text(*line) for line in zip(*by_language, strict=True))


def _sources(
    measure: Measure, rows: Iterable[Observation], events: Iterable[Event], strategy: Strategy
) -> Iterator[SourceLine]:
    """The sources of what is shown; of a measure without figures and states, the strategy's own."""
    given = {row.source: row.secondary for row in rows} | {event.source: False for event in events}
    for name in given or {strategy.source: False}:
        source = strategy.sources.get(name)
        if source is not None:
            secondary = given.get(name, False) or not source.own
            yield _source(source, secondary)


def _source(source: Source, secondary: bool) -> SourceLine:
    def words(lang: str) -> str:
        title = f"{', '.join(source.publishers_in(lang))}: {source.title_in(lang)[0]}"
        return say(lang, "charts.secondary", source=title) if secondary else title

    return SourceLine(source.id, _each(words), secondary)
