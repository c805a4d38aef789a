"""Reads the `json` answer of PxWeb v1: columns of type d, t and c, and rows of keys and values that are all text.

The answer has no labels of categories; their codes stand for them. Knows nothing of what a marker means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from etl.formats.cube import ABSENT, NULL, Cell, Cube, Dimension, FormatError, cell_count, day_of
from etl.formats.jsonstat import Table
from etl.formats.numbers import finite, marked_number

CONTENT = "contentscode"
"""The dimension that the columns of type c stand for."""
Row = list[tuple[Cell, str]]


def read_pxweb_json(table: Table) -> Cube:
    """One answer; raises `FormatError`."""
    columns = [c for c in _rows(table, "columns") if "code" in c]
    keys = [c for c in columns if c.get("type", "d") != "c"]
    contents = [c for c in columns if c.get("type") == "c"]
    rows = _keyed(_rows(table, "data"), len(keys), len(contents))
    codes = [tuple(dict.fromkeys(key[i] for key in rows)) for i in range(len(keys))]
    names = [(str(c["code"]), str(c.get("text", c["code"]))) for c in keys]
    noted = list(_comments(table))
    by_key = [_noted(Dimension(*name, k, k), noted) for name, k in zip(names, codes, strict=True)]
    dimensions = (*by_key, Dimension(CONTENT, "Tiedot", *_both(contents)))
    cell_count(dimensions)
    empty: Row = [(ABSENT, "")] * len(contents)
    found = [cell for key in product(*codes) for cell in rows.get(key, empty)]
    marks = {place: mark for place, (_, mark) in enumerate(found) if mark}
    about = _about(table)
    return Cube(str(about.get("label", "")), dimensions, [cell for cell, _ in found], day_of(about.get("updated")),
                marks, notes=tuple(_table_notes(table, contents, noted)))  # fmt: skip


def _both(contents: Sequence[Table]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not contents:
        raise FormatError("column", "c", (("field", "columns"),), words="d, t")
    return tuple(str(c["code"]) for c in contents), tuple(str(c.get("text", c["code"])) for c in contents)


def _comments(table: Table) -> Iterator[tuple[str, str, str]]:
    """Variable, value and text of each comment; of the table where it names no variable."""
    comments = table.get("comments")
    for one in comments if isinstance(comments, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("comment"), str):
            yield str(one.get("variable", "")), str(one.get("value", "")), str(one["comment"]).strip()


def _noted(dimension: Dimension, noted: Sequence[tuple[str, str, str]]) -> Dimension:
    place = {code: number for number, code in enumerate(dimension.codes)}
    notes = {place[value]: text for variable, value, text in noted
             if variable in (dimension.code, dimension.text) and value in place}  # fmt: skip
    return replace(dimension, notes=notes)


def _table_notes(table: Table, contents: Sequence[Table], noted: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    yield from (text for _, value, text in noted if not value and text)
    yield from (str(c["comment"]).strip() for c in contents if str(c.get("comment") or "").strip())


def _keyed(rows: Sequence[Table], keys: int, values: int) -> dict[tuple[str, ...], Row]:
    found: dict[tuple[str, ...], Row] = {}
    for number, row in enumerate(rows, 1):
        key, cells = row.get("key"), row.get("values")
        at = (("field", "data"), ("cell", str(number)))
        if not isinstance(key, list) or not isinstance(cells, list) or (len(key), len(cells)) != (keys, values):
            raise FormatError("row", str(row)[:60], at)
        name = tuple(str(k) for k in key)
        if name in found:
            raise FormatError("row_twice", ", ".join(name), at)
        found[name] = [_cell(c) for c in cells]
    return found


def _cell(written: object) -> tuple[Cell, str]:
    if written is None or written == "":
        return NULL, ""
    if isinstance(written, int | float) and not isinstance(written, bool):
        try:
            return finite(float(written), written), ""
        except OverflowError as wrong:
            raise FormatError("too_large_number", "…", (("field", "values"),)) from wrong
    found = marked_number(str(written))
    return (str(written).strip(), "") if found is None else found


def _rows(table: Table, name: str) -> list[Table]:
    found = table.get(name)
    if not isinstance(found, list) or not all(isinstance(row, Mapping) for row in found):
        raise FormatError("column", name, (("field", name),), words=", ".join(map(str, table))[:80])
    return found


def _about(table: Table) -> Table:
    found = table.get("metadata")
    return found[0] if isinstance(found, list) and found and isinstance(found[0], Mapping) else {}
