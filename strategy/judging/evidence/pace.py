"""Progress p, elapsed e and pace R = p / e, the bands they fall in, and the pace that is left.

Linear on purpose: terms are four years, and values are shares, zeros and negatives. Works on numbers only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategy.judging.evidence.condition import Condition
from strategy.judging.evidence.gathering import Standing, Start
from strategy.judging.evidence.verdict import EPSILON, NEARLY, ON_PACE, PACE_YEARS, SLIGHTLY_BEHIND, TOO_EARLY
from strategy.model import Measure, Period


@dataclass(frozen=True, slots=True)
class Pace:
    """How far (p), how much time (e), how fast (R); and the same as change a year, in the unit, signed."""

    progress: float | None = None
    elapsed: float | None = None
    pace: float | None = None
    needed: float | None = None
    achieved: float | None = None


def measured(condition: Condition, start: Start | None, value: float, at: float, period: Period | None) -> Pace:
    """The pace from the baseline to `value` at `at` against the way to the end of the target's period.

    Fields stay None where they do not exist: no baseline value, no way to go (T = b), no end, no time.
    """
    if start is None or start.value is None:
        return Pace()
    way, done = condition.shortfall(start.value), condition.shortfall(start.value) - condition.shortfall(value)
    progress = done / way if way else None
    span = period.position - start.at if period else 0.0
    passed = at - start.at
    elapsed = passed / span if span > EPSILON else None
    forward = 1 if condition.floor or (not condition.ceiling and start.value < condition.low) else -1
    return Pace(
        progress,
        elapsed,
        progress / elapsed if progress is not None and elapsed is not None and elapsed > EPSILON else None,
        forward * way / span if span > EPSILON else None,
        forward * done / passed if passed > EPSILON else None,
    )


def band(pace: float, elapsed: float) -> str:
    """The status that a pace R has at an elapsed share e, the wrong way aside."""
    if elapsed < TOO_EARLY - EPSILON:
        return "too_early"
    if pace >= ON_PACE - EPSILON:
        return "on_pace"
    return "slightly_behind" if pace >= SLIGHTLY_BEHIND - EPSILON else "far_behind"


def worse(condition: Condition, baseline: float, value: float, measure: Measure) -> bool:
    """Whether a value is worse than the baseline by the measure's material change, or at all if none is declared."""
    loss = condition.shortfall(value) - condition.shortfall(baseline)
    if not measure.material_change:
        return loss > EPSILON
    return loss >= measure.material_change - EPSILON


def level(condition: Condition, baseline: float, measure: Measure) -> bool:
    """Whether the baseline is at the target, or nearer to it than the tolerance: then there is no way to measure."""
    way = abs(condition.shortfall(baseline))
    return way == 0 or (measure.tolerance is not None and way < measure.tolerance - EPSILON)


def running(condition: Condition, baseline: float, value: float, pace: Pace, measure: Measure) -> tuple[str, bool]:
    """The status of a value that does not meet the target, where the baseline did not either, and whether by pace."""
    by_pace = None
    if not level(condition, baseline, measure) and pace.pace is not None and pace.elapsed is not None:
        by_pace = band(pace.pace, pace.elapsed)
    if worse(condition, baseline, value, measure):
        return "wrong_way", by_pace is not None
    return by_pace or "not_yet", by_pace is not None


def final(
    condition: Condition, value: float, progress: float | None, measure: Measure, *, baseline: float | None
) -> str:
    """`met`, `nearly` or `not_met` for a complete value; a strict target is never nearly met."""
    if condition.holds(value):
        return "met"
    if condition.strict:
        return "not_met"
    # getting worse from a level that met the target is not coming near to it
    was_met = baseline is not None and condition.holds(baseline)
    by_progress = not was_met and progress is not None and progress >= NEARLY - EPSILON
    within = measure.tolerance is not None and abs(condition.shortfall(value)) <= measure.tolerance + EPSILON
    return "nearly" if by_progress or within else "not_met"


def required_left(condition: Condition, value: float, at: float, period: Period | None) -> float | None:
    """(T - x) / (tT - t): the yearly change that is needed from here; None once the target's period is over."""
    if period is None or period.position - at <= EPSILON:
        return None
    return (condition.limit(value) - value) / (period.position - at)


def recent_and_best(values: Sequence[Standing], condition: Condition) -> tuple[float | None, float | None]:
    """The mean of the last three yearly changes, and the best mean of three years in a row on record."""
    at = {round(v.at * 12, 3): v.value for v in values if not v.bound}
    runs = {t: (x - at[back]) / PACE_YEARS for t, x in at.items() if (back := round(t - 12 * PACE_YEARS, 3)) in at}
    if not runs or condition.floor == condition.ceiling:
        return None, None
    best = max(runs.values()) if condition.floor else min(runs.values())
    return runs.get(max(at)), best
