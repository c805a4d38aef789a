"""A table of statistics in memory: dimensions with codes and labels, and cells in row-major order.

All formats are read into this one shape. Cells are numbers or missing markers as the publisher wrote them; what a
marker or a mark beside a number means is said in the catalogue, never here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

ABSENT = "absent"
"""The marker of a combination that the file does not hold at all."""
NULL = "null"
"""The marker of a cell that is written but empty (`null` in JSON)."""
MOST_CELLS = 10_000_000
"""A table of more cells is refused before memory is asked for: a few bytes can claim any number of them."""
Cell = float | str
Steps = tuple[tuple[str, str], ...]


class FormatError(ValueError):
    """A file is not what it says. `code` names its texts (`statistics.problem.<code>`), `read` is what stood there.

    `at` are the steps to the place in the file, as in `Where`: (`line`, `12`) or (`keyword`, `VALUES`).
    """

    def __init__(self, code: str, read: object = None, at: Steps = (), **values: object) -> None:
        super().__init__(f"{code}: {read}")
        self.code = code
        self.read = read
        self.at = at
        self.values = values


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: its code and name, and the codes and labels of its categories in their order."""

    code: str
    text: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    times: tuple[str, ...] = ()
    """The periods as the format itself gives them beside codes and labels (TIMEVAL of px); empty where it does not."""
    scale: str = ""
    """The letter of their length (A, H, T, Q, M, W), where the format says it."""
    notes: Mapping[int, str] = field(default_factory=dict)
    """What the publisher notes of a category, by its place."""
    units: Mapping[int, str] = field(default_factory=dict)
    """The unit of a category, by its place."""

    def __post_init__(self) -> None:
        at = (("variable", self.code),)
        if len(self.codes) != len(self.labels):
            raise FormatError("labels", self.code, at, codes=len(self.codes), labels=len(self.labels))
        if self.times and len(self.times) != len(self.codes):
            raise FormatError("times", len(self.times), at, codes=len(self.codes))
        if len(set(self.codes)) != len(self.codes):
            raise FormatError("code_twice", Counter(self.codes).most_common(1)[0][0], at)


@dataclass(frozen=True, slots=True)
class Cube:
    """A whole table. `cells` has the product of the dimensions' lengths, the last dimension running fastest."""

    title: str
    dimensions: tuple[Dimension, ...]
    cells: Sequence[Cell]
    updated: date | None = None
    """The day the publisher last updated the table."""
    marks: Mapping[int, str] = field(default_factory=dict)
    """The mark beside a number (`*`, `p`), by the place of its cell in `cells`."""
    cell_notes: Mapping[tuple[int | None, ...], str] = field(default_factory=dict)
    """What is noted of cells, by a place in each dimension; None stands for every place."""
    cell_marks: Mapping[tuple[int | None, ...], str] = field(default_factory=dict)
    """Marks that the file gives apart from the numbers, as `cell_notes`."""
    notes: tuple[str, ...] = ()
    """What is noted of the whole table."""
    subject: str = ""
    """What the file says it is of, where no dimension says it: the indicator of Sotkanet."""
    contents: str = ""
    """The name of the one content, where no dimension says it: CONTENTS of px."""
    unit: str = ""
    """The unit of the whole table, where it gives one."""

    def __post_init__(self) -> None:
        size = cell_count(self.dimensions)
        if len(self.cells) != size:
            raise FormatError("cell_count", len(self.cells), expected=size)

    def offset(self, places: Sequence[int]) -> int:
        """Where the cell at one place in each dimension, counted from 0, stands in `cells`."""
        offset = 0
        for dimension, place in zip(self.dimensions, places, strict=True):
            offset = offset * len(dimension.codes) + place
        return offset

    def at(self, places: Sequence[int]) -> Cell:
        """The cell at one place in each dimension, counted from 0."""
        return self.cells[self.offset(places)]

    def notes_at(self, places: Sequence[int]) -> list[str]:
        """What is noted of the cell at these places."""
        return list(_covering(self.cell_notes, places))

    def marks_at(self, places: Sequence[int]) -> list[str]:
        """The marks of the cell at these places, beside its number or apart from it."""
        beside = self.marks.get(self.offset(places))
        return [*([beside] if beside else []), *_covering(self.cell_marks, places)]


def _covering(given: Mapping[tuple[int | None, ...], str], places: Sequence[int]) -> Iterator[str]:
    exact = given.get(tuple(places))
    if exact:
        yield exact
    yield from (text for key, text in given.items() if None in key and _covers(key, places))


def _covers(key: Sequence[int | None], places: Sequence[int]) -> bool:
    return all(wanted is None or wanted == place for wanted, place in zip(key, places, strict=False))


def cell_count(dimensions: Iterable[Dimension]) -> int:
    """How many cells dimensions span; raises `FormatError` where they are more than we take."""
    return product_of(len(dimension.codes) for dimension in dimensions)


def product_of(lengths: Iterable[int]) -> int:
    """The product of lengths, compared before anything is made of that size."""
    size = 1
    for length in lengths:
        size *= length
        if size > MOST_CELLS:
            raise FormatError("too_many_cells", f"{size}", most=MOST_CELLS)
    return size


def day_of(text: object) -> date | None:
    """The day of a time stamp as publishers write it: `2025-02-25T06.00.00Z`, `20251127 08:00`; None for others."""
    if not isinstance(text, str):
        return None
    for form, length in (("%Y-%m-%d", 10), ("%Y%m%d", 8)):
        try:
            return datetime.strptime(text[:length], form).date()
        except ValueError:
            continue
    return None
