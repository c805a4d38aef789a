"""Reads CSV as people save it: Windows-1252, UTF-8 with and without a mark, UTF-16; semicolon, tab or comma.

The delimiter is told by the lines near the top and holds for the whole file. Rows keep the cells that they have:
whoever knows the header refuses those of another length, for they would shift values silently.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from etl.intake.book import Book, Cell, Row, Sheet, at, reference, refused, seen, wrong
from etl.problems import Problem

DELIMITERS = (";", "\t", ",")
_MOST_TITLES = 20


def read_text_file(name: str, content: bytes, problems: list[Problem]) -> Book:
    """The one sheet of a CSV; what cannot be split into cells is collected in `problems`."""
    text = decoded(name, content)
    delimiter = _delimiter(text)
    rows = tuple(_rows(name, text, delimiter, problems))
    return Book(name, (Sheet("", rows, delimited=True),), machine=delimiter == ",")


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
        line = content.count(b"\n", 0, broken.start) + 1
        raise refused(name, "undecodable", content[broken.start : broken.start + 8], line=line) from broken


def _delimiter(text: str) -> str:
    """The delimiter that divides a line near the top into most cells; in a draw, the one that comes first."""
    lines = text.splitlines()[:_MOST_TITLES]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    return max(DELIMITERS, key=lambda d: (max((_columns(line, d) for line in lines), default=0), -DELIMITERS.index(d)))


def _columns(line: str, delimiter: str) -> int:
    return len(next(csv.reader([line], delimiter=delimiter), []))


def _rows(name: str, text: str, delimiter: str, problems: list[Problem]) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    last = 0
    try:
        for cells in lines:
            number, last = last + 1, lines.line_num
            if number > 1 or "".join(cells).lower() not in ("sep=", f"sep={delimiter}"):
                yield Row(number, tuple(Cell(seen(cell)) for cell in cells))
    except csv.Error:
        begun = text.splitlines()[last : last + 1]  # where the row begins: what has no pair ends with the file
        problems.append(wrong(at(name, "", reference(0, last + 1)), "quotes", *begun))
