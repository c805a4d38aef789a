"""A small bounded memory of computed things, safe from many threads; the longest unused goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
_NOTHING = object()


class _Key:
    """A key that is hashed once: of a key of records Python works the hash out at each look."""

    __slots__ = ("hash", "key")

    def __init__(self, key: Hashable) -> None:
        self.key, self.hash = key, hash(key)

    def __hash__(self) -> int:
        return self.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.hash == other.hash and self.key == other.key


class Cache:
    """Keeps results up to `size`, each of which counts as much as `weigh` says, by itself 1.

    Each is made once at a time, whoever else asks for it waits; a result in the cache never waits for a making, and
    what makes one may ask for another. What is heavier than the whole cache is not kept.
    """

    def __init__(self, size: int = 64, weigh: Callable[[Any], int] = lambda _: 1) -> None:
        self._size, self._weigh, self._weight = size, weigh, 0
        self._kept: OrderedDict[_Key, Any] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[_Key, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What stands under `key`, made by `make` where it is not there; what `make` raises is passed on, not kept."""
        place = _Key(key)
        found, thing = self._lookup(place)
        if found:
            return thing  # type: ignore[no-any-return]
        with self._lock:
            making = self._making.setdefault(place, threading.Lock())
        with making:
            found, thing = self._lookup(place)
            if not found:
                try:
                    thing = make()
                    self._put(place, thing)
                finally:
                    with self._lock:
                        self._making.pop(place, None)
        return thing  # type: ignore[no-any-return]

    def peek(self, key: Hashable) -> object | None:
        """What stands under `key`, or None."""
        thing: object = self._lookup(_Key(key))[1]
        return thing

    def put(self, key: Hashable, thing: object) -> None:
        """Place `thing` under `key`; beyond the size, what was unused the longest goes."""
        self._put(_Key(key), thing)

    def _put(self, place: _Key, thing: object) -> None:
        if self._weigh(thing) > self._size:
            return
        with self._lock:
            if place in self._kept:
                self._weight -= self._weigh(self._kept.pop(place))
            self._kept[place] = thing
            self._weight += self._weigh(thing)
            while self._weight > self._size:
                self._weight -= self._weigh(self._kept.popitem(last=False)[1])

    def clear(self) -> None:
        """Let go of all that is kept; what is being made is kept when it is made."""
        with self._lock:
            self._kept.clear()
            self._weight = 0

    def newest(self, most: int) -> list[Any]:
        """The keys of what was used last, the last first, `most` at the most."""
        with self._lock:
            return [place.key for place in islice(reversed(self._kept), most)]

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def weight(self) -> int:
        """What all that is kept weighs; never more than the size."""
        return self._weight

    def _lookup(self, place: _Key) -> tuple[bool, Any]:
        with self._lock:
            thing = self._kept.get(place, _NOTHING)
            if thing is _NOTHING:
                return False, None
            self._kept.move_to_end(place)
            return True, thing
