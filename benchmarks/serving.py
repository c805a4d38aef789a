"""Requests a second and bytes of pages and callbacks, under the same gunicorn settings as the floor, interleaved."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import brotli

from benchmarks.load import Load, Question, measure

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
SECONDS = 1.0
CLIENTS = (1, 35)
CALLBACK = {
    "output": ".._pages_content.children..._pages_store.data..",
    "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
    "changedPropIds": ["_pages_location.pathname"],
}


@dataclass(frozen=True, slots=True)
class ServedAddress:
    """What is asked, of which server."""

    name: str
    port: int
    question: Question


@dataclass(frozen=True, slots=True)
class Served:
    """What came of a target: bytes plain and packed, and per number of clients the rate and its share of the floor."""

    name: str
    plain: int
    packed: int
    rates: dict[int, tuple[float, float]]
    failed: int


@contextmanager
def serve(application: str, releases: Path, **settings: str) -> Iterator[int]:
    """Serve an application as the dashboard is served; gives the port."""
    with served(application, releases, **settings) as (port, _):
        yield port


@contextmanager
def served(application: str, releases: Path, **settings: str) -> Iterator[tuple[int, int]]:
    """As `serve`, with the process that holds the workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {**os.environ, "PORT": str(port), "HOST": "127.0.0.1", "TYOPOYTA_RELEASES": str(releases)}
    environment |= settings
    command = [sys.executable, "-m", "gunicorn", "-c", "dashboard/gunicorn.py", "--log-level", "warning", application]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        try:
            _wait(port, process)
            yield port, process.pid
        finally:
            process.terminate()


def worker_memory(pid: int) -> int:
    """The most that a worker of a served application holds now, in MB."""
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    held = (Path(f"/proc/{worker}/status").read_text("utf-8") for worker in workers)
    return max(int(text.partition("VmRSS:")[2].split()[0]) for text in held) >> 10


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def targets(ours: int, floor: int) -> list[ServedAddress]:
    """The floor first, then what the dashboard answers; `new` goes around the answers that it keeps."""
    return [
        ServedAddress("floor: Flask says hello", floor, page("/hello")),
        ServedAddress("floor: page of 12 charts", floor, page("/page")),
        ServedAddress("overview", ours, page("/fi")),
        ServedAddress("overview, callback", ours, callback("/fi")),
        ServedAddress("measure", ours, page("/sv/matare/3.3-t1")),
        ServedAddress("measure, callback", ours, callback("/sv/matare/3.3-t1")),
        ServedAddress("list", ours, page("/fi/mittarit")),
        ServedAddress("overview, new", ours, page("/fi", new=True)),
        ServedAddress("overview, callback, new", ours, callback("/fi", new=True)),
        ServedAddress("measure, new", ours, page("/sv/matare/3.3-t1", new=True)),
    ]


def page(path: str, *, new: bool = False) -> Question:
    """A browser asking for a page."""
    return lambda n: _request("GET", f"{path}?n={os.getpid()}{time.monotonic_ns()}{n}" if new else path)


def callback(path: str, *, new: bool = False) -> Question:
    """Dash asking for the same page."""

    def ask(n: int) -> bytes:
        search = f"?n={time.monotonic_ns()}{n}" if new else ""
        inputs = [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ]
        return _request("POST", "/_dash-update-component", json.dumps({**CALLBACK, "inputs": inputs}).encode())

    return ask


def _request(method: str, path: str, body: bytes = b"", packed: str = "br") -> bytes:
    head = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Accept-Encoding: {packed}"]
    head += ["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []
    return "\r\n".join([*head, "", ""]).encode() + body


def run(releases: Path) -> list[Served]:
    """Measure all targets, round by round, so that whatever else the machine does meets them all."""
    with serve("benchmarks.floor:server", releases) as floor, serve("dashboard.wsgi:server", releases) as ours:
        every = targets(ours, floor)
        for target in every:
            measure(target.port, target.question, 8, 0.4)
        rounds = [
            {t.name: {n: measure(t.port, t.question, n, SECONDS) for n in CLIENTS} for t in every}
            for _ in range(ROUNDS)
        ]
        return [_served(target, every[0].name, rounds) for target in every]


def _served(target: ServedAddress, floor: str, rounds: list[dict[str, dict[int, Load]]]) -> Served:
    rates = {}
    for clients in CLIENTS:
        own = [each[target.name][clients].rate for each in rounds]
        shares = [each[target.name][clients].rate / each[floor][clients].rate for each in rounds]
        rates[clients] = (median(own), median(shares))
    failed = sum(load.failed for each in rounds for load in each[target.name].values())
    plain = _body(target)
    return Served(target.name, len(plain), len(brotli.compress(plain, quality=4)), rates, failed)


def _body(target: ServedAddress) -> bytes:
    head, _, body = target.question(0).partition(b"\r\n\r\n")
    method, path, _ = head.split(b"\r\n")[0].decode().split(" ")
    address = f"http://127.0.0.1:{target.port}{path}"
    request = urllib.request.Request(address, body or None, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return bytes(answer.read())
