"""Words what a fetched table would change: counts, corrections, and what looks doubtful. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.intake.rows import CHANGES, Change, Difference
from etl.intake.values import Doubt
from etl.reporting import visible
from etl.statistics.qualities import TableRemark
from strategy.model import Observation, Strategy
from strategy.texts import count, number, period, say

SHOWN = 12
"""So many changes of a kind are told one by one; the rest are counted."""
LONGEST = 200
"""Characters of a note that are shown."""


def changes_in_words(found: Difference, strategy: Strategy, lang: str) -> Iterator[str]:
    """The lines that tell a difference."""
    for kind in CHANGES:
        changes = found.of(kind)
        if changes:
            yield "  " + count(lang, f"statistics.change.{kind}", len(changes))
        if kind == "new":
            yield from _lines([_new(c.row, strategy, lang) for c in _nearest_first(changes, strategy)], lang)
        elif kind != "unchanged":
            yield from _lines([_change(c, strategy, lang) for c in changes], lang)
    yield from _doubtful(found, strategy, lang)


def losses_in_words(unread: Sequence[str], remarks: Sequence[TableRemark], lang: str) -> Iterator[str]:
    """The lines that tell what was not read, and what the publisher notes of what was."""
    if unread:
        yield "  " + count(lang, "statistics.unread", len(unread))
        yield from _lines([visible(label)[:LONGEST] for label in unread], lang)
        yield "    " + say(lang, "statistics.unread_remedy")
    for kind in dict.fromkeys(remark.kind for remark in remarks):
        texts = [" ".join(visible(r.text).split())[:LONGEST] for r in remarks if r.kind == kind]
        yield "  " + count(lang, f"statistics.remark.{kind}", len(texts))
        yield from _lines(texts, lang)


def _nearest_first(changes: Sequence[Change], strategy: Strategy) -> list[Change]:
    """New figures of our own area first, the latest first."""
    return sorted(changes, key=lambda c: (c.row.area != strategy.home, -c.row.period.end))


def _new(row: Observation, strategy: Strategy, lang: str) -> str:
    """A figure that is not in the record yet."""
    return f"{_of(row, strategy, lang)}: {_with_quality(row, strategy, lang)}"


def _with_quality(row: Observation, strategy: Strategy, lang: str) -> str:
    """A value with its quality, where that is not final."""
    quality = "" if row.quality == "final" else f" ({say(lang, f'common.quality.{row.quality}')})"
    return f"{_value(row, strategy, lang)}{quality}"


def _doubtful(found: Difference, strategy: Strategy, lang: str) -> Iterator[str]:
    if found.doubtful:
        yield "  " + count(lang, "statistics.doubtful", len(found.doubtful))
        yield from _lines([_doubt(c, d, strategy, lang) for c in found.doubtful for d in c.doubts], lang)
    if found.vanished:
        yield "  " + count(lang, "statistics.vanished", len(found.vanished))
        yield from _lines(
            [f"{_of(row, strategy, lang)}: {_value(row, strategy, lang)}" for row in found.vanished], lang
        )


def _lines(lines: Sequence[str], lang: str) -> Iterator[str]:
    yield from (f"    {line}" for line in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield "    " + count(lang, "statistics.more", len(lines) - SHOWN)


def _change(change: Change, strategy: Strategy, lang: str) -> str:
    shown = _with_quality if change.kind == "amended" else _value
    old = shown(change.before, strategy, lang) if change.before else ""
    new = shown(change.row, strategy, lang)
    where = _of(change.row, strategy, lang)
    if change.by is None or not change.by:
        return say(lang, "statistics.was", of=where, old=old, new=new)
    decimals = strategy.measures[change.row.measure].decimals
    return say(lang, "statistics.was_by", of=where, old=old, new=new, by=number(change.by, decimals, lang, sign=True))


def _doubt(change: Change, doubt: Doubt, strategy: Strategy, lang: str) -> str:
    decimals = strategy.measures[change.row.measure].decimals
    values = {k: number(v, decimals, lang) if isinstance(v, float) else v for k, v in doubt.values}
    why = say(lang, f"statistics.doubt.{doubt.kind}", **values)
    return f"{_of(change.row, strategy, lang)}: {_value(change.row, strategy, lang)}. {why}"


def _of(row: Observation, strategy: Strategy, lang: str) -> str:
    part = [strategy.breakdowns[row.breakdown].in_(lang)] if row.breakdown else []
    return ", ".join([row.measure, strategy.areas[row.area].name.in_(lang), *part, period(row.period, lang)])


def _value(row: Observation, strategy: Strategy, lang: str) -> str:
    if row.value is None:
        return say(lang, f"common.missing.{row.missing}")
    return number(row.value, strategy.measures[row.measure].decimals, lang)
