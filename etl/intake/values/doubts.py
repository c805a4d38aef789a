"""What looks doubtful in a figure that came, and is no fault: it waits until a person says that it is right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a change looks doubtful: its words are `intake.doubt.<kind>`, and the numbers, or words, that say so."""

    kind: str
    values: tuple[tuple[str, float | str], ...] = ()
