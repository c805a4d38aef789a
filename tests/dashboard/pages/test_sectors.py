"""A sector's page and the matrix of focus areas by sectors: every measure counted where it belongs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from dashboard.components.marks import sector_rules
from dashboard.components.matrix import cell_verdicts, matrix
from dashboard.context import urls
from dashboard.context.context import Context
from dashboard.data.store import Release
from dashboard.pages import Services, route
from dashboard.pages.deliverables import owed
from dashboard.pages.sector import of_sector
from dashboard.web.html import to_html
from strategy.judging import Judgement, Verdict
from strategy.judging.evidence.verdict import JUDGED_GROUPS, group_of, severity
from strategy.model import Calendar, Formula, Target
from strategy.model.catalogue import Sector
from strategy.model.periods import Period
from strategy.model.vocabulary import LANGUAGES, Text
from strategy.texts.lookup import say
from tests.dashboard.pages.test_pages import Outline, outline

DAY = date(2021, 12, 31)
YEAR = Period.parse("2021")
TARGET = Target("at_least", YEAR, "stated", value=1.0)


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


# fmt: off
OWED = [
    # kind and headline of the verdict, its next due day                          what, when, of which periods
    ("numeric",   Judgement(None, "value_late", due=date(2021, 6, 30)), None,      "figure late 2021-06-30"),
    ("numeric",   Judgement(None, "no_value"), None,                               "figure undated"),
    ("numeric",   Judgement(None, "not_due"), date(2022, 3, 31),                   "figure soon 2022-03-31"),
    ("numeric",   Judgement(None, "not_due"), date(2022, 4, 1),                    "figure later 2022-04-01"),
    ("numeric",   Judgement(None, "result_pending", due=DAY), None,                "figure soon 2021-12-31"),
    ("numeric",   Judgement(TARGET, "result_pending"), None,                       "figure undated 2021"),
    ("numeric",   Judgement(None, "on_pace"), date(2022, 3, 31),                   "figure soon 2022-03-31"),
    ("numeric",   Judgement(None, "on_pace"), date(2022, 4, 1),                    ""),
    ("numeric",   Judgement(None, "on_pace"), None,                                ""),
    ("numeric",   Judgement(None, "on_pace", late=(YEAR,), due=date(2021, 1, 1)), date(2022, 1, 31),
                                                                                   "figure late 2021-01-01 2021"),
    ("numeric",   Judgement(None, "target_undefined"), date(2022, 1, 31),          "target undated"),
    ("milestone", Judgement(None, "not_reported", due=DAY), None,                  "state soon 2021-12-31"),
    ("milestone", Judgement(None, "under_way", due=date(2023, 1, 1)), None,        "state later 2023-01-01"),
    ("milestone", Judgement(None, "overdue", due=date(2021, 1, 1)), None,          "state late 2021-01-01"),
    ("milestone", Judgement(None, "overdue", due=DAY), None,                       "state late 2021-12-31"),
    ("milestone", Judgement(None, "undated"), None,                                "due_day undated"),
    ("milestone", Judgement(None, "done", due=DAY), None,                          ""),
    ("milestone", Judgement(None, "done_late", due=DAY), None,                     ""),
    ("milestone", Judgement(None, "dropped"), None,                                ""),
    ("milestone", Judgement(None, "done", due=DAY, unreported=True), None,         "state soon 2021-12-31"),
    ("activity",  Judgement(None, "followed"), None,                               ""),
    ("reporting", Judgement(None, "not_reported"), None,                           "state undated"),
]
# fmt: on


@pytest.mark.parametrize(("kind", "headline", "next_due", "told"), OWED)
def test_what_is_owed_of_a_measure(
    kind: str, headline: Judgement, next_due: date | None, told: str, koivula: Release
) -> None:
    """What, when as seen from the page's day, by which day, and of which periods."""
    measure = replace(koivula.strategy.measures["1.1-a"], kind=kind, calendar=None, formula=None)
    verdict = Verdict(measure, DAY, None, headline, (headline,), None, None, None, next_due)
    found = [
        " ".join([item.what, item.when(DAY), *(str(part) for part in (item.due, *item.periods) if part)])
        for item in owed([verdict], DAY)
    ]
    assert " ".join(found) == told


def test_the_calendar_says_which_figure_is_due(koivula: Release) -> None:
    calendar = Calendar("year", Period.parse("2019"), 3)
    measure = replace(koivula.strategy.measures["1.1-a"], calendar=calendar)
    headline = Judgement(None, "not_due")
    verdict = Verdict(measure, DAY, None, headline, (headline,), None, None, None, date(2022, 3, 31))
    (item,) = owed([verdict], DAY)
    assert [str(period) for period in item.periods] == ["2021"]


