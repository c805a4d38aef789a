"""Reads a large CSV of the record's form into a table of DuckDB, typed, many rows at once, in the order of its lines.

Every cell is an id of the catalogue, a period, a day or a number; ids become enums, so that looking them up is reading
them. A line with another cell shows as `IS_WRONG`; what is wrong is told elsewhere, from the line itself.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb

from etl.bulk.normaliser import SkippedLine, lines_at, reshape
from etl.reading import COLUMNS, FIRST_YEAR, LARGEST_WHOLE, LAST_YEAR, OPTIONAL_COLUMNS, UnreadableValueError, period_of
from strategy.model import CONFIDENCES, KNOWN_BASES, LARGEST, MISSING, QUALITIES, Period, Strategy

NEEDED = ("measure", *COLUMNS)
MAY_BE = tuple(name for name in OPTIONAL_COLUMNS if name not in ("origin", "accepted_by"))
"""Where a row came from and who accepted it is said of the whole file, by us."""
FIRST_LINE = 2
"""The line of the first row, below the header."""
IS_WRONG = f"""
    measure IS NULL OR period IS NULL OR source IS NULL OR quality IS NULL OR confidence IS NULL OR known_basis IS NULL
    OR area IS NULL OR breakdown IS NULL OR missing IS NULL OR note IS NULL
    OR NOT coalesce(abs(value) < {LARGEST!r}, true)
    OR NOT coalesce(abs(low) < {LARGEST!r}, true)
    OR NOT coalesce(abs(high) < {LARGEST!r}, true)
    OR NOT coalesce(n BETWEEN 0 AND {LARGEST_WHOLE}, true)
    OR NOT coalesce(known BETWEEN '{FIRST_YEAR}-01-01' AND '{LAST_YEAR}-12-31', true)
    OR NOT coalesce(day BETWEEN '{FIRST_YEAR}-01-01' AND '{LAST_YEAR}-12-31', true)
"""
"""Whether a cell of a row could not be read. An id that may be left out is then empty, other cells are NULL."""
BATCH = 10_000
"""So many rows are held at once as Python objects, where nobody asks for all of them."""
_YEAR = 12
_LENGTHS = (1, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file in the table `table`, a row a line from `FIRST_LINE` on; `aside` are the lines that are no rows."""

    table: str
    columns: tuple[str, ...]
    aside: tuple[SkippedLine, ...]


def quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def streamed(
    connection: duckdb.DuckDBPyConnection, select: str, parameters: Sequence[object] = ()
) -> Iterator[tuple[Any, ...]]:
    """The rows of a select, some at a time, on a cursor of their own."""
    cursor = connection.cursor()
    cursor.execute(select, list(parameters))
    while batch := cursor.fetchmany(BATCH):
        yield from batch
    cursor.close()


