"""A chart in words: what its signs mean (the caption) and what a person who does not see it must hear (the label)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dashboard.charts.description.chart import Bar, Line, Point, Range, Tick
from dashboard.charts.description.words import ChartWords
from strategy.texts import listed, number


def alt(title: str, finding: str, lines: Sequence[Line], bars: Sequence[Bar], words: ChartWords) -> str:
    """The title, the finding, the extremes of the own series and the names of those it is compared with."""
    own = [point for line in lines if line.kind == "own" for point in line.points]
    peers = [line.label for line in lines if line.kind == "peer"]
    told = "" if bars and not own else _extremes(own, words)
    parts = [title.rstrip(".") + ".", finding, told, _limits(bars, words)]
    if peers:
        parts.append(words.say("alt.peers", names=listed(peers, words.lang)))
    return " ".join(part for part in parts if part)


def _limits(bars: Sequence[Bar], words: ChartWords) -> str:
    if not bars:
        return ""
    return words.say("alt.limits", figures=listed([f"{bar.text} ({bar.period})" for bar in bars], words.lang))


def _extremes(points: Sequence[Point], words: ChartWords) -> str:
    if not points:
        return words.say("alt.none")
    first, last = points[0], points[-1]
    if len(points) == 1:
        return words.say("alt.single", value=first.text, period=first.period)
    low, high = min(points, key=lambda point: point.y), max(points, key=lambda point: point.y)
    span = {"n": number(len(points), 0, words.lang), "first": first.period, "last": last.period}
    if low.text == high.text:
        return words.say("alt.same", value=low.text, **span)
    extremes = {"low": low.text, "low_period": low.period, "high": high.text, "high_period": high.period}
    return words.say("alt.many", **span, **extremes)


def caption(
    lines: Sequence[Line],
    bars: Sequence[Bar],
    y: Range,
    words: ChartWords,
    more: Iterable[str] = (),
    breaks: Sequence[float] = (),
    ticks: Sequence[Tick] = (),
) -> str:
    """Sentences about the signs that occur in this chart, and only those; `more` are sentences to end with.

    `breaks` are where the series became another: there the line ends although no figure is missing. `ticks` are those
    of the axis of values.
    """
    own = [line for line in lines if line.kind == "own"]
    points = [point for line in own for point in line.points]
    kinds = {line.kind for line in lines}
    plans = [words.say("caption.budget")] if "budget" in kinds else []
    limits = words.say("caption.bar") if bars else ""
    arrow = words.say("caption.bar_open") if any(len(bar.ends) == 1 for bar in bars) else ""
    signs = (*_signs(points, own, words, breaks), limits, arrow, *plans, *_axis(y, ticks, words), *more)
    return " ".join(sentence for sentence in signs if sentence)


def _signs(points: Sequence[Point], own: Sequence[Line], words: ChartWords, breaks: Sequence[float]) -> Iterator[str]:
    if any(point.hollow for point in points):
        yield words.say("caption.hollow")
    apart = [point for point in points if not point.comparable]
    if apart:
        periods = listed([point.period for point in apart], words.lang)
        yield words.say("caption.square", periods=periods)
        yield from (f"{remark}." for remark in dict.fromkeys(point.remark for point in apart))
    if any(_gaps(line, breaks) and any(len(run) > 1 for run in line.runs) for line in own):
        yield words.say("caption.gap")


def _gaps(line: Line, breaks: Sequence[float]) -> bool:
    """Whether the line stops for want of a figure (and not only at a break or at a figure that stands apart)."""
    ends = [(before[-1], after[0]) for before, after in pairwise(line.runs)]
    joined = [(one, two) for one, two in ends if one.comparable and two.comparable]
    return any(not any(one.x <= at <= two.x for at in breaks) for one, two in joined)


def _axis(y: Range, ticks: Sequence[Tick], words: ChartWords) -> Iterator[str]:
    """Where the axis begins, written as at the axis."""
    if words.measure.rank:
        yield words.say("caption.rank")
    elif y[0] > 0:
        yield words.say("caption.axis", value=words.short_value(y[0], *(tick.at for tick in ticks)))
    elif y[1] < 0:
        yield words.say("caption.axis_below")
