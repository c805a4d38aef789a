"""Finding measures, actions and subgoals by the words people type: without marks, in another case or language.

Pure text work: both sides are folded to letters without marks and Finnish consonant gradation is levelled, so that
`asunto` meets `asunnot` and `tyottomyys` meets `työttömyys`. It searches some three hundred names and is no index.

A stemmer of Snowball keeps the word that it works on, so threads must not share one: each thread has its own. The
library brings thirty languages with it, three megabytes, and is imported with the first search.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from typing import Any

from strategy.model import Action, Measure, Strategy, Subgoal

_GRADATION = (("nt", "n"), ("lt", "l"), ("rt", "r"), ("mp", "m"), ("nk", "ng"))
_DOUBLED = re.compile(r"([b-df-hj-np-tv-xz])\1")
_BETWEEN_VOWELS = re.compile(r"(?<=[aeiouy])([tp])(?=[aeiouy])")
_WEAK = {"t": "d", "p": "v"}
_LETTERS = re.compile(r"[^a-z0-9.%-]+")
_INSIDE = 4
"""From this length on a word is also found inside compounds (`vuokra-asunnot`, `asuntokanta`)."""


class _Own(threading.local):
    stemmers: tuple[Any, ...] = ()


_own = _Own()


def _stemmers() -> tuple[Any, ...]:
    """Those of the thread that asks; made when it first does."""
    if not _own.stemmers:
        from snowballstemmer import stemmer

        _own.stemmers = (stemmer("finnish"), stemmer("swedish"))
    return _own.stemmers


def fold(text: str) -> str:
    """Lower case letters without marks, other signs as spaces: `Työttömyys (%)` gives `tyottomyys %`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("æ", "ae"))
    return " ".join(_LETTERS.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def _level(text: str) -> str:
    for strong, weak in _GRADATION:
        text = text.replace(strong, weak)
    return _BETWEEN_VOWELS.sub(lambda m: _WEAK[m[1]], _DOUBLED.sub(r"\1", text))


def _stems(word: str) -> set[str]:
    forms = {word, *(stem.stemWord(word) for stem in _stemmers())}
    levelled = {_level(fold(form)) for form in forms}
    return {_bare(form) for form in levelled if len(form) >= min(_INSIDE, len(word))}


def _bare(form: str) -> str:
    bare = form.rstrip("aeiouy")
    return bare if len(bare) >= _INSIDE else form


def matches(query: str, texts: Iterable[str]) -> bool:
    """Whether every word of the query stands in the texts, at the start of a word or, from four letters, within one."""
    words = [word for word in query.casefold().split() if fold(word)]
    places = " " + " ".join(_level(fold(text)) for text in texts)
    return bool(words) and all(any(_stands(stem, places) for stem in _stems(word)) for word in words)


def _stands(stem: str, places: str) -> bool:
    return (stem if len(stem) >= _INSIDE else " " + stem) in places


def find(query: str, strategy: Strategy) -> list[Measure]:
    """The measures that a query finds: those whose name has its words first, each part in the strategy's order."""
    named, other = [], []
    for measure in strategy.measures.values():
        if measure.id.casefold() == query.casefold() or matches(query, measure.name):
            named.append(measure)
        elif matches(query, _surroundings(measure, strategy)):
            other.append(measure)
    return named + other


def _surroundings(measure: Measure, strategy: Strategy) -> list[str]:
    goal = strategy.goals[measure.goal]
    own = [*measure.name, measure.quote, *goal.name, *(measure.definition or ()), measure.search_words]
    return own + _owners(measure, strategy)


def find_actions(query: str, strategy: Strategy) -> list[Action]:
    """The actions that a query finds, by their names, the strategy's own words, or who answers for them."""
    return [a for a in strategy.actions.values() if _finds(query, a.id, [*a.name, a.quote, *_owners(a, strategy)])]


def find_subgoals(query: str, strategy: Strategy) -> list[Subgoal]:
    """The subgoals that a query finds, by their names or the strategy's own words."""
    return [s for s in strategy.subgoals.values() if _finds(query, s.id, [*s.name, s.quote])]


def _finds(query: str, id_: str, texts: Iterable[str]) -> bool:
    return id_.casefold() == query.casefold() or matches(query, texts)


def _owners(thing: Measure | Action, strategy: Strategy) -> list[str]:
    return [text for name in thing.owners for text in strategy.owners[name].name]
