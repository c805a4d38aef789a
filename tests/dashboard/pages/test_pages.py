"""Every page in every language, made from the real data: status, title, language, one h1, links that lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from lxml.etree import XPath
from lxml.html import document_fromstring

from dashboard.context import urls
from dashboard.pages import Services, route
from dashboard.pages.routing import PAGES
from dashboard.web.html import to_html
from strategy.judging.evidence.verdict import ATTENTION_GROUPS, GROUPS, JUDGED_GROUPS, group_of
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import say

LINKS = XPath("//a/@href[. != '']", smart_strings=False)
IDS = XPath("//@id[. != '']", smart_strings=False)
MEASURES = XPath("//*[@data-measure != '']")
REGIONS = XPath("//*[@role = 'region']")
TEXT = XPath("//text()", smart_strings=False)


class Outline:
    """What a test asks of a page: its headings, links, measures and texts."""

    def __init__(self, html: str) -> None:
        page = document_fromstring(html)
        self.h1: list[str] = [heading.text_content() for heading in page.iter("h1")]
        self.links: list[str] = LINKS(page)
        self.ids: list[str] = IDS(page)
        self.measures: dict[str, str] = {m.get("data-measure"): m.get("data-status", "") for m in MEASURES(page)}
        self.regions: list[str] = [region.get("aria-label", "") for region in REGIONS(page)]
        self.text: list[str] = TEXT(page)


def outline(services: Services, address: str) -> Outline:
    path, _, query = address.partition("?")
    return Outline(to_html(route(path, query, services).body))


def addresses(services: Services, lang: str) -> Iterator[str]:
    strategy = services.store.release().strategy
    for page in PAGES:
        if page == "measure":
            yield from (urls.Address(lang, page, id_).path() for id_ in strategy.measures)
        elif page == "focus_area":
            yield from (urls.Address(lang, page, id_).path() for id_ in strategy.focus_areas)
        elif page == "sector":
            yield from (urls.Address(lang, page, id_).path() for id_ in strategy.sectors)
        elif page == "meeting":
            yield from (urls.Address(lang, page, id_).path() for id_ in services.store.release().meetings)
        else:
            yield urls.Address(lang, page).path()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_stands_in_every_language(services: Services, lang: str) -> None:
    """200, one h1, one id each, regions told apart, no unfilled text; every link leads to a page that exists."""
    leads: set[str] = set()
    pages = {address for other in LANGUAGES for address in addresses(services, other)}
    for address in addresses(services, lang):
        page = route(address, "", services)
        html = to_html(page.body)
        seen = Outline(html)
        assert page.status == 200, address
        assert page.lang == lang
        assert len(seen.h1) == 1, address
        assert seen.h1[0].strip(), address
        assert len(seen.ids) == len(set(seen.ids)), address
        assert len(seen.regions) == len(set(seen.regions) - {""}), address
        assert not re.search(r"\{[a-z_]+\}|None|Undefined", "".join(seen.text)), address
        leads |= {link for link in seen.links if link.startswith("/")}
    for link in leads:
        path, _, query = link.partition("#")[0].partition("?")
        if not path.startswith("/download"):
            address_read = urls.read(path, query)
            assert address_read is not None, link
            assert not address_read.unread, link
            assert path in pages, link


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_needs_attention_is_told_in_the_order_of_the_groups(services: Services, lang: str) -> None:
    """Nothing real is behind; what is slightly behind and what is not yet there are listed, in that order."""
    html = to_html(route(f"/{lang}", "", services).body)
    page = Outline(html.partition(f">{say(lang, 'overview.attention')}</h2>")[2].partition("</section>")[0])
    groups = [group_of(status) for status in page.measures.values()]
    assert groups
    assert groups == sorted(groups, key=ATTENTION_GROUPS.index)
    for group in ATTENTION_GROUPS:
        listed = outline(services, urls.Address(lang, "measures", group=group).href()).measures
        assert set(listed) <= set(page.measures), group


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_overview_counts_every_measure_of_the_strategy(services: Services, lang: str) -> None:
    strategy = services.store.release().strategy
    everything = 0
    for group in GROUPS:
        listed = outline(services, urls.Address(lang, "measures", group=group).href())
        own = [m for m in listed.measures if strategy.measures[m].role == "strategy"]
        everything += len(own)
    assert everything == 113
    assert "113" in "".join(outline(services, f"/{lang}").text)


def test_the_list_and_the_measure_page_tell_the_same_status(services: Services) -> None:
    listed = outline(services, "/fi/mittarit").measures
    assert len(listed) == 113
    for id_, status in listed.items():
        assert outline(services, f"/fi/mittari/{id_}").measures[id_] == status


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/fi/mittari/4.2-t1", "6,2 % (2011). Uusin luku on 10 vuotta vanha."),
        ("/sv/matare/4.2-t1", "6,2 % (2011). Den nyaste siffran är 10 år gammal."),
        ("/en/measure/4.2-t1?on=2015-12-31", "6.2% (2011). The newest figure is 4 years old."),
        ("/fi/mittari/4.2-t4?known=2019-06-30", "57,1 % (2015). Uusin luku on 6 vuotta vanha."),
        ("/sv/fokusomrade/4", "Den nyaste siffran är 10 år gammal."),
        ("/fi?on=2025-06-30", "Edellinen luku oli 363 henkilöä (10/2021). Uusin luku on 3 vuotta vanha."),
    ],
)
def test_a_series_that_has_ended_tells_its_age(services: Services, address: str, told: str) -> None:
    text = " ".join(" ".join(outline(services, address).text).split()).replace("\N{NO-BREAK SPACE}", " ")
    assert told in text


@pytest.mark.parametrize(
    "address", ["/fi", "/fi/mittari/4.2-t4", "/fi/mittari/5.3-t3", "/fi/mittari/4.2-t1?on=2013-12-31"]
)
def test_a_series_that_goes_on_tells_none(services: Services, address: str) -> None:
    path, _, query = address.partition("?")
    own = to_html(route(path, query, services).body).partition('id="beside"')[0]  # what is read beside it tells its own
    assert "vuotta vanha" not in " ".join(Outline(own).text)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/fi/mittari/3.2-g1", "Päätös Kaupunginvaltuusto, kesäkuu 2020"),
        ("/sv/matare/3.2-g2", "Beslut Stadsfullmäktige, juni 2020"),
        ("/en/measure/3.2-g1?on=2022-12-31", "Decision City council, June 2020"),
    ],
)
def test_a_moved_target_names_its_decision(services: Services, address: str, told: str) -> None:
    assert told in " ".join(outline(services, address).text)


def test_a_target_that_was_not_moved_yet_names_none(services: Services) -> None:
    assert "Päätös" not in outline(services, "/fi/mittari/3.2-g1?on=2019-12-31").text


SEARCHES = [
    # words as people type them      measures that must be found
    ("/fi/mittarit?q=asunto", {"3.3-a", "3.3-d"}),
    ("/fi/mittarit?q=asunnot", {"3.3-a", "3.3-d"}),
    ("/fi/mittarit?q=tyottomyys", {"4.2-g1"}),
    ("/fi/mittarit?q=työttömyys", {"4.2-g1"}),
    ("/fi/mittarit?q=T3", {"5.3-b"}),
    ("/fi/mittarit?q=1.3-c", {"1.3-c"}),
    ("/sv/matare?q=bostader", {"3.3-a"}),
    ("/sv/matare?q=bostäder", {"3.3-a"}),
    ("/sv/matare?q=skattesats", {"5.3-g1"}),
    ("/en/measures?q=dwellings", {"3.3-a"}),
]


@pytest.mark.parametrize(("address", "wanted"), SEARCHES)
def test_search_finds_words_as_people_type_them(services: Services, address: str, wanted: set[str]) -> None:
    assert wanted <= set(outline(services, address).measures)


def test_a_search_without_a_hit_says_so_in_words(services: Services) -> None:
    seen = outline(services, "/sv/matare?q=zzzz")
    assert not seen.measures
    assert "Inga mätare hittades" in "".join(seen.text)


LISTS = [
    # filter                          what every listed measure has in common
    ("group=behind", lambda v: v.headline.group == "behind"),
    ("group=judged", lambda v: v.headline.group in JUDGED_GROUPS),
    ("status=not_reported", lambda v: v.headline.status == "not_reported"),
    ("sector=sote", lambda v: "sote" in v.measure.sectors),
    ("focus_area=3", lambda v: v.measure.focus_area == "3"),
    ("has=nothing", lambda v: v.latest is None and v.measure.kind == "numeric"),
    ("focus_area=5&sector=sote", lambda v: v.measure.focus_area == "5" and "sote" in v.measure.sectors),
]


@pytest.mark.parametrize(("query", "common"), LISTS)
def test_a_list_holds_all_that_its_address_asks_for_and_nothing_else(
    services: Services, query: str, common: object
) -> None:
    from dashboard.data.verdicts import judge_all, page_day

    release = services.store.release()
    verdicts = judge_all(release, page_day(release.strategy, services.today()), None)
    wanted = {v.measure.id for v in verdicts.values() if v.measure.role == "strategy" and common(v)}  # type: ignore[operator]
    assert set(outline(services, f"/fi/mittarit?{query}").measures) == wanted


UNKNOWN = [
    "/fi/mittari/9.9-z",
    "/sv/matare/",
    "/fi/nothing",
    "/en/focus-area/6",
    "/fi/mittarit?sector=x",
    "/de",
    "/fi/a/b/c",
]


@pytest.mark.parametrize("address", UNKNOWN)
def test_what_does_not_exist_is_404_with_ways_on(services: Services, address: str) -> None:
    path, _, query = address.partition("?")
    page = route(path, query, services)
    if address == "/sv/matare/":
        assert page.status == 200  # the list: a trailing slash leads to the plain form
        return
    assert page.status == 404
    printed = to_html(page.body)
    assert Outline(printed).links
    menu = printed.partition("</nav>")[0]
    assert 'aria-current="page"' not in menu  # a reader who is nowhere is not on the overview


def test_what_cannot_be_read_of_an_address_is_named_on_the_page(services: Services) -> None:
    seen = outline(services, "/fi?on=2021-13-45&year=1")
    assert "on=2021-13-45" in "".join(seen.text)
    assert "year=1" in "".join(seen.text)


def test_the_strategys_own_words_stay_finnish_in_every_language(services: Services) -> None:
    for lang in LANGUAGES:
        html = to_html(route(urls.Address(lang, "measure", "1.3-c").path(), "", services).body)
        assert 'lang="fi"' in html
        assert "tavoite laskee väh. 3 %-yksikköä" in html


def test_publishers_go_by_their_names_in_the_language_of_the_page(services: Services) -> None:
    said = {"fi": "Tilastokeskus", "sv": "Statistikcentralen", "en": "Statistics Finland"}
    for lang, name in said.items():
        for page, id_ in (("overview", ""), ("sources", ""), ("measure", "3.3-t1")):
            html = to_html(route(urls.Address(lang, page, id_).path(), "", services).body)
            assert name in html, (lang, page)
            assert not any(f">{other}" in html or f" {other}," in html for other in said.values() if other != name)


def test_inferred_sectors_say_so_wherever_they_stand(services: Services) -> None:
    for lang, word in zip(LANGUAGES, ("(päätelty)", "(tolkning)", "(inferred)"), strict=True):
        assert word in to_html(route(urls.Address(lang, "measure", "1.3-c").path(), "", services).body)
        assert (
            word
            not in to_html(route(urls.Address(lang, "measure", "5.5-c").path(), "", services).body).partition("</dl>")[
                0
            ]
        )


def test_without_a_publisher_every_page_says_that_it_is_not_official(services: Services) -> None:
    for address in ("/fi", "/fi/painopiste/1", "/fi/mittari/1.3-c", "/fi/mittarit", "/fi/nothing"):
        assert "Ei kaupungin virallinen julkaisu" in to_html(route(address, "", services).body)


def test_a_year_draws_the_page_of_its_last_day(services: Services) -> None:
    assert "31.12.2019" in "".join(outline(services, "/fi?year=2019").text)
    assert outline(services, "/fi/mittari/3.3-a?year=2019").measures["3.3-a"] != ""


def test_the_revision_of_a_period_shows_both_values_with_their_days(services: Services) -> None:
    text = "".join(outline(services, "/fi/mittari/3.3-t1").text)
    for part in ("9\N{NO-BREAK SPACE}601", "9\N{NO-BREAK SPACE}615", "31.1.2019", "31.3.2019", "ennakkotieto"):
        assert part in text


def test_no_heading_of_a_measure_skips_a_level(services: Services) -> None:
    """Our own words of a measure that the strategy does not name have a heading over them."""
    unnamed = [m.id for m in services.store.release().strategy.measures.values() if not m.quote]
    assert unnamed
    for id_ in unnamed:
        main = to_html(route(f"/fi/mittari/{id_}", "", services).body)
        levels = [int(level) for level in re.findall(r"<h([1-6])", main)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), id_
