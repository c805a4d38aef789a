"""How numbers, days and periods are printed: one function each for cards, tables, axes, hover, sentences and exports.

Finnish and Swedish (Finland): decimal comma, U+00A0 between thousands and before a unit, U+2212 as minus, `1.2.2021`.
Rounding is half away from zero on the printed decimals; the rules round with the same function.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from strategy.model import Observation, Period, Unit, decimals_needed, rounded, whole_percent
from strategy.texts.lookup import say

MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"
KEPT = 4_096
"""So many numbers, and as many periods, are kept as they were printed last: pages print the same ones again."""
_CURRENCY = "€"
EN_DASH = "\N{EN DASH}"
_COMMA, _POINT = ord(","), ord(".")
MARKS: Mapping[str, Mapping[int, str]] = {
    "fi": {_COMMA: NBSP, _POINT: ","},
    "sv": {_COMMA: NBSP, _POINT: ","},
    "en": {_COMMA: ",", _POINT: "."},
}
"""What stands in a language for the comma between thousands and the point before decimals.

These and the months are Babel's, as a test holds: Babel itself would cost each process that serves six megabytes.
"""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=KEPT)
def number(value: float, decimals: int, lang: str, *, sign: bool = False) -> str:
    """A number with fixed decimals in the language's form; with `sign`, a plus before what is above zero."""
    shown = rounded(value, decimals)
    # a page prints thousands of numbers; babel's own printing takes fifty times as long and says the same
    body = f"{abs(Decimal(repr(shown))):,.{decimals}f}".translate(MARKS[lang])
    if shown < 0:
        return MINUS + body
    return "+" + body if sign and shown > 0 else body


def shortest(value: float, lang: str, most: int = 4) -> str:
    """A number with as many decimals as it needs, `most` at the most: for axis ticks and the strategy's own numbers."""
    return number(value, decimals_needed(value, most), lang)


def apart(values: Iterable[float], decimals: int, most: int = 6) -> int:
    """As few decimals, `decimals` or more, as print values apart that differ: a correction of 93.5 is no `94 → 94`."""
    different = set(values)
    enough = (d for d in range(decimals, most) if len({number(v, d, "en") for v in different}) == len(different))
    return next(enough, max(decimals, most))


def with_unit(value: float, decimals: int, unit: Unit | None, lang: str) -> str:
    """A number followed by its unit, joined by a no-break space (`31,9 %`, `1 henkilö`, `2 henkilöä`)."""
    text = number(value, decimals, lang)
    return joined(text, unit_word(value, decimals, unit, lang), lang)


def bound(low: float | None, high: float | None, decimals: int, unit: Unit | None, lang: str) -> str:
    """A figure that is only bounded, in signs, limits included: `≥ 3 %`, `≤ 5`, `2–4 %`, `−2 … 4`."""
    if low is None or high is None:
        end, sign = (high, "≤") if low is None else (low, "≥")
        return "" if end is None else f"{sign}\N{NO-BREAK SPACE}{with_unit(end, decimals, unit, lang)}"
    dash = " … " if low < 0 or high < 0 else "\N{EN DASH}"
    return f"{range_start(low, decimals, unit, lang)}{dash}{with_unit(high, decimals, unit, lang)}"


def figure(row: Observation | None, decimals: int, unit: Unit | None, lang: str) -> str:
    """The figure of a row, or its limits, as they are printed; empty where it tells neither."""
    if row is None or not row.tells:
        return ""
    if row.value is None:
        return bound(row.low, row.high, decimals, unit, lang)
    return with_unit(row.value, decimals, unit, lang)


def unit_word(value: float, decimals: int, unit: Unit | None, lang: str) -> str:
    """The unit as it stands after this number; empty where there is none."""
    if unit is None:
        return ""
    single = decimals == 0 and rounded(abs(value), decimals) == 1
    return (unit.one if single else unit.text).in_(lang)


def difference(value: float, decimals: int, unit: Unit | None, lang: str, *, sign: bool = False) -> str:
    """A difference of two values with the word for differences (`−3,0 %-yksikköä`, `+1 %-yksikkö`)."""
    return joined(number(value, decimals, lang, sign=sign), difference_word(value, decimals, unit, lang), lang)


def difference_word(value: float, decimals: int, unit: Unit | None, lang: str) -> str:
    """The word for differences as it stands after this number; empty where there is none."""
    if unit is None:
        return ""
    single = decimals == 0 and rounded(abs(value), decimals) == 1
    one = unit.difference_one or (unit.one if unit.difference == unit.text else unit.difference)
    return (one if single else unit.difference).in_(lang)


def joined(text: str, word: str, lang: str) -> str:
    """A printed number and its unit with a no-break space between, or the number alone; English has `50%` and `−€5`."""
    if lang == "en" and word.startswith("%"):
        return f"{text}{word}"
    if lang == "en" and word.startswith(_CURRENCY):
        sign = text[:1] if text[:1] in (MINUS, "+") else ""
        return f"{sign}{_CURRENCY}{text.removeprefix(sign)}{word.removeprefix(_CURRENCY)}"
    return f"{text}{NBSP}{word}" if word else text


def range_start(low: float, decimals: int, unit: Unit | None, lang: str) -> str:
    """The first number of a range: its unit stands behind the second, but an English currency sign before both."""
    word = unit_word(low, decimals, unit, lang)
    return joined(number(low, decimals, lang), _CURRENCY if lang == "en" and word.startswith(_CURRENCY) else "", lang)


def percent(share: float, lang: str) -> str:
    """A share as whole per cent, rounded down (a pace of 0.949 is 94 %, never 95 %)."""
    return joined(number(whole_percent(share), 0, lang), "%", lang)


def day(value: date, lang: str) -> str:
    """A day: `1.2.2021` in Finnish and Swedish, `1 Feb 2021` in English."""
    if lang == "en":
        return f"{value.day} {month(value, lang)}"
    return f"{value.day}.{value.month}.{value.year}"


def month(value: date, lang: str) -> str:
    """A month: `3/2021` in Finnish and Swedish, `Mar 2021` in English."""
    if lang == "en":
        return f"{_MONTHS[value.month - 1]} {value.year}"
    return f"{value.month}/{value.year}"


@lru_cache(maxsize=KEPT)
def period(value: Period, lang: str) -> str:
    """A period as people write it: `2019`, `6/2019`, `1–6/2019`, `lukuvuosi 2018–2019`, `2018–2022`."""
    first, last = value.first_day, value.last_day
    match value.frequency:
        case "year":
            return str(value.year)
        case "years":
            return f"{first.year}{EN_DASH}{last.year}"
        case "month":
            return month(first, lang)
        case "quarter":
            return say(lang, "formats.quarter", quarter=(first.month + 2) // 3, year=first.year)
        case "school_year":
            return say(lang, "formats.school_year", first=first.year, last=last.year)
    if first.year != last.year:
        return f"{month(first, lang)}{EN_DASH}{month(last, lang)}"
    if lang == "en":
        return f"{month(first, lang)[:3]}{EN_DASH}{month(last, lang)}"
    return f"{first.month}{EN_DASH}{month(last, lang)}"


def stretch(first: Period, last: Period, lang: str) -> str:
    """From one period to another: `2018–2021`, and of others than years `7–12/2018 – 2021`."""
    ends = [period(end, lang) for end in (first, last)]
    return (EN_DASH if all(end.isdecimal() for end in ends) else f" {EN_DASH} ").join(ends)


def listed(words: Sequence[str], lang: str) -> str:
    """Words in a row: `a, b ja c`, `a, b och c`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {say(lang, 'formats.and')} {words[-1]}"


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]
