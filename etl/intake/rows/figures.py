"""Turns the lines of a file into rows of the record: figures, or reasons for their absence, and states of milestones.

All problems of all lines are collected; a line gives a row only if nothing is wrong in it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from etl.files import USUAL
from etl.intake.rows.cells import MeasureHistory, Reader
from etl.intake.rows.comments import comment_of
from etl.intake.rows.compare import Incoming, content_of, key_of, plain_figure
from etl.intake.rows.parsed import ImportOptions, IncomingComment, ParsedFile, RowReading
from etl.intake.rows.sources import source_of
from etl.intake.rows.states import state_of
from etl.intake.rows.table_rows import TableRow, table_rows
from etl.intake.sheets import MEASURED, Cell, Spreadsheet, at, grouped, refused, word_of, wrong
from etl.intake.values import Doubt, compare, may_be_days, stated_in, written_bounds
from etl.reading import key_of as statement_key
from etl.reading import limits, outside
from etl.record import suppress_few
from etl.reporting import Where, nearest
from strategy.model import CONFIDENCES, LANGUAGES, MISSING, QUALITIES, Measure, Observation, Period, next_printable
from strategy.texts import formats

_FILLED = ("value", "missing", "n", "note", "low", "high")
"""A line in which none of these is filled says nothing."""
_MOST_PROBLEMS = 5_000
"""A file with more is another kind of file, and nobody mends them one by one."""
KNOWN_BASES = ("stated", "rule", "unknown")
_AREA_DIGITS = 3
"""A municipality's code has so many."""
_DASHES = str.maketrans(dict.fromkeys("\N{EN DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}", "-"))


class Bound(NamedTuple):
    """The limits of a figure, both included; None where there is none, or none could be read."""

    low: float | None
    high: float | None


def parse_rows(book: Spreadsheet, given: ImportOptions) -> ParsedFile:
    """Everything that a file holds for the record; raises `RefusedError` where hardly a line of many can be read."""
    parsed = ParsedFile(book)
    parsed.problems.extend(book.problems)
    context = RowReading(given, parsed)
    begun = time.monotonic()
    for line in table_rows(book, parsed):
        _take_line(line, context)
        _refuse_too_many(parsed, given.lang)
        if time.monotonic() - begun > USUAL.seconds:
            raise refused(book.name, "too_slow", limit=USUAL.seconds)
    _check_doubled(parsed)
    _refuse_too_many(parsed, given.lang)
    return parsed


def _refuse_too_many(parsed: ParsedFile, lang: str) -> None:
    if len(parsed.problems) > _MOST_PROBLEMS:
        first = parsed.problems[0]
        read = f"{first.place(lang)}: {first.read or '–'}"
        number = grouped(_MOST_PROBLEMS)
        raise refused(parsed.book.name, "too_many_problems", read, number=number, first=first.expected(lang))


def _take_line(line: TableRow, context: RowReading) -> None:
    parsed, before = context.parsed, len(context.parsed.problems)
    reader = context.reader(line.header)
    measure = measure_of(line, context)
    if measure is None:
        return
    if line.cell("message").text:
        parsed.remark(line.where("message"), "message", text=line.cell("message").text)
    if line.header.kind == "states":
        state = state_of(line, measure, reader, context)
        if state is not None and len(parsed.problems) == before:
            parsed.states.append(state)
        return
    if line.header.kind == "comments":
        comment = comment_of(line, measure, reader, context)
        if comment is not None and len(parsed.problems) == before:
            parsed.comments.append(comment)
        return
    row = _figure(line, measure, reader, context)
    if row is not None and len(parsed.problems) == before:
        hidden = next(suppress_few(context.strategy, [row]))
        parsed.figures.append(Incoming(hidden, line.where("value"), tuple(reader.doubts)))


def measure_of(line: TableRow, context: RowReading) -> Measure | None:
    """The measure that a line is about: by its id, by its full name, or by the name of the file or sheet."""
    measures = context.strategy.measures
    text = line.cell("measure").text.translate(_DASHES)
    if not text and "measure" not in line.header.columns:
        text = next((n for n in (line.sheet.name, PurePath(line.book.name).stem) if n in measures), "")
        context.parsed.complete = bool(text)
    found, near = context.measure(text)
    if found is not None:
        return found
    place = line.cell("measure") if "measure" in line.header.columns else line.row.cell(0)
    code = "text_row" if line.is_text else "unknown_measure" if text else "no_measure"
    read = line.row.cell(0).text if line.is_text else text or _told(line)
    where = line.where("measure")
    if place.merged and not text:
        code, read = "merged_cell", f"{place.merged}"
    context.parsed.problems.append(wrong(where, code, read or None, near=near))
    return None


