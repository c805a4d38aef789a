"""The line of the Procfile under clients that are slow, wrong or in a hurry, over real sockets."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from dashboard.web import headers
from tests.conftest import ROOT
from tests.dashboard.running import free_port, running, wait
from tests.dashboard.small import publish

CALLBACK = b"POST /_dash-update-component HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
DRIPS = {
    # what is sent at once                                   then again and again
    "headers": (b"GET /fi HTTP/1.1\r\nHost: a\r\nX-Slow: ", b"a"),
    "a body": (CALLBACK + b"Content-Length: 5000\r\n\r\n", b" "),
    "a chunked body": (CALLBACK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "nothing": (b"", b""),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port at which the second half of the Procfile's web line serves a small release."""
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    publish(folder, 1)
    web = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text("utf-8").splitlines())["web"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TYOPOYTA_")}
    environment |= {"TYOPOYTA_RELEASES": str(folder), "PORT": str(port), "HOST": "127.0.0.1"}
    environment["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    line = web.partition("&& ")[2]
    assert "gunicorn" in shlex.split(line)
    with subprocess.Popen(["sh", "-c", line], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            wait(f"http://127.0.0.1:{port}/livez", process)
            yield port
        finally:
            process.terminate()


@contextmanager
def dripping(port: int, how: str, n: int) -> Iterator[None]:
    """`n` connections that send a little every half second while the block runs."""
    first, then = DRIPS[how]
    done = threading.Event()
    with ExitStack() as open_:
        connections = [open_.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(n)]
        for connection in connections:
            connection.sendall(first)

        def drip() -> None:
            while not done.wait(0.5):
                for connection in connections:
                    connection.sendall(then)

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def slowest(port: int, times: int) -> float:
    """The longest of some answers to the overview, in seconds."""
    took = []
    for _ in range(times):
        began = time.monotonic()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/fi", timeout=20) as answer:
            assert answer.status == 200
            answer.read()
        took.append(time.monotonic() - began)
    return max(took)


@pytest.mark.parametrize(("n", "limit"), [(8, 1.0), (50, 3.0), (200, 3.0)])
@pytest.mark.parametrize("how", DRIPS)
def test_slow_clients_leave_the_pages_alone(served: int, how: str, n: int, limit: float) -> None:
    slowest(served, 4)  # both processes have drawn it
    with dripping(served, how, n):
        time.sleep(0.6)
        assert slowest(served, 8) < limit


def exchange(port: int, sent: bytes) -> bytes:
    """All that is answered to some bytes, until the server closes or is silent for a second."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(sent)
        connection.settimeout(1)
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
        except TimeoutError:
            pass
        return answer


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"^HTTP/1\.[01] (\d{3})", answer, re.MULTILINE)]


AGAIN = b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"
OTHER_TYPE = (
    b"POST /_dash-update-component HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 200000\r\n\r\n"
)
ASKED = [
    # what is sent                                                               the statuses of the answers
    (AGAIN + AGAIN, [200, 200]),
    (OTHER_TYPE + b"x" * 200_000 + AGAIN, [415, 200]),
    (CALLBACK + b"Content-Length: 2\r\n\r\n[]" + AGAIN, [400, 200]),
    (CALLBACK + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n" + AGAIN, [400, 200]),
    (b"POST /fi HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd" + AGAIN, [405, 200]),
    (CALLBACK + b"Content-Length: 300000\r\n\r\n" + b"x" * 300_000 + AGAIN, [413, 200]),
    (CALLBACK + b"Content-Length: 30000000\r\n\r\n", [413]),
    (CALLBACK + b"Transfer-Encoding: chunked\r\n\r\n" + b"10000\r\n" + b"x" * 65536 + b"\r\n" + b"10000\r\n", []),
    (CALLBACK + b"Transfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + b"x" * 65536 + b"\r\n") * 17, [413]),
    (CALLBACK + b"Content-Length: -2\r\n\r\n[]", [400]),
    (CALLBACK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n[]", [400]),
    (CALLBACK + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n[]\r\n0\r\n\r\n", [400]),
    (CALLBACK + b"Transfer-Encoding: gzip\r\n\r\n", [501]),
    (b"GET /fi HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n", [400]),
    (b"GET /fi HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 40_000 + b"\r\n\r\n", [431]),
    (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", [400]),
    (b"GET\r\n\r\n", [400]),
]


@pytest.mark.parametrize(("sent", "answered"), ASKED, ids=lambda value: repr(value)[-44:])
def test_each_request_is_answered_and_the_next_one_on_the_connection_too(
    served: int, sent: bytes, answered: list[int]
) -> None:
    assert statuses(exchange(served, sent)) == answered


@pytest.mark.parametrize("sent", [ASKED[6][0], ASKED[9][0], ASKED[14][0]])
def test_what_no_page_sees_has_the_security_headers_too_and_tells_nothing(served: int, sent: bytes) -> None:
    answer = exchange(served, sent).decode()
    for name, value in (headers.FIXED | headers.REFUSED).items():
        assert f"\r\n{name}: {value}\r\n" in answer
    assert "\r\nConnection: close\r\n" in answer
    assert not re.search("waitress|gunicorn|python", answer, re.IGNORECASE)


@pytest.fixture
def large(releases: Path, tmp_path: Path) -> Path:
    """The release with 24 MB behind its end: more than the system keeps of an answer that nobody reads."""
    folder = tmp_path / "releases"
    shutil.copytree(releases, folder)
    pointer = json.loads((folder / "current.json").read_text("utf-8"))
    file = folder / pointer["release"]
    with file.open("ab") as stream:
        stream.write(b"\0" * (24 << 20))
    pointer["file_sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    (folder / "current.json").write_text(json.dumps(pointer), "utf-8")
    return folder


def test_a_stop_lets_the_answers_be_read_to_the_end(large: Path, tmp_path: Path) -> None:
    """Told to stop while a reader has taken but a little of a large file, the server sends it the rest."""
    pid = tmp_path / "pid"
    with running(large, "--pid", str(pid)) as address:
        port = int(address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as reader:
            reader.sendall(b"GET /download/strategy.duckdb HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            got = [reader.recv(1000)]
            os.kill(int(pid.read_text()), signal.SIGTERM)
            time.sleep(2.5)  # longer than a server takes to end that waits for nobody
            while piece := reader.recv(1 << 20):
                got.append(piece)
    head, _, body = b"".join(got).partition(b"\r\n\r\n")
    length = re.search(rb"Content-Length: (\d+)", head)
    assert length is not None
    assert len(body) == int(length[1])
