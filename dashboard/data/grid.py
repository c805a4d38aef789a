"""What an analyst asks of the observations: conditions on columns and an order, in an address or from AG Grid.

Two languages for one `GridView`, both read against closed lists: the compact form of an address
(`filter=measure:3.3;period:2018..2021` and `sort=-period,value`) and the filter and sort models of AG Grid. What
cannot be read raises `GridError`. No SQL, no text of ours, no data here.

A condition in an address, after the column and a colon:
    text     `asunto` contains, `!asunto` does not, `=asunto` equals, `!=asunto` does not, `^asunto` begins with
    figures  `5`, `!=5`, `>5`, `<5`, `5..` at least, `..5` at most, `2018..2021` between, both ends included
    days     as figures, written `2021-12-31`
    all      `=` empty, `!=` not empty
A backslash takes the next character as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import inf
from types import MappingProxyType
from typing import Any

TEXT, NUMBER, DAY = "text", "number", "date"
COLUMNS: Mapping[str, str] = MappingProxyType({
    "measure": TEXT, "area": TEXT, "period": NUMBER, "value": NUMBER, "unit": TEXT, "source": TEXT, "known": DAY,
    "quality": TEXT, "confidence": TEXT, "breakdown": TEXT, "note": TEXT, "focus_area": TEXT, "goal": TEXT,
    "sector": TEXT,
})  # fmt: skip
"""The columns and what they are filtered as. A period is filtered by the year in which it ends."""
EMPTY = ("blank", "notBlank")
OPERATORS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    TEXT: ("contains", "notContains", "equals", "notEqual", "startsWith", *EMPTY),
    NUMBER: ("equals", "notEqual", "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual", "inRange",
             *EMPTY),
    DAY: ("equals", "notEqual", "lessThan", "greaterThan", "inRange", *EMPTY),
})  # fmt: skip
"""AG Grid's own names of what may be asked of each kind, in the order in which they are offered."""
LONGEST_TEXT = 100
LONGEST_FILTER = 1500
LARGEST = 1e15
"""Beyond it a double keeps no whole numbers apart."""
MOST_DECIMALS = 10
NBSP = "\N{NO-BREAK SPACE}"

