"""How one value is written: as a value of TOML, or as text in the cell of a CSV, and what can be kept of it.

Knows types and their bounds, nothing of fields or places. What cannot be read raises `UnreadableError`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from strategy.model import Period, PeriodError, usable

LARGEST_WHOLE = 2**31 - 1
"""The largest whole number that a column of the release holds."""
FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years outside are slips of the pen, and the rules could not count days beyond the calendar's end."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z", re.ASCII)
_WHOLE = re.compile(r"-?\d+\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_DIGITS = 15
_LINES = "\n\t\r"
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class UnreadableValueError(ValueError):
    """A value is not of the type asked for; `code` names the problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Form:
    """How numbers and days are written: as values of TOML, or as text in the cells of a CSV."""

    number: Callable[[object], float]
    whole: Callable[[object], int]
    day: Callable[[object], date]


def _toml_number(raw: object) -> float:
    endless = isinstance(raw, float) and not math.isfinite(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float) or endless:
        raise UnreadableValueError("decimal_comma" if isinstance(raw, str) and "," in raw else "number")
    return _sized(raw)


def _sized(number: float) -> float:
    if not usable(number):
        raise UnreadableValueError("too_large")
    return float(number)


def _toml_whole(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise UnreadableValueError("whole")
    return _held(raw)


def _held(whole: int) -> int:
    if abs(whole) > LARGEST_WHOLE:
        raise UnreadableValueError("too_large")
    return whole


def _toml_day(raw: object) -> date:
    if isinstance(raw, datetime) or not isinstance(raw, date):
        raise UnreadableValueError("toml_day")
    return _of_our_time(raw)


def _of_our_time(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableValueError("year")
    return day


def _cell_number(raw: object) -> float:
    text = str(raw)
    if not _NUMBER.match(text):
        raise UnreadableValueError("decimal_comma" if "," in text else "number")
    return _sized(float(text))


def _cell_whole(raw: object) -> int:
    text = str(raw)
    if not _WHOLE.match(text):
        raise UnreadableValueError("whole")
    # Python refuses to count the digits of thousands
    return _held(int(text) if len(text) <= _DIGITS else LARGEST_WHOLE + 1)


def _cell_day(raw: object) -> date:
    if not _DAY.match(str(raw)):
        raise UnreadableValueError("day")
    try:
        found = date.fromisoformat(str(raw))
    except ValueError as wrong:
        raise UnreadableValueError("day") from wrong
    return _of_our_time(found)


TOML = Form(_toml_number, _toml_whole, _toml_day)
CSV = Form(_cell_number, _cell_whole, _cell_day)


def text_of(raw: object) -> str:
    """A text without characters that nobody sees: control characters, and those that turn the way of reading."""
    if not isinstance(raw, str):
        raise UnreadableValueError("text")
    if any((unicodedata.category(c) == "Cc" and c not in _LINES) or c in _TURNING for c in raw):
        raise UnreadableValueError("control")
    return raw


def truth_of(raw: object) -> bool:
    """`true` or `false`, not a number that looks like one."""
    if not isinstance(raw, bool):
        raise UnreadableValueError("truth")
    return raw


def period_of(raw: object) -> Period:
    """A period in one of its written forms, of years that people count figures for."""
    try:
        found = Period.parse(text_of(raw))
    except PeriodError as wrong:
        raise UnreadableValueError("period") from wrong
    if not FIRST_YEAR <= found.start // 12 <= found.year <= LAST_YEAR:
        raise UnreadableValueError("year")
    return found


def table_of(raw: object) -> Mapping[str, object]:
    """A table of fields."""
    if not isinstance(raw, Mapping):
        raise UnreadableValueError("table")
    return raw


def list_of(raw: object) -> Sequence[object]:
    """A list."""
    if not isinstance(raw, list):
        raise UnreadableValueError("list")
    return raw
