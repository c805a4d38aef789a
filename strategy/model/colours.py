"""The contrast of two colours, and colours for sectors whose strategy gives them none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle

GROUND = "#ffffff"
"""What marks stand on."""
VISIBLE = 3.0
"""The least contrast of a mark with its ground (WCAG 2.2, 1.4.11)."""
SECTOR_COLOURS = (
    "#332288", "#117733", "#cc3311", "#0077bb", "#882255", "#997700", "#008080", "#aa4499", "#555555", "#7a4a12",
)  # fmt: skip


def luminance(colour: str) -> float:
    """The relative luminance (WCAG 2.2) of `#rrggbb`, 0 for black to 1 for white."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio (WCAG 2.2) of two colours, 1 to 21, whichever is darker."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def spare_colours(taken: Iterable[str]) -> Iterator[str]:
    """Colours for sectors without one, without end: first those that nobody has taken, then all of them again."""
    used = set(taken)
    return cycle([colour for colour in SECTOR_COLOURS if colour not in used] or SECTOR_COLOURS)
