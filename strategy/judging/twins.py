"""One milestone that stands under two goals: what is reported of the one is reported of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from strategy.model import Event, Measure, Strategy


def with_twins(strategy: Strategy, events: Mapping[str, Sequence[Event]]) -> Mapping[str, tuple[Event, ...]]:
    """The events of each measure with those of its twin; a state that both report of one day is told once."""
    own = {measure: tuple(told) for measure, told in events.items()}
    pairs = (m for m in strategy.measures.values() if m.twin in events)
    return own | {m.id: (*own.get(m.id, ()), *_of_twin(m, events)) for m in pairs}


def _of_twin(measure: Measure, events: Mapping[str, Sequence[Event]]) -> Iterator[Event]:
    told = {_state(event) for event in events.get(measure.id, ())}
    for event in events[str(measure.twin)]:
        if _state(event) not in told:
            yield replace(event, measure=measure.id)


def _state(event: Event) -> tuple[object, ...]:
    return (event.day, event.state, event.stage, event.occasion)
