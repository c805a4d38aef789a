"""What of a sealed meeting's file is no longer as it was sealed. Decisions may be added: they come of the meeting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from strategy.meetings.freezing import freeze
from strategy.model import AgendaItem, Meeting


@dataclass(frozen=True, slots=True)
class AgendaDifference:
    """A field that was changed after the seal; `item` is the place of its agenda item, from 1, or 0."""

    item: int
    field: str
    sealed: str
    now: str


def differences(sealed: Meeting, now: Meeting) -> Iterator[AgendaDifference]:
    """Each field that reads otherwise than it was sealed."""
    yield from _fields(0, replace(sealed, items=()), replace(now, items=()))
    if len(sealed.items) != len(now.items):
        yield AgendaDifference(0, "item", str(len(sealed.items)), str(len(now.items)))
        return
    for place, (before, after) in enumerate(zip(sealed.items, now.items, strict=True), 1):
        yield from _fields(place, before, _as_decided(before, after))


def _as_decided(before: AgendaItem, after: AgendaItem) -> AgendaItem:
    """The item with no more decisions than were sealed, where those stand first."""
    return replace(after, decisions=after.decisions[: len(before.decisions)])


def _fields(place: int, before: Meeting | AgendaItem, after: Meeting | AgendaItem) -> Iterator[AgendaDifference]:
    for field in fields(before):
        was, is_ = getattr(before, field.name), getattr(after, field.name)
        if was != is_:
            name = "decided" if field.name == "decisions" else field.name
            yield AgendaDifference(place, name, _shown(was), _shown(is_))


def _shown(value: object) -> str:
    """A value as its file writes it, or nearly."""
    frozen = freeze(value)
    return frozen if isinstance(frozen, str) else json.dumps(frozen, ensure_ascii=False)
