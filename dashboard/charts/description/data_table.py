"""The table twin of a chart: every drawn number once more, as text, with what must be known of it and its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.description.chart import DataTable, Numbers
from dashboard.charts.description.series import drawn_at
from dashboard.charts.description.targets import TargetLevel, short
from dashboard.charts.description.words import ChartWords
from strategy.model import ACTUAL, Baseline, Observation, Period
from strategy.texts import EN_DASH, sentence_case
from strategy.wording import missing_word

NOTHING = EN_DASH

ByPeriod = Mapping[Period, Observation]


def table(
    words: ChartWords,
    own: Sequence[Observation],
    peers: Mapping[str, Sequence[Observation]],
    found: Sequence[TargetLevel],
    totals: Mapping[Period, float],
    *,
    brief: bool = False,
) -> DataTable:
    """A row per period of the own series, of the peers, of the baseline and of the targets, in order of time.

    The target stands in the rows of the periods that it is for, the total so far in those of its window; without any
    target or any total that column is left out. A `brief` one has no numbers for files.
    """
    mine = tuple(aim for aim in found if aim.owner is None)
    twin = _Twin(words, _by_period(own), {area: _by_period(rows) for area, rows in peers.items()}, mine, totals)
    periods = twin.periods()
    rows = tuple(twin.row(period, at) for period, at in periods)
    numbers = () if brief else tuple(twin.row_of_numbers(period, at) for period, at in periods)
    return DataTable(twin.header(), twin.kinds(), rows, numbers)


def _by_period(rows: Sequence[Observation]) -> ByPeriod:
    """The row of each period: an actual figure before a budget."""
    found: dict[Period, Observation] = {}
    for row in sorted(rows, key=lambda row: row.quality in ACTUAL):
        found[row.period] = row
    return found


@dataclass(frozen=True, slots=True)
class _Twin:
    words: ChartWords
    own: ByPeriod
    peers: Mapping[str, ByPeriod]
    aims: tuple[TargetLevel, ...]
    totals: Mapping[Period, float]

    def kinds(self) -> tuple[str, ...]:
        total, target = ("total",) if self.totals else (), ("target",) if self.aims else ()
        return ("period", "own", *total, *target, *("peer" for _ in self.peers), "note", "source")

    def header(self) -> tuple[str, ...]:
        words = self.words
        unit = words.unit.axis.in_(words.lang) if words.unit else ""
        value = words.say("table.value_unit", unit=unit) if unit else words.say("table.value")
        middle = [words.say("table.total")] if self.totals else []
        middle += [words.say("table.target")] if self.aims else []
        middle += [words.area(area) for area in self.peers]
        return (words.say("table.period"), value, *middle, words.say("table.note"), words.say("table.source"))

    def periods(self) -> list[tuple[Period, float]]:
        """Every period that has something to tell, with where it stands."""
        places = {period: drawn_at(row) for rows in self.peers.values() for period, row in rows.items()}
        places |= {aim.period: aim.end for aim in self.aims if aim.target.window is None}
        if self.words.measure.baseline:
            places[self.words.measure.baseline.period] = self.words.measure.baseline.period.position
        places |= {period: drawn_at(row) for period, row in self.own.items()}
        return sorted(places.items(), key=lambda item: (item[1], item[0]))

    def row(self, period: Period, at: float) -> tuple[str, ...]:
        row, baseline = self.own.get(period), self._baseline(period)
        total = (self._total(period),) if self.totals else ()
        target = (self._target(at),) if self.aims else ()
        peers = (self._value(rows.get(period)) for rows in self.peers.values())
        notes = [self._baseline_note(row, baseline)] if baseline else []
        notes += [remark] if row and (remark := self.words.remark(row)) else []
        note = ". ".join(sentence_case(said) for said in notes)
        return (
            self.words.period(period),
            self._own_value(row, baseline),
            *total,
            *target,
            *peers,
            note,
            self._source(row, baseline),
        )

    def row_of_numbers(self, period: Period, at: float) -> Numbers:
        row, baseline, aim = self.own.get(period), self._baseline(period), self._aim(at)
        own = row.value if row else baseline.value if baseline else None
        peers = tuple(found.value if (found := rows.get(period)) else None for rows in self.peers.values())
        return Numbers(at, own, aim.low if aim else None, aim.high if aim else None, peers, self.totals.get(period))

    def _baseline(self, period: Period) -> Baseline | None:
        baseline = self.words.measure.baseline
        return baseline if baseline and baseline.period == period else None

    def _baseline_note(self, row: Observation | None, baseline: Baseline) -> str:
        """That it is the baseline; where the series has another number for the period, that of the baseline too."""
        word = self.words.say("baseline")
        if row is None or baseline.value is None:
            return word
        stated = self.words.number(baseline.value)
        return word if stated == self._value(row) else f"{word}: {stated}"

    def _own_value(self, row: Observation | None, baseline: Baseline | None) -> str:
        if row is None and baseline and baseline.value is not None:
            return self.words.number(baseline.value)
        return self._value(row)

    def _value(self, row: Observation | None) -> str:
        if row is not None and row.tells:
            return self.words.plain_figure(row)
        return missing_word(row.missing, self.words.lang) if row and row.missing else NOTHING

    def _total(self, period: Period) -> str:
        return self.words.number(self.totals[period]) if period in self.totals else NOTHING

    def _target(self, at: float) -> str:
        aim = self._aim(at)
        return short(aim, self.words) if aim else NOTHING

    def _aim(self, at: float) -> TargetLevel | None:
        """A target is for what follows the baseline or the target before it; a window also for its first part."""
        early = 1e-9
        found = [a for a in self.aims if a.start + (-early if a.target.window else early) <= at <= a.end + early]
        return found[-1] if found else None

    def _source(self, row: Observation | None, baseline: Baseline | None) -> str:
        if row is not None:
            return self.words.source(row)
        stated = baseline is not None and baseline.value is not None
        source = self.words.strategy.sources.get(self.words.strategy.source)
        return source.title_in(self.words.lang)[0] if source and stated else ""
