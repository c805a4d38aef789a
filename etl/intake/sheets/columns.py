"""Finds the header of a sheet and what its columns mean, in three languages and under the names that people give them.

Columns may stand in any order, be renamed to a known synonym, and have others between them; a name that stands twice is
refused, for nobody can say which of the two is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType

from etl.intake.sheets.sheets import Cell, Row, Sheet, Spreadsheet, at, reference, seen, wrong
from etl.intake.values import is_unit
from etl.reporting import Problem, nearest
from strategy.model import LANGUAGES
from strategy.texts import TEXTS, say, sentence_case

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
MEASURED = ("unit", "currency", "scale")
"""Columns that say what the numbers are told in: they are compared with the measure."""
EXPORTED = (
    "measure", "area", "period", "breakdown", "value", "unit", "missing", "quality", "confidence", "n", "day", "known",
    "known_basis", "note", "source", "origin", "accepted_by", "first_day", "last_day", "low", "high",
)  # fmt: skip
"""Columns of our own downloads that come back as what they are."""
BESIDE = (
    "name", "role", "kind", "focus_area", "goal", "sector", "sector_evidence", "area_name", "comparable",
    "secondary", "source_title", "publisher", "licence", "current", "made_up", "table", "url",
)  # fmt: skip
"""Columns of our own downloads that say in words what another one says by its code, or what the record knows itself."""
ALL = tuple(dict.fromkeys((*FIGURES, *STATES, *COMMENTS, *SHOWN, *MEASURED)))
NEEDED = MappingProxyType(
    {"figures": ("period", "value"), "states": ("state", "day"), "comments": ("measure", "day", "role")}
)
_WITH_UNIT = tuple(map(re.compile, (
    r"(.+?)\s*[,;:]?\s*[(\[](.+)[)\]]", r"(.+?)\s*[,;:/]\s*(.+)", r"(.+?)\s+[-\N{EN DASH}]\s+(.+)",
)))  # fmt: skip
_DEEPEST = 30
"""The header stands among so many rows; above it there may be titles."""


@dataclass(frozen=True, slots=True)
class TableHeader:
    """Which column is what: `kind` is `figures`, `states` or `comments`; `row` the number of the header's row."""

    kind: str
    row: int
    columns: Mapping[str, int]
    strange: tuple[str, ...]
    """Names of columns that are not read."""
    width: int
    unit: str = ""
    """The unit that stands in the name of the column of values: `Arvo (1000 €)`."""
    exported: bool = False
    """The columns are those of our own downloads."""


def plain(text: str) -> str:
    """A word without what people change in it: letter case, spaces, marks at its end."""
    return " ".join(text.split()).strip(" :*.").casefold()


@cache
def names() -> Mapping[str, str]:
    """Every name of a column, in three languages and by id -> the column."""
    found: dict[str, str] = {}
    for column in ALL:
        words = [column, *(say(lang, f"intake.column.{column}") for lang in LANGUAGES)]
        words += [w for lang in LANGUAGES for w in say(lang, f"intake.synonym.{column}").split("|") if w]
        found.update((plain(word), column) for word in words if plain(word) not in found)
    return MappingProxyType(found)


@cache
def exported(lang: str) -> Mapping[str, str]:
    """The columns of our own downloads in a language, by the name that heads them; empty for what stands beside."""
    found = {plain(say(lang, f"exports.head.{column}")): "" for column in BESIDE}
    found.update((plain(say(lang, f"exports.head.{column}")), column) for column in EXPORTED)
    return MappingProxyType(found)


@cache
def programs() -> Mapping[str, str]:
    """The columns of our own downloads for programs, which are named by their ids."""
    return MappingProxyType({**dict.fromkeys(BESIDE, ""), **{column: column for column in EXPORTED}})


def find_header(book: Spreadsheet, sheet: Sheet, problems: list[Problem]) -> TableHeader | None:
    """The header of a sheet; None where it has none, which is for the caller to tell."""
    row = next((r for r in sheet.rows if r.number <= _DEEPEST and is_header(r)), None)
    return None if row is None else header_of(book, sheet, row, problems)


def is_download(sheet: Sheet) -> bool:
    """Whether a sheet is a list of figures as our own downloads have it."""
    tops = (row for row in sheet.rows if row.number <= _DEEPEST)
    return any(_own([_head_text(cell) for cell in row.cells]) for row in tops)


def is_header(row: Row) -> bool:
    """Whether a row names columns enough to be a header."""
    return _is_header([_head_text(cell) for cell in row.cells])


def _is_header(texts: Sequence[str]) -> bool:
    found = {column for column, _ in _named(texts)}
    return any(set(needed) <= found for needed in NEEDED.values()) or len(found & {*FIGURES, *STATES, *COMMENTS}) >= 3


def known_names(texts: Sequence[str]) -> int:
    """How many columns a line names, if it is a header; 0 where it is none."""
    seen_texts = [seen(text) or "" for text in texts]
    return len({column for column, _ in _named(seen_texts)}) if _is_header(seen_texts) else 0


def _head_text(cell: Cell) -> str:
    """The name that a cell gives a column; the mark of a footnote at its end is none of it."""
    return cell.text.removesuffix(cell.raised).strip() if isinstance(cell.value, str) else ""


