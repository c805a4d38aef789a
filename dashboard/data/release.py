"""One immutable release, opened: what every page needs is held, the rest is asked for by named selects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dashboard.data import database, queries, records
from dashboard.data.cache import Cache
from dashboard.data.database import StoreError
from dashboard.data.records import Row
from dashboard.data.selection import RowSelection
from dashboard.data.spans import MeasureSpans
from strategy.model import ActionEvent, Event, KeptMeeting, Observation, Statement, Strategy
from strategy.series import Freshness, freshness

INQUIRIES = 2000
"""Measures with all that is known of them, kept per release and process: a few kilobytes each."""
DRAWINGS = 1024 * 1024
"""Letters of small charts kept per release and process, as they are drawn: some five hundred charts."""
CHARTS = 50
"""Charts kept per release and process as they are described: one stands in several sizes on a page and the next."""
VIEWS = 8
"""Large charts kept per release and process as they are described: for a page and the files that it offers."""
MOST_ROWS = 2_000
"""A measure of more rows than this has the newest `NEWEST_ROWS` of them on its page."""
NEWEST_ROWS = 400
PARTS = 1024 * 1024
"""Letters of printed parts of pages kept per release and process."""
ROWS = 5_000
"""Rows of the measures that were asked for last, kept per release and process: a page, its languages and its files."""
ANSWERS = 256
"""Answers kept per release and process: all that a meeting looks at, in a few megabytes."""
FILES = 64 * 1024 * 1024
"""Bytes of downloads kept per release and process."""

SERIES = """
    SELECT * FROM observation WHERE measure = ?
    ORDER BY area, breakdown, last_day, first_day, known NULLS FIRST
"""
SERIES_OF_AREAS = """
    SELECT * FROM observation WHERE measure = ? AND area IN (SELECT unnest(?::VARCHAR[]))
    ORDER BY area, breakdown, last_day, first_day, known NULLS FIRST
