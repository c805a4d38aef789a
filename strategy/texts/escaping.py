"""Text that no spreadsheet takes for a formula. Decided by type: a number is never touched, whatever its sign.

A spreadsheet evaluates a text cell that begins with one of a few characters, also after white space and in their
full-width forms. An apostrophe before it keeps it text.
"""

from __future__ import annotations

import unicodedata

_STARTS = frozenset("=+-@|%")
_ENDS_OF_FIELD = ("\t", "\r", "\n")
_INVISIBLE = ("Z", "C")
"""Unicode categories of separators and of control and format characters."""


def safe_text(text: str, *, unit: bool = False) -> str:
    """`text` as a cell may hold it: with `'` before what would be a formula. A unit may begin with `%`."""
    return f"'{text}" if _is_active(text) and not (unit and text.startswith("%")) else text


def _is_active(text: str) -> bool:
    return text.startswith(_ENDS_OF_FIELD) or _first_seen(text) in _STARTS


def _first_seen(text: str) -> str:
    """The first character that shows, in its plain form; empty where none does."""
    plain = unicodedata.normalize("NFKC", text)
    return next((c for c in plain if unicodedata.category(c)[0] not in _INVISIBLE), "")
