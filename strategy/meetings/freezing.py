"""Records of the core as JSON and back: what was frozen reads as the same records, whatever the catalogue says later.

By the types that the records declare. What stands at its default is left out, so a record may get a field with a
default and still read what was frozen before.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from strategy.model import LANGUAGES, Period, PeriodError, Text, Words

R = TypeVar("R")


class FrozenError(ValueError):
    """What should be a frozen record is none; the message is the place in it and what stands there."""


def freeze(thing: object) -> object:
    """A record as what JSON can hold: dataclasses and texts as objects, days and periods as they are written."""
    if isinstance(thing, Period):
        return str(thing)
    if isinstance(thing, date):
        return thing.isoformat()
    if isinstance(thing, Text | Words):
        return {lang: said for lang, said in zip(LANGUAGES, thing, strict=True) if said is not None}
    if is_dataclass(thing):
        return {f.name: freeze(v) for f in fields(thing) if (v := getattr(thing, f.name)) != _default(f)}
    if isinstance(thing, Mapping):
        return {key: freeze(value) for key, value in thing.items()}
    if isinstance(thing, tuple | list):
        return [freeze(item) for item in thing]
    return thing


def _default(field: Any) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def thaw(kind: type[R], value: object, place: str = "") -> R:
    """The record of a type that was frozen to `value`; raises `FrozenError`."""
    found: R = _thawed(kind, value, place)
    return found


def _thawed(kind: Any, value: object, place: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _thawed(next(a for a in get_args(kind) if a is not type(None)), value, place)
    if origin is tuple:
        items = _of(value, list, place)
        return tuple(_thawed(get_args(kind)[0], item, f"{place}.{n}") for n, item in enumerate(items))
    if origin is not None:  # the other container of the records is a mapping by text
        return {key: _thawed(get_args(kind)[1], v, f"{place}.{key}") for key, v in _of(value, dict, place).items()}
    if kind in (Text, Words):
        return _text(kind, _of(value, dict, place), place)
    if kind in (Period, date):
        return _written(kind, _of(value, str, place), place)
    if is_dataclass(kind):
        return _record(kind, _of(value, dict, place), place)
    return _plain(kind, value, place)


def _record(kind: Any, value: Mapping[str, object], place: str) -> Any:
    hints = _hints(kind)
    try:
        return kind(**{n: _thawed(hints[n], v, f"{place}.{n}") for n, v in value.items() if n in hints})
    except TypeError as wrong:
        raise FrozenError(f"{place or kind.__name__}: {wrong}") from wrong


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _text(kind: Any, value: Mapping[str, object], place: str) -> Text | Words:
    said = {lang: _plain(str, value[lang], f"{place}.{lang}") for lang in LANGUAGES if lang in value}
    if kind is Text and len(said) < len(LANGUAGES):
        raise FrozenError(f"{place}: {value}")
    return kind(**said)  # type: ignore[no-any-return]


def _written(kind: Any, value: str, place: str) -> Period | date:
    try:
        return Period.parse(value) if kind is Period else date.fromisoformat(value)
    except (PeriodError, ValueError) as wrong:
        raise FrozenError(f"{place}: {value}") from wrong


def _of(value: object, kind: type[R], place: str) -> R:
    if not isinstance(value, kind):
        raise FrozenError(f"{place}: {value!r:.80}")
    return value


def _plain(kind: type, value: object, place: str) -> object:
    """A number, a text or a truth. A whole number is written without its point."""
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise FrozenError(f"{place}: {value!r:.80}")
    return value
