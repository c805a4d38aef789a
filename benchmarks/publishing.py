"""Five hundred readers while the pointer moves between two releases, beside the same while nothing is published."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median

from benchmarks.load import Load, measure
from benchmarks.serving import callback, page, served, worker_memory

CLIENTS = 500
SECONDS = 9.0
EVERY = 3.0
"""Seconds between two publications."""
ROUNDS = 3
PAGES = (
    "/fi", "/sv", "/en", "/fi/painopiste/1", "/fi/painopiste/3", "/sv/fokusomrade/2", "/fi/mittarit", "/sv/matare",
    "/fi/vuodet", "/fi/muutokset", "/fi/kattavuus", "/fi/menetelma", "/fi/lahteet", "/fi/toimiala/sote",
    "/sv/matare/3.3-t1", "/fi/mittari/3.3-b", "/fi/mittari/1.3-c", "/sv/matare/2.1-t4", "/fi/mittari/1.1-t1",
    "/fi/aineisto",
)  # fmt: skip
MEMORY = 100_000
"""Requests after which the memory of the workers is told."""


@dataclass(frozen=True, slots=True)
class PublicationLoad:
    """Answers a second in turn with and without publications, the median of the shares, and what failed."""

    without: float
    during: float
    share: float
    slow: float
    failed: int
    memory: int
    """MB of a worker after `MEMORY` requests and the publications between them."""


def run(first: Path, second: Path, aside: Path) -> PublicationLoad:
    """Serve the two releases in turn; `first` and `second` are folders of one release each."""
    both = both_releases(first, second, aside / "both")
    with served("dashboard.wsgi:server", both) as (port, pid):
        measure(port, _ask, 50, 4.0)
        rounds = [_round(port, both) for _ in range(ROUNDS)]
        asked = sum(int(load.rate * SECONDS) for each in rounds for load in each)
        while asked < MEMORY:
            asked += int(measure(port, _ask, 50, 5.0).rate * 5.0)
        memory = worker_memory(pid)
    return PublicationLoad(
        median(each[0].rate for each in rounds),
        median(each[1].rate for each in rounds),
        median(each[1].rate / each[0].rate for each in rounds),
        median(each[1].slow for each in rounds),
        sum(load.failed for each in rounds for load in each),
        memory,
    )


def both_releases(first: Path, second: Path, folder: Path) -> Path:
    """A folder with two releases and a pointer to each, of which the first is the current one."""
    folder.mkdir()
    for name, other in (("one", first), ("two", second)):
        pointer = (other / "current.json").read_text("utf-8")
        release = json.loads(pointer)["release"]
        shutil.copy(other / release, folder / release)
        (folder / f"{name}.json").write_text(pointer, "utf-8")
    point(folder, "one")
    return folder


def point(folder: Path, name: str) -> None:
    """Move the pointer, in one step."""
    aside = shutil.copy(folder / f"{name}.json", folder / "aside.json")
    Path(aside).replace(folder / "current.json")


def _round(port: int, both: Path) -> tuple[Load, Load]:
    without = measure(port, _ask, CLIENTS, SECONDS)
    with _publishing(both):
        return without, measure(port, _ask, CLIENTS, SECONDS)


@contextmanager
def _publishing(both: Path) -> Iterator[None]:
    ended = threading.Event()

    def publish() -> None:
        for name in cycle(("two", "one")):
            if ended.wait(EVERY):
                return
            point(both, name)

    thread = threading.Thread(target=publish)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _ask(n: int) -> bytes:
    """Pages one after the other, each fourth time as Dash asks for a page that has a chart."""
    path = PAGES[n % len(PAGES)]
    return (callback(path) if n % 4 == 3 and "/mittari/" in path else page(path))(n)
