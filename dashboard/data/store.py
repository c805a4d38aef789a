"""The only door to the data: opens a release read-only, keeps what every page needs, asks the rest by named selects.

A release never changes; a new one comes under a new name behind the pointer `current.json`, which is looked at per
request. Who holds a `Release` reads it to the end, and its connection closes with the last holder. The database may
touch no other file and no network, and each question has a time limit. Nothing here writes.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import duckdb

from dashboard.data import queries, records
from dashboard.data.cache import Cache
from dashboard.data.records import Row
from dashboard.data.selection import RowSelection
from dashboard.data.spans import MeasureSpans, by_measure
from strategy.judging import rules_version, with_twins
from strategy.model import ActionEvent, Event, KeptMeeting, Observation, Statement, Strategy
from strategy.series import Freshness, freshness, newest

POINTER = "current.json"
POINTED = ("release", "tables_sha256", "file_sha256", "built")
TIME_LIMIT = 2.0
"""Seconds that one question may take before it is interrupted."""
STREAM_LIMIT = 30.0
"""Seconds that a whole table for a file may take to begin, and as many for each batch of it."""
BATCH = 2_000
"""Rows of a file that are held at once."""
INQUIRIES = 2000
"""Measures with all that is known of them, kept per release and process: a few kilobytes each."""
DRAWINGS = 2 * 1024 * 1024
"""Letters of small charts kept per release and process, as they are drawn: ten thousand each."""
CHARTS = 200
"""Charts kept per release and process as they are described: one stands in several sizes on the pages of a day."""
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
LOCKED: Mapping[str, str] = MappingProxyType(
    {
        "enable_external_access": "false",  # read_only alone still lets SQL write and read other files
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": "512MB",
        "threads": "1",  # many small questions side by side: one thread each is faster
        "lock_configuration": "true",
    }
)

HEADLINE = """
    SELECT * FROM observation WHERE area = (SELECT home FROM strategy) AND breakdown = ''
    ORDER BY measure, last_day, first_day, known NULLS FIRST
"""
SERIES = """
    SELECT * FROM observation WHERE measure = ?
    ORDER BY area, breakdown, last_day, first_day, known NULLS FIRST
"""
SERIES_OF_AREAS = """
    SELECT * FROM observation WHERE measure = ? AND area IN (SELECT unnest(?::VARCHAR[]))
    ORDER BY area, breakdown, last_day, first_day, known NULLS FIRST
"""
ROW_COUNTS = "SELECT measure, count(*) AS rows FROM observation GROUP BY measure"
WORKBOOKS = "SELECT sector, lang, day FROM workbook ORDER BY sector, lang"
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

_log = logging.getLogger(__name__)
T = TypeVar("T", Observation, Event, ActionEvent, Statement)


class StoreError(RuntimeError):
    """The data cannot be read: no release, a broken one, or a question that took too long."""


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
    _connection: duckdb.DuckDBPyConnection
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

    def rest(self) -> None:
        """Keep the answers and the files alone, as is enough of a release whose place another one takes."""
        for cache in (self.cache, self.inquiries, self.drawings, self.charts, self.parts, self.series):
            cache.clear()

    def rows(self, measure: str, areas: Sequence[str] | None = None) -> tuple[Observation, ...]:
        """All rows of a measure, breakdowns and earlier versions included, of every area or of `areas` alone."""
        if areas is None:
            found = _ask(self._connection, SERIES, [measure])
        else:
            found = _ask(self._connection, SERIES_OF_AREAS, [measure, list(areas)])
        return tuple(map(records.observation, found))

    def page_rows(self, measure: str, known: date | None) -> tuple[tuple[Observation, ...], int]:
        """The rows of a measure that its page shows, and how many there are: all, but of very many the newest alone."""
        count = self._row_counts.get(measure, 0)
        if count <= MOST_ROWS:
            return self.series.get(measure, lambda: self.rows(measure)), count
        return self.cache.get(("newest", measure, known), lambda: self._newest_rows(measure, known)), count

    def _newest_rows(self, measure: str, known: date | None) -> tuple[Observation, ...]:
        found = _ask(self._connection, queries.NEWEST, [measure, known, known, measure, NEWEST_ROWS])
        return tuple(map(records.observation, found))

    def stream(self, select: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """The rows of a select of `queries`, a batch at a time; the release stays open until the last."""
        return _stream(self._connection, select, parameters, self)

    def freshness(self, today: date) -> Freshness:
        """How old the newest figure is on a day, and whether that is older than the strategy allows."""
        return freshness(self.newest, self.strategy.max_age_months, today)

    def figures(self) -> Mapping[str, int]:
        """How many figures came from each source, of every area and every version; sources without any are left out."""
        return {row["source"]: row["figures"] for row in _ask(self._connection, FIGURES)}

    def workbook(self, sector: str, lang: str) -> bytes:
        """The workbook of a sector in a language (XLSX), one of `workbooks`; a `KeyError` for any other."""
        for row in _ask(self._connection, WORKBOOK, [sector, lang]):
            return bytes(row["content"])
        raise KeyError((sector, lang))

    def chosen(self, selection: RowSelection, first: int, most: int) -> tuple[Observation, ...]:
        """`most` rows of a selection in its order, from row `first`, counted from 0."""
        return tuple(map(records.observation, _ask(self._connection, *selection.page(first, most))))

    def count(self, selection: RowSelection) -> int:
        """How many rows a selection has."""
        (row,) = _ask(self._connection, *selection.count())
        return int(row["found"])

    def count_areas(self, selection: RowSelection) -> Mapping[str, int]:
        """How many rows of a selection each area has, in the strategy's order; areas without any are left out."""
        found = {row["area"]: int(row["found"]) for row in _ask(self._connection, *selection.areas())}
        return {area: found[area] for area in self.strategy.areas if area in found}

    def check(self) -> Mapping[str, int]:
        """Read one row of each core table and the whole file's hash; raises `StoreError` where either is wrong."""
        counts = {name: len(_ask(self._connection, sql)) for name, sql in CORE.items()}
        empty = [name for name, count in counts.items() if not count]
        if empty:
            raise StoreError(f"Empty in {self.file.name}: {', '.join(empty)}")
        _check_file(self.file, self.file_sha256)
        return counts


