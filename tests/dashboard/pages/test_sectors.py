"""A sector's page and the matrix of focus areas by sectors: every measure counted where it belongs."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dashboard.components.marks import sector_rules
from dashboard.components.matrix import cell_verdicts, matrix
from dashboard.context import urls
from dashboard.context.context import Context
from dashboard.pages import Services, route
from dashboard.pages.sector import of_sector, owed
from dashboard.web.html import to_html
from strategy.judging.evidence.verdict import JUDGED_GROUPS, group_of, severity
from strategy.model.catalogue import Sector
from strategy.model.vocabulary import LANGUAGES, Text
from strategy.texts.lookup import say
from tests.dashboard.pages.test_pages import Outline, outline


def context_of(services: Services, path: str, query: str = "") -> Context:
    address = urls.read(path, query)
    assert address is not None
    return Context.of(address, services.store.release(), services.settings, services.today())


def test_the_sums_of_the_sectors_are_those_of_the_catalogue(services: Services) -> None:
    """Each sector has the measures that name it; all sectors together have all 113, the shared ones several times."""
    context = context_of(services, "/fi")
    of_each = {s.id: of_sector(context, s) for s in context.strategy.sectors.values()}
    named = Counter(sector for m in context.strategy.of_role("strategy") for sector in m.sectors)
    assert {id_: len(verdicts) for id_, verdicts in of_each.items()} == dict(named)
    everything = {v.measure.id for verdicts in of_each.values() for v in verdicts}
    assert len(everything) == 113
    assert sum(named.values()) > 113


@pytest.mark.parametrize("sector", ["yhdyskunta", "sote", "yleishallinto", "sivistys"])
def test_a_sectors_page_shows_every_measure_of_it(services: Services, sector: str) -> None:
    shown = set(outline(services, f"/fi/toimiala/{sector}").measures)
    own = {m.id for m in services.store.release().strategy.of_role("strategy") if sector in m.sectors}
    assert shown == own


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_sector_owes_has_a_day_or_says_that_it_has_none(services: Services, lang: str) -> None:
    context = context_of(services, urls.Address(lang, "sector", "sote").path())
    pairs = owed(of_sector(context, context.strategy.sectors["sote"]))
    days = [day for _, day in pairs if day is not None]
    assert days == sorted(days)
    assert [day for _, day in pairs][: len(days)] == days
    text = "".join(Outline(to_html(route(context.address.path(), "", services).body)).text)
    assert {"fi": "ei määräpäivää", "sv": "ingen tidsfrist", "en": "no due day"}[lang] in text
    assert context.day(date(2021, 12, 31)) in text


def test_only_what_is_missing_late_or_undefined_is_owed(services: Services) -> None:
    context = context_of(services, "/fi")
    for sector in context.strategy.sectors.values():
        statuses = {verdict.status for verdict, _ in owed(of_sector(context, sector))}
        assert statuses <= {
            "value_late", "result_pending", "not_reported", "no_value", "not_due", "target_undefined", "undated",
        }  # fmt: skip


def test_a_sectors_judged_measures_stand_first_and_worst_first(made_up_desk: Services) -> None:
    """In the charts, and in the rows of single figures under them."""
    html = to_html(route("/fi/toimiala/yhdyskunta", "", made_up_desk).body)
    charts, _, rows = html.partition(f">{say('fi', 'measures.title')}</h2>")[2].partition("<tbody>")
    for part in (charts, rows.partition("</tbody>")[0]):
        statuses = [rest.split('"')[0] for rest in part.split('data-status="')[1:]]
        judged = [status for status in statuses if group_of(status) in JUDGED_GROUPS]
        assert len(judged) > 1
        assert statuses[: len(judged)] == judged
        assert judged == sorted(judged, key=severity)


def test_the_matrix_adds_up_to_every_measure(services: Services) -> None:
    """Cells sum to a sector's column; each total counts a shared measure once; the corner is 113."""
    context = context_of(services, "/fi")
    areas = list(context.strategy.focus_areas.values())
    for sector in context.strategy.sectors:
        cells = [len(cell_verdicts(context, area, sector)) for area in areas]
        assert sum(cells) == len(cell_verdicts(context, None, sector))
    assert sum(len(cell_verdicts(context, area, "")) for area in areas) == 113
    assert len(cell_verdicts(context, None, "")) == 113


def test_each_cell_of_the_matrix_leads_to_as_many_measures_as_it_says(services: Services) -> None:
    context = context_of(services, "/fi")
    links = [link for link in Outline(to_html(matrix(context))).links if "/mittarit" in link]
    cells = [
        (area, sector)
        for area in (*context.strategy.focus_areas.values(), None)
        for sector in (*context.strategy.sectors, "")
        if cell_verdicts(context, area, sector)
    ]
    assert len(links) == len(cells)
    for link, (area, sector) in zip(links, cells, strict=True):
        assert len(outline(services, link).measures) == len(cell_verdicts(context, area, sector)), link


def test_the_matrix_is_a_table_to_a_reader_who_does_not_see_it(services: Services) -> None:
    html = to_html(matrix(context_of(services, "/sv")))
    assert html.count('role="row"') == 1 + 5 + 1
    assert html.count('role="rowheader"') == 6
    assert html.count('role="columnheader"') == 6
    assert html.count('role="cell"') == 6 * 5


def test_every_square_has_the_colour_of_its_sector_from_the_release(services: Services) -> None:
    sectors = services.store.release().strategy.sectors
    css = route("/sv/sektor/sote", "", services).css
    assert css.count("{") == len(sectors)
    assert all(f".sector-{s.id}{{background:{s.colour}}}" in css for s in sectors.values())


HOSTILE = [("x", "#fff}body{display:none"), ("x{}", "#1c1c1c"), ("x", "url(//a.example)"), ("x", "#1c1c1c\n")]


@pytest.mark.parametrize(("id_", "colour"), HOSTILE)
def test_no_text_of_a_release_becomes_another_rule(id_: str, colour: str) -> None:
    assert sector_rules([Sector(id_, Text("a", "b", "c"), Text("a", "b", "c"), colour)]) == ""
