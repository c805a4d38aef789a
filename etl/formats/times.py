"""Tells which period a category is: by what the format itself says (TIMEVAL), by its code, by its label.

Where two of them name different periods, or a form can be read in two ways, the category is no period that we know:
it is handed back as unread, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from etl.formats.cube import Dimension
from etl.formats.numbers import MARK
from strategy.model import Period

FIRST_YEAR, LAST_YEAR = 1700, 2200
"""Years of statistics; the first of Finland's population is 1749."""
_MONTHS = (
    ("tammi", "januari", "january", "jan"), ("helmi", "februari", "february", "feb"),
    ("maalis", "mars", "march", "mar"), ("huhti", "april", "apr"), ("touko", "maj", "may"),
    ("kesä", "juni", "june", "jun"), ("heinä", "juli", "july", "jul"), ("elo", "augusti", "august", "aug"),
    ("syys", "september", "sep", "sept"), ("loka", "oktober", "october", "okt", "oct"), ("marras", "november", "nov"),
    ("joulu", "december", "dec"),
)  # fmt: skip
_BY_NAME = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH = rf"(?P<name>{'|'.join(sorted(_BY_NAME, key=len, reverse=True))})(?:kuu)?(?:n|ssa)?\.?"
_QUARTER = r"(?:(?:vuosi)?neljännes|kvartal(?:et)?|quarter)"
_YEAR = r"(?P<year>\d{4})"
_ORDINAL = r"(?:\.|st|nd|rd|th|:a|:e)?"
_LENGTH_WORD = re.compile(
    rf"kuu(?:n|ssa|ta)?\b|neljänne|kvartal|quarter|viik|veck|\bweek|\bpuolivuo|\bhalvår|\bvko\b"
    r"|lukuvuo|kouluvuo|läsår|\bkevä|\bsyksy|\bvårtermin|\bhösttermin|\bschool|\bacademic"
    rf"|(?:^|\W)(?:{'|'.join(sorted(_BY_NAME, key=len, reverse=True))})\.?(?:$|\W)|^[qkh][1-4]$"
)
_MONTH_WORDS = ("kuukau", "kk", "månad", "month")
_QUARTER_WORDS = ("neljänne", "kvartal", "quarter")
_WEEK_WORDS = ("viik", "veck", "week")
_PLAUSIBLE = re.compile(r"(?<!\d)(?:1[789]|2[01])\d\d(?!\d)", re.ASCII)
_SPAN = re.compile(r"\d{4}\s*[/\N{EN DASH}-]\s*(?:\d{4}|\d{2})(?!\d)", re.ASCII)
_SCALES = {"year": "A", "half_year": "H", "quarter": "Q", "month": "M", "range": "T"}
_LENGTHS = {"H": 6, "T": 4, "Q": 3, "M": 1}
"""Months of a period by the letter of its length; K is Swedish for the quarter's Q."""


@dataclass(frozen=True, slots=True)
class Times:
    """The periods of a dimension by place, and the places that are none."""

    periods: dict[Period, int]
    unread: tuple[int, ...]


def read_times(dimension: Dimension) -> Times:
    """The period of every category that is surely one."""
    found = [_agreed(dimension, place) for place in range(len(dimension.codes))]
    often = Counter(period for period in found if period is not None)
    periods = {period: place for place, period in enumerate(found) if period is not None and often[period] == 1}
    unread = tuple(place for place, period in enumerate(found) if period is None or often[period] > 1)
    return Times(periods, unread)


def _agreed(dimension: Dimension, place: int) -> Period | None:
    if dimension.scale not in ("", "A", *_LENGTHS):  # weeks and days
        return None
    name = f"{dimension.code} {dimension.text}".casefold()
    columns = (dimension.times, dimension.codes, dimension.labels)
    scales = (dimension.scale, dimension.scale, "")
    told = {
        period
        for column, scale in zip(columns, scales, strict=True)
        if column and (period := period_of(column[place], scale, name, column)) is not None
    }
    if len(told) != 1:
        return None
    period = next(iter(told))
    texts = (dimension.codes[place], dimension.labels[place])
    return None if any(_contradicts(text, period) for text in texts) else period


def _contradicts(text: str, period: Period) -> bool:
    """Whether words that are no period by themselves name another: `2020/2021` or `tammi-kesäkuu` of the year 2021."""
    if period_of(text, _SCALES.get(period.frequency, "")) is not None or text.isdecimal():
        return False
    years = {int(year) for year in _PLAUSIBLE.findall(text)}
    part = period.frequency == "year" and any(names_length(word) for word in text.split())
    return part or bool(_SPAN.search(text)) or bool(years - {period.year})


def period_of(text: str, scale: str = "", name: str = "", column: Sequence[str] = ()) -> Period | None:
    """The period in one of the forms of tables, or None; `column` are its fellows, which may tell a form from another.

    `scale` is the letter of the length, where it is known, `name` the name of the dimension.
    """
    clean = without_mark(text)[0].casefold()
    for form in _FORMS:
        if match := form.pattern.fullmatch(clean):
            return form.read(match, _Context(scale, name, column or (text,)))
    return None


def names_length(word: str) -> bool:
    """Whether a word before a year says which part of it is meant: a month, a quarter, a week, a span of months."""
    return bool(_LENGTH_WORD.search(word.casefold()))


def without_mark(text: str) -> tuple[str, str]:
    """A period's text without the mark behind it, and that mark: `2024*`, `2024 (p)`, `2024e`, `2024 1)`."""
    clean = " ".join(text.split())
    found = _MARKED.fullmatch(clean)
    return (found["body"].rstrip(), found["mark"].strip()) if found else (clean, "")


