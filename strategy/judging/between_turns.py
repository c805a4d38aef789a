"""What is told of a measure on any day, found once for all days between which nothing about it turns.

Spans are of the last knowledge alone. By what was known earlier, a status is found when it is asked for, and holds then
for every day up to the next on which it may change: the next day that somebody asks for is most often such a day.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from strategy.judging.asked import Inquiry
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
