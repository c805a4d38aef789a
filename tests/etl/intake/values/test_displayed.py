"""What a cell shows beside what it holds: read where they are one, refused with both readings where they differ."""

from __future__ import annotations

import io
import zipfile
from datetime import date, time, timedelta

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from etl.intake.values.displayed import DisplayedNumber, displayed, rounded
from strategy.model.vocabulary import LANGUAGES
from tests.etl.intake.conftest import HEADER, Look, told, values, workbook

A = "1.1-a"  # per cent, no decimals, has been 80 and 87.5
B = "1.1-m"  # people, no history
C = "1.1-b"  # a score with decimals
NBSP = "\N{NO-BREAK SPACE}"

SHOWN: list[tuple[float, str, str, float | None]] = [
    (2_500_000, '0.0,,"M€"', "2,5M€", 2.5),
    (12_500, '0,"k"', "13k", 13.0),
    (93, '0 "%"', "93 %", 93.0),
    (0.934, "0.0%", "93,4%", 93.4),
    (5, ";;;", "", None),
    (-5, "0;0", "5", 5.0),
    (-5, "0;[Red]0", "5", 5.0),
    (-5, "0_);(0)", "(5)", -5.0),
    (-5, "0.0", "-5,0", -5.0),
    (5, '0"0"', "50", None),
    (5, '"-"0', "-5", -5.0),
    (5, '"<"0', "<5", 5.0),
    (1234, r"0\.00", "12.34", None),
    (12.5, "# ?/?", "12 1/2", 12.5),
    (1 / 3, "# ??/100", "0 33/100", 0.33),
    (12_345, "0.00E+00", "12300", 12_300.0),
    (1_234_567, "#,##0", f"1{NBSP}234{NBSP}567", 1_234_567.0),
    (49, "000", "049", 49.0),
    (2_500, "#,##0 [$€-40B]", f"2{NBSP}500 €", 2_500.0),
    (0, '_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-;_-* "-"?? "€"_-;_-@_-', "- €", None),
    (1_500, '[>=1000000]0.0,,"M";[>=1000]0.0,"k";0', "1,5k", 1.5),
    (12, 'General" pv"', "12 pv", 12.0),
    (0.5, "0.##", "0,5", 0.5),
    (-0.2, "0", "0", 0.0),
]


@pytest.mark.parametrize(("value", "number_format", "text", "number"), SHOWN)
def test_what_a_format_shows(value: float, number_format: str, text: str, number: float | None) -> None:
    found = displayed(value, number_format)
    assert found is not None
    assert (found.text, found.number) == (text, number)


