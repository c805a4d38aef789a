"""The cache keeps what was made, makes each thing once, and does not grow."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.data.cache import Cache


def test_makes_each_thing_once_however_many_ask() -> None:
    cache, made = Cache(), list[int]()

    def make() -> int:
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: cache.get("a", make), range(200))) == {1}


def test_the_longest_unused_goes_first() -> None:
    cache = Cache(2)
    for key in ("a", "b", "a", "c"):
        cache.get(key, lambda key=key: key)  # type: ignore[misc]
    assert len(cache) == 2
    assert cache.get("a", lambda: "made again") == "a"
    assert cache.get("b", lambda: "made again") == "made again"


def test_what_fails_is_passed_on_and_tried_again() -> None:
    cache = Cache()
    with pytest.raises(ZeroDivisionError):
        cache.get("a", lambda: 1 // 0)
    assert cache.get("a", lambda: 2) == 2


def test_what_stands_there_does_not_wait_for_what_is_being_made() -> None:
    cache, started, finish = Cache(), threading.Event(), threading.Event()
    cache.get("ready", lambda: 1)

    def slow() -> int:
        started.set()
        assert finish.wait(5)
        return 2

    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(cache.get, "slow", slow)
        assert started.wait(5)
        assert cache.get("ready", slow) == 1
        finish.set()
        assert making.result() == 2


def test_sixty_four_things_are_kept_where_nobody_says_otherwise() -> None:
    cache = Cache()
    assert (len(cache), cache.weight) == (0, 0)
    for number in range(65):
        cache.put(number, str(number))
    assert (len(cache), cache.weight) == (64, 64)
    assert [cache.peek(number) for number in (0, 1, 64)] == [None, "1", "64"]


def test_what_is_as_heavy_as_the_shelf_is_kept_alone() -> None:
    cache = Cache(3, len)
    cache.put("a", "x")
    cache.put("b", "yyy")
    assert (cache.peek("a"), cache.peek("b"), cache.weight) == (None, "yyy", 3)


def test_what_was_looked_at_last_goes_last() -> None:
    cache = Cache(2)
    for key in ("a", "b"):
        cache.put(key, key)
    cache.peek("a")
    cache.put("c", "c")
    assert [cache.peek(key) for key in ("a", "b", "c")] == ["a", None, "c"]


def test_what_is_let_go_of_weighs_nothing() -> None:
    cache = Cache(10, len)
    cache.put("a", "abc")
    cache.clear()
    assert (len(cache), cache.weight, cache.peek("a")) == (0, 0, None)
    cache.put("a", "ten letters"[:10])
    assert cache.weight == 10
