"""Lets one thread do a piece of work while the others who want it wait, or do without."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field


@dataclass(slots=True)
class SingleFlight:
    """The pieces of work that are being done in this process, by what they are called."""

    _under_way: dict[Hashable, threading.Event] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, name: Hashable) -> bool:
        """Take a piece of work, and `end` it whatever comes of it; false where another is at it."""
        with self._lock:
            if name in self._under_way:
                return False
            self._under_way[name] = threading.Event()
            return True

    def end(self, name: Hashable) -> None:
        """Tell those who wait."""
        with self._lock:
            self._under_way.pop(name).set()

    def wait(self, name: Hashable, seconds: float) -> None:
        """Wait until the work is ended, or so many seconds."""
        under_way = self._under_way.get(name)
        if under_way is not None:
            under_way.wait(seconds)
