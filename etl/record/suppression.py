"""Hides figures that too few people stand behind, before anything is computed from them or released.

The limit is the catalogue's (`hide_below`). What is hidden stays in the record as missing, with its reason, and the
number of cases goes with the value, for it says as much. A real 0 is shown: nobody is recognised in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from strategy.model import Measure, Observation, Strategy


def suppress_few(strategy: Strategy, rows: Iterable[Observation]) -> Iterator[Observation]:
    """The rows, those with few cases as missing (`hidden_few`)."""
    for row in rows:
        few = row.tells and is_few(strategy, strategy.measures[row.measure], _most(row), row.n)
        yield hidden(row) if few else row


def _most(row: Observation) -> float:
    """The most that a figure can be; where nobody says, more than few."""
    most = row.high if row.value is None else row.value
    return math.inf if most is None else most


def hidden(row: Observation) -> Observation:
    """The row without its figure, its limits and its cases."""
    quality = "final" if row.is_bound else row.quality
    return replace(row, value=None, low=None, high=None, quality=quality, missing="hidden_few", n=None)


def is_few(strategy: Strategy, measure: Measure, value: float, n: int | None) -> bool:
    """Whether a value must not be shown: its cases, or the people or things that it counts itself, are too few."""
    if measure.hide_below is None:
        return False
    unit = strategy.units.get(measure.unit or "")
    counted = unit is not None and unit.counted and 0 < value < measure.hide_below
    return counted or (n is not None and n < measure.hide_below and not measure.rank)
