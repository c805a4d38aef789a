"""Our files opened by another program than the one that wrote them: values, types, charts, and no formula anywhere."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from dashboard.exports.tabular import Column, Dialect, ExportBook, ExportTable, csv_bytes
from strategy.texts.lookup import say
from tests.verify.libreoffice import converted

pytestmark = pytest.mark.verify

PAYLOADS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1;1)", "|calc", "%0A=1", "\t=1", "\r=1", "  =1", "\N{NO-BREAK SPACE}=1",
    "\N{FULLWIDTH EQUALS SIGN}1+1", '=HYPERLINK("http://x";"y")', "=cmd|' /C calc'!A0", "\N{ZERO WIDTH SPACE}=1",
    "=WEBSERVICE(1)",
)  # fmt: skip
COLUMNS = (Column("text", "Teksti"), Column("value", "Arvo", "number", decimals=1), Column("unit", "Yksikkö", "unit"))
TABLE = ExportTable(COLUMNS, [(payload, -5.2, "%-yksikköä") for payload in PAYLOADS])
FINNISH = "Text - txt - csv (StarCalc):59,34,76,1,,1035,false,true"
"""How a Finnish spreadsheet opens our CSV: `;`, quotes, UTF-8, from the first line, Finnish numbers, all recognised."""
TRUTHS = {"=TRUE()": True, "=FALSE()": False}
"""How LibreOffice writes what is true and what is not."""
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CELLS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def cells(file: Path) -> list[list[ElementTree.Element]]:
    """The cells of the first sheet of an OpenDocument file, row by row."""
    with zipfile.ZipFile(file) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    sheet = next(root.iter(f"{CELLS}table"))
    return [list(row.iter(f"{CELLS}table-cell")) for row in sheet.iter(f"{CELLS}table-row")]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_nothing_becomes_a_formula_and_numbers_stay_numbers(tmp_path: Path, form: str) -> None:
    """Fifteen payloads beside a negative number and a unit that begins with a sign."""
    file = tmp_path / f"payloads.{form}"
    if form == "xlsx":
        book = ExportBook(title="t", subject="s", author="a")
        book.table(book.sheet("Luvut"), TABLE)
        file.write_bytes(book.close())
    else:
        file.write_bytes(csv_bytes(TABLE, Dialect.of("fi")))
    opened = cells(converted(file, "ods", infilter=FINNISH if form == "csv" else ""))
    assert not any(cell.get(f"{CELLS}formula") for row in opened for cell in row)
    rows = opened[1 : len(PAYLOADS) + 1]
    assert len(rows) == len(PAYLOADS)
    for row in rows:
        text, value, unit = row[:3]
        assert text.get(f"{OFFICE}value-type") == "string"
        assert (value.get(f"{OFFICE}value-type"), value.get(f"{OFFICE}value")) == ("float", "-5.2")
        assert "".join(unit.itertext()) == "%-yksikköä"


def test_a_finnish_spreadsheet_reads_the_csv_of_a_measure(client: FlaskClient, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_bytes(client.get("/download/2.1-t4.csv?lang=fi&since=2021").get_data())
    sheet = load_workbook(converted(file, "xlsx", infilter=FINNISH)).active
    assert sheet is not None
    head = [cell.value for cell in sheet[1]]
    assert head[0] == "Mittarin tunnus"
    place = head.index(say("fi", "exports.head.value"))
    values = [row[place] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(values) > 30
    assert all(isinstance(value, (int, float)) for value in values)
    assert any(value != int(value) for value in values if isinstance(value, (int, float)))


@pytest.mark.filterwarnings("ignore:Unable to read chart")  # openpyxl does not read the charts LibreOffice writes
@pytest.mark.parametrize("name", ["3.3-a.xlsx", "2.1-t1.xlsx", "strategy.xlsx", "measures.xlsx"])
def test_a_workbook_keeps_its_values(client: FlaskClient, tmp_path: Path, name: str) -> None:
    """Opened and saved by LibreOffice, every cell of every sheet has the value that we wrote."""
    body = client.get(f"/download/{name}?lang=fi").get_data()
    file = tmp_path / name
    file.write_bytes(body)
    saved = converted(file, "xlsx")
    ours, theirs = load_workbook(io.BytesIO(body)), load_workbook(saved)
    assert ours.sheetnames == theirs.sheetnames
    for sheet, other in zip(ours.worksheets, theirs.worksheets, strict=True):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    found = other[cell.coordinate].value
                    assert TRUTHS.get(str(found), found) == cell.value, (sheet.title, cell.coordinate)
    assert _charts(saved) == _charts(file)


def _charts(file: Path) -> int:
    with zipfile.ZipFile(file) as archive:
        return sum(name.startswith("xl/charts/chart") for name in archive.namelist())


@pytest.mark.parametrize("name", ["3.3-a.pptx", "2.5-a.pptx", "focus-area-3.pptx"])
def test_slides_open(client: FlaskClient, tmp_path: Path, name: str) -> None:
    """Every slide comes out as a page."""
    file = tmp_path / name
    file.write_bytes(client.get(f"/download/{name}?lang=sv").get_data())
    assert converted(file, "pdf").read_bytes().startswith(b"%PDF")
