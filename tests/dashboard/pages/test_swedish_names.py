"""What has a Swedish name goes by it wherever Swedish is read: pages, their helps and grids, files, workbooks."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

import pypdfium2
import pytest
from flask.testing import FlaskClient
from lxml.etree import XPath
from lxml.html import document_fromstring

from dashboard.data import selection
from dashboard.pages import route
from dashboard.pages.routing import Services
from dashboard.web.html import to_html
from strategy.model import Strategy
from tests.dashboard.exports.reading import ALL, address_of, get
from tests.dashboard.pages.test_pages import addresses

SWEDISH = XPath("//text()[not(ancestor::*[@lang][1]/@lang != 'sv')]", smart_strings=False)
TAG = re.compile(r"<[^>]*>")


def swedish(page: str) -> list[str]:
    """The texts of a page that its markup calls Swedish: a title or a quote in Finnish says that it is."""
    texts: list[str] = SWEDISH(document_fromstring(page))
    return texts


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
        page = to_html(route(address, "", services).body)
        told[address] = found(" ".join(swedish(page)), strategy)
    assert {address: wrong for address, wrong in told.items() if wrong} == {}


@pytest.mark.parametrize("file", [file for file in ALL if not file.endswith((".duckdb", ".zip"))])
def test_no_swedish_file_has_a_finnish_name(client: FlaskClient, services: Services, file: str) -> None:
    strategy = services.store.release().strategy
    parts = list(inside(get(client, address_of(file, "sv")).get_data()))
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
    assert "".join(swedish('<p>Källa: <span lang="fi">Tilastokeskus</span> 2021</p>')) == "Källa:  2021"
