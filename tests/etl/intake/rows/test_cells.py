"""One cell, read as what its column asks for: what it gives, or the problem with all that fills its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from etl.intake.rows.cells import MeasureHistory, Reader
from etl.intake.sheets.sheets import EMPTY, Cell
from etl.intake.values.doubts import Doubt
from etl.record import Record
from etl.reporting.problems import Where
from strategy.model import Baseline, Text, Unit
from strategy.model.periods import Period
from tests.etl.intake.conftest import told_of

HERE = Where("f")
NBSP = "\N{NO-BREAK SPACE}"
EUR = Unit("eur", Text("euroa", "euro", "euros"), Text("euro", "euro", "euro"),
           Text("", "", ""), Text("€", "€", "€"))  # fmt: skip
MEASURES = {"share": "1.1-a", "people": "1.1-m", "money": "1.1-m", "grade": "1.1-f"}
"""Per cent from 0 to 100; people, euros and a grade without limits; none with decimals."""
Ask = Callable[..., MeasureHistory]


@pytest.fixture
def known(record: Record) -> Ask:
    """A measure of which nothing but its unit is known; fields of it may be others."""

    def known_(name: str, **changes: object) -> MeasureHistory:
        measure = replace(record.strategy.measures[MEASURES[name]], **changes)  # type: ignore[arg-type]
        return MeasureHistory(measure, EUR if name == "money" else record.strategy.units.get(measure.unit or ""))

    return known_


def reader(lang: str = "fi", machine: bool = False, own: bool = False) -> Reader:
    return Reader(lang, machine, own)


def told(reader: Reader) -> str:
    return told_of(reader.problems)


def answer(found: object, by: Reader) -> object:
    """What was read, or the problem where nothing was."""
    assert found is None or not by.problems
    return told(by) if by.problems else found


# the measure, what the cell holds, its format, and the value that is read or the problem
VALUES: list[tuple[str, str | float | bool | date, str, float | str]] = [
    ("share", 93.0, "", 93.0),
    ("share", 0.0, "", 0.0),
    ("share", 1.0, "", 1.0),
    ("share", -1.0, "", "outside | -1 | limits: 0 … 100"),
    ("share", 100.0, "", 100.0),
    ("share", 0.1 + 0.2 + 99, "", 99.3),
    ("share", 0.93, "", "ambiguous_share | 0,93 | first: 0,93 % | second: 93 %"),
    ("share", -0.5, "", "ambiguous_share | -0,5 | first: −0,5 % | second: −50 %"),
    ("share", 0.000123, "", "ambiguous_share | 0,000123 | first: 0,000123 % | second: 0,0123 %"),
    ("share", 101.0, "", "outside_by_100 | 101 | limits: 0 … 100 | likely: 1,01"),
    ("share", 930.0, "", "outside_by_100 | 930 | limits: 0 … 100 | likely: 9,3"),
    ("people", 0.93, "", 0.93),
    ("people", True, "", "no_number | TRUE"),
    ("share", date(2022, 5, 1), "", "date_for_value | 1.5.2022"),
    ("share", date(2022, 5, 1), "d.m.yyyy", "date_for_value | 1.5.2022 (d.m.yyyy)"),
    ("share", "12", '@" %"', 'text_format | 12 | format: @" %"'),
    ("share", "12:30:00", "h:mm", "time_for_value | 12:30:00 | format: h:mm"),
    ("share", "93 %", "", 93.0),
    ("share", "0,93 %", "", 0.93),
    ("share", "93 prosenttia", "", 93.0),
    ("share", "0,5 prosenttia", "", 0.5),
    ("share", "0,5", "", "ambiguous_share | 0,5 | first: 0,5 % | second: 50 %"),
    ("share", "0,0000012", "", "ambiguous_share | 0,0000012 | first: 0,000001 % | second: 0,00012 %"),
    ("share", "93 ‰", "", "other_unit | 93 ‰ | said: ‰ | unit: %"),
    ("share", "1.234", "", f"ambiguous_number | 1.234 | first: 1,234 | second: 1{NBSP}234"),
    ("share", "noin 93", "", "number_with_text | noin 93"),
    ("people", "12 hlö", "", 12.0),
    ("people", "1 200kpl", "", 1200.0),
    ("people", "−12 henkilöä", "", -12.0),
    ("people", "–12 hlö", "", -12.0),
    ("people", "12 %", "", "percent_of_other | 12 % | unit: henkilöä"),
    ("people", "12 €", "", "other_unit | 12 € | said: € | unit: henkilöä"),
    ("people", "12 lasta", "", "number_with_text | 12 lasta"),
    ("people", "€ 12", "", "number_with_text | € 12"),
    ("money", "12 t€", "", "other_unit | 12 t€ | said: t€ | unit: euroa"),
    ("money", "1 200,5 €", "", 1200.5),
    ("money", 2_500_000.0, '0.0,,"M€"', 2_500_000.0),
    ("money", 2_540_000.0, '0.0,,"M€"', "other_unit | 2,5M€ | said: M€ | unit: euroa"),
    ("money", 12_000.0, '0,"t€"', 12_000.0),
    ("money", 12_500.0, '0,"k"', "other_unit | 13k | said: k | unit: euroa"),
    ("money", 5.0, '0 "€"', 5.0),
    ("people", 5.0, ";;;", "shows_other | 5 | first: ei mitään | second: 5"),
    ("people", 0.0, "0", 0.0),
    ("people", 0.0, ";;;", "shows_other | 0 | first: ei mitään | second: 0"),
    ("people", 5.5, '"salattu"', "shows_other | 5,5 | first: salattu | second: 5,5"),
    ("people", 12.0, '0 "kk"', "other_unit | 12 kk | said: kk | unit: henkilöä"),
    ("people", 12.0, '0"*"', "shows_other | 12 | first: 12* | second: 12"),
    ("people", 0.93, "0%", "percent_of_other | 0,93 (0%) | unit: henkilöä"),
    ("people", 93.0, '0" %"', "percent_of_other | 93 | unit: henkilöä"),
    ("share", 0.934, "0.0%", 93.4),
    ("share", 0.9349, "0%", 93.49),
    ("share", 0.1234567890123, "0.0%", 12.3456789012),
    ("share", 93.0, '0" %"', 93.0),
    ("share", 0.5, '0.0" %"', 0.5),
    ("share", 0.93, "0.00", "ambiguous_share | 0,93 | first: 0,93 % | second: 93 %"),
    ("share", 93.6, "0", 93.6),
    ("share", 12.0, "0E+00", "shows_other | 12 | first: 10 | second: 12"),
]


@pytest.mark.parametrize(("name", "held", "number_format", "value"), VALUES)
def test_a_value(
    name: str, held: str | float | bool | date, number_format: str, value: float | str, known: Ask
) -> None:
    by = reader()
    assert answer(by.value(Cell(held, number_format), HERE, known(name)), by) == value


@pytest.mark.parametrize(
    ("text", "by", "value"),
    [
        ("1.234", reader(machine=True), 1.234),
        ("-1.5", reader(machine=True), -1.5),
        ("1,234", reader(machine=True), 1.234),
        ("1.5?", reader(machine=True), "number_with_text | 1.5?"),
        ("1.5 €", reader(machine=True), "other_unit | 1.5 € | said: € | unit: henkilöä"),
        ("1,234", reader(own=True), 1.234),
        ("-0,5", reader(own=True), -0.5),
        ("0,5?", reader(own=True), "number_with_text | 0,5?"),
        ("1.234", reader(own=True), f"ambiguous_number | 1.234 | first: 1,234 | second: 1{NBSP}234"),
    ],
)
def test_a_value_as_programs_and_our_own_files_write_it(text: str, by: Reader, value: float | str, known: Ask) -> None:
    assert answer(by.value(Cell(text), HERE, known("people", decimals=3)), by) == value


def test_a_share_below_one_is_one_in_our_own_files_and_where_the_series_has_been_there(known: Ask) -> None:
    assert reader(own=True).value(Cell(0.5), HERE, known("share")) == 0.5
    for small in ({"values": (80.0, 0.9)}, {"values": (-0.1,)}):
        assert reader().value(Cell(0.5), HERE, replace(known("share"), **small)) == 0.5
    for value, answered in ((0.3, 0.5), (0.0, None), (1.0, None), (-1.0, None)):
        asked = replace(known("share", baseline=Baseline(value, Period.parse("2019"), "")), values=())
        assert (reader().value(Cell(0.5), HERE, asked), value) == (answered, value)
        assert (reader().value(Cell(0.5), HERE, replace(known("share"), values=(value,))), value) == (answered, value)


@pytest.mark.parametrize("limit", ["value", "low", "high"])
def test_a_target_below_one_makes_a_small_share_likely(limit: str, known: Ask, record: Record) -> None:
    changes: dict[str, Any] = {"low": None, "high": None, limit: 0.4}
    target = replace(record.strategy.measures["1.1-e"].targets[0], **changes)
    assert reader().value(Cell(0.5), HERE, known("share", targets=(target,))) == 0.5


@pytest.mark.parametrize(
    ("held", "measure", "unit", "lang", "problem"),
    [
        (930.5, {}, "", "en", "outside_by_100 | 930.5 | limits: 0 … 100 | likely: 9.305"),
        (930.0, {}, "%", "fi", "outside | 930 (%) | limits: 0 … 100"),
        (1.0, {"lowest": 50}, "", "fi", "outside_by_100 | 1 | limits: 50 … 100 | likely: 100"),
        (101.0, {"unit": "persons", "highest": 10}, "", "fi", "outside | 101 | limits: 0 … 10"),
    ],
)
def test_a_value_outside_of_its_limits(
    held: float, measure: dict[str, object], unit: str, lang: str, problem: str, known: Ask
) -> None:
    by = reader(lang)
    assert answer(by.value(Cell(held), HERE, known("share", **measure), unit), by) == problem


def test_a_measure_without_a_unit(known: Ask) -> None:
    by, asked = reader(), replace(known("people", unit=None), unit=None)
    assert by.value(Cell("0,5"), HERE, asked) == 0.5
    assert by.value(Cell("12 €"), HERE, asked) is None
    by.unit(Cell("€"), HERE, asked)
    assert (told(by), by.doubts) == ("number_with_text | 12 €", [Doubt("unit", (("read", "€"), ("unit", "–")))])
    silent = Text("", "", "")
    assert by.words_of_unit(replace(asked, unit=Unit("x", silent, silent, silent, silent))) == "–"


USABLE: list[tuple[Cell, bool | str]] = [
    (EMPTY, False),
    (Cell("x"), True),
    (Cell(5.0, formula=True), True),
    (Cell(None, formula=True), "formula_unsaved | None"),
    (Cell("#DIV/0!", error=True, raised="1"), "cell_error | #DIV/0!"),
    (Cell("121", raised="1"), "raised_mark | 121 | mark: 1 | first: 12 | second: 121"),
    (Cell("1", raised="1"), "raised_mark | 1 | mark: 1 | first: – | second: 1"),
    (Cell("12 15", struck=True), "struck_out | 12 15"),
]


@pytest.mark.parametrize(("cell", "usable"), USABLE)
def test_whether_there_is_something_to_read(cell: Cell, usable: bool | str) -> None:
    by = reader()
    found = by.usable(cell, HERE)
    assert (told(by) or found) == usable
    assert not (found and by.problems)


PERIODS: list[tuple[Cell, str]] = [
    (Cell(" 2021 "), "2021"),
    (Cell(2021.0), "2021"),
    (Cell(2021.0, "0"), "2021"),
    (Cell(date(2021, 9, 1), "mm/yyyy"), "2021-09"),
    (Cell("kesä.19"), "2019-06"),
    (Cell(2021.5), "number_for_period | 2021.5"),
    (Cell(True), "number_for_period | TRUE"),
    (Cell("2021", "h:mm"), "number_for_period | 2021"),
    (Cell(date(2021, 9, 15), "d.m.yyyy"), "day_for_period | 15.9.2021 (d.m.yyyy)"),
    (Cell(date(2021, 9, 15)), "day_for_period | 15.9.2021"),
    (Cell(2021.0, '0"/2022"'), "shows_other | 2021 | first: 2021/2022 | second: 2021"),
    (Cell(2021.0, '"lv "0'), "shows_other | 2021 | first: lv 2021 | second: 2021"),
    (Cell(2021.0, ";;;"), "shows_other | 2021 | first: ei mitään | second: 2021"),
    (Cell("2018/2019"), "ambiguous_period | 2018/2019 | first: vuodet 2018–2019 | second: lukuvuosi 2018–2019"),
    (Cell("x"), "unread_period | x"),
]


@pytest.mark.parametrize(("cell", "period"), PERIODS)
def test_a_period(cell: Cell, period: str) -> None:
    by = reader()
    found = by.period(cell, HERE, (), [Period.parse("2019-06")])
    assert answer(found and str(found), by) == period


def test_our_own_files_and_the_series_tell_which_period_is_meant() -> None:
    cell = Cell("2018/2019")
    assert str(reader().period(cell, HERE, (), own=True)) == "2018/2019"
    assert str(reader(own=True).period(cell, HERE, ())) == "2018/2019"
    assert str(reader().period(cell, HERE, {"school_year"})) == "2018-08/2019-07"


DAYS: list[tuple[str | date, date | str]] = [
    (date(2021, 9, 1), date(2021, 9, 1)),
    ("1.9.2021", date(2021, 9, 1)),
    ("01.09.2021", date(2021, 9, 1)),
    ("2021-09-01", date(2021, 9, 1)),
    ("31.2.2021", "no_such_day | 31.2.2021"),
    ("2021-02-31", "no_such_day | 2021-02-31"),
    *((text, f"unread_day | {text}") for text in ("1.9.21", "1.9.20211", "2021-09-011", "2021-9-1", "x1.9.2021")),
]


@pytest.mark.parametrize(("held", "day"), DAYS)
def test_a_day(held: str | date, day: date | str) -> None:
    by = reader()
    assert answer(by.day(Cell(held), HERE), by) == day


WHOLE: list[tuple[Cell, int | str]] = [
    (Cell(12.0), 12),
    (Cell(0.0), 0),
    (Cell("0"), 0),
    (Cell("1 200"), 1200),
    (Cell(12.0, "0.0"), 12),
    (Cell(-1.0), "no_whole_number | -1"),
    (Cell(-0.5), "no_whole_number | -0,5"),
    (Cell(1.5), "no_whole_number | 1,5"),
    (Cell("1,5"), "no_whole_number | 1,5"),
    (Cell("monta"), "no_whole_number | monta"),
    (Cell(True), "no_whole_number | TRUE"),
    (Cell(date(2021, 9, 1)), "no_whole_number | 2021-09-01"),
    (Cell(12_000.0, '0,"k"'), "no_whole_number | 12000"),
]


@pytest.mark.parametrize(("cell", "number"), WHOLE)
def test_a_number_of_cases(cell: Cell, number: int | str) -> None:
    by = reader()
    assert answer(by.whole(cell, HERE), by) == number


@pytest.mark.parametrize(("lang", "read"), [("fi", "1,5"), ("sv", "1,5"), ("en", "1.5")])
def test_a_number_is_told_as_the_readers_spreadsheet_shows_it(lang: str, read: str) -> None:
    by = reader(lang)
    assert answer(by.whole(Cell(1.5), HERE), by) == f"no_whole_number | {read}"
    by = reader(lang)
    assert answer(by.whole(Cell("1.5 kpl"), HERE), by) == "no_whole_number | 1.5 kpl"


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [
        ("fi", "Lopullinen", "final"),
        ("fi", "FINAL", "final"),
        ("fi", "slutlig", "final"),
        ("fi", "lopulinen", "unknown_word | lopulinen | words: lopullinen, ennakkotieto | lopullinen"),
        ("sv", "lopulinen", "unknown_word | lopulinen | words: slutlig, förhandsuppgift | slutlig"),
        ("en", "xyz", "unknown_word | xyz | words: final, preliminary"),
    ],
)
def test_a_word_of_a_list(lang: str, text: str, word: str) -> None:
    by = reader(lang)
    assert answer(by.word(Cell(text), HERE, "common.quality", ("final", "preliminary")), by) == word


@pytest.mark.parametrize(
    ("name", "column", "text", "problem"),
    [
        ("people", "unit", "hlö", ""),
        ("people", "unit", "€", "other_unit | € | said: € | unit: henkilöä"),
        ("people", "unit", "lasta", "unit: lasta, henkilöä"),
        ("money", "currency", "eur", ""),
        ("money", "currency", "SEK", "other_unit | SEK | said: SEK | unit: euroa"),
        ("money", "currency", "mitä", "unit: mitä, euroa"),
        ("people", "scale", "1", ""),
        ("people", "scale", "1000", "other_unit | 1000 | said: 1000 | unit: henkilöä"),
        ("grade", "scale", "x", "unit: x, arvosana"),
    ],
)
def test_what_a_column_says_of_the_unit(name: str, column: str, text: str, problem: str, known: Ask) -> None:
    by = reader()
    by.unit(Cell(text), HERE, known(name), column)
    doubts = [f"{doubt.kind}: {', '.join(str(word) for _, word in doubt.values)}" for doubt in by.doubts]
    assert (told(by) or "".join(doubts)) == problem
    by = reader()
    by.unit(Cell("€"), HERE, known("people"))
    assert told(by) == "other_unit | € | said: € | unit: henkilöä"


def test_a_limit_is_read_as_a_value_and_a_marker_is_seen(known: Ask) -> None:
    assert reader().limit(Cell("3"), HERE, known("people")) == 3
    by = reader()
    assert answer(by.limit(Cell("#N/A", error=True), HERE, known("people")), by) == "cell_error | #N/A"
    assert [reader().marker(cell) for cell in (Cell(".."), Cell("12"), Cell(5.0), EMPTY)] == [True, False, False, False]