class Store:
    """The releases of a folder. `release()` gives the current one; safe from many threads, and after a fork."""

    def __init__(self, releases: Path) -> None:
        self._pointer = releases / POINTER
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] = ()
        self._current: Release | None = None
        self._thread = threading.local()
        self.before: Release | None = None
        """The release that was served before this one, with all that is kept of it: the pointer may lead back."""
        self.prepare: Callable[[Release, Release], None] = lambda _old, _new: None
        """What is done before a new release takes the place of an old one; the others get the old one meanwhile."""

    def release(self) -> Release:
        """The release behind the pointer, opened anew only when the pointer changed; the one that the thread holds.

        If the new one cannot be opened, the old one stays and the log says why; with no old one, raises `StoreError`.
        """
        held: Release | None = getattr(self._thread, "held", None)
        return held or self._pointed()

    def hold(self, release: Release | None) -> Release | None:
        """Give this thread a release to stay with, None to let go of it; returns the one that it had."""
        held: Release | None = getattr(self._thread, "held", None)
        self._thread.held = release
        return held

    def _pointed(self) -> Release:
        seen, current = self._seen, self._current  # in this order: a seen stamp means that its release stands
        stamp = self._stamp()
        if current is not None and stamp in (seen, ()):
            return current
        if not self._lock.acquire(blocking=current is None):
            return current  # type: ignore[return-value]  # another request is opening the new one; nobody waits for it
        try:
            return self._swapped(stamp)
        finally:
            self._lock.release()

    def newest(self) -> Release:
        """The release that the pointer names now, or `StoreError`: the old one is no answer to this question."""
        release = self.release()
        target = _read_pointer(self._pointer)
        if target["tables_sha256"] != release.hash:
            raise StoreError(f"{target['release']} cannot be opened; {release.file.name} is still served")
        return release

    def _stamp(self) -> tuple[int, ...]:
        try:
            stat = self._pointer.stat()
        except OSError:
            return ()
        return (stat.st_ino, stat.st_mtime_ns, stat.st_size)

    def _swapped(self, stamp: tuple[int, ...]) -> Release:
        """The release of this stamp, opened if another thread has not done it meanwhile; the caller holds the lock."""
        if self._current is not None and stamp == self._seen:
            return self._current
        try:
            self._take(self._opened())
        except StoreError:
            if self._current is None:
                raise
            _log.exception("The new release cannot be opened; %s is still served", self._current.file.name)
        self._seen = stamp
        return self._current  # type: ignore[return-value]  # one was taken, or stood

    def _opened(self) -> Release:
        """The release that the pointer names; one that is open still is not opened again."""
        target = _read_pointer(self._pointer)
        for release in (self._current, self.before):
            if release is not None and release.is_at(target, self._pointer.parent):
                _check_file(release.file, target["file_sha256"])
                return release
        return _open(target, self._pointer.parent)

    def _take(self, release: Release) -> None:
        old = self._current
        if old is not None and old is not release:
            self._prepare(old, release)
            old.rest()
            self.before = old
        self._current = release

    def _prepare(self, old: Release, new: Release) -> None:
        held = self.hold(new)
        try:
            self.prepare(old, new)
        finally:
            self.hold(held)


