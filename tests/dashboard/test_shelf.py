"""The shelf keeps what was made, makes each thing once, and does not grow."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.shelf import Shelf


def test_makes_each_thing_once_however_many_ask() -> None:
    shelf, made = Shelf(), list[int]()

    def make() -> int:
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: shelf.get("a", make), range(200))) == {1}


def test_the_longest_unused_goes_first() -> None:
    shelf = Shelf(2)
    for key in ("a", "b", "a", "c"):
        shelf.get(key, lambda key=key: key)  # type: ignore[misc]
    assert len(shelf) == 2
    assert shelf.get("a", lambda: "made again") == "a"
    assert shelf.get("b", lambda: "made again") == "made again"


def test_what_fails_is_passed_on_and_tried_again() -> None:
    shelf = Shelf()
    with pytest.raises(ZeroDivisionError):
        shelf.get("a", lambda: 1 // 0)
    assert shelf.get("a", lambda: 2) == 2


def test_what_stands_there_does_not_wait_for_what_is_being_made() -> None:
    shelf, started, finish = Shelf(), threading.Event(), threading.Event()
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


def test_sixty_four_things_are_kept_where_nobody_says_otherwise() -> None:
    shelf = Shelf()
    assert (len(shelf), shelf.weight) == (0, 0)
    for number in range(65):
        shelf.put(number, str(number))
    assert (len(shelf), shelf.weight) == (64, 64)
    assert [shelf.look(number) for number in (0, 1, 64)] == [None, "1", "64"]


def test_what_is_as_heavy_as_the_shelf_is_kept_alone() -> None:
    shelf = Shelf(3, len)
    shelf.put("a", "x")
    shelf.put("b", "yyy")
    assert (shelf.look("a"), shelf.look("b"), shelf.weight) == (None, "yyy", 3)


def test_what_was_looked_at_last_goes_last() -> None:
    shelf = Shelf(2)
    for key in ("a", "b"):
        shelf.put(key, key)
    shelf.look("a")
    shelf.put("c", "c")
    assert [shelf.look(key) for key in ("a", "b", "c")] == ["a", None, "c"]