def _named(texts: Sequence[str]) -> Iterator[tuple[str, int]]:
    own = _own(texts)
    for number, text in enumerate(texts):
        word = plain(text)
        column = own.get(word, names().get(word)) if word else None
        column = column if column is not None else ("value" if _value_in(text) else None)
        if column:
            yield column, number


def _own(texts: Sequence[str]) -> Mapping[str, str]:
    """The names of our own downloads, where the header is one of theirs: there `Mittari` is a name and no code."""
    words = {plain(text) for text in texts if text}
    for own in (*map(exported, LANGUAGES), programs()):
        if words and words <= set(own) | {""} and {"measure", "period", "value"} <= {own[w] for w in words if w in own}:
            return own
    return MappingProxyType({})


def _value_in(text: str) -> str:
    """The unit that stands beside the name of the column of values; empty where the text is no such name."""
    for form in _WITH_UNIT:
        if (m := form.fullmatch(" ".join(text.split()))) and names().get(plain(m[1])) == "value":
            return m[2].strip()
    first, _, rest = text.strip().partition(" ")
    return rest.strip() if names().get(plain(first)) == "value" and is_unit(rest) else ""


def header_of(book: Spreadsheet, sheet: Sheet, row: Row, problems: list[Problem]) -> TableHeader | None:
    """What a row says of the columns; None, and problems, where it says it of none or twice."""
    columns: dict[str, int] = {}
    fine, texts = True, [_head_text(cell) for cell in row.cells]
    own = _own(texts)
    for column, number in _named(texts):
        if column in columns:
            place = at(book.name, sheet.name, reference(number, row.number))
            first = reference(columns[column], row.number)
            problems.append(wrong(place, "column_twice", row.cells[number].text, first=first))
            fine = False
        columns.setdefault(column, number)
    kind = _kind(columns)
    columns = {name: number for name, number in columns.items() if _is_read(name, kind)}
    read = set(columns.values())
    strange = tuple(c.text for n, c in enumerate(row.cells) if c.text and n not in read and plain(c.text) not in own)
    missing = [c for c in NEEDED[kind] if c not in columns]
    problems.extend(_column_missing(book, sheet, row, column, strange) for column in missing)
    width = max(n for n, cell in enumerate(row.cells, 1) if cell.text)
    unit = _value_in(texts[columns["value"]]) if "value" in columns and not own else ""
    return TableHeader(kind, row.number, columns, strange, width, unit, bool(own)) if fine and not missing else None


def is_wide(row: Row, read: Callable[[str], bool]) -> bool:
    """Whether a row heads a table with a column per period, such as `Mittari | 2019 | 2020`; `read` knows a period."""
    texts = [cell.text for cell in row.cells if cell.text]
    return any(names().get(plain(t)) in ("measure", "name") for t in texts) and sum(map(read, texts)) > 1


def _kind(columns: Mapping[str, int]) -> str:
    if "value" in columns:
        return "figures"
    return "states" if "state" in columns else "comments" if set(WORDS[1:]) & set(columns) else "figures"


def _is_read(name: str, kind: str) -> bool:
    """Whether a sheet of this kind reads the column: words beside figures would be lost unsaid."""
    return name in (*COMMENTS, *SHOWN) if kind == "comments" else name not in WORDS


def _column_missing(book: Spreadsheet, sheet: Sheet, row: Row, column: str, strange: Iterable[str]) -> Problem:
    near = next((name for head in strange if (name := nearest(plain(head), _names_of(column)))), "")
    names_of = ", ".join(dict.fromkeys(say(lang, f"intake.column.{column}") for lang in LANGUAGES))
    place = at(book.name, sheet.name, reference(0, row.number))
    return wrong(place, "column_missing", ", ".join(c.text for c in row.cells if c.text), column=names_of, near=near)


@cache
def _names_of(column: str) -> tuple[str, ...]:
    """Every name of a column as it is written in a header: those of the template, its id, and what people call it."""
    told = [say(lang, f"intake.column.{column}") for lang in LANGUAGES]
    others = [word for lang in LANGUAGES for word in say(lang, f"intake.synonym.{column}").split("|") if word]
    return tuple(dict.fromkeys((*told, *(sentence_case(word) for word in others), column)))


def word_of(text: str, section: str, ids: Iterable[str]) -> str | None:
    """The id that a word of a closed vocabulary stands for, written as id or in any of the three languages.

    The words of today come first; then those that our workbooks and files had before.
    """
    wanted, asked = plain(text), list(ids)
    words = {one: {one, plain(one), *(plain(say(lang, f"{section}.{one}")) for lang in LANGUAGES)} for one in asked}
    now = (one for one in asked if wanted in words[one])
    before = (one for one in asked if wanted in _earlier(section, one))
    return next(chain(now, before), None)


def _earlier(section: str, one: str) -> list[str]:
    """The words that once stood for an id, in the three languages."""
    key = f"intake.earlier.{section.rpartition('.')[2]}.{one}"
    return [plain(word) for lang in LANGUAGES for word in TEXTS[lang].get(key, "").split("|") if word]


def words_in(lang: str, section: str, ids: Iterable[str]) -> list[str]:
    """The words of a closed vocabulary in a language."""
    return [say(lang, f"{section}.{one}") for one in ids]


@cache
def totals() -> frozenset[str]:
    """The words that begin a row of totals."""
    return frozenset(plain(w) for lang in LANGUAGES for w in say(lang, "intake.totals").split("|"))