WHOLE: list[tuple[float, str, DisplayedNumber]] = [
    (5.0, '"x"@', DisplayedNumber("x5", 5.0, "x")),
    (5.0, '@" kpl"', DisplayedNumber("5 kpl", 5.0, "kpl")),
    (5.5, "General;General", DisplayedNumber("5,5", 5.5, "")),
    (-5.5, 'General" pv"', DisplayedNumber("-5,5 pv", -5.5, "pv")),
    (5.5, '"n. "General', DisplayedNumber("n. 5,5", 5.5, "n.")),
    (123456789.1234567, 'General" x"', DisplayedNumber("123456789,12 x", 123456789.12, "x")),
    (0.30000000000000004, 'General" x"', DisplayedNumber("0,3 x", 0.3, "x")),
    (1000000000000000.0, 'General" x"', DisplayedNumber("1000000000000000 x", 1000000000000000.0, "x")),
    (5.0, "[>3]0;[<=3]0.0", DisplayedNumber("5", 5.0, "")),
    (3.0, "[>3]0;[<=3]0.0", DisplayedNumber("3,0", 3.0, "")),
    (3.0, "[<3]0;0.0", DisplayedNumber("3,0", 3.0, "")),
    (2.0, "[<3]0;0.0", DisplayedNumber("2", 2.0, "")),
    (3.0, "[>=3]0;0.0", DisplayedNumber("3", 3.0, "")),
    (2.0, "[>=3]0;0.0", DisplayedNumber("2,0", 2.0, "")),
    (3.0, "[=3]0;0.0", DisplayedNumber("3", 3.0, "")),
    (4.0, "[=3]0;0.0", DisplayedNumber("4,0", 4.0, "")),
    (3.0, "[<>3]0;0.0", DisplayedNumber("3,0", 3.0, "")),
    (4.0, "[<>3]0;0.0", DisplayedNumber("4", 4.0, "")),
    (4.0, "[<=3]0;0.0", DisplayedNumber("4,0", 4.0, "")),
    (4.0, "[> 3]0;0.0", DisplayedNumber("4", 4.0, "")),
    (3.5, "[>3.4]0.0;0", DisplayedNumber("3,5", 3.5, "")),
    (-5.0, "[>3]0;[<-6]0.0", DisplayedNumber("-5", -5.0, "")),
    (-5.0, "[<-3]0;0.00", DisplayedNumber("-5", -5.0, "")),
    (7.0, "[<3]0;[<5]0.0", DisplayedNumber("7", 7.0, "")),
    (5.0, "0;", DisplayedNumber("5", 5.0, "")),
    (-5.0, "0;", DisplayedNumber("", None, "")),
    (0.0, "0;-0", DisplayedNumber("0", 0.0, "")),
    (0.0, '0;-0;"nolla"', DisplayedNumber("nolla", None, "nolla")),
    (-5.0, '0;-0;"nolla"', DisplayedNumber("-5", -5.0, "")),
    (5.0, '0";"0', DisplayedNumber("0;5", None, "")),
    (5.0, "0;0;0;@", DisplayedNumber("5", 5.0, "")),
    (5.0, "0* ", DisplayedNumber("5", 5.0, "")),
    (5.0, "0_-", DisplayedNumber("5", 5.0, "")),
    (5.0, "_-0", DisplayedNumber("5", 5.0, "")),
    (5.0, "[Red]0", DisplayedNumber("5", 5.0, "")),
    (5.0, "[$€]0", DisplayedNumber("€5", 5.0, "€")),
    (5.0, "0 [$kr-41D]", DisplayedNumber("5 kr", 5.0, "kr")),
    (5.0, "0\\ \\k\\g", DisplayedNumber("5 kg", 5.0, "kg")),
    (5.0, "0kg", DisplayedNumber("5kg", 5.0, "kg")),
    (5.0, "0 kg", DisplayedNumber("5 kg", 5.0, "kg")),
    (5.0, "(0)", DisplayedNumber("(5)", -5.0, "")),
    (5.0, "-0", DisplayedNumber("-5", -5.0, "")),
    (5.0, '"−"0', DisplayedNumber("−5", -5.0, "")),
    (5.0, '0"-"', DisplayedNumber("5-", 5.0, "-")),
    (5.0, '0" -"', DisplayedNumber("5 -", 5.0, "-")),
    (1234567.0, "#,##0", DisplayedNumber(f"1{NBSP}234{NBSP}567", 1234567.0, "")),
    (1234567.0, "0,0", DisplayedNumber(f"1{NBSP}234{NBSP}567", 1234567.0, "")),
    (123.0, "#,##0", DisplayedNumber("123", 123.0, "")),
    (1234.5, "#,##0.0", DisplayedNumber(f"1{NBSP}234,5", 1234.5, "")),
    (1234.5, "#,##0.00", DisplayedNumber(f"1{NBSP}234,50", 1234.5, "")),
    (12345678.0, "0,,", DisplayedNumber("12", 12.0, "")),
    (12345678.0, "0.0,", DisplayedNumber("12345,7", 12345.7, "")),
    (12345678.0, "#,##0,", DisplayedNumber(f"12{NBSP}346", 12346.0, "")),
    (12345678.0, "#,##0.0,,", DisplayedNumber("12,3", 12.3, "")),
    (0.5, "0%", DisplayedNumber("50%", 50.0, "%", percent=True)),
    (0.5, "0.0%%", DisplayedNumber("5000,0%%", 5000.0, "%%", percent=True)),
    (0.125, "0.0%", DisplayedNumber("12,5%", 12.5, "%", percent=True)),
    (5.25, "0.0", DisplayedNumber("5,3", 5.3, "")),
    (5.25, "0.#", DisplayedNumber("5,3", 5.3, "")),
    (5.0, "0.#", DisplayedNumber("5", 5.0, "")),
    (5.0, "0.0#", DisplayedNumber("5,0", 5.0, "")),
    (5.1, "0.0##", DisplayedNumber("5,1", 5.1, "")),
    (5.0, "#.##", DisplayedNumber("5", 5.0, "")),
    (0.5, "#.##", DisplayedNumber(",5", None, "")),
    (0.5, ".00", DisplayedNumber(",50", None, "")),
    (0.25, "#.0", DisplayedNumber(",3", None, "")),
    (5.0, "?0", DisplayedNumber("5", 5.0, "")),
    (5.0, "00", DisplayedNumber("05", 5.0, "")),
    (5.0, "0 0", DisplayedNumber("0 5", 5.0, "")),
    (123.0, "0 0 0", DisplayedNumber("1 2 3", 123.0, "")),
    (123.0, "0-0-0", DisplayedNumber("1-2-3", None, "")),
    (1234.0, "0-0", DisplayedNumber("123-4", None, "")),
    (1234.0, '0"x"0', DisplayedNumber("123x4", None, "")),
    (12.0, '0"-"0', DisplayedNumber("1-2", None, "")),
    (5.55, '0.0"x"0', DisplayedNumber("5,55x", None, "")),
    (5.5, '0.0" kpl"', DisplayedNumber("5,5 kpl", 5.5, "kpl")),
    (12345.0, "0.0E+00", DisplayedNumber("12000", 12000.0, "")),
    (12345.0, "0E+0", DisplayedNumber("10000", 10000.0, "")),
    (12345.0, '"n"0.00E+00" x"', DisplayedNumber("n12300 x", 12300.0, "n x")),
    (0.00012, "0.0E-00", DisplayedNumber("0,00012", 0.00012, "")),
    (-12345.0, "0.00E+00", DisplayedNumber("-12300", -12300.0, "")),
    (12345.0, "##0.0E+0", DisplayedNumber("12000", 12000.0, "")),
    (12.5, "# ?/?", DisplayedNumber("12 1/2", 12.5, "")),
    (12.0, "# ?/?", DisplayedNumber("12", 12.0, "")),
    (0.5, "?/?", DisplayedNumber("0 1/2", 0.5, "")),
    (-0.5, "?/?", DisplayedNumber("-0 1/2", -0.5, "")),
    (0.333, "# ?/?", DisplayedNumber("0 1/3", 0.3333333333333333, "")),
    (0.3333333, "# ??/??", DisplayedNumber("0 1/3", 0.3333333333333333, "")),
    (3.14159, "# ???/???", DisplayedNumber("3 16/113", 3.1415929203539825, "")),
    (0.3, "# ?/4", DisplayedNumber("0 1/4", 0.25, "")),
    (0.3, "# ?/10", DisplayedNumber("0 3/10", 0.3, "")),
    (1.25, "0/4", DisplayedNumber("1 1/4", 1.25, "")),
    (-1.25, '# ?/?;"m"# ?/?', DisplayedNumber("1 1/4", 1.25, "")),
    (5.0, "0,", DisplayedNumber("0", 0.0, "")),
    (5.0, '0"1"', DisplayedNumber("51", None, "1")),
    (5.0, '"1"0', DisplayedNumber("15", None, "1")),
    (5.0, '"1,"0', DisplayedNumber("1,5", None, "1,")),
    (5.0, '0",1"', DisplayedNumber("5,1", None, ",1")),
    (5.0, '"."0', DisplayedNumber(".5", None, ".")),
    (5.0, '0".1"', DisplayedNumber("5.1", None, ".1")),
    (5.0, '","0', DisplayedNumber(",5", None, ",")),
    (-0.4, "0", DisplayedNumber("0", 0.0, "")),
    (-0.6, "0", DisplayedNumber("-1", -1.0, "")),
    (-5.0, "[Red]-0", DisplayedNumber("--5", -5.0, "")),
    (-5.0, '0;"miinus "0', DisplayedNumber("miinus 5", 5.0, "miinus")),
    (-5.0, "0;(0)", DisplayedNumber("(5)", -5.0, "")),
    (-5.0, "0;( 0 )", DisplayedNumber("( 5 )", -5.0, "")),
    (5.0, '"("0', DisplayedNumber("(5", 5.0, "(")),
    (5.0, '0")"', DisplayedNumber("5)", 5.0, ")")),
    (1e+21, "0", DisplayedNumber("1000000000000000000000", 1e+21, "")),
    (1e-07, "0.0000000", DisplayedNumber("0,0000001", 1e-07, "")),
    (5.0, "yleinen", DisplayedNumber("5", 5.0, "")),
    (5.0, "standard", DisplayedNumber("5", 5.0, "")),
    (5.0, '"a', DisplayedNumber('"a', None, '"a')),
    (0.5, '0.0" %"', DisplayedNumber("0,5 %", 0.5, "%")),
    (5.0, '0"\n"', DisplayedNumber("5", 5.0, "")),
    (2.5, "0", DisplayedNumber("3", 3.0, "")),
    (3.5, "0", DisplayedNumber("4", 4.0, "")),
    (-2.5, "0", DisplayedNumber("-3", -3.0, "")),
    (1.005, "0.00", DisplayedNumber("1,01", 1.01, "")),
    (0.0, "0.0", DisplayedNumber("0,0", 0.0, "")),
    (0.0, 'General" x"', DisplayedNumber("0 x", 0.0, "x")),
    (-0.04, "0.0", DisplayedNumber("0,0", 0.0, "")),
    (10.0, "0", DisplayedNumber("10", 10.0, "")),
    (100.0, "0.0", DisplayedNumber("100,0", 100.0, "")),
    (0.25, "# ?/?", DisplayedNumber("0 1/4", 0.25, "")),
    (1234.0, "#,###", DisplayedNumber(f"1{NBSP}234", 1234.0, "")),
    (12.0, "0,0", DisplayedNumber("12", 12.0, "")),
    (1234567.0, "#,##0;-#,##0", DisplayedNumber(f"1{NBSP}234{NBSP}567", 1234567.0, "")),
    (1000.0, "0,.", DisplayedNumber("1", 1.0, "")),
    (5.0, "#,##0?", DisplayedNumber("5", 5.0, "")),
    (7.5, "?0.0?", DisplayedNumber("7,5", 7.5, "")),
    (7.0, "?0.0?", DisplayedNumber("7,0", 7.0, "")),
    (5.0, "0.00_ ", DisplayedNumber("5,00", 5.0, "")),
    (1.5, "0?/?", DisplayedNumber("1 1/2", 1.5, "")),
    (0.0, "# ?/?", DisplayedNumber("0", 0.0, "")),
    (12.5, '0.0" €"_-', DisplayedNumber("12,5 €", 12.5, "€")),
    (5.0, "* 0", DisplayedNumber("5", 5.0, "")),
    (5.0, '"n" 0', DisplayedNumber("n 5", 5.0, "n")),
    (99.5, "0%", DisplayedNumber("9950%", 9950.0, "%", percent=True)),
    (1000000.0, "0.00E+00", DisplayedNumber("1000000", 1000000.0, "")),
    (12345.0, "0e+0", DisplayedNumber("10000", 10000.0, "")),
    (1234.0, "??,??0", DisplayedNumber(f"1{NBSP}234", 1234.0, "")),
    (5.0, "0.0;-0.0", DisplayedNumber("5,0", 5.0, "")),
    (-5.0, "0.0;-0.0", DisplayedNumber("-5,0", -5.0, "")),
    (0.0, "0.0;-0.0;0.00", DisplayedNumber("0,00", 0.0, "")),
    (-0.0, "0;-0;0.0", DisplayedNumber("0,0", 0.0, "")),
    (5.0, "[=3x]0;0.0", DisplayedNumber("5", 5.0, "")),
    (7.5, "[<3]0;[<5]0.0", DisplayedNumber("7,5", 7.5, "")),
    (-5.0, "0[x;-0", DisplayedNumber("-5", -5.0, "")),
    (12.0, "0_-0", DisplayedNumber("1 2", 12.0, "")),
    (12.0, "0*x0", DisplayedNumber("12", 12.0, "")),
    (12.0, "0[Red]0", DisplayedNumber("12", 12.0, "")),
    (-5.0, '0"a;b";-0', DisplayedNumber("-5", -5.0, "")),
    (-5.0, r"0\;;-0", DisplayedNumber("-5", -5.0, "")),
    (-5.0, "0_;;-0", DisplayedNumber("-5", -5.0, "")),
    (-5.0, "0*;;-0", DisplayedNumber("-5", -5.0, "")),
    (-5.0, "0[$;];-0", DisplayedNumber("-5", -5.0, "")),
    (12.5, "0@", DisplayedNumber("13", 13.0, "")),
    (0.1, "# ?/?", DisplayedNumber("0 1/9", 0.1111111111111111, "")),
    (0.1111111111111111, "# ?/?", DisplayedNumber("0 1/9", 0.1111111111111111, "")),
    (5.0, '"(x "0")"', DisplayedNumber("(x 5)", -5.0, "x")),
    (5.0, '"("0" x)"', DisplayedNumber("(5 x)", -5.0, "x")),
    (5.0, '0"1x"', DisplayedNumber("51x", None, "1x")),
    (5.0, '"x1"0', DisplayedNumber("x15", None, "x1")),
    (5.0, '"x,"0', DisplayedNumber("x,5", None, "x,")),
    (5.0, '"x."0', DisplayedNumber("x.5", None, "x.")),
    (5.0, '0",x"', DisplayedNumber("5,x", None, ",x")),
    (5.0, '0".x"', DisplayedNumber("5.x", None, ".x")),
    (5.0, '"- x"0', DisplayedNumber("- x5", -5.0, "x")),
    (5.0, '"x -"0', DisplayedNumber("x -5", -5.0, "x")),
    (-5.0, '"x"0', DisplayedNumber("-x5", -5.0, "x")),
    (5.0, '"−x"0', DisplayedNumber("−x5", -5.0, "x")),
]  # fmt: skip
"""Text, number, words and sign, of every thing that a format may hold."""


