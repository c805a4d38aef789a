"""Heavy work has its places: so many at once, so many waiting, so long."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.data.cache import Cache
from dashboard.web.bulkhead import Bulkhead, FullError


def test_no_more_at_once_than_there_are_places() -> None:
    places, now, most = Bulkhead(at_once=2, waiting=40), 0, list[int]()
    lock = threading.Lock()

    def work(_: int) -> None:
        nonlocal now
        places.enter()
        with lock:
            now += 1
            most.append(now)
        time.sleep(0.005)
        with lock:
            now -= 1
        places.leave()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(60)))
    assert (max(most), len(most)) == (2, 60)


def test_who_finds_no_place_to_wait_is_sent_away_at_once() -> None:
    places = Bulkhead(at_once=1, waiting=1, patience=30)
    places.enter()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(places.enter)
        while not places._queue:
            time.sleep(0.001)
        began = time.monotonic()
        with pytest.raises(FullError):
            places.enter()
        assert time.monotonic() - began < 5
        places.leave()
        waiting.result(10)


def test_who_waits_too_long_is_sent_away_and_takes_no_place() -> None:
    places = Bulkhead(at_once=1, waiting=5, patience=0.05)
    places.enter()
    with pytest.raises(FullError):
        places.enter()
    places.leave()
    places.enter()
    places.leave()
    assert (places._taken, places._queue) == (0, 0)


def test_what_is_kept_never_weighs_more_than_the_shelf() -> None:
    cache = Cache(10, len)
    for key, thing in {"a": b"1234", "b": b"5678", "c": b"90", "b again": b"1", "too large": b"x" * 11}.items():
        cache.put(key, thing)
        assert cache.weight <= 10
    assert [cache.peek(key) for key in ("a", "b", "c", "b again", "too large")] == [None, b"5678", b"90", b"1", None]
    cache.put("b", b"")
    assert cache.weight == 3
