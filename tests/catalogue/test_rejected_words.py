"""No text, catalogue word or demo story says what a reading has rejected; the list and its reasons are a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from strategy.model import LANGUAGES
from strategy.texts import TEXTS

ROOT = Path(__file__).resolve().parents[2]
FILES = ("data/catalogue", "demo/stories", "dashboard/context/accessibility.toml")
HEARD = ("intake.synonym.", "intake.earlier.")
"""Texts that nobody reads: what people write, and what templates said once, is understood, whatever we call it."""
PLACE = re.compile(r"\{\w+\}")
"""What is filled in has a name that nobody sees."""
Rule = dict[str, str]


def rules() -> list[tuple[str, Rule]]:
    """Every rejected word with its language."""
    listed: dict[str, list[Rule]] = tomllib.loads((Path(__file__).with_name("rejected_words.toml")).read_text("utf-8"))
    return [(lang, rule) for lang in LANGUAGES for rule in listed[lang]]


@cache
def words(lang: str) -> tuple[tuple[str, str], ...]:
    """Every text in a language, with where it stands."""
    ours = [(key, PLACE.sub("…", text)) for key, text in TEXTS[lang].items() if not key.startswith(HEARD)]
    paths = [path for name in FILES for path in _tomls(ROOT / name)]
    told = [
        (str(path.relative_to(ROOT)), text)
        for path in paths
        for text in _in(tomllib.loads(path.read_text("utf-8")), lang)
    ]
    return (*ours, *told)


def _tomls(path: Path) -> list[Path]:
    return sorted(path.rglob("*.toml")) if path.is_dir() else [path]


def _in(value: Any, lang: str) -> Iterator[str]:
    """The words in a language: what stands beside words in the other two."""
    if isinstance(value, dict):
        if isinstance(value.get(lang), str) and set(value) <= set(LANGUAGES):
            yield value[lang]
        for inner in value.values():
            yield from _in(inner, lang)
    elif isinstance(value, list):
        for inner in value:
            yield from _in(inner, lang)


@pytest.mark.parametrize(("lang", "rule"), rules(), ids=lambda it: it if isinstance(it, str) else it["now"])
def test_no_text_says_what_was_rejected(lang: str, rule: Rule) -> None:
    found = [f"{place}: {text}" for place, text in words(lang) if re.search(rule["pattern"], text)]
    assert found == [], f"{rule['why']}; better: {rule['better']}"


@pytest.mark.parametrize(("lang", "rule"), rules(), ids=lambda it: it if isinstance(it, str) else it["now"])
def test_each_line_of_the_list_finds_its_example(lang: str, rule: Rule) -> None:
    assert lang in LANGUAGES
    assert re.search(rule["pattern"], rule["now"])
    assert not re.search(rule["pattern"], rule["better"])


def test_the_words_of_every_kind_of_file_are_looked_at() -> None:
    places = {place.partition("/")[0] for place, _ in words("sv")}
    assert {"data", "demo", "dashboard", "sentences.why.pace"} <= places
    assert "Placeringen har tolkats utifrån namnens ordning i källans rubrik." in {text for _, text in words("sv")}
