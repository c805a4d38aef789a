"""What the lines beside the figures mean, in sentences under the chart: the path, the pace drawn on, a target replaced.

Only of what is drawn, and with the years that it is of: a thin line without a word is taken for figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dashboard.charts.description.chart import Line, Point
from dashboard.charts.description.targets import CUMULATIVE, TargetLevel, short
from dashboard.charts.description.words import ChartWords
from strategy.judging import Verdict
from strategy.texts import formats


def legend_of_plans(
    verdict: Verdict, lines: Sequence[Line], baseline: Point | None, aims: Sequence[TargetLevel], words: ChartWords
) -> Iterator[str]:
    """The sentences on the plans among `lines` and on the `aims`, in order of time, that took over from one another."""
    kinds = {line.kind for line in lines}
    target, projection = verdict.headline.target, verdict.projection
    if "path" in kinds and target is not None and target.kind in CUMULATIVE:
        yield words.say("caption.path_total")
    elif "path" in kinds and target is not None and target.period is not None and baseline is not None:
        yield words.say("caption.path", base=baseline.period, period=words.period(target.period))
    if "projection" in kinds and projection is not None:
        if projection.first and projection.last:
            yield words.say("caption.projection", years=formats.stretch(projection.first, projection.last, words.lang))
        else:
            yield words.say("caption.projection_sealed")
    for before, after in pairwise(aims):
        if before.end == after.start and after.target.set_on and before.period == after.period:
            day = formats.day(after.target.set_on, words.lang)
            levels = {"before": short(before, words), "after": short(after, words)}
            yield words.say("caption.moved", day=day, period=words.period(after.period), **levels)


def without_result(lines: Sequence[Line], bars: Sequence[object], baseline: Point | None) -> bool:
    """Whether no own figure stands after the baseline: of what came of the strategy nothing is known."""
    own = [point for line in lines if line.kind == "own" for point in line.points]
    return baseline is not None and not bars and all(point.x <= baseline.x + 1e-9 for point in own)
