"""What looks doubtful in a figure that came, and is no fault: it waits until a person says that it is right."""

from __future__ import annotations

from dataclasses import dataclass

DOUBTS = (
    "outside", "jump", "other_scale", "fraction", "vanished", "other_frequency", "unit", "stated_unit", "superseded",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a change looks doubtful: a word of `DOUBTS` and the numbers, or words, that say so."""

    kind: str
    values: tuple[tuple[str, float | str], ...] = ()
