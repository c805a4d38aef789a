"""Changes many files of the data folder as one: all of them, or none, whenever the process is killed.

New contents are written aside and flushed first; a journal then names them, and from that moment the change holds: who
comes next finishes what a killed process began. Knows bytes and names, not what stands in them.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from etl.files.guard import inside, open_lock

Files = Mapping[str, bytes | Path]
"""Paths inside the data folder, with forward slashes, and their new contents: bytes, or a file that moves there."""

CHANGING = ".changing"
ARRIVING = ".arriving"
JOURNAL = "journal.json"
LOCK = ".changing.lock"


class ChangingError(Exception):
    """Another process changes the folder."""


@contextmanager
def only_change(data: Path) -> Iterator[None]:
    """Hold the folder for one change, after finishing one that was interrupted; raises `ChangingError` where held."""
    with open_lock(data, LOCK) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise ChangingError(str(data)) from held
        finish(data)
        yield


def commit(data: Path, files: Files) -> None:
    """Give every file its new content, as one change; the caller holds `only_change`.

    Raises `OutsideError` before anything is written where a name leads out of the folder.
    """
    if not files:
        return
    for name in files:
        inside(data, name)
    scratch_folder = data / CHANGING
    try:
        _name(scratch_folder, files)
    except OSError:
        if not interrupted(data):  # a full disk gets back what the half of a change took
            shutil.rmtree(scratch_folder, ignore_errors=True)
        raise
    finish(data)


def _name(scratch_folder: Path, files: Files) -> None:
    """Write the new contents aside, then the journal: from then on the change holds."""
    scratch_folder.mkdir()
    for number, content in enumerate(files.values()):
        _write(scratch_folder / str(number), content)
    _write(scratch_folder / f"{JOURNAL}.new", json.dumps(list(files)).encode())
    (scratch_folder / f"{JOURNAL}.new").replace(scratch_folder / JOURNAL)
    _flush(scratch_folder)


@contextmanager
def scratch_folder(data: Path) -> Iterator[Path]:
    """An empty folder inside the data folder, for files that move to their place; the caller holds `only_change`."""
    folder = data / ARRIVING
    shutil.rmtree(folder, ignore_errors=True)  # of a change that was killed
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def interrupted(data: Path) -> bool:
    """Whether a change was named and not finished."""
    return (data / CHANGING / JOURNAL).exists()


def finish(data: Path) -> None:
    """Finish a change that was interrupted after it was named; forget one that was interrupted before.

    Raises `OutsideError` where the journal names a file outside of the folder, or is itself reached by a link.
    """
    scratch_folder = inside(data, CHANGING)
    if interrupted(data):
        for number, name in enumerate(json.loads((scratch_folder / JOURNAL).read_text("utf-8"))):
            _place(scratch_folder / str(number), inside(data, name))
    shutil.rmtree(scratch_folder, ignore_errors=True)


def _place(new: Path, target: Path) -> None:
    if new.exists():  # else it was placed before the interruption
        target.parent.mkdir(parents=True, exist_ok=True)
        new.replace(target)
        _flush(target.parent)


def _write(path: Path, content: bytes | Path) -> None:
    if isinstance(content, Path):
        content.replace(path)
    else:
        path.write_bytes(content)
    _flush(path)


def _flush(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
