"""A workbook as text: all that it holds and looks like, so that a test can hold it whole."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet


def looks(cell: Cell) -> str:
    """The looks of a cell and whether it can be filled, in words; they are the same for most."""
    font, fill, edge = cell.font, cell.fill, cell.border
    said = [
        f"{font.name or '-'} {font.size or 0:g}",
        "bold" * bool(font.bold),
        _colour(font.color),
        f"on {_colour(fill.start_color)}" * (fill.patternType == "solid"),
        f"box {edge.left.style} {_colour(edge.left.color)}" * bool(edge.left.style),
        f"line {edge.bottom.style}" * bool(edge.bottom.style),
        cell.number_format * (cell.number_format != "General"),
        str(cell.alignment.vertical or ""),
        "wrapped" * bool(cell.alignment.wrap_text),
        "to fill" * (not cell.protection.locked),
        "as text" * bool(cell.quotePrefix),
    ]
    return ", ".join(filter(None, said))


def _colour(colour: object) -> str:
    rgb = getattr(colour, "rgb", None)
    return rgb[2:] if isinstance(rgb, str) else ""


def dumped(content: bytes) -> str:
    """All that a workbook holds, a line for each thing."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    lines = [f"title: {book.properties.title}", f"sheets: {', '.join(book.sheetnames)}"]
    lines += [f"names: {', '.join([*book.defined_names, *(n for s in book.worksheets for n in s.defined_names)])}"]
    lines += [f"comments of {', '.join(_sizes(content))}", f"types of cells: {', '.join(_types(content))}"]
    lines += [f"opens at {book.active.title if book.active else '-'}"]
    styles: dict[str, str] = {}
    for sheet in book.worksheets:
        lines += ["", f"== {sheet.title} {sheet.sheet_state}", *_sheet(sheet), *_cells(sheet, styles)]
    return "\n".join([*lines, "", *(f"{name} {style}" for style, name in styles.items()), ""])


def _sizes(content: bytes) -> list[str]:
    """The sizes of the boxes of comments, which openpyxl does not read back."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = (archive.read(n).decode() for n in archive.namelist() if n.lower().endswith(".vml"))
        return [f"{w}x{h}" for part in parts for w, h in re.findall(r"width:(\w+);height:(\w+)", part)]


def _types(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = (archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
        return sorted({found for part in parts for found in re.findall(r'<c [^>]*t="([^"]*)"', part)})


def _sheet(sheet: Worksheet) -> Iterator[str]:
    page, guard = sheet.page_setup, sheet.protection
    yield "widths: " + " ".join(f"{at.min}-{at.max}:{at.width:g}" for at in sheet.column_dimensions.values())
    yield "heights: " + " ".join(f"{n}-{at.height:g}" for n, at in sheet.row_dimensions.items() if at.height)
    fits = f"{page.fitToWidth}x{page.fitToHeight}{'' if sheet.sheet_properties.pageSetUpPr else ' if asked'}"
    if sheet.sheet_properties.pageSetUpPr:
        fits += f" {sheet.sheet_properties.pageSetUpPr.fitToPage}"
    yield f"page: {page.orientation} paper {page.paperSize} fits {fits} top {sheet.print_title_rows}"
    chosen = ", chosen" * bool(sheet.sheet_view.tabSelected)
    yield f"frozen {sheet.freeze_panes}, grid {sheet.sheet_view.showGridLines}{chosen}"
    allowed = [name for name in guard.__attrs__ if getattr(guard, name) is False]
    yield f"guarded {guard.sheet}, but for {' '.join(allowed)}"
    for rule in sheet.data_validations.dataValidation:
        fields = [rule.sqref, rule.type, rule.operator, rule.formula1, rule.formula2, rule.errorStyle]
        fields += [rule.promptTitle, rule.prompt, rule.errorTitle, rule.error]
        yield "rule: " + " | ".join(str(f) for f in fields if f is not None)
    yield from (f"coloured by a rule: {area.sqref}" for area in sheet.conditional_formatting)
    yield from (f"comment {c.coordinate} {_comment(c.comment)}" for row in sheet.iter_rows() for c in row if c.comment)


def _comment(comment: Comment) -> str:
    return f"{comment.author}: {' / '.join(comment.text.splitlines())}"


def _cells(sheet: Worksheet, styles: dict[str, str]) -> Iterator[str]:
    """A line for each row: the texts of its cells, each behind the name of its looks."""
    for row in sheet.iter_rows():
        cells = [c for c in row if isinstance(c, Cell) and (c.value is not None or c.has_style)]
        names = [styles.setdefault(looks(cell), f"S{len(styles) + 1}") for cell in cells]
        if cells:
            shown = (f"{c.column_letter} {name} {_held(c)}".strip() for c, name in zip(cells, names, strict=True))
            yield f"{cells[0].row}: {' | '.join(shown)}"


def _held(cell: Cell) -> str:
    kind = {"f": "formula ", "e": "error "}.get(cell.data_type, "link " if cell.hyperlink else "")
    return "" if cell.value is None else f"{kind}{cell.value}"
