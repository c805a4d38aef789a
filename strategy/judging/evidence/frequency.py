"""The figures of a measure at the frequency at which a target is judged: published, or made of finer ones.

A target is judged at the grain of its own period, a window at the length of its parts. Whether finer figures are
summed, averaged, or the last stands for all, only the catalogue may say (`Measure.aggregate`). Cuts nothing by the day.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from strategy.judging.evidence.case import Case
from strategy.judging.evidence.gathering import Evidence, Standing, unbounded, upto
from strategy.judging.evidence.schedule import expected_in, last_in
from strategy.model import BOUND, Baseline, Measure, Observation, Period, Target, usable
from strategy.series import YEAR_MONTHS, combined, first_part, slot, tile

EVENT_KINDS = ("sum", "count")
"""Kinds in which the baseline plays no part: it is a stock beside a flow."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that a target may be judged by, comparable or not, in order of time."""

    values: tuple[Standing, ...]
    grain: Period | None = None
    """A period of the length and place in the year that is judged; None where figures are taken as they come."""
    finer: tuple[Standing, ...] = ()
    """Figures shorter than the grain."""
    judged: bool = True
    """Whether a target is judged by them."""


def window_of(target: Target) -> Period | None:
    """The window that a target is judged over; None where one value decides."""
    if target.window is not None:
        return target.window
    whole_years = target.period is not None and target.period.frequency == "years"
    return target.period if whole_years or target.kind in ("mean", *EVENT_KINDS) else None


