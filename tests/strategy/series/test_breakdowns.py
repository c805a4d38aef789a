"""Parts of a whole: their order, their sums, and what cannot be summed."""

from __future__ import annotations

from strategy.model.periods import Period
from strategy.series.breakdowns import Division, divisions
from tests.strategy.series_rows import rows

ORDER = ("sex_women", "sex_men", "age_0_14", "age_15")
Y2019, Y2020, Y2021 = (Period.parse(year) for year in ("2019", "2020", "2021"))


def sexes(women: str, men: str, whole: str) -> Division:
    """One division, each series written as `rows` reads it."""
    told = (*rows(men, part="sex_men"), *rows(women, part="sex_women"), *rows(whole))
    (found,) = divisions(told, ORDER)
    return found


def test_divisions_and_parts_stand_in_the_order_of_the_catalogue_and_unknown_ones_last() -> None:
    parts = ("unit_b", "age_15", "sex_men", "age_0_14", "sex_women")
    found = divisions([row for part in parts for row in rows("2019 1", part=part)], ORDER)
    assert [(division.id, division.parts) for division in found] == [
        ("sex", ("sex_women", "sex_men")),
        ("age", ("age_0_14", "age_15")),
        ("unit", ("unit_b",)),
    ]


def test_a_series_without_parts_has_no_division() -> None:
    assert divisions(rows("2019 1, 2020 2"), ORDER) == ()


def test_the_sum_is_held_against_the_wholes_own_figure() -> None:
    found = sexes("2019 6, 2020 7, 2021 7", "2019 4, 2020 4", "2019 10, 2020 12, 2021 9")
    assert found.periods == (Y2019, Y2020, Y2021)
    assert [found.total(period) for period in found.periods] == [10, 11, None]
    assert [found.left_over(period) for period in found.periods] == [0, -1, None]


def test_without_the_whole_there_is_nothing_to_hold_a_sum_against() -> None:
    found = sexes("2019 6", "2019 4", "2020 12")
    assert (found.total(Y2019), found.left_over(Y2019), found.periods) == (10, None, (Y2019,))


def test_a_nought_is_a_figure_and_a_hidden_part_is_none() -> None:
    assert sexes("2019 0", "2019 4", "2019 4").left_over(Y2019) == 0
    hidden = sexes("2019 -", "2019 4", "2019 4")
    assert (hidden.total(Y2019), hidden.value(Y2019, "sex_women")) == (None, None)
    assert hidden.rows[Y2019]["sex_women"].missing == "not_collected"


def test_a_plan_is_no_part() -> None:
    found = sexes("2019 6, 2020 9 budget", "2019 4", "2019 10, 2020 12 budget")
    assert found.periods == (Y2019,)
