"""Which tables and fields the data folder has: led out of the reader itself, so that nothing can be told twice.

A table of the folder is named by the list or table that it stands in (`measure`, `target`); one that stands in two
files (`measure` of a goal and of its background) is one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from etl.bulk import read_bulk_files
from etl.reading import (
    COLUMNS,
    OPTIONAL_COLUMNS,
    TABLES,
    Documents,
    RowContext,
    catalogue_of,
    read_cancellation,
    read_declared,
    read_meeting,
    read_row,
)
from etl.record import read_erasures
from etl.reference.probe import GOAL, Question, Visit, Walk
from strategy.model import LANGUAGES

ALWAYS, BY_CASE, NEVER = "always", "by_case", "never"
FILES = {
    "strategy": "catalogue/strategy.toml", "goal": "catalogue/goals/", "context": "catalogue/context/",
    "units": "catalogue/units.toml", "sources": "catalogue/sources.toml",
    "publishers": "catalogue/publishers.toml", "notes": "catalogue/notes.toml",
    "breakdowns": "catalogue/breakdowns.toml", "events": "catalogue/events.toml",
    "statements": "catalogue/statements.toml", "meeting": "meetings/",
    "cancellation": "meetings/*.cancelled.toml", "histories": "histories/", "tables": "catalogue/tables.toml",
    "erasures": "catalogue/erasures.toml", "bulk": "catalogue/bulk.toml",
}  # fmt: skip
"""The files of the folder by the name of what stands in them, in the order in which they are told."""
NAMED = {"units": "unit", "sources": "source", "notes": "note", "breakdowns": "breakdown"}
"""The files whose tables have their ids as names, and what such a table is called."""
INNER = ("table", "tables")
PICKS = 20
"""So many walks meet every word of the longest vocabulary."""


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field: whether it is needed (`ALWAYS`, `BY_CASE` or `NEVER`), and for each type what it may hold."""

    name: str
    need: str
    questions: tuple[Question, ...]

    @property
    def inner(self) -> Question | None:
        """The table or list of tables that it is, or may be."""
        return next((q for q in self.questions if q.type in INNER), None)


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table: the tables that it stands in, and its fields in the order in which they are read."""

    name: str
    around: tuple[str, ...]
    fields: Mapping[str, FieldShape]


@cache
def tables() -> Mapping[str, TableShape]:
    """Every table by name, in the order in which the reader comes to it."""
    visits = [visit for pick in range(PICKS) for full in (True, False) for visit in _walked(full, pick)]
    names = [name for name in dict.fromkeys(visit.table for visit in visits) if name not in NAMED]
    return {name: _table(name, [v for v in visits if v.table == name]) for name in names}


def vocabularies() -> set[tuple[str, ...]]:
    """Every closed list of words that a field may hold; a list of one word is none."""
    shapes = (shape for table in tables().values() for shape in table.fields.values())
    return {q.words for shape in shapes for q in shape.questions if len(q.words) > 1}


def _walked(full: bool, pick: int) -> Sequence[Visit]:
    walk = Walk(full, pick)
    single = {name: walk.document(name, name, NAMED.get(name, "goals")) for name in TABLES}
    single["strategy"] = walk.document("strategy", "strategy", text_language=LANGUAGES[0])
    goals, context = walk.document(GOAL, "goal"), walk.document(GOAL, "context")
    found = catalogue_of(Documents(single, (goals,), (context,)), [])
    given = RowContext(found.strategy, found.known)
    read_row(walk.root("histories"), found.strategy.measures["measure"], given)
    read_declared(walk.root("tables"), found.strategy, found.known)
    read_erasures(walk.root("erasures"), found.strategy, found.known)
    read_bulk_files(walk.root("bulk"))
    read_meeting(walk.root("meeting"), "", ("meeting",), found.known)
    read_cancellation(walk.root("cancellation"))
    return walk.visits


def _table(name: str, visits: Sequence[Visit]) -> TableShape:
    around = tuple(dict.fromkeys(v.around for v in visits if v.around))
    fields = dict.fromkeys(_in_order(name, visits))
    shapes = {f: _field(f, visits) for f in fields}
    return TableShape(name, around, shapes)


def _in_order(name: str, visits: Sequence[Visit]) -> Iterator[str]:
    """The names of the fields, the id first; those of a history in the order of its header."""
    found = sorted(dict.fromkeys(f for v in visits for f in v.asked), key=lambda field: field != "id")
    return iter([*COLUMNS, *OPTIONAL_COLUMNS]) if name == "histories" else iter(found)


def _field(name: str, visits: Sequence[Visit]) -> FieldShape:
    """Needed always: wherever nothing stands there, it is asked for, and no case was met in which it is not."""
    missed = [any(q.need for q in visit.asked.get(name, ())) for visit in visits if not visit.full]
    waived = any(not any(q.need for q in v.asked[name]) for v in visits if v.full and _holds_value(v, name))
    need = ALWAYS if all(missed) and not waived else BY_CASE if any(missed) else NEVER
    asked = [q for visit in visits for q in visit.asked.get(name, ()) if q.type]
    types = dict.fromkeys(q.type for q in asked)
    return FieldShape(name, need, tuple(_told(q for q in asked if q.type == type_) for type_ in types))


def _holds_value(visit: Visit, name: str) -> bool:
    """Whether a field was asked for a value; a table that may stand in its place says nothing of need."""
    return any(q.type not in INNER for q in visit.asked.get(name, ()))


def _told(asked: Iterable[Question]) -> Question:
    """What the questions of one type say together: the longest vocabulary, every table that may be named."""
    every = list(asked)
    most = max(every, key=lambda q: (len(q.words), bool(q.form), q.highest or 0))
    return replace(most, need=False, of=" ".join(dict.fromkeys(q.of for q in every if q.of)))