@pytest.mark.parametrize(("value", "number_format", "whole"), WHOLE)
def test_all_that_a_format_shows(value: float, number_format: str, whole: DisplayedNumber) -> None:
    assert displayed(value, number_format) == whole


@pytest.mark.parametrize(
    ("value", "decimals", "number"),
    [(93.5, 0, "94"), (-93.5, 0, "-94"), (93.449, 1, "93.4"), (0.0, 2, "0.00"), (2.5, 0, "3"), (1.005, 2, "1.01")],
)
def test_a_number_as_it_is_printed(value: float, decimals: int, number: str) -> None:
    assert str(rounded(value, decimals)) == number


@pytest.mark.parametrize("number_format", ["General", "@", ""])
def test_without_a_format_a_number_shows_itself(number_format: str) -> None:
    assert displayed(12.5, number_format) is None


# the measure, what the cell holds, its format, and the value that is read or the problem
FORMATS: list[tuple[str, object, str, float | str]] = [
    (A, 0.93, "0%", 93.0),
    (A, 0.934, "0.0%", 93.4),
    (A, 93, '0 "%"', 93.0),
    (A, 93, r"0\ \%", 93.0),
    (A, 93.4, "0", 93.4),  # the page prints 93 too
    (A, 93.4, "0.0", 93.4),
    (A, 0.936, '0.00"%"', 0.936),
    (B, 12_500, "#,##0", 12_500.0),
    (B, 12_500, "# ##0", 12_500.0),
    (B, 12_500, '#,##0 "hlö"', 12_500.0),
    (B, 12_500, '#,##0" personer"', 12_500.0),
    (B, 12_500, '#,##0 "kpl"', 12_500.0),
    (B, 12_500, '0,"k"', "shows_other"),
    (B, 12_500, "0,", "shows_other"),
    (B, 12_500_000, '0.0,,"milj."', "other_unit"),
    (B, 93, '0" %"', "percent_of_other"),
    (B, 0.93, "0%", "percent_of_other"),
    (B, 12, '0 "€"', "other_unit"),
    (B, 12, "0 [$€-40B]", "other_unit"),
    (B, 12, '0 "kk"', "other_unit"),
    (B, 12, '"noin "0', "shows_other"),
    (B, 12, '0"*"', "shows_other"),
    (B, 12, '0"0"', "shows_other"),
    (B, 12, '0"000"', "shows_other"),
    (B, 12, '"1"0', "shows_other"),
    (B, 12, ";;;", "shows_other"),
    (B, 12, '"salattu"', "shows_other"),
    (B, 0, '0;-0;"-"', "shows_other"),
    (B, 0, "#", "shows_other"),
    (B, 0, "0", 0.0),
    (B, 1234, r"0\.00", "shows_other"),
    (B, 1234, r"0\,00", "shows_other"),
    (B, 12_345, "0.0E+00", "shows_other"),
    (B, 12_000, "0.0E+00", 12_000.0),
    (B, date(2022, 5, 1), "d.m.yyyy", "date_for_value"),
    (B, time(12, 30), "h:mm", "time_for_value"),
    (B, timedelta(hours=30), "[h]:mm", "time_for_value"),
    (B, "12", '@" %"', "text_format"),
    (B, "12", "@", 12.0),
    (C, 3.449, "0.0", "shows_other"),
    (C, 3.5, "# ?/?", 3.5),
    (C, 3.3333, "# ?/?", 3.3333),
    (C, 3.26, "# ?/?", "shows_other"),
    (C, 3.4, "0.00", 3.4),
]


