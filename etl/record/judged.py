"""Judges every measure of a record on a day: gathers what the judge asks for, and decides nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from etl.reading import by_measure
from etl.record.record import Record
from strategy.judging import (
    Knowledge,
    MeasureChanges,
    Span,
    StatusSpan,
    Verdict,
    changes,
    inquire,
    judge,
    knowledge_days,
    reported_between,
    status_spans,
    with_twins,
)
from strategy.model import ActionEvent, Event, Measure, Observation

YEARS_TOLD = 20
"""So many years after the strategy's last are told how its measures stand; of a day after them, who asks must judge."""


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


def spans(record: Record) -> Iterator[StatusSpan]:
    """From which day to which each status of each measure holds, by all that is known."""
    strategy, rows, events = record.strategy, rows_by_measure(record), events_by_measure(record)
    home = {name: [r for r in own if r.area == strategy.home and not r.breakdown] for name, own in rows.items()}
    until = date(strategy.last_year + YEARS_TOLD, 12, 31)
    for measure in strategy.measures.values():
        judged = [*home.get(measure.id, ()), *_compared(record, measure, rows.get(measure.id, ()))]
        references = {t.reference: home.get(t.reference, ()) for t in measure.targets if t.reference}
        inquiry = inquire(
            measure, judged, home=strategy.home, events=events.get(measure.id, ()), references=home,
            marks=[mark for mark in strategy.marks if mark.measure == measure.id],
        )  # fmt: skip
        told = [*judged, *(row for named in references.values() for row in named)]
        yield from status_spans(inquiry, knowledge_days(told, inquiry)[-1], until)


def _compared(record: Record, measure: Measure, rows: Sequence[Observation]) -> Iterator[Observation]:
    """The rows of the areas that a target is compared with."""
    areas = {t.reference for t in measure.targets if t.reference in record.strategy.areas} - {record.strategy.home}
    yield from (row for row in rows if row.area in areas)
    for area in sorted(area for area in areas if area):
        yield from record.bulk.stream(measure.id, area) if record.bulk else ()


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
