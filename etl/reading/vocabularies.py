"""Reads the small tables of the catalogue: focus areas, sectors, areas, units, sources, notes, breakdowns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from etl.reading.fields import Fields
from etl.reading.measures import LONGEST_LAG, KnownIds
from strategy.model import (
    AREA_ID,
    GROUND,
    LANGUAGES,
    VISIBLE,
    Area,
    FocusArea,
    Note,
    Sector,
    Source,
    Text,
    Unit,
    contrast,
)

SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FOCUS_AREA_ID = re.compile(r"\d{1,4}", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_ADDRESS = re.compile(r"https://[\w.-]+(:\d+)?([/?#][^\s<>\"]*)?")


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


def read_source(fields: Fields) -> Source:
    """One table of sources.toml; whether it is the publisher's own must be said."""
    found = Source(
        id=fields.where.steps[-1][1],
        title=fields.text("title"),
        title_lang=fields.one_of("title_lang", LANGUAGES),
        publisher=fields.text("publisher"),
        table=fields.maybe_text("table"),
        url=fields.matching("url", _ADDRESS, "https://stat.fi/tilasto/vaerak") if "url" in fields else None,
        licence=fields.text("licence"),
        own=fields.truth("own", default=False),
        dated=fields.day("dated"),
        lag_months=fields.whole("lag_months", highest=LONGEST_LAG),
    )
    if "own" not in fields:
        fields.wrong("own", "missing")
    fields.done()
    return replace(found, url=found.url or None)


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
