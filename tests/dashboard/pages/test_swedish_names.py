"""What has a Swedish name goes by it wherever Swedish is read: pages, their helps and grids, files, workbooks."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser

import pypdfium2
import pytest
from flask.testing import FlaskClient

from dashboard.data import selection
from dashboard.pages import route
from dashboard.pages.routing import Services
from dashboard.web.html import to_html
from strategy.model import Strategy
from tests.dashboard.exports.reading import ALL, get
from tests.dashboard.pages.test_pages import addresses

VOID = ("br", "img", "input", "link", "meta", "hr", "col", "path", "line", "circle", "rect")
TAG = re.compile(r"<[^>]*>")


class Swedish(HTMLParser):
    """The text of a page that its markup calls Swedish: a title or a quote in Finnish says that it is."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self._langs = ["sv"]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._langs.append(dict(attrs).get("lang") or self._langs[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content changes no language."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._langs.pop()

    def handle_data(self, data: str) -> None:
        if self._langs[-1] == "sv":
            self.text.append(data)


def names(strategy: Strategy) -> dict[str, str]:
    """The Finnish names that have another form in Swedish: of publishers, areas and sectors."""
    sources = strategy.sources.values()
    said = [pair for s in sources for pair in zip(s.publishers_in("fi"), s.publishers_in("sv"), strict=True)]
    said += [(area.name.fi, area.name.sv) for area in strategy.areas.values()]
    said += [(sector.name.fi, sector.name.sv) for sector in strategy.sectors.values()]
    return {fi: sv for fi, sv in said if fi != sv}


def found(text: str, strategy: Strategy) -> list[str]:
    """The Finnish names in a text, but in titles, addresses and quotes, which are as they were written, and in the
    two names under which the city stands at the head of every page."""
    home = strategy.areas[strategy.home].name
    own = {f"{home.fi} · {home.sv}", *(m.quote for m in strategy.measures.values())}
    own |= {action.quote for action in strategy.actions.values()}
    own |= {words for s in strategy.sources.values() for words in (s.title, s.table or "", s.url or "")}
    for words in sorted(filter(None, own), key=len, reverse=True):
        text = text.replace(words, "")
    return [name for name in names(strategy) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def inside(file: bytes) -> Iterator[str]:
    """The text of a file, or of each part of a workbook or a slide, without its markup."""
    if file.startswith(b"%PDF-"):
        yield from (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))
        return
    if not zipfile.is_zipfile(io.BytesIO(file)):
        yield html.unescape(TAG.sub(" ", file.decode("utf-8-sig")))
        return
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        for part in parts.namelist():
            if part.endswith(".xml"):
                yield html.unescape(TAG.sub(" ", parts.read(part).decode("utf-8")))


def test_no_swedish_page_has_a_finnish_name(services: Services) -> None:
    strategy = services.store.release().strategy
    told = {}
    for address in addresses(services, "sv"):
        page = Swedish(to_html(route(address, "", services).body))
        told[address] = found(" ".join(page.text), strategy)
    assert {address: wrong for address, wrong in told.items() if wrong} == {}


@pytest.mark.parametrize("file", [file for file in ALL if not file.endswith((".duckdb", ".zip"))])
def test_no_swedish_file_has_a_finnish_name(client: FlaskClient, services: Services, file: str) -> None:
    strategy = services.store.release().strategy
    parts = list(inside(get(client, f"{file}?lang=sv").get_data()))
    assert any(part.strip() for part in parts)
    assert [name for part in parts for name in found(part, strategy)] == []


def test_the_licences_in_a_swedish_package_have_no_finnish_name(client: FlaskClient, services: Services) -> None:
    with zipfile.ZipFile(io.BytesIO(get(client, "datapackage.zip?lang=sv").get_data())) as parts:
        (licences,) = [parts.read(name).decode() for name in parts.namelist() if name.endswith("LICENCES.md")]
    assert "Statistikcentralen" in licences
    assert found(licences, services.store.release().strategy) == []


def test_the_grid_filters_by_swedish_names(services: Services) -> None:
    strategy = services.store.release().strategy
    sources = selection.words(strategy, "sv")["source"].values()
    assert any(words.startswith("Statistikcentralen: ") for words in sources)
    assert found(" ".join(sources), strategy) == []


def test_a_finnish_name_is_found(services: Services) -> None:
    strategy = services.store.release().strategy
    assert found("Tilastokeskus: Befolkning", strategy) == ["Tilastokeskus"]
    assert found("Siffror från Espoo och Esbo", strategy) == ["Espoo"]
    assert "".join(Swedish('<p>Källa: <span lang="fi">Tilastokeskus</span> 2021</p>').text) == "Källa:  2021"
