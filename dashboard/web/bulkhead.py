"""Keeps what is heavy to make from taking the threads and the processor that pages need.

So many are made at a time, so many more wait their turn for so long, and whoever finds no place is told when to ask
again. What waits holds a thread; so there are fewer places than threads, and the pages have the rest.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field


class FullError(RuntimeError):
    """No place came free in time."""


@dataclass(slots=True)
class Bulkhead:
    """Places for heavy work in this process."""

    at_once: int = 1
    waiting: int = 9
    patience: float = 10.0
    """Seconds that one waits for a place."""
    _taken: int = 0
    _queue: int = 0
    _free: threading.Condition = field(default_factory=threading.Condition)

    def enter(self) -> None:
        """Take a place, waiting for it; raises `FullError`. Whoever entered leaves."""
        with self._free:
            if self._taken >= self.at_once and self._queue >= self.waiting:
                raise FullError
            self._queue += 1
            try:
                end = time.monotonic() + self.patience
                while self._taken >= self.at_once:
                    if not self._free.wait(end - time.monotonic()):
                        raise FullError
                self._taken += 1
            finally:
                self._queue -= 1

    def leave(self) -> None:
        """Give the place back."""
        with self._free:
            self._taken -= 1
            self._free.notify()
