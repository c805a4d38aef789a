"""Files in a folder that others may write to: read and written themselves, never through a link that is laid there.

A link could name any file of the machine, which would then be handed out, emptied or overwritten.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

HALF_WRITTEN = ".half-"


def is_plain(path: Path) -> bool:
    """Whether there is a file itself, and no link, folder or pipe; False where no look is possible."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def is_link(path: Path) -> bool:
    """Whether there is a link."""
    try:
        return stat.S_ISLNK(path.lstat().st_mode)
    except OSError:
        return False


def read_plain(path: Path) -> bytes:
    """The content of a file that is itself there; raises `OSError`."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        return file.read()


def write_plain(target: Path, content: bytes) -> Path:
    """Write a file aside and move it into place: nobody opens half of one, and a link in its place is replaced."""
    aside = target.with_name(f"{HALF_WRITTEN}{target.name}")
    aside.unlink(missing_ok=True)
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    aside.replace(target)
    return target
