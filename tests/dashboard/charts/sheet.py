"""A sheet of every chart, to be looked through: `python -m tests.dashboard.charts.sheet RELEASES LANG FILE`.

Each large chart stands by its three plans, each small one as on a card. What no rule can say (is it plain, is it fine)
is seen here; what a rule can say stands in the tests.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

from dashboard.charts.description import Chart
from dashboard.charts.drawing import drawn, planned, svg
from dashboard.components.figures import CLEAR, LARGE, NARROW
from dashboard.components.small_charts import SMALL
from dashboard.data.store import Store
from tests.dashboard.charts.every import large_charts, small_charts

STYLE = """body { font: 13px system-ui; margin: 12px; color: #16212b }
section { display: flex; flex-wrap: wrap; gap: 18px }
figure { margin: 0; border-top: 1px solid #ccc; width: min-content }
figcaption { min-width: 360px }
text { font-variant-numeric: tabular-nums }"""


def sheet(small: Iterable[Chart], large: Iterable[Chart], lang: str) -> str:
    """One page of HTML: the small charts, then the large ones by each of their plans."""
    cards = "".join(_figure(chart, svg(chart, width=SMALL[0], height=SMALL[1], small=True)) for chart in small)
    wholes = "".join(
        _figure(chart, "".join(drawn(planned(chart, *size)) for size in (LARGE, NARROW, CLEAR)), "flex")
        for chart in large
    )
    head = f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{lang}</title><style>{STYLE}</style>'
    return f"{head}<section>{cards}</section><section>{wholes}</section></html>"


def _figure(chart: Chart, drawn: str, display: str = "block") -> str:
    name = f"<b>{escape(chart.title)}</b>"
    caption = escape(chart.caption)
    return f'<figure><figcaption>{name}</figcaption><div style="display:{display}">{drawn}</div>{caption}</figure>'


if __name__ == "__main__":
    releases, lang, out = sys.argv[1:4]
    release = Store(Path(releases)).release()
    small = [chart for chart in small_charts(release, lang) if not chart.lone]  # these are told in words
    large = [chart for chart in large_charts(release, lang) if not chart.lone]
    Path(out).write_text(sheet(small, large, lang), "utf-8")
