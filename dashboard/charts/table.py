"""The table twin of a chart: every drawn number once more, as text, with what must be known of it and its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.charts.chart import Table
from dashboard.charts.series import stands_at
from dashboard.charts.targets import Aim, short
from dashboard.charts.words import Words
from strategy.formats import EN_DASH, sentence_case
from strategy.model import ACTUAL, Observation
from strategy.periods import Period
from strategy.sentences import missing_word

NOTHING = EN_DASH


def table(
    words: Words, own: Sequence[Observation], peers: Mapping[str, Sequence[Observation]], found: Sequence[Aim]
) -> Table:
    """A row per period of the own series, of the peers, of the baseline and of the targets, in order of time.

    The target stands in the rows of the periods that it is for; without any target the column is left out.
    """
    targets = [_target_at(at, found, words) for _, at in _periods(words, own, peers, found)]
    aimed = any(targets)
    rows = tuple(
        (
            words.period(period),
            _own_value(words, period, own),
            *((target or NOTHING,) if aimed else ()),
            *(_peer_value(words, period, rows) for rows in peers.values()),
            _note(words, period, own),
            _source(words, period, own),
        )
        for (period, _), target in zip(_periods(words, own, peers, found), targets, strict=True)
    )
    header = _header(words, peers, aimed)
    return Table(header, rows, frozenset(range(1, len(header) - 2)))


def _header(words: Words, peers: Mapping[str, Sequence[Observation]], aimed: bool) -> tuple[str, ...]:
    unit = words.unit.axis.in_(words.lang) if words.unit else ""
    value = words.say("table.value_unit", unit=unit) if unit else words.say("table.value")
    middle = [words.say("table.target")] if aimed else []
    middle += [words.area(area) for area in peers]
    return (words.say("table.period"), value, *middle, words.say("table.note"), words.say("table.source"))


def _periods(
    words: Words, own: Sequence[Observation], peers: Mapping[str, Sequence[Observation]], found: Sequence[Aim]
) -> list[tuple[Period, float]]:
    """Every period that has something to tell, with where it stands."""
    places = {row.period: stands_at(row) for rows in peers.values() for row in rows}
    places |= {aim.period: aim.end for aim in found if aim.target.window is None and aim.owner is None}
    if words.measure.baseline:
        places[words.measure.baseline.period] = words.measure.baseline.period.position
    places |= {row.period: stands_at(row) for row in own}
    return sorted(places.items(), key=lambda item: (item[1], item[0]))


def _of(period: Period, rows: Sequence[Observation]) -> Observation | None:
    """The row of a period: an actual figure before a budget."""
    found = [row for row in rows if row.period == period]
    return min(found, key=lambda row: row.quality not in ACTUAL, default=None)


def _own_value(words: Words, period: Period, own: Sequence[Observation]) -> str:
    row = _of(period, own)
    if row is not None:
        return _value(words, row)
    baseline = words.measure.baseline
    if baseline and baseline.period == period and baseline.value is not None:
        return words.number(baseline.value)
    return NOTHING


def _peer_value(words: Words, period: Period, rows: Sequence[Observation]) -> str:
    row = _of(period, rows)
    return _value(words, row) if row else NOTHING


def _value(words: Words, row: Observation) -> str:
    if row.value is not None:
        return words.number(row.value)
    return missing_word(row.missing, words.lang) if row.missing else NOTHING


def _target_at(at: float, found: Sequence[Aim], words: Words) -> str:
    own = [aim for aim in found if aim.owner is None and aim.start + 1e-9 < at <= aim.end + 1e-9]
    return short(own[-1], words) if own else ""


def _note(words: Words, period: Period, own: Sequence[Observation]) -> str:
    row = _of(period, own)
    baseline = words.measure.baseline
    marks = [words.say("baseline")] if baseline and baseline.period == period else []
    marks += [remark] if row and (remark := words.remark(row)) else []
    return ". ".join(sentence_case(mark) for mark in marks)


def _source(words: Words, period: Period, own: Sequence[Observation]) -> str:
    row = _of(period, own)
    if row is not None:
        return words.source(row)
    baseline = words.measure.baseline
    source = words.strategy.sources.get(words.strategy.source)
    stated = baseline is not None and baseline.period == period and baseline.value is not None
    return source.title if source and stated else ""
