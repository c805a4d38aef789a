"""Holds the record against the files it came from: every kept file is the one that came, every row says what it says.

Finds an edited line of the list, an edited, lost or foreign file, a row that says something else than its file, and a
figure that was taken in and is no longer there. Changes nothing. Rows without an origin were read by hand before files
were kept; they are counted, not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from etl.bulk import BULK_FILE, BulkFile, normalise
from etl.files import FOLDER, MANIFEST, chained, manifest, said
from etl.formats import FormatError, read_cube
from etl.intake.review import NO_CHOICES, Choices, is_large, open_book, place_of
from etl.intake.rows import ImportOptions, Incoming, Key, ParsedFile, content_of, key_of, parse_rows
from etl.intake.sheets import RefusedError, Spreadsheet, read_isolated_file
from etl.reading import STATEMENTS_FILE as STATEMENTS
from etl.reading import StatisticsTable, load
from etl.reading import key_of as statement_key
from etl.record import Record
from etl.reporting import Problem, Step, Where, show_path, silent
from etl.statistics import TableContext, rows_of
from etl.verification.sealed_meetings import check_sealed
from strategy.model import Event, Observation, Statement

_TOPIC = "verify"
T = TypeVar("T", Event, Statement)
Said = tuple[object, ...]
"""What a figure says: its value or the reason why there is none, then quality, cases, note and day."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """When a file was taken in, and with which choices; one file may be taken in in parts."""

    day: date
    choices: Choices = NO_CHOICES


Accepted = Mapping[str, Sequence[Acceptance]]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at and what was found: kept files, rows that have one, rows without, and all that is wrong."""

    files: int
    traced: int
    untraced: int
    problems: tuple[Problem, ...]


def files_of(data: Path) -> int:
    """How many files are to be looked at."""
    return len({line["file"] for line in manifest(data)})


def verify(data: Path, record: Record, step: Step = silent) -> Verified:
    """Look at every line of the list, every kept file and every row that came from one."""
    lines = manifest(data)
    erased = {file for mark in record.erasures for file in mark.files}
    problems = [*_chain(data, lines), *_files(data, lines, erased), *_foreign(data, lines)]
    # a figure with few cases is hidden in the record and stands in its history as it came: it is not judged here
    judged = [row for row in record.observations if row.missing != "hidden_few" or row.n is None]
    origins = ((row, row.origin.partition("#")[0]) for row in judged)
    traced = [row for row, file in origins if file.startswith(f"{FOLDER}/") and file not in erased]
    unsound = {p.where.file for p in problems} | erased
    by_file: dict[str, list[Observation]] = {}
    for row in traced:
        by_file.setdefault(row.origin.partition("#")[0], []).append(row)
    accepted: dict[str, list[Acceptance]] = {}
    for line in lines:
        if line["accepted_by"]:
            accepted.setdefault(line["file"], []).append(_acceptance(line))
    edited = any(p.code == "chain" for p in problems)  # then the list itself is not to be trusted
    approvers = {(line["file"], line["accepted_by"]) for line in lines}
    whole = record.bulk.files if record.bulk else ()
    problems += [] if edited else _whole(data, whole, approvers)
    apart = {file.file for file in whole}  # such a file is its rows: its hash has told all
    for file in dict.fromkeys([*accepted, *by_file]):
        step(f"kept:{_name(file)}")
        if file in apart:
            continue
        if (data / file).is_file() and is_large(data / file):
            problems.append(_wrong(Where(show_path(data / file)), "undeclared"))
        elif show_path(data / file) not in unsound and file not in erased:
            problems += _rows(data, file, by_file.get(file, []), record, accepted)
            problems += [] if edited else _approvers(data, file, by_file.get(file, []), approvers)
            problems += _stated(data, file, record, accepted)
    measured = [row for row in record.observations if not record.strategy.measures[row.measure].formula]
    problems += check_sealed(data, record)
    large = record.bulk.count if record.bulk else 0
    return Verified(
        len({line["file"] for line in lines} - erased),
        len(traced) + large,
        len(measured) - len(traced),
        tuple(problems),
    )


def _acceptance(line: Mapping[str, str]) -> Acceptance:
    return Acceptance(date.fromisoformat(line["day"]), Choices.parse(line.get("choices") or ""))


def _whole(data: Path, files: Iterable[BulkFile], approvers: Collection[tuple[str, str]]) -> Iterator[Problem]:
    """Files that are a part of the record as a whole, and name another approver than the list does."""
    for file in files:
        named = sorted(by for kept, by in approvers if kept == file.file and by)
        if file.accepted_by not in named:
            where = Where(show_path(data / BULK_FILE)).at("field", "accepted_by")
            yield _wrong(where, "whole_approver", file.accepted_by, by=", ".join(named))


