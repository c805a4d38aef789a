"""Reads CSV as people save it: Windows-1252, UTF-8 with and without a mark, UTF-16; semicolon, tab, comma or bar.

The delimiter is the one under which a header is found, and holds for the whole file. Rows keep the cells that they
have: whoever knows the header refuses those of another length, for they would shift values silently.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator

from etl.files import USUAL, FileLimits
from etl.intake.sheets.columns import known_names
from etl.intake.sheets.sheets import EMPTY, Cell, Row, Sheet, Spreadsheet, at, grouped, reference, refused, seen, wrong
from etl.reporting import Problem

DELIMITERS = (";", "\t", ",", "|")
_MOST_TITLES = 30
_TOP = 100_000
"""The header begins within so many characters."""
_SAID = re.compile(r"sep=(.)", re.IGNORECASE)
csv.field_size_limit(sys.maxsize)  # a long line is a line: how large a file may be is said by `limits`


def read_text_file(name: str, content: bytes, limits: FileLimits = USUAL) -> Spreadsheet:
    """The one sheet of a CSV, with what cannot be split into cells; raises `RefusedError`."""
    text = decoded(name, content)
    delimiter = _delimiter(text)
    problems: list[Problem] = []
    rows = tuple(_rows(name, text, delimiter, problems))
    if len(rows) > limits.rows + 1:
        raise refused(name, "too_many_rows", grouped(len(rows)), rows=grouped(limits.rows))
    return Spreadsheet(name, (Sheet("", rows, delimited=True),), problems=tuple(problems), machine=delimiter == ",")


def decoded(name: str, content: bytes) -> str:
    """The text of a file: by its mark, else as UTF-8 if it is that strictly, else as Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _strict(name, content, encoding)
    if content[1:2] == b"\x00":
        return _strict(name, content, "utf-16-le")
    if content[:1] == b"\x00":
        return _strict(name, content, "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(name, content, "cp1252")


def _strict(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as broken:
        came = broken.object  # without the mark, which is not counted either
        line = came.count(b"\n", 0, broken.start) + 1
        raise refused(name, "undecodable", came[broken.start : broken.start + 8], line=line) from broken


def _delimiter(text: str) -> str:
    """The delimiter under which a header is found; without any, the one that divides a line into most cells.

    Where a header is found under several, the one that gives it most columns; in a draw, the one that comes first.
    """
    lines = text[:_TOP].splitlines()[:_MOST_TITLES]
    if lines and (said := _SAID.fullmatch(lines[0])):
        return said[1]
    tops = {delimiter: [_cells(line, delimiter) for line in lines] for delimiter in DELIMITERS}

    def order(delimiter: str) -> tuple[int, int, int]:
        widest = max(map(len, tops[delimiter]), default=0)
        return max(map(known_names, tops[delimiter]), default=0), widest, -DELIMITERS.index(delimiter)

    return max(DELIMITERS, key=order)


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _rows(name: str, text: str, delimiter: str, problems: list[Problem]) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    last = 0
    try:
        for cells in lines:
            number, last = last + 1, lines.line_num
            if number > 1 or "".join(cells).lower() not in ("sep=", f"sep={delimiter}"):
                yield Row(number, tuple(Cell(seen(cell)) if cell else EMPTY for cell in cells))
    except csv.Error:
        begun = text.splitlines()[last : last + 1]  # where the row begins: what has no pair ends with the file
        problems.append(wrong(at(name, "", reference(0, last + 1)), "quotes", *begun))
