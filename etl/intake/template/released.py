"""The workbooks that stand in a release: one of each sector in each language, so that no server has to make one.

They are as of the day of the newest knowledge in the record, not of the day of the build: equal records, equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from etl.intake.template.workbook import template
from etl.record import Record
from strategy.model import LANGUAGES


@dataclass(frozen=True, slots=True)
class ReleasedWorkbook:
    """The workbook of a sector in a language: the day that it is of, and the file itself (XLSX)."""

    sector: str
    lang: str
    day: date
    content: bytes


def workbooks(record: Record) -> list[ReleasedWorkbook]:
    """The workbooks of a record; each asks for the periods up to the end of the year after its day."""
    day = newest_knowledge(record)
    until = date(day.year + 1, 12, 31)
    return [
        ReleasedWorkbook(sector, lang, day, template(record, sector, lang, day, until))
        for sector in record.strategy.sectors
        for lang in LANGUAGES
    ]


def newest_knowledge(record: Record) -> date:
    """The last day on which anything of the own area, a milestone, an action or a statement became known.

    Where no such day is recorded it is the day on which the strategy reviews itself.
    """
    return max(_days(record), default=record.strategy.review_day)


def _days(record: Record) -> Iterator[date]:
    home = record.strategy.home
    yield from (row.known for row in record.observations if row.known is not None and row.area == home)
    yield from (event.known or event.day for event in record.events)
    yield from (event.known or event.day for event in record.action_events)
    yield from (statement.day for statement in record.statements)
