"""What comes back: the workbook with its faults marked, whole; and the lines that were not taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.intake.review.annotated import _mark, coloured, quarantine, xml_text
from tests.etl.intake.conftest import Look, keyed, workbook
from tests.etl.intake.dumped import dumped

ROWS: Sequence[Sequence[object]] = [
    ["1.1-a", "2022", "noin 93"],
    ["1.1-m", "x", "y", "z"],
    ["1.1-a", "2021", 88],
    ["=1+1", "2022", 5],
    ["1.1-a", "2020", None],
    ["1.1-a", "2023", "0,3–0,5"],
    ["1.1-c", "x", 88.5],
]


def _hostile(sheet: Worksheet) -> None:
    book = sheet.parent
    assert book is not None
    sheet.sheet_view.tabSelected = True
    sheet["C2"].font = Font(bold=True, name="Arial", size=14)
    sheet["D2"].hyperlink = "https://example.org"
    sheet["D2"] = "ei toimitettu"
    sheet["A5"] = "=HYPERLINK(A1)"
    sheet["H4"] = "+cmd"
    sheet["H4"].data_type = "s"
    sheet["H6"] = "#REF!"
    sheet["H6"].data_type = "e"
    sheet.merge_cells("B6:C6")
    sheet.conditional_formatting.add("A1:A9", Rule(type="expression", formula=["INDIRECT(1)"]))
    for formula in ("=_template!$A$11:$A$16", "0", "-1.5", "1E15", "=Sheet9!A1:A2", "HYPERLINK(1)"):
        rule = DataValidation(type="list", formula1=formula)
        rule.add("B2")
        sheet.add_data_validation(rule)
    between = DataValidation(type="decimal", operator="between", formula1="0", formula2="INDIRECT(1)")
    between.add("B3")
    sheet.add_data_validation(between)
    book.defined_names["n"] = DefinedName("n", attr_text="Luvut!$A$1")
    sheet.defined_names["m"] = DefinedName("m", attr_text="Luvut!$A$1")
    book.create_sheet("Muistio").append(["=1+1", date(2022, 1, 1), True])


@pytest.fixture(autouse=True)
def _by_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("intake.review.annotated", "reporting.problems"):
        monkeypatch.setattr(f"etl.{module}.say", keyed)


def whole(name: str) -> str:
    """How it is told; where it is meant to change, a change of the file says what became of it."""
    return (Path(__file__).parent / "words" / name).read_text("utf-8")


TEXT = """\
Mittari;Kausi;Luku;Viesti
1.1-a;2022;noin 93;"=1+1"
1.1-m;2021;12;-
1.1-m;2022;-5,5x;@a
1.1-m;2022;6x;?
;;;
1.1-m;2020;"1\x01";
"""


def test_a_workbook_with_its_faults_whole(look: Look) -> None:
    content = workbook(ROWS, change=_hostile)
    assert dumped(coloured(content, look(content).parsed, "en")) == whole("coloured.xlsx.txt")


def test_a_text_with_its_faults_whole(look: Look) -> None:
    content = TEXT.encode()
    assert dumped(coloured(content, look(content, "a.csv").parsed, "fi")) == whole("coloured.csv.txt")


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_lines_that_were_not_taken_whole(lang: str, look: Look) -> None:
    for name, content in (("xlsx", workbook(ROWS, change=_hostile)), ("csv", TEXT.encode())):
        rest = quarantine(look(content, f"a.{name}", lang=lang).parsed, lang)
        assert rest.decode("utf-8-sig") == whole(f"quarantine.{name}.{lang}.csv").replace("\n", "\r\n")
        assert rest.startswith(b"\xef\xbb\xbf")


def test_what_is_wrong_with_the_whole_file_is_of_no_line(look: Look) -> None:
    rest = quarantine(look(b"a;b\n", "a.csv").parsed, "fi").decode("utf-8-sig").splitlines()
    assert rest[1:] == [";;<intake.problem.no_header.expected>;<intake.problem.no_header.remedy>"]


@pytest.mark.parametrize(("letters", "height"), [(37, 76), (38, 94), (75, 94), (76, 112)])
def test_a_box_is_as_high_as_its_words(letters: int, height: int) -> None:
    sheet = openpyxl.Workbook().worksheets[0]
    said = len(keyed("fi", "etl.expected", what="")) + 1
    problem = SimpleNamespace(expected=lambda lang: "", remedy=lambda lang: "x" * (letters - said))
    _mark(sheet, "A1", [problem], "fi")  # type: ignore[list-item]
    comment = sheet["A1"].comment
    assert comment is not None
    assert (comment.height, comment.width) == (height, 320)


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert xml_text("a\x01b\x1fc\nd") == "a\ufffdb\ufffdc\nd"
