"""Reads a figure that its source only bounds, as people write it: `≥ 3`, `vähintään 3`, `högst 5`, `2–4`, `> 3`.

Splits the text into the texts of its limits; what is a number, and whether the limits fit, others know. "Under 5" is no
bound: so people write what is hidden because few stand behind it, and that has a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_LEAST = (">=", "=>", "≥", "vähintään", "väh.", "minst", "åtminstone", "at least", "min.")
_MOST = ("<=", "=<", "≤", "enintään", "korkeintaan", "enint.", "högst", "at most", "max.", "up to")
_OVER = (">", "yli", "över", "mer än", "enemmän kuin", "more than", "over")
_SIDES: Mapping[str, str] = MappingProxyType(
    {word: side for side, words in (("low", _LEAST), ("high", _MOST), ("over", _OVER)) for word in words}
)
_BEGINS = re.compile(
    "|".join(re.escape(word) + (r"\b" if word[-1].isalpha() else "") for word in sorted(_SIDES, key=len, reverse=True)),
    re.IGNORECASE,
)
_SPAN = re.compile(r"([\d\s.,\u00a0\u202f]*\d)\s*(?:\N{EN DASH}|-)\s*([\d\s.,\u00a0\u202f]*\d)(\s*\D*)")


_DAY = r"0?(?:[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])"
_DAYS = re.compile(rf"{_DAY}\s*(?:\N{{EN DASH}}|-)\s*{_DAY}", re.ASCII)


class WrittenBounds(NamedTuple):
    """The texts of the limits; `strict` where the limit itself is not meant (`over 3`)."""

    low: str | None = None
    high: str | None = None
    strict: bool = False


def written_bounds(text: str) -> WrittenBounds | None:
    """The limits that a text tells, None where it tells none."""
    if begins := _BEGINS.match(text):
        side, rest = _SIDES[begins[0].lower()], text[begins.end() :].strip()
        if not any(c.isdigit() for c in rest):
            return None
        return WrittenBounds(high=rest) if side == "high" else WrittenBounds(low=rest, strict=side == "over")
    if span := _SPAN.fullmatch(text):
        unit = span[3].strip()
        return WrittenBounds(f"{span[1]} {unit}".strip(), f"{span[2]} {unit}".strip())
    return None


def may_be_days(text: str) -> bool:
    """Whether the limits can be read as days too: `15.3-16.4` are numbers in English and days in Finnish."""
    return _DAYS.fullmatch(text) is not None
