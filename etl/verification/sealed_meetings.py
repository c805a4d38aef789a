"""Holds sealed meetings against the record: each figure that a meeting showed was once published as it was shown.

That a seal's hash holds, and that the meeting's file says what was sealed, is looked at wherever the folder is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.reading import MEETINGS, SEALED
from etl.record import Record
from etl.reporting import Problem, Where, show_path
from strategy.meetings import SealedContent, opened
from strategy.model import Observation

TOPIC = "verify"
_Figure = tuple[object, ...]


def check_sealed(data: Path, record: Record) -> Iterator[Problem]:
    """Each sealed figure that no version in the record says; erased and hidden ones and made ones are left out."""
    sealed = {kept.meeting.id: opened(kept.sealed) for kept in record.meetings if kept.sealed}
    measures = {id_ for meeting in sealed.values() for id_ in meeting.content.measures}
    there = {_figure(row) for id_ in measures for row in _rows(record, id_)}
    excused = {_place(row) for row in record.observations if row.missing == "hidden_few"}
    excused |= {(e.measure, e.area, str(e.period)) for e in record.erasures}
    for id_, meeting in sealed.items():
        where = Where(show_path(data / MEETINGS / f"{id_}{SEALED}"))
        for row in _shown(meeting):
            if _figure(row) not in there and _place(row) not in excused:
                place = where.at("measure", row.measure).at("period", row.period)
                yield Problem(place, "sealed_figure", f"{row.value}", (("measure", row.measure),), topic=TOPIC)


def _rows(record: Record, measure: str) -> Iterator[Observation]:
    yield from (row for row in record.observations if row.measure == measure)
    if record.bulk:
        yield from record.bulk.stream(measure)


def _shown(meeting: SealedContent) -> Iterator[Observation]:
    """What was shown as it was published; what is made of other series is made anew by every release."""
    for shown in meeting.content.measures.values():
        if shown.verdict.measure.formula is None:
            yield from shown.rows


def _figure(row: Observation) -> _Figure:
    return (*_place(row), row.breakdown, row.value, row.low, row.high, row.missing, row.known)


def _place(row: Observation) -> _Figure:
    return (row.measure, row.area, str(row.period))