@pytest.mark.parametrize(("measure", "held", "number_format", "answer"), FORMATS)
def test_a_value_under_a_format(
    measure: str, held: object, number_format: str, answer: float | str, look: Look
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["C2"].number_format = number_format

    found = look(workbook([[measure, "2022", held]], change=change))
    if isinstance(answer, float):
        assert (told(found), [v for _, _, v in values(found)]) == ([], [answer])
    else:
        assert told(found) == [("C2", answer)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_readings_are_told(lang: str, look: Look) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["C2"].number_format = '0.0,"k"'

    words = look(workbook([[B, "2022", 2500]], change=change), lang=lang).problems[0].expected(lang)
    assert "2,5k" in words
    assert "2500" in words


PERIODS: list[tuple[object, str, str | None]] = [
    (2022, "0", "2022"),
    (2022, "#,##0", "2022"),
    (2022, '0"/2023"', None),
    (2022, '"lv "0', None),
    (2022, ";;;", None),
    (2022.0, "0.0", "2022"),
    (True, "General", None),
    (date(2022, 6, 1), "mm/yyyy", "2022-06"),
    (date(2022, 6, 1), "d.m.", None),
    (date(2022, 6, 1), "d-mmm", None),
    (date(2022, 6, 1), "mmmm", None),
    (date(2022, 6, 1), "d.m.yyyy", None),
    (date(1905, 7, 14), "yyyy", None),
    (time(1, 6), "h:mm", None),
]


@pytest.mark.parametrize(("held", "number_format", "period"), PERIODS)
def test_a_period_under_a_format(held: object, number_format: str, period: str | None, look: Look) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].number_format = number_format

    found = look(workbook([[B, held, 12]], change=change))
    assert [p for _, p, _ in values(found)] == ([] if period is None else [period])
    assert [cell for cell, _ in told(found)] == ([] if period else ["B2"])


RAISED = TextBlock(InlineFont(vertAlign="superscript"), "1")
LOWERED = TextBlock(InlineFont(vertAlign="subscript"), "2")
STRUCK = TextBlock(InlineFont(strike=True), "12")


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("C", CellRichText("12,3", RAISED), "raised_mark"),
        ("C", CellRichText("10 28", LOWERED), "raised_mark"),
        ("C", CellRichText("..", RAISED), "raised_mark"),
        ("B", CellRichText("202", RAISED), "raised_mark"),
        ("C", CellRichText(STRUCK, " 15"), "struck_out"),
        ("F", CellRichText("12", RAISED), "raised_mark"),
    ],
)
def test_a_mark_that_is_raised_is_no_digit(column: str, text: CellRichText, code: str, look: Look) -> None:
    def change(sheet: Worksheet) -> None:
        sheet[f"{column}2"] = text

    found = look(workbook([[B, "2022", 12, None, None, 12]], change=change))
    assert told(found) == [(f"{column}2", code)]
    assert values(found) == []


