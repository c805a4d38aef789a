"""Reads the `json` answer of PxWeb v1: columns of type d, t and c, and rows of keys and values that are all text.

The answer has no labels of categories; their codes stand for them. Knows nothing of what a marker means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from etl.statistics.cube import ABSENT, NULL, Cell, Cube, Dimension, FormatError, day_of
from etl.statistics.jsonstat import Table

CONTENT = "contentscode"
"""The dimension that the columns of type c stand for."""


def read_pxweb_json(table: Table) -> Cube:
    """One answer; raises `FormatError`."""
    columns = [c for c in _rows(table, "columns") if "code" in c]
    keys = [c for c in columns if c.get("type", "d") != "c"]
    contents = [c for c in columns if c.get("type") == "c"]
    rows = _keyed(_rows(table, "data"), len(keys), len(contents))
    codes = [tuple(dict.fromkeys(key[i] for key in rows)) for i in range(len(keys))]
    names = [(str(c["code"]), str(c.get("text", c["code"]))) for c in keys]
    dimensions = [Dimension(*name, k, k) for name, k in zip(names, codes, strict=True)]
    content = Dimension(CONTENT, "Tiedot", *_both(contents))
    empty = [ABSENT] * len(contents)
    cells: list[Cell] = [cell for key in product(*codes) for cell in rows.get(key, empty)]
    about = _about(table)
    return Cube(str(about.get("label", "")), (*dimensions, content), cells, day_of(about.get("updated")))


def _both(contents: Sequence[Table]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not contents:
        raise FormatError("column", "c")
    return tuple(str(c["code"]) for c in contents), tuple(str(c.get("text", c["code"])) for c in contents)


def _keyed(rows: Sequence[Table], keys: int, values: int) -> dict[tuple[str, ...], list[Cell]]:
    found: dict[tuple[str, ...], list[Cell]] = {}
    for row in rows:
        key, cells = row.get("key"), row.get("values")
        if not isinstance(key, list) or not isinstance(cells, list) or (len(key), len(cells)) != (keys, values):
            raise FormatError("row", str(row)[:60])
        name = tuple(str(k) for k in key)
        if name in found:
            raise FormatError("row_twice", ", ".join(name))
        found[name] = [_cell(c) for c in cells]
    return found


def _cell(written: object) -> Cell:
    if written is None or written == "":
        return NULL
    try:
        return float(str(written))
    except ValueError:
        return str(written)


def _rows(table: Table, name: str) -> list[Table]:
    found = table.get(name)
    if not isinstance(found, list) or not all(isinstance(row, Mapping) for row in found):
        raise FormatError("column", name, words=", ".join(table))
    return found


def _about(table: Table) -> Table:
    found = table.get("metadata")
    return found[0] if isinstance(found, list) and found and isinstance(found[0], Mapping) else {}
