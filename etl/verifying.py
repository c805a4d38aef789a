"""Holds the record against the files it came from: every kept file is the one that came, every row says what it says.

Finds an edited line of the list, an edited, lost or foreign file, a row that says something else than its file, and a
figure that was taken in and is no longer there. Changes nothing. Rows without an origin were read by hand before files
were kept; they are counted, not judged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.intake.book import RefusedError
from etl.intake.compare import Incoming, Key, key_of
from etl.intake.examine import open_book, place_of
from etl.intake.rows import take
from etl.intake.taken import Given
from etl.intake.workbook import read_apart
from etl.problems import Problem, Where, show_path
from etl.record import Record
from etl.snapshots import FOLDER, MANIFEST, chained, manifest
from etl.statistics.cube import FormatError
from etl.statistics.declarations import load
from etl.statistics.reading import read_cube
from etl.statistics.series import Came, rows_of
from strategy.model import Observation

_TOPIC = "verify"
Said = tuple[float | None, str | None]
"""What a figure says: its value, or the reason why there is none."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at and what was found: kept files, rows that have one, rows without, and all that is wrong."""

    files: int
    traced: int
    untraced: int
    problems: tuple[Problem, ...]


def verify(data: Path, record: Record) -> Verified:
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
    accepted = {line["file"]: line["day"] for line in lines if line["accepted_by"]}
    for file in dict.fromkeys([*accepted, *by_file]):
        if show_path(data / file) not in unsound and file not in erased:
            problems += _rows(data, file, by_file.get(file, []), record, accepted)
    measured = [row for row in record.observations if not record.strategy.measures[row.measure].formula]
    return Verified(len({line["file"] for line in lines}), len(traced), len(measured) - len(traced), tuple(problems))


def _wrong(where: Where, code: str, read: object = None, **values: object) -> Problem:
    printed = tuple((name, str(value)) for name, value in values.items())
    return Problem(where, code, None if read is None else str(read), printed, topic=_TOPIC)


def _chain(data: Path, lines: Sequence[Mapping[str, str]]) -> Iterator[Problem]:
    """The first line that does not carry the hash of what stands before it; all after it are unsure."""
    before = ""
    for number, line in enumerate(lines, 2):
        cells = [line[name] or "" for name in ("day", "file", "sha256", "address", "accepted_by")]
        if line["chain"] != chained(before, cells):
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
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            yield _wrong(where, "edited_file")


def _foreign(data: Path, lines: Sequence[Mapping[str, str]]) -> Iterator[Problem]:
    listed = {line["file"] for line in lines} | {MANIFEST}
    folder = data / FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if f"{FOLDER}/{path.name}" not in listed and not path.name.startswith("."):
            yield _wrong(Where(show_path(path)), "unlisted_file")


def _rows(
    data: Path, file: str, rows: Sequence[Observation], record: Record, accepted: Mapping[str, str]
) -> Iterator[Problem]:
    """Rows against their file: what each says, and whether all that the file says is still there."""
    if not (data / file).exists():
        for row in rows:
            yield _wrong(_where(data, row), "unknown_origin", row.origin, period=row.period)
        return
    day = date.fromisoformat(accepted[file]) if file in accepted else record.strategy.review_day
    figures = list(_figures(data, file, record, day))
    said = {(key_of(item.row), place_of(item.where)): _says(item.row) for item in figures}
    edited = {key_of(row) for row in rows if said.get((key_of(row), row.origin.partition("#")[2])) != _says(row)}
    for row in rows:
        if key_of(row) in edited:
            yield _told(data, row, said.get((key_of(row), row.origin.partition("#")[2])))
    if file in accepted:
        others = [item for item in figures if key_of(item.row) not in edited]
        yield from _lost(data, file, others, record, accepted)


def _told(data: Path, row: Observation, told: Said | None) -> Problem:
    """A row that does not say what its place in the file says, if there is such a place."""
    if told is None:
        return _wrong(_where(data, row), "no_such_place", row.origin, period=row.period)
    return _wrong(_where(data, row), "says_other", _shown(_says(row)), period=row.period, told=_shown(told),
                  origin=row.origin)  # fmt: skip


def _lost(
    data: Path, file: str, figures: Iterable[Incoming], record: Record, accepted: Mapping[str, str]
) -> Iterator[Problem]:
    """Figures of an accepted file that no version in the record says, unless another file replaced them that day."""
    versions: dict[Key, list[Observation]] = {}
    for row in record.observations:
        versions.setdefault(key_of(row), []).append(row)
    erased = {(e.measure, e.area, e.period, e.breakdown) for e in record.erasures}
    for item in figures:
        key = key_of(item.row)
        own = versions.get(key, ())
        origins = {row.origin.partition("#")[0] for row in own}
        replaced = any(other != file and accepted.get(other) == accepted[file] for other in origins)
        hidden = any(row.missing == "hidden_few" for row in own)
        if key not in erased and not replaced and not hidden and _says(item.row) not in [_says(row) for row in own]:
            yield _wrong(_where(data, item.row), "lost_row", None, period=item.row.period, file=file,
                         told=_shown(_says(item.row)))  # fmt: skip


def _figures(data: Path, file: str, record: Record, day: date) -> Iterable[Incoming]:
    """What a kept file said when it was taken in: as the table of its source, or as a sector's workbook or CSV."""
    content = (data / file).read_bytes()
    name = file.rpartition("/")[2].partition("-")[2]
    table = load(data, record.strategy, []).tables.get(name.rpartition(".")[0])
    problems: list[Problem] = []
    try:
        if table is not None:
            return rows_of(read_cube(content, table.interface), table, Came(record.strategy, (), day, file))
        given = Given(record.strategy, record.observations, day, "fi")
        return take(open_book(name, content, problems, read_apart), given, problems).good_figures
    except (FormatError, RefusedError):
        # the declaration has moved on from this file: its rows are then told as having no such place
        return ()


def _says(row: Observation) -> Said:
    return row.value, row.missing


def _shown(said: Said) -> str:
    value, missing = said
    return f"{value:g}" if value is not None else str(missing)


def _where(data: Path, row: Observation) -> Where:
    where = Where(show_path(data / "histories" / f"{row.measure}.csv")).at("area", row.area)
    return where.at("period", row.period)
