"""Sees to it that each line of a large CSV is one row: then a row's number is its line, however many read the file.

Knows bytes, lines and cells, nothing of what they mean. A line that is no row of the header's length is put aside with
its number and replaced by an empty row; a cell never runs over a line's end in a file of this form.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BLOCK = 1 << 23
LONGEST = 1 << 20
"""Bytes of a line: what has none shorter is no table."""
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class NormalisedFile:
    """What one pass over the bytes of a file tells; `lines` counts the last one too where nothing ends it."""

    sha256: str
    size: int
    lines: int


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line that is no row: its number from 1, why (the code of a problem; empty: it is blank), its text."""

    line: int
    code: str
    text: str
    cells: int = 0


class EndlessLineError(ValueError):
    """A line is longer than `LONGEST`; the message is the number of the line."""


def normalise(path: Path) -> NormalisedFile:
    """Hash a file and count its lines."""
    digest, size, lines, last = hashlib.sha256(), 0, 0, b"\n"
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
            lines += block.count(b"\n")
            last = block[-1:]
    return NormalisedFile(digest.hexdigest(), size, lines + (last != b"\n"))


def header_of(path: Path) -> tuple[str, ...]:
    """The cells of the first line, without a byte order mark; none where it cannot be read as such."""
    with path.open("rb") as file:
        line = file.readline(LONGEST)
    try:
        return tuple(next(csv.reader([line.decode("utf-8-sig").rstrip("\r\n")], strict=True), ()))
    except (UnicodeDecodeError, csv.Error):
        return ()


def reshape(path: Path, target: Path, columns: int) -> list[SkippedLine]:
    """Write the file to `target`, one row of `columns` cells a line; returns the lines that were put aside.

    Raises `EndlessLineError`.
    """
    found: list[SkippedLine] = []
    with path.open("rb") as file, target.open("wb") as out:
        for first, lines in _blocks(file):
            plain = _are_rows(lines, columns)
            out.write(b"\n".join(lines if plain else _rows(lines, first, columns, found)))
            out.write(b"\n")
    return found


def _blocks(file: BinaryIO) -> Iterator[tuple[int, list[bytes]]]:
    """The lines of the file, many at a time, with the number of the first of them."""
    number, rest = 1, b""
    while block := file.read(BLOCK):
        *lines, rest = (rest + block).split(b"\n")
        if lines:
            yield number, lines
            number += len(lines)
        if len(rest) > LONGEST:
            raise EndlessLineError(number)
    if rest:
        yield number, [rest]


def _are_rows(lines: list[bytes], columns: int) -> bool:
    """Whether all lines are plainly rows."""
    commas = columns - 1
    return all(_is_row(line, commas) for line in lines)


def _is_row(line: bytes, commas: int) -> bool:
    """Whether a line is plainly a row: asked of millions, so that only the others are taken apart one by one."""
    return line.count(b",") == commas and b'"' not in line and line.isascii() and not line.endswith(b"\r")


def _rows(lines: list[bytes], first: int, columns: int, found: list[SkippedLine]) -> Iterator[bytes]:
    commas = columns - 1
    blank = b"," * commas
    for number, raw in enumerate(lines, first):
        if _is_row(raw, commas):
            yield raw
            continue
        line = raw.removesuffix(b"\r")
        aside = _aside(line, number, columns) if number > 1 else None
        if aside is not None:
            found.append(aside)
        yield line if aside is None else blank


def _aside(line: bytes, number: int, columns: int) -> SkippedLine | None:
    if len(line) > LONGEST:
        return SkippedLine(number, "endless_line", line[:_SHOWN].decode("utf-8", "replace"))
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return SkippedLine(number, "encoding", line[:_SHOWN].decode("cp1252", "replace"))
    if not text:
        return SkippedLine(number, "", "")
    try:
        cells = len(next(csv.reader([text], strict=True), ()))
    except csv.Error:
        return SkippedLine(number, "csv", text)
    if "\r" in text:  # a line's end of old Macintoshes, at which DuckDB would end the row
        return SkippedLine(number, "csv", text)
    return None if cells == columns else SkippedLine(number, "cell_count", text, cells)


def blank_out(path: Path, target: Path, lines: Collection[int]) -> NormalisedFile:
    """Write the file to `target` with some lines empty, so that every other keeps its number."""
    with path.open("rb") as file, target.open("wb") as out:
        for first, block in _blocks(file):
            out.writelines(b"\n" if n in lines else line + b"\n" for n, line in enumerate(block, first))
    return normalise(target)


def lines_at(path: Path, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The texts of some lines, whose numbers come in order; a byte that is not UTF-8 is shown as a sign for it."""
    wanted = iter(numbers)
    number = next(wanted, 0)
    with path.open("rb") as file:
        for first, lines in _blocks(file):
            while number and number < first + len(lines):
                yield number, lines[number - first].removesuffix(b"\r").decode("utf-8", "replace")
                number = next(wanted, 0)
            if not number:
                return
