"""Focus areas by sectors: how many measures each cell holds, how they stand, and a link to the list behind it.

Roles are written out, for on a phone the rows are laid out as blocks, and a browser then forgets that they are a table.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.drawing import distribution as bar
from dashboard.components.aria import aria
from dashboard.components.distribution import count_groups, count_judged
from dashboard.components.marks import sector_link, selection_href
from dashboard.context import Context, InlineSvg, urls
from strategy.judging import Verdict
from strategy.model import FocusArea

WIDEST = 96
"""Pixels of the longest bar; the others are as long as their share of its measures."""
SHORTEST = 20


def matrix(context: Context) -> Component:
    """The table: a row for each focus area and one for all, a column for each sector and one for all."""
    areas: list[FocusArea | None] = [*context.strategy.focus_areas.values(), None]
    sectors, verdicts = context.strategy.sectors, context.chosen_verdicts()
    most = max((len(cell_verdicts(verdicts, area, s)) for area in areas if area for s in sectors), default=1)
    title = context.say("matrix.title")
    table = html.Table(
        [
            html.Caption(title, className="sr-only"),
            html.Thead(html.Tr(_head(context), role="row"), role="rowgroup"),
            html.Tbody([_row(context, verdicts, area, most) for area in areas], role="rowgroup"),
        ],
        className="matrix",
        role="table",
    )
    return html.Div(table, className="table-scroll", tabIndex="0", role="region", **aria(label=title))


def cell_verdicts(verdicts: Sequence[Verdict], area: FocusArea | None, sector: str) -> list[Verdict]:
    """Those of a cell; no focus area and an empty sector stand for all, each measure once."""
    return [
        v
        for v in verdicts
        if (area is None or v.measure.focus_area == area.id) and (not sector or sector in v.measure.sectors)
    ]


def _head(context: Context) -> list[Component]:
    names = [sector_link(context, sector) for sector in context.strategy.sectors.values()]
    cells: list[Component | str] = [context.say("matrix.area"), *names, context.say("matrix.total")]
    return [html.Th(cell, scope="col", role="columnheader") for cell in cells]


def _row(context: Context, verdicts: Sequence[Verdict], area: FocusArea | None, most: int) -> Component:
    cells = [
        _cell(context, cell_verdicts(verdicts, area, sector), area, sector, most)
        for sector in (*context.strategy.sectors, "")
    ]
    return html.Tr(
        [html.Th(_area(context, area), scope="row", role="rowheader"), *cells],
        role="row",
        className="" if area else "all",
    )


def _area(context: Context, area: FocusArea | None) -> Component | str:
    if area is None:
        return context.say("matrix.all_areas")
    return html.A(f"{area.id} {context.word(area.name)}", href=context.href("focus_area", area.id))


def _cell(context: Context, verdicts: Sequence[Verdict], area: FocusArea | None, sector: str, most: int) -> Component:
    phone = context.word(context.strategy.sectors[sector].short) if sector else context.say("matrix.total")
    label = html.Span(phone, className="column", **aria(hidden="true"))
    return html.Td([label, *_counts(context, verdicts, area, sector, most)], role="cell")


def _counts(
    context: Context, verdicts: Sequence[Verdict], area: FocusArea | None, sector: str, most: int
) -> list[Component]:
    number = context.number(len(verdicts))
    if not verdicts:
        return [html.B(number)]
    state = {key: value for key, value in (("focus_area", area.id if area else ""), ("sector", sector)) if value}
    word = context.say(f"matrix.measures.{'one' if len(verdicts) == 1 else 'other'}")
    link = html.A(
        [html.B(number), html.Span(f" {word}", className="sr-only")],
        href=selection_href(context, **state, form=urls.CHARTS),
    )
    note = html.Small(context.say("matrix.judged", n=context.number(count_judged(verdicts))))
    drawn = [_bar(verdicts, most)] if area and sector else []
    return [link, *drawn, note]


def _bar(verdicts: Sequence[Verdict], most: int) -> Component:
    width = max(SHORTEST, WIDEST * len(verdicts) / most)
    return InlineSvg(markup=bar(count_groups(verdicts), width, 8), className="part")
