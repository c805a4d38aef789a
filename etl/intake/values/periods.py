"""Periods as people write them: `1-6/2019`, `2019 Q3`, `III/2019`, `9/2019`, `lukuvuosi 2018-2019`, `1.9.2019`.

What can be read in two ways is refused with both readings, unless the measure's own series tells which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from types import MappingProxyType

from strategy.model import Period, PeriodError
from strategy.texts import formats, say

_DASH = "[-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}]"
_ROMAN = MappingProxyType({"i": 1, "ii": 2, "iii": 3, "iv": 4})
_MONTHS = (
    ("tammi", "januari", "january", "jan"), ("helmi", "februari", "february", "feb"),
    ("maalis", "mars", "march", "mar"),
    ("huhti", "april", "apr"), ("touko", "maj", "may"), ("kesä", "juni", "june", "jun"),
    ("heinä", "juli", "july", "jul"), ("elo", "augusti", "august", "aug"), ("syys", "september", "sep", "sept"),
    ("loka", "oktober", "october", "okt", "oct"), ("marras", "november", "nov"), ("joulu", "december", "dec"),
)  # fmt: skip
_NAMES: Mapping[str, int] = MappingProxyType({name: n for n, names in enumerate(_MONTHS, 1) for name in names})
_YEAR = r"((?:19|20)\d\d)"
_YEAR_ZERO = re.compile(r"(?:0\d{3}|9999)(?:\D.*)?", re.ASCII)
"""Years that no calendar of ours has."""
_TWO_YEARS = 24
_AS_DAYS = (date(1905, 3, 14), date(1905, 9, 30))
"""What the numbers 1900 to 2100 are as days: a year that was typed into a cell for days."""


class WrittenPeriodError(ValueError):
    """The text is not a period; `code` names the problem, `readings` are the two ways to read it, where there are."""

    def __init__(self, code: str, *readings: Period) -> None:
        super().__init__(code)
        self.code = code
        self.readings = readings


def read_period(
    text: str, frequencies: Collection[str] = (), series: Collection[Period] = (), *, own: bool = False
) -> Period:
    """The period that `text` is; `frequencies` are those of the measure's `series`. Raises `WrittenPeriodError`.

    `own`: a file of ours wrote it, so that `2020/2021` are two years as in the record; people write a school year so.
    """
    clean = " ".join(text.split()).lower()
    if _YEAR_ZERO.fullmatch(clean):
        raise WrittenPeriodError("no_such_year")
    canonical = _canonical(clean)
    if canonical is not None and (own or canonical.frequency != "years" or canonical.months != _TWO_YEARS):
        return canonical
    if m := _SHORT_MONTH.fullmatch(clean):
        return _of_series(m, series)
    for pattern, read in _FORMS:
        if m := pattern.fullmatch(clean):
            return read(m, frequencies)
    if _NO_YEAR.fullmatch(clean):
        raise WrittenPeriodError("no_year")
    raise WrittenPeriodError("short_year" if _SHORT_YEAR.fullmatch(clean) else "unread_period")


def is_period(text: str) -> bool:
    """Whether a text is a period, in one way or in two."""
    try:
        read_period(text)
    except WrittenPeriodError as wrong:
        return bool(wrong.readings)
    return True


def plainly(period: Period, lang: str) -> str:
    """A period in words that are read in one way: a school year and two years look alike as `2018–2019`."""
    if period.frequency == "years":
        return say(lang, "intake.years", years=formats.period(period, lang))
    return formats.period(period, lang)


def period_of_day(day: date, number_format: str, frequencies: Collection[str]) -> Period:
    """The period that a date cell is: Excel makes one of `9/2019`, and the cell's format tells what is shown.

    A spreadsheet makes `1-6` the first of June of the year in which it was typed, and shows no year.
    """
    if _AS_DAYS[0] <= day <= _AS_DAYS[1]:
        raise WrittenPeriodError("year_as_day")
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format.lower())
    year, month, day_of_it = (re.search(some, letters) is not None for some in ("[yvå]", "[mk]", "[dp]"))
    if (month or day_of_it) and not year:
        raise WrittenPeriodError("day_without_year")
    if year and not day_of_it:
        return _month(day.year, day.month) if month else Period.years(day.year, day.year)
    return _day(day, frequencies)


def _canonical(text: str) -> Period | None:
    """A period in the form of our own files, which is never ambiguous."""
    try:
        return Period.parse(text.upper())
    except PeriodError:
        return None


def _month(year: int, month: int) -> Period:
    if not 1 <= month <= 12:
        raise WrittenPeriodError("no_such_month")
    return Period(end=year * 12 + month - 1, start=year * 12 + month - 1)


def _months(year: int, first: int, last: int) -> Period:
    if not 1 <= first <= last <= 12:
        raise WrittenPeriodError("no_such_month")
    return Period(end=year * 12 + last - 1, start=year * 12 + first - 1)


def _day(day: date, frequencies: Collection[str]) -> Period:
    """A day is a period only where the series says of which: its year, or the month whose first day it is."""
    month, year = _month(day.year, day.month), Period.years(day.year, day.year)
    edge = (day.month, day.day) in ((1, 1), (12, 31))
    months, years = "month" in frequencies, "year" in frequencies
    if months and not years and day.day == 1:
        return month
    if edge and years and not months:
        return year
    if edge:
        raise WrittenPeriodError("ambiguous_period", year, month)
    raise WrittenPeriodError("day_for_period")


def _written_day(m: re.Match[str], frequencies: Collection[str]) -> Period:
    return _day_of((m[3], m[2], m[1]), frequencies)


def _iso_day(m: re.Match[str], frequencies: Collection[str]) -> Period:
    return _day_of((m[1], m[2], m[3]), frequencies)


def _day_of(parts: tuple[str, str, str], frequencies: Collection[str]) -> Period:
    try:
        day = date(*map(int, parts))
    except ValueError as wrong:
        raise WrittenPeriodError("no_such_day") from wrong
    return _day(day, frequencies)


def _days(m: re.Match[str], _: Collection[str]) -> Period:
    first_year = int(m[3] or m[6])
    try:
        first, last = date(first_year, int(m[2]), int(m[1])), date(int(m[6]), int(m[5]), int(m[4]))
    except ValueError as wrong:
        raise WrittenPeriodError("no_such_day") from wrong
    found = Period(end=last.year * 12 + last.month - 1, start=first.year * 12 + first.month - 1)
    if first != found.first_day or last != found.last_day or found.start > found.end:
        raise WrittenPeriodError("not_whole_months")
    return found


def _two_years(m: re.Match[str], frequencies: Collection[str]) -> Period:
    first, last = int(m[1]), int(m[2]) if len(m[2]) == 4 else int(m[1][:2] + m[2])
    if last <= first:
        raise WrittenPeriodError("no_such_month" if len(m[2]) == 2 else "years_backwards")
    window, school = Period.years(first, last), _school_year(first)
    if last > first + 1:
        if len(m[2]) == 2:
            raise WrittenPeriodError("unread_period")
        return window
    if "school_year" in frequencies and "years" not in frequencies:
        return school
    if "years" in frequencies and "school_year" not in frequencies:
        return window
    raise WrittenPeriodError("ambiguous_period", window, school)


def _window(m: re.Match[str], _: Collection[str]) -> Period:
    if int(m[2]) <= int(m[1]):
        raise WrittenPeriodError("years_backwards")
    return Period.years(int(m[1]), int(m[2]))


def _school_year(first: int) -> Period:
    return Period(end=(first + 1) * 12 + 6, start=first * 12 + 7)


def _named_school_year(m: re.Match[str], _: Collection[str]) -> Period:
    first, last = int(m[1]), int(m[2]) if len(m[2]) == 4 else int(m[1][:2] + m[2])
    if last != first + 1:
        raise WrittenPeriodError("unread_period")
    return _school_year(first)


def _quarter(year: str, quarter: int) -> Period:
    return _months(int(year), 3 * quarter - 2, 3 * quarter)


def _half(year: str, half: int) -> Period:
    return _months(int(year), 6 * half - 5, 6 * half)


def _month_or_quarter(m: re.Match[str], frequencies: Collection[str]) -> Period:
    month, quarter = _month(int(m[1]), int(m[2])), int(m[2])
    if quarter > 4 or ("month" in frequencies and "quarter" not in frequencies):
        return month
    if "quarter" in frequencies and "month" not in frequencies:
        return _quarter(m[1], quarter)
    raise WrittenPeriodError("ambiguous_period", month, _quarter(m[1], quarter))


def _name(word: str) -> int:
    stem = word.removesuffix("kuuta").removesuffix("kuu").removesuffix(".")
    if stem not in _NAMES:
        raise WrittenPeriodError("unread_period")
    return _NAMES[stem]


def _of_series(m: re.Match[str], series: Collection[Period]) -> Period:
    """`kesä.19`, as Excel shows the 2019-06 of our own files: the one month of the series that it can be."""
    month = _NAMES.get(m[1].removesuffix("kuu"))
    found = {p for p in series if p.frequency == "month" and p.first_day.month == month and p.year % 100 == int(m[2])}
    if len(found) != 1:
        raise WrittenPeriodError("short_year")
    return found.pop()


_SHORT_YEAR = re.compile(rf"\d\d?\.?(?: ?{_DASH} ?\d\d?\.?)? ?[/.] ?\d\d", re.ASCII)
_NO_YEAR = re.compile(
    rf"(?:\d\d?\.?|[ivq]+\d?|h[12]|q[1-4])(?: ?{_DASH} ?\d\d?\.?)?|\d\d?\.\d\d?\.|[a-zåäö]+kuu", re.ASCII
)
_SHORT_MONTH = re.compile(r"([a-zåäö]+)\.? ?[-./' ]? ?(\d\d)")
Form = tuple[re.Pattern[str], Callable[[re.Match[str], Collection[str]], Period]]


def _form(pattern: str, read: Callable[[re.Match[str], Collection[str]], Period]) -> Form:
    return re.compile(pattern, re.ASCII | re.IGNORECASE), read


_FORMS: tuple[Form, ...] = (
    _form(rf"(?:v\.|vuosi|vuonna|år|året|year) ?{_YEAR}", lambda m, _: Period.years(int(m[1]), int(m[1]))),
    _form(rf"{_YEAR}[.,]0", lambda m, _: Period.years(int(m[1]), int(m[1]))),
    _form(rf"(\d\d?)\.? ?{_DASH} ?(\d\d?) ?[/. ] ?{_YEAR}", lambda m, _: _months(int(m[3]), int(m[1]), int(m[2]))),
    _form(rf"{_YEAR}[-/.](\d\d?)[-/.](\d\d?)(?:[t ]00:00(?::00)?)?", _iso_day),
    _form(rf"{_YEAR} ?[/:m-] ?(\d\d?) ?{_DASH} ?(\d\d?)", lambda m, _: _months(int(m[1]), int(m[2]), int(m[3]))),
    _form(rf"(\d\d?)[/.] ?{_YEAR}", lambda m, _: _month(int(m[2]), int(m[1]))),
    _form(rf"{_YEAR} ?m ?(\d\d?)", lambda m, _: _month(int(m[1]), int(m[2]))),
    _form(rf"{_YEAR}[/-](\d)", _month_or_quarter),
    _form(rf"{_YEAR}/(\d\d)", lambda m, f: _two_years(m, f) if int(m[2]) > 12 else _month_or_school(m)),
    _form(rf"{_YEAR} ?-? ?q ?([1-4])", lambda m, _: _quarter(m[1], int(m[2]))),
    _form(
        rf"(?:q|kvartal|kvartalet|neljännes|quarter) ?([1-4]) ?[/ -]? ?{_YEAR}", lambda m, _: _quarter(m[2], int(m[1]))
    ),
    _form(rf"(i|ii|iii|iv) ?[/ ] ?{_YEAR}", lambda m, _: _quarter(m[2], _ROMAN[m[1]])),
    _form(rf"{_YEAR} ?[/ ] ?(i|ii|iii|iv)", lambda m, _: _quarter(m[1], _ROMAN[m[2]])),
    _form(
        rf"([1-4])\.? ?(?:neljännes|kvartaali|vuosineljännes|kvartal|kvartalet|quarter|nelj\.?) ?/? ?{_YEAR}",
        lambda m, _: _quarter(m[2], int(m[1])),
    ),
    _form(rf"{_YEAR} ?-? ?h ?([12])", lambda m, _: _half(m[1], int(m[2]))),
    _form(rf"(?:h([12])|([12])h) ?[/ ]? ?{_YEAR}", lambda m, _: _half(m[3], int(m[1] or m[2]))),
    _form(
        rf"(?:lukuvuosi|lukuvuonna|lv\.?|läsår|läsåret|school year) ?{_YEAR} ?(?:{_DASH}|/) ?(\d{{4}}|\d\d)",
        _named_school_year,
    ),
    _form(rf"(?:vuodet|vuosina|åren|years) ?{_YEAR} ?(?:{_DASH}|/) ?{_YEAR}", _window),
    _form(rf"{_YEAR} ?(?:{_DASH}|/) ?(\d{{4}})", _two_years),
    _form(rf"{_YEAR} ?{_DASH} ?(\d\d)", _two_years),
    _form(rf"(\d\d?)\. ?(\d\d?)\. ?{_YEAR}", _written_day),
    _form(rf"(\d\d?)\. ?(\d\d?)\. ?{_YEAR}? ?{_DASH} ?(\d\d?)\. ?(\d\d?)\. ?{_YEAR}", _days),
    _form(rf"([a-zåäö]+\.?) {_YEAR}", lambda m, _: _month(int(m[2]), _name(m[1]))),
    _form(rf"([a-zåäö]+) ?{_DASH} ?([a-zåäö]+) {_YEAR}", lambda m, _: _months(int(m[3]), _name(m[1]), _name(m[2]))),
)


def _month_or_school(m: re.Match[str]) -> Period:
    """`2019/09` is a month and `2011/12` may also be the school year that begins in 2011."""
    month = _month(int(m[1]), int(m[2]))
    if int(m[2]) == int(m[1][2:]) + 1:
        raise WrittenPeriodError("ambiguous_period", month, _school_year(int(m[1])))
    return month
