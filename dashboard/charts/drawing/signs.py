"""The signs of the statuses as inline SVG: shape first, colour second, so that they read in grey.

A sign never stands without its word, so it is hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.charts.drawing.palette import GROUND, GROUPS
from strategy.judging import group_of

# every shape is drawn on a field of 16 x 16; {c} is the colour of the group
_SHAPES: Mapping[str, str] = MappingProxyType({
    "square": '<path d="M2 2h12v12H2z" fill="{c}"/>',
    "arrow": '<path d="M6 1h4v6h5L8 15 1 7h5z" fill="{c}"/>',
    "triangle": '<path d="M8 1.5 15.5 14.5H.5z" fill="{c}"/>',
    "diamond": f'<path d="M8 1.8 14.2 8 8 14.2 1.8 8z" fill="{GROUND}" stroke="{{c}}" stroke-width="2.4"/>',
    "half": f'<circle cx="8" cy="8" r="6" fill="{GROUND}" stroke="{{c}}" stroke-width="2"/>'
    '<path d="M8 2a6 6 0 0 1 0 12z" fill="{c}"/>',
    "disc": '<circle cx="8" cy="8" r="7" fill="{c}"/>',
    "circle": f'<circle cx="8" cy="8" r="6" fill="{GROUND}" stroke="{{c}}" stroke-width="1.6"/>',
    "question": '<path d="M4.5 5.6C4.5 3.4 6 2 8.1 2s3.5 1.4 3.5 3.2c0 2.6-3.4 2.7-3.4 5.3" fill="none" stroke="{c}"'
    ' stroke-width="2"/><circle cx="8.2" cy="13.6" r="1.4" fill="{c}"/>',
    "dash": '<path d="M2 7h12v2H2z" fill="{c}"/>',
})  # fmt: skip

_OF_GROUP: Mapping[str, str] = MappingProxyType({
    "behind": "square",
    "slightly_behind": "triangle",
    "not_yet": "diamond",
    "on_the_way": "half",
    "on_target": "disc",
    "no_figure": "circle",
    "not_judged": "dash",
})  # fmt: skip

_OF_STATUS: Mapping[str, str] = MappingProxyType({
    "wrong_way": "arrow",
    "target_undefined": "question",
    "undated": "question",
})  # fmt: skip


FIELD = 16
"""Pixels that a shape is high and wide before it is scaled."""


def sign(name: str, size: float = FIELD) -> str:
    """The sign of a status or a group as SVG of `size` pixels; another name raises `KeyError`."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size:g}" height="{size:g}" viewBox="0 0 {FIELD} {FIELD}"'
        f' aria-hidden="true" focusable="false">{shape(name)}</svg>'
    )


def shape(name: str) -> str:
    """What is drawn in a sign, on its field of `FIELD` pixels, to stand inside another drawing."""
    group = name if name in GROUPS else group_of(name)
    return _SHAPES[_OF_STATUS.get(name, _OF_GROUP[group])].format(c=GROUPS[group])
