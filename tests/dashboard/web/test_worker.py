"""The worker process in this one: what it tells waitress, whom it leaves, and how it stops. Slow clients: see there."""

from __future__ import annotations

import logging
import os
import runpy
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config
from waitress import wasyncore
from waitress.task import ThreadedTaskDispatcher

from dashboard.web import headers, worker

START = "HTTP/1.1 200 OK"


def hello(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answers with the way it was asked; `/slow` takes a while, `/endless` longer than anyone waits for it."""
    time.sleep({"/slow": 0.6, "/endless": 3.0}.get(environ["PATH_INFO"], 0.0))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(environ.get("HTTP_X_FORWARDED_HOST", "nobody")).encode()]


class Kept(worker.WaitressWorker):
    """Knows its connections, so that a test can close what a process leaves to its end."""

    connections: dict[int, Any]

    def _server(self, listener: Any, threads: Any, connections: dict[int, Any]) -> worker._Server:
        self.connections = connections
        return super()._server(listener, threads, connections)


class Served:
    """A worker in a thread, on a port of its own."""

    def __init__(self, *, ppid: int, graceful: int = 1) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)
        config = Config()
        config.set("threads", 3)
        config.set("graceful_timeout", graceful)
        listener = SimpleNamespace(sock=self.socket)
        self.worker = Kept(0, ppid, [listener], None, 30, config, logging.getLogger("gunicorn"))
        self.worker.wsgi = hello
        self.thread = threading.Thread(target=self.worker.run, daemon=True)
        self.thread.start()

    def ask(self, sent: bytes, last: bytes = b"no such end") -> str:
        """All that is answered until the server closes, or until what is expected last."""
        with socket.create_connection(self.socket.getsockname(), timeout=10) as connection:
            connection.sendall(sent)
            answer = b""
            while not answer.endswith(last) and (piece := connection.recv(65536)):
                answer += piece
            return answer.decode()

    def stop(self) -> float:
        """Tell it to stop; gives the seconds that it takes."""
        began = time.monotonic()
        self.worker.alive = False
        self.thread.join(10)
        assert not self.thread.is_alive()
        return time.monotonic() - began

    def close(self) -> None:
        if self.thread.is_alive():
            self.stop()
        wasyncore.close_all(self.worker.connections)
        self.worker.tmp.close()
        self.socket.close()


@pytest.fixture
def served() -> Iterator[Served]:
    one = Served(ppid=os.getppid())
    yield one
    one.close()


def get(path: str, *more: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: a", "Connection: close", *more, "", ""]).encode()


def test_it_answers_and_does_not_tell_what_serves_it(served: Served) -> None:
    head, _, body = served.ask(get("/")).partition("\r\n\r\n")
    assert head.startswith(START)
    assert "Server:" not in head
    assert body == "nobody"


def test_what_a_proxy_says_reaches_the_app_which_believes_it_or_not(served: Served) -> None:
    assert served.ask(get("/", "X-Forwarded-Host: b")).endswith("\r\n\r\nb")


def test_what_is_no_http_is_refused_with_every_header_and_one_line(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    answer = served.ask(b"GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n")
    assert answer.startswith("HTTP/1.0 400 ")
    for name, value in (headers.FIXED | headers.REFUSED).items():
        assert f"\r\n{name}: {value}\r\n" in answer
    (line,) = [record.getMessage() for record in caplog.records if record.name == "dashboard.web.worker"]
    assert line == "Refused with 400 before the pages saw it: 'Invalid header'"


def test_told_to_stop_it_ends_at_once_where_nothing_was_asked(served: Served) -> None:
    assert served.ask(get("/")).startswith(START)
    assert served.stop() < 2.5


def test_told_to_stop_it_finishes_what_was_begun(served: Served) -> None:
    answers: list[str] = []
    asking = threading.Thread(target=lambda: answers.append(served.ask(get("/slow"), b"nobody")))
    asking.start()
    time.sleep(0.3)
    served.stop()
    asking.join(5)
    assert answers[0].startswith(START)


def test_told_to_stop_it_gives_its_threads_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    class Threads(ThreadedTaskDispatcher):  # type: ignore[misc]
        def set_thread_count(self, count: int) -> None:
            told.append(count)
            super().set_thread_count(count)

        def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
            told.append(timeout)
            return bool(super().shutdown(cancel_pending, timeout))

    monkeypatch.setattr(worker, "ThreadedTaskDispatcher", Threads)
    one = Served(ppid=os.getppid())
    one.stop()
    one.close()
    assert told[:2] == [3, 1]


def test_a_worker_whose_master_has_gone_ends() -> None:
    orphan = Served(ppid=os.getppid() + 1)
    orphan.thread.join(5)
    assert not orphan.thread.is_alive()
    orphan.close()


def test_what_waitress_is_told(served: Served) -> None:
    """Bytes, seconds and connections, as the server itself has them."""
    dispatcher = ThreadedTaskDispatcher()
    connections: dict[int, Any] = {}
    made = worker.WaitressWorker._server(served.worker, served.socket, dispatcher, connections)
    told = made.adj
    assert {name: getattr(told, name) for name in (
        "connection_limit", "cleanup_interval", "max_request_header_size", "max_request_body_size", "inbuf_overflow",
        "outbuf_overflow", "clear_untrusted_proxy_headers", "ident", "backlog",
    )} == {
        "connection_limit": 800, "cleanup_interval": 2, "max_request_header_size": 32_768,
        "max_request_body_size": 1_048_576, "inbuf_overflow": 1_048_577, "outbuf_overflow": 1_048_576,
        "clear_untrusted_proxy_headers": False, "ident": None, "backlog": 2048,
    }  # fmt: skip
    assert (worker.READ_LIMIT, worker.IDLE_LIMIT, worker.LINGER) == (30, 30, 5)
    made.trigger.close()
    assert logging.getLogger("waitress.queue").level == logging.ERROR


class Turn:
    """How a turn of the loop was asked for."""

    def __init__(self) -> None:
        self.told: dict[str, object] = {}

    def loop(self, **told: object) -> None:
        self.told = told


def test_a_turn_lasts_a_second_at_the_most_so_that_the_master_hears_of_it(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.stop()
    turn, notified = Turn(), list[int]()
    monkeypatch.setattr(worker, "wasyncore", turn)
    monkeypatch.setattr(served.worker, "notify", lambda: notified.append(1))
    served.worker._turn({})
    assert turn.told == {"timeout": 1, "map": {}, "use_poll": True, "count": 1}
    assert notified == [1]


class Channel:
    """As much of a connection as is asked whether it is overdue: its request began `began` seconds after 0."""

    def __init__(self, *, began: float | None, busy: int, unsent: int, active: float, closing: bool) -> None:
        self.request = SimpleNamespace(began=began) if began is not None else None
        self.requests, self.total_outbufs_len, self.last_activity = [None] * busy, unsent, active
        self.closing = closing


OVERDUE = [
    # began  busy  unsent  active  closing  overdue at 100
    (69.0, 0, 0, 99.5, False, True),  # drips for longer than a request may
    (70.0, 0, 0, 69.0, False, False),  # has its thirty seconds, however silent
    (71.0, 0, 0, 71.0, False, False),
    (69.0, 1, 0, 99.5, False, False),  # the next request waits while the first is answered
    (None, 0, 0, 69.0, False, True),  # open, and silent
    (None, 0, 0, 70.0, False, False),
    (None, 0, 0, 71.0, False, False),
    (None, 1, 0, 1.0, False, False),  # an answer is being made: that has limits of its own
    (None, 1, 5, 69.0, False, True),  # nobody takes what is made
    (None, 0, 5, 71.0, False, False),  # somebody does, slowly
    (None, 0, 0, 94.0, True, True),  # all is said, and it sends on
    (None, 0, 0, 95.0, True, False),
    (1.0, 0, 0, 96.0, True, False),
]


@pytest.mark.parametrize(("began", "busy", "unsent", "active", "closing", "overdue"), OVERDUE)
def test_a_client_that_takes_too_long_is_left(
    began: float | None, busy: int, unsent: int, active: float, closing: bool, overdue: bool
) -> None:
    channel = Channel(began=began, busy=busy, unsent=unsent, active=active, closing=closing)
    assert worker._Channel.overdue(channel, 100.0) is overdue  # type: ignore[arg-type]


def test_after_a_refusal_what_is_still_sent_is_thrown_away(served: Served) -> None:
    """A client in the middle of a body that is too large reads why, and the connection ends when it ends."""
    with socket.create_connection(served.socket.getsockname(), timeout=10) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 30000000\r\n\r\n")
        time.sleep(0.2)
        for _ in range(20):
            connection.sendall(b"x" * 65536)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert served.ask(get("/")).startswith(START)


SETTINGS = {
    "bind": "127.0.0.1:8050",
    "worker_class": "dashboard.web.worker.WaitressWorker",
    "workers": 2,
    "threads": 16,
    "timeout": 30,
    "graceful_timeout": 10,
    "control_socket_disable": True,
    "preload_app": False,
    "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # noqa: S108
}


@pytest.mark.parametrize(
    ("environment", "differing"),
    [({}, {}), ({"HOST": "0.0.0.0", "PORT": "80", "WEB_CONCURRENCY": "5"}, {"bind": "0.0.0.0:80", "workers": 5})],  # noqa: S104
)
def test_what_gunicorn_is_told(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], differing: dict[str, object]
) -> None:
    for name in ("HOST", "PORT", "WEB_CONCURRENCY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    told = runpy.run_module("dashboard.gunicorn")
    assert {name: told[name] for name in SETTINGS} == SETTINGS | differing
