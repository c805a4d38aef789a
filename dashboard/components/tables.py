"""Plain tables with caption and scopes, scrolling inside themselves where a phone is too narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria, data
from dashboard.context import KeptPart

Cell = Any
"""A text, a component or a list of both."""


def table(
    caption: Cell,
    head: Sequence[Cell],
    rows: Sequence[Sequence[Cell] | KeptPart],
    *,
    numeric: frozenset[int] = frozenset(),
    hide_caption: bool = False,
    row_attributes: Sequence[dict[str, Any]] = (),
    class_name: str = "",
    again: Sequence[str] = (),
) -> Component:
    """A table whose first column heads its rows; the columns in `numeric` stand to the right, figures under figures.

    Instead of a row's cells there may be a part that is kept of one row or more, each made by `table_row`.
    With the words of its heads given `again` a row is stacked on a phone: its cells stand under one another, each with
    the head of its column.
    """
    attributes = row_attributes or [{}] * len(rows)
    body = [
        cells if isinstance(cells, KeptPart) else table_row(cells, numeric=numeric, attributes=own, again=again)
        for cells, own in zip(rows, attributes, strict=True)
    ]
    return html.Div(
        dbc.Table(
            [
                html.Caption(caption, className="sr-only" if hide_caption else ""),
                html.Thead(html.Tr([_head(cell, i in numeric) for i, cell in enumerate(head)])),
                html.Tbody(body),
            ],
            className=f"{class_name} stacked".strip() if again else class_name,
        ),
        className="table-scroll",
        tabIndex="0",
        role="region",
        **aria(label=caption if isinstance(caption, str) else ""),
    )


def _head(cell: Cell, is_number: bool) -> Component:
    return html.Th(cell, scope="col", className="num" if is_number else "")


def table_row(
    cells: Sequence[Cell],
    *,
    numeric: frozenset[int] = frozenset(),
    attributes: Mapping[str, Any] = MappingProxyType({}),
    again: Sequence[str] = (),
) -> Component:
    """A row of a `table` that is given the same."""
    first, *rest = cells
    heads = [data(head=head) for head in again[1:]] or [{}] * len(rest)
    return html.Tr(
        [
            html.Th(first, scope="row"),
            *(
                html.Td(cell, className="num" if i in numeric else "", **head)
                for i, (cell, head) in enumerate(zip(rest, heads, strict=True), 1)
            ),
        ],
        **attributes,
    )


def facts(pairs: Sequence[tuple[Cell, Cell]]) -> Component:
    """Terms and what is known of them, in the order given."""
    return html.Dl([html.Div([html.Dt(term), html.Dd(value)]) for term, value in pairs], className="facts")
