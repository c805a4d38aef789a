"""A part that is the same on many pages: constructed and printed once, and kept with the release as HTML.

It is the same on all days on which what it shows is the same: the day that its links carry is put in for each page.
Where Dash is to draw the page it is the tree itself (`soften_tree` puts it in its place).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from dash.development.base_component import Component

from dashboard.context.context import Context
from dashboard.data import Cache, HashedKey
from dashboard.settings import Settings

ANY_DAY = date.min
"""Stands in the links of a kept part for the day of a page; no address asks for it (`urls.read_day`)."""
_ANY = f"on={ANY_DAY.isoformat()}"


class KeptPart(Component):
    """What `make` gives for the day that its links carry; else it may depend on nothing but the release and the `key`.

    It holds no region and no grid, and shows the day of its links nowhere but in them.
    """

    _children_props = []  # noqa: RUF012
    _base_nodes = ["children"]  # noqa: RUF012
    _namespace = "tyopoyta"
    _type = "KeptPart"
    _prop_names = []  # noqa: RUF012
    _valid_wildcard_attributes = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes

    def __init__(
        self, cache: Cache, key: Hashable, make: Callable[[date | None], object], on: date | None = None
    ) -> None:
        vars(self).update(cache=cache, key=key, make=make, on=on)

    def html(self, wording: Hashable, write: Callable[[object], str]) -> str:
        """The part as `write` prints it under a wording."""
        text = self.cache.get((wording, self.key), lambda: write(self.make(ANY_DAY)))
        return _on_day(text, self.on)

    def tree(self) -> object:
        """The part as components."""
        return self.make(self.on)

    cache: Cache
    key: Hashable
    make: Callable[[date | None], object]
    on: date | None


def _on_day(text: str, on: date | None) -> str:
    """The part with the day of a page in its links."""
    if _ANY not in text:
        return text
    if on is not None:
        return text.replace(_ANY, f"on={on.isoformat()}")
    return text.replace(f"?{_ANY}&amp;", "?").replace(f"?{_ANY}", "").replace(f"&amp;{_ANY}", "")


def kept(context: Context, name: str, *depends: Hashable, make: Callable[[Context], object]) -> KeptPart:
    """A part of this `name` that depends on language, settings and the day of knowledge, and on what else is named.

    `make` may ask the context that it is given for links, and for nothing of its address' day.
    """
    address = context.address

    def made(on: date | None) -> object:
        return make(context if on == address.on else replace(context, address=replace(address, on=on)))

    key = HashedKey((name, _served(context.settings, address.lang), address.known, *depends))
    return KeptPart(context.release.parts, key, made, address.on)


@lru_cache(maxsize=64)
def _served(settings: Settings, lang: str) -> str:
    """The settings and the language as one text, which Python hashes once."""
    return f"{lang} {settings!r}"
