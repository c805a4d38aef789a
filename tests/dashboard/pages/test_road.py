"""The road on the pages that have it: the finding, links to years and measures, the table under it, its downloads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.components.road import road_of, road_to_target
from dashboard.context import urls
from dashboard.context.context import Context
from dashboard.data.store import Release
from dashboard.settings import Settings
from dashboard.web.html import to_html
from strategy.model.periods import year_before
from strategy.model.vocabulary import LANGUAGES
from strategy.texts import say
from tests.conftest import TODAY

WITH, WITHOUT = "2022-06-30", "2022-12-31"
"""A day on which one measure of the town is on the road, and one on which none is."""


def context_of(release: Release, lang: str = "fi", query: str = f"on={WITH}", base: str = "/") -> Context:
    address = urls.read(f"/{lang}", query)
    assert address is not None
    return Context.of(address, release, Settings(base=base), TODAY)


def section(context: Context) -> str:
    return to_html(road_to_target(context, context.strategy_verdicts(), context.address.to("overview", sector="sote")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_finding_is_heard_once_and_the_figure_has_a_table_under_it(koivula: Release, lang: str) -> None:
    page = section(context_of(koivula, lang))
    finding = say(lang, "road.all_ahead.one")
    assert page.count(finding) == 1
    assert page.count(f'role="group" aria-label="{say(lang, "road.title")}"') == 2  # the drawing for two widths
    assert "<caption" in page
    assert page.count('scope="col"') == 5
    assert page.count('scope="row"') == 1


def test_every_dot_and_everything_beside_leads_to_its_measure_on_the_same_day(koivula: Release) -> None:
    context = context_of(koivula, base="/tyo/")
    road = road_of(context, context.strategy_verdicts())
    page = section(context)
    assert (len(road.dots), len(road.beside)) == (1, 7)
    for measure in [*(dot.measure for dot in road.dots), *(one.measure for one in road.beside)]:
        assert f'href="/tyo/fi/mittari/{measure}?on={WITH}"' in page


def test_the_years_of_the_strategy_are_links_and_the_chosen_one_is_marked(koivula: Release) -> None:
    strategy = koivula.strategy
    page = section(context_of(koivula, query=f"on={WITHOUT}&known=2023-01-01"))
    years = re.findall(r'href="/fi\?on=(\d{4})-12-31&amp;known=2023-01-01"', page)
    assert years == [str(y) for y in range(strategy.first_year, strategy.last_year + 1) if date(y, 12, 31) <= TODAY]
    assert re.search(rf'on={WITHOUT}[^>]*aria-current="true"[^>]*>2022|aria-current="true"[^>]*on={WITHOUT}', page)


def test_without_a_dot_there_is_a_finding_and_no_empty_picture(koivula: Release) -> None:
    page = section(context_of(koivula, query=f"on={WITHOUT}"))
    assert say("fi", "road.none", day="31.12.2022") in page
    assert "<figure" not in page
    assert "/download/road" not in page


def test_the_downloads_are_of_the_same_choice_and_day(koivula: Release) -> None:
    page = section(context_of(koivula))
    found = re.findall(r'href="/download/(road\.\w+)\?lang=fi&amp;on=2022-06-30&amp;sector=sote"', page)
    assert found == ["road.svg", "road.svg", "road.csv", "road.xlsx", "road.pptx"]  # the PNG is made from the SVG


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2021-12-31", "2020-12-31"),
        ("2020-02-29", "2019-02-28"),
        ("2021-02-28", "2020-02-28"),
        ("2021-03-01", "2020-03-01"),
    ],
)
def test_the_year_before(day: str, before: str) -> None:
    assert year_before(date.fromisoformat(day)) == date.fromisoformat(before)


def test_made_up_figures_are_told_in_the_drawing(koivula: Release) -> None:
    made_up = replace(koivula, strategy=replace(koivula.strategy, made_up=True))
    assert say("fi", "made_up.short") in section(context_of(made_up))
    assert say("fi", "made_up.short") not in section(context_of(koivula))
