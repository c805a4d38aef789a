"""The dated list behind the accessibility statement: what is not met, or was not examined. Read once, with the program.

The list is kept in `accessibility.toml`, so that whoever finds or mends a fault changes text and not code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from strategy.model import LANGUAGES, Text

FILE = Path(__file__).resolve().parent / "accessibility.toml"


@dataclass(frozen=True, slots=True)
class KnownFault:
    """A requirement that is not met: its number in WCAG 2.2 (empty if none), what is wrong, a way around."""

    criterion: str
    text: Text
    around: Text | None


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """The faults known on `day`, in the order of the file."""

    day: date
    faults: tuple[KnownFault, ...]


def read_statement(file: Path = FILE) -> AccessibilityStatement:
    """Read the list; what is missing or misspelt raises `KeyError`, a day that is none `ValueError`."""
    table = tomllib.loads(file.read_text("utf-8"))
    if type(table["day"]) is not date:
        raise ValueError(f"{file.name}: day is not a date")
    return AccessibilityStatement(table["day"], tuple(map(_fault, table["not_met"])))


def _fault(table: Mapping[str, Any]) -> KnownFault:
    around = _text(table["around"]) if "around" in table else None
    return KnownFault(table.get("criterion", ""), _text(table["text"]), around)


def _text(table: Mapping[str, str]) -> Text:
    return Text(*(table[lang] for lang in LANGUAGES))


STATEMENT = read_statement()
