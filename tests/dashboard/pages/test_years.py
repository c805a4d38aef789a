"""Years side by side: what stood in each, how it had changed, and the status that its own last day gives."""

from __future__ import annotations

import pytest

from dashboard.pages import Services, route, years
from dashboard.pages.year_table import evidence_of, figure_of
from dashboard.web.html import to_html
from strategy.model.numbers import rounded
from strategy.model.periods import Period
from tests.dashboard.pages.test_pages import outline
from tests.dashboard.pages.test_sectors import context_of

FIGURES = [
    # measure   year  value   change   what it shows
    ("3.3-a", 2019, 65, None),  # the figure of 2018 may not be compared
    ("3.3-a", 2020, 289, 224),
    ("3.3-a", 2021, 121, -168),
    ("5.3-g1", 2019, 17.0, 0.0),  # a change of nothing is a change
    ("5.3-g1", 2020, 17.0, 0.0),
    ("3.3-g1", 2021, 2.1, -1.8),
    ("1.3-c", 2019, 11, None),
    ("1.3-c", 2021, None, None),
]


@pytest.mark.parametrize(("measure", "year", "value", "change"), FIGURES)
def test_a_year_has_its_own_figure_and_the_change_from_the_year_before(
    services: Services, measure: str, year: int, value: float | None, change: float | None
) -> None:
    context = context_of(services, "/fi/vuodet")
    asked = context.strategy.measures[measure]
    found = figure_of(evidence_of(context, asked), asked, year)
    if found is None or found.row.value is None:
        assert (found, value) == (None, None)
        return
    told = (rounded(found.row.value, asked.decimals), found.period, found.change)
    assert told == (value, Period.parse(str(year)), change)


def test_the_figures_are_those_that_were_known(services: Services) -> None:
    """The population of 2018 was first told as 9 601 and later as 9 615."""
    measure = services.store.release().strategy.measures["3.3-t1"]
    early = figure_of(evidence_of(context_of(services, "/fi/vuodet", "known=2019-02-15"), measure), measure, 2018)
    late = figure_of(evidence_of(context_of(services, "/fi/vuodet"), measure), measure, 2018)
    assert early is not None
    assert late is not None
    assert (early.row.value, late.row.value) == (9601, 9615)


def test_without_a_choice_the_last_three_years_of_the_pages_day_stand(services: Services) -> None:
    assert years.chosen(context_of(services, "/fi/vuodet")) == (2019, 2020, 2021)
    assert years.chosen(context_of(services, "/fi/vuodet", "on=2020-06-30")) == (2017, 2018, 2019)
    assert years.chosen(context_of(services, "/fi/vuodet", "years=2021,2018")) == (2018, 2021)
    assert years.chosen(context_of(services, "/fi/vuodet", "years=2020,2030")) == (2020,)


def test_each_year_is_judged_on_its_own_last_day(services: Services) -> None:
    """The page's status of a measure is that of its list on that day."""
    for year in (2019, 2021):
        listed = outline(services, f"/fi/mittarit?year={year}").measures
        shown = outline(services, f"/fi/vuodet?years={year}").measures
        own = {id_: status for id_, status in shown.items() if id_ in listed}
        assert own == listed


def test_the_words_of_a_row(services: Services) -> None:
    text = "".join(outline(services, "/fi/vuodet?years=2020,2021&focus_area=3").text)
    assert "289 asuntoa vuodessa" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "+224 asuntoa" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "\N{MINUS SIGN}168 asuntoa" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "tavoitevauhdissa" in text
    assert "keskimäärin vähintään" in text


FILTERS = [
    ("sector=sote", lambda m, status: "sote" in m.sectors),
    ("focus_area=5", lambda m, status: m.focus_area == "5"),
    ("group=on_the_way", lambda m, s: s in ("too_early", "not_started", "under_way", "within", "on_pace")),
    ("group=not_yet", lambda m, status: status == "not_yet"),
]


@pytest.mark.parametrize(("query", "holds"), FILTERS)
def test_filters_leave_what_they_say(services: Services, query: str, holds) -> None:  # type: ignore[no-untyped-def]
    measures = services.store.release().strategy.measures
    shown = outline(services, f"/fi/vuodet?{query}").measures
    assert shown
    assert all(holds(measures[id_], status) for id_, status in shown.items())


def test_what_the_page_is_narrowed_to_stands_in_its_title(services: Services) -> None:
    """On paper the filters themselves are not printed."""
    assert outline(services, "/sv/ar?sector=sote&focus_area=1").h1 == [
        "Åren sida vid sida: Social- och hälsovårdssektorn, 1 Med fokus på invånarna"
    ]
    assert outline(services, "/fi/vuodet").h1 == ["Vuodet rinnakkain"]


def test_a_sector_that_is_not_there_is_not_found(services: Services) -> None:
    assert route("/fi/vuodet", "sector=none", services).status == 404


def test_a_year_more_is_a_link_away_and_one_always_stays(services: Services) -> None:
    links = outline(services, "/fi/vuodet?years=2019,2020").links
    assert "/fi/vuodet?years=2019,2020,2021" in links
    assert "/fi/vuodet?years=2020" in links
    assert "/fi/vuodet?years=2019" in outline(services, "/fi/vuodet?years=2019").links


def test_six_years_are_the_most(services: Services) -> None:
    links = outline(services, "/fi/vuodet?years=2017,2018,2019,2020,2021,2022").links
    assert "/fi/vuodet?years=2018,2019,2020,2021,2022,2023" in links
    assert context_of(services, "/fi/vuodet", "years=2015,2016,2017,2018,2019,2020,2021").address.unread


def test_targets_and_measures_without_figures_are_counted(services: Services) -> None:
    """The measures with a figure and those folded away are together the 113."""
    shown = outline(services, "/en/years").measures
    roles = services.store.release().strategy.measures
    assert sum(roles[id_].role == "strategy" for id_ in shown) == 113


def test_what_stayed_as_it_was_takes_one_line_and_the_series_is_a_spark(services: Services) -> None:
    """The tax rate was 17 % in each year; the emissions have one figure, which came with 2021."""
    page = to_html(route("/fi/vuodet", "years=2019,2020,2021", services).body)
    tax = page.partition('data-measure="5.3-g1"')[2].partition("</tr>")[0]
    assert tax.count("ennallaan") == 2
    assert tax.count("<svg") == 1 + 1  # the spark and the sign of the first year
    emissions = page.partition('data-measure="3.2-g1"')[2].partition("</tr>")[0]
    assert "31,9" in emissions
    assert 'class="spark"' in emissions
    heads = page.partition('class="measures years')[2].partition("</thead>")[0]
    assert [part.partition("<")[0] for part in heads.split('<th class="" scope="col">')[1:4]] == [
        "Mittari", "Tavoite", "Sarja",
    ]  # fmt: skip
