"""What is known of an action on a day: the last state that was reported. An action is told of, and never judged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from strategy.model import ACTION_STATES, ActionEvent


def action_state(events: Iterable[ActionEvent], on: date, known: date | None = None) -> ActionEvent | None:
    """The last state of an action by the day `on`, of what was known on `known`; None where nobody has reported any."""
    told = (e for e in events if e.day <= on and (known is None or (e.known or date.min) <= known))
    return max(told, key=_order, default=None)


def reported_between(events: Iterable[ActionEvent], first: date, last: date) -> tuple[ActionEvent, ...]:
    """The states that became known after `first` and by `last`, by the actions' ids as they come and then by day."""
    told = [e for e in events if first < (e.known or e.day) <= last]
    place = {name: number for number, name in enumerate(dict.fromkeys(e.action for e in told))}
    return tuple(sorted(told, key=lambda e: (place[e.action], _order(e))))


def _order(event: ActionEvent) -> tuple[date, date, int, str]:
    return (event.day, event.known or date.min, ACTION_STATES.index(event.state), event.source)
