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

from dashboard.report import ReportError, print_status
from dashboard.settings import Settings, SettingsError
from dashboard.store import StoreError

NO_DATA = 1
WRONG_SETTING = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Errors of use or data are one line on standard error."""
    asked = _parser().parse_args(arguments)
    try:
        settings = Settings.of(os.environ)
        if asked.command == "serve":
            _serve()
        print_status(sys.stdout, settings.releases, data=asked.data, on=asked.on, known=asked.known, today=date.today())
    except SettingsError as error:
        return _fail(error, WRONG_SETTING)
    except (StoreError, ReportError) as error:
        return _fail(error, NO_DATA)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="serve the pages at HOST:PORT (127.0.0.1:8050)")
    status = commands.add_parser("status", help="print the judgement of each strategy measure as CSV")
    status.add_argument("--data", type=Path, help="build this data folder aside and judge that; default: the release")
    status.add_argument("--on", type=date.fromisoformat, help="the day judged, as 2021-12-31; default: the review day")
    status.add_argument("--known", type=date.fromisoformat, help="only what was known on this day")
    return parser


def _serve() -> None:
    """Become gunicorn, with the same settings as in production."""
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "dashboard/gunicorn.py", "dashboard.wsgi:server"]
    os.execv(sys.executable, gunicorn)  # noqa: S606 (no shell, nothing from outside)


def _fail(error: Exception, code: int) -> int:
    print(f"dashboard: {error}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
