"""Turns a table of statistics into rows of histories, as its declaration says, beside what the record already holds.

Decides when a figure became known: by the publisher's rule, by the day the table was updated, or not at all. A figure
that says what the record says stays the row it is, so that reading a table twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from etl.formats import ABSENT, NULL, Cell, Cube, FormatError
from etl.intake.rows import Incoming, Key, key_of, valid
from etl.reading import ZERO, StatisticsTable, TableSeries
from etl.reporting import Where, visible
from etl.statistics.qualities import TableRemark, cell_remarks, check_unit, quality_of, table_remarks
from etl.statistics.selection import CubeSelection, select, whole
from strategy.model import Erasure, Observation, Period, Strategy, add_months

_BREAK = re.compile(r"[\r\n\t\v\f]+")
_ADVANCE = "preliminary"
"""The quality of an advance figure, and the note that says so."""


@dataclass(frozen=True, slots=True)
class TableContext:
    """What a table is read with: the strategy, the record's rows, the day it came, and the file it was kept as."""

    strategy: Strategy
    rows: Iterable[Observation]
    day: date
    file: str
    erasures: Sequence[Erasure] = ()


@dataclass(frozen=True, slots=True)
class TableFigures:
    """What a table says of its series, and what of it could not be read or needs a person's eye."""

    rows: tuple[Incoming, ...]
    absent: frozenset[Key] = frozenset()
    """Figures whose cell is there and empty."""
    unread: tuple[str, ...] = ()
    """Periods of the table that are none that we know, as it writes them."""
    remarks: tuple[tuple[Key | None, TableRemark], ...] = ()
    """Notes on one figure, or (None) on all."""
    areas: frozenset[tuple[str, str, str]] = frozenset()
    """Measure, area and breakdown of every line that the table holds."""
    periods: frozenset[tuple[str, Period]] = frozenset()
    """Measure and period of every column that was read."""


def rows_of(cube: Cube, table: StatisticsTable, came: TableContext) -> tuple[Incoming, ...]:
    """Every figure of the table's series in the areas of the strategy; raises `FormatError`."""
    return figures_of(cube, table, came).rows


def figures_of(cube: Cube, table: StatisticsTable, came: TableContext) -> TableFigures:
    """All that the table says of its series in the areas of the strategy; raises `FormatError`."""
    if cube.subject and table.indicator is not None and cube.subject != str(table.indicator):
        raise FormatError("indicator", cube.subject, (), indicator=table.indicator)
    cube = replace(cube, dimensions=whole(cube.dimensions, table, cube.contents))
    versions: dict[Key, list[Observation]] = {}
    measures = {series.measure for series in table.series}
    for row in came.rows:
        if row.measure in measures:
            versions.setdefault(key_of(row), []).append(row)
    parts = [_of_series(cube, table, series, came, versions) for series in table.series]
    return TableFigures(
        tuple(row for part in parts for row in part.rows),
        frozenset().union(*(part.absent for part in parts)),
        tuple(dict.fromkeys(label for part in parts for label in part.unread)),
        tuple(dict.fromkeys(remark for part in parts for remark in part.remarks)),
        frozenset().union(*(part.areas for part in parts)),
        frozenset().union(*(part.periods for part in parts)),
    )


def _of_series(
    cube: Cube,
    table: StatisticsTable,
    series: TableSeries,
    came: TableContext,
    versions: Mapping[Key, Sequence[Observation]],
) -> TableFigures:
    found = select(cube.dimensions, table, series, came.strategy)
    _check_unit(cube, found, series, came.strategy)
    newest = max((key[2] for key in versions if key[0] == series.measure), default=None)
    rows: list[Incoming] = []
    absent: set[Key] = set()
    remarks: list[tuple[Key | None, TableRemark]] = [(None, remark) for remark in table_remarks(cube, found, table)]
    for key, places in _wanted(found, series, came.erasures):
        cell = cube.at(places)
        if cell in (ABSENT, NULL) and str(cell) not in table.missing:
            absent.add(key)
            continue
        row = _row(table, came.strategy, key, cell, _Place(cube, found, places))
        remarks += [(key, remark) for remark in cell_remarks(cube, found, places)]
        dated = _dated(row, versions.get(key, ()), cube, came, newest)
        rows.append(Incoming(dated, Where(came.file).at("cell", address_of(cube, places))))
    labels = cube.dimensions[found.period].labels
    return TableFigures(
        tuple(rows), frozenset(absent), tuple(labels[place] for place in found.unread), tuple(remarks),
        frozenset((series.measure, area, series.breakdown) for area in found.areas),
        frozenset((series.measure, one) for one in found.periods),
    )  # fmt: skip


def _wanted(found: CubeSelection, series: TableSeries, erasures: Sequence[Erasure]) -> Iterator[tuple[Key, list[int]]]:
    """Every figure of a series with its places; one that was erased by law does not come back with its table."""
    erased = {(e.measure, e.area, e.period, e.breakdown) for e in erasures}
    for area, area_place in found.areas.items():
        for period, place in found.periods.items():
            key = (series.measure, area, period, series.breakdown)
            if key not in erased:
                yield key, _places(found, area_place, place)


def _check_unit(cube: Cube, found: CubeSelection, series: TableSeries, strategy: Strategy) -> None:
    measure = strategy.measures[series.measure]
    if measure.unit is None:
        return
    unit = strategy.units[measure.unit]
    check_unit(cube, found, [*unit.text, *unit.axis], measure.id)


def _places(found: CubeSelection, area: int, period: int) -> list[int]:
    every = {**found.fixed, found.period: period}
    if found.area is not None:
        every[found.area] = area
    return [every[i] for i in range(len(every))]


def address_of(cube: Cube, places: Sequence[int]) -> str:
    """Where in the table a cell stands, by the codes of its dimensions: `KU235/2019/vaesto`."""
    codes = (d.codes[place] for d, place in zip(cube.dimensions, places, strict=True))
    return "/".join(visible(_BREAK.sub(" ", code)) for code in codes)


class _Place(NamedTuple):
    """A cell of a table."""

    cube: Cube
    found: CubeSelection
    places: list[int]


def _row(table: StatisticsTable, strategy: Strategy, key: Key, cell: Cell, place: _Place) -> Observation:
    address = address_of(place.cube, place.places)
    value, missing = _said(cell, table, address)
    quality = quality_of(*place, table, address)
    note = _ADVANCE if quality == _ADVANCE and _ADVANCE in strategy.notes else None
    return Observation(
        measure=key[0], area=key[1], period=key[2], value=value, source=table.source, missing=missing,
        breakdown=key[3], quality=quality, note=note,
    )  # fmt: skip


def _said(cell: Cell, table: StatisticsTable, address: str) -> tuple[float | None, str | None]:
    if isinstance(cell, float):
        return cell, None
    if cell not in table.missing:
        raise FormatError("marker", cell, (("cell", address),), words=", ".join(table.missing))
    meaning = table.missing[cell]
    return (0.0, None) if meaning == ZERO else (None, meaning)


def _dated(
    row: Observation, versions: Sequence[Observation], cube: Cube, came: TableContext, newest: Period | None
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


def _after(before: Observation, cube: Cube, came: TableContext) -> date:
    """The day of a correction: the table's, unless the record knows a later one already."""
    updated = min(cube.updated or came.day, came.day)
    return updated if before.known is None or before.known < updated else came.day
