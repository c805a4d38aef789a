"""Judges a whole release on one day and remembers it: the glue between the store's rows and `strategy.judging.status`.

It decides nothing itself; it only gathers what the judge asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from dashboard.data.store import Release
from strategy.judging import Verdict, judge
from strategy.model import Measure, Observation, Strategy


def page_day(strategy: Strategy, today: date) -> date:
    """The day that pages stand on when nobody asks for another: the strategy's review day, or today before it."""
    return min(today, strategy.review_day)


def judge_all(release: Release, on: date, known: date | None = None) -> Mapping[str, Verdict]:
    """The verdict of every measure, context measures included, on the day `on` with what was known on `known`.

    Kept with the release, so that two requests for the same days cost one judgement.
    """
    return release.cache.get(("verdicts", on, known), lambda: _judge_all(release, on, known))


def _judge_all(release: Release, on: date, known: date | None) -> Mapping[str, Verdict]:
    marks = release.strategy.marks
    return MappingProxyType(
        {
            measure.id: judge(
                measure,
                rows_of(release, measure),
                on=on,
                home=release.strategy.home,
                known=known,
                events=release.events.get(measure.id, ()),
                marks=tuple(mark for mark in marks if mark.measure == measure.id),
                references=release.headline,
                statements=release.statements.get(measure.id, ()),
            )
            for measure in release.strategy.measures.values()
        }
    )


def rows_of(release: Release, measure: Measure) -> Sequence[Observation]:
    """The rows that judge a measure: those of home, and of an area that one of its targets is compared with."""
    home = release.headline.get(measure.id, ())
    compared = {target.reference for target in measure.targets if target.reference in release.strategy.areas}
    areas = sorted(area for area in compared if area and area != release.strategy.home)
    return (*home, *release.rows(measure.id, areas)) if areas else home
