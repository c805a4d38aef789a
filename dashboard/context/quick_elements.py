"""Makes the elements of `dash.html` quick to construct: a page has a thousand of them.

Dash's own constructor copies its thirty parameters, sets four lists on each element and words an error message for
each attribute, whether there is an error or not: ten microseconds an element, a sixth of a page. What an element is
stays the same, attribute by attribute, and so does what Dash makes of it in the browser; an attribute that an element
does not have is refused as before, by Dash itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

OF_THE_CLASS = (
    "_prop_names",
    "_valid_wildcard_attributes",
    "available_properties",
    "available_wildcard_properties",
)
"""What Dash sets on each element though it is the same for all of their kind."""


def quicken() -> None:
    """Give every element of `dash.html`, and Bootstrap's table, the quick constructor; done twice, it is done once."""
    for kind in (*vars(html).values(), dbc.Table):
        if isinstance(kind, type) and issubclass(kind, Component) and "_slow" not in vars(kind):
            _quicken(kind)


def _quicken(kind: type[Component]) -> None:
    slow: Callable[..., None] = kind.__init__
    sample = kind()
    for name in OF_THE_CLASS:
        setattr(kind, name, getattr(sample, name))
    known = set(sample._prop_names) - {"children"}

    def quick(self: Component, children: Any = None, **attributes: Any) -> None:
        own = self.__dict__
        own["children"] = children
        if attributes:
            own.update(attributes)
            a_text = type(attributes.get("id", "")) is str  # any other id has rules of its own
            if a_text and known.issuperset(attributes):
                for value in attributes.values():
                    if type(value) is not str and isinstance(value, Component):
                        break
                else:
                    return
            slow(self, children, **attributes)  # raises where Dash would
            known.update(name for name in attributes if name.startswith(("data-", "aria-")))

    kind._slow = slow  # type: ignore[attr-defined]
    kind.__init__ = quick  # type: ignore[method-assign]
