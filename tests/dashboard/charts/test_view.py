"""A measure as it is looked at: which views there are, and that drawing, table, text and unit all follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.description.chart import Chart, Tick
from dashboard.charts.description.describing import describe
from dashboard.charts.description.multiples import on_one_scale, on_one_time_axis
from dashboard.charts.description.series import current
from dashboard.charts.description.views import ChartView, ViewRequest, forms, of_part, view
from strategy.judging.status import judge
from strategy.model.catalogue import Measure, Target
from strategy.model.record import Mark, Observation
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.formats import NBSP
from tests.dashboard.charts import scenes
from tests.dashboard.charts.scenes import DAY, baseline, measure, rows, same, target

PEOPLE = replace(scenes.UNITS["days"], id="persons", text=same("henkilöä"), axis=same("henkilöä"), counted=True)
POPULATION = measure("Asukasluku", id="3.3-t1", unit="persons")
MONTHS = ", ".join(f"{year}-{month:02d} {value}" for year, value in ((2019, 4), (2020, 6)) for month in range(1, 13))


def based(of: Measure, told: Sequence[Observation], marks: Sequence[Mark] = ()) -> ChartView:
    """The measure's own figures with their judgement."""
    strategy = scenes.strategy(of, POPULATION, marks=marks)
    strategy = replace(strategy, units={**strategy.units, "persons": PEOPLE}, population=POPULATION.id)
    verdict = judge(of, told, on=DAY, home="235", marks=marks)
    return ChartView(of, current((row for row in told if row.measure == of.id), None), strategy, verdict)


def drawn(found: ChartView, asked: ViewRequest) -> Chart:
    """The chart of a view, as a page draws it."""
    return describe(
        found.measure, found.verdict, found.rows, found.strategy, asked.lang, day=asked.day, since=asked.since,
        peers=[area for area in asked.peers if found.of_area(area)], finding=found.finding, remarks=found.remarks,
    )  # fmt: skip


def population(series: str) -> tuple[Observation, ...]:
    """Inhabitants of the own area."""
    return rows(series, measure=POPULATION.id)


def shown(chart: Chart) -> list[tuple[str, str]]:
    """The own figures as they are printed, by period."""
    return [(point.period, point.text) for point in chart.lines[0].points]


def ask(**changes: object) -> ViewRequest:
    return replace(ViewRequest(DAY, "fi"), **changes)  # type: ignore[arg-type]


# grains


def test_a_year_of_months_says_how_it_was_made_in_unit_caption_and_text() -> None:
    found = view(based(measure(aggregate="mean"), rows(MONTHS)), ask(grain="year"))
    chart = drawn(found, ask())
    assert shown(chart) == [("2019", f"4{NBSP}%"), ("2020", f"6{NBSP}%")]
    assert chart.unit == "%, vuoden keskiarvo"
    assert chart.caption.startswith("Vuoden luku on kuukausien keskiarvo.")
    assert "2020" in chart.alt
    assert [row[:2] for row in chart.table.rows] == [("2019", "4"), ("2020", "6")]
    assert (found.grain, chart.finding) == ("year", f"Kauniainen: 6{NBSP}% (2020).")


def test_without_a_word_on_how_a_year_is_made_none_is_made() -> None:
    found = view(based(measure(), rows(MONTHS)), ask(grain="year"))
    assert (found.grain, len(found.rows)) == ("", 24)


@pytest.mark.parametrize("grain", ["month", "quarter"])
def test_a_series_of_years_has_no_finer_view(grain: str) -> None:
    told = rows("2019 1, 2020 2")
    assert view(based(measure(aggregate="sum"), told), ask(grain=grain)).rows == told


def test_what_is_judged_is_drawn_in_the_series_own_figures_alone() -> None:
    of = measure(aggregate="mean", targets=(target(value=5),), baseline=baseline(4, "2019-12"))
    base = based(of, rows(MONTHS))
    found = view(base, ask(grain="year"))
    chart = drawn(found, ask())
    assert drawn(base, ask()).steps
    assert (chart.steps, chart.baseline) == ((), None)
    assert "Mittari arvioidaan kuukausilukujen perusteella" in chart.caption
    assert base.verdict.status != "followed"


def test_parts_are_made_by_the_same_grain() -> None:
    told = (*rows("2019-Q1 1, 2019-Q2 1, 2019-Q3 1, 2019-Q4 1"), *rows("2019-Q4 7", breakdown="sex_women"))
    found = view(based(measure(aggregate="last"), told), ask(grain="year"))
    assert [(str(row.period), row.breakdown, row.value) for row in found.rows] == [
        ("2019", "", 1),
        ("2019", "sex_women", 7),
    ]


# forms

