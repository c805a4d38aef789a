"""Milestones, activities, reporting and composite measures: states told by dated events. No event: nobody has said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from strategy.judging.evidence import Case, Judgement, Ruling
from strategy.model import STATES, Event, Target

TOLD = ("not_started", "under_way", "done", "dropped")
"""The states of a milestone. An occasion that was held is counted, and says of an activity that it is under way."""

UNTIMED = ("activity", "reporting", "composite")
"""Kinds that need no due day."""


def judge_state(case: Case, target: Target | None, on: date) -> Ruling:
    """The state of a milestone on a day, or of the first asked stage of it that is not done."""
    due = deadline(target, case.told_by(on))
    events = [e for e in case.events if e.day <= on]
    if target is None or target.kind != "stage":
        return Ruling(_stage(case, target, [e for e in events if e.stage is None], due, on))
    judged = [
        replace(_stage(case, target, [e for e in events if e.stage == stage], due, on), stage=stage)
        for stage in target.stages or tuple(s.id for s in case.measure.stages)
    ]
    waiting = next((j for j in judged if j.state != "done"), None)
    last = max(judged, key=lambda j: j.state_day or date.min, default=Judgement(target, "not_reported", due=due))
    done = sum(j.state == "done" for j in judged)
    found = replace(waiting or last, stages_done=done, stages_asked=len(judged))
    return Ruling(_unreported(found, on) if any(j.state for j in judged) else found)


def _unreported(found: Judgement, on: date) -> Judgement:
    """A stage that nobody has reported though another was needs attention from the end of its day on."""
    if found.status != "not_reported" or found.due is None or on < found.due:
        return found
    return replace(found, unreported=True, days_overdue=(on - found.due).days)


def deadline(target: Target | None, told: date) -> date | None:
    """The due day of a milestone: its own, else its period's last day; none before the target was set (`told` by)."""
    if target is None or (target.set_on is not None and told < target.set_on):
        return None
    return target.due or (target.period.last_day if target.period else None)


def _order(event: Event) -> tuple[date, date, int, str]:
    return (event.day, event.known or date.min, STATES.index(event.state), event.source)


def _stage(case: Case, target: Target | None, events: Sequence[Event], due: date | None, on: date) -> Judgement:
    told = sorted((e for e in map(_as_state, events) if e.state in TOLD), key=_order)
    facts = Judgement(target, due=due, reason="state")
    if not told:
        return replace(facts, status="not_reported")
    last = told[-1]
    first = _run_start(told) if last.state == "done" else last
    facts = replace(facts, state=last.state, state_day=first.day, state_source=first.source)
    return _status(facts, last.state, case.measure.kind not in UNTIMED, on)


def _as_state(event: Event) -> Event:
    return replace(event, state="under_way") if event.state == "held" else event


def _run_start(told: Sequence[Event]) -> Event:
    """The first of the unbroken run of the last state: a thing is done once, however often that is reported."""
    first = told[-1]
    for event in reversed(told):
        if event.state != first.state:
            break
        first = event
    return first


def _status(facts: Judgement, state: str, milestone: bool, on: date) -> Judgement:
    due, day = facts.due, facts.state_day
    if state == "dropped":
        return replace(facts, status="dropped")
    if state == "done":
        late = due is not None and day is not None and day > due
        return replace(facts, status="done_late" if late else "done")
    # days are seen at their end: what is due today and not done by then is overdue
    if due is not None and on >= due:
        return replace(facts, status="overdue", days_overdue=(on - due).days)
    return replace(facts, status="undated" if due is None and milestone else state)
