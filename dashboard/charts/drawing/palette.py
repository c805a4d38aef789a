"""The colours of charts and signs; `strategy.model.colours` computes their contrast. No drawing, no text.

Two jobs are never mixed: sectors have their own colours in the catalogue and only ever mark a sector; the colours of
the groups here only ever mark a status. The lines of a chart use neither.

Against white, only two shades can lie 3:1 apart from white and from each other (21:1 holds no third step), so the own
series is near black and every other line is a middle shade; those differ from one another by dash, weight and label.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

GROUND = "#ffffff"
INK = "#16212b"
MUTED = "#55626d"
HAIRLINE = "#d5dbe0"
TINT = "#f3eaf1"
"""Ground of a target range; the text and lines on it keep their contrast."""
UNJUDGED_TINT = "#eef1f3"
"""Ground of a range that is another measure's target."""

OWN = INK
LATER = "#87919a"
"""The own series after the page's day."""
PEER = "#8b959e"
TARGET = "#a04c96"

GROUPS: Mapping[str, str] = MappingProxyType({
    "behind": "#801650",
    "slightly_behind": "#a84300",
    "not_yet": "#6b5b00",
    "on_the_way": "#0f6b64",
    "on_target": "#12436d",
    "no_figure": MUTED,
    "not_judged": MUTED,
})  # fmt: skip

UNKNOWN_STRIPE = "#8b959e"
"""Stripes and edge of the missing figures in a distribution bar."""
UNJUDGED = "#dfe4e8"
"""Ground of what is not judged in a distribution bar; its edge is `UNKNOWN_STRIPE`, which carries the contrast."""
