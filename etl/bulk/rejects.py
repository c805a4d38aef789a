"""Tells what is wrong with the lines that the rules in SQL refused: each by the code that reads small files.

Of very many only the first are told, and how many there are; every one of them stands in the quarantine file.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.bulk.normaliser import SkippedLine, lines_at
from etl.bulk.staging import MAY_BE, NEEDED, StagedFile, StagingDatabase, quoted, streamed
from etl.reading import CSV, Fields, RowContext, declared, header_is_right, read_row
from etl.reporting import Problem, Where, problem
from strategy.model import Strategy

REFUSED = ("aside", "cell", "measure", "rule", "doubled", "withdrawn", "erased", "taken")
"""Why a line is refused; other lines are left out for what is no fault: blank, unchanged, left out before."""
_IS_REFUSED = f"why IN ({', '.join(map(quoted, REFUSED))})"
MOST = 200
"""So many lines are told one by one."""
_FIELDS = {"doubled": "period", "withdrawn": "missing", "erased": "period", "taken": "known"}
_CODES = {"withdrawn": "nothing_withdrawn"}


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that is refused: its number, why, and another line that it is about (0: none)."""

    line: int
    why: str
    first: int


def header_problems(header: Sequence[str], where: Where) -> list[Problem]:
    """What is wrong with the header of a file of many rows."""
    problems: list[Problem] = []
    header_is_right(header, where.at("line", 1), problems, NEEDED, MAY_BE)
    return problems


def faults(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[Reject]:
    """Every refused line of the list `table`, in order."""
    select = f"SELECT line, why, coalesce(first, 0) FROM {table} WHERE {_IS_REFUSED} ORDER BY line"
    return (Reject(*row) for row in streamed(connection, select))


def how_many(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """How many lines are refused."""
    ((found,),) = connection.execute(f"SELECT count(*) FROM {table} WHERE {_IS_REFUSED}").fetchall()
    return int(found)


def of_lines(
    path: Path, staged: StagedFile, found: Iterable[Reject], strategy: Strategy, where: Where
) -> Iterator[tuple[str, list[Problem]]]:
    """The text of each refused line and what is wrong with it."""
    numbers, again = itertools.tee(found)
    aside = {one.line: one for one in staged.aside}
    texts = lines_at(path, (fault.line for fault in numbers))
    for fault, (line, text) in zip(again, texts, strict=True):
        problems = list(_of_line(fault, text, staged.columns, aside, strategy, where.at("line", line)))
        if not problems:  # then the two ways of saying the rules have come apart, and neither may be trusted
            raise AssertionError(f"line {line} was refused ({fault.why}) and nothing is wrong with it")
        yield text, problems


def reject_problems(
    bench: StagingDatabase, path: Path, staged: StagedFile, table: str, strategy: Strategy, where: Where
) -> list[Problem]:
    """What is wrong with the first of the refused lines; a last problem says how many more there are."""
    first = itertools.islice(faults(bench.connection, table), MOST)
    problems = [one for _, of_line in of_lines(path, staged, first, strategy, where) for one in of_line]
    count = how_many(bench.connection, table)
    if count > MOST:
        problems.append(problem(where, "more_lines", None, more=count - MOST, all=count))
    return problems


def _of_line(
    fault: Reject, text: str, columns: Sequence[str], aside: Mapping[int, SkippedLine], strategy: Strategy, where: Where
) -> list[Problem]:
    if fault.why == "aside":
        found = aside[fault.line]
        return [problem(where, found.code, found.text, found=found.cells, columns=len(columns))]
    problems: list[Problem] = []
    fields = _fields(text, columns, where, problems)
    if fault.why in _FIELDS:
        fields.wrong(_FIELDS[fault.why], _CODES.get(fault.why, fault.why), line=fault.first)
    else:
        check(fields, strategy)
    return problems


def _fields(text: str, columns: Sequence[str], where: Where, problems: list[Problem]) -> Fields:
    cells = next(csv.reader([text]), [])
    return Fields({name: cell for name, cell in zip(columns, cells, strict=False) if cell}, where, problems, CSV)


def check(fields: Fields, strategy: Strategy) -> None:
    """Collect what is wrong with one row by itself."""
    known = declared(strategy)
    measure = strategy.measures.get(fields.known("measure", known.measures) or "")
    if measure is not None and (measure.formula or measure.kind != "numeric"):
        fields.wrong("measure", "derived_row" if measure.formula else "row_of_states", kind=measure.kind)
    elif measure is not None:
        read_row(fields, measure, RowContext(strategy, known))


def spans(lines: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Lines in order as the first and the last of each run of neighbours."""
    first = last = 0
    for line in lines:
        if line != last + 1 or not first:
            if first:
                yield first, last
            first = line
        last = line
    if first:
        yield first, last
