"""Dash takes over a page that its reader is already using: nothing that the reader did is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_walk import Visit, visit
from tests.dashboard.charts.test_letters import letters

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
    waiting = held("/fi/mittari/3.3-a")
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
    waiting = held("/fi/mittari/3.3-a")
    page = waiting.page
    page.locator("details.twin summary").first.click()
    page.evaluate("window.scrollTo(0, 300)")
    page.locator("footer a").first.evaluate("a => a.focus({preventScroll: true})")
    focused = page.evaluate("document.activeElement.textContent")
    waiting.let_go()
    assert page.evaluate("window.scrollY") == 300
    assert page.evaluate("document.activeElement.textContent") == focused
    assert page.locator("details.twin").first.evaluate("d => d.open")


def test_the_target_of_a_hash_is_still_the_target(held: Callable[[str], Held]) -> None:
    waiting = held("/fi/mittari/3.3-a#main")
    entries = waiting.page.evaluate("history.length")
    waiting.let_go()
    assert waiting.page.evaluate("document.querySelector('main').matches(':target')")
    assert waiting.page.evaluate("history.length") == entries
    assert waiting.page.url.endswith("#main")


PLACES = """() => {
  const shown = document.querySelector(".drawing").getBoundingClientRect();
  const texts = [...document.querySelectorAll(".drawing svg text")].filter(t => t.getBoundingClientRect().width);
  return Object.fromEntries(texts.map(t => {
    const box = t.getBoundingClientRect();
    return [t.textContent, [box.left - shown.left, box.top - shown.top, box.height]];
  }));
}"""


@pytest.mark.parametrize("width", [1280, 1920, 390])
def test_no_text_of_a_chart_moves_when_the_library_draws_it(held: Callable[[str], Held], width: int) -> None:
    waiting = held("/fi/mittari/3.2-g1")
    page = waiting.page
    page.set_viewport_size({"width": width, "height": 900})
    before = page.evaluate(PLACES)
    waiting.let_go()
    page.wait_for_selector(".drawing .main-svg")
    after = page.evaluate(PLACES)
    assert before.keys() == after.keys() >= {"1990", "2030", "31,9"}
    assert all(abs(a - b) < 2 for text in before for a, b in zip(before[text], after[text], strict=True))


def test_a_chart_follows_the_window(held: Callable[[str], Held]) -> None:
    """Drawn by the plan of its width it is as wide as its place, and its letters are as large as reckoned."""
    waiting = held("/fi/mittari/3.2-g1")
    waiting.let_go()
    page = waiting.page
    page.wait_for_selector(".drawing .main-svg")
    for width in (1920, 1280, 560, 480, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(100)
        drawn, place, whole, room, letter = page.evaluate(
            """() => {
            const drawing = document.querySelector(".drawing");
            const drawn = drawing.querySelector(".main-svg").getBoundingClientRect().width;
            const plan = drawing.querySelector(".js-plotly-plot")._fullLayout;
            return [drawn, drawing.clientWidth, document.documentElement.scrollWidth,
              drawing.parentElement.clientWidth, plan.font.size * drawn / plan.width];
            }"""
        )
        assert (round(drawn), whole) == (place, width)
        assert letter == pytest.approx(letters(room)[1], abs=0.1)


def test_a_page_that_dash_cannot_draw_stays_as_the_server_printed_it(visit: Callable[..., Visit]) -> None:
    tab = visit()
    answered = threading.Event()

    def fail(route: Route) -> None:
        route.fulfill(status=503, body="")
        answered.set()

    tab.page.route("**/_dash-update-component*", fail)
    page = tab.go("/fi/mittari/3.3-a")
    while not answered.is_set():
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    assert page.locator("figure svg").first.is_visible()
    tab.page.close()


WITHOUT = (
    "/fi",
    "/sv/fokusomrade/3",
    "/en/measures",
    "/fi/vuodet",
    "/sv/andringar",
    "/fi/mittari/2.5-a",
    "/fi/menetelma",
)


@pytest.mark.parametrize("address", WITHOUT)
def test_a_page_with_nothing_to_touch_asks_for_nothing_of_dash(visit: Callable[..., Visit], address: str) -> None:
    """It is whole as it was printed, and asks for our own few scripts alone."""
    tab = visit()
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url.removeprefix(tab.server)))
    page = tab.go(address)
    page.wait_for_load_state("networkidle")
    names = sorted(url.partition("?")[0] for url in asked[1:])
    assert names == [
        "/assets/chart_steps.js",
        "/assets/dark.css",
        "/assets/filters.js",
        "/assets/icon.svg",
        "/assets/keep_place.js",
        "/assets/menu.js",
        "/assets/png.js",
        "/assets/print.css",
        "/assets/road.js",
        "/assets/squares.js",
    ]
    assert page.locator("#printed h1").count() == 1
    page.close()
