"""The commands `template`, `import` and `inbox`: what they take, what they say, how they end. Decide nothing else.

`import` ends with 0 where the file was accepted or changes nothing (or `--dry-run` found nothing wrong), 1 where
something is wrong and nothing was taken, 2 where it was asked wrongly, 3 where the difference waits to be accepted, 74
where something could not be read or written, 75 where another process changes the data.
"""

# ruff: noqa: T201 - a command speaks on standard output

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from etl.commands.arguments import day_argument
from etl.commands.building import CANNOT_WRITE, build, command_of
from etl.files import ChangingError, only_change
from etl.intake.inbox import Approvers, Inbox
from etl.intake.review import (
    Review,
    accept,
    arrived,
    change_text,
    clear,
    examine,
    large_files,
    lay_coloured,
    lay_quarantine,
    lay_refused,
)
from etl.intake.rows import ImportOptions, known_sources
from etl.intake.template import file_name, template
from etl.record import Record, read_record
from etl.reporting import Problem, Where, nearest, progress, report, show_path, why
from strategy.texts import count, formats, say

WRONG_DATA = 1
WRONG_USE = 2
WAITS = 3
BUSY = os.EX_TEMPFAIL
STEPS = 3


def add_template(parser: argparse.ArgumentParser, lang: str) -> None:
    """The arguments of `template`."""
    parser.add_argument("--sector", required=True, help=say(lang, "intake.command.sector"))
    parser.add_argument("-o", "--output", type=Path, required=True, help=say(lang, "intake.command.output"))
    parser.add_argument(
        "--on", type=day_argument(lang), default=None, metavar="DAY", help=say(lang, "intake.command.on")
    )


def add_import(parser: argparse.ArgumentParser, lang: str) -> None:
    """The arguments of `import`."""
    parser.add_argument("file", type=Path, help=say(lang, "intake.command.file"))
    parser.add_argument("--dry-run", action="store_true", help=say(lang, "intake.command.dry_run"))
    parser.add_argument("--yes", action="store_true", help=say(lang, "intake.command.yes"))
    parser.add_argument("--by", default="", metavar="ROLE", help=say(lang, "intake.command.by"))
    parser.add_argument("--accept-good", action="store_true", help=say(lang, "intake.command.accept_good"))
    parser.add_argument("--accept-doubtful", action="store_true", help=say(lang, "intake.command.doubtful"))
    parser.add_argument("--build", action="store_true", help=say(lang, "intake.command.build"))
    parser.add_argument("--out", type=Path, default=None, help=say(lang, "etl.command.out"))
    parser.add_argument("--source", default="", help=say(lang, "intake.command.source"))
    parser.add_argument(
        "--known", type=day_argument(lang), default=None, metavar="DAY", help=say(lang, "intake.command.known")
    )


def add_inbox(parser: argparse.ArgumentParser, lang: str) -> None:
    """The arguments of `inbox`."""
    parser.add_argument("folder", type=Path, help=say(lang, "intake.command.folder"))
    parser.add_argument("--once", action="store_true", help=say(lang, "intake.command.once"))
    parser.add_argument("--approver", action="append", default=[], help=say(lang, "intake.command.approver"))
    parser.add_argument("--accept-at-once", action="store_true", help=say(lang, "intake.command.at_once"))
    parser.add_argument("--out", type=Path, default=None, help=say(lang, "etl.command.out"))
    parser.add_argument("--every", type=float, default=5.0, metavar="S", help=say(lang, "intake.command.every"))
    parser.add_argument("--settle", type=float, default=2.0, metavar="S", help=say(lang, "intake.command.settle"))


def run_template(chosen: argparse.Namespace) -> int:
    """Write the workbook of a sector."""
    record = read_record(chosen.data)
    if chosen.sector not in record.strategy.sectors:
        sectors = ", ".join(record.strategy.sectors)
        return _fail(say(chosen.lang, "intake.unknown_sector", id=chosen.sector, words=sectors), WRONG_USE)
    output = chosen.output.with_name(file_name(chosen.output))
    try:
        output.write_bytes(template(record, chosen.sector, chosen.lang, chosen.on or date.today()))
    except OSError as wrong:
        return _cannot("write", chosen.lang, show_path(output), wrong)
    print(say(chosen.lang, "intake.written", file=show_path(output)))
    return 0


