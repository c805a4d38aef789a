"""Reads a file in a process of its own, with a limit of memory and time.

A file that is small and costly ends that process, and not the one that watches the inbox. It answers in JSON: whatever
a hostile file might make of the reader, it can hand back nothing but cells.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from etl.files import USUAL, FileLimits
from etl.intake.sheets.sheets import Cell, Row, Sheet, Spreadsheet, refused, wrong
from etl.intake.sheets.textfile import read_text_file
from etl.reporting import Problem, Where

_OUT_OF_MEMORY = 3
_NO_MEMORY = ("memory", "error -4 while")
"""How parsers and zlib say that they had no memory left."""


def read_isolated_file(name: str, content: bytes, limits: FileLimits = USUAL) -> Spreadsheet:
    """The sheets of a file, read in a process of its own; raises `RefusedError`."""
    answer = _ask(name, content, limits)
    if answer is None:
        raise refused(name, "too_much_memory", limit=limits.memory >> 20)
    told = json.loads(answer)
    if "code" in told:
        raise refused(name, told["code"], told["read"], **dict(told["values"]))
    return _book_of(told)


def _ask(name: str, content: bytes, limits: FileLimits) -> str | None:
    """What the child answers; None where memory ran out; raises `RefusedError` where time did."""
    command = [sys.executable, "-m", "etl.intake.sheets.isolated", name, json.dumps(asdict(limits))]
    root = Path(__file__).parents[3]  # where this package is found, wherever the command was called
    try:
        done = subprocess.run(  # noqa: S603 (no shell; the name of the file is an argument and nothing more)
            command, input=content, capture_output=True, timeout=limits.seconds, check=False, cwd=root
        )
    except subprocess.TimeoutExpired as late:
        raise refused(name, "too_slow", limit=limits.seconds) from late
    return done.stdout.decode() if done.returncode == 0 else None


def read_here(name: str, content: bytes, limits: FileLimits = USUAL) -> Spreadsheet:
    """The sheets of a file, read in this process; raises `RefusedError`. What kind it is was looked at before."""
    if content.startswith(b"PK"):
        # late: its parser and NumPy, which that imports, are a third of the start of every command
        from etl.intake.sheets.workbook import read_workbook

        return read_workbook(name, content, limits)
    return read_text_file(name, content, limits)


def _told(book: Spreadsheet) -> dict[str, object]:
    sheets = [[s.name, s.hidden, s.delimited, sorted(s.hidden_columns), _told_rows(s)] for s in book.sheets]
    problems = [[p.where.steps, p.code, p.read, p.values] for p in book.problems]
    return {
        "name": book.name, "given": book.given, "sheets": sheets, "machine": book.machine, "problems": problems,
    }  # fmt: skip


def _told_rows(sheet: Sheet) -> list[object]:
    return [[row.number, row.hidden, [_packed(cell) for cell in row.cells]] for row in sheet.rows]


def _packed(cell: Cell) -> object:
    """A cell in JSON: its value alone where there is no more to say, else all of it; a day is marked as one."""
    day = isinstance(cell.value, date)
    value = cell.value.isoformat() if isinstance(cell.value, date) else cell.value
    if cell == Cell(cell.value) and not day:
        return value
    marks = [cell.raised, cell.struck, cell.comment]
    return [value, day, cell.number_format, cell.formula, cell.error, cell.merged, *marks]


def _book_of(told: Mapping[str, Any]) -> Spreadsheet:
    name = told["name"]
    return Spreadsheet(
        name,
        tuple(_sheet_of(*sheet) for sheet in told["sheets"]),
        told["given"],
        tuple(_problem_of(name, *one) for one in told["problems"]),
        told["machine"],
    )


def _sheet_of(name: str, hidden: bool, delimited: bool, shut: Sequence[int], rows: Iterable[Any]) -> Sheet:
    every = (Row(number, tuple(map(_unpacked, cells)), hidden_row) for number, hidden_row, cells in rows)
    return Sheet(name, tuple(every), hidden, delimited, frozenset(shut))


def _problem_of(name: str, steps: Any, code: str, read: str | None, values: Any) -> Problem:
    where = Where(name, tuple((kind, step) for kind, step in steps))
    return replace(wrong(where, code, read), values=tuple((key, value) for key, value in values))


def _unpacked(packed: Any) -> Cell:
    if not isinstance(packed, list):
        return Cell(packed)
    value, day, number_format, formula, error, merged, raised, struck, comment = packed
    held = date.fromisoformat(value) if day else value
    return Cell(held, number_format, formula, error, merged, raised, struck, comment)


def _child(name: str, limits: FileLimits) -> int:
    """Parse what stands on standard input; the system ends this process where it takes too much."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    try:
        answer = _answer(name, sys.stdin.buffer.read(), limits)
    except MemoryError:
        answer = None
    if answer is None:
        return _OUT_OF_MEMORY
    sys.stdout.write(answer)  # whole: written piece by piece it takes ten times as long
    return 0


def _answer(name: str, content: bytes, limits: FileLimits) -> str | None:
    """The sheets, or why there are none, in JSON; None where a parser had no memory left."""
    try:
        told = _told(read_here(name, content, limits))
    except Exception as wrong:  # noqa: BLE001 - whatever a strange file makes a parser raise is told as a refusal
        if _ran_out(wrong):
            return None
        told = _refusal(wrong)
    return json.dumps(told)


def _ran_out(wrong: BaseException | None) -> bool:
    """Whether memory ran out, which parsers say in words of their own before others say that a part is broken."""
    while wrong is not None:
        if isinstance(wrong, MemoryError) or any(words in str(wrong).lower() for words in _NO_MEMORY):
            return True
        wrong = wrong.__cause__ or wrong.__context__
    return False


def _refusal(wrong: Exception) -> dict[str, object]:
    found = getattr(wrong, "problem", None)
    if found is None:
        return {"code": "broken_workbook", "read": None, "values": []}  # the parser's own words are for programmers
    return {"code": found.code, "read": found.read, "values": found.values}


if __name__ == "__main__":
    # The parser of workbooks loads NumPy where there is one, for arrays, of which no file has any: a third of the time
    # that a small file takes, and a hundred megabytes of addresses.
    sys.modules["numpy"] = cast(ModuleType, None)
    sys.exit(_child(sys.argv[1], FileLimits(**json.loads(sys.argv[2]))))
