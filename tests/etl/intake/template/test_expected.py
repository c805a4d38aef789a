"""Which figures a sector is asked for on a day, until when, and what it is reminded of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from etl.intake.template.expected import expected_figures, is_filled
from etl.record import Record
from strategy.model import Baseline, Calendar, Measure, Observation
from strategy.model.periods import Period
from tests.etl.intake.conftest import TODAY

ROW = Observation("1.1-c", "901", Period.parse("2020"), 5.0, "newspaper", known=date(2021, 1, 31))


def of(record: Record, measure: Measure, *rows: Observation, on: date = TODAY) -> list[str]:
    """What is asked for of a measure alone: period, due day, and the latest figure."""
    strategy = replace(record.strategy, measures={measure.id: measure})
    found = expected_figures(replace(record, strategy=strategy, observations=rows), measure.sectors[0], on)
    return [f"{a.period} by {a.due}" + (f", {a.last.period}: {a.last.value}" if a.last else "") for a in found]


@pytest.fixture
def measure(record: Record) -> Measure:
    """A measure with a target for 2022 and a baseline that is not known."""
    return replace(record.strategy.measures["1.1-c"], baseline=None)


def yearly(first: str) -> Calendar:
    return Calendar("year", Period.parse(first), 6)


def test_without_a_calendar_targets_and_an_unknown_baseline_say_it(record: Record, measure: Measure) -> None:
    assert of(record, measure) == ["2022 by 2022-12-31"]
    known, unknown = (replace(measure, baseline=Baseline(v, Period.parse("2019"), "")) for v in (80.0, None))
    assert (of(record, known), of(record, unknown)) == (
        ["2022 by 2022-12-31"],
        ["2019 by 2019-12-31", "2022 by 2022-12-31"],
    )
    (target,) = measure.targets
    due = replace(measure, targets=(replace(target, due=date(2022, 10, 31)), replace(target, due=date(2023, 1, 1))))
    assert of(record, due) == ["2022 by 2022-10-31"]
    other = replace(target, due=date(2022, 10, 31), period=Period.parse("2021"))
    assert of(record, replace(measure, targets=(target, other))) == ["2021 by 2022-10-31", "2022 by 2022-12-31"]
    window = replace(target, period=Period.parse("2021/2023"))
    assert of(record, replace(measure, targets=(window,))) == ["2021 by 2021-12-31", "2022 by 2022-12-31"]
    assert [line[:4] for line in of(record, replace(measure, targets=(window,)), on=date(2025, 1, 1))] == [
        "2021", "2022", "2023",
    ]  # fmt: skip
    month = replace(target, period=Period.parse("2022-02"))
    assert of(record, replace(measure, targets=(month,))) == ["2022-02 by 2022-02-28"]


def test_what_begins_after_the_day_is_asked_for_where_nothing_else_is(record: Record, measure: Measure) -> None:
    (target,) = measure.targets
    later = [replace(target, period=Period.parse(p)) for p in ("2024", "2023")]
    assert of(record, replace(measure, targets=tuple(later))) == ["2023 by 2023-12-31"]
    assert of(record, replace(measure, targets=(*later, target))) == ["2022 by 2022-12-31"]
    assert of(record, replace(measure, targets=(*later, target)), on=date(2023, 1, 1)) == [
        "2022 by 2022-12-31", "2023 by 2023-12-31",
    ]  # fmt: skip
    assert of(record, replace(measure, targets=())) == ["2021 by 2021-12-31"]


def test_a_calendar_says_it(record: Record, measure: Measure) -> None:
    year = replace(measure, calendar=yearly("2020"))
    assert of(record, year) == ["2020 by 2021-06-30", "2021 by 2022-06-30"]
    assert of(record, replace(measure, calendar=yearly("2024"))) == ["2024 by 2025-06-30"]
    month = replace(measure, calendar=Calendar("month", Period.parse("2020-01"), 1))
    assert [line.partition(" ")[0] for line in of(record, month)] == [
        "2021-11", "2021-12", *(f"2022-0{n}" for n in range(1, 7)),
    ]  # fmt: skip


def test_what_is_there_or_excused_is_not_asked_for(record: Record, measure: Measure) -> None:
    year = replace(measure, calendar=yearly("2020"))
    reasons = [replace(ROW, value=None, missing=m) for m in ("not_collected", "not_submitted")]
    assert of(record, year, ROW) == ["2021 by 2022-06-30, 2020: 5.0"]
    assert [len(of(record, year, row)) for row in reasons] == [1, 2]
    assert len(of(record, year, replace(ROW, area="902"))) == 2
    assert len(of(record, year, replace(ROW, breakdown="women"))) == 2
    later = replace(ROW, value=6.0, known=date(2021, 5, 1))
    assert of(record, year, later, ROW)[0] == "2021 by 2022-06-30, 2020: 6.0"
    bound = replace(ROW, period=Period.parse("2021"), value=None, low=2.0, quality="bound")
    assert of(record, year, bound, ROW) == ["2021 by 2022-06-30, 2021: None"]
    gone = replace(ROW, period=Period.parse("2021"), value=None, missing="withdrawn")
    assert of(record, year, gone, ROW)[0] == "2021 by 2022-06-30, 2020: 5.0"


def test_what_is_due_comes_first_and_the_oldest_of_it(record: Record) -> None:
    """A figure that is due on the day is due."""
    found = [(str(a.period), a.measure.id) for a in expected_figures(record, "sote", date(2021, 12, 31))]
    assert found[:5] == [("2019", "1.1-c"), ("2020", "1.1-b"), ("2020", "1.1-l"), ("2021", "1.1-b"), ("2022", "1.1-d")]
    item = expected_figures(record, "sote", TODAY)[0]
    day = item.due
    assert day is not None
    assert [item.order(on)[0] for on in (day, date(day.year, day.month, day.day - 1))] == [False, True]
    assert replace(item, due=None).order(TODAY) == (False, item.period.last_day)


def test_who_is_asked_for_what(record: Record, measure: Measure) -> None:
    assert expected_figures(record, "nobody", TODAY) == []
    others = [{"kind": "milestone"}, {"formula": object()}, {"role": "context"}]
    assert is_filled(measure)
    assert [is_filled(replace(measure, **other)) for other in others] == [False] * 3  # type: ignore[arg-type]


def test_what_begins_by_a_later_day_is_asked_for_too(record: Record, measure: Measure) -> None:
    """Of what has begun the latest are asked for, of what is to come all, up to the day that is named."""
    until = date(2023, 12, 31)
    # fmt: off
    asked = [
        # calendar                                                  the periods
        (Calendar("month", Period.parse("2020-01"), 1),
         "2021-11 2021-12 2022-01 2022-02 2022-03 2022-04 2022-05 2022-06 2022-07 2022-08 2022-09 2022-10 2022-11 "
         "2022-12 2023-01 2023-02 2023-03 2023-04 2023-05 2023-06 2023-07 2023-08 2023-09 2023-10 2023-11 2023-12"),
        (Calendar("quarter", Period.parse("2022-Q2"), 1), "2022-Q2 2022-Q3 2022-Q4 2023-Q1 2023-Q2 2023-Q3 2023-Q4"),
        (Calendar("year", Period.parse("2021"), 6), "2021 2022 2023"),
        (Calendar("year", Period.parse("2025"), 6), "2025"),
    ]
    # fmt: on
    for calendar, periods in asked:
        found = expected_figures(
            replace(record, strategy=replace(record.strategy, measures={"a": replace(measure, calendar=calendar)})),
            measure.sectors[0], TODAY, until,
        )  # fmt: skip
        assert " ".join(str(a.period) for a in found) == periods


def test_without_calendar_and_target_each_year_up_to_a_later_day_is_asked_for(record: Record, measure: Measure) -> None:
    bare = replace(record, strategy=replace(record.strategy, measures={"a": replace(measure, targets=())}))
    found = expected_figures(bare, measure.sectors[0], TODAY, date(2023, 12, 31))
    assert [str(a.period) for a in found] == ["2021", "2022", "2023"]
