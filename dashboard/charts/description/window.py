"""Which part of a long history is drawn unasked: the part in which the strategy lies. The table tells all of it."""

from __future__ import annotations

from collections.abc import Sequence

from strategy.model import Measure, Observation, Strategy

YEARS = 10
"""A drawing begins so many years before the strategy, or at an earlier baseline, and has as many at the least."""
LEAST = 2
"""Of a history of which fewer figures than this would be left, all is drawn."""


def default_since(own: Sequence[Observation], measure: Measure, strategy: Strategy) -> int | None:
    """The first year drawn of the own figures (in order of time); None where no earlier one is left out."""
    years = [row.period.first_day.year for row in own if row.tells]
    if not years:
        return None
    first = min(_strategys(measure, strategy), years[-1] - YEARS)
    return first if years[0] < first and sum(year >= first for year in years) >= LEAST else None


def _strategys(measure: Measure, strategy: Strategy) -> int:
    bases = [measure.baseline.period] if measure.baseline else []
    bases += [target.base for target in measure.targets if target.base]
    return min(strategy.first_year - YEARS, *(base.first_day.year for base in bases), strategy.first_year)
