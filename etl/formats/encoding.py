"""Turns the bytes of a table into text: by its mark, by the code page that it names, else by what the bytes allow.

Never replaces a character by another: bytes that are no text in their code page are a `FormatError`.
"""

from __future__ import annotations

import codecs
import re

from etl.formats.cube import FormatError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PAGES = re.compile(
    r"(utf[-_ ]?8|us[-_]?ascii|ascii|ansi|oem|dos|latin[-_ ]?[19]|mac[-_]?roman|koi8[-_][ru]"
    r"|(windows[-_ ]?|cp|ibm)?(437|737|775|85[0-8]|86[0-9]|125[0-8]|28591|28605|65001|20127)"
    r"|iso[-_ ]?8859[-_ ]?([1-9]|1[0-6]))\Z"
)
"""The code pages that a table of statistics may name. Python knows more that are no code pages (`punycode`)."""
_NAMES = {
    "28591": "iso-8859-1", "28605": "iso-8859-15", "65001": "utf-8", "20127": "ascii", "ansi": "cp1252",
    "oem": "cp850", "dos": "cp850",
}  # fmt: skip
_DOS_LETTERS = frozenset(range(0x80, 0xA6))
_ANSI_LETTERS = frozenset(range(0xC0, 0x100))


def decoded(raw: bytes) -> str:
    """Text that names no code page: by its mark, as UTF-8 if it is that strictly, else as Windows-1252."""
    text = marked(raw)
    if text is None:
        text = _utf8(raw)
    return strict(raw, "cp1252") if text is None else text


def marked(raw: bytes) -> str | None:
    """The text where the bytes begin with a byte order mark, else None."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return strict(raw, name)
    return None


def in_page(raw: bytes, page: str, charset: str) -> str:
    """The text of a px file that names a code page or a CHARSET, each empty where it does not.

    An editor that saves a file as UTF-8 leaves the old name in it, and text of other code pages is never UTF-8 by
    chance: so letters that are UTF-8 strictly are read as that.
    """
    plain = raw.isascii()
    if (text := _utf8(raw)) is not None and not plain:
        return text
    name = page or charset or _by_letters(raw)
    if not _PAGES.match(name.strip().lower()):
        raise FormatError("codepage", name, (("keyword", "CODEPAGE" if page else "CHARSET"),))
    number = re.sub(r"\A(windows|cp|ibm)[-_ ]?", "", name.strip().lower())
    return strict(raw, _NAMES.get(number, f"cp{number}" if number.isdigit() else number))


def _by_letters(raw: bytes) -> str:
    """Without a name the format means DOS, and the programs of today mean Windows: the letters tell which."""
    high = {byte for byte in raw if byte >= 0x80}
    if high <= _ANSI_LETTERS:
        return "cp1252"
    if high <= _DOS_LETTERS:
        return "cp850"
    raise FormatError("no_codepage", bytes(sorted(high))[:8], (("keyword", "CODEPAGE"),))


def _utf8(raw: bytes) -> str | None:
    try:
        return _sound(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def strict(raw: bytes, name: str) -> str:
    """The text in a code page; raises `FormatError` with the first byte that is none."""
    try:
        return _sound(raw.decode(name))
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        read = f"0x{raw[wrong.start]:02X}"
        raise FormatError("not_in_codepage", read, (("line", str(line)),), byte=wrong.start) from wrong


def _sound(text: str) -> str:
    """The text, if no zero stands in it: that is no letter in any code page."""
    place = text.find("\0")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        raise FormatError("not_in_codepage", "0x00", (("line", str(line)),), byte=place)
    return text
