"""Numbers of the domain: how they are rounded, how large they may be, and what is left of one that is only bounded."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from strategy.model.record import Observation

LARGEST = 1e15
BOUND = "bound"
"""The quality of a figure that its source only bounds."""
KEPT = 4_096
"""So many roundings are kept: the same figures are rounded again for each day that is judged."""
_WIDE = Context(prec=400)  # holds every double with its decimals, so that rounding never fails


@lru_cache(maxsize=KEPT)
def rounded(value: float, decimals: int) -> float:
    """`value` as it is printed with `decimals` decimals: half away from zero, on the decimal text of the float."""
    if not math.isfinite(value):
        return value
    step = Decimal(1).scaleb(-decimals)
    return float(_exact(value).quantize(step, rounding=ROUND_HALF_UP, context=_WIDE)) + 0.0


def _exact(value: float) -> Decimal:
    # fifteen digits are what a double keeps: 8 * 0.35 is meant as 2.8, not as 2.8 less a trace
    return Decimal(f"{value:.15g}")


def next_printable(value: float, decimals: int) -> float:
    """The least number with `decimals` decimals that is over `value`: over 2.5 whole people are at least 3."""
    step = Decimal(1).scaleb(-decimals)
    return float(_exact(value).quantize(step, rounding=ROUND_FLOOR, context=_WIDE) + step) + 0.0


def decimals_needed(value: float, most: int) -> int:
    """How many decimals, `most` at the most, print a number without a zero at its end."""
    text = f"{_exact(value).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP, _WIDE):f}"
    return len(text.rstrip("0").partition(".")[2]) if "." in text else 0


def whole_percent(share: float) -> int:
    """A share as whole per cent, rounded down (a pace of 0.949 is 94 %, never 95 %)."""
    return int((_exact(share) * 100).quantize(Decimal(1), rounding=ROUND_DOWN, context=_WIDE))


def limits_of(row: Observation) -> tuple[float, float] | None:
    """The least and the most that the figure of a row can be; None where it has no figure."""
    if row.missing is not None:
        return None
    if row.quality != BOUND:
        return None if row.value is None else (row.value, row.value)
    if row.low is None and row.high is None:
        return None
    low, high = (-math.inf if row.low is None else row.low), (math.inf if row.high is None else row.high)
    return (low, high) if low <= high else None


def usable(value: float) -> bool:
    """Whether a number can be a figure: finite, and not so large that a double no longer holds its units."""
    return abs(value) < LARGEST
