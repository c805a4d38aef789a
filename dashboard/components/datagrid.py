"""The analysts' grid: AG Grid in its `infinite` row model, its columns, words and printed form.

The grid holds printed words alone; it is filtered and sorted by the database. Functions are named by constants of ours
and live in `assets/grid.js`: no text is ever run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import data
from dashboard.components.tables import table
from dashboard.context import Context
from dashboard.data import (
    COLUMNS,
    DAY,
    MOST_CONDITIONS,
    NUMBER,
    OPERATORS,
    TEXT,
    GridView,
    Words,
    filter_model,
    sort_model,
)
from strategy.model import Observation
from strategy.texts import TEXTS, formats

ID = "observations"
BLOCK = 100
"""Rows of a page of the grid, and of a request."""
PRINTED = ("measure", "area", "period", "value", "unit", "source")
"""The columns that fit the printed form."""
WIDTHS: Mapping[str, int] = MappingProxyType({
    "measure": 270, "focus_area": 190, "goal": 220, "sector": 150, "area": 130, "period": 150, "value": 130,
    "unit": 130, "quality": 130, "confidence": 130, "source": 240, "known": 160, "breakdown": 170, "note": 300,
})  # fmt: skip
FILTERS = MappingProxyType({TEXT: "agTextColumnFilter", NUMBER: "agNumberColumnFilter", DAY: "agDateColumnFilter"})
FILTER_PARAMS: Mapping[str, dict[str, Any]] = MappingProxyType({
    TEXT: {"trimInput": True},
    NUMBER: {
        "allowedCharPattern": "\\d\\-\u2212.,\\s",
        "numberParser": {"function": "figure(params)"},
        "numberFormatter": {"function": "figureText(params)"},
    },
    DAY: {"minValidYear": 1900, "maxValidYear": 2200},
})  # fmt: skip
_WORDS = "data.grid."


def grid(context: Context, view: GridView, printed: Sequence[dict[str, str]]) -> Component:
    """The grid that opens on a view; `printed` are the rows that stand in for it until it is there, and on paper."""
    component = dag.AgGrid(
        id=ID,
        rowModelType="infinite",
        columnDefs=[_column(context, column) for column in COLUMNS],
        defaultColDef={"sortable": True, "resizable": True, "floatingFilter": True, "suppressHeaderMenuButton": True},
        columnSize=None,
        dashGridOptions=_options(context, view),
        eventListeners={
            "cellKeyDown": ["open(params)"],
            "firstDataRendered": ["narrow(params)"],
            "modelUpdated": ["name(params)"],
        },
        className="grid",
        style={"height": None},
    )
    component.printed = _printed(context, printed)
    paper = html.Div(_printed(context, printed).children, className="paper")
    live = html.Div(component, className="grid-live")
    return html.Figure([live, paper], className="grid-frame", **data(twin="none"))


def cells(context: Context, row: Observation, words: Words) -> dict[str, str]:
    """A row as the grid prints it, and the address of its measure."""
    measure = context.strategy.measures[row.measure]
    keys = {"area": row.area, "breakdown": row.breakdown, "note": row.note or ""}
    keys |= {name: getattr(row, name) for name in ("quality", "confidence", "source")}
    text = {column: words[column][keys.get(column, row.measure)] for column in words}
    return text | {
        "period": formats.period(row.period, context.lang),
        "value": formats.figure(row, measure.decimals, None, context.lang)
        or context.say(f"common.missing.{row.missing}"),
        "known": context.day(row.known) if row.known else context.say("data.unknown_day"),
        "href": context.href("measure", row.measure),
    }


def _column(context: Context, column: str) -> dict[str, Any]:
    kind = COLUMNS[column]
    own: dict[str, Any] = {"cellRenderer": "MeasureLink"} if column == "measure" else {}
    if column == "value":
        own = {"type": "rightAligned"}
    return own | {
        "field": column,
        "headerName": context.say(f"data.head.{column}"),
        "width": WIDTHS[column],
        "filter": FILTERS[kind],
        "filterParams": _filter(kind),
    }


def _filter(kind: str) -> dict[str, Any]:
    return FILTER_PARAMS[kind] | {
        "filterOptions": list(OPERATORS[kind]),
        "maxNumConditions": MOST_CONDITIONS,
        "defaultJoinOperator": "OR",
        "inRangeInclusive": True,
    }


def _options(context: Context, view: GridView) -> dict[str, Any]:
    return {
        "theme": {"function": "paperTheme(themeQuartz)"},
        "localeText": _locale(context.lang),
        "initialState": {"filter": {"filterModel": filter_model(view)}, "sort": {"sortModel": sort_model(view)}},
        "cacheBlockSize": BLOCK,
        "maxBlocksInCache": 10,
        "maxConcurrentDatasourceRequests": 1,  # the component holds one request at a time
        "pagination": True,
        "paginationPageSize": BLOCK,
        "paginationPageSizeSelector": False,
        "infiniteInitialRowCount": 1,
        "ensureDomOrder": True,
        "suppressColumnVirtualisation": True,
        "suppressMovableColumns": True,
        "enableCellTextSelection": True,
        "tabToNextCell": {"function": "leave(params)"},
    }


def _locale(lang: str) -> dict[str, str]:
    own = {key.removeprefix(_WORDS): text for key, text in TEXTS[lang].items() if key.startswith(_WORDS)}
    thousand = formats.number(1000, 0, lang)[1]
    return own | {"thousandSeparator": thousand, "decimalSeparator": formats.number(0.5, 1, lang)[1]}


def _printed(context: Context, rows: Sequence[dict[str, str]]) -> Component:
    head = [context.say(f"data.head.{column}") for column in PRINTED]
    body = [[row[column] for column in PRINTED] for row in rows]
    number = frozenset({PRINTED.index("value")})
    return table(context.say("data.first_rows"), head, body, numeric=number)
