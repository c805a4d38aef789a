"""The views of a measure's page: each has an address, works without scripts, and says what it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

import pytest

from dashboard.charts.description.views import ChartView
from dashboard.components.views import ShownView, shown_view
from dashboard.context import urls
from dashboard.context.context import Context
from dashboard.pages import Services, route
from dashboard.pages.breakdowns import breakdowns
from dashboard.pages.measure_views import _cases, controls
from dashboard.web.html import to_html
from strategy.model.record import Observation
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.formats import NBSP
from strategy.texts.lookup import say
from tests.dashboard.pages.test_pages import Outline

_CHOICE = re.compile(r'<a (?=[^>]*href="([^"]+)")([^>]*)>([^<]+)</a>')
QUERIES = ("as=index", "as=per_capita&grain=year", "as=rank&since=2000", "grain=quarter&compare=049,091")


def context_at(services: Services, address: str) -> Context:
    """All that the page at an address may look at."""
    path, _, query = address.partition("?")
    read = urls.read(path, query)
    assert read is not None
    return Context.of(read, services.store.release(), services.settings, services.today())


def shown_at(services: Services, address: str) -> ShownView:
    """What the measure's page at an address shows."""
    context = context_at(services, address)
    measure = context.strategy.measures[context.address.id]
    return shown_view(context, measure, context.release.rows(measure.id))


def choices(services: Services, address: str) -> list[tuple[str, str, bool]]:
    """The choices under a chart: name, address, whether it is chosen. Copied, an address opens the page at its top."""
    context = context_at(services, address)
    html = "".join(map(to_html, controls(context, shown_at(services, address))))
    found = _CHOICE.findall(html)
    assert not any("#" in href for href, *_ in found)
    return [(name, unescape(href), "aria-current" in rest) for href, rest, name in found]


def page(services: Services, address: str) -> str:
    """A page as it is printed by the server."""
    path, _, query = address.partition("?")
    found = route(path, query, services)
    assert found.status == 200, address
    return to_html(found.body)


# fmt: off
OFFERED = [
    # address                                    names of the choices, the chosen ones in brackets
    ("/fi/mittari/2.1-t4",                       "[Espoo] [Helsinki] [Vantaa] [lukuina] indeksinä sijoituksena"
                                                 " koko sarja [vuodesta 2008] vuodesta 2010"),
    ("/fi/mittari/2.1-t4?compare=235",           "Espoo Helsinki Vantaa [lukuina] indeksinä sijoituksena"
                                                 " koko sarja [vuodesta 2008] vuodesta 2010"),
    ("/fi/mittari/2.1-t1",                       "Espoo Helsinki Vantaa Koko maa [lukuina] indeksinä asukasta kohti"
                                                 " koko sarja vuodesta 2000 [vuodesta 2008] vuodesta 2010"),
    ("/fi/mittari/2.1-t1?as=per_capita",         "[Espoo] [Helsinki] [Vantaa] [Koko maa] lukuina indeksinä"
                                                 " [asukasta kohti] koko sarja vuodesta 2000 [vuodesta 2008]"
                                                 " vuodesta 2010"),
    ("/fi/mittari/1.1-t1?since=2000",            "[Espoo] Helsinki Vantaa Koko maa [lukuina] indeksinä sijoituksena"
                                                 " koko sarja [vuodesta 2000] vuodesta 2008 vuodesta 2010"),
    ("/fi/mittari/2.1-t4?since=2012",            "[Espoo] [Helsinki] [Vantaa] [lukuina] indeksinä sijoituksena"
                                                 " koko sarja vuodesta 2008 vuodesta 2010 [vuodesta 2012]"),
    ("/fi/mittari/3.3-t4",                       "Espoo Helsinki Vantaa [kuukausittain] neljännesvuosittain"
                                                 " vuosittain"),
    ("/fi/mittari/3.3-t4?grain=year",            "Espoo Helsinki Vantaa [lukuina] asukasta kohti kuukausittain"
                                                 " neljännesvuosittain [vuosittain]"),
    ("/sv/matare/3.3-t2?grain=quarter",          "Esbo Helsingfors Vanda Hela landet [som siffror] som index"
                                                 " per månad [per kvartal] per år"),
    ("/en/measure/1.3-c",                        ""),
]
# fmt: on


@pytest.mark.parametrize(("address", "names"), OFFERED)
def test_the_choices_are_those_that_the_figures_have(services: Services, address: str, names: str) -> None:
    told = [f"[{name}]" if here else name for name, _, here in choices(services, address)]
    assert " ".join(told) == names


@pytest.mark.parametrize(
    "address",
    ["/fi/mittari/2.1-t4", "/sv/matare/2.1-t1?as=per_capita", "/en/measure/3.3-t4?grain=year", "/fi/mittari/1.1-t1"],
)
def test_every_choice_is_an_address_on_which_it_is_chosen(services: Services, address: str) -> None:
    """One that draws a peer, chosen again, takes it away; every other is then the one that stands."""
    for name, href, here in choices(services, address):
        there = {other: chosen for other, _, chosen in choices(services, href)}
        is_peer = "compare=" in href and "compare=" not in address
        assert there[name] is (not here if is_peer else True), href


