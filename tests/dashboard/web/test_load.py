"""The production server under many readers: releases come and break, a worker is killed, and every page stays whole."""

from __future__ import annotations

import gzip
import os
import re
import signal
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.dashboard.running import ask, running
from tests.dashboard.small import publish

PATHS = ("/fi/mittari/1.1-a", "/fi/mittari/1.1-b", "/fi/mittarit", "/fi/mittarit?on=2020-12-31")
READERS = 12
TOKEN = re.compile(r'"end_id":"[^"]*"')
"""Dash's own mark of a document, different in each that is drawn."""


def packed(address: str) -> tuple[int, str]:
    """Status and text of a page, asked for as browsers do: what is packed may come from the answers that are kept."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
            return answer.status, gzip.decompress(answer.read()).decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


class Reader:
    """Asks for one page after another until it is told to stop; keeps what was answered."""

    def __init__(self, address: str) -> None:
        self.statuses: set[int] = set()
        self.pages: dict[str, set[str]] = defaultdict(set)
        """Path -> the different pages that were seen there."""
        self._address = address
        self._stop = threading.Event()

    def read(self, number: int) -> None:
        for turn in range(10_000):
            path = PATHS[(number + turn) % len(PATHS)]
            status, text = packed(self._address + path)
            self.statuses.add(status)
            self.pages[path].add(TOKEN.sub("", text))
            if self._stop.is_set():
                return

    def stop(self) -> None:
        self._stop.set()


@contextmanager
def readers(address: str) -> Iterator[list[Reader]]:
    """Many readers at work while the block runs; what went wrong in one is raised at its end."""
    every = [Reader(address) for _ in range(READERS)]
    with ThreadPoolExecutor(READERS) as pool:
        reading = [pool.submit(reader.read, number) for number, reader in enumerate(every)]
        try:
            yield every
        finally:
            for reader in every:
                reader.stop()
        for done in reading:
            done.result()


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true, at most half a minute: a state is waited for, and not a time."""
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def publish_half(folder: Path, mark: int) -> None:
    """Point to a release of which the disk kept one half."""
    aside = folder / "aside"
    aside.mkdir()
    file = publish(aside, mark)
    whole = file.read_bytes()
    (folder / file.name).write_bytes(whole[: len(whole) // 2])
    (aside / "current.json").replace(folder / "current.json")


def marks(text: str) -> set[str]:
    """The marks of the releases that a page shows: each names its measures after its own."""
    return set(re.findall(r">(70\d)</(?:a|h1)>", text))


def test_no_page_mixes_releases_while_they_come_and_one_of_them_is_broken(tmp_path: Path) -> None:
    publish(tmp_path, 701)
    with running(tmp_path, WEB_CONCURRENCY="1") as address:  # all readers meet in the threads of one process
        with readers(address) as every:
            for mark in (702, 703, 704):
                publish(tmp_path, mark)
                until(lambda mark=mark: marks(packed(address + PATHS[0])[1]) == {str(mark)})  # type: ignore[misc]
            publish_half(tmp_path, 705)
            time.sleep(0.3)
        assert {status for reader in every for status in reader.statuses} == {200}
        seen = {path: set().union(*(reader.pages[path] for reader in every)) for path in PATHS}
        shown = [packed(address + path)[1] for path in PATHS]
        assert ask(f"{address}/readyz")[0] == 503
    for pages in seen.values():
        found = [marks(text) for text in pages]
        assert all(len(own) == 1 for own in found), found
        assert len({own.pop() for own in found}) == len(found)  # and each release has one page there, not two
    assert [marks(text) for text in shown] == [{"704"}] * len(PATHS)


def test_a_killed_worker_is_replaced_and_the_others_answer_meanwhile(tmp_path: Path) -> None:
    publish(tmp_path, 701)
    pid = tmp_path / "pid"
    with running(tmp_path, "--pid", str(pid)) as address:
        children = Path(f"/proc/{pid.read_text().strip()}/task/{pid.read_text().strip()}/children")
        until(lambda: len(children.read_text().split()) == 2)  # on a busy machine the second stands up later
        before = set(children.read_text().split())
        os.kill(int(min(before)), signal.SIGKILL)
        with ThreadPoolExecutor(READERS) as pool:
            answers = list(pool.map(lambda n: ask(address + PATHS[n % 4])[0], range(24)))
        assert set(answers) == {200}
        until(lambda: len(set(children.read_text().split()) - {min(before)}) == 2)


def test_twenty_heavy_downloads_at_once_leave_the_pages_alone(releases: Path) -> None:
    """Each of them another file, all made anew: made or refused in order, and the overview stands beside them."""
    with running(releases) as address, ThreadPoolExecutor(20) as pool:
        for _ in range(4):
            urllib.request.urlopen(f"{address}/fi").close()
        asked = [
            pool.submit(_status, f"{address}/download/observations.xlsx?lang=fi&since=19{n}") for n in range(50, 70)
        ]
        time.sleep(0.3)
        took = []
        while not all(done.done() for done in asked):
            began = time.monotonic()
            assert _status(f"{address}/fi") == (200, None)
            took.append(time.monotonic() - began)
            time.sleep(0.2)
    answers = [done.result() for done in asked]
    assert set(answers) <= {(200, None), (503, "10")}
    assert answers.count((200, None)) >= 2  # one in each process at the least, however busy the machine
    assert len(took) > 3
    assert max(took) < 6, took  # without places of their own they took 18 s; a busy machine takes its part


def _status(address: str) -> tuple[int, str | None]:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            answer.read()
            return answer.status, None
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Retry-After"]
