"""Every branch of the order of decision for figures, as tables; the worked cases of the rules come first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from strategy.judging.evidence.verdict import GROUPS, STATUSES, group_of, severity
from tests.strategy.drawing import Row, breaks, day, judged, rows, table, verdict


def near(text: str) -> object:
    return None if not text else pytest.approx(float(text), abs=0.005)


@pytest.mark.parametrize("row", table("worked"), ids=lambda r: f"{r['measure']} {r['rows']}")
def test_worked_cases(row: Row) -> None:
    it = judged(row["measure"], row["rows"], row["on"])
    assert it.status == row["status"]
    assert (it.progress, it.elapsed, it.pace) == (near(row["p"]), near(row["e"]), near(row["R"]))


@pytest.mark.parametrize("row", table("steps"), ids=lambda r: f"{r['measure']} {r['rows']} {r['on']}")
def test_order_of_decision(row: Row) -> None:
    it = judged(row["measure"], row["rows"], row["on"])
    assert (it.status, it.reason) == (row["status"], row["reason"])


@pytest.mark.parametrize("row", table("final"), ids=lambda r: f"{r['measure']} {r['rows']}")
def test_the_end_of_a_period(row: Row) -> None:
    assert judged(row["measure"], row["rows"], row["on"]).status == row["status"]


@pytest.mark.parametrize("row", table("range"), ids=lambda r: f"{r['measure']} {r['rows']}")
def test_a_range_has_a_pace_by_its_distance(row: Row) -> None:
    it = judged(row["measure"], row["rows"], row["on"])
    assert (it.status, it.pace) == (row["status"], near(row["R"]))


def test_the_facts_behind_the_worked_sentence() -> None:
    it = judged("down b=26@2019-01/2019-06 at_most=7@2021", "2020:18", "31.12.2020")
    assert it.needed_per_year == pytest.approx(-7.6)
    assert it.achieved_per_year == pytest.approx(-16 / 3)
    assert it.required_left == pytest.approx(-11)
    assert (it.baseline, it.target_value, it.value, str(it.period)) == (26, 7, 18, "2020")


def test_yearly_changes_keep_their_sign_whichever_way_is_better() -> None:
    up = judged("up b=10@2019 at_least=20@2021", "2020:13", "31.12.2020")
    flat = judged("up b=10@2019 more_than=10@2021", "2020:8", "31.12.2020")
    into = judged("range b=0@2019 range=2,4@2021", "2020:1", "31.12.2020")
    assert (up.needed_per_year, up.achieved_per_year) == (5, 3)
    assert (flat.needed_per_year, flat.achieved_per_year) == (0, -2)
    assert (into.needed_per_year, into.achieved_per_year) == (1, 1)


def test_the_pace_that_is_left_is_set_against_the_record() -> None:
    record = "2013:0 2014:9 2015:2 2016:6 2017:8 2018:9 2019:9 2020:12"
    it = judged("up b=6@2016 at_least=30@2023", record, "31.12.2020")
    assert it.required_left == pytest.approx(6)
    assert it.recent_pace == pytest.approx(4 / 3)
    assert it.best_pace == pytest.approx(7 / 3)


def test_a_record_shorter_than_three_years_gives_no_record() -> None:
    it = judged("up b=6@2018 at_least=30@2023", "2018:6 2019:9 2020:12", "31.12.2020")
    assert (it.recent_pace, it.best_pace) == (None, None)


def test_surveys_of_one_day_in_the_year_are_years_apart() -> None:
    figures = "2017:1!day=2017-05-10 2020:4!day=2020-05-10"
    it = judged("up b=0@2016 at_least=9@2022", figures, "31.12.2020")
    assert (it.recent_pace, it.best_pace) == (1, 1)


def test_without_an_end_nothing_elapses() -> None:
    it = judged("up b=0@2018 at_least=90", "2019:1", "31.12.2019")
    assert (it.elapsed, it.needed_per_year, it.achieved_per_year) == (None, None, 1)


def test_the_best_run_of_a_falling_measure_is_the_steepest_fall() -> None:
    it = judged("down b=20@2016 at_most=5@2023", "2016:20 2017:19 2018:19 2019:14 2020:14", "31.12.2020")
    assert it.recent_pace == pytest.approx(-5 / 3)
    assert it.best_pace == pytest.approx(-2)


@pytest.mark.parametrize(("value", "limit"), [(0, 2), (2.9, 2), (3, 2), (3.1, 4), (9, 4)])
def test_a_value_is_set_against_the_nearer_limit_of_a_range(value: float, limit: float) -> None:
    assert judged("range dec=1 range=2,4@2021", f"2021:{value}", "31.12.2021").target_value == limit


def test_a_range_has_no_best_run() -> None:
    it = judged("range b=20@2016 range=2,4@2023", "2016:20 2017:19 2018:19 2019:14", "31.12.2019")
    assert (it.recent_pace, it.best_pace) == (None, None)


# Which rows count


@pytest.mark.parametrize(
    "figures",
    [
        "2020:18 2021:1",
        "2020:18 2021:1!day=2021-01-01",
        "2020:18 2020:1!part",
        "2020:18 2020:1!budget",
        "2020:18 2021:1!budget",
        "2020:18 2020:1!source=elsewhere",
        "2020:18 2020:1!area=SSS",
        "2020:18 2020:1!measure=other",
        "2020:18!known=2021-02-01 2020:1!known=2021-01-01",
        "2020:18!known=2021-02-01 2020:1",
        "2020:18 2019:1!apart",
    ],
)
def test_what_is_no_value_of_the_day(figures: str) -> None:
    it = judged("down b=26@2019-01/2019-06 at_most=7@2021", figures, "31.12.2020")
    assert (it.value, it.status) == (18, "slightly_behind")


def test_a_survey_stands_at_its_day() -> None:
    drawn = "up b=0@2019 at_least=100@2023"
    assert judged(drawn, "2021:50!day=2021-06-30", "29.6.2021").status == "no_value"
    it = judged(drawn, "2021:50!day=2021-06-30", "30.6.2021")
    assert it.value == 50
    assert it.elapsed == pytest.approx(1.5 / 4)


def test_another_frequency_than_the_calendar_declares_is_no_value() -> None:
    it = judged("up at_least=9@2021 calendar=year,2019,6", "2020:5 2020-Q4:9 2020-12:9 2020-08/2020-12:9", "31.12.2020")
    assert (it.value, it.status) == (5, "not_yet")


def test_rows_of_a_derived_measure_carry_the_sources_of_their_inputs() -> None:
    assert judged("up derived at_least=9@2021", "2020:5!source=elsewhere", "31.12.2020").value == 5


def test_known_cuts_by_publication_and_unknown_days_are_always_visible() -> None:
    figures = "2020:5!known=2021-03-31 2020:9!known=2021-09-30 2019:1"
    drawn = "up at_least=9@2022"
    assert judged(drawn, figures, "31.12.2021").value == 9
    assert judged(drawn, figures, "31.12.2021", known=day("30.9.2021")).value == 9
    assert judged(drawn, figures, "31.12.2021", known=day("29.9.2021")).value == 5
    assert judged(drawn, figures, "31.12.2021", known=day("30.3.2021")).value == 1


def test_a_withdrawal_takes_the_value_away() -> None:
    figures = "2020:5!known=2021-03-31 2020:withdrawn!known=2021-09-30 2019:1"
    assert judged("up at_least=9@2022", figures, "31.12.2021").value == 1


def test_rounding_is_that_of_print_and_is_told() -> None:
    it = judged("up b=89@2019 at_least=90@2021", "2021:89.5", "31.12.2021")
    assert (it.status, it.value, it.exact, it.rounding_decides) == ("met", 90, 89.5, True)
    assert not judged("up b=89@2019 at_least=90@2021", "2021:90.4", "31.12.2021").rounding_decides
    assert judged("down b=90@2019 at_most=89@2021", "2021:89.5", "31.12.2021").status != "met"


# Baselines


def test_a_corrected_baseline_replaces_b_everywhere_and_moves_a_change() -> None:
    drawn = "down b=11@2019 change_points=3@2021!base=2019"
    it = judged(drawn, "2019:13 2021:10", "31.12.2021")
    assert (it.baseline, it.target_value, it.status) == (13, 10, "met")
    assert {"revised", "target_moved"} <= set(it.flags)
    assert "target_moved" in judged(drawn, "2019:13", "31.12.2020").flags


def test_a_baseline_as_printed_is_not_revised() -> None:
    it = judged("down b=11@2019 change_points=3@2021!base=2019", "2019:11.2 2021:8", "31.12.2021")
    assert (it.baseline, it.status) == (11, "met")
    assert not {"revised", "target_moved"} & set(it.flags)


def test_a_withdrawn_baseline_is_not_known() -> None:
    it = judged("up b=5@2019 at_least=9@2021", "2019:withdrawn 2020:7", "31.12.2020")
    assert (it.baseline, it.status, it.reason) == (None, "not_yet", "no_baseline")


def test_a_baseline_may_be_of_another_frequency_than_the_values() -> None:
    drawn = "down b=26@2019-01/2019-06 at_most=7@2021 calendar=year,2020,6"
    it = judged(drawn, "2019-01/2019-06:24 2020:18", "31.12.2020")
    assert (it.baseline, it.value) == (24, 18)


@pytest.mark.parametrize(("drawn", "told"), [("b=366@2018", 366), ("b=0@2018", 0), ("b=@2018", None), ("", None)])
def test_what_is_only_followed_is_told_with_its_baseline(drawn: str, told: float | None) -> None:
    it = judged(f"up {drawn}", "2020:5", "31.12.2020")
    assert (it.status, it.baseline, it.baseline_period is None) == ("followed", told, told is None)


# Series breaks


@pytest.mark.parametrize("row", table("breaks"), ids=lambda r: f"{r['measure']} {r['rows']} {r['break']}")
def test_nothing_is_compared_across_a_break(row: Row) -> None:
    it = judged(row["measure"], row["rows"], row["on"], marks=breaks(row["break"]))
    assert (it.status, it.value) == (row["status"], float(row["value"]) if row["value"] else None)


def test_marks_of_other_measures_are_not_heard() -> None:
    others = tuple(replace(mark, measure="other") for mark in breaks("2020-06-30"))
    assert judged("up b=5@2019 at_least=9@2021", "2021:9", "31.12.2021", marks=others).status == "met"


def test_the_flag_of_a_break_stands_only_where_it_kept_something_away() -> None:
    drawn, cut = "up b=5@2019 at_least=9@2023", breaks("2021-01-01")
    assert "series_break" not in judged(drawn, "2020:6 2021:9", "31.12.2020", marks=cut).flags
    assert "series_break" in judged(drawn, "2020:6 2021:9", "31.12.2021", marks=cut).flags
    assert "series_break" in judged(drawn, "2021:9", "31.12.2021", marks=cut).flags


def test_a_value_that_may_not_be_compared_is_none() -> None:
    assert judged("up b=5@2019 at_least=9@2021", "2021:9!apart", "31.12.2021").reason == "not_comparable"
    assert judged("up b=5@2019 at_least=9@2022", "2020:9!apart", "31.12.2021").reason == "not_comparable"


# Several targets


@pytest.mark.parametrize("row", table("headlines"), ids=lambda r: f"{r['targets']} {r['on']}")
def test_the_headline_is_the_running_next_or_last_target(row: Row) -> None:
    it = verdict(f"up {row['targets']}", "", row["on"])
    assert it.headline.target is not None
    assert it.headline.target.value == float(row["headline"])
    assert len(it.judgements) == len(row["targets"].split())
    assert it.headline in it.judgements


def test_a_past_target_keeps_its_result_beside_the_headline() -> None:
    it = verdict("up b=0@2018 at_least=5@2020 at_least=9@2022", "2020:5 2021:6", "31.12.2021")
    assert [j.status for j in it.judgements] == ["met", "slightly_behind"]
    assert it.status == "slightly_behind"
    assert it.group == "slightly_behind"


# The verdict around the judgement


def test_the_newest_value_may_be_one_that_is_not_compared() -> None:
    it = verdict("up at_least=9@2022", "2020:5 2021:7!apart 2022:1", "31.12.2021")
    assert it.latest is not None
    assert it.latest.value == 7
    assert it.headline.value == 5


@pytest.mark.parametrize("figures", ["2020:5 2020-12:1", "2020-12:1!apart 2020:5!apart", "2020:5 2020-12:1!apart"])
def test_of_two_that_end_together_the_longer_is_the_newest(figures: str) -> None:
    newest = verdict("up", figures, "31.12.2020").latest
    assert newest is not None
    assert str(newest.period) == "2020"


@pytest.mark.parametrize("figures", ["2020:5 2020:7", "2020:7 2020:5", "2020:7 2020:6 2020:5", "2020:5 2020:6 2020:7"])
def test_of_two_that_were_told_at_once_the_order_of_rows_chooses_none(figures: str) -> None:
    assert judged("up", figures, "31.12.2020").value == 7


@pytest.mark.parametrize(("value", "shown"), [(1e15 - 1, 1e15 - 1), (1e15, None), (1 - 1e15, 1 - 1e15), (-1e15, None)])
def test_a_number_that_no_longer_holds_its_units_is_no_figure(value: float, shown: float | None) -> None:
    assert judged("up", f"2020:{value}", "31.12.2020").value == shown


def test_next_due_is_the_first_day_by_which_something_is_to_come() -> None:
    drawn = "up at_least=9@2022 calendar=year,2020,3"
    assert verdict(drawn, "2020:5", "31.12.2020").next_due == day("31.3.2022")
    assert verdict(drawn, "", "31.3.2021").next_due == day("31.3.2021")
    assert verdict(drawn, "", "1.4.2021").next_due == day("31.3.2022")
    assert verdict("up at_least=9@2022!due=2023-02-01", "", "1.4.2021").next_due == day("1.2.2023")
    assert verdict("up calendar=year,2020,", "", "1.4.2021").next_due is None
    assert verdict(drawn, "2020:1 2021:1 2022:1", "1.4.2021").next_due == day("31.3.2022")
    assert verdict("up at_least=9@2020!due=2023-02-01", "2020:9", "1.4.2021").next_due is None


def test_a_day_that_is_not_yet_due_says_when() -> None:
    it = judged("up b=5@2019 at_least=9@2021 calendar=year,2019,6", "2019:5", "30.6.2021")
    assert it.due == day("30.6.2021")


# Since


@pytest.mark.parametrize("row", table("since"), ids=lambda r: f"{r['measure']} {r['rows']} {r['on']}")
def test_since_is_the_first_day_of_the_unbroken_run(row: Row) -> None:
    it = judged(row["measure"], row["rows"], row["on"])
    assert it.since == (day(row["since"]) if row["since"] else None)


def test_since_is_told_with_what_is_known_now() -> None:
    figures = "2020:10!known=2021-06-30 2020:1!known=2021-01-31"
    assert judged("up b=0@2018 at_least=10@2022", figures, "30.9.2021").since == day("31.12.2020")


def test_since_never_reaches_behind_the_day_on_which_another_target_was_the_headline() -> None:
    drawn = "up b=0@2018 at_least=90@2020 at_least=100@2022"
    it = verdict(drawn, "2019:1 2020:2 2021:3", "31.12.2021")
    assert [j.status for j in it.judgements] == ["not_met", "far_behind"]
    assert it.headline.since == day("1.1.2021")
    assert verdict(drawn, "2019:1 2020:2 2021:3", "1.1.2021").headline.since == day("1.1.2021")
    moved = verdict("up b=0@2018 at_least=90@2022 at_least=100@2022!set=2021-03-01", "2019:1", "31.12.2021")
    assert (moved.status, moved.headline.since) == ("far_behind", day("1.3.2021"))


def test_what_was_not_known_to_be_set_does_not_count() -> None:
    drawn = "up b=0@2018 at_least=90@2022!set=2021-03-01"
    known = day("28.2.2021")
    assert verdict(drawn, "2020:1", "31.12.2021", known=known).status == "not_due"
    both = verdict(f"{drawn} at_least=1@2022", "2020:1", "31.12.2021", known=known)
    assert (both.status, both.headline.target_value) == ("reached", 1)
    assert verdict(drawn, "2020:1", "31.12.2021").status == "far_behind"


def test_next_due_passes_over_the_value_of_the_baseline() -> None:
    drawn = "up b=80@2019 at_least=90@2021 calendar=two_years,2019,3"
    assert verdict(drawn, "", "1.2.2020").next_due == day("31.3.2022")
    assert judged(drawn, "2019:80!day=2019-04-30", "1.2.2020").due == day("31.3.2022")


# The ends of the calendar


@pytest.mark.parametrize("on", [date.min, date.max])
@pytest.mark.parametrize(
    "drawn",
    [
        "up b=0@2018 at_least=90@9999",
        "up at_least=90@0001 at_least=91@0001!set=0001-01-01",
        "kind=milestone done@9999!due=9999-12-31",
        "up calendar=year,2018,6 sum=9@9999",
        "up calendar=year,9998,6 count=9@0001",
    ],
)
def test_the_first_and_the_last_day_that_there_is(drawn: str, on: date) -> None:
    it = judged(drawn, "2018:1", str(on.day) + f".{on.month}.{on.year}")
    assert it.since is None or it.since <= on


# Vocabulary


def test_every_status_has_a_group_and_a_place() -> None:
    assert {group_of(s) for s in STATUSES} == set(GROUPS)
    assert [severity(s) for s in STATUSES] == list(range(len(STATUSES)))
    assert severity("wrong_way") < severity("slightly_behind") < severity("reached") < severity("followed")


def test_groups_stand_together_in_the_order_of_severity() -> None:
    order = [group_of(s) for s in STATUSES]
    assert list(dict.fromkeys(order)) == list(GROUPS)
    assert order == sorted(order, key=GROUPS.index)


def test_the_drawn_rows_are_what_they_say() -> None:
    (row,) = rows("2020:5!preliminary!n=9")
    assert (row.value, row.quality, row.n) == (5, "preliminary", 9)
