"""A meeting is walked by its keys in a real browser, online and from a file with the network off."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dashboard.data.meetings import shown_meeting
from dashboard.pages.routing import Services
from dashboard.web.meeting_files import html_file
from tests.browser.test_walk import Visit

pytestmark = pytest.mark.browser

MEETING = "example-population-finances"
KEYS = [
    # key            where it leads: screen, step
    ("ArrowRight", "1", ""),
    ("PageDown", "2", ""),
    ("ArrowDown", "2", "years"),
    ("ArrowDown", "2", "peers"),
    ("ArrowUp", "2", "years"),
    ("ArrowLeft", "1", ""),
    ("End", "6", ""),
    ("ArrowRight", "6", ""),
    ("Home", "1", ""),
    ("Escape", "0", ""),
]
SMALLEST = """() => Math.min(...[...document.querySelectorAll('main p, main dd, main dt, main li, main svg text')]
    .map(e => parseFloat(getComputedStyle(e).fontSize) * (e.getScreenCTM ? e.getScreenCTM().a : 1)))"""

VISIBLE = "[...document.querySelectorAll('section')].filter(s => s.offsetHeight).map(s => s.id)"


def _press(page: Page, key: str, screen: str, step: str) -> None:
    page.keyboard.press(key)
    page.wait_for_function(
        "([screen, step]) => { const q = new URL(location).searchParams;"
        " return (q.get('screen') || '0') === screen && (q.get('step') || '') === step; }",
        arg=[screen, step],
    )


def test_a_meeting_is_walked_by_its_keys(browser: Browser, server: str) -> None:
    """Each key leads where it says and the address follows; letters are large, nothing overflows, axe is content."""
    visit = Visit(browser, server)
    page = visit.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{server}/fi/kokous/{MEETING}")
    for key, screen, step in KEYS:
        _press(page, key, screen, step)
        assert page.evaluate(SMALLEST) >= 32, (key, screen, step)
        assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0, (key, screen, step)
    page.keyboard.press("b")
    assert page.locator(".blank").is_visible()
    page.keyboard.press("ArrowRight")
    assert not page.locator(".blank").is_visible()
    _press(page, "PageDown", "1", "")
    page.keyboard.press("l")
    page.wait_for_url("**/sv/sammantrade/**")
    assert page.evaluate("document.documentElement.lang") == "sv"
    assert Axe().run(page).response["violations"] == []
    assert (visit.faults, visit.foreign) == ([], [])
    page.close()


def test_the_file_is_walked_with_the_network_off(browser: Browser, services: Services, tmp_path: Path) -> None:
    """From the file system, offline: the keys lead from mark to mark, and nothing is asked for."""
    shown = shown_meeting(services.store.release(), MEETING)
    assert shown is not None
    file = tmp_path / "meeting.html"
    file.write_bytes(html_file(shown, ("fi", "sv")))
    context = browser.new_context(offline=True, viewport={"width": 1920, "height": 1080})
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "l", "End", "Escape"):
        page.keyboard.press(key)
        page.wait_for_timeout(50)
        seen.append(page.evaluate(VISIBLE))
    assert seen == [["fi-sv-1"], ["fi-sv-2"], ["fi-sv-2-years"], ["fi-sv-2"], ["fi-2"], ["fi-6"], ["fi-0"]]
    assert asked == [file.as_uri()]
    context.close()
