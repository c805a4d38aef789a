"""Every word of ours, by key, in Finnish, Swedish and English; one TOML a topic and language, plain strings.

A key is written `topic.section.name`. A text with `{names}` is filled by keyword; a counted text has the forms
`one` and `other` and is chosen by `n`. Each language is loaded when it is first asked for; their parity is a test.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from strategy.model import LANGUAGES, Text


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, Mapping):
            yield from _flat(name, value)
        else:
            yield name, value


@cache
def _load(lang: str) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for file in resources.files(str(__package__)).iterdir():
        topic, _, rest = file.name.partition(".")
        if rest == f"{lang}.toml":
            texts.update(_flat(topic, tomllib.loads(file.read_text("utf-8"))))
    return texts


class _Languages(Mapping[str, Mapping[str, str]]):
    """The texts of each language. A command speaks one of them, and what reads a workbook speaks none."""

    def __getitem__(self, lang: str) -> Mapping[str, str]:
        if lang not in LANGUAGES:
            raise KeyError(lang)
        return _load(lang)

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


TEXTS: Mapping[str, Mapping[str, str]] = _Languages()


def say(lang: str, key: str, /, **values: object) -> str:
    """The text of `key` in `lang` with its `{names}` filled; an unknown key raises `KeyError`."""
    text = TEXTS[lang][key]
    return text.format(**values) if values else text


def known_key(key: str) -> bool:
    """Whether a text stands under `key`."""
    return key in TEXTS[LANGUAGES[0]]


def everywhere(key: str, /, **values: object) -> Text:
    """The text of `key` in all three languages."""
    return Text(*(say(lang, key, **values) for lang in LANGUAGES))
