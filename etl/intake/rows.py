"""Turns the lines of a file into rows of the record: figures, or reasons for their absence, and states of milestones.

All problems of all lines are collected; a line gives a row only if nothing is wrong in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from etl.few import hide_few
from etl.intake.book import Book, Cell, wrong
from etl.intake.bounds import limits_of, may_be_days
from etl.intake.cells import Known, Reader
from etl.intake.comments import comment_of
from etl.intake.compare import Incoming, key_of, plain_figure
from etl.intake.lines import Line, lines
from etl.intake.sources import source_of
from etl.intake.states import state_of
from etl.intake.taken import Context, Given, IncomingComment, Taken
from etl.measures import limits, outside
from etl.problems import Problem, Where, nearest
from etl.statements import key_of as statement_key
from strategy import formats
from strategy.model import CONFIDENCES, LANGUAGES, MISSING, QUALITIES, Measure, Observation
from strategy.periods import Period

_FILLED = ("value", "missing", "n", "note", "low", "high")
"""A line in which none of these is filled says nothing."""
_AREA_DIGITS = 3
"""A municipality's code has so many."""
_DASHES = str.maketrans(dict.fromkeys("\N{EN DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}", "-"))


class Bound(NamedTuple):
    """The limits of a figure, both included; None where there is none, or none could be read."""

    low: float | None
    high: float | None


def take(book: Book, given: Given, problems: Iterable[Problem] = ()) -> Taken:
    """Everything that a file holds for the record; `problems` are those that were found while it was opened."""
    taken = Taken(book)
    taken.problems.extend(problems)
    context = Context(given, taken)
    for line in lines(book, taken):
        _take_line(line, context)
    _check_doubled(taken)
    return taken


def _take_line(line: Line, context: Context) -> None:
    taken, before = context.taken, len(context.taken.problems)
    reader = context.reader(line.header)
    measure = measure_of(line, context)
    if measure is None:
        return
    if line.cell("message").text:
        taken.remark(line.where("message"), "message", text=line.cell("message").text)
    if line.header.kind == "states":
        state = state_of(line, measure, reader, context)
        if state is not None and len(taken.problems) == before:
            taken.states.append(state)
        return
    if line.header.kind == "comments":
        comment = comment_of(line, measure, reader, context)
        if comment is not None and len(taken.problems) == before:
            taken.comments.append(comment)
        return
    row = _figure(line, measure, reader, context)
    if row is not None and len(taken.problems) == before:
        taken.figures.append(Incoming(next(hide_few(context.strategy, [row])), line.where("value")))


def measure_of(line: Line, context: Context) -> Measure | None:
    """The measure that a line is about: by its id, by its full name, or by the name of the file or sheet."""
    measures = context.strategy.measures
    text = line.cell("measure").text.translate(_DASHES)
    if not text and "measure" not in line.header.columns:
        text = next((n for n in (line.sheet.name, PurePath(line.book.name).stem) if n in measures), "")
        context.taken.complete = bool(text)
    if text.lower() in measures:
        return measures[text.lower()]
    named = [m for m in measures.values() for lang in LANGUAGES if m.name.in_(lang).casefold() == text.casefold()]
    if text and len(dict.fromkeys(m.id for m in named)) == 1:
        return named[0]
    code = "unknown_measure" if text else "no_measure"
    context.taken.problems.append(
        wrong(line.where("measure"), code, text or None, near=nearest(text, measures) if text else "")
    )
    return None


