"""The lines of a file that hold something: under the header of each sheet, without totals, empty rows, hidden sheets.

What is passed over is named in remarks, and a hidden row that is read is named too: people forget what they hid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from etl.intake.rows.parsed import ParsedFile
from etl.intake.sheets import (
    EMPTY,
    Cell,
    Row,
    Sheet,
    Spreadsheet,
    TableHeader,
    at,
    column_name,
    find_header,
    header_of,
    is_download,
    is_header,
    is_wide,
    names,
    plain,
    reference,
    totals,
    wrong,
)
from etl.intake.values import is_period
from etl.reporting import Where

_TOP = 30
_NAMED = 8
"""So many cells are named one by one."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a sheet under its header."""

    book: Spreadsheet
    sheet: Sheet
    header: TableHeader
    row: Row

    def cell(self, column: str) -> Cell:
        """The cell of a column; an empty one where the sheet has no such column."""
        number = self.header.columns.get(column)
        return EMPTY if number is None else self.row.cell(number)

    def where(self, column: str) -> Where:
        """The place of a cell; of the row's first where the sheet has no such column."""
        return at(self.book.name, self.sheet.name, reference(self.header.columns.get(column, 0), self.row.number))

    @property
    def filled(self) -> int:
        """How many cells the row has, empty ones at its end not counted."""
        return max((n for n, cell in enumerate(self.row.cells, 1) if cell.text), default=0)

    @property
    def is_text(self) -> bool:
        """Whether the row is words in its first cell and nothing more, as a source below the table is."""
        return self.filled == 1 and " " in self.row.cell(0).text


def table_rows(book: Spreadsheet, parsed: ParsedFile) -> Iterator[TableRow]:
    """Every line to be read, sheet after sheet; without any header in the file, that is the one problem."""
    found, download = False, next((s.name for s in book.sheets if s.name and is_download(s)), "")
    for sheet in book.sheets:
        if sheet.hidden:
            parsed.remark(at(book.name, sheet.name), "hidden_sheet")
            continue
        if download and not is_download(sheet):
            parsed.remark(at(book.name, sheet.name), "sheet_of_ours", sheet=download)
            continue
        before = len(parsed.problems)
        header = find_header(book, sheet, parsed.problems)
        found = found or header is not None or len(parsed.problems) > before
        if header is not None:
            yield from _under(book, sheet, header, parsed)
        elif sheet.rows and len(parsed.problems) == before and not book.given:
            found = _without_header(book, sheet, parsed) or found
    if not found:
        first = next((row for sheet in book.sheets for row in sheet.rows if not sheet.hidden), None)
        read = " | ".join(c.text for c in first.cells if c.text) if first else None
        parsed.problems.append(wrong(at(book.name, ""), "no_header", read))


def _without_header(book: Spreadsheet, sheet: Sheet, parsed: ParsedFile) -> bool:
    """Say what a sheet without a header may be: a table with a column per period, or another thing."""
    wide = next((row for row in sheet.rows[:_TOP] if is_wide(row, is_period)), None)
    if wide is not None:
        read = " | ".join(c.text for c in wide.cells if c.text)
        parsed.problems.append(wrong(at(book.name, sheet.name, reference(0, wide.number)), "period_columns", read))
    else:
        parsed.remark(at(book.name, sheet.name), "sheet_without_header")
    return wide is not None


def _tell_columns(book: Spreadsheet, sheet: Sheet, header: TableHeader, parsed: ParsedFile) -> None:
    where = at(book.name, sheet.name, reference(0, header.row))
    if header.strange:
        parsed.remark(where, "extra_columns", columns=", ".join(header.strange))
    shut = [column_name(n) for n in sorted(set(header.columns.values()) & sheet.hidden_columns)]
    if shut and not book.given:
        parsed.remark(where, "hidden_columns", columns=", ".join(shut))


def _split_header(book: Spreadsheet, sheet: Sheet, header: TableHeader, parsed: ParsedFile) -> bool:
    """Whether the names of the columns stand in two rows, so that it is not clear which one of them is meant."""
    above = next((row for row in sheet.rows if row.number == header.row - 1), None)
    if above is None or "measure" in header.columns or not any(names().get(plain(c.text)) for c in above.cells):
        return False
    read = " | ".join(c.text for c in above.cells if c.text)
    parsed.problems.append(wrong(at(book.name, sheet.name, reference(0, above.number)), "two_header_rows", read))
    return True


def _under(book: Spreadsheet, sheet: Sheet, header: TableHeader, parsed: ParsedFile) -> Iterator[TableRow]:
    if _split_header(book, sheet, header, parsed):
        return
    _tell_columns(book, sheet, header, parsed)
    beyond: list[str] = []
    for row in sheet.rows:
        if row.number <= header.row or not any(c.text or c.formula for c in row.cells):
            continue
        if _names_column(row, header) and is_header(row):  # a second table stands below the first
            below = header_of(book, sheet, row, parsed.problems)
            if below is None:
                break
            header = below
            _tell_columns(book, sheet, header, parsed)
            continue
        line = TableRow(book, sheet, header, row)
        beyond += [reference(n, row.number) for n, c in enumerate(row.cells) if n >= header.width and c.text]
        if row.hidden:
            parsed.remark(line.where("measure"), "hidden_row")
        if plain(line.cell("measure").text or row.cell(0).text) in totals():
            parsed.remark(line.where("measure"), "totals_row")
        elif _is_whole(line, parsed):
            _tell_comments(line, parsed)
            yield line
    if beyond and not sheet.delimited:
        cells = ", ".join(beyond[:_NAMED]) + (" …" if len(beyond) > _NAMED else "")
        parsed.remark(at(book.name, sheet.name), "cells_beyond", cells=cells)


def _names_column(row: Row, header: TableHeader) -> bool:
    """Whether a row has the name of a column where others have a period or a day: a quick look before the whole one."""
    cell = row.cell(next(header.columns[name] for name in ("period", "day") if name in header.columns))
    return isinstance(cell.value, str) and plain(cell.text) in names()


def _tell_comments(line: TableRow, parsed: ParsedFile) -> None:
    for number, cell in enumerate(line.row.cells):
        if cell.comment.strip():
            where = at(line.book.name, line.sheet.name, reference(number, line.row.number))
            parsed.remark(where, "comment", text=" ".join(cell.comment.split()))


def _is_whole(line: TableRow, parsed: ParsedFile) -> bool:
    """Whether a line of a CSV has the cells that its header asks for; empty ones at its end may be more.

    A line of text alone, such as a source below the table, is told as what it is.
    """
    cells, width = len(line.row.cells), line.header.width
    if not line.sheet.delimited or line.filled <= width <= cells:
        return True
    if line.is_text:
        parsed.problems.append(wrong(line.where("measure"), "text_row", line.row.cell(0).text))
        return False
    read = " | ".join(c.text for c in line.row.cells)
    parsed.problems.append(wrong(line.where("measure"), "cell_count", read, found=cells, columns=width))
    return False
