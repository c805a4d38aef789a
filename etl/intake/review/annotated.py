"""Gives a file back with its faulty cells coloured, a comment in each, and all problems on a sheet of their own.

A workbook keeps its looks; a CSV becomes a workbook. Text that came is written as text, never as a formula.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from etl.intake.rows import ParsedFile, row_of
from etl.intake.sheets import Cell, Spreadsheet, column_name, usual_form
from etl.reporting import Problem
from strategy.texts import safe_text, say

FAULTY = PatternFill("solid", start_color="FFE1D6")
MARKED = "B3261E"
_SIGNED = re.compile(r"[-+]?[\d\s.,]*\Z")
"""A number with its sign, or a dash alone: no formula."""
_OWN_RULE = re.compile(r"=?(?:_template!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+|-?\d+(?:\.\d+)?(?:E[+-]?\d+)?)\Z", re.IGNORECASE)
_WIDTHS = (22, 10, 30, 52, 52)


def coloured(content: bytes, parsed: ParsedFile, lang: str) -> bytes:
    """The workbook that came, as XLSX with its faults marked; the caller knows that it can be opened."""
    delimited = any(sheet.delimited for sheet in parsed.book.sheets)
    book = _from_rows(parsed.book, lang) if delimited else _harmless(usual_form(content))
    names = {"": book.sheetnames[0]} if delimited else {name: name for name in book.sheetnames}
    for (sheet, cell), problems in _by_cell(parsed.problems).items():
        if sheet in names:
            _mark(book[names[sheet]], cell, problems, lang)
    _list(book, parsed.problems, lang)
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def _harmless(content: bytes) -> Workbook:
    """The workbook with its looks and values, and no formula, link or name that would fetch something elsewhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of parts that are not kept
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    book.defined_names.clear()
    for sheet in book.worksheets:
        sheet.conditional_formatting = ConditionalFormattingList()
        kept = [rule for rule in sheet.data_validations.dataValidation if _is_list_of_ours(rule)]
        sheet.data_validations.dataValidation = kept
        sheet.defined_names.clear()
        sheet.legacy_drawing = None
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, ExcelCell):
                    _plainly(cell)
    return book


def _is_list_of_ours(rule: DataValidation) -> bool:
    """Whether a rule is one of our template's: a list on its hidden sheet, or a limit that is a number."""
    formulas = [f for f in (rule.formula1, rule.formula2) if f]
    return all(_OWN_RULE.match(str(formula)) for formula in formulas)


def _plainly(cell: ExcelCell) -> None:
    cell.hyperlink = None
    if isinstance(cell.value, str) and cell.data_type != "e":
        _as_text(cell, cell.value)


def _by_cell(problems: Iterable[Problem]) -> Mapping[tuple[str, str], list[Problem]]:
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        steps = dict(problem.where.steps)
        if "cell" in steps:
            found.setdefault((steps.get("sheet", ""), steps["cell"]), []).append(problem)
    return found


def _mark(sheet: Worksheet, name: str, problems: Sequence[Problem], lang: str) -> None:
    cell = sheet[name]
    if isinstance(cell, MergedCell):
        return
    cell.fill = FAULTY
    words = "\n\n".join(f"{say(lang, 'etl.expected', what=p.expected(lang))}\n{p.remedy(lang)}" for p in problems)
    cell.comment = Comment(
        xml_text(words), say(lang, "intake.checker"), height=40 + 18 * (len(words) // 38 + 2), width=320
    )


def _from_rows(book: Spreadsheet, lang: str) -> Workbook:
    new = Workbook()
    sheet = new.worksheets[0]
    sheet.title = say(lang, "intake.sheet.figures")
    for row in book.sheets[0].rows:
        for number, cell in enumerate(row.cells, 1):
            _as_text(sheet.cell(row.number, number), cell.text)
    return new


def _as_text(cell: ExcelCell | MergedCell, text: str) -> None:
    """Write text as text: what begins with `=` would otherwise become a formula, and a control character breaks XML."""
    if isinstance(cell, ExcelCell) and text:
        cell.value = xml_text(text)
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"


def xml_text(text: str) -> str:
    """A text without characters that XML cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)


def _list(book: Workbook, problems: Sequence[Problem], lang: str) -> None:
    title = say(lang, "intake.sheet.check")
    if title in book.sheetnames:
        del book[title]
    sheet = book.create_sheet(title, 0)
    for number, (name, width) in enumerate(
        zip(("sheet", "cell", "read", "expected", "remedy"), _WIDTHS, strict=True), 1
    ):
        sheet.cell(1, number, say(lang, f"intake.head.{name}")).font = Font(bold=True, color=MARKED)
        sheet.column_dimensions[column_name(number - 1)].width = width
    for row, problem in enumerate(problems, 2):
        for number, words in enumerate(_cells(problem, lang), 1):
            cell = sheet.cell(row, number)
            _as_text(cell, words)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            lines = max(-(-len(w) // width) for w, width in zip(_cells(problem, lang), _WIDTHS, strict=True))
            sheet.row_dimensions[row].height = 15.0 * lines + 3
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.freeze_panes = "A2"
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _cells(problem: Problem, lang: str) -> tuple[str, ...]:
    steps = dict(problem.where.steps)
    return (
        steps.get("sheet", ""), steps.get("cell", ""), problem.read or "", problem.expected(lang), problem.remedy(lang),
    )  # fmt: skip


def quarantine(parsed: ParsedFile, lang: str) -> bytes:
    """The lines that were not taken, as they came, each with what is wrong: a CSV that Excel opens."""
    to = io.StringIO()
    lines = csv.writer(to, delimiter=";", lineterminator="\r\n")
    lines.writerow([say(lang, f"intake.head.{name}") for name in ("sheet", "cell", "expected", "remedy", "line")])
    rows = {(s.name, r.number): [_came(c, lang) for c in r.cells] for s in parsed.book.sheets for r in s.rows}
    for problem in parsed.problems:
        sheet, cell, _, expected, remedy = _cells(problem, lang)
        line = rows.get(row_of(problem.where) or ("", 0), [])
        lines.writerow([*map(safe_text, (sheet, cell, expected, remedy)), *line])
    return to.getvalue().encode("utf-8-sig")


def _came(cell: Cell, lang: str) -> str:
    """A cell as it came: a number as the reader's spreadsheet writes it, text so that none becomes a formula."""
    if isinstance(cell.value, float):
        return cell.text if lang == "en" else cell.text.replace(".", ",")
    return cell.text if _SIGNED.match(cell.text) else safe_text(cell.text)
