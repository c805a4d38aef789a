"""Every text stands in three languages, with the same places to fill in, and is really translated."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from strategy.judging.evidence.verdict import REASONS
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import TEXTS, everywhere, known_key, say
from strategy.texts.plurals import count

KEYS = sorted(set().union(*(TEXTS[lang] for lang in LANGUAGES)))
# of the topics of the core; those of the pages are held by the tests of the pages
OURS = [key for key in KEYS if key.partition(".")[0] in ("status", "sentences", "formats")]
SAME = {
    "sentences.rank.between",
    "sentences.target.between",
    "sentences.target.between_signed",
    "sentences.target.count",
    "sentences.target.for_period",
    "sentences.target.stages",
    "sentences.target.that_is",
    "status.flag.preliminary",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_language_lacks_a_text(lang: str) -> None:
    assert sorted(TEXTS[lang]) == KEYS


def test_places_to_fill_in_are_the_same() -> None:
    assert [key for key in KEYS if len({frozenset(_places(TEXTS[lang][key])) for lang in LANGUAGES}) > 1] == []


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_texts_are_translated() -> None:
    texts = {key: [TEXTS[lang][key] for lang in LANGUAGES] for key in OURS}
    assert [key for key, said in texts.items() if not all(said)] == []
    assert [key for key, said in texts.items() if len(set(said)) < len(said) and key not in SAME] == []


FAULTS = {
    "shouts": re.compile("!"),
    "has a space too many, or a line's end": re.compile(r"\s\s|\n|^\s|\s$"),
    "has a hyphen for a dash or a minus": re.compile(r"(?<![\w%])-|-(?!\w)"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_text(fault: str) -> None:
    found = [(key, lang) for key in OURS for lang in LANGUAGES if FAULTS[fault].search(TEXTS[lang][key])]
    assert found == []


def test_counted_texts_come_in_pairs() -> None:
    ones = {key.removesuffix(".one") for key in OURS if key.endswith(".one")}
    others = {key.removesuffix(".other") for key in OURS if key.endswith(".other")}
    assert ones == others
    assert ones


def test_a_text_is_filled_by_name() -> None:
    assert say("fi", "formats.and") == "ja"
    assert say("sv", "formats.quarter", quarter=1, year=2020) == "kvartal 1/2020"
    assert count("en", "sentences.days", 1) == "1 day"
    assert count("sv", "sentences.days", 1234) == "1\N{NO-BREAK SPACE}234 dagar"
    assert everywhere("formats.and") == ("ja", "och", "and")


def test_an_unknown_key_is_an_error() -> None:
    assert known_key("formats.and")
    assert not known_key("formats.nothing")
    with pytest.raises(KeyError):
        say("fi", "formats.nothing")


def test_the_reasons_are_told_apart() -> None:
    assert len(set(REASONS)) == len(REASONS)
