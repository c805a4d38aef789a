"""A measure on paper: chart, sentence, calculation, table, comment; whether a page or a sealed meeting shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.charts.description import Chart, legend
from dashboard.charts.drawing import svg
from dashboard.exports.paper.parts import (
    PaperConcern,
    PaperFigure,
    PaperMeasure,
    PaperStatement,
    PaperTable,
    PaperText,
)
from dashboard.exports.paper.pictures import printed_picture
from strategy.judging import Verdict
from strategy.model import Measure, Statement, Strategy, Words
from strategy.texts import count, formats, say, sentence_case
from strategy.wording import comment_words, decided_words, owner_remarks, owner_words, until_words

WIDTH, HEIGHT = 658, 195
"""Pixels (of 96 to the inch) of a chart: all that the margins leave, and a quarter of a page."""
ROAD_WIDTH = 820
"""Wider than the sheet, on which it is drawn smaller: at the sheet's own width names are broken over three lines."""
TALL = 320
"""Of the only chart of a paper."""
PERIODS = 7
"""So many periods stand side by side under a chart, the newest."""
MOST_ROWS = 80
"""So many periods stand in the table of a paper of one measure, the newest."""


@dataclass(frozen=True, slots=True)
class MeasureMatter:
    """What a measure's piece of paper is made of; texts are in `lang`."""

    verdict: Verdict
    strategy: Strategy
    lang: str
    name: str
    place: str
    sentence: str
    target: str
    charts: tuple[Chart, ...] = ()
    calculation: tuple[str, ...] = ()
    sources: tuple[PaperText, ...] = ()
    address: str = ""
    code: str = ""
    notes: tuple[str, ...] = ()
    quote: bool = True
    """Whether the strategy's own words stand among the facts."""

    @property
    def measure(self) -> Measure:
        return self.verdict.measure

    @property
    def owners(self) -> str:
        """Who answers for it by name; empty where nobody is named."""
        return owner_words(self.measure, self.strategy.owners, self.lang)

    @property
    def sectors(self) -> str:
        """The sectors that answer for it; that we inferred them is said."""
        names = [self.strategy.sectors[id_].name.in_(self.lang) for id_ in self.measure.sectors]
        inferred = bool(names) and self.measure.sector_evidence == "inferred"
        listed = formats.listed(names, self.lang)
        return f"{listed} {self.say('common.inferred')}" if inferred else listed

    def say(self, key: str, /, **values: object) -> str:
        """A text of ours in the paper's language."""
        return say(self.lang, key, **values)

    def words(self, words: Words) -> PaperText:
        """Somebody's own words, in the language that they have."""
        text, own = words.in_(self.lang)
        return PaperText(text, "" if own == self.lang else own)


def on_paper(matter: MeasureMatter, *, alone: bool = False) -> PaperMeasure:
    """A measure whole; `alone`, its table has all of its periods and its chart more room."""
    height = TALL if alone and len(matter.charts) == 1 else HEIGHT
    accepted = matter.verdict.acceptance
    until = (sentence_case(until_words(accepted, matter.lang)) + ".",) if accepted else ()
    return PaperMeasure(
        id=matter.measure.id,
        name=matter.name,
        place=matter.place,
        status=matter.verdict.status,
        sentences=(matter.sentence, *until),
        facts=tuple(_facts(matter)),
        figures=tuple(
            _figure(chart, height, named=len(matter.charts) > 1) for chart in matter.charts if not chart.lone
        ),
        calculation=matter.calculation,
        tables=tuple(_table(matter, chart, alone=alone) for chart in matter.charts if chart.table.rows),
        statements=tuple(_statements(matter)),
        sources=matter.sources,
        address=matter.address,
        code=matter.code,
        notes=matter.notes,
    )


def concern(matter: MeasureMatter) -> PaperConcern:
    """The measure among those that need attention."""
    whom = [matter.sectors, matter.owners]
    return PaperConcern(
        matter.measure.id, matter.name, matter.verdict.status, matter.sentence, " · ".join(filter(None, whom))
    )


