"""Every page and chart of the demo says in its language that the figures are made up; no page of real data does."""

from __future__ import annotations

import json

import pytest

from dashboard.charts.drawing.svg import svg
from dashboard.components.figures import chart_of
from dashboard.context.context import Context
from dashboard.context.urls import Address
from dashboard.pages import Services, route
from dashboard.web.html import to_html
from demo.folder import stories
from strategy.model.vocabulary import LANGUAGES
from tests.dashboard.charts.scenes import plotted
from tests.dashboard.pages.test_pages import Outline, addresses

WORDS = {"fi": "keksityt luvut", "sv": "påhittade siffror", "en": "made-up figures"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_says_so_in_its_title_and_text(made_up_desk: Services, lang: str) -> None:
    """Every page in one language or another, every kind of page in each."""
    missing = Address(lang, "overview").path() + "/9"
    everything = list(addresses(made_up_desk, lang))
    measures = [address for address in everything if "-" in address.rpartition("/")[2]]
    others = [address for address in everything if address not in measures]
    for address in (*others, *measures[LANGUAGES.index(lang) :: len(LANGUAGES)], missing):
        page = route(address, "", made_up_desk)
        text = "".join(Outline(to_html(page.body)).text)
        assert WORDS[lang] in page.title, address
        assert (WORDS[lang] if page.wall else f"{WORDS[lang].capitalize()}.") in text, address


def test_every_measure_is_listed_with_the_status_of_its_story(made_up_desk: Services) -> None:
    listed = Outline(to_html(route(Address("en", "measures").path(), "", made_up_desk).body)).measures
    told = {measure: story.shows for measure, story in stories().items()}
    assert listed == {measure: told[measure] for measure in listed}
    measures = made_up_desk.store.release().strategy.measures
    assert {measures[other].role for other in set(told) - set(listed)} == {"context"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_says_so_in_both_drawings_label_caption_and_table(made_up_desk: Services, lang: str) -> None:
    context = Context.of(
        Address(lang, "overview"), made_up_desk.store.release(), made_up_desk.settings, made_up_desk.today()
    )
    for measure in context.strategy.measures.values():
        chart = chart_of(context, measure, long=True)
        drawn = [svg(chart, width=360, height=170, small=True), svg(chart, width=820, height=400)]
        assert all(f">{WORDS[lang]}</text>" in drawing for drawing in drawn), measure.id
        assert WORDS[lang] in json.dumps(plotted(chart)["layout"]["annotations"], ensure_ascii=False), measure.id
        for words in (chart.title, chart.alt, chart.caption.lower()):
            assert WORDS[lang] in words, measure.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_of_the_real_data_says_so(services: Services, lang: str) -> None:
    for page, ref in (("overview", ""), ("focus_area", "3"), ("measure", "3.3-a"), ("measures", "")):
        made = route(Address(lang, page, ref).path(), "", services)
        assert WORDS[lang] not in made.title
        assert 'class="made-up"' not in to_html(made.body)


def test_every_page_of_the_demo_stands_on_every_year(made_up_desk: Services) -> None:
    """No day of the strategy's years breaks a page: before any value, in the middle, after the last."""
    for place, measure in enumerate(made_up_desk.store.release().strategy.of_role("strategy")):
        year = ("2017", "2022")[place % 2]
        page = route(Address("sv", "measure", measure.id).path(), f"year={year}", made_up_desk)
        assert page.status == 200, (measure.id, year)


def test_a_breakdown_is_never_taken_for_the_whole(made_up_desk: Services) -> None:
    """1.3-a has 91 and 88 for girls and boys; the page judges the 89.6 of all."""
    html = to_html(route("/fi/mittari/1.3-a", "", made_up_desk).body)
    assert 'data-status="met"' in html
    assert "89,6" in html


def test_a_measure_that_counts_events_does_not_say_that_it_has_no_figures(made_up_desk: Services) -> None:
    text = "".join(Outline(to_html(route(Address("sv", "measure", "2.1-b").path(), "", made_up_desk).body)).text)
    assert "Mätaren räknar händelser; de finns i tabellen nedan." in text
    assert "För den här mätaren finns inga siffror" not in text
    assert "ingen siffra" not in text.partition("Läs också")[0]
    assert "4\N{NO-BREAK SPACE}träffar (1–11/2021)" in text