def test_a_choice_changes_nothing_else_of_the_address(services: Services) -> None:
    asked = "/fi/mittari/1.1-t1?on=2010-12-31&known=2020-01-01&compare=049,091&since=2000&as=rank"
    hrefs = {name: href for name, href, _ in choices(services, asked)}
    assert hrefs["indeksinä"] == asked.replace("rank", "index")
    assert hrefs["lukuina"] == asked.removesuffix("&as=rank")
    assert hrefs["koko sarja"] == asked.replace("2000&as", "1987&as")
    assert asked.replace("&since=2000", "") in hrefs.values()
    assert hrefs["Vantaa"] == asked.replace("049,091", "049,091,092")


def test_where_no_other_areas_have_figures_it_is_said(services: Services) -> None:
    said = "Muiden alueiden lukuja ei ole aineistossa."
    told = {ref: said in page(services, f"/fi/mittari/{ref}") for ref in ("5.3-g2", "1.1-t1", "1.3-c")}
    assert told == {"5.3-g2": True, "1.1-t1": False, "1.3-c": False}  # the last has no series at all


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_view_breaks_a_page_and_all_are_made_up_in_the_demo(made_up_desk: Services, lang: str, query: str) -> None:
    """Each view of each measure in one language or another, of each kind of measure in each."""
    measures = list(made_up_desk.store.release().strategy.measures.values())
    for measure in measures[LANGUAGES.index(lang) :: len(LANGUAGES)]:
        found = shown_at(made_up_desk, f"{urls.Address(lang, 'measure', measure.id).path()}?{query}")
        assert say(lang, "made_up.short") in found.chart.title
        assert found.form in ("", *found.forms) or found.peers


def test_real_unemployment_says_that_nobody_says_how_a_year_is_made(services: Services) -> None:
    for asked in ("", "?grain=year"):
        assert "Lähteessä ei kerrota, miten niistä lasketaan vuosiluku." in page(services, f"/fi/mittari/2.1-t4{asked}")
        assert "vuosittain" not in [name for name, *_ in choices(services, f"/fi/mittari/2.1-t4{asked}")]
    assert shown_at(services, "/fi/mittari/2.1-t4?grain=year").grain == "month"


def test_a_series_of_years_says_nothing_of_grains(services: Services) -> None:
    assert say("fi", "views.grain.label") not in page(services, "/fi/mittari/1.1-t1")


def test_the_status_is_the_same_in_every_view(made_up_desk: Services) -> None:
    for query in ("", *QUERIES, "grain=year"):
        seen = Outline(page(made_up_desk, f"/fi/mittari/5.4-x1?{query}"))
        assert seen.measures["5.4-x1"] == "far_behind"


def test_a_year_of_quarters_in_the_demo_is_their_sum(made_up_desk: Services) -> None:
    base = shown_at(made_up_desk, "/fi/mittari/1.2-b").figures
    quarters = [row.value or 0 for row in base.home if row.period.year == 2021]
    chart = shown_at(made_up_desk, "/fi/mittari/1.2-b?grain=year").chart
    own = {point.period: point.y for point in chart.lines[0].points}
    assert own["2021"] == pytest.approx(sum(quarters))
    assert "2022" not in own


# how many people a point is

# fmt: off
CASES = [
    # n       what is said
    (94,    "Yksi henkilö vastaa noin 1,1 prosenttiyksikköä, kun luku perustuu 94 henkilöön (2021)."),
    (12,    "Yksi henkilö vastaa noin 8,3 prosenttiyksikköä, kun luku perustuu 12 henkilöön (2021)."),
    (100,   "Yksi prosenttiyksikkö vastaa noin yhtä henkilöä, kun luku perustuu 100 henkilöön (2021)."),
    (120,   "Yksi prosenttiyksikkö vastaa noin yhtä henkilöä, kun luku perustuu 120 henkilöön (2021)."),
    (300,   "Yksi prosenttiyksikkö vastaa noin 3 henkilöä, kun luku perustuu 300 henkilöön (2021)."),
    (2105,  f"Yksi prosenttiyksikkö vastaa noin 21 henkilöä, kun luku perustuu 2{NBSP}105 henkilöön (2021)."),
]
# fmt: on


