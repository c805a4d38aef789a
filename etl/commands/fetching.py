"""`python -m etl fetch`: asks each declared table, or reads one from a file, tells the difference and takes it in.

A table that cannot be had or read changes nothing and does not keep the next one from being asked.
"""

# ruff: noqa: T201 - a command speaks on standard output

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.files import USUAL, ChangingError, Snapshot, only_change
from etl.formats import FormatError
from etl.reading import Declared, StatisticsTable, load
from etl.record import DataError, Record, read_record
from etl.reporting import Step, Where, nearest, progress, report, show_path, why
from etl.statistics import (
    FetchedFile,
    ReadTable,
    UnreadableTableError,
    Web,
    WebError,
    accept,
    ask,
    changes_in_words,
    https_to,
    keep_raw,
    losses_in_words,
    opener,
    plan_raw,
    problem_of,
    read,
    with_regions,
)
from strategy.texts import count, say

WRONG_DATA = 1
WRONG_USE = 2
WAITS = 3
"""Something would change, and nobody accepted it yet."""
UNAVAILABLE = os.EX_UNAVAILABLE
BUSY = os.EX_TEMPFAIL
NOBODY = "fetch"
"""Who accepted, where nobody is named: the command itself, run with --yes."""
GRAVEST = (0, WAITS, UNAVAILABLE, WRONG_DATA, BUSY)


@dataclass(frozen=True, slots=True)
class FetchRun:
    """What a run is asked to do, and the doors it goes through."""

    data: Path
    lang: str
    today: date
    yes: bool
    dry: bool
    doubtful: bool
    by: str
    get: Callable[[StatisticsTable, Record], bytes]


def add_fetch(parser: argparse.ArgumentParser, lang: str) -> None:
    """The arguments of `fetch`."""
    parser.add_argument("names", nargs="*", metavar="SOURCE|MEASURE", help=say(lang, "statistics.command.names"))
    parser.add_argument("--from", dest="file", type=Path, metavar="FILE", help=say(lang, "statistics.command.from"))
    parser.add_argument("--regions", type=Path, metavar="FILE", help=say(lang, "statistics.command.regions"))
    parser.add_argument("--yes", action="store_true", help=say(lang, "statistics.command.yes"))
    parser.add_argument("--accept-doubtful", action="store_true", help=say(lang, "statistics.command.doubtful"))
    parser.add_argument("--dry-run", action="store_true", help=say(lang, "statistics.command.dry"))
    parser.add_argument("--by", default=NOBODY, help=say(lang, "statistics.command.by"))


def fetch(chosen: argparse.Namespace) -> int:
    """Run the command; 0 (done, nothing to do), 1 (wrong data), 2 (wrong use), 3 (waits), 69 (a source failed), 75."""
    record = read_record(chosen.data)
    declared = load(chosen.data, record.strategy, [])
    names = tuple(chosen.names)
    tables = declared.of(names)
    if wrong := _wrong_use(declared, names, tables, chosen.file, chosen.lang):
        print(wrong, file=sys.stderr)
        return WRONG_USE
    today = date.today()
    web = Web(https_to(declared.hosts), opener())

    def get(table: StatisticsTable, record: Record) -> bytes:
        return ask(web, table, record.strategy, today)

    run = FetchRun(chosen.data, chosen.lang, today, chosen.yes, chosen.dry_run, chosen.accept_doubtful, chosen.by, get)
    if chosen.file:
        return _gravest([_from_file(run, tables[0], chosen.file, chosen.regions)])
    asked = [t for t in tables if t.address]
    with progress(chosen.lang, len(asked), quiet=chosen.quiet) as step:
        return _gravest(fetch_all(run, _in_turn(asked, step)))


def _in_turn(tables: Iterable[StatisticsTable], step: Step) -> Iterator[StatisticsTable]:
    """Each table, told as its turn comes."""
    for table in tables:
        step(f"ask:{table.source}")
        yield table


def fetch_all(run: FetchRun, tables: Iterable[StatisticsTable]) -> Iterator[int]:
    """Ask each table in turn and take in what came; yields the exit code of each."""
    for table in tables:
        print(say(run.lang, "statistics.asking", source=table.source), file=sys.stderr)
        try:
            content = run.get(table, read_record(run.data))
        except WebError as wrong:
            why = say(run.lang, f"statistics.web.{wrong.code}", detail=wrong.detail)
            print(say(run.lang, "statistics.failed", source=table.source, why=why), file=sys.stderr)
            yield UNAVAILABLE
        except FormatError as wrong:
            found = problem_of(wrong, Where(table.address or table.source))
            print(report([found], run.lang), file=sys.stderr)
            yield UNAVAILABLE
        else:
            yield take_in(run, table, FetchedFile(content, run.today, address=table.address or ""))


