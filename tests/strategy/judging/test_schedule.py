"""The periods that a calendar asks for."""

from __future__ import annotations

import pytest

from strategy.judging.evidence.schedule import expected, expected_in, last_in
from strategy.model.catalogue import Calendar
from strategy.model.periods import Period


def calendar(every: str, anchor: str) -> Calendar:
    return Calendar(every, Period.parse(anchor), 1)


@pytest.mark.parametrize(
    ("every", "anchor", "until", "asked"),
    [
        ("month", "2020-01", "2020-03", "2020-01 2020-02 2020-03"),
        ("quarter", "2020-Q1", "2020-08", "2020-Q1 2020-Q2"),
        ("half_year", "2020-01/2020-06", "2021-06", "2020-01/2020-06 2020-07/2020-12 2021-01/2021-06"),
        ("school_year", "2018-08/2019-07", "2020", "2018-08/2019-07 2019-08/2020-07"),
        ("two_years", "2018", "2022", "2018 2020 2022"),
        ("four_years", "2018", "2026", "2018 2022 2026"),
        ("year", "2020", "2020", "2020"),
        ("year", "2020", "2019", ""),
    ],
)
def test_what_is_expected_ends_no_later_than_is_asked(every: str, anchor: str, until: str, asked: str) -> None:
    assert " ".join(map(str, expected(calendar(every, anchor), Period.parse(until)))) == asked


@pytest.mark.parametrize(
    ("every", "anchor", "window", "asked", "last"),
    [
        ("month", "2020-11", "2020", "2020-11 2020-12", "2020-12"),
        ("year", "2020", "2021", "2021", "2021"),
        ("year", "2020", "2019", "", "2019"),
        ("two_years", "2018", "2019", "", "None"),
        ("year", "2020", "2020-Q4", "", "None"),
        ("school_year", "2019-08/2020-07", "2020", "2019-08/2020-07", "None"),
    ],
)
def test_what_is_expected_in_a_window(every: str, anchor: str, window: str, asked: str, last: str) -> None:
    it = calendar(every, anchor)
    assert " ".join(map(str, expected_in(it, Period.parse(window)))) == asked
    assert str(last_in(it, Period.parse(window))) == last