SHARES = (*rows("2018 10, 2019 12, 2020 15"), *rows("2019 20, 2020 30", "049"), *rows("2019 5, 2020 4", "091"))
# fmt: off
OFFERED: list[tuple[Measure, tuple[Observation, ...], tuple[str, ...], tuple[str, ...]]] = [
    # the measure                     its figures             beside                  forms
    (measure(),                       SHARES,                 ("049", "091"),         ("index", "rank")),
    (measure(),                       SHARES,                 ("049",),               ("index",)),     # no order of two
    (measure(),                       SHARES,                 (),                     ()),
    (measure(),                       rows("2019 1, 2020 -1"), ("049",),              ()),             # below nought
    (measure(unit="persons"),         SHARES,                 ("049", "091"),         ("index", "per_capita")),
    (measure(unit="persons"),         SHARES,                 (),                     ("per_capita",)),
    (measure(unit="persons"),         rows("2017 4"),         (),                     ()),           # not known then
    (measure(rank=True),              SHARES,                 ("049", "091"),         ()),
]
# fmt: on


@pytest.mark.parametrize(("of", "told", "peers", "found"), OFFERED)
def test_the_forms_to_choose_from(
    of: Measure, told: tuple[Observation, ...], peers: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert forms(based(of, told), peers, population("2018 9000, 2019 9000, 2020 10000")) == found


def test_an_index_has_its_base_in_the_unit_and_ends_its_lines_with_names() -> None:
    asked = ask(form="index", peers=("049", "091"))
    chart = drawn(view(based(measure(), SHARES), asked), asked)
    assert chart.unit == "indeksi, 2019 = 100"
    assert shown(chart) == [("2018", "83,3"), ("2019", "100,0"), ("2020", "125,0")]
    assert [(line.label, line.end.text) for line in chart.of_kind("peer")] == [("Espoo", "150,0"), ("Helsinki", "80,0")]
    assert chart.table.header[1:4] == ("Luku, indeksi, 2019 = 100", "Espoo", "Helsinki")
    assert chart.table.rows[-1][1:4] == ("125,0", "150,0", "80,0")
    assert "100" in chart.caption.split(".")[0]
    assert "Espoo ja Helsinki" in chart.alt


def test_an_index_begins_anew_from_the_first_year_that_is_drawn() -> None:
    told = (*rows("2017 5, 2018 10, 2019 12"), *rows("2017 1, 2018 2, 2019 3", "049"))
    asked = ask(form="index", peers=("049",), since=2018)
    chart = drawn(view(based(measure(), told), asked), asked)
    assert (chart.unit, shown(chart)) == ("indeksi, 2018 = 100", [("2018", "100,0"), ("2019", "120,0")])


def test_an_index_does_not_span_a_break() -> None:
    told = (*rows("2017 5, 2018 10, 2019 12"), *rows("2017 1, 2018 2, 2019 3", "049"))
    marks = (Mark("1.1-a", date(2017, 12, 31), "break", same("Katkos")),)
    asked = ask(form="index", peers=("049",))
    assert drawn(view(based(measure(), told, marks), asked), asked).unit == "indeksi, 2018 = 100"


def test_a_count_per_inhabitant_names_its_denominator() -> None:
    asked = ask(form="per_capita")
    told = rows("2019 20, 2020 33")
    chart = drawn(view(based(measure(unit="persons"), told), asked, population("2019 10000, 2020 10000")), asked)
    assert chart.unit == f"henkilöä 1{NBSP}000 asukasta kohti"
    assert shown(chart)[-1] == ("2020", f"3,30{NBSP}{chart.unit}")
    assert "Asukasluku, 3.3-t1" in chart.caption


# fmt: off
PLACES = [
    # direction   own places             which comes first
    ("up",        ["2", "2"],            "suurin"),
    ("none",      ["2", "2"],            "suurin"),
    ("down",      ["2", "2"],            "pienin"),
]
# fmt: on


@pytest.mark.parametrize(("direction", "places", "first"), PLACES)
def test_a_rank_says_among_how_many_and_which_comes_first(direction: str, places: list[str], first: str) -> None:
    asked = ask(form="rank", peers=("049", "091", "SSS"))
    told = (*SHARES, *rows("2019 99, 2020 99", "SSS"))
    chart = drawn(view(based(measure(direction=direction), told), asked), asked)
    assert [text for _, text in shown(chart)] == places
    assert f"Vertailussa on 3 kuntaa. Ensimmäinen on se, jolla on {first} luku." in chart.caption
    assert chart.finding == "Kauniainen: sija 2/3 (2020)."
    assert chart.y[0] > chart.y[1]
    assert [line.label for line in chart.of_kind("peer")] == ["Espoo", "Helsinki"]


def test_a_form_that_the_figures_do_not_have_is_passed_over_and_said() -> None:
    asked = ask(form="rank", peers=("049",))
    found = view(based(measure(), SHARES), asked)
    assert (found.form, found.measure) == ("", measure())
    assert "ei voi esittää" in drawn(found, asked).caption


@pytest.mark.parametrize("form", ["index", "rank"])
def test_a_form_carries_no_target_and_says_what_is_judged(form: str) -> None:
    of = measure(targets=(Target("at_least", scenes.target().period, "stated", value=5),))
    asked = ask(form=form, peers=("049", "091"))
    chart = drawn(view(based(of, SHARES), asked), asked)
    assert chart.steps == ()
    assert "Esitystapa ei muuta arviota." in chart.caption


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("how", ["mean", "sum", "last"])
@pytest.mark.parametrize("finest", ["month", "quarter", "half_year"])
def test_every_way_to_make_a_year_has_its_words(lang: str, how: str, finest: str) -> None:
    series = {"month": MONTHS, "quarter": "2019-Q4 1", "half_year": "2019-07/2019-12 1"}[finest]
    asked = ask(grain="year", lang=lang)
    found = view(based(measure(aggregate=how, targets=(target(value=5),)), rows(series)), asked)
    assert found.grain == "year"
    assert len(found.remarks) == 2
    assert all("{" not in remark for remark in found.remarks)


# parts


def test_parts_are_drawn_on_one_scale_beside_the_whole() -> None:
    parts = (*rows("2019 60, 2021 70", breakdown="a"), *rows("2021 12", breakdown="b"))
    told = (*rows("2017 9, 2019 50, 2021 40"), *parts)
    base = based(measure(), told)
    charts = [drawn(of_part(base, part, ask()), ask()) for part in ("a", "b")]
    found = on_one_scale(charts, drawn(base, ask()).lines[0])
    assert {chart.x for chart in found} == {(2020, 2022)}
    assert len({chart.y for chart in found}) == 1
    low, high = found[0].y
    assert low <= 12
    assert high >= 70
    assert [[point.period for point in chart.of_kind("peer")[0].points] for chart in found] == [["2019", "2021"]] * 2
    assert [tick.label for tick in found[1].x_ends] == ["2019", "2021"]


def test_a_part_has_no_target_of_its_own() -> None:
    base = based(measure(targets=(target(value=5),)), (*rows("2019 50"), *rows("2019 60", breakdown="a")))
    chart = drawn(of_part(base, "a", ask()), ask())
    assert (chart.steps, chart.title, chart.finding) == ((), "a", f"a: 60{NBSP}% (2019).")


def test_nothing_to_draw_is_nothing() -> None:
    assert on_one_scale([]) == ()


AXES = [
    # spans of the charts                   latest   the spans on one axis
    ([(2010, 2022), (2015, 2020)],          2025,    [(2010, 2022), (2010, 2022)]),
    ([(2010, 2022), (2015, 2035)],          2025,    [(2010, 2022), (2010, 2035)]),
    ([(2012, 2022), (2010, 2035)],          2025,    [(2010, 2022), (2010, 2035)]),
    ([(2010, 2030), (2015, 2035)],          2025,    [(2010, 2035), (2010, 2035)]),
    ([(2015, 2020)],                        2025,    [(2015, 2020)]),
    ([],                                    2025,    []),
]  # fmt: skip


@pytest.mark.parametrize(("spans", "latest", "shared"), AXES)
def test_charts_share_their_axis_of_time_but_for_a_target_that_is_far_ahead(
    spans: list[tuple[float, float]], latest: float, shared: list[tuple[float, float]]
) -> None:
    """What an axis names are its own ends."""
    plain = scenes.chart(measure(), rows("2018 1, 2019 2"))
    charts = [replace(plain, x=span, x_ends=tuple(Tick(at, str(at)) for at in span)) for span in spans]
    found = on_one_time_axis(charts, latest)
    assert [drawn.x for drawn in found] == shared
    assert all((one.x_ends[0].at, one.x_ends[-1].at) == one.x for one in found)


NAMED = [
    # what the charts call the last place        what all call it
    (["2023", "kvartal 4/2023"],                  "2023"),
    (["kvartal 4/2023", "2023"],                  "2023"),
    (["12/2023", "11/2023", "2023"],              "2023"),
    (["11/2023", "12/2023"],                      "11/2023"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "name"), NAMED)
def test_a_place_has_one_name_on_all_charts_whatever_their_order(names: list[str], name: str) -> None:
    """A year and its last quarter end on the same day: by chance alone the processes of a server would differ."""
    plain = scenes.chart(measure(), rows("2018 1, 2019 2"))
    charts = [replace(plain, x=(2010, 2024), x_ends=(Tick(2010, "2010"), Tick(2024, end))) for end in names]
    for found in (on_one_time_axis(charts), on_one_scale(charts)):
        assert {tuple(tick.label for tick in one.x_ends) for one in found} == {("2010", name)}
