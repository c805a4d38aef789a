"""What is told of a measure, and ruled, on any day, found once for all days between which nothing about it turns.

Spans are of the last knowledge alone. By what was known earlier, a status is found when it is asked for, and holds then
for every day up to the next on which it may change: the next day that somebody asks for is most often such a day.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from strategy.judging.asked import COMPARING, Inquiry, rule
from strategy.judging.evidence import Ruling
from strategy.judging.headline import headline_of
from strategy.judging.spans import StatusTold, candidate_days, told_on


@dataclass(frozen=True, slots=True)
class StatusBetweenTurns:
    """The statuses of an inquiry on days up to `until`; its knowledge is of one day or of any up to the next news."""

    inquiry: Inquiry
    until: date
    _days: dict[int, list[date]] = field(init=False, default_factory=dict)
    """The days on which the status of a target may change, by its place."""
    _told: dict[tuple[int, int], StatusTold] = field(init=False, default_factory=dict)
    """By the place of a target, and how many of its days are past."""

    def on(self, day: date, known: date | None) -> StatusTold:
        """What is told of the headline target on a day, by what was known on `known` (None: by all)."""
        asked = self.inquiry.asked
        told_by = day if known is None else min(day, known)
        place = headline_of(self.inquiry.case.measure.targets, told_by, day) if len(asked) > 1 else 0
        if day > self.until:
            return self._find(place, day, known)
        if place not in self._days:
            self._days[place] = candidate_days(asked[place], self.until)
        key = place, bisect_right(self._days[place], day)
        if key not in self._told:
            self._told[key] = self._find(place, day, known)
        return self._told[key]

    def _find(self, place: int, day: date, known: date | None) -> StatusTold:
        return told_on(self.inquiry.known_on(known).asked[place], day)


MOST_RULINGS = 4
"""So many rulings on a measure are kept: those of the days that were asked for last lie between few turns."""


@dataclass(frozen=True, slots=True)
class RulingBetweenTurns:
    """The rulings of an inquiry on days up to `until`; its knowledge is of one day or of any up to the next news.

    Only those that are dear to find and hold between two turns, of figures against a level or a range: a milestone is
    overdue by another number of days every day, and a count passes its time.
    """

    inquiry: Inquiry
    until: date
    _days: dict[int, list[date]] = field(init=False, default_factory=dict)
    _ruled: dict[tuple[int, int], Ruling] = field(init=False, default_factory=dict)

    def on(self, place: int, day: date) -> Ruling:
        """What the rules say of the target at a place on a day."""
        asked = self.inquiry.asked[place]
        if day > self.until or not self._holds(place):
            return rule(asked, day)
        if place not in self._days:
            self._days[place] = candidate_days(asked, self.until)
        key = place, bisect_right(self._days[place], day)
        found = self._ruled.get(key)
        if found is None:
            if len(self._ruled) >= MOST_RULINGS:
                self._ruled.clear()
            found = self._ruled[key] = rule(asked, day)
        return found

    def _holds(self, place: int) -> bool:
        asked = self.inquiry.asked[place]
        target = asked.target
        return asked.figures.judged and target is not None and target.kind not in ("count", *COMPARING)
