"""A Dash component that shows a drawing of ours as it is: one span around the SVG text that our chart code wrote.

It may be given nothing but markup from `dashboard.charts`: the browser takes it literally. Its counterpart in the
browser is `assets/inline_svg.js`; `dashboard.web.html` prints the same span.
"""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component


class InlineSvg(Component):
    """A `span` that holds `markup`, a well-formed `<svg>`."""

    _children_props = []  # noqa: RUF012
    _base_nodes = ["children"]  # noqa: RUF012
    _namespace = "tyopoyta"
    _type = "InlineSvg"
    _prop_names = ["id", "className", "markup"]  # noqa: RUF012
    _valid_wildcard_attributes = ["data-", "aria-"]  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes

    markup: str

    def __init__(self, markup: str, className: str = "", **attributes: Any) -> None:  # noqa: N803 (Dash's name)
        # Not by Dash's constructor: it looks for a package of this namespace each time, and a list holds hundreds.
        for name in attributes:
            if name != "id" and not name.startswith(("data-", "aria-")):
                raise TypeError(f"InlineSvg takes no {name}")
        vars(self).update(attributes, markup=markup)
        if className:
            self.className = className
