"""A measure as files show it: with the chart that its page draws, and the sources of the figures in it."""

from __future__ import annotations

from dashboard.components.views import partner, shown_view, valid_home_rows
from dashboard.exports import Edition, Subject
from strategy.model import Measure


def subject_of(edition: Edition, measure: Measure) -> Subject:
    """A measure with its chart as its page draws it."""
    context = edition.context
    rows = context.release.rows(measure.id)
    other = partner(context, measure)
    shown = [*rows, *(valid_home_rows(context, other) if other else ())]
    names = dict.fromkeys([*measure.sources, *(row.source for row in shown)])
    sources = [context.strategy.sources[name] for name in names]
    if not sources and measure.role == "strategy":
        sources = [context.strategy.sources[context.strategy.source]]
    having = measure.kind == "numeric" and any(row.tells for row in rows)
    found = shown_view(context, measure, rows) if having else None
    if found is None:
        return Subject(edition, measure, None, tuple(sources))
    return Subject(edition, measure, found.chart, tuple(sources), found.lower, other=found.other)
