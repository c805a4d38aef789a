"""Golden tables of printed forms, in the three languages."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from strategy.model.catalogue import Unit
from strategy.model.numbers import rounded
from strategy.model.periods import Period
from strategy.model.vocabulary import Text
from strategy.texts import formats
from tests.strategy.drawing import Row, table

LANGS = ("fi", "sv", "en")
LOCALES = {"fi": Locale("fi", "FI"), "sv": Locale("sv", "FI"), "en": Locale("en", "GB")}


def plain(text: str) -> str:
    """The text with its no-break spaces drawn as `_`, so that a table shows them."""
    return text.replace(formats.NBSP, "_")


@pytest.mark.parametrize("row", table("numbers"), ids=lambda r: f"{r['value']} {r['decimals']}")
def test_numbers(row: Row) -> None:
    value, decimals = float(row["value"]), int(row["decimals"])
    assert [plain(formats.number(value, decimals, lang)) for lang in LANGS] == [row[lang] for lang in LANGS]


@pytest.mark.parametrize("row", table("printed_periods"), ids=lambda r: r["period"])
def test_periods(row: Row) -> None:
    assert [formats.period(Period.parse(row["period"]), lang) for lang in LANGS] == [row[lang] for lang in LANGS]


@pytest.mark.parametrize("row", table("printed_days"), ids=lambda r: r["day"])
def test_days_and_months(row: Row) -> None:
    day = date.fromisoformat(row["day"])
    assert [formats.day(day, lang) for lang in LANGS] == [row[lang] for lang in LANGS]
    assert [formats.month(day, "fi"), formats.month(day, "en")] == [row["month fi"], row["month en"]]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("value", [0, 7.25, -1234.5, 1234567.75])
def test_numbers_have_the_marks_of_babel(value: float, lang: str) -> None:
    assert formats.number(value, 2, lang).replace(formats.MINUS, "-") == format_decimal(
        value, "#,##0.00", LOCALES[lang]
    ).replace(formats.MINUS, "-")


@pytest.mark.parametrize("month", range(1, 13))
def test_english_days_have_the_months_of_babel_in_three_letters(month: int) -> None:
    """Babel alone writes `Sept`, in four."""
    day = date(2021, month, 3)
    said = (format_date(day, form, LOCALES["en"]).replace("Sept", "Sep") for form in ("d MMM y", "MMM y"))
    assert (formats.day(day, "en"), formats.month(day, "en")) == tuple(said)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [(0.5, 0, 1), (-0.5, 0, -1), (1.5, 0, 2), (2.5, 0, 3), (89.5, 0, 90), (89.4999, 0, 89), (8 * 0.35, 0, 3),
     (1.005, 2, 1.01), (0.285, 2, 0.29), (-0.04, 1, 0.0), (1234.5, 0, 1235), (0, 3, 0)],
)  # fmt: skip
def test_rounding_is_half_away_from_zero_on_what_is_written(value: float, decimals: int, printed: float) -> None:
    assert rounded(value, decimals) == printed


def test_there_is_no_minus_before_zero() -> None:
    assert math.copysign(1, rounded(-0.04, 1)) == 1
    assert formats.number(-0.04, 1, "fi") == "0,0"


@given(st.floats(), st.integers(0, 6))
def test_rounding_never_raises_and_rounds_only_once(value: float, decimals: int) -> None:
    once = rounded(value, decimals)
    assert math.isnan(once) or rounded(once, decimals) == once


@given(st.floats(-1e9, 1e9), st.integers(0, 4), st.sampled_from(LANGS))
def test_a_printed_number_reads_back_as_the_rounded_one(value: float, decimals: int, lang: str) -> None:
    text = formats.number(value, decimals, lang).replace(formats.NBSP, "").replace(formats.MINUS, "-")
    text = text.replace(",", "") if lang == "en" else text.replace(",", ".")
    assert float(text) == rounded(value, decimals)


def test_signs_are_shown_where_asked() -> None:
    signed = [formats.number(v, 1, "fi", sign=True) for v in (0.5, 0.0, -0.5, 0.04)]
    assert signed == ["+0,5", "0,0", "\N{MINUS SIGN}0,5", "0,0"]


@pytest.mark.parametrize(("value", "text"), [(17.0, "17"), (4.3, "4,3"), (0.25, "0,25"), (1 / 3, "0,3333"), (0, "0")])
def test_the_shortest_form_has_the_decimals_it_needs(value: float, text: str) -> None:
    assert formats.shortest(value, "fi") == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.949, "94"), (0.95, "95"), (0.6, "60"), (0.9999, "99"), (1, "100"), (0.0, "0"), (0.29, "29")]
)
def test_per_cent_are_rounded_down(share: float, text: str) -> None:
    assert plain(formats.percent(share, "fi")) == f"{text}_%"


PERSONS = Unit(
    "persons", Text("henkilöä", "personer", "people"), Text("henkilö", "person", "person"),
    Text("henkilöä", "personer", "people"), Text("henkilöä", "personer", "people"),
)  # fmt: skip
PERCENT = Unit("percent", Text("%", "%", "%"), Text("%", "%", "%"), Text("%-yksikköä", "procentenheter", "points"),
               Text("%", "%", "%"))  # fmt: skip
SCORE = Unit("score", Text("", "", ""), Text("", "", ""), Text("", "", ""), Text("", "", ""))


def test_units_follow_their_number() -> None:
    assert plain(formats.with_unit(1, 0, PERSONS, "fi")) == "1_henkilö"
    assert plain(formats.with_unit(-1, 0, PERSONS, "sv")) == "\N{MINUS SIGN}1_person"
    assert plain(formats.with_unit(0, 0, PERSONS, "fi")) == "0_henkilöä"
    assert plain(formats.with_unit(1, 1, PERSONS, "fi")) == "1,0_henkilöä"
    assert plain(formats.with_unit(31.94, 1, PERCENT, "sv")) == "31,9_%"
    assert formats.with_unit(3.5, 1, SCORE, "fi") == "3,5"
    assert formats.with_unit(3.5, 1, None, "fi") == "3,5"


def test_differences_have_their_own_word() -> None:
    assert plain(formats.difference(-3, 1, PERCENT, "fi")) == "\N{MINUS SIGN}3,0_%-yksikköä"
    assert plain(formats.difference(3, 0, PERCENT, "sv", sign=True)) == "+3_procentenheter"
    assert formats.difference(3, 0, None, "sv") == "3"


def test_a_difference_of_one_is_told_in_the_singular() -> None:
    point = replace(PERCENT, difference_one=Text("%-yksikkö", "procentenhet", "percentage point"))
    assert plain(formats.difference(1, 0, point, "fi", sign=True)) == "+1_%-yksikkö"
    assert plain(formats.difference(-1, 0, point, "sv")) == "\N{MINUS SIGN}1_procentenhet"
    assert plain(formats.difference(1, 1, point, "sv")) == "1,0_procentenheter"
    assert plain(formats.difference(1, 0, PERSONS, "fi", sign=True)) == "+1_henkilö"
    assert plain(formats.difference(2, 0, PERSONS, "fi", sign=True)) == "+2_henkilöä"
    assert plain(formats.difference(1, 0, PERCENT, "fi")) == "1_%-yksikköä"


@pytest.mark.parametrize(
    ("value", "word", "lang", "printed"),
    [
        (50, "%", "fi", "50_%"),
        (50, "%", "en", "50%"),
        (1.4, "% a year", "en", "1.4% a year"),
        (198400, "€", "sv", "198_400_€"),
        (198400, "€", "en", "€198,400"),
        (-5, "€", "en", "−€5"),
        (56, "€ per resident", "en", "€56 per resident"),
        (3, "million euros", "en", "3_million euros"),
    ],
)
def test_english_has_its_own_per_cent_and_currency(value: float, word: str, lang: str, printed: str) -> None:
    unit = Unit("u", *(Text(word, word, word),) * 4)
    assert plain(formats.with_unit(value, 1 if value % 1 else 0, unit, lang)) == printed


def test_a_range_of_euros_has_the_sign_twice_in_english_alone() -> None:
    euros = Unit("eur", *(Text("€", "€", "€"),) * 4)
    assert plain(formats.bound(2, 4, 0, euros, "en")) == "€2–€4"
    assert plain(formats.bound(2, 4, 0, euros, "fi")) == "2–4_€"


def test_words_in_a_row() -> None:
    assert formats.listed([], "fi") == ""
    assert formats.listed(["a"], "fi") == "a"
    assert formats.listed(["a", "b"], "sv") == "a och b"
    assert formats.listed(["a", "b", "c"], "fi") == "a, b ja c"
    assert formats.listed(["a", "b", "c"], "en") == "a, b and c"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2018", "2021", "2018–2021"),
        ("2018-07/2018-12", "2021", "7–12/2018 – 2021"),
        ("2020-01", "2021-06", "1/2020 – 6/2021"),
    ],
)
def test_from_one_period_to_another(first: str, last: str, written: str) -> None:
    assert formats.stretch(Period.parse(first), Period.parse(last), "fi") == written


def test_only_the_first_letter_is_raised() -> None:
    assert formats.sentence_case("ei tietoa THL:stä") == "Ei tietoa THL:stä"
    assert formats.sentence_case("") == ""


@pytest.mark.parametrize(
    ("values", "decimals", "enough"),
    [
        ([93.5, 93.9], 0, 1),
        ([93.5, 90.0], 0, 0),
        ([1.004, 1.0], 1, 3),
        ([2.0, 2.0], 0, 0),
        ([], 2, 2),
        ([1e-9, 0.0], 0, 6),
    ],
)  # fmt: skip
def test_values_that_differ_are_printed_apart(values: list[float], decimals: int, enough: int) -> None:
    assert formats.apart(values, decimals) == enough
