"""Tells what changed between two days, as CSV for programs and as text for people. Decides nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

from etl.listings import number
from strategy import formats
from strategy.changes import FigureChange, MeasureChanges, StatusChange, TargetChange
from strategy.model import Event, Observation, Strategy
from strategy.sentences import missing_word, status_word
from strategy.target_words import target_words
from strategy.texts import count, say

COLUMNS = (
    "measure", "name", "what", "kind", "area", "period", "breakdown", "before", "after", "day", "source", "cause",
)  # fmt: skip
Row = dict[str, str]


def write_csv(found: Iterable[MeasureChanges], strategy: Strategy, lang: str, to: TextIO) -> None:
    """A line per change: figures with a decimal point, statuses and states by their ids, targets in words."""
    lines = csv.DictWriter(to, COLUMNS, restval="", lineterminator="\n")
    lines.writeheader()
    for change in found:
        for row in _rows(change, strategy, lang):
            lines.writerow({"measure": change.measure.id, "name": change.measure.name.in_(lang), **row})


def _rows(change: MeasureChanges, strategy: Strategy, lang: str) -> Iterator[Row]:
    yield from (_figure_row(figure) for figure in change.figures)
    for target in change.targets:
        words = [
            target_words(t, change.measure, strategy.units, lang) if t else "" for t in (target.before, target.after)
        ]
        yield {"what": "target", "kind": "moved" if target.before else "new", "before": words[0], "after": words[1],
               "day": _day(target.after.set_on), "cause": _decision(target, lang)}  # fmt: skip
    for event in change.events:
        yield {"what": "event", "kind": event.state, "after": event.state, "day": _day(event.known or event.day),
               "source": event.source}  # fmt: skip
    if change.status:
        before, after = (v.headline.status for v in (change.status.before, change.status.after))
        yield {"what": "status", "before": before, "after": after, "cause": "+".join(change.status.causes)}


def _figure_row(change: FigureChange) -> Row:
    row = change.after
    return {
        "what": "figure", "kind": change.kind, "area": row.area, "period": str(row.period), "breakdown": row.breakdown,
        "before": number(change.before.value) if change.before else "", "after": number(row.value),
        "day": _day(row.known), "source": row.source,
    }  # fmt: skip


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _decision(change: TargetChange, lang: str) -> str:
    return change.after.decision.in_(lang) if change.after.decision else ""


def lines(found: Iterable[MeasureChanges], strategy: Strategy, first: date, last: date, lang: str) -> Iterator[str]:
    """The changes for people: a heading, then each measure with its changes."""
    every = tuple(found)
    days = {"first": formats.day(first, lang), "last": formats.day(last, lang)}
    yield say(lang, "changes.title", **days)
    if not every:
        yield say(lang, "changes.none")
        return
    yield count(lang, "changes.measures", len(every))
    for change in every:
        yield ""
        yield f"{change.measure.id} {change.measure.name.in_(lang)}"
        yield from (f"  {line}" for line in _told(change, strategy, lang))


def _told(change: MeasureChanges, strategy: Strategy, lang: str) -> Iterator[str]:
    if change.status:
        yield status_line(change.status, lang)
    yield from (target_line(t, change, strategy, lang) for t in change.targets)
    yield from (event_line(e, lang) for e in change.events)
    home = [f for f in change.figures if f.after.area == strategy.home]
    yield from (figure_line(f, change, strategy, lang) for f in home)
    if others := len(change.figures) - len(home):
        yield count(lang, "changes.elsewhere", others)


def status_line(change: StatusChange, lang: str) -> str:
    """`Tila: vauhdissa → jäljessä. Syy: uusi tai korjattu luku.`"""
    causes = formats.listed([say(lang, f"changes.cause.{c}") for c in change.causes], lang)
    before, after = (status_word(v.headline.status, lang) for v in (change.before, change.after))
    return say(lang, "changes.status", before=before, after=after, causes=causes)


def target_line(change: TargetChange, of: MeasureChanges, strategy: Strategy, lang: str) -> str:
    """`Tavoite: vähintään 90 % → vähintään 92 %. Päätös: Valtuusto 15.2.2021.`"""
    before, after = (
        target_words(t, of.measure, strategy.units, lang) if t else "" for t in (change.before, change.after)
    )
    decision = _decision(change, lang) or (formats.day(change.after.set_on, lang) if change.after.set_on else "")
    key = "changes.target_moved" if change.before else "changes.target_new"
    return say(lang, key, before=before, after=after, decision=decision)


def event_line(event: Event, lang: str) -> str:
    """`Vaihe: tehty (3.5.2021).`"""
    return say(lang, "changes.event", state=say(lang, f"common.state.{event.state}"), day=formats.day(event.day, lang))


def figure_line(change: FigureChange, of: MeasureChanges, strategy: Strategy, lang: str) -> str:
    """`Korjattu 2020: 93 % → 92 % (30.4.2021, Tilastokeskus).`"""
    row = change.after
    source = strategy.sources[row.source].publisher
    known = formats.day(row.known, lang) if row.known else ""
    part = f", {strategy.breakdowns[row.breakdown].in_(lang)}" if row.breakdown else ""
    before, after = (_value(r, of, strategy, lang) for r in (change.before, row))
    return say(lang, f"changes.figure.{change.kind}", period=formats.period(row.period, lang) + part, before=before,
               after=after, day=known, source=source)  # fmt: skip


def _value(row: Observation | None, of: MeasureChanges, strategy: Strategy, lang: str) -> str:
    if row is None:
        return ""
    if row.value is None:
        return missing_word(row.missing or "", lang)
    unit = strategy.units.get(of.measure.unit or "")
    return formats.with_unit(row.value, of.measure.decimals, unit, lang)
