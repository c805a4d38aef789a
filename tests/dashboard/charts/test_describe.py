"""What a chart says: gaps, breaks, figures that stand apart, targets in time, words in three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.description.chart import Chart, Line
from strategy.model.catalogue import Measure
from strategy.model.periods import Period
from strategy.model.record import Mark, Observation
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.formats import NBSP
from tests.dashboard.charts.scenes import baseline, chart, measure, rows, same, target, yearly


def own(found: Chart) -> Line:
    """The own series of a chart."""
    return found.of_kind("own")[0]


def plain(text: str) -> str:
    """A text with ordinary spaces, to be compared with one written here."""
    return text.replace(NBSP, " ")


def runs(found: Chart) -> list[str]:
    """The runs of the own series, each as its periods."""
    return [" ".join(point.period for point in run) for run in own(found).runs]


@pytest.mark.parametrize(
    ("series", "calendar", "expected"),
    [
        ("2015 1,2016 2,2018 3,2019 4", None, ["2015 2016", "2018 2019"]),
        ("2015 1,2016 2,2018 3,2019 4", "year", ["2015 2016", "2018 2019"]),
        ("2015 1,2017 2,2019 3", "two_years", ["2015 2017 2019"]),
        ("2015 1,2017 2,2021 3", "two_years", ["2015 2017", "2021"]),
        ("2013 1,2016 2,2019 3", None, ["2013 2016 2019"]),
        ("2015 1,2016 -,2017 3", None, ["2015", "2017"]),
        ("2020 1,2025 2", None, ["2020", "2025"]),
        ("1990 0,2021 32", None, ["1990", "2021"]),
        ("2015 1,2017 2,2020 3,2021 4", None, ["2015", "2017", "2020 2021"]),
        ("2013 1,2015 2,2017 3,2021 4", None, ["2013 2015 2017", "2021"]),
        ("2016-01 1,2019-01 2", None, ["1/2016", "1/2019"]),
        ("2010-06 15,2011-06 11", None, ["6/2010 6/2011"]),
        ("2019-01/2019-06 26,2020 18,2021 16", "year", ["1–6/2019 2020 2021"]),
        ("2019-01 1,2019-02 2,2019-04 3,2019-05 3", None, ["1/2019 2/2019", "4/2019 5/2019"]),
    ],
)
def test_a_gap_is_a_gap(series: str, calendar: str | None, expected: list[str]) -> None:
    of = measure(calendar=type(yearly())(calendar, Period.parse("2013")) if calendar else None)
    assert runs(chart(of, rows(series))) == expected


def test_a_figure_that_may_not_be_compared_stands_apart() -> None:
    found = chart(measure(), rows("2017 187,2018 21 small_houses,2019 65,2020 289"))
    assert runs(found) == ["2017", "2018", "2019 2020"]
    assert [point.comparable for point in own(found).points] == [True, False, True, True]
    assert "Neliö (2018): ei mukana arvioinnissa." in found.caption
    assert "Vain pientalot." in found.caption


def test_preliminary_and_estimated_figures_are_hollow_and_budgets_are_apart() -> None:
    found = chart(measure(), rows("2018 1,2019 2 preliminary,2020 3 estimate,2021 4 budget"))
    assert [point.hollow for point in own(found).points] == [False, True, True]
    assert [point.text for point in found.of_kind("budget")[0].points] == ["4\N{NO-BREAK SPACE}%"]
    assert "talousarvio, ei toteuma" in found.caption


def test_what_stands_after_the_day_is_pale() -> None:
    found = chart(measure(), rows("2019 1,2020 2,2021 3,2022 4"))
    assert [point.after_page_day for point in own(found).points] == [False, False, False, True]
    assert found.marked is not None
    assert found.marked.period == "2021"
    assert "31.12.2021" in found.caption
    assert [(upright.x, upright.kind, upright.label) for upright in found.uprights] == [
        (2022, "day", "tilanne 31.12.2021")
    ]


def test_the_day_is_marked_only_where_more_is_drawn() -> None:
    assert chart(measure(), rows("2019 1,2020 2,2021 3")).uprights == ()


def test_what_happened_has_numbers_and_is_told_by_them() -> None:
    """In the order of time, whatever the order of the record; the page's day is named in words beside them."""
    marks = [
        Mark("1.1-a", date(2020, 6, 1), "decision", same("Päätös.")),
        Mark("1.1-a", date(2019, 3, 1), "break", same("Uusi")),
    ]
    found = chart(measure(), rows("2018 1,2019 1,2020 2,2021 3,2022 4"), marks=marks)
    told = [(upright.kind, upright.label) for upright in found.uprights]
    assert told == [("break", "1"), ("decision", "2"), ("day", "tilanne 31.12.2021")]
    assert found.events == ("1.3.2019: Uusi.", "1.6.2020: Päätös.")
    assert "31.12.2021" in found.caption


