"""Which figures count: the actual, whole, latest-known values of one area, in the order in which they stand in time.

Cuts by publication (`known`), by area, breakdown, quality, source and frequency; leaves the cut by `on` to the rules,
because the same evidence is asked about many days. Decides no status.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from strategy.judging.evidence.verdict import EPSILON
from strategy.model import (
    ACTUAL,
    BOUND,
    Mark,
    Measure,
    Observation,
    Period,
    Target,
    limits_of,
    position,
    rounded,
    usable,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure where it stands: `at` in years, `day` the last day it is about, `series` counted from 0 by breaks.

    A figure that its source only bounds lies between `low` and `high`; any other has both equal.
    """

    at: float
    day: date
    period: Period
    low: float
    high: float
    row: Observation
    series: int
    corrected: bool = False
    """An earlier row of the same period said something else."""
    bound: bool = False
    parts: tuple[Standing, ...] = ()
    """The figures that it was made of, where it was not published as it is."""
    torn: bool = False
    """A series break lies between its parts."""

    @property
    def value(self) -> float:
        """The figure; of one that is only bounded no number."""
        return math.nan if self.bound else self.low


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may be used of one measure in one area, as known on one day; tuples are in order of time."""

    values: tuple[Standing, ...] = ()
    """Comparable values of the declared frequency and source."""
    apart: tuple[Standing, ...] = ()
    """Values that may not be compared."""
    missing: tuple[Observation, ...] = ()
    every: Mapping[Period, Standing] | None = None
    """Comparable values of any frequency, for baselines and references."""
    withdrawn: frozenset[Period] = frozenset()
    behind_bounds: Mapping[Period, Observation | None] = field(default_factory=dict)
    """Of a period whose latest row only bounds it: the latest row that does not, which alone may be a baseline."""
    breaks: tuple[date, ...] = ()

    def at(self, period: Period) -> Standing | None:
        """The comparable value of a period, of whatever frequency."""
        return (self.every or {}).get(period)

    def by(self, on: date) -> tuple[Standing, ...]:
        """The comparable values that stand on or before a day."""
        return upto(self.values, on)

    def newest(self, on: date) -> Standing | None:
        """The newest value that stands on or before a day, comparable or not."""
        both = upto(self.values, on)[-1:] + upto(self.apart, on)[-1:]
        return max(both, key=lambda s: s.at, default=None)

    def series_on(self, day: date) -> int:
        """The number of the series that a figure of a period with this last day belongs to."""
        return sum(day > b for b in self.breaks)


_at = attrgetter("at")


def upto(values: Sequence[Standing], on: date) -> tuple[Standing, ...]:
    """Those of `values` (in order) that stand on or before a day."""
    return tuple(values[: bisect_right(values, position(on) + EPSILON, key=_at)])


def gather(
    rows: Iterable[Observation],
    *,
    area: str,
    known: date | None,
    measure: Measure | None = None,
    marks: Sequence[Mark] = (),
) -> Evidence:
    """The evidence that `rows` hold about an area; `measure` adds the cuts by frequency and source."""
    breaks = tuple(sorted(m.day for m in marks if m.kind == "break" and (measure is None or m.measure == measure.id)))
    by_period: dict[Period, list[Observation]] = {}
    for row in rows:
        if _counts(row, area, known, measure):
            by_period.setdefault(row.period, []).append(row)
    latest = {period: _latest(versions) for period, versions in by_period.items()}
    valued = (_standing(row, by_period[row.period], breaks) for row in latest.values() if limits_of(row))
    # of two that end together the longer stands last: a year is the newest value, not its autumn
    standings = sorted(valued, key=lambda s: (s.at, s.period.months, s.period))
    fitting = [s for s in standings if _declared(s.period, measure)]
    return Evidence(
        values=tuple(s for s in fitting if s.row.comparable),
        apart=tuple(s for s in fitting if not s.row.comparable),
        missing=tuple(sorted((r for r in latest.values() if not limits_of(r)), key=lambda r: r.period)),
        every={s.period: s for s in standings if s.row.comparable},
        withdrawn=frozenset(p for p, row in latest.items() if row.missing == "withdrawn"),
        behind_bounds={p: _firm(by_period[p]) for p, row in latest.items() if row.quality == BOUND and limits_of(row)},
        breaks=breaks,
    )


def _firm(versions: Sequence[Observation]) -> Observation | None:
    firm = [row for row in versions if row.quality != BOUND]
    return _latest(firm) if firm else None


def _counts(row: Observation, area: str, known: date | None, measure: Measure | None) -> bool:
    if row.area != area or row.breakdown or row.quality not in (*ACTUAL, BOUND):
        return False
    if not _readable(row):
        return False
    if known is not None and row.known is not None and row.known > known:
        return False
    return measure is None or _of(row, measure)


def _readable(row: Observation) -> bool:
    """Whether a row holds a figure that can be used, or none at all."""
    if row.quality == BOUND and row.missing is None:
        return bool(limits_of(row)) and all(usable(end) for end in (row.low, row.high) if end is not None)
    return row.value is None or usable(row.value)


def _of(row: Observation, measure: Measure) -> bool:
    # a derived row carries the sources of what it was computed from
    declared = not measure.sources or measure.formula is not None or row.source in measure.sources
    return row.measure == measure.id and declared


def _declared(period: Period, measure: Measure | None) -> bool:
    if measure is None or measure.calendar is None:
        return True
    anchor = measure.calendar.anchor
    return (period.frequency, period.months) == (anchor.frequency, anchor.months)


def _latest(versions: Sequence[Observation]) -> Observation:
    # a day of publication that is not known counts as the earliest
    last = max(row.known or date.min for row in versions)
    newest = [row for row in versions if (row.known or date.min) == last]
    # two at once are an error of the data; whichever is taken, it must not depend on the order of the rows
    return newest[0] if len(newest) == 1 else max(newest, key=repr)


def _standing(row: Observation, versions: Sequence[Observation], breaks: Sequence[date]) -> Standing:
    day = row.day or row.period.last_day
    series = sum(day > b or (row.day is not None and day == b) for b in breaks)
    low, high = limits_of(row) or (math.nan, math.nan)
    bound = row.quality == BOUND
    others = (v.value for v in versions if v.missing is None and v.quality != BOUND and v.value is not None)
    corrected = not bound and any(value != low for value in others)
    at = position(row.day) if row.day else row.period.position
    return Standing(at, day, row.period, low, high, row, series, corrected, bound)


@dataclass(frozen=True, slots=True)
class Start:
    """The baseline as it is used: b (rounded, None where unknown) at t0, and what the strategy printed."""

    period: Period
    at: float
    value: float | None
    printed: float | None
    series: int
    standing: Standing | None

    @property
    def moved(self) -> bool:
        """The baseline was corrected after the strategy was printed."""
        return self.printed is not None and self.value is not None and self.printed != self.value


def starting(measure: Measure, evidence: Evidence, target: Target | None, on: date) -> Start | None:
    """The baseline of a target by a day: a change is counted from its own base, all others from the measure's.

    A bound never corrects a baseline, and a figure that stands after the day takes no part.
    """
    baseline = measure.baseline
    own = target.base if target is not None and target.kind in ("change_points", "change_percent") else None
    period = own or (baseline.period if baseline else None)
    if period is None:
        return None
    printed = baseline.value if baseline and baseline.period == period else None
    found, withdrawn = _first(evidence, period, on)
    value = found.value if found else None if withdrawn else printed
    at, day = (found.at, found.day) if found else (period.position, period.last_day)
    series = found.series if found else evidence.series_on(day)
    return Start(period, at, _round(value, measure), _round(printed, measure), series, found)


def _first(evidence: Evidence, period: Period, on: date) -> tuple[Standing | None, bool]:
    """The figure of a baseline's period by a day, if any, and whether it was withdrawn."""
    limit = position(on) + EPSILON
    found, withdrawn = unbounded(evidence, period)
    stands = found is not None and found.at <= limit
    return found if stands else None, withdrawn and period.position <= limit


def unbounded(evidence: Evidence, period: Period) -> tuple[Standing | None, bool]:
    """The comparable figure of a period that is not only a bound, if any, and whether it was withdrawn."""
    if period not in evidence.behind_bounds:
        return evidence.at(period), period in evidence.withdrawn
    row = evidence.behind_bounds[period]
    if row is None or not row.comparable or not limits_of(row):
        return None, row is not None and row.missing == "withdrawn"
    return _standing(row, (row,), evidence.breaks), False


def _round(value: float | None, measure: Measure) -> float | None:
    return None if value is None or not usable(value) else rounded(value, measure.decimals)
