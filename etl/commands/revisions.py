"""Tells what changed between two days, as CSV for programs and as text for people. Decides nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TextIO

from etl.record import number
from strategy.judging import FigureChange, MeasureChanges, StatementChange
from strategy.model import ActionEvent, Event, Strategy
from strategy.texts import count, formats, say
from strategy.wording import (
    decided_words,
    decision_words,
    event_line,
    figure_line,
    statement_line,
    status_line,
    target_line,
    target_words,
)

COLUMNS = (
    "measure", "name", "what", "kind", "area", "period", "breakdown", "before", "after", "day", "source", "cause",
)  # fmt: skip
Row = dict[str, str]


def write_csv(
    found: Iterable[MeasureChanges], actions: Iterable[ActionEvent], strategy: Strategy, lang: str, to: TextIO
) -> None:
    """A line per change: figures with a decimal point, statuses and states by their ids, targets in words.

    The states of actions follow; there the first column is the action's id, and `what` is `action`.
    """
    lines = csv.DictWriter(to, COLUMNS, restval="", lineterminator="\n")
    lines.writeheader()
    for change in found:
        for row in _rows(change, strategy, lang):
            lines.writerow({"measure": change.measure.id, "name": change.measure.name.in_(lang), **row})
    for event in actions:
        name = strategy.actions[event.action].name.in_(lang)
        lines.writerow({"measure": event.action, "name": name, **_event_row("action", event)})


def _rows(change: MeasureChanges, strategy: Strategy, lang: str) -> Iterator[Row]:
    yield from (_figure_row(figure) for figure in change.figures)
    for target in change.targets:
        words = [
            target_words(t, change.measure, strategy.units, lang) if t else "" for t in (target.before, target.after)
        ]
        yield {"what": "target", "kind": "moved" if target.before else "new", "before": words[0], "after": words[1],
               "day": _day(target.after.set_on), "cause": decision_words(target, lang)}  # fmt: skip
    for event in change.events:
        yield _event_row("event", event)
    yield from (_statement_row(said, lang) for said in change.statements)
    if change.status:
        before, after = (v.headline.status for v in (change.status.before, change.status.after))
        yield {"what": "status", "before": before, "after": after, "cause": "+".join(change.status.causes)}


def _event_row(what: str, event: Event | ActionEvent) -> Row:
    day = _day(event.known or event.day)
    return {"what": what, "kind": event.state, "after": event.state, "day": day, "source": event.source}


def _statement_row(change: StatementChange, lang: str) -> Row:
    said = change.statement
    row = {"what": "statement", "kind": change.kind, "after": said.text.in_(lang)[0], "day": _day(said.day)}
    if change.kind == "comment":
        return row | {"cause": said.role}
    ended = change.kind == "ended"
    return row | {"day": _day(said.until if ended else said.day), "cause": decided_words(said, lang)}


def _figure_row(change: FigureChange) -> Row:
    row = change.after
    return {
        "what": "figure", "kind": change.kind, "area": row.area, "period": str(row.period), "breakdown": row.breakdown,
        "before": number(change.before.value) if change.before else "", "after": number(row.value),
        "day": _day(row.known), "source": row.source,
    }  # fmt: skip


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def lines(
    found: Iterable[MeasureChanges],
    actions: Sequence[ActionEvent],
    strategy: Strategy,
    first: date,
    last: date,
    lang: str,
) -> Iterator[str]:
    """The changes for people: a heading, then each measure with its changes, then what was reported of actions."""
    every = tuple(found)
    days = {"first": formats.day(first, lang), "last": formats.day(last, lang)}
    yield say(lang, "changes.title", **days)
    if not every and not actions:
        yield say(lang, "changes.none")
        return
    if every:
        yield count(lang, "changes.measures", len(every))
    for change in every:
        yield ""
        yield f"{change.measure.id} {change.measure.name.in_(lang)}"
        yield from (f"  {line}" for line in _told(change, strategy, lang))
    for name, own in groupby(actions, key=lambda event: event.action):
        yield ""
        yield f"{say(lang, 'actions.action')} {name} {strategy.actions[name].name.in_(lang)}"
        yield from (f"  {event_line(event, lang)}" for event in own)


def _told(change: MeasureChanges, strategy: Strategy, lang: str) -> Iterator[str]:
    if change.status:
        yield status_line(change.status, lang)
    yield from (target_line(t, change, strategy, lang) for t in change.targets)
    yield from (event_line(e, lang) for e in change.events)
    yield from (statement_line(s, lang) for s in change.statements)
    home = [f for f in change.figures if f.after.area == strategy.home]
    yield from (figure_line(f, change, strategy, lang) for f in home)
    if others := len(change.figures) - len(home):
        yield count(lang, "changes.elsewhere", others)