def _wrong(where: Where, code: str, read: object = None, **values: object) -> Problem:
    printed = tuple((name, str(value)) for name, value in values.items())
    return Problem(where, code, None if read is None else str(read), printed, topic=_TOPIC)


def _chain(data: Path, lines: Sequence[Mapping[str, str]]) -> Iterator[Problem]:
    """The first line that does not carry the hash of what stands before it; all after it are unsure."""
    before = ""
    for number, line in enumerate(lines, 2):
        if line["chain"] != chained(before, said(line)):
            yield _wrong(Where(show_path(data / MANIFEST)).at("line", number), "chain", line["file"])
            return
        before = line["chain"]


def _files(data: Path, lines: Sequence[Mapping[str, str]], erased: Iterable[str]) -> Iterator[Problem]:
    gone = set(erased)
    for file, sha256 in {line["file"]: line["sha256"] for line in lines}.items():
        path, where = data / file, Where(show_path(data / file))
        if file in gone:
            if path.exists():
                yield _wrong(where, "still_there")
        elif not path.exists():
            yield _wrong(where, "lost_file")
        elif normalise(path).sha256 != sha256:
            yield _wrong(where, "edited_file")


def _foreign(data: Path, lines: Sequence[Mapping[str, str]]) -> Iterator[Problem]:
    listed = {line["file"] for line in lines} | {MANIFEST}
    folder = data / FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if f"{FOLDER}/{path.name}" not in listed and not path.name.startswith("."):
            yield _wrong(Where(show_path(path)), "unlisted_file")


def _rows(data: Path, file: str, rows: Sequence[Observation], record: Record, accepted: Accepted) -> Iterator[Problem]:
    """Rows against their file: what each says, and whether all that the file says is still there."""
    if not (data / file).exists():
        for row in rows:
            yield _wrong(_where(data, row), "unknown_origin", row.origin, period=row.period)
        return
    taken_in = accepted.get(file, [Acceptance(record.strategy.review_day)])
    figures = list(_figures(data, file, record, taken_in))
    told = {(key_of(item.row), place_of(item.where)): content_of(item.row) for item in figures}
    edited = {key_of(row) for row in rows if told.get((key_of(row), row.origin.partition("#")[2])) != content_of(row)}
    for row in rows:
        if key_of(row) in edited:
            yield _told(data, row, told.get((key_of(row), row.origin.partition("#")[2])))
    if file in accepted:
        others = [item for item in figures if key_of(item.row) not in edited]
        stands = content_of if _table(data, file, record) is None else _figure
        yield from _lost(data, file, others, record, accepted, stands)


def _approvers(
    data: Path, file: str, rows: Iterable[Observation], approvers: Collection[tuple[str, str]]
) -> Iterator[Problem]:
    """Rows that name another approver than the list does."""
    named = sorted(by for kept, by in approvers if kept == file and by)
    for row in rows:
        if named and (file, row.accepted_by) not in approvers:
            yield _wrong(_where(data, row), "other_approver", row.accepted_by or None, period=row.period,
                         by=", ".join(named))  # fmt: skip


def _told(data: Path, row: Observation, told: Said | None) -> Problem:
    """A row that does not say what its place in the file says, if there is such a place."""
    if told is None:
        return _wrong(_where(data, row), "no_such_place", row.origin, period=row.period)
    own = content_of(row)
    return _wrong(_where(data, row), "says_other", _shown(own, told), period=row.period, told=_shown(told, own),
                  origin=row.origin)  # fmt: skip


def _figure(row: Observation) -> Said:
    """What a table of statistics can say of a figure: a row read by hand from it before may have a note and no file."""
    return (row.value, row.missing, row.quality)


def _lost(
    data: Path, file: str, figures: Iterable[Incoming], record: Record, accepted: Accepted,
    stands: Callable[[Observation], Said],
) -> Iterator[Problem]:  # fmt: skip
    """Figures of an accepted file that no version in the record says, unless another file replaced them that day."""
    versions: dict[Key, list[Observation]] = {}
    for row in record.observations:
        versions.setdefault(key_of(row), []).append(row)
    erased = {(e.measure, e.area, e.period, e.breakdown) for e in record.erasures}
    left = {place for acceptance in accepted[file] for place in acceptance.choices.left}
    days = {acceptance.day for acceptance in accepted[file]}
    for item in figures:
        key = key_of(item.row)
        own = versions.get(key, ())
        origins = {row.origin.partition("#")[0] for row in own}
        replaced = any(other != file and days & {a.day for a in accepted.get(other, ())} for other in origins)
        hidden = any(row.missing == "hidden_few" for row in own)
        if key in erased or replaced or hidden or place_of(item.where) in left:
            continue
        alike = [row for row in own if stands(row) == stands(item.row)]
        if not alike:
            yield _wrong(_where(data, item.row), "lost_row", None, period=item.row.period, file=file,
                         told=_shown(content_of(item.row)))  # fmt: skip
        elif stands is content_of and all(
            not row.origin and row.known == item.row.known and row.known for row in alike
        ):
            yield _wrong(_where(data, item.row), "no_origin", None, period=item.row.period, file=file)


