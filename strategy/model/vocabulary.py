"""The words that the records may hold, each a closed list, and texts in the three languages."""

from __future__ import annotations

import re
from typing import NamedTuple

LANGUAGES = ("fi", "sv", "en")
AREA_ID = re.compile(r"[A-Za-z0-9_-]{1,20}")
"""What the code of an area looks like, in the catalogue, in a history and in an address; to be matched whole."""
ROLES = ("strategy", "context")
KINDS = ("numeric", "milestone", "activity", "reporting", "composite")
DIRECTIONS = ("up", "down", "range", "none")
EVIDENCE = ("stated", "inferred")
TARGET_KINDS = (
    "at_least", "at_most", "more_than", "less_than", "change_points", "change_percent", "range", "best_of",
    "better_than", "mean", "sum", "count", "share_of_share", "done", "stage", "direction", "undefined",
)  # fmt: skip
OPERATORS = ("at_least", "at_most", "more_than", "less_than", "range")
QUALITIES = ("final", "preliminary", "estimate", "budget", "bound")
ACTUAL = ("final", "preliminary", "estimate")
CONFIDENCES = ("high", "medium", "low")
KNOWN_BASES = ("stated", "rule", "unknown")
MISSING = (
    "not_yet_published", "not_collected", "not_submitted", "hidden_few", "cannot_exist", "publication_stopped",
    "withdrawn",
)  # fmt: skip
CADENCES = ("month", "quarter", "half_year", "year", "school_year", "two_years", "four_years")
STATES = ("not_started", "under_way", "done", "dropped", "planned", "held")
ACTION_STATES = ("not_started", "planned", "under_way", "done", "dropped")
"""The states of an action, in the order in which it goes through them."""
AGGREGATES = ("mean", "sum", "last")
PARTS = ("month", "quarter", "half_year", "year", "school_year")
STATEMENT_KINDS = ("comment", "accepted")


class Text(NamedTuple):
    """One text in the three languages."""

    fi: str
    sv: str
    en: str

    def in_(self, lang: str) -> str:
        """The text in `lang` (`fi`, `sv` or `en`)."""
        return self[LANGUAGES.index(lang)]


class Words(NamedTuple):
    """Somebody's own words, in the languages in which they were given; at least one."""

    fi: str | None = None
    sv: str | None = None
    en: str | None = None

    def in_(self, lang: str) -> tuple[str, str]:
        """The words in `lang`, else in the first language that they have, and the language that they are in."""
        own = self[LANGUAGES.index(lang)]
        if own:
            return own, lang
        return next((text, other) for text, other in zip(self, LANGUAGES, strict=True) if text)
