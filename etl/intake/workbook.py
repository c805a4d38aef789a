"""Reads XLSX: values as Excel last showed them, and what a reader of cells must know: formulas, merged, hidden.

`limits` has looked at the file before. `read_apart` parses in a process of its own with a limit of memory and time, so
that a file that is small and costly ends that process and not the one that watches the inbox; it answers in JSON.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml import DEFUSEDXML

from etl.intake.book import Book, Cell, Row, Sheet, Value, refused, seen
from etl.intake.limits import USUAL, Limits

GIVEN = "_template"
"""The sheet in which our own templates say what they are."""
_BROKEN = (
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    zipfile.BadZipFile,
    OSError,
)
"""What openpyxl raises on a workbook whose parts do not fit together."""
_OUT_OF_MEMORY = 3

if not DEFUSEDXML:
    raise ImportError("defusedxml is needed: openpyxl would otherwise expand entities")


def read_apart(name: str, content: bytes, limits: Limits = USUAL) -> Book:
    """The workbook, parsed in a process of its own; raises `RefusedError`."""
    command = [sys.executable, "-m", "etl.intake.workbook", name, json.dumps(asdict(limits))]
    root = Path(__file__).parents[2]  # where this package is found, wherever the command was called
    try:
        done = subprocess.run(  # noqa: S603 (no shell; the name of the file is an argument and nothing more)
            command, input=content, capture_output=True, timeout=limits.seconds, check=False, cwd=root
        )
    except subprocess.TimeoutExpired as late:
        raise refused(name, "too_slow", limit=limits.seconds) from late
    if done.returncode != 0:
        raise refused(name, "too_much_memory", limit=limits.memory >> 20)
    told = json.loads(done.stdout)
    if "code" in told:
        raise refused(name, told["code"], told["read"], **dict(told["values"]))
    return _book_of(told)


def read_workbook(name: str, content: bytes, limits: Limits = USUAL) -> Book:
    """The workbook, parsed here; raises `RefusedError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of parts of Excel that hold no figures
            shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
            written = openpyxl.load_workbook(io.BytesIO(content)) if _has_formulas(content) else shown
    except _BROKEN as broken:
        raise refused(name, "broken_workbook") from broken
    sheets = [s for s in shown.worksheets if s.title != GIVEN]
    for sheet in sheets:
        if sheet.max_row > limits.rows or sheet.max_column > limits.columns:
            raise refused(name, "too_many_cells", f"{sheet.title}: {sheet.dimensions}", rows=_grouped(limits.rows))
    return Book(name, tuple(_sheet(s, written[s.title]) for s in sheets), _given(shown))


def _grouped(number: int) -> str:
    """Thousands apart by a no-break space, which is read alike in every language."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/") and n.endswith(".xml")]
        return any(mark in archive.read(n) for n in sheets for mark in (b"<f>", b"<f ", b"<f/"))


def _given(book: Workbook) -> dict[str, str]:
    if GIVEN not in book.sheetnames:
        return {}
    rows = book[GIVEN].iter_rows(min_col=1, max_col=2, values_only=True)
    return {str(key): str(value) for key, value in rows if key is not None and value is not None}


def _sheet(shown: Worksheet, written: Worksheet) -> Sheet:
    merged = {cell: str(area) for area in shown.merged_cells.ranges for row in area.rows for cell in row}
    rows = tuple(_rows(shown, written, merged))
    return Sheet(shown.title, rows, shown.sheet_state != "visible")


def _rows(shown: Worksheet, written: Worksheet, merged: Mapping[tuple[int, int], str]) -> Iterator[Row]:
    both = zip(shown.iter_rows(), written.iter_rows(), strict=True)
    for number, (cells, formulas) in enumerate(both, 1):
        found = [_cell(c, f, merged) for c, f in zip(cells, formulas, strict=True)]
        while found and found[-1] == Cell():
            found.pop()
        if found:
            hidden = number in shown.row_dimensions and bool(shown.row_dimensions[number].hidden)
            yield Row(number, tuple(found), hidden)


def _cell(cell: ExcelCell | MergedCell, written: ExcelCell | MergedCell, merged: Mapping[tuple[int, int], str]) -> Cell:
    area = merged.get((cell.row or 0, cell.column or 0), "")
    if isinstance(cell, MergedCell) or isinstance(written, MergedCell):
        return Cell(merged=area)
    value, formula = _value(cell.value), written.data_type == "f"
    number_format = cell.number_format if isinstance(value, float | date) else ""
    return Cell(value, number_format, formula, cell.data_type == "e", area)


def _value(value: object) -> Value:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return seen(str(value))


def _told(book: Book) -> dict[str, object]:
    return {"name": book.name, "given": book.given, "sheets": [[s.name, s.hidden, _told_rows(s)] for s in book.sheets]}


def _told_rows(sheet: Sheet) -> list[object]:
    return [[row.number, row.hidden, [_packed(cell) for cell in row.cells]] for row in sheet.rows]


def _packed(cell: Cell) -> object:
    """A cell in JSON: its value alone where there is no more to say, else all of it; a day is marked as one."""
    day = isinstance(cell.value, date)
    value = cell.value.isoformat() if isinstance(cell.value, date) else cell.value
    if cell == Cell(cell.value) and not day:
        return value
    return [value, day, cell.number_format, cell.formula, cell.error, cell.merged]


def _book_of(told: Mapping[str, Any]) -> Book:
    sheets = (
        Sheet(name, tuple(Row(number, tuple(map(_unpacked, cells)), shut) for number, shut, cells in rows), hidden)
        for name, hidden, rows in told["sheets"]
    )
    return Book(told["name"], tuple(sheets), told["given"])


def _unpacked(packed: Any) -> Cell:
    if not isinstance(packed, list):
        return Cell(packed)
    value, day, number_format, formula, error, merged = packed
    return Cell(date.fromisoformat(value) if day else value, number_format, formula, error, merged)


def _child(name: str, limits: Limits) -> int:
    """Parse what stands on standard input; the system ends this process where it takes too much."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    try:
        told = _told(read_workbook(name, sys.stdin.buffer.read(), limits))
    except MemoryError:
        return _OUT_OF_MEMORY
    except Exception as wrong:  # noqa: BLE001 - whatever a strange file makes a parser raise is told as a refusal
        told = _refusal(wrong)
    json.dump(told, sys.stdout)
    return 0


def _refusal(wrong: Exception) -> dict[str, object]:
    found = getattr(wrong, "problem", None)
    if found is None:
        return {"code": "broken_workbook", "read": None, "values": []}  # the parser's own words are for programmers
    return {"code": found.code, "read": found.read, "values": found.values}


if __name__ == "__main__":
    sys.exit(_child(sys.argv[1], Limits(**json.loads(sys.argv[2]))))
