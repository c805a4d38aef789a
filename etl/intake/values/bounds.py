"""Reads a figure that its source only bounds, as people write it: `≥ 3`, `vähintään 3`, `högst 5`, `2–4`, `> 3`.

Splits the text into the texts of its limits; what is a number, and whether the limits fit, others know. "Under 5" is no
bound: so people write what is hidden because few stand behind it, and that has a word of its own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LEAST = (">=", "=>", "≥", "vähintään", "väh.", "minst", "åtminstone", "at least", "min.")
_MOST = ("<=", "=<", "≤", "enintään", "korkeintaan", "enint.", "högst", "at most", "max.", "up to")
_OVER = (">", "yli", "över", "mer än", "enemmän kuin", "more than", "over")
_WORDS = sorted((*_LEAST, *_MOST, *_OVER), key=len, reverse=True)
"""The longest first: `>` begins `>=` too."""
_BEGINS = re.compile(
    "|".join(re.escape(word) + (r"\b" if word[-1].isalpha() else "") for word in _WORDS), re.IGNORECASE
)
_SPAN = re.compile(r"([\d\s.,\u00a0\u202f]*\d)\s*(?:\N{EN DASH}|-)\s*([\d\s.,\u00a0\u202f]*\d)(\D*)\Z")
_DAY = r"0?(?:[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])"
_DAYS = re.compile(rf"{_DAY}(?:\s*[\N{{EN DASH}}-]\s*){_DAY}", re.ASCII)


class WrittenBounds(NamedTuple):
    """The texts of the limits; `strict` where the limit itself is not meant (`over 3`)."""

    low: str | None = None
    high: str | None = None
    strict: bool = False


def written_bounds(text: str) -> WrittenBounds | None:
    """The limits that a text tells, None where it tells none."""
    if begins := _BEGINS.match(text):
        word, rest = begins[0].lower(), text[begins.end() :].strip()
        if not any(c.isdigit() for c in rest):
            return None
        return WrittenBounds(high=rest) if word in _MOST else WrittenBounds(low=rest, strict=word in _OVER)
    if span := _SPAN.match(text):
        unit = span[3].strip()
        return WrittenBounds(f"{span[1]} {unit}".strip(), f"{span[2]} {unit}".strip())
    return None


def may_be_days(text: str) -> bool:
    """Whether the limits can be read as days too: `15.3-16.4` are numbers in English and days in Finnish."""
    return _DAYS.fullmatch(text) is not None
