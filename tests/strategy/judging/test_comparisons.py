"""Places among the compared, and values against a reference of the same period."""

from __future__ import annotations

import pytest

from strategy.judging.targets.comparisons import places
from tests.strategy.drawing import Row, breaks, judged, rows, table, target


@pytest.mark.parametrize("row", table("rank"), ids=lambda r: f"{r['target']} {r['rows']} {r['on']}")
def test_a_place_among_the_compared(row: Row) -> None:
    it = judged(f"down rank {row['target']}", row["rows"], row["on"])
    assert (it.status, it.reason, it.pace) == (row["status"], row["reason"], None)


@pytest.mark.parametrize("row", table("reference"), ids=lambda r: f"{r['measure']} {r['rows']} {r['on']}")
def test_better_than_a_reference(row: Row) -> None:
    it = judged(row["measure"], row["rows"], row["on"])
    assert (it.status, it.reason, it.pace) == (row["status"], row["reason"], None)


@pytest.mark.parametrize(
    ("share", "n", "enough"),
    [
        (0.3333, 9, 3),
        (0.3333, 10, 3),
        (0.3333, 12, 4),
        (0.5, 9, 4),
        (0.1, 9, 0),
        (0.07, 100, 7),
        (0.0099, 100, 1),
        (3, 2, 3),
    ],
)
def test_how_many_places_are_enough(share: float, n: int, enough: int) -> None:
    assert places(target(f"best_of={share}@2021"), n) == enough


def test_no_places_without_the_number_compared() -> None:
    assert places(target("best_of=0.5@2021"), None) is None


def test_another_measure_may_be_the_reference() -> None:
    drawn = "up better_than@2021!ref=x-1"
    other = rows("2021:7!measure=x-1")
    it = judged(drawn, "2021:8", "31.12.2021", references={"x-1": other})
    assert (it.status, it.reference_value) == ("met", 7)


def test_rows_of_an_area_may_come_with_the_references() -> None:
    other = rows("2021:9!area=SSS 2021:1")
    it = judged("up better_than@2021!ref=SSS", "2021:8", "31.12.2021", references={"SSS": other})
    assert (it.status, it.reference_value) == ("not_met", 9)


def test_a_reference_made_later_than_the_day_takes_no_part() -> None:
    figures = "2021-01/2021-06:5 2021-01/2021-06:4!area=SSS!day=2021-10-01"
    drawn = "up better_than@2022-01/2022-06!ref=SSS"
    assert judged(drawn, figures, "30.9.2021").status == "result_pending"
    assert judged(drawn, figures, "1.10.2021").status == "reached"
    assert str(judged(drawn, figures, "31.12.2021").since) == "2021-10-01"


def test_a_break_does_not_part_what_is_compared_within_one_period() -> None:
    drawn = "up better_than@2022!ref=SSS b=1@2019"
    it = judged(drawn, "2021:5 2021:4!area=SSS", "31.12.2021", marks=breaks("2020-06-30"))
    assert (it.status, it.flags) == ("reached", ())


COSTS = "2021:3100 2021:3000!area=049 2021:3200!area=091 2021:3350!area=092 2021:3500!area=257 2021:3600!area=1"


def test_the_margin_to_the_first_place_outside() -> None:
    drawn = "down rank best_of=0.3333@2021!ref=costs"
    it = judged(drawn, "2021:2!n=9", "31.12.2021", references={"costs": rows(COSTS)})
    assert it.places == 3
    assert it.margin == pytest.approx(250)


def test_the_margin_counts_from_the_end_that_gives_the_stated_place() -> None:
    drawn = "down rank best_of=2@2021!ref=costs"
    it = judged(drawn, "2021:5!n=6", "31.12.2021", references={"costs": rows(COSTS)})
    assert it.margin == pytest.approx(250)


def test_where_no_place_is_good_enough_the_margin_is_that_to_the_first() -> None:
    drawn = "down rank best_of=0.1@2021!ref=costs"
    it = judged(drawn, "2021:2!n=9", "31.12.2021", references={"costs": rows(COSTS)})
    assert (it.places, it.margin) == (0, 100)


def test_what_is_asked_is_told_where_it_is_one_number() -> None:
    assert judged("down rank best_of=0.3333@2021", "2021:2!n=9", "31.12.2021").target_value == 3
    assert judged("up better_than@2021!ref=SSS", "2021:5 2021:4!area=SSS", "31.12.2021").target_value == 4
    assert judged("up better_than@2021!ref=SSS", "2021:5 2021:3..4!area=SSS", "31.12.2021").target_value is None


def test_where_every_place_is_good_enough_none_is_outside() -> None:
    it = judged("down rank best_of=6@2021!ref=costs", "2021:2!n=6", "31.12.2021", references={"costs": rows(COSTS)})
    assert (it.status, it.places, it.margin) == ("met", 6, None)


NO_MARGIN = ["", "2021:1!area=049", "2021:3100 2021:3000!area=049", "2020:3100", COSTS + " 2021:1!area=2"]


@pytest.mark.parametrize("costs", NO_MARGIN)
def test_no_margin_where_the_order_does_not_give_the_stated_place(costs: str) -> None:
    drawn = "down rank best_of=0.3333@2021!ref=costs"
    assert judged(drawn, "2021:2!n=9", "31.12.2021", references={"costs": rows(costs)}).margin is None


def test_a_share_of_a_share_shows_the_share_it_is_a_part_of() -> None:
    other = rows("2021:30!measure=x-1")
    it = judged("up share_of_share=50@2021!ref=x-1", "2021:40", "31.12.2021", references={"x-1": other})
    assert (it.status, it.reference_value) == ("not_met", 30)
