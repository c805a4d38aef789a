"""A word of ten thousand letters, wherever a catalogue may have one, makes no page wider than its window."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.data.store import Store
from dashboard.pages import Services
from dashboard.settings import Settings
from tests.conftest import ROOT, TODAY
from tests.dashboard.running import running
from tests.verify import addresses

WORD = "sana" * 2_500
WIDTHS = (1280, 390)


@dataclass(frozen=True, slots=True)
class Place:
    server: str
    services: Services


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The small folder, every name, definition, title and note in it one such word with its own first letters."""
    folder = tmp_path_factory.mktemp("long")
    data = Path(shutil.copytree(ROOT / "tests" / "fixtures" / "small", folder / "data"))
    for file in (data / "catalogue").rglob("*.toml"):
        text = re.sub(r'((?:^|[{, ])(?:fi|sv|en|title|publisher|owner|quote) *= *")([^"]+)"', rf'\1\2{WORD}"',
                      file.read_text("utf-8"), flags=re.MULTILINE)  # fmt: skip
        file.write_text(text, "utf-8")
    command = [sys.executable, "-m", "etl", "build", "--data", str(data), "--out", str(folder / "releases")]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    with running(folder / "releases", TYOPOYTA_PUBLISHER=f"Julkaisija {WORD}") as server:
        yield Place(server, Services(Store(folder / "releases"), Settings(), lambda: TODAY))


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(browser: Browser, place: Place, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wide = {}
    for address in addresses.page_types(place.services, "fi"):
        page.goto(place.server + address)
        page.wait_for_selector("#react-entry-point h1, .laid-out #printed h1, .wall h1")
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[address] = (found, page.evaluate(WIDEST, width))
    page.close()
    assert wide == {}


WIDEST = """width => [...document.querySelectorAll('#react-entry-point *, #printed *')]
    .filter(e => e.getBoundingClientRect().right > width + 1)
    .slice(-6).map(e => e.tagName + '.' + e.className + ' in ' + e.parentElement.className)"""