def _from_file(run: FetchRun, table: StatisticsTable, path: Path, regions: Path | None) -> int:
    try:
        content = _content(path)
        named = None if regions is None else _content(regions)
        if table.interface == "sotkanet":
            content = with_regions(content, named, run.data, table)
    except OSError as wrong:
        file = show_path(Path(wrong.filename or path))
        print(say(run.lang, "statistics.no_file", file=file, why=why(wrong, run.lang)), file=sys.stderr)
        return WRONG_USE
    except FormatError as wrong:
        print(report([problem_of(wrong, Where(path.name))], run.lang), file=sys.stderr)
        return UNAVAILABLE
    return take_in(run, table, FetchedFile(content, run.today, name=path.name))


def _content(path: Path) -> bytes:
    """The bytes of a file, if they are not more than we take; raises `OSError` or `FormatError`."""
    if (size := path.stat().st_size) > USUAL.text:
        raise FormatError("file_too_large", f"{size >> 20} MB", most=USUAL.text >> 20)
    return path.read_bytes()


def take_in(run: FetchRun, table: StatisticsTable, raw: FetchedFile) -> int:
    """Keep, read, compare, tell, and accept where asked; returns the exit code."""
    try:
        with only_change(run.data):
            record = read_record(run.data)
            kept = plan_raw(run.data, table, raw) if run.dry else keep_raw(run.data, table, raw)
            return _compared(run, table, read(kept, table, raw, record), record)
    except UnreadableTableError as wrong:
        print(report([wrong.problem], run.lang), file=sys.stderr)
        return UNAVAILABLE
    except ChangingError:
        print(say(run.lang, "statistics.busy"), file=sys.stderr)
        return BUSY
    except DataError as wrong:
        print(report(wrong.problems, run.lang), file=sys.stderr)
        return WRONG_DATA


def _compared(run: FetchRun, table: StatisticsTable, found: ReadTable, record: Record) -> int:
    print(say(run.lang, "statistics.compared", source=table.source, file=_kept(run, found.kept)))
    for line in (*changes_in_words(found.difference, record.strategy, run.lang),
                 *losses_in_words(found.unread, found.remarks, run.lang)):  # fmt: skip
        print(line)
    if not found.difference.rows and not found.doubtful:
        print(say(run.lang, "statistics.nothing"))
        return 0
    if not run.yes or run.dry:
        print(say(run.lang, "statistics.dry" if run.dry else "statistics.waits"))
        return 0 if run.dry else WAITS
    if found.doubtful and not run.doubtful:
        print(say(run.lang, "statistics.look"))
        return WAITS
    return _accepted(run, found, record)


def _accepted(run: FetchRun, found: ReadTable, record: Record) -> int:
    problems = accept(run.data, found, record, run.by, run.today)
    if problems:
        print(report(problems, run.lang), file=sys.stderr)
        return WRONG_DATA
    print(count(run.lang, "statistics.accepted", len(found.difference.rows)))
    return 0


def _kept(run: FetchRun, kept: Snapshot) -> str:
    return show_path(run.data / kept.name)


def _wrong_use(
    declared: Declared, names: tuple[str, ...], tables: tuple[StatisticsTable, ...], file: Path | None, lang: str
) -> str:
    for name in declared.unknown(names):
        every = [*declared.tables, *(s.measure for t in declared.tables.values() for s in t.series)]
        near = nearest(name, every)
        hint = f" {say(lang, 'etl.near', near=near)}" if near else ""
        return say(lang, "statistics.unknown", name=name) + hint
    if file is not None and len(tables) != 1:
        return say(lang, "statistics.one_table")
    if file is None and names and not any(t.address for t in tables):
        return say(lang, "statistics.no_address", names=", ".join(names))
    return ""


def _gravest(codes: Iterable[int]) -> int:
    """The gravest of the codes of all tables; every table has had its turn."""
    return max(codes, key=lambda code: GRAVEST.index(code) if code in GRAVEST else len(GRAVEST), default=0)
