"""The only door to the data: the releases of a folder, and the one that is served now.

A release never changes; a new one comes under a new name behind the pointer `current.json`, which is looked at per
request. Who holds a `Release` reads it to the end, and its connection closes with the last holder. Nothing here writes.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dashboard.data.database import StoreError, check_file
from dashboard.data.opening import open_release
from dashboard.data.release import Release

__all__ = ["Release", "Store", "StoreError"]

POINTER = "current.json"
POINTED = ("release", "tables_sha256", "file_sha256", "built")

_log = logging.getLogger(__name__)


class Store:
    """The releases of a folder. `release()` gives the current one; safe from many threads, and after a fork."""

    def __init__(self, releases: Path) -> None:
        self._pointer = releases / POINTER
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] = ()
        self._current: Release | None = None
        self._thread = threading.local()
        self.before: Release | None = None
        """The release that was served before this one, with all that is kept of it: the pointer may lead back."""
        self.prepare: Callable[[Release, Release], None] = lambda _old, _new: None
        """What is done before a new release takes the place of an old one; the others get the old one meanwhile."""

    def release(self) -> Release:
        """The release behind the pointer, opened anew only when the pointer changed; the one that the thread holds.

        If the new one cannot be opened, the old one stays and the log says why; with no old one, raises `StoreError`.
        """
        held: Release | None = getattr(self._thread, "held", None)
        return held or self._pointed()

    def hold(self, release: Release | None) -> Release | None:
        """Give this thread a release to stay with, None to let go of it; returns the one that it had."""
        held: Release | None = getattr(self._thread, "held", None)
        self._thread.held = release
        return held

    def _pointed(self) -> Release:
        seen, current = self._seen, self._current  # in this order: a seen stamp means that its release stands
        stamp = self._stamp()
        if current is not None and stamp in (seen, ()):
            return current
        if not self._lock.acquire(blocking=current is None):
            return current  # type: ignore[return-value]  # another request is opening the new one; nobody waits for it
        try:
            return self._swapped(stamp)
        finally:
            self._lock.release()

    def newest(self) -> Release:
        """The release that the pointer names now, or `StoreError`: the old one is no answer to this question."""
        target, release = _read_pointer(self._pointer), self.release()
        if target["tables_sha256"] != release.hash:
            with self._lock:  # another thread may be opening it: that is no fault, and soon over
                target, release = _read_pointer(self._pointer), self._swapped(self._stamp())
        if target["tables_sha256"] != release.hash:
            raise StoreError(f"{target['release']} cannot be opened; {release.file.name} is still served")
        return release

    def _stamp(self) -> tuple[int, ...]:
        try:
            stat = self._pointer.stat()
        except OSError:
            return ()
        return (stat.st_ino, stat.st_mtime_ns, stat.st_size)

    def _swapped(self, stamp: tuple[int, ...]) -> Release:
        """The release of this stamp, opened if another thread has not done it meanwhile; the caller holds the lock."""
        if self._current is not None and stamp == self._seen:
            return self._current
        try:
            self._take(self._opened())
        except StoreError:
            if self._current is None:
                raise
            _log.exception("The new release cannot be opened; %s is still served", self._current.file.name)
        self._seen = stamp
        return self._current  # type: ignore[return-value]  # one was taken, or stood

    def _opened(self) -> Release:
        """The release that the pointer names; one that is open still is not opened again."""
        target = _read_pointer(self._pointer)
        for release in (self._current, self.before):
            if release is not None and release.is_at(target, self._pointer.parent):
                check_file(release.file, target["file_sha256"])
                return release
        return open_release(target, self._pointer.parent)

    def _take(self, release: Release) -> None:
        old = self._current
        if old is not None and old is not release:
            self._prepare(old, release)
            self.before = old.resting()
        self._current = release

    def _prepare(self, old: Release, new: Release) -> None:
        held = self.hold(new)
        try:
            self.prepare(old, new)
        finally:
            self.hold(held)


def _read_pointer(pointer: Path) -> dict[str, Any]:
    try:
        target = json.loads(pointer.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"No release: {pointer.name} cannot be read ({type(error).__name__})") from error
    if not isinstance(target, dict) or not all(isinstance(target.get(key), str) for key in POINTED):
        raise StoreError(f"No release: {pointer.name} is not a pointer to one")
    file = pointer.parent / target["release"]
    if file.name != target["release"] or not file.resolve().is_relative_to(pointer.parent.resolve()):
        raise StoreError(f"No release: {pointer.name} points out of its folder")
    return target
