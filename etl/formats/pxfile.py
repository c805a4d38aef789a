"""Reads PC-Axis (px) files of version 2000-2013: keywords with languages and sub-keys, TLIST, KEYS, CODEPAGE, notes.

Why not pyaxis (0.4.3), tried on StatFin's own file: it ignores CODEPAGE (a UTF-8 file read as it advises becomes
`MÃ€Ã€rÃ€`), drops the quotes of `"."` so that a missing value and an empty cell cannot be told apart, leaves numbers as
text, gives labels instead of codes, and stops with `too many values to unpack` at a title that holds `=` or `;`, and at
KEYS. It is no faster either. Knows nothing of what a marker means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from etl.formats.cube import ABSENT, NULL, Cell, Cube, Dimension, FormatError, cell_count, day_of, product_of
from etl.formats.numbers import marked_number, plain_number
from etl.formats.pxheader import PxHeader, place_in, px_text, read_header, timeval

_QUOTED = re.compile(r'"[^"]*"')
_COMMA = re.compile(r"-?\d+,\d+")
_OTHER = re.compile(r"\d[ \t;]+-?\d")
_TOKEN = re.compile(r'"([^"]*)"|([^\s,";]+)')
_MARKER = re.compile(r"\.{1,7}|-")
_NIL = "-"
"""What the format writes for exactly zero."""
_NOTES = ("NOTE", "NOTEX")
_VALUE_NOTES = ("VALUENOTE", "VALUENOTEX")
_CELL_NOTES = ("CELLNOTE", "CELLNOTEX")
_ANY = "*"


def read_px(raw: bytes) -> Cube:
    """One px file in its own default language; raises `FormatError`."""
    text = px_text(raw)
    header, start = read_header(text)
    stub, heading = header.strings("STUB"), header.strings("HEADING")
    dimensions = tuple(_dimension(header, name) for name in (*stub, *heading))
    if not dimensions:
        raise FormatError("no_dimensions", header.text("TITLE"), (("keyword", "STUB"),))
    cell_count(dimensions)
    body = text[start:].rpartition(";")
    if not body[1]:
        raise FormatError("truncated", text[-40:], (*place_in(text, len(text)), ("keyword", "DATA")))
    written = _Data(text, start, header)
    cells = written.cells(body[0], stub, dimensions)
    cell_marks = {**dict(_value_marks(header, dimensions)), **dict(_cell_notes(header, dimensions, ("DATANOTECELL",)))}
    cell_notes = dict(_cell_notes(header, dimensions, _CELL_NOTES))
    title = header.text("DESCRIPTION") or header.text("TITLE")
    cube = Cube(title, dimensions, cells, _updated(header), written.marks, cell_notes, cell_marks,
                tuple(_table_notes(header)))  # fmt: skip
    if header.text("CONTVARIABLE") in (dimension.text for dimension in dimensions):
        return cube
    return replace(cube, contents=header.text("CONTENTS"), unit=header.text("UNITS"))


def _dimension(header: PxHeader, name: str) -> Dimension:
    scale, times = timeval(header, name)
    codes = header.strings("CODES", name)
    labels = header.strings("VALUES", name) or codes or times
    if not labels:
        raise FormatError("no_values", name, (("keyword", "VALUES"),))
    codes = codes or (labels if len(set(labels)) == len(labels) else times) or labels
    notes = {labels.index(sub[1]): text for sub, text in header.every(*_VALUE_NOTES) if _is_of(sub, name, labels)}
    contents = header.text("CONTVARIABLE") == name
    units = {labels.index(sub[0]): text for sub, text in header.every("UNITS")
             if contents and len(sub) == 1 and sub[0] in labels and text}  # fmt: skip
    return Dimension(header.text("VARIABLECODE", name) or name, name, codes, labels, times, scale, notes, units)


def _is_of(sub: Sequence[str], name: str, labels: Sequence[str]) -> bool:
    return len(sub) == 2 and sub[0] == name and sub[1] in labels


def _table_notes(header: PxHeader) -> Iterator[str]:
    """What is noted of the table, or of one of its variables as a whole."""
    for sub, text in header.every(*_NOTES):
        if len(sub) <= 1 and text:
            yield text


def _cell_notes(
    header: PxHeader, dimensions: Sequence[Dimension], keywords: Sequence[str]
) -> Iterator[tuple[tuple[int | None, ...], str]]:
    """Notes of cells: one value of each variable in the order of STUB and HEADING, `*` for all of them."""
    places = [_places(dimension) for dimension in dimensions]
    for written, text in header.every(*keywords):
        sub = [value.strip() for value in written]
        if len(sub) != len(dimensions) or not text:
            continue
        if unknown := [v for v, known in zip(sub, places, strict=True) if v != _ANY and v not in known]:
            raise FormatError(
                "key", unknown[0], (("keyword", keywords[0]),), words=", ".join(d.text for d in dimensions)
            )
        yield tuple(None if v == _ANY else known[v] for v, known in zip(sub, places, strict=True)), text


def _places(dimension: Dimension) -> Mapping[str, int]:
    """The place of a category by its code, and by its label, which comes first."""
    by_code = {code: place for place, code in enumerate(dimension.codes)}
    return {**by_code, **{label: place for place, label in enumerate(dimension.labels)}}


def _value_marks(header: PxHeader, dimensions: Sequence[Dimension]) -> Iterator[tuple[tuple[int | None, ...], str]]:
    """Marks of one category, which are those of all its cells (DATANOTE)."""
    for sub, mark in header.every("DATANOTE"):
        for number, dimension in enumerate(dimensions):
            places = _places(dimension)
            if mark and len(sub) == 2 and sub[0] == dimension.text and sub[1] in places:
                yield tuple(places[sub[1]] if n == number else None for n in range(len(dimensions))), mark


class _Data:
    """Reads what stands behind DATA; `marks` are those beside numbers, by the place of their cell."""

    def __init__(self, text: str, start: int, header: PxHeader) -> None:
        self._text, self._start, self._header = text, start, header
        self._shown = dict(_symbols(header))
        self.marks: dict[int, str] = {}

    def cells(self, body: str, stub: Sequence[str], dimensions: Sequence[Dimension]) -> list[Cell]:
        """One cell for every combination, in order."""
        self._refuse_decimal_commas(body)
        keyed = [name for name in stub if self._header.raw("KEYS", name)]
        if not keyed:
            found = [self._cell(match, place) for place, match in enumerate(_TOKEN.finditer(body))]
            if len(found) != cell_count(dimensions):
                at = (("keyword", "DATA"),)
                raise FormatError("cell_count", len(found), at, expected=cell_count(dimensions))
            return found
        if len(keyed) != len(stub):
            raise FormatError("keys", ", ".join(keyed), (("keyword", "KEYS"),))
        return self._keyed(list(_TOKEN.finditer(body)), stub, dimensions)

    def _refuse_decimal_commas(self, body: str) -> None:
        """A comma parts figures where it alone does so; beside other signs, or where figures have decimals, it may not.

        `1,5 2,5` would count right as four figures, and be none of those that were meant.
        """
        bare = _QUOTED.sub("", body)
        found = _COMMA.search(bare)
        if found is None:
            return
        decimals = any(self._header.raw(name) not in (None, "0") for name in ("DECIMALS", "SHOWDECIMALS"))
        mixed = any(_COMMA.search(line) and _OTHER.search(line) for line in bare.splitlines())
        if decimals or mixed:
            first = found[0].replace(",", " ")
            raise FormatError("two_readings", found[0], (("keyword", "DATA"),), first=first, second=found[0])

    def _keyed(
        self, tokens: Sequence[re.Match[str]], stub: Sequence[str], dimensions: Sequence[Dimension]
    ) -> list[Cell]:
        """Rows that begin with their keys. A row that is not written is absent: we do not take it for zeros."""
        width = product_of(len(d.codes) for d in dimensions[len(stub) :])
        step = len(stub) + width
        if len(tokens) % step:
            raise FormatError("cell_count", len(tokens), (("keyword", "DATA"),), expected=step)
        known = [_known(self._header.raw("KEYS", d.text), d) for d in dimensions[: len(stub)]]
        cells: list[Cell] = [ABSENT] * cell_count(dimensions)
        seen: set[int] = set()
        for first in range(0, len(tokens), step):
            row = self._row(tokens[first : first + len(stub)], known, dimensions)
            if row in seen:
                raise FormatError("row_twice", tokens[first][0], self._at(tokens[first]))
            seen.add(row)
            for place, token in enumerate(tokens[first + len(stub) : first + step], row * width):
                cells[place] = self._cell(token, place)
        return cells

    def _row(
        self, keys: Sequence[re.Match[str]], known: Sequence[Mapping[str, int]], dimensions: Sequence[Dimension]
    ) -> int:
        row = 0
        for key, places, dimension in zip(keys, known, dimensions, strict=False):
            word = key[2] if key[1] is None else key[1]
            if word not in places:
                raise FormatError("key", word, self._at(key), words=dimension.text)
            row = row * len(dimension.codes) + places[word]
        return row

    def _cell(self, token: re.Match[str], place: int) -> Cell:
        """A number, or the marker: quoted by the specification, bare in older files (`..`, `-`)."""
        quoted, bare = token[1], token[2]
        word = (bare if quoted is None else quoted).strip()
        if (number := plain_number(word)) is not None:
            return number
        if _MARKER.fullmatch(word):
            shown = self._shown.get(word, word)
            return 0.0 if word == _NIL in self._shown and not shown.startswith(".") else shown
        found = marked_number(word)
        if found and (quoted is not None or found[1].startswith("*")):
            self.marks[place] = found[1]
            return found[0]
        if quoted is None:
            raise FormatError("cell", word, self._at(token))
        return word or NULL

    def _at(self, token: re.Match[str]) -> tuple[tuple[str, str], ...]:
        return place_in(self._text, self._start + token.start(), "DATA")


def _known(keys: str | None, dimension: Dimension) -> Mapping[str, int]:
    names = dimension.codes if (keys or "").strip('" ').upper() == "CODES" else dimension.labels
    return {name: place for place, name in enumerate(names)}


def _symbols(header: PxHeader) -> Iterator[tuple[str, str]]:
    """How the file itself shows its markers: dots by other dots, and whether a hyphen is exactly zero."""
    for number in range(1, 7):
        shown = header.text(f"DATASYMBOL{number}").strip()
        if _MARKER.fullmatch(shown):
            yield "." * number, shown
    nil = header.text("DATASYMBOLNIL").strip()
    if nil:
        yield _NIL, nil


def _updated(header: PxHeader) -> date | None:
    return max(_days(header.every("LAST-UPDATED")), default=None)


def _days(stamps: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[date]:
    for _, stamp in stamps:
        if (day := day_of(stamp)) is not None:
            yield day
