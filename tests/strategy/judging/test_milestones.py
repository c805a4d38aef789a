"""Milestones, activities, reporting and composite measures."""

from __future__ import annotations

import pytest

from tests.strategy.drawing import Row, day, events, judged, table


@pytest.mark.parametrize("row", table("milestones"), ids=lambda r: f"{r['measure']} {r['events']} {r['on']}")
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
    ("on", "since"),
    [("1.3.2022", "31.12.2021"), ("30.12.2021", "1.10.2021"), ("31.12.2021", "31.12.2021"), ("1.9.2021", None)],
)
def test_since(on: str, since: str | None) -> None:
    it = judged("kind=milestone done@2021", "", on, events=events("2021-10-01:under_way 2021-11-01:under_way"))
    assert it.since == (day(since) if since else None)