def run_import(chosen: argparse.Namespace) -> int:
    """Check a file, show what it would change, and take it where that is accepted."""
    try:
        content = None if large_files.is_large(chosen.file) else chosen.file.read_bytes()
    except OSError as wrong:
        return _cannot("read", chosen.lang, show_path(chosen.file), wrong)
    try:
        if content is None:
            return run_large(chosen)
        with only_change(chosen.data):
            code = _examined(chosen, content)
        return _build(chosen) if code is None else code
    except ChangingError:
        return _fail(say(chosen.lang, "intake.busy", folder=show_path(chosen.data)), BUSY)
    except OSError as wrong:
        return _cannot("write", chosen.lang, wrong.filename, wrong)


def _examined(chosen: argparse.Namespace, content: bytes) -> int | None:
    """Examine the file and take it where that is accepted; None where something was taken."""
    with progress(chosen.lang, STEPS, quiet=chosen.quiet) as step:
        step("record")
        record = read_record(chosen.data)
        if chosen.source and chosen.source not in known_sources(record.strategy):
            return _fail(_unknown_source(chosen, record), WRONG_USE)
        known, source = chosen.known or date.today(), chosen.source
        given = ImportOptions(
            record.strategy, record.observations, known, chosen.lang, source, chosen_day=chosen.known is not None
        )
        found = examine(chosen.file.name, content, record, given, step=step)
    return _import(chosen, record, found)


def _unknown_source(chosen: argparse.Namespace, record: Record) -> str:
    near = nearest(chosen.source, known_sources(record.strategy))
    hint = f" {say(chosen.lang, 'etl.near', near=near)}" if near else ""
    return say(chosen.lang, "intake.unknown_source", id=chosen.source) + hint


def _import(chosen: argparse.Namespace, record: Record, found: Review) -> int | None:
    clear(chosen.file)
    if found.problems:
        _refuse(chosen, found)
        if not chosen.accept_good:
            return WRONG_DATA
    print(change_text.text(found, record.strategy, chosen.lang))
    if not found.changes:
        print(say(chosen.lang, "intake.same" if found.filled else "intake.unfilled"))
        if found.problems and not found.parsed.figures:
            return WRONG_DATA
        return None if chosen.build and not chosen.dry_run else 0
    doubtful = bool(found.doubtful)
    code = _settle(chosen, doubtful, lambda by: accept(chosen.data, record, found, by, date.today()))
    if code is None:
        counts = {"taken": found.taken_count, "left": len(found.parsed.rejected)}
        numbers = {name: formats.number(n, 0, chosen.lang) for name, n in counts.items()}
        print(say(chosen.lang, "intake.row_count", **numbers))
    return code


def _refuse(chosen: argparse.Namespace, found: Review) -> None:
    """Tell all that is wrong, and lay beside the file what helps to mend it."""
    taking = chosen.accept_good and found.changes and not chosen.dry_run
    ending = "intake.problems" if taking else "etl.found"
    print(report(found.problems, chosen.lang, every=chosen.every, ending=ending), file=sys.stderr)
    beside = lay_coloured(chosen.file, found, chosen.lang)
    if beside is not None:
        print(say(chosen.lang, "intake.coloured", file=show_path(beside)), file=sys.stderr)
    if chosen.accept_good and not chosen.dry_run:
        rest = lay_quarantine(chosen.file, found, chosen.lang)
        print(
            count(chosen.lang, "intake.quarantined", len(found.parsed.rejected), file=show_path(rest)), file=sys.stderr
        )


