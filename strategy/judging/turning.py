"""The days on which a status may change, and so the only ones that have to be judged to tell since when it holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from strategy.judging.evidence import TOO_EARLY, Case, Figures, schedule, starting
from strategy.model import Period, Target, day_after, last_day_of_month

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turning:
    """The days, up to one, on which a status may change, in order of time."""

    events: tuple[date, ...]
    """Something comes to stand, or a target begins or ends: any status may follow."""
    dues: tuple[date, ...]
    """Between two events a day on which more is due or needed: what has become late or too few stays so."""


def turning_days(case: Case, target: Target | None, figures: Figures, on: date) -> Turning:
    """Every day on which a status may change: a value comes to stand, a target starts or ends, a day is due."""
    events = {day for day in _events(case, target, figures, on) if day <= on}
    dues = {day for day in _dues(case, target, figures, on) if day <= on} - events
    return Turning(tuple(sorted(events)), tuple(sorted(dues)))


def run_start(days: Turning, same: Callable[[date], bool]) -> date | None:
    """The first of the turning days from which on all are the `same` as the last; None where not even that is."""
    since, dues = None, len(days.dues)
    for event in (*reversed(days.events), date.min):
        first = bisect_right(days.dues, event)
        if first < dues:
            between = days.dues[first:dues]
            start = bisect_left(between, True, key=same) if same(between[-1]) else len(between)
            since, dues = between[start] if start < len(between) else since, first
            if start > 0:
                return since
        if event not in days.events or not same(event):
            return since
        since = event
    return since


def _events(case: Case, target: Target | None, figures: Figures, on: date) -> Iterator[date]:
    evidence = case.evidence
    yield from (event.day for event in case.events)
    if figures.judged:
        yield from (s.day for s in (*evidence.values, *evidence.apart, *figures.values))
        yield from (r.period.last_day for r in evidence.missing)
        yield from (s.day for e in (case.references or {}).values() for s in (e.every or {}).values())
    elif evidence.values or evidence.apart:
        # what is followed is so from its first figure on
        yield min(s.day for s in (*evidence.values, *evidence.apart))
    if case.measure.baseline is not None:
        start = starting(case.measure, evidence, target, on)
        yield case.measure.baseline.period.last_day
        if start is not None and start.standing is not None:
            yield start.standing.day
    if target is not None:
        yield from _of(target)


def _dues(case: Case, target: Target | None, figures: Figures, on: date) -> Iterator[date]:
    calendar = case.measure.calendar
    if calendar is not None and figures.judged:
        due = (schedule.due_day(calendar, p) for p in schedule.due_by(calendar, on))
        yield from (day_after(day) for day in due if day is not None)
    if target is not None and target.kind == "count" and target.value is not None:
        yield from _needed(target.window or target.period, target.value)


def _of(target: Target) -> Iterator[date]:
    for day in (target.set_on, target.due):
        if day is not None:
            yield day
    if target.due is not None:
        yield day_after(target.due)
    for period in (target.period, target.window, target.base):
        if period is not None:
            yield period.first_day
            yield period.last_day
            yield day_after(period.last_day)


def _needed(window: Period | None, number: float) -> Iterator[date]:
    """The days on which a count's pace asks for one more, and the one from which it is not too early."""
    if window is None or not 0 < number < window.months * 31:
        return
    shares = (TOO_EARLY, *(n / number for n in range(1, int(number) + 1)))
    for share in shares:
        month = window.start + share * window.months
        days = (month - int(month)) * last_day_of_month(int(month)).day
        # a share that ends with a month is passed on the last day of it, not on the first day of the next
        yield last_day_of_month(int(month) - 1) + timedelta(days=ceil(days - 1e-6))
