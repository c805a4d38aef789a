"""Derived series: computed from other series by the formula that the catalogue names, never typed in.

A derived row is known when the last of its inputs is; when an input is corrected, a new derived row appears beside the
old one, so that a derived series can be seen as known on any day, just like a measured one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from strategy.model import CONFIDENCES, QUALITIES, Formula, Measure, Observation, Period, Strategy

DIGITS = 12
"""Computed values keep this many digits: all that the inputs carry, and none of the noise of binary fractions."""
YEAR = 12
Series = Mapping[Period, Sequence[Observation]]


@dataclass(frozen=True, slots=True)
class _Rule:
    inputs: Callable[[Formula, Period], tuple[Period, ...]]
    compute: Callable[[Sequence[float]], float | None]


def _earlier(period: Period, years: int) -> Period:
    return Period(end=period.end - YEAR * years, start=period.start - YEAR * years)


def _growth(values: Sequence[float]) -> float | None:
    before, now = values
    return 100 * (now / before - 1) if before > 0 else None


def _reduction(values: Sequence[float]) -> float | None:
    base, now = values
    return 100 * (1 - now / base) if base > 0 else None


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values)


RULES: Mapping[str, _Rule] = {
    "growth_percent": _Rule(lambda _, p: (_earlier(p, 1), p), _growth),
    "mean_of_years": _Rule(lambda f, p: tuple(_earlier(p, k) for k in reversed(range(f.years or 1))), _mean),
    "reduction_percent": _Rule(lambda f, p: (f.base or p, p), _reduction),
}


def derive(strategy: Strategy, measured: Iterable[Observation]) -> list[Observation]:
    """The rows of every derived measure, those included that are derived from derived ones; a circle gives none."""
    series: dict[str, list[Observation]] = {}
    for row in measured:
        series.setdefault(row.measure, []).append(row)
    found: list[Observation] = []
    for measure in in_order(strategy)[0]:
        rows = list(_derived(measure, series.get(measure.formula.of, []))) if measure.formula else []
        series[measure.id] = rows
        found.extend(rows)
    return found


def in_order(strategy: Strategy) -> tuple[list[Measure], list[Measure]]:
    """The derived measures, each after the one it is computed from; and those that wait on each other in a circle."""
    left = {m.id: m for m in strategy.measures.values() if m.formula and m.formula.name in RULES}
    ordered: list[Measure] = []
    while ready := [m for m in left.values() if m.formula and m.formula.of not in left]:
        ordered.extend(left.pop(measure.id) for measure in ready)
    return ordered, list(left.values())


def _derived(measure: Measure, inputs: Sequence[Observation]) -> Iterator[Observation]:
    groups: dict[tuple[str, str], dict[Period, list[Observation]]] = {}
    for row in inputs:
        groups.setdefault((row.area, row.breakdown), {}).setdefault(row.period, []).append(row)
    for series in groups.values():
        for period in sorted(p for p in series if p.frequency == "year"):
            yield from _versions(measure, series, period)


def _versions(measure: Measure, series: Series, period: Period) -> Iterator[Observation]:
    if measure.formula is None or (measure.formula.base is not None and period < measure.formula.base):
        return
    rule = RULES[measure.formula.name]
    needed = [series.get(p, ()) for p in rule.inputs(measure.formula, period)]
    last: Observation | None = None
    for known in sorted({row.known or date.min for rows in needed for row in rows}):
        inputs = [row for rows in needed if (row := _as_known(rows, known)) is not None]
        found = _combined(measure, rule, period, inputs) if len(inputs) == len(needed) else None
        if found is None and last is not None and last.missing is None:
            found = _withdrawn(last, inputs)
        if found is not None:
            yield found
            last = found


def _as_known(rows: Sequence[Observation], known: date) -> Observation | None:
    visible = [row for row in rows if (row.known or date.min) <= known]
    return max(visible, key=lambda row: row.known or date.min, default=None)


def _combined(measure: Measure, rule: _Rule, period: Period, inputs: Sequence[Observation]) -> Observation | None:
    ends = _ends(rule, inputs)
    if ends is None:
        return None
    low, high = (float(f"{end:.{DIGITS}g}") for end in ends)
    exact = low == high
    latest = _latest(inputs)
    return Observation(
        measure=measure.id,
        area=latest.area,
        period=period,
        value=low if exact else None,
        source=latest.source,
        breakdown=latest.breakdown,
        quality=_quality(inputs) if exact else "bound",
        confidence=max((row.confidence for row in inputs), key=CONFIDENCES.index),
        known=latest.known,
        known_basis=latest.known_basis,
        note=_note(inputs),
        comparable=all(row.comparable for row in inputs),
        secondary=any(row.secondary for row in inputs),
        low=None if exact or low == -math.inf else low,
        high=None if exact or high == math.inf else high,
    )


def _ends(rule: _Rule, inputs: Sequence[Observation]) -> tuple[float, float] | None:
    """The least and the most that the rule can give: it rises or falls with each input, so their limits decide.

    None where an input has no figure, where the rule gives none, or where nothing is known of the outcome.
    """
    limits = [
        (row.value,) if row.value is not None
        else (-math.inf if row.low is None else row.low, math.inf if row.high is None else row.high)
        for row in inputs if row.tells
    ]  # fmt: skip
    if len(limits) < len(inputs):
        return None
    found = [rule.compute(values) for values in product(*limits)]
    known = [value for value in found if value is not None and not math.isnan(value)]
    if len(known) < len(found) or (min(known), max(known)) == (-math.inf, math.inf):
        return None
    return min(known), max(known)


def _quality(inputs: Sequence[Observation]) -> str:
    """The least sure of the inputs' qualities; where limits cancel out, the figure is as sure as an estimate."""
    found = max((row.quality for row in inputs), key=QUALITIES.index)
    return "estimate" if found == "bound" else found


def _withdrawn(last: Observation, inputs: Sequence[Observation]) -> Observation:
    latest = _latest(inputs)
    quality = "final" if last.is_bound else last.quality
    return replace(last, value=None, low=None, high=None, quality=quality, missing="withdrawn", known=latest.known,
                   known_basis=latest.known_basis)  # fmt: skip


def _latest(inputs: Sequence[Observation]) -> Observation:
    return max(inputs, key=lambda row: (row.known or date.min, row.period))


def _note(inputs: Sequence[Observation]) -> str | None:
    apart = next((row.note for row in inputs if not row.comparable), None)
    return apart or _latest(inputs).note
