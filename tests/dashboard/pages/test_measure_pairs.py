"""Two measures of a goal in one picture: which can be, as what, with which tables and files."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from dashboard.charts.description import Chart, ChartView, ViewRequest, current, describe, index_of_two
from dashboard.charts.description.pairs import over_one_time
from dashboard.components import indexable
from dashboard.context import urls
from dashboard.context.context import Context
from dashboard.data import Cache
from dashboard.data.store import Release
from dashboard.pages import Services
from dashboard.settings import Settings
from strategy.model import Mark, Observation
from strategy.model.periods import Period
from strategy.model.vocabulary import Text
from tests.conftest import TODAY
from tests.dashboard.pages.test_measure_views import choices, context_at, page, shown_at
from tests.dashboard.web.test_downloads import serving

NAME = Text("katkos", "avbrott", "break")


def rows(measure: str, drawn: str) -> tuple[Observation, ...]:
    """`2019:10 2020:12` as figures of the own area."""
    pairs = (word.split(":") for word in drawn.split())
    return tuple(Observation(measure, "901", Period.parse(p), float(v), "newspaper") for p, v in pairs)


# fmt: off
INDEXED = [
    # figures of one measure    of the other            a break of the other    an index is possible
    ("2019:10 2020:12",         "2019:200 2020:100",    None,                   True),
    ("2019:10 2020:12",         "2018:200 2020:100",    None,                   True),
    ("2019:10 2020:12",         "2018:200 2021:100",    None,                   False),
    ("2019:10 2020:12",         "2019:0 2020:100",      None,                   False),
    ("2019:10 2020:-2",         "2019:9 2020:100",      None,                   False),
    ("2019-01:10 2020-01:12",   "2019:9 2020:100",      None,                   False),
    ("2019:10 2020:12",         "2019:200 2020:100",    "2020-06-30",           True),
    ("2019:10 2020:12",         "2018:200 2019:100",    "2020-06-30",           False),
    ("2019:10 2020:12",         "",                     None,                   False),
]
# fmt: on


@pytest.mark.parametrize(("own", "other", "broken", "possible"), INDEXED)
def test_which_two_can_be_an_index(own: str, other: str, broken: str | None, possible: bool, koivula: Release) -> None:
    """Figures above zero with a common period, from the last break on."""
    day = Period.parse(broken[:7]).last_day if broken else None
    marks = (Mark("1.1-d", day, "break", NAME),) if day else ()
    strategy = replace(koivula.strategy, marks=marks)
    headline = {"1.1-c": rows("1.1-c", own), "1.1-d": rows("1.1-d", other)}
    release = replace(koivula, strategy=strategy, headline=headline, cache=Cache())
    address = urls.read("/fi/mittari/1.1-c", "")
    assert address is not None
    context = Context.of(address, release, Settings(), TODAY)
    one, two = strategy.measures["1.1-c"], strategy.measures["1.1-d"]
    assert indexable(context, one, two) is possible
    assert indexable(context, two, one) is possible
    base = ChartView(one, current(headline[one.id], None), strategy, context.verdicts[one.id])
    made = index_of_two(base, two, headline[two.id], ViewRequest(context.on, "fi"))
    assert (made is not None) is possible


def test_as_an_index_both_lines_start_at_100_and_are_named(services: Services) -> None:
    shown = shown_at(services, "/fi/mittari/4.2-t3?with=4.2-t4&as=index")
    assert [line.label for line in shown.chart.lines] == ["4.2-t3", "4.2-t4"]
    first = max(line.points[0].x for line in shown.chart.lines)
    assert [p.y for line in shown.chart.lines for p in line.points if p.x == first] == [100.0, 100.0]
    assert "4.2-t4 on Korkea-asteen tutkinnon suorittaneet" in shown.chart.caption
    assert (shown.lower, "4.2-t4" in shown.chart.table.header) == (None, True)


def test_one_above_the_other_each_has_its_own_axis_and_both_one_time(services: Services) -> None:
    shown = shown_at(services, "/fi/mittari/4.2-t3?with=4.2-t5")
    assert shown.lower is not None
    assert (shown.chart.x, shown.chart.x_ticks) == (shown.lower.x, shown.lower.x_ticks)
    assert shown.chart.y != shown.lower.y
    html = page(services, "/fi/mittari/4.2-t3?with=4.2-t5")
    assert html.count('class="twin"') == 2
    assert html.count("<figure") == 2


def test_each_choice_has_an_address_and_there_is_a_way_back(services: Services) -> None:
    found = choices(services, "/sv/matare/4.2-t3?with=4.2-t4&as=index&on=2020-12-31")[:3]
    assert found == [
        ("som index", "/sv/matare/4.2-t3?on=2020-12-31&with=4.2-t4&as=index", True),
        ("under varandra", "/sv/matare/4.2-t3?on=2020-12-31&with=4.2-t4", False),
        ("bara den här mätaren", "/sv/matare/4.2-t3?on=2020-12-31", False),
    ]


# fmt: off
REFUSED = [
    "9.9-z",    # no measure
    "4.2-t3",   # itself
    "2.1-t1",   # of another goal
    "4.2-b",    # a milestone
    "4.2-i",    # without a figure
]
# fmt: on


@pytest.mark.parametrize("other", REFUSED)
def test_what_cannot_stand_beside_it_is_said(services: Services, other: str) -> None:
    address = f"/fi/mittari/4.2-t3?with={other}"
    assert shown_at(services, address).other is None
    assert f"Mittaria {other} ei voi näyttää samassa kuvassa" in page(services, address)


def test_a_card_beside_leads_to_the_two(services: Services) -> None:
    context = context_at(services, "/en/measure/4.2-t3?on=2020-12-31")
    html = page(services, context.address.href())
    assert 'href="/en/measure/4.2-t3?on=2020-12-31&amp;with=4.2-t4&amp;as=index"' in html


# fmt: off
FILES = [
    # as          drawings in one sheet    units of the own rows and of the other's
    ("",          2,                       None),
    ("&as=index", 1,                       {"indeksi, 2019 = 100"}),
]
# fmt: on


@pytest.mark.parametrize(("form", "drawings", "units"), FILES)
def test_files_hold_both(koivula: Release, form: str, drawings: int, units: set[str] | None) -> None:
    """The rows of each under its own name and unit, of the own area, and a drawing of both."""
    headline = {**koivula.headline, "1.1-d": rows("1.1-d", "2019:5 2020:4")}
    client = serving(replace(koivula, headline=headline))
    query = f"lang=fi&on=2021-12-31&with=1.1-d{form}"
    answer = client.get(f"/download/1.1-b.csv?{query}")
    head, *read = csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")), delimiter=";")
    cells = [dict(zip(head, row, strict=True)) for row in read]
    assert {row["Mittarin tunnus"] for row in cells} == {"1.1-b", "1.1-d"}
    assert {row["Alueen tunnus"] for row in cells} == {"901"}
    assert units is None or {row["Yksikkö"] for row in cells} == units
    assert "1.1-d" in answer.headers["Content-Disposition"]
    drawn = client.get(f"/download/1.1-b.svg?{query}").text
    assert max(1, drawn.count('<g transform="translate(0 ')) == drawings  # two stand under their names


def chart(release: Release, measure: str, drawn: str) -> Chart:
    address = urls.read(f"/fi/mittari/{measure}", "")
    assert address is not None
    context = Context.of(address, release, Settings(), TODAY)
    of = context.strategy.measures[measure]
    bare = replace(of, targets=(), baseline=None)
    return describe(
        bare, replace(context.verdicts[measure], judgements=()), rows(measure, drawn), context.strategy, "fi",
        day=context.on,
    )  # fmt: skip


def test_years_stand_under_years(koivula: Release) -> None:
    """The span is that of both, each place is named once, and the labels of the two axes take the same room."""
    upper, lower = over_one_time(
        chart(koivula, "1.1-c", "2015:1 2016:2 2020:3"), chart(koivula, "1.1-d", "2018:1000 2022:2000")
    )
    assert upper.x == lower.x == (2016.0, 2023.0)
    assert [t.at for t in upper.x_ticks] == [t.at for t in lower.x_ticks] == sorted({t.at for t in upper.x_ticks})
    assert [t.label for t in upper.x_ends] == ["2015", "2022"]
    widths = {max(len(tick.label) for tick in one.y_ticks) for one in (upper, lower)}
    assert len(widths) == 1


@pytest.mark.parametrize("path", ["/fi/toimiala/sote", "/fi", "/fi/painopiste/4"])
def test_a_page_that_cannot_use_the_second_measure_says_so(services: Services, path: str) -> None:
    assert "Tätä ei voi käyttää tällä sivulla" in page(services, f"{path}?with=4.2-t4")
