"""Reads JSON-stat 1.x (with and without the `dataset` wrapper, or a bundle of one) and 2.0 (dataset, or collection).

Why not pyjstat (2.4.0), tried on the same files: it reads them rightly, but drops `status`, so that `..` and `...` both
become NaN, gives no table's day, builds a data frame of repeated labels (0.11 s for 2 772 cells, where this takes a
hundredth), and brings requests along. Knows nothing of what a marker means.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from etl.formats.cube import NULL, Cell, Cube, Dimension, FormatError, Steps, cell_count, day_of
from etl.formats.encoding import decoded
from etl.formats.numbers import finite, marked_number

Table = Mapping[str, object]
_DEEPEST = 8
"""Collections may hold collections, so many within each other."""
_MOST_DIGITS = 12


def parse_json(raw: bytes) -> Table:
    """A JSON object from bytes; HTML, truncated text and other JSON raise `FormatError`."""
    text = decoded(raw).lstrip()
    found = loads(text)
    if not isinstance(found, dict):
        raise FormatError("json_shape", text[:40])
    return found


def loads(text: str) -> object:
    """What a JSON text says; raises `FormatError`, also for the numbers that JSON does not have (NaN)."""
    if text.startswith("<"):
        raise FormatError("html", text[:60])
    try:
        found: object = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
        if "\\ud" in text or "\\uD" in text:  # half a character can be escaped, and written nowhere
            json.dumps(found, ensure_ascii=False).encode()
    except FormatError:
        raise
    except json.JSONDecodeError as wrong:
        at = (("line", str(wrong.lineno)), ("column", str(wrong.colno)))
        raise FormatError("json", text[max(0, wrong.pos - 20) : wrong.pos + 20], at) from wrong
    except (ValueError, RecursionError) as wrong:  # too many digits, brackets within brackets, half a character
        raise FormatError("json", text[-40:]) from wrong
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The fields of an object; raises `FormatError` where one stands twice and says two things."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if found.setdefault(name, value) != value:
            raise FormatError("key_twice", name[:60])
    return found


def _no_number(word: str) -> object:
    raise ValueError(word)


def read_jsonstat(table: Table) -> Cube:
    """One dataset; raises `FormatError`."""
    data = _dataset(table)
    dimensions = read_dimensions(data)
    _check_sizes(data, dimensions)
    values = _spread(data.get("value"), cell_count(dimensions), "value")
    status = _spread(data.get("status"), cell_count(dimensions), "status")
    meanings = _meanings(data)
    cells: list[Cell] = []
    marks: dict[int, str] = {}
    for place, (value, mark) in enumerate(zip(values, status, strict=True)):
        cell, beside = _cell(value, mark, place)
        cells.append(cell)
        if beside:
            marks[place] = meanings.get(beside, beside)
    notes = tuple(_texts(data.get("note")))
    title, updated = str(data.get("label") or ""), day_of(data.get("updated"))
    return Cube(title, dimensions, cells, updated, marks, notes=notes, contents=_contents(data))


def read_dimensions(data: Table) -> tuple[Dimension, ...]:
    """The dimensions of a dataset, with or without its values (PxWeb v2 describes a table so)."""
    dimension = _table(data, "dimension")
    ids = _list(data if "id" in data else dimension, "id")
    return tuple(_dimension(str(i), _table(dimension, str(i))) for i in ids)


def _dataset(table: Table) -> Table:
    """The one dataset of what may be a dataset, a bundle or a collection."""
    found = list(_datasets(table, _DEEPEST))
    if len(found) != 1:
        raise FormatError("datasets", ", ".join(map(str, table))[:80], found=len(found))
    return found[0]


def _datasets(table: Table, depth: int) -> Iterator[Table]:
    if "dimension" in table and ("value" in table or table.get("class") == "dataset"):
        yield table
        return
    link = table.get("link")
    items = link.get("item") if isinstance(link, Mapping) else None
    inside = list(items) if isinstance(items, list) else list(table.values())
    for one in inside if depth else ():
        if isinstance(one, Mapping) and ("dimension" in one or one.get("class") == "collection"):
            yield from _datasets(one, depth - 1)


def _check_sizes(data: Table, dimensions: Sequence[Dimension]) -> None:
    """What the file says of its sizes, as numbers or as texts, against the categories that it names."""
    named = [len(d.codes) for d in dimensions]
    size = _list(data if "size" in data else _table(data, "dimension"), "size")
    if [_whole(one) for one in size] != named:
        raise FormatError("size", str(size)[:80], _field("size"), expected=named)


def _whole(given: object) -> int | None:
    """A whole number, as a number or as its text; None for all else."""
    if isinstance(given, str) and given.isascii() and given.isdecimal() and len(given) <= _MOST_DIGITS:
        return int(given)
    if isinstance(given, float) and given.is_integer():
        return int(given)
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def _dimension(code: str, table: Table) -> Dimension:
    category = _table(table, "category")
    codes, labels = _categories(code, category.get("index"), category.get("label"))
    place = {name: number for number, name in enumerate(codes)}
    noted = category.get("note")
    notes = {place[str(c)]: " ".join(_texts(n)) for c, n in _items(noted) if str(c) in place and list(_texts(n))}
    units = {place[str(c)]: text for c, unit in _items(category.get("unit"))
             if str(c) in place and (text := _unit(unit))}  # fmt: skip
    return Dimension(code, str(table.get("label") or code), codes, labels, (), "", notes, units)


def _items(given: object) -> Sequence[tuple[object, object]]:
    return list(given.items()) if isinstance(given, Mapping) else []


def _unit(unit: object) -> str:
    """A unit in words; its multiplier (a power of ten) as the number that it is."""
    if isinstance(unit, str):
        return unit
    if not isinstance(unit, Mapping):
        return ""
    power = _whole(unit.get("multiplier"))
    many = f"{10**power}" if power is not None and 0 < power <= _MOST_DIGITS else ""
    words = (many, unit.get("base"), unit.get("label"), unit.get("symbol"))
    return " ".join(str(word) for word in words if word)


def _categories(code: str, index: object, label: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes and labels in order: `index` is a list or places by code; one category alone may give its label only."""
    codes = _codes(code, index)
    if isinstance(label, list) and codes and len(label) != len(codes):
        raise FormatError("labels", code, (("variable", code),), codes=len(codes), labels=len(label))
    if isinstance(label, list):
        names = dict(zip(codes, label, strict=False))
    else:
        names = {str(c): text for c, text in _items(label)}
    if index is None and len(names) == 1:
        codes = tuple(names)
    if not codes:
        raise FormatError("no_index" if len(names) > 1 else "no_values", code, (("variable", code),))
    return codes, tuple(str(names.get(c) or c) for c in codes)


