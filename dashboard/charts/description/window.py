"""Which part of a long history is drawn unasked: the part in which the strategy lies. The table tells all of it."""

from __future__ import annotations

from collections.abc import Sequence

from strategy.model import Measure, Observation, Strategy

YEARS_BEFORE = 10
"""A drawing begins so many years before the strategy (or at an earlier baseline) ..."""
LEAST = 2
"""... but shows the last such span of a longer history of which fewer figures than this would be left, or all of it."""


def default_since(own: Sequence[Observation], measure: Measure, strategy: Strategy) -> int | None:
    """The first year drawn of the own figures (in order of time); None where no earlier one is left out."""
    years = [row.period.first_day.year for row in own if row.tells]
    starts = [_strategys(measure, strategy), *([years[-1] - YEARS_BEFORE] if years else [])]
    first = next((start for start in starts if sum(year >= start for year in years) >= LEAST), None)
    return first if first is not None and years[0] < first else None


def _strategys(measure: Measure, strategy: Strategy) -> int:
    bases = [measure.baseline.period] if measure.baseline else []
    bases += [target.base for target in measure.targets if target.base]
    return min(strategy.first_year - YEARS_BEFORE, *(base.first_day.year for base in bases), strategy.first_year)