def _facts(matter: MeasureMatter) -> Iterator[tuple[str, PaperText]]:
    """What people ask: what is aimed at, who answers, in the strategy's own words."""
    measure, text_language = matter.measure, matter.strategy.text_language
    if measure.role == "strategy":
        yield matter.say("measure.fact.target"), PaperText(matter.target)
    if matter.sectors:
        yield matter.say("measure.fact.sector"), PaperText(matter.sectors)
    if matter.owners:
        remarks = owner_remarks(measure, matter.strategy.owners, matter.lang)
        yield matter.say("measure.fact.owner"), PaperText(f"{matter.owners}. {remarks}" if remarks else matter.owners)
    if measure.quote and matter.quote:
        own = "" if text_language == matter.lang else text_language
        yield matter.say("common.own_words"), PaperText(measure.quote, own)


def _figure(chart: Chart, height: float, *, named: bool) -> PaperFigure:
    drawn = printed_picture(svg(chart, width=WIDTH, height=height), chart.alt)
    return PaperFigure(drawn, chart.alt, " ".join(legend(chart)), chart.title if named else "")


def _table(matter: MeasureMatter, chart: Chart, *, alone: bool) -> PaperTable:
    return _downwards(matter, chart) if alone else _across(matter, chart)


def _downwards(matter: MeasureMatter, chart: Chart) -> PaperTable:
    """A row a period, with its note and source where they are not the same for all."""
    drawn, once = chart.table, chart.table.said_once()
    kept = [column for column in range(len(drawn.header)) if column not in once]
    rows = tuple(tuple(row[column] for column in kept) for row in drawn.rows[-MOST_ROWS:])
    numeric = frozenset(place for place, column in enumerate(kept) if column in drawn.numeric)
    notes = [matter.say("common.every_figure", head=drawn.header[c], said=said) for c, said in once.items()]
    notes += _more(matter, len(drawn.rows), MOST_ROWS)
    return PaperTable(chart.title, tuple(drawn.header[column] for column in kept), rows, numeric, tuple(notes))


def _across(matter: MeasureMatter, chart: Chart) -> PaperTable:
    """The newest periods side by side, a row for the own figures, the target and each peer; notes below by period."""
    drawn = chart.table
    shown = drawn.rows[-PERIODS:]
    head = (drawn.header[0], *(row[0] for row in shown))
    columns = sorted(drawn.numeric)
    rows = tuple((drawn.header[column], *(row[column] for row in shown)) for column in columns)
    last = len(drawn.header) - 2
    notes = _by_note([(row[0], row[last]) for row in shown if row[last]])
    notes += _more(matter, len(drawn.rows), PERIODS)
    return PaperTable(chart.title, head, rows, frozenset(range(1, len(head))), tuple(notes), across=True)


def _by_note(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """A line for each note, after the periods that it holds of."""
    told = dict.fromkeys(note for _, note in pairs)
    return [f"{', '.join(period for period, own in pairs if own == note)}: {note.rstrip('.')}." for note in told]


def _more(matter: MeasureMatter, having: int, shown: int) -> list[str]:
    return [count(matter.lang, "paper.older", having - shown)] if having > shown else []


def _statements(matter: MeasureMatter) -> Iterator[PaperStatement]:
    if comment := matter.verdict.comment:
        head = f"{matter.say('statements.comment')}: {comment_words(comment, matter.lang)}"
        yield PaperStatement(head, matter.words(comment.text))
    if accepted := matter.verdict.acceptance:
        yield _accepted(matter, accepted)


def _accepted(matter: MeasureMatter, accepted: Statement) -> PaperStatement:
    head = f"{matter.say('statements.accepted')}: {until_words(accepted, matter.lang)}"
    foot = f"{matter.say('statements.decision')}: {decided_words(accepted, matter.lang)} ({accepted.role})"
    return PaperStatement(head, matter.words(accepted.text), foot)
