"""The way back of each figure and state of a measure that came in a file: which file, where in it, who accepted it.

Figures that were read by hand have no file; the sources of the page stand for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.components.tables import Cell, table
from dashboard.context import Context
from strategy import formats
from strategy.model import Event, Observation

_HASH = 12
"""So many digits of the file's sha256 begin its name."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One figure or state: when it stands (in order and in words), its origin, keeper and day."""

    stands: date
    words: str
    origin: str
    accepted_by: str
    known: date | None


def origins(context: Context, rows: Sequence[Observation], events: Sequence[Event]) -> list[Component]:
    """A line for each delivery: the figures of one file that one keeper accepted, with their places in it."""
    items = sorted((i for i in _items(context, rows, events) if i.origin), key=lambda i: i.stands)
    deliveries: dict[tuple[str, str, date | None], list[_Item]] = {}
    for item in items:
        deliveries.setdefault((item.origin.partition("#")[0], item.accepted_by, item.known), []).append(item)
    if not deliveries:
        return []
    names = ("common.head.period", "measure.origin.file", "measure.origin.place", "measure.origin.by")
    head = [context.say(name) for name in (*names, "common.head.known")]
    title = context.say("measure.origin.title")
    lines = [_line(context, came) for came in deliveries.values()]
    return [html.Section([html.H2(title), table(title, head, lines, hide_caption=True)])]


def _items(context: Context, rows: Iterable[Observation], events: Iterable[Event]) -> Iterable[_Item]:
    for row in rows:
        if row.area == context.strategy.home:
            words = formats.period(row.period, context.lang)
            yield _Item(row.period.last_day, words, row.origin, row.accepted_by, row.known)
    for event in events:
        yield _Item(event.day, context.day(event.day), event.origin, event.accepted_by, event.known)


def _line(context: Context, came: Sequence[_Item]) -> list[Cell]:
    first = came[0]
    places = [item.origin.partition("#")[2] for item in came]
    known = context.day(first.known) if first.known else context.say("common.known_unknown")
    return [_span([item.words for item in came]), _file(first.origin), _span(places), first.accepted_by, known]


def _span(words: Sequence[str]) -> str:
    """One word, or the first and the last of many."""
    one_of_each = list(dict.fromkeys(words))
    return one_of_each[0] if len(one_of_each) == 1 else f"{one_of_each[0]} … {one_of_each[-1]}"


def _file(origin: str) -> str:
    """The file as it was named, with the digits that tell it from another of that name."""
    kept = origin.partition("#")[0].rpartition("/")[2]
    digits, hyphen, name = kept.partition("-")
    return f"{name} ({digits})" if hyphen and len(digits) == _HASH else kept
