"""Means, sums, counts, and floors or ceilings that must hold in every year."""

from __future__ import annotations

import pytest

from strategy.periods import Period
from tests.strategy.drawing import Row, breaks, day, events, judged, table

MEAN = """
target                                                   | rows                              | on         | status          | reason         | R
# a floor above zero has a pace, and is never reached
mean=80@2018/2022!op=at_least                            | 2018:60 2019:95 2020:70           | 31.12.2020 | slightly_behind | mean           | .9375
mean=80@2018/2022!op=at_least                            | 2018:200                          | 31.12.2018 | on_pace         | mean           | 2.5
mean=80@2018/2022!op=at_least                            | 2018:76                           | 31.12.2018 | on_pace         | mean           | .95
mean=80@2018/2022!op=at_least                            | 2018:48                           | 31.12.2018 | slightly_behind | mean           | .6
mean=80@2018/2022!op=at_least                            | 2018:47                           | 31.12.2018 | far_behind      | mean           | .5875
mean=80@2018/2023!op=at_least                            | 2018:1                            | 31.12.2018 | too_early       | mean           | .0125
mean=80@2018/2022!op=more_than                           | 2018:80                           | 31.12.2018 | on_pace         | mean           | 1
mean=80@2018/2022                                        | 2018:76                           | 31.12.2018 | on_pace         | mean           | .95
# any other is on pace or not yet
mean=0@2018/2022!op=more_than                            | 2018:-2 2019:3                    | 31.12.2019 | on_pace         | mean           |
mean=0@2018/2022!op=more_than                            | 2018:-2 2019:2                    | 31.12.2019 | not_yet         | mean           |
mean=10@2018/2022!op=at_most                             | 2018:9 2019:11                    | 31.12.2019 | on_pace         | mean           |
mean=10@2018/2022!op=at_most                             | 2018:9 2019:12                    | 31.12.2019 | not_yet         | mean           |
mean=1,3@2018/2022!op=range                              | 2018:0 2019:4                     | 31.12.2019 | on_pace         | mean           |
mean=1,3@2018/2022!op=range                              | 2018:4 2019:4                     | 31.12.2019 | not_yet         | mean           |
# at the end every part must be there
mean=80@2018/2020!op=at_least                            | 2018:60 2019:95 2020:85           | 31.12.2020 | met             | mean           |
mean=80@2018/2020!op=at_least                            | 2018:60 2019:95 2020:75           | 31.12.2020 | nearly          | mean           |
mean=80@2018/2020!op=more_than                           | 2018:60 2019:95 2020:75           | 31.12.2020 | not_met         | mean           |
mean=80@2018/2020!op=at_least                            | 2018:60 2019:95 2020:70           | 31.12.2020 | not_met         | mean           |
mean=80@2018/2020!op=at_least                            | 2018:60 2020:200                  | 31.12.2020 | result_pending  | incomplete     |
mean=80@2018/2020!op=at_least!due=2021-03-31             | 2018:60 2020:200                  | 31.3.2021  | result_pending  | incomplete     |
mean=80@2018/2020!op=at_least!due=2021-03-31             | 2018:60 2020:200                  | 1.4.2021   | value_late      | incomplete     |
mean=80@2018/2020!op=at_least!due=2021-03-31             | 2018:60 2019:20!apart 2020:200    | 1.4.2021   | result_pending  | not_comparable |
mean=80@2018/2020!op=at_least                            | 2018:60 2019:not_collected 2020:9 | 1.4.2021   | no_value        | excused        |
mean=80@2018/2020!op=at_least                            | 2018:60!apart                     | 1.4.2021   | no_value        | not_comparable |
mean=80@2018/2020!op=at_least                            |                                   | 1.4.2021   | result_pending  | incomplete     |
mean=80@2018/2020!op=at_least                            | 2019:9!apart                      | 1.4.2020   | no_value        | not_comparable |
mean=80@2018/2020!op=at_least                            | 2017:90                           | 1.4.2020   | no_value        | no_calendar    |
mean=80@2018/2020!op=at_least!set=2019-01-01             | 2018:90                           | 31.12.2018 | not_due         | before_target  |
# the calendar names the parts
mean=80@2018/2021!op=at_least calendar=two_years,2018,6  | 2018:80 2020:80                   | 31.12.2021 | met             | mean           |
mean=80@2018/2021!op=at_least calendar=two_years,2018,6  | 2018:80                           | 31.12.2021 | value_late      | incomplete     |
mean=80@2018/2021!op=at_least calendar=two_years,2018,18 | 2018:80                           | 31.12.2021 | result_pending  | incomplete     |
mean=80@2018/2021!op=at_least calendar=two_years,2018,   | 2018:80                           | 31.12.2021 | result_pending  | incomplete     |
mean=80@2018/2021!op=at_least calendar=two_years,2018,6  | 2018:80 2020:cannot_exist         | 31.12.2021 | no_value        | excused        |
mean=80@2018/2021!op=at_least calendar=four_years,2023,6 |                                   | 31.12.2021 | no_value        | none_expected  |
mean=80@2018/2022!op=at_least calendar=year,2018,3       |                                   | 31.3.2019  | not_due         |                |
mean=80@2018/2022!op=at_least calendar=year,2018,3       |                                   | 1.4.2019   | value_late      |                |
mean=80@2018/2022!op=at_least calendar=year,2010,3       | 2017:not_submitted                | 31.12.2018 | not_due         |                |
# school years belong to the year in which they end; a year and its months do not count twice
mean=80@2018/2019!op=at_least                            | 2017-08/2018-07:80 2018-08/2019-07:80 | 31.12.2019 | met         | mean           |
mean=80@2018/2019!op=at_least                            | 2018:80 2019:80 2019-12:1         | 31.12.2019 | met             | mean           |
mean=80@2018/2019!op=at_least b=90@2017                  | 2018:79 2019:77                   | 31.12.2019 | not_met         | mean           |
mean=80@2018/2019!op=at_least tol=5                      | 2018:75 2019:75                   | 31.12.2019 | nearly          | mean           |
"""

