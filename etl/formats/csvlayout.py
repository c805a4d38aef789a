"""Finds the table within a CSV: under which delimiter there is a header, where it stands, which lines are its rows.

Titles may stand above it and a source below it. A line within the table that is no row of it is named, never dropped.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.formats.cube import FormatError
from etl.formats.numbers import looks_written
from etl.formats.times import period_of

DELIMITERS = (";", "\t", ",", "|")
TITLE_LINES = 40
"""As many lines may stand before the header."""
LONGEST_CELL = 131_072
"""Characters of one cell: a quote without its pair makes one of the rest of the file."""
_MARKER = re.compile(r"\.{1,7}|-|\N{EN DASH}|\N{HORIZONTAL ELLIPSIS}|")
Line = tuple[int, list[str]]
"""The number of a line, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """A table within a CSV: the first line above it, its header, its rows with their lines, and all around it."""

    delimiter: str
    title: str
    header: list[str]
    rows: list[Line]
    notes: tuple[str, ...]

    @property
    def first(self) -> int:
        """The line of the first row."""
        return self.rows[0][0]


def is_value(text: str) -> bool:
    """Whether a cell may hold a figure or say that there is none."""
    return looks_written(text) or bool(_MARKER.fullmatch(text.strip()))


def layout_of(text: str) -> CsvLayout:
    """The table; raises `FormatError`."""
    first = text[:6].lower()
    given = text[4] if first.startswith("sep=") and len(text) > 4 and text[4] in DELIMITERS else ""
    body = text.partition("\n")[2] if given else text
    broken: FormatError | None = None
    for delimiter in given or DELIMITERS:
        try:
            lines = _lines(body, delimiter, 1 if given else 0)
        except FormatError as wrong:
            broken = broken or wrong
            continue
        if (place := _header(lines, delimiter)) is not None:
            return _layout(lines, place, delimiter)
    raise broken or FormatError("no_header", text[:60])


def _lines(text: str, delimiter: str, before: int) -> list[Line]:
    """The lines that hold something, without the empty cells at their ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[Line] = []
    try:
        for cells in reader:
            if max(map(len, cells), default=0) > LONGEST_CELL:
                raise csv.Error
            if "".join(cells).strip():
                found.append((reader.line_num + before, cells))
    except csv.Error as wrong:
        begun = text.splitlines()[reader.line_num : reader.line_num + 1]
        raise FormatError("csv", "".join(begun)[:60], (("line", str(reader.line_num + before + 1)),)) from wrong
    return found


def _header(lines: Sequence[Line], delimiter: str) -> int | None:
    """The first line that may be a header; the next one, where that names periods and this one is prose."""
    for place in range(min(TITLE_LINES, len(lines)) - 1):
        header, below = _trimmed(lines[place][1]), lines[place + 1][1]
        if _may_head(header, below) and not _is_prose(header, below, delimiter):
            return place
    return None


def _trimmed(cells: Sequence[str]) -> list[str]:
    last = max((i for i, cell in enumerate(cells) if cell.strip()), default=-1)
    return list(cells[: last + 1])


def _may_head(header: Sequence[str], below: Sequence[str]) -> bool:
    wide = len(header)
    if wide < 2 or not _is_row(below, wide):
        return False
    tail = header[-1].strip()
    return is_value(below[wide - 1]) and not looks_written(header[0]) and (
        not is_value(tail) or period_of(tail) is not None
    )  # fmt: skip


def _fits(cells: Sequence[str], wide: int) -> bool:
    return len(cells) >= wide and not any(cell.strip() for cell in cells[wide:])


def _is_prose(cells: Sequence[str], below: Sequence[str], delimiter: str) -> bool:
    """Whether a line is a sentence that its own commas divide: a space stands behind each, and none below."""
    spaced = all(cell.startswith(" ") for cell in cells[1:])
    return delimiter in (",", ";") and spaced and not all(cell.startswith(" ") for cell in below[1:])


def _layout(lines: Sequence[Line], place: int, delimiter: str) -> CsvLayout:
    header = _trimmed(lines[place][1])
    wide = len(header)
    below = list(lines[place + 1 :])
    last = max(i for i, (_, cells) in enumerate(below) if _is_row(cells, wide))
    for number, cells in below[: last + 1]:
        if not _is_row(cells, wide):
            raise FormatError("row", delimiter.join(cells)[:60], (("line", str(number)),), cells=wide)
    after = below[last + 1 :]
    for number, cells in after:
        if not _is_note(cells, delimiter):
            raise FormatError("row", delimiter.join(cells)[:60], (("line", str(number)),), cells=wide)
    title = delimiter.join(cell for cell in lines[0][1] if cell.strip()).strip() if place else ""
    notes = tuple(delimiter.join(c for c in cells if c).strip() for _, cells in (*lines[:place], *after))
    return CsvLayout(delimiter, title, header, [(n, cells[:wide]) for n, cells in below[: last + 1]], notes)


def _is_row(cells: Sequence[str], wide: int) -> bool:
    return _fits(cells, wide) and any(cell.strip() for cell in cells[1:wide])


def _is_note(cells: Sequence[str], delimiter: str) -> bool:
    """Whether a line below the table is prose: one cell, or a sentence that its own commas or semicolons divide."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) == 1 or (delimiter in (",", ";") and all(cell.startswith(" ") for cell in cells[1:]))
