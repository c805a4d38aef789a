"""A worker process of gunicorn in which waitress speaks HTTP: a slow client never holds a thread.

Gunicorn's own threads read from the socket, so that eight clients who send a byte a second stop two processes of four
threads. Waitress reads every request whole in one loop, however many come and however slowly, and takes a thread only
for one that is complete; what a slow reader has not taken yet is held for it without a thread. Gunicorn keeps what it
does well: it holds the socket, starts and replaces the processes, and stops them gracefully.

Waitress by itself has no end for a request that drips and none for an answer that nobody reads; these have one here.
"""

from __future__ import annotations

import logging
import os
import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher

from dashboard import heap
from dashboard.web import headers

READ_LIMIT = 30.0
"""Seconds that a request may take to arrive whole, its first byte to its last."""
IDLE_LIMIT = 30
"""Seconds that a connection may stand open without a byte in either direction."""
LINGER = 5.0
"""Seconds that a client may go on sending after a refusal before the connection is closed."""
LARGEST_BODY = 1024 * 1024
"""Bytes of a body that is read at all; what is smaller, but more than the pages take, they refuse themselves."""
LARGEST_HEADERS = 32 * 1024
CONNECTIONS = 800
"""Open connections of a process, below the 1024 files that a process may commonly have open; further ones wait."""
IN_MEMORY = 1024 * 1024
"""Bytes of an answer that wait in memory for a slow reader; the rest waits in an unnamed file."""

GIVING_BACK = 2.0
"""Seconds between two looks for memory to give back: a few milliseconds, and a fifth of one where there is none."""

_log = logging.getLogger(__name__)
logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # says at each request under load that it has to wait


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """A request that knows when its first byte came."""

    def __init__(self, adjustments: Any) -> None:
        super().__init__(adjustments)
        self.began = time.time()


class _Refusal(ErrorTask):  # type: ignore[misc]
    """The answer to what is not HTTP or too large: with the headers of every answer, and a line in the log."""

    def execute(self) -> None:
        error = self.request.error
        _log.warning("Refused with %s before the pages saw it: %.200r", error.code, error.body)
        self.response_headers.extend([*headers.FIXED.items(), *headers.REFUSED.items()])
        super().execute()


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Parser
    error_task_class = _Refusal
    closing = False
    """Whether all is said and what the client still sends is thrown away."""

    def readable(self) -> bool:
        return self.closing or bool(super().readable())

    def writable(self) -> bool:
        return not self.closing and bool(super().writable())

    def handle_write(self) -> None:
        """As waitress does; but a refusal that meets a client in the middle of a body must not be lost.

        To close a socket with bytes unread resets it, and the client never sees why: so only our half is closed.
        """
        if self.close_when_flushed and not self.total_outbufs_len:
            self.closing, self.last_activity = True, time.time()
            with suppress(OSError):  # the client has gone already, which the next read tells
                self.socket.shutdown(socket.SHUT_WR)
        else:
            super().handle_write()

    def handle_read(self) -> None:
        if not self.closing:
            super().handle_read()
        else:
            self.recv(self.adj.recv_bytes)  # closes when the client has

    def overdue(self, now: float) -> bool:
        """Whether the client has taken too long: to send a request, to read an answer, or to ask for anything."""
        if self.closing:
            return bool(now - self.last_activity > LINGER)
        if self.request is not None and not self.requests:
            return bool(now - self.request.began > READ_LIMIT)
        waits = self.total_outbufs_len or not self.requests
        return bool(waits and now - self.last_activity > IDLE_LIMIT)

    def busy(self) -> bool:
        """Whether an answer is being made or sent."""
        return bool(self.requests or self.total_outbufs_len)


class _Server(TcpWSGIServer):  # type: ignore[misc]
    channel_class = _Channel
    given_back = 0.0
    """When memory was given back last."""

    def maintenance(self, now: float) -> None:
        """Close the connections of clients who take too long; a task that still writes to one ends there."""
        for channel in list(self.active_channels.values()):
            if channel.overdue(now):
                channel.handle_close()
        if now - self.given_back > GIVING_BACK:
            self.given_back = now
            heap.give_back()


class WaitressWorker(Worker):  # type: ignore[misc]
    """Serves `wsgi` with waitress on the sockets of gunicorn, until gunicorn says stop."""

    def run(self) -> None:
        """Answer until the process is told to stop, then finish what was begun, `graceful_timeout` seconds at most."""
        threads = ThreadedTaskDispatcher()
        threads.set_thread_count(self.cfg.threads)
        connections: dict[int, Any] = {}
        servers = [self._server(listener.sock, threads, connections) for listener in self.sockets]
        while self.alive and self.ppid == os.getppid():
            self._turn(connections)
        for server in servers:
            server.del_channel()  # accepts no more; the socket itself is gunicorn's
        end = time.time() + self.cfg.graceful_timeout
        while time.time() < end and any(channel.busy() for server in servers for channel in _channels(server)):
            self._turn(connections)
        threads.shutdown(timeout=1)

    def _turn(self, connections: dict[int, Any]) -> None:
        self.notify()
        wasyncore.loop(timeout=1, map=connections, use_poll=True, count=1)

    def _server(self, listener: Any, threads: ThreadedTaskDispatcher, connections: dict[int, Any]) -> _Server:
        return _Server(
            self.wsgi,
            connections,
            _sock=listener,
            dispatcher=threads,
            sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
            bind_socket=False,
            ident=None,
            connection_limit=CONNECTIONS,
            cleanup_interval=2,
            backlog=self.cfg.backlog,
            max_request_header_size=LARGEST_HEADERS,
            max_request_body_size=LARGEST_BODY,
            inbuf_overflow=LARGEST_BODY + 1,
            outbuf_overflow=IN_MEMORY,
            clear_untrusted_proxy_headers=False,  # ours are believed, or not, by `TYOPOYTA_PROXIES`
        )


def _channels(server: _Server) -> list[_Channel]:
    return list(server.active_channels.values())