def _agreed(lang: str) -> bool:
    """Ask, where somebody is there to answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return input(say(lang, "intake.ask")).strip().casefold() in say(lang, "intake.agreed").split("|")


def _settle(chosen: argparse.Namespace, doubtful: bool, take: Callable[[str], Sequence[Problem]]) -> int | None:
    """Let the role that is named take what was shown, where that is accepted; `take` says what is against it.

    What looks doubtful waits until somebody says that it is right. None where it was taken.
    """
    if chosen.dry_run:
        print(say(chosen.lang, "intake.dry"))
        return 0
    if doubtful and chosen.yes and not chosen.accept_doubtful:
        print(say(chosen.lang, "intake.look"))
        return WAITS
    if not (chosen.yes or _agreed(chosen.lang)):
        print(say(chosen.lang, "intake.waits"))
        return WAITS
    if doubtful and not chosen.accept_doubtful:
        print(say(chosen.lang, "intake.look"))
        return WAITS
    by = chosen.by or say(chosen.lang, "intake.nobody")
    with progress(chosen.lang, 1, quiet=chosen.quiet) as step:
        step("prove")
        problems = take(by)
    if problems:
        print(report(problems, chosen.lang, every=chosen.every), file=sys.stderr)
        return WRONG_DATA
    print(say(chosen.lang, "intake.accepted", by=by))
    return None


def _build(chosen: argparse.Namespace) -> int:
    """Publish what was taken, or say the one command that does."""
    if chosen.build:
        sys.stdout.flush()
        return build(chosen.data, chosen.out or chosen.data / "releases", chosen.lang, quiet=chosen.quiet)
    print(say(chosen.lang, "intake.publish", command=command_of(chosen.data)))
    return 0


def run_large(chosen: argparse.Namespace) -> int:
    """As `run_import`, of a file of many rows in the record's own form."""
    if chosen.source or chosen.known:
        return _fail(say(chosen.lang, "intake.large.own", file=show_path(chosen.file)), WRONG_USE)
    with only_change(chosen.data), arrived(chosen.file, chosen.data) as file:
        clear(chosen.file)
        with progress(chosen.lang, 2, quiet=chosen.quiet) as step:
            step("record")
            record = read_record(chosen.data)
            step("file")
            found = large_files.examine_large(file, Where(show_path(chosen.file)), record)
        code = _large(chosen, found)
    return _build(chosen) if code is None else code


def _large(chosen: argparse.Namespace, found: large_files.LargeImport) -> int | None:
    if found.problems:
        taking = chosen.accept_good and found.changes and not chosen.dry_run
        ending = "intake.problems" if taking else "etl.found"
        print(report(found.problems, chosen.lang, every=chosen.every, ending=ending), file=sys.stderr)
        if not chosen.accept_good or found.stands is None:
            return WRONG_DATA
        if not chosen.dry_run:
            rest = lay_refused(chosen.file, found, chosen.lang)
            print(count(chosen.lang, "intake.quarantined", found.refused, file=show_path(rest)), file=sys.stderr)
    for line in change_text.large(found, chosen.lang):
        print(line)
    if not found.changes:
        print(say(chosen.lang, "intake.same"))
        return WRONG_DATA if found.problems and not any(found.counts.values()) else 0
    doubtful = any(change.doubts for change in found.shown)
    return _settle(chosen, doubtful, lambda by: large_files.accept_large(chosen.data, found, by, date.today()))


def run_inbox(chosen: argparse.Namespace) -> int:
    """Sweep the folder once, or watch it until the process is told to stop."""
    if not chosen.folder.is_dir():
        return _fail(say(chosen.lang, "intake.no_inbox", folder=show_path(chosen.folder)), WRONG_USE)
    approvers = Approvers(tuple(chosen.approver), chosen.accept_at_once)
    inbox = Inbox(chosen.folder, chosen.data, chosen.out or chosen.data / "releases", chosen.lang, approvers, print)
    try:
        inbox.sweep(chosen.settle) if chosen.once else inbox.watch(chosen.every)
    except KeyboardInterrupt:
        print(say(chosen.lang, "intake.stopped"))
    except ChangingError:
        return _fail(say(chosen.lang, "intake.inbox_busy", folder=show_path(chosen.folder)), BUSY)
    return 0


def _cannot(do: str, lang: str, file: str, wrong: OSError) -> int:
    return _fail(say(lang, f"intake.cannot_{do}", file=file, reason=why(wrong, lang)), CANNOT_WRITE)


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "template": run_template,
    "import": run_import,
    "inbox": run_inbox,
}
ARGUMENTS: Mapping[str, Callable[[argparse.ArgumentParser, str], None]] = {
    "template": add_template,
    "import": add_import,
    "inbox": add_inbox,
}
