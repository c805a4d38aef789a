"""Reads JSON-stat 1.x (with and without the `dataset` wrapper, or a bundle of one) and 2.0 datasets.

Why not pyjstat (2.4.0), tried on the same files: it reads them rightly, but drops `status`, so that `..` and `...` both
become NaN, gives no table's day, builds a data frame of repeated labels (0.11 s for 2 772 cells, where this takes a
hundredth), and brings requests along. Knows nothing of what a marker means.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import isfinite, prod

from etl.statistics.cube import NULL, Cell, Cube, Dimension, FormatError, day_of

Table = Mapping[str, object]


def parse_json(raw: bytes) -> Table:
    """A JSON object from bytes; HTML, truncated text and other JSON raise `FormatError`."""
    text = raw.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith("<"):
        raise FormatError("html", text[:60])
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise FormatError("json", text[-40:]) from wrong
    if not isinstance(found, dict):
        raise FormatError("json_shape", text[:40])
    return found


def read_jsonstat(table: Table) -> Cube:
    """One dataset; raises `FormatError`."""
    data = _dataset(table)
    dimensions = read_dimensions(data)
    size = _list(data if "size" in data else _table(data, "dimension"), "size")
    if list(size) != [len(d.codes) for d in dimensions]:
        raise FormatError("size", size, expected=[len(d.codes) for d in dimensions])
    cells = _cells(data, prod(len(d.codes) for d in dimensions))
    return Cube(str(data.get("label", "")), dimensions, cells, day_of(data.get("updated")))


def read_dimensions(data: Table) -> tuple[Dimension, ...]:
    """The dimensions of a dataset, with or without its values (PxWeb v2 describes a table so)."""
    dimension = _table(data, "dimension")
    ids = _list(data if "id" in data else dimension, "id")
    return tuple(_dimension(str(i), _table(dimension, str(i))) for i in ids)


def _dataset(table: Table) -> Table:
    if table.get("class") == "dataset" or ("value" in table and "dimension" in table):
        return table
    inside = [v for v in table.values() if isinstance(v, Mapping) and "value" in v and "dimension" in v]
    if len(inside) != 1:
        raise FormatError("datasets", ", ".join(table), found=len(inside))
    return inside[0]


def _dimension(code: str, table: Table) -> Dimension:
    category = _table(table, "category")
    labels = category.get("label", {})
    codes = _codes(category.get("index"), labels)
    if not codes or not isinstance(labels, Mapping):
        raise FormatError("no_values", code)
    return Dimension(code, str(table.get("label", code)), codes, tuple(str(labels.get(c, c)) for c in codes))


def _codes(index: object, labels: object) -> tuple[str, ...]:
    """Codes in order: a list, or places by code; a dimension of one category may give its label alone."""
    if isinstance(index, Mapping):
        if sorted(index.values()) != list(range(len(index))):
            raise FormatError("index", str(index)[:60])
        return tuple(sorted((str(code) for code in index), key=lambda code: int(index[code])))
    if isinstance(index, list):
        return tuple(str(code) for code in index)
    return tuple(str(code) for code in labels) if isinstance(labels, Mapping) and len(labels) == 1 else ()


def _cells(data: Table, size: int) -> list[Cell]:
    values = _spread(data.get("value"), size, "value")
    status = _spread(data.get("status"), size, "status")
    return [_cell(value, mark) for value, mark in zip(values, status, strict=True)]


def _spread(given: object, size: int, name: str) -> Sequence[object]:
    """One entry per cell from a list, from entries by place, or (status) from one text for all."""
    if isinstance(given, list):
        if len(given) != size:
            raise FormatError("cell_count", len(given), expected=size)
        return given
    every: list[object] = [given if isinstance(given, str) else None] * size
    if isinstance(given, Mapping):
        for place, value in given.items():
            if not str(place).isdecimal() or int(place) >= size:
                raise FormatError("place", place, expected=size)
            every[int(place)] = value
    elif name == "value":
        raise FormatError("cell", given)
    return every


def _cell(value: object, status: object) -> Cell:
    if value is None:
        return str(status) if status else NULL
    if isinstance(value, str) and not _is_number(value):
        return value
    number = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
    if number is None or not isfinite(number):
        raise FormatError("cell", value)
    return number


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _table(given: Table, name: str) -> Table:
    found = given.get(name)
    if not isinstance(found, Mapping):
        raise FormatError("column", name, words=", ".join(given))
    return found


def _list(given: Table, name: str) -> Sequence[object]:
    found = given.get(name)
    if not isinstance(found, list):
        raise FormatError("column", name, words=", ".join(given))
    return found