SUM = """
target                                         | rows                          | on         | status          | p    | e    | R
sum=200@2021                                   | 2021-Q1:50                    | 31.3.2021  | on_pace         | .25  | .25  | 1
sum=200@2021                                   | 2021-Q1:50                    | 30.9.2021  | on_pace         | .25  | .25  | 1
sum=200@2021                                   | 2021-Q1:30                    | 30.9.2021  | slightly_behind | .15  | .25  | .6
sum=200@2021                                   | 2021-Q1:29                    | 30.9.2021  | far_behind      | .145 | .25  | .58
sum=200@2021                                   | 2021-01:1                     | 31.1.2021  | too_early       | .005 | .083 | .06
sum=200@2021                                   | 2021-Q1:0                     | 31.3.2021  | far_behind      | 0    | .25  | 0
sum=200@2021                                   | 2021-Q1:-9                    | 31.3.2021  | far_behind      | -.045 | .25 | -.18
sum=200@2021                                   | 2021-Q1:200                   | 31.3.2021  | reached         | 1    | .25  | 4
sum=200@2021!op=more_than                      | 2021-Q1:200                   | 31.3.2021  | on_pace         | 1    | .25  | 4
# the passed floor is met without the rest; the level does not matter for a flow
sum=200@2021                                   | 2021-Q1:200                   | 31.12.2021 | met             | 1    | .25  | 4
sum=200@2021                                   | 2021-Q1:190                   | 31.12.2021 | result_pending  | .95  | .25  | 3.8
sum=200@2021 b=1800@2020-07                    | 2021:190                      | 31.12.2021 | nearly          | .95  | 1    | .95
sum=200@2021 b=1800@2022                       | 2021:180                      | 31.12.2021 | not_met         | .9   | 1    | .9
sum=200@2021!op=more_than                      | 2021:200                      | 31.12.2021 | not_met         | 1    | 1    | 1
# a ceiling is known only at the end, unless it is exceeded
sum=10@2021!op=at_most                         | 2021-Q1:10                    | 31.3.2021  | not_yet         |      | .25  |
sum=10@2021!op=at_most                         | 2021-Q1:11                    | 31.3.2021  | not_met         |      | .25  |
sum=10@2021!op=less_than                       | 2021-Q1:10                    | 31.3.2021  | not_met         |      | .25  |
sum=10@2021!op=at_most                         | 2021-Q1:11                    | 31.12.2021 | not_met         |      | .25  |
sum=10@2021!op=at_most                         | 2021-Q1:1                     | 31.12.2021 | result_pending  |      | .25  |
sum=10@2021!op=at_most                         | 2021:0                        | 31.12.2021 | met             |      | 1    |
sum=10@2021!op=at_most tol=2                   | 2021:12                       | 31.12.2021 | nearly          |      | 1    |
sum=5,10@2021!op=range                         | 2021-Q1:7                     | 31.3.2021  | not_yet         |      | .25  |
sum=5,10@2021!op=range                         | 2021-Q1:11                    | 31.3.2021  | not_met         |      | .25  |
sum=0@2021                                     | 2021-Q1:-1                    | 31.3.2021  | not_yet         |      | .25  |
sum=0@2021                                     | 2021-Q1:0                     | 31.3.2021  | reached         |      | .25  |
# months beside their quarter do not count twice
sum=20@2021                                    | 2021-Q1:9 2021-Q2:9 2021-06:9 | 30.6.2021  | on_pace         | .9   | .5   | 1.8
sum=200@2021 calendar=quarter,2021-Q1,1        | 2021-Q1:20                    | 31.1.2022  | result_pending  | .1   | .25  | .4
sum=200@2021 calendar=quarter,2021-Q1,1        | 2021-Q1:20                    | 1.2.2022   | value_late      | .1   | .25  | .4
"""

