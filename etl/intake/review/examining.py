"""Examines a file against the record, and takes what is good of it: one path for the command and for the inbox."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from etl.files import FOLDER, USUAL, FileLimits, accepted, keep
from etl.intake.review.accepting import Accepted, check_accepted, plan, traced, write_accepted
from etl.intake.rows import (
    Change,
    Difference,
    ImportOptions,
    IncomingComment,
    IncomingState,
    Key,
    ParsedFile,
    difference,
    key_of,
    new_sources,
    newest,
    parse_rows,
    row_of,
)
from etl.intake.sheets import RefusedError, Spreadsheet, kind_of, read_here, read_isolated_file, wrong
from etl.intake.values import Doubt
from etl.reading import key_of as statement_key
from etl.record import Record
from etl.reporting import Problem, Step, Where, silent
from strategy.model import Event, Observation, Statement
from strategy.texts import formats

SMALL_TEXT = 4 << 20
"""A text of so many bytes costs nobody much."""
OpenFile = Callable[[str, bytes, FileLimits], Spreadsheet]


@dataclass(frozen=True, slots=True)
class StateChange:
    """What one incoming state does to the record: `new` or `unchanged`; `before` is what was last told."""

    kind: str
    event: Event
    where: Where
    before: Event | None


@dataclass(frozen=True, slots=True)
class CommentChange:
    """What one incoming comment does to the record: `new` or `unchanged`; `before` is the newest one until then."""

    kind: str
    statement: Statement
    where: Where
    before: Statement | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen when a file was taken in, and is not in the file: reading it again takes the same."""

    source: str = ""
    known: date | None = None
    left: tuple[str, ...] = ()
    """Places that were refused for what the record held then."""

    @property
    def text(self) -> str:
        """The choices as the list of kept files has them; empty where nothing was chosen."""
        known = self.known.isoformat() if self.known else ""
        said = {"source": self.source, "known": known, "left": ";".join(self.left)}
        return urlencode({name: value for name, value in said.items() if value})

    @classmethod
    def parse(cls, text: str) -> Choices:
        """The choices that a line of the list has; raises `ValueError` for a day that is none."""
        said = dict(parse_qsl(text))
        known = date.fromisoformat(said["known"]) if "known" in said else None
        return cls(said.get("source", ""), known, tuple(filter(None, said.get("left", "").split(";"))))


NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Review:
    """A file, what was read of it, and what it would change. `refusal` stands where it could not be read at all."""

    name: str
    content: bytes
    parsed: ParsedFile
    difference: Difference
    states: tuple[StateChange, ...]
    comments: tuple[CommentChange, ...] = ()
    choices: Choices = NO_CHOICES

    @property
    def doubtful(self) -> tuple[Observation, ...]:
        """The rows that a person should look at before they are taken, and those that are no longer there."""
        return (*(c.row for c in self.difference.doubtful), *self.difference.vanished)

    @property
    def sha256(self) -> str:
        """The hash of the file as it came."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong with it."""
        return self.parsed.problems

    @property
    def taken_count(self) -> int:
        """How many lines of it change the record."""
        return len(self.difference.rows) + sum(state.kind != "unchanged" for state in self.states)

    @property
    def filled(self) -> bool:
        """Whether anything at all stood in it, right or wrong."""
        return bool(self.parsed.figures or self.parsed.states or self.parsed.comments or self.parsed.problems)

    @property
    def changes(self) -> bool:
        """Whether it would change the record."""
        changes: list[Change | StateChange | CommentChange] = [*self.difference.changes, *self.states, *self.comments]
        return any(change.kind != "unchanged" for change in changes)


def examine(
    name: str,
    content: bytes,
    record: Record,
    given: ImportOptions,
    open_apart: OpenFile = read_isolated_file,
    step: Step = silent,
) -> Review:
    """Read a file and compare what is good in it with the record; raises nothing for what people send."""
    step("file")
    try:
        parsed = parse_rows(open_book(name, content, open_apart), given)
    except RefusedError as refusal:
        parsed = ParsedFile(Spreadsheet(name, ()), problems=[refusal.problem])
    parsed.problems.sort(key=lambda p: _order(parsed.book, p))
    step("compare")
    beside = record.beside(item.row for item in parsed.good_figures)
    found = _difference(beside, record, parsed)
    wrong_before = len(parsed.problems)
    _check_erased(record, found, parsed, given.lang)
    _check_known_taken(record, beside, found, parsed, given.lang)
    _check_said(record, parsed, given.lang)
    later = _later(beside, found)
    _check_clock(later, found, parsed, given)
    left = [place_of(p.where) for p in parsed.problems[wrong_before:]]
    if left:
        found = _difference(beside, record, parsed)  # of what is still good
    found = _with_superseded(found, later, given.lang)
    choices = Choices(given.source, given.known if given.chosen_day else None, tuple(left))
    states, comments = _states(record, parsed.good_states), _comments(record, parsed.good_comments)
    return Review(name, content, parsed, found, tuple(states), tuple(comments), choices)


