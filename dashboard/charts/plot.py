"""The drawing of a chart that a person can touch: a plain dict for `dcc.Graph`, from the same description as the SVG.

No `graph_objects` here: building them takes a hundred times longer, and tests validate the dicts. Only `scatter` is
used, so that the basic bundle of plotly.js is enough. Every number and every day shown (ticks, labels, hover) is a text
of the description: plotly.js has neither a Finnish nor a Swedish number format of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from dashboard.charts.chart import Band, Chart, Line, Point, Run, Step, Upright
from dashboard.charts.layout import MOST_DOTS, Layout, large_labels, layout
from dashboard.charts.palette import GROUND, HAIRLINE, INK, LATER, MUTED, OWN, PEER, TARGET, TINT

Json = dict[str, Any]

CONFIG: Mapping[str, object] = MappingProxyType({
    "displayModeBar": False, "displaylogo": False, "showSendToCloud": False, "sendData": False, "responsive": True,
    "scrollZoom": False, "doubleClick": False, "showTips": False, "plotlyServerURL": "",
})  # fmt: skip
"""For every graph: no tool bar (our own buttons are real buttons), no way to another host."""

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
NOMINAL = (820.0, 400.0)
"""The size for which labels are placed; they keep their side of the point at any other."""

_MARKUP = MappingProxyType({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})
