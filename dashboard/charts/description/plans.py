"""What is drawn beside the figures: the baseline, the running mean, the projection, and which figure is labelled."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.description.chart import Line, Point
from dashboard.charts.description.words import ChartWords
from strategy.judging import Judgement, Verdict
from strategy.model import Observation


def baseline_point(verdict: Verdict, words: ChartWords) -> Point | None:
    """The level from which the strategy starts, as corrected since; None where no value of it is known."""
    stated, judged = words.measure.baseline, verdict.headline
    period = judged.baseline_period or (stated.period if stated else None)
    value = judged.baseline if judged.baseline is not None else (stated.value if stated else None)
    if period is None or value is None:
        return None
    text, label = words.value(value), words.number(value)
    return Point(period.position, value, words.period(period), text, label, words.say("baseline"))


def marked_point(lines: Sequence[Line], verdict: Verdict) -> Point | None:
    """The figure that carries a label: the judged one; else the newest comparable one by the page's day; else any."""
    points = [point for line in lines if line.kind == "own" for point in line.points]
    judged = verdict.headline.period
    found = [point for point in points if judged and point.x == judged.position and not point.after_page_day]
    found = found or [point for point in points if point.comparable and not point.after_page_day] or points
    return found[-1] if found else None


def running_line(judgement: Judgement, drawn: Sequence[Observation], words: ChartWords) -> Line | None:
    """The mean so far, level over the parts of the window that it is made of."""
    target = judgement.target
    if target is None or target.kind != "mean" or target.window is None or judgement.value is None:
        return None
    window, last = target.window, judgement.period
    parts = [row for row in drawn if row.value is not None and row.comparable and row.period.lies_in(window)]
    if not parts or last is None:
        return None
    text = words.value(judgement.value)
    first = parts[0].period
    ends = (first.position if len(parts) > 1 else first.start_position, parts[-1].period.position)
    points = tuple(Point(x, judgement.value, "", text, words.number(judgement.value)) for x in ends)
    return Line("running", words.say("running_mean", value=words.number(judgement.value)), (points,))


def projection_line(verdict: Verdict, words: ChartWords) -> Line | None:
    """The projection as the rules made it; drawn, never judged."""
    found = verdict.projection
    if found is None:
        return None
    ends = ((found.start, found.start_value), (found.end, found.value))
    points = tuple(Point(x, y, "", words.value(y), words.number(y)) for x, y in ends)
    return Line("projection", words.say("projection", value=words.number(found.value)), (points,))
