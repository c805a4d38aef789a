"""Targets are judged at the grain of their own period, from published figures or from finer ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import fmean

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategy.judging.evidence.frequency import baseline_figure, grain_of, made, needed
from strategy.judging.evidence.gathering import gather
from strategy.judging.status import judge
from strategy.model.periods import Period
from strategy.model.record import Observation
from strategy.series.tiling import combined, overlap, slot, slots, tile, uncovered
from tests.strategy.drawing import HOME, breaks, judged, measure, rows, target, verdict

DRAWN = (
    "up b=0@2018 at_least=8@2022", "down b=9@2018 at_most=2@2021", "range b=0@2018 range=3,5@2022",
    "up mean=5@2019/2022!op=at_least", "down at_most=4@2019/2021", "up better_than@2021!ref=SSS",
    "up mean=5@2019/2021!op=at_most",
)  # fmt: skip
HOW: dict[str, Callable[[list[int]], float]] = {"sum": sum, "mean": fmean, "last": lambda values: values[-1]}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(DRAWN), st.sampled_from(sorted(HOW)),
    st.dictionaries(st.tuples(st.integers(2019, 2021), st.integers(0, 3)), st.integers(0, 9), max_size=12),
    st.dates(date(2019, 1, 1), date(2022, 12, 31)), st.integers(0, 9),
)  # fmt: skip
def test_quarters_are_judged_as_the_years_that_they_make(
    drawn: str, how: str, quarters: dict[tuple[int, int], int], on: date, other: int
) -> None:
    it = measure(f"{drawn} aggregate={how}", decimals=2)
    reference = [replace(_row(Period.years(y, y), other), area="SSS") for y in (2018, 2019, 2020, 2021)]
    finer = [_row(Period.parse(f"{y}-Q{q + 1}"), v) for (y, q), v in quarters.items()]
    made = []
    for year in (2019, 2020, 2021):
        values = [quarters[year, q] for q in range(4) if (year, q) in quarters]
        if len(values) == 4 or (how == "last" and (year, 3) in quarters):
            made.append(_row(Period.years(year, year), HOW[how](values)))
    one = judge(it, [*reference, *finer], on=on, home=HOME)
    two = judge(it, [*reference, *made], on=on, home=HOME)
    assert (one.status, one.headline.value, one.headline.pace) == (two.status, two.headline.value, two.headline.pace)
    assert one.headline.since == two.headline.since or not made


def _row(period: Period, value: float) -> Observation:
    return Observation("m", HOME, period, float(value), "own")


VISITS = " ".join(f"2024-{month:02d}:{18255 if month == 12 else 17965}" for month in range(1, 13))


def test_a_month_is_never_set_against_a_year() -> None:
    drawn = "up aggregate=sum b=205000@2023 at_least=212000@2025"
    assert judged(drawn, VISITS, "30.12.2024").status == "no_value"
    it = judged(drawn, VISITS, "31.12.2024")
    assert (it.status, it.value, str(it.period)) == ("reached", 215870, "2024")


def test_a_figure_made_for_the_period_of_the_baseline_never_corrects_it() -> None:
    halves = "2019-01/2019-06:50 2019-07/2019-12:50 2020:120"
    it = judged("up aggregate=sum b=90@2019 at_least=200@2022", halves, "31.12.2020")
    assert (it.baseline, it.flags) == (90, ("few_points",))
    published = judged("up aggregate=sum b=90@2019 at_least=200@2022", halves + " 2019:95", "31.12.2020")
    assert (published.baseline, published.flags) == (95, ("few_points", "revised"))


@pytest.mark.parametrize(
    ("how", "status", "left_out"), [("sum", "no_value", ["2020"]), ("mean", "no_value", ["2020"]), ("last", "met", [])]
)
def test_a_year_with_a_break_inside_is_left_out(how: str, status: str, left_out: list[str]) -> None:
    halves = "2020-01/2020-06:5 2020-07/2020-12:5 2021:9"
    drawn = f"up aggregate={how} at_least=5@2020/2021"
    it = judged(drawn, halves, "31.12.2021", marks=breaks("2020-06-30"))
    assert (it.status, [str(p) for p in it.left_out]) == (status, left_out)
    assert ("series_break" in it.flags) == bool(left_out)


def test_a_last_value_left_out_for_a_break_is_not_replaced() -> None:
    halves = "2020:9 2021-01/2021-06:5 2021-07/2021-12:5"
    it = judged("up aggregate=sum at_least=5@2021", halves, "31.12.2021", marks=breaks("2021-06-30"))
    assert (it.status, it.reason, it.flags) == ("no_value", "not_comparable", ("series_break",))


def test_what_is_compared_within_one_period_goes_on_across_a_break() -> None:
    drawn = "up aggregate=sum better_than@2021!ref=SSS"
    it = judged(drawn, "2021-01/2021-06:5 2021-07/2021-12:5 2021:9!area=SSS", "31.12.2021", marks=breaks("2021-06-30"))
    assert (it.status, it.value, it.flags) == ("met", 10, ())


def test_a_part_is_weighed_by_its_months() -> None:
    it = judged("up aggregate=mean at_least=9@2021", "2021-01/2021-09:10 2021-Q4:6", "31.12.2021")
    assert (it.value, it.status) == (9, "met")
    window = judged("up dec=1 mean=5@2018/2020!op=at_least", "2018/2019:6 2020:3", "31.12.2020")
    assert (window.value, window.status, window.parts_expected) == (5, "met", 3)


def test_the_remaining_parts_are_counted_in_the_length_of_a_part() -> None:
    it = judged("up mean=5@2018/2021!op=at_least", "2018/2019:6", "31.12.2019")
    assert (it.remaining_low, it.parts_expected) == (4, 4)
    school = judged("up mean=5@2018-08/2020-07!op=at_least!part=school_year", "2018-08/2019-07:6", "31.12.2019")
    assert (school.remaining_low, school.parts_expected, school.status) == (4, 2, "on_pace")


def test_the_trend_and_the_projection_are_of_the_grain() -> None:
    figures = "2018:5 2019-01/2019-06:1 2019-07/2019-12:6 2020-07/2020-12:7 2021-01/2021-06:1"
    it = verdict("up aggregate=last b=5@2018 at_least=9@2023", figures, "30.6.2021")
    assert it.trend is not None
    assert (it.trend.value, it.trend.previous, it.trend.kind) == (7, 6, "improving")
    assert it.projection is not None
    assert it.projection.points == 3
    assert it.projection.value == pytest.approx(10)


def test_a_survey_that_stands_for_its_year_stands_at_its_day() -> None:
    it = judged("up aggregate=last b=0@2019 at_least=90@2021", "2020-12:90!day=2020-12-10", "15.12.2020")
    assert it.status == "reached"


def test_a_sum_stands_where_the_last_of_its_parts_does() -> None:
    drawn, halves = (
        "up aggregate=sum at_least=9@2022",
        "2020-01/2020-06:5!day=2021-02-10 2020-07/2020-12:5!day=2020-12-20",
    )
    assert judged(drawn, halves, "9.2.2021").status == "no_value"
    assert judged(drawn, halves, "10.2.2021").status == "reached"


@pytest.mark.parametrize(("how", "n"), [("last", 8), ("sum", None), ("mean", None)])
def test_only_of_a_last_figure_it_is_known_how_many_were_asked(how: str, n: int | None) -> None:
    halves = "2020-01/2020-06:5!n=7 2020-07/2020-12:5!n=8"
    assert judged(f"up aggregate={how} at_least=9@2022", halves, "31.12.2020").n == n


@pytest.mark.parametrize(
    ("drawn", "grain"),
    [
        ("at_least=9", "None"), ("at_least=9@2021", "2021"), ("at_least=9@2021-Q4", "2021-Q4"),
        ("at_least=9@2018/2022", "2018"), ("at_least=9@2022!window=2021", "2021"),
        ("at_least=9@2022!window=2021-01/2022-06", "None"),
        ("mean=9@2018/2022", "2018"), ("mean=9@2021", "None"), ("mean=9@2021-01/2022-06", "None"),
        ("mean=9@2018/2022!part=quarter", "2018-Q1"), ("mean=9@2018/2022!part=month", "2018-01"),
        ("mean=9@2018/2022!part=half_year", "2018-01/2018-06"), ("mean=9@2018/2022!part=year", "2018"),
        ("mean=9@2018/2022!part=school_year", "2018-08/2019-07"),
        ("sum=9@2018/2022", "None"), ("sum=9@2018/2022!part=quarter", "None"), ("count=9@2021", "None"),
        ("best_of=3@2018/2022", "2018/2022"), ("better_than@2021!ref=SSS", "2021"),
        ("better_than@2018/2022!ref=SSS", "2018/2022"),
    ],
)  # fmt: skip
def test_the_grain_of_a_target(drawn: str, grain: str) -> None:
    assert str(grain_of(target(drawn))) == grain


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        ("change_points=3@2021!base=2019", "2019"), ("change_percent=3@2021!base=2019", "2019"),
        ("change_points=3@2021", "2018"), ("at_least=3@2021!base=2019", "2018"), ("at_least=3@2021", "2018"),
    ],
)  # fmt: skip
def test_the_figure_of_a_baseline_is_that_of_a_change_s_own_base(drawn: str, found: str) -> None:
    it = measure(f"up b=1@2018 calendar=month,2020-01,1 {drawn}")
    own = baseline_figure(it, gather(rows("2018:1 2019:2"), area=HOME, known=None, measure=it), it.targets[0])
    assert own is not None
    assert str(own.period) == found


@pytest.mark.parametrize(
    ("whole", "grain", "own"),
    [
        ("", "2021", "2021"), ("2021:9", "2021", ""), ("2020-08/2021-07:9", "2021", ""), ("2020:9", "2021", "2021"),
        ("2021-08/2022-07:9", "2021", "2021"), ("", "2020-08/2021-07", "2020-08/2021-07"),
        ("2020-08/2021-07:9", "2020-08/2021-07", ""), ("2021:9", "2020-08/2021-07", "2020-08/2021-07"),
    ],
)  # fmt: skip
def test_nothing_is_made_where_a_figure_is_published(whole: str, grain: str, own: str) -> None:
    months = " ".join(f"2020-{month:02d}:1" for month in range(8, 13)) + " "
    months += " ".join(f"2021-{month:02d}:1" for month in range(1, 13))
    finer, published = (gather(rows(text), area=HOME, known=None).values for text in (months, whole))
    found = made(measure("up aggregate=sum"), finer, Period.parse(grain), published)
    assert " ".join(str(standing.period) for standing in found) == own


@pytest.mark.parametrize(
    ("calendar", "how", "asked"),
    [
        ("month,2020-01,1", "last", "2021-12"), ("month,2021-12,1", "last", "2021-12"), ("month,2022-01,1", "last", ""),
        ("quarter,2020-Q1,1", "sum", "2021-Q1 2021-Q2 2021-Q3 2021-Q4"), ("quarter,2021-Q2,1", "sum", ""),
        ("quarter,2020-Q1,1", "", ""), ("year,2020,1", "", "2021"), ("year,2022,1", "", ""),
    ],
)  # fmt: skip
def test_the_figures_that_a_year_is_made_of(calendar: str, how: str, asked: str) -> None:
    it = measure(f"up calendar={calendar}", aggregate=how or None)
    year = Period.years(2021, 2021)
    assert " ".join(map(str, needed(it, year, year))) == asked


def test_a_baseline_of_a_quarter_may_stand_for_its_year() -> None:
    it = judged("up aggregate=last b=5@2020-Q4 at_least=4@2020/2021 calendar=year,2018,3", "2021:6", "31.12.2021")
    assert (it.status, it.value, [str(p) for p in it.parts]) == ("met", 5, ["2020", "2021"])


def periods(text: str) -> list[Period]:
    return [Period.parse(word) for word in text.split()]


@pytest.mark.parametrize(
    ("figures", "span", "chosen"),
    [
        ("2021-Q1 2021-Q2", "2021", "2021-Q1 2021-Q2"),
        ("2021-01 2021-02 2021-03 2021-Q1", "2021", "2021-Q1"),
        ("2021-01 2021-02 2021-04", "2021", "2021-01 2021-02 2021-04"),
        ("2021-01/2021-06 2021-02/2021-12", "2021", "2021-02/2021-12"),
        ("2021-01/2021-06 2021-06/2021-07", "2021", "2021-01/2021-06"),
        ("2018/2019 2019/2020", "2018/2021", "2019/2020"),
        ("2018/2019 2019/2020 2018", "2018/2021", "2018 2019/2020"),
        ("2017-08/2018-07 2018-08/2019-07", "2018/2019", "2017-08/2018-07 2018-08/2019-07"),
        ("2017-08/2018-07 2018", "2018/2019", "2018"),
        ("", "2021", ""),
    ],
)
def test_figures_that_cover_most_then_the_fewest_then_those_that_end_last(figures: str, span: str, chosen: str) -> None:
    given_ = periods(figures)
    assert [str(given_[i]) for i in tile(given_, Period.parse(span))] == chosen.split()


@pytest.mark.parametrize(
    ("period", "like", "found"),
    [
        ("2021-05", "2023", "2021"), ("2019-12", "2023-Q1", "2019-Q4"),
        ("2021-09", "2020-08/2021-07", "2021-08/2022-07"),
        ("2019-10", "2021-08/2021-12", "2019-08/2019-12"), ("2019-07", "2021-08/2021-12", "None"),
        ("2020-12/2021-01", "2021", "None"), ("2019-03", "2021-01/2021-04", "2019-01/2019-04"),
    ],
)  # fmt: skip
def test_the_slot_of_a_finer_figure(period: str, like: str, found: str) -> None:
    assert str(slot(Period.parse(period), Period.parse(like))) == found


@pytest.mark.parametrize(("how", "low", "high"), [("last", 5, 8), ("sum", 6, 10), ("mean", 2, 3.5)])
def test_what_figures_come_to_together(how: str, low: float, high: float) -> None:
    assert combined([(1, 2), (5, 8)], [3, 1], how) == (low, high)


def test_the_slots_of_a_window_and_what_is_not_covered() -> None:
    window = Period.parse("2018/2020")
    assert [str(p) for p in slots(window, Period.parse("2018"))] == ["2018", "2019", "2020"]
    assert [str(p) for p in uncovered(window, periods("2019"))] == ["2018", "2020"]
    assert uncovered(window, [window]) == ()
    assert [str(p) for p in slots(Period.parse("2021-01/2021-05"), Period.parse("2021-Q1"))] == ["2021-Q1"]
    assert [str(p) for p in uncovered(window, periods("2018-02/2020-11"))] == ["2018-01", "2020-12"]


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("2021-Q1", "2021-03/2021-05", True), ("2021-03/2021-05", "2021-Q1", True), ("2021-Q1", "2021-Q2", False),
        ("2021-Q2", "2021-Q1", False), ("2021", "2021-05", True), ("2021-05", "2021", True),
    ],
)  # fmt: skip
def test_periods_that_have_a_month_in_common(one: str, other: str, common: bool) -> None:
    assert overlap(Period.parse(one), Period.parse(other)) is common


@pytest.mark.parametrize(
    ("drawn", "figures", "on", "status", "flagged"),
    [
        # a part that may not be compared: no later part can make the period, so nothing is late
        ("aggregate=sum at_least=9@2021 calendar=half_year,2021-01/2021-06,1", "2021-01/2021-06:5!apart",
         "15.2.2022", "no_value", False),
        ("aggregate=sum at_least=9@2021 calendar=half_year,2021-01/2021-06,1", "2021-01/2021-06:5",
         "15.2.2022", "value_late", False),
        ("aggregate=mean at_least=9@2021", "2021-Q1:5!apart 2021-Q2:5 2021-Q3:5", "15.2.2022", "no_value", False),
        ("aggregate=mean at_least=9@2021", "2021-Q1:5 2021-Q2:5", "15.2.2022", "no_value", True),
        ("aggregate=mean at_least=9@2021", "2021-Q1:5 2021-Q3:5", "15.2.2022", "no_value", True),
        ("aggregate=mean at_least=9@2021", "2021-Q1:5", "15.2.2022", "result_pending", False),
        ("aggregate=last at_least=9@2021", "2021-Q1:5!apart 2021-Q3:5", "15.2.2022", "result_pending", False),
        # a comparison within one period goes on across a break
        ("aggregate=mean better_than@2021!ref=SSS", "2021-Q1:5 2021-Q3:5", "15.2.2022", "result_pending", None),
        ("aggregate=mean better_than@2021!ref=SSS", "2021-Q1:5!apart 2021-Q3:5", "15.2.2022", "no_value", False),
        # a published figure of the grain stands before a made one
        ("aggregate=mean at_least=9@2021", "2021-Q1:5!apart 2021:9", "15.2.2022", "met", False),
        # the parts of a window alike, at its end
        ("aggregate=mean mean=3@2020/2021!op=at_least", "2020:5 2021-Q1:5!apart", "31.12.2021", "no_value", False),
        ("aggregate=mean mean=3@2020/2021!op=at_least", "2020:5 2021-Q1:5", "31.12.2021", "result_pending", False),
        ("aggregate=mean mean=3@2020/2021!op=at_least", "2020:5 2021-Q1:5!apart", "30.12.2021", "on_pace", False),
    ],
)  # fmt: skip
def test_a_part_that_may_not_be_compared_leaves_nothing_to_wait_for(
    drawn: str, figures: str, on: str, status: str, flagged: bool | None
) -> None:
    it = judged(f"up {drawn}", figures, on, marks=() if flagged is False else breaks("2021-04-10"))
    assert (it.status, "series_break" in it.flags) == (status, bool(flagged))


@pytest.mark.parametrize(
    ("calendar", "figures", "on", "status"),
    [
        # the day of the final value is that of the last part; the others have their own, or else that day too
        ("half_year,2021-01/2021-06,1", "2021-01/2021-06:5", "31.3.2022", "result_pending"),
        ("half_year,2021-01/2021-06,1", "2021-01/2021-06:5", "1.4.2022", "value_late"),
        ("half_year,2021-01/2021-06,1", "2021-07/2021-12:5", "31.12.2021", "value_late"),
        ("half_year,2021-01/2021-06,", "2021-07/2021-12:5", "31.3.2022", "result_pending"),
        ("half_year,2021-01/2021-06,", "2021-07/2021-12:5", "1.4.2022", "value_late"),
    ],
)
@pytest.mark.parametrize("target", ["at_least=90@2021!due=2022-03-31", "sum=90@2021!due=2022-03-31"])
def test_after_the_day_of_the_final_value_whatever_lacks_is_late(
    target: str, calendar: str, figures: str, on: str, status: str
) -> None:
    assert judged(f"up aggregate=sum calendar={calendar} {target}", figures, on).status == status
