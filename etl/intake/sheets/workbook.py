"""Reads XLSX: values as Excel last showed them, and what a reader of cells must know: formulas, merged, hidden.

`limits` has looked at the file before; `apart` has it read in a process of its own.
"""

from __future__ import annotations

import io
import re
import sys
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache

import openpyxl
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml import DEFUSEDXML

from etl.files import USUAL, FileLimits
from etl.intake.sheets.ooxml import GIVEN, has_strict_names, transitional
from etl.intake.sheets.sheets import (
    Cell,
    Row,
    Sheet,
    Spreadsheet,
    Value,
    column_name,
    grouped,
    reference,
    refused,
    seen,
)
from strategy.model import LANGUAGES
from strategy.texts import say

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
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Za-z0-9:$]+)[\"']")
if not DEFUSEDXML:
    raise ImportError("defusedxml is needed: openpyxl would otherwise expand entities")


@cache
def _checkers() -> frozenset[str]:
    """Who writes the comments of our own coloured workbooks: an old one that stayed is nobody's message."""
    return frozenset(say(lang, "intake.checker") for lang in LANGUAGES)


def read_workbook(name: str, content: bytes, limits: FileLimits = USUAL) -> Spreadsheet:
    """The workbook, parsed here; raises `RefusedError`."""
    try:
        content, formulas = _looked_through(name, content, limits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of parts of Excel that hold no figures
            shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=True)
            written = openpyxl.load_workbook(io.BytesIO(content)) if formulas else shown
    except _BROKEN as broken:
        raise refused(name, "broken_workbook") from broken
    sheets = [s for s in shown.worksheets if s.title != GIVEN]
    ends = {sheet.title: _end(name, (sheet, written[sheet.title]), limits) for sheet in sheets}
    return Spreadsheet(name, tuple(_sheet(s, written[s.title], ends[s.title]) for s in sheets), _given(shown))


def _looked_through(name: str, content: bytes, limits: FileLimits) -> tuple[bytes, bool]:
    """The workbook in the form that the parser knows, and whether it has formulas; raises `RefusedError`.

    A range of merged cells is made of as many objects as it covers: one over a whole sheet is refused before.
    """
    formulas, strict, covered = False, False, 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            if not member.lower().endswith((".xml", ".rels")):
                continue
            part = archive.read(member)
            formulas = formulas or _FORMULA.search(part) is not None
            strict = strict or has_strict_names(part)
            for merged in _MERGED.finditer(part):
                covered += _covers(merged[1].decode())
                if covered > limits.merged:
                    raise refused(name, "merged_too_much", merged[1].decode())
    return (transitional(content) if strict else content), formulas


def _covers(area: str) -> int:
    """How many cells a range covers; whole rows and columns, as `A:C`, cover more than any limit."""
    first_column, first_row, last_column, last_row = range_boundaries(area)
    if first_column is None or first_row is None or last_column is None or last_row is None:
        return sys.maxsize
    return (last_column - first_column + 1) * (last_row - first_row + 1)


def _end(name: str, sheets: tuple[Worksheet, Worksheet], limits: FileLimits) -> tuple[int, int]:
    """The last row and column that hold something; mere looks, which may reach the end of the sheet, are nothing."""
    places = [place for sheet in sheets for place, cell in sheet._cells.items() if cell.value is not None]
    row, column = (max((place[n] for place in places), default=0) for n in (0, 1))
    for last, limit, n in ((row, limits.rows, 0), (column, limits.columns, 1)):
        if last > limit:
            far = next(place for place in places if place[n] == last)
            cell = f"{sheets[0].title}!{reference(far[1] - 1, far[0])}"
            if n:
                raise refused(name, "too_many_columns", cell, last=column_name(limit - 1))
            raise refused(name, "too_many_rows", cell, rows=grouped(limit))
    return row, column


def _given(book: Workbook) -> dict[str, str]:
    if GIVEN not in book.sheetnames:
        return {}
    rows = book[GIVEN].iter_rows(min_col=1, max_col=2, values_only=True)
    return {str(key): str(value) for key, value in rows if key is not None and value is not None}


def _sheet(shown: Worksheet, written: Worksheet, end: tuple[int, int]) -> Sheet:
    merged = {cell: str(area) for area in shown.merged_cells.ranges for row in area.rows for cell in row}
    rows = tuple(_rows(shown, written, merged, end)) if all(end) else ()
    return Sheet(shown.title, rows, shown.sheet_state != "visible", hidden_columns=frozenset(_hidden(shown)))


def _hidden(sheet: Worksheet) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or 1
            yield from range(first - 1, min(dimension.max or first, USUAL.columns))


def _rows(
    shown: Worksheet, written: Worksheet, merged: Mapping[tuple[int, int], str], end: tuple[int, int]
) -> Iterator[Row]:
    last_row, last_column = end
    both = zip(*(s.iter_rows(max_row=last_row, max_col=last_column) for s in (shown, written)), strict=True)
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
    came = cell.value
    value, formula = _value(came), written.data_type == "f"
    if value is None and not formula:
        return Cell(merged=area)
    comment = cell.comment.text if cell.comment and cell.comment.author not in _checkers() else ""
    raised, struck = _marks(came) if isinstance(came, CellRichText) else ("", False)
    struck = struck or bool(cell.font and cell.font.strike)
    return Cell(value, _format(cell, came), formula, cell.data_type == "e", area, raised, struck, comment)


def _format(cell: ExcelCell, came: object) -> str:
    """The number format where it may make the cell show something else than it holds."""
    if isinstance(came, str):
        return cell.number_format if "@" in cell.number_format and cell.number_format != "@" else ""
    if isinstance(came, bool) or came is None:
        return ""
    return "" if cell.number_format == "General" else cell.number_format


def _marks(text: CellRichText) -> tuple[str, bool]:
    """The raised or lowered parts of a text, and whether a part of it is crossed out."""
    blocks = [part for part in text if isinstance(part, TextBlock)]
    raised = "".join(b.text for b in blocks if b.font.vertAlign in ("superscript", "subscript"))
    return raised.strip(), any(b.font.strike and b.text.strip() for b in blocks)


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
