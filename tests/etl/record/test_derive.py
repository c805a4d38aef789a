"""Derived series: the numbers, and what was known of them on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.record.derive import derive, in_order
from etl.record.record import read_record
from strategy.model.catalogue import Formula, Strategy
from strategy.model.periods import Period
from strategy.model.record import Observation
from tests.etl.conftest import SMALL

STRATEGY = read_record(SMALL).strategy


def rows(text: str) -> list[Observation]:
    """Rows drawn as text: measure, period, value (or a reason), the day known (or -), and further words."""
    return [_row(*line.split()) for line in text.strip().splitlines()]


def _row(measure: str, period: str, value: str, known: str, *words: str) -> Observation:
    number = None if value.isalpha() or "_" in value else float(value)
    found = Observation(
        measure=measure, area="901", period=Period.parse(period), value=number, source="statistics",
        missing=value if number is None else None, known=None if known == "-" else date.fromisoformat(known),
        known_basis="unknown" if known == "-" else "stated",
    )  # fmt: skip
    changes: dict[str, Any] = dict(word.split("=") for word in words)
    return replace(found, **{k: v == "yes" if k in ("comparable", "secondary") else v for k, v in changes.items()})


def told(found: list[Observation], measure: str) -> list[tuple[str, float | str | None, str]]:
    """The rows of a measure as (period, value or reason, day known)."""
    mine = [o for o in found if o.measure == measure]
    return [(str(o.period), o.missing if o.value is None else o.value, str(o.known or "-")) for o in mine]


# fmt: off
CASES = {
    "growth of consecutive years": ("2.1-f", """
        2.1-t1 2018 1000 2019-03-31
        2.1-t1 2019 1020 2020-03-31
        2.1-t1 2020  918 2021-03-31
        """, [("2019", 2, "2020-03-31"), ("2020", -10, "2021-03-31")]),
    "no growth over a gap": ("2.1-f", """
        2.1-t1 2018 1000 -
        2.1-t1 2020 1100 -
        """, []),
    "a real 0 is a value": ("2.1-f", """
        2.1-t1 2018 1000 -
        2.1-t1 2019    0 -
        2.1-t1 2020  100 -
        """, [("2019", -100, "-")]),
    "a month is not a year": ("2.1-f", """
        2.1-t1 2018-06 1000 -
        2.1-t1 2019-06 1100 -
        """, []),
    "a correction of this year": ("2.1-f", """
        2.1-t1 2018 1000 2019-03-31
        2.1-t1 2019 1030 2020-01-31
        2.1-t1 2019 1020 2020-03-31
        """, [("2019", 3, "2020-01-31"), ("2019", 2, "2020-03-31")]),
    "a correction of the year before": ("2.1-f", """
        2.1-t1 2018 1000 2019-03-31
        2.1-t1 2019 1020 2020-03-31
        2.1-t1 2018 1010 2020-09-30
        """, [("2019", 2, "2020-03-31"), ("2019", 0.990099009901, "2020-09-30")]),
    "known is the latest of the inputs": ("2.1-f", """
        2.1-t1 2018 1000 2021-12-31
        2.1-t1 2019 1020 2020-03-31
        """, [("2019", 2, "2021-12-31")]),
    "an unknown day counts as the earliest": ("2.1-f", """
        2.1-t1 2018 1000 -
        2.1-t1 2019 1020 2020-03-31
        2.1-t1 2018 1010 2020-06-30
        """, [("2019", 2, "2020-03-31"), ("2019", 0.990099009901, "2020-06-30")]),
    "a withdrawn input withdraws": ("2.1-f", """
        2.1-t1 2018 1000 2019-03-31
        2.1-t1 2019 1020 2020-03-31
        2.1-t1 2019 withdrawn 2020-06-30
        2.1-t1 2019 1010 2020-09-30
        """, [("2019", 2, "2020-03-31"), ("2019", "withdrawn", "2020-06-30"), ("2019", 1, "2020-09-30")]),
    "no value, no derived row": ("2.1-f", """
        2.1-t1 2018 1000 2019-03-31
        2.1-t1 2019 not_collected 2020-03-31
        """, []),
    "mean of two years of growth": ("2.1-g", """
        2.1-t1 2017 1000 2018-03-31
        2.1-t1 2018 1010 2019-03-31
        2.1-t1 2019 1040.3 2020-03-31
        2.1-t1 2020 1040.3 2021-03-31
        """, [("2019", 2, "2020-03-31"), ("2020", 1.5, "2021-03-31")]),
    "a correction passes through both": ("2.1-g", """
        2.1-t1 2017 1000 2018-03-31
        2.1-t1 2018 1010 2019-03-31
        2.1-t1 2019 1020.1 2020-03-31
        2.1-t1 2019 1040.3 2020-06-30
        """, [("2019", 1, "2020-03-31"), ("2019", 2, "2020-06-30")]),
    "no mean of one year": ("2.1-g", """
        2.1-t1 2017 1000 2018-03-31
        2.1-t1 2018 1010 2019-03-31
        """, []),
    "reduction from the base, 0 in it": ("2.1-h", """
        2.1-t2 1990 400 -
        2.1-t2 2020 300 2021-06-30
        2.1-t2 2021 440 2022-06-30
        """, [("1990", 0, "-"), ("2020", 25, "2021-06-30"), ("2021", -10, "2022-06-30")]),
    "a corrected base corrects all": ("2.1-h", """
        2.1-t2 1990 400 2010-01-31
        2.1-t2 2020 300 2021-06-30
        2.1-t2 1990 600 2022-06-30
        """, [("1990", 0, "2010-01-31"), ("1990", 0, "2022-06-30"),
              ("2020", 25, "2021-06-30"), ("2020", 50, "2022-06-30")]),
    "nothing before the base": ("2.1-h", """
        2.1-t2 1985 500 -
        2.1-t2 1990 400 -
        """, [("1990", 0, "-")]),
    "no base, no reduction": ("2.1-h", """
        2.1-t2 2020 300 -
        """, []),
}
# fmt: on


@pytest.mark.parametrize("name", CASES)
def test_derived_rows(name: str) -> None:
    """Each formula, and each way in which its inputs become known or change."""
    measure, drawn, expected = CASES[name]
    assert told(derive(STRATEGY, rows(drawn)), measure) == expected


@pytest.mark.parametrize("name", CASES)
def test_the_order_of_the_inputs_plays_no_part(name: str) -> None:
    """Rows may stand in any order in their file."""
    measure, drawn, expected = CASES[name]
    assert told(derive(STRATEGY, rows(drawn)[::-1]), measure) == expected


def test_a_derived_row_is_no_better_than_its_inputs() -> None:
    """The worst quality, the lowest confidence, a secondary source if one is, comparable only if all are."""
    (found,) = [o for o in derive(STRATEGY, rows("""
        2.1-t1 2018 1000 2019-03-31 quality=preliminary confidence=medium source=newspaper secondary=yes
        2.1-t1 2019 1020 2020-03-31 quality=estimate comparable=no note=other_definition
        """)) if o.measure == "2.1-f"]  # fmt: skip
    assert (found.quality, found.confidence, found.source) == ("estimate", "medium", "statistics")
    assert (found.comparable, found.secondary, found.note) == (False, True, "other_definition")


def test_areas_and_parts_are_kept_apart() -> None:
    """A neighbour's year is never compared with ours, nor a part with the whole."""
    ours = rows("2.1-t1 2018 1000 -\n2.1-t1 2019 1020 -")
    theirs = [replace(row, area="902", value=(row.value or 0) * (1 + n)) for n, row in enumerate(ours)]
    part = [replace(ours[0], breakdown="women", value=1.0)]
    found = [o for o in derive(STRATEGY, [*ours, *theirs, *part]) if o.measure == "2.1-f"]
    assert {(o.area, o.breakdown, o.value) for o in found} == {("901", "", 2.0), ("902", "", 104.0)}


