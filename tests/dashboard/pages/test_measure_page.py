"""A measure's page: the large figures first, facts in the order a person asks, ids in texts as links."""

from __future__ import annotations

import re

import pytest

from dashboard.components import with_links
from dashboard.context import Address, Context, urls
from dashboard.data import release
from dashboard.data.store import Release, Store
from dashboard.pages import Services, route
from dashboard.settings import Settings
from dashboard.web.html import to_html
from strategy.model.vocabulary import LANGUAGES
from tests.conftest import TODAY


def html_of(services: Services, path: str, query: str = "") -> str:
    return to_html(route(path, query, services).body)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def test_the_large_figures_come_before_the_sentence_and_the_chart(services: Services) -> None:
    html = html_of(services, "/fi/mittari/3.2-g1", "on=2019-12-31")
    places = [html.index(mark) for mark in ("<h1", 'class="figures-row"', 'class="verdict"', 'id="kuvio"', "<aside")]
    assert places == sorted(places)
    row = html.partition('class="figures-row"')[2].partition("</dl>")[0]
    assert plain(row).startswith("> Luku ")
    assert "Tavoite ≥ 60 %" in plain(row)


# fmt: off
FACTS = [
    # measure                       the terms of its facts, in their order
    ("/fi/mittari/3.2-g1",          ["Tavoite", "Vastuutaho", "Seuraava luku viimeistään", "Lähtötaso"]),
    ("/fi/mittari/1.1-a",           ["Tavoite", "Vastuutaho"]),
    ("/fi/mittari/5.3-t1",          ["Vastuutaho", "Seuraava luku viimeistään"]),
]
# fmt: on


@pytest.mark.parametrize(("path", "first"), FACTS)
def test_facts_stand_in_the_order_a_person_asks(services: Services, path: str, first: list[str]) -> None:
    aside = html_of(services, path).partition("<aside")[2].partition("</aside>")[0]
    terms = re.findall(r"<dt[^>]*>([^<]*)</dt>", aside)
    assert terms[: len(first)] == first
    assert "numeerinen" not in aside
    assert "ei määritelty" not in aside


@pytest.mark.parametrize(("path", "says"), [("/fi/mittari/5.3-g1", False), ("/fi/mittari/5.3-b", True)])
def test_of_a_bound_for_each_year_lower_is_not_said_to_be_better(services: Services, path: str, *, says: bool) -> None:
    assert ("pienempi on parempi" in plain(html_of(services, path))) is says


# fmt: off
LINKED = [
    # text                                       what of it are links
    ("Katso 1.1-b.",                             ["1.1-b"]),
    ("1.1-b:n luku ja 2.1-t1 sekä 1.1-b",        ["1.1-b", "2.1-t1", "1.1-b"]),
    ("(1.1-b)",                                  ["1.1-b"]),
    ("tämä itse on 1.1-a",                       []),
    ("9.9-z ei ole mittari",                     []),
    ("1.1-b2, 11.1-b, 1.1-bc, x1.1-b, 1.1-b-c",  []),
    ("2020.1.1-b ja 1.1-b.5",                    []),
    ("<b>1.1-b</b>",                             ["1.1-b"]),
    ("",                                         []),
]
# fmt: on


@pytest.mark.parametrize(("text", "linked"), LINKED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_ids_in_texts_lead_to_their_measures(text: str, linked: list[str], lang: str, koivula: Release) -> None:
    """In the page's language, on the page's day, and nothing of the text is lost."""
    address = urls.read(urls.Address(lang, "measure", "1.1-a").path(), "on=2021-06-30")
    assert address is not None
    context = Context.of(address, koivula, Settings(base="/tila/"), TODAY)
    pieces = with_links(context, text)
    links = [piece for piece in pieces if not isinstance(piece, str)]
    assert [link.children for link in links] == linked
    word = urls.WORDS["measure"][LANGUAGES.index(lang)]
    assert [getattr(link, "href", "") for link in links] == [
        f"/tila/{lang}/{word}/{id_}?on=2021-06-30" for id_ in linked
    ]
    assert "".join(piece if isinstance(piece, str) else piece.children for piece in pieces) == text


# fmt: off
BESIDE = [
    # page                          day           charts, rows and folded: at the least
    ("/fi/mittari/3.2-g2",          "2021-12-31", {"3.2-g1", "3.2-t1"}, {"3.2-t2"}, {"3.2-a"}),
    ("/sv/matare/4.2-i",            "2021-12-31", {"4.2-t1", "4.2-t3"}, set(),      {"4.2-a"}),
    # a figure after the page's day is not there yet
    ("/fi/mittari/3.2-g2",          "2000-12-31", set(),                set(),      {"3.2-t7", "3.2-t2"}),
]
# fmt: on


@pytest.mark.parametrize(("path", "day", "charts", "rows", "folded"), BESIDE)
def test_what_is_read_beside_a_measure(
    services: Services, path: str, day: str, charts: set[str], rows: set[str], folded: set[str]
) -> None:
    """Each other measure of the goal once: with a history as a chart, with one figure as a row, the rest folded."""
    section = html_of(services, path, f"on={day}").partition('id="beside"')[2].partition("</section>")[0]
    opened, _, closed = section.partition('<details class="fold"')
    cards = [ref for card in section.split("<article")[1:] for ref in re.findall(r'class="ref">([^<]+)', card)[:1]]
    others = re.findall(r'data-measure="([^"]+)"', section)
    strategy = services.store.release().strategy
    here = path.rpartition("/")[2]
    goal = {m.id for m in strategy.of_goal(strategy.measures[here].goal)} - {here}
    assert sorted([*cards, *others]) == sorted(goal)
    assert charts <= set(cards)
    assert rows <= set(re.findall(r'data-measure="([^"]+)"', opened))
    assert folded <= set(re.findall(r'data-measure="([^"]+)"', closed))


def test_the_actions_of_the_goal_are_read_beside_a_measure(services: Services) -> None:
    """Those that stand beside the measure itself have a section of their own, and are not said twice."""
    measure = next(m for m in services.store.release().strategy.measures.values() if m.actions)
    html = html_of(services, f"/fi/mittari/{measure.id}")
    section = html.partition('id="beside"')[2].partition("</section>")[0]
    assert not any(f">{action}<" in section for action in measure.actions)


@pytest.mark.parametrize(("lang", "said"), [("fi", "Mittarista on"), ("sv", "Mätaren har"), ("en", "This measure has")])
def test_a_page_of_very_many_rows_says_that_it_shows_the_newest(
    services: Services, lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Address(lang, "measure", "3.3-t1").path()
    fresh = Services(Store(services.store.release().file.parent), services.settings, services.today)
    assert said not in to_html(route(path, "", fresh).body)
    monkeypatch.setattr(release, "MOST_ROWS", 50)
    monkeypatch.setattr(release, "NEWEST_ROWS", 40)
    assert said in to_html(route(path, "", fresh).body)
