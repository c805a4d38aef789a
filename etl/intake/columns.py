"""Finds the header of a sheet and what its columns mean, in three languages and under the names that people give them.

Columns may stand in any order, be renamed to a known synonym, and have others between them; a name that stands twice is
refused, for nobody can say which of the two is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from etl.intake.book import Book, Row, Sheet, at, reference, wrong
from etl.problems import Problem, nearest
from strategy.model import LANGUAGES
from strategy.texts import say

FIGURES = (
    "measure", "period", "value", "missing", "quality", "n", "note", "message", "area", "breakdown", "source", "known",
    "known_basis", "confidence", "day", "low", "high",
)  # fmt: skip
STATES = ("measure", "stage", "state", "day", "note", "message", "source", "known")
COMMENTS = ("measure", "day", "role", "text_fi", "text_sv", "text_en", "message")
WORDS = COMMENTS[2:-1]
"""Columns that only a sheet of comments has."""
SHOWN = ("name", "quote", "unit", "last", "target", "due", "last_state", "last_comment", "origin", "accepted_by")
"""Columns that the template shows and nobody fills."""
ALL = tuple(dict.fromkeys((*FIGURES, *STATES, *COMMENTS, *SHOWN)))
NEEDED = MappingProxyType(
    {"figures": ("period", "value"), "states": ("state", "day"), "comments": ("measure", "day", "role")}
)
_DEEPEST = 30
"""The header stands among so many rows; above it there may be titles."""


@dataclass(frozen=True, slots=True)
class Header:
    """Which column is what: `kind` is `figures`, `states` or `comments`; `row` the number of the header's row."""

    kind: str
    row: int
    columns: Mapping[str, int]
    strange: tuple[str, ...]
    """Names of columns that are not read."""
    width: int


def plain(text: str) -> str:
    """A word without what people change in it: letter case, spaces, marks at its end."""
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").replace("\n", " ").split()).strip(" :*.").casefold()


@cache
def names() -> Mapping[str, str]:
    """Every name of a column, in three languages and by id -> the column."""
    found: dict[str, str] = {}
    for column in ALL:
        words = [column, *(say(lang, f"intake.column.{column}") for lang in LANGUAGES)]
        words += [w for lang in LANGUAGES for w in say(lang, f"intake.synonym.{column}").split("|") if w]
        found.update((plain(word), column) for word in words if plain(word) not in found)
    return MappingProxyType(found)


def find_header(book: Book, sheet: Sheet, problems: list[Problem]) -> Header | None:
    """The header of a sheet; None where it has none, which is for the caller to tell."""
    row = next((r for r in sheet.rows if r.number <= _DEEPEST and _is_header(r)), None)
    return None if row is None else _header(book, sheet, row, problems)


def _is_header(row: Row) -> bool:
    found = {column for column, _ in _named(row)}
    return any(set(needed) <= found for needed in NEEDED.values()) or len(found & {*FIGURES, *STATES, *COMMENTS}) >= 3


def _named(row: Row) -> Iterator[tuple[str, int]]:
    for number, cell in enumerate(row.cells):
        column = names().get(plain(cell.text)) if isinstance(cell.value, str) else None
        if column:
            yield column, number


def _header(book: Book, sheet: Sheet, row: Row, problems: list[Problem]) -> Header | None:
    columns: dict[str, int] = {}
    fine = True
    for column, number in _named(row):
        if column in columns:
            place = at(book.name, sheet.name, reference(number, row.number))
            first = reference(columns[column], row.number)
            problems.append(wrong(place, "column_twice", row.cells[number].text, first=first))
            fine = False
        columns.setdefault(column, number)
    kind = _kind(columns)
    columns = {name: number for name, number in columns.items() if _is_read(name, kind)}
    strange = tuple(c.text for n, c in enumerate(row.cells) if c.text and n not in columns.values())
    missing = [c for c in NEEDED[kind] if c not in columns]
    problems.extend(_column_missing(book, sheet, row, column, strange) for column in missing)
    width = max((n for n, cell in enumerate(row.cells, 1) if cell.text), default=0)
    return Header(kind, row.number, columns, strange, width) if fine and not missing else None


def _kind(columns: Mapping[str, int]) -> str:
    if "value" in columns:
        return "figures"
    return "states" if "state" in columns else "comments" if set(WORDS[1:]) & set(columns) else "figures"


def _is_read(name: str, kind: str) -> bool:
    """Whether a sheet of this kind reads the column: words beside figures would be lost unsaid."""
    return name in (*COMMENTS, *SHOWN) if kind == "comments" else name not in WORDS


def _column_missing(book: Book, sheet: Sheet, row: Row, column: str, strange: Iterable[str]) -> Problem:
    near = nearest(column, list(strange)) or next(
        (s for lang in LANGUAGES if (s := nearest(say(lang, f"intake.column.{column}"), list(strange)))), ""
    )
    names_of = ", ".join(dict.fromkeys(say(lang, f"intake.column.{column}") for lang in LANGUAGES))
    place = at(book.name, sheet.name, reference(0, row.number))
    return wrong(place, "column_missing", ", ".join(c.text for c in row.cells if c.text), column=names_of, near=near)


def word_of(text: str, section: str, ids: Iterable[str]) -> str | None:
    """The id that a word of a closed vocabulary stands for, written as id or in any of the three languages."""
    wanted = plain(text)
    for one in ids:
        if wanted in (one, plain(one), *(plain(say(lang, f"{section}.{one}")) for lang in LANGUAGES)):
            return one
    return None


def words_in(lang: str, section: str, ids: Iterable[str]) -> list[str]:
    """The words of a closed vocabulary in a language."""
    return [say(lang, f"{section}.{one}") for one in ids]


@cache
def totals() -> frozenset[str]:
    """The words that begin a row of totals."""
    return frozenset(plain(w) for lang in LANGUAGES for w in say(lang, "intake.totals").split("|"))
