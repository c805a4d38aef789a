"""Takes a file of many rows into the record: reads and checks it, tells what it would change, keeps it whole.

The file itself becomes a part of the record, with a list of its lines that are left out: refused ones, and those that
say what the record says already. Nothing is written twice, and a row's way back is its line.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from etl.bulk import (
    BULK_FILE,
    EVER,
    KEY,
    SAYS,
    BulkFile,
    BulkStore,
    EndlessLineError,
    NormalisedFile,
    StagedFile,
    empty,
    faults,
    find_faults,
    find_taken,
    good,
    header_of,
    header_problems,
    how_many,
    lay_tables,
    leave,
    leave_out,
    left,
    normalise,
    of_lines,
    reject_problems,
    shown,
    spans,
    spans_text,
    with_file,
)
from etl.files import accepted, commit, keep_large, keep_with, scratch_folder
from etl.intake.rows import CHANGES, FEWEST_STEPS, Change, Incoming, difference
from etl.record import Record
from etl.reporting import Problem, Where, problem
from strategy.texts import safe_text, say

LARGE = 4 * 1024 * 1024
"""A file of so many bytes, some 50 000 rows, is taken in whole if it has the record's own form."""
SHOWN = 20
"""So many changes of each kind are told one by one, and so many doubtful ones."""
DOUBTED = 20_000
"""So many changes of series that stand in the record are looked at for doubts."""
_SAYS_THE_SAME = " AND ".join(f"b.{name} IS NOT DISTINCT FROM r.{name}" for name in SAYS)
_KIND = f"""
    CASE WHEN b.quality IS NULL THEN 'new'
         WHEN {_SAYS_THE_SAME} THEN 'unchanged'
         WHEN r.missing <> '' THEN CASE WHEN b.missing <> '' THEN 'new' ELSE 'withdrawn' END
         WHEN b.value IS NULL OR r.value IS NULL THEN 'new'
         WHEN r.value = b.value THEN 'amended'
         WHEN own THEN 'corrected' ELSE 'contradictory' END
"""
"""As `compare`: `b` is the row that was valid before `r`; `own`: an earlier one is of the same source."""


@dataclass(slots=True)
class LargeImport:
    """A file of many rows, what was read of it, and what it would change."""

    file: Path
    where: Where
    looked: NormalisedFile
    bulk: BulkStore
    stands: StagedFile | None = None
    """The file as a table; None where it could not be read as one."""
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    """How many changes of which kind."""
    shown: tuple[Change, ...] = ()
    """The first changes of each kind, and the first of those that look doubtful."""

    @property
    def staged(self) -> StagedFile:
        """The file as a table; raises `TypeError` where it could not be read as one."""
        if self.stands is None:
            raise TypeError(self.where.file)
        return self.stands

    @property
    def changes(self) -> bool:
        """Whether it would change the record."""
        return any(count for kind, count in self.counts.items() if kind != "unchanged")


def is_large(path: Path) -> bool:
    """Whether a file is one to be taken in whole: large, and in the record's own form."""
    return path.stat().st_size >= LARGE and not header_problems(header_of(path), Where(""))


@contextmanager
def arrived(path: Path, data: Path) -> Iterator[Path]:
    """A copy of a file inside the data folder: what is checked is what will be kept. The caller holds `only_change`."""
    with scratch_folder(data) as folder:
        yield Path(shutil.copyfile(path, folder / path.name))


def examine_large(file: Path, where: Where, record: Record) -> LargeImport:
    """Read a file, which people know as `where`, and compare it with the record; raises nothing for what they send."""
    looked, header = normalise(file), header_of(file)
    if record.bulk and looked.sha256 in record.bulk.sha256:
        return LargeImport(file, where, looked, record.bulk)
    bulk = record.bulk or empty(record.strategy, [o for o in record.observations if _is_measured(record, o.measure)])
    found = LargeImport(file, where, looked, bulk, problems=header_problems(header, where))
    try:
        if not found.problems:
            found.stands = bulk.bench.stage(file, f"file_{len(bulk.files)}", header, looked.lines)
            _check(found, record)
    except EndlessLineError as line:
        found.problems.append(problem(where.at("line", line), "endless_line"))
    return found


def _is_measured(record: Record, measure: str) -> bool:
    return record.strategy.measures[measure].formula is None


def _check(found: LargeImport, record: Record) -> None:
    bulk, staged = found.bulk, found.staged
    bench, connection = bulk.bench, bulk.bench.connection
    lay_tables(bench, record.strategy, bulk.small)
    leave_out(bench, staged)
    held = bulk.held()
    find_faults(bench, staged, held, record.erasures)
    came = f"{staged.table}_came"
    connection.execute(f"CREATE OR REPLACE TABLE {came} AS {_kinds(staged, held)}")
    leave(connection, staged, f"SELECT line, 'unchanged', NULL FROM {came} WHERE kind = 'unchanged'")
    find_taken(bench, staged, held)
    found.problems += reject_problems(bench, found.file, staged, left(staged), record.strategy, found.where)
    found.refused = how_many(connection, left(staged))
    found.counts = _counts(found, came)
    found.shown = _shown(found, record, came, held)