def _codes(code: str, index: object) -> tuple[str, ...]:
    at = (("variable", code), *_field("index"))
    if isinstance(index, list):
        if not all(isinstance(one, str | int | float) and not isinstance(one, bool) for one in index):
            raise FormatError("index", str(index)[:60], at)
        return tuple(str(one) for one in index)
    if isinstance(index, Mapping):
        by_place = {_whole(place): str(name) for name, place in index.items()}
        if None in by_place or len(by_place) != len(index) or set(by_place) != set(range(len(index))):
            raise FormatError("index", str(dict(index))[:60], at)
        return tuple(by_place[place] for place in range(len(index)))
    return ()


def _spread(given: object, size: int, name: str) -> Sequence[object]:
    """One entry per cell from a list, from entries by place, or (status) from one text for all."""
    if isinstance(given, list) and name == "status" and len(given) == 1:
        given = given[0]
    if isinstance(given, list):
        if len(given) != size:
            raise FormatError("cell_count", len(given), _field(name), expected=size)
        return given
    every: list[object] = [given if isinstance(given, str) else None] * size
    if isinstance(given, Mapping):
        for place, value in given.items():
            number = _whole(str(place))
            if number is None or number >= size:
                raise FormatError("place", str(place)[:40], _field(name), expected=size)
            every[number] = value
    elif name == "value" or not isinstance(given, str | None):
        raise FormatError("cell", str(given)[:40], _field(name))
    return every


def _cell(value: object, status: object, place: int) -> tuple[Cell, str]:
    """The cell and the mark beside a number; without a number the status is its marker."""
    mark = "" if status is None else str(status).strip()
    if value is None or value == "":
        return mark or NULL, ""
    if isinstance(value, str):
        number = marked_number(value)
        return (value, "") if number is None else (number[0], mark or number[1])
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FormatError("cell", str(value)[:40], (*_field("value"), ("cell", str(place))))
    try:
        return finite(float(value), value), mark
    except OverflowError as wrong:
        raise FormatError("too_large_number", "…", (*_field("value"), ("cell", str(place)))) from wrong


def _contents(data: Table) -> str:
    """The name of the one content as PxWeb hands it on from px, empty where it does not."""
    extension = data.get("extension")
    px = extension.get("px") if isinstance(extension, Mapping) else None
    contents = px.get("contents") if isinstance(px, Mapping) else None
    return contents if isinstance(contents, str) else ""


def _meanings(data: Table) -> dict[str, str]:
    """What the file itself says of its statuses (`extension.status.label`, as Eurostat does)."""
    extension = data.get("extension")
    status = extension.get("status") if isinstance(extension, Mapping) else None
    label = status.get("label") if isinstance(status, Mapping) else None
    return {str(mark): f"{text} ({mark})" for mark, text in _items(label) if isinstance(text, str)}


def _texts(given: object) -> Iterator[str]:
    """Notes, given as one text, a list or an object of texts."""
    if isinstance(given, str) and given.strip():
        yield given.strip()
    elif isinstance(given, list):
        yield from (one.strip() for one in given if isinstance(one, str) and one.strip())
    elif isinstance(given, Mapping):
        yield from (one.strip() for one in given.values() if isinstance(one, str) and one.strip())


def _field(name: str) -> Steps:
    return (("field", name),)


def _table(given: Table, name: str) -> Table:
    found = given.get(name)
    if not isinstance(found, Mapping):
        raise FormatError("column", name, _field(name), words=", ".join(map(str, given))[:80])
    return found


def _list(given: Table, name: str) -> Sequence[object]:
    found = given.get(name)
    if not isinstance(found, list):
        raise FormatError("column", name, _field(name), words=", ".join(map(str, given))[:80])
    return found