def test_a_break_parts_the_line_and_what_follows_a_later_one_is_in_the_table_only() -> None:
    marks = (
        Mark("1.1-a", date(2018, 1, 1), "break", same("Uusi tapa")),
        Mark("1.1-a", date(2023, 1, 1), "break", same("Uudistus")),
        Mark("1.1-a", date(2020, 6, 1), "decision", same("Päätös")),
    )
    found = chart(measure(), rows("2016 16,2017 16,2018 17,2019 17,2021 17,2022 17,2023 4,2024 5"), marks=marks)
    assert runs(found) == ["2016 2017", "2018 2019", "2021 2022"]
    assert [upright.kind for upright in found.uprights] == ["break", "decision", "break", "day"]
    assert "taulukossa" in found.caption
    assert [row[:2] for row in found.table.rows][-2:] == [("2023", "4"), ("2024", "5")]
    assert found.x[1] >= 2023


def test_a_target_that_moved_is_a_step() -> None:
    aims = (target("at_least", "2019", value=50), target("at_least", "2021", value=60))
    found = chart(measure(targets=aims, baseline=baseline(40, "2017")), rows("2017 40,2018 45,2019 52,2020 55"))
    assert [(step.start, step.end, step.value) for step in found.steps] == [(2018, 2020, 50), (2020, 2022, 60)]
    assert [plain(step.label) for step in found.steps] == ["tavoite ≥ 50 % (2019)", "tavoite ≥ 60 % (2021)"]
    assert [plain(row[2]) for row in found.table.rows] == ["–", "≥ 50 %", "≥ 50 %", "≥ 60 %", "≥ 60 %"]


def test_a_target_set_anew_for_the_same_period_takes_over_on_its_day() -> None:
    aims = (
        target("at_least", "2021", value=60, set_on=date(2018, 12, 31)),
        target("at_least", "2021", value=70, set_on=date(2020, 12, 31)),
    )
    found = chart(measure(targets=aims), rows("2018 40,2019 45,2020 52,2021 60"))
    assert [(step.start, step.end, step.value) for step in found.steps] == [(2019, 2021, 60), (2021, 2022, 70)]


def test_a_range_is_a_band_and_a_mean_so_far_is_drawn() -> None:
    aim = target("mean", "2018/2022", window="2018/2022", op="range", low=0.5, high=1.4)
    found = chart(measure(targets=(aim,), decimals=1), rows("2017 3,2018 1,2019 2,2020 3"))
    (band,) = found.bands
    assert (band.start, band.end, band.low, band.high) == (2019, 2023, 0.5, 1.4)
    assert band.short == "0,5–1,4\N{NO-BREAK SPACE}%"
    (mean,) = found.of_kind("running")
    assert [(point.x, point.y) for point in mean.points] == [(2019, 2.0), (2021, 2.0)]
    assert mean.label == "keskiarvo 2,0"
    later = chart(measure(targets=(aim,), decimals=1), rows("2017 3,2018 1,2019 2,2020 3,2022 9"))
    assert [point.x for point in later.of_kind("running")[0].points] == [2019, 2021]


def test_the_path_leads_from_the_baseline_to_the_target() -> None:
    of = measure(targets=(target("at_most", "2021", value=7),), baseline=baseline(26, "2019-01/2019-06"))
    found = chart(of, rows("2019-01/2019-06 26,2020 18"))
    (path,) = found.of_kind("path")
    assert [(point.x, point.y) for point in path.points] == [(2019.5, 26), (2022, 7)]
    assert found.baseline is not None
    assert found.baseline.text == "26\N{NO-BREAK SPACE}%"


SUM = target("sum", "2021", window="2021", op="at_least", value=200)


