"""A person walks through the dashboard in a real browser, under the real headers, on real data."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = {
    "overview": ("/fi", "/sv", "/en"),
    "focus area": ("/fi/painopiste/3", "/sv/fokusomrade/3", "/en/focus-area/3"),
    "measure": ("/fi/mittari/3.3-a", "/sv/matare/5.3-g2", "/en/measure/3.2-g1"),
    "open target": ("/fi/mittari/1.2-e", "/sv/matare/1.2-e", "/en/measure/1.2-e"),
    "milestone": ("/fi/mittari/2.5-a", "/sv/matare/2.5-a", "/en/measure/2.5-a"),
    "peers": ("/fi/mittari/2.1-t1", "/sv/matare/2.1-t1", "/en/measure/2.1-t1"),
    "list": ("/fi/mittarit", "/sv/matare", "/en/measures"),
    "search": ("/fi/mittarit?q=asunto", "/sv/matare?q=bostad", "/en/measures?q=jobs"),
    "sector": ("/fi/toimiala/yhdyskunta", "/sv/sektor/sote", "/en/sector/sivistys"),
    "years": ("/fi/vuodet", "/sv/ar?years=2018,2019,2020,2021", "/en/years?sector=sote"),
    "method": ("/fi/menetelma", "/sv/metod", "/en/method"),
    "sources": ("/fi/lahteet", "/sv/kallor", "/en/sources"),
    "accessibility": ("/fi/saavutettavuus", "/sv/tillganglighet", "/en/accessibility"),
    "not found": ("/fi/puuttuu", "/sv/saknas", "/en/missing"),
}
WIDTHS = (1440, 390)
WALK = [(row[i % 3], WIDTHS[i % 2]) for i, row in enumerate(PAGES.values())]
"""Every kind of page once, language and width taking turns; `make verify` looks at every page in each language."""

SETTLED = "html[data-scripts=run], .wall"
"""Our scripts are run once the first view stands; those of a wall are run with the page."""


class Visit:
    """A browser tab that keeps what went wrong in it."""

    def __init__(self, browser: Browser, server: str, width: int = 1440, *, scripts: bool = True) -> None:
        self.server = server
        self.scripts = scripts
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        self.faults: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.server, "data:", "blob:")):
            self.foreign.append(url)

    def go(self, address: str) -> Page:
        self.page.goto(self.server + address, wait_until="load")
        if self.scripts:
            self.page.wait_for_selector(SETTLED, state="attached", timeout=20_000)
        return self.page

    def taken_over(self, address: str) -> Page:
        """Go there and wait until Dash has taken the page over."""
        page = self.go(address)
        expect(page.locator("#first-view")).to_have_count(0, timeout=20_000)
        expect(page.locator("h1")).to_have_count(1)
        return page


@pytest.fixture
def visit(browser: Browser, server: str) -> Callable[..., Visit]:
    return lambda **how: Visit(browser, server, **how)


@pytest.mark.parametrize(("address", "width"), WALK)
def test_every_kind_of_page(visit: Callable[..., Visit], address: str, width: int) -> None:
    """Dash shows the words that the server printed; no console error, no foreign request, no sideways scroll, axe."""
    tab = visit(width=width)
    page = tab.taken_over(address)
    assert _words(page) == _printed_words(page)
    assert page.evaluate("document.documentElement.lang") == address[1:3]
    missing = address in PAGES["not found"]
    assert [fault for fault in tab.faults if not (missing and "404" in fault)] == []
    assert tab.foreign == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
    page.close()


AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
LIBRARYS_OWN = {"exclude": [".ag-root-wrapper"]}
"""The grid of the data page, whose faults the accessibility statement names."""


def axe(page: Page, *, paper: bool = False) -> list[tuple[str, str]]:
    """What axe finds, of any impact, but inside of the library's grid: the rule and the element.

    On `paper` nothing is pointed at, and targets may be of any size.
    """
    options = {**AXE, "rules": {"target-size": {"enabled": not paper}}}
    found = Axe().run(page, context=LIBRARYS_OWN, options=options).response["violations"]
    return [(fault["id"], node["html"][:160]) for fault in found for node in fault["nodes"]]


_WORDS = """root => { root = root.cloneNode(true);
    root.querySelectorAll('figure, script, style, svg, noscript').forEach(e => e.remove());
    return root.textContent.replace(/\\s+/g, ' ').trim() }"""
"""The words of a page, without what a chart draws."""


def _words(page: Page) -> str:
    return str(page.evaluate(f"({_WORDS})(document.body)"))


def _printed_words(page: Page) -> str:
    script = """async () => { const text = await (await fetch(location.href)).text();
        const printed = new DOMParser().parseFromString(text, 'text/html').querySelector('#first-view, #printed');
        return (%s)(printed) }"""
    return str(page.evaluate(script % _WORDS))


NARROWEST = (*(row[i % 3] for i, row in enumerate(PAGES.values())), "/sv/andringar", "/fi/kattavuus")


@pytest.mark.parametrize("address", NARROWEST)
def test_nothing_scrolls_sideways_on_the_smallest_phone(visit: Callable[..., Visit], address: str) -> None:
    page = visit(width=320).taken_over(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(_SQUEEZED) == []
    page.close()


_SQUEEZED = """[...document.querySelectorAll('main :is(td, th, li, p, .status)')]
    .filter(e => e.clientWidth && e.clientWidth < 44 && e.clientHeight > 100)
    .map(e => e.tagName + '.' + e.className + ': ' + e.innerText.slice(0, 30))"""
"""What has so little room that its words go down the page a letter a line."""


def test_no_frame_without_a_heading(visit: Callable[..., Visit]) -> None:
    """From the first paint to the end of the take-over every frame shows one h1, and never two."""
    tab = visit()
    tab.page.add_init_script("""window.frames_seen = [];
        const look = () => { if (document.body) window.frames_seen.push(
            [...document.querySelectorAll('h1')].filter(h => h.getClientRects().length).length);
            requestAnimationFrame(look) }; requestAnimationFrame(look)""")
    for address in ("/fi", "/sv/matare/3.3-a", "/sv/data"):
        page = tab.taken_over(address)
        page.wait_for_timeout(200)
        seen = page.evaluate("window.frames_seen")
        first = next(i for i, n in enumerate(seen) if n)
        assert set(seen[first:]) == {1}, seen
    tab.page.close()


def test_a_walk_by_mouse(visit: Callable[..., Visit]) -> None:
    """Overview, focus area, measure, language, list, search: each step is a link or a form, and none breaks."""
    tab = visit()
    page = tab.taken_over("/fi")
    page.get_by_role("link", name="Vihreä kävelykaupunki").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vihreä kävelykaupunki")
    page.get_by_role("article").get_by_role("link", name="Valmistuneet asunnot").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Valmistuneet asunnot")
    page.get_by_role("navigation", name="Kieli").get_by_role("link", name="SV").click()
    assert urlsplit(page.url).path == "/sv/matare/3.3-a"
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.get_by_role("searchbox").fill("skatt")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("skatt")
    assert urlsplit(page.url).query.startswith("q=skatt")
    expect(page.locator("[data-measure='5.3-g1']")).to_be_visible()
    assert tab.faults == []
    assert tab.foreign == []
    page.close()


def test_the_chart_can_be_touched_and_speaks_the_pages_language(visit: Callable[..., Visit]) -> None:
    """Wherever the pointer is, the figure of that time is told; no tool bar, no thousands comma on any axis."""
    tab = visit()
    page = tab.taken_over("/fi/mittari/3.3-t1")
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    box = page.locator(".js-plotly-plot .nsewdrag").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 4)
    told = page.locator("figure .reading")
    expect(told).to_contain_text("Lähde: ")
    text = (page.locator(".js-plotly-plot").text_content() or "") + told.inner_text()
    assert not re.search(r"\d,\d{3}\b", text)
    assert page.locator(".modebar-btn").count() == 0
    page.close()


def test_without_scripts_pages_read_whole(visit: Callable[..., Visit]) -> None:
    """The chart as SVG, the table behind its summary, links and search as plain HTML."""
    tab = visit(scripts=False)
    page = tab.go("/fi/mittari/5.3-g2")
    assert page.locator("figure svg").first.is_visible()
    page.locator("details.twin summary").click()
    assert page.locator("details.twin table").is_visible()
    page.locator("input[name=q]").fill("asunto")
    page.locator("form.search button").click()
    page.locator("[data-measure='3.3-a']").wait_for()  # visible; a click does not wait for the page that it leads to
    page.close()


def test_keyboard_reaches_content_by_the_skip_link(visit: Callable[..., Visit]) -> None:
    tab = visit()
    page = tab.taken_over("/fi")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.close()
