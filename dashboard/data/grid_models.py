"""The models in which AG Grid holds a `GridView`: as they come from a browser or from anyone, and as it gets them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dashboard.data.grid import (
    COLUMNS,
    DAY,
    EMPTY,
    NUMBER,
    OPERATORS,
    TEXT,
    ColumnFilter,
    GridError,
    GridView,
    Operand,
    Order,
    checked_day,
    checked_number,
    checked_text,
    column_of,
    view_of,
)

JOINS = ("OR", "AND")
_READERS: Mapping[str, Callable[[object], Operand]] = MappingProxyType({
    TEXT: checked_text, NUMBER: checked_number, DAY: checked_day,
})  # fmt: skip


def view_of_grid(filter_model: object, sort_model: object) -> GridView:
    """The view of AG Grid's models; raises `GridError`."""
    filters = {} if filter_model is None else filter_model
    sorts = [] if sort_model is None else sort_model
    if not isinstance(filters, Mapping) or not isinstance(sorts, Sequence) or isinstance(sorts, str):
        raise GridError("not a model")
    found = [condition for column, model in filters.items() for condition in _conditions(column, model)]
    every = frozenset(column for column, model in filters.items() if model.get("operator") == "AND")
    return view_of(found, [_order(sort) for sort in sorts], every)


def filter_model(view: GridView) -> dict[str, dict[str, Any]]:
    """The conditions as AG Grid holds them."""
    return {column: _column_model(view, column, found) for column, found in view.columns.items()}


def sort_model(view: GridView) -> list[dict[str, str]]:
    """The order as AG Grid holds it."""
    return [{"colId": o.column, "sort": "desc" if o.descending else "asc"} for o in view.order]


def _conditions(name: object, model: object) -> list[ColumnFilter]:
    """The conditions of one column: the model of one, or of several with what joins them."""
    column = column_of(name)
    if not isinstance(model, Mapping):
        raise GridError(f"no filter of {column}")
    if "operator" not in model:
        return [_condition(column, model)]
    parts = model.get("conditions")
    if model["operator"] not in JOINS or not isinstance(parts, list) or not parts:
        raise GridError(f"no conditions of {column}")
    return [_condition(column, part) for part in parts]


def _condition(column: str, model: object) -> ColumnFilter:
    kind = COLUMNS[column]
    if not isinstance(model, Mapping) or model.get("filterType", kind) != kind:
        raise GridError(f"no filter of {column}")
    op = model.get("type")
    if op not in OPERATORS[kind]:
        raise GridError(f"no operator {str(op)[:40]} of {column}")
    if op in EMPTY:
        return ColumnFilter(column, op)
    low_key, high_key = ("dateFrom", "dateTo") if kind == DAY else ("filter", "filterTo")
    read_one = _READERS[kind]
    high = read_one(model.get(high_key)) if op == "inRange" else None
    return ColumnFilter(column, op, read_one(model.get(low_key)), high)


def _order(model: object) -> Order:
    if not isinstance(model, Mapping) or model.get("sort") not in ("asc", "desc"):
        raise GridError("no order")
    return Order(column_of(model.get("colId")), model["sort"] == "desc")


def _column_model(view: GridView, column: str, found: Sequence[ColumnFilter]) -> dict[str, Any]:
    models = [_model(condition) for condition in found]
    if len(models) == 1:
        return models[0]
    join = JOINS[column in view.every]
    return {"filterType": COLUMNS[column], "operator": join, "conditions": models}


def _model(condition: ColumnFilter) -> dict[str, Any]:
    kind = COLUMNS[condition.column]
    model: dict[str, Any] = {"filterType": kind, "type": condition.op}
    if kind == DAY:
        ends = [None if end is None else f"{end} 00:00:00" for end in (condition.low, condition.high)]
        return model | {"dateFrom": ends[0], "dateTo": ends[1]}
    pairs = (("filter", condition.low), ("filterTo", condition.high))
    return model | {key: value for key, value in pairs if value is not None}
