"""`python -m dashboard serve | status`: what can be asked of the dashboard without a browser.

`serve` runs the pages at HOST:PORT. `status` prints the judgement of every strategy measure as CSV.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from dashboard.context import read_day
from dashboard.data import StoreError
from dashboard.exports import ReportError, print_status
from dashboard.settings import settings_or_exit

NO_DATA = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Errors of use or data are one line on standard error."""
    asked = _parser().parse_args(arguments)
    settings = settings_or_exit()
    if asked.command == "serve":
        _serve()
    try:
        print_status(
            sys.stdout, settings.releases, data=asked.data, on=asked.on, known=asked.known, today=date.today(),
            statements=asked.statements,
        )  # fmt: skip
    except (StoreError, ReportError) as error:
        print(f"dashboard: {error}", file=sys.stderr)
        return NO_DATA
    except BrokenPipeError:
        # the reader (`head`) has seen enough; what is left in the buffer must not complain at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="serve the pages at HOST:PORT (127.0.0.1:8050)")
    status = commands.add_parser("status", help="print the judgement of each strategy measure as CSV")
    status.add_argument("--data", type=Path, help="build this data folder aside and judge that; default: the release")
    status.add_argument("--on", type=_day, help="the day judged, as 2021-12-31; default: the review day")
    status.add_argument("--known", type=_day, help="only what was known on this day")
    status.add_argument("--statements", action="store_true", help="with the owners' comments and accepted deviations")
    return parser


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"{text} is not a day written YYYY-MM-DD, of the years 1900-2200") from wrong


def _serve() -> NoReturn:
    """Become gunicorn, with the same settings as in production."""
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "dashboard/gunicorn.py", "dashboard.wsgi:server"]
    os.execv(sys.executable, gunicorn)  # noqa: S606 (no shell, nothing from outside)


if __name__ == "__main__":
    sys.exit(main())
