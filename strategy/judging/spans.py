"""From which day to which a status holds, as `judge` gives it: a release stores it, so that a new day needs no judging.

A status changes on known days alone (`turning`), so that few rulings tell it of every day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import NamedTuple

from strategy.judging.asked import Asked, Inquiry, rule
from strategy.judging.evidence.verdict import figures_told
from strategy.judging.turning import turning_days
from strategy.model import Event, Observation

RULED_BY = ("strategy.model", "strategy.series", "strategy.judging")
"""The rooms whose code decides a status."""


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """A status that a measure has under one of its targets from one day to another, both included."""

    measure: str
    target: int
    """The place of the target, counted from 1; 0 where nothing is to be judged."""
    known: date
    """It holds by what was known on this day, or on any later one."""
    first_day: date
    last_day: date
    status: str
    unreported: bool
    figures: str
    """What figures there are: see `Verdict.figures`."""


class StatusTold(NamedTuple):
    """What a span tells: as in `StatusSpan`."""

    status: str
    unreported: bool
    figures: str


def status_spans(inquiry: Inquiry, known: date, until: date) -> Iterator[StatusSpan]:
    """The spans of a measure, target by target in order of time, from the first of all days up to `until`.

    The inquiry is by all that is known, and `known` the day since which nothing was added to it.
    """
    measure = inquiry.case.measure
    for place, asked in enumerate(inquiry.asked):
        target = 0 if asked.target is None else place + 1
        starts = list(_runs(asked, until))
        ends = [*(first - timedelta(days=1) for first, _ in starts[1:]), until]
        for (first, told), last in zip(starts, ends, strict=True):
            yield StatusSpan(measure.id, target, known, first, last, *told)


def told_on(asked: Asked, on: date) -> StatusTold:
    """What is told of a target on a day, without all that a verdict holds beside it."""
    found, newest = rule(asked, on).judgement, asked.case.evidence.newest(on)
    figures = figures_told(newest.row if newest else None, asked.case.measure.baseline)
    return StatusTold(found.status, found.unreported, figures)


def candidate_days(asked: Asked, until: date) -> list[date]:
    """The days up to one, in order of time, on which something may be told anew; between two of them nothing is."""
    events, dues = _may_turn(asked, until)
    return sorted({*events, *dues})


def knowledge_days(rows: Iterable[Observation], inquiry: Inquiry) -> tuple[date, ...]:
    """The days on which something that a measure is judged by became known, in order, after the first of all days.

    Of `rows`, its events and its targets; between two of these days the same is known of it.
    """
    events: Sequence[Event] = inquiry.case.events
    days = (*(r.known for r in rows), *(e.known for e in events), *(t.set_on for t in inquiry.case.measure.targets))
    return tuple(sorted({date.min, *(day for day in days if day is not None)}))


@cache
def rules_version() -> str:
    """The sha256 of the code that decides a status: spans that other rules made are not believed."""
    digest = hashlib.sha256()
    for room in RULED_BY:
        for name, text in sorted(_sources(resources.files(room), room)):
            digest.update(f"{name}\n{text}\n".encode())
    return digest.hexdigest()


def _sources(folder: resources.abc.Traversable, room: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sources(entry, f"{room}.{entry.name}")
        elif entry.name.endswith(".py"):
            yield f"{room}.{entry.name}", entry.read_text("utf-8")


def _runs(asked: Asked, until: date) -> Iterator[tuple[date, StatusTold]]:
    """The first day of each run of days that tell the same, and what they tell."""
    before: StatusTold | None = None
    for day in _turns(asked, until):
        now = told_on(asked, day)
        if now != before:
            yield day, now
        before = now


def _turns(asked: Asked, until: date) -> Iterator[date]:
    """The days on which something may be told anew, in order of time; of those due, only where it is."""
    events, dues = _may_turn(asked, until)
    for first, following in zip(events, [*events[1:], date.max], strict=True):
        between = [day for day in dues if first < day < following]
        yield first
        yield from _changed(asked, [first, *between])


def _may_turn(asked: Asked, until: date) -> tuple[list[date], tuple[date, ...]]:
    """The days on which any status may follow, and between them those on which more is due."""
    case, target, figures = asked
    turning = turning_days(case, target, figures, until)
    standing = {s.day for s in (*case.evidence.values, *case.evidence.apart) if s.day <= until}
    return sorted({date.min, *turning.events, *standing}), turning.dues


def _changed(asked: Asked, days: Sequence[date]) -> Iterator[date]:
    """Those of the days, but the first, that tell otherwise than the one before: what has become late stays so."""
    if len(days) < 2 or told_on(asked, days[0]) == told_on(asked, days[-1]):
        return
    if len(days) == 2:
        yield days[-1]
        return
    middle = len(days) // 2
    yield from _changed(asked, days[: middle + 1])
    yield from _changed(asked, days[middle:])
