"""Milestones, activities, reporting and composite measures."""

from __future__ import annotations

import pytest

from tests.strategy.drawing import Row, day, events, judged, table

CASES = """
measure                                        | events                                        | on         | status       | days
kind=milestone done@2021!due=2021-12-31        | 2021-10-01:under_way                          | 15.2.2022  | overdue      | 46
kind=milestone done@2021!due=2021-12-31        |                                               | 15.2.2022  | not_reported |
kind=milestone done@2021!due=2021-12-31        | 2021-10-01:under_way                          | 31.12.2021 | under_way    |
kind=milestone done@2021!due=2021-12-31        | 2021-10-01:under_way                          | 1.1.2022   | overdue      | 1
kind=milestone done@2021!due=2021-12-31        | 2021-10-01:under_way                          | 30.9.2021  | not_reported |
kind=milestone done@2021!due=2021-12-31        | 2021-10-01:not_started                        | 31.12.2021 | not_started  |
kind=milestone done@2021!due=2021-12-31        | 2021-10-01:not_started                        | 1.1.2022   | overdue      | 1
kind=milestone done@2021!due=2021-12-31        | 2021-12-31:done                               | 1.6.2022   | done         |
kind=milestone done@2021!due=2021-12-31        | 2022-01-01:done                               | 1.6.2022   | done_late    |
kind=milestone done@2021!due=2021-12-31        | 2021-12-01:done 2022-02-01:done               | 1.6.2022   | done         |
kind=milestone done@2021!due=2021-12-31        | 2021-12-01:done 2022-01-01:under_way 2022-02-01:done | 1.6.2022 | done_late |
kind=milestone done@2021!due=2021-12-31        | 2021-12-01:done 2022-02-01:under_way          | 1.6.2022   | overdue      | 152
kind=milestone done@2021!due=2021-12-31        | 2021-11-01:under_way 2021-12-01:dropped       | 1.6.2022   | dropped      |
kind=milestone done@2021!due=2021-12-31        | 2021-11-01:planned                            | 1.10.2021  | not_reported |
kind=milestone done@2021!due=2021-12-31        | 2021-09-01:planned                            | 1.10.2021  | not_reported |
kind=milestone done@2021!due=2021-12-31        | 2021-09-01:held                               | 1.10.2021  | under_way    |
# the last day of the period is the deadline where no other is given
kind=milestone done@2021                       | 2021-10-01:under_way                          | 1.1.2022   | overdue      | 1
# no deadline
kind=milestone done                            | 2021-10-01:under_way                          | 1.1.2022   | undated      |
kind=milestone done                            | 2021-10-01:not_started                        | 1.1.2022   | undated      |
kind=milestone done                            | 2021-10-01:done                               | 1.1.2022   | done         |
kind=milestone done                            | 2021-10-01:dropped                            | 1.1.2022   | dropped      |
kind=milestone done                            |                                               | 1.1.2022   | not_reported |
kind=milestone                                 | 2021-10-01:under_way                          | 1.1.2022   | undated      |
kind=milestone undefined                       |                                               | 1.1.2022   | not_reported |
kind=milestone done@2021!set=2021-06-01        | 2021-05-01:under_way                          | 31.5.2021  | undated      |
kind=milestone done@2021!set=2021-06-01        | 2021-05-01:under_way                          | 1.6.2021   | under_way    |
# activities, reporting and composite measures
kind=activity                                  | 2021-10-01:under_way                          | 1.1.2022   | under_way    |
kind=activity                                  | 2021-10-01:held                               | 1.1.2022   | under_way    |
kind=reporting                                 | 2021-10-01:done                               | 1.1.2022   | done         |
kind=composite                                 |                                               | 1.1.2022   | not_reported |
kind=activity done@2021                        | 2021-10-01:under_way                          | 1.1.2022   | overdue      | 1
# parts: the first asked one that is not done, by its own events only
kind=milestone stages=a,b,c stage@2021!stages=a,b | 2021-10-01:done                            | 1.12.2021  | not_reported |
kind=milestone stages=a,b,c stage@2021!stages=a,b | 2021-10-01:done!stage=a                    | 1.12.2021  | not_reported |
kind=milestone stages=a,b,c stage@2021!stages=a,b | 2021-10-01:done!stage=a 2021-10-01:under_way!stage=b | 1.12.2021 | under_way |
kind=milestone stages=a,b,c stage@2021!stages=a,b | 2021-10-01:under_way!stage=a 2021-10-01:done!stage=b | 1.2.2022 | overdue | 32
kind=milestone stages=a,b,c stage@2021!stages=a,b | 2021-10-01:done!stage=a 2021-10-05:done!stage=b | 1.2.2022  | done     |
kind=milestone stages=a,b,c stage@2021!stages=a,b | 2021-10-01:done!stage=a 2022-01-05:done!stage=b | 1.2.2022  | done_late |
kind=milestone stages=a,b,c stage@2021!stages=a,b | 2022-01-05:done!stage=a 2021-10-01:done!stage=b | 1.2.2022  | done_late |
kind=milestone stages=a,b stage@2021           | 2021-10-01:done!stage=a                       | 1.12.2021  | not_reported |
kind=milestone stage@2021                      |                                               | 1.12.2021  | not_reported |
kind=milestone stages=a done@2021              | 2021-10-01:done!stage=a                       | 1.12.2021  | not_reported |
# a number of occasions that is asked of a measure without figures
kind=numeric done@2021                         | 2021-10-01:done                               | 1.12.2021  | done         |
"""


@pytest.mark.parametrize("row", table(CASES), ids=lambda r: f"{r['measure']} {r['events']} {r['on']}")
def test_states(row: Row) -> None:
    it = judged(row["measure"], "", row["on"], events=events(row["events"]))
    assert (it.status, it.days_overdue) == (row["status"], int(row["days"]) if row["days"] else None)


def test_an_event_counts_when_it_was_known() -> None:
    told = events("2021-10-01:done!known=2021-11-15")
    drawn = "kind=milestone done@2021"
    assert judged(drawn, "", "1.12.2021", events=told, known=day("14.11.2021")).status == "not_reported"
    assert judged(drawn, "", "1.12.2021", events=told, known=day("15.11.2021")).status == "done"


def test_of_two_events_of_one_day_the_later_known_speaks() -> None:
    told = events("2021-10-01:done!known=2021-11-15 2021-10-01:dropped!known=2021-10-15")
    assert judged("kind=milestone done@2021", "", "1.12.2021", events=told).status == "done"
    assert judged("kind=milestone done@2021", "", "1.12.2021", events=told[::-1]).status == "done"


def test_events_of_other_measures_are_ignored() -> None:
    told = tuple(e.__class__("other", e.day, e.state, e.source) for e in events("2021-10-01:done"))
    assert judged("kind=milestone done@2021", "", "1.12.2021", events=told).status == "not_reported"


def test_the_part_that_is_judged_is_named() -> None:
    told = events("2021-10-01:done!stage=a 2021-10-02:under_way!stage=b")
    it = judged("kind=milestone stages=a,b stage@2021!stages=a,b", "", "1.12.2021", events=told)
    assert (it.stage, it.state, it.state_day) == ("b", "under_way", day("2.10.2021"))


@pytest.mark.parametrize(
    ("on", "since"), [("1.3.2022", "1.1.2022"), ("31.12.2021", "1.10.2021"), ("1.1.2022", "1.1.2022"), ("1.9.2021", None)]
)
def test_since(on: str, since: str | None) -> None:
    it = judged("kind=milestone done@2021", "", on, events=events("2021-10-01:under_way 2021-11-01:under_way"))
    assert it.since == (day(since) if since else None)
