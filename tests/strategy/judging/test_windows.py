"""Means, sums, counts, and floors or ceilings that must hold in every year."""

from __future__ import annotations

import pytest

from strategy.model.periods import Period
from tests.strategy.drawing import Row, breaks, day, events, judged, table


def near(text: str) -> object:
    return None if not text else pytest.approx(float(text), abs=0.0006)


@pytest.mark.parametrize("row", table("mean"), ids=lambda r: f"{r['target']} {r['rows']} {r['on']}")
def test_mean(row: Row) -> None:
    it = judged(f"up {row['target']}", row["rows"], row["on"])
    assert (it.status, it.reason, it.pace) == (row["status"], row["reason"], near(row["R"]))


@pytest.mark.parametrize("row", table("sum"), ids=lambda r: f"{r['target']} {r['rows']} {r['on']}")
def test_sum(row: Row) -> None:
    it = judged(f"up {row['target']}", row["rows"], row["on"])
    assert it.status == row["status"]
    assert (it.progress, it.elapsed) == (near(row["p"]), near(row["e"]))
    assert it.pace == (None if not row["R"] else pytest.approx(float(row["R"]), abs=0.005))


@pytest.mark.parametrize("row", table("each"), ids=lambda r: f"{r['target']} {r['rows']} {r['on']}")
def test_a_limit_over_several_years_holds_in_each(row: Row) -> None:
    it = judged(f"down {row['target']}", row["rows"], row["on"])
    assert (it.status, it.value) == (row["status"], float(row["value"]) if row["value"] else None)
    assert it.pace is None


@pytest.mark.parametrize("row", table("count"), ids=lambda r: f"{r['target']} {r['rows']} {r['events']} {r['on']}")
def test_count(row: Row) -> None:
    it = judged(f"up {row['target']}", row["rows"], row["on"], events=events(row["events"]))
    assert (it.status, it.value) == (row["status"], float(row["value"]) if row["value"] else None)
    assert (it.progress, it.pace) == (None, None)


def test_what_the_remaining_parts_must_average() -> None:
    it = judged("up mean=80@2018/2022!op=at_least", "2018:60 2019:95 2020:70", "31.12.2020")
    assert it.remaining_low == pytest.approx(87.5)
    assert (it.value, it.remaining_high) == (75, None)
    assert (it.parts_expected, [str(p) for p in it.parts]) == (5, ["2018", "2019", "2020"])
    assert it.period == Period.parse("2018/2020")


@pytest.mark.parametrize(
    ("drawn", "number"),
    [
        ("mean=80@2018!op=at_least", 1), ("mean=80@2018/2021!op=at_least", 4),
        ("mean=80@2018/2021!op=at_least calendar=two_years,2018,6", 2),
        ("mean=80@2018/2021!op=at_least calendar=year,2020,6", 3),
    ],
)  # fmt: skip
def test_how_many_parts_a_window_has(drawn: str, number: int) -> None:
    assert judged(f"up {drawn}", "2018:80", "31.12.2018").parts_expected == number


def test_a_stated_delay_of_a_part_is_told() -> None:
    it = judged("up mean=80@2018/2020!op=at_least", "2018:60 2019:not_submitted 2020:not_yet_published", "1.4.2021")
    assert (it.status, it.missing) == ("result_pending", "not_yet_published")


MONTHLY = "mean=5@2020/2021!op=at_least calendar=month,2020-01,1"


@pytest.mark.parametrize(
    ("how", "status", "reason", "late"),
    [("aggregate=last ", "value_late", "incomplete", ["2021-12"]), ("", "no_value", "no_aggregate", [])],
)
def test_what_lacks_of_years_that_are_made_of_months(how: str, status: str, reason: str, late: list[str]) -> None:
    it = judged(f"up {how}{MONTHLY}", "2020-12:5 2021-11:4", "1.6.2022")
    assert (it.status, it.reason, [str(p) for p in it.late]) == (status, reason, late)


@pytest.mark.parametrize(
    ("figures", "status"),
    [
        ("2019-11:publication_stopped 2020-02:5", "no_value"), ("2019-12:publication_stopped 2020-02:5", "no_value"),
        ("2019-12:publication_stopped 2020-01:5", "result_pending"),
        ("2019-11:publication_stopped 2019-12:4 2020-02:5", "result_pending"),
        ("2019-07/2020-01:publication_stopped 2020-02:5", "result_pending"),
    ],
)  # fmt: skip
def test_a_stop_speaks_for_the_months_from_its_period_to_the_next_figure(figures: str, status: str) -> None:
    assert judged("up sum=200@2020/2021", f"{figures} 2020-03/2021-11:5", "31.12.2021").status == status


def test_a_range_leaves_a_range_for_the_remaining_parts() -> None:
    it = judged("range dec=1 mean=0.5,1.4@2018/2022", "2018:-0.3 2019:2 2020:3 2021:2", "31.12.2021")
    assert it.remaining_low == pytest.approx(-4.2)
    assert it.remaining_high == pytest.approx(0.3)
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
    assert (ended.status, [str(p) for p in ended.left_out]) == ("no_value", ["2018"])


