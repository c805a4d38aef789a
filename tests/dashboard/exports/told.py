"""Files told in lines, so that a whole one can be held against a page of text: every place, width, colour and word."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation

HELD = Path(__file__).with_name("held")
RENEW = "RENEW_HELD"
"""Set it to write the pages anew; the test fails all the same, and the difference is there to be read."""


def held(name: str, lines: Iterable[str]) -> None:
    """The lines are those of `held/NAME.txt`."""
    file, found = HELD / f"{name}.txt", "\n".join(lines) + "\n"
    if os.environ.get(RENEW):
        file.write_text(found, "utf-8")
        raise AssertionError(f"{file.name} is written anew")
    assert found.splitlines() == file.read_text("utf-8").splitlines()


# drawings


def drawing(body: bytes) -> Iterator[str]:
    """Each element on a line; of the chart inside, which has tests of its own, the first alone."""
    text = re.sub(r"(<g transform[^>]*><svg[^>]*>).*</svg></g>", r"\1", body.decode("utf-8"))
    yield from re.sub(r"><", ">\n<", text).split("\n")


# XML of charts


def xml(body: bytes | str) -> Iterator[str]:
    """The elements of a chart with their attributes, indented, without the figures that stand in it once more."""
    yield from _element(ElementTree.fromstring(body), "")


LEFT_OUT = ("strCache", "ptCount", "pt")
"""What a chart repeats of the sheet that it stands on."""


def _element(element: ElementTree.Element, indent: str) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    if name in LEFT_OUT:
        return
    attributes = " ".join(f"{key.rpartition('}')[2]}={value}" for key, value in element.attrib.items())
    words = (element.text or "").strip()
    line, children = " ".join(part for part in (name, attributes, words) if part), list(element)
    while len(children) == 1 and children[0].tag.rpartition("}")[2] not in LEFT_OUT:
        (only,) = children
        attributes = " ".join(f"{key.rpartition('}')[2]}={value}" for key, value in only.attrib.items())
        words = (only.text or "").strip()
        line += " / " + " ".join(part for part in (only.tag.rpartition("}")[2], attributes, words) if part)
        children = list(only)
    yield indent + line
    for child in children:
        yield from _element(child, indent + "  ")


# workbooks


def workbook(body: bytes) -> Iterator[str]:
    """Its properties, and each sheet: widths, heights, what is frozen and filtered, each cell with its look, charts."""
    book = load_workbook(io.BytesIO(body))
    properties = book.properties
    yield f"title {properties.title} | subject {properties.subject} | author {properties.creator}"
    for sheet in book.worksheets:
        yield from _sheet(sheet)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in sorted(name for name in archive.namelist() if re.search("/(charts|drawings)/[a-z]+[0-9]", name)):
            yield f"\n== {name}"
            yield from xml(archive.read(name))


def _sheet(sheet: Worksheet) -> Iterator[str]:
    setup = sheet.page_setup
    yield f"\n== {sheet.title}"
    yield (
        f"{setup.orientation}, paper {setup.paperSize}, {setup.fitToWidth} by {setup.fitToHeight} pages, "
        f"frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}"
    )
    yield "widths " + ", ".join(f"{letter} {width:g}" for letter, width in _widths(sheet))
    heights = {row: height.height for row, height in sheet.row_dimensions.items() if height.height}
    yield f"heights {heights}"
    for row in sheet.iter_rows():
        if cells := [_cell(cell) for cell in row if cell.value is not None]:
            yield f"{row[0].row}: {' | '.join(cells)}"


def _cell(cell: Cell | Any) -> str:
    value = cell.value.date().isoformat() if isinstance(cell.value, datetime) else repr(cell.value)
    return f"{cell.column_letter} ({look}) {value}" if (look := _look(cell)) else f"{cell.column_letter} {value}"


def _widths(sheet: Any) -> Iterator[tuple[str, float]]:
    for letter, column in sorted(sheet.column_dimensions.items(), key=lambda item: item[1].min):
        for place in range(column.min, column.max + 1):
            yield get_column_letter(place) if place > column.min else letter, column.width


def _look(cell: Cell | Any) -> str:
    signs = {"bold": cell.font.b, f"{cell.font.sz:g} pt": cell.font.sz != 11, "wrapped": cell.alignment.wrap_text}
    words = [word for word, there in signs.items() if there]
    words += [word for word in (cell.alignment.vertical, cell.alignment.horizontal) if word]
    return " ".join([*words, cell.number_format] if cell.number_format != "General" else words)


# slides


def deck(body: bytes) -> Iterator[str]:
    """Its properties, and each slide: each shape with its place in inches, each paragraph with its look; the notes."""
    found: Any = Presentation(io.BytesIO(body))
    about = found.core_properties
    yield f"title {about.title} | subject {about.subject} | author {about.author} | language {about.language}"
    yield f"keywords {about.keywords!r}, {found.slide_width / 914400:g} by {found.slide_height / 914400:g} inches"
    for number, slide in enumerate(found.slides, 1):
        yield f"\n== slide {number}, {slide.slide_layout.name}"
        yield from _slide(slide)


def _slide(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        place = ", ".join(f"{inches / 914400:.3f}" for inches in (shape.left, shape.top, shape.width, shape.height))
        described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
        yield f"-- {place}: {shape.name}" + (f" ({described})" if described else "")
        if shape.has_text_frame:
            yield from _frame(shape.text_frame)
        elif shape.has_table:
            yield from _table(shape.table)
        elif shape.has_chart:
            yield from xml(shape.chart._chartSpace.xml)
    yield "-- notes"
    yield from _frame(slide.notes_slide.notes_text_frame)


def _frame(frame: Any) -> Iterator[str]:
    yield f"wrapped {frame.word_wrap}"
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            look = " bold" if run.font.bold else ""
            lang = run.font._element.get("lang")
            yield f"{run.font.size.pt:g} pt{look} {run.font.color.rgb} {lang} {paragraph.alignment}: {run.text}"


def _table(table: Any) -> Iterator[str]:
    yield "widths " + ", ".join(f"{column.width / 914400:.3f}" for column in table.columns)
    yield "heights " + ", ".join(f"{row.height / 914400:.3f}" for row in table.rows)
    yield f"first row {table.first_row}, bands {table.horz_banding}, style {table._tbl[0][-1].text}"
    yield f"margins {sorted({_margins(cell) for cell in table.iter_cells()})}"
    for row in table.rows:
        looks = [line.rpartition(": ")[0] for cell in row.cells for line in _frame(cell.text_frame)]
        yield f"{', '.join(dict.fromkeys(looks[1:]))}: {' | '.join(cell.text for cell in row.cells)}"


def _margins(cell: Any) -> tuple[float, ...]:
    """Above, to the right, below, to the left, in inches."""
    margins = (cell.margin_top, cell.margin_right, cell.margin_bottom, cell.margin_left)
    return tuple(round(margin / 914400, 3) for margin in margins)


# text and archives


def lines(body: bytes) -> Iterator[str]:
    """Text as it is, with what begins it and what ends its lines."""
    yield from repr(body.decode("utf-8")).replace("\\r\\n", "\\r\\n\n").strip("'").split("\n")


def archive(body: bytes) -> Iterator[str]:
    """Each member with what is said of it, and its text."""
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        for member in opened.infolist():
            how = (
                f"mode {member.external_attr >> 16:o}, packed {member.compress_type}, version {member.extract_version}"
            )
            yield f"\n== {member.filename}, {member.date_time}, {how}"
            yield from opened.read(member).decode("utf-8").splitlines()


def difference(one: Iterable[str], other: Iterable[str]) -> Iterator[str]:
    """What stands in only one of two, cell by cell: `-` in the first, `+` in the second."""
    before, after = ([part for line in lines for part in re.split(r" \| |;", line)] for lines in (one, other))
    yield from (line for line in islice(unified_diff(before, after, lineterm="", n=0), 2, None) if line[:2] != "@@")