def grain_of(target: Target) -> Period | None:
    """A period of the grain of a target; None where its figures are taken as they come."""
    if target.kind in ("best_of", "better_than"):
        return target.period
    window = window_of(target)
    if window is None or target.kind in EVENT_KINDS:
        return None if window else target.period
    if target.part is not None:
        return first_part(window, target.part)
    if window.frequency != "years" and (window.frequency != "year" or target.kind == "mean"):
        return None
    return Period.years(window.start // YEAR_MONTHS, window.start // YEAR_MONTHS)


def figures_for(case: Case, target: Target) -> Figures:
    """The figures of a measure as a target is judged by them."""
    evidence, grain = case.evidence, grain_of(target)
    own = None if target.kind in EVENT_KINDS else baseline_figure(case.measure, evidence, target)
    others = (s for s in (*evidence.values, *evidence.apart) if own is None or s.period != own.period)
    found = sorted((*others, *((own,) if own else ())), key=_order)
    if grain is None:
        return Figures(tuple(found))
    longest = None if window_of(target) else grain.months
    whole = [s for s in found if s.period.months >= grain.months and (longest is None or s.period.months <= longest)]
    finer = tuple(s for s in found if s.period.months < grain.months)
    whole += made(case.measure, finer, grain, whole) if finer else ()
    return Figures(tuple(sorted(whole, key=_order)), grain, finer)


def _order(standing: Standing) -> tuple[float, int, Period]:
    return (standing.at, standing.period.months, standing.period)


def baseline_figure(measure: Measure, evidence: Evidence, target: Target | None) -> Standing | None:
    """The baseline's own figure, of whatever frequency, where it is not among the others: published, else printed.

    A bound never corrects a baseline, so it does not take the place of its figure either.
    """
    baseline = measure.baseline
    own = target.base if target is not None and target.kind in ("change_points", "change_percent") else None
    period = own or (baseline.period if baseline else None)
    every = (*evidence.values, *evidence.apart)
    if period is None or any(s.period == period and not (s.bound and s.row.comparable) for s in every):
        return None
    published, withdrawn = unbounded(evidence, period)
    if published is not None or withdrawn:
        return published
    return _printed(measure, evidence, baseline) if baseline and baseline.period == period else None


def _printed(measure: Measure, evidence: Evidence, baseline: Baseline) -> Standing | None:
    """The figure of the baseline's period as the strategy states it, without a row behind it."""
    if baseline.value is None or not usable(baseline.value):
        return None
    period, day = baseline.period, baseline.period.last_day
    row = Observation(measure.id, "", period, baseline.value, "")
    return Standing(period.position, day, period, baseline.value, baseline.value, row, evidence.series_on(day))


def made(
    measure: Measure, finer: Sequence[Standing], grain: Period, whole: Iterable[Standing] = ()
) -> tuple[Standing, ...]:
    """The figures of the grain that can be made of finer ones, where none is published."""
    if measure.aggregate is None:
        return ()
    taken = {slot(_year_of(s.period, grain), grain) for s in whole if s.period.months == grain.months}
    groups: dict[Period, list[Standing]] = {}
    for standing in finer:
        place = slot(standing.period, grain)
        if place is not None and place not in taken:
            groups.setdefault(place, []).append(standing)
    found = (_made(measure, parts, place) for place, parts in groups.items())
    return tuple(s for s in found if s is not None)


def _year_of(period: Period, grain: Period) -> Period:
    """The year for which a school year stands."""
    school_year = period.frequency == "school_year" and grain.frequency == "year"
    return Period.years(period.year, period.year) if school_year else period


def _made(measure: Measure, parts: Sequence[Standing], place: Period) -> Standing | None:
    how = measure.aggregate or ""
    used = _last(measure, parts, place) if how == "last" else _all(parts, place)
    if not used:
        return None
    low, high = combined([(s.low, s.high) for s in used], [s.period.months for s in used], how)
    last, bound = used[-1], any(s.bound for s in used)
    stands = max(used, key=lambda s: s.at)
    own = stands.at > place.position or (how == "last" and last.row.day is not None)
    row = replace(
        last.row, period=place, value=None if bound else low, low=low if bound and math.isfinite(low) else None,
        high=high if bound and math.isfinite(high) else None,
        quality=BOUND if bound else last.row.quality, n=last.row.n if how == "last" else None,
        comparable=all(s.row.comparable for s in used),
    )  # fmt: skip
    return Standing(
        stands.at if own else place.position, stands.day if own else place.last_day, place, low, high, row, last.series,
        any(s.corrected for s in used), bound, tuple(used), len({s.series for s in used}) > 1,
    )  # fmt: skip


def left_out(measure: Measure, figures: Figures, place: Period, on: date) -> tuple[Standing, ...]:
    """The figures by a day that `place` needs and that may not be compared: noted so, or across a break."""
    if measure.aggregate not in ("sum", "mean"):
        return ()
    parts = [s for s in upto(figures.finer, on) if s.period.lies_in(place)]
    return tuple(s for s in parts if not s.row.comparable or s.series != parts[-1].series)


def _last(measure: Measure, parts: Sequence[Standing], place: Period) -> list[Standing]:
    """The last part of a period alone: the last that the calendar has in it, else the longest that ends with it."""
    calendar = measure.calendar
    if calendar is not None and calendar.anchor.months < place.months:
        wanted = last_in(calendar, place)
        return [s for s in parts if s.period == wanted]
    return sorted((s for s in parts if s.period.end == place.end), key=lambda s: s.period.months)[-1:]


def _all(parts: Sequence[Standing], place: Period) -> list[Standing]:
    """Every part of a period; empty where one is lacking."""
    used = [parts[i] for i in tile([s.period for s in parts], place)]
    return used if sum(s.period.months for s in used) == place.months else []


def is_finer(measure: Measure, grain: Period | None) -> bool:
    """Whether the declared figures are shorter than the grain, so that the grain's are made of them."""
    return grain is not None and measure.calendar is not None and measure.calendar.anchor.months < grain.months


def needed(measure: Measure, place: Period, grain: Period | None) -> tuple[Period, ...]:
    """The declared periods of which the figure of `place` is made or which it is, as the calendar expects them."""
    calendar = measure.calendar
    if calendar is None:
        return ()
    asked = expected_in(calendar, place)
    if not is_finer(measure, grain):
        return asked
    if measure.aggregate is None:
        return ()
    if measure.aggregate == "last":
        return asked[-1:] if asked and asked[-1] == last_in(calendar, place) else ()
    return asked if sum(p.months for p in asked) == place.months else ()
