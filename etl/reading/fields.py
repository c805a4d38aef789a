"""Reads the fields of one table or row by type; what is wrong is collected and a stand-in returned, so reading goes on.

Knows types and vocabularies, nothing of strategies. A result is fit for use only if no problem was collected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from etl.files import may_be_origin
from etl.reading.values import (
    LARGEST_WHOLE,
    TOML,
    Form,
    UnreadableValueError,
    list_of,
    period_of,
    table_of,
    text_of,
    truth_of,
)
from etl.reporting import Problem, Where, nearest, problem
from strategy.model import LANGUAGES, Period, Text, Words

T = TypeVar("T")
Ids = Collection[str] | None
"""The ids that a field may name; None where their own file could not be read, and nothing can be said of them."""


class Fields:
    """The fields of one table, each to be asked for once; `done` then names the fields that nobody asked for."""

    def __init__(self, table: Mapping[str, object], where: Where, problems: list[Problem], form: Form = TOML) -> None:
        self.where = where
        self.problems = problems
        self._table = table
        self._form = form
        self._asked: list[str] = []

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def get(self, name: str, default: object = None) -> object:
        """What stands there, as it stands; it does not count as asked for."""
        return self._table.get(name, default)

    def empty_list(self, name: str) -> bool:
        """Whether a list without members stands there."""
        return self._table.get(name) == []

    def wrong(self, name: str, code: str, *, near: str = "", **values: object) -> None:
        """Collect a problem of the field `name`; what was read is what stands there."""
        place = self.where.at("field", name)
        self.problems.append(problem(place, code, self._table.get(name), near=near, **values))

    def _read(self, name: str, reader: Callable[[object], T], need: bool) -> T | None:
        self._asked.append(name)
        if name not in self._table:
            if need:
                self.wrong(name, "missing")
            return None
        try:
            return reader(self._table[name])
        except UnreadableValueError as wrong:
            self.wrong(name, wrong.code)
            return None

    def text(self, name: str, *, need: bool = True, empty: bool = False) -> str:
        """A text; empty where it is missing. An `empty` one passes only where it may."""
        found = self._read(name, text_of, need)
        if found is not None and not found.strip() and not empty:
            self.wrong(name, "empty")
        return found or ""

    def origin(self) -> str:
        """Where it came from: a kept file and a place in it, or free words; empty where nobody says."""
        found = self.text("origin", need=False)
        if found and not may_be_origin(found):
            self.wrong("origin", "origin")
            return ""
        return found

    def maybe_text(self, name: str) -> str | None:
        """A text or None."""
        return self.text(name, need=False) or None

    def number(self, name: str, *, need: bool = False) -> float | None:
        """A finite number, or None where it is missing."""
        return self._read(name, self._form.number, need)

    def whole(self, name: str, *, need: bool = False, lowest: int = 0, highest: int = LARGEST_WHOLE) -> int | None:
        """A whole number from `lowest` to `highest`, or None where it is missing."""
        found = self._read(name, self._form.whole, need)
        if found is not None and found < lowest:
            self.wrong(name, "too_low", lowest=lowest)
        if found is not None and found > highest:
            self.wrong(name, "too_high", highest=highest)
        return found

    def day(self, name: str, *, need: bool = False) -> date | None:
        """A day, or None where it is missing."""
        return self._read(name, self._form.day, need)

    def period(self, name: str, *, need: bool = False) -> Period | None:
        """A period in one of its written forms, or None where it is missing."""
        return self._read(name, period_of, need)

    def truth(self, name: str, default: bool, *, need: bool = False) -> bool:
        """`true` or `false`, `default` where it is missing."""
        found = self._read(name, truth_of, need)
        return default if found is None else found

    def one_of(self, name: str, vocabulary: Sequence[str], default: str = "") -> str:
        """A word of a closed vocabulary; required unless there is a `default`."""
        found = self._read(name, text_of, need=not default)
        if found is not None and found not in vocabulary:
            self.wrong(name, "vocabulary", words=", ".join(vocabulary), near=nearest(found, vocabulary))
        return default if found is None else found

    def matching(self, name: str, pattern: re.Pattern[str], form: str, rule: str = "form") -> str:
        """A required text that matches `pattern` whole; `form` shows what such a text looks like, `rule` tells why."""
        found = self._read(name, text_of, need=True)
        if found is not None and form.startswith("https://") and found.startswith("http://"):
            self.wrong(name, "not_https")
        elif found is not None and not pattern.fullmatch(found):
            self.wrong(name, rule, form=form)
        return found or ""

    def known(self, name: str, ids: Ids, *, need: bool = True) -> str | None:
        """An id that stands among `ids`."""
        found = self._read(name, text_of, need)
        self._check_known(name, found, ids)
        return found

    def knowns(self, name: str, ids: Ids, *, need: bool = True) -> tuple[str, ...]:
        """A list of ids, each among `ids` and named once."""
        found = tuple(str(item) for item in self._read(name, list_of, need) or ())
        for item in found:
            self._check_known(name, item, ids)
        for item in {i for i in found if found.count(i) > 1}:
            self.wrong(name, "twice", id=item)
        return found

    def texts(self, name: str, *, need: bool = True) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        found = self._read(name, list_of, need)
        return () if found is None else tuple(self._texts(name, found))

    def texts_by_name(self, name: str) -> dict[str, tuple[str, ...]]:
        """A table whose keys are free names and whose values are lists of texts; empty where it is missing."""
        table = self._read(name, table_of, need=False) or {}
        return {key: tuple(self._texts(f"{name}.{key}", raw)) for key, raw in table.items()}

    def _texts(self, name: str, raw: object) -> Iterator[str]:
        if not isinstance(raw, list) or not raw or not all(isinstance(item, str) and item.strip() for item in raw):
            self.problems.append(problem(self.where.at("field", name), "texts", raw))
            return
        yield from raw

    def _check_known(self, name: str, found: str | None, ids: Ids) -> None:
        if found is None or ids is None or found in ids:
            return
        place = self.where.at("field", name)
        self.problems.append(problem(place, "unknown_id", found, near=nearest(found, ids), words=_few(ids)))

    def words(self, name: str, *, need: bool = True, empty: bool = False) -> Text:
        """A text in the three languages, all of them there; each that is missing is a problem of its own."""
        table = self._read(name, table_of, need)
        if table is None:
            return Text("", "", "")
        inner = Fields(table, self.where, self.problems)
        found = Text(*(_language(inner, name, lang, empty) for lang in LANGUAGES))
        for key in [k for k in table if k not in LANGUAGES]:
            self.problems.append(problem(self.where.at("field", f"{name}.{key}"), "unknown_language", table[key]))
        return found

    def maybe_words(self, name: str) -> Text | None:
        """A text in the three languages, or None."""
        return self.words(name) if name in self._table else self._read(name, _none, need=False)

    def own_words(self, name: str, *, need: bool = True, longest: int) -> Words | None:
        """Somebody's words in the languages that they were said in, at least one, each up to `longest` characters."""
        table = self._read(name, table_of, need)
        if table is None:
            return None
        inner = Fields(table, self.where, self.problems)
        found = Words(*(_own_language(inner, name, lang, longest) for lang in LANGUAGES))
        for key in [k for k in table if k not in LANGUAGES]:
            self.problems.append(problem(self.where.at("field", f"{name}.{key}"), "unknown_language", table[key]))
        if not any(lang in table for lang in LANGUAGES):
            self.wrong(name, "no_language")
        return found if any(found) else None

    def table(self, name: str) -> Fields | None:
        """The fields of an inner table, or None."""
        found = self._read(name, table_of, need=False)
        return None if found is None else Fields(found, self.where.at("part", name), self.problems)

    def tables(self, name: str) -> list[Fields]:
        """The fields of each table of a list of tables (`[[name]]`), told apart by their id or their place in it."""
        found = self._read(name, list_of, need=False) or ()
        return [self._item(name, number, item) for number, item in enumerate(found, 1)]

    def _item(self, name: str, number: int, item: object) -> Fields:
        if not isinstance(item, Mapping):
            self.wrong(name, "table")
            return Fields({}, self.where.at(name, number), [])
        return Fields(item, self.where.at(name, item.get("id", number)), self.problems)

    def refuse(self, name: str, code: str, **values: str) -> None:
        """A field that must not stand here."""
        self._asked.append(name)
        if name in self._table:
            self.wrong(name, code, near="", **values)

    def done(self) -> None:
        """Name every field that was not asked for."""
        for name in self._table:
            if name not in self._asked:
                self.wrong(name, "unknown_key", near=nearest(name, self._asked), words=", ".join(self._asked))


