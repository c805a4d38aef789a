"""Finds the quality of a figure in all the places where a publisher may say it, and the notes that a person must read.

A mark (`*`) stands beside the number, the period or a name; a note belongs to a cell, a period, another category or the
whole table. What cannot be read as one plain quality becomes a remark, which waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.formats import (
    Cube,
    FormatError,
    graver,
    kinds_of,
    quality_of_mark,
    quality_of_note,
    without_mark,
    without_trailing_mark,
)
from etl.reading import StatisticsTable
from etl.statistics.selection import CubeSelection


@dataclass(frozen=True, slots=True)
class TableRemark:
    """What a person must read before figures are taken in: a word for its kind, and the publisher's own words."""

    kind: str
    text: str


def quality_of(cube: Cube, found: CubeSelection, places: Sequence[int], table: StatisticsTable, address: str) -> str:
    """The least sure quality that is said of a cell; raises `FormatError` for a mark that nobody declared."""
    at = (("cell", address),)
    quality = table.quality
    for mark in _marks(cube, found, places, table):
        quality = graver(quality, quality_of_mark(mark, table.marks, at))
    for note in _own_notes(cube, found, places):
        if said := quality_of_note(note):
            quality = graver(quality, said)
    return quality


def _marks(cube: Cube, found: CubeSelection, places: Sequence[int], table: StatisticsTable) -> Iterator[str]:
    """The marks beside the number, its period and its names."""
    yield from cube.marks_at(places)
    period = cube.dimensions[found.period]
    for text in (period.codes[places[found.period]], period.labels[places[found.period]]):
        if table.preliminary is not None and table.preliminary in text:
            yield "preliminary"
        elif mark := without_mark(text)[1]:
            yield mark
    for number, (dimension, place) in enumerate(zip(cube.dimensions, places, strict=True)):
        if number != found.period and (mark := without_trailing_mark(dimension.labels[place])[1]):
            yield mark


def _own_notes(cube: Cube, found: CubeSelection, places: Sequence[int]) -> Iterator[str]:
    """What is noted of the cell itself and of its period, and the words of the period's label."""
    yield from cube.notes_at(places)
    period, place = cube.dimensions[found.period], places[found.period]
    if place in period.notes:
        yield period.notes[place]
    yield period.labels[place]


def cell_remarks(cube: Cube, found: CubeSelection, places: Sequence[int]) -> Iterator[TableRemark]:
    """Notes of the cell and of its period that say something else than one plain quality."""
    for note in _own_notes(cube, found, places):
        if note != cube.dimensions[found.period].labels[places[found.period]] and _says_more(note):
            yield TableRemark("cell_note", note)


def _says_more(note: str) -> bool:
    return quality_of_note(note) is None


def table_remarks(cube: Cube, found: CubeSelection, table: StatisticsTable) -> Iterator[TableRemark]:
    """Notes of the table and of the series' categories that speak of quality, where nothing declared explains it."""
    marks = (*table.marks, *([table.preliminary] if table.preliminary else []))
    for note in (*cube.notes, *_category_notes(cube, found)):
        if kinds_of(note) and not table.explained and not any(mark in note for mark in marks if not mark.isalnum()):
            yield TableRemark("table_note", note)


def _category_notes(cube: Cube, found: CubeSelection) -> Iterator[str]:
    for number, place in found.fixed.items():
        if place in cube.dimensions[number].notes:
            yield cube.dimensions[number].notes[place]


_SCALES = (
    ("1000000", ("milj", "miljoon", "million", "m€", "meur", "mn €")),
    ("1000", ("tuhat", "tusen", "thousand", "t€", "teur", "tkr")),
)
_RATIOS = ("kohti", "kohden", " per ", "/", "‰")


def check_unit(cube: Cube, found: CubeSelection, unit: Sequence[str], measure: str) -> None:
    """Hold the unit that the file gives against the words of the measure's own; another scale is a `FormatError`."""
    own = [(cube.dimensions[number], place) for number, place in found.fixed.items()]
    for given in (cube.unit, *(dimension.units.get(place, "") for dimension, place in own)):
        if given and _scale(given) != _scale(" ".join(unit)):
            raise FormatError("unit", given, (), measure=measure, unit=unit[0])


def _scale(unit: str) -> str:
    """What a unit multiplies by, or `%`; a rate (per thousand) multiplies by nothing."""
    clean = f" {unit.casefold()} "
    digits = clean.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if any(word in clean for word in _RATIOS):
        return ""
    for scale, words in _SCALES:
        if any(word in clean for word in words) or digits.startswith(scale):
            return scale
    return "%" if "%" in clean or "prosent" in clean or "procent" in clean or "per cent" in clean else ""
