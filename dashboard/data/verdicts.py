"""The verdicts of a release on a day: the glue between the store's rows and `strategy.judging`.

It decides nothing itself. The status of every measure is looked up in the spans that the release stores; a measure is
judged where more is asked of it, or where they do not reach: after their end, by what was known before the last figure
came, or where the release was built with other rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from dashboard.data.store import Release
from strategy.judging import (
    Inquiry,
    PendingVerdict,
    RulingBetweenTurns,
    Rulings,
    Run,
    StatusBetweenTurns,
    StatusTold,
    Verdict,
    inquire,
    knowledge_days,
)
from strategy.model import Measure, Observation, Statement, Strategy


class DayVerdicts(Mapping[str, Verdict]):
    """The verdicts of a day by measure, each made when it is first asked for: a page looks at few of a day before."""

    __slots__ = ("_judge", "_made", "_measures")

    def __init__(self, measures: Mapping[str, Measure], judge: Callable[[Measure], Verdict]) -> None:
        self._measures, self._judge = measures, judge
        self._made: dict[str, Verdict] = {}

    def __getitem__(self, measure: str) -> Verdict:
        try:
            return self._made[measure]
        except KeyError:
            return self._made.setdefault(measure, self._judge(self._measures[measure]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._measures)

    def __len__(self) -> int:
        return len(self._measures)


def page_day(strategy: Strategy, today: date) -> date:
    """The day that pages stand on when nobody asks for another: the strategy's review day, or today before it."""
    return min(today, strategy.review_day)


def judge_all(release: Release, on: date, known: date | None = None) -> Mapping[str, Verdict]:
    """The verdict of every measure, context measures included, on the day `on` with what was known on `known`.

    Kept with the release, so that two requests for the same days cost one judgement of a measure.
    """
    return release.cache.get(("verdicts", on, known), lambda: _judge_all(release, on, known))


def _judge_all(release: Release, on: date, known: date | None) -> Mapping[str, Verdict]:
    source = ReleaseVerdicts(release, on, known)
    return DayVerdicts(release.strategy.measures, lambda measure: PendingVerdict.of(measure, on, known, source))


@dataclass(frozen=True, slots=True)
class ReleaseVerdicts:
    """What the verdicts of a release are found from, on a day by what was known on another."""

    release: Release
    on: date
    known: date | None

    def told(self, measure: Measure) -> StatusTold | None:
        """What stands of a status in the spans; by what was known before they hold, what is found between turns."""
        spans = self.release.spans.get(measure.id)
        if spans is None:
            return None
        told = spans.on(measure, self.on, self.known)
        return _told(self.release, measure, self.on, self.known, spans.until) if told is None else told

    def inquiry(self, measure: Measure) -> Inquiry:
        """What is asked of a measure."""
        return _inquiry(self.release, measure, self.known)

    def statements(self, measure: Measure) -> Sequence[Statement]:
        """What was said of a measure."""
        return self.release.statements.get(measure.id, ())

    def run(self, measure: Measure) -> Run | None:
        """Since when a status holds, where the spans reach."""
        spans = self.release.spans.get(measure.id)
        return spans.run if spans and spans.on(measure, self.on, self.known) else None

    def rulings(self, measure: Measure) -> Rulings | None:
        """What the rules say of a measure, found once for the days between which nothing turns; not without spans."""
        spans, release = self.release.spans.get(measure.id), self.release
        if spans is None:
            return None
        since = None if spans.hold(self.known) or self.known is None else _known_since(release, measure, self.known)
        key = (measure.id, since, "rulings")
        return release.inquiries.get(key, lambda: RulingBetweenTurns(_inquiry(release, measure, since), spans.until)).on


def _told(release: Release, measure: Measure, on: date, known: date | None, until: date) -> StatusTold:
    """What stands of a status by what was known earlier; found once for all days between which nothing turns."""
    since = None if known is None else _known_since(release, measure, known)
    kept = release.inquiries.get(
        (measure.id, since, "statuses"), lambda: StatusBetweenTurns(_inquiry(release, measure, since), until)
    )
    return kept.on(on, known)


def _inquiry(release: Release, measure: Measure, known: date | None) -> Inquiry:
    """What is asked of a measure; gathered once for all days between which nothing became known of it."""
    spans = release.spans.get(measure.id)
    if known is None or (spans and spans.hold(known)):
        return _whole(release, measure).known_on(known)
    since = _known_since(release, measure, known)
    return release.inquiries.get((measure.id, since), lambda: _inquire(release, measure, since)).known_on(known)


def _whole(release: Release, measure: Measure) -> Inquiry:
    """What is asked of a measure by all that is known."""
    return release.inquiries.get((measure.id, None), lambda: _inquire(release, measure, None))


def _known_since(release: Release, measure: Measure, known: date) -> date:
    """The last day up to `known` on which something of a measure became known."""
    days = release.inquiries.get((measure.id, "days"), lambda: _knowledge_days(release, measure))
    return days[bisect_right(days, known) - 1]


def _knowledge_days(release: Release, measure: Measure) -> tuple[date, ...]:
    whole = _whole(release, measure)
    named = (release.headline.get(target.reference or "", ()) for target in measure.targets)
    return knowledge_days([*rows_of(release, measure), *chain.from_iterable(named)], whole)


def _inquire(release: Release, measure: Measure, known: date | None) -> Inquiry:
    return inquire(
        measure,
        rows_of(release, measure),
        home=release.strategy.home,
        known=known,
        events=release.events.get(measure.id, ()),
        marks=tuple(mark for mark in release.strategy.marks if mark.measure == measure.id),
        references=release.headline,
    )


def rows_of(release: Release, measure: Measure) -> Sequence[Observation]:
    """The rows that judge a measure: those of home, and of an area that one of its targets is compared with."""
    home = release.headline.get(measure.id, ())
    compared = {target.reference for target in measure.targets if target.reference in release.strategy.areas}
    areas = sorted(area for area in compared if area and area != release.strategy.home)
    return (*home, *release.rows(measure.id, areas)) if areas else home
