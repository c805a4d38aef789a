"""The page of changes: the days of its address, the statuses of both days, and links to every measure it names."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dashboard.data.verdicts import judge_all
from dashboard.pages import Services, changes, route
from dashboard.web.html import to_html
from strategy.model.vocabulary import LANGUAGES
from tests.dashboard.pages.test_pages import outline
from tests.dashboard.pages.test_sectors import context_of

PATHS = dict(zip(LANGUAGES, ("/fi/muutokset", "/sv/andringar", "/en/changes"), strict=True))


def test_the_days_are_those_of_the_address_the_earlier_first(services: Services) -> None:
    day = date.fromisoformat
    assert changes.days(context_of(services, "/fi/muutokset")) == (day("2020-12-31"), day("2021-12-31"))
    asked = changes.days(context_of(services, "/fi/muutokset", "from=2021-03-01&to=2021-06-30"))
    assert asked == (day("2021-03-01"), day("2021-06-30"))
    assert changes.days(context_of(services, "/fi/muutokset", "from=2021-06-30&to=2021-03-01")) == asked
    leap = changes.days(context_of(services, "/fi/muutokset", "to=2020-02-29"))
    assert leap == (day("2019-02-28"), day("2020-02-29"))


def test_every_changed_status_is_shown_with_the_one_that_it_became(services: Services) -> None:
    first, last = date(2020, 12, 31), date(2021, 12, 31)
    release = services.store.release()
    before, after = (judge_all(release, day, day) for day in (first, last))
    expected = {
        name: after[name].headline.status
        for name in release.strategy.measures
        if before[name].headline.status != after[name].headline.status
    }
    shown = outline(services, "/fi/muutokset?from=2020-12-31&to=2021-12-31").measures
    assert expected
    assert {name: status for name, status in shown.items() if name in expected} == expected


def test_a_figure_of_no_known_day_of_publication_is_a_cause_and_not_time_alone(services: Services) -> None:
    """The emissions of 2021: the measure of the strategy can be judged by them, and shares of them are followed."""
    page = to_html(route("/en/changes", "from=2020-12-31&to=2021-12-31", services).body)
    why = "a figure whose day of publication is not known"
    rows = re.split('data-measure="', page.partition("<h2>")[2])[1:]
    named = [row.partition('"')[0] for row in rows if why in row.lower().partition("<h2>")[0]]
    assert named == ["3.2-g1", "3.2-t2", "3.2-t3", "3.2-t4"]
    assert page.index("Only the assessment day changed") > page.index('data-measure="3.2-g1"')


def test_a_correction_that_became_known_is_told(services: Services) -> None:
    """The population of 2018 was first told as 9 601 and, when it was official, as 9 615."""
    page = to_html(route("/en/changes", "from=2019-02-15&to=2019-12-31", services).body)
    assert "Corrected 2018: 9,601\N{NO-BREAK SPACE}residents → 9,615\N{NO-BREAK SPACE}residents (31 Mar 2019" in page


def test_days_the_wrong_way_round_are_exchanged_and_that_is_said(services: Services) -> None:
    page = to_html(route("/en/changes", "from=2021-12-31&to=2021-01-01", services).body)
    assert "The days were in the wrong order" in page
    assert "Changes 1 Jan 2021 – 31 Dec 2021" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_changes_between_a_day_and_itself(lang: str, services: Services) -> None:
    told = {"fi": "Mikään ei muuttunut.", "sv": "Ingenting ändrades.", "en": "Nothing changed."}
    page = route(PATHS[lang], "from=2021-05-01&to=2021-05-01", services)
    assert page.status == 200
    assert told[lang] in to_html(page.body)
    assert "data-measure" not in to_html(page.body)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_found_from_the_foot_of_every_page(lang: str, services: Services) -> None:
    assert f'href="{PATHS[lang]}"' in to_html(route(f"/{lang}", "", services).body)


def test_a_publisher_goes_by_its_name_in_the_language_of_the_page(services: Services) -> None:
    """The town has two names, and a Swedish page uses the Swedish one."""
    days = "from=2020-12-31&to=2021-12-31"
    told = {lang: to_html(route(path, days, services).body) for lang, path in PATHS.items()}
    assert "(25.10.2021, Kauniaisten kaupunki, THL)" in told["fi"]
    assert "(25.10.2021, Grankulla stad, THL)" in told["sv"]
    assert "Kauniaisten kaupunki" not in told["sv"]


def test_one_day_of_judgement_is_told_once(services: Services) -> None:
    """After the review day both judgements are of that day."""
    page = to_html(route("/fi/muutokset", "from=2022-01-01&to=2022-12-31", services).body)
    assert "Arviot on tehty päivänä 31.12.2021." in page
    assert "31.12.2021 ja 31.12.2021" not in page
