"""What is written below a drawing, and a drawing below which nothing can be written."""

from __future__ import annotations

from dataclasses import replace

from dashboard.charts.description.chart import Chart


def legend(chart: Chart) -> tuple[str, ...]:
    """The caption, and what happened by the numbers in the drawing; only what there is."""
    return tuple(filter(None, (chart.caption, *(f"{number}. {event}" for number, event in enumerate(chart.events, 1)))))


def unnumbered(chart: Chart) -> Chart:
    """The chart without the numbers of what happened, for a place where nothing is written below it."""
    return replace(chart, uprights=tuple(mark for mark in chart.uprights if mark.kind == "day"), events=())