def _told(line: TableRow) -> str:
    """What stands in a row that names no measure."""
    return " | ".join(cell.text for cell in line.row.cells if cell.text)


def _figure(line: TableRow, measure: Measure, reader: Reader, context: RowReading) -> Observation | None:
    filled = [c for c in _FILLED if reader.usable(line.cell(c), line.where(c))]
    if not filled and not line.cell("value").merged:
        _tell_blank(line, measure, context)
        return None
    if measure.formula and reader.own:
        context.parsed.remark_once(at(line.book.name, line.sheet.name), "derived", measure=measure.id)
        return None
    if measure.formula or measure.kind != "numeric":
        code = "derived_measure" if measure.formula else "not_numeric"
        context.parsed.problems.append(wrong(line.where("measure"), code, measure.id))
        return None
    known = context.known(measure.id)
    period = _period(line, reader, known)
    bound = _bound(line, reader, known)
    value, missing = (None, None) if bound else _value(line, reader, known, context)
    quality = _word(line, reader, "quality", QUALITIES) or ("bound" if bound else "final")
    if value is not None or bound:
        _check_units(line, reader, known)
    day, basis = _known(line, reader, context)
    row = Observation(
        measure=measure.id,
        area=_listed(line, reader, "area", context) or context.strategy.home,
        period=period or Period.years(2000, 2000),
        value=value,
        source=source_of(line, measure, context),
        breakdown=_listed(line, reader, "breakdown", context) or "",
        missing=missing,
        quality="bound" if bound and quality == "final" else quality,
        confidence=_word(line, reader, "confidence", CONFIDENCES) or "high",
        known=day,
        known_basis=basis,
        note=_listed(line, reader, "note", context),
        n=reader.whole(line.cell("n"), line.where("n")) if "n" in filled else None,
        day=reader.day(line.cell("day"), line.where("day")) if line.cell("day").text else None,
        low=bound.low if bound else None,
        high=bound.high if bound else None,
    )
    if period is None or (value is None and missing is None and not row.is_bound):
        return None  # every cell of the line was read, so that all its problems are told at once
    if line.header.exported:
        row = _sent_back(row, context)
    _check(line, row, context)
    return row


def _check_units(line: TableRow, reader: Reader, known: MeasureHistory) -> None:
    """What the line, the header and the titles above it say that numbers are told in, beside the measure's unit."""
    for column in MEASURED:
        if line.cell(column).text:
            reader.unit(line.cell(column), line.where(column), known, column)
    header = line.header
    if header.unit:
        reader.unit(Cell(header.unit), line.where("value"), known)
    for text in _stated_above(line):
        if compare(text, known.unit) != "same":
            reader.doubts.append(Doubt("stated_unit", (("read", text), ("unit", reader.words_of_unit(known)))))


def _stated_above(line: TableRow) -> Iterator[str]:
    """Units that a title above the table names for all of it; a unit in the table itself is more exact."""
    if line.header.unit or any(line.cell(column).text for column in MEASURED):
        return
    for row in line.sheet.rows:
        if row.number >= line.header.row:
            return
        yield from stated_in(" ".join(cell.text for cell in row.cells))


def _sent_back(row: Observation, context: RowReading) -> Observation:
    """A row of a download of ours: one that says what the record says is that row, one that was changed is of today."""
    stands = context.versions(key_of(row))
    if not stands or any(content_of(one) == content_of(row) and one.known == row.known for one in stands):
        return row
    return replace(row, known=context.given.known, known_basis="stated")


def _period(line: TableRow, reader: Reader, known: MeasureHistory) -> Period | None:
    where = line.where("period")
    if not reader.usable(line.cell("period"), where):
        cell = line.cell("period")
        if not cell.formula and not cell.error and not cell.marked:
            code = "merged_cell" if line.cell("period").merged else "no_period"
            reader.problems.append(wrong(where, code, line.cell("period").merged or None))
        return None
    own = bool(line.book.given) or reader.own
    days = _by_days(line, reader)
    frequencies = {days.frequency} if days else known.frequencies
    period = reader.period(line.cell("period"), where, frequencies, known.periods, own=own)
    if days is not None and period is not None and period != days:
        said = formats.period(days, reader.lang)
        reader.problems.append(wrong(where, "other_days", line.cell("period").text, period=said))
        return None
    return period


