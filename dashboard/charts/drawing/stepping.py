"""What the browser must know to step through a drawing: the stops in words, and where they stand in it.

Both are short texts for attributes, for a page holds many charts: `assets/chart_steps.js` reads them. Places are
thousandths of the plot, from its left and its bottom, so that one list serves every drawing of a chart.
"""

from __future__ import annotations

from dashboard.charts.description import Chart, Scale, stop_series
from dashboard.charts.drawing.planning import DrawingPlan

PARTS = 1000


def stops_text(chart: Chart, *, small: bool = False) -> str:
    """The stops as lines of fields parted by tabs; empty where there are none. Of a `small` chart notes are brief.

    The first line holds every text that is said of a figure beside its value; then comes each series, its name behind
    a tab, and under it a line a figure: x, y, period, value and the places of its texts in the first line.
    """
    series = stop_series(chart)
    words = list(dict.fromkeys(text for one in series for stop in one.stops for text in stop.told(brief=small)))
    across, up = Scale(chart.x, 0, PARTS), Scale(chart.y, 0, PARTS)
    lines = [words]
    for one in series:
        lines.append(["", one.name])
        for stop in one.stops:
            places = [str(words.index(text)) for text in stop.told(brief=small)]
            lines.append([f"{across(stop.x):.0f}", f"{up(stop.y):.0f}", stop.period, stop.text, *places])
    return "\n".join("\t".join(_plain(field) for field in line) for line in lines) if series else ""


def _plain(text: str) -> str:
    """A text without the signs that part fields and lines."""
    return " ".join(text.split("\t")).replace("\n", " ")


def plot_box(plan: DrawingPlan) -> str:
    """Where the plot lies in the SVG of a plan: the pixels of its left, right, top and bottom end of the scales."""
    x, y = plan.layout.x, plan.layout.y
    return f"{x.start:.0f} {x.end:.0f} {y.end:.0f} {y.start:.0f}"


def plot_ends(chart: Chart) -> str:
    """Where the scales begin and end in years and in the measure's unit, for the library's drawing."""
    return " ".join(f"{end:.6g}" for end in (*chart.x, *chart.y))