"""
WORKBOOK = "SELECT content FROM workbook WHERE sector = ? AND lang = ?"
FIGURES = "SELECT source, count(*) AS figures FROM observation WHERE value IS NOT NULL GROUP BY source"
CORE: Mapping[str, str] = MappingProxyType(
    {
        "strategy": "SELECT id FROM strategy LIMIT 1",
        "goal": "SELECT id FROM goal LIMIT 1",
        "measure": "SELECT id FROM measure LIMIT 1",
        "observation": "SELECT measure FROM observation LIMIT 1",
    }
)
"""One row of each table without which there is no dashboard."""


def _letters(texts: Sequence[str]) -> int:
    return sum(map(len, texts))


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False, repr=False)
class Release:
    """One immutable release, opened; the same as itself alone. What every page needs is held, the rest is asked for."""

    hash: str
    """The sha256 of the tables: equal inputs, equal hash."""
    built: datetime
    """When the file was built, in UTC."""
    strategy: Strategy
    headline: Mapping[str, tuple[Observation, ...]]
    """Measure id -> the home area's rows without breakdown, every known version of them."""
    newest: date | None
    """The day on which the newest figure of the home area became known."""
    events: Mapping[str, tuple[Event, ...]]
    """Measure id -> its dated states, as the catalogue lists them; those of its twin follow."""
    action_events: Mapping[str, tuple[ActionEvent, ...]]
    """Action id -> its dated states, as the catalogue lists them."""
    statements: Mapping[str, tuple[Statement, ...]]
    """Measure id -> what its owner or a decision says beside its status, as the catalogue lists them."""
    meetings: Mapping[str, KeptMeeting]
    """Meeting id -> the meeting with its seal, by day."""
    workbooks: Mapping[tuple[str, str], date]
    """Sector id and language -> the day of the workbook that the sector fills in, for those that there are."""
    spans: Mapping[str, MeasureSpans]
    """Measure id -> how it stands on any day; empty where other rules than ours made them."""
    file: Path
    file_sha256: str
    _database: database.Database
    _row_counts: Mapping[str, int]
    """Measure id -> how many rows there are of it."""
    cache: Cache = field(default_factory=Cache)
    """What is computed from this release and worth keeping; it goes with the release."""
    inquiries: Cache = field(init=False, default_factory=lambda: Cache(INQUIRIES))
    """What is gathered of the measures that were judged last."""
    drawings: Cache = field(init=False, default_factory=lambda: Cache(DRAWINGS, _letters))
    """The last small charts of measures, as the texts of their drawings."""
    charts: Cache = field(init=False, default_factory=lambda: Cache(CHARTS))
    """The last small charts as they are described; those of parts of measures as they are drawn, too."""
    views: Cache = field(init=False, default_factory=lambda: Cache(VIEWS))
    """The last charts of measures' pages as their addresses ask for them."""
    parts: Cache = field(init=False, default_factory=lambda: Cache(PARTS, len))
    """Parts that stand on many pages, as HTML."""
    series: Cache = field(init=False, default_factory=lambda: Cache(ROWS, len))
    """The rows of the measures that were asked for last."""
    answers: Cache = field(default_factory=lambda: Cache(ANSWERS))
    """The last answers about this release, packed; apart from `cache`, so that many pages push out no judgement."""
    files: Cache = field(default_factory=lambda: Cache(FILES, len))
    """The last downloads that were heavy to make, as bytes."""

    def is_at(self, target: Mapping[str, Any], folder: Path) -> bool:
        """Whether a pointer names this release: the same file with the same bytes."""
        same = (self.hash, self.file_sha256) == (target["tables_sha256"], target["file_sha256"])
        return same and self.file == folder / target["release"]

    def resting(self) -> Release:
        """The same with its answers and its files alone, as is enough of a release whose place another one takes.

        Its database is opened when it is asked again; that of this one stays open for those who hold it.
        """
        for cache in (self.cache, self.inquiries, self.drawings, self.charts, self.views, self.parts, self.series):
            cache.clear()
        return replace(self, _database=database.Database(self.file, self.file_sha256), cache=Cache())

    def rows(self, measure: str, areas: Sequence[str] | None = None) -> tuple[Observation, ...]:
        """All rows of a measure, breakdowns and earlier versions included, of every area or of `areas` alone."""
        if areas is None:
            found = database.ask(self._database, SERIES, [measure])
        else:
            found = database.ask(self._database, SERIES_OF_AREAS, [measure, list(areas)])
        return tuple(map(records.observation, found))

    def whole_rows(self, measure: str) -> tuple[Observation, ...]:
        """The rows of a measure in all areas as wholes: figures a head are made of those that count the inhabitants."""
        return self.series.get(("whole", measure), lambda: tuple(r for r in self.rows(measure) if not r.breakdown))

    def page_rows(self, measure: str, known: date | None) -> tuple[tuple[Observation, ...], int]:
        """The rows of a measure that its page shows, and how many there are: all, but of very many the newest alone."""
        count = self._row_counts.get(measure, 0)
        if count <= MOST_ROWS:
            return self.series.get(measure, lambda: self.rows(measure)), count
        return self.cache.get(("newest", measure, known), lambda: self._newest_rows(measure, known)), count

    def _newest_rows(self, measure: str, known: date | None) -> tuple[Observation, ...]:
        found = database.ask(self._database, queries.NEWEST, [measure, known, known, measure, NEWEST_ROWS])
        return tuple(map(records.observation, found))

    def stream(self, select: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """The rows of a select of `queries`, a batch at a time; the release stays open until the last."""
        return database.stream(self._database, select, parameters)

    def freshness(self, today: date) -> Freshness:
        """How old the newest figure is on a day, and whether that is older than the strategy allows."""
        return freshness(self.newest, self.strategy.max_age_months, today)

    def figures(self) -> Mapping[str, int]:
        """How many figures came from each source, of every area and every version; sources without any are left out."""
        return {row["source"]: row["figures"] for row in database.ask(self._database, FIGURES)}

    def workbook(self, sector: str, lang: str) -> bytes:
        """The workbook of a sector in a language (XLSX), one of `workbooks`; a `KeyError` for any other."""
        for row in database.ask(self._database, WORKBOOK, [sector, lang]):
            return bytes(row["content"])
        raise KeyError((sector, lang))

    def chosen(self, selection: RowSelection, first: int, most: int) -> tuple[Observation, ...]:
        """`most` rows of a selection in its order, from row `first`, counted from 0."""
        return tuple(map(records.observation, database.ask(self._database, *selection.page(first, most))))

    def count(self, selection: RowSelection) -> int:
        """How many rows a selection has."""
        (row,) = database.ask(self._database, *selection.count())
        return int(row["found"])

    def count_areas(self, selection: RowSelection) -> Mapping[str, int]:
        """How many rows of a selection each area has, in the strategy's order; areas without any are left out."""
        found = {row["area"]: int(row["found"]) for row in database.ask(self._database, *selection.areas())}
        return {area: found[area] for area in self.strategy.areas if area in found}

    def check(self) -> Mapping[str, int]:
        """Read one row of each core table and the whole file's hash; raises `StoreError` where either is wrong."""
        counts = {name: len(database.ask(self._database, sql)) for name, sql in CORE.items()}
        empty = [name for name, count in counts.items() if not count]
        if empty:
            raise StoreError(f"Empty in {self.file.name}: {', '.join(empty)}")
        database.check_file(self.file, self.file_sha256)
        return counts
