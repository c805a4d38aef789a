"""Scales and ticks: from values and positions in years to pixels. Knows nothing of measures or languages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Range = tuple[float, float]

ZERO_SHARE = 0.45
"""The axis starts at zero where the smallest value is at most this share of the largest: little room is lost."""
MARGIN = 0.12
"""Room over and under the values, as a share of their spread."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight mapping of `domain` to pixels from `start` to `end`; either may run downwards."""

    domain: Range
    start: float
    end: float

    def __call__(self, value: float) -> float:
        low, high = self.domain
        return self.start + (value - low) / (high - low) * (self.end - self.start)


def value_range(
    values: Sequence[float], decimals: int = 0, lowest: float | None = None, highest: float | None = None
) -> Range:
    """Where the value axis begins and ends: room around the values, within the natural limits, zero where it is near.

    Never empty, and never so narrow that two printed steps of `decimals` do not fit: equal values get room of a tenth
    of themselves. No value at all gives 0 to 1.
    """
    if not values:
        return (0.0, 1.0)
    low, high = min(values), max(values)
    room = (high - low) * MARGIN if high > low else abs(high) * 0.05
    room = max(room, (2 * 10.0**-decimals - (high - low)) / 2)
    bottom, top = low - room, high + room
    if low >= 0 and (low <= high * ZERO_SHARE or bottom < 0):
        bottom = 0.0
    if high <= 0 and low < 0 and (high >= low * ZERO_SHARE or top > 0):
        top = 0.0
    return _within((bottom, top), (low, high), lowest, highest)


def _within(wanted: Range, values: Range, lowest: float | None, highest: float | None) -> Range:
    """Cut to the natural limits, except where a value itself lies beyond them."""
    bottom = wanted[0] if lowest is None else min(max(wanted[0], lowest), values[0])
    top = wanted[1] if highest is None else max(min(wanted[1], highest), values[1])
    return (bottom, top) if top > bottom else (bottom - 0.5, top + 0.5)


def value_ticks(span: Range, decimals: int, most: int = 6) -> tuple[float, ...]:
    """Round numbers inside `span`, about `most`, none finer than the printed decimals."""
    low, high = sorted(span)
    step = max(_round_step((high - low) / most), 10.0**-decimals)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(i * step for i in range(first, last + 1))


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough * 0.999)


def tick_years(first: int, last: int, most: int) -> tuple[int, ...]:
    """Years to be named on an axis, at most about `most`, in steps that people count in; a short span names each."""
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / s < most)
    return tuple(year for year in range(first, last + 1) if year % step == 0)
