"""States from dated events: milestones, stages, activities, reporting and composite measures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from strategy.model.catalogue import Target
from strategy.model.record import Event
from tests.strategy.second_reading.case import Answer, Case

STATES = ("not_started", "under_way", "done", "dropped")


def state(events: Sequence[Event]) -> Event | None:
    """'The first report of `done` counts; another state takes it back, then the first after that'."""
    standing: Event | None = None
    for event in sorted(events, key=lambda e: e.day):
        if standing is None or event.state != "done" or standing.state != "done":
            standing = event
    return standing


def judge(case: Case, target: Target | None) -> Answer:
    seen = [e for e in case.events if e.state in STATES and e.day <= case.on]
    stages = target.stages if target is not None and target.kind == "stage" else ()
    if not stages:
        return one(case, target, [e for e in seen if e.stage is None])
    for stage in stages:  # "milestone of the first asked stage that is not done"
        own = [e for e in seen if e.stage == stage]
        now = state(own)
        if now is None or now.state != "done":
            others = [e for e in seen if e.stage in stages]
            return one(case, target, own, unreported=bool(others))
    last = max((now for s in stages if (now := state([e for e in seen if e.stage == s]))), key=lambda e: e.day)
    return one(case, target, [e for e in seen if e.stage == last.stage])  # "All stages done: the last one's state"


def due_of(case: Case, target: Target | None) -> date | None:
    """A milestone whose day is not told is due by the end of its target's period."""
    if target is not None and target.set_on is not None and min(case.on, case.known or case.on) < target.set_on:
        return None  # "a target counts from the day it was set"
    if target is None or target.due is not None or target.period is None:
        return None if target is None else target.due
    return target.period.last_day


def one(case: Case, target: Target | None, events: Sequence[Event], *, unreported: bool = False) -> Answer:
    now, due = state(events), due_of(case, target)
    late = None if due is None or case.on < due else (case.on - due).days
    if now is None:
        return Answer("not_reported", days_overdue=late if unreported else None)
    if now.state == "dropped":
        return Answer("dropped")
    if now.state == "done":
        return Answer("done_late" if due is not None and now.day > due else "done")
    if due is None:
        milestone = case.measure.kind == "milestone"
        return Answer("undated" if milestone else now.state)
    return Answer(now.state) if late is None else Answer("overdue", days_overdue=late)
