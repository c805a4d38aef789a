"""The rows that a record holds in large files: checked, counted, asked for by line or by area, written into a release.

They stay in DuckDB; as Python objects they would take a hundred times the room and the time. The home area's rows of
the whole are few, judged and shown everywhere, and are handed out with the other rows of the record.
"""

from __future__ import annotations

import shutil
import string
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from etl.bulk.declared import BulkFile, declared_files, read_spans
from etl.bulk.normaliser import EndlessLineError, NormalisedFile, header_of, normalise
from etl.bulk.rejects import header_problems, reject_problems
from etl.bulk.rules import EVER, KEY, SAYS, SMALL, find_faults, find_taken, good, lay_tables, leave_out, left, shown
from etl.bulk.staging import FIRST_LINE, StagedFile, StagingDatabase, Vocabulary, quoted, streamed
from etl.files import manifest
from etl.reporting import Problem, Where, problem, show_path
from strategy.model import Erasure, Observation, Period, Strategy

Line = tuple[str, str, str]
"""Measure, area and breakdown: the rows of one line are one series."""
COLUMNS = (
    "measure", "area", "period", "first_day", "last_day", "frequency", "breakdown", "value", "missing", "quality",
    "confidence", "known", "known_basis", "source", "note", "n", "day", "origin_at", "origin_row", "accepted_by",
    "comparable", "secondary", "low", "high",
)  # fmt: skip
"""Those of the release's table `observation`, but for `origin`, which it makes itself."""


