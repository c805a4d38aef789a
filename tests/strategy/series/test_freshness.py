"""How old the newest figure is: whole months from the day on which it became known."""

from __future__ import annotations

from datetime import date

import pytest

from strategy.model.periods import Period
from strategy.model.record import Observation
from strategy.series.freshness import freshness, newest, years_old

AGES = [
    # newest      limit  today         months  passed
    ("2024-01-31", None, "2024-02-28", 0, False),
    ("2024-01-31", None, "2024-02-29", 1, False),  # the month's last day
    ("2024-01-30", None, "2024-02-29", 1, False),
    ("2024-01-15", 18, "2025-07-14", 17, False),
    ("2024-01-15", 18, "2025-07-15", 18, True),
    ("2024-01-15", 18, "2025-07-16", 18, True),
    ("2024-01-15", 1, "2024-01-15", 0, False),
    ("2023-12-31", 1, "2024-01-01", 0, False),
    ("2024-12-31", 1, "2024-06-03", 0, False),  # a period that is not over
    ("2004-01-15", None, "2024-01-15", 240, False),
]


@pytest.mark.parametrize(("last", "limit", "today", "months", "passed"), AGES)
def test_the_age_of_a_figure(last: str, limit: int | None, today: str, months: int, passed: bool) -> None:
    found = freshness(date.fromisoformat(last), limit, date.fromisoformat(today))
    assert (found.months, found.passed, found.limit) == (months, passed, limit)
    assert found.newest == min(date.fromisoformat(last), date.fromisoformat(today))


def test_where_there_is_no_figure_nothing_has_grown_old() -> None:
    found = freshness(None, 1, date(2024, 1, 1))
    assert (found.newest, found.months, found.passed) == (None, None, False)


def row(period: str, value: float | None, known: str = "") -> Observation:
    return Observation(
        measure="1.1-a",
        area="235",
        breakdown="",
        period=Period.parse(period),
        value=value,
        known=date.fromisoformat(known) if known else None,
        known_basis="document" if known else "unknown",
        source="own",
        quality="final",
        confidence="high",
    )


NEWEST = [
    # rows                                                             newest
    ([], None),
    ([("2019", 1.0, "2020-03-01"), ("2020", 2.0, "2021-04-05")], "2021-04-05"),
    ([("2019", 1.0, "2022-03-01"), ("2020", 2.0, "2021-04-05")], "2022-03-01"),  # a correction is news too
    ([("2019", 1.0, ""), ("2018", 2.0, "2019-04-05")], "2019-12-31"),  # no day known: the period's last
    ([("2019", 0.0, "2020-03-01")], "2020-03-01"),  # a real 0 is a figure
    ([("2019", 1.0, "2020-03-01"), ("2020", None, "2021-04-05")], "2020-03-01"),  # a withdrawal is none
]


@pytest.mark.parametrize(("rows", "day"), NEWEST)
def test_the_newest_figure(rows: list[tuple[str, float | None, str]], day: str | None) -> None:
    assert newest(row(*one) for one in rows) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("periods", "on", "years"),
    [
        ("", "2021-12-31", None),
        ("2018", "2021-12-31", None),  # three years: its own length and two
        ("2018", "2022-01-31", 3),
        ("2017 2018", "2022-01-31", 3),
        ("2011 2010", "2021-12-31", 10),
        ("2013 2017", "2021-12-31", None),  # every fourth year
        ("2013 2017", "2024-01-31", 6),
        ("2011-05 2011-06", "2021-12-31", 10),
        ("2019-11 2019-12", "2021-12-31", None),
        ("2019-11 2019-12", "2022-02-28", 2),
        ("2019 2022", "2021-12-31", None),  # what comes after the day takes no part
        ("2022", "2021-12-31", None),
    ],
)
def test_a_series_is_old_when_its_step_and_two_years_have_passed(periods: str, on: str, years: int | None) -> None:
    assert years_old(map(Period.parse, periods.split()), date.fromisoformat(on)) == years
