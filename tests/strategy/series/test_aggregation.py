"""Coarser periods of a series: which there are, how they are made, and what is never made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.model.periods import Period
from strategy.model.vocabulary import AGGREGATES
from strategy.series.aggregation import around, coarser, native, offered
from tests.strategy.series_rows import MEASURE, months, rows, written

# fmt: off
NATIVE = [
    # the series                                  its own grain
    ("2019-01 1, 2019-02 1",                      "month"),
    ("2019-Q1 1, 2019-Q3 1",                      "quarter"),
    ("2019-01/2019-06 1",                         "half_year"),
    ("2019 1, 2020 1",                            None),
    ("2018-08/2019-07 1",                         None),
    ("2019-01/2019-06 1, 2020 2",                 None),   # two lengths are no one grain
    ("2019-01 1, 2019 12",                        None),
    ("2019-01/2019-05 1",                         None),
    ("2019-01 -",                                 None),   # no figure, no grain
    ("2019-01 1, 2019 -",                         "month"),
]
OFFERED = [
    # own        aggregate   to choose from
    ("month",     "mean",    ("month", "quarter", "year")),
    ("quarter",   "sum",     ("quarter", "year")),
    ("half_year", "last",    ("half_year", "year")),
    ("month",     None,      ("month",)),                  # nobody says how a year is made
]
YEAR = months(2019, *[1] * 11, 13)
MADE = [
    # the series                                      grain      how     what is made of it
    (YEAR,                                            "year",    "mean", "2019 2"),
    (YEAR,                                            "year",    "sum",  "2019 24"),
    (YEAR,                                            "year",    "last", "2019 13"),
    (YEAR,                                            "quarter", "mean", "2019-Q1 1, 2019-Q2 1, 2019-Q3 1, 2019-Q4 5"),
    (YEAR,                                            "quarter", "last", "2019-Q1 1, 2019-Q2 1, 2019-Q3 1, 2019-Q4 13"),
    ("2019-Q1 1, 2019-Q2 2, 2019-Q3 3, 2019-Q4 6",    "year",    "mean", "2019 3"),
    ("2019-01/2019-06 1, 2019-07/2019-12 4",          "year",    "sum",  "2019 5"),
    ("2019-01/2019-06 1, 2019-07/2019-12 4",          "year",    "last", "2019 4"),
    # years that are not whole are not made; of a last only the last is needed
    (months(2019, *[1] * 11),                         "year",    "mean", ""),
    (months(2019, *[1] * 11),                         "year",    "sum",  ""),
    (months(2019, *[1] * 11),                         "year",    "last", ""),
    ("2019-12 7",                                     "year",    "last", "2019 7"),
    ("2019-12 7",                                     "year",    "mean", ""),
    (f"{YEAR}, 2020-01 5, 2020-02 5",                 "year",    "mean", "2019 2"),
    (f"{YEAR}, 2020-01 5, 2020-02 5, 2020-03 5",      "quarter", "sum",
     "2019-Q1 3, 2019-Q2 3, 2019-Q3 3, 2019-Q4 15, 2020-Q1 15"),
    # a missing part and a plan are no parts; a nought is one
    ("2019-Q1 1, 2019-Q2 -, 2019-Q3 3, 2019-Q4 6",    "year",    "sum",  ""),
    ("2019-Q1 1, 2019-Q2 2, 2019-Q3 3, 2019-Q4 6 budget", "year", "sum", ""),
    ("2019-Q1 0, 2019-Q2 0, 2019-Q3 0, 2019-Q4 0",    "year",    "mean", "2019 0"),
    ("2019-Q1 -4, 2019-Q2 2, 2019-Q3 3, 2019-Q4 -6",  "year",    "sum",  "2019 -5"),
    # nothing to make
    ("",                                              "year",    "mean", ""),
]
# fmt: on


@pytest.mark.parametrize(("series", "grain"), NATIVE)
def test_the_grain_of_a_series(series: str, grain: str | None) -> None:
    assert native(rows(series)) == grain


@pytest.mark.parametrize(("finest", "how", "grains"), OFFERED)
def test_the_grains_to_choose_from(finest: str, how: str | None, grains: tuple[str, ...]) -> None:
    assert offered(replace(MEASURE, aggregate=how), finest) == grains


@pytest.mark.parametrize(("series", "grain", "how", "made"), MADE)
def test_what_is_made_of_finer_periods(series: str, grain: str, how: str, made: str) -> None:
    assert written(coarser(rows(series), grain, how)).replace("−", "-") == made


def test_areas_and_parts_are_made_each_for_itself() -> None:
    whole, peer = rows("2019-Q1 1, 2019-Q2 1, 2019-Q3 1, 2019-Q4 1"), rows("2019-Q1 2, 2019-Q2 2, 2019-Q3 2", "049")
    part = rows("2019-Q1 3, 2019-Q2 3, 2019-Q3 3, 2019-Q4 3", part="sex_women")
    made = coarser((*whole, *peer, *part), "year", "sum")
    assert [(row.area, row.breakdown, row.value) for row in made] == [("235", "", 4), ("235", "sex_women", 12)]


def test_a_made_figure_is_as_sure_as_its_least_sure_part_and_known_with_the_last() -> None:
    first = rows("2019-01/2019-06 1", known=date(2020, 5, 31), note="a", secondary=True, n=10)
    second = rows("2019-07/2019-12 1 preliminary", known=date(2020, 2, 28), note="b", confidence="low", n=12)
    (made,) = coarser((*first, *second), "year", "sum")
    assert (made.quality, made.confidence, made.known, made.secondary) == (
        "preliminary",
        "low",
        date(2020, 5, 31),
        True,
    )
    assert (made.note, made.n, made.day) == (None, None, None)


def test_a_note_that_every_part_has_stays() -> None:
    (made,) = coarser(rows("2019-01/2019-06 1, 2019-07/2019-12 1", note="a"), "year", "sum")
    assert made.note == "a"


def test_a_figure_that_may_not_be_compared_is_no_part() -> None:
    parts = (*rows("2019-01/2019-06 1"), *rows("2019-07/2019-12 1", comparable=False))
    assert coarser(parts, "year", "sum") == ()


# fmt: off
BREAKS = [
    # the day of the break      years that are made
    (date(2019, 1, 1),          "2019 2, 2020 2"),
    (date(2019, 6, 30),         "2020 2"),           # the halves of 2019 stand on both sides
    (date(2019, 7, 15),         "2020 2"),
    (date(2019, 12, 31),        "2019 2, 2020 2"),
]
# fmt: on


@pytest.mark.parametrize(("day", "made"), BREAKS)
def test_nothing_is_made_across_a_break(day: date, made: str) -> None:
    halves = rows("2019-01/2019-06 1, 2019-07/2019-12 1, 2020-01/2020-06 1, 2020-07/2020-12 1")
    assert written(coarser(halves, "year", "sum", (day,))) == made


@given(st.lists(st.integers(-50, 50), min_size=24, max_size=24), st.sampled_from(AGGREGATES), st.randoms())
def test_the_order_of_rows_plays_no_part_and_means_lie_between(values: list[int], how: str, shuffled: object) -> None:
    told = rows(f"{months(2019, *values[:12])}, {months(2020, *values[12:])}")
    made = coarser(told, "year", how)
    mixed = list(told)
    shuffled.shuffle(mixed)  # type: ignore[attr-defined]
    assert coarser(mixed, "year", how) == made
    for row, year in zip(made, (values[:12], values[12:]), strict=True):
        assert row.value is not None
        assert how != "mean" or min(year) - 1e-9 <= row.value <= max(year) + 1e-9
        assert how != "sum" or row.value == sum(year)


# fmt: off
AROUND = [
    ("2019-01", "quarter", "2019-Q1"), ("2019-12", "quarter", "2019-Q4"), ("2019-Q2", "year", "2019"),
    ("2019-07/2019-12", "year", "2019"), ("2020-01", "year", "2020"), ("2020-01", "month", "2020-01"),
]
# fmt: on


@pytest.mark.parametrize(("period", "grain", "wide"), AROUND)
def test_the_period_around_a_period(period: str, grain: str, wide: str) -> None:
    assert around(Period.parse(period), grain) == Period.parse(wide)


def test_figures_of_several_lengths_tile_a_year_and_weigh_by_their_months() -> None:
    (mean,) = coarser(rows("2020-01/2020-09 10, 2020-10 9, 2020-Q4 6"), "year", "mean")
    assert mean.value == 9


def test_bounds_are_carried_through() -> None:
    first, second = rows("2020-01/2020-06 5, 2020-07/2020-12 5")
    bounded = replace(second, value=None, quality="bound", low=3.0)
    (made,) = coarser([first, bounded], "year", "sum")
    assert (made.value, made.low, made.high, made.quality) == (None, 8, None, "bound")
    (last,) = coarser([replace(first, quality="bound", value=None, high=1.0), second], "year", "last")
    assert (last.value, last.quality) == (5, "final")


def test_months_of_which_only_limits_are_known_are_months() -> None:
    limits = [replace(row, value=None, quality="bound", low=1.0) for row in rows(months(2020, 1, 2))]
    assert native(limits) == "month"