def test_a_raised_mark_in_the_name_of_a_column_or_in_a_unit_is_no_matter(look: Look) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["C1"] = CellRichText("Luku", RAISED)

    assert values(look(workbook([[B, "2022", 12]], change=change))) == [(B, "2022", 12.0)]


def test_what_is_crossed_out_is_not_valid(look: Look) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["C2"].font = Font(strike=True)

    assert told(look(workbook([[B, "2022", 12]], change=change))) == [("C2", "struck_out")]


def test_what_is_not_read_is_named(look: Look) -> None:
    """Cells beside the table, a comment, a hidden column, a hidden row, another table's sheet."""

    def change(sheet: Worksheet) -> None:
        sheet["K2"] = "muistiinpano"
        sheet["C2"].comment = Comment("arvio", "Maija")
        sheet.column_dimensions["E"].hidden = True
        sheet.row_dimensions[2].hidden = True

    found = look(workbook([[B, "2022", 12]], change=change))
    said = {r.code: dict(r.values) for r in found.parsed.remarks}
    assert said["cells_beyond"] == {"cells": "K2"}
    assert said["comment"] == {"text": "arvio"}
    assert said["hidden_columns"] == {"columns": "E"}
    assert "hidden_row" in said
    assert values(found) == [(B, "2022", 12.0)]


