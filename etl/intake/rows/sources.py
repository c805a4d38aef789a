"""Which source a line is of: its own, the one named for the whole file, or the report of the sector that sends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from etl.intake.rows.parsed import RowReading
from etl.intake.rows.table_rows import TableRow
from etl.intake.sheets import wrong
from etl.reporting import nearest
from strategy.model import LANGUAGES, Measure, Source, Strategy, Text
from strategy.texts import say

PREFIX = "sector_report_"
"""A sector's own report; it enters the catalogue when a figure of it is first accepted."""


def source_of(line: TableRow, measure: Measure, context: RowReading) -> str:
    """The id of the source; a problem is collected where there is none or nobody knows it."""
    own = line.cell("source").text
    found = own or context.given.source or line.book.given.get("source", "") or _of_sector(measure)
    if not found:
        context.parsed.problems.append(wrong(line.where("measure"), "no_source", measure.id))
    elif found not in known_sources(context.strategy):
        near = nearest(found, known_sources(context.strategy))
        context.parsed.problems.append(wrong(line.where("source"), "unknown_source", found, near=near))
    return found


def _of_sector(measure: Measure) -> str:
    return f"{PREFIX}{measure.sectors[0]}" if len(measure.sectors) == 1 else ""


def known_sources(strategy: Strategy) -> list[str]:
    """The sources of the catalogue, and the report of every sector."""
    return [*strategy.sources, *(f"{PREFIX}{sector}" for sector in strategy.sectors)]


def new_sources(strategy: Strategy, used: Iterable[str]) -> Iterator[Source]:
    """The sectors' reports among the used sources that the catalogue does not have yet."""
    for source in dict.fromkeys(used):
        sector = strategy.sectors.get(source.removeprefix(PREFIX))
        if source not in strategy.sources and sector is not None:
            words = Text(*(say(lang, "intake.report_of", sector=sector.name.in_(lang)) for lang in LANGUAGES))
            yield Source(
                id=source,
                title=words.in_(strategy.text_language),
                title_lang=strategy.text_language,
                publisher=strategy.sources[strategy.source].publisher,
                table=None,
                url=None,
                licence="not_stated",
                own=True,
                dated=None,
                lag_months=None,
                title_words=words,
                publisher_words=strategy.sources[strategy.source].publisher_words,
            )
