"""Writes what `tomllib` reads: plain tables, lists of tables, scalars and short lists. No comments, no other types."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

Table = Mapping[str, object]

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def to_toml(table: Table) -> str:
    """The table as TOML text; its keys keep their order, plain values before tables."""
    return "\n".join(_lines(table, ())) + "\n"


def _lines(table: Table, path: tuple[str, ...]) -> Iterator[str]:
    for key, value in table.items():
        if not isinstance(value, Mapping) and not _is_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        name = (*path, key)
        if isinstance(value, Mapping):
            yield from ("", f"[{_dotted(name)}]", *_lines(value, name))
        elif _is_tables(value):
            for item in value:  # type: ignore[attr-defined]
                yield from ("", f"[[{_dotted(name)}]]", *_lines(item, name))


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _dotted(path: tuple[str, ...]) -> str:
    return ".".join(map(_key, path))


def _key(key: str) -> str:
    return key if _BARE.match(key) else _text(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case int() | float():
            return repr(value)
        case date():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_value, value))}]"
    raise TypeError(f"TOML has no form for {type(value).__name__} here")


def _text(text: str) -> str:
    # JSON's escapes are all TOML's too, but for DEL, which TOML wants escaped and JSON leaves
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
