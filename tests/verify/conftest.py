"""Two dashboards as in production, of real and of made-up figures, and one Chromium that looks at both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.data.store import Store
from dashboard.pages import Services
from dashboard.settings import Settings
from strategy.model.vocabulary import LANGUAGES
from tests.browser.conftest import browser
from tests.browser.test_walk import Visit
from tests.dashboard.running import running
from tests.verify import addresses

__all__ = ["browser"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that stands in this folder is the slow matrix, and is left out where nobody asks for it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.verify)
            item.add_marker(pytest.mark.timeout(LONGEST))


@dataclass(frozen=True, slots=True)
class Place:
    """A running dashboard, and what its pages are made from."""

    name: str
    """`real` or `demo`."""
    server: str
    """Its address, such as http://127.0.0.1:40123."""
    services: Services

    def pages(self, lang: str) -> list[str]:
        """Every page that the matrix looks at, in one language."""
        return addresses.pages(self.services, lang)

    def mixed(self) -> list[str]:
        """Every page once, its language taking turns."""
        return _in_turn([self.pages(lang) for lang in LANGUAGES])

    def types(self) -> list[str]:
        """A page of each type, its language taking turns."""
        return _in_turn([addresses.page_types(self.services, lang) for lang in LANGUAGES])


def _in_turn(by_language: list[list[str]]) -> list[str]:
    return [row[i % len(row)] for i, row in enumerate(zip(*by_language, strict=True))]


@pytest.fixture(scope="session", params=["real", "demo"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """The dashboard of real figures, then that of made-up ones."""
    folder: Path = request.getfixturevalue("releases" if request.param == "real" else "made_up_releases")
    with running(folder) as server:
        yield Place(request.param, server, Services(Store(folder), Settings()))


@pytest.fixture
def tab(browser: Browser, place: Place) -> Iterator[Visit]:
    """A tab that ends without having asked another host for anything."""
    made = Visit(browser, place.server)
    yield made
    assert made.foreign == []
    made.page.close()


LONGEST = 1800
"""Seconds; one test walks through a whole dashboard, which takes minutes where the machine has other work."""
DRAWN = """() => [...document.querySelectorAll('.drawing')].every(place =>
    place.querySelector('.graph:not(.waiting) .main-svg'))
    && (!document.querySelector('.ag-root') || document.querySelector('.ag-center-cols-container .ag-row'))"""


def settle(tab: Visit, address: str) -> None:
    """Go to a page and wait until Dash has taken it over and what is drawn by scripts stands."""
    page = tab.taken_over(address)
    page.wait_for_function(DRAWN)


def told(name: str, n: int, total: int, address: str) -> None:
    """A line of progress for whoever waits."""
    print(f"  {name} {n}/{total} {address}", flush=True)


def nothing(found: Mapping[str, Sequence[object]]) -> None:
    """Fail with every finding and where it is."""
    lines = [f"{where}: {what}" for where, every in found.items() for what in every]
    if lines:
        pytest.fail(f"{len(lines)} findings\n" + "\n".join(lines), pytrace=False)
