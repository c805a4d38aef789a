"""The chart library draws in the place of the SVG: nothing moves, nothing told is lost, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_walk import Visit, visit
from tests.dashboard.charts.test_letters import letters

pytestmark = pytest.mark.browser
__all__ = ["visit"]

CHART, PEERS = "/fi/mittari/3.2-g1", "/fi/mittari/5.3-t2?compare=091,092"


class HeldLibrary:
    """A page whose chart library is on its way until `let_go`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._waiting: list[Route] = []
        page.route("**/bundle/**", self._hold)

    def _hold(self, route: Route) -> None:
        self._waiting.append(route)

    def let_go(self) -> None:
        while not self._waiting:
            self.page.wait_for_timeout(20)
        for route in self._waiting:
            route.continue_()
        expect(self.page.locator(".graph:not(.waiting) .main-svg").first).to_be_visible()


@pytest.fixture
def held(visit: Callable[..., Visit]) -> Iterator[Callable[[str], HeldLibrary]]:
    tab = visit()

    def open_at(address: str) -> HeldLibrary:
        waiting = HeldLibrary(tab.page)
        tab.page.goto(tab.server + address, wait_until="domcontentloaded")
        return waiting

    yield open_at
    assert tab.faults == []
    tab.page.close()


PLACES = """() => {
  const shown = document.querySelector(".drawing").getBoundingClientRect();
  const texts = [...document.querySelectorAll(".drawing svg text")].filter(t => t.getBoundingClientRect().width);
  return Object.fromEntries(texts.map(t => {
    const box = t.getBoundingClientRect();
    return [t.textContent, [box.left - shown.left, box.top - shown.top, box.height]];
  }));
}"""
BELOW = "document.querySelector('figcaption, .filters').getBoundingClientRect().top"


@pytest.mark.parametrize("width", [1280, 1920, 390])
def test_nothing_moves_when_the_library_draws(held: Callable[[str], HeldLibrary], width: int) -> None:
    waiting = held(CHART)
    page = waiting.page
    page.set_viewport_size({"width": width, "height": 900})
    before, below = page.evaluate(PLACES), page.evaluate(BELOW)
    waiting.let_go()
    after = page.evaluate(PLACES)
    assert before.keys() == after.keys() >= {"1990", "2030", "31,9"}
    assert all(abs(a - b) < 2 for text in before for a, b in zip(before[text], after[text], strict=True))
    assert abs(page.evaluate(BELOW) - below) < 1
    assert page.locator(".drawing > .chart").count() == 0


def test_a_figure_that_is_told_stays_told_and_the_keys_go_on(held: Callable[[str], HeldLibrary]) -> None:
    """The SVG answers before the library is there; mark, words and focus stay where they are when it comes."""
    waiting = held(PEERS)
    page = waiting.page
    stop = page.locator("figure .stops")
    stop.focus()
    page.keyboard.press("Home")
    words, mark = page.locator(".reading").inner_text(), page.locator(".stop").bounding_box()
    waiting.let_go()
    expect(stop).to_be_focused()
    assert (page.locator(".reading").inner_text(), page.locator(".stop").bounding_box()) == (words, mark)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    again = page.locator(".stop").bounding_box()
    assert page.locator(".reading").inner_text() == words
    assert mark is not None
    assert again is not None
    assert abs(again["x"] - mark["x"]) + abs(again["y"] - mark["y"]) < 2


def test_a_chart_follows_the_window(held: Callable[[str], HeldLibrary]) -> None:
    """Drawn at one width it is as wide as its place at any other, by the plan of the width, in letters as reckoned."""
    waiting = held(CHART)
    waiting.let_go()
    page = waiting.page
    for width, drawn in ((1280, "wide"), (640, "clear"), (480, "narrow"), (320, "narrow"), (1920, "clear")):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(100)
        found, place, whole, plan, room, letter = page.evaluate(
            """() => {
            const drawing = document.querySelector(".drawing");
            const graph = drawing.querySelector(".js-plotly-plot");
            const found = drawing.querySelector(".main-svg").getBoundingClientRect().width;
            return [found, drawing.clientWidth, document.documentElement.scrollWidth, graph.dataset.drawn,
              drawing.parentElement.clientWidth, graph._fullLayout.font.size * found / graph._fullLayout.width];
            }"""
        )
        assert (round(found), whole, plan) == (place, width, drawn)
        assert letter == pytest.approx(letters(room)[1], abs=0.1)


SAVING = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"


@pytest.mark.parametrize("saves", [False, True])
def test_without_the_library_the_printed_drawing_stays_and_tells(visit: Callable[..., Visit], saves: bool) -> None:
    """It did not come, or is not asked for, where the reader saves data."""
    tab = visit()
    asked: list[str] = []

    def fail(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    tab.page.route("**/bundle/**", fail)
    if saves:
        tab.page.add_init_script(SAVING)
    page = tab.go(CHART)
    page.wait_for_timeout(300)
    assert bool(asked) != saves
    page.locator("figure .stops").hover()
    expect(page.locator("figure .reading")).to_contain_text("31,9")
    assert page.locator(".drawing .graph").count() == 0
    page.close()


def test_on_paper_the_drawing_is_ours(held: Callable[[str], HeldLibrary]) -> None:
    waiting = held(CHART)
    waiting.let_go()
    waiting.page.emulate_media(media="print")
    expect(waiting.page.locator(".paper svg")).to_be_visible()
    expect(waiting.page.locator(".graph")).not_to_be_visible()
