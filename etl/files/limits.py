"""How much a file that came from outside may be, and what the process that parses it may take."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class FileLimits:
    """How much a file may be; bytes, and seconds for the process that parses a workbook."""

    packed: int = 20 * MEGABYTE
    text: int = 100 * MEGABYTE
    unpacked: int = 200 * MEGABYTE
    ratio: int = 200
    """Unpacked to packed size of one member. Sheets of equal rows reach 50."""
    small: int = MEGABYTE
    """A member up to this size may have any ratio."""
    members: int = 2000
    rows: int = 200_000
    columns: int = 200
    merged: int = 100_000
    """Cells that one merged range may cover."""
    seconds: int = 60
    memory: int = 1536 * MEGABYTE


USUAL = FileLimits()
