"""A part that is the same on many pages: constructed and printed once, and kept with the release as HTML.

Where Dash is to draw the page it is the tree itself (`soften_tree` puts it in its place).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from dash.development.base_component import Component

from dashboard.context.context import Context
from dashboard.data import Cache


class KeptPart(Component):
    """What `make` gives, which may depend on nothing but the release and the `key`; it holds no region and no grid."""

    _children_props = []  # noqa: RUF012
    _base_nodes = ["children"]  # noqa: RUF012
    _namespace = "tyopoyta"
    _type = "KeptPart"
    _prop_names = []  # noqa: RUF012
    _valid_wildcard_attributes = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes

    def __init__(self, cache: Cache, key: Hashable, make: Callable[[], object]) -> None:
        vars(self).update(cache=cache, key=key, make=make)

    def html(self, wording: Hashable, write: Callable[[object], str]) -> str:
        """The part as `write` prints it under a wording."""
        return self.cache.get((wording, self.key), lambda: write(self.make()))

    cache: Cache
    key: Hashable
    make: Callable[[], object]


def kept(context: Context, name: str, *depends: Hashable, make: Callable[[], object]) -> KeptPart:
    """A part of this `name` that depends on language, settings and the days of links, and on what else is named."""
    address = context.address
    key = (name, context.settings, address.lang, address.on, address.known, *depends)
    return KeptPart(context.release.parts, key, make)
