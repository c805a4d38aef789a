"""Builds the release of a data folder and says what came of it: for `build`, and for `import --build`."""

# ruff: noqa: T201 - a command speaks on standard output

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from etl.intake.template import workbooks
from etl.record import Record, read_record
from etl.release import BusyError, DamagedError, PublishError, only_build, publish
from etl.reporting import progress, report, show_path, why
from strategy.texts import number, say

CANNOT_WRITE = os.EX_IOERR
BUSY = os.EX_TEMPFAIL
STEPS = 4


def build(data: Path, out: Path, lang: str, *, quiet: bool = False) -> int:
    """Publish the record of `data` in `out`; 0, 74 (cannot write) or 75 (busy). Raises `DataError`."""
    shown = show_path(out)
    try:
        with only_build(out), progress(lang, STEPS, quiet=quiet) as step:
            step("record")
            record = read_record(data)
            published = publish(record, out, step, workbooks(record))
    except BusyError:
        return _fail(say(lang, "etl.build.busy", out=shown), BUSY)
    except PublishError as wrong:
        cause = wrong.__cause__
        reason = why(cause, lang) if isinstance(cause, OSError) else str(wrong)
        return _fail(say(lang, "etl.build.failed", out=shown, reason=reason), CANNOT_WRITE)
    except DamagedError as wrong:
        return _fail(say(lang, "etl.build.damaged", table=wrong), CANNOT_WRITE)
    measures, rows = (number(n, 0, lang) for n in (len(record.strategy.measures), record.count))
    key = "etl.build.published" if published.new else "etl.build.unchanged"
    print(say(lang, key, release=published.name, measures=measures, rows=rows))
    remark(record, lang)
    return 0


def make_papers(out: Path, lang: str) -> int:
    """Have the dashboard make the papers of the release in `out`, as its command line is asked to; its exit code.

    In a process of its own: the dashboard knows the release and nothing of this program, and this one knows only what
    is typed at a command line.
    """
    command = [sys.executable, "-m", "dashboard", "papers", "--lang", lang]
    return subprocess.run(command, env={**os.environ, "TYOPOYTA_RELEASES": str(out)}, check=False).returncode  # noqa: S603


def remark(record: Record, lang: str) -> None:
    """Say what should be looked at; it keeps nothing from being published."""
    if record.remarks:
        print(report(record.remarks, lang, ending="etl.remarks"), file=sys.stderr)


def command_of(data: Path) -> str:
    """The command that builds the release of a data folder, as one would type it."""
    return "python -m etl build" + ("" if data == Path("data") else f" --data {show_path(data)}")


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code
