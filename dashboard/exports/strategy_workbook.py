"""The whole strategy as one workbook: a sheet per focus area with statuses and sentences, the actions, the sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.context import Context
from dashboard.exports.edition import Edition, licence
from dashboard.exports.tables import actions, columns, measures
from dashboard.exports.tabular import Column, ExportBook, ExportTable, Value
from strategy.judging import GROUPS
from strategy.model import Source
from strategy.wording import group_word


def strategy_book(edition: Edition, used: Mapping[str, int]) -> bytes:
    """The workbook; `used` tells how many figures come from each source."""
    context = edition.context
    book = ExportBook(title=context.word(context.strategy.title), subject=edition.stand, author=edition.publisher)
    _front(book, edition)
    for area in context.strategy.focus_areas.values():
        sheet = book.sheet(f"{area.id} {context.word(area.name)}")
        own = [m for m in context.strategy.measures.values() if m.focus_area == area.id]
        book.table(sheet, measures(context, own, edition.lang))
    listed = context.strategy.actions.values()
    book.table(book.sheet(edition.say("sheet.actions")), actions(context, listed, edition.lang))
    book.table(book.sheet(context.say("frame.nav.sources")), _sources(edition, used))
    return book.close()


def _front(book: ExportBook, edition: Edition) -> None:
    """What the workbook is, and how the measures are distributed."""
    context = edition.context
    sheet = book.sheet(edition.say("sheet.overview"))
    lines = [edition.stand, edition.publisher, edition.made_up, edition.say("release", hash=context.release.hash[:12])]
    book.text(sheet, 0, 0, context.word(context.strategy.title), book.title)
    told = [*filter(None, lines), edition.where()]
    for row, line in enumerate(told, 1):
        book.text(sheet, row, 0, line, book.plain)
    book.table(sheet, _distribution(edition), len(told) + 2)


def _distribution(edition: Edition) -> ExportTable:
    context = edition.context
    areas = list(context.strategy.focus_areas.values())
    verdicts = context.strategy_verdicts()
    names = [Column("", f"{a.id} {context.word(a.name)}", "integer", 18) for a in areas]
    rows: list[Sequence[Value]] = [
        (
            group_word(group, edition.lang),
            *(sum(v.group == group and v.measure.focus_area == a.id for v in verdicts) for a in areas),
            sum(v.group == group for v in verdicts),
        )
        for group in GROUPS
    ]
    return ExportTable((Column("", edition.say("head.group"), width=34), *names, _total(edition)), rows)


def _total(edition: Edition) -> Column:
    return Column("", edition.say("head.all"), "integer", 12)


SOURCE: tuple[tuple[str, str, int], ...] = (
    ("source", "text", 20), ("source_title", "text", 50), ("publisher", "text", 30), ("table", "text", 14),
    ("url", "text", 50), ("licence", "text", 24), ("own", "boolean", 10), ("dated", "date", 12),
    ("figures", "integer", 10),
)  # fmt: skip


def _sources(edition: Edition, used: Mapping[str, int]) -> ExportTable:
    context = edition.context
    made_up = (True,) if context.strategy.made_up else ()
    rows = [
        (*_credit(s, context), licence(context, s), s.own, s.dated, used.get(s.id, 0), *made_up)
        for s in context.strategy.sources.values()
    ]
    return ExportTable(columns(context, SOURCE), rows)


def _credit(source: Source, context: Context) -> tuple[str | None, ...]:
    by = ", ".join(source.publishers_in(context.lang))
    return source.id, source.title_in(context.lang)[0], by, source.table, source.url
