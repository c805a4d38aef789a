"""Figures with few cases behind them leave the record before anything is made of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl.record.record import read_record
from etl.record.suppression import suppress_few
from strategy.model.periods import Period
from strategy.model.record import Observation
from tests.etl.conftest import Run
from tests.etl.conftest import replace as edit

# unit, rank, value, n -> hidden
CASES = [
    ("percent", False, 40.0, 4, True),
    ("percent", False, 40.0, 5, False),
    ("percent", False, 40.0, None, False),
    ("percent", False, 0.0, 0, True),
    ("percent", False, 3.0, 100, False),
    ("persons", False, 4.0, None, True),
    ("persons", False, 5.0, None, False),
    ("persons", False, 0.0, None, False),
    ("score", True, 2.0, 4, False),
]


@pytest.mark.parametrize(("unit", "rank", "value", "n", "hidden"), CASES)
def test_what_is_hidden(unit: str, rank: bool, value: float, n: int | None, hidden: bool, small: Path) -> None:
    strategy = read_record(small).strategy
    measure = replace(strategy.measures["1.1-a"], unit=unit, rank=rank, hide_below=5)
    strategy = replace(strategy, measures={"1.1-a": measure})
    row = Observation("1.1-a", "901", Period.parse("2022"), value, "newspaper", n=n)
    (found,) = suppress_few(strategy, [row])
    assert found == (replace(row, value=None, missing="hidden_few", n=None) if hidden else row)


LIMITS = [
    # unit, low, high, n -> hidden
    ("persons", 1.0, 4.0, None, True),
    ("persons", None, 4.0, None, True),
    ("persons", 3.0, None, None, False),
    ("persons", 3.0, 9.0, None, False),
    ("persons", None, 0.0, None, False),
    ("percent", 1.0, 4.0, None, False),
    ("percent", 1.0, 4.0, 4, True),
]


@pytest.mark.parametrize(("unit", "low", "high", "n", "hidden"), LIMITS)
def test_limits_that_give_few_away_are_hidden(
    unit: str, low: float | None, high: float | None, n: int | None, hidden: bool, small: Path
) -> None:
    strategy = read_record(small).strategy
    strategy = replace(strategy, measures={"1.1-a": replace(strategy.measures["1.1-a"], unit=unit, hide_below=5)})
    row = Observation("1.1-a", "901", Period.parse("2022"), None, "newspaper", n=n, low=low, high=high, quality="bound")
    (found,) = suppress_few(strategy, [row])
    gone = replace(row, low=None, high=None, n=None, quality="final", missing="hidden_few")
    assert found == (gone if hidden else row)


def test_nothing_is_derived_from_what_is_hidden(small: Path) -> None:
    before = [o.period.year for o in read_record(small).observations if o.measure == "2.1-f" and o.area == "901"]
    edit(small / "catalogue" / "context" / "2.1.toml", "lowest = 0\n", "lowest = 0\nhide_below = 1005\n")
    after = [o.period.year for o in read_record(small).observations if o.measure == "2.1-f" and o.area == "901"]
    assert 2018 in before
    assert 2018 not in after
    assert 2019 in after


def test_only_figures_have_a_limit(small: Path, run: Run) -> None:
    edit(small / "catalogue" / "goals" / "2.1.toml", 'kind = "milestone"\n', 'kind = "milestone"\nhide_below = 5\n')
    edit(small / "catalogue" / "goals" / "1.1.toml", "tolerance = 0.5\n", "hide_below = 0\n")
    said = run("check", "--data", small, "--lang", "en")
    assert said.code == 1
    assert said.err.count("hide_below") == 2