@dataclass(slots=True, weakref_slot=True, eq=False)
class BulkStore:
    """The rows of the declared files, as `rows` selects them; closed with its last holder."""

    strategy: Strategy
    bench: StagingDatabase
    files: tuple[BulkFile, ...] = ()
    staged: list[StagedFile] = field(default_factory=list)
    sha256: list[str] = field(default_factory=list)
    count: int = 0
    """How many rows there are of other areas and of parts."""
    small: Collection[Observation] = ()
    """The rows that stand in histories."""

    def held(self) -> str:
        """The SQL for all rows that stand in the record already: those of histories and of the files so far."""
        names = ", ".join((*KEY, *SAYS, "known", "source"))
        every = [f"SELECT {names} FROM {SMALL}", *(f"SELECT {names} FROM {shown(staged)}" for staged in self.staged)]
        return f"({' UNION ALL '.join(every)})"

    def rows(self) -> str:
        """The SQL for the rows as a release holds them."""
        return f"({' UNION ALL '.join(map(self.of_file, self.files, self.staged))})"

    def of_file(self, file: BulkFile, staged: StagedFile) -> str:
        """The SQL for the rows of one file."""
        column = string.ascii_uppercase[staged.columns.index("value")]
        return f"""
            SELECT r.measure, r.area, r.period, t.first_day, t.last_day, t.frequency, r.breakdown, r.value,
                nullif(r.missing::VARCHAR, '') AS missing, r.quality, r.confidence, r.known, r.known_basis, r.source,
                nullif(r.note::VARCHAR, '') AS note, r.n, r.day,
                {quoted(f"{file.file}#{column}")} AS origin_at, r.line AS origin_row,
                {quoted(file.accepted_by)} AS accepted_by, c.comparable, NOT s.own AS secondary, r.low, r.high
            FROM {shown(staged)} AS r
            JOIN period_rule AS t ON t.period = r.period
            JOIN source_rule AS s ON s.source = r.source
            JOIN note_rule AS c ON c.note = r.note
        """

    @property
    def elsewhere(self) -> str:
        """The SQL for the rows of other areas and of parts: those that are not handed out with the record's."""
        return f"(SELECT * FROM {self.rows()} WHERE NOT (area = {quoted(self.strategy.home)} AND breakdown = ''))"

    def of_home(self) -> list[Observation]:
        """The home area's rows of the whole."""
        return list(self._ask(f"SELECT * FROM {self.rows()} WHERE area = ? AND breakdown = ''", [self.strategy.home]))

    def of_lines(self, lines: Collection[Line]) -> list[Observation]:
        """The rows elsewhere of some lines."""
        wanted = sorted({line for line in lines if (line[1], line[2]) != (self.strategy.home, "")})
        if not wanted:
            return []
        marks = ", ".join(["(?, ?, ?)"] * len(wanted))
        select = (
            f"SELECT * FROM {self.elsewhere} WHERE (measure::VARCHAR, area::VARCHAR, breakdown::VARCHAR) IN ({marks})"
        )
        return list(self._ask(select, [cell for line in wanted for cell in line]))

    def lines(self, staged: StagedFile, select: str) -> list[tuple[int, Observation]]:
        """Some rows of a file that is not a part of the record yet, with their lines, which `select` gives."""
        rows = self.of_file(BulkFile("", "", date.min), staged)
        found = self._rows(f"SELECT * FROM ({rows}) WHERE origin_row IN ({select}) ORDER BY origin_row")
        return [(row["origin_row"], replace(_observation(row), origin="", accepted_by="")) for row in found]

    def of_years(self, measures: Collection[str]) -> list[Observation]:
        """The rows elsewhere of some measures that are of a year: from those alone, series are derived."""
        if not measures:
            return []
        marks = ", ".join("?" * len(measures))
        select = f"SELECT * FROM {self.elsewhere} WHERE frequency = 'year' AND measure::VARCHAR IN ({marks})"
        return list(self._ask(select, sorted(measures)))

    def stream(self, measure: str, area: str | None = None) -> Iterator[Observation]:
        """The rows elsewhere of a measure, in the record's order, some at a time."""
        of_area = "" if area is None else "AND area::VARCHAR = ?"
        select = f"""
            SELECT * FROM {self.elsewhere} WHERE measure::VARCHAR = ? {of_area}
            ORDER BY area::VARCHAR, breakdown::VARCHAR, last_day, first_day, known NULLS FIRST
        """
        return self._ask(select, [measure] if area is None else [measure, area])

    def known_between(self, first: date, last: date) -> int:
        """How many rows elsewhere became known after one day and until another."""
        select = f"SELECT count(*) FROM {self.elsewhere} WHERE known > ? AND known <= ?"
        ((count,),) = self.bench.connection.execute(select, [first, last]).fetchall()
        return int(count)

    def places(self, measure: str, area: str, period: Period, breakdown: str) -> dict[BulkFile, list[int]]:
        """The lines about a figure in each file, those too that are left out of the record."""
        key = [measure, area, str(period), breakdown]
        where = " AND ".join(f"{name}::VARCHAR = ?" for name in KEY)
        every = {
            file: self.bench.connection.execute(
                f"SELECT rowid + {FIRST_LINE} FROM {staged.table} WHERE {where}", key
            ).fetchall()
            for file, staged in zip(self.files, self.staged, strict=True)
        }
        return {file: [line for (line,) in lines] for file, lines in every.items() if lines}

    def had_value(self, row: Observation) -> bool:
        """Whether a figure had a value before the day on which a row withdraws it."""
        where = " AND ".join(f"{name}::VARCHAR = ?" for name in KEY)
        before = f"missing = '' AND coalesce(known, {EVER}) < ?"
        select = f"SELECT count(*) FROM {self.held()} WHERE {where} AND {before}"
        key = [row.measure, row.area, str(row.period), row.breakdown]
        ((count,),) = self.bench.connection.execute(select, [*key, row.known]).fetchall()
        return bool(count)

    def write(self, path: Path) -> None:
        """Add the rows elsewhere to a release that is being built."""
        connection = self.bench.connection
        connection.execute(f"ATTACH {quoted(str(path))} AS release")
        try:
            connection.execute(f"INSERT INTO release.observation BY NAME SELECT * FROM {self.elsewhere}")
            # detaching would do this too, but would say nothing if it failed, and leave the rows in the .wal
            connection.execute("CHECKPOINT release")
        finally:
            connection.execute("DETACH release")

    def is_in(self, path: Path) -> bool:
        """Whether a release holds the rows elsewhere: as many, with the same values, days and lines."""
        connection = self.bench.connection
        sums = f"SELECT count(*), bit_xor(hash({', '.join(_TOLD_APART)}))"
        connection.execute(f"ATTACH {quoted(str(path))} AS release (READ_ONLY)")
        try:
            written = connection.execute(f"{sums} FROM release.observation WHERE origin_row IS NOT NULL").fetchall()
        finally:
            connection.execute("DETACH release")
        return written == connection.execute(f"{sums} FROM {self.elsewhere}").fetchall()

    def _ask(self, select: str, parameters: Sequence[object] = ()) -> Iterator[Observation]:
        return map(_observation, self._rows(select, parameters))

    def _rows(self, select: str, parameters: Sequence[object] = ()) -> Iterator[dict[str, Any]]:
        named = f"SELECT {', '.join(COLUMNS)} FROM ({select})"
        return (dict(zip(COLUMNS, row, strict=True)) for row in streamed(self.bench.connection, named, parameters))