def refusal(name: str, content: bytes, why: Problem) -> Review:
    """A file of which nothing is taken, for a reason of its own."""
    return Review(name, content, ParsedFile(Spreadsheet(name, ()), problems=[why]), Difference(()), ())


def _difference(beside: Iterable[Observation], record: Record, parsed: ParsedFile) -> Difference:
    return difference(beside, parsed.good_figures, record.strategy, complete=parsed.complete)


def _order(book: Spreadsheet, found: Problem) -> tuple[int, int, int, str]:
    """As one reads: sheet by sheet, row by row, from left to right; what is of the whole file comes first."""
    steps = dict(found.where.steps)
    sheets = [s.name for s in book.sheets]
    sheet = sheets.index(steps["sheet"]) + 1 if steps.get("sheet") in sheets else 0
    row = row_of(found.where)
    column = steps.get("cell", "").rstrip("0123456789")
    return sheet, row[1] if row else 0, len(column), column


def open_book(
    name: str, content: bytes, open_apart: OpenFile = read_isolated_file, limits: FileLimits = USUAL
) -> Spreadsheet:
    """The sheets of a file, whatever kind it is; raises `RefusedError`. What may cost much is read apart."""
    if kind_of(name, content, limits) == "workbook" or len(content) > SMALL_TEXT:
        return open_apart(name, content, limits)
    return read_here(name, content, limits)


def _check_erased(record: Record, found: Difference, parsed: ParsedFile, lang: str) -> None:
    """A figure that was erased by law does not come back with a file, whoever would accept it."""
    erased = {(e.measure, e.area, e.period, e.breakdown): e.day for e in record.erasures}
    for change in found.changes:
        if (day := erased.get(key_of(change.row))) is not None:
            parsed.problems.append(wrong(change.where, "erased", None, day=formats.day(day, lang)))


def _check_known_taken(
    record: Record, beside: Iterable[Observation], found: Difference, parsed: ParsedFile, lang: str
) -> None:
    """What cannot be changed on its day: a figure that did not come in a file of its own, and one that first came then.

    An earlier row of the day gives way to the new one; where that takes it back, nothing would be left to take back.
    """
    whole = {file.file for file in record.bulk.files} if record.bulk else set()
    taken_days = {(key_of(r), r.known) for r in beside if not _gives_way(r, whole)}
    begun: dict[Key, date] = {}
    for row in beside:
        if row.value is not None:
            begun[key_of(row)] = min(row.known or date.min, begun.get(key_of(row), date.max))
    for change in found.changes:
        row = change.row
        if change.kind == "unchanged" or not row.known:
            continue
        if (key_of(row), row.known) in taken_days or (
            row.missing == "withdrawn" and begun.get(key_of(row)) == row.known
        ):
            said = None if row.value is None else formats.shortest(row.value, lang)
            parsed.problems.append(wrong(change.where, "known_taken", said, day=formats.day(row.known, lang)))


def _later(beside: Iterable[Observation], found: Difference) -> dict[tuple[Key, date], date]:
    """The figures that come as known on a day before one from which the record has another row, and that day."""
    wanted = {key_of(c.row) for c in found.changes if c.kind != "unchanged" and c.row.known}
    last: dict[Key, date] = {}
    for row in beside:
        if row.known is not None and key_of(row) in wanted:
            last[key_of(row)] = max(row.known, last.get(key_of(row), row.known))
    came = [(key_of(c.row), c.row.known) for c in found.changes if c.row.known is not None]
    return {(key, known): last[key] for key, known in came if key in last and last[key] > known}


