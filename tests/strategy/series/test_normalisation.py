"""Index, figures per inhabitant and places: what they are made of, and what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from strategy.model.periods import Period
from strategy.model.record import Observation
from strategy.series.normalisation import base_period, indexed, per_inhabitants, ranked
from tests.strategy.series_rows import rows, written

# fmt: off
BASES = [
    # own                        the other's                  first common period
    ("2018 5, 2019 6",           "2018 1, 2019 2",            "2018"),
    ("2018 5, 2019 6",           "2019 2",                    "2019"),
    ("2018 0, 2019 6",           "2018 1, 2019 2",            "2019"),     # nothing grows from nought
    ("2018 5, 2019 6",           "2018 -, 2019 2",            "2019"),
    ("2018 5, 2019 6",           "2018 3 budget, 2019 2",     "2019"),
    ("2018 5",                   "2019 2",                    None),
]
INDEXED = [
    # own                        index, 2019 = 100
    ("2018 4, 2019 8, 2020 9",   "2018 50, 2019 100, 2020 112.5"),
    ("2019 8, 2020 -, 2021 4",   "2019 100, 2020 -, 2021 50"),
    ("2019 8, 2020 0",           "2019 100, 2020 0"),
]
PEOPLE = [
    # figures                    inhabitants                            a thousand inhabitants
    ("2019 20, 2020 30",         "2019 10000, 2020 10000",              "2019 2, 2020 3"),
    ("2019 20, 2020 30",         "2020 10000",                          "2020 3"),            # no denominator
    ("2019-01 20, 2019 30",      "2019 10000",                          "2019 3"),            # of the same period alone
    ("2019 0",                   "2019 10000",                          "2019 0"),
    ("2019 -5",                  "2019 10000",                          "2019 -0.5"),
    ("2019 20, 2020 -",          "2019 10000",                          "2019 2, 2020 -"),
    ("2019 20",                  "2019 0",                              ""),
    ("2019 20 budget",           "2019 10000",                          ""),
]
RANKED = [
    # own  Espoo Helsinki   largest first   smallest first
    ("3",  "2",  "1",       (1, 2, 3),      (3, 2, 1)),
    ("1",  "2",  "2",       (3, 1, 1),      (1, 2, 2)),   # equal figures share the better place
    ("2",  "2",  "2",       (1, 1, 1),      (1, 1, 1)),
    ("0",  "-1", "1",       (2, 3, 1),      (2, 1, 3)),
]
# fmt: on


@pytest.mark.parametrize(("own", "other", "period"), BASES)
def test_an_index_begins_where_all_have_a_figure(own: str, other: str, period: str | None) -> None:
    found = base_period((*rows(own), *rows(other, "049")), ("235", "049"))
    assert found == (Period.parse(period) if period else None)


@pytest.mark.parametrize(("own", "index"), INDEXED)
def test_an_index_is_of_each_areas_own_figure(own: str, index: str) -> None:
    told = (*rows(own), *rows("2019 1000, 2020 1500", "049"), *rows("2019 5", "091"))
    made = indexed(told, ("235", "049"), Period.parse("2019"))
    assert written(made, "235") == index
    assert written(made, "049") == "2019 100, 2020 150"
    assert written(made, "091") == ""


@pytest.mark.parametrize(("figures", "people", "made"), PEOPLE)
def test_a_count_a_thousand_inhabitants(figures: str, people: str, made: str) -> None:
    told = per_inhabitants(rows(figures), (*rows(people), *rows("2019 500000, 2020 500000", "049")))
    assert written(told).replace("−", "-") == made


def test_a_preliminary_population_makes_a_preliminary_figure() -> None:
    (made,) = per_inhabitants(rows("2019 20 estimate"), rows("2019 10000 preliminary"))
    assert made.quality == "estimate"
    (made,) = per_inhabitants(rows("2019 20", n=7), rows("2019 10000 preliminary"))
    assert (made.quality, made.n) == ("preliminary", None)


@pytest.mark.parametrize(("own", "espoo", "helsinki", "largest", "smallest"), RANKED)
def test_places(own: str, espoo: str, helsinki: str, largest: tuple[int, ...], smallest: tuple[int, ...]) -> None:
    told = (*rows(f"2019 {own}"), *_others(espoo, helsinki))
    areas = ("235", "049", "091")
    assert tuple(row.value for row in ranked(told, areas, smallest_first=False)) == largest
    assert tuple(row.value for row in ranked(told, areas, smallest_first=True)) == smallest


def _others(espoo: str, helsinki: str) -> tuple[Observation, ...]:
    # a value of -1 cannot be written as a series does it: a dash says that there is none
    return tuple(rows(f"2019 {value}", area)[0] for value, area in ((espoo, "049"), (helsinki, "091")))


def test_a_place_is_told_only_where_all_have_a_figure_and_says_of_how_many() -> None:
    told = (*rows("2018 3, 2019 3, 2020 3 budget"), *rows("2019 4, 2020 4", "049"), *rows("2019 9", "091"))
    made = ranked(told, ("235", "049"), smallest_first=False)
    assert [(str(row.period), row.area, row.value, row.n) for row in made] == [
        ("2019", "235", 2, 2),
        ("2019", "049", 1, 2),
    ]


def _with_a_bound(written_: str, low: float, period: str, area: str = "235") -> tuple[Observation, ...]:
    """The rows, and one of which only the lower limit is known."""
    bound = replace(rows(f"{period} -", area)[0], missing=None, quality="bound", low=low)
    return (*rows(written_, area), bound)


def test_limits_are_left_out_and_never_kept_in_another_unit() -> None:
    told = _with_a_bound("2018 20, 2020 40", 30, "2019")
    others = rows("2018 10, 2019 15, 2020 20", "049")
    areas = ("235", "049")
    index = indexed((*told, *others), areas, Period.parse("2018"))
    assert written(index, "235") == "2018 100, 2020 200"
    people = rows("2018 10000, 2019 10000, 2020 10000")
    assert written(per_inhabitants(told, people)) == "2018 2, 2020 4"
    assert written(per_inhabitants(rows("2018 20, 2019 30"), _with_a_bound("2018 10000", 9000, "2019"))) == "2018 2"
    assert written(ranked((*told, *others), areas, smallest_first=False), "235") == "2018 1, 2020 1"
    assert not any(row.is_bound for row in index)