def _read_pointer(pointer: Path) -> dict[str, Any]:
    try:
        target = json.loads(pointer.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"No release: {pointer.name} cannot be read ({type(error).__name__})") from error
    if not isinstance(target, dict) or not all(isinstance(target.get(key), str) for key in POINTED):
        raise StoreError(f"No release: {pointer.name} is not a pointer to one")
    file = pointer.parent / target["release"]
    if file.name != target["release"] or not file.resolve().is_relative_to(pointer.parent.resolve()):
        raise StoreError(f"No release: {pointer.name} points out of its folder")
    return target


def _open(target: Mapping[str, Any], folder: Path) -> Release:
    file = folder / target["release"]
    _check_file(file, target["file_sha256"])
    try:
        connection = duckdb.connect(str(file), read_only=True, config=dict(LOCKED))
    except duckdb.Error as error:
        raise StoreError(f"{file.name} cannot be opened: {error}") from error
    try:
        release = _load(connection, target, file)
    except (KeyError, ValueError, TypeError) as error:  # an older or newer contract than ours
        connection.close()
        raise StoreError(f"{file.name} does not keep the contract: {error!r}") from error
    except StoreError:
        connection.close()
        raise
    weakref.finalize(release, connection.close)
    return release


def _load(connection: duckdb.DuckDBPyConnection, target: Mapping[str, Any], file: Path) -> Release:
    tables = {name: _ask(connection, sql) for name, sql in queries.CATALOGUE.items()}
    headline = _by_measure(map(records.observation, _ask(connection, HEADLINE)))
    strategy = records.strategy_of(tables)
    events = _by_measure(map(records.event, _ask(connection, queries.EVENTS)))
    return Release(
        hash=target["tables_sha256"],
        built=datetime.fromisoformat(target["built"]),
        strategy=strategy,
        headline=headline,
        newest=newest(row for rows in headline.values() for row in rows),
        events=MappingProxyType(with_twins(strategy, events)),
        action_events=_by(attrgetter("action"), map(records.action_event, _ask(connection, queries.ACTION_EVENTS))),
        statements=_by_measure(map(records.statement, _ask(connection, queries.STATEMENTS))),
        meetings={kept.meeting.id: kept for kept in map(records.meeting, _ask(connection, queries.MEETINGS))},
        workbooks={(row["sector"], row["lang"]): row["day"] for row in _ask(connection, WORKBOOKS)},
        spans=_spans(connection),
        file=file,
        file_sha256=target["file_sha256"],
        _connection=connection,
        _row_counts={row["measure"]: row["rows"] for row in _ask(connection, ROW_COUNTS)},
    )


def _spans(connection: duckdb.DuckDBPyConnection) -> Mapping[str, MeasureSpans]:
    """The stored spans, if they were made by the rules that judge here."""
    (made,) = _ask(connection, queries.RULES)
    if made["rules"] != rules_version():
        _log.warning("The release was built with other rules; every day is judged anew until the next build")
        return MappingProxyType({})
    return by_measure(map(records.status_span, _ask(connection, queries.SPANS)))


def _letters(texts: Sequence[str]) -> int:
    return sum(map(len, texts))


def _by_measure(things: Iterable[T]) -> Mapping[str, tuple[T, ...]]:
    return _by(attrgetter("measure"), things)


def _by(key: Callable[[T], str], things: Iterable[T]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return MappingProxyType({name: tuple(group) for name, group in groups.items()})


def _check_file(file: Path, sha256: str) -> None:
    """One flipped byte opens fine and fails, or lies, when read: the whole file must be the one that was built."""
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(f"{file.name} cannot be read ({type(error).__name__})") from error
    if found != sha256:
        raise StoreError(f"{file.name} is not the file that was built (sha256 differs)")


def _ask(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
    """The rows of a named select, on a cursor of its own, interrupted after `TIME_LIMIT`."""
    cursor = connection.cursor()
    try:
        with _limited(cursor, TIME_LIMIT):
            cursor.execute(sql, list(parameters))
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.Error as error:
        raise StoreError(f"The database did not answer: {error}") from error
    finally:
        cursor.close()


def _stream(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object], held: Release
) -> Iterator[Row]:
    """As `_ask`, a batch at a time. `held` is kept alive: the connection closes with the release."""
    cursor = connection.cursor()
    try:
        with _limited(cursor, STREAM_LIMIT):
            cursor.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or ()]
        while True:
            with _limited(cursor, STREAM_LIMIT):
                batch = cursor.fetchmany(BATCH)
            if not batch:
                return
            yield from (dict(zip(names, row, strict=True)) for row in batch)
    except duckdb.Error as error:
        raise StoreError(f"{held.file.name} did not answer: {error}") from error
    finally:
        cursor.close()


@contextmanager
def _limited(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
