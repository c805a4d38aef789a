"""The chart of a measure as its address asks for it: the one place that the page and the downloads share.

What an address asks and the figures do not have is passed over, and the chart's caption says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.charts.description import (
    Chart,
    ChartView,
    ViewRequest,
    current,
    default_since,
    describe,
    have_one_start,
    index_of_two,
    over_one_time,
    views,
)
from dashboard.components.figures import chart_of
from dashboard.context import Context
from strategy.model import Measure, Observation
from strategy.series import aggregation

MOST_PEERS = 4
LIKE_SIZE = 4
"""Peers are drawn unasked where no figure is more than so many times the other."""


@dataclass(frozen=True, slots=True)
class ShownView:
    """A chart, and what else could be asked of the figures behind it."""

    chart: Chart
    figures: ChartView
    """The measure's own figures, by the grain that is shown."""
    drawn: ChartView
    """What the chart draws: the figures in the form that is shown."""
    having: tuple[str, ...]
    """The areas that the source has beside the own one."""
    peers: tuple[str, ...]
    """Those of them that are drawn."""
    finest: str | None
    """The series' own grain, where it is finer than a year."""
    grains: tuple[str, ...]
    """The grains to choose from, the series' own first; empty for a series of years."""
    grain: str
    forms: tuple[str, ...]
    """The forms to choose from."""
    form: str
    """The form that is shown; empty for the figures as they are."""
    unlike: tuple[str, ...]
    """The areas drawn whose figures are of another size, as they are: beside them the own ones are a flat line."""
    other: Measure | None = None
    """The measure that stands in one picture with it."""
    lower: Chart | None = None
    """The chart of that other measure, where it stands below and not in the same plot."""
    indexable: bool = False
    """Whether the two can be indices in one plot."""
    unasked: int | None = None
    """The first year that is drawn where the address asks for none; None where that is the whole series."""


def shown_view(context: Context, measure: Measure, rows: Sequence[Observation]) -> ShownView:
    """The chart of `measure` as the page's address asks for it; `rows` are all of its rows, or those of its page."""
    key = (measure.id, context.lang, context.choices, context.on, context.address.known, len(rows))
    return context.release.views.get(key, lambda: _shown(context, measure, rows))


def _shown(context: Context, measure: Measure, rows: Sequence[Observation]) -> ShownView:
    address = context.address
    base = ChartView(measure, _valid(context, measure, rows), context.strategy, context.verdicts[measure.id])
    if (other := partner(context, measure)) is not None:
        return _paired(context, base, other)
    having, people = _areas(context, base.rows), _population(context, measure)
    since = _since(context, base)
    asked = ViewRequest(context.on, context.lang, address.grain, since=since)
    figures = views.view(base, asked)
    peers = _drawn(context, base, having)
    found = views.view(base, replace(asked, form=address.form, peers=peers), people)
    finest = aggregation.native(base.home)
    return ShownView(
        chart=view_chart(context, found, peers, since),
        figures=figures,
        drawn=found,
        having=having,
        peers=peers,
        finest=finest,
        grains=aggregation.offered(measure, finest) if finest else (),
        grain=found.grain or finest or "",
        forms=views.forms(figures, having[:MOST_PEERS], people),
        form=found.form,
        unasked=_unasked(context, base),
        unlike=() if found.form else tuple(area for area in peers if not _of_like_size(base, area)),
    )


def _valid(context: Context, measure: Measure, rows: Sequence[Observation]) -> tuple[Observation, ...]:
    """Those of all rows of a measure, or of those of its page, that are valid by the day of knowledge."""
    key, known = ("valid of", len(rows), measure.id, context.address.known), context.address.known
    return context.release.inquiries.get(key, lambda: current(rows, known))


def partner(context: Context, measure: Measure) -> Measure | None:
    """The measure that the address asks for beside `measure`: another one of its goal that has figures."""
    other = context.strategy.measures.get(context.address.other)
    if other is None or other == measure or other.goal != measure.goal or other.kind != "numeric":
        return None
    return other if any(row.tells for row in valid_home_rows(context, other)) else None


def valid_home_rows(context: Context, measure: Measure) -> tuple[Observation, ...]:
    """The valid figures of the own area as a whole, as known on the page's day of knowledge."""
    known, rows = context.address.known, context.release.headline.get(measure.id, ())
    return context.release.inquiries.get(("valid", measure.id, known), lambda: current(rows, known))