def _none(_raw: object) -> None:
    return None


def _language(inner: Fields, name: str, lang: str, empty: bool) -> str:
    found = inner._table.get(lang)
    if isinstance(found, str) and (found.strip() or empty):
        return _seen(inner, f"{name}.{lang}", found)
    inner.problems.append(problem(inner.where.at("field", f"{name}.{lang}"), "language", found, lang=lang))
    return ""


def _own_language(inner: Fields, name: str, lang: str, longest: int) -> str | None:
    found = inner._table.get(lang)
    if found is None:
        return None
    where = inner.where.at("field", f"{name}.{lang}")
    if not isinstance(found, str) or not found.strip():
        inner.problems.append(problem(where, "text" if not isinstance(found, str) else "empty", found))
        return None
    if len(found) > longest:
        inner.problems.append(problem(where, "too_long", found, longest=longest))
    return _seen(inner, f"{name}.{lang}", found.strip())


def _seen(inner: Fields, name: str, text: str) -> str:
    try:
        return text_of(text)
    except UnreadableValueError as wrong:
        inner.problems.append(problem(inner.where.at("field", name), wrong.code, text))
        return ""


def _few(ids: Collection[str], most: int = 12) -> str:
    shown = list(ids)
    return ", ".join(shown[:most]) + (", …" if len(shown) > most else "")