def _figures(data: Path, file: str, record: Record, taken_in: Sequence[Acceptance]) -> Iterable[Incoming]:
    """What a kept file said when it was taken in: as the table of its source, or as a sector's workbook or CSV."""
    table, day = _table(data, file, record), taken_in[-1].day
    if table is None:
        again = (item for one in taken_in for item in _taken(data, file, record, one).good_figures)
        return list({(key_of(item.row), place_of(item.where), content_of(item.row)): item for item in again}.values())
    try:
        cube = read_cube((data / file).read_bytes(), table.interface)
        return rows_of(cube, table, TableContext(record.strategy, (), day, file))
    except FormatError:
        return ()  # the declaration has moved on from this file: its rows are then told as having no such place


def _table(data: Path, file: str, record: Record) -> StatisticsTable | None:
    """The declared table that a file was kept for; None where it is a sector's workbook or CSV."""
    return load(data, record.strategy, []).tables.get(_name(file).rpartition(".")[0])


def _name(file: str) -> str:
    """The name under which a kept file came."""
    return file.rpartition("/")[2].partition("-")[2]


def _taken(data: Path, file: str, record: Record, taken_in: Acceptance) -> ParsedFile:
    """A sector's file as it was read on the day it was taken in: with the choices and series of then."""
    day, choices = taken_in.day, taken_in.choices
    then = [
        row for row in record.observations
        if (row.known or date.min) <= day and row.origin.partition("#")[0] != file
    ]  # fmt: skip
    given = ImportOptions(record.strategy, then, choices.known or day, "fi", choices.source, again=True)
    try:
        return parse_rows(open_book(_name(file), (data / file).read_bytes(), read_isolated_file), given)
    except RefusedError:
        return ParsedFile(Spreadsheet(file, ()))


def _shown(said: Said, other: Said = ()) -> str:
    """The value or the reason, and whatever else of it is not the same in `other`."""
    value, missing, *rest = said
    more = [str(mine or "-") for mine, theirs in zip(rest, other[2:], strict=False) if mine != theirs]
    return ", ".join([f"{value:.15g}" if value is not None else str(missing), *more])


def _stated(data: Path, file: str, record: Record, accepted: Accepted) -> Iterator[Problem]:
    """The states and the comments of a file against what stands in the record, and those of the file that are gone."""
    if file not in accepted or _table(data, file, record) is not None:
        return
    parsed = [_taken(data, file, record, one) for one in accepted[file]]
    states = {(s.event.measure, place_of(s.where)): s.event for one in parsed for s in one.good_states}
    yield from _words(data, file, record.events, states)
    comments = {(c.statement.measure, place_of(c.where)): c.statement for one in parsed for c in one.good_comments}
    yield from _words(data, file, record.statements, comments)


def _words(data: Path, file: str, stands: Sequence[T], told: Mapping[tuple[str, str], T]) -> Iterator[Problem]:
    own = [one for one in stands if one.origin.partition("#")[0] == file]
    for one in own:
        stated = told.get((one.measure, one.origin.partition("#")[2]))
        if stated is None:
            yield _wrong(_word_where(data, one), "no_such_place", one.origin, period=one.day)
        elif _word(stated) != _word(one):
            yield _wrong(_word_where(data, one), "says_other", _word(one), period=one.day, told=_word(stated),
                         origin=one.origin)  # fmt: skip
    there = {_key(one) for one in stands} | {(one.measure, one.origin) for one in own}
    for (measure, place), stated in told.items():
        if not {_key(stated), (measure, f"{file}#{place}")} & there:
            yield _wrong(_word_where(data, stated), "lost_row", None, period=stated.day, file=file, told=_word(stated))


def _word(one: Event | Statement) -> str:
    """What a state or a comment says, whole."""
    said = (one.stage, one.state) if isinstance(one, Event) else (one.role, *one.text)
    return " ".join(filter(None, (*said, one.day.isoformat())))


def _key(one: Event | Statement) -> tuple[object, ...]:
    """What there is one of in the record: a comment that another of its day and role kept out was never taken in."""
    return (one.measure, _word(one)) if isinstance(one, Event) else statement_key(one)


def _word_where(data: Path, one: Event | Statement) -> Where:
    file = "catalogue/events.toml" if isinstance(one, Event) else STATEMENTS
    return Where(show_path(data / file)).at("measure", one.measure)


def _where(data: Path, row: Observation) -> Where:
    where = Where(show_path(data / "histories" / f"{row.measure}.csv")).at("area", row.area)
    return where.at("period", row.period)
