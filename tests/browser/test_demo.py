"""A walk through the demo: every page says that its figures are made up, on screen, in charts and on paper."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_walk import Visit, axe
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

WORDS = {"fi": "keksityt luvut", "sv": "påhittade siffror", "en": "made-up figures"}
PAGES = [
    "/fi", "/sv/fokusomrade/3", "/en/measures?group=behind", "/sv/matare/1.2-a", "/en/measure/1.3-m", "/fi?year=2019",
    "/sv/saknas",
]  # fmt: skip


@pytest.fixture(scope="module")
def demo(made_up_releases: Path) -> Iterator[str]:
    """The demo, served by a process of its own: a process has one app, and that one shows the real data."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"TYOPOYTA_RELEASES": str(made_up_releases), "PORT": str(port), "HOST": "127.0.0.1"}
    command = [sys.executable, "-m", "dashboard", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/readyz", process)
        yield address
        process.terminate()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(120):
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"{address} did not answer")


@pytest.fixture
def visit(browser: Browser, demo: str) -> Callable[..., Visit]:
    return lambda **how: Visit(browser, demo, **how)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_so_on_screen_and_on_paper(visit: Callable[..., Visit], address: str) -> None:
    tab = visit()
    page = tab.taken_over(address)
    words = WORDS[address[1:3]]
    assert words in page.title()
    expect(page.locator(".made-up strong")).to_have_text(f"{words.capitalize()}.")
    page.emulate_media(media="print")
    expect(page.locator(".made-up strong")).to_be_visible()
    assert [f for f in tab.faults if not (address == "/sv/saknas" and "404" in f)] == []
    assert tab.foreign == []
    page.close()


@pytest.mark.parametrize(("address", "width"), [("/fi/mittari/3.3-x1", 390), ("/sv/matare/2.1-t4", 1440)])
def test_the_chart_says_so_as_drawn_and_as_touched(visit: Callable[..., Visit], address: str, width: int) -> None:
    words = WORDS[address[1:3]]
    printed = visit(width=width, scripts=False)
    expect(printed.go(address).locator("figure svg text:visible", has_text=words).first).to_be_visible()
    touched = visit(width=width)
    page = touched.taken_over(address)
    expect(page.locator(".js-plotly-plot .annotation-text", has_text=words)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    printed.page.close()
    page.close()


@pytest.mark.parametrize(("address", "width"), [("/fi", 1440), ("/sv/fokusomrade/1", 390)])
def test_axe_finds_nothing(visit: Callable[..., Visit], address: str, width: int) -> None:
    page = visit(width=width).taken_over(address)
    found = axe(page)
    page.close()
    assert found == []
