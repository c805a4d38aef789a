"""What a spreadsheet holds, whatever kind of file it came as: sheets of rows of cells. Knows no file format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from etl.reporting import Problem, Where, problem

TOPIC = "intake"
Value = str | float | bool | date | None
_LITERAL = re.compile(r'\\.|_.|"[^"]*"')
"""What a number format shows as it stands: quoted, escaped, or as wide as another character."""
_SHAPELESS = dict.fromkeys((
    0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202E), *range(0x2060, 0x206A), 0xFEFF,
    *range(0xFE00, 0xFE10),
))  # fmt: skip
"""Characters without a shape: of direction, of joining, of width. That which turns digits around (U+202E) is none."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `error` is what Excel shows where a formula failed; `merged` the range that it heads or lies in.

    `raised` is the part of its text that is set above or below the line, `struck` that some of it is crossed out,
    `comment` what somebody has attached to it.
    """

    value: Value = None
    number_format: str = ""
    formula: bool = False
    error: bool = False
    merged: str = ""
    raised: str = ""
    struck: bool = False
    comment: str = ""

    @property
    def text(self) -> str:
        """What was read, as text; empty where nothing was."""
        if isinstance(self.value, bool):
            return str(self.value).upper()
        if isinstance(self.value, float):
            return f"{self.value:.15g}"
        return "" if self.value is None else str(self.value).strip()

    @property
    def marked(self) -> bool:
        """Whether something in its text is not of the line: raised, lowered or crossed out."""
        return bool(self.raised) or self.struck

    @property
    def percent(self) -> bool:
        """Whether the cell shows its number as per cent: 0.93 then stands for 93 %, unless the sign is mere text."""
        return isinstance(self.value, float) and "%" in _LITERAL.sub("", self.number_format)


EMPTY = Cell()


def seen(text: str) -> str | None:
    """A text as people see it; None where they see nothing. Chats and web pages leave characters without a shape."""
    clean = text.translate(_SHAPELESS)
    return clean if clean.strip() else None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet, from 1, and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def cell(self, column: int) -> Cell:
        """The cell of a column, from 0; an empty one behind the last."""
        return self.cells[column] if column < len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; the name of a CSV's only one is empty."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    delimited: bool = False
    """Came from a CSV: every row must have as many cells as its header."""
    hidden_columns: frozenset[int] = frozenset()
    """Columns that are not shown, from 0."""


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A file as it was read: `name` is that of the file, `given` what our template says of itself."""

    name: str
    sheets: tuple[Sheet, ...]
    given: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    """What could not be split into cells."""
    machine: bool = False
    """Comma and decimal point, as programs write: a point is then never between thousands."""


class RefusedError(Exception):
    """The file is not read at all, and this is why."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code)
        self.problem = found


def wrong(where: Where, code: str, read: object = None, *, near: str = "", **values: object) -> Problem:
    """A problem with its words among those of the intake."""
    return replace(problem(where, code, read, near=near, **values), topic=TOPIC)


def refused(name: str, code: str, read: object = None, **values: str | float) -> RefusedError:
    """The refusal of a whole file."""
    printed = tuple((key, str(value)) for key, value in values.items())
    return RefusedError(replace(wrong(Where(name), code, read), values=printed))


def grouped(number: int) -> str:
    """Thousands apart by a no-break space, which is read alike in every language."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def column_name(column: int) -> str:
    """The letters of a column, from 0: A, B, ... Z, AA."""
    letters, rest = "", column + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(65 + last) + letters
    return letters


def reference(column: int, row: int) -> str:
    """The name of a cell: column from 0, row from 1."""
    return f"{column_name(column)}{row}"


def at(book: str, sheet: str, cell: str = "") -> Where:
    """A place in a file."""
    where = Where(book)
    where = where.at("sheet", sheet) if sheet else where
    return where.at("cell", cell) if cell else where
