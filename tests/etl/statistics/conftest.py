"""The stub service, and a client that may ask it and never really waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from etl.statistics.web import Web, opener
from tests.etl.conftest import run, small
from tests.etl.statistics.stub import Stub, serving

__all__ = ["Clock", "clock", "run", "small", "stub", "web"]


@dataclass
class Clock:
    """A clock that only moves when somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def stub() -> Iterator[Stub]:
    """The service."""
    with serving() as service:
        yield service


@pytest.fixture
def clock() -> Clock:
    """The clock of the client."""
    return Clock()


@pytest.fixture
def web(stub: Stub, clock: Clock) -> Web:
    """A client that may ask the stub."""
    return Web(stub.allowed, opener(), clock.sleep, lambda: clock.now, largest=10_000)
