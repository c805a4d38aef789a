"""Many clients in one thread: each asks, reads the whole answer and asks again, on a connection that stays open."""

from __future__ import annotations

import re
import selectors
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from statistics import quantiles
from time import perf_counter

Question = Callable[[int], bytes]
"""The bytes of the n-th request."""
PATIENCE = 20.0
"""Seconds for which an answer is waited for."""
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it. `slow` is the time in ms within which 95 of 100 answers came."""

    rate: float
    slow: float
    failed: int


def measure(port: int, question: Question, clients: int, seconds: float) -> Load:
    """Ask the server on 127.0.0.1:`port` for `seconds`, then wait for what is still asked: nothing burdens the next.

    Whatever is not a whole answer with status 200 has failed.
    """
    with selectors.DefaultSelector() as selector:
        every = [_Client(port, selector) for _ in range(clients)]
        begun = perf_counter()
        unanswered = _play(every, selector, question, begun + seconds)
        spent = perf_counter() - begun
        for client in every:
            client.close()
    times = [time for client in every for time in client.times]
    slow = quantiles(times, n=20)[-1] if len(times) > 1 else float("nan")
    return Load(len(times) / spent, 1000 * slow, unanswered + sum(client.failed for client in every))


def _play(every: Sequence[_Client], selector: selectors.BaseSelector, question: Question, end: float) -> int:
    """Let all clients ask until `end`; returns how many then waited for their last answer in vain."""
    numbers = count()
    waiting = set(every)
    for client in every:
        client.ask(question(next(numbers)))
    while waiting and perf_counter() < end + PATIENCE:
        for key, _ in selector.select(PATIENCE):
            client = key.data
            if client.hears() and perf_counter() < end:
                client.ask(question(next(numbers)))
            elif not client.asking:
                waiting.discard(client)
    return len(waiting)


@dataclass(eq=False)
class _Client:
    port: int
    selector: selectors.BaseSelector
    times: list[float] = field(default_factory=list)
    failed: int = 0
    asking: bool = False
    _socket: socket.socket | None = None
    _asked: float = 0.0
    _heard: bytearray = field(default_factory=bytearray)

    def ask(self, request: bytes) -> None:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=20)
            self.selector.register(self._socket, selectors.EVENT_READ, self)
        self._asked = perf_counter()
        self._heard.clear()
        self._socket.sendall(request)
        self.asking = True

    def hears(self) -> bool:
        """Read what there is; true when the answer is whole, or can never be."""
        try:
            part = self._socket.recv(1 << 18) if self._socket else b""
        except ConnectionError:  # reset: no whole answer either, and no reason for the others to stop
            part = b""
        self._heard += part
        if part and not self._whole():
            return False
        if part and self._heard.startswith(b"HTTP/1.1 200"):
            self.times.append(perf_counter() - self._asked)
        else:
            self.failed += 1
            self.close()
        self.asking = False
        return True

    def _whole(self) -> bool:
        end = self._heard.find(b"\r\n\r\n")
        length = _LENGTH.search(self._heard, 0, end) if end >= 0 else None
        return length is not None and len(self._heard) >= end + 4 + int(length[1])

    def close(self) -> None:
        if self._socket is not None:
            self.selector.unregister(self._socket)
            self._socket.close()
            self._socket = None