def test_measures_in_a_circle_have_no_rows_and_do_not_hang() -> None:
    """A circle is told by the check; the computation itself ends."""
    measures = dict(STRATEGY.measures)
    measures["2.1-f"] = replace(measures["2.1-f"], formula=Formula("growth_percent", "2.1-g"))
    circle: Strategy = replace(STRATEGY, measures=measures)
    assert [m.id for m in in_order(circle)[1]] == ["2.1-f", "2.1-g"]
    assert told(derive(circle, rows("2.1-t1 2018 1000 -\n2.1-t1 2019 1020 -")), "2.1-f") == []


def test_the_revision_of_the_population_reaches_its_growth() -> None:
    """9 601 known at the end of January 2019, 9 615 at the end of March: so is the growth of 2018, twice."""
    found = read_record(Path(__file__).parents[3] / "data").observations
    growth = [(str(o.known), round(o.value or 0, 2)) for o in found
              if (o.measure, o.area, str(o.period)) == ("3.3-b", "235", "2018")]  # fmt: skip
    assert growth == [("2019-01-31", -0.24), ("2019-03-31", -0.09)]


LIMITS = [
    # what each year is           the growth that can be said
    ("exact, a span",             [(1000.0, None, None), (None, 1020.0, 1050.0)], (None, 2.0, 5.0)),
    ("a span, exact",             [(None, 1000.0, 1020.0), (1020.0, None, None)], (None, 0.0, 2.0)),
    ("at least in the new year",  [(1000.0, None, None), (None, 1020.0, None)], (None, 2.0, None)),
    ("at most in the new year",   [(1000.0, None, None), (None, None, 990.0)], (None, None, -1.0)),
    ("at most in the old year",   [(None, None, 1000.0), (1020.0, None, None)], None),
    ("at least in both",          [(None, 1000.0, None), (None, 1020.0, None)], None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "years", "growth"), LIMITS, ids=[words for words, *_ in LIMITS])
def test_limits_are_carried_through_a_formula_or_give_no_figure(
    words: str, years: list[tuple[float | None, ...]], growth: tuple[float | None, ...] | None
) -> None:
    """A bound of an input bounds what is computed from it, and never becomes a figure."""
    series = [
        Observation("2.1-t1", "901", Period.parse(str(2018 + n)), value, "statistics", low=low, high=high,
                    quality="final" if low is None and high is None else "bound")
        for n, (value, low, high) in enumerate(years)
    ]  # fmt: skip
    found = [row for row in derive(STRATEGY, series) if row.measure == "2.1-f"]
    assert [(row.value, row.low, row.high) for row in found] == ([] if growth is None else [growth])
    assert {row.quality for row in found} <= {"bound"}
    assert all(row.missing is None for row in found)
