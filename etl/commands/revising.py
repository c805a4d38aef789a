"""`python -m etl changes | verify | erase`: what changed, whether the record holds, and the one way to erase."""

# ruff: noqa: T201 - a command speaks on standard output

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path

from etl.commands.arguments import day_argument
from etl.commands.revisions import lines, write_csv
from etl.files import ChangingError, commit, only_change, scratch_folder
from etl.intake.review import check_accepted
from etl.record import NothingToEraseError, Record, actions_between, between, plan, read_record, remove
from etl.reporting import nearest, progress, report
from etl.verification import files_of, verify
from strategy.model import Erasure, Period, PeriodError
from strategy.texts import count, number, say

WRONG_DATA = 1
WRONG_USE = 2
BUSY = os.EX_TEMPFAIL


def add_changes(parser: argparse.ArgumentParser, lang: str) -> None:
    """The arguments of `changes`."""
    parser.add_argument("--from", dest="first", type=day_argument(lang), required=True, metavar="DAY",
                        help=say(lang, "revising.command.from"))  # fmt: skip
    parser.add_argument("--to", dest="last", type=day_argument(lang), required=True, metavar="DAY",
                        help=say(lang, "revising.command.to"))  # fmt: skip
    parser.add_argument("--format", choices=("text", "csv"), default="text", help=say(lang, "revising.command.format"))


def add_erase(parser: argparse.ArgumentParser, lang: str) -> None:
    """The arguments of `erase`."""
    for name in ("measure", "period", "reason", "by"):
        parser.add_argument(f"--{name}", required=True, help=say(lang, f"revising.command.{name}"))
    parser.add_argument("--area", default="", help=say(lang, "revising.command.area"))
    parser.add_argument("--breakdown", default="", help=say(lang, "revising.command.breakdown"))


def changes(chosen: argparse.Namespace) -> int:
    """Tell what changed between two days; 0, or 2 where the days are the wrong way round."""
    if chosen.first > chosen.last:
        return _fail(say(chosen.lang, "revising.days"), WRONG_USE)
    record = read_record(chosen.data)
    found = between(record, chosen.first, chosen.last)
    actions = actions_between(record, chosen.first, chosen.last)
    if chosen.format == "csv":
        write_csv(found, actions, record.strategy, chosen.lang, sys.stdout)
    else:
        for line in lines(found, actions, record.strategy, chosen.first, chosen.last, chosen.lang):
            print(line)
        if record.bulk and (apart := record.bulk.known_between(chosen.first, chosen.last)):
            print(count(chosen.lang, "revising.large", apart))
    return 0


def run_verify(chosen: argparse.Namespace) -> int:
    """Hold the record against the kept files; 0, or 1 where something does not hold."""
    with progress(chosen.lang, 1 + files_of(chosen.data), quiet=chosen.quiet) as step:
        step("record")
        found = verify(chosen.data, read_record(chosen.data), step)
    if found.problems:
        print(report(found.problems, chosen.lang, every=chosen.every), file=sys.stderr)
        return WRONG_DATA
    rows, untraced = number(found.traced, 0, chosen.lang), number(found.untraced, 0, chosen.lang)
    print(count(chosen.lang, "revising.verified", found.files, rows=rows, untraced=untraced))
    return 0


def erase(chosen: argparse.Namespace) -> int:
    """Erase a figure; 0, 1 (wrong data), 2 (no such figure), 75 (the folder is being changed)."""
    try:
        with only_change(chosen.data):
            record = read_record(chosen.data)
            remove(chosen.data, record.erasures)
            return _erase(chosen, record)
    except ChangingError:
        return _fail(say(chosen.lang, "statistics.busy"), BUSY)


def _erase(chosen: argparse.Namespace, record: Record) -> int:
    mark = _mark(chosen, record)
    if isinstance(mark, str):
        return _fail(mark, WRONG_USE)
    key = (mark.measure, mark.area, mark.period, mark.breakdown)
    large = {file.file: lines for file, lines in record.bulk.places(*key).items()} if record.bulk else {}
    with scratch_folder(chosen.data) as folder:
        return _erase_figure(chosen, record, mark, large, folder)


def _erase_figure(
    chosen: argparse.Namespace, record: Record, mark: Erasure, large: Mapping[str, Collection[int]], folder: Path
) -> int:
    try:
        found = plan(chosen.data, mark, record.strategy.home, large, folder)
    except NothingToEraseError:
        return _fail(say(chosen.lang, "revising.nothing", measure=mark.measure, period=mark.period), WRONG_USE)
    if problems := check_accepted(chosen.data, found.files):
        return _fail(report(problems, chosen.lang), WRONG_DATA)
    commit(chosen.data, found.files)
    remove(chosen.data, [found.mark])
    print(
        count(chosen.lang, "revising.erased", found.mark.figures, files=number(len(found.mark.files), 0, chosen.lang))
    )
    print(say(chosen.lang, "revising.after"))
    return 0


def _mark(chosen: argparse.Namespace, record: Record) -> Erasure | str:
    """The mark that is asked for, or what is wrong with the asking."""
    strategy = record.strategy
    if chosen.measure not in strategy.measures:
        near = nearest(chosen.measure, strategy.measures)
        hint = f" {say(chosen.lang, 'etl.near', near=near)}" if near else ""
        return say(chosen.lang, "etl.command.unknown_measure", id=chosen.measure) + hint
    if chosen.area and chosen.area not in strategy.areas:
        return say(chosen.lang, "etl.command.unknown_area", id=chosen.area)
    try:
        period = Period.parse(chosen.period)
    except PeriodError:
        return say(chosen.lang, "revising.bad_period", text=chosen.period)
    return Erasure(chosen.measure, chosen.area or strategy.home, period, date.today(), chosen.reason, chosen.by,
                   chosen.breakdown)  # fmt: skip


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "changes": changes,
    "verify": run_verify,
    "erase": erase,
}
ARGUMENTS: Mapping[str, Callable[[argparse.ArgumentParser, str], None]] = {
    "changes": add_changes,
    "erase": add_erase,
}
