"""The dashboard below a path, such as /tila/ behind a proxy: its pages, links, scripts, callbacks and files too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.data.store import Store
from dashboard.pages import Services
from dashboard.settings import Settings
from strategy.model.vocabulary import LANGUAGES
from tests.browser.test_walk import Visit
from tests.dashboard.running import ask, running
from tests.verify import addresses
from tests.verify.conftest import nothing, settle

BASE = "/tila"
LINKS = "[...document.querySelectorAll('[href], [src], [action]')].flatMap(e => [e.href, e.src, e.action])"


@pytest.fixture(scope="module")
def below(releases: Path) -> Iterator[str]:
    """The address of a server whose pages stand below /tila/."""
    with running(releases, TYOPOYTA_BASE=f"{BASE}/") as server:
        yield server + BASE


@pytest.fixture
def visit(browser: Browser, below: str) -> Iterator[Visit]:
    """A tab in which any request that is not below the path counts as foreign."""
    tab = Visit(browser, below)
    yield tab
    assert tab.foreign == []
    assert [fault for fault in tab.faults if "404" not in fault] == []
    tab.page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_type_of_page_and_every_link_on_it(visit: Visit, below: str, releases: Path, lang: str) -> None:
    services = Services(Store(releases), Settings())
    found: dict[str, list[object]] = {}
    asked: set[str] = set()
    for address in addresses.page_types(services, lang):
        settle(visit, address)
        links = {str(link).partition("#")[0] for link in visit.page.evaluate(LINKS) if isinstance(link, str)}
        own = {link for link in links if urlsplit(link).netloc == urlsplit(below).netloc}
        found[address] = [link for link in own if not link.startswith(f"{below}/")]
        found[address] += _broken(_one_of_each(own) - asked - {below + address})
        asked |= _one_of_each(own)
    assert len(asked) > 30
    nothing(found)


def _one_of_each(links: set[str]) -> set[str]:
    """One link for each page or file and set of query keys: the rest differ by an id that other tests look up."""
    kinds: dict[tuple[str, str], str] = {}
    for link in sorted(links):
        parts = urlsplit(link)
        keys = ",".join(sorted(pair.partition("=")[0] for pair in parts.query.split("&")))
        kinds.setdefault((parts.path.rpartition("/")[0] + parts.path[-4:], keys), link)
    return set(kinds.values())


def _broken(links: set[str]) -> list[str]:
    statuses = {link: _status(link) for link in sorted(links)}
    return [f"{status}: {link}" for link, status in statuses.items() if status != 200]


def _status(link: str) -> int:
    try:
        return ask(link)[0]
    except UnicodeDecodeError:  # a file that is no text was answered
        return 200


def test_callbacks_language_and_downloads(visit: Visit, below: str) -> None:
    """The grid gets its rows, a link of the language leads below the path, search finds, and a file comes."""
    settle(visit, "/fi/aineisto?filter=measure:=3.3-a")
    page = visit.page
    expect(page.locator(".ag-center-cols-container .ag-cell[col-id=measure] a").first).to_be_visible()
    page.locator(".languages a[lang=sv]").click()
    page.wait_for_url(f"{below}/sv/data?**")
    page.goto(f"{below}/fi")
    page.locator("input[name=q]").fill("asunto")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{below}/fi/mittarit?q=asunto")
    expect(page.locator("[data-measure='3.3-a']")).to_be_visible()
    settle(visit, "/fi/mittari/3.3-a")
    assert _taken(page, "PNG").endswith(".png")
    assert _taken(page, "XLSX").endswith(".xlsx")


def _taken(page: Page, word: str) -> str:
    with page.expect_download(timeout=20_000) as waiting:
        page.locator("nav.downloads a", has_text=word).first.click()
    return waiting.value.suggested_filename
