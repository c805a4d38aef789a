"""A statistics service on this machine that answers well and badly, as its table of answers says."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Given:
    """One answer: a status, a body, headers. `promised` is the length that is claimed, `pause` waits between bytes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    promised: int | None = None
    pause: float = 0.0


@dataclass
class Stub:
    """The answers by method and path, in order (the last one stays), and what was asked."""

    port: int
    answers: dict[str, list[Given]] = field(default_factory=dict)
    asked: list[tuple[str, object]] = field(default_factory=list)

    def address(self, path: str) -> str:
        """The address of a path of this service."""
        return f"http://127.0.0.1:{self.port}{path}"

    def allowed(self, address: str) -> bool:
        """What a test may ask: this service alone (in earnest it is https to listed hosts)."""
        return address.startswith(f"http://127.0.0.1:{self.port}/")

    def next(self, name: str) -> Given:
        """The next answer to a request."""
        waiting = self.answers.get(name, [Given(status=404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def serving() -> Iterator[Stub]:
    """The service, as long as the block lasts."""
    stub = Stub(0)

    class Handler(BaseHTTPRequestHandler):
        def _answer(self, body: object) -> None:
            stub.asked.append((f"{self.command} {self.path}", body))
            given = stub.next(f"{self.command} {self.path.partition('?')[0]}")
            self.send_response(given.status)
            self.send_header("Content-Length", str(len(given.body) if given.promised is None else given.promised))
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for start in range(0, len(given.body), 64 if given.pause else len(given.body) or 1):
                time.sleep(given.pause)
                self.wfile.write(given.body[start : start + 64] if given.pause else given.body)

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: what was asked stands in `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
