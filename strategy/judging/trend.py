"""The trend (the change from the previous comparable value) and the projection (a dotted line, never a status)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist, median

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
from strategy.model import Measure, rounded


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
    points: Sequence[tuple[float, float]], end: float, *, lowest: float | None = None, highest: float | None = None
) -> Projection | None:
    """The line through `points` (position, value; in order, one series) to the position `end`.

    Fewer than `PROJECTION_POINTS` values give none; a few go on from the last value with their Theil-Sen slope;
    `BAND_POINTS` or more give a Theil-Sen line with a prediction band of `BAND_COVERAGE`. Clipped at natural limits.
    """
    points = [p for i, p in enumerate(points) if i == 0 or p[0] - points[i - 1][0] > EPSILON]
    if len(points) < PROJECTION_POINTS or end - points[-1][0] <= EPSILON:
        return None
    slope = median((y2 - y1) / (t2 - t1) for (t1, y1), (t2, y2) in combinations(points, 2))
    start, last = points[-1]
    banded = len(points) >= BAND_POINTS
    level = median(y - slope * t for t, y in points) if banded else last - slope * start
    raw = level + slope * end
    width = _band(points, slope, level, end) if banded else None
    low, high = (None, None) if width is None else (_clip(v, lowest, highest) for v in (raw - width, raw + width))
    kept = _clip(raw, lowest, highest)
    return Projection(
        start, _clip(level + slope * start, lowest, highest), end, kept, low, high, slope, len(points), not banded,
        kept != raw,
    )  # fmt: skip


def _clip(value: float, lowest: float | None, highest: float | None) -> float:
    value = value if lowest is None else max(lowest, value)
    return value if highest is None else min(highest, value)


def _band(points: Sequence[tuple[float, float]], slope: float, level: float, end: float) -> float:
    """The half-width of the prediction band around the line at `end`."""
    n = len(points)
    mean = math.fsum(t for t, _ in points) / n
    spread = math.fsum((t - mean) ** 2 for t, _ in points)
    scatter = math.sqrt(math.fsum((y - level - slope * t) ** 2 for t, y in points) / (n - 2))
    return student(n - 2) * scatter * math.sqrt(1 + 1 / n + (end - mean) ** 2 / spread)


def student(freedom: int) -> float:
    """The quantile of Student's t that leaves `BAND_COVERAGE` in the middle (Cornish-Fisher; error under 0.2 %)."""
    z = NormalDist().inv_cdf((1 + BAND_COVERAGE) / 2)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
