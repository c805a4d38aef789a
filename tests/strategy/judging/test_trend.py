"""The trend from the previous comparable value, and the projection."""

from __future__ import annotations

import math

import pytest

from strategy.judging.evidence.verdict import Projection
from strategy.judging.trend import projection, student
from tests.strategy.drawing import Row, breaks, table, verdict


@pytest.mark.parametrize("row", table("trend"), ids=lambda r: f"{r['measure']} {r['rows']}")
def test_trend(row: Row) -> None:
    it = verdict(row["measure"], row["rows"], "31.12.2021").trend
    assert (it.kind if it else "") == row["trend"]
    assert (it.change if it else None) == (float(row["change"]) if row["change"] else None)


def test_a_trend_does_not_cross_a_break() -> None:
    assert verdict("up", "2019:5 2021:9", "31.12.2021", marks=breaks("2020-06-30")).trend is None
    it = verdict("up", "2019:5 2020:6 2021:9", "31.12.2021", marks=breaks("2019-06-30")).trend
    assert it is not None
    assert (it.previous, str(it.previous_period), it.value) == (6, "2020", 9)


def line(*points: tuple[float, float], end: float = 10, **limits: float) -> Projection:
    found = projection(points, end, **limits)
    assert found is not None
    return found


def test_one_value_gives_no_line() -> None:
    assert projection([(1, 5)], 10) is None
    assert projection([], 10) is None


def test_a_line_that_has_nowhere_to_go() -> None:
    assert projection([(1, 5), (10, 6)], 10) is None


def test_two_values_give_no_line() -> None:
    assert projection([(1, 5), (2, 7)], 10) is None


def test_three_values_go_on_from_the_last_with_the_middle_slope_without_a_band_and_say_so() -> None:
    it = line((1, 1), (2, 2), (3, 9))
    assert (it.slope, it.start, it.start_value) == (4, 3, 9)
    assert it.value == pytest.approx(9 + 7 * 4)
    assert (it.few_points, it.low, it.high, it.points) == (True, None, None, 3)


def test_five_values_give_a_line_through_their_middle() -> None:
    it = line((1, 1), (2, 2), (3, 3), (4, 4), (5, 50))
    assert (it.slope, it.start_value, it.few_points) == (1, 5, False)


def test_one_wild_value_does_not_turn_the_line() -> None:
    assert line((1, 1), (2, 2), (3, 90), (4, 4), (5, 5)).slope == pytest.approx(1)


def test_five_values_give_a_band_and_four_do_not() -> None:
    points = [(1.0, 1.0), (2.0, 2.2), (3.0, 2.8), (4.0, 4.1), (5.0, 4.9)]
    assert line(*points[:4]).low is None
    it = line(*points, end=6)
    assert it.low is not None
    assert it.high is not None
    assert it.low < it.value < it.high
    wider = line(*points, end=9)
    assert wider.low is not None
    assert wider.high is not None
    assert wider.high - wider.low > it.high - it.low


def test_a_perfect_line_has_a_band_of_no_width() -> None:
    it = line(*((float(t), 2.0 * t) for t in range(6)))
    assert it.low == pytest.approx(20)
    assert it.high == pytest.approx(20)


def test_the_line_stops_at_the_natural_limits() -> None:
    up = line((1, 50), (2, 90), (3, 95), lowest=0, highest=100)
    down = line((1, 50), (2, 10), (3, 9), lowest=0, highest=100)
    free = line((1, 50), (2, 51), (3, 52), lowest=0, highest=100)
    assert (up.value, up.clipped, down.value, down.clipped) == (100, True, 0, True)
    assert (free.value, free.clipped) == (59, False)


@pytest.mark.parametrize(("freedom", "quantile"), [(3, 1.638), (4, 1.533), (8, 1.397), (30, 1.310)])
def test_the_quantile_is_that_of_the_tables(freedom: int, quantile: float) -> None:
    assert student(freedom) == pytest.approx(quantile, abs=0.002)


def test_a_projection_runs_to_the_end_of_the_target_from_values_of_one_series() -> None:
    drawn = "up b=1@2018 at_least=9@2023"
    it = verdict(drawn, "2018:1 2019:2 2020:3 2021:4", "31.12.2021").projection
    assert it is not None
    assert it.value == pytest.approx(6)
    assert (it.end, it.points) == (2024, 4)
    cut = verdict(drawn, "2018:1 2019:2 2020:3 2021:9", "31.12.2021", marks=breaks("2021-01-01")).projection
    assert cut is not None
    assert cut.points == 3


@pytest.mark.parametrize(
    "drawn",
    [
        "up",
        "up at_least=9",
        "up at_least=9@2021",
        "up mean=9@2018/2023!op=at_least",
        "up better_than@2023!ref=SSS",
        "down best_of=3@2023",
        "none at_least=9@2023",
        "undefined@2023",
    ],
)
def test_what_has_no_single_value_to_come_has_no_projection(drawn: str) -> None:
    assert verdict(drawn, "2018:1!n=9 2019:2!n=9 2020:3!n=9", "31.12.2021").projection is None


@pytest.mark.parametrize("drawn", ["down rank at_most=3@2022", "down best_of=3@2022"])
def test_a_place_without_the_number_compared_has_no_trend(drawn: str) -> None:
    it = verdict(drawn, "2019:5!n=9 2020:4 2021:3!n=9", "31.12.2021").trend
    assert it is not None
    assert (it.value, it.previous) == (3, 5)


def test_the_band_is_as_wide_as_the_figures_scatter() -> None:
    """Slope 1 through 0; one figure 3 above the line; t 1.5329 at 4 degrees, n 6, mean 3.5, sum of squares 17.5."""
    found = projection([(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 9)], 8)
    assert found is not None
    width = student(4) * math.sqrt(9 / 4) * math.sqrt(1 + 1 / 6 + 4.5**2 / 17.5)
    assert (found.value, found.slope) == (8, 1)
    assert found.low == pytest.approx(8 - width)
    assert found.high == pytest.approx(8 + width)


@pytest.mark.parametrize(("freedom", "quantile"), [(3, 1.63675349), (4, 1.53291775), (10, 1.37217747)])
def test_the_quantile_is_that_of_the_published_series(freedom: int, quantile: float) -> None:
    """Abramowitz and Stegun 26.7.5, its first three terms."""
    assert student(freedom) == pytest.approx(quantile, abs=1e-8)


@pytest.mark.parametrize("end", [2.5, 3])
def test_a_line_never_leads_back(end: float) -> None:
    assert projection([(1, 5), (2, 7), (3, 8)], end) is None
