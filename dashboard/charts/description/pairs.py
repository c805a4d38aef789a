"""Two measures in one picture: as indices of one start, or one above the other over one span of time.

Never on one plot with two value axes: where such lines cross would be a choice of the drawing and no fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard.charts.description.axes import time_range
from dashboard.charts.description.chart import Chart, Tick
from dashboard.charts.description.views import ChartView, ViewRequest, view
from strategy.model import LANGUAGES, Area, Measure, Observation, Strategy, Text
from strategy.series import normalisation
from strategy.texts import say

INDEX = "index"


def index_of_two(base: ChartView, other: Measure, rows: Sequence[Observation], asked: ViewRequest) -> ChartView | None:
    """The own figures of `base` and those of `other` as indices of their first common period; None without one.

    `rows` are the valid rows of `other`. Its line stands in the view under its id, as that of an area would.
    """
    if other.rank:
        return None
    both = _named(_joined(base, other, rows, asked.day), other)
    found = view(both, replace(asked, grain="", form=INDEX, peers=(other.id,), about="index_pair"))
    if found.form != INDEX:
        return None
    names = [say(asked.lang, "views.pair.named", id=m.id, name=m.name.in_(asked.lang)) for m in (base.measure, other)]
    return replace(found, remarks=(*names, *found.remarks))


def have_one_start(base: ChartView, other: Measure, rows: Sequence[Observation], day: date) -> bool:
    """Whether there is an index of the two, from whatever year on: asked of every pair of a goal, it makes nothing."""
    own, theirs = base.home, _unbroken(base.strategy, other, rows, day)
    figures = (row.value for row in (*own, *theirs) if row.value is not None)
    if base.measure.rank or other.rank or any(value <= 0 for value in figures):
        return False
    ours = {row.period for row in _unbroken(base.strategy, base.measure, own, day) if normalisation.comparable(row)}
    return any(row.period in ours for row in theirs if normalisation.comparable(row))


def _joined(base: ChartView, other: Measure, rows: Sequence[Observation], day: date) -> ChartView:
    """Both home series, that of the other under its id as an area."""
    theirs = (
        replace(row, measure=base.measure.id, area=other.id) for row in _unbroken(base.strategy, other, rows, day)
    )
    return replace(base, rows=(*base.home, *theirs))


def _named(both: ChartView, other: Measure) -> ChartView:
    """Two series, each line named by the id of its measure."""
    names = [(both.measure.name.in_(lang), other.name.in_(lang), lang) for lang in LANGUAGES]
    title = Text(*(say(lang, "views.pair.title", one=one, other=two) for one, two, lang in names))
    ids = {both.strategy.home: both.measure.id, other.id: other.id}
    areas = {**both.strategy.areas, **{area: Area(area, Text(id_, id_, id_)) for area, id_ in ids.items()}}
    return replace(both, measure=replace(both.measure, name=title), strategy=replace(both.strategy, areas=areas))


def _unbroken(strategy: Strategy, measure: Measure, rows: Sequence[Observation], day: date) -> list[Observation]:
    """The home figures of a measure after its last break by the day: an index does not span one."""
    days = [m.day for m in strategy.marks if m.measure == measure.id and m.kind == "break" and m.day <= day]
    last = max(days, default=date.min)
    own = (row for row in rows if row.area == strategy.home and not row.breakdown)
    return [row for row in own if row.period.last_day > last]


def over_one_time(upper: Chart, lower: Chart) -> tuple[Chart, Chart]:
    """Two charts from the first to the last place in time of both, so that a year stands under the same year."""
    x = time_range((*upper.x, *lower.x))
    first, second = sorted((upper, lower), key=lambda chart: chart.x[0] - chart.x[1])
    ticks = _with_room((*first.x_ticks, *(t for t in second.x_ticks if not first.x[0] <= t.at <= first.x[1])))
    wide = max(len(tick.label) for chart in (upper, lower) for tick in chart.y_ticks)
    ends = sorted({*upper.x_ends, *lower.x_ends}, key=lambda tick: tick.at)
    last = (*ends[:1], *ends[1:][-1:])
    one, two = (replace(c, x=x, x_ticks=ticks, x_ends=last, y_ticks=_as_wide(c.y_ticks, wide)) for c in (upper, lower))
    return one, two


def _as_wide(ticks: Sequence[Tick], letters: int) -> tuple[Tick, ...]:
    """The ticks of a value axis, its widest label as wide as that of the other chart: the plots begin at one place."""
    widest = max((len(tick.label) for tick in ticks), default=0)
    return tuple(
        replace(tick, label="\N{FIGURE SPACE}" * (letters - widest) + tick.label) if len(tick.label) == widest else tick
        for tick in ticks
    )


def _with_room(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    """The ticks in order of time, each place named once."""
    return tuple(sorted({round(tick.at, 6): tick for tick in ticks}.values(), key=lambda tick: tick.at))
