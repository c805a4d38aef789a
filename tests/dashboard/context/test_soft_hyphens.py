"""Long words of pages break where people have said, and every long word that a page may hold is on a list."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from dash import html

from dashboard.context.soft_hyphens import HERE, SHORTEST, SOFT_HYPHEN, soften, soften_tree
from dashboard.web.html import to_html
from tests.conftest import ROOT

BOLD, REGULAR = 0.72, 0.62
"""Mean widths of a letter of DejaVu, in type sizes: the widest fonts that readers have."""
COLUMN, TITLE = 320 - 2 * 16, 24.7
"""Pixels of the smallest phone's column, and of the letters of a title in it."""
CELL, TEXT = 130, 14.1
"""The same of a cell of a table in two columns."""
TOPICS = frozenset(
    "accessibility actions beside changes charts common coverage data figures filters focus_area frame made_up matrix "
    "measure measures method not_found overview road sector sentences sources statements status views years".split()
)
WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
OWN = frozenset({"quote", "title", "publisher"})
"""Fields of the catalogue with the strategy's own words, and names of sources, which are nobody's to hyphenate."""


def plain(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "-")


@pytest.mark.parametrize(("text", "expected"), [
    ("Kasvihuonekaasupäästöjen vähennys", "Kasvihuone-kaasu-päästöjen vähennys"),
    ("KASVIHUONEKAASUPÄÄSTÖJEN", "KASVIHUONE-KAASU-PÄÄSTÖJEN"),
    ("kaupunginvaltuustossakin", "kaupungin-valtuustossakin"),
    ("Växthusgasutsläppen", "Växthus-gas-utsläppen"),
    ("(prosenttiyksikköä)", "(prosentti-yksikköä)"),
    ("työ", "työ"),
    ("Tuntemattomanpitkäsana", "Tuntemattomanpitkäsana"),
    ("", ""),
])  # fmt: skip
def test_where_a_word_breaks(text: str, expected: str) -> None:
    assert plain(soften(text)) == expected
    assert soften(text).replace(SOFT_HYPHEN, "") == text


def test_only_what_is_shown_is_touched() -> None:
    """The name for readers, the address and what is copied keep their words."""
    word = "Kunnallisveroaste"
    link = html.A([word, html.Code(word)], href=f"/fi?q={word}", title=word)
    printed = to_html(link, soften)
    assert printed.count(SOFT_HYPHEN) == soften(word).count(SOFT_HYPHEN) > 0
    assert to_html(link) == printed.replace(SOFT_HYPHEN, "")
    assert to_html(soften_tree(link)) == printed


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_a_list_is_in_order_and_holds_no_word_twice(lang: str) -> None:
    lines = (HERE / f"hyphens.{lang}.txt").read_text("utf-8").splitlines()
    words = [line.replace("-", "") for line in lines if not line.startswith("#")]
    assert words == sorted(set(words))


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_no_part_of_a_word_is_wider_than_its_column(lang: str) -> None:
    """A word that is named here goes on the list of its language, with its joints."""
    most = min(COLUMN / TITLE / BOLD, CELL / TEXT / REGULAR)
    wide = {word for word in _words(lang) if max(map(len, plain(soften(word)).split("-"))) + 1 > most}
    assert wide == set()


def _words(lang: str) -> Iterator[str]:
    for file in (ROOT / "strategy" / "texts").glob(f"*.{lang}.toml"):
        if file.name.split(".")[0] in TOPICS:
            yield from _found(tomllib.loads(file.read_text("utf-8")))
    for file in (ROOT / "data" / "catalogue").rglob("*.toml"):
        yield from _found(list(_in_language(tomllib.loads(file.read_text("utf-8")), lang)))


def _found(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield from WORD.findall(node)
    elif isinstance(node, (dict, list)):
        for part in node.values() if isinstance(node, dict) else node:
            yield from _found(part)


def _in_language(node: object, lang: str) -> Iterator[str]:
    """The texts of a catalogue in one language."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == lang and isinstance(value, str):
                yield value
            elif key not in OWN:
                yield from _in_language(value, lang)
    elif isinstance(node, list):
        for part in node:
            yield from _in_language(part, lang)
