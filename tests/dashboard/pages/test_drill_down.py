"""Drilling down by links alone: each is seen on the page that is served, and few lead to any selection."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.context import urls
from dashboard.context.measure_selection import SELECTING
from strategy.texts.lookup import say

_LINK = re.compile(r'<a (?=[^>]*href="([^"]+)")([^>]*)>(.*?)</a>', re.DOTALL)
_HIDDEN = re.compile(r"<details.*?</details>", re.DOTALL)
WANTED = {"focus_area": "3", "sector": "yhdyskunta", "on": "2019-12-31", "as": "charts"}


def served(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    words = answer.get_data(as_text=True).replace("\N{SOFT HYPHEN}", "")
    return words.partition('<div id="react-entry-point">')[0]


def seen(html: str) -> list[str]:
    """The links that no closed menu hides. The row of filters stands open on a screen; its menus do not."""
    opened = re.sub(
        r'<details class="filter-fold">(.*?)(?=<div class="filter-result">)', _without_menus, html, flags=re.DOTALL
    )
    return [unescape(href) for href, *_ in _LINK.findall(_HIDDEN.sub("", opened)) if href.startswith("/")]


def _without_menus(row: re.Match[str]) -> str:
    return _HIDDEN.sub("", row[1].removesuffix("</details>"))


def state(address: str) -> dict[str, str]:
    """What a page shows, as keys: a page's own id is a choice, too, and charts may stand unasked."""
    path, _, query = address.partition("#")[0].partition("?")
    read = urls.read(path, query)
    if read is None:
        return {}
    keys = dict(read.query())
    if read.page in ("focus_area", "sector"):
        keys[read.page] = read.id
    if read.page in SELECTING and read.page != "data":
        keys["as"] = read.form or urls.FORMS[read.page][0]
    return keys


def _nearness(keys: dict[str, str]) -> int:
    """How much of what is wanted stands, less what stands in its way."""
    return sum(1 if keys[key] == value else -1 for key, value in WANTED.items() if key in keys)


def clicks(client: FlaskClient, start: str, most: int) -> int:
    """How many links lead from a page to the wanted selection; from each page the nearest few, and home, are tried."""
    reached, tried = [start], {start}
    for n in range(1, most + 1):
        further: list[str] = []
        for address in reached:
            leads = {href: state(href) for href in seen(served(client, address))}
            if any(WANTED.items() <= keys.items() for keys in leads.values()):
                return n
            new = sorted((href for href in leads if href not in tried), key=lambda href: -_nearness(leads[href]))
            further += [*new[:3], *(href for href in new[3:] if href == "/fi")]
            tried.update(further)
        reached = further
    return most + 1


@pytest.mark.parametrize(
    ("start", "most"),
    [("/fi", 3), ("/fi/painopiste/1", 4), ("/fi/toimiala/sote", 4), ("/fi/mittarit", 4), ("/fi/vuodet", 4),
     ("/fi/muutokset", 4), ("/fi/aineisto", 4), ("/fi/mittari/5.3-g1", 4), ("/fi/menetelma", 4)],
)  # fmt: skip
def test_any_selection_is_few_links_away(client: FlaskClient, start: str, most: int) -> None:
    """Focus area 3, sector yhdyskunta, end of 2019, as charts."""
    assert clicks(client, start, most) <= most


def test_the_selection_is_drawn(client: FlaskClient) -> None:
    html = served(client, "/fi/painopiste/3?sector=yhdyskunta&year=2019")
    assert 'class="card"' in html
    assert "31.12.2019" in html
    assert "Vihreä kävelykaupunki: Yhdyskuntatoimi · 31.12.2019" in html


@pytest.mark.parametrize("page", SELECTING)
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_page_has_the_row_and_says_what_it_cannot_use(client: FlaskClient, lang: str, page: str) -> None:
    id_ = {"focus_area": "3", "sector": "sote"}.get(page, "")
    html = served(client, urls.Address(lang, page, id_, compare=("049",)).href())
    row = html[html.index('id="filters"') : html.index('class="filter-result"')]
    assert ('id="filter-focus_area"' in row) == (page != "focus_area")
    assert ('id="filter-sector"' in row) == (page != "sector")
    assert 'id="filter-group"' in row
    assert say(lang, "filters.unusable", parts=f"{say(lang, 'filters.key.compare')} (049)") in html
    assert all("nofollow" in rest for _, rest, _ in _LINK.findall(row))


CHOSEN = [
    # address                                              told count, chips
    ("/fi/mittarit", []),
    ("/fi?sector=sote", ["Sosiaali- ja terveystoimi"]),
    ("/fi/mittarit?q=asunto&group=no_figure", ["tieto puuttuu", "haku: asunto", "Poista kaikki"]),
    ("/fi/painopiste/3?sector=yhdyskunta&on=2019-06-30&known=2020-01-01",
     ["Yhdyskuntatoimi", "30.6.2019", "tiedossa 1.1.2020", "Poista kaikki"]),
]  # fmt: skip


@pytest.mark.parametrize(("address", "chips"), CHOSEN)
def test_what_is_chosen_comes_off_one_by_one(client: FlaskClient, address: str, chips: list[str]) -> None:
    html = served(client, address)
    listed = re.search(r'<ul class="filter-chosen">(.*?)</ul>', html, re.DOTALL)
    links = _LINK.findall(listed[1]) if listed else []
    names = [re.sub(r"<[^>]+>", "", name).removeprefix(say("fi", "filters.take_off")).strip() for *_, name in links]
    assert names == chips
    asked = set(urls.read(*_split(address)).query())  # type: ignore[union-attr]
    for href, *_ in links[: len(asked)]:
        left = set(urls.read(*_split(unescape(href))).query())  # type: ignore[union-attr]
        assert len(asked - left) == 1
        assert left < asked


def _split(address: str) -> tuple[str, str]:
    path, _, query = address.partition("?")
    return path, query


def test_the_data_page_counts_the_rows_of_the_chosen_measures(client: FlaskClient) -> None:
    """Its rows, the grid's first ones, and its download: those of the sector alone, beside the grid's own filter."""
    file = client.get("/download/observations.csv?lang=fi&focus_area=3&sector=yhdyskunta")
    lines = file.get_data(as_text=True).splitlines()[1:]
    assert lines
    measures = {line.split(";")[0].strip('"\ufeff') for line in lines}
    html = served(client, "/fi/aineisto?focus_area=3&sector=yhdyskunta")
    assert f"{len(lines):,} riviä".replace(",", "\N{NO-BREAK SPACE}") in html
    assert all(name.startswith("3.") for name in measures if name[:1].isdigit())


def test_robots_read_plain_pages_alone(client: FlaskClient) -> None:
    told = client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /*?" in told
    assert "Sitemap: http://localhost/sitemap.xml" in told  # this machine's own name is known to be ours
    sitemap = client.get("/sitemap.xml").get_data(as_text=True)
    found = re.findall(r"<loc>http://localhost(/[^<]+)</loc>", sitemap)
    assert "/sv/fokusomrade/3" in found
    assert not any("?" in address for address in found)
    assert client.get(found[-1]).status_code == 200
    elsewhere = {"Host": "anyone.example"}
    assert "Sitemap" not in client.get("/robots.txt", headers=elsewhere).get_data(as_text=True)
    assert client.get("/sitemap.xml", headers=elsewhere).status_code == 404
