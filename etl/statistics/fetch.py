"""One table from its service, or from a file, into the record: kept, read, compared, and taken in where that is asked.

What came is kept before it is read. Says nothing to people: it hands back what happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from etl.files import Snapshot, accepted, commit, keep
from etl.formats import FormatError, is_px, read_isolated
from etl.intake.review import Accepted, check_accepted, plan, traced, write_accepted
from etl.intake.rows import Difference, Key, difference, key_of, valid
from etl.reading import StatisticsTable
from etl.record import Record
from etl.reporting import Problem, Where, problem, visible
from etl.statistics.qualities import TableRemark
from etl.statistics.series import TableContext, TableFigures, figures_of
from strategy.model import Observation


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """What came: the bytes, the day, and the address or the file name they came from."""

    content: bytes
    day: date
    address: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that was read: the file that keeps it, and what it would change in the record."""

    kept: Snapshot
    difference: Difference
    unread: tuple[str, ...] = ()
    """Periods of the table that are none that we know, as it writes them."""
    remarks: tuple[TableRemark, ...] = ()
    """Notes of the publisher on what would change."""

    @property
    def doubtful(self) -> bool:
        """Whether a person should look before this is taken in."""
        return bool(self.difference.doubtful or self.difference.vanished or self.unread or self.remarks)


class UnreadableTableError(Exception):
    """What came cannot be read as the declared table; `problem` says what and where."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code)
        self.problem = found


def keep_raw(data: Path, table: StatisticsTable, raw: FetchedFile) -> Snapshot:
    """Keep what came, before anything is made of it; the caller holds `journal.only_change`."""
    kept = plan_raw(data, table, raw)
    commit(data, kept.files)
    return Snapshot(kept.name, kept.sha256, {})


def plan_raw(data: Path, table: StatisticsTable, raw: FetchedFile) -> Snapshot:
    """How what came would be kept."""
    return keep(data, f"{table.source}.{_ending(raw.content)}", raw.content, raw.day, address=raw.address or raw.name)


def _ending(content: bytes) -> str:
    if is_px(content):
        return "px"
    return "json" if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else "csv"


def read(kept: Snapshot, table: StatisticsTable, raw: FetchedFile, record: Record) -> ReadTable:
    """Read the table and compare it with the record; raises `UnreadableError`."""
    came = TableContext(record.strategy, record.observations, raw.day, raw.name or kept.name, record.erasures)
    try:
        figures = figures_of(read_isolated(raw.content, table.interface), table, came)
    except FormatError as wrong:
        raise UnreadableTableError(problem_of(wrong, Where(came.file))) from wrong
    beside = record.beside(item.row for item in figures.rows)
    found = difference(beside, figures.rows, record.strategy, complete=True)
    gone = dict.fromkeys([*found.vanished, *_emptied(record, table, figures, whole=bool(raw.address))])
    remarks = tuple(dict.fromkeys(_remarks(figures, found)))
    return ReadTable(kept, replace(found, vanished=tuple(gone)), figures.unread, remarks)


def _emptied(record: Record, table: StatisticsTable, figures: TableFigures, *, whole: bool) -> Iterator[Observation]:
    """Valid figures of this source whose cell is now empty, or whose area is no longer in the `whole` table."""
    breakdowns = {(series.measure, series.breakdown) for series in table.series}
    versions: dict[Key, list[Observation]] = {}
    for one in record.observations:
        if (one.measure, one.breakdown) in breakdowns:
            versions.setdefault(key_of(one), []).append(one)
    for key, rows in versions.items():
        row = valid(rows)
        if row is None or row.value is None or row.source != table.source:
            continue
        lost = whole and (row.measure, row.area, row.breakdown) not in figures.areas
        if key in figures.absent or (lost and (row.measure, row.period) in figures.periods):
            yield row


def _remarks(figures: TableFigures, found: Difference) -> Iterator[TableRemark]:
    """The notes on what would change; what stands already was accepted with its note."""
    changed = {key_of(row) for row in found.rows}
    for key, remark in figures.remarks:
        if key in changed or (key is None and changed):
            yield remark


def problem_of(wrong: FormatError, where: Where) -> Problem:
    """The problem that a format error is, in the words of this topic."""
    values = {name: value for name, value in wrong.values.items() if name != "near"}
    for kind, name in wrong.at:
        where = where.at(kind, visible(name))
    found = problem(where, wrong.code, wrong.read, near=str(wrong.values.get("near", "")), **values)
    return Problem(found.where, found.code, found.read, found.values, found.near, "statistics")


def accept(data: Path, found: ReadTable, record: Record, by: str, day: date) -> Sequence[Problem]:
    """Take the rows into the record, each with its way back; what the whole check has against them, if anything."""
    rows = tuple(_traced(change.row, found.kept, change.where, by) for change in found.difference.changes
                 if change.kind != "unchanged")  # fmt: skip
    files = plan(data, record.strategy, Accepted(rows))
    problems = check_accepted(data, files)
    if not problems:
        write_accepted(data, found.kept, {**files, **accepted(data, found.kept, day, by)})
    return problems


def _traced(row: Observation, kept: Snapshot, where: Where, by: str) -> Observation:
    return traced(row, kept, where.steps[-1][1], by)
