"""The trend from the previous comparable value, and the projection."""

from __future__ import annotations

import math

import pytest

from strategy.judging.trend import PacePoint, projection, student
from strategy.model import Period
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


def points(values: str) -> list[PacePoint]:
    """`2018:5 2021:7`: values of years, each at the end of its year."""
    pairs = [text.split(":") for text in values.split()]
    return [PacePoint(int(year) + 1.0, float(value), Period.parse(year)) for year, value in pairs]


# fmt: off
GOES_ON = [
    # values                                       to      ends at  slope   of how many, of which years
    ("2018:5",                                     2025,   None,    None,   ""),
    ("",                                           2025,   None,    None,   ""),
    ("2018:5 2019:7",                              2025,   None,    None,   ""),
    ("2018:1 2019:2 2020:9",                       2022,   17,      4,      "3, 2018-2020"),
    ("2018:10 2019:2 2020:9",                      2022,   8,       -0.5,   "3, 2018-2020"),
    # three falling years after three that rose: the first value stands lower than the fourth
    ("2016:6 2017:8 2018:10 2019:9 2020:7 2021:5", 2023,   4.6,     -0.2,   "6, 2016-2021"),
    # years between are left out: the change is that of a year
    ("2010:20 2018:12 2020:10",                    2022,   8,       -1,     "3, 2010-2020"),
    ("2018:1 2019:2 2020:3",                       2020,   None,    None,   ""),
    ("2018:1 2019:2 2020:3",                       2019.5, None,    None,   ""),
]
# fmt: on


@pytest.mark.parametrize(("values", "to", "ends", "slope", "of"), GOES_ON)
def test_a_series_goes_on_from_its_last_value_at_its_mean_pace(
    values: str, to: float, ends: float | None, slope: float | None, of: str
) -> None:
    it = projection(points(values), to + 1)
    if ends is None or slope is None:
        assert it is None
        return
    assert it is not None
    assert (it.start, it.start_value) == points(values)[-1][:2]
    assert it.value == pytest.approx(ends)
    assert it.slope == pytest.approx(slope)
    assert f"{it.points}, {it.first}-{it.last}" == of


def test_the_band_widens_with_time_and_needs_five_values() -> None:
    """Drift 1.6 a year, steps 1 1 1 1 4; t 1.5329 at 4 degrees; variance (4 * .36 + 5.76) / 4 = 1.8; 2 years of 5."""
    values = points("2015:1 2016:2 2017:3 2018:4 2019:5 2020:9")
    it, further = projection(values, 2023), projection(values, 2026)
    assert it is not None
    assert further is not None
    assert it.low is not None
    assert it.high is not None
    assert it.value == pytest.approx(9 + 2 * 1.6)
    assert it.high - it.value == pytest.approx(it.value - it.low)
    assert it.high - it.value == pytest.approx(student(4) * math.sqrt(1.8 * 2 * (1 + 2 / 5)))
    assert further.high is not None
    assert further.high - further.value > it.high - it.value
    four = projection(values[:4], 2023)
    assert four is not None
    assert (four.low, four.high) == (None, None)


def test_a_perfect_line_has_a_band_of_no_width() -> None:
    it = projection(points("2015:0 2016:2 2017:4 2018:6 2019:8"), 2021)
    assert it is not None
    assert [it.low, it.value, it.high] == pytest.approx([10, 10, 10])


@pytest.mark.parametrize(
    ("values", "ends", "clipped"),
    [
        ("2018:50 2019:90 2020:95", 100, True),
        ("2018:50 2019:10 2020:9", 0, True),
        ("2018:50 2019:51 2020:52", 57, False),
    ],
)
def test_the_line_stops_at_the_natural_limits(values: str, ends: float, *, clipped: bool) -> None:
    it = projection(points(values), 2026, lowest=0, highest=100)
    assert it is not None
    assert it.value == pytest.approx(ends)
    assert it.clipped is clipped


# fmt: off
PACES = [
    # measure                                figures                                       ends at   first year
    ("up b=10@2018 at_least=20@2023",        "2016:30 2017:20 2018:10 2019:12 2020:17 2021:16", 20.0, "2018"),
    ("up b=10@2018 at_least=20@2023",        "2018:10 2019:11 2020:12 2021:13",            15.0,     "2018"),
    ("down b=55@2018 less_than=40@2024",     "2012:61 2014:59 2018:55 2019:52 2020:49 2021:46", 37.0, "2018"),
    ("up b=10@2018 change_percent=50@2023",  "2018:10 2019:12 2020:13 2021:14",            16.667,   "2018"),
    ("up b=8@2016 change_points=4@2023!base=2018", "2016:8 2018:10 2019:10 2020:10 2021:13", 15.0,   "2018"),
    ("up b=1@2018 at_least=9@2023",          "2016:7 2017:5 2018:1 2019:4",                None,     ""),
    ("up b=1@2018 at_least=9@2037",          "2018:1 2019:4 2020:5 2021:6",                None,     ""),
    ("up at_least=9@2023",                   "2018:1 2019:4 2020:5 2021:7",                11.0,     "2018"),
]
# fmt: on


@pytest.mark.parametrize(("measure", "figures", "ends", "first"), PACES)
def test_the_pace_drawn_on_is_the_pace_judged(measure: str, figures: str, ends: float | None, first: str) -> None:
    it = verdict(measure, figures, "31.12.2021")
    if ends is None:
        assert it.projection is None
        return
    assert it.projection is not None
    assert it.projection.value == pytest.approx(ends, abs=0.001)
    assert str(it.projection.first) == first
    if it.headline.pace is not None and it.headline.baseline is not None and it.headline.target_value is not None:
        way = it.headline.target_value - it.headline.baseline
        assert it.projection.value == pytest.approx(it.headline.baseline + it.headline.pace * way)


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


@pytest.mark.parametrize(("freedom", "quantile"), [(3, 1.63675349), (4, 1.53291775), (10, 1.37217747)])
def test_the_quantile_is_that_of_the_published_series(freedom: int, quantile: float) -> None:
    """Abramowitz and Stegun 26.7.5, its first three terms."""
    assert student(freedom) == pytest.approx(quantile, abs=1e-8)
