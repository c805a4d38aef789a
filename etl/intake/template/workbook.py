"""The workbook that a sector fills: instructions, a row per measure and expected period, a row per milestone.

Only the cells to fill can be changed; what can be chosen is chosen from a list. It says of itself whose it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from math import ceil
from pathlib import PurePath
from typing import Any

from etl.intake.rows import PREFIX, last_words
from etl.intake.sheets import GIVEN, column_name, words_in
from etl.intake.template.expected import ExpectedFigure, expected_figures
from etl.reading import LONGEST
from etl.record import Record
from strategy.model import MISSING, QUALITIES, STATES, Event, Measure, Observation, Strategy
from strategy.texts import formats, say
from strategy.wording import target_words

FIGURES = (
    "measure", "name", "quote", "unit", "last", "target", "due", "period", "value", "missing", "quality", "n", "note",
    "message",
)  # fmt: skip
STATES_COLUMNS = ("measure", "name", "quote", "stage", "target", "last_state", "state", "day", "message")
COMMENT_COLUMNS = ("measure", "name", "last_comment", "day", "role", "text_fi", "text_sv", "text_en")
TEXTS = COMMENT_COLUMNS[5:]
TO_FILL = ("value", "missing", "quality", "n", "note", "message", "state", "day", "role", *TEXTS)
WIDTHS = {
    "measure": 9, "name": 34, "quote": 38, "unit": 12, "last": 16, "target": 22, "due": 12, "period": 13, "value": 12,
    "missing": 20, "quality": 15, "n": 12, "note": 24, "message": 30, "stage": 24, "last_state": 20, "state": 16,
    "day": 13, "last_comment": 40, "role": 20, "text_fi": 44, "text_sv": 44, "text_en": 44,
}  # fmt: skip
_LISTS = {"missing": 0, "quality": 1, "note": 2, "state": 3}
"""The columns of the hidden sheet in which the drop-downs find their words."""
_FIRST_LIST_ROW = 10
ASKED = tuple(m for m in MISSING if m != "not_yet_published")
_LINE = 15.0
_PAGE = 88
Sheet = Any
"""XlsxWriter ships no types."""


def template(record: Record, sector: str, lang: str, on: date, until: date | None = None) -> bytes:
    """The workbook of a sector in a language, as XLSX; what is due on the day comes first.

    It asks for the periods that begin by `until`, by `on` where that is None. Equal inputs give equal bytes.
    """
    import xlsxwriter  # late: most commands write no workbook

    to = io.BytesIO()
    book = xlsxwriter.Workbook(to, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": _title(record.strategy, sector, lang), "created": datetime.combine(on, time())})
    figures = expected_figures(record, sector, on, until)
    milestones = list(_milestones(record.strategy, sector))
    writer = _Writer(book, record, lang)
    writer.instructions(sector, on, len(figures), len(milestones))
    writer.figures(figures, on)
    if milestones:
        writer.states(milestones)
    writer.comments([m for m in record.strategy.of_role("strategy") if sector in m.sectors])
    writer.given(sector, on)
    book.close()
    return to.getvalue()


def file_name(path: PurePath) -> str:
    """The name with the ending that the contents have."""
    return path.name if path.suffix == ".xlsx" else f"{path.name}.xlsx"


def _title(strategy: Strategy, sector: str, lang: str) -> str:
    return say(lang, "intake.template.title", sector=strategy.sectors[sector].name.in_(lang))


def _milestones(strategy: Strategy, sector: str) -> Iterable[tuple[Measure, str]]:
    """Each thing that is told by its state, with every stage that it has."""
    for measure in strategy.measures.values():
        if sector in measure.sectors and measure.kind != "numeric":
            for stage in measure.stages:
                yield measure, stage.id
            if not measure.stages:
                yield measure, ""


class _Writer:
    """Writes the sheets of one template; knows formats and lists, decides nothing of what is asked."""

    def __init__(self, book: Any, record: Record, lang: str) -> None:
        self._book, self._record, self._lang = book, record, lang
        self._strategy = record.strategy
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
        fill = base | {"locked": False, "bg_color": "#FFF9E5", "border": 1, "border_color": "#B8B8B8"}
        self._plain = book.add_format(base)
        self._quiet = book.add_format(base | {"font_color": "#545454"})
        self._late = book.add_format(base | {"bold": True, "font_color": "#8A3B00"})
        self._head = book.add_format(base | {"bold": True, "bottom": 2, "bg_color": "#ECECEC"})
        self._title = book.add_format({"font_name": "Calibri", "bold": True, "font_size": 16})
        self._fill = book.add_format(fill)
        self._day = book.add_format(fill | {"num_format": "d.m.yyyy"})

    def instructions(self, sector: str, on: date, figures: int, milestones: int) -> None:
        """The first sheet: what to do, in the reader's language."""
        sheet = self._book.add_worksheet(say(self._lang, "intake.sheet.instructions"))
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, _PAGE)
        sheet.write_string(0, 0, _title(self._strategy, sector, self._lang), self._title)
        counts = {"figures": figures, "milestones": milestones, "day": formats.day(on, self._lang)}
        for row, line in enumerate(say(self._lang, "intake.template.instructions", **counts).split("\n"), 2):
            sheet.set_row(row, _height([(line, _PAGE)]) + _LINE / 3)
            sheet.write_string(row, 0, line, self._plain)
        sheet.fit_to_pages(1, 0)
        sheet.set_paper(9)
        sheet.protect("", {"select_unlocked_cells": True})

    def figures(self, asked_for: Sequence[ExpectedFigure], on: date) -> None:
        """The sheet of figures: a row per measure and expected period."""
        sheet = self._table(say(self._lang, "intake.sheet.figures"), FIGURES)
        for row, item in enumerate(asked_for, 1):
            late = item.due is not None and item.due < on
            texts = {name: "" if name in TO_FILL else self._shown(name, item) for name in FIGURES}
            sheet.set_row(row, _height((text, WIDTHS[name]) for name, text in texts.items()))
            for column, name in enumerate(FIGURES):
                shown = self._fill if name in TO_FILL else self._late if name == "due" and late else self._quietly(name)
                sheet.write(row, column, texts[name] or None, shown)
            self._check_value(sheet, row, item.measure)
        self._check_lists(sheet, FIGURES, len(asked_for))
        self._check_cases(sheet, len(asked_for))

    def states(self, milestones: Sequence[tuple[Measure, str]]) -> None:
        """The sheet of milestones, activities and what else is told by its state."""
        sheet = self._table(say(self._lang, "intake.sheet.states"), STATES_COLUMNS)
        for row, (measure, stage) in enumerate(milestones, 1):
            texts = {n: "" if n in TO_FILL else self._of_milestone(n, measure, stage) for n in STATES_COLUMNS}
            sheet.set_row(row, _height((text, WIDTHS[name]) for name, text in texts.items()))
            for column, name in enumerate(STATES_COLUMNS):
                style = self._day if name == "day" else self._fill
                sheet.write(row, column, texts[name] or None, style if name in TO_FILL else self._quietly(name))
        self._check_lists(sheet, STATES_COLUMNS, len(milestones))
        self._check_days(sheet, STATES_COLUMNS, len(milestones))

    def comments(self, measures: Sequence[Measure]) -> None:
        """The sheet on which the sector says in its own words why, and what next: a row per measure."""
        sheet = self._table(say(self._lang, "intake.sheet.comments"), COMMENT_COLUMNS)
        for row, measure in enumerate(measures, 1):
            last = last_words(self._record.statements, measure.id, self._lang)
            shown = {"measure": measure.id, "name": measure.name.in_(self._lang), "last_comment": last}
            sheet.set_row(row, _height((text, WIDTHS[name]) for name, text in shown.items()))
            for column, name in enumerate(COMMENT_COLUMNS):
                style = self._day if name == "day" else self._fill if name in TO_FILL else self._quietly(name)
                sheet.write(row, column, shown.get(name) or None, style)
        self._check_days(sheet, COMMENT_COLUMNS, len(measures))
        self._check_lengths(sheet, len(measures))

    def given(self, sector: str, on: date) -> None:
        """The hidden sheet: what this workbook is, and the words of the drop-downs."""
        sheet = self._book.add_worksheet(GIVEN)
        said = {
            "sector": sector,
            "source": f"{PREFIX}{sector}",
            "lang": self._lang,
            "made": on.isoformat(),
            "form": "1",
        }
        for row, (key, value) in enumerate(said.items()):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, value)
        for name, column in _LISTS.items():
            for row, word in enumerate(self._words(name), _FIRST_LIST_ROW):
                sheet.write_string(row, column, word)
        sheet.very_hidden()
        sheet.protect("")

    def _table(self, title: str, columns: Sequence[str]) -> Sheet:
        sheet = self._book.add_worksheet(title)
        for column, name in enumerate(columns):
            sheet.set_column(column, column, WIDTHS[name])
            sheet.write_string(0, column, say(self._lang, f"intake.column.{name}"), self._head)
        sheet.set_row(0, _height((say(self._lang, f"intake.column.{name}"), WIDTHS[name] - 1) for name in columns))
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_paper(9)
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
        return sheet

    def _quietly(self, name: str) -> Any:
        return self._plain if name in ("measure", "name", "period") else self._quiet

    def _shown(self, name: str, item: ExpectedFigure) -> str:
        measure = item.measure
        unit = self._strategy.units.get(measure.unit or "")
        words = {
            "measure": measure.id,
            "name": measure.name.in_(self._lang),
            "quote": measure.quote,
            "unit": unit.text.in_(self._lang) if unit else "",
            "last": self._last(item.last, measure),
            "target": self._targets(measure),
            "due": "" if item.due is None else formats.day(item.due, self._lang),
            "period": str(item.period),
        }
        return words[name]

    def _last(self, last: Observation | None, measure: Measure) -> str:
        if last is None:
            return ""
        unit = self._strategy.units.get(measure.unit or "")
        if last.value is None:
            most = max(_decimals(end, measure) for end in (last.low, last.high) if end is not None)
            value = formats.bound(last.low, last.high, most, unit, self._lang)
        else:
            value = formats.with_unit(last.value, measure.decimals, unit, self._lang)
        return f"{value} ({formats.period(last.period, self._lang)})"

    def _targets(self, measure: Measure) -> str:
        """The target that was set last, with its period."""
        if not measure.targets:
            return ""
        target = max(measure.targets, key=lambda t: t.set_on or date.min)
        words = target_words(target, measure, self._strategy.units, self._lang)
        period = "" if target.period is None or target.window else formats.period(target.period, self._lang)
        return f"{words} ({period})" if period and target.kind not in ("done", "stage") else words

    def _of_milestone(self, name: str, measure: Measure, stage: str) -> str:
        words = {
            "measure": measure.id,
            "name": measure.name.in_(self._lang),
            "quote": measure.quote,
            "stage": next((s.name.in_(self._lang) for s in measure.stages if s.id == stage), ""),
            "target": self._targets(measure),
            "last_state": self._last_state(measure, stage),
        }
        return words[name]

    def _last_state(self, measure: Measure, stage: str) -> str:
        told: list[Event] = [e for e in self._record.events if (e.measure, e.stage or "") == (measure.id, stage)]
        last = max(told, key=lambda e: e.day, default=None)
        if last is None:
            return ""
        return f"{say(self._lang, f'common.state.{last.state}')} {formats.day(last.day, self._lang)}"

    def _words(self, name: str) -> list[str]:
        if name == "note":
            return [note.text.in_(self._lang) for note in self._strategy.notes.values()]
        ids = {"missing": ASKED, "quality": QUALITIES, "state": STATES}[name]
        return words_in(self._lang, f"common.{name}", ids)

    def _check_value(self, sheet: Sheet, row: int, measure: Measure) -> None:
        """A number within the natural limits; a warning only, for the check says more than Excel can."""
        low = -1e15 if measure.lowest is None else measure.lowest
        high = 1e15 if measure.highest is None else measure.highest
        column = FIGURES.index("value")
        told = {"input_title": measure.id, "input_message": self._hint(measure), "error_type": "warning"}
        rule = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
        error = {"error_title": measure.id, "error_message": say(self._lang, "intake.template.not_a_number")}
        sheet.data_validation(row, column, row, column, {**rule, **told, **error})

    def _hint(self, measure: Measure) -> str:
        unit = self._strategy.units.get(measure.unit or "")
        percent = measure.unit is not None and measure.unit.startswith("percent")
        word = unit.text.in_(self._lang) if unit else ""
        return say(self._lang, f"intake.template.{'hint_percent' if percent else 'hint'}", unit=word or "–")

    def _check_lists(self, sheet: Sheet, columns: Sequence[str], rows: int) -> None:
        for name, column in _LISTS.items():
            words = len(self._words(name))
            if name in columns and rows and words:
                letter = column_name(column)
                source = f"={GIVEN}!${letter}${_FIRST_LIST_ROW + 1}:${letter}${_FIRST_LIST_ROW + words}"
                error = say(self._lang, "intake.template.not_in_list")
                rule = {"validate": "list", "source": source, "error_message": error}
                sheet.data_validation(1, columns.index(name), rows, columns.index(name), rule)

    def _check_cases(self, sheet: Sheet, rows: int) -> None:
        if rows:
            column = FIGURES.index("n")
            error = say(self._lang, "intake.template.not_whole")
            rule = {"validate": "integer", "criteria": ">=", "value": 0, "error_message": error}
            sheet.data_validation(1, column, rows, column, rule)

    def _check_lengths(self, sheet: Sheet, rows: int) -> None:
        error = say(self._lang, "intake.template.too_long", longest=LONGEST)
        rule = {"validate": "length", "criteria": "<=", "value": LONGEST, "error_message": error}
        if rows:
            first, last = (COMMENT_COLUMNS.index(name) for name in (TEXTS[0], TEXTS[-1]))
            sheet.data_validation(1, first, rows, last, rule)

    def _check_days(self, sheet: Sheet, columns: Sequence[str], rows: int) -> None:
        if not rows:
            return
        column = columns.index("day")
        error = say(self._lang, "intake.template.not_a_day")
        rule = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), "error_message": error}
        sheet.data_validation(1, column, rows, column, {**rule, "error_type": "warning"})


def _decimals(limit: float, measure: Measure) -> int:
    """As many decimals as a limit needs: of one that was rounded nobody could say which figures it leaves out."""
    return max(measure.decimals, len(formats.shortest(limit, "en").partition(".")[2]))


def _height(texts: Iterable[tuple[str, int]]) -> float:
    """The height of a row, in points, in which each text stands whole in a column of its width in letters."""
    return _LINE * max(ceil(len(text) / width) for text, width in texts if text)
