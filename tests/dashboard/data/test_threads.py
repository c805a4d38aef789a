"""What the threads of a process share may not have state of its own: sixteen of them get what one alone gets.

A table of every shared thing that is asked by many threads at once, the libraries' objects among them; then searches
over HTTP, whose answers are looked at as they are given and as they are kept.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import brotli
import pytest
from dash import Dash
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pptx import Presentation

from dashboard.context import urls
from dashboard.data import records, search, selection
from dashboard.data.cache import Cache
from dashboard.data.grid import read_view as read_grid
from dashboard.data.store import Release, Store
from dashboard.exports.tabular import ExportBook
from dashboard.pages import Services, route
from dashboard.web import compression
from dashboard.web.html import to_html
from strategy.model.vocabulary import LANGUAGES
from strategy.texts import formats
from strategy.texts.lookup import say

THREADS = 16
WORDS = (
    "asunnot tyottomyys bostad skola lapset palvelut kestävä henkilöstö vanhukset skattesats asukastyytyväisyys "
    "koulutus kirjasto hälsa ikäihmiset päiväkoti liikenne energi klimat ilmasto perheet nuoret tonttien elinvoima"
).split()


@pytest.fixture(autouse=True)
def _switching() -> Iterator[None]:
    """Let threads take turns fifty times as often as they do by themselves: what can go wrong then does."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 50)
    yield
    sys.setswitchinterval(usual)


def _slide(n: int) -> str:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = str(n)
    stream = io.BytesIO()
    deck.save(stream)
    return Presentation(stream).slides[0].shapes.title.text  # type: ignore[no-any-return]


def _workbook(n: int) -> str:
    book = ExportBook(title=str(n), subject="", author="")
    book.sheet("a").write_string(0, 0, str(n), book.bold)
    return str(load_workbook(io.BytesIO(book.close()))["a"]["A1"].value)


def _shelf(n: int) -> object:
    return SHELF.get(n % 7, lambda: f"made of {n % 7}")


def _asked(release: Release, n: int) -> object:
    measure = list(release.strategy.measures)[n % 20]
    return [row.value for row in release.rows(measure)]


SHELF = Cache(3)
"""Smaller than what is asked of it, so that things leave it all the time."""
SHARED: dict[str, Callable[[Release, int], object]] = {
    "snowball's stemmers": lambda _, n: search._stems(WORDS[n % len(WORDS)]),
    "a search": lambda release, n: [m.id for m in search.find(WORDS[n % 6], release.strategy)],
    "printed days": lambda _, n: formats.day(date(2020, 1, 1) + timedelta(n), "en"),
    "printed numbers": lambda _, n: formats.number(n * 1234.5, n % 3, LANGUAGES[n % 3], sign=True),
    "printed texts": lambda _, n: say(LANGUAGES[n % 3], "frame.built", day=str(n)),
    "parsed periods": lambda _, n: records._period(f"{1950 + n % 90}-{1 + n % 12:02}"),
    "addresses": lambda _, n: urls.read(f"/fi/mittari/1.{n % 9}-c", f"year={2018 + n % 4}&q=a{n}"),
    "conditions of the grid": lambda _, n: read_grid("", ("measure", "value", "")[n % 3]),
    "words of the grid": lambda release, n: selection.words(release.strategy, LANGUAGES[n % 3]),
    "a cursor of the database": _asked,
    "the shelf": lambda _, n: _shelf(n),
    "brotli": lambda _, n: brotli.decompress(compression.pack(f"{n}".encode() * 600, "br")),
    "python-pptx's template": lambda _, n: _slide(n),
    "xlsxwriter": lambda _, n: _workbook(n),
}
TURNS = {"python-pptx's template": 16, "xlsxwriter": 32, "words of the grid": 48, "a search": 32}


@pytest.fixture(scope="module")
def release(releases: object, services: Services) -> Release:
    return services.store.release()


@pytest.mark.parametrize("thing", SHARED)
def test_sixteen_threads_get_what_one_gets(release: Release, thing: str) -> None:
    ask, turns = SHARED[thing], range(TURNS.get(thing, 240))
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(lambda n: ask(release, n), turns))
    assert together == [ask(release, n) for n in turns]


TOKEN = re.compile(rb'"end_id":"[^"]*"')
"""Dash's own mark of a document, different in each that is drawn."""


def text_of(client: FlaskClient, address: str, encoding: str = "") -> tuple[int, bytes]:
    """Status and text of a page without Dash's mark."""
    response = client.get(address, headers={"Accept-Encoding": encoding} if encoding else {})
    body = brotli.decompress(response.data) if encoding == "br" else response.data
    return response.status_code, TOKEN.sub(b"", body)


def test_searches_side_by_side_find_the_same_and_keep_the_same(
    app: Dash, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many of them: none fails, none finds other measures, and neither does any answer that is kept for later."""
    monkeypatch.setattr(
        app, "services", Services(Store(services.store.release().file.parent), services.settings, services.today)
    )
    addresses = [f"/{lang}/{word}?q={q}" for lang, word in (("fi", "mittarit"), ("sv", "matare")) for q in WORDS[::2]]
    alone = {address: text_of(app.server.test_client(), address) for address in addresses}
    asked = [addresses[n * 7 % len(addresses)] for n in range(192)]
    with ThreadPoolExecutor(THREADS) as pool:
        # a sixth goes around what is kept, so that words are stemmed all the time
        answers = list(pool.map(lambda p: text_of(app.server.test_client(), p[1], "br" if p[0] % 6 else ""),
                                enumerate(asked)))  # fmt: skip
    assert {status for status, _ in answers} == {200}
    assert [a for a, found in zip(asked, answers, strict=True) if found != alone[a]] == []
    kept = {address: text_of(app.server.test_client(), address, "br") for address in addresses}
    assert kept == alone


PAGES = ("/fi", "/sv/matare/3.3-a", "/en/years", "/fi/aineisto", "/sv/andringar", "/en/method", "/fi/toimiala/sote")


def test_pages_side_by_side_are_the_pages_drawn_alone(services: Services) -> None:
    """Drawn anew each time, on a release whose judgements, words and parts are not made yet."""
    fresh = Services(Store(services.store.release().file.parent), services.settings, services.today)
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(lambda n: to_html(route(PAGES[n % 7], "", fresh).body), range(56)))
    assert together == [to_html(route(PAGES[n % 7], "", services).body) for n in range(56)]
