"""What is laid beside a checked file: the coloured workbook, the report, the lines that were not taken.

Each is written aside and moved into place, so that nobody opens half of one; what an earlier check laid there goes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from etl.files import HALF_WRITTEN, write_plain
from etl.intake.review.examining import Review
from etl.intake.review.large_files import LargeImport, write_quarantine
from etl.intake.review.report import page
from strategy.model import LANGUAGES, Strategy
from strategy.texts import say


def lay_coloured(file: Path, found: Review, lang: str) -> Path | None:
    """The workbook with its faulty cells coloured; None where the file could not be opened as one."""
    target = path_of(file, "check", ".xlsx", lang)
    if not found.parsed.book.sheets:
        return None
    from etl.intake.review.annotated import coloured  # late: as in `etl.intake.sheets.isolated`

    return write_plain(target, coloured(found.content, found.parsed, lang))


def lay_quarantine(file: Path, found: Review, lang: str) -> Path:
    """The lines that were not taken, each with what is wrong."""
    from etl.intake.review.annotated import quarantine  # late: as in `lay_coloured`

    return write_plain(path_of(file, "quarantine", ".csv", lang), quarantine(found.parsed, lang))


def lay_refused(file: Path, found: LargeImport, lang: str) -> Path:
    """As `lay_quarantine`, of a file of many rows."""
    target = path_of(file, "quarantine", ".csv", lang)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "quarantine.csv"
        write_quarantine(found, made, lang)
        return write_plain(target, made.read_bytes())


def lay_report(file: Path, found: Review, strategy: Strategy | None, lang: str, outcome: str, **values: object) -> Path:
    """The report as a page of HTML."""
    target = path_of(file, "report", ".html", lang)
    return write_plain(target, page(found, strategy, lang, outcome, **values).encode())


def clear(file: Path) -> None:
    """Take away what earlier checks laid beside a file, in whatever language."""
    for target in _all(file):
        target.unlink(missing_ok=True)


def path_of(file: Path, word: str, suffix: str, lang: str) -> Path:
    """The name beside a file: `Luvut.tarkista.xlsx`."""
    return file.with_name(f"{file.name.removesuffix(file.suffix)}.{say(lang, f'intake.file.{word}')}{suffix}")


def is_ours(path: Path) -> bool:
    """Whether a file is one that we laid there."""
    words = {say(lang, f"intake.file.{word}") for lang in LANGUAGES for word in ("check", "quarantine", "report")}
    return path.name.startswith(HALF_WRITTEN) or path.stem.rpartition(".")[2] in words


def _all(file: Path) -> Iterator[Path]:
    for lang in LANGUAGES:
        yield path_of(file, "check", ".xlsx", lang)
        yield path_of(file, "quarantine", ".csv", lang)
        yield path_of(file, "report", ".html", lang)
