"""What is drawn beside the figures: baseline, running mean or total, projection, and which figure is labelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from dashboard.charts.description.chart import Line, Point
from dashboard.charts.description.targets import CUMULATIVE
from dashboard.charts.description.words import ChartWords
from strategy.judging import Judgement, Verdict, as_fine
from strategy.model import ACTUAL, Observation, Period


def baseline_point(verdict: Verdict, words: ChartWords) -> Point | None:
    """The level from which the strategy starts, as corrected since; None where no value of it is known.

    Beside a target that is a total it is a stock beside flows, and told in words alone.
    """
    stated, judged = words.measure.baseline, verdict.headline
    if judged.target is not None and judged.target.kind in CUMULATIVE:
        return None
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
    """The mean so far, level over the parts of the window that it is made of, and no others."""
    target = judgement.target
    if target is None or target.kind != "mean" or target.window is None or judgement.value is None:
        return None
    told = [row.period for row in drawn if row.value is not None]
    parts = [p for p in told if any(p.lies_in(part) or part.lies_in(p) for part in judgement.parts)]
    if not parts:
        return None
    ends = (parts[0].position if len(parts) > 1 else parts[0].start_position, parts[-1].position)
    mean = replace(words, measure=as_fine(words.measure, target))
    points = tuple(_level(x, judgement.value, "", mean) for x in ends)
    return Line("running", words.say("running_mean", value=mean.number(judgement.value)), (points,))


def totals_so_far(judgement: Judgement, rows: Sequence[Observation], words: ChartWords) -> Mapping[Period, float]:
    """The total at the end of each period of the window; none where the target is no sum or judged by other rows."""
    target, last = judgement.target, judgement.period
    if target is None or target.kind != "sum" or target.window is None or judgement.value is None or last is None:
        return {}
    parts = [r for r in rows if r.value is not None and r.quality in ACTUAL and r.period.lies_in(target.window)]
    parts = [row for row in parts if row.period.position <= last.position + 1e-9]
    totals = list(accumulate(row.value or 0.0 for row in parts))
    if not totals or words.number(totals[-1]) != words.number(judgement.value):
        return {}
    return dict(zip((row.period for row in parts), totals, strict=True))


def total_line(judgement: Judgement, drawn: Sequence[Observation], words: ChartWords) -> Line | None:
    """The total so far, from zero at the beginning of the window; None where there is none of the rows drawn."""
    totals = totals_so_far(judgement, drawn, words)
    if not totals or judgement.target is None or judgement.target.window is None:
        return None
    start = _level(judgement.target.window.start_position, 0.0, "", words)
    points = [_level(period.position, total, words.period(period), words) for period, total in totals.items()]
    return Line("running", words.say("running_total", value=points[-1].label), ((start, *points),))


def _level(x: float, y: float, period: str, words: ChartWords) -> Point:
    return Point(x, y, period, words.value(y), words.number(y))


def projection_line(verdict: Verdict, lines: Sequence[Line], words: ChartWords) -> Line | None:
    """The pace that is judged, drawn on from the last value; the line itself is never judged."""
    found = verdict.projection
    if found is None:
        return None
    at, last = (found.last.position, words.period(found.last)) if found.last else (found.start, "")
    own = [p for line in lines if line.kind == "own" for p in line.points]
    drawn = [(p.x, p.y) for p in own if (p.period == last if last else abs(p.x - at) < 1e-6)]
    start = drawn[-1] if drawn else (at, found.start_value)
    if found.end <= start[0]:
        return None
    points = tuple(_level(x, y, "", words) for x, y in (start, (found.end, found.value)))
    return Line("projection", words.say("projection", value=words.number(found.value)), (points,))
