"""Reads what happened: states of milestones and actions, each with its day and source, and marks on series."""

from __future__ import annotations

from datetime import date

from etl.reading.fields import Fields
from etl.reading.measures import KnownIds
from strategy.model import ACTION_STATES, STATES, ActionEvent, Event, Mark, Strategy

MARK_KINDS = ("break", "decision")


def read_mark(fields: Fields, known: KnownIds) -> Mark:
    """One `[[mark]]` of events.toml."""
    found = Mark(
        measure=fields.known("measure", known.measures) or "",
        day=fields.day("day", need=True) or date.min,
        kind=fields.one_of("kind", MARK_KINDS),
        text=fields.words("text"),
    )
    fields.done()
    return found


def read_event(fields: Fields, strategy: Strategy, known: KnownIds) -> Event:
    """One `[[event]]` of events.toml. Only measures that are not numeric, or that count, have events."""
    name = fields.known("measure", known.measures) or ""
    measure = strategy.measures.get(name)
    stages = tuple(s.id for s in measure.stages) if measure else None
    found = Event(
        measure=name,
        day=fields.day("day", need=True) or date.min,
        state=fields.one_of("state", STATES),
        source=fields.known("source", known.sources) or "",
        stage=fields.known("stage", stages, need=False),
        known=fields.day("known"),
        note=fields.known("note", known.notes, need=False),
        origin=fields.origin(),
        accepted_by=fields.text("accepted_by", need=False),
        occasion=fields.whole("occasion", lowest=1),
    )
    if found.occasion is not None and found.state != "held":
        fields.wrong("occasion", "occasion_of_state", state=found.state)
    if measure and measure.kind == "numeric" and all(t.kind != "count" for t in measure.targets):
        fields.wrong("measure", "event_of_figure")
    fields.done()
    return found


def read_action_event(fields: Fields, known: KnownIds) -> ActionEvent:
    """One `[[action_event]]` of events.toml. An action has no stages and nothing of it is counted."""
    found = ActionEvent(
        action=fields.known("action", known.actions) or "",
        day=fields.day("day", need=True) or date.min,
        state=fields.one_of("state", ACTION_STATES),
        source=fields.known("source", known.sources) or "",
        known=fields.day("known"),
        note=fields.known("note", known.notes, need=False),
        origin=fields.origin(),
        accepted_by=fields.text("accepted_by", need=False),
    )
    fields.done()
    return found
