"""What a sector owes: of each measure what is to be delivered and by when, told from its verdict and its calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from strategy.judging import Verdict, due_day, expected, severity
from strategy.model import Period

SOON = timedelta(days=90)
"""What is due within so many days is due soon."""
WHEN = ("late", "soon", "later", "undated")
"""When something is owed, in the order of the page."""
_OPEN = {"target_undefined": "target", "undated": "due_day"}
"""What was never given: not the sector's figure, but what the sector's figure is to be held against."""
_LATE = ("overdue", "value_late")
_CLOSED = ("done", "done_late", "dropped", "followed", "met", "reached", "not_met", "nearly", "slipped")
"""Nothing more is to be told of a milestone or an activity with one of these."""


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One thing that is owed of a measure."""

    verdict: Verdict
    what: str
    """`figure`, `state` (how far a milestone is), `target` (its value) or `due_day`."""
    due: date | None = None
    periods: tuple[Period, ...] = ()
    """The periods that a figure is of, where it is known which."""

    def when(self, on: date) -> str:
        """Which of `WHEN` it is on a day; what is due on the day itself is late where its status says so."""
        if self.due is None:
            return "undated"
        if self.due < on or self.verdict.status in _LATE:
            return "late"
        return "soon" if self.due - on <= SOON else "later"


def owed(verdicts: Iterable[Verdict], on: date) -> list[Deliverable]:
    """All that is owed on a day: the earliest due day first, what has none last."""
    found = [item for verdict in verdicts for item in _of(verdict, on)]
    return sorted(found, key=lambda item: (item.due or date.max, severity(item.verdict.status)))


def _of(verdict: Verdict, on: date) -> Iterator[Deliverable]:
    judged = verdict.headline
    if judged.status in _OPEN:
        yield Deliverable(verdict, _OPEN[judged.status])
    elif verdict.measure.kind != "numeric":
        yield from _state(verdict)
    elif judged.group == "no_figure" or judged.late:
        due = judged.due or verdict.next_due
        yield Deliverable(verdict, "figure", due, judged.late or _periods(verdict, due))
    elif verdict.next_due and verdict.next_due - on <= SOON and verdict.measure.formula is None:
        yield Deliverable(verdict, "figure", verdict.next_due, _periods(verdict, verdict.next_due))


def _state(verdict: Verdict) -> Iterator[Deliverable]:
    judged = verdict.headline
    if judged.status not in _CLOSED or judged.unreported:
        yield Deliverable(verdict, "state", judged.due)


def _periods(verdict: Verdict, due: date | None) -> tuple[Period, ...]:
    """What is due on the day by the calendar; without a calendar what the target is for."""
    calendar, target = verdict.measure.calendar, verdict.headline.target
    if calendar is not None and due is not None:
        day = Period(start=due.year * 12 + due.month - 1, end=due.year * 12 + due.month - 1)
        found = [period for period in expected(calendar, day) if due_day(calendar, period) == due]
        if found:
            return (found[-1],)
    return (target.period,) if target is not None and target.period is not None else ()
