"""What an analyst asks of the observations: conditions on columns and an order, in an address or from AG Grid.

A `GridView` is written in two languages, both read against closed lists: here the compact form of an address
(`filter=measure:3.3;period:2018..2021` and `sort=-period,value`), in `dashboard.data.grid_models` the models of AG
Grid. What cannot be read raises `GridError`. No SQL, no text of ours, no data here.

A condition in an address, after the column and a colon:
    text     `asunto` contains, `!asunto` does not, `=asunto` equals, `!=asunto` does not, `^asunto` begins with
    figures  `5`, `!=5`, `>5`, `<5`, `5..` at least, `..5` at most, `2018..2021` between, both ends included
    days     as figures, written `2021-12-31`
    all      `=` empty, `!=` not empty
Commas part conditions of which one has to hold (`area:235,049`); a column that is named again must fulfil each
(`value:>5;value:<8`). A backslash takes the next character as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
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
MOST_CONDITIONS = 8
"""Of one column, at the most."""
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
_ALTERNATIVE = re.compile(r"(?:[^,\\]|\\.)+", re.DOTALL)
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
    """What each filtered column must fulfil, and the order, most important column first."""

    conditions: tuple[ColumnFilter, ...] = ()
    """In the order of the columns. Of several of one column one has to hold ..."""
    order: tuple[Order, ...] = ()
    every: frozenset[str] = frozenset()
    """... but each of them in these columns."""

    @property
    def columns(self) -> Mapping[str, tuple[ColumnFilter, ...]]:
        """The conditions of each column that has any."""
        return {column: tuple(found) for column, found in groupby(self.conditions, lambda c: c.column)}

    @property
    def filter(self) -> str:
        """The conditions as an address writes them; empty where there are none."""
        return ";".join(
            f"{column}:{text}" for column, found in self.columns.items() for text in self._texts(column, found)
        )

    def _texts(self, column: str, found: tuple[ColumnFilter, ...]) -> Iterable[str]:
        texts = [_written(condition) for condition in found]
        return texts if column in self.every else [",".join(texts)]

    @property
    def sort(self) -> str:
        """The order as an address writes it."""
        return ",".join(f"{'-' if o.descending else ''}{o.column}" for o in self.order)


def read_view(filter_text: str, sort_text: str) -> GridView:
    """The view of an address; raises `GridError`."""
    if len(filter_text) > LONGEST_FILTER:
        raise GridError("too long")
    parts = _PART.findall(filter_text)
    if ";".join(parts) != filter_text:
        raise GridError(filter_text[:40])
    read_parts = [_conditions(part) for part in parts]
    often = Counter(found[0].column for found in read_parts)
    every = frozenset(column for column, times in often.items() if times > 1)
    if any(len(found) > 1 and found[0].column in every for found in read_parts):
        raise GridError("one of these and all of those, of one column")
    return view_of((c for found in read_parts for c in found), _orders(sort_text), every)


def view_of(conditions: Iterable[ColumnFilter], order: Sequence[Order], every: frozenset[str]) -> GridView:
    """The view of conditions in any order, each once: one view has one address. Raises `GridError`."""
    kept = tuple(sorted(dict.fromkeys(conditions), key=lambda condition: list(COLUMNS).index(condition.column)))
    often = Counter(condition.column for condition in kept)
    if max(often.values(), default=0) > MOST_CONDITIONS:
        raise GridError("too many conditions of a column")
    if len({wanted.column for wanted in order}) < len(order):
        raise GridError("a column twice")
    view = GridView(kept, tuple(order), frozenset(column for column in every if often[column] > 1))
    if len(view.filter) > LONGEST_FILTER:
        raise GridError("too long")
    return view


def column_of(name: object) -> str:
    """The column of that name; raises `GridError`."""
    if not isinstance(name, str) or name not in COLUMNS:
        raise GridError(f"no column {str(name)[:40]}")
    return name


# The compact form of an address --------------------------------------------------------------------------------------


def _orders(text: str) -> list[Order]:
    words = text.split(",") if text else []
    return [Order(column_of(word.removeprefix("-")), word.startswith("-")) for word in words]


def _conditions(text: str) -> list[ColumnFilter]:
    """The conditions of one part, of which one has to hold; at least one."""
    name, colon, wanted = text.partition(":")
    column = column_of(name)
    parts = _ALTERNATIVE.findall(wanted)
    if not colon or not parts or ",".join(parts) != wanted:
        raise GridError(f"no condition for {column}")
    return [_condition(column, part) for part in parts]


def _condition(column: str, wanted: str) -> ColumnFilter:
    if wanted in ("=", "!="):
        return ColumnFilter(column, "blank" if wanted == "=" else "notBlank")
    if COLUMNS[column] == TEXT:
        return _text_condition(column, wanted)
    return _scalar_condition(column, wanted)


def _text_condition(column: str, wanted: str) -> ColumnFilter:
    for prefix, op in _PREFIXES:
        if wanted.startswith(prefix):
            return ColumnFilter(column, op, checked_text(_ESCAPED.sub(r"\1", wanted.removeprefix(prefix))))
    return ColumnFilter(column, "contains", checked_text(_ESCAPED.sub(r"\1", wanted)))


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
    return checked_number(float(text))


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
    safe = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    # what would be read as a sign: a bare `=x`, and the second half of `!` + `=x`
    return f"\\{safe}" if safe[0] in "=!^" and (bare or safe[0] == "=") else safe


def _plain(value: Operand | None) -> str:
    if isinstance(value, float):
        text = f"{Decimal(repr(value)):f}"
        return text.removesuffix(".0")
    return "" if value is None else str(value)


# What a value has to be, wherever it comes from ----------------------------------------------------------------------


def checked_text(value: object) -> str:
    """What a reader typed, without what does not show, and no longer than anyone would type."""
    if not isinstance(value, str):
        raise GridError("no text")
    text = "".join(c for c in value.replace(NBSP, " ")[:LONGEST_TEXT] if c.isprintable()).strip()
    if not text:
        raise GridError("no text")
    return text


def checked_number(value: object) -> float:
    """A number within `LARGEST`, rounded to `MOST_DECIMALS`; raises `GridError`."""
    # not `isfinite`: it fails on a whole number of 400 digits, which JSON may hold
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -inf < value < inf:
        raise GridError("no number")
    return round(float(max(-LARGEST, min(LARGEST, value))), MOST_DECIMALS) + 0.0


def checked_day(value: object) -> date:
    """The day that a text begins with, "2020-02-29"; raises `GridError`."""
    if not isinstance(value, str):
        raise GridError("no day")
    return _day_text(value[:10])
