"""Finds in a table's dimensions what its declaration names: areas, periods, one code of each other dimension.

Used twice: on the dimensions that a service describes, to ask for the cells that are wanted and no others, and on what
came, to read them. Guesses nothing: a dimension that nobody named and that has several codes is a `FormatError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.formats import PERIOD, Dimension, FormatError, read_times, without_trailing_mark
from etl.reading import Names, StatisticsTable, TableSeries
from etl.reporting import nearest
from strategy.model import Period, Strategy

_MUNICIPALITY = re.compile(r"KU(\d{3})\Z")
_SHOWN = 5
_CODE_FIRST = re.compile(r"(?:KU)?(\d{3}|SSS)[ .:–-]+(\S.*)\Z")
_CODE_LAST = re.compile(r"(\S.*?)\s*[(,]\s*(?:KU)?(\d{3})\)?\Z")


@dataclass(frozen=True, slots=True)
class CubeSelection:
    """Places in each dimension: of the areas and periods by what they are, and the one of every other dimension."""

    area: int | None
    period: int
    areas: Mapping[str, int]
    periods: Mapping[Period, int]
    fixed: Mapping[int, int]
    unread: tuple[int, ...] = ()
    """Places of periods that are none that we know, and that nobody declared to be passed over."""

    def places(self, dimensions: Sequence[Dimension]) -> list[list[int]]:
        """For each dimension the places that are wanted; the unread periods too, so that their loss can be told."""
        periods = sorted([*self.periods.values(), *self.unread])
        wanted = {self.period: periods, **{i: [place] for i, place in self.fixed.items()}}
        if self.area is not None:
            wanted[self.area] = list(self.areas.values())
        return [wanted[i] for i in range(len(dimensions))]


def select(
    dimensions: Sequence[Dimension], table: StatisticsTable, series: TableSeries, strategy: Strategy
) -> CubeSelection:
    """Where a series lies; raises `FormatError` where something named is not there, or something there is not named."""
    period = _named(dimensions, (*table.period, PERIOD))
    if period is None:
        raise FormatError("dimension", ", ".join(table.period), words=_words(dimensions))
    area = _named(dimensions, table.area)
    wanted = {**table.totals, **series.pick}
    fixed = dict(_fixed(dimensions, {period, area}, wanted))
    _check_named(dimensions, series.pick)
    periods, unread = _periods(dimensions[period], table)
    return CubeSelection(area, period, _areas(dimensions, area, table, strategy), periods, fixed, unread)


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
            at = (("variable", dimension.text),)
            raise FormatError("dimension_open", dimension.text, at, words=", ".join(wanted))


def _check_named(dimensions: Sequence[Dimension], pick: Mapping[str, Names]) -> None:
    """What picks a series out must be there; a total may have been left out of the table."""
    for name in pick:
        if _named(dimensions, (name,)) is None:
            raise FormatError("dimension", name, words=_words(dimensions))


def _category(dimension: Dimension, wanted: Names) -> int:
    """The place of the first of the names that the dimension knows: by code, by label, by the code before a label."""
    pairs = list(zip(dimension.codes, dimension.labels, strict=True))
    for name in wanted:
        for place, (code, label) in enumerate(pairs):
            if _is_named(code, label, name):
                return place
    carrying = [p for p, (_, label) in enumerate(pairs) if any(_carries(label, name, wanted) for name in wanted)]
    if len(carrying) == 1:
        return carrying[0]
    near = nearest(wanted[0], (*dimension.codes, *dimension.labels))
    at = (("variable", dimension.text),)
    raise FormatError(
        "category", _few(dimension.labels), at, dimension=dimension.text, wanted=", ".join(wanted), near=near
    )


def _few(labels: Sequence[str]) -> str:
    """The first of what stands there, for people to see what kind of names they are."""
    return ", ".join(labels[:_SHOWN]) + (", …" if len(labels) > _SHOWN else "")


def _is_named(code: str, label: str, name: str) -> bool:
    # since June 2026 codes of contents may carry the statistic before them: `vaerak-vaesto`
    return code == name or code.endswith(f"-{name}") or _plain(label) == _plain(name)


def _carries(label: str, name: str, wanted: Names) -> bool:
    """Whether a label carries its code before its name: `vaesto Väestö 31.12.`, `M404 Ruotsinkielisten osuus`.

    A word alone does not make the code: `Yhteensä 15–64-vuotiaat` is not the total.
    """
    first, _, rest = label.partition(" ")
    code_like = name.isupper() or any(sign.isdigit() or sign == "_" for sign in name)
    return first == name and (code_like or _plain(rest) in {_plain(other) for other in wanted})


def _plain(label: str) -> str:
    """A label as it is compared: without a mark at its end, in small letters, with single spaces."""
    return " ".join(without_trailing_mark(label)[0].split()).casefold()


def whole(dimensions: Sequence[Dimension], table: StatisticsTable, contents: str = "") -> tuple[Dimension, ...]:
    """The dimensions, with those that the table leaves out for they would have one category only.

    Of contents where the file names its only one outside of them (CONTENTS of px), and of periods where the
    declaration says the only one.
    """
    names = dict.fromkeys(name for series in table.series for name in series.pick)
    missing = [name for name in names if contents and _named(dimensions, (name,)) is None]
    found = tuple(dimensions)
    if len(missing) == 1:
        found = (*found, Dimension(missing[0], missing[0], (contents,), (contents,)))
    if table.only_period is None:
        return found
    only = (str(table.only_period),)
    return (*found, Dimension(PERIOD, PERIOD, only, only))


def _areas(
    dimensions: Sequence[Dimension], place: int | None, table: StatisticsTable, strategy: Strategy
) -> dict[str, int]:
    if place is None:
        raise FormatError("dimension", ", ".join(table.area), words=_words(dimensions))
    if table.areas:
        return {area: _category(_by_first_word(dimensions[place]), codes) for area, codes in table.areas.items()}
    dimension = dimensions[place]
    names = {_plain(name): area.id for area in strategy.areas.values() for name in area.name}
    only_places = _only_places(dimension)
    found: dict[str, int] = {}
    for number, (code, label) in enumerate(zip(dimension.codes, dimension.labels, strict=True)):
        area = _area_of("" if only_places else code, label, names, strategy)
        if area and found.setdefault(area, number) != number:
            raise FormatError("area_twice", label, (("variable", dimension.text),), area=area)
    if strategy.home not in found:
        at = (("variable", dimension.text),)
        raise FormatError("home", _few(dimension.labels), at, home=strategy.home, dimension=dimension.text)
    return found


def _only_places(dimension: Dimension) -> bool:
    """Whether codes only count the categories: 235 would then be the 236th of them and no municipality."""
    count = len(dimension.codes)
    counted = (range(count), range(1, count + 1))
    return any(tuple(int(c) if c.isascii() and c.isdecimal() and len(c) < 9 else -1 for c in dimension.codes) ==
               tuple(numbers) for numbers in counted)  # fmt: skip


def _names_it(code: str, label: str, strategy: Strategy) -> bool:
    """Whether the label beside a bare code is the code again, or has the name of its municipality in it."""
    area = strategy.areas.get(code)
    plain = _plain(label)
    return code in plain.split() or (area is not None and any(_plain(name) in plain for name in area.name))


def _area_of(code: str, label: str, names: Mapping[str, str], strategy: Strategy) -> str:
    """The area of ours that a category is, empty where it is none; code and name must not say different ones."""
    bare = _MUNICIPALITY.sub(r"\1", code.strip())
    first, last = _CODE_FIRST.match(label.strip()), _CODE_LAST.match(label.strip())
    within = first[1] if first else last[2] if last else ""
    name = first[2] if first else last[1] if last else label
    if bare == code.strip() and bare.isdecimal() and not _names_it(bare, label, strategy):
        bare = ""  # a number alone may count or be another register's, and the name is not that of the municipality
    told = [area for area in (bare, within) if area in strategy.areas]
    by_name = names.get(_plain(label)) or names.get(_plain(name), "")
    said = {*told, *([by_name] if by_name else [])}
    if len(said) > 1:
        raise FormatError("two_areas", f"{code} {label}".strip(), (), words=", ".join(sorted(said)))
    return next(iter(said), "")


def _by_first_word(dimension: Dimension) -> Dimension:
    """Areas by the code that begins their label, for files that have no codes: `02700 Kauniainen (Kauniainen)`."""
    words = (label.split(maxsplit=1) for label in dimension.labels)
    return Dimension(dimension.code, dimension.text, dimension.codes, tuple(w[0] if w else "" for w in words))


def _periods(dimension: Dimension, table: StatisticsTable) -> tuple[dict[Period, int], tuple[int, ...]]:
    """The periods by place and the places of others; raises `FormatError` where there is no period at all."""
    times = read_times(dimension)
    if not times.periods:
        raise FormatError("period", _few(dimension.labels), (("variable", dimension.text),))
    unread = [p for p in times.unread if not {dimension.codes[p], dimension.labels[p]} & set(table.skip)]
    return times.periods, tuple(unread)


def _words(dimensions: Sequence[Dimension]) -> str:
    return ", ".join(dimension.text for dimension in dimensions)
