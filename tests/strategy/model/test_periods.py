"""Periods: written forms, where they stand, what lies in what."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.model.periods import (
    Period,
    PeriodError,
    add_months,
    day_after,
    first_day_of_month,
    last_day_of_month,
    position,
)
from tests.strategy.drawing import Row, table


@pytest.mark.parametrize("row", table("periods"), ids=lambda r: r["text"])
def test_periods(row: Row) -> None:
    it = Period.parse(row["text"])
    assert str(it) == row["text"]
    assert (it.frequency, it.months, it.year) == (row["frequency"], int(row["months"]), int(row["year"]))
    assert (it.first_day.isoformat(), it.last_day.isoformat()) == (row["first"], row["last"])
    assert it.position == pytest.approx(float(row["position"]), abs=0.0005)


@pytest.mark.parametrize(
    "text",
    ["", "19", "2019-13", "2019-00", "2019-Q5", "2019-Q0", "2019-1", "2019/2018", "2019/2019", "2019-06/2019-01",
     "2019-01/2019-13", "2019-13/2020-02",
     "2019-00/2019-02", "2019-01/2020-00", "2019-Q1 ",
     "2019-01/2019-06 ", "2018/2020 ", "2019 ", " 2019", "2019\n",
     "2019-01-01", "K2019", "2019-06/", "2019–2020"],
)  # fmt: skip
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(PeriodError):
        Period.parse(text)


@pytest.mark.parametrize("row", table("lies_in"), ids=lambda r: f"{r['inner']} in {r['outer']}")
def test_what_lies_in_what(row: Row) -> None:
    assert Period.parse(row["inner"]).lies_in(Period.parse(row["outer"])) == (row["lies"] == "yes")


MONTHS = st.integers(1950 * 12, 2100 * 12)


@given(MONTHS, st.integers(0, 60))
def test_every_period_is_read_back_from_its_written_form(start: int, more: int) -> None:
    it = Period(end=start + more, start=start)
    assert Period.parse(str(it)) == it


@given(MONTHS)
def test_a_month_stands_where_its_last_day_does(index: int) -> None:
    month = Period(end=index, start=index)
    assert month.position == pytest.approx(position(month.last_day), abs=1e-9)
    assert month.start_position == pytest.approx(month.position - 1 / 12)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 30)))
def test_days_stand_in_their_order(day: date) -> None:
    assert position(day) < position(date.fromordinal(day.toordinal() + 1))


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [("2021-12-31", 0, "2021-12-31"), ("2021-12-31", 2, "2022-02-28"), ("2020-01-15", 1, "2020-02-29"),
     ("2019-06-30", 18, "2020-12-31")],
)  # fmt: skip
def test_a_lag_counts_in_whole_months(day: str, months: int, after: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(after)


def test_the_last_day_of_a_month() -> None:
    assert last_day_of_month(2020 * 12 + 1) == date(2020, 2, 29)


def test_the_order_is_that_of_time() -> None:
    texts = ["2018", "2019-01/2019-06", "2019-12", "2019-Q4", "2019", "2018/2019", "2020-01"]
    order = sorted((Period.parse(t) for t in texts), key=lambda p: p.position)
    assert [p.year for p in order] == [2018, 2019, 2019, 2019, 2019, 2019, 2020]
    assert Period.parse("2018") < Period.parse("2019")


@pytest.mark.parametrize(
    ("year", "month", "first", "last"),
    [
        (2020, 2, "2020-02-01", "2020-02-29"), (2021, 12, "2021-12-01", "2021-12-31"),
        (1, 1, "0001-01-01", "0001-01-31"), (1, 12, "0001-12-01", "0001-12-31"),
        (9999, 1, "9999-01-01", "9999-01-31"), (9999, 12, "9999-12-01", "9999-12-31"),
        (0, 12, "0001-01-01", "0001-01-01"), (0, 1, "0001-01-01", "0001-01-01"),
        (10000, 1, "9999-12-31", "9999-12-31"), (10900, 1, "9999-12-31", "9999-12-31"),
    ],
)  # fmt: skip
def test_the_days_of_a_month_end_where_dates_do(year: int, month: int, first: str, last: str) -> None:
    index = year * 12 + month - 1
    assert (first_day_of_month(index).isoformat(), last_day_of_month(index).isoformat()) == (first, last)


@pytest.mark.parametrize(("day", "after"), [("2020-02-28", "2020-02-29"), ("9999-12-30", "9999-12-31"),
                                            ("9999-12-31", "9999-12-31")])  # fmt: skip
def test_the_last_day_has_none_after_it(day: str, after: str) -> None:
    assert day_after(date.fromisoformat(day)).isoformat() == after
