"""When a reader sees the page, and when a chart can be touched: Chromium with a cold cache, beside a plain page."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.serving import serve
from tests.browser import chromium

ROUNDS = 7
WATCH = """
window.seen = {};
const shown = all => [...document.querySelectorAll(all)].some(one => one.checkVisibility({visibilityProperty: true}));
const point = chart => {
  const box = chart.getBoundingClientRect();
  const place = {clientX: box.left + box.width / 2, clientY: box.top + box.height / 2};
  chart.dispatchEvent(new PointerEvent("pointermove", {bubbles: true, pointerType: "mouse", ...place}));
};
const look = () => {
  const chart = document.querySelector(".drawing");
  if (chart && !seen.touched) {
    seen.touched = shown(".reading") && performance.now();
    if (!seen.touched) point(chart);
  }
  seen.library = seen.library || (shown(".drawing .main-svg") && performance.now());
  if (!seen.touched || !seen.library) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
"""In each frame a pointer moves over the large chart until a figure is told; then it is seen who has drawn it."""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
TOUCHED = "() => seen.touched && seen.library && [seen.touched, seen.library]"


SENT = "() => performance.getEntries().reduce((sum, each) => sum + (each.transferSize || 0), 0)"
FLOOR = "floor: page of 12 charts"


class Opened(NamedTuple):
    """Milliseconds from the click to the first paint; to the first figure that a large chart tells when it is pointed
    at, and to the chart library's drawing (0 of a page without one); bytes, packed."""

    painted: float
    touched: float
    library: float
    sent: int


class Seen(NamedTuple):
    """A page's name, and the medians of what was seen of it in all rounds; bytes at most."""

    name: str
    painted: float
    touched: float
    library: float
    sent: int


def run(releases: Path) -> list[Seen]:
    """Open each page `ROUNDS` times in turn; raises `ImportError` or `NoChromiumError` where there is no browser."""
    from playwright.sync_api import sync_playwright  # needed by this part alone

    path = chromium.require(windowed=True)  # what a reader has
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


def _open(chrome: Any, address: str, chart: bool) -> Opened:
    context = chrome.new_context()
    tab = context.new_page()
    tab.add_init_script(WATCH)
    tab.goto(address)
    painted = float(tab.wait_for_function(PAINTED).json_value())
    touched, library = tab.wait_for_function(TOUCHED).json_value() if chart else (0, 0)
    sent = int(tab.evaluate(SENT))
    context.close()
    return Opened(painted, touched, library, sent)


def _seen(name: str, times: list[Opened]) -> Seen:
    painted, touched, library, sent = zip(*times, strict=True)
    return Seen(name, median(painted), median(touched), median(library), max(sent))