def test_a_sum_is_its_way_to_the_target() -> None:
    """From nothing at the beginning of its window; single figures are not held against the whole target."""
    found = chart(measure(targets=(SUM,)), rows("2020-12 9,2021-01 20,2021-02 30,2021-03 0"))
    (total,), (path,), (step,) = found.of_kind("running"), found.of_kind("path"), found.steps
    assert [round(point.y) for point in total.points] == [0, 20, 50, 50]
    assert (total.points[0].x, total.label) == (2021.0, "kertymä 50")
    assert [(point.x, point.y) for point in path.points] == [(2021.0, 0), (2022.0, 200)]
    assert (step.start, step.end, step.value) == (2021.0, 2022.0, 200)
    assert (found.y[0], found.y[1] >= 200) == (0, True)
    assert "Tavoite" not in found.table.header


TOTALS: dict[str, tuple[str, int | None, list[str]]] = {
    "in its window alone": ("2020-12 9,2021-01 20,2021-02 30,2021-03 0", None, ["– 9", "20 20", "50 30", "50 0"]),
    "nothing is no figure": ("2021-01 0,2021-02 -,2021-03 5", None, ["0 0", "– ei kerätty tältä ajalta", "5 5"]),
    "a budget is no part of it": ("2021-01 20,2021-02 30 budget", None, ["20 20", "– 30"]),
    "a stretch that is not drawn": ("2020-12 9,2021-01 20,2021-02 30", 2022, ["– 9", "20 20", "50 30"]),
}


@pytest.mark.parametrize(("told", "since", "expected"), TOTALS.values(), ids=TOTALS)
def test_the_table_tells_the_total_so_far_that_is_drawn(told: str, since: int | None, expected: list[str]) -> None:
    found = chart(measure(targets=(SUM,)), rows(told), since=since)
    assert found.table.header[2] == "Kertynyt yhteensä"
    assert [f"{row[2]} {row[1]}" for row in found.table.rows] == expected
    assert [n.total for n in found.table.numbers] == [None if e[0] == "–" else float(e.split()[0]) for e in expected]


def test_only_a_sum_has_a_total_so_far() -> None:
    assert chart(measure(), rows("2020 5,2021 6")).table.kinds == ("period", "own", "note", "source")


def test_a_ceiling_on_a_sum_has_no_path() -> None:
    of = measure(targets=(target("sum", "2021", window="2021", op="at_most", value=200),))
    found = chart(of, rows("2021-01 20,2021-02 30"))
    assert len(found.of_kind("running")) == len(found.steps) == 1
    assert found.of_kind("path") == ()


def test_a_stock_is_no_baseline_of_a_flow() -> None:
    """It would press the figures flat; the sentence and the table tell it."""
    found = chart(measure(targets=(SUM,), baseline=baseline(1800, "2020-07")), rows("2021-01 20,2021-02 30"))
    assert found.baseline is None
    assert found.y[1] < 1000
    assert "1 800" in plain(found.table.rows[0][1])


# fmt: off
PATHS = [
    # kind         from  to   is there a way to go?
    ("at_least",   58,   60,  True),
    ("at_least",   60,   60,  False),
    ("at_least",   98.4, 98,  False),
    ("more_than",  98.4, 98,  False),
    ("at_most",    26,   7,   True),
    ("at_most",    5,    7,   False),
    ("less_than",  5,    7,   False),
]
# fmt: on


@pytest.mark.parametrize(("kind", "start", "end", "way"), PATHS)
def test_no_path_leads_back_to_a_target_that_was_met(kind: str, start: float, end: float, *, way: bool) -> None:
    of = measure(decimals=1, targets=(target(kind, "2021", value=end),), baseline=baseline(start, "2018"))
    assert bool(chart(of, rows("2019 50,2020 51")).of_kind("path")) is way


def test_another_measures_target_is_a_reference_and_unjudged() -> None:
    other = measure(targets=(target("mean", "2018/2022", window="2018/2022", op="at_least", value=1),), id="9.9-z")
    found = chart(measure(reference_line="9.9-z"), rows("2019 1,2020 2"), beside=(other,))
    (step,) = found.steps
    assert not step.judged
    assert step.label.replace("\N{NO-BREAK SPACE}", " ") == "mittarin 9.9-z tavoite keskimäärin ≥ 1 % (2018–2022)"
    assert "Tavoite" not in found.table.header
    assert "jota ei arvioida tässä" in found.caption