EACH = """
target                              | rows                            | on         | status         | value
at_most=17@2018/2022                | 2018:17 2019:16                 | 31.12.2019 | reached        | 16
at_most=17@2018/2022                | 2018:18 2019:16                 | 31.12.2019 | far_behind     | 18
at_most=17@2018/2022 b=17@2017      | 2018:18 2019:16                 | 31.12.2019 | slipped        | 18
at_most=17@2018/2022 b=18@2017      | 2018:18 2019:16                 | 31.12.2019 | far_behind     | 18
at_most=17@2018/2022                | 2017:16                         | 31.12.2017 | no_value       |
at_most=17@2018/2019                | 2018:17 2019:16                 | 31.12.2019 | met            | 17
at_most=17@2018/2019                | 2018:18 2019:16                 | 31.12.2019 | not_met        | 18
at_most=17@2018/2019 tol=1          | 2018:18 2019:16                 | 31.12.2019 | nearly         | 18
at_most=17@2018/2019 b=37@2017      | 2018:18 2019:16                 | 31.12.2019 | nearly         | 18
at_most=17@2018/2019                | 2019:16                         | 31.12.2019 | result_pending | 16
less_than=17@2018/2019              | 2018:17 2019:16                 | 31.12.2019 | not_met        | 17
at_most=17@2019!window=2018/2019    | 2018:18 2019:16                 | 31.12.2019 | not_met        | 18
at_most=17@2018/2022 b=17@2019      | 2018:17                         | 31.12.2018 | not_due        |
"""

COUNT = """
target                            | rows               | events                                | on         | status         | value
count=4@2021                      |                    |                                       | 31.3.2021  | no_value       |
count=4@2021                      |                    | 2021-02-01:held                       | 31.3.2021  | not_yet        | 1
count=4@2021                      |                    | 2021-02-01:held 2021-02-01:held       | 31.3.2021  | not_yet        | 1
count=2@2021                      |                    | 2021-02-01:held 2021-03-01:held       | 31.3.2021  | reached        | 2
count=2@2021                      |                    | 2021-02-01:held 2021-03-01:held       | 28.2.2021  | not_yet        | 1
count=2@2021                      |                    | 2020-12-31:held 2021-03-01:held       | 31.3.2021  | not_yet        | 1
count=2@2021                      |                    | 2021-02-01:held 2021-03-01:held       | 31.12.2021 | met            | 2
count=4@2021                      |                    | 2021-02-01:held 2021-03-01:planned    | 31.12.2021 | not_met        | 1
count=4@2021!due=2022-01-31       |                    | 2021-02-01:held                       | 31.1.2022  | result_pending | 1
count=4@2021!due=2022-01-31       |                    | 2021-02-01:held                       | 1.2.2022   | not_met        | 1
count=4@2021 calendar=year,2021,2 |                    | 2021-02-01:held                       | 28.2.2022  | result_pending | 1
count=4@2021 calendar=year,2021,2 |                    | 2021-02-01:held                       | 1.3.2022   | not_met        | 1
count=1@2021!op=at_most           |                    | 2021-02-01:held                       | 31.3.2021  | not_yet        | 1
count=1@2021!op=at_most           |                    | 2021-02-01:held 2021-03-01:held       | 31.3.2021  | not_met        | 2
count=1@2021!op=at_most           |                    | 2021-02-01:held                       | 31.12.2021 | met            | 1
count=4@2021                      |                    | 2021-05-01:planned                    | 31.3.2021  | no_value       |
# figures go before dated events
count=4@2021                      | 2021-Q1:1          | 2021-02-01:held 2021-03-01:held       | 31.3.2021  | not_yet        | 1
count=4@2021                      | 2021-Q1:1          |                                       | 31.12.2021 | result_pending | 1
count=4@2021                      | 2021:3             |                                       | 31.12.2021 | not_met        | 3
count=4@2021                      | 2021:0             |                                       | 31.12.2021 | not_met        | 0
count=4@2021                      | 2021-Q1:4          |                                       | 31.12.2021 | met            | 4
count=4@2021 kind=activity        |                    | 2021-02-01:held                       | 31.3.2021  | not_yet        | 1
"""


def near(text: str) -> object:
    return None if not text else pytest.approx(float(text), abs=0.0006)


