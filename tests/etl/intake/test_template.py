"""The workbook of a sector, whole: every cell with its looks, every list, width, height and protection."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from etl.intake.template import file_name, template
from etl.record import Record
from strategy.model import Text
from tests.etl.intake.conftest import TODAY, keyed

PAGES = Path(__file__).parent / "templates"
"""What a template holds, as text; where it is meant to change, a change of these files says what became of it."""


def looks(cell: Cell) -> str:
    """The looks of a cell and whether it can be filled, in words; they are the same for most."""
    font, fill, edge = cell.font, cell.fill, cell.border
    said = [
        f"{font.name} {font.size:g}",
        "bold" * bool(font.bold),
        _colour(font.color),
        f"on {_colour(fill.start_color)}" * (fill.patternType == "solid"),
        f"box {edge.left.style} {_colour(edge.left.color)}" * bool(edge.left.style),
        f"line {edge.bottom.style}" * bool(edge.bottom.style),
        cell.number_format * (cell.number_format != "General"),
        str(cell.alignment.vertical or ""),
        "wrapped" * bool(cell.alignment.wrap_text),
        "to fill" * (not cell.protection.locked),
    ]
    return ", ".join(filter(None, said))


def _colour(colour: object) -> str:
    rgb = getattr(colour, "rgb", None)
    return rgb[2:] if isinstance(rgb, str) else ""


def told(content: bytes) -> str:
    """All that a workbook holds, a line for each thing."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    lines = [f"title: {book.properties.title}", f"sheets: {', '.join(book.sheetnames)}"]
    styles: dict[str, str] = {}
    for sheet in book.worksheets:
        lines += ["", f"== {sheet.title} {sheet.sheet_state}", *_sheet(sheet), *_cells(sheet, styles)]
    return "\n".join([*lines, "", *(f"{name} {style}" for style, name in styles.items()), ""])


def _sheet(sheet: Worksheet) -> Iterator[str]:
    page, guard = sheet.page_setup, sheet.protection
    yield "widths: " + " ".join(f"{at.min}-{at.max}:{at.width:g}" for at in sheet.column_dimensions.values())
    yield "heights: " + " ".join(f"{n}-{at.height:g}" for n, at in sheet.row_dimensions.items() if at.height)
    fits = f"{page.fitToWidth}x{page.fitToHeight}"
    yield f"page: {page.orientation} paper {page.paperSize} fits {fits} top {sheet.print_title_rows}"
    yield f"frozen {sheet.freeze_panes}, grid {sheet.sheet_view.showGridLines}"
    allowed = [name for name in guard.__attrs__ if getattr(guard, name) is False]
    yield f"guarded {guard.sheet}, but for {' '.join(allowed)}"
    for rule in sheet.data_validations.dataValidation:
        fields = [rule.sqref, rule.type, rule.operator, rule.formula1, rule.formula2, rule.errorStyle]
        fields += [rule.promptTitle, rule.prompt, rule.errorTitle, rule.error]
        yield "rule: " + " | ".join(str(f) for f in fields if f is not None)


def _cells(sheet: Worksheet, styles: dict[str, str]) -> Iterator[str]:
    """A line for each row: the texts of its cells, each behind the name of its looks."""
    for row in sheet.iter_rows():
        cells = [c for c in row if isinstance(c, Cell) and (c.value is not None or c.has_style)]
        names = [styles.setdefault(looks(cell), f"S{len(styles) + 1}") for cell in cells]
        if cells:
            shown = (f"{c.column_letter} {name} {_held(c)}".strip() for c, name in zip(cells, names, strict=True))
            yield f"{cells[0].row}: {' | '.join(shown)}"


def _held(cell: Cell) -> str:
    kind = "formula " if cell.data_type == "f" else "link " if cell.hyperlink else ""
    return "" if cell.value is None else f"{kind}{cell.value}"


@pytest.fixture(autouse=True)
def _by_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("template", "columns"):
        monkeypatch.setattr(f"etl.intake.{module}.say", keyed)


@pytest.mark.parametrize(("sector", "lang"), [("sote", "fi"), ("sivistys", "sv")])
def test_a_template_whole(sector: str, lang: str, record: Record) -> None:
    assert told(template(record, sector, lang, TODAY)) == (PAGES / f"{sector}.{lang}.txt").read_text("utf-8")


def test_a_record_without_notes_units_and_milestones(record: Record) -> None:
    """Nothing is chosen from an empty list, a sheet without rows has no rule, and what looks like one is no formula."""
    measures = dict(record.strategy.measures)
    measures["1.1-c"] = replace(measures["1.1-c"], name=Text("=1+1", "=1+1", "=1+1"), quote_fi="https://koivula.fi")
    strategy = replace(record.strategy, measures=measures, notes={}, units={})
    lines = told(template(replace(record, strategy=strategy, events=()), "sote", "fi", date(2021, 12, 31)))
    assert lines == (PAGES / "bare.fi.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "name"), [("a.xlsx", "a.xlsx"), ("a", "a.xlsx"), ("a.csv", "a.csv.xlsx"), ("b/a.b", "a.b.xlsx")]
)
def test_the_ending_is_that_of_the_contents(given: str, name: str) -> None:
    assert file_name(PurePath(given)) == name