def test_an_area_that_the_target_names_is_a_reference_and_others_are_peers() -> None:
    of = measure(targets=(target("better_than", "2021", reference="SSS"),))
    series = (*rows("2020 5,2021 6"), *rows("2020 4,2021 4", "SSS"), *rows("2020 3,2021 2", "049"))
    found = chart(of, series, peers=("049", "SSS", "092"))
    assert {line.kind: line.label for line in found.lines} == {
        "own": "Kauniainen",
        "peer": "Espoo",
        "reference": "Koko maa",
    }
    assert found.table.header[2:4] == ("Espoo", "Koko maa")
    assert found.table.rows[-1][1:4] == ("6", "2", "4")
    assert found.table.numeric == frozenset({1, 2, 3})
    assert "Vertailussa: Espoo." in found.alt


def test_parts_and_other_measures_are_never_drawn() -> None:
    series = (*rows("2020 5"), *rows("2020 50", breakdown="women"), *rows("2021 60", measure="other"))
    assert [point.y for point in own(chart(measure(), series)).points] == [5]


def test_as_known_on_a_day() -> None:
    series = (
        *rows("2018 9601 preliminary", known=date(2019, 1, 31)),
        *rows("2018 9615", known=date(2019, 3, 31)),
        *rows("2017 9500"),
    )
    of = measure(unit=None)
    assert [p.y for p in own(chart(of, series)).points] == [9500, 9615]
    assert [p.y for p in own(chart(of, series, known=date(2019, 2, 1))).points] == [9500, 9601]
    assert [p.y for p in own(chart(of, tuple(reversed(series)), known=date(2018, 1, 1))).points] == [9500]


def test_a_withdrawn_figure_is_a_gap_with_its_reason() -> None:
    series = (*rows("2018 1,2019 2,2020 3"), *rows("2019 -", known=date(2021, 1, 1)))
    found = chart(measure(), series)
    assert runs(found) == ["2018", "2020"]
    assert found.table.rows[1][1] not in {"", "0", "–"}


def test_a_zero_is_drawn_and_printed() -> None:
    found = chart(measure(), rows("2019 0,2020 0"))
    assert [point.label for point in own(found).points] == ["0", "0"]
    assert found.y[0] == 0 < found.y[1]
    assert found.table.rows[0][1] == "0"


# fmt: off
WINDOWS = [
    # the figures                  baseline   first year drawn
    ("2000 1,2007 1,2008 2,2019 3", None,     "2008"),   # ten years before the strategy of 2018
    ("1995 1,2004 1,2008 2,2019 3", "1995",   "1995"),   # an earlier baseline
    ("1990 1,1996 2,2004 3,2005 4", None,     "1996"),   # none after: the last ten years
    ("1990 1,2001 2,2008 3,2011 4", None,     "2001"),   # ... and where few came after
    ("1980 1,1990 2,2010 3",        None,     "1980"),   # too few in them: all
    ("2011 1,2012 2",               None,     "2011"),
]
# fmt: on


@pytest.mark.parametrize(("series", "base", "first"), WINDOWS)
def test_unasked_the_part_is_drawn_in_which_the_strategy_lies(series: str, base: str | None, first: str) -> None:
    of = measure(baseline=baseline(1, base) if base else None)
    found = chart(of, rows(series), long=False)
    assert own(found).points[0].period == first
    assert bool(found.since) is (first != series[:4])
    assert ("edeltävät luvut eivät ole kaaviossa" in found.caption) is bool(found.since)


def test_a_card_draws_the_last_part_of_a_long_history_and_the_table_all() -> None:
    series = rows(",".join(f"{year} {year - 1900}" for year in range(1980, 2022)))
    assert own(chart(measure(), series)).points[0].period == "1980"
    card = chart(measure(), series, long=False)
    assert own(card).points[0].period == "2008"
    assert len(card.table.rows) == 42
    assert own(chart(measure(), series, since=2015)).points[0].period == "2015"


def test_a_card_reaches_back_to_the_baseline() -> None:
    of = measure(baseline=baseline(0, "1990"), targets=(target("at_least", "2030", value=60),))
    found = chart(of, rows("1990 0,2021 31"), long=False)
    assert found.x == pytest.approx((1991, 2031))
    assert [tick.label for tick in found.x_ends] == ["1990", "2021", "2030"]


