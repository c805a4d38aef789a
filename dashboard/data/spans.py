"""Looks up how a measure stands on a day in the spans that a release stores. It judges nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from strategy.judging import StatusSpan, StatusTold, headline_of
from strategy.model import Measure

TargetSpans = tuple[tuple[date, ...], tuple[StatusTold, ...]]
"""The first days of the spans of a target, in order of time, and what each tells."""


@dataclass(frozen=True, slots=True)
class MeasureSpans:
    """The spans of a measure by target, 0 where nothing of it is to be judged."""

    known: date
    """They hold by what was known on this day or later."""
    until: date
    runs: Mapping[int, TargetSpans]
    single: TargetSpans | None = field(init=False, compare=False)
    """Those of the only target; None where there are several."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "single", next(iter(self.runs.values())) if len(self.runs) == 1 else None)

    def hold(self, known: date | None) -> bool:
        """Whether they hold by what was known on a day; None: by all."""
        return known is None or known >= self.known

    def on(self, measure: Measure, day: date, known: date | None) -> StatusTold | None:
        """What the spans tell of the headline target on a day; None where they do not reach."""
        if day > self.until or (known is not None and known < self.known):
            return None
        if self.single is not None:
            first_days, told = self.single
        else:
            told_by = day if known is None else min(day, known)
            first_days, told = self.runs[headline_of(measure.targets, told_by, day) + 1]
        return told[bisect_right(first_days, day) - 1]

    def run(self, place: int, day: date) -> date | None:
        """The first day of the unbroken run of a target's status; None where it was never otherwise."""
        first_days, told = self.runs[min(self.runs) + place]
        at = bisect_right(first_days, day) - 1
        while at and told[at - 1].status == told[at].status:
            at -= 1
        return first_days[at] if at else None


def by_measure(spans: Iterable[StatusSpan]) -> Mapping[str, MeasureSpans]:
    """The spans of each measure; `spans` are in order of time within a target."""
    found: dict[str, dict[int, list[StatusSpan]]] = defaultdict(lambda: defaultdict(list))
    for span in spans:
        found[span.measure][span.target].append(span)
    return MappingProxyType({measure: _of(targets) for measure, targets in found.items()})


def _of(targets: Mapping[int, list[StatusSpan]]) -> MeasureSpans:
    last = [own[-1] for own in targets.values()]
    runs = {
        place: (tuple(s.first_day for s in own), tuple(StatusTold(s.status, s.unreported, s.figures) for s in own))
        for place, own in targets.items()
    }
    return MeasureSpans(max(s.known for s in last), min(s.last_day for s in last), MappingProxyType(runs))
