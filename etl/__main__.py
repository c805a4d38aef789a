"""The command line: `python -m etl build | check | fetch | ...`. Says what happened, decides nothing."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from etl.commands import CANNOT_WRITE, build, day_argument, make_papers, meetings, remark, revising
from etl.commands import fetching as statistics
from etl.commands import importing as intake
from etl.files import ChangingError, OutsideError, interrupted, only_change
from etl.reading import by_measure, language_of_folder
from etl.record import DataError, Record, as_known, read_record, rows_by_measure, write_measures, write_observations
from etl.reporting import nearest, report, show_path, why
from strategy.model import LANGUAGES, Observation
from strategy.series import freshness, newest
from strategy.texts import chosen_language, count, day, number, say, translate_argparse

WRONG_DATA = 1
WRONG_USE = 2
BUSY = os.EX_TEMPFAIL


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0, 1 (wrong data), 2 (wrong use), 74 (cannot write), 75 (busy)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    lang = chosen_language(arguments, os.environ, language_of_folder(_data(arguments)))
    translate_argparse(lang)
    chosen = _parser(lang).parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = chosen.command
    try:
        _finish_interrupted(chosen.data)
        code = command(chosen)
        sys.stdout.flush()  # here, where a full disk can still be told
        return code
    except ChangingError:
        return _fail(say(chosen.lang, "intake.busy", folder=show_path(chosen.data)), BUSY)
    except OutsideError as wrong:
        return _fail(say(chosen.lang, "etl.outside", name=wrong, folder=show_path(chosen.data)), WRONG_DATA)
    except DataError as wrong:
        print(report(wrong.problems, chosen.lang, every=chosen.every), file=sys.stderr)
        return WRONG_DATA
    except BrokenPipeError:
        # the reader (`head`) has seen enough; what is left in the buffer must not complain at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as wrong:
        return _cannot(chosen, wrong)


def _cannot(chosen: argparse.Namespace, wrong: OSError) -> int:
    """A full disk, a read-only folder, a share that is gone: told in words. Nothing is changed by halves."""
    file = show_path(Path(os.fsdecode(wrong.filename))) if wrong.filename else show_path(chosen.data)
    return _fail(say(chosen.lang, "etl.cannot", file=file, why=why(wrong, chosen.lang)), CANNOT_WRITE)


def _finish_interrupted(data: Path) -> None:
    """Nobody reads half of a change: one that a killed process began is finished first."""
    if interrupted(data):
        with only_change(data):
            pass


def _data(arguments: Sequence[str] | None) -> Path:
    """The folder that is asked about, before anything else of the line is read."""
    default = _default_data(os.environ)
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--data", nargs="?", type=Path, default=default)
    return early.parse_known_args(arguments)[0].data or default


def _default_data(environment: Mapping[str, str]) -> Path:
    """The folder of `TYOPOYTA_DATA`, as the dashboard has it; `data` where the environment names none."""
    return Path(environment.get("TYOPOYTA_DATA", "").strip() or "data")


def _parser(lang: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description=say(lang, "etl.command.about"))
    commands = parser.add_subparsers(required=True, metavar=" | ".join(COMMANDS))
    for name, command in COMMANDS.items():
        words = say(lang, f"etl.command.{name}")
        one = commands.add_parser(name, help=words, description=words)
        one.set_defaults(command=command)
        one.add_argument("--data", type=Path, default=_default_data(os.environ), help=say(lang, "etl.command.data"))
        one.add_argument("--lang", choices=LANGUAGES, default=lang, help=say(lang, "etl.command.lang"))
        one.add_argument("--all", dest="every", action="store_true", help=say(lang, "etl.command.all"))
        one.add_argument("--quiet", action="store_true", help=say(lang, "etl.command.quiet"))
        if name == "build":
            one.add_argument("--out", type=Path, default=None, help=say(lang, "etl.command.out"))
            one.add_argument("--papers", action="store_true", help=say(lang, "etl.command.papers"))
        if name in ARGUMENTS:
            ARGUMENTS[name](one, lang)
    return parser


def _add_statements(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--statements", action="store_true", help=say(lang, "etl.command.statements"))


def _add_filters(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--measure", help=say(lang, "etl.command.measure"))
    parser.add_argument("--area", help=say(lang, "etl.command.area"))
    parser.add_argument("--known", type=day_argument(lang), help=say(lang, "etl.command.known"), metavar="DAY")


def _build(chosen: argparse.Namespace) -> int:
    out = chosen.out or chosen.data / "releases"
    code = build(chosen.data, out, chosen.lang, quiet=chosen.quiet)
    return code or (make_papers(out, chosen.lang) if chosen.papers else 0)


def _check(chosen: argparse.Namespace) -> int:
    record = read_record(chosen.data)
    measures = number(len(record.strategy.measures), 0, chosen.lang)
    print(count(chosen.lang, "etl.checked", record.count, measures=measures))
    remark(record, chosen.lang)
    _tell_age(record, chosen.lang)
    return 0


def _tell_age(record: Record, lang: str) -> None:
    """Say that the newest figure is older than the strategy allows: no fault of the data, and no reason to stop."""
    home = (row for row in record.observations if row.area == record.strategy.home and not row.breakdown)
    figures = freshness(newest(home), record.strategy.max_age_months, date.today())
    if figures.passed and figures.newest:
        age, limit = (count(lang, "frame.months", n or 0) for n in (figures.months, figures.limit))
        print(say(lang, "etl.out_of_date", day=day(figures.newest, lang), age=age, limit=limit))


def _measures(chosen: argparse.Namespace) -> int:
    record = read_record(chosen.data)
    said = by_measure(record.statements) if chosen.statements else None
    write_measures(record.strategy.measures.values(), sys.stdout, said)
    return 0


def _observations(chosen: argparse.Namespace) -> int:
    record = read_record(chosen.data)
    if wrong := _unknown(chosen, record):
        return _fail(wrong, WRONG_USE)
    by_measure = rows_by_measure(record)
    series = (
        chain(
            (o for o in by_measure.get(measure, ()) if chosen.area in (None, o.area)),
            _large(record, measure, chosen.area),
        )
        for measure in record.strategy.measures
        if chosen.measure in (None, measure)
    )
    valid = (as_known(rows, chosen.known) if chosen.known else rows for rows in series)
    write_observations((row for rows in valid for row in rows), sys.stdout)
    return 0


def _large(record: Record, measure: str, area: str | None) -> Iterable[Observation]:
    """The rows of a measure that stay in large files."""
    return record.bulk.stream(measure, area) if record.bulk else ()


def _unknown(chosen: argparse.Namespace, record: Record) -> str:
    asked = (("measure", chosen.measure, record.strategy.measures), ("area", chosen.area, record.strategy.areas))
    for name, wanted, known in asked:
        if wanted is not None and wanted not in known:
            near = nearest(wanted, known)
            hint = f" {say(chosen.lang, 'etl.near', near=near)}" if near else ""
            return say(chosen.lang, f"etl.command.unknown_{name}", id=wanted) + hint
    return ""


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "measures": _measures,
    "observations": _observations,
    "fetch": statistics.fetch,
    **intake.COMMANDS,
    **revising.COMMANDS,
    **meetings.COMMANDS,
}
ARGUMENTS: Mapping[str, Callable[[argparse.ArgumentParser, str], None]] = {
    "measures": _add_statements,
    "observations": _add_filters,
    "fetch": statistics.add_fetch,
    **intake.ARGUMENTS,
    **revising.ARGUMENTS,
    **meetings.ARGUMENTS,
}


if __name__ == "__main__":
    sys.exit(main())
