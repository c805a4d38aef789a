"""Every chart of a release as pages show it, for tests and for a sheet to look through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dashboard.charts.description import Chart
from dashboard.components import shown_view
from dashboard.components.figures import chart_of
from dashboard.context import Context
from dashboard.context.urls import Address
from dashboard.data import Release
from dashboard.settings import Settings
from strategy.model import Measure

TODAY = date(2024, 6, 3)


def context_of(release: Release, lang: str, page: str = "measure", id_: str = "", **state: object) -> Context:
    """The context of a page on the day on which it stands unasked."""
    return Context.of(Address(lang, page, id_, **state), release, Settings(), TODAY)  # type: ignore[arg-type]


def having(release: Release) -> list[Measure]:
    """The measures that have a figure to draw."""
    return [m for m in release.strategy.measures.values() if any(r.tells for r in release.headline.get(m.id, ()))]


_MADE: dict[tuple[object, ...], tuple[Chart, ...]] = {}


def small_charts(release: Release, lang: str) -> tuple[Chart, ...]:
    """The charts of cards and lists; each language's are described once."""
    key = (release.hash, lang)
    if key not in _MADE:
        context = context_of(release, lang, "overview")
        _MADE[key] = tuple(chart_of(context, measure) for measure in having(release))
    return _MADE[key]


def large_charts(
    release: Release, lang: str, measures: Sequence[Measure] | None = None, **state: object
) -> tuple[Chart, ...]:
    """The charts of the own pages of `measures` (None: of all) in a state of their addresses; described once."""
    chosen = having(release) if measures is None else measures
    key = (release.hash, lang, tuple(measure.id for measure in chosen), *sorted(state.items()))
    if key not in _MADE:
        _MADE[key] = tuple(_large(release, lang, chosen, state))
    return _MADE[key]


def _large(release: Release, lang: str, measures: Sequence[Measure], state: Mapping[str, object]) -> Iterator[Chart]:
    for measure in measures:
        context = context_of(release, lang, id_=measure.id, **state)  # type: ignore[arg-type]
        shown = shown_view(context, measure, release.rows(measure.id))
        yield shown.chart
        if shown.lower is not None:
            yield shown.lower
