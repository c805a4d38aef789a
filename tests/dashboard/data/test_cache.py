"""The shelf keeps what was made, makes each thing once, and does not grow."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.data.cache import Cache


def test_makes_each_thing_once_however_many_ask() -> None:
    shelf, made = Cache(), list[int]()

    def make() -> int:
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: shelf.get("a", make), range(200))) == {1}


def test_the_longest_unused_goes_first() -> None:
    shelf = Cache(2)
    for key in ("a", "b", "a", "c"):
        shelf.get(key, lambda key=key: key)  # type: ignore[misc]
    assert len(shelf) == 2
    assert shelf.get("a", lambda: "made again") == "a"
    assert shelf.get("b", lambda: "made again") == "made again"


def test_what_fails_is_passed_on_and_tried_again() -> None:
    shelf = Cache()
    with pytest.raises(ZeroDivisionError):
        shelf.get("a", lambda: 1 // 0)
    assert shelf.get("a", lambda: 2) == 2


def test_what_stands_there_does_not_wait_for_what_is_being_made() -> None:
    shelf, started, finish = Cache(), threading.Event(), threading.Event()
    shelf.get("ready", lambda: 1)

    def slow() -> int:
        started.set()
        assert finish.wait(5)
        return 2

    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(shelf.get, "slow", slow)
        assert started.wait(5)
        assert shelf.get("ready", slow) == 1
        finish.set()
        assert making.result() == 2
