"""Numbers as people write them: each is read in one way, or refused by the name of what is wrong."""

from __future__ import annotations

import pytest

from etl.intake.values.numbers import Number, NumberError, is_marker, read_number, two_readings

NBSP, NARROW, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"

READ = [
    ("93", 93.0),
    ("0", 0.0),
    ("-0", 0.0),
    ("93,5", 93.5),
    ("93.5", 93.5),
    ("0,93", 0.93),
    ("0.125", 0.125),
    ("0,125", 0.125),
    ("1 234", 1234.0),
    (f"1{NBSP}234", 1234.0),
    (f"1{NARROW}234", 1234.0),
    (f"1{THIN}234", 1234.0),
    ("1 234 567,8", 1234567.8),
    (f"1{NBSP}234.5", 1234.5),
    ("1234,5678", 1234.5678),
    ("12345.678", 12345.678),
    ("1.234,5", 1234.5),
    ("1,234.5", 1234.5),
    ("1.234.567", 1234567.0),
    ("1,234,567", 1234567.0),
    ("1,234", 1.234),
    ("-5,2", -5.2),
    (f"{MINUS}5,2", -5.2),
    ("\u20135,2", -5.2),
    ("- 5", -5.0),
    ("+5", 5.0),
    ("007", 7.0),
    ("  12  ", 12.0),
    ("\t12\t", 12.0),
    ("123456789012345", 123456789012345.0),
    ("00000000000000000012", 12.0),
]
PERCENT = [("93 %", 93.0), ("93%", 93.0), (f"93{NBSP}%", 93.0), (f"{MINUS}0,5 %", -0.5)]
REFUSED = [
    ("1.234", "ambiguous_number"),
    ("12.345", "ambiguous_number"),
    (f"{MINUS}1.234", "ambiguous_number"),
    ("12 34", "broken_groups"),
    ("1 2345", "broken_groups"),
    ("1,2,3", "broken_groups"),
    ("5.", "broken_groups"),
    (",5", "broken_groups"),
    ("1.23.456", "broken_groups"),
    ("1e5", "number_with_text"),
    ("n. 93", "number_with_text"),
    ("93*", "number_with_text"),
    ("1?234", "number_with_text"),
    ("93?", "number_with_text"),
    ("?93", "number_with_text"),
    ("1'234", "number_with_text"),
    ("(5)", "number_with_text"),
    ("\u0663", "number_with_text"),
    ("<5", "fewer_than"),
    ("< 10", "fewer_than"),
    ("kolme", "no_number"),
    ("\u00bd", "no_number"),
    ("", "no_number"),
    ("--", "no_number"),
    ("1234567890123456", "too_many_digits"),
    ("123456789012345,6", "too_many_digits"),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_read(text: str, value: float) -> None:
    number = read_number(text)
    assert (number.value, number.percent) == (value, False)


@pytest.mark.parametrize(("text", "value"), PERCENT)
def test_a_per_cent_sign_is_remembered(text: str, value: float) -> None:
    number = read_number(text)
    assert (number.value, number.percent) == (value, True)


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_refused(text: str, code: str) -> None:
    with pytest.raises(NumberError) as wrong:
        read_number(text)
    assert wrong.value.code == code


def test_both_readings_of_an_ambiguous_number_are_told() -> None:
    with pytest.raises(NumberError) as wrong:
        read_number("12.345")
    assert wrong.value.readings == (12.345, 12345.0)
    assert two_readings(wrong.value.readings, "fi") == ("12,345", "12\N{NO-BREAK SPACE}345")


def test_three_digits_behind_a_comma_are_decimals_only_where_the_measure_has_as_many() -> None:
    assert read_number("1,234", decimals=3).value == 1.234
    with pytest.raises(NumberError, match="ambiguous_number"):
        read_number("1,234", decimals=0)


def test_the_unit_may_follow() -> None:
    assert read_number("93 henkilöä", unit=("henkilöä", "henkilö")) == Number(93, percent=False)
    assert read_number("93 ha", unit=("a", "ha")).value == 93  # the longest of the words that fit
    with pytest.raises(NumberError, match="number_with_text"):
        read_number("93 kg", unit=("henkilöä",))
    with pytest.raises(NumberError, match="number_with_text"):
        read_number("m2", unit=("m2",))  # a unit alone is none of a number


@pytest.mark.parametrize("text", [
    ".", "..", "...", "\u2026", "-", "\u2013", "\u2014", "\u2212", "n/a", "N/A", "na", " .. ",
])  # fmt: skip
def test_markers_are_no_numbers(text: str) -> None:
    assert is_marker(text)


@pytest.mark.parametrize("text", ["0", "0,0", "-1", "....", "nan", ""])
def test_other_text_is_no_marker(text: str) -> None:
    assert not is_marker(text)
