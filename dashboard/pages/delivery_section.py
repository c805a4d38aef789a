"""What a sector owes, as the first part of its page: three numbers, where the workbook is and goes, what by when."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.components import Cell, downloads, lists, statements, status_mark, table
from dashboard.context import Context
from dashboard.pages.deliverables import SOON, WHEN, Deliverable
from strategy.model import Sector
from strategy.texts import formats, sentence_case

COUNTED = ("late", "soon", "undated")
"""What the large numbers count."""


def deliveries(context: Context, sector: Sector, items: Sequence[Deliverable]) -> list[Component]:
    """The section: the numbers are links to their rows."""
    groups = {when: [item for item in items if item.when(context.on) == when] for when in WHEN}
    tables = [part for when, found in groups.items() if found for part in _group(context, when, found)]
    return [
        html.Section(
            [
                html.H2(context.say("sector.owed")),
                html.Ul([_number(context, when, len(groups[when])) for when in COUNTED], className="figures-row"),
                *_workbook(context, sector),
                *(tables or [html.P(context.say("sector.owed_none"), className="empty")]),
            ],
            id="owed",
        )
    ]


def _number(context: Context, when: str, count: int) -> Component:
    told = [html.Strong(formats.number(count, 0, context.lang)), html.Span(_title(context, when))]
    return html.Li(html.A(told, href=f"#owed-{when}") if count else html.Span(told))


def _title(context: Context, when: str) -> str:
    return context.say(f"sector.when.{when}", days=SOON.days)


def _workbook(context: Context, sector: Sector) -> list[Component]:
    """The file that the sector fills in, what it asks for, and where it is sent."""
    offer = downloads.of_sector(context, sector)
    if offer is None:
        return []
    day = context.release.workbooks[sector.id, context.lang]
    told: list[Component | str] = [context.say("sector.workbook", day=context.day(day), year=day.year + 1)]
    if context.settings.delivery:
        told += [" ", context.say("sector.deliver"), " ", _where(context, sector), "."]
    return [offer, html.P(told, className="note")]


def _where(context: Context, sector: Sector) -> Component:
    address = context.settings.delivery_email
    if not address:
        return html.B(context.settings.delivery.removesuffix("."))
    subject = context.say("exports.file.workbook") + f": {context.word(sector.name)}"
    return html.A(address, href=f"mailto:{address}?subject={quote(subject)}")


def _group(context: Context, when: str, items: Sequence[Deliverable]) -> list[Component]:
    title = _title(context, when)
    heading = html.H3(f"{sentence_case(title)} ({formats.number(len(items), 0, context.lang)})", id=f"owed-{when}")
    return [heading, _table(context, when, items, title)]


def _table(context: Context, when: str, items: Sequence[Deliverable], caption: str) -> Component:
    names = ["common.head.measure", "sector.head.what", "sector.head.due", "common.head.status"]
    head = [context.say(name) for name in names if when != "undated" or name != "sector.head.due"]
    return table(
        caption,
        head,
        [_row(context, item) for item in items],
        row_attributes=[lists.attributes(context, item.verdict.measure) for item in items],
        hide_caption=True,
        class_name="measures owed",
        again=[head[0], context.say("sector.head.what_stacked"), *head[2:]],
    )


def _row(context: Context, item: Deliverable) -> list[Cell]:
    measure = item.verdict.measure
    name = lists.named(context, measure)
    day = [] if item.due is None else [context.day(item.due)]
    status = [status_mark(context, item.verdict.status), *statements.marks(context, item.verdict)]
    return [name, _what(context, item), *day, status]


def _what(context: Context, item: Deliverable) -> str:
    what = context.say(f"sector.what.{item.what}")
    periods = formats.listed([formats.period(period, context.lang) for period in item.periods], context.lang)
    return f"{what} ({periods})" if periods else what
