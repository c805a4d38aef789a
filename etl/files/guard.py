"""The one rule for paths: what a file's content, its name or a link says never leads out of a folder that was named.

The folders of a command line are trusted, and may be links themselves. Whatever is named *inside* them (the origin of a
row, a line in a list of files, an entry of the journal, a link) is not: it is read, written and removed only where its
real place is inside. Every such path is made here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from etl.reporting import Problem, Where, problem, show_path

KEPT = re.compile(r"snapshots/(?=[^/]*\w)[\w.\-]+")
"""The name of a kept file inside a data folder."""
_STEPPING = re.compile(r"snapshots\b|[./\\~]|[A-Za-z]:[\\/]|.*(?:\.\.[/\\]|\\)", re.DOTALL)
"""What begins or steps like a path; `Minutes 12/2021` does not."""
_PLAIN = re.compile(r"[^\x00-\x1f\x7f\\]+")
_OURS = ("catalogue", "histories", "meetings", "snapshots")
"""The folders of a data folder that are read; what else lies there is nobody's."""


class OutsideError(Exception):
    """A name leads out of its folder; the argument is the name."""


def inside(folder: Path, name: str) -> Path:
    """The path that `name`, with forward slashes, has in `folder`; raises `OutsideError` where it leads out.

    It leads out by a step upwards, from the root, through a link, or by a character that no file of ours has.
    """
    steps = name.split("/")
    if not _PLAIN.fullmatch(name) or not all(step.strip() and step not in (".", "..") for step in steps):
        raise OutsideError(name)
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise OutsideError(name)
    return path


def may_be_origin(text: str) -> bool:
    """Whether an origin names a kept file and a place in it, or is free words that are no path."""
    file = text.partition("#")[0]
    return bool(KEPT.fullmatch(file)) or not _STEPPING.match(file)


def open_lock(folder: Path, name: str) -> TextIO:
    """Open a file to hold a lock on; a link in its place is not followed, and nothing in it is changed.

    Raises `OSError` where it cannot be opened; a link is refused as such (`ELOOP`).
    """
    handle = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    return os.fdopen(handle, "r+", encoding="utf-8")


def check_links(data: Path, problems: list[Problem]) -> bool:
    """Whether no link in a data folder leads out of it; each that does is added to `problems`."""
    found = [
        path for name in _OURS for path in _links(data / name) if not path.resolve().is_relative_to(data.resolve())
    ]
    problems.extend(problem(Where(show_path(path)), "leads_out", path.readlink()) for path in found)
    return not found


def _links(folder: Path) -> Iterator[Path]:
    """The links in a folder and below it, the folder itself included; none is followed."""
    if folder.is_symlink():
        yield folder
    elif folder.is_dir():
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink():
                    yield Path(entry.path)
                elif entry.is_dir(follow_symlinks=False):
                    yield from _links(Path(entry.path))