def _by_days(line: TableRow, reader: Reader) -> Period | None:
    """The period that the first and the last day name, which stand beside it in our own downloads."""
    columns = ("first_day", "last_day")
    if not all(line.cell(column).text for column in columns):
        return None
    first, last = (reader.day(line.cell(column), line.where(column)) for column in columns)
    if first is None or last is None or first > last:
        return None
    return Period(end=last.year * 12 + last.month - 1, start=first.year * 12 + first.month - 1)


def _value(
    line: TableRow, reader: Reader, known: MeasureHistory, context: RowReading
) -> tuple[float | None, str | None]:
    """The value, or the reason why there is none; neither where something is wrong with both."""
    cell, where = line.cell("value"), line.where("value")
    reason = line.cell("missing")
    missing = reader.word(reason, line.where("missing"), "common.missing", MISSING) if reason.text else None
    if cell.merged:
        reader.problems.append(wrong(where, "merged_cell", f"{cell.merged} {cell.text}"))
    elif cell.marked:
        return None, None  # told when it was looked at
    elif cell.value is None or reader.marker(cell):
        if cell.value is None and not reason.text and not cell.formula:
            reader.problems.append(wrong(where, "no_value"))
        elif cell.value is not None and missing is None and not reason.text:
            context.parsed.remark(where, "marker", read=cell.text)
            missing = "not_submitted"
        return None, missing
    elif reason.text:
        reader.problems.append(wrong(where, "value_and_missing", f"{cell.text}, {reason.text}"))
    elif not cell.error:
        return reader.value(cell, where, known), None
    return None, None


def _bound(line: TableRow, reader: Reader, known: MeasureHistory) -> Bound | None:
    """The limits of a figure that its source only bounds: in columns of their own, or in the cell of the value."""
    cells = {name: line.cell(name) for name in ("low", "high")}
    if any(cell.text for cell in cells.values()):
        if line.cell("value").text or line.cell("missing").text:
            reader.problems.append(wrong(line.where("value"), "value_and_limits", line.cell("value").text or None))
        read = {name: reader.limit(cell, line.where(name), known) for name, cell in cells.items() if cell.text}
        return Bound(read.get("low"), read.get("high"))
    cell = line.cell("value")
    if not isinstance(cell.value, str) or cell.error or (found := written_bounds(cell.text)) is None:
        return None
    if line.cell("missing").text:
        reader.problems.append(
            wrong(line.where("value"), "value_and_missing", f"{cell.text}, {line.cell('missing').text}")
        )
    where = line.where("value")
    if may_be_days(cell.text):
        reader.problems.append(wrong(where, "limits_or_days", cell.text))
        return Bound(None, None)
    low, high = (None if text is None else reader.limit(Cell(text), where, known) for text in found[:2])
    if found.strict and low is not None:
        low = _over(low, cell, where, reader, known)
    return Bound(low, high)


def _over(limit: float, cell: Cell, where: Where, reader: Reader, known: MeasureHistory) -> float | None:
    """The least that a figure over the limit can be; what is over the measure's own limit is refused."""
    least = next_printable(limit, known.measure.decimals)
    if outside(known.measure, least):
        reader.problems.append(wrong(where, "outside", cell.text, limits=limits(known.measure)))
        return None
    return least


def _known(line: TableRow, reader: Reader, context: RowReading) -> tuple[date | None, str]:
    """The day from which the figure is known: its own where the file says so, else the day of the acceptance."""
    if "known_basis" in line.header.columns:
        said = line.cell("known_basis").text
        basis = word_of(said, "exports.known_basis", KNOWN_BASES) or said
        day = reader.day(line.cell("known"), line.where("known")) if line.cell("known").text else None
        return day, basis if basis in KNOWN_BASES else ("stated" if day else "unknown")
    if line.cell("known").text:
        return reader.day(line.cell("known"), line.where("known")), "stated"
    return context.given.known, "stated"


