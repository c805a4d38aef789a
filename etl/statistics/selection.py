"""Finds in a table's dimensions what its declaration names: areas, periods, one code of each other dimension.

Used twice: on the dimensions that a service describes, to ask for the cells that are wanted and no others, and on what
came, to read them. Guesses nothing: a dimension that nobody named and that has several codes is a `FormatError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.problems import nearest
from etl.statistics.cube import Dimension, FormatError
from etl.statistics.declarations import Names, Series, Table
from etl.statistics.pxcsv import PERIOD
from strategy.model import Strategy
from strategy.periods import Period, PeriodError

_CODE = re.compile(r"(\d{4})(?:([MQH])(\d{1,2}))?\Z")
_MUNICIPALITY = re.compile(r"KU(\d{3})\Z")
_HALVES = {1: ("01", "06"), 2: ("07", "12")}


@dataclass(frozen=True, slots=True)
class Selection:
    """Places in each dimension: of the areas and periods by what they are, and the one of every other dimension."""

    area: int | None
    period: int
    areas: Mapping[str, int]
    periods: Mapping[Period, int]
    fixed: Mapping[int, int]

    def places(self, dimensions: Sequence[Dimension]) -> list[list[int]]:
        """For each dimension the places that are wanted."""
        wanted = {self.period: list(self.periods.values()), **{i: [place] for i, place in self.fixed.items()}}
        if self.area is not None:
            wanted[self.area] = list(self.areas.values())
        return [wanted[i] for i in range(len(dimensions))]


def select(dimensions: Sequence[Dimension], table: Table, series: Series, strategy: Strategy) -> Selection:
    """Where a series lies; raises `FormatError` where something named is not there, or something there is not named."""
    period = _named(dimensions, (*table.period, PERIOD))
    if period is None:
        raise FormatError("dimension", ", ".join(table.period), words=_words(dimensions))
    area = _named(dimensions, table.area)
    wanted = {**table.totals, **series.pick}
    fixed = dict(_fixed(dimensions, {period, area}, wanted))
    _check_named(dimensions, series.pick)
    return Selection(area, period, _areas(dimensions, area, table, strategy), _periods(dimensions[period]), fixed)


def _named(dimensions: Sequence[Dimension], names: Names) -> int | None:
    for name in names:
        for place, dimension in enumerate(dimensions):
            if name.casefold() in (dimension.code.casefold(), dimension.text.casefold()):
                return place
    return None


def _fixed(
    dimensions: Sequence[Dimension], apart: set[int | None], wanted: Mapping[str, Names]
) -> Iterator[tuple[int, int]]:
    for place, dimension in enumerate(dimensions):
        if place in apart:
            continue
        names = [codes for name, codes in wanted.items() if _named([dimension], (name,)) == 0]
        if names:
            yield place, _category(dimension, names[-1])
        elif len(dimension.codes) == 1:
            yield place, 0
        else:
            raise FormatError("dimension_open", dimension.text, words=", ".join(wanted))


def _check_named(dimensions: Sequence[Dimension], pick: Mapping[str, Names]) -> None:
    """What picks a series out must be there; a total may have been left out of the table."""
    for name in pick:
        if _named(dimensions, (name,)) is None:
            raise FormatError("dimension", name, words=_words(dimensions))


def _category(dimension: Dimension, wanted: Names) -> int:
    for name in wanted:
        for place, (code, label) in enumerate(zip(dimension.codes, dimension.labels, strict=True)):
            # since June 2026 codes of contents may carry the statistic before them: `vaerak-vaesto`
            if code == name or code.endswith(f"-{name}") or label.casefold() == name.casefold():
                return place
    near = nearest(wanted[0], (*dimension.codes, *dimension.labels))
    raise FormatError("category", ", ".join(wanted), dimension=dimension.text, near=near)


def whole(dimensions: Sequence[Dimension], table: Table) -> tuple[Dimension, ...]:
    """The dimensions, with one of periods where the table has none and its declaration says the only one."""
    if table.only_period is None:
        return tuple(dimensions)
    only = (str(table.only_period),)
    return (*dimensions, Dimension(PERIOD, PERIOD, only, only))


def _areas(dimensions: Sequence[Dimension], place: int | None, table: Table, strategy: Strategy) -> dict[str, int]:
    if place is None:
        raise FormatError("dimension", ", ".join(table.area), words=_words(dimensions))
    if table.areas:
        return {area: _category(_by_first_word(dimensions[place]), codes) for area, codes in table.areas.items()}
    names = {name.casefold(): area.id for area in strategy.areas.values() for name in area.name}
    dimension = dimensions[place]
    found: dict[str, int] = {}
    for number, (code, label) in enumerate(zip(dimension.codes, dimension.labels, strict=True)):
        area = _MUNICIPALITY.sub(r"\1", code)
        area = area if area in strategy.areas else names.get(label.casefold(), "")
        if area:
            found.setdefault(area, number)
    if strategy.home not in found:
        raise FormatError("home", strategy.home, dimension=dimension.text)
    return found


def _by_first_word(dimension: Dimension) -> Dimension:
    """Areas by the code that begins their label, for files that have no codes: `02700 Kauniainen (Kauniainen)`."""
    words = (label.split(maxsplit=1) for label in dimension.labels)
    return Dimension(dimension.code, dimension.text, dimension.codes, tuple(w[0] if w else "" for w in words))


def _periods(dimension: Dimension) -> dict[Period, int]:
    return {period_of(code): place for place, code in enumerate(dimension.codes)}


def period_of(code: str) -> Period:
    """A period as tables write it: `2019`, `2019*`, `2007M01`, `2019Q1`, `2019H1`; others raise `FormatError`."""
    found = _CODE.match(code.strip().rstrip("*"))
    try:
        if found is None:
            raise PeriodError(code)
        return Period.parse(_written(found[1], found[2], int(found[3] or 0)))
    except (PeriodError, KeyError) as wrong:
        raise FormatError("period", code) from wrong


def _written(year: str, kind: str | None, number: int) -> str:
    if kind is None:
        return year
    if kind == "H":
        first, last = _HALVES[number]
        return f"{year}-{first}/{year}-{last}"
    return f"{year}-{number:02d}" if kind == "M" else f"{year}-Q{number}"


def _words(dimensions: Sequence[Dimension]) -> str:
    return ", ".join(dimension.text for dimension in dimensions)