def has_history(context: Context, measure: Measure) -> bool:
    """Whether there are two figures of a measure to draw a line between, of whatever day."""
    key = ("history", measure.id, context.address.known)
    told = context.release.inquiries.get(key, lambda: sum(row.tells for row in valid_home_rows(context, measure)))
    return measure.kind == "numeric" and told > 1


def indexable(context: Context, measure: Measure, other: Measure) -> bool:
    """Whether two measures can be indices of one start; kept with the release, for it is asked of each pair often."""
    ids, on = (measure.id, other.id), context.on
    broken = tuple(m.day <= on for m in context.strategy.marks if m.measure in ids and m.kind == "break")
    key = ("indexable", *ids, broken, context.address.known)
    return context.release.inquiries.get(key, lambda: _indexable(context, measure, other))


def _indexable(context: Context, measure: Measure, other: Measure) -> bool:
    base = ChartView(measure, valid_home_rows(context, measure), context.strategy, context.verdicts[measure.id])
    return have_one_start(base, other, valid_home_rows(context, other), context.on)


def _paired(context: Context, base: ChartView, other: Measure) -> ShownView:
    """Two measures: as indices in one plot where that is asked for and can be, else one above the other."""
    rows = valid_home_rows(context, other)
    since = _since(context, base)
    asked = ViewRequest(context.on, context.lang, since=since)
    index = index_of_two(base, other, rows, asked)
    shown = index if index is not None and context.address.form == index.form else base
    chart, lower = view_chart(context, shown, (other.id,), since), None
    if shown is base:
        chart, lower = over_one_time(view_chart(context, base, (), since), chart_of(context, other, rows))
    finest = aggregation.native(base.home)
    return ShownView(
        chart, base, shown, (), (other.id,) if lower is None else (), finest, (), finest or "", (), shown.form, (),
        other, lower, index is not None, _unasked(context, base),
    )  # fmt: skip


def _since(context: Context, base: ChartView) -> int | None:
    """The first year drawn: the one that is asked for, else that of the strategy's part of the history."""
    return context.address.since or _unasked(context, base)


def _unasked(context: Context, base: ChartView) -> int | None:
    return default_since(base.home, base.measure, context.strategy)


def view_chart(context: Context, found: ChartView, peers: tuple[str, ...], since: int | None) -> Chart:
    """The chart of a view from the year `since` on, beside those of the `peers` that it has figures of."""
    return describe(
        found.measure,
        found.verdict,
        found.rows,
        found.strategy,
        context.lang,
        day=context.on,
        since=since,
        peers=[area for area in peers if found.of_area(area)],
        finding=found.finding,
        remarks=found.remarks,
    )


def _population(context: Context, measure: Measure) -> tuple[Observation, ...]:
    """The valid figures of inhabitants, for what is counted; nothing for the inhabitants themselves."""
    unit, population = context.unit(measure), context.strategy.population
    if unit is None or not unit.counted or population in (None, measure.id):
        return ()
    return current(context.release.whole_rows(population or ""), context.address.known)


def _drawn(context: Context, base: ChartView, having: tuple[str, ...]) -> tuple[str, ...]:
    """The areas drawn: those asked for that the source has; unasked, those of a context measure on its scale.

    Set against others (`as`), figures are all on one scale, and all are drawn.
    """
    asked = context.address.compare
    if asked:
        return tuple(area for area in having if area in asked)
    if context.address.form:
        return having[:MOST_PEERS]
    if base.measure.role != "context":
        return ()
    return tuple(area for area in having if _of_like_size(base, area))[:MOST_PEERS]


def _of_like_size(base: ChartView, area: str) -> bool:
    """Whether an area's figures stand on our scale: beside a capital's count of jobs a town's is a flat line."""
    own, other = (
        max((abs(row.value) for row in base.rows if row.area == a and row.value is not None), default=0.0)
        for a in (base.strategy.home, area)
    )
    return other <= LIKE_SIZE * own and own <= LIKE_SIZE * other


def _areas(context: Context, rows: Sequence[Observation]) -> tuple[str, ...]:
    present = {row.area for row in rows if row.value is not None}
    return tuple(area for area in context.strategy.areas if area in present and area != context.strategy.home)
