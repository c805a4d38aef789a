"""Reads Sotkanet's answers (THL): a JSON list of values, the same as CSV, and the list of regions that names them.

Sotkanet's region ids are its own: the municipality code stands in the list of regions (`code`, within `category`
KUNTA), so that list is part of every fetch. The whole country is the region of category MAA.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from itertools import product

from etl.statistics.cube import ABSENT, NULL, Cell, Cube, Dimension, FormatError

COUNTRY = "SSS"
GENDERS = ("total", "male", "female")
_AREA, _YEAR, _GENDER = "region", "year", "gender"
Row = Mapping[str, object]


def read_sotkanet(raw: bytes) -> Cube:
    """What `bundle` made, or such a list alone: dimensions region (municipality codes), year and gender."""
    text = raw.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith("<"):
        raise FormatError("html", text[:60])
    values, regions = _parts(text)
    codes = _codes(regions)
    found = dict(_placed(row, codes) for row in values)
    if len(found) != len(values):
        raise FormatError("row_twice", "region, year, gender")
    axes = [tuple(sorted({place[i] for place in found})) for i in range(3)]
    cells = [found.get(place, ABSENT) for place in product(axes[0], axes[1], axes[2])]
    names = (_AREA, _YEAR, _GENDER)
    return Cube("", tuple(Dimension(n, n, a, a) for n, a in zip(names, axes, strict=True)), cells)


def bundle(values: bytes, regions: bytes) -> bytes:
    """Values and regions as they came, as one file to keep."""
    return b'{"values": %b, "regions": %b}' % (values.strip(), regions.strip())


def _parts(text: str) -> tuple[Sequence[Row], Sequence[Row]]:
    if text[:1] not in "[{":
        return _csv(text), ()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise FormatError("json", text[-40:]) from wrong
    both = (found.get("values"), found.get("regions")) if isinstance(found, dict) else (found, [])
    return _rows(both[0], text), _rows(both[1], text)


def _rows(part: object, text: str) -> Sequence[Row]:
    if not isinstance(part, list) or not all(isinstance(row, dict) for row in part):
        raise FormatError("json_shape", text[:40])
    return part


def _csv(text: str) -> list[Row]:
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    if not rows or not {"region", "year", "primary.value"} <= set(rows[0]):
        raise FormatError("no_header", text[:60])
    return [{**row, "value": row["primary.value"]} for row in rows]


def _codes(regions: Sequence[Row]) -> Mapping[str, str]:
    """Municipality code by Sotkanet's id."""
    named = {str(r.get("id")): str(r.get("code")) for r in regions if r.get("category") == "KUNTA"}
    whole = {str(r.get("id")): COUNTRY for r in regions if r.get("category") == "MAA"}
    return {**named, **whole}


def _placed(row: Row, codes: Mapping[str, str]) -> tuple[tuple[str, str, str], Cell]:
    if "region" not in row or "year" not in row:
        raise FormatError("row", str(row)[:60])
    region = str(row["region"])
    # a region that is no municipality keeps its id, marked: it must never be taken for a municipality of that number
    area = codes.get(region, f"id {region}")
    return (area, str(row["year"]), str(row.get("gender", GENDERS[0]))), _cell(row.get("value"))


def _cell(value: object) -> Cell:
    if value is None or value == "":
        return NULL
    try:
        return float(str(value))
    except ValueError:
        return str(value)
