"""Reads the lines in which a sector comments on a measure in its own words, in the languages in which it says them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import shorten

from etl.intake.rows.cells import Reader
from etl.intake.rows.parsed import IncomingComment, RowReading
from etl.intake.rows.table_rows import TableRow
from etl.intake.sheets import wrong
from etl.reading import LONGEST, LONGEST_NAME, UnreadableValueError, text_of
from strategy.model import LANGUAGES, Measure, Statement, Words
from strategy.texts import formats

REMINDER = 300
"""Characters of the latest comment that the template shows."""
TEXTS = tuple(f"text_{lang}" for lang in LANGUAGES)


def comment_of(line: TableRow, measure: Measure, reader: Reader, context: RowReading) -> IncomingComment | None:
    """The comment of a line; None where it has no words. What is wrong with it is collected."""
    filled = [column for column in TEXTS if reader.usable(line.cell(column), line.where(column))]
    if not filled:
        if line.cell("day").text or line.cell("role").text:
            context.parsed.remark(line.where(_first(line)), "no_words", measure=measure.id)
        return None
    for column in _empty(line):
        reader.problems.append(wrong(line.where(column), f"comment_without_{column}"))
    day = reader.day(line.cell("day"), line.where("day")) if line.cell("day").text else None
    if day is not None and day > context.given.known:
        today = formats.day(context.given.known, reader.lang)
        reader.problems.append(wrong(line.where("day"), "comment_to_come", line.cell("day").text, today=today))
    comment = Statement(
        measure=measure.id,
        kind="comment",
        day=day or date.min,
        role=_text(line, "role", reader, LONGEST_NAME) or "",
        text=Words(*(_text(line, column, reader, LONGEST) for column in TEXTS)),
    )
    return IncomingComment(comment, line.where(filled[0]))


def newest(statements: Iterable[Statement], measure: str) -> Statement | None:
    """The newest comment on a measure, whoever gave it."""
    own = (s for s in statements if (s.measure, s.kind) == (measure, "comment"))
    return max(own, key=lambda s: s.day, default=None)


def last_words(statements: Iterable[Statement], measure: str, lang: str) -> str:
    """The newest comment with its day and role, in the reader's language where it has that one; empty without any.

    It reminds, and is not read again: a long one is cut, for no row of a workbook is as high as it.
    """
    last = newest(statements, measure)
    if last is None:
        return ""
    return shorten(f"{formats.day(last.day, lang)}, {last.role}: {last.text.in_(lang)[0]}", REMINDER, placeholder=" …")


def _first(line: TableRow) -> str:
    return next(column for column in TEXTS if column in line.header.columns)


def _empty(line: TableRow) -> Iterator[str]:
    for column in ("day", "role"):
        cell = line.cell(column)
        if not cell.text and not cell.formula and not cell.error:
            yield column


def _text(line: TableRow, column: str, reader: Reader, longest: int) -> str | None:
    """The words of a cell, its line breaks as they are written everywhere; None where it is empty."""
    text = line.cell(column).text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > longest:
        reader.problems.append(wrong(line.where(column), "text_too_long", text, longest=longest))
    try:
        return text_of(text) or None
    except UnreadableValueError:
        reader.problems.append(wrong(line.where(column), "unseen", text))
        return None
