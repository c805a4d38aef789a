"""The catalogue of this repository, read once for the tests of what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.reading.catalogue import read_catalogue
from etl.reporting.problems import Problem
from strategy.model.catalogue import Strategy

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="package")
def strategy() -> Strategy:
    """The catalogue of this repository, which must be read without a problem."""
    problems: list[Problem] = []
    found = read_catalogue(DATA, problems)
    assert problems == []
    return found
