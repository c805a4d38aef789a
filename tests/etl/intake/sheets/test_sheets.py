"""What a spreadsheet holds: cells as text, columns by their letters, places by their names."""

from __future__ import annotations

from datetime import date

import pytest

from etl.intake.sheets.sheets import (
    EMPTY,
    Cell,
    Row,
    Sheet,
    Spreadsheet,
    at,
    column_name,
    grouped,
    reference,
    refused,
    seen,
    wrong,
)
from etl.reporting.problems import Problem, Where

TEXTS: list[tuple[Cell, str]] = [
    (EMPTY, ""),
    (Cell(" a b "), "a b"),
    (Cell(True), "TRUE"),
    (Cell(False), "FALSE"),
    (Cell(93.0), "93"),
    (Cell(0.1 + 0.2), "0.3"),
    (Cell(123456789.123456789), "123456789.123457"),
    (Cell(date(2021, 9, 1)), "2021-09-01"),
]


@pytest.mark.parametrize(("cell", "text"), TEXTS)
def test_a_cell_as_text(cell: Cell, text: str) -> None:
    assert cell.text == text


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [
        ("0%", True),
        ("0.0 %", True),
        ('0" %"', False),
        (r"0\%", False),
        ("0_%", False),
        ('0"%', True),
        ("0", False),
        ("", False),
    ],
)
def test_a_cell_that_shows_per_cent(number_format: str, percent: bool) -> None:
    assert Cell(0.5, number_format).percent == percent
    assert not Cell("0,5", number_format).percent


def test_a_cell_with_marks() -> None:
    assert [cell.marked for cell in (EMPTY, Cell("1", raised="1"), Cell("1", struck=True))] == [False, True, True]
    assert (EMPTY.formula, EMPTY.error, EMPTY.struck) == (False, False, False)


def test_a_row_has_empty_cells_behind_its_last() -> None:
    row = Row(1, (Cell("a"), Cell("b")))
    assert [row.cell(n).text for n in range(4)] == ["a", "b", "", ""]
    sheet, book = Sheet("s", (row,)), Spreadsheet("f", ())
    assert (row.hidden, sheet.hidden, sheet.delimited, book.machine) == (False, False, False, False)


UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200f\u202a\u202c\u202d\u2060\u2064\u2069\ufeff\ufe00\ufe0f"


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_has_no_shape_is_not_seen(unseen: str) -> None:
    assert seen(f"{unseen}1{unseen}2") == "12"
    assert seen(unseen) is None
    assert seen(f" {unseen} ") is None


@pytest.mark.parametrize("shape", "\u00ac\u00ae\u0350\u061d\u200a\u2010\u2029\u202e\u205f\u206a\ufdff\ufe10\ufeb0")
def test_what_has_a_shape_or_turns_digits_around_is_kept(shape: str) -> None:
    assert seen(f"1{shape}2") == f"1{shape}2"


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_the_letters_of_a_column(column: int, letters: str) -> None:
    assert (column_name(column), reference(column, 7)) == (letters, f"{letters}7")


def test_a_place_and_a_problem() -> None:
    assert at("f", "s", "A1") == Where("f", (("sheet", "s"), ("cell", "A1")))
    assert at("f", "", "A1") == Where("f", (("cell", "A1"),))
    assert at("f", "s") == Where("f", (("sheet", "s"),))
    assert wrong(Where("f"), "c", 5, near="n", a=1) == Problem(Where("f"), "c", "5", (("a", "1"),), "n", "intake")
    refusal = refused("f", "c", "r", limit=5)
    assert (str(refusal), refusal.problem) == ("c", Problem(Where("f"), "c", "r", (("limit", "5"),), "", "intake"))


@pytest.mark.parametrize(("number", "text"), [(999, "999"), (1_100, "1\xa0100"), (1_234_567, "1\xa0234\xa0567")])
def test_thousands_apart(number: int, text: str) -> None:
    assert grouped(number) == text
