"""Which of several targets a measure is shown by on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from strategy.model import Target, day_after


def headline_of(targets: Sequence[Target], told: date, on: date) -> int:
    """The place of the target: of those set by the day `told` (if none: of all) the running, the next or the last."""
    places = [i for i, t in enumerate(targets) if t.set_on is None or t.set_on <= told] or list(range(len(targets)))
    # a decision replaces an earlier one for the same period: the newest is looked at first, and so wins
    places.sort(key=lambda i: targets[i].set_on or date.min, reverse=True)
    spans = {i: span(targets[i]) for i in places}
    running = [i for i, (first, last) in spans.items() if first <= on <= last]
    if running:
        return min(running, key=lambda i: spans[i][1])
    coming = [i for i, (first, _) in spans.items() if on < first < date.max]
    if coming:
        return min(coming, key=lambda i: spans[i])
    past = [i for i, (_, last) in spans.items() if last < on]
    return max(past, key=lambda i: spans[i][1]) if past else places[0]


def span(target: Target) -> tuple[date, date]:
    """The first and last day of a target's period; a bare deadline is its own day, an unknown period never comes."""
    period = target.period or target.window
    if period is not None:
        return period.first_day, period.last_day
    return (target.due, target.due) if target.due is not None else (date.max, date.max)


def headline_days(target: Target) -> Iterator[date]:
    """The days on which a target may become or cease to be the headline."""
    first, last = span(target)
    yield from (first, day_after(last))
    if target.set_on is not None:
        yield target.set_on