_TOLD_APART = ("value", "low", "high", "known", "origin_row")
"""An id takes long to hash; where it was read wrongly from the disk, DuckDB's own sums of its blocks say so."""


def _observation(row: dict[str, Any]) -> Observation:
    known = {name: row[name] for name in COLUMNS if name not in _OF_RELEASE}
    place = f"{row['origin_at']}{row['origin_row']}"
    return Observation(**known, period=Period.parse(row["period"]), origin=place)


_OF_RELEASE = ("period", "first_day", "last_day", "frequency", "origin_at", "origin_row")


def empty(strategy: Strategy, small: Collection[Observation]) -> BulkStore:
    """A record without large files, ready to read one: it knows the strategy and the rows in histories."""
    folder = Path(tempfile.mkdtemp(prefix="bulk-"))
    connection = duckdb.connect(config={"temp_directory": str(folder), "preserve_insertion_order": "true"})
    vocabulary = Vocabulary(connection, strategy)
    vocabulary.add_periods({str(row.period) for row in small})
    bulk = BulkStore(strategy, StagingDatabase(connection, vocabulary, folder), small=small)
    weakref.finalize(bulk, _close, connection, folder)
    return bulk


def _close(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    connection.close()
    shutil.rmtree(folder, ignore_errors=True)


def read_bulk(
    data: Path, strategy: Strategy, small: Collection[Observation], erasures: Sequence[Erasure], problems: list[Problem]
) -> BulkStore | None:
    """The rows of the files that a data folder declares, checked; None where it declares none that can be read."""
    begun = len(problems)
    files = declared_files(data, problems)
    if not files or len(problems) > begun:
        return None
    bulk = empty(strategy, small)
    came = {line["file"]: line["sha256"] for line in manifest(data)}
    ready = [(file, *_stage(bulk.bench, data / file.file, f"file_{number}", came.get(file.file, ""), problems))
             for number, file in enumerate(files)]  # fmt: skip
    if len(problems) > begun:
        return None
    lay_tables(bulk.bench, strategy, small)
    for file, staged, looked in ready:
        if staged is not None:
            _check(bulk, data, file, staged, looked, erasures, problems)
    return bulk if len(problems) == begun else None


def _stage(
    bench: StagingDatabase, path: Path, table: str, sha256: str, problems: list[Problem]
) -> tuple[StagedFile | None, NormalisedFile]:
    where = Where(show_path(path))
    looked, header = normalise(path), header_of(path)
    wrong = header_problems(header, where)
    if looked.sha256 != sha256:
        wrong.append(problem(where, "not_as_kept"))
    problems += wrong
    try:
        return (None if wrong else bench.stage(path, table, header, looked.lines)), looked
    except EndlessLineError as line:
        problems.append(problem(where.at("line", line), "endless_line"))
        return None, looked


def _check(
    bulk: BulkStore,
    data: Path,
    file: BulkFile,
    staged: StagedFile,
    looked: NormalisedFile,
    erasures: Sequence[Erasure],
    problems: list[Problem],
) -> None:  # fmt: skip
    path = data / file.file
    leave_out(bulk.bench, staged, read_spans(data / file.left_out, looked.lines, problems) if file.left_out else ())
    held = bulk.held()
    find_faults(bulk.bench, staged, held, erasures)
    find_taken(bulk.bench, staged, held)
    problems += reject_problems(bulk.bench, path, staged, left(staged), bulk.strategy, Where(show_path(path)))
    bulk.files, bulk.staged = (*bulk.files, file), [*bulk.staged, staged]
    bulk.sha256.append(looked.sha256)
    elsewhere = f"NOT (area = {quoted(bulk.strategy.home)} AND breakdown = '')"
    ((rows,),) = bulk.bench.connection.execute(f"SELECT count(*) FROM {good(staged)} WHERE {elsewhere}").fetchall()
    bulk.count += rows


def lines_of(rows: Iterable[Observation]) -> set[Line]:
    """The lines that some rows are of."""
    return {(row.measure, row.area, row.breakdown) for row in rows}
