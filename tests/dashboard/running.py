"""The dashboard on a free port: as it runs in production, gunicorn and its workers, or within the process of a test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

from tests.conftest import ROOT

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class NotStartedError(AssertionError):
    """The server ended or did not answer in time."""


@contextmanager
def running(releases: Path, *options: str, **settings: str) -> Iterator[str]:
    """Serve a folder of releases; gives the address, such as http://127.0.0.1:40123. `options` go to gunicorn."""
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TYOPOYTA_")}
    environment |= {"TYOPOYTA_RELEASES": str(releases), "PORT": str(port), "HOST": "127.0.0.1", **settings}
    command = [sys.executable, "-m", "gunicorn", "-c", "dashboard/gunicorn.py", *options, "dashboard.wsgi:server"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            wait(f"http://127.0.0.1:{port}/livez", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@contextmanager
def served(app: WSGIApplication) -> Iterator[str]:
    """Serve an application from a thread of this process; gives the address, such as http://127.0.0.1:40123."""
    server = make_server("127.0.0.1", 0, _whole(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _whole(app: WSGIApplication) -> WSGIApplication:
    """Answers in one piece: Werkzeug's server leaves an answer's file open where the reader goes away too early."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        parts = app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            if close := getattr(parts, "close", None):
                close()

    return answer


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server of a process answers, a minute at most."""
    for _ in range(240):
        if process.poll() is not None:
            raise NotStartedError(f"ended with {process.returncode}")
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except urllib.error.HTTPError as refusal:  # it answers, if only to refuse the name that we call it by
            refusal.close()
            return
        except OSError:
            time.sleep(0.25)
    raise NotStartedError("did not answer in a minute")


class _Here(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Redirects are looked at, not followed."""


def ask(address: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text of an address, redirects not followed."""
    opener = urllib.request.build_opener(_Here)
    try:
        with opener.open(urllib.request.Request(address, headers=headers), timeout=120) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read().decode()
