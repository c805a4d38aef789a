"""The condition of each kind of target, the distance to it and the shares of the way."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor, inf

from strategy.model.catalogue import Measure, Target
from strategy.model.numbers import rounded

NEAR = 1e-9
FLOORS = ("at_least", "more_than")
CEILINGS = ("at_most", "less_than")
STRICT = ("more_than", "less_than")


@dataclass(frozen=True)
class Condition:
    """`op` and its limit; a range has two. Values that it is asked about are rounded already."""

    op: str
    low: float
    high: float

    def holds(self, x: float) -> bool:
        match self.op:
            case "at_least":
                return x >= self.low - NEAR
            case "at_most":
                return x <= self.high + NEAR
            case "more_than":
                return x > self.low + NEAR
            case "less_than":
                return x < self.high - NEAR
        return self.low - NEAR <= x <= self.high + NEAR

    def distance(self, x: float) -> float:
        """From the nearest value of the limit, 0 inside; 'the tolerance is measured to its nearer end'."""
        return max(self.low - x, x - self.high, 0.0)

    @property
    def strict(self) -> bool:
        return self.op in STRICT

    @property
    def floor(self) -> bool:
        return self.op in FLOORS


def limit(op: str, value: float, measure: Measure) -> Condition:
    """'T is rounded first'."""
    t = rounded(value, measure.decimals)
    return Condition(op, t if op in FLOORS else -inf, t if op in CEILINGS else inf)


def between(target: Target, measure: Measure) -> Condition:
    low, high = -inf if target.low is None else target.low, inf if target.high is None else target.high
    return Condition("range", rounded(low, measure.decimals), rounded(high, measure.decimals))


def places(target: Target, n: int) -> int:
    """'rank r <= floor(n / 3)'; 0.3333 is a third."""
    value = target.value or 0.0
    return int(value) if value >= 1 else floor(Fraction(value).limit_denominator(100) * n)


def sign(measure: Measure, target: Target) -> int:
    if target.kind in (*FLOORS, *CEILINGS):
        return 1 if target.kind in FLOORS else -1
    return -1 if measure.direction == "down" else 1


def of_target(target: Target, measure: Measure, b: float | None) -> Condition | None:
    """The condition of a target on single figures; None where T follows from a baseline that is unknown."""
    match target.kind:
        case "range":
            return between(target, measure)
        case "mean" | "sum" | "count" | "share_of_share":
            op = target.op or "at_least"
            return between(target, measure) if op == "range" else limit(op, target.value or 0.0, measure)
        case "change_points" | "change_percent":
            if b is None:
                return None
            d, q = sign(measure, target), target.value or 0.0
            step = q if target.kind == "change_points" else abs(b) * q / 100
            return limit("at_least" if d > 0 else "at_most", b + d * step, measure)
    return limit(target.kind, target.value or 0.0, measure)


def spread(low: float, high: float, decimals: int) -> list[float]:
    """Every printable value inside a bound; of an open one those near enough to any target here, and one far off."""
    if low == high:
        return [low]
    step = 10.0**-decimals
    first, last = max(low, -300.0), min(high, 900.0)
    found = [rounded(first + i * step, decimals) for i in range(round((last - first) / step) + 1)]
    return [*found, *([-1e6] if low == -inf else [low]), *([1e6] if high == inf else [high])]