def _figure(line: Line, measure: Measure, reader: Reader, context: Context) -> Observation | None:
    filled = [c for c in _FILLED if reader.usable(line.cell(c), line.where(c))]
    if not filled and not line.cell("value").merged:
        _tell_blank(line, measure, context)
        return None
    if measure.formula or measure.kind != "numeric":
        code = "derived_measure" if measure.formula else "not_numeric"
        context.taken.problems.append(wrong(line.where("measure"), code, measure.id))
        return None
    known = context.known(measure.id)
    period = _period(line, reader, known)
    bound = _bound(line, reader, known)
    value, missing = (None, None) if bound else _value(line, reader, known, context)
    quality = _word(line, reader, "quality", QUALITIES) or ("bound" if bound else "final")
    day, basis = _known(line, reader, context)
    row = Observation(
        measure=measure.id,
        area=_listed(line, reader, "area", context) or context.strategy.home,
        period=period or Period.years(1, 1),
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
    _check(line, row, context)
    return row


def _period(line: Line, reader: Reader, known: Known) -> Period | None:
    where = line.where("period")
    if not reader.usable(line.cell("period"), where):
        if not line.cell("period").formula and not line.cell("period").error:
            code = "merged_cell" if line.cell("period").merged else "no_period"
            reader.problems.append(wrong(where, code, line.cell("period").merged or None))
        return None
    return reader.period(line.cell("period"), where, known.frequencies, known.periods)


def _value(line: Line, reader: Reader, known: Known, context: Context) -> tuple[float | None, str | None]:
    """The value, or the reason why there is none; neither where something is wrong with both."""
    cell, where = line.cell("value"), line.where("value")
    reason = line.cell("missing")
    missing = reader.word(reason, line.where("missing"), "common.missing", MISSING) if reason.text else None
    if cell.merged:
        reader.problems.append(wrong(where, "merged_cell", f"{cell.merged} {cell.text}"))
    elif cell.value is None or reader.marker(cell):
        if cell.value is None and not reason.text and not cell.formula:
            reader.problems.append(wrong(where, "no_value"))
        elif cell.value is not None and missing is None and not reason.text:
            context.taken.remark(where, "marker", read=cell.text)
            missing = "not_submitted"
        return None, missing
    elif reason.text:
        reader.problems.append(wrong(where, "value_and_missing", f"{cell.text}, {reason.text}"))
    elif not cell.error:
        return reader.value(cell, where, known), None
    return None, None


def _bound(line: Line, reader: Reader, known: Known) -> Bound | None:
    """The limits of a figure that its source only bounds: in columns of their own, or in the cell of the value."""
    cells = {name: line.cell(name) for name in ("low", "high")}
    if any(cell.text for cell in cells.values()):
        if line.cell("value").text or line.cell("missing").text:
            reader.problems.append(wrong(line.where("value"), "value_and_limits", line.cell("value").text or None))
        read = {name: reader.limit(cell, line.where(name), known) for name, cell in cells.items() if cell.text}
        return Bound(read.get("low"), read.get("high"))
    cell = line.cell("value")
    if not isinstance(cell.value, str) or cell.error or (found := limits_of(cell.text)) is None:
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


def _over(limit: float, cell: Cell, where: Where, reader: Reader, known: Known) -> float | None:
    """The least that a figure over the limit can be; what is over the measure's own limit is refused."""
    least = formats.next_printable(limit, known.measure.decimals)
    if outside(known.measure, least):
        reader.problems.append(wrong(where, "outside", cell.text, limits=limits(known.measure)))
        return None
    return least


def _known(line: Line, reader: Reader, context: Context) -> tuple[date | None, str]:
    """The day from which the figure is known: its own where the file says so, else the day of the acceptance."""
    if "known_basis" in line.header.columns:
        basis = line.cell("known_basis").text
        day = reader.day(line.cell("known"), line.where("known")) if line.cell("known").text else None
        return day, basis if basis in ("stated", "rule", "unknown") else ("stated" if day else "unknown")
    if line.cell("known").text:
        return reader.day(line.cell("known"), line.where("known")), "stated"
    return context.given.known, "stated"


def _word(line: Line, reader: Reader, column: str, ids: tuple[str, ...]) -> str | None:
    cell = line.cell(column)
    section = "common.quality" if column == "quality" else "intake.confidence"
    return reader.word(cell, line.where(column), section, ids) if cell.text else None


def _listed(line: Line, reader: Reader, column: str, context: Context) -> str | None:
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


def _check(line: Line, row: Observation, context: Context) -> None:
    """What the check of the whole record would refuse, told with its cell."""
    problems = context.taken.problems
    if row.day is not None and row.day > row.period.last_day:
        period = formats.period(row.period, context.given.lang)
        problems.append(wrong(line.where("day"), "day_after_period", line.cell("day").text, period=period))
    begins = row.day or row.period.first_day.replace(year=row.period.first_day.year - 1)
    _check_limits(line, row, context)
    if row.tells and row.quality != "budget" and row.known is not None and row.known < begins:
        known = formats.day(row.known, context.given.lang)
        problems.append(wrong(line.where("period"), "future_period", line.cell("period").text, known=known))
    stands = context.stands(row)
    nothing = (stands is None or not stands.tells) and not context.taken.complete and not context.given.again
    if row.missing == "withdrawn" and nothing:
        problems.append(wrong(line.where("missing"), "nothing_withdrawn", line.cell("missing").text))


def _check_limits(line: Line, row: Observation, context: Context) -> None:
    """Limits in their order and with their quality."""
    problems, lang = context.taken.problems, context.given.lang
    if row.low is not None and row.high is not None and row.low >= row.high:
        low, high = (formats.shortest(end, lang) for end in (row.low, row.high))
        where = line.where("low" if line.cell("low").text else "value")
        problems.append(wrong(where, "limits_turned", f"{low}, {high}"))
    if row.is_bound != (row.quality == "bound"):
        problems.append(wrong(line.where("quality"), "quality_of_limits", line.cell("quality").text or None))


def _tell_blank(line: Line, measure: Measure, context: Context) -> None:
    """A blank over a figure changes nothing; it is said, for somebody may have meant to take the figure back."""
    cell = line.cell("period")
    if "value" not in line.header.columns or not cell.text or line.book.given:
        return
    silent = Reader(context.given.lang, machine=False, own=False)
    known = context.known(measure.id)
    period = silent.period(cell, line.where("period"), known.frequencies, known.periods)
    blank = Observation(measure.id, context.strategy.home, period, None, "") if period else None
    stands = context.stands(blank) if blank else None
    if stands is not None and stands.tells:
        context.taken.remark(line.where("value"), "blank_over_value", measure=measure.id, period=cell.text)


def _check_doubled(taken: Taken) -> None:
    first: dict[object, Incoming] = {}
    for item in taken.figures:
        key = (key_of(item.row), item.row.known)
        if key in first:
            place = ", ".join(name for _, name in first[key].where.steps)
            taken.problems.append(wrong(item.where, "doubled", _said(item.row), first=place))
        first.setdefault(key, item)
    said: dict[object, IncomingComment] = {}
    for comment in taken.comments:
        before = said.setdefault(statement_key(comment.statement), comment)
        if before is not comment:
            place = ", ".join(name for _, name in before.where.steps)
            taken.problems.append(wrong(comment.where, "comment_doubled", first=place))


def _said(row: Observation) -> str:
    return f"{row.measure} {row.period}: {plain_figure(row)}"
