"""An XLSX as cells: what each holds, how it is shown, what hangs on it; and what is refused before it costs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from etl.files.limits import FileLimits
from etl.intake.sheets.isolated import read_here, read_isolated_file
from etl.intake.sheets.ooxml import usual_form
from etl.intake.sheets.sheets import Cell, RefusedError, Sheet
from etl.intake.sheets.workbook import read_workbook
from strategy.model import LANGUAGES
from strategy.texts import say
from tests.etl.intake.conftest import told_of

pytestmark = pytest.mark.usefixtures("own_process")

Change = Callable[[Worksheet], None]


def made(change: Change) -> bytes:
    """A workbook of one sheet, changed."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "S"
    change(book.worksheets[0])
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def sheet(change: Change) -> Sheet:
    """The sheet as it is read."""
    return read_workbook("f", made(change)).sheets[0]


def refusal(content: bytes, limits: FileLimits) -> str:
    """Why it is refused; empty where it is not."""
    try:
        read_workbook("f", content, limits)
    except RefusedError as refused:
        return told_of([refused.problem])
    return ""


def repacked(content: bytes, change: Mapping[bytes, bytes]) -> bytes:
    """A workbook with other bytes in its parts."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for before, after in change.items():
                part = part.replace(before, after)
            new.writestr(name, part)
    return to.getvalue()


def held(value: object, number_format: str = "General", **more: object) -> Change:
    """A1 holds this."""

    def change(sheet: Worksheet) -> None:
        sheet["A1"] = value  # type: ignore[assignment]
        sheet["A1"].number_format = number_format
        for name, field in more.items():
            setattr(sheet["A1"], name, field)

    return change


RAISED, LOWERED = (TextBlock(InlineFont(vertAlign=where), "1") for where in ("superscript", "subscript"))
STRUCK, BLANK = TextBlock(InlineFont(strike=True), "2"), TextBlock(InlineFont(strike=True), " ")
CELLS: list[tuple[Change, Cell]] = [
    (held("a"), Cell("a")),
    (held(" a "), Cell(" a ")),
    (held("a\u200b"), Cell("a")),
    (held(5), Cell(5.0)),
    (held(5.5, "0.0"), Cell(5.5, "0.0")),
    (held(True), Cell(True)),
    (held(True, "0"), Cell(True)),
    (held("5", "@"), Cell("5")),
    (held("5", '@" %"'), Cell("5", '@" %"')),
    (held("5", "0"), Cell("5")),
    (held(date(2022, 1, 2), "d.m.yyyy"), Cell(date(2022, 1, 2), "d.m.yyyy")),
    (held(datetime(2022, 1, 2, 3, 4), "yyyy"), Cell(date(2022, 1, 2), "yyyy")),
    (held(time(1, 2), "h:mm"), Cell("01:02:00", "h:mm")),
    (held("=1+1"), Cell(None, "", True)),
    (held("#N/A", data_type="e"), Cell("#N/A", error=True)),
    (held("#N/A", data_type="s"), Cell("#N/A")),
    (held("a", font=Font(strike=True)), Cell("a", struck=True)),
    (held(CellRichText("5", RAISED)), Cell("51", raised="1")),
    (held(CellRichText("5", LOWERED)), Cell("51", raised="1")),
    (held(CellRichText("5", RAISED, " ", LOWERED)), Cell("51 1", raised="11")),
    (held(CellRichText(STRUCK, "5")), Cell("25", struck=True)),
    (held(CellRichText(BLANK, "5")), Cell(" 5")),
    (held("a", comment=Comment("miksi", "Maija")), Cell("a", comment="miksi")),
    *((held("a", comment=Comment("miksi", say(lang, "intake.checker"))), Cell("a")) for lang in LANGUAGES),
]


@pytest.mark.parametrize(("change", "cell"), CELLS)
def test_a_cell(change: Change, cell: Cell) -> None:
    (row,) = sheet(change).rows
    assert (row.number, row.cells) == (1, (cell,))


def _merged(sheet: Worksheet) -> None:
    sheet["B2"], sheet["A4"] = 5, "x"
    sheet.merge_cells("B2:C3")
    sheet.row_dimensions[4].hidden = True


def test_merged_cells_and_hidden_rows() -> None:
    head, in_it = Cell(5.0, merged="B2:C3"), Cell(merged="B2:C3")
    found = sheet(_merged)
    assert [(row.number, row.hidden) for row in found.rows] == [(2, False), (3, False), (4, True)]
    assert found.rows[0].cell(1) == head
    assert found.rows[1].cell(1) == in_it


def _hidden(sheet: Worksheet) -> None:
    sheet["A1"] = "x"
    for name in ("A", "C"):
        sheet.column_dimensions[name].hidden = True
    sheet.column_dimensions["E"].hidden, sheet.column_dimensions["E"].min, sheet.column_dimensions["E"].max = (
        True,
        5,
        999,
    )
    other = sheet.parent.create_sheet("T")  # type: ignore[union-attr]
    other.sheet_state = "hidden"
    for name in ("_template", "U"):
        more = sheet.parent.create_sheet(name)  # type: ignore[union-attr]
        more.append(["sector", "sote"])
        more.append([None, "x"])
        more.append(["y", None])
        more.append(["form", 1, "z"])


def test_hidden_columns_and_sheets_and_what_a_template_says_of_itself() -> None:
    book = read_workbook("f", made(_hidden))
    assert [(s.name, s.hidden, s.delimited) for s in book.sheets] == [
        ("S", False, False), ("T", True, False), ("U", False, False),
    ]  # fmt: skip
    assert book.sheets[0].hidden_columns == {0, 2, *range(4, 200)}
    assert (book.given, book.sheets[1].rows) == ({"sector": "sote", "form": "1"}, ())
    assert read_workbook("f", made(held("a"))).given == {}


def _far(name: str) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet["A1"], sheet[name] = "a", "x"
        sheet["Z99"].font = Font(bold=True)

    return change


@pytest.mark.parametrize(
    ("name", "limits", "answer"),
    [
        ("C5", FileLimits(rows=5, columns=3), ""),
        ("C6", FileLimits(rows=5, columns=3), "too_many_rows | S!C6 | rows: 5"),
        ("C6", FileLimits(rows=5, columns=2), "too_many_rows | S!C6 | rows: 5"),
        ("D5", FileLimits(rows=5, columns=3), "too_many_columns | S!D5 | last: C"),
        ("AB1", FileLimits(rows=5, columns=27), "too_many_columns | S!AB1 | last: AA"),
    ],
)
def test_a_cell_far_away(name: str, limits: FileLimits, answer: str) -> None:
    assert refusal(made(_far(name)), limits) == answer


@pytest.mark.parametrize(
    ("areas", "most", "answer"),
    [
        (["B2:C3"], 4, ""),
        (["B2:C3"], 3, "merged_too_much"),
        (["B2:C3", "E1:E5"], 9, ""),
        (["B2:C3", "E1:E5"], 8, "merged_too_much"),
    ],
)
def test_how_much_may_be_merged(areas: list[str], most: int, answer: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A1"] = 1
        for area in areas:
            sheet.merge_cells(area)

    assert refusal(made(change), FileLimits(merged=most)).partition(" ")[0] == answer


@pytest.mark.parametrize("area", ["A:C", "1:3", "$A:$A"])
def test_whole_rows_and_columns_are_never_merged(area: str) -> None:
    content = made(lambda s: s.merge_cells("B2:C3"))
    assert refusal(repacked(content, {b"B2:C3": area.encode()}), FileLimits()) == f"merged_too_much | {area}"


def test_a_range_under_a_prefix_and_in_single_quotes_is_seen() -> None:
    content = made(lambda s: s.merge_cells("B2:C3"))
    for other in (b"<x:mergeCell ref='B2:C3'", b"<mergeCell  ref='B2:C3'"):
        assert refusal(repacked(content, {b'<mergeCell ref="B2:C3"': other}), FileLimits(merged=3)).startswith(
            "merged_too"
        )


STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
    b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
}


def test_the_strict_form_becomes_the_usual_one() -> None:
    usual = made(held("a"))
    strict = repacked(usual, STRICT)
    assert b"purl.oclc.org" in b"".join(_parts(strict))
    assert _parts(usual_form(strict)) == _parts(usual)
    assert usual_form(usual) is usual
    assert read_workbook("f", strict) == read_workbook("f", usual)


def _parts(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", repacked(made(held(1)), {b"<sheets>": b"<sheets><x/>"})])
def test_what_cannot_be_parsed_is_broken(content: bytes) -> None:
    assert refusal(content, FileLimits()) == "broken_workbook | None"


def test_a_file_comes_from_a_process_of_its_own_as_it_is() -> None:
    """Every kind of cell, sheet and problem goes there and back; a text too."""

    def change(sheet: Worksheet) -> None:
        _merged(sheet)
        _hidden(sheet)
        sheet["D1"] = CellRichText("5", RAISED)
        sheet["D2"] = CellRichText(STRUCK, "5")
        sheet["D3"], sheet["D3"].comment = "a", Comment("miksi", "Maija")
        sheet["D4"] = date(2022, 1, 1)
        sheet["E1"], sheet["E2"] = 0.93, "#N/A"
        sheet["E1"].number_format, sheet["E2"].data_type = "0%", "e"
        sheet["E3"], sheet["E4"] = "=1+1", True

    for content in (made(change), b'a,b\n1,2\n"c,d\n'):
        here, apart = read_here("f", content), read_isolated_file("f", content)
        assert apart == here