@pytest.mark.parametrize("row", table(MEAN), ids=lambda r: f"{r['target']} {r['rows']} {r['on']}")
def test_mean(row: Row) -> None:
    it = judged(f"up {row['target']}", row["rows"], row["on"])
    assert (it.status, it.reason, it.pace) == (row["status"], row["reason"], near(row["R"]))


@pytest.mark.parametrize("row", table(SUM), ids=lambda r: f"{r['target']} {r['rows']} {r['on']}")
def test_sum(row: Row) -> None:
    it = judged(f"up {row['target']}", row["rows"], row["on"])
    assert it.status == row["status"]
    assert (it.progress, it.elapsed) == (near(row["p"]), near(row["e"]))
    assert it.pace == (None if not row["R"] else pytest.approx(float(row["R"]), abs=0.005))


@pytest.mark.parametrize("row", table(EACH), ids=lambda r: f"{r['target']} {r['rows']} {r['on']}")
def test_a_limit_over_several_years_holds_in_each(row: Row) -> None:
    it = judged(f"down {row['target']}", row["rows"], row["on"])
    assert (it.status, it.value) == (row["status"], float(row["value"]) if row["value"] else None)
    assert it.pace is None


@pytest.mark.parametrize("row", table(COUNT), ids=lambda r: f"{r['target']} {r['rows']} {r['events']} {r['on']}")
def test_count(row: Row) -> None:
    it = judged(f"up {row['target']}", row["rows"], row["on"], events=events(row["events"]))
    assert (it.status, it.value) == (row["status"], float(row["value"]) if row["value"] else None)
    assert (it.progress, it.pace) == (None, None)


def test_what_the_remaining_parts_must_average() -> None:
    it = judged("up mean=80@2018/2022!op=at_least", "2018:60 2019:95 2020:70", "31.12.2020")
    assert (it.value, it.remaining_low, it.remaining_high) == (75, pytest.approx(87.5), None)
    assert (it.parts_expected, [str(p) for p in it.parts]) == (5, ["2018", "2019", "2020"])
    assert it.period == Period.parse("2018/2020")


def test_a_range_leaves_a_range_for_the_remaining_parts() -> None:
    it = judged("range dec=1 mean=0.5,1.4@2018/2022", "2018:-0.3 2019:2 2020:3 2021:2", "31.12.2021")
    assert (it.remaining_low, it.remaining_high) == (pytest.approx(-4.2), pytest.approx(0.3))
    assert it.status == "not_yet"


def test_a_mean_is_made_of_unrounded_parts() -> None:
    it = judged("up mean=3@2018/2019!op=at_least", "2018:2.4 2019:2.6", "31.12.2019")
    assert (it.value, it.exact, it.status, it.rounding_decides) == (3, 2.5, "met", True)


def test_the_part_that_is_left_out_is_named() -> None:
    it = judged("up mean=80@2018/2022!op=at_least", "2018:9!apart 2019:95", "31.12.2019")
    assert [str(p) for p in it.left_out] == ["2018"]
    assert (it.value, it.status, it.remaining_low) == (95, "on_pace", None)


def test_parts_before_a_break_are_left_out() -> None:
    drawn, figures = "up mean=80@2018/2020!op=at_least", "2018:1 2019:95 2020:95"
    running = judged(drawn, figures, "31.12.2019", marks=breaks("2019-01-01"))
    assert (running.status, running.value, "series_break" in running.flags) == ("on_pace", 95, True)
    ended = judged(drawn, figures, "31.12.2020", marks=breaks("2019-01-01"))
    assert (ended.status, [str(p) for p in ended.left_out]) == ("result_pending", ["2018"])


def test_a_sum_tells_its_yearly_pace() -> None:
    it = judged("up sum=200@2020/2021", "2020:60", "31.12.2020")
    assert (it.needed_per_year, it.achieved_per_year) == (100, 60)


def test_known_future_dates_are_planned_and_not_counted() -> None:
    told = events("2021-02-01:held 2021-05-01:planned 2021-09-01:planned 2022-01-01:planned 2021-03-01:planned")
    it = judged("up count=4@2021", "", "31.3.2021", events=told)
    assert (it.value, it.planned) == (1, (day("1.5.2021"), day("1.9.2021")))
    first = judged("up count=4@2021", "", "31.1.2021", events=told)
    assert (first.status, len(first.planned)) == ("no_value", 3)


def test_an_event_that_was_not_yet_known_is_not_counted() -> None:
    told = events("2021-02-01:held!known=2021-04-01 2021-02-02:held")
    assert judged("up count=4@2021", "", "31.3.2021", events=told, known=day("31.3.2021")).value == 1
    assert judged("up count=4@2021", "", "31.3.2021", events=told).value == 2
