"""What the screens of a meeting are made from, asked of a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

from etl.record.judged import rows_by_measure
from etl.record.record import Record
from strategy.judging import with_twins
from strategy.meetings import MeetingInputs
from strategy.model import Event, Observation, Statement

T = TypeVar("T", Event, Statement)


def meeting_inputs(record: Record) -> MeetingInputs:
    """The record as `strategy.meetings` asks for it; rows of large files are read as they are needed."""
    strategy, rows = record.strategy, rows_by_measure(record)

    def of_areas(measure: str, areas: Sequence[str]) -> Sequence[Observation]:
        large = (o for area in areas for o in record.bulk.stream(measure, area)) if record.bulk else ()
        return [*(row for row in rows.get(measure, ()) if row.area in areas), *large]

    return MeetingInputs(
        strategy=strategy,
        rows=of_areas,
        events=with_twins(strategy, _by_measure(record.events)),
        statements=_by_measure(record.statements),
        references={m: [r for r in own if r.area == strategy.home and not r.breakdown] for m, own in rows.items()},
    )


def _by_measure(things: Iterable[T]) -> Mapping[str, list[T]]:
    found: dict[str, list[T]] = {}
    for thing in things:
        found.setdefault(attrgetter("measure")(thing), []).append(thing)
    return found
