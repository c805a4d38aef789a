"""`python -m dashboard serve | status | meeting | papers`: what can be asked of the dashboard without a browser.

`serve` runs the pages at HOST:PORT. `status` prints the judgement of every strategy measure as CSV.
`meeting` writes a meeting as a file. `papers` makes the focus areas' and the meetings' PDFs beforehand.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from dashboard.context import read_day
from dashboard.data import Release, Store, StoreError, shown_meeting
from dashboard.exports import PaperError, ReportError, paper_failure, print_status
from dashboard.settings import Settings, settings_or_exit
from strategy.model import LANGUAGES
from strategy.texts import chosen_language, say, translate_argparse

NO_DATA = 1
WRONG_USE = 2
CANNOT_WRITE = os.EX_IOERR
CODED = (".pdf", ".pptx", ".docx")
"""What carries the small code of its page, where the public address is known."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Errors of use or data are one line on standard error."""
    lang = chosen_language(arguments, os.environ, LANGUAGES[0])
    translate_argparse(lang)
    asked = _parser(lang).parse_args(arguments)
    settings = settings_or_exit()
    if asked.command == "serve":
        _serve()
    try:
        if asked.command == "meeting":
            return _meeting(asked, Store(settings.releases).release(), settings, lang)
        if asked.command == "papers":
            return _papers(Store(settings.releases).release(), settings, lang)
        print_status(
            sys.stdout, settings.releases, data=asked.data, on=asked.on, known=asked.known, today=date.today(),
            statements=asked.statements, lang=asked.lang,
        )  # fmt: skip
    except (StoreError, ReportError) as error:
        print(f"dashboard: {error}", file=sys.stderr)
        return NO_DATA
    except BrokenPipeError:
        # the reader (`head`) has seen enough; what is left in the buffer must not complain at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser(lang: str) -> argparse.ArgumentParser:
    def words(name: str) -> str:
        return say(lang, f"dashboard.command.{name}")

    parser = argparse.ArgumentParser(prog="python -m dashboard", description=words("about"))
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help=words("serve"))
    status = commands.add_parser("status", help=words("status"))
    status.add_argument("--data", type=Path, help=words("data"))
    status.add_argument("--on", type=_day(lang), help=words("on"), metavar="DAY")
    status.add_argument("--known", type=_day(lang), help=words("known"), metavar="DAY")
    status.add_argument("--statements", action="store_true", help=words("statements"))
    meeting = commands.add_parser("meeting", help=words("meeting"))
    meeting.add_argument("id", help=words("meeting_id"))
    meeting.add_argument("--lang", dest="langs", type=_languages(lang), default=(lang,), help=words("meeting_lang"))
    meeting.add_argument("-o", "--output", type=Path, required=True, help=words("meeting_output"))
    papers = commands.add_parser("papers", help=words("papers"))
    for one in (serve, status, papers):
        one.add_argument("--lang", choices=LANGUAGES, default=lang, help=say(lang, "etl.command.lang"))
    return parser


def _languages(lang: str) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        langs = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
        if not set(langs) <= set(LANGUAGES):
            raise argparse.ArgumentTypeError(say(lang, "dashboard.command.bad_languages", text=text))
        return langs

    return read


def _meeting(asked: argparse.Namespace, release: Release, settings: Settings, lang: str) -> int:
    """Write a meeting as the ending of the file's name asks; 0, 1 (no such meeting, no PDF), 2 (no such form) or 74."""
    from dashboard.web import WRITERS  # late: the other commands need no server

    write = WRITERS.get(asked.output.suffix.lower())
    shown = shown_meeting(release, asked.id)
    if write is None or shown is None:
        key, known = ("ending", WRITERS) if write is None else ("no_meeting", release.meetings)
        values = {"id": asked.id, "ending": asked.output.suffix, "known": ", ".join(known) or "–"}
        print(say(lang, f"dashboard.command.{key}", **values), file=sys.stderr)
        return WRONG_USE if write is None else NO_DATA
    try:
        asked.output.write_bytes(write(shown, asked.langs, settings, release))
    except PaperError as error:
        print(f"dashboard: {paper_failure(error, lang)}", file=sys.stderr)
        return NO_DATA
    except OSError as error:
        values = {"file": asked.output.as_posix(), "why": error.strerror or type(error).__name__}
        print(say(lang, "dashboard.command.cannot_write", **values), file=sys.stderr)
        return CANNOT_WRITE
    print(say(lang, "dashboard.command.written", file=asked.output.as_posix()))
    site = settings.address or (shown.seal.address if shown.seal else "")
    if asked.output.suffix.lower() in CODED and not site:
        print(say(lang, "dashboard.command.no_code"))
    return 0


def _papers(release: Release, settings: Settings, lang: str) -> int:
    """Make the papers that lie beside the release; 0, 1 (one of them could not be made) or 74."""
    from dashboard.web import make_papers  # late: the other commands need no server

    failed = False
    try:
        for made in make_papers(release, settings, date.today()):
            file = made.path.as_posix()
            if made.error is None:
                print(say(lang, "dashboard.command.written", file=file))
                continue
            failed = True
            print(f"dashboard: {file}: {paper_failure(made.error, lang)}", file=sys.stderr)
            if made.error.reason == "missing":
                break
    except OSError as error:
        values = {"file": error.filename or "", "why": error.strerror or type(error).__name__}
        print(say(lang, "dashboard.command.cannot_write", **values), file=sys.stderr)
        return CANNOT_WRITE
    if not settings.address:
        print(say(lang, "dashboard.command.no_code"))
    return NO_DATA if failed else 0


def _day(lang: str) -> Callable[[str], date]:
    def read(text: str) -> date:
        try:
            return read_day(text)
        except ValueError as wrong:
            raise argparse.ArgumentTypeError(say(lang, "dashboard.command.bad_day", text=text)) from wrong

    return read


def _serve() -> NoReturn:
    """Become gunicorn, with the same settings as in production."""
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "dashboard/gunicorn.py", "dashboard.wsgi:server"]
    os.execv(sys.executable, gunicorn)  # noqa: S606 (no shell, nothing from outside)


if __name__ == "__main__":
    sys.exit(main())
