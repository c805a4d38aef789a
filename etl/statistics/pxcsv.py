"""Reads the CSV of PxWeb: `,`, `;` or tab; UTF-8 or Windows-1252; title lines before the header or none.

Each period of the heading is a column (`Väkiluku 2019`), or there is one row per period (v2): both are read.
Labels stand for codes, for the file has no others. Knows nothing of what a marker means.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from itertools import product

from etl.statistics.cube import ABSENT, NULL, Cell, Cube, Dimension, FormatError

_PERIOD = re.compile(r"(?P<content>.*?)\s*(?P<period>\d{4}(?:[MQ]\d{1,2})?\*?)\s*\Z")
_TIME = re.compile(r"\d{4}(?:[MQ]\d{1,2})?\*?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z", re.ASCII)
_MARKS = re.compile(r"\.{1,6}|-|")
TITLE_LINES = 3
"""As many lines may stand before the header."""
PERIOD = "Period"
"""The dimension that the columns stand for."""
CONTENT = "Tiedot"


def read_csv(raw: bytes) -> Cube:
    """One table; raises `FormatError`."""
    text = _decode(raw)
    if text.lstrip().startswith("<"):
        raise FormatError("html", text.lstrip()[:60])
    title, header, rows = _split(text)
    keys = _key_count(header, rows)
    names = [_PERIOD.match(name) for name in header[keys:]]
    if keys == 0 or any(len(row) != len(header) for row in rows):
        raise FormatError("row", next((";".join(r) for r in rows if len(r) != len(header)), ";".join(header))[:60])
    if all(names):
        content = "" if CONTENT in header[:keys] else CONTENT  # the rows say themselves what they are of
        columns = [(n["content"] or content, n["period"]) for n in names if n]
        return _wide(title, header[:keys], columns, rows)
    return _wide(title, header[:keys], [(name, "") for name in header[keys:]], rows)


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _split(text: str) -> tuple[str, list[str], list[list[str]]]:
    """Title, header and rows: the header is the first line that has as many cells as the lines after it."""
    for delimiter in (";", "\t", ","):
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(line)]
        for place in range(min(TITLE_LINES + 1, len(lines) - 1)):
            wide = len(lines[place])
            if wide > 1 and len(lines[place + 1]) == wide and _is_header(lines[place], lines[place + 1]):
                return " ".join(" ".join(line) for line in lines[:place]), lines[place], lines[place + 1 :]
    raise FormatError("no_header", text[:60])


def _is_header(header: Sequence[str], first: Sequence[str]) -> bool:
    return _is_value(first[-1]) and not _is_value(header[0]) and len(set(header)) == len(header)


def _is_value(text: str) -> bool:
    return bool(_NUMBER.match(text.strip()) or _MARKS.fullmatch(text.strip()))


def _key_count(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How many columns are keys: up to the last one that holds a word; of a file in rows, all but the last."""
    if any(_PERIOD.match(name) for name in header[1:]):
        return next(i for i, name in enumerate(header) if i and _PERIOD.match(name))
    last = [i for i in range(len(header)) if any(not _is_value(row[i]) for row in rows if len(row) > i)]
    time = [i for i in range(len(header)) if rows and all(_TIME.fullmatch(r[i]) for r in rows if len(r) > i)]
    return min(max([*last, *(t for t in time if t <= max(last, default=-1) + 1)], default=-1) + 1, len(header) - 1)


def _wide(title: str, names: Sequence[str], columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> Cube:
    keys = len(names)
    found: dict[tuple[str, ...], Cell] = {}
    for row in rows:
        for column, cell in zip(columns, row[keys:], strict=True):
            place = (*row[:keys], *column)
            if place in found:
                raise FormatError("row_twice", ", ".join(place))
            found[place] = _cell(cell.strip())
    every = (*names, CONTENT, PERIOD)
    codes = [tuple(dict.fromkeys(place[i] for place in found)) for i in range(len(every))]
    cells = [found.get(place, ABSENT) for place in product(*codes)]
    dimensions = [Dimension(n, n, c, c) for n, c in zip(every, codes, strict=True)]
    kept = [d for d in dimensions if d.codes != ("",)]
    return Cube(title, tuple(kept), cells)


def _cell(text: str) -> Cell:
    if _NUMBER.match(text):
        return float(text)
    if not text:
        return NULL
    if not _MARKS.fullmatch(text):
        raise FormatError("cell", text)
    return text