@pytest.mark.parametrize(("n", "said"), CASES)
def test_how_many_people_a_point_is(services: Services, n: int, said: str) -> None:
    told = {"n": f"{n:,}".replace(",", NBSP), "period": "2021"}
    assert _cases(context_at(services, "/fi"), n, told) == said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/fi/mittari/1.3-a", "Yksi prosenttiyksikkö vastaa noin yhtä henkilöä, kun luku perustuu 121 henkilöön"),
        ("/sv/matare/1.3-c", "En procentenhet motsvarar ungefär en person när siffran bygger på 96 personer (2021)."),
        ("/en/measure/1.3-a?year=2019", "One percentage point corresponds to about one person where the figure is"),
        ("/fi/mittari/3.3-t1", ""),
    ],
)
def test_the_page_says_it_where_the_number_is_known(made_up_desk: Services, address: str, said: str) -> None:
    html = page(made_up_desk, address)
    assert (said in html) if said else ('class="cases"' not in html)


# parts


def parts(services: Services, measure: str, rows: Sequence[Observation] | None = None) -> str:
    """The section of parts of a measure's page, of its own rows or of others."""
    address = urls.Address("fi", "measure", measure).path()
    figures: ChartView = shown_at(services, address).figures
    figures = figures if rows is None else replace(figures, rows=tuple(rows))
    return "".join(map(to_html, breakdowns(context_at(services, address), figures)))


def test_counts_are_divided_in_every_way_and_add_up(made_up_desk: Services) -> None:
    html = parts(made_up_desk, "3.3-t1")
    assert re.findall(r"<h3>([^<]+)</h3>", html) == ["Sukupuoli", "Ikä", "Kieli"]
    assert html.count("<svg") == 2 + 4 + 3
    assert html.count(say("fi", "views.parts.adds_up")) == 3
    assert "Ryhmien summa" not in html


def test_a_difference_between_the_sum_and_the_whole_is_told(made_up_desk: Services) -> None:
    figures = shown_at(made_up_desk, "/fi/mittari/3.3-t1").figures
    wrong = [replace(r, value=(r.value or 0) + 7) if r.breakdown == "sex_men" else r for r in figures.rows]
    html = parts(made_up_desk, "3.3-t1", wrong)
    assert html.count(say("fi", "views.parts.differs")) == 1
    assert html.count("Ryhmien summa − kaikki") == 1
    assert "+7</td>" in html


def test_shares_are_not_added_up_and_are_seen_against_the_whole(made_up_desk: Services) -> None:
    html = parts(made_up_desk, "1.2-d")
    assert say("fi", "views.parts.not_added") in html
    assert "Harmaa viiva: kaikki." in html
    assert ">kaikki</text>" in html
    assert "n = 815" in html


def test_a_hidden_part_is_said_and_not_drawn(made_up_desk: Services) -> None:
    html = parts(made_up_desk, "1.3-a")
    section = html[html.index("Muunkieliset") :]
    assert say("fi", "status.missing.hidden_few") in section
    assert "<svg" not in section


@pytest.mark.parametrize(("count", "drawn", "periods_head_columns"), [(4, 4, False), (8, 8, False), (64, 6, True)])
def test_of_very_many_parts_the_largest_are_drawn_and_the_table_has_all(
    made_up_desk: Services, count: int, drawn: int, periods_head_columns: bool
) -> None:
    women = [r for r in shown_at(made_up_desk, "/fi/mittari/3.3-t1").figures.rows if r.breakdown == "sex_women"][-3:]
    rows = [replace(r, breakdown=f"district_{n:02d}", value=1000.0 + n * 37 % 64) for r in women for n in range(count)]
    html = parts(made_up_desk, "3.3-t1", rows)
    largest = sorted(sorted(range(count), key=lambda n: n * 37 % 64)[-drawn:])
    assert re.findall(r"<h4>([^<]+)</h4>", html) == [f"district_{n:02d}" for n in largest]
    assert html.count("<svg") == drawn
    assert (f"ne {drawn} ryhmää" in html) == (drawn < count)
    assert ('<th scope="row">district_00</th>' in html) == periods_head_columns
    assert all(f">district_{n:02d}</th>" in html for n in range(count))


def test_a_series_without_parts_has_no_such_section(services: Services) -> None:
    assert say("fi", "views.parts.title") not in page(services, "/fi/mittari/3.3-t1")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_beside_a_whole_country_the_page_offers_a_form_that_compares(services: Services, lang: str) -> None:
    """Beside 5.6 million people a town of ten thousand is a flat line: the page says so and leads to the index."""
    here = {"fi": "/fi/mittari", "sv": "/sv/matare", "en": "/en/measure"}[lang]
    note = say(lang, "views.size.note")
    beside = page(services, f"{here}/3.3-t1?compare=SSS")
    assert note in beside
    assert f'href="{here}/3.3-t1?compare=SSS&amp;as=index">{say(lang, "views.size.index")}<' in beside
    assert note not in page(services, f"{here}/3.3-t1")
    assert note not in page(services, f"{here}/3.3-t1?compare=SSS&as=index")


def test_a_note_that_says_what_the_quality_says_is_told_once(services: Services) -> None:
    """The counts by month are advance figures, and their note says the same."""
    table = to_html(route("/fi/mittari/3.3-t2", "", services).body)
    assert "Ennakkotieto" in table
    assert "Ennakkotieto. Ennakkotieto" not in table