def test_a_second_table_below_the_first_is_read_under_its_own_header(look: Look) -> None:
    rows: list[list[object]] = [[B, "2022", 12], [], ["Kausi", "Mittari", "Luku"], ["2021", B, 11]]
    assert values(look(workbook(rows, header=("Mittari", "Kausi", "Luku")))) == [(B, "2022", 12.0), (B, "2021", 11.0)]


def test_a_row_of_words_below_the_table_does_not_vanish(look: Look) -> None:
    found = look(workbook([[B, "2022", 12], [], ["* ennakkotieto, korjataan keväällä"]]))
    assert told(found) == [("A4", "text_row")]


def repacked(content: bytes, change: dict[bytes, bytes], rename: dict[str, str] | None = None) -> bytes:
    """A workbook with other bytes in its parts, and parts under other names."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for before, after in change.items():
                part = part.replace(before, after)
            new.writestr((rename or {}).get(name, name), part)
    return to.getvalue()


STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
}


def test_a_strict_workbook_is_read(look: Look) -> None:
    assert values(look(repacked(workbook([[B, "2022", 12]]), STRICT))) == [(B, "2022", 12.0)]


def test_a_workbook_whose_parts_have_other_names_is_read(look: Look) -> None:
    moved = {"xl/workbook.xml": "xl/workbook22.xml", "xl/_rels/workbook.xml.rels": "xl/_rels/workbook22.xml.rels"}
    content = repacked(workbook([[B, "2022", 12]]), {b"xl/workbook.xml": b"xl/workbook22.xml"}, moved)
    assert values(look(content)) == [(B, "2022", 12.0)]


def test_a_formula_without_a_value_is_seen_under_any_prefix(look: Look) -> None:
    content = workbook([[B, "2022", "=1+1"]])
    assert told(look(content)) == [("C2", "formula_unsaved")]
    names = b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    prefixed = repacked(content, {b"<f>": b"<x:f>", b"</f>": b"</x:f>", b"<worksheet ": names})
    assert told(look(prefixed)) == [("C2", "formula_unsaved")]


def test_a_cell_far_away_is_named_and_mere_looks_are_not(look: Look) -> None:
    def stray(sheet: Worksheet) -> None:
        sheet["IV2"] = "muistiinpano"

    found = look(workbook([[B, "2022", 12]], change=stray))
    assert [(p.code, p.read) for p in found.problems] == [("too_many_columns", "Luvut!IV2")]

    def painted(sheet: Worksheet) -> None:
        sheet["IV900000"].font = Font(bold=True)

    assert values(look(workbook([[B, "2022", 12]], change=painted))) == [(B, "2022", 12.0)]


def test_merged_cells_over_a_whole_sheet_are_refused_before_they_cost_anything(look: Look) -> None:
    merged = {b"</sheetData>": b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'}
    found = look(repacked(workbook([[B, "2022", 12]]), merged))
    assert [p.code for p in found.problems] == ["merged_too_much"]


def test_a_macro_under_another_name_is_refused(look: Look) -> None:
    named = {
        b"</Types>": b'<Override PartName="/xl/other.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    }
    assert [p.code for p in look(repacked(workbook([[B, "2022", 12]]), named)).problems] == ["macros"]


FORMS: list[tuple[dict[str, bytes] | bytes, str, str]] = [
    ({"xl/workbook.bin": b"x"}, "not_a_workbook", "Excel Binary (.xlsb)"),
    ({"content.xml": b"<x/>", "mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "not_a_workbook",
     "OpenDocument (.ods)"),
    ({"Index/Document.iwa": b"x"}, "not_a_workbook", "Numbers (.numbers)"),
    ({"word/document.xml": b"<x/>"}, "not_a_workbook", "Word (.docx)"),
    (b"%PDF-1.7 x", "not_a_table", "PDF"),
    (b"{\\rtf1 x", "not_a_table", "RTF"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "not_a_table",
     "XML Spreadsheet 2003 (.xml)"),
    (b"<html><table><tr><td>Mittari</td></tr></table></html>", "not_a_table", "HTML"),
    (b'CHARSET="ANSI";\nAXIS-VERSION="2010";\nDATA=\n1;', "statistics_file", "PX"),
    (b'SUBJECT-AREA[fi]="V";\nDATA=1;', "statistics_file", "PX"),
    (b'{"class": "dataset"}', "statistics_file", "JSON"),
    (b'[{"indicator": 187}]', "statistics_file", "JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "code", "form"), FORMS)
def test_another_form_is_refused_by_its_name(
    content: dict[str, bytes] | bytes, code: str, form: str, look: Look
) -> None:
    if isinstance(content, dict):
        to = io.BytesIO()
        with zipfile.ZipFile(to, "w") as archive:
            for name, part in content.items():
                archive.writestr(name, part)
        content = to.getvalue()
    assert [(p.code, p.read) for p in look(content, "luvut.xlsx").problems] == [(code, form)]


def test_our_own_template_columns_are_no_strangers(look: Look) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([[B, "2022", 12]], header=HEADER)))
    assert [r.code for r in look(workbook([[B, "2022", 12]])).parsed.remarks] == []
    assert book.sheetnames == ["Luvut"]
