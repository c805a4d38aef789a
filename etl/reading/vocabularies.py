"""Reads the small tables of the catalogue: focus areas, sectors, owners, areas, units, sources, notes, breakdowns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from etl.reading.fields import Fields
from etl.reading.measures import LONGEST_LAG, KnownIds
from strategy.model import (
    AREA_ID,
    GROUND,
    LANGUAGES,
    VISIBLE,
    AccessibilityLaw,
    Area,
    FocusArea,
    Note,
    Owner,
    Sector,
    Source,
    Text,
    Unit,
    contrast,
)
from strategy.texts import everywhere

SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FOCUS_AREA_ID = re.compile(r"\d{1,4}", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_ADDRESS = re.compile(r"https://[\w.-]+(:\d+)?([/?#][^\s<>\"]*)?")


@cache
def finland() -> AccessibilityLaw:
    """Act 306/2019 and its supervisor."""
    return AccessibilityLaw(
        applies=everywhere("accessibility.applies"),
        supervision=everywhere("accessibility.supervision_text"),
        supervisor=everywhere("accessibility.supervisor"),
        site=Text(
            "https://www.saavutettavuusvaatimukset.fi",
            "https://www.tillganglighetskrav.fi",
            "https://www.webaccessibility.fi",
        ),
        answer_days=14,
    )


def read_focus_area(fields: Fields, known: KnownIds) -> FocusArea:
    """One `[[focus_area]]` of strategy.toml."""
    found = FocusArea(
        id=fields.matching("id", _FOCUS_AREA_ID, "1", "rule_focus_area"),
        name=fields.words("name"),
        slogan=fields.words("slogan"),
        headline=fields.known("headline", known.measures, need=False),
    )
    fields.done()
    return found


def read_sector(fields: Fields, spare: Iterator[str]) -> Sector:
    """One `[[sector]]` of strategy.toml; without a colour it takes the next `spare` one."""
    found = Sector(
        id=fields.matching("id", SLUG, "", "rule_word"),
        name=fields.words("name"),
        short=fields.words("short"),
        colour=_colour(fields) if "colour" in fields else next(spare),
    )
    fields.done()
    return found


def read_owner(fields: Fields) -> Owner:
    """One `[[owner]]` of strategy.toml."""
    found = Owner(fields.matching("id", SLUG, "rahatoimisto"), fields.words("name"), fields.maybe_words("remark"))
    fields.done()
    return found


def _colour(fields: Fields) -> str:
    found = fields.matching("colour", _COLOUR, "#1d6b36", "rule_colour")
    if _COLOUR.fullmatch(found) and contrast(found, GROUND) < VISIBLE:
        fields.wrong("colour", "pale")
    return found


def read_area(fields: Fields) -> Area:
    """One `[[area]]` of strategy.toml."""
    found = Area(fields.matching("id", AREA_ID, "", "rule_area"), fields.words("name"))
    fields.done()
    return found


def read_unit(fields: Fields) -> Unit:
    """One table of units.toml; its texts may be empty (a grade has no unit)."""
    text, one, difference, axis = (fields.words(name, empty=True) for name in ("text", "one", "difference", "axis"))
    counted = fields.truth("counted", default=False)
    single = fields.maybe_words("difference_one")
    found = Unit(fields.where.steps[-1][1], text, one, difference, axis, counted, single)
    fields.done()
    return found


def read_source(fields: Fields, publishers: Mapping[str, Text], text_language: str) -> Source:
    """One table of sources.toml; whether it is the publisher's own must be said.

    Its title is one text with its language, or words in three; `publishers` are names in three languages by name.
    """
    words = fields.words("title") if isinstance(fields.get("title"), Mapping) else None
    lang = text_language or LANGUAGES[0]
    publisher = fields.text("publisher")
    found = Source(
        id=fields.where.steps[-1][1],
        title=words.in_(lang) if words else fields.text("title"),
        title_lang=fields.one_of("title_lang", LANGUAGES, default=lang if words else ""),
        publisher=publisher,
        table=fields.maybe_text("table"),
        url=fields.matching("url", _ADDRESS, "https://stat.fi/tilasto/vaerak") if "url" in fields else None,
        licence=fields.text("licence"),
        own=fields.truth("own", default=False, need=True),
        dated=fields.day("dated"),
        lag_months=fields.whole("lag_months", highest=LONGEST_LAG),
        title_words=words,
        publisher_words=_publisher_words(publisher, publishers),
    )
    fields.done()
    return replace(found, url=found.url or None)


def _publisher_words(publisher: str, publishers: Mapping[str, Text]) -> Text | None:
    """The names of the publishers, by comma, in each language; None where none has names of its own."""
    names = [name.strip() for name in publisher.split(",")]
    if not any(name in publishers for name in names):
        return None
    known = [publishers.get(name, Text(name, name, name)) for name in names]
    return Text(*(", ".join(words) for words in zip(*known, strict=True)))


def read_publishers(fields: Fields) -> Mapping[str, Text]:
    """publishers.toml: the names of a publisher in three languages, by the name that sources.toml has."""
    return {name: fields.words(name) for name in fields}


def read_law(fields: Fields) -> AccessibilityLaw | None:
    """The law of the accessibility statement: the word for Finland's, a table with the words of another, or nothing."""
    if not isinstance(fields.get("accessibility_law", {}), Mapping):
        fields.one_of("accessibility_law", ("finland",))
        return finland()
    inner = fields.table("accessibility_law")
    if inner is None:
        return None
    found = AccessibilityLaw(
        applies=inner.words("applies"),
        supervision=inner.words("supervision"),
        supervisor=inner.words("supervisor"),
        site=_addresses(inner, "site"),
        answer_days=inner.whole("answer_days", lowest=1, highest=366),
    )
    inner.done()
    return found


def _addresses(fields: Fields, name: str) -> Text:
    """An address for every language, or a table with one for each."""
    inner = fields.table(name) if isinstance(fields.get(name), Mapping) else None
    if inner is None:
        return Text(*[fields.matching(name, _ADDRESS, "https://www.example.org")] * len(LANGUAGES))
    found = Text(*(inner.matching(lang, _ADDRESS, "https://www.example.org") for lang in LANGUAGES))
    inner.done()
    return found


def read_note(fields: Fields) -> Note:
    """One table of notes.toml."""
    found = Note(fields.where.steps[-1][1], fields.words("text"), fields.truth("comparable", default=True))
    fields.done()
    return found


def read_text(fields: Fields) -> Text:
    """One table of breakdowns.toml: what the part is called."""
    found = fields.words("text")
    fields.done()
    return found
