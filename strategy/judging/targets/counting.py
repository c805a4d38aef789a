"""Occasions that were held, counted in a window: those that no figure speaks for, and the pace of a count."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from strategy.judging.evidence import EPSILON, TOO_EARLY, Case, Standing
from strategy.model import Period, Target, position


class _Last(NamedTuple):
    """Where the newest of what is counted stands; `period` is None where figures alone are counted."""

    at: float
    period: Period | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class HeldOccasions:
    """What was held in a window by a day, a day an occasion, outside the periods for which a figure speaks."""

    window: Period
    days: tuple[date, ...]
    passed: float
    """The share of the window passed by the day."""

    @property
    def number(self) -> float:
        return float(len(self.days))

    def last(self, known: Sequence[Standing]) -> _Last:
        """The newest of what is counted."""
        at = max((v.at for v in known), default=-math.inf)
        if not self.days:
            return _Last(at)
        last = self.days[-1]
        month = last.year * 12 + last.month - 1
        end = max([month, *(v.period.end for v in known)])
        return _Last(max(at, position(last)), Period(end=end, start=self.window.start), last)


def held_in(case: Case, target: Target, window: Period, known: Sequence[Standing], on: date) -> HeldOccasions:
    """The occasions of a count by a day; a figure replaces the events within its period. Of other kinds none."""
    passed = (position(on) - window.start_position) * 12 / window.months
    if target.kind != "count":
        return HeldOccasions(window, (), passed)
    first, last = window.first_day, min(window.last_day, on)
    counted = {(e.day, e.occasion) for e in case.events if e.state == "held" and first <= e.day <= last}
    spoken = [(v.period.first_day, v.period.last_day) for v in known]
    days = sorted(day for day, _ in counted if not any(start <= day <= end for start, end in spoken))
    return HeldOccasions(window, tuple(days), min(1.0, max(0.0, passed)))


def planned_in(case: Case, target: Target, window: Period, on: date) -> tuple[date, ...]:
    """Known future days of the window: told as planned, never counted."""
    if target.kind != "count":
        return ()
    days = {e.day for e in case.events if e.state == "planned" and on < e.day <= window.last_day}
    return tuple(sorted(days))


def count_pace(target: float, number: float, passed: float) -> str:
    """The status of a running count below its floor T: of it, by the share e of the window passed, floor(T e)."""
    if passed < TOO_EARLY - EPSILON:
        return "too_early"
    short = math.floor(target * passed + EPSILON) - number
    if short <= EPSILON:
        return "on_pace"
    return "slightly_behind" if short <= 1 + EPSILON else "far_behind"
