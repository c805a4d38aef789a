"""When a reader sees the page, and when Dash has taken it over: Chromium with a cold cache, beside a plain page."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.serving import serve
from tests.browser import chromium

ROUNDS = 7
WATCH = """
new MutationObserver((_, watcher) => {
  if (document.readyState !== "loading" && !document.getElementById("first-view")) {
    window.__taken = performance.now();
    watcher.disconnect();
  }
}).observe(document, {childList: true, subtree: true});
"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
TAKEN = "() => window.__taken && document.querySelector('#react-entry-point h1') && window.__taken"


SENT = "() => performance.getEntries().reduce((sum, each) => sum + (each.transferSize || 0), 0)"
FLOOR = "floor: page of 12 charts"


Opened = tuple[float, float | None, int]


class Seen(NamedTuple):
    """Milliseconds from the click to the first paint and to Dash's own page (None without Dash); bytes, packed."""

    name: str
    painted: float
    taken: float | None
    sent: int


def run(releases: Path) -> list[Seen]:
    """Open each page `ROUNDS` times in turn; raises `ImportError` or `NoChromiumError` where there is no browser."""
    from playwright.sync_api import sync_playwright  # needed by this part alone

    path = chromium.require()
    with (
        serve("benchmarks.floor:server", releases) as floor,
        serve("dashboard.wsgi:server", releases) as ours,
        sync_playwright() as playwright,
    ):
        chrome = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        pages = {
            FLOOR: (f"http://127.0.0.1:{floor}/page", False),
            "floor: overview, plain": (f"http://127.0.0.1:{floor}/plain/fi", False),
            "overview": (f"http://127.0.0.1:{ours}/fi", False),
            "floor: focus area, plain": (f"http://127.0.0.1:{floor}/plain/fi/painopiste/3", False),
            "focus area": (f"http://127.0.0.1:{ours}/fi/painopiste/3", False),
            "measure": (f"http://127.0.0.1:{ours}/sv/matare/3.3-t1", True),
        }
        rounds = [{name: _open(chrome, *page) for name, page in pages.items()} for _ in range(ROUNDS + 1)][1:]
        chrome.close()
    return [_seen(name, [each[name] for each in rounds]) for name in pages]


def _open(chrome: Any, address: str, dash: bool) -> Opened:
    context = chrome.new_context()
    tab = context.new_page()
    tab.add_init_script(WATCH)
    tab.goto(address)
    painted = float(tab.wait_for_function(PAINTED).json_value())
    taken = float(tab.wait_for_function(TAKEN).json_value()) if dash else None
    sent = int(tab.evaluate(SENT))
    context.close()
    return painted, taken, sent


def _seen(name: str, times: list[Opened]) -> Seen:
    taken = [each for _, each, _ in times if each is not None]
    painted, sent = median(each for each, _, _ in times), max(each for _, _, each in times)
    return Seen(name, painted, median(taken) if taken else None, sent)
