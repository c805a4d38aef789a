"""Which kept files hold rows of the record themselves: `catalogue/bulk.toml`, written by the import."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit

from etl.files import KEPT
from etl.reading import Fields, read_document, with_table
from etl.reporting import Problem, Where, problem, show_path

BULK_FILE = "catalogue/bulk.toml"
_SPAN = re.compile(r"\d{1,12}", re.ASCII)
SPANS = ("first", "last")
"""The header of a list of lines that are left out."""


@dataclass(frozen=True, slots=True)
class BulkFile:
    """A kept file whose rows are the record's: its name, who accepted it when, and the file that lists other lines."""

    file: str
    accepted_by: str
    day: date
    left_out: str = ""


def declared_files(data: Path, problems: list[Problem]) -> tuple[BulkFile, ...]:
    """The files that a data folder declares; what is wrong is added to `problems`."""
    path = data / BULK_FILE
    if not path.exists():
        return ()
    found = read_bulk_files(read_document(path, problems).fields(problems))
    for name in (name for file in found for name in (file.file, file.left_out) if name):
        if not (data / name).is_file():
            problems.append(problem(Where(show_path(data / name)), "no_file"))
    return found


def read_bulk_files(fields: Fields) -> tuple[BulkFile, ...]:
    """Every `[[file]]` of bulk.toml."""
    found = []
    for one in fields.tables("file"):
        found.append(
            BulkFile(
                file=one.matching("file", KEPT, "snapshots/0f3a-figures.csv"),
                accepted_by=one.text("accepted_by"),
                day=one.day("day", need=True) or date.min,
                left_out=one.matching("left_out", KEPT, "snapshots/0f3a-left-out.csv") if "left_out" in one else "",
            )
        )
        one.done()
    fields.done()
    return tuple(found)


def with_file(data: Path, added: BulkFile) -> bytes:
    """The contents of the declaration with one file more."""
    table = tomlkit.table()
    for name in ("file", "accepted_by", "day", "left_out"):
        if value := getattr(added, name):
            table.add(name, value)
    return with_table(data / BULK_FILE, "file", table)


def read_spans(path: Path, lines: int, problems: list[Problem]) -> list[tuple[int, int]]:
    """The first and the last line of each run of lines that are left out, of a file of `lines` lines."""
    where = Where(show_path(path))
    try:
        rows = list(csv.reader(path.read_text("utf-8").splitlines(), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error):
        problems.append(problem(where, "unreadable"))
        return []
    found = []
    for number, row in enumerate(rows[1:], 2):
        first, last = (int(cell) if _SPAN.fullmatch(cell) else 0 for cell in [*row, "", ""][:2])
        if rows[0] != list(SPANS) or not 1 < first <= last <= lines:
            problems.append(problem(where.at("line", number), "span", ",".join(row), lines=lines))
            return []
        found.append((first, last))
    return found


def spans_text(spans: Iterable[tuple[int, int]]) -> bytes:
    """The contents of such a list."""
    return "".join([f"{','.join(SPANS)}\n", *(f"{first},{last}\n" for first, last in spans)]).encode()