def test_a_rank_has_its_first_place_at_the_top() -> None:
    found = chart(measure(rank=True, unit="index", direction="down"), rows("2019 4,2020 2"))
    assert found.y[0] > found.y[1] == 1
    assert "ylimpänä" in found.caption


def test_a_line_that_ends_at_a_break_lacks_no_figure() -> None:
    marks = (Mark("1.1-a", date(2018, 1, 1), "break", same("Uusi tapa")),)
    found = chart(measure(), rows("2016 16,2017 16,2018 17,2019 17"), marks=marks)
    assert runs(found) == ["2016 2017", "2018 2019"]
    assert "väliltä puuttuu" not in found.caption


def test_the_axis_below_zero_says_that_zero_is_not_on_it() -> None:
    assert "Pystyakseli ei ulotu nollaan." in chart(measure(), rows("2019 -84,2020 -97")).caption
    assert "Pystyakseli" not in chart(measure(), rows("2019 -5,2020 -97")).caption


def test_the_axis_says_where_it_starts_unless_at_zero() -> None:
    assert (
        "Pystyakseli alkaa arvosta 80\N{NO-BREAK SPACE}%."
        in chart(measure(highest=100), rows("2019 84,2020 97")).caption
    )
    assert "Pystyakseli" not in chart(measure(), rows("2019 5,2020 97")).caption


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ("2017 1,2018 2,2019 3", ["2017", "2018", "2019"]),
        ("2019-01/2019-06 26,2020 18", ["6/2019", "12/2020"]),
        ("2018 20,2019-01/2019-06 26,2020 18", ["2018", "2019", "2020"]),
        (
            ",".join(f"{2017 + i // 4}-Q{i % 4 + 1} {i}" for i in range(18)),
            ["1. neljännes 2017", *(f"4. neljännes {y}" for y in range(2017, 2021)), "2. neljännes 2021"],
        ),
        ("2018-08/2019-07 1,2019-08/2020-07 2", ["2018–2019", "2019–2020"]),
        (
            ",".join(f"{2007 + i // 12}-{i % 12 + 1:02d} {i}" for i in range(216)),
            ["1/2007", *(f"12/{y}" for y in range(2008, 2024, 2)), "12/2024"],
        ),
    ],
)
def test_names_of_the_time_axis(series: str, expected: list[str]) -> None:
    assert [tick.label for tick in chart(measure(), rows(series)).x_ticks] == expected


def test_a_year_that_is_aimed_at_ends_with_a_period_of_the_figures_kind() -> None:
    of = measure(targets=(target(period="2021", value=9.0),))
    for series, names in (
        ("2020-01/2020-06 1,2020-07/2020-12 2", ["1–6/2020", "7–12/2020", "7–12/2021"]),
        ("2020-Q4 1", ["4. neljännes 2020", "4. neljännes 2021"]),
        ("2020 1", ["2020", "2021"]),
    ):
        found = chart(of, rows(series))
        assert [tick.label for tick in found.x_ticks] == names
        assert [tick.label for tick in found.x_ends] == [*names[:1], *names[1:][-2:]]


def test_a_survey_stands_over_the_year_that_it_is_for() -> None:
    surveys = tuple(replace(row, day=date(row.period.year, 4, 30)) for row in rows("2017 1,2019 2,2021 3"))
    found = chart(measure(), surveys)
    ticks = {tick.label: tick.at for tick in found.x_ticks}
    assert [ticks[point.period] == point.x for point in own(found).points] == [True] * 3
    assert [point.after_page_day for point in own(chart(measure(), surveys, day=date(2021, 6, 1))).points] == [
        False
    ] * 3
    assert [point.after_page_day for point in own(chart(measure(), surveys, day=date(2021, 4, 1))).points][-1]


def test_a_year_is_named_where_its_figure_stands_and_never_grouped() -> None:
    found = chart(measure(), rows("2019 1,2020 2"), lang="en")
    assert [(tick.at, tick.label) for tick in found.x_ticks] == [(2020, "2019"), (2021, "2020")]


