"""Reads PC-Axis (px) files of version 2000-2013: keywords with languages and sub-keys, TLIST, KEYS, CODEPAGE.

Why not pyaxis (0.4.3), tried on StatFin's own file: it ignores CODEPAGE (a UTF-8 file read as it advises becomes
`MÃ€Ã€rÃ€`), drops the quotes of `"."` so that a missing value and an empty cell cannot be told apart, leaves numbers as
text, gives labels instead of codes, and stops with `too many values to unpack` at a title that holds `=` or `;`, and at
KEYS. It is no faster either. Knows nothing of what a marker means.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from etl.statistics.cube import ABSENT, NULL, Cell, Cube, Dimension, FormatError, day_of

_HEAD = 65536
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([^"]*)"', re.IGNORECASE)
_KEYWORD = re.compile(r'\s*([A-Z][A-Z0-9_-]*)(?:\[([A-Za-z-]+)\])?(?:\(((?:"[^"]*"|[^")])*)\))?\s*=', re.DOTALL)
_VALUE = re.compile(r'((?:"[^"]*"|[^";])*);', re.DOTALL)
_STRING = re.compile(r'"([^"]*)"(\s*)')
_DATA = re.compile(r"\bDATA\s*=\s*")
_TOKEN = re.compile(r'"([^"]*)"|([^\s,";]+)')
_DEFAULT = "cp1252"
"""What `CHARSET="ANSI"` without a CODEPAGE means."""

Key = tuple[str, str, tuple[str, ...]]
"""Keyword, language (empty for the file's own) and sub-keys."""


class _Header(NamedTuple):
    values: Mapping[Key, str]

    def raw(self, keyword: str, *sub: str) -> str | None:
        return self.values.get((keyword, "", sub))

    def strings(self, keyword: str, *sub: str) -> tuple[str, ...]:
        return tuple(_strings(self.raw(keyword, *sub) or ""))

    def text(self, keyword: str, *sub: str) -> str:
        return "".join(self.strings(keyword, *sub)).replace("#", " ")


def is_px(raw: bytes) -> bool:
    """Whether bytes look like a px file: a keyword of its first lines at the start."""
    head = raw[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith((b"CHARSET=", b"AXIS-VERSION=", b"CODEPAGE=", b"LANGUAGE="))


def read_px(raw: bytes) -> Cube:
    """One px file in its own default language; raises `FormatError`."""
    text = _decode(raw)
    header, start = _read_header(text)
    stub, heading = header.strings("STUB"), header.strings("HEADING")
    dimensions = tuple(_dimension(header, name) for name in (*stub, *heading))
    if not dimensions:
        raise FormatError("no_dimensions", header.text("TITLE"))
    body = text[start:].rpartition(";")
    if not body[1]:
        raise FormatError("truncated", text[-40:])
    cells = _cells(body[0], header, stub, dimensions)
    title = header.text("DESCRIPTION") or header.text("TITLE")
    return Cube(title, dimensions, cells, _updated(header))


def _decode(raw: bytes) -> str:
    if raw.startswith(codecs.BOM_UTF8):
        return raw.decode("utf-8-sig", errors="strict")
    found = _CODEPAGE.search(raw[:_HEAD])
    name = found[1].decode("ascii", "replace") if found else _DEFAULT
    try:
        return raw.decode(codecs.lookup(name).name)
    except LookupError as wrong:
        raise FormatError("codepage", name) from wrong
    except UnicodeDecodeError as wrong:
        raise FormatError("not_in_codepage", name, byte=wrong.start) from wrong


def _read_header(text: str) -> tuple[_Header, int]:
    values: dict[Key, str] = {}
    at = 0
    while found := _KEYWORD.match(text, at):
        if found[1] == "DATA":
            return _Header(values), found.end()
        value = _VALUE.match(text, found.end())
        if value is None:
            raise FormatError("truncated", text[found.start() : found.start() + 40].strip())
        sub = tuple(_strings(found[3] or ""))
        values[(found[1], found[2] or "", sub)] = value[1].strip()
        at = value.end()
    raise FormatError("no_data" if not text[at:].strip() else "keyword", text[at : at + 40].strip())


def _strings(value: str) -> Iterator[str]:
    """The strings of a value, those that stand without a comma between joined; a doubled quote is one quote."""
    parts, end, touching = "", 0, False
    for number, found in enumerate(_STRING.finditer(value)):
        joined = number > 0 and "," not in value[end : found.start()]
        if number and not joined:
            yield parts
            parts = ""
        parts += ('"' if joined and touching else "") + found[1]
        end, touching = found.end(), not found[2]
    if end:
        yield parts


def _dimension(header: _Header, name: str) -> Dimension:
    labels = header.strings("VALUES", name) or header.strings("TIMEVAL", name)
    codes = header.strings("CODES", name) or labels
    if not labels:
        raise FormatError("no_values", name)
    return Dimension(header.text("VARIABLECODE", name) or name, name, codes, labels)


def _cells(body: str, header: _Header, stub: Sequence[str], dimensions: Sequence[Dimension]) -> list[Cell]:
    keyed = [name for name in stub if header.raw("KEYS", name)]
    tokens = [(found[1], found[2]) for found in _TOKEN.finditer(body)]
    if not keyed:
        return [_cell(*token) for token in tokens]
    if len(keyed) != len(stub):
        raise FormatError("keys", ", ".join(keyed))
    return _keyed(tokens, header, stub, dimensions)


def _keyed(
    tokens: Sequence[tuple[str, str]], header: _Header, stub: Sequence[str], dimensions: Sequence[Dimension]
) -> list[Cell]:
    """Rows that begin with their keys. A row that is not written is absent: we do not take it for zeros."""
    width = 1
    for dimension in dimensions[len(stub) :]:
        width *= len(dimension.codes)
    rows = 1
    for dimension in dimensions[: len(stub)]:
        rows *= len(dimension.codes)
    cells: list[Cell] = [ABSENT] * (rows * width)
    step = len(stub) + width
    if len(tokens) % step:
        raise FormatError("cell_count", len(tokens), expected=step)
    by_code = [header.raw("KEYS", name) == "CODES" for name in stub]
    for first in range(0, len(tokens), step):
        keys = [quoted or bare for quoted, bare in tokens[first : first + len(stub)]]
        row = _row(keys, by_code, dimensions)
        cells[row * width : (row + 1) * width] = [_cell(*t) for t in tokens[first + len(stub) : first + step]]
    return cells


def _row(keys: Sequence[str], by_code: Sequence[bool], dimensions: Sequence[Dimension]) -> int:
    row = 0
    for key, code, dimension in zip(keys, by_code, dimensions, strict=False):
        known = dimension.codes if code else dimension.labels
        if key not in known:
            raise FormatError("key", key, words=dimension.text)
        row = row * len(dimension.codes) + known.index(key)
    return row


def _cell(quoted: str, bare: str) -> Cell:
    """A number, or the marker: quoted by the specification, bare in older files (`..`, `-`)."""
    if quoted or not bare:
        return quoted.strip() or NULL
    try:
        return float(bare)
    except ValueError:
        if bare.strip(".") and bare != "-":
            raise FormatError("cell", bare) from None
        return bare


def _updated(header: _Header) -> date | None:
    days = [day_of("".join(_strings(v))) for (word, _, _), v in header.values.items() if word == "LAST-UPDATED"]
    return max((day for day in days if day), default=None)
