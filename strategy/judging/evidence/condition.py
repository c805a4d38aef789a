"""What a target asks of a value: limits, whether they hold, how far a value falls short of them.

The direction of a measure is read here and nowhere else. Values are rounded as printed before they come here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from strategy.model import Measure, Target, decimals_needed, rounded, usable

CHANGES = ("change_points", "change_percent")
STRICT = ("more_than", "less_than")
_FINEST = 6
_BY_DIRECTION = {"up": "at_least", "down": "at_most", "range": "range"}


@dataclass(frozen=True, slots=True)
class Condition:
    """The values that meet a target: from `low` to `high`, both included unless `strict`."""

    low: float
    high: float
    strict: bool = False

    @property
    def floor(self) -> bool:
        """More is better, without an upper limit."""
        return self.high == math.inf

    @property
    def ceiling(self) -> bool:
        """Less is better, without a lower limit."""
        return self.low == -math.inf

    def holds(self, value: float) -> bool:
        """Whether a value meets the target."""
        if self.strict:
            # bounds may be open: nothing is too good for a floor
            return (self.ceiling or value > self.low) and (self.floor or value < self.high)
        return self.low <= value <= self.high

    def shortfall(self, value: float) -> float:
        """How far a value is from the limit, above zero where it falls short; inside a range 0."""
        if self.floor:
            return self.low - value
        if self.ceiling:
            return value - self.high
        return max(self.low - value, value - self.high, 0.0)

    def limit(self, value: float) -> float:
        """The limit that a value is measured against: the nearest."""
        if self.floor:
            return self.low
        if self.ceiling:
            return self.high
        return self.low if abs(self.low - value) <= abs(value - self.high) else self.high


def sign(measure: Measure) -> int | None:
    """d: +1 where more is better, -1 where less is, None where neither is."""
    return {"up": 1, "down": -1}.get(measure.direction)


def operator(measure: Measure, target: Target) -> str | None:
    """How the value is compared with the target; a target that leaves it open takes it from the direction."""
    if target.kind in (*STRICT, "at_least", "at_most", "range"):
        return target.kind
    own = None if target.kind in CHANGES and target.op == "range" else target.op
    return own or _BY_DIRECTION.get(measure.direction)


def leaves_one_value(measure: Measure, op: str | None, limit: float) -> bool:
    """Whether a limit is the last value that there can be: at least 100 of what is never above is 100."""
    return {"at_least": measure.highest, "at_most": measure.lowest}.get(op or "") == limit


def condition(measure: Measure, target: Target, baseline: float | None = None) -> Condition | None:
    """The condition of a target; None where the number it needs is not known (a change without its baseline)."""
    op = operator(measure, target)
    if op == "range":
        low = -math.inf if target.low is None else rounded(target.low, measure.decimals)
        high = math.inf if target.high is None else rounded(target.high, measure.decimals)
        given = [end for end in (target.low, target.high) if end is not None]
        return Condition(low, high) if given and all(map(usable, given)) else None
    value = _changed(measure, target, baseline) if target.kind in CHANGES else target.value
    if value is None or op is None or not usable(value):
        return None
    limit = rounded(value, measure.decimals)
    strict, floor = op in STRICT, op in ("at_least", "more_than")
    return Condition(limit, math.inf, strict) if floor else Condition(-math.inf, limit, strict)


def _changed(measure: Measure, target: Target, baseline: float | None) -> float | None:
    d = sign(measure)
    if d is None or baseline is None or target.value is None:
        return None
    share = abs(baseline) * target.value / 100
    return baseline + d * (target.value if target.kind == "change_points" else share)


def as_fine(measure: Measure, target: Target | None) -> Measure:
    """The measure with the decimals of a mean's limits where those are finer: at most 0.75 is not at most 0.8."""
    if target is None or target.kind != "mean":
        return measure
    limits = [end for end in (target.value, target.low, target.high) if end is not None and usable(end)]
    finest = max((decimals_needed(end, _FINEST) for end in limits), default=0)
    return replace(measure, decimals=finest) if finest > measure.decimals else measure


def judged_by_direction(measure: Measure, target: Target) -> bool:
    """Whether there is a direction to judge by."""
    if measure.direction == "none" or target.kind == "direction":
        return False
    return sign(measure) is not None or target.kind not in (*CHANGES, "better_than")