def test_a_computed_figure_is_owed_by_nobody_while_it_is_not_late(koivula: Release) -> None:
    measure = replace(koivula.strategy.measures["1.1-a"], formula=Formula("growth_percent", "1.1-b"))
    headline = Judgement(None, "on_pace")
    assert owed([Verdict(measure, DAY, None, headline, (headline,), None, None, None, DAY)], DAY) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_large_numbers_lead_to_as_many_rows(services: Services, lang: str) -> None:
    """Each number counts the rows under the heading that it leads to, and comes before any list of measures."""
    context = context_of(services, urls.Address(lang, "sector", "sote").path())
    html = to_html(route(context.address.path(), "", services).body)
    items = owed(of_sector(context, context.strategy.sectors["sote"]), context.on)
    for when in ("late", "soon", "undated"):
        count = sum(item.when(context.on) == when for item in items)
        assert (f'href="#owed-{when}"' in html) == (count > 0)
        rows = html.partition(f'id="owed-{when}"')[2].partition("</table>")[0].count("<tr data-measure")
        assert rows == count
    assert html.index('id="owed"') < html.index("data-measure")
    days = [item.due for item in items if item.due]
    assert days == sorted(days)


def test_no_milestone_stands_twice(services: Services) -> None:
    for sector in services.store.release().strategy.sectors:
        html = to_html(route(f"/fi/toimiala/{sector}", "", services).body)
        shown = Counter(part.split('"')[0] for part in html.split('data-measure="')[1:])
        measures = services.store.release().strategy.measures
        assert {id_ for id_, n in shown.items() if n > 1 and measures[id_].kind != "numeric"} == set()


# fmt: off
DELIVERED = [
    # setting                         what the page says of where the workbook goes
    ("",                              None),
    ("luvut@koivula.example",         'href="mailto:luvut@koivula.example?subject='),
    ("Kansio <b>Saapuvat</b>",        "<b>Kansio &lt;b&gt;Saapuvat&lt;/b&gt;</b>."),
]
# fmt: on


@pytest.mark.parametrize(("delivery", "told"), DELIVERED)
def test_where_the_workbook_is_sent(services: Services, delivery: str, told: str | None) -> None:
    settled = replace(services, settings=replace(services.settings, delivery=delivery))
    html = to_html(route("/fi/toimiala/sote", "", settled).body)
    assert ("Täytetty työkirja toimitetaan tänne" in html) == (told is not None)
    assert told is None or told in html
    assert "/download/workbook-sote.xlsx?lang=fi" in html


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
    verdicts = context.chosen_verdicts()
    areas = list(context.strategy.focus_areas.values())
    for sector in context.strategy.sectors:
        cells = [len(cell_verdicts(verdicts, area, sector)) for area in areas]
        assert sum(cells) == len(cell_verdicts(verdicts, None, sector))
    assert sum(len(cell_verdicts(verdicts, area, "")) for area in areas) == 113
    assert len(cell_verdicts(verdicts, None, "")) == 113


def test_each_cell_of_the_matrix_leads_to_as_many_measures_as_it_says(services: Services) -> None:
    context = context_of(services, "/fi")
    verdicts = context.chosen_verdicts()
    links = [link for link in Outline(to_html(matrix(context))).links if "/mittarit" in link]
    cells = [
        (area, sector)
        for area in (*context.strategy.focus_areas.values(), None)
        for sector in (*context.strategy.sectors, "")
        if cell_verdicts(verdicts, area, sector)
    ]
    assert len(links) == len(cells)
    for link, (area, sector) in zip(links, cells, strict=True):
        assert len(outline(services, link).measures) == len(cell_verdicts(verdicts, area, sector)), link


def test_the_matrix_is_a_table_to_a_reader_who_does_not_see_it(services: Services) -> None:
    html = to_html(matrix(context_of(services, "/sv")))
    assert html.count('role="row"') == 1 + 5 + 1
    assert html.count('role="rowheader"') == 6
    assert html.count('role="columnheader"') == 6
    assert html.count('role="cell"') == 6 * 5


def test_every_square_has_the_colour_of_its_sector_from_the_release(services: Services) -> None:
    sectors = services.store.release().strategy.sectors
    css = route("/sv/sektor/sote", "", services).css
    assert css.count(".sector-") == len(sectors)
    assert all(f".sector-{s.id}{{background:{s.colour}}}" in css for s in sectors.values())


HOSTILE = [("x", "#fff}body{display:none"), ("x{}", "#1c1c1c"), ("x", "url(//a.example)"), ("x", "#1c1c1c\n")]


@pytest.mark.parametrize(("id_", "colour"), HOSTILE)
def test_no_text_of_a_release_becomes_another_rule(id_: str, colour: str) -> None:
    assert sector_rules([Sector(id_, Text("a", "b", "c"), Text("a", "b", "c"), colour)]) == ""
