"""Numbers as people write them: decimal comma or point, spaces between thousands, a true minus, a per cent sign.

What can be read in two ways is refused with both readings; nothing is rounded and nothing guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from strategy.texts import shortest

SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
MINUSES = "\N{MINUS SIGN}\N{EN DASH}"
"""Word processors turn a hyphen before a number into a dash."""
DASHES = ("-", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}")
MARKERS = (*DASHES, ".", "..", "...", "\N{HORIZONTAL ELLIPSIS}", "n/a", "na")
"""What is written where there is no figure, in any case of letters; none of them is zero."""
_MOST_DIGITS = 15
"""A cell keeps so many digits; more would be changed silently."""

_GROUP = f"[{SPACES}]"
_PLAIN = re.compile(rf"(\d+|\d{{1,3}}(?:{_GROUP}\d{{3}})+)(?:[,.](\d+))?\Z", re.ASCII)
_POINTS = re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d+)\Z", re.ASCII)
_COMMAS = re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d+)\Z", re.ASCII)
_MANY = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+\Z", re.ASCII)
_THREE = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})\Z", re.ASCII)
_FEWER = re.compile(rf"<{_GROUP}*\d+\Z", re.ASCII)


class NumberError(ValueError):
    """The text is not a number; `code` names the problem, `readings` are the two ways to read it, where there are."""

    def __init__(self, code: str, *readings: float) -> None:
        super().__init__(code)
        self.code = code
        self.readings = readings


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written; `percent` where a per cent sign stood behind it."""

    value: float
    percent: bool


def is_marker(text: str) -> bool:
    """Whether the text says that there is no figure."""
    return text.strip(SPACES).lower() in MARKERS


def read_number(text: str, decimals: int | None = None, unit: tuple[str, ...] = ()) -> Number:
    """The number that `text` is; raises `NumberError`.

    `decimals` are those of the measure: with three digits behind a comma they tell decimals from thousands. `unit`
    are the words that may follow the number.
    """
    body, percent = _without_unit(text.strip(SPACES + "\t"), unit)
    sign, digits = _sign(body)
    if _FEWER.match(digits):
        raise NumberError("fewer_than")
    return Number(sign * _magnitude(digits, decimals), percent)


def _without_unit(text: str, unit: tuple[str, ...]) -> tuple[str, bool]:
    if text.endswith("%"):
        return text[:-1].rstrip(SPACES), True
    for word in sorted((w for w in unit if w), key=len, reverse=True):
        if text.lower().endswith(word.lower()) and len(text) > len(word):
            return text[: -len(word)].rstrip(SPACES), False
    return text, False


def _sign(text: str) -> tuple[int, str]:
    if text[:1] in (*MINUSES, "-"):
        return -1, text[1:].lstrip(SPACES)
    return 1, text.removeprefix("+").lstrip(SPACES)


def _magnitude(digits: str, decimals: int | None) -> float:
    if three := _THREE.match(digits):
        return _three(three, decimals)
    if m := _POINTS.match(digits) or _COMMAS.match(digits):
        return _float(m[1], m[2])
    if _MANY.match(digits):
        return _float(digits, "")
    if m := _PLAIN.match(digits):
        return _float(m[1], m[2] or "")
    raise NumberError(_why(digits))


def _three(match: re.Match[str], decimals: int | None) -> float:
    """Three digits behind a point may be decimals or thousands; behind a comma, as people here write, decimals.

    Unless the measure never has as many: then somebody may have written thousands in the English way.
    """
    as_decimals, as_thousands = float(f"{match[1]}.{match[3]}"), float(match[1] + match[3])
    if match[2] == "," and (decimals is None or decimals >= 3):
        return as_decimals
    raise NumberError("ambiguous_number", as_decimals, as_thousands)


def _float(whole: str, fraction: str) -> float:
    """The number of a whole part, its thousands apart or not, and the digits behind its comma."""
    together = "".join(filter(str.isdigit, whole))
    if len((together + fraction).lstrip("0")) > _MOST_DIGITS:
        raise NumberError("too_many_digits")
    return float(f"{together}.{fraction}")


def _why(digits: str) -> str:
    """Why the text is no number: a word for each mistake that people make."""
    if not digits.strip(f"0123456789{SPACES}.,") and any(c.isdigit() for c in digits):
        return "broken_groups"
    if any(unicodedata.category(c) == "Nd" for c in digits):
        return "number_with_text"
    return "no_number"


def two_readings(readings: tuple[float, ...], lang: str) -> tuple[str, str]:
    """The two readings of an ambiguous number, as they are printed."""
    first, second = (shortest(r, lang) for r in readings)
    return first, second
