"""What is said of a figure beside its number: that it is preliminary, estimated or corrected, in marks and in words.

A mark is a sign (`*`, `p`) whose meaning only the catalogue can tell. A note is prose: it is read only where it says
one thing in words that everybody uses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.formats.cube import FormatError, Steps

_WORDS = {
    "preliminary": re.compile(r"ennakko|ennakolli|alusta(?:va|vat|via)\b|prelimin|förhands|provisional|\badvance\b"),
    "estimate": re.compile(r"\barvio(?:\b|itu|tu|luku|tieto)|estimat|uppskatt|beräknade? (?:värde|uppgift)|imputed"),
    "final": re.compile(r"korjat|tarkist|lopulli|rätta|korriger|revider|slutlig|revised|corrected|\bfinal\b"),
    "forecast": re.compile(r"ennuste|prognos|forecast|projection|projected"),
}
_DENIES = re.compile(r"\bei(?:vät)?\b|\binte\b|\bnot\b|korva|ersätt|replac|\bennen\b|\bföre\b|\bbefore\b")
_TRAILING = re.compile(r"(?P<body>.*\S)\s?(?P<mark>\(?\*{1,3}\)?|[†‡])\Z")
GRAVER = ("final", "preliminary", "estimate")
"""Qualities from the surest on: where two are said of a figure, the less sure one holds."""


def kinds_of(text: str) -> set[str]:
    """What a prose text speaks of: `preliminary`, `estimate`, `final` (also corrected), `forecast`."""
    clean = text.casefold()
    return {kind for kind, words in _WORDS.items() if words.search(clean)}


def quality_of_note(text: str) -> str | None:
    """The quality that a note of one period or one cell says plainly; None where it says none, or more than one.

    Raises `FormatError` where it says that the figure is a forecast: that is no figure of what was.
    """
    kinds = kinds_of(text)
    if kinds == {"forecast"}:
        raise FormatError("forecast", text)
    return next(iter(kinds)) if len(kinds) == 1 and not _DENIES.search(text.casefold()) else None


def quality_of_mark(mark: str, declared: Mapping[str, str], at: Steps = ()) -> str:
    """The quality that a mark means, by declaration or by being a word; raises `FormatError` where nobody says it."""
    for known in (mark, mark.strip("()"), *({"*"} if "*" in mark else ())):
        if known in declared:
            return declared[known]
    kinds = kinds_of(mark)
    if len(kinds) == 1 and "forecast" not in kinds:
        return next(iter(kinds))
    raise FormatError("mark", mark, at, words=", ".join(declared) or "–")


def without_trailing_mark(text: str) -> tuple[str, str]:
    """A name without the mark at its end, and that mark; a raised digit may be part of a name (`m²`)."""
    found = _TRAILING.match(text.strip())
    return (found["body"], found["mark"]) if found else (text.strip(), "")


def graver(first: str, second: str) -> str:
    """The less sure of two qualities."""
    return max(first, second, key=lambda quality: GRAVER.index(quality) if quality in GRAVER else -1)
