"""Heavy work has its places: so many at once, so many waiting, so long."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.data.cache import Cache
from dashboard.web.bulkhead import Bulkhead, FullError

PATIENCE = 5.0
"""Seconds that one waits here at the most: where a place is lost, a test fails by it."""


def queued(places: Bulkhead, number: int) -> None:
    """Wait until so many wait for a place."""
    end = time.monotonic() + PATIENCE
    while places._queue != number:
        assert time.monotonic() < end, places
        time.sleep(0.001)


def test_no_more_at_once_than_there_are_places() -> None:
    places, now, most = Bulkhead(at_once=2, waiting=40, patience=PATIENCE), 0, list[int]()
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
    places = Bulkhead(at_once=1, waiting=1, patience=PATIENCE)
    places.enter()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(places.enter)
        queued(places, 1)
        began = time.monotonic()
        with pytest.raises(FullError):
            places.enter()
        assert time.monotonic() - began < PATIENCE / 2
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


def test_one_at_a_time_nine_waiting_ten_seconds() -> None:
    """Ten of the sixteen threads of a process, and a wait that a reader sits out."""
    places = Bulkhead()
    assert (places.at_once, places.waiting, places.patience) == (1, 9, 10.0)
    assert (places._taken, places._queue) == (0, 0)


def test_as_many_wait_as_there_are_places_to_wait() -> None:
    """Two at once and two waiting: the fifth is sent away, and every place is free again in the end."""
    places = Bulkhead(at_once=2, waiting=2, patience=PATIENCE)
    places.enter()
    places.enter()
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(places.enter) for _ in range(2)]
        queued(places, 2)
        with pytest.raises(FullError):
            places.enter()
        places.leave()
        places.leave()
        for one in waiting:
            one.result(10)
    assert (places._taken, places._queue) == (2, 0)
    places.leave()
    places.leave()
    assert (places._taken, places._queue) == (0, 0)
