"""A table of statistics in memory: dimensions with codes and labels, and cells in row-major order.

All formats are read into this one shape. Cells are numbers or missing markers as the publisher wrote them; what a
marker means is said in the catalogue, never here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

ABSENT = "absent"
"""The marker of a combination that the file does not hold at all."""
NULL = "null"
"""The marker of a cell that is written but empty (`null` in JSON)."""
Cell = float | str


class FormatError(ValueError):
    """A file is not what it says. `code` names its texts (`statistics.problem.<code>`), `read` is what stood there."""

    def __init__(self, code: str, read: object = None, **values: object) -> None:
        super().__init__(f"{code}: {read}")
        self.code = code
        self.read = read
        self.values = values


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: its code and name, and the codes and labels of its categories in their order."""

    code: str
    text: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.codes) != len(self.labels):
            raise FormatError("labels", self.code, codes=len(self.codes), labels=len(self.labels))
        if len(set(self.codes)) != len(self.codes):
            raise FormatError("code_twice", self.code)


@dataclass(frozen=True, slots=True)
class Cube:
    """A whole table. `cells` has the product of the dimensions' lengths, the last dimension running fastest."""

    title: str
    dimensions: tuple[Dimension, ...]
    cells: Sequence[Cell]
    updated: date | None = None
    """The day the publisher last updated the table."""

    def __post_init__(self) -> None:
        size = 1
        for dimension in self.dimensions:
            size *= len(dimension.codes)
        if len(self.cells) != size:
            raise FormatError("cell_count", len(self.cells), expected=size)

    def at(self, places: Sequence[int]) -> Cell:
        """The cell at one place in each dimension, counted from 0."""
        offset = 0
        for dimension, place in zip(self.dimensions, places, strict=True):
            offset = offset * len(dimension.codes) + place
        return self.cells[offset]


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
