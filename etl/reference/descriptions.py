"""What the tables, fields and words of the folder mean, in three languages; and an example of each field.

The texts stand beside this module, one file a language. A field that means the same in several tables stands under
`common`; a vocabulary is the section under `words` that has its words, whoever reads them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from etl.reference.structure import NAMED, tables, vocabularies
from strategy.model import LANGUAGES

HERE = Path(__file__).parent
TITLE = "title"


@cache
def texts(lang: str) -> Mapping[str, Any]:
    """All texts of a language, as they stand in its file."""
    return tomllib.loads((HERE / f"{lang}.toml").read_text("utf-8"))


@cache
def examples() -> Mapping[str, Mapping[str, str]]:
    """How a field is written, by table and field."""
    return tomllib.loads((HERE / "examples.toml").read_text("utf-8"))


def meaning(lang: str, table: str, field: str) -> str:
    """What a field means."""
    told: Mapping[str, Any] = texts(lang)
    return str(told["field"].get(table, {}).get(field) or told["common"][field])


def words_of(lang: str, vocabulary: tuple[str, ...]) -> Mapping[str, str]:
    """The meanings of the words of a vocabulary, in its order, after the `TITLE` of the section."""
    for section in texts(lang)["words"].values():
        if set(section) - {TITLE} == set(vocabulary):
            return {name: str(section[name]) for name in (TITLE, *vocabulary)}
    raise LookupError(vocabulary)


def lacking() -> Iterator[str]:
    """Each field, table and vocabulary that has no text in a language, and each field without an example."""
    for lang in LANGUAGES:
        told = texts(lang)
        sections = [set(section) - {TITLE} for section in told["words"].values()]
        yield from (f"{lang}: words {' '.join(v)}" for v in vocabularies() if set(v) not in sections)
        yield from (f"{lang}: table.{name}" for name in (*tables(), *NAMED) if name not in told["table"])
        own, common = told["field"], told["common"]
        yield from (f"{lang}: field.{t}.{f}" for t, f in _fields() if f not in own.get(t, {}) and f not in common)
    yield from (f"example: {t}.{f}" for t, f in _fields() if f not in examples().get(t, {}))


def idle() -> Iterator[str]:
    """Each text of a field, table or vocabulary that does not exist, and each example of such a field."""
    known, shared = set(_fields()), {field for _, field in _fields()}
    for lang in LANGUAGES:
        told = texts(lang)
        yield from (
            f"{lang}: field.{t}.{f}" for t, section in told["field"].items() for f in section if (t, f) not in known
        )
        yield from (f"{lang}: common.{f}" for f in told["common"] if f not in shared)
        yield from (f"{lang}: table.{name}" for name in told["table"] if name not in tables() and name not in NAMED)
        sets = {frozenset(v) for v in vocabularies()}
        yield from (f"{lang}: words.{n}" for n, s in told["words"].items() if frozenset(s) - {TITLE} not in sets)
    yield from (f"example: {t}.{f}" for t, section in examples().items() for f in section if (t, f) not in known)


def _fields() -> Iterator[tuple[str, str]]:
    return ((table.name, field) for table in tables().values() for field in table.fields)