_MARKED = re.compile(rf"(?P<body>.*[\w.])(?P<mark>\s?(?:{MARK})|\s\d\)|(?<=\d)\s?[a-z]|\s?\([^()\d]{{2,40}}\))")


@dataclass(frozen=True, slots=True)
class _Context:
    scale: str
    name: str
    column: Sequence[str]

    def is_of(self, words: Sequence[str]) -> bool:
        """Whether the dimension's name says its length."""
        return any(word in self.name for word in words)

    def numbers(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Year and number of all fellows that have this form."""
        found = (pattern.fullmatch(without_mark(text)[0].casefold()) for text in self.column)
        return [(int(m["year"]), int(m["number"])) for m in found if m]


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], _Context], Period | None]


def _part(year: str, length: str, number: int) -> Period | None:
    months = _LENGTHS[length]
    if not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= number <= 12 // months):
        return None
    first = int(year) * 12 + (number - 1) * months
    return Period(end=first + months - 1, start=first)


def _whole_year(m: re.Match[str], context: _Context) -> Period | None:
    year = int(m["year"])
    return Period.years(year, year) if context.scale in ("", "A") and FIRST_YEAR <= year <= LAST_YEAR else None


def _lettered(m: re.Match[str], context: _Context) -> Period | None:
    letter = "q" if m["letter"] == "k" else m["letter"]
    if letter == "t" and context.scale != "T":  # a third of a year here, a quarter there
        return None
    return _part(m["year"], letter.upper(), int(m["number"]))


def _named_month(m: re.Match[str], _: _Context) -> Period | None:
    return _part(m["year"], "M", _BY_NAME[m["name"]])


def _quarter(m: re.Match[str], _: _Context) -> Period | None:
    return _part(m["year"], "Q", int(m["number"]))


def _roman(m: re.Match[str], _: _Context) -> Period | None:
    return _part(m["year"], "Q", _ROMAN[m["number"]])


def _iso_month(m: re.Match[str], context: _Context) -> Period | None:
    """`2023-01` is a month; `2011-12` among `2012-13` is not, and alone it may be two years."""
    fellows = context.numbers(_ISO)
    months = all(1 <= number <= 12 for _, number in fellows)
    spans = all(number == (year + 1) % 100 for year, number in fellows)
    sure = context.scale == "M" or context.is_of(_MONTH_WORDS) or not spans
    return _part(m["year"], "M", int(m["number"])) if months and sure and context.scale in ("", "M") else None


def _digits(m: re.Match[str], context: _Context) -> Period | None:
    """CCYYMM, CCYYQ and their like: with TLIST as it says, without it months alone, where they can be nothing else."""
    number = int(m["number"])
    if context.scale in _LENGTHS and len(m["number"]) == (2 if context.scale == "M" else 1):
        return _part(m["year"], context.scale, number)
    if context.scale or len(m["number"]) != 2 or context.is_of(_WEEK_WORDS):
        return None
    months = all(1 <= n <= 12 for _, n in context.numbers(_DIGITS))
    return _part(m["year"], "M", number) if months else None


def _slashed(m: re.Match[str], context: _Context) -> Period | None:
    """`1/2023` is a month, or a quarter where the dimension says so; four numbers alone may be either."""
    fellows = [number for _, number in context.numbers(_SLASHED)]
    if context.is_of(_QUARTER_WORDS):
        return _part(m["year"], "Q", int(m["number"]))
    months = context.is_of(_MONTH_WORDS) or max(fellows) > 4 or len(m["number"]) == 2
    return _part(m["year"], "M", int(m["number"])) if months else None


_ISO = re.compile(rf"{_YEAR}-(?P<number>\d\d)", re.ASCII)
_DIGITS = re.compile(rf"{_YEAR}(?P<number>\d\d?)", re.ASCII)
_SLASHED = re.compile(rf"(?P<number>\d\d?)/{_YEAR}", re.ASCII)
_FORMS = (
    _Form(re.compile(_YEAR, re.ASCII), _whole_year),
    _Form(re.compile(rf"{_YEAR}[- ]?(?P<letter>[mqkht])(?P<number>\d\d?)", re.ASCII), _lettered),
    _Form(_ISO, _iso_month),
    _Form(_DIGITS, _digits),
    _Form(_SLASHED, _slashed),
    _Form(re.compile(rf"(?P<letter>[qk])(?P<number>[1-4])[ /-]{_YEAR}", re.ASCII), _lettered),
    _Form(re.compile(rf"(?P<number>i{{1,3}}|iv)/{_YEAR}", re.ASCII), _roman),
    _Form(re.compile(rf"{_YEAR}/(?P<number>i{{1,3}}|iv)", re.ASCII), _roman),
    _Form(re.compile(rf"{_MONTH},? {_YEAR}"), _named_month),
    _Form(re.compile(rf"{_YEAR},? {_MONTH}"), _named_month),
    _Form(re.compile(rf"(?P<number>[1-4]){_ORDINAL} {_QUARTER},? {_YEAR}"), _quarter),
    _Form(re.compile(rf"{_YEAR},? (?P<number>[1-4]){_ORDINAL} {_QUARTER}"), _quarter),
    _Form(re.compile(rf"{_QUARTER} (?P<number>[1-4]),? {_YEAR}"), _quarter),
    _Form(re.compile(rf"{_YEAR},? {_QUARTER} (?P<number>[1-4])"), _quarter),
)
