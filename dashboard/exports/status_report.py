"""The judgement as CSV: one line per measure of the strategy, its headline target, in all three languages."""

from __future__ import annotations

import csv
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from dashboard.data import Release, Store, judge_all, page_day
from strategy.judging import Judgement, Verdict
from strategy.model import LANGUAGES, Unit
from strategy.wording import sentence

COLUMNS = (
    "measure", "status", "group", "since", "pace", "value", "period", "target", "flags",
    "sentence_fi", "sentence_sv", "sentence_en",
)  # fmt: skip
STATEMENTS = ("accepted_until", "comment_day", "comment_role", "comment_fi", "comment_sv", "comment_en")
"""More columns for those who ask for them: the others are what programs count on."""


class ReportError(RuntimeError):
    """The data folder could not be built; what the build said is the message."""


def print_status(
    out: TextIO,
    releases: Path,
    *,
    today: date,
    data: Path | None = None,
    on: date | None = None,
    known: date | None = None,
    statements: bool = False,
    lang: str = LANGUAGES[0],
) -> None:
    """Write the CSV to `out`, of the release in `releases` or of the folder `data`, built aside for this.

    With `statements` also what is said beside each status: the accepted deviation and the owner's comment.

    `target` is the level to be reached: a number, `low..high` of a range, the deadline of a milestone; empty where the
    target is open. Flags are joined by `+`. What is wrong with `data` is told in `lang`.
    """
    with _release(releases, data, lang) as release:
        day = on or page_day(release.strategy, today)
        verdicts = judge_all(release, day, known)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow((*COLUMNS, *(STATEMENTS if statements else ())))
        for measure in release.strategy.of_role("strategy"):
            verdict = verdicts[measure.id]
            writer.writerow([*_line(verdict, release.strategy.units), *(_said(verdict) if statements else ())])


@contextmanager
def _release(releases: Path, data: Path | None, lang: str) -> Iterator[Release]:
    if data is None:
        yield Store(releases).release()
        return
    with tempfile.TemporaryDirectory(prefix="tyopoyta-") as folder:
        _build(data, folder, lang)
        yield Store(Path(folder)).release()


def _build(data: Path, folder: str, lang: str) -> None:
    """Build in a process of its own: the dashboard does not know the ETL, only what it leaves behind."""
    command = [sys.executable, "-m", "etl", "build", "--data", str(data), "--out", folder, "--lang", lang]
    built = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own program)
    if built.returncode:
        raise ReportError((built.stdout + built.stderr).strip() or f"etl build ended with {built.returncode}")


def _line(verdict: Verdict, units: Mapping[str, Unit]) -> list[str]:
    head = verdict.headline
    return [
        verdict.measure.id,
        head.status,
        head.group,
        _text(head.since),
        _text(head.pace),
        _text(head.value) or _limits(head),
        str(head.period or ""),
        _target(head),
        "+".join(head.flags),
        *(sentence(verdict, units, lang) for lang in LANGUAGES),
    ]


def _said(verdict: Verdict) -> list[str]:
    until, comment = _text(verdict.acceptance.until if verdict.acceptance else None), verdict.comment
    if comment is None:
        return [until, *[""] * (len(STATEMENTS) - 1)]
    return [until, _text(comment.day), comment.role, *(text or "" for text in comment.text)]


def _limits(head: Judgement) -> str:
    """A value that is only bounded: `3..`, `..5` or `2..4`."""
    return f"{_text(head.value_low)}..{_text(head.value_high)}" if head.bounded else ""


def _target(head: Judgement) -> str:
    low, high = head.low, head.high
    if low is not None and high is not None and math.isfinite(low) and math.isfinite(high):
        return f"{_text(low)}..{_text(high)}"
    return _text(head.target_value if head.target_value is not None else head.due if head.target else None)


def _text(value: float | date | None) -> str:
    """A number with a decimal point and without exponent, a day as ISO, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{Decimal(repr(round(float(value), 10) + 0.0)).normalize():f}"