def _word(line: TableRow, reader: Reader, column: str, ids: tuple[str, ...]) -> str | None:
    cell = line.cell(column)
    section = "common.quality" if column == "quality" else "intake.confidence"
    if column == "confidence" and line.header.exported:
        section = "charts.confidence"
    return reader.word(cell, line.where(column), section, ids) if cell.text else None


def _listed(line: TableRow, reader: Reader, column: str, context: RowReading) -> str | None:
    """An area, a part or a note of the catalogue, by its id or its text in any language."""
    text = line.cell(column).text
    if not text:
        return None
    if column == "area" and text.isdigit():
        text = text.zfill(_AREA_DIGITS)  # a spreadsheet makes the number 49 of Espoo's 049
    found = {key: (key, *words) for key, words in context.listed(column).items()}
    for key, words in found.items():
        if text.casefold() in (w.casefold() for w in words):
            return key
    like = nearest(text, [w for words in found.values() for w in words])
    meant = next((words for words in found.values() if like in words), ())
    near = meant[1 + LANGUAGES.index(context.given.lang)] if like in meant[1:] else like
    reader.problems.append(wrong(line.where(column), f"unknown_{column}", text, near=near))
    return None


def _check(line: TableRow, row: Observation, context: RowReading) -> None:
    """What the check of the whole record would refuse, told with its cell."""
    problems = context.parsed.problems
    if row.day is not None and row.day > row.period.last_day:
        period = formats.period(row.period, context.given.lang)
        problems.append(wrong(line.where("day"), "day_after_period", line.cell("day").text, period=period))
    begins = row.day or row.period.first_day.replace(year=row.period.first_day.year - 1)
    _check_limits(line, row, context)
    if row.tells and row.quality != "budget" and row.known is not None and row.known < begins:
        known = formats.day(row.known, context.given.lang)
        problems.append(wrong(line.where("period"), "future_period", line.cell("period").text, known=known))
    stands = context.stands(row)
    nothing = (stands is None or not stands.tells) and not context.parsed.complete and not context.given.again
    if row.missing == "withdrawn" and nothing:
        problems.append(wrong(line.where("missing"), "nothing_withdrawn", line.cell("missing").text))


def _check_limits(line: TableRow, row: Observation, context: RowReading) -> None:
    """Limits in their order and with their quality."""
    problems, lang = context.parsed.problems, context.given.lang
    if row.low is not None and row.high is not None and row.low >= row.high:
        low, high = (formats.shortest(end, lang) for end in (row.low, row.high))
        where = line.where("low" if line.cell("low").text else "value")
        problems.append(wrong(where, "limits_turned", f"{low}, {high}"))
    if row.is_bound != (row.quality == "bound"):
        problems.append(wrong(line.where("quality"), "quality_of_limits", line.cell("quality").text or None))


def _tell_blank(line: TableRow, measure: Measure, context: RowReading) -> None:
    """A blank over a figure changes nothing; it is said, for somebody may have meant to take the figure back."""
    cell = line.cell("period")
    if "value" not in line.header.columns or not cell.text or line.book.given:
        return
    silent = replace(context.reader(line.header), problems=[])
    known = context.known(measure.id)
    period = silent.period(cell, line.where("period"), known.frequencies, known.periods)
    blank = Observation(measure.id, context.strategy.home, period, None, "") if period else None
    stands = context.stands(blank) if blank else None
    if stands is not None and stands.tells:
        context.parsed.remark(line.where("value"), "blank_over_value", measure=measure.id, period=cell.text)


def _check_doubled(parsed: ParsedFile) -> None:
    first: dict[object, Incoming] = {}
    for item in parsed.figures:
        key = (key_of(item.row), item.row.known)
        if key in first:
            place = ", ".join(name for _, name in first[key].where.steps)
            parsed.problems.append(wrong(item.where, "doubled", _said(item.row), first=place))
        first.setdefault(key, item)
    said: dict[object, IncomingComment] = {}
    for comment in parsed.comments:
        before = said.setdefault(statement_key(comment.statement), comment)
        if before is not comment:
            place = ", ".join(name for _, name in before.where.steps)
            parsed.problems.append(wrong(comment.where, "comment_doubled", first=place))


def _said(row: Observation) -> str:
    return f"{row.measure} {row.period}: {plain_figure(row)}"
