"""Turns a table of statistics into rows of histories, as its declaration says, beside what the record already holds.

Decides when a figure became known: by the publisher's rule, by the day the table was updated, or not at all. A figure
that says what the record says stays the row it is, so that reading a table twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from etl.intake.compare import Incoming, Key, key_of, valid
from etl.problems import Where
from etl.statistics.cube import ABSENT, NULL, Cell, Cube, FormatError
from etl.statistics.declarations import ZERO, Series, Table
from etl.statistics.selection import Selection, select, whole
from strategy.model import Erasure, Observation, Strategy
from strategy.periods import Period, add_months

_ADVANCE = "preliminary"
"""The quality of an advance figure, and the note that says so."""


@dataclass(frozen=True, slots=True)
class Came:
    """What a table is read with: the strategy, the record's rows, the day it came, and the file it was kept as."""

    strategy: Strategy
    rows: Iterable[Observation]
    day: date
    file: str
    erasures: Sequence[Erasure] = ()


def rows_of(cube: Cube, table: Table, came: Came) -> tuple[Incoming, ...]:
    """Every figure of the table's series in the areas of the strategy; raises `FormatError`."""
    cube = replace(cube, dimensions=whole(cube.dimensions, table))
    versions: dict[Key, list[Observation]] = {}
    measures = {series.measure for series in table.series}
    for row in came.rows:
        if row.measure in measures:
            versions.setdefault(key_of(row), []).append(row)
    return tuple(item for series in table.series for item in _of_series(cube, table, series, came, versions))


def _of_series(
    cube: Cube, table: Table, series: Series, came: Came, versions: Mapping[Key, Sequence[Observation]]
) -> Iterable[Incoming]:
    found = select(cube.dimensions, table, series, came.strategy)
    newest = max((key[2] for key in versions if key[0] == series.measure), default=None)
    for area, area_place in found.areas.items():
        for period, place in found.periods.items():
            places = _places(found, area_place, place)
            cell = cube.at(places)
            if cell in (ABSENT, NULL) and str(cell) not in table.missing:
                continue
            row = _row(table, series, came, area, period, cell, _label(cube, found, place))
            dated = _dated(row, versions.get(key_of(row), ()), cube, came, newest)
            # a figure that was erased by law does not come back with its table
            if any(key_of(dated) == (e.measure, e.area, e.period, e.breakdown) for e in came.erasures):
                continue
            where = Where(came.file).at("cell", address_of(cube, places))
            yield Incoming(dated, where)


def _places(found: Selection, area: int, period: int) -> list[int]:
    every = {**found.fixed, found.period: period}
    if found.area is not None:
        every[found.area] = area
    return [every[i] for i in range(len(every))]


def address_of(cube: Cube, places: Sequence[int]) -> str:
    """Where in the table a cell stands, by the codes of its dimensions: `KU235/2019/vaesto`."""
    return "/".join(d.codes[place] for d, place in zip(cube.dimensions, places, strict=True))


def _label(cube: Cube, found: Selection, place: int) -> str:
    dimension = cube.dimensions[found.period]
    return f"{dimension.codes[place]} {dimension.labels[place]}"


def _row(table: Table, series: Series, came: Came, area: str, period: Period, cell: Cell, label: str) -> Observation:
    value, missing = _said(cell, table)
    advance = table.preliminary is not None and table.preliminary in label
    quality = _ADVANCE if advance else table.quality
    note = _ADVANCE if quality == _ADVANCE and _ADVANCE in came.strategy.notes else None
    return Observation(
        measure=series.measure, area=area, period=period, value=value, source=table.source, missing=missing,
        breakdown=series.breakdown, quality=quality, note=note,
    )  # fmt: skip


def _said(cell: Cell, table: Table) -> tuple[float | None, str | None]:
    if isinstance(cell, float):
        return cell, None
    if cell not in table.missing:
        raise FormatError("marker", cell, words=", ".join(table.missing))
    meaning = table.missing[cell]
    return (0.0, None) if meaning == ZERO else (None, meaning)


def _dated(
    row: Observation, versions: Sequence[Observation], cube: Cube, came: Came, newest: Period | None
) -> Observation:
    """The row with the day it became known; what the record says already keeps its own."""
    before = valid(versions)
    if before is not None:
        if (before.value, before.missing, before.quality) == (row.value, row.missing, row.quality):
            return before
        return replace(row, known=_after(before, cube, came), known_basis="stated")
    lag = came.strategy.sources[row.source].lag_months
    seen = min(cube.updated or came.day, came.day)
    if lag is not None and (rule := add_months(row.period.last_day, lag)) <= seen:
        return replace(row, known=rule, known_basis="rule")
    # the table's day is that of its newest figures; of older ones it says nothing
    if newest is None or row.period > newest:
        latest = newest is not None or lag is not None
        return replace(row, known=seen, known_basis="stated") if latest else row
    return row


def _after(before: Observation, cube: Cube, came: Came) -> date:
    """The day of a correction: the table's, unless the record knows a later one already."""
    updated = min(cube.updated or came.day, came.day)
    return updated if before.known is None or before.known < updated else came.day
