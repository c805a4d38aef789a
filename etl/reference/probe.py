"""Asks the reader which fields it reads: a table that holds nothing, or everything, and notes each question.

The reader collects what is wrong and reads on with a stand-in, so it can be led through every field without a folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from etl.reading import LARGEST_WHOLE, Document, Fields, Ids
from etl.reporting import Problem, Where
from strategy.model import Period, Text, Words

ANY = "…"
"""A name that the folder chooses freely: a mark, a variable of a public table."""
UNTYPED = ""
"""The type of a field of which a problem says no more than that it is missing."""
STAND_IN = "x"
GOAL = "1.3"
_NEEDED = ("missing", "target_needs")
"""Problems that say that a field is missing."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asked of one field: its type, whether it must be there, and what it may hold.

    `of` is the table that declares the ids it may name; `rule` the problem that says what its text must look like;
    `lowest` and `highest` bound a whole number, `highest` the length of a text in characters.
    """

    type: str
    need: bool = False
    words: tuple[str, ...] = ()
    of: str = ""
    form: str = ""
    rule: str = ""
    lowest: int | None = None
    highest: int | None = None


class Visit(NamedTuple):
    """One reading of a table: its name, the table around it, whether everything stood there, and what was asked."""

    table: str
    around: str
    full: bool
    asked: dict[str, list[Question]]


@dataclass
class Walk:
    """One way through the reader: with all fields there or none of them, and one word of each vocabulary."""

    full: bool
    pick: int
    visits: list[Visit] = field(default_factory=list)

    def root(self, table: str) -> ProbeFields:
        """The fields of a file, or of a table that the reader is handed."""
        return ProbeFields(self, table, Where(table).at("table", table))

    def document(self, name: str, root: str, table: str = "goals", **more: object) -> ProbeDocument:
        """A TOML file that holds one of each list of tables, the named `table`, and `more` that is read beforehand."""
        return ProbeDocument(name, Where(root), {table: [GOAL], **more}, self)


@dataclass(frozen=True)
class ProbeDocument(Document):
    """A document whose fields note what is asked; the only id that it declares is the name of the table."""

    walk: Walk = field(default_factory=lambda: Walk(full=True, pick=0))

    def fields(self, problems: list[Problem]) -> Fields:
        """Its fields; nothing is a problem there."""
        return self.walk.root(self.where.file)

    def ids(self) -> Ids:
        """The name of its table."""
        return tuple(self.table or ())

    def ids_of(self, name: str) -> Ids:
        """The name of the list."""
        return (name,)


class ProbeFields(Fields):
    """Fields that note what they are asked for, and answer with a value of the type."""

    def __init__(self, walk: Walk, table: str, where: Where, around: str = "") -> None:
        super().__init__({}, where, [])
        self._walk = walk
        self._visit = Visit(table, around, walk.full, {})
        walk.visits.append(self._visit)

    def __contains__(self, name: str) -> bool:
        return self._walk.full

    def __iter__(self) -> Iterator[str]:
        return iter((ANY,))

    def _note(self, name: str, question: Question) -> None:
        self._visit.asked.setdefault(name, []).append(question)

    def wrong(self, name: str, code: str, *, near: str = "", **values: object) -> None:
        """A problem that says that the field is missing tells that it is needed; others say nothing of what is read."""
        if code in _NEEDED:
            self._note(name, Question(UNTYPED, need=True))

    def text(self, name: str, *, need: bool = True, empty: bool = False) -> str:
        """A text."""
        self._note(name, Question("text", need))
        return STAND_IN

    def origin(self) -> str:
        """Where it came from."""
        self._note("origin", Question("text"))
        return ""

    def number(self, name: str, *, need: bool = False) -> float | None:
        """A number."""
        self._note(name, Question("number", need))
        return 1.0 if self._walk.full else None

    def whole(self, name: str, *, need: bool = False, lowest: int = 0, highest: int = LARGEST_WHOLE) -> int | None:
        """A whole number."""
        most = None if highest == LARGEST_WHOLE else highest
        self._note(name, Question("whole", need, lowest=lowest, highest=most))
        return lowest if self._walk.full else None

    def day(self, name: str, *, need: bool = False) -> date | None:
        """A day."""
        self._note(name, Question("day", need))
        return date(2021, 6, 30) if self._walk.full else None

    def period(self, name: str, *, need: bool = False) -> Period | None:
        """A period; the tables that need one are read on with it."""
        self._note(name, Question("period", need))
        return Period.years(2021, 2021) if need or self._walk.full else None

    def truth(self, name: str, default: bool, *, need: bool = False) -> bool:
        """A truth."""
        self._note(name, Question("truth", need))
        return default

    def one_of(self, name: str, vocabulary: Sequence[str], default: str = "") -> str:
        """The word of the vocabulary that this walk picks."""
        self._note(name, Question("word", not default, words=tuple(vocabulary)))
        return vocabulary[self._walk.pick % len(vocabulary)]

    def get(self, name: str, default: object = None) -> object:
        """Nothing, or in turn a table and a text, where the reader takes either."""
        return default if not self._walk.full else STAND_IN if self._walk.pick % 2 else {}

    def matching(self, name: str, pattern: re.Pattern[str], form: str, rule: str = "form") -> str:
        """A text of a form; the id of a table is the table's name, so that it is known where it is named."""
        self._note(name, Question("form", need=True, form=form, rule=rule))
        return self._visit.table

    def known(self, name: str, ids: Ids, *, need: bool = True) -> str | None:
        """The id that is declared."""
        self._note(name, Question("id", need, of=_declarer(ids)))
        return _declarer(ids) or None

    def knowns(self, name: str, ids: Ids, *, need: bool = True) -> tuple[str, ...]:
        """The ids that are declared."""
        self._note(name, Question("ids", need, of=_declarer(ids)))
        return tuple(ids or ())

    def texts(self, name: str, *, need: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        self._note(name, Question("texts", need))
        return ()

    def texts_by_name(self, name: str) -> dict[str, tuple[str, ...]]:
        """A table of lists of texts."""
        self._note(name, Question("texts_by_name"))
        return {}

    def words(self, name: str, *, need: bool = True, empty: bool = False) -> Text:
        """A text in three languages."""
        self._note(name, Question("words", need))
        return Text(STAND_IN, STAND_IN, STAND_IN)

    def maybe_words(self, name: str) -> Text | None:
        """A text in three languages, where there is one."""
        return self.words(name, need=False)

    def own_words(self, name: str, *, need: bool = True, longest: int) -> Words | None:
        """A text in at least one language."""
        self._note(name, Question("own_words", need, highest=longest))
        return Words(STAND_IN)

    def table(self, name: str) -> Fields | None:
        """An inner table."""
        self._note(name, Question("table", of=name))
        return ProbeFields(self._walk, name, self.where.at("part", name), self._visit.table)

    def tables(self, name: str) -> list[Fields]:
        """A list with one table."""
        self._note(name, Question("tables", of=name))
        return [ProbeFields(self._walk, name, self.where.at(name, 1), self._visit.table)]

    def refuse(self, name: str, code: str, **values: str) -> None:
        """A field that must not stand here is none of it."""
        self._visit.asked.pop(name, None)

    def done(self) -> None:
        """Whatever was not asked for is unknown to the reader."""


def _declarer(ids: Ids) -> str:
    return next(iter(ids or ()), "")
