"""A process gives back what it needs no more: without, it keeps what its busiest moment took."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import heap
from dashboard.web import worker


def resident() -> int:
    """The bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096


def test_what_is_free_between_what_is_used_is_given_back() -> None:
    kept = [bytes(60_000) for _ in range(2_000)]
    kept = [block for place, block in enumerate(kept) if place % 3 == 0]
    before = resident()
    heap.give_back()
    assert before - resident() > 30_000_000
    assert kept


def test_the_worker_gives_back_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    server = worker._Server.__new__(worker._Server)
    server.active_channels = {}
    for now in (100.0, 102.0, 103.9, 104.1, 106.0):
        monkeypatch.setattr(heap, "give_back", lambda now=now: given.append(now))
        server.maintenance(now)
    assert given == [100.0, 104.1]
