"""Widths, dashes and sizes of what is drawn, in pixels: both drawings take them from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.charts.drawing.palette import LATER, MUTED, OWN, PEER, TARGET

DOT, SMALL_DOT, PEER_DOT = 3.6, 3.0, 2.0
"""Radii of the markers of a large and of a small drawing, and of a peer's lone figure."""
RING, SMALL_RING = 5.6, 4.6
"""Radii of the baseline."""
SQUARE = 1.8
"""The side of a figure that may not be compared, in radii of a marker."""
DIAMOND = 4.5
"""From the middle of a budgeted figure to its corners."""
CAP = 4.5
"""Half the width of what stands at the ends of a bar."""
EDGE = 1.8
"""The width of the edge of a hollow marker ..."""
LEADER = 0.7
"""... and of the line to a label that stands apart."""
TICK = 4.0
"""The length of a tick of the time axis."""


@dataclass(frozen=True, slots=True)
class LineLook:
    """How a line is drawn; `dash` holds the lengths of strokes and gaps, empty for a solid one."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()


PEER_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 3), (1.5, 2.5), (14, 3, 2, 3), (14, 4), (5, 3, 1.5, 3))
"""Peers have one grey and each a dash of its own; neighbours differ in length, so that short lines are told apart."""
LINES: Mapping[str, LineLook] = MappingProxyType({
    "reference": LineLook(TARGET, 1.6, (6, 4)),
    "path": LineLook(TARGET, 1.0),
    "running": LineLook(OWN, 1.6),
    "projection": LineLook(OWN, 1.6, (1.5, 4)),
    "own": LineLook(OWN, 2.4),
    "later": LineLook(LATER, 2.0),
    "level": LineLook(TARGET, 1.8, (6, 4)),
    "unjudged": LineLook(MUTED, 1.2, (6, 4)),
    "riser": LineLook(TARGET, 1.8, (2, 2)),
    "bar": LineLook(OWN, 2.2),
    "break": LineLook(MUTED, 1.0, (2, 3)),
    "day": LineLook(MUTED, 1.0, (1, 3)),
    "decision": LineLook(MUTED, 1.0),
})  # fmt: skip
"""By the kind of the line."""


def peer_look(place: int) -> LineLook:
    """The look of the area that stands in this place of the catalogue, from 0."""
    return LineLook(PEER, 1.4, PEER_DASHES[place % len(PEER_DASHES)])


def level_look(*, judged: bool) -> LineLook:
    """The look of a level that is aimed at; another measure's is not judged here."""
    return LINES["level" if judged else "unjudged"]
