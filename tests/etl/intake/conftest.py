"""The small data folder, and workbooks made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from etl.commands import importing
from etl.intake.inbox import watcher
from etl.intake.review.examining import Review, examine
from etl.intake.rows.parsed import ImportOptions
from etl.intake.sheets.isolated import read_here
from etl.record.record import Record, read_record
from etl.reporting.problems import Problem
from strategy.texts import count, say

TODAY = date(2022, 6, 30)
HEADER = ("measure", "period", "value", "missing", "quality", "n", "note", "message")
Look = Callable[..., Review]


def workbook(
    rows: Sequence[Sequence[object]],
    header: Sequence[str] = HEADER,
    change: Callable[[Worksheet], None] = lambda _: None,
    title: str = "Luvut",
) -> bytes:
    """A workbook of one sheet; `change` may spoil it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in (header, *rows):
        sheet.append(list(row))
    change(sheet)
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are parsed in this process, for speed; another test holds that a process of its own reads the same."""
    for module in (importing, watcher):
        monkeypatch.setattr(module, "examine", partial(examine, open_apart=read_here))


@pytest.fixture
def record(small: Path) -> Record:
    """The record of the small data folder."""
    return read_record(small)


@pytest.fixture
def look(record: Record) -> Look:
    """Examine a content in this process, as known on a day that stands still."""

    def look_(content: bytes, name: str = "luvut.xlsx", source: str = "", lang: str = "en") -> Review:
        given = ImportOptions(record.strategy, record.observations, TODAY, lang, source)
        return examine(name, content, record, given, read_here)

    return look_


def told(found: Review) -> list[tuple[str, str]]:
    """The problems as (cell, code), in the order in which they are told."""
    return [(dict(p.where.steps).get("cell", ""), p.code) for p in found.problems]


def told_of(problems: Iterable[Problem]) -> str:
    """The problems with all that fills their words: `code | read | name: value ... | what may be meant; ...`."""
    return "; ".join(
        " | ".join([p.code, str(p.read), *(f"{name}: {value}" for name, value in p.values), *filter(None, [p.near])])
        for p in problems
    )


def keyed(lang: str, key: str, **values: object) -> str:
    """A text by its key and what fills it, for its words are no matter here; there must be one."""
    assert isinstance(say(lang, key), str)
    filled = " ".join(f"{name}={value}" for name, value in values.items())
    return f"<{key}>\n{filled}" if key.endswith("instructions") and values else f"<{key}{' ' * bool(values)}{filled}>"


def counted(lang: str, key: str, number: int) -> str:
    """As `keyed`, of a text for one and for many."""
    assert isinstance(count(lang, key, number), str)
    return f"<{key} {number}>"


def values(found: Review) -> list[tuple[str, str, float | str | None]]:
    """The figures that were read: measure, period, value or reason."""
    rows = [item.row for item in found.parsed.figures]
    return [(r.measure, str(r.period), r.missing if r.value is None else r.value) for r in rows]