def test_a_sum_tells_its_yearly_pace() -> None:
    it = judged("up sum=200@2020/2021", "2020:60", "31.12.2020")
    assert (it.needed_per_year, it.achieved_per_year) == (100, 60)


def test_known_future_dates_are_planned_and_not_counted() -> None:
    told = events("2021-02-01:held 2021-05-01:planned 2021-09-01:planned 2022-01-01:planned 2021-03-01:planned")
    it = judged("up count=4@2021", "", "31.3.2021", events=told)
    assert (it.value, it.planned) == (1, (day("1.5.2021"), day("1.9.2021")))
    first = judged("up count=4@2021", "", "31.1.2021", events=told)
    assert (first.status, len(first.planned)) == ("no_value", 3)


def test_what_is_planned_is_ahead_and_inside_the_window() -> None:
    told = events("2021-07-01:planned 2021-07-02:planned 2021-12-31:planned 2022-01-01:planned")
    it = judged("up count=4@2021", "", "1.7.2021", events=told)
    assert it.planned == (day("2.7.2021"), day("31.12.2021"))


def test_no_more_than_the_whole_window_passes() -> None:
    assert judged("up count=4@2021", "", "1.7.2022", events=events("2021-02-01:held")).elapsed == 1


def test_an_event_that_was_not_yet_known_is_not_counted() -> None:
    told = events("2021-02-01:held!known=2021-04-01 2021-02-02:held")
    assert judged("up count=4@2021", "", "31.3.2021", events=told, known=day("31.3.2021")).value == 1
    assert judged("up count=4@2021", "", "31.3.2021", events=told).value == 2


def test_a_late_part_is_named_while_the_window_runs_and_the_status_follows_the_others() -> None:
    it = judged("up mean=5@2018/2022!op=at_least calendar=year,2018,3", "2018:5 2020:9", "31.12.2020")
    assert (it.status, it.value, [str(p) for p in it.late], it.parts_expected) == ("on_pace", 7, ["2019"], 5)
    none = judged("up mean=5@2018/2022!op=at_least calendar=year,2018,3", "", "31.12.2020")
    assert (none.status, [str(p) for p in none.late]) == ("value_late", ["2018", "2019"])


@pytest.mark.parametrize(
    ("figures", "on", "status", "due"),
    [
        ("2018:5 2020:9", "31.12.2020", "value_late", "31.3.2020"),
        ("2018:5 2019:5", "31.12.2020", "result_pending", "31.3.2021"),
        ("2018:5 2019:5", "1.4.2021", "value_late", "31.3.2021"),
        ("2018:5 2019:hidden_few", "1.4.2021", "no_value", None),
        ("2018:5!apart", "1.4.2021", "no_value", None),
    ],
)
def test_a_window_at_its_end_is_as_late_as_its_parts(figures: str, on: str, status: str, due: str | None) -> None:
    it = judged("up mean=5@2018/2020!op=at_least calendar=year,2018,3", figures, on)
    assert (it.status, it.due) == (status, day(due) if due else None)


def test_nothing_remains_after_the_end_of_a_window() -> None:
    it = judged("up mean=80@2018/2020!op=at_least", "2018:60 2019:90", "31.12.2020")
    assert (it.status, it.remaining_low, it.pace) == ("result_pending", None, None)


def test_the_value_of_the_baseline_is_a_part_with_or_without_a_row() -> None:
    drawn = "up b=4@2018 mean=5@2018/2019!op=at_least"
    for figures in ("2019:6", "2018:4 2019:6", "2018-01/2018-06:9 2019:6"):
        assert (judged(drawn, figures, "31.12.2019").status, judged(drawn, figures, "31.12.2019").value) == ("met", 5)
    finer = judged("up b=4@2018-01/2018-06 mean=5@2018/2019!op=at_least", "2019:6", "31.12.2019")
    assert (finer.status, finer.value) == ("result_pending", 6)


@pytest.mark.parametrize(
    ("figures", "status", "value"),
    [
        ("2023:0.74 2024:0.76", "on_pace", 0.75),
        ("2023:0.74 2024:0.78", "not_yet", 0.76),
        ("2023:1 2024:0", "on_pace", 0.5),
    ],
)
def test_a_mean_is_judged_as_finely_as_its_limit_is_written(figures: str, status: str, value: float) -> None:
    """At most 0.75 is not at most 0.8, though the figures are printed with one decimal."""
    it = judged("range decimals=1 mean=0.75@2023/2027!op=at_most", figures, "31.12.2024")
    assert (it.status, it.value, it.target_value) == (status, value, 0.75)


def test_a_result_does_not_vanish_when_a_later_break_comes() -> None:
    figures = "2018:5 2019:6 2022:1"
    for drawn in ("up mean=5@2018/2019!op=at_least", "up at_least=6@2019", "up sum=11@2018/2019"):
        assert judged(drawn, figures, "31.12.2022", marks=breaks("2021-06-30")).status == "met"