def _check_clock(
    later: Mapping[tuple[Key, date], date], found: Difference, parsed: ParsedFile, given: ImportOptions
) -> None:
    """A correction of today that the record would show as older than what it corrects: a clock was set back."""
    for change in found.changes:
        row = change.row
        if row.known is None or row.known != given.known or given.chosen_day or change.kind == "unchanged":
            continue
        if (day := later.get((key_of(row), row.known))) is not None:
            days = {"day": formats.day(day, given.lang), "today": formats.day(given.known, given.lang)}
            value = None if row.value is None else formats.shortest(row.value, given.lang)
            parsed.problems.append(wrong(change.where, "clock", value, **days))


def _with_superseded(found: Difference, later: Mapping[tuple[Key, date], date], lang: str) -> Difference:
    """What somebody dates before a later row of the record is taken, and never shown: that is for a person to see."""
    changes = []
    for change in found.changes:
        day = later.get((key_of(change.row), change.row.known)) if change.row.known else None
        if day is not None:
            doubt = Doubt("superseded", (("day", formats.day(day, lang)),))
            changes.append(replace(change, doubts=(*change.doubts, doubt)))
        else:
            changes.append(change)
    return replace(found, changes=tuple(changes))


def _gives_way(row: Observation, whole: Collection[str]) -> bool:
    """Whether a row may be replaced on its day: it came by a file of which only the rows are in the record."""
    return row.origin.startswith(f"{FOLDER}/") and row.origin.partition("#")[0] not in whole


def _states(record: Record, came: Iterable[IncomingState]) -> Iterator[StateChange]:
    for item in came:
        event = item.event
        told = [e for e in record.events if (e.measure, e.stage) == (event.measure, event.stage)]
        last = max(told, key=lambda e: e.day, default=None)
        same = any((e.day, e.state) == (event.day, event.state) for e in told)
        yield StateChange("unchanged" if same else "new", event, item.where, last)


def _check_said(record: Record, parsed: ParsedFile, lang: str) -> None:
    """What a role said on a day stands: another text of that day would leave two, and nobody could tell the newer."""
    said = {statement_key(s): s.text for s in record.statements}
    for item in parsed.good_comments:
        comment = item.statement
        if said.get(statement_key(comment), comment.text) != comment.text:
            day = formats.day(comment.day, lang)
            parsed.problems.append(wrong(item.where, "comment_taken", " ".join(filter(None, comment.text)), day=day))


def _comments(record: Record, came: Iterable[IncomingComment]) -> Iterator[CommentChange]:
    said = {statement_key(s) for s in record.statements}
    for item in came:
        comment = item.statement
        kind = "unchanged" if statement_key(comment) in said else "new"
        yield CommentChange(kind, comment, item.where, newest(record.statements, comment.measure))


def accept(data: Path, record: Record, found: Review, by: str, today: date) -> list[Problem]:
    """Take what is good into the record; returns what the check of the whole record says, and then nothing changes.

    The caller holds `journal.only_change`.
    """
    choices = found.choices.text
    kept = keep(data, found.name, found.content, today, accepted_by=by, choices=choices)
    if not kept.files:  # kept before: a part of it was taken then, and this approver takes the rest
        kept = replace(kept, files=accepted(data, kept, today, by, choices))
    rows = tuple(traced(c.row, kept, _place(c), by) for c in found.difference.changes if c.kind != "unchanged")
    events = tuple(
        replace(s.event, origin=f"{kept.name}#{place_of(s.where)}", accepted_by=by)
        for s in found.states
        if s.kind != "unchanged"
    )
    comments = tuple(
        replace(c.statement, origin=f"{kept.name}#{place_of(c.where)}", accepted_by=by)
        for c in found.comments
        if c.kind != "unchanged"
    )
    if not rows and not events and not comments:
        return []
    sources = new_sources(record.strategy, (*(r.source for r in rows), *(e.source for e in events)))
    files = plan(data, record.strategy, Accepted(rows, events, tuple(sources), comments))
    problems = check_accepted(data, files)
    if not problems:
        write_accepted(data, kept, files)
    return problems


def _place(change: Change) -> str:
    return place_of(change.where)


def place_of(where: Where) -> str:
    """A place as a row's origin names it: `Sheet!C7`, `C7` in a CSV."""
    steps = dict(where.steps)
    sheet, cell = steps.get("sheet", ""), steps.get("cell", "")
    return f"{sheet}!{cell}" if sheet else cell