Operand = str | float | date
_PREFIXES = (("!=", "notEqual"), ("=", "equals"), ("!", "notContains"), ("^", "startsWith"))
_SIGNS = (("!=", "notEqual"), (">", "greaterThan"), ("<", "lessThan"), ("=", "equals"))
_NUMBER = re.compile(r"-?\d{1,16}(?:\.\d{1,10})?\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PART = re.compile(r"(?:[^;\\]|\\.)+", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class GridError(ValueError):
    """A column, operator or value that the grid does not have."""


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """One condition. `low` is what is compared with, `high` the other end of a range; both None for empty or not."""

    column: str
    op: str
    low: Operand | None = None
    high: Operand | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One column of the order."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class GridView:
    """Conditions, all of which hold, at most one a column; and the order, most important column first."""

    conditions: tuple[ColumnFilter, ...] = ()
    order: tuple[Order, ...] = ()

    @property
    def filter(self) -> str:
        """The conditions as an address writes them; empty where there are none."""
        return ";".join(f"{c.column}:{_written(c)}" for c in self.conditions)

    @property
    def sort(self) -> str:
        """The order as an address writes it."""
        return ",".join(f"{'-' if o.descending else ''}{o.column}" for o in self.order)

    @property
    def filter_model(self) -> dict[str, dict[str, Any]]:
        """The conditions as AG Grid holds them."""
        return {c.column: _model(c) for c in self.conditions}

    @property
    def sort_model(self) -> list[dict[str, str]]:
        """The order as AG Grid holds it."""
        return [{"colId": o.column, "sort": "desc" if o.descending else "asc"} for o in self.order]


def read_view(filter_text: str, sort_text: str) -> GridView:
    """The view of an address; raises `GridError`."""
    if len(filter_text) > LONGEST_FILTER:
        raise GridError("too long")
    parts = _PART.findall(filter_text)
    if ";".join(parts) != filter_text:
        raise GridError(filter_text[:40])
    return GridView(_in_order(map(_condition, parts)), _orders(sort_text.split(",") if sort_text else ()))


def view_of_grid(filter_model: object, sort_model: object) -> GridView:
    """The view of AG Grid's models, as they come from a browser or from anyone; raises `GridError`."""
    filters = {} if filter_model is None else filter_model
    sorts = [] if sort_model is None else sort_model
    if not isinstance(filters, Mapping) or not isinstance(sorts, Sequence) or isinstance(sorts, str):
        raise GridError("not a model")
    conditions = _in_order(_from_model(column, model) for column, model in filters.items())
    return GridView(conditions, _each(map(_order_from_model, sorts)))


def _each(things: Iterable[Any]) -> tuple[Any, ...]:
    """The things, of different columns."""
    kept = tuple(things)
    if len({thing.column for thing in kept}) < len(kept):
        raise GridError("a column twice")
    return kept


def _in_order(conditions: Iterable[ColumnFilter]) -> tuple[ColumnFilter, ...]:
    """The conditions in the order of the columns: one view has one address."""
    return tuple(sorted(_each(conditions), key=lambda condition: list(COLUMNS).index(condition.column)))


def _column(name: object) -> str:
    if not isinstance(name, str) or name not in COLUMNS:
        raise GridError(f"no column {str(name)[:40]}")
    return name


# The compact form of an address --------------------------------------------------------------------------------------


def _orders(words: Iterable[str]) -> tuple[Order, ...]:
    return _each(Order(_column(word.removeprefix("-")), word.startswith("-")) for word in words)


def _condition(text: str) -> ColumnFilter:
    name, colon, wanted = text.partition(":")
    column = _column(name)
    if not colon or not wanted:
        raise GridError(f"no condition for {column}")
    if wanted in ("=", "!="):
        return ColumnFilter(column, "blank" if wanted == "=" else "notBlank")
    if COLUMNS[column] == TEXT:
        return _text_condition(column, wanted)
    return _scalar_condition(column, wanted)


def _text_condition(column: str, wanted: str) -> ColumnFilter:
    for prefix, op in _PREFIXES:
        if wanted.startswith(prefix):
            return ColumnFilter(column, op, _text(_ESCAPED.sub(r"\1", wanted.removeprefix(prefix))))
    return ColumnFilter(column, "contains", _text(_ESCAPED.sub(r"\1", wanted)))


def _scalar_condition(column: str, wanted: str) -> ColumnFilter:
    read_one = _number_text if COLUMNS[column] == NUMBER else _day_text
    if ".." in wanted:
        low, high = (read_one(part) if part else None for part in wanted.split("..", 1))
        return _range(column, low, high)
    for sign, op in _SIGNS:
        if wanted.startswith(sign):
            return ColumnFilter(column, op, read_one(wanted.removeprefix(sign)))
    return ColumnFilter(column, "equals", read_one(wanted))


def _range(column: str, low: Any, high: Any) -> ColumnFilter:
    """A range with one end open or none; days know no "or equal", so an open end is the day beside it."""
    if low is not None and high is not None:
        return ColumnFilter(column, "inRange", low, high)
    if low is None and high is None:
        raise GridError("a range without ends")
    op, end = ("greaterThan", low) if high is None else ("lessThan", high)
    if not isinstance(end, date):
        return ColumnFilter(column, f"{op}OrEqual", end)
    try:
        return ColumnFilter(column, op, end + timedelta(days=-1 if high is None else 1))
    except OverflowError as error:
        raise GridError(str(end)) from error


def _number_text(text: str) -> float:
    if not _NUMBER.match(text):
        raise GridError(text[:40])
    return _number(float(text))


def _day_text(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise GridError(text[:40])
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise GridError(text[:40]) from error


def _written(condition: ColumnFilter) -> str:
    if condition.op in EMPTY:
        return "=" if condition.op == "blank" else "!="
    if isinstance(condition.low, str):
        sign = next((prefix for prefix, op in _PREFIXES if op == condition.op), "")
        return sign + _escaped(condition.low, bare=not sign)
    low, high = (_plain(end) for end in (condition.low, condition.high))
    signs = {op: sign for sign, op in _SIGNS} | {"equals": ""}
    ranges = {"greaterThanOrEqual": f"{low}..", "lessThanOrEqual": f"..{low}", "inRange": f"{low}..{high}"}
    return ranges.get(condition.op) or signs[condition.op] + low


def _escaped(text: str, *, bare: bool) -> str:
    safe = text.replace("\\", "\\\\").replace(";", "\\;")
    # what would be read as a sign: a bare `=x`, and the second half of `!` + `=x`
    return f"\\{safe}" if safe[0] in "=!^" and (bare or safe[0] == "=") else safe


def _plain(value: Operand | None) -> str:
    if isinstance(value, float):
        text = f"{Decimal(repr(value)):f}"
        return text.removesuffix(".0")
    return "" if value is None else str(value)


# AG Grid's models ----------------------------------------------------------------------------------------------------


def _from_model(name: object, model: object) -> ColumnFilter:
    column = _column(name)
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


def _order_from_model(model: object) -> Order:
    if not isinstance(model, Mapping) or model.get("sort") not in ("asc", "desc"):
        raise GridError("no order")
    return Order(_column(model.get("colId")), model["sort"] == "desc")


def _text(value: object) -> str:
    """What a reader typed, without what does not show, and no longer than anyone would type."""
    if not isinstance(value, str):
        raise GridError("no text")
    text = "".join(c for c in value.replace(NBSP, " ")[:LONGEST_TEXT] if c.isprintable()).strip()
    if not text:
        raise GridError("no text")
    return text


def _number(value: object) -> float:
    # not `isfinite`: it fails on a whole number of 400 digits, which JSON may hold
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -inf < value < inf:
        raise GridError("no number")
    return round(float(max(-LARGEST, min(LARGEST, value))), MOST_DECIMALS) + 0.0


def _day(value: object) -> date:
    if not isinstance(value, str):
        raise GridError("no day")
    return _day_text(value[:10])


_READERS: Mapping[str, Callable[[object], Operand]] = MappingProxyType({TEXT: _text, NUMBER: _number, DAY: _day})


def _model(condition: ColumnFilter) -> dict[str, Any]:
    kind = COLUMNS[condition.column]
    model: dict[str, Any] = {"filterType": kind, "type": condition.op}
    if kind == DAY:
        ends = [None if end is None else f"{end} 00:00:00" for end in (condition.low, condition.high)]
        return model | {"dateFrom": ends[0], "dateTo": ends[1]}
    pairs = (("filter", condition.low), ("filterTo", condition.high))
    return model | {key: value for key, value in pairs if value is not None}
