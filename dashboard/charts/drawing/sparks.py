"""A line of words' height: a series by year, chosen years marked, the target dashed. Its numbers stand beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dashboard.charts.drawing.palette import GROUND, OWN, TARGET

EDGE = 4.0
"""Pixels between the line and the edge of the drawing, room for half a mark."""
DOT = 2.8
Point = tuple[int, float]


def spark(
    points: Sequence[Point], marked: Collection[int], target: float | None, width: float = 120, height: float = 30
) -> str:
    """SVG of (year, value) `points` in their order; a year between two that is lacking parts the line.

    A single value is a dot. Nothing is drawn without points. `target` widens the scale, so that its line is inside.
    """
    if not points:
        return ""
    values = [value for _, value in points] + ([target] if target is not None else [])
    low, high = min(values), max(values)
    first, last = points[0][0], points[-1][0]

    def place(year: float, value: float) -> tuple[float, float]:
        across = (year - first) / (last - first) if last > first else 0.5
        up = (value - low) / (high - low) if high > low else 0.5
        return EDGE + across * (width - 2 * EDGE), height - EDGE - up * (height - 2 * EDGE)

    aim = ""
    if target is not None:
        y = place(first, target)[1]
        aim = f'<path d="M0 {y:.1f}H{width:g}" stroke="{TARGET}" stroke-dasharray="4 3"/>'
    line = "".join(
        f"{'L' if number and year - points[number - 1][0] == 1 else 'M'}{x:.1f} {y:.1f}"
        for number, (year, value) in enumerate(points)
        for x, y in (place(year, value),)
    )
    dots = "".join(_dot(*place(year, value), year in marked) for year, value in points if _shown(points, year, marked))
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    own = f'<path d="{line}" stroke="{OWN}" stroke-width="1.5"/>'
    hidden = 'aria-hidden="true" focusable="false"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="none" {hidden}>{aim}{own}{dots}</svg>'


def _shown(points: Sequence[Point], year: int, marked: Collection[int]) -> bool:
    """Marked years, and values that no line joins to another: those would not be seen."""
    years = {own for own, _ in points}
    return year in marked or not {year - 1, year + 1} & years


def _dot(x: float, y: float, marked: bool) -> str:
    fill = OWN if marked else GROUND
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT:g}" fill="{fill}" stroke="{OWN}"/>'
