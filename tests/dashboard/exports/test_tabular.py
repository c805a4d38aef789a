"""Typed cells: what a spreadsheet would run is kept text, numbers keep every digit, both files read back as written."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.exports.tabular import (
    BOM,
    MACHINE,
    Column,
    Dialect,
    ExportBook,
    ExportTable,
    Value,
    csv_bytes,
    csv_lines,
    digits,
)
from strategy.texts.escaping import safe_text

PAYLOADS = (
    "=1+1", "+1", "-1+1", "@SUM(A1)", "|calc", "%0A=1", "\t=1", "\r=1", "\n=1", "  =1", "\N{NO-BREAK SPACE}=1",
    "\N{FULLWIDTH EQUALS SIGN}1", "\N{FULLWIDTH PLUS SIGN}1", "\N{ZERO WIDTH SPACE}=1", '=HYPERLINK("http://x";"y")',
    "\N{ZERO WIDTH NO-BREAK SPACE}=cmd|' /C calc'!A0",
)  # fmt: skip
KEPT = ("Kauniainen", "", "\N{MINUS SIGN}5", "\N{EN DASH}", "1+1=2", "a@b", "5 %", "'quoted", "–5", "ä")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_spreadsheet_would_run_is_marked(payload: str) -> None:
    assert safe_text(payload) == f"'{payload}"


@pytest.mark.parametrize("text", KEPT)
def test_other_text_stays(text: str) -> None:
    assert safe_text(text) == text


def test_a_unit_may_begin_with_its_sign_but_not_with_a_formula() -> None:
    assert safe_text("%-yksikköä", unit=True) == "%-yksikköä"
    assert safe_text("%-yksikköä") == "'%-yksikköä"
    assert safe_text("=1", unit=True) == "'=1"


COLUMNS = (
    Column("word", "=Sana"), Column("unit", "Yksikkö", "unit"), Column("value", "Arvo", "number", decimals=1),
    Column("day", "Päivä", "date"), Column("yes", "Onko", "boolean"),
)  # fmt: skip
ROWS: list[tuple[Value, ...]] = [
    *((payload, "%", -5.2, date(2021, 2, 1), True) for payload in PAYLOADS),
    ("=1;\"x\"", "%-yksikköä", 0.0, None, False),
    (None, None, None, date(2019, 12, 31), None),
    ("rivi\nrivi", "€", 1234567.125, None, None),
]  # fmt: skip
TABLE = ExportTable(COLUMNS, ROWS)


def read(body: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize(("lang", "delimiter", "number", "day", "yes"), [
    ("fi", ";", "-5,2", "1.2.2021", "kyllä"), ("sv", ";", "-5,2", "1.2.2021", "ja"),
    ("en", ",", "-5.2", "2021-02-01", "yes"),
])  # fmt: skip
def test_csv_for_people(lang: str, delimiter: str, number: str, day: str, yes: str) -> None:
    """BOM, the reader's separators, numbers untouched, and no cell of text that would be run."""
    body = csv_bytes(TABLE, Dialect.of(lang))
    assert body.startswith(BOM.encode("utf-8"))
    head, *rows = read(body.removeprefix(BOM.encode("utf-8")), delimiter)
    assert head == ["'=Sana", "Yksikkö", "Arvo", "Päivä", "Onko"]
    assert rows[0] == ["'=1+1", "%", number, day, yes]
    assert [row[0] for row in rows[: len(PAYLOADS)]] == [f"'{payload}" for payload in PAYLOADS]
    assert rows[-3][:3] == ['\'=1;"x"', "%-yksikköä", "0"]
    assert rows[-2] == ["", "", "", day.replace("1.2.2021", "31.12.2019").replace("2021-02-01", "2019-12-31"), ""]


def test_csv_for_programs_is_raw() -> None:
    """No BOM, names for heads, text as it is, a point, ISO days: what is read is what was written."""
    body = csv_bytes(TABLE, MACHINE)
    assert not body.startswith(BOM.encode("utf-8"))
    head, *rows = read(body, ",")
    assert head == ["word", "unit", "value", "day", "yes"]
    assert [row[0] for row in rows[: len(PAYLOADS)]] == list(PAYLOADS)
    assert rows[0][1:] == ["%", "-5.2", "2021-02-01", "true"]
    assert rows[-1] == ["rivi\nrivi", "€", "1234567.125", "", ""]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_digits_read_back_as_the_same_number(value: float) -> None:
    assert float(digits(value)) == value
    assert "e" not in digits(value).lower()


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers() -> None:
    """openpyxl reads every payload back as it was, as a string and not as a formula; numbers keep type and format."""
    book = ExportBook(title="=t", subject="s", author="a")
    book.table(book.sheet("[Luvut]: a/b*c?"), TABLE)
    loaded = load_workbook(io.BytesIO(book.close()))
    (sheet,) = loaded.worksheets
    assert sheet.title == "Luvut   a b c"
    cells = list(sheet.iter_rows(min_row=2))
    for payload, row in zip(PAYLOADS, cells, strict=False):
        assert row[0].data_type == "s"
        assert str(row[0].value).replace("_x000D_", "\r") == payload
        assert row[2].value == -5.2
        assert row[2].number_format == "#,##0.0"
        assert str(row[3].value) == "2021-02-01 00:00:00"
        assert row[4].value is True
    assert cells[-2][1].value is None
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_long_csv_comes_in_pieces_and_is_whole() -> None:
    """A million cells are never one text: pieces are bounded, and nothing is lost between them."""
    table = ExportTable((Column("n", "n", "integer"), Column("w", "w")), ((n, "x" * 50) for n in range(20_000)))
    pieces = list(csv_lines(table, MACHINE))
    assert {65_536 < len(piece) <= 65_536 + len("19999,\r\n") + 50 for piece in pieces[:-1]} == {True}
    assert [row[0] for row in read("".join(pieces).encode(), ",")[1:]] == [str(n) for n in range(20_000)]


def test_a_piece_of_csv_ends_when_it_is_longer_than_it_may_be() -> None:
    head = "w\r\n"
    table = ExportTable((Column("w", "w"),), [("x" * (65_536 - len(head) - 2),), ("y",), ("z",)])
    assert [piece[-3:] for piece in csv_lines(table, MACHINE)] == ["y\r\n", "z\r\n"]


def test_a_column_is_of_a_kind_that_is_written() -> None:
    for kind in ("text", "number", "integer", "date", "boolean", "unit"):
        assert Column("a", "A", kind).kind == kind
    with pytest.raises(ValueError, match=r"^colour is no kind of column$"):
        Column("a", "A", "colour")


def test_a_row_has_a_cell_for_each_column() -> None:
    short = ExportTable((Column("a", "A"), Column("b", "B")), [("x",)])
    with pytest.raises(ValueError, match="zip"):
        csv_bytes(short, MACHINE)
    book = ExportBook(title="t", subject="s", author="a")
    for wrap in (True, False):
        with pytest.raises(ValueError, match="zip"):
            book.table(book.sheet(f"wrapped {wrap}"), short, wrap=wrap)
    book.close()


def test_a_column_of_which_nothing_is_said_is_of_text() -> None:
    assert Column("a", "A") == Column("a", "A", "text", 14, None)


def test_a_workbook_leaves_nothing_on_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server's disk may be read-only, and what was asked of us is nobody's business."""
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    book = ExportBook(title="t", subject="s", author="a")
    book.table(book.sheet("s"), TABLE)
    assert load_workbook(io.BytesIO(book.close())).sheetnames == ["s"]
