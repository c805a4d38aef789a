"""Numbers in tables of statistics: as machines write them, and as programs of offices save them in CSV.

A number may carry a mark behind it (`10399*`, `3.1 p`); the mark is handed back beside it. What can be read in two ways
is a `FormatError` with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from etl.formats.cube import FormatError

SPACES = " \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}"
_MINUS = {ord("\N{MINUS SIGN}"): "-", ord("\N{EN DASH}"): "-"}
_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?\Z", re.ASCII)
MARK = r"\(?\*{1,3}\)?|\([A-Za-z]{1,2}\)|[¹²³⁰⁴-⁹]+[)⁾]?|[†‡#]"
"""What may stand beside a number, a period or a name to say something of it."""
_MARKED = re.compile(rf"(?P<number>.*\d\.?)(?:(?P<tight>{MARK}|[A-Za-z])|[{SPACES}]+(?P<loose>{MARK}|[A-Za-z]|\d\)))\Z")
_WRITTEN = re.compile(rf"[-+\N{{MINUS SIGN}}\N{{EN DASH}}]?[{SPACES}]?\d[\d{SPACES}.,]*\Z", re.ASCII)
_GROUPED = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+\Z", re.ASCII)


def plain_number(text: str) -> float | None:
    """A number as a machine writes it (`-1.5`, `1E3`), None for other texts; raises `FormatError` beyond all sizes."""
    clean = text.strip().translate(_MINUS)
    if not _PLAIN.match(clean):
        return None
    return finite(float(clean), text)


def finite(value: float, read: object) -> float:
    """The value, if it is a number that can be held."""
    if not isfinite(value):
        raise FormatError("too_large_number", str(read)[:40])
    return value


def split_mark(text: str) -> tuple[str, str]:
    """A text without the mark behind its last digit, and that mark; empty where there is none."""
    found = _MARKED.match(text.strip())
    if found is None or plain_number(text) is not None:
        return text.strip(), ""
    return found["number"].rstrip(), found["tight"] or found["loose"]


def marked_number(text: str) -> tuple[float, str] | None:
    """A number as a machine writes it, with the mark beside it; None where the text is no number."""
    body, mark = split_mark(text)
    number = plain_number(body)
    return None if number is None else (number, mark)


def looks_written(text: str) -> bool:
    """Whether a text may be a number of a CSV, in some way of writing."""
    return bool(_WRITTEN.match(split_mark(text)[0]))


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes numbers: the sign before its decimals, and the one between its thousands (besides spaces)."""

    decimal: str = "."
    thousands: str = ""

    def number(self, text: str) -> float | None:
        """The number in this style, without a mark; None where the text is none."""
        clean = text.strip().translate(_MINUS).strip(SPACES)
        sign = -1.0 if clean.startswith("-") else 1.0
        head, _, tail = clean.lstrip("-+").strip(SPACES).partition(self.decimal)
        head = _together(head, self.thousands)
        if not re.fullmatch(r"\d+", head, re.ASCII) or not re.fullmatch(r"\d*", tail, re.ASCII):
            return None
        return finite(sign * float(f"{head}.{tail or '0'}"), text)


def _together(head: str, thousands: str) -> str:
    """Thousands without what stands between them, if they are groups of three; else as they are."""
    if thousands and re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", head, re.ASCII):
        return head.replace(thousands, "")
    return re.sub(f"[{SPACES}]", "", head) if _GROUPED.match(head) else head


def style_of(texts: Iterable[str], *, machine: bool) -> Style:
    """The style that all numbers of a file share; `machine`: by its delimiter a file as PxWeb itself writes it.

    `10.270` and `10,270` tell nothing alone: the other numbers do. Raises `FormatError` with both readings where none
    of them does, and where they contradict each other.
    """
    seen = _Seen()
    for text in texts:
        seen.add(split_mark(text)[0].lstrip("-+\N{MINUS SIGN}\N{EN DASH}").strip(SPACES))
    return seen.style(machine)


class _Seen:
    """What the numbers of a file tell of each sign."""

    def __init__(self) -> None:
        self.decimal: dict[str, str] = {}
        self.thousands: dict[str, str] = {}
        self.unsure: dict[str, str] = {}
        self.ungrouped = False

    def add(self, text: str) -> None:
        signs = [sign for sign in text if sign in ".,"]
        if not signs:
            self.ungrouped |= bool(_GROUPED.match(text)) or len(text) > 3
            return
        last = signs[-1]
        head, _, tail = text.rpartition(last)
        if len(set(signs)) == 2:
            self.decimal[last] = self.thousands[signs[0]] = text
        elif len(signs) > 1:
            self.thousands[last] = text
        elif len(tail) == 3 and len(head) <= 3 and head.lstrip("0"):
            self.unsure[last] = text
        else:
            self.decimal[last] = text

    def style(self, machine: bool) -> Style:
        for sign, text in self.unsure.items():
            self._settle(sign, text, machine)
        if len(self.decimal) > 1 or set(self.decimal) & set(self.thousands):
            both = [*self.decimal.values(), *self.thousands.values()]
            raise FormatError("two_styles", "; ".join(both[:2]))
        decimal = next(iter(self.decimal), "." if "," in self.thousands or "." not in self.thousands else ",")
        return Style(decimal, next(iter(self.thousands), ""))

    def _settle(self, sign: str, text: str, machine: bool) -> None:
        other = "," if sign == "." else "."
        if sign in self.decimal or sign in self.thousands:
            return
        if other in self.decimal:
            self.thousands[sign] = text
        elif other in self.thousands or self.ungrouped or (sign == "." and machine):
            self.decimal[sign] = text
        else:
            raise FormatError("two_readings", text, first=text.replace(sign, ""), second=text)