class Vocabulary:
    """The enums of a connection: the ids of a strategy, and every period that a file has named."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, strategy: Strategy) -> None:
        self._connection = connection
        self._home = strategy.home
        self.periods = dict(_usual_periods())
        """How a period is written -> the period: those that people count by, and what files add to them."""
        ids: Mapping[str, Iterable[str]] = {
            "measure": strategy.measures, "area": strategy.areas, "breakdown": ("", *strategy.breakdowns),
            "missing": ("", *MISSING), "quality": QUALITIES, "confidence": CONFIDENCES, "known_basis": KNOWN_BASES,
            "source": strategy.sources, "note": ("", *strategy.notes),
        }  # fmt: skip
        for name, words in ids.items():
            self._make(name, words)
        self._period_ids = dict.fromkeys(self.periods)
        self._make("period", self._period_ids)

    def _make(self, name: str, words: Iterable[str]) -> None:
        listed = ", ".join(map(quoted, words)) or "''"
        self._connection.execute(f"CREATE OR REPLACE TYPE {name}_id AS ENUM ({listed})")

    def add_periods(self, texts: Iterable[str]) -> bool:
        """Learn the periods among some texts; whether there was one."""
        new = {text: found for text in texts if text not in self.periods and (found := _period(text)) is not None}
        self.periods.update(new)
        if new:
            self._period_ids |= dict.fromkeys(map(str, new.values()))
            self._make("period", self._period_ids)
        return bool(new)

    def typed(self, name: str, cell: str) -> str:
        """The SQL that reads the cell of a column. An id that is wrong is NULL; of the others see `IS_WRONG`."""
        match name:
            case "value" | "low" | "high":
                number = f"regexp_full_match({cell}, '-?[0-9]+(\\.[0-9]+)?')"
                return f"CASE WHEN {number} THEN {cell}::DOUBLE WHEN {cell} <> '' THEN 'nan'::DOUBLE END"
            case "n":
                whole = f"regexp_full_match({cell}, '[0-9]{{1,15}}|-0{{1,14}}')"
                return f"CASE WHEN {whole} THEN {cell}::BIGINT WHEN {cell} <> '' THEN -1 END"
            case "known" | "day":
                # DuckDB reads more than one way of writing a day: only what it writes itself is taken
                day = f"TRY_CAST({cell} AS DATE)"
                return f"CASE WHEN {day}::VARCHAR = {cell} THEN {day} WHEN {cell} <> '' THEN 'infinity'::DATE END"
            case "area":
                return f"TRY_CAST(CASE {cell} WHEN '' THEN {quoted(self._home)} ELSE {cell} END AS area_id)"
            case "period":
                odd = [f"WHEN {quoted(t)} THEN {quoted(str(p))}" for t, p in self.periods.items() if t != str(p)]
                written = f"CASE {cell} {' '.join(odd)} ELSE {cell} END" if odd else cell
                return f"TRY_CAST({written} AS period_id)"
        return f"TRY_CAST({cell} AS {name}_id)"

    def absent(self, name: str) -> str:
        """The SQL for a column that a file does not have."""
        own = {"area": quoted(self._home), "breakdown": "''", "missing": "''"}
        kind = {"day": "DATE", "low": "DOUBLE", "high": "DOUBLE"}.get(name, "BIGINT")
        return f"{own[name]}::{name}_id" if name in own else f"NULL::{kind}"


@cache
def _usual_periods() -> Mapping[str, Period]:
    """Months, quarters, halves, calendar and school years of all years that a period may be of, by their names."""
    months = range(FIRST_YEAR * _YEAR, (LAST_YEAR + 1) * _YEAR)
    spans = [
        Period(end=m + k - 1, start=m)
        for k in _LENGTHS
        for m in months
        if m % _YEAR % k == 0 or (k, m % _YEAR) == (12, 7)
    ]
    return MappingProxyType({str(period): period for period in spans if period.year <= LAST_YEAR})


def _period(text: str) -> Period | None:
    try:
        return period_of(text)
    except UnreadableValueError:
        return None


@dataclass(frozen=True, slots=True)
class StagingDatabase:
    """Where files are staged: a connection, its enums, and a folder for what must be written on the way."""

    connection: duckdb.DuckDBPyConnection
    vocabulary: Vocabulary
    folder: Path

    def stage(self, path: Path, table: str, columns: Sequence[str], lines: int) -> StagedFile:
        """Read `path`, which has `lines` lines, into a table.

        A file that is not plainly one row a line is first brought into that form. Raises `EndlessLineError`.
        """
        if self._read(path, table, columns, lines):
            return StagedFile(table, tuple(columns), ())
        plain = self.folder / f"{table}.csv"
        aside = tuple(reshape(path, plain, len(columns)))
        if not self._read(plain, table, columns, lines):
            raise AssertionError(f"{path.name}: {lines} lines were written as rows, and DuckDB reads others")
        plain.unlink()
        return StagedFile(table, tuple(columns), aside)

    def _read(self, path: Path, table: str, columns: Sequence[str], lines: int) -> bool:
        """Whether the file was read as one row a line; a period that is new in it makes it be read once more."""
        place = list(columns).index("period")
        try:
            while True:
                self.connection.execute(f"CREATE OR REPLACE TABLE {table} AS {self._select(path, columns)}")
                if self._numbers(f"SELECT count(*) FROM {table}") != [lines - FIRST_LINE + 1]:
                    return False
                unread = self._numbers(f"SELECT rowid + {FIRST_LINE} FROM {table} WHERE period IS NULL ORDER BY ALL")
                rows = csv.reader(text for _, text in lines_at(path, unread))
                if not self.vocabulary.add_periods({row[place] for row in rows if len(row) > place}):
                    return True
        except duckdb.InvalidInputException:
            return False

    def _numbers(self, select: str) -> list[int]:
        return [number for (number,) in self.connection.execute(select).fetchall()]

    def _select(self, path: Path, columns: Sequence[str]) -> str:
        cells = {name: f"c{number}" for number, name in enumerate(columns)}
        typed = ", ".join(
            f"{self.vocabulary.typed(n, cells[n]) if n in cells else self.vocabulary.absent(n)} AS {n}"
            for n in (*NEEDED, *MAY_BE)
        )
        types = ", ".join(f"{quoted(cell)}: 'VARCHAR'" for cell in cells.values())
        form = "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '\\0'"
        return f"SELECT {typed}, false AS gone FROM read_csv({quoted(str(path))}, {form}, columns = {{{types}}})"
