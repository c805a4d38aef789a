"""Figures that their source only bounds: they take part where every value inside gives the same status."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategy.judging.status import judge
from strategy.model.catalogue import Measure
from strategy.model.periods import Period
from strategy.model.record import Observation
from tests.strategy.drawing import HOME, day, judged, measure, rows, verdict

DRAWN = (
    "up b=0@2018 at_least=8@2022", "up b=0@2018 at_least=8@2021", "up b=0@2018 more_than=8@2021 tol=2",
    "down b=9@2018 at_most=2@2022", "down b=9@2018 at_most=2@2021 tol=1", "down b=9@2018 mat=3 less_than=2@2022",
    "down b=9@2018 change_points=4@2022!base=2018", "range b=0@2018 range=3,5@2022",
    "range b=9@2018 range=3,5@2021 tol=2",
    "up mean=5@2019/2021!op=at_least", "up mean=5@2019/2022!op=at_least", "range mean=3,5@2019/2022",
    "up at_least=4@2019/2022",
    "down at_most=4@2019/2021 tol=1", "range range=3,5@2019/2021", "up sum=12@2019/2021", "up sum=12@2019/2022",
    "down sum=12@2019/2021!op=at_most", "down count=12@2019/2022!op=at_most", "up count=12@2019/2022",
    "up count=12@2019/2021!op=more_than", "down rank best_of=0.3333@2021", "down rank best_of=0.5@2022 b=2@2018",
    "up better_than@2021!ref=SSS", "down better_than@2022!ref=SSS",
)  # fmt: skip
CALENDARS = ("", " calendar=year,2018,3", " calendar=year,2018,")


def _with_year(
    value: float | None, year: int, low: float | None, high: float | None, missing: str | None
) -> Observation:
    quality = "bound" if value is None and missing is None else "final"
    return Observation("m", HOME, Period.years(year, year), value, "own", quality=quality, low=low, high=high,
                       missing=missing, n=9)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(DRAWN), st.sampled_from(CALENDARS),
    st.dictionaries(st.integers(2019, 2021), st.integers(0, 12), max_size=3), st.integers(2019, 2021),
    st.integers(-1, 13), st.integers(0, 6), st.dates(date(2019, 12, 31), date(2022, 12, 31)), st.integers(0, 12),
)  # fmt: skip
def test_a_bound_decides_where_every_value_inside_does_and_else_is_an_excused_missing_value(
    drawn: str, calendar: str, figures: dict[int, int], year: int, low: int, width: int, on: date, other: int
) -> None:
    it = measure(drawn + calendar)
    given_ = [_with_year(float(v), y, None, None, None) for y, v in figures.items() if y != year]
    given_ += [replace(_with_year(float(other), y, None, None, None), area="SSS") for y in (2018, 2019, 2020, 2021)]
    bounded = _with_year(None, year, float(low), float(low + width), None)
    found = _status(it, [*given_, bounded], on)
    inside = {
        _status(it, [*given_, _with_year(float(x), year, None, None, None)], on) for x in range(low, low + width + 1)
    }
    excused = _status(it, [*given_, _with_year(None, year, None, None, "not_collected")], on)
    assert found == (inside.pop() if len(inside) == 1 else excused)


def _status(it: Measure, figures: list[Observation], on: date) -> str:
    return judge(it, figures, on=on, home=HOME).status


def test_what_is_known_of_a_bound_is_told_and_carries_no_pace() -> None:
    it = judged("up b=0@2018 at_least=100@2022", "2020:10..12", "31.12.2020")
    assert (it.status, it.reason) == ("far_behind", "pace")
    assert (it.value, it.value_low, it.value_high, it.pace, it.progress) == (None, 10, 12, None, None)
    assert (it.bounded, it.flags, it.required_left) == (True, (), None)


def test_an_open_bound_is_told_by_the_end_that_it_has() -> None:
    it = judged("down b=9@2018 at_most=2@2022", "2020:..1.4", "31.12.2020")
    assert (it.status, it.value_low, it.value_high) == ("reached", None, 1)


def test_bounds_that_meet_are_a_bound_still() -> None:
    it = judged("up at_least=5@2022", "2020:5..5", "31.12.2020")
    assert (it.status, it.value, it.value_low, it.value_high) == ("reached", None, 5, 5)


def test_an_undecided_bound_leaves_the_value_before_it() -> None:
    it = judged("up b=0@2018 at_least=100@2022", "2019:40 2020:10..90", "31.12.2020")
    assert (it.value, it.status, str(it.period), it.bounded) == (40, "on_pace", "2019", False)


def test_the_end_that_a_bound_leaves_open_is_told_with_its_bounds() -> None:
    it = judged("up b=0@2018 at_least=50@2020", "2019:60 2020:10..90", "31.12.2020")
    assert (it.status, it.reason, it.value_low, it.value_high) == ("no_value", "undecided", 10, 90)
    assert [str(p) for p in it.excused] == ["2020"]


def test_bounds_that_leave_a_window_open_go_out_together() -> None:
    it = judged("up mean=5@2018/2022!op=at_least", "2018:5 2019:0..9 2020:5..6", "31.12.2020")
    assert (it.status, it.value, it.pace) == ("on_pace", 5, 1)
    assert [str(p) for p in it.excused] == ["2019", "2020"]


def test_the_year_that_may_fall_shortest_is_told() -> None:
    it = judged("down at_most=4@2019/2021", "2019:1..9 2020:5..6", "31.12.2020")
    assert (it.status, str(it.period), it.value_low, it.value_high) == ("far_behind", "2019", 1, 9)


def test_a_mean_and_a_sum_carry_bounds_through() -> None:
    mean = judged("up mean=5@2018/2022!op=at_least", "2018:5 2019:7..9", "31.12.2019")
    assert (mean.status, mean.value_low, mean.value_high, mean.remaining_low) == ("on_pace", 6, 7, None)
    made = judged("up aggregate=sum b=0@2018 at_least=9@2022", "2020-01/2020-06:5 2020-07/2020-12:4..", "31.12.2020")
    assert (made.status, made.value_low, made.value_high, str(made.period)) == ("reached", 9, None, "2020")


@pytest.mark.parametrize("figures", ["2019:..9", "2019:3..4"])
def test_a_bound_never_corrects_a_baseline(figures: str) -> None:
    it = judged("up b=5@2019 change_points=3@2022", f"{figures} 2020:6", "31.12.2020")
    assert (it.baseline, it.target_value, it.flags) == (5, 8, ("few_points",))


def test_a_baseline_that_was_corrected_before_it_was_bounded_stays_corrected() -> None:
    it = judged("up b=5@2019 at_least=9@2022", "2019:6 2019:3..7!known=2021-01-01 2020:7", "31.12.2021")
    assert it.baseline == 6


@pytest.mark.parametrize(
    ("before", "baseline"), [("2019:6", 6), ("2019:6!apart", 5), ("2019:withdrawn", None), ("2019:not_collected", 5)]
)
def test_behind_a_bound_stands_what_was_told_before_it(before: str, baseline: float | None) -> None:
    it = judged("up b=5@2019 at_least=9@2022", f"{before} 2019:3..4!known=2021-01-01 2020:6", "31.12.2021")
    assert it.baseline == baseline


def test_a_bounded_baseline_is_unknown() -> None:
    it = judged("up b=@2019 at_least=9@2022", "2019:3..4 2020:5", "31.12.2020")
    assert (it.baseline, it.status, it.reason) == (None, "not_yet", "no_baseline")


def test_a_bound_is_a_value_that_is_followed_and_has_no_trend() -> None:
    it = verdict("up", "2019:5 2020:6..8", "31.12.2020")
    assert (it.status, it.headline.value_low, it.headline.value_high, it.trend) == ("followed", 6, 8, None)
    assert it.latest is not None
    assert it.latest.quality == "bound"


def test_the_trend_passes_over_a_bound() -> None:
    it = verdict("up", "2018:5 2019:1..8 2020:6", "31.12.2020").trend
    assert it is not None
    assert (it.previous, str(it.previous_period)) == (5, "2018")


def test_a_projection_has_no_bounds() -> None:
    line = verdict("up b=1@2018 at_least=90@2023", "2018:1 2019:2 2020:3 2021:0..99", "31.12.2021").projection
    assert line is not None
    assert (line.points, line.start) == (3, 2021)
    decided = verdict("up b=1@2018 at_least=90@2023", "2018:1 2019:2 2020:3 2021:91..", "31.12.2021")
    assert (decided.status, decided.projection) == ("reached", None)


@pytest.mark.parametrize("low_high", [(None, None), (5.0, 3.0), (float("nan"), None), (float("inf"), None)])
def test_bounds_that_say_nothing_are_no_row(low_high: tuple[float | None, float | None]) -> None:
    (row,) = rows("2020:1..2")
    strange = replace(row, low=low_high[0], high=low_high[1])
    found = judge(measure("up at_least=5@2022"), [strange], on=day("31.12.2020"), home=HOME)
    assert (found.status, found.latest) == ("no_value", None)


@pytest.mark.parametrize(
    ("drawn", "figures", "on", "status"),
    [
        # the baseline's own value is the figure of its period, and a bound does not correct it
        ("down b=5@2019 less_than=5@2018/2021", "2018:1 2019:..2", "30.6.2020", "far_behind"),
        ("up b=0@2019 mean=2@2019/2020!op=at_most", "2019:..4", "30.6.2020", "on_pace"),
        ("range b=6@2018 mean=3,3@2018/2020", "2018:2.. 2019:1 2020:2", "31.12.2020", "met"),
        ("up b=1@2019-01/2019-06 aggregate=mean at_least=2@2021", "2019-01/2019-06:..5 2019-07/2019-12:3",
         "31.12.2019", "reached"),
        # an exact figure that stood before the bound is the baseline
        ("down b=5@2019 less_than=5@2018/2021", "2018:1 2019:3!known=2020-02-01 2019:..2!known=2020-03-01",
         "30.6.2020", "reached"),
        # without a known baseline the bound is the figure
        ("down b=@2019 less_than=5@2018/2021", "2018:1 2019:..2", "30.6.2020", "reached"),
        ("down b=@2019 less_than=5@2018/2021", "2018:1 2019:..7", "30.6.2020", "reached"),
    ],
)  # fmt: skip
def test_a_bound_does_not_take_the_place_of_the_baseline(drawn: str, figures: str, on: str, status: str) -> None:
    assert judged(drawn, figures, on).status == status
