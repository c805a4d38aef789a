"""The data page: every observation in a grid that is asked of the database page by page, and how programs read it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, html
from dash.development.base_component import Component
from flask import abort

from dashboard.components import address_section, aria, condition_list, datagrid, filter_row, programs_section
from dashboard.context import Context, PageContent
from dashboard.data import GridError, GridView, RowSelection, StoreError, Words, read_view, selection, view_of_grid
from dashboard.exports import addresses

LARGEST_BLOCK = 500
LAST_ROW = 10**9
FIRST_ROWS = 20
"""Rows that the page itself carries, for readers without scripts and for paper."""

_log = logging.getLogger(__name__)


def page(context: Context) -> PageContent:
    """The grid on the view that the address asks for, its downloads, and the documentation for programs."""
    view = read_view(context.address.filter, context.address.sort)
    title = context.say("data.title")
    words = _words(context)
    chosen = _select(context, view, words)
    rows = [datagrid.cells(context, row, words) for row in context.release.chosen(chosen, 0, FIRST_ROWS)]
    return PageContent(
        title,
        [
            html.H1(title),
            html.P(context.say("data.lead"), className="lead"),
            *_known(context),
            filter_row(context, context.selection(context.verdicts.values())),
            html.Section(
                [
                    html.H2(context.say("data.table")),
                    html.P(context.say("data.hint"), className="note", id="observations-hint"),
                    _bar(context, context.count("data.rows", context.release.count(chosen))),
                    html.Div(_conditions(context, view), id="observations-conditions", className="grid-conditions"),
                    datagrid.grid(context, view, rows),
                ]
            ),
            address_section(context),
            programs_section(context),
        ],
    )


def _select(context: Context, view: GridView, words: Words) -> RowSelection:
    """The rows of a view, in the reader's usual order: the town's own newest figures first."""
    return selection.select(view, words, context.address.known, measures_asked(context), context.strategy.home)


def measures_asked(context: Context) -> list[str] | None:
    """The ids of the measures, context measures too, whose figures the address asks for; None where it asks for all."""
    chosen = context.selection(context.verdicts.values())
    return [v.measure.id for v in chosen.verdicts] if chosen.chosen_keys else None


def connect(context_of: Callable[[str, str], Context | None]) -> None:
    """Register what the browser asks while the grid is used; `context_of` makes a context of a path and a query."""
    dash.callback(
        Output(datagrid.ID, "getRowsResponse"),
        Output("observations-told", "children"),
        Output("observations-downloads", "children"),
        Output("observations-conditions", "children"),
        Output("observations-link", "href"),
        Input(datagrid.ID, "getRowsRequest"),
        State("_pages_location", "pathname"),
        State("_pages_location", "search"),
        prevent_initial_call=True,
    )(lambda request, path, query: answer(request, _context(context_of, path, query)))
    dash.clientside_callback(ClientsideFunction("observations", "show"), Input("observations-link", "href"))


def answer(request: object, context: Context) -> tuple[dict[str, Any], str, list[Component], list[Component], str]:
    """Rows for the grid, what is told of them, their downloads, the conditions and the address of the view.

    Answers 400 to nonsense.
    """
    try:
        view, first, most = _asked(request)
    except GridError as error:
        abort(400, f"a request that the grid does not make: {error}")
    seen = replace(context, address=replace(context.address, filter=view.filter, sort=view.sort))
    response, told = _rows(seen, view, first, most)
    return response, told, _downloads(seen), _conditions(seen, view), seen.link(seen.address)


def _asked(request: object) -> tuple[GridView, int, int]:
    """The view, the first row and how many rows of AG Grid's request."""
    if not isinstance(request, dict):
        raise GridError("no request")
    first, end = (request.get(key) for key in ("startRow", "endRow"))
    if type(first) is not int or type(end) is not int:
        raise GridError("no rows asked for")
    if not 0 <= first < end <= LAST_ROW or end - first > LARGEST_BLOCK:
        raise GridError("too many rows asked for")
    return view_of_grid(request.get("filterModel"), request.get("sortModel")), first, end - first


def _rows(context: Context, view: GridView, first: int, most: int) -> tuple[dict[str, Any], str]:
    words = _words(context)
    chosen: RowSelection = _select(context, view, words)
    try:
        found = context.release.count(chosen)
        rows = [datagrid.cells(context, row, words) for row in context.release.chosen(chosen, first, most)]
    except StoreError:
        _log.exception("The grid got no rows")
        return {"rowData": [], "rowCount": 0}, context.say("data.failed")
    return {"rowData": rows, "rowCount": found}, context.count("data.rows", found)


def _conditions(context: Context, view: GridView) -> list[Component]:
    """What the rows are narrowed by, and the areas that may join it."""
    words = _words(context)
    others = replace(view, conditions=tuple(c for c in view.conditions if c.column != "area"), order=())
    try:
        areas = dict(context.release.count_areas(_select(context, others, words)))
        if others.conditions != view.conditions:
            for area in context.release.count_areas(_select(context, view, words)):
                del areas[area]
    except StoreError:
        _log.exception("The areas were not counted")
        areas = {}
    return condition_list(context, view, words, areas)


def _context(context_of: Callable[[str, str], Context | None], path: object, query: object) -> Context:
    context = context_of(path, query.lstrip("?")) if isinstance(path, str) and isinstance(query, str) else None
    if context is None:
        abort(400)
    return context


def _words(context: Context) -> Words:
    return context.release.cache.get(("words", context.lang), lambda: selection.words(context.strategy, context.lang))


def _known(context: Context) -> list[Component]:
    day = context.address.known
    return [html.P(context.say("data.known", day=context.day(day)), className="note")] if day else []


def _bar(context: Context, told: str) -> Component:
    """How many rows there are, the downloads of exactly these, and the link to the view."""
    return html.Div(
        [
            html.P(told, id="observations-told", role="status", **aria(live="polite")),
            html.P(_downloads(context), id="observations-downloads", className="grid-downloads"),
            html.P(
                html.A(context.say("data.link"), href=context.link(context.address), id="observations-link"),
                className="grid-views",
            ),
        ],
        className="grid-bar",
    )


def _downloads(context: Context) -> list[Component]:
    base = context.settings.base.rstrip("/")
    links = [
        html.A(form.upper(), href=base + addresses.href(context.address, "observations", form), className="button")
        for form in ("csv", "xlsx")
    ]
    return [html.Span(context.say("data.downloads")), *links]
