"""Made-up series by formula: a level, a growth, a slow swing, a season, a little unevenness. The same every time.

Nothing here is drawn at random: the unevenness is read off a hash of the measure, the area and the period.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from demo.histories import Cells, row
from strategy.model import Period, rounded

STEPS = {"year": 12, "school_year": 12, "half_year": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Wave:
    """How a series goes. Amounts are in the measure's unit; `grow` is per cent a step, `cycle` is in years."""

    periods: str
    """The first and the last period: `2007-01..2022-12`."""
    level: float
    grow: float = 0.0
    trend: float = 0.0
    """The change a year."""
    swing: float = 0.0
    cycle: float = 7.0
    season: float = 0.0
    uneven: float = 0.0
    areas: Mapping[str, float] = field(default_factory=dict)
    """Peers, each with the factor of its level."""
    parts: tuple[Mapping[str, float], ...] = ()
    """Breakdowns: for each way of dividing, the parts with their shares (that sum to 1), or their levels."""
    summed: bool = True
    """The parts sum to the whole; otherwise each is a level of its own, `parts` times that of the whole."""
    n: int = 0
    """About how many answers stand behind a value; 0 where nobody says."""


@dataclass(frozen=True, slots=True)
class WaveLimits:
    """How a measure is printed and what it can be."""

    measure: str
    decimals: int
    lowest: float = -math.inf
    highest: float = math.inf
    rank: bool = False

    def clipped(self, value: float) -> float:
        """A value as it would be reported."""
        return rounded(min(self.highest, max(self.lowest, value)), self.decimals)


def chance(*what: object) -> float:
    """A number from -1 to 1 that depends on `what` alone."""
    digest = hashlib.sha256("|".join(map(str, what)).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**63 - 1


def periods(span: str) -> Iterator[Period]:
    """Every period from the first to the last, both included, each of the length of the first."""
    first, last = map(Period.parse, span.split(".."))
    step = STEPS[first.frequency]
    for end in range(first.end, last.end + 1, step):
        yield Period(end=end, start=end - step + 1)


def rows(wave: Wave, limits: WaveLimits) -> Iterator[Cells]:
    """The rows of the whole and of its parts, then those of each peer."""
    for number, period in enumerate(periods(wave.periods)):
        whole = limits.clipped(_at(wave, limits, number, period, ""))
        yield row(str(period), _cell(whole), **_counted(wave, limits, period))
        for division in wave.parts:
            yield from _parts(wave, limits, period, whole, division)
    for area, factor in wave.areas.items():
        for number, period in enumerate(periods(wave.periods)):
            yield row(str(period), _cell(limits.clipped(factor * _at(wave, limits, number, period, area))), area=area)


def _at(wave: Wave, limits: WaveLimits, number: int, period: Period, area: str) -> float:
    years = number * period.months / 12
    phase = chance(limits.measure, area, "phase")
    base = wave.level * (1 + wave.grow / 100) ** number + wave.trend * years
    slow = wave.swing * math.sin(2 * math.pi * (years / wave.cycle + phase))
    season = -wave.season * math.cos(2 * math.pi * (period.end % 12 + 1 - period.months / 2 - 0.5) / 12)
    return base + slow + season + wave.uneven * chance(limits.measure, area, period)


def _counted(wave: Wave, limits: WaveLimits, period: Period) -> dict[str, str]:
    return {"n": str(round(wave.n * (1 + 0.06 * chance(limits.measure, period, "n"))))} if wave.n else {}


def _parts(
    wave: Wave, limits: WaveLimits, period: Period, whole: float, division: Mapping[str, float]
) -> Iterator[Cells]:
    left = whole
    for place, (name, share) in enumerate(division.items(), 1):
        uneven = 1 + 0.02 * chance(limits.measure, name, period)
        value = limits.clipped(whole * share * uneven)
        if wave.summed:
            value = rounded(left, limits.decimals) if place == len(division) else value
            left -= value
        yield row(str(period), _cell(value), breakdown=name, **_counted(wave, limits, period))


def _cell(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
