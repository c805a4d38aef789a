"""A Dash component that carries a chart's figure beside its SVG: JSON that the browser reads and does not run.

`assets/chart_library.js` draws the chart by it once the chart library is there; `dashboard.web.html` prints it. The
policy of our headers needs no hash for it, since a script of a type that is no script's is data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from dash.development.base_component import Component


class ChartFigure(Component):
    """The `figure` of a chart, plain and serialisable: what `Plotly.newPlot` takes (`data`, `layout`, `config`).

    For pages that stand as they are printed: it has no counterpart with which Dash could draw it.
    """

    _children_props = []  # noqa: RUF012
    _base_nodes = ["children"]  # noqa: RUF012
    _namespace = "tyopoyta"
    _type = "ChartFigure"
    _prop_names = ["figure"]  # noqa: RUF012
    _valid_wildcard_attributes = []  # noqa: RUF012
    available_properties = _prop_names
    available_wildcard_properties = _valid_wildcard_attributes

    OPENING: ClassVar[str] = '<script type="application/json">'
    """How the element begins; no text of a page can hold it, since its < is written otherwise."""

    figure: Mapping[str, Any]

    def __init__(self, figure: Mapping[str, Any]) -> None:
        # Not by Dash's constructor, as with `InlineSvg`.
        vars(self).update(figure=figure)

    def script(self) -> str:
        """The element as it is printed; no text of the figure can end it or begin a comment in it."""
        text = json.dumps(self.figure, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return f"{self.OPENING}{text.replace('<', chr(92) + 'u003c')}</script>"
