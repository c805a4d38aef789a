"""Dash takes over a page that its reader is already using: nothing that the reader did is lost."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.test_walk import Visit, visit

pytestmark = pytest.mark.browser
__all__ = ["visit"]


class Held:
    """A page whose take-over waits: the callback that draws it is answered only on `let_go`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._waiting: list[Route] = []
        page.route("**/_dash-update-component*", self._hold)

    def _hold(self, route: Route) -> None:
        self._waiting.append(route)

    def let_go(self) -> None:
        expect(self.page.locator("#first-view")).to_have_count(1)
        while not self._waiting:
            self.page.wait_for_timeout(20)
        for route in self._waiting:
            route.continue_()
        expect(self.page.locator("#first-view")).to_have_count(0, timeout=20_000)


@pytest.fixture
def held(visit: Callable[..., Visit]) -> Iterator[Callable[[str], Held]]:
    tab = visit()

    def open_at(address: str) -> Held:
        waiting = Held(tab.page)
        tab.page.goto(tab.server + address, wait_until="load")
        return waiting

    yield open_at
    assert tab.faults == []
    tab.page.close()


def test_what_was_typed_stays_typed_and_in_focus(held: Callable[[str], Held]) -> None:
    waiting = held("/fi/aineisto")
    box = waiting.page.locator("input[name=q]")
    box.click()
    waiting.page.keyboard.type("asunto")
    waiting.page.keyboard.press("ArrowLeft")
    waiting.let_go()
    assert waiting.page.evaluate("document.activeElement.name") == "q"
    waiting.page.keyboard.type("j")
    expect(box).to_have_value("asuntjo")
    waiting.page.keyboard.press("Enter")
    waiting.page.wait_for_url("**/fi/mittarit?q=asuntjo")


def test_the_place_the_focus_and_what_was_opened_stay(held: Callable[[str], Held]) -> None:
    waiting = held("/fi/aineisto")
    page = waiting.page
    page.locator("details.filter-fold").evaluate("d => { d.open = true }")
    page.evaluate("window.scrollTo(0, 300)")
    page.locator("footer a").first.evaluate("a => a.focus({preventScroll: true})")
    focused = page.evaluate("document.activeElement.textContent")
    waiting.let_go()
    assert page.evaluate("window.scrollY") == 300
    assert page.evaluate("document.activeElement.textContent") == focused
    assert page.locator("details.filter-fold").evaluate("d => d.open")


def test_the_target_of_a_hash_is_still_the_target(held: Callable[[str], Held]) -> None:
    waiting = held("/fi/aineisto#main")
    entries = waiting.page.evaluate("history.length")
    waiting.let_go()
    assert waiting.page.evaluate("document.querySelector('main').matches(':target')")
    assert waiting.page.evaluate("history.length") == entries
    assert waiting.page.url.endswith("#main")


def test_a_page_that_dash_cannot_draw_stays_as_the_server_printed_it(visit: Callable[..., Visit]) -> None:
    tab = visit()
    answered = threading.Event()

    def fail(route: Route) -> None:
        route.fulfill(status=503, body="")
        answered.set()

    tab.page.route("**/_dash-update-component*", fail)
    page = tab.go("/fi/aineisto")
    while not answered.is_set():
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    assert page.locator("main table").first.is_visible()
    tab.page.close()


OURS = ("chart_steps", "filters", "keep_place", "menu", "png", "road", "squares")
ICON = "assets/icon.svg"
WITHOUT: tuple[tuple[str, list[str]], ...] = (
    # page                  what it asks for beside our own few scripts
    ("/fi",                 []),
    ("/sv/fokusomrade/3",   []),
    ("/en/measures",        []),
    ("/fi/vuodet",          []),
    ("/sv/andringar",       []),
    ("/fi/mittari/2.5-a",   []),
    ("/fi/menetelma",       []),
    ("/fi/mittari/3.3-t1",  ["assets/chart_library.js", "bundle"]),
)  # fmt: skip


@pytest.mark.parametrize(("address", "more"), WITHOUT)
def test_a_page_without_a_grid_asks_for_nothing_of_dash(
    visit: Callable[..., Visit], address: str, more: list[str]
) -> None:
    """It is whole as it was printed; where a chart is, the chart library alone comes after."""
    tab = visit()
    asked: set[str] = set()

    def note(request: Request) -> None:
        asked.add(re.sub(r"^bundle/.*", "bundle", request.url.removeprefix(f"{tab.server}/").partition("?")[0]))

    tab.page.on("request", note)
    page = tab.go(address)
    ours = [*(f"assets/{name}.js" for name in OURS), "assets/dark.css", "assets/print.css"]
    awaited = {address[1:], *ours, *more}
    for _ in range(200):
        if asked >= awaited:
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(200)
    assert asked - {ICON} == awaited  # only a browser with a window shows the icon, and asks for it
    assert ICON in (page.locator('link[rel="icon"]').get_attribute("href") or "")
    assert page.locator("#printed h1").count() == 1
    page.close()
