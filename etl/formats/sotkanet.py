"""Reads Sotkanet's answers (THL): a JSON list of values, the same as CSV, and the list of regions that names them.

Sotkanet's region ids are its own: the municipality code stands in the list of regions (`code`, within `category`
KUNTA), so that list is part of every fetch. The whole country is the region of category MAA. Values that were saved by
hand are read with a list that was saved too, or with the one that came with the latest fetch.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from itertools import product

from etl.formats.cube import ABSENT, NULL, Cell, Cube, Dimension, FormatError, cell_count
from etl.formats.encoding import decoded
from etl.formats.jsonstat import loads
from etl.formats.numbers import finite, marked_number

COUNTRY = "SSS"
GENDERS = ("total", "male", "female")
_AREA, _YEAR, _GENDER, _INDICATOR = "region", "year", "gender", "indicator"
_HEADER = {"region", "year", "primary.value"}
Row = Mapping[str, object]


def read_sotkanet(raw: bytes) -> Cube:
    """What `bundle` made, or such a list alone: dimensions region (municipality codes), year and gender."""
    values, regions = _parts(decoded(raw).lstrip())
    codes = _codes(regions)
    found: dict[tuple[str, str, str], tuple[Cell, str]] = {}
    for number, row in enumerate(values, 1):
        place, cell = _placed(row, codes, number)
        if place in found:
            raise FormatError("row_twice", ", ".join(place), (("line", str(number)),))
        found[place] = cell
    axes = [tuple(sorted({place[i] for place in found})) for i in range(3)]
    names = (_AREA, _YEAR, _GENDER)
    dimensions = tuple(Dimension(n, n, a, a) for n, a in zip(names, axes, strict=True))
    cell_count(dimensions)
    cells = [found.get(place, (ABSENT, "")) for place in product(axes[0], axes[1], axes[2])]
    marks = {place: mark for place, (_, mark) in enumerate(cells) if mark}
    return Cube("", dimensions, [cell for cell, _ in cells], marks=marks, subject=_subject(values))


def bundle(values: bytes, regions: bytes) -> bytes:
    """Values and regions as one file to keep: JSON as it came, CSV as a text in it."""
    if is_csv(values):
        values = json.dumps(decoded(values), ensure_ascii=False).encode()
    return b'{"values": %b, "regions": %b}' % (_bare(values), _bare(regions))


def _bare(part: bytes) -> bytes:
    return part.removeprefix(b"\xef\xbb\xbf").strip()


def regions_of(raw: bytes) -> bytes | None:
    """The list of regions within a kept bundle, as it can be bundled anew; None where there is none."""
    if not raw.startswith(b"{") or b'"regions"' not in raw:
        return None
    try:
        found = loads(decoded(raw))
    except FormatError:
        return None
    regions = found.get("regions") if isinstance(found, dict) else None
    return json.dumps(regions).encode() if _are_regions(regions) else None


def names_regions(raw: bytes) -> bool:
    """Whether a file holds a list of regions beside its values."""
    if is_csv(raw):
        return False
    found = loads(decoded(raw).lstrip())
    return isinstance(found, dict) and bool(found.get("regions"))


def is_regions(raw: bytes) -> bool:
    """Whether a file is the list of regions: rows with an id, a code and a category."""
    return _are_regions(loads(decoded(raw).lstrip()))


def _are_regions(found: object) -> bool:
    rows = found if isinstance(found, list) else []
    return bool(rows) and all(isinstance(r, dict) and {"id", "code", "category"} <= set(r) for r in rows)


def is_values(found: object) -> bool:
    """Whether parsed JSON is a list of Sotkanet's values, or a bundle."""
    rows = found.get("values") if isinstance(found, dict) and "regions" in found else found
    return isinstance(rows, list) and bool(rows) and isinstance(rows[0], dict) and {_AREA, _YEAR} <= set(rows[0])


def is_csv(raw: bytes) -> bool:
    """Whether bytes begin with the header of Sotkanet's CSV."""
    head = raw[:400].removeprefix(b"\xef\xbb\xbf").lstrip().splitlines()[:1]
    cells = {cell.strip(' "') for cell in head[0].decode("latin-1").replace(",", ";").split(";")} if head else set()
    return cells >= _HEADER


def _parts(text: str) -> tuple[Sequence[Row], Sequence[Row]]:
    if text[:1] not in "[{<":
        return _csv(text), ()
    found = loads(text)
    if not isinstance(found, dict):
        return _rows(found, text), ()
    values = found.get("values")
    return _csv(values) if isinstance(values, str) else _rows(values, text), _rows(found.get("regions"), text)


def _rows(part: object, text: str) -> Sequence[Row]:
    if not isinstance(part, list) or not all(isinstance(row, dict) for row in part):
        raise FormatError("json_shape", text[:40])
    return part


def _csv(text: str) -> list[Row]:
    delimiter = "," if "," in text.partition("\n")[0] else ";"
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as wrong:
        raise FormatError("csv", text[:60]) from wrong
    if not rows or not set(rows[0]) >= _HEADER:
        raise FormatError("no_header", text[:60], (("line", "1"),))
    if short := next((n for n, row in enumerate(rows, 2) if None in row or None in row.values()), None):
        raise FormatError("row", text.splitlines()[short - 1 : short] or "", (("line", str(short)),))
    return [{**row, "value": row["primary.value"].replace(",", ".")} for row in rows]


def _codes(regions: Sequence[Row]) -> Mapping[str, str]:
    """Municipality code by Sotkanet's id."""
    named = {str(r.get("id")): str(r.get("code")) for r in regions if r.get("category") == "KUNTA"}
    whole = {str(r.get("id")): COUNTRY for r in regions if r.get("category") == "MAA"}
    return {**named, **whole}


def _subject(values: Sequence[Row]) -> str:
    """The indicator that all rows are of, empty where they do not say it."""
    said = {str(row[_INDICATOR]) for row in values if row.get(_INDICATOR) not in (None, "")}
    if len(said) > 1:
        raise FormatError("indicators", ", ".join(sorted(said)[:8]))
    return next(iter(said), "")


def _placed(row: Row, codes: Mapping[str, str], number: int) -> tuple[tuple[str, str, str], tuple[Cell, str]]:
    if row.get("region") in (None, "") or row.get("year") in (None, ""):
        raise FormatError("row", str(dict(row))[:60], (("line", str(number)),))
    region = str(row["region"])
    # a region that is no municipality keeps its id, marked: it must never be taken for a municipality of that number
    area = codes.get(region, f"id {region}")
    return (area, str(row["year"]), str(row.get("gender") or GENDERS[0])), _cell(row.get("value"))


def _cell(value: object) -> tuple[Cell, str]:
    if value is None or value == "":
        return NULL, ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return finite(float(value), value), ""
        except OverflowError as wrong:
            raise FormatError("too_large_number", "…", (("field", "value"),)) from wrong
    found = marked_number(str(value))
    return (str(value), "") if found is None else found
