"""Papers made beforehand, beside the release that they are of: the focus areas' and the meetings'.

A release never changes and is named by its content, so what is made of it lies in a folder of that name, and goes when
the release has gone. A paper is taken from there where nothing has changed that it was made of: the program, the
settings that are printed in it, the day judged.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard import __version__
from dashboard.context import Address, Context
from dashboard.data import Release
from dashboard.exports import Edition, ExportRequest, PaperError, addresses, read_request
from dashboard.settings import Settings
from dashboard.web.papers import paper_file

SUFFIX = ".papers"
LANGUAGE_CHOICES = ("fi", "sv", "fi,sv")
"""The languages that each is made in: the town's two, and both in one."""


@dataclass(frozen=True, slots=True)
class ReadyPaper:
    """A paper that was made, or why it was not."""

    path: Path
    error: PaperError | None = None


def ready_paper(wanted: ExportRequest, context: Context) -> bytes | None:
    """The paper that lies ready for a request; None where none does."""
    path = _path(wanted, context)
    try:
        return path.read_bytes() if path is not None else None
    except FileNotFoundError:
        return None


def make_papers(release: Release, settings: Settings, today: date) -> Iterator[ReadyPaper]:
    """Make every paper of a release that is not there yet, one after the other, and remove those of releases gone."""
    _sweep(release)
    for name in _names(release):
        for langs in LANGUAGE_CHOICES:
            yield from _make(f"{name}.pdf", f"lang={langs}", release, settings, today)


def _names(release: Release) -> Iterator[str]:
    yield from (f"{addresses.FOCUS_AREA}{area}" for area in release.strategy.focus_areas)
    yield from (f"{addresses.MEETING}{meeting}" for meeting in release.meetings)


def _make(file: str, query: str, release: Release, settings: Settings, today: date) -> Iterator[ReadyPaper]:
    wanted = read_request(file, query)
    if wanted is None:
        return
    context = Context.of(wanted.address, release, settings, today)
    path = _path(wanted, context)
    if path is None or path.exists():
        return
    try:
        made = paper_file(wanted, Edition(context, settings.address))
    except PaperError as error:
        yield ReadyPaper(path, error)
        return
    path.parent.mkdir(exist_ok=True)
    aside = path.with_suffix(".aside")
    aside.write_bytes(made)
    aside.replace(path)
    yield ReadyPaper(path)


def _path(wanted: ExportRequest, context: Context) -> Path | None:
    """Where a paper lies if it is made beforehand; None for one that is not."""
    plain = wanted.address == Address(wanted.address.lang, wanted.address.page, wanted.address.id)
    if wanted.form != "pdf" or wanted.kind not in ("focus_area", "meeting") or not plain:
        return None
    settings = context.settings
    made_of = [__version__, settings.publisher, settings.base, settings.address, context.on.isoformat()]
    mark = hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:12]
    name = "-".join((wanted.kind, context.address.id, *wanted.languages, mark))
    return context.release.file.with_suffix(SUFFIX) / f"{name}.pdf"


def _sweep(release: Release) -> None:
    for folder in release.file.parent.glob(f"*{SUFFIX}"):
        if not folder.with_suffix(release.file.suffix).exists():
            shutil.rmtree(folder)
