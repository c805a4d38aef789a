"""The trend (the change from the previous comparable value) and the projection (a dotted line, never a status)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist, median

from strategy.condition import sign
from strategy.evidence import Standing
from strategy.formats import rounded
from strategy.model import Measure
from strategy.verdict import BAND_COVERAGE, BAND_POINTS, EPSILON, FEW_POINTS, Projection, Trend


def trend(measure: Measure, values: Sequence[Standing]) -> Trend | None:
    """The change between the two newest values of one series and one frequency; `values` in order of time."""
    if not values:
        return None
    last = values[-1]
    earlier = [v for v in values[:-1] if v.series == last.series and v.period.months == last.period.months]
    if not earlier:
        return None
    now, before = rounded(last.value, measure.decimals), rounded(earlier[-1].value, measure.decimals)
    change = rounded(now - before, measure.decimals)
    return Trend(_kind(measure, change), change, now, last.period, before, earlier[-1].period)


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

    One value gives none, two a straight line, three or more a Theil-Sen line, five or more also a prediction band of
    `BAND_COVERAGE`. Clipped at the natural limits.
    """
    points = [p for i, p in enumerate(points) if i == 0 or p[0] - points[i - 1][0] > EPSILON]
    if len(points) < FEW_POINTS or end - points[-1][0] <= EPSILON:
        return None
    slope = median((y2 - y1) / (t2 - t1) for (t1, y1), (t2, y2) in combinations(points, 2))
    level = median(y - slope * t for t, y in points)
    start = points[-1][0]
    raw = level + slope * end
    low, high = _band(points, slope, level, end)
    kept, kept_low, kept_high = (_clip(v, lowest, highest) for v in (raw, raw - low, raw + high))
    banded = len(points) >= BAND_POINTS
    return Projection(
        start, _clip(level + slope * start, lowest, highest), end, kept, kept_low if banded else None,
        kept_high if banded else None, slope, len(points), len(points) <= FEW_POINTS, kept != raw,
    )  # fmt: skip


def _clip(value: float, lowest: float | None, highest: float | None) -> float:
    value = value if lowest is None else max(lowest, value)
    return value if highest is None else min(highest, value)


def _band(points: Sequence[tuple[float, float]], slope: float, level: float, end: float) -> tuple[float, float]:
    """The half-width of the prediction band below and above the line at `end` (equal)."""
    n = len(points)
    if n < BAND_POINTS:
        return 0.0, 0.0
    mean = math.fsum(t for t, _ in points) / n
    spread = math.fsum((t - mean) ** 2 for t, _ in points)
    scatter = math.sqrt(math.fsum((y - level - slope * t) ** 2 for t, y in points) / (n - 2))
    width = student(n - 2) * scatter * math.sqrt(1 + 1 / n + (end - mean) ** 2 / spread)
    return width, width


def student(freedom: int) -> float:
    """The quantile of Student's t that leaves `BAND_COVERAGE` in the middle (Cornish-Fisher; error under 0.2 %)."""
    z = NormalDist().inv_cdf((1 + BAND_COVERAGE) / 2)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