def _kinds(staged: StagedFile, held: str) -> str:
    """The lines whose figure stands in the record already, each with the kind of change that it is."""
    key = ", ".join(KEY)
    return f"""
        WITH r AS (
            SELECT * FROM {shown(staged)} WHERE ({key}) IN (SELECT ({key}) FROM {held})
        ), versions AS (
            SELECT r.line, r.known AS came_known, b.*, coalesce(b.known, {EVER}) AS since,
                b.known IS NOT DISTINCT FROM r.known AND {_SAYS_THE_SAME} AS same,
                bool_or(b.source = r.source) OVER (PARTITION BY r.line) AS own
            FROM r JOIN {held} AS b ON {" AND ".join(f"b.{k} = r.{k}" for k in KEY)}
        ), before AS (
            SELECT * FROM versions WHERE same OR since <= coalesce(came_known, {EVER})
            QUALIFY row_number() OVER (PARTITION BY line ORDER BY same DESC, since DESC) = 1
        )
        SELECT r.line, {_KIND} AS kind FROM r LEFT JOIN before AS b ON b.line = r.line
    """


def _counts(found: LargeImport, came: str) -> dict[str, int]:
    connection, staged = found.bulk.bench.connection, found.staged
    refused = f"SELECT line FROM {left(staged)} WHERE why <> 'unchanged'"
    known = f"SELECT kind, count(*) FROM {came} WHERE line NOT IN ({refused}) GROUP BY kind"
    counts = dict(connection.execute(known).fetchall())
    ((rows,),) = connection.execute(f"SELECT count(*) FROM {good(staged)}").fetchall()
    counts["new"] = rows - sum(n for kind, n in counts.items() if kind not in ("new", "unchanged"))
    return {kind: n for kind in CHANGES if (n := counts.get(kind, 0))}


def _shown(found: LargeImport, record: Record, came: str, held: str) -> tuple[Change, ...]:
    """Compared once more by the code that compares small files, which also says what looks doubtful."""
    rows = good(found.staged)
    series = "measure, area, breakdown"
    wanted = f"""
        (SELECT line FROM {rows} WHERE line NOT IN (SELECT line FROM {came}) ORDER BY line LIMIT {SHOWN})
        UNION (SELECT line FROM {came} WHERE kind <> 'unchanged'
               QUALIFY row_number() OVER (PARTITION BY kind ORDER BY line) <= {SHOWN})
        UNION (SELECT line FROM {rows} WHERE ({series}) IN (
                   SELECT ({series}) FROM {held} WHERE value IS NOT NULL
                   GROUP BY {series} HAVING count(*) > {FEWEST_STEPS})
               ORDER BY line LIMIT {DOUBTED})
    """
    lines = found.bulk.lines(found.staged, wanted)
    incoming = [Incoming(row, found.where.at("line", line)) for line, row in lines]
    compared = difference(record.beside(item.row for item in incoming), incoming, record.strategy)
    first = [change for kind in CHANGES[:-1] for change in compared.of(kind)[:SHOWN]]
    return tuple(dict.fromkeys([*first, *compared.doubtful[:SHOWN]]))


def accept_large(data: Path, found: LargeImport, by: str, today: date) -> Sequence[Problem]:
    """Keep the file as a part of the record, without its lines that are left out; the caller holds `only_change`.

    Nothing is against it any more, unlike with small files: every line was held against the whole record before.
    """
    connection = found.bulk.bench.connection
    kept = keep_large(data, found.file.name, found.file, found.looked.sha256, today, accepted_by=by)
    if not kept.files:  # it came before, and was refused or taken in another way
        kept = replace(kept, files=accepted(data, kept, today, by))
    listed = ""
    lines = connection.execute(f"SELECT line FROM {left(found.staged)} WHERE why <> 'blank' ORDER BY line").fetchall()
    if lines:
        name = f"{found.file.stem}.left-out.csv"
        both = keep_with(data, kept, name, spans_text(spans(line for (line,) in lines)), today)
        listed, kept = both.name, replace(kept, files=both.files)
    declared = with_file(data, BulkFile(kept.name, by, today, listed))
    commit(data, {**kept.files, BULK_FILE: declared})
    return ()


def write_quarantine(found: LargeImport, target: Path, lang: str) -> None:
    """The lines that were not taken, as they came, each with its number and what is wrong: a CSV that Excel opens."""
    refused = faults(found.bulk.bench.connection, left(found.staged))
    with target.open("w", encoding="utf-8-sig", newline="") as to:
        lines = csv.writer(to, delimiter=";", lineterminator="\r\n")
        lines.writerow([say(lang, f"intake.head.{name}") for name in ("cell", "expected", "remedy", "line")])
        every = of_lines(found.file, found.staged, refused, found.bulk.strategy, found.where)
        for text, problems in every:
            for one in problems:
                told_ = (one.place(lang), one.expected(lang), one.remedy(lang))
                lines.writerow([*map(safe_text, told_), safe_text(text)])
