"""The lines of a file that hold something: under the header of each sheet, without totals, empty rows, hidden sheets.

What is passed over is named in remarks, and a hidden row that is read is named too: people forget what they hid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from etl.intake.book import EMPTY, Book, Cell, Row, Sheet, at, reference, wrong
from etl.intake.columns import Header, find_header, plain, totals
from etl.intake.taken import Taken
from etl.problems import Where


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet under its header."""

    book: Book
    sheet: Sheet
    header: Header
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


def lines(book: Book, taken: Taken) -> Iterator[Line]:
    """Every line to be read, sheet after sheet; without any header in the file, that is the one problem."""
    found = False
    for sheet in book.sheets:
        if sheet.hidden:
            taken.remark(at(book.name, sheet.name), "hidden_sheet")
            continue
        before = len(taken.problems)
        header = find_header(book, sheet, taken.problems)
        found = found or header is not None or len(taken.problems) > before
        if header is not None:
            _tell_columns(book, sheet, header, taken)
            yield from _under(book, sheet, header, taken)
        elif sheet.rows and len(taken.problems) == before and not book.given:
            taken.remark(at(book.name, sheet.name), "sheet_without_header")
    if not found:
        taken.problems.append(wrong(at(book.name, ""), "no_header"))


def _tell_columns(book: Book, sheet: Sheet, header: Header, taken: Taken) -> None:
    if header.strange:
        where = at(book.name, sheet.name, reference(0, header.row))
        taken.remark(where, "extra_columns", columns=", ".join(header.strange))


def _under(book: Book, sheet: Sheet, header: Header, taken: Taken) -> Iterator[Line]:
    for row in sheet.rows:
        line = Line(book, sheet, header, row)
        if row.number <= header.row or not any(c.text or c.formula for c in row.cells):
            continue
        if row.hidden:
            taken.remark(line.where("measure"), "hidden_row")
        if plain(line.cell("measure").text or row.cell(0).text) in totals():
            taken.remark(line.where("measure"), "totals_row")
        elif _is_whole(line, taken):
            yield line


def _is_whole(line: Line, taken: Taken) -> bool:
    """Whether a line of a CSV has the cells that its header asks for; empty ones at its end may be more."""
    cells, width = len(line.row.cells), line.header.width
    if not line.sheet.delimited or line.filled <= width <= cells:
        return True
    read = " | ".join(c.text for c in line.row.cells)
    taken.problems.append(wrong(line.where("measure"), "cell_count", read, found=cells, columns=width))
    return False
