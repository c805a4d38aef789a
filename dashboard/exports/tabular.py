"""A table of typed cells, and its two written forms: CSV (for people's spreadsheets, for programs) and one XLSX sheet.

Numbers keep every digit they have; how they are punctuated is the dialect's business. Rows may be an iterator: CSV is
written as it comes, so that a million rows need no more memory than one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from strategy.texts import formats, safe_text, say

if TYPE_CHECKING:  # a process that is asked for no workbook needs none of it
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | float | int | bool | date | None
KINDS = ("text", "number", "integer", "date", "boolean", "unit")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
LONGEST_TEXT = 32_767
"""Characters that a cell of a workbook holds."""
LINE = 15
"""Points that a line of text is high."""
MOST_LINES = 12
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its `name` for programs (empty where none reads it), its `head` for readers, what its cells are.

    `kind` is one of `KINDS`; in a `unit` the sign `%` and its like begin no formula.
    """

    name: str
    head: str
    kind: str = "text"
    width: int = 14
    decimals: int | None = None
    """Decimals shown in a workbook; None shows what there is."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind} is no kind of column")


@dataclass(frozen=True, slots=True)
class ExportTable:
    """Columns and rows; a row has a value, or None, for each column."""

    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How CSV is written. `lang` is empty for programs: then names head the columns and nothing is escaped."""

    lang: str
    delimiter: str
    comma: bool

    @classmethod
    def of(cls, lang: str) -> Dialect:
        """For a spreadsheet in `lang` (fi and sv: `;` and decimal comma); empty for programs."""
        comma = lang in ("fi", "sv")
        return cls(lang, ";" if comma else ",", comma)


MACHINE = Dialect.of("")


def csv_lines(table: ExportTable, dialect: Dialect) -> Iterator[str]:
    """The table as CSV, in pieces of some size. Line ends are CRLF, as RFC 4180 and Excel have it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=dialect.delimiter, lineterminator="\r\n")
    if dialect.lang:
        buffer.write(BOM)
    writer.writerow([_head(column, dialect) for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value, c, dialect) for value, c in zip(row, table.columns, strict=True)])
        if buffer.tell() > _CHUNK:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def csv_bytes(table: ExportTable, dialect: Dialect) -> bytes:
    """The table as CSV, whole."""
    return "".join(csv_lines(table, dialect)).encode("utf-8")


def _head(column: Column, dialect: Dialect) -> str:
    return safe_text(column.head) if dialect.lang else column.name


def _cell(value: Value, column: Column, dialect: Dialect) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _truth(value, dialect)
    if isinstance(value, (int, float)):
        text = digits(value)
        return text.replace(".", ",") if dialect.comma else text
    if isinstance(value, date):
        return formats.day(value, dialect.lang) if dialect.comma else value.isoformat()
    return safe_text(value, unit=column.kind == "unit") if dialect.lang else value


def _truth(value: bool, dialect: Dialect) -> str:
    if dialect.lang:
        return say(dialect.lang, f"exports.{'yes' if value else 'no'}")
    return "true" if value else "false"


def digits(value: float) -> str:
    """A number with all its digits, never as a power of ten, and without a point where it is whole."""
    text = f"{Decimal(repr(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column of so many characters."""
    return sum(max(1, -(-len(line) * 11 // (10 * width))) for line in text.split("\n"))


# workbooks


class ExportBook:
    """A workbook being written, in memory. Text is always written as text: a workbook of ours holds no formula."""

    def __init__(self, *, title: str, subject: str, author: str) -> None:
        self._stream = io.BytesIO()
        from xlsxwriter import Workbook

        self.workbook = Workbook(self._stream, {"in_memory": True})
        self.workbook.set_properties({"title": title, "subject": subject, "author": author})
        self.bold = self.workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped = self.workbook.add_format({"text_wrap": True, "valign": "top"})
        self.plain = self.workbook.add_format({"text_wrap": False})
        self.title = self.workbook.add_format({"bold": True, "font_size": 14})
        self.day = self.workbook.add_format({"num_format": "d.m.yyyy", "valign": "top", "align": "left"})
        self._numbers: dict[int | None, Format] = {}

    def number(self, decimals: int | None) -> Format:
        """The format of a number with so many decimals; the reader's own program punctuates it."""
        if decimals not in self._numbers:
            shown = "General" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self.workbook.add_format({"num_format": shown, "valign": "top"})
        return self._numbers[decimals]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet; what a sheet's name may not hold is left out of it."""
        plain = "".join(" " if c in "[]:*?/\\" or not c.isprintable() else c for c in name).strip("' ")
        sheet = self.workbook.add_worksheet(plain[:31].rstrip())
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        return sheet

    def table(self, sheet: Worksheet, table: ExportTable, top: int = 0, *, wrap: bool = True) -> int:
        """Write a table from the row `top` down, with head, widths and filter; returns the row after its last.

        `wrap` breaks long texts into lines; without it rows stay one line high, as suits long lists.
        """
        widths = [column.width for column in table.columns]
        self.fit(sheet, top, [(column.head, column.width) for column in table.columns])
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
            self.text(sheet, top, place, column.head, self.bold)
        row = top
        for row, values in enumerate(table.rows, top + 1):
            if wrap:
                self.fit(sheet, row, zip(values, widths, strict=True))
            for place, (value, column) in enumerate(zip(values, table.columns, strict=True)):
                self.cell(sheet, row, place, value, column, None if wrap else self.plain)
        sheet.autofilter(top, 0, row, len(table.columns) - 1)
        if top == 0:
            sheet.freeze_panes(1, 0)
        return row + 1

    def fit(self, sheet: Worksheet, row: int, cells: Iterable[tuple[Value, int]]) -> None:
        """Make a row as high as its longest text needs; not every program does that by itself."""
        lines = max((_lines(value, width) for value, width in cells if isinstance(value, str)), default=1)
        if lines > 1:
            sheet.set_row(row, LINE * min(lines, MOST_LINES))

    def cell(
        self,
        sheet: Worksheet,
        row: int,
        place: int,
        value: Value,
        column: Column | None = None,
        look: Format | None = None,
    ) -> None:
        """Write one value as what it is; `look` is that of a text."""
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, place, value, self.number(column.decimals if column else None))
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, self.day)
        elif value:
            self.text(sheet, row, place, value, look)

    def text(self, sheet: Worksheet, row: int, place: int, value: str, look: Format | None = None) -> None:
        """Write text as text."""
        sheet.write_string(row, place, value[:LONGEST_TEXT], look or self.wrapped)

    def close(self) -> bytes:
        """The finished file."""
        self.workbook.close()
        return self._stream.getvalue()
