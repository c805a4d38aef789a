"""Judges every measure of a record on a day: gathers what the judge asks for, and decides nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from etl.reading import by_measure
from etl.record.record import Record
from strategy.judging import Knowledge, MeasureChanges, Span, Verdict, changes, judge, reported_between, with_twins
from strategy.model import ActionEvent, Event, Observation


def between(record: Record, first: date, last: date) -> tuple[MeasureChanges, ...]:
    """What changed between two days. Statuses stand on those days, or on the review day where that is past."""
    told = Knowledge(rows_by_measure(record), events_by_measure(record), by_measure(record.statements))
    review = record.strategy.review_day
    early, late = min(first, review), min(last, review)
    span = Span(
        first, last,
        verdicts(record, early, first), verdicts(record, late, first), verdicts(record, late, last),
    )  # fmt: skip
    return changes(record.strategy, told, span)


def actions_between(record: Record, first: date, last: date) -> tuple[ActionEvent, ...]:
    """The states of actions that became known after the first day and by the last, in the strategy's order."""
    own = {name: [e for e in record.action_events if e.action == name] for name in record.strategy.actions}
    return reported_between((e for events in own.values() for e in events), first, last)


def verdicts(record: Record, on: date, known: date) -> Mapping[str, Verdict]:
    """Every measure judged on a day with what was known on another."""
    strategy, rows, events = record.strategy, rows_by_measure(record), events_by_measure(record)
    said = by_measure(record.statements)
    home = {name: [r for r in own if r.area == strategy.home and not r.breakdown] for name, own in rows.items()}
    return {
        measure.id: judge(
            measure, rows.get(measure.id, ()), on=on, home=strategy.home, known=known,
            events=events.get(measure.id, ()), references=home, statements=said.get(measure.id, ()),
            marks=[mark for mark in strategy.marks if mark.measure == measure.id],
        )
        for measure in strategy.measures.values()
    }  # fmt: skip


def rows_by_measure(record: Record) -> Mapping[str, Sequence[Observation]]:
    """The rows of the record by measure."""
    found: dict[str, list[Observation]] = {}
    for row in record.observations:
        found.setdefault(row.measure, []).append(row)
    return found


def events_by_measure(record: Record) -> Mapping[str, Sequence[Event]]:
    """The events of the record by measure, those of its twin included."""
    found: dict[str, list[Event]] = {}
    for event in record.events:
        found.setdefault(event.measure, []).append(event)
    return with_twins(record.strategy, found)