def test_nothing_at_all_is_an_empty_chart_and_a_baseline_alone_is_not() -> None:
    aims = (target("at_least", "2021", value=90),)
    nothing = chart(measure(targets=aims), ())
    assert nothing.empty
    assert nothing.x[1] - nothing.x[0] > 1
    assert "Lukuja ei ole." in nothing.alt
    alone = chart(measure(targets=aims, baseline=baseline(89)), ())
    assert not alone.empty
    assert alone.table.rows[0][:3] == ("2019", "89", "–")
    assert alone.table.rows[-1][:3] == ("2021", "–", "≥\N{NO-BREAK SPACE}90\N{NO-BREAK SPACE}%")


@pytest.mark.parametrize(("series", "note"), [("2019 89", "Lähtötaso"), ("2019 12", "Lähtötaso: 89")])
def test_the_table_has_the_baseline_too_where_the_series_has_another_number(series: str, note: str) -> None:
    found = chart(measure(baseline=baseline(89, "2019")), rows(series))
    assert found.baseline is not None
    (line,) = found.table.rows
    assert line[-2] == note


def test_a_baseline_whose_value_nobody_knows_is_not_drawn() -> None:
    assert chart(measure(baseline=baseline(None)), rows("2020 5")).baseline is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_in_the_language(lang: str) -> None:
    of = _everything()
    series = rows("2017 187.5,2018 21 small_houses,2019 65 preliminary,2020 289,2022 1 budget", source="other")
    found = chart(of, series, lang=lang)
    point = own(found).points[0]
    assert point.text == {"en": "187.5%"}.get(lang, "187,5\N{NO-BREAK SPACE}%")
    assert found.table.header[0] == {"fi": "Ajanjakso", "sv": "Period", "en": "Period"}[lang]
    assert found.table.rows[0][-1] == {
        "fi": "Blogi (toissijainen lähde)", "sv": "Blogi (sekundär källa)", "en": "Blogi (secondary source)",
    }[lang]  # fmt: skip
    assert found.alt.startswith(f"Mittari. {found.finding} ")


def _everything() -> Measure:
    return measure(decimals=1, baseline=baseline(100, "2017"), targets=(target("at_least", "2021", value=120),))


def test_a_projection_is_dotted_on_and_told() -> None:
    of = measure(baseline=baseline(10, "2017"), targets=(target("at_least", "2023", value=50),))
    found = chart(of, rows("2017 10,2018 15,2019 20,2020 25,2021 30"))
    assert "Pisteviiva: jos vauhti pysyy samana kuin keskimäärin 2017–2021." in found.caption
    (line,) = found.of_kind("projection")
    assert line.end.x > 2022
    assert line.label == f"jos vauhti jatkuu: {line.end.label}"


@pytest.mark.parametrize(
    ("series", "drawn"),
    [("2021 30", 0), ("2020 10,2021 30", 1), ("2017 9,2018 11,2019 15,2020 25,2021 20", 1)],
)
def test_a_projection_begins_at_the_last_value_of_three_with_the_baseline_at_the_least(series: str, drawn: int) -> None:
    found = chart(measure(baseline=baseline(10, "2016"), targets=(target("at_least", "2024", value=50),)), rows(series))
    starts = [(line.points[0].x, line.points[0].y) for line in found.of_kind("projection")]
    assert starts == [(own(found).end.x, own(found).end.y)] * drawn


def test_where_all_is_later_than_the_day_no_line_stands_outside_the_drawing() -> None:
    found = chart(measure(), rows("2022-01 1,2022-02 2"))
    assert found.uprights == ()
    assert "Kaikki kaavion luvut ovat päivän 31.12.2021 jälkeen" in found.caption


# fmt: off
ALONE = [
    (measure(), rows("2019 5"),                                                      True),
    (measure(), rows("2019 5,2020 6"),                                               False),
    (measure(), rows("2019 5,2020 6 budget"),                                        False),
    (measure(targets=(target(value=9),)), rows("2019 5"),                            False),
    (measure(baseline=baseline(4, "2018")), rows("2019 5"),                          False),
    (measure(), (*rows("2019 5"), *rows("2018 4,2019 5", "049")),                    False),
]
# fmt: on


@pytest.mark.parametrize(("of", "series", "alone"), ALONE)
def test_a_figure_beside_which_nothing_is_drawn_needs_no_chart(
    of: Measure, series: tuple[Observation, ...], *, alone: bool
) -> None:
    assert (chart(of, series, peers=("049",)).lone is not None) is alone
