"""Shows where long work is: a bar on a terminal, plain lines elsewhere once it lasts, nothing where it shall be quiet.

Speaks on standard error, so that what a command answers stays what it answers.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from strategy.texts import say

Step = Callable[[str], None]
"""Called as a step of the work begins, with its name among the texts of `progress`."""
PATIENCE = 2.0
"""Seconds after which work is long: what ends before says nothing where there is no terminal."""


def silent(_: str) -> None:
    """Tell nobody."""


@contextmanager
def progress(lang: str, total: int, *, quiet: bool) -> Iterator[Step]:
    """A step for each call; `total` is how many there will be."""
    if quiet:
        yield silent
    elif sys.stderr.isatty():
        with _bar(lang, total) as step:
            yield step
    else:
        yield _Lines(lang, total).step


class _Lines:
    """A line for each step, once the work has lasted."""

    def __init__(self, lang: str, total: int) -> None:
        self._lang, self._total, self._done = lang, total, 0
        self._begun = time.monotonic()

    def step(self, name: str) -> None:
        self._done += 1
        if time.monotonic() - self._begun >= PATIENCE:
            print(f"[{self._done}/{self._total}] {_words(self._lang, name)}", file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def _bar(lang: str, total: int) -> Iterator[Step]:
    from rich.console import Console  # not loaded where nobody sees a bar
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=total, completed=-1)

        def step(name: str) -> None:
            bars.update(task, advance=1, description=_words(lang, name))

        yield step


def _words(lang: str, name: str) -> str:
    """The name of a step in words; the name of a file as it is."""
    kind, _, file = name.partition(":")
    return say(lang, f"progress.{kind}", file=file) if file else say(lang, f"progress.{kind}")
