"""The dashboard behind the cache of nginx, in the configuration that docs/serving.md shows."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.publishing import point
from benchmarks.serving import ROOT, serve

SHARED = 4
"""Seconds of `TYOPOYTA_SHARED_CACHE`."""
CONNECTIONS = 64
SECONDS = 5
AROUND = """
user root;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
access_log off;
client_body_temp_path {folder}/body;
proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi;
scgi_temp_path {folder}/scgi;
{shown}
}}
"""


class MissingToolError(RuntimeError):
    """What this part needs is not installed; the message names it."""


@dataclass(frozen=True, slots=True)
class Proxied:
    """Pages a second on kept connections, and the seconds after which a publication was seen by everyone."""

    rate: float
    fresh: float


def run(both: Path, aside: Path) -> Proxied:
    """Ask for the overview through nginx; `both` holds two releases, see `publishing.both_releases`."""
    nginx, wrk = (_tool(name) for name in ("nginx", "wrk"))
    point(both, "one")
    settings = {"TYOPOYTA_SHARED_CACHE": str(SHARED), "TYOPOYTA_PROXIES": "1"}
    with serve("dashboard.wsgi:server", both, **settings) as port, _nginx(nginx, port, aside / "nginx") as front:
        rate = _rate(wrk, f"http://127.0.0.1:{front}/fi")
        return Proxied(rate, _fresh(front, both))


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise MissingToolError(f"{name} is not installed")
    return found


@contextmanager
def _nginx(nginx: str, port: int, folder: Path) -> Iterator[int]:
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        front = int(free.getsockname()[1])
    configuration = folder / "nginx.conf"
    configuration.write_text(AROUND.format(folder=folder, shown=_shown(port, front, folder)), "utf-8")
    with subprocess.Popen([nginx, "-p", str(folder), "-c", str(configuration)], stderr=subprocess.DEVNULL) as process:
        try:
            _wait(front)
            yield front
        finally:
            process.terminate()


def _shown(port: int, front: int, folder: Path) -> str:
    """The configuration of the documentation, with the addresses of this run."""
    found = re.search(r"```nginx\n(.*?)```", (ROOT / "docs" / "serving.md").read_text("utf-8"), re.DOTALL)
    if found is None:
        raise RuntimeError("docs/serving.md shows no configuration of nginx")
    own = {"/var/cache/nginx/tyopoyta": f"{folder}/cache", "127.0.0.1:8050": f"127.0.0.1:{port}",
           "listen 80;": f"listen 127.0.0.1:{front};"}  # fmt: skip
    shown = found[1]
    for text, here in own.items():
        shown = shown.replace(text, here)
    return shown


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("nginx did not start")


def _rate(wrk: str, address: str) -> float:
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "-H", "Accept-Encoding: br", address]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = re.search(r"Requests/sec:\s*([\d.]+)", told)
    if rate is None or "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(told)
    return float(rate[1])


def _fresh(port: int, both: Path) -> float:
    """Seconds from a publication to the last answer with the page of the release before, asked all the time."""
    before = _tag(port)
    point(both, "two")
    begun = last = time.monotonic()
    while time.monotonic() < begun + 3 * SHARED:
        if _tag(port) == before:
            last = time.monotonic()
        time.sleep(0.05)
    return last - begun


def _tag(port: int) -> str:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/fi", headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return str(answer.headers["ETag"])
