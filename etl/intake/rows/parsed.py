"""What was read of a file: rows for the record, problems, remarks; and what the reading of its rows may know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from etl.intake.rows.cells import MeasureHistory, Reader
from etl.intake.rows.compare import Incoming, Key, key_of, valid
from etl.intake.sheets import Spreadsheet, TableHeader
from etl.reporting import Problem, Where, nearest
from strategy.model import Event, Measure, Observation, Statement, Strategy, Target


@dataclass(frozen=True, slots=True)
class FileRemark:
    """Something to know that is no problem: its words are `intake.remark.<code>`."""

    where: Where
    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingState:
    """A state of a milestone that came, and the place it was read."""

    event: Event
    where: Where


@dataclass(frozen=True, slots=True)
class IncomingComment:
    """A comment on a measure that came, and the place of its words."""

    statement: Statement
    where: Where


@dataclass(slots=True)
class ParsedFile:
    """What was read of a file. `rejected` are the rows with a problem: (sheet, row number)."""

    book: Spreadsheet
    figures: list[Incoming] = field(default_factory=list)
    states: list[IncomingState] = field(default_factory=list)
    comments: list[IncomingComment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[FileRemark] = field(default_factory=list)
    complete: bool = False
    """Whole series came, as one of our own histories: what is not there is gone."""

    @property
    def rejected(self) -> set[tuple[str, int]]:
        """The rows in which something is wrong."""
        return {row for p in self.problems if (row := row_of(p.where)) is not None}

    @property
    def good_figures(self) -> list[Incoming]:
        """The figures of the lines in which nothing is wrong."""
        rejected = self.rejected
        return [item for item in self.figures if row_of(item.where) not in rejected]

    @property
    def good_states(self) -> list[IncomingState]:
        """The states of the lines in which nothing is wrong."""
        rejected = self.rejected
        return [item for item in self.states if row_of(item.where) not in rejected]

    @property
    def good_comments(self) -> list[IncomingComment]:
        """The comments of the lines in which nothing is wrong."""
        rejected = self.rejected
        return [item for item in self.comments if row_of(item.where) not in rejected]

    def remark_once(self, where: Where, code: str, **values: object) -> None:
        """Add a remark that is not there yet."""
        found = FileRemark(where, code, tuple((k, str(v)) for k, v in values.items()))
        if found not in self.remarks:
            self.remarks.append(found)

    def remark(self, where: Where, code: str, **values: object) -> None:
        """Add a remark."""
        self.remarks.append(FileRemark(where, code, tuple((k, str(v)) for k, v in values.items())))


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the reading of rows needs to know: the record, the day, the source, and the language of readings."""

    strategy: Strategy
    observations: Sequence[Observation]
    known: date
    lang: str
    source: str = ""
    """The source of all rows; empty: of the template, or the sector's own report."""
    again: bool = False
    """The file was taken in before: what it withdrew is gone."""
    chosen_day: bool = False
    """Somebody named the day `known`; else it is today's, by the clock of the machine."""

    def series(self) -> Mapping[str, list[Observation]]:
        """The rows of the home area by measure."""
        found: dict[str, list[Observation]] = {}
        for row in self.observations:
            if row.area == self.strategy.home and not row.breakdown:
                found.setdefault(row.measure, []).append(row)
        return found


def row_of(where: Where) -> tuple[str, int] | None:
    """The sheet and row of a place; None where it is the file or a whole sheet."""
    steps = dict(where.steps)
    digits = "".join(c for c in steps.get("cell", "") if c.isdigit())
    return (steps.get("sheet", ""), int(digits)) if digits else None


_NEAREST = 200


class RowReading:
    """What all rows of one file share: the record by measure, and the reader that collects problems."""

    def __init__(self, given: ImportOptions, parsed: ParsedFile) -> None:
        self.given, self.parsed = given, parsed
        self.strategy = given.strategy
        self._series = given.series()
        self._known: dict[str, MeasureHistory] = {}
        self._ids: dict[str, tuple[Measure | None, str]] = {}
        self._versions: dict[Key, list[Observation]] | None = None

    def measure(self, text: str) -> tuple[Measure | None, str]:
        """The measure that a text names by its id or its whole name, and else the nearest id; looked up once a text."""
        if text not in self._ids:
            self._ids[text] = self._find(text)
        return self._ids[text]

    def _find(self, text: str) -> tuple[Measure | None, str]:
        measures = self.strategy.measures
        if text.lower() in measures:
            return measures[text.lower()], ""
        named = self._named.get(text.casefold(), set())
        if len(named) == 1:
            return measures[next(iter(named))], ""
        # to look for the nearest of all ids is slow: of a hundred thousand strange ones the first tell enough
        return None, nearest(text, measures) if text and len(self._ids) < _NEAREST else ""

    @cached_property
    def _named(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for measure in self.strategy.measures.values():
            for name in measure.name:
                found.setdefault(name.casefold(), set()).add(measure.id)
        return found

    def versions(self, key: Key) -> Sequence[Observation]:
        """All rows of the record for one figure, of any area."""
        if self._versions is None:
            self._versions = {}
            for row in self.given.observations:
                self._versions.setdefault(key_of(row), []).append(row)
        return self._versions.get(key, ())

    def reader(self, header: TableHeader) -> Reader:
        """A reader of cells under this header."""
        own = "known_basis" in header.columns or header.exported
        return Reader(self.given.lang, self.parsed.book.machine, own, problems=self.parsed.problems)

    def known(self, measure: str) -> MeasureHistory:
        """What is known of a measure before its cell is read; looked up once, a file may have a million of its rows."""
        if measure not in self._known:
            self._known[measure] = self._look_up(measure)
        return self._known[measure]

    def _look_up(self, measure: str) -> MeasureHistory:
        found = self.strategy.measures[measure]
        rows = self._series.get(measure, [])
        periods = {r.period.frequency for r in rows} | ({found.calendar.every} if found.calendar else set())
        values = [r.value for r in rows if r.value is not None]
        unit = self.strategy.units.get(found.unit or "")
        return MeasureHistory(
            found, unit, values, periods or _of_targets(found.targets), frozenset(r.period for r in rows)
        )

    def listed(self, column: str) -> Mapping[str, Iterable[str]]:
        """The ids of a list of the catalogue that a column names, each with its words in the three languages."""
        strategy = self.strategy
        if column == "area":
            return {area.id: area.name for area in strategy.areas.values()}
        if column == "breakdown":
            return strategy.breakdowns
        return {note.id: note.text for note in strategy.notes.values()}

    def stands(self, row: Observation) -> Observation | None:
        """The row that is valid in the record for the same figure of the home area."""
        rows = self._series.get(row.measure, [])
        return valid(r for r in rows if r.period == row.period) if row.area == self.strategy.home else None


def _of_targets(targets: Iterable[Target]) -> set[str]:
    """The kinds of period that the targets are for; a window of years is told in years."""
    return {t.period.frequency for t in targets if t.period is not None and t.period.frequency != "years"}
