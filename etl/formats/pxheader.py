"""Splits a PC-Axis (px) file into its keywords, with languages and sub-keys, and the place where its data begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from etl.formats.cube import FormatError
from etl.formats.encoding import in_page, marked

_HEAD = 65536
_CODEPAGE = re.compile(rb'\bCODEPAGE\s*=\s*"([^"]*)"', re.IGNORECASE)
_CHARSET = re.compile(rb'\bCHARSET\s*=\s*"([^"]*)"', re.IGNORECASE)
_BEGINS = re.compile(rb'[A-Z][A-Z0-9_-]+\s*(\[[^\]\r\n]*\])?\s*(\("[^\r\n]*?\))?\s*=\s*("|YES\b|NO\b|-?\d+\s*;|TLIST)')
_KEYWORD = re.compile(
    r'\s*([A-Z][A-Z0-9_-]*)\s*(?:\[([A-Za-z_-]+)\])?\s*(?:\(((?:"[^"]*"|[^")]++)*+)\))?\s*=', re.DOTALL | re.ASCII
)
_VALUE = re.compile(r'((?:"[^"]*"|[^";]++)*+);', re.DOTALL)
_STRING = re.compile(r'"([^"]*)"(\s*)')
_SHOWN = 40

Key = tuple[str, str, tuple[str, ...]]
"""Keyword, language (empty for the file's own) and sub-keys."""


@dataclass(frozen=True)
class PxHeader:
    """The keywords of a file; every method answers in the file's own language."""

    values: Mapping[Key, str]

    @cached_property
    def language(self) -> str:
        """The code of the file's own language, empty where it names none."""
        return "".join(strings_of(self.values.get(("LANGUAGE", "", ()), "")))

    def raw(self, keyword: str, *sub: str) -> str | None:
        """The value of a keyword as it stands; its own language may be named or not."""
        plain = self.values.get((keyword, "", sub))
        return self.values.get((keyword, self.language, sub)) if plain is None else plain

    def strings(self, keyword: str, *sub: str) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(strings_of(self.raw(keyword, *sub) or ""))

    def text(self, keyword: str, *sub: str) -> str:
        """A text; `#` is a line break in it."""
        return "".join(self.strings(keyword, *sub)).replace("#", " ")

    def every(self, *keywords: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """Sub-keys and text of each keyword of these names."""
        for (name, language, sub), value in self.values.items():
            if name in keywords and language in ("", self.language):
                yield sub, "".join(strings_of(value)).replace("#", " ").strip()


def is_px(raw: bytes) -> bool:
    """Whether bytes look like a px file: they begin with a keyword and its value, whichever keyword that is."""
    head = raw[:4000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    return bool(_BEGINS.match(head.lstrip(b"\xef\xbb\xbf \r\n\t")))


def px_text(raw: bytes) -> str:
    """The text of a px file; raises `FormatError`."""
    text = marked(raw)
    if text is not None:
        return text
    page, charset = (found[1].decode("latin-1") if found else "" for found in _named(raw))
    return in_page(raw, page, charset)


def _named(raw: bytes) -> tuple[re.Match[bytes] | None, re.Match[bytes] | None]:
    return _CODEPAGE.search(raw[:_HEAD]), _CHARSET.search(raw[:_HEAD])


def read_header(text: str) -> tuple[PxHeader, int]:
    """The keywords and where the data begin; raises `FormatError`."""
    values: dict[Key, str] = {}
    at = 0
    while found := _KEYWORD.match(text, at):
        if found[1] == "DATA":
            return PxHeader(values), found.end()
        value = _VALUE.match(text, found.end())
        if value is None:
            raise FormatError("truncated", _shown(text, found.start()), place_in(text, found.start(1), found[1]))
        key = (found[1], found[2] or "", tuple(strings_of(found[3] or "")))
        values[key] = f'{values[key]} "#" {value[1].strip()}' if _goes_on(key, values) else value[1].strip()
        at = value.end()
    raise FormatError("keyword" if text[at:].strip() else "no_data", _shown(text, at), place_in(text, at))


def _goes_on(key: Key, values: Mapping[Key, str]) -> bool:
    """Notes may be given in several pieces; of other keywords a second value would be another answer."""
    if key not in values:
        return False
    if "NOTE" in key[0]:
        return True
    raise FormatError("keyword_twice", key[0], (("keyword", key[0]),))


def place_in(text: str, start: int, keyword: str = "") -> tuple[tuple[str, str], ...]:
    """The steps to a place in a px text."""
    rest = text[start:]
    line = text.count("\n", 0, start + len(rest) - len(rest.lstrip())) + 1
    return (("line", str(line)), *((("keyword", keyword),) if keyword else ()))


def _shown(text: str, at: int) -> str:
    return text[at : at + _SHOWN].strip()


def strings_of(value: str) -> Iterator[str]:
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


_TLIST = re.compile(r"\s*TLIST\s*\(\s*([A-Z])\d?\s*(?:,(.*?))?\)((?:(?!TLIST).)*)", re.DOTALL)
_STEPS = {"A": 1, "H": 2, "T": 3, "Q": 4, "M": 12, "W": 53}
"""Periods of a year by the letter of their length; a week is no period of ours, and some years have 53."""
_MOST_TIMES = 20_000


def timeval(header: PxHeader, name: str) -> tuple[str, tuple[str, ...]]:
    """The letter of the periods' length and the periods of a variable of time: listed, or from one to another.

    Both are empty where the file says nothing of it. Where there are periods of several lengths the letter is empty,
    and stands within each period.
    """
    raw = header.raw("TIMEVAL", name)
    if raw is None:
        return "", ()
    parts = [(found[1], _times(found, name)) for found in _TLIST.finditer(raw)]
    if not parts:
        return "", tuple(strings_of(raw))
    if len(parts) == 1:
        return parts[0]
    return "", tuple(_lettered(letter, time) for letter, times in parts for time in times)


def _lettered(letter: str, time: str) -> str:
    return time if letter == "A" else f"{time[:4]}{letter}{time[4:]}"


def _times(found: re.Match[str], name: str) -> tuple[str, ...]:
    """The periods of one TLIST: from one to another within its brackets, or listed behind them."""
    if found[2] is None or not found[2].strip():
        return tuple(strings_of(found[3]))
    ends = [end.strip() for end in "-".join(strings_of(re.sub(r'"\s*-\s*"', "-", found[2]))).split("-")]
    if len(ends) != 2 or found[1] not in _STEPS or not all(end.isascii() and end.isdecimal() for end in ends):
        raise FormatError("timeval", found[0], (("keyword", "TIMEVAL"), ("variable", name)))
    return _between(found[1], ends, found[0])


def _between(letter: str, ends: Sequence[str], raw: str) -> tuple[str, ...]:
    """The periods from one to another, written as their ends are."""
    width = {"A": 0, "M": 2, "W": 2}.get(letter, 1)
    if any(len(end) != 4 + width for end in ends):
        raise FormatError("timeval", raw, (("keyword", "TIMEVAL"),))
    first, last = (_count(letter, end) for end in ends)
    if not 0 <= last - first < _MOST_TIMES:
        raise FormatError("timeval", raw, (("keyword", "TIMEVAL"),))
    steps = _STEPS[letter]
    return tuple(
        f"{n // steps:04d}" + (f"{n % steps + 1:0{width}d}" if width else "") for n in range(first, last + 1)
    )  # fmt: skip


def _count(letter: str, written: str) -> int:
    number = int(written[4:] or "1")
    if not 1 <= number <= _STEPS[letter]:
        raise FormatError("timeval", written, (("keyword", "TIMEVAL"),))
    return int(written[:4]) * _STEPS[letter] + number - 1
