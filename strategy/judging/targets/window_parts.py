"""The parts of a window by a day: which figures make it up, which are lacking or late, how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from strategy.judging.evidence import (
    Case,
    Coming,
    Figures,
    Reason,
    Standing,
    Start,
    is_finer,
    lacking_of,
    needed,
    reasons_by,
    schedule,
    upto,
)
from strategy.judging.evidence import left_out as uncomparable
from strategy.model import Period, Target
from strategy.series import Limits, combined, extent, overlap, slots, tile, uncovered


@dataclass(frozen=True, slots=True)
class WindowParts:
    """The parts of a window by a day: those that are in, in order of time, and what becomes of the others."""

    window: Period
    known: tuple[Standing, ...]
    """Comparable figures that do not overlap."""
    left_out: tuple[Standing, ...]
    """Figures of months that no comparable figure covers, which may not be compared."""
    lacking: tuple[Period, ...]
    coming: Coming
    """What is stated or due of the lacking ones."""
    unit: int
    """The months that count as one part."""
    months: int
    """The months of all parts, known and lacking."""
    record: tuple[Standing, ...] = ()
    """Comparable exact figures of the length of a part, the window's own included."""
    unmade: tuple[Standing, ...] = ()
    """Figures that may not be compared, of which a lacking part would be made."""
    undecided: tuple[Standing, ...] = ()
    """Bounds that leave the window open, and so are no parts."""

    @property
    def number(self) -> int:
        """How many parts there are in all."""
        return max(1, round(self.months / self.unit))

    @property
    def weights(self) -> tuple[int, ...]:
        """The months of each known part."""
        return tuple(extent(v.period, self.window).months for v in self.known)

    @property
    def span(self) -> Period:
        """From the first known part to the last."""
        return Period(end=max(v.period.end for v in self.known), start=min(v.period.start for v in self.known))

    @property
    def passed(self) -> float:
        """The share of the window passed at the end of the last known part."""
        last = max(extent(v.period, self.window).end for v in self.known)
        return (last + 1 - self.window.start) / self.window.months

    @property
    def bounded(self) -> bool:
        """A known part lies between bounds only."""
        return any(v.bound for v in self.known)

    def together(self, how: str) -> Limits:
        """The `sum` or the `mean` of the known parts, unrounded: the least and the most that it can be."""
        return combined([(v.low, v.high) for v in self.known], self.weights, how)


def parts_of(
    case: Case, target: Target, figures: Figures, window: Period, start: Start | None, on: date, *, bounds: bool
) -> WindowParts:
    """The parts of a window by a day; without `bounds`, figures that are only bounded are no parts."""
    by_day = upto(figures.values, on)
    inside = [v for v in by_day if v.period.lies_in(window) and v.period.months <= window.months]
    series = start.series if start else inside[-1].series if inside else None
    fit = [v for v in inside if _comparable(v, series)]
    kept = [v for v in fit if bounds or not v.bound]
    known = tuple(kept[i] for i in tile([v.period for v in kept], window))
    gaps = uncovered(window, [extent(v.period, window) for v in known])
    left_out = tuple(v for v in inside if not _comparable(v, series) and _in(extent(v.period, window), gaps))
    undecided = tuple(v for v in fit if v.bound and not bounds and _in(extent(v.period, window), gaps))
    lacking = _lacking(case, figures, window, gaps)
    unit = _unit(case, figures, known, window)
    months = window.months
    if case.measure.calendar is not None:
        months = sum(extent(p, window).months for p in (*(v.period for v in known), *lacking))
    record = tuple(v for v in by_day if _comparable(v, series) and not v.bound and v.period.months == unit)
    state = _state(case, target, figures, window, start, lacking, gaps, on)
    unmade = tuple(s for p in lacking for s in uncomparable(case.measure, figures, p, on)) if figures.grain else ()
    return WindowParts(window, known, left_out, lacking, state, unit, months, record, unmade, undecided)


def _comparable(value: Standing, series: int | None) -> bool:
    return value.row.comparable and not value.torn and value.series == series


def _in(period: Period, gaps: Sequence[Period]) -> bool:
    return any(overlap(period, gap) for gap in gaps)


def _unit(case: Case, figures: Figures, known: Sequence[Standing], window: Period) -> int:
    """The length of a part: that of the grain, else of the figures as they come."""
    if figures.grain is not None:
        return figures.grain.months
    calendar = case.measure.calendar
    return calendar.anchor.months if calendar else min((v.period.months for v in known), default=window.months)


def _lacking(case: Case, figures: Figures, window: Period, gaps: Sequence[Period]) -> tuple[Period, ...]:
    """The parts of which a month is not covered: of the calendar, else of the grain, else the gaps themselves."""
    calendar, grain = case.measure.calendar, figures.grain
    if calendar is None:
        return tuple(gaps) if grain is None else tuple(p for p in slots(window, grain) if _in(p, gaps))
    if grain is not None and is_finer(case.measure, grain):
        asked = tuple(p for p in slots(window, grain) if needed(case.measure, p, grain))
    else:
        asked = schedule.expected_in(calendar, window)
    return tuple(p for p in asked if _in(extent(p, window), gaps))


def _state(
    case: Case,
    target: Target,
    figures: Figures,
    window: Period,
    start: Start | None,
    lacking: Sequence[Period],
    gaps: Sequence[Period],
    on: date,
) -> Coming:
    """What is stated or due of the lacking parts."""
    if not gaps:
        return Coming(True)
    reasons, calendar, grain = reasons_by(case, start, on), case.measure.calendar, figures.grain
    if calendar is None:
        return _unscheduled(target, window, lacking, gaps, reasons, on)
    if not lacking:
        finer = is_finer(case.measure, grain)
        return Coming(True, "no_aggregate" if finer and case.measure.aggregate is None else "none_expected")
    have = {s.period for s in (*upto(figures.values, on), *upto(figures.finer, on))}
    # what is made of finer figures lacks those of them that it needs
    leaves = [q for p in lacking for q in (needed(case.measure, p, grain) if is_finer(case.measure, grain) else (p,))]
    wanted = [q for q in leaves if q not in have]
    if not wanted:
        return Coming()
    asked = schedule.expected_in(calendar, window)
    return lacking_of(calendar, target.due, asked[-1], wanted, reasons, on)


def _unscheduled(
    target: Target,
    window: Period,
    lacking: Sequence[Period],
    gaps: Sequence[Period],
    reasons: Sequence[Reason],
    on: date,
) -> Coming:
    """Without a calendar: a reason for months that are not covered, or the day of the final value."""
    away = [r for r in reasons if r.excuses and _speaks(r, window, gaps)]
    if away:
        gone = tuple(p for p in lacking if overlap(p, away[-1].period)) or tuple(lacking)
        return Coming(never="excused", missing=away[-1].missing, excused=gone)
    said = [r.missing for r in reasons if r.period.lies_in(window)]
    late = tuple(lacking) if schedule.passed(target.due, on) else ()
    return Coming(missing=said[-1] if said else None, due=target.due, late=late)


def _speaks(reason: Reason, window: Period, gaps: Sequence[Period]) -> bool:
    """Whether a reason speaks for a month of the window that no figure covers."""
    placed = reason.period.lies_in(window) or window.lies_in(reason.period)
    if placed and _in(extent(reason.period, window), gaps):
        return True
    return reason.stopped and any(
        reason.before_next(max(gap.start, reason.period.end + 1)) for gap in gaps if gap.end > reason.period.end
    )
