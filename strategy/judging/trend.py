"""The trend (the change from the previous comparable value) and the projection (a dotted line, never a status)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import NormalDist
from typing import NamedTuple

from strategy.judging.evidence import (
    BAND_COVERAGE,
    BAND_POINTS,
    EPSILON,
    PROJECTION_POINTS,
    Projection,
    Standing,
    Trend,
    sign,
)
from strategy.model import Measure, Period, rounded


class PacePoint(NamedTuple):
    """A value that a pace is measured by, a figure or the baseline: its position in years, the value, its period."""

    at: float
    value: float
    period: Period


def trend(measure: Measure, values: Sequence[Standing]) -> Trend | None:
    """The change between the two newest values of one series and one frequency; `values` in order of time.

    A place without the number compared is no value, and where the newest figure is only bounded there is no change.
    """
    values = [v for v in values if v.row.n is not None] if _ranked(measure) else values
    if not values or values[-1].bound:
        return None
    last = values[-1]
    earlier = [v for v in values[:-1] if _comparable(v, last)]
    if not earlier:
        return None
    now, before = rounded(last.value, measure.decimals), rounded(earlier[-1].value, measure.decimals)
    change = rounded(now - before, measure.decimals)
    return Trend(_kind(measure, change), change, now, last.period, before, earlier[-1].period)


def _ranked(measure: Measure) -> bool:
    return measure.rank or any(target.kind == "best_of" for target in measure.targets)


def _comparable(value: Standing, last: Standing) -> bool:
    return not value.bound and value.series == last.series and value.period.months == last.period.months


def _kind(measure: Measure, change: float) -> str:
    if change == 0 or abs(change) < (measure.material_change or 0) - EPSILON:
        return "unchanged"
    d = sign(measure)
    if d is None:
        return "rising" if change > 0 else "falling"
    return "improving" if d * change > 0 else "worsening"


def projection(
    values: Sequence[PacePoint], end: float, *, lowest: float | None = None, highest: float | None = None
) -> Projection | None:
    """The way on from the last of `values` (in order, one series) to the position `end`, at their mean yearly change.

    That is the pace that a status is judged by where the first value is the baseline: the line meets the target at its
    end where R is 1 or more, and misses it where R is less (the drift method of forecasting). Fewer than
    `PROJECTION_POINTS` values give none; `BAND_POINTS` or more give a prediction band of `BAND_COVERAGE`. Clipped at
    natural limits.
    """
    values = [v for i, v in enumerate(values) if i == 0 or v.at - values[i - 1].at > EPSILON]
    if len(values) < PROJECTION_POINTS or end - values[-1].at <= EPSILON:
        return None
    first, last = values[0], values[-1]
    slope = (last.value - first.value) / (last.at - first.at)
    raw = last.value + slope * (end - last.at)
    banded = len(values) >= BAND_POINTS
    width = _band(values, slope, end) if banded else None
    low, high = (None, None) if width is None else (_clip(v, lowest, highest) for v in (raw - width, raw + width))
    kept = _clip(raw, lowest, highest)
    return Projection(
        last.at,
        last.value,
        end,
        kept,
        low,
        high,
        slope,
        len(values),
        not banded,
        kept != raw,
        first.period,
        last.period,
    )


def _clip(value: float, lowest: float | None, highest: float | None) -> float:
    value = value if lowest is None else max(lowest, value)
    return value if highest is None else min(highest, value)


def _band(values: Sequence[PacePoint], slope: float, end: float) -> float:
    """The half-width of the prediction band at `end`: of a random walk with drift, whose steps scatter with time."""
    steps = [(after.at - before.at, after.value - before.value) for before, after in pairwise(values)]
    freedom = len(steps) - 1
    variance = math.fsum((change - slope * years) ** 2 / years for years, change in steps) / freedom
    ahead, behind = end - values[-1].at, values[-1].at - values[0].at
    return student(freedom) * math.sqrt(variance * ahead * (1 + ahead / behind))


def student(freedom: int) -> float:
    """The quantile of Student's t that leaves `BAND_COVERAGE` in the middle (Cornish-Fisher; error under 0.2 %)."""
    z = NormalDist().inv_cdf((1 + BAND_COVERAGE) / 2)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
