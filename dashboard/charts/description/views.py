"""A measure as it is looked at: its figures as they are, by coarser periods, or set against others, with the words.

A view is a measure and rows again, so that a chart, its table and its text are made of it as of any measure. A view
that is not in the measure's own figures carries no target: what is judged are the figures as they are declared.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from dashboard.charts.description.series import stands_at
from strategy.judging import Verdict, judge
from strategy.model import ACTUAL, LANGUAGES, Measure, Observation, Strategy, Text, Unit, position
from strategy.series import aggregation, normalisation
from strategy.texts import everywhere, formats, say

FORMS = ("index", "per_capita", "rank")
"""The ways to set figures against others."""
LEAST_RANKED = 3
"""Fewer areas have no order worth a drawing."""
INDEX_DECIMALS = 1
NO_WORD = Text("", "", "")
Rows = tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """What is to be shown: a grain and a form (empty: the figures as they are), beside which areas, from which year."""

    day: date
    lang: str
    grain: str = ""
    form: str = ""
    peers: tuple[str, ...] = ()
    since: int | None = None
    about: str = "index"
    """The text that says of what an index is made: of areas, or of two measures (`index_pair`)."""


@dataclass(frozen=True, slots=True)
class ChartView:
    """What is drawn. `finding` is empty where the judged sentence is the finding; `remarks` are sentences beside it."""

    measure: Measure
    rows: Rows
    """The valid rows, parts included as long as the figures are the measure's own."""
    strategy: Strategy
    verdict: Verdict
    finding: str = ""
    remarks: tuple[str, ...] = ()
    grain: str = ""
    """The grain that was made; empty for the series' own."""
    form: str = ""

    def of_area(self, area: str) -> Rows:
        """The rows of one area as a whole."""
        return tuple(row for row in self.rows if row.area == area and not row.breakdown)

    @property
    def home(self) -> Rows:
        """The rows of the strategy's own area as a whole."""
        return self.of_area(self.strategy.home)

    @property
    def breaks(self) -> tuple[date, ...]:
        """The days on which the series was broken, in order."""
        marks = self.strategy.marks
        return tuple(sorted(m.day for m in marks if m.measure == self.measure.id and m.kind == "break"))

    def shown_as(self, unit: Unit, **changes: object) -> ChartView:
        """The same under another unit, without targets; its figures are looked at and not judged."""
        units = {**self.strategy.units, unit.id: unit}
        measure = replace(self.measure, unit=unit.id, baseline=None, targets=(), reference_line=None, **changes)  # type: ignore[arg-type]
        return replace(self, measure=measure, strategy=replace(self.strategy, units=units))


def view(base: ChartView, asked: ViewRequest, population: Sequence[Observation] = ()) -> ChartView:
    """`base` as it is asked for. A grain or a form that these figures do not have is passed over with a remark.

    `population` holds the valid rows of the measure that counts the inhabitants.
    """
    finest = aggregation.native(base.home)
    found = base
    if asked.grain and finest and asked.grain in aggregation.offered(base.measure, finest)[1:]:
        found = _by_grain(base, asked, finest)
    if not asked.form:
        return found
    if asked.form not in forms(found, asked.peers, population):
        return replace(found, remarks=(*found.remarks, say(asked.lang, "views.form.impossible")))
    return _MADE[asked.form](found, asked, population)


def forms(base: ChartView, peers: Sequence[str], population: Sequence[Observation] = ()) -> tuple[str, ...]:
    """The forms in which these figures can be shown beside `peers`."""
    if base.measure.rank:
        return ()
    unit = base.strategy.units.get(base.measure.unit or "")
    counted = unit is not None and unit.counted
    possible = {
        "index": bool(peers) and _indexable(base, (base.strategy.home, *peers)),
        "per_capita": counted
        and any(r.value is not None for r in normalisation.per_inhabitants(base.home, population)),
        # by size alone a town and a capital always stand in the same order
        "rank": not counted and len(_municipalities(base, peers)) >= LEAST_RANKED,
    }
    return tuple(form for form in FORMS if possible[form])


def _indexable(base: ChartView, areas: Sequence[str]) -> bool:
    """Whether the areas share a first period, and no figure is zero or below: of such an index has no meaning."""
    above = all(row.value > 0 for area in areas for row in base.of_area(area) if row.value is not None)
    return above and normalisation.base_period(base.rows, areas) is not None


def _municipalities(base: ChartView, peers: Sequence[str]) -> tuple[str, ...]:
    """The municipalities among those shown: a country has no place among them."""
    return tuple(area for area in (base.strategy.home, *peers) if area.isdigit())


# periods


def _by_grain(base: ChartView, asked: ViewRequest, finest: str) -> ChartView:
    how = base.measure.aggregate or ""
    rows = aggregation.coarser(base.rows, asked.grain, how, base.breaks)
    made = f"views.made.{finest}_{asked.grain}.{how}"
    remarks = [say(asked.lang, made)] + ([say(asked.lang, f"views.judged.{finest}")] if base.measure.targets else [])
    found = replace(base, rows=rows, remarks=tuple(remarks), grain=asked.grain)
    unit = base.strategy.units.get(base.measure.unit or "") or _unit("none", NO_WORD)
    axis = _each(lambda lang: _joined(unit.axis.in_(lang), say(lang, f"views.axis.{asked.grain}.{how}")))
    titled = replace(unit, id=f"{unit.id}.{asked.grain}", axis=axis)
    return _unjudged(found.shown_as(titled, calendar=None), asked)


def _joined(unit: str, word: str) -> str:
    return f"{unit}, {word}" if unit else word


# forms


def _index(base: ChartView, asked: ViewRequest, _: Sequence[Observation]) -> ChartView:
    own, areas = _of_one_series(base, asked), (base.strategy.home, *asked.peers)
    first = normalisation.base_period(own, areas)
    if first is None:
        return replace(base, remarks=(*base.remarks, say(asked.lang, "views.form.impossible")))
    axis = _each(lambda lang: say(lang, "views.index", base=formats.period(first, lang)))
    unit = _unit("index", NO_WORD, axis)
    found = replace(base, rows=normalisation.indexed(own, areas, first), form="index")
    remark = say(asked.lang, f"views.about.{asked.about}", base=formats.period(first, asked.lang))
    measured = found.shown_as(unit, decimals=INDEX_DECIMALS, lowest=0.0, highest=None)
    return _unjudged(_told(base, measured, remark, asked.lang), asked)


def _of_one_series(base: ChartView, asked: ViewRequest) -> Rows:
    """The rows from `since` on, and of those after the last break by the page's day: an index does not span one."""
    last = max((day for day in base.breaks if day <= asked.day), default=date.min)
    return tuple(
        row
        for row in base.rows
        if not row.breakdown
        and row.period.last_day > last
        and (asked.since is None or row.period.start_position >= asked.since)
    )


def _per_capita(base: ChartView, asked: ViewRequest, population: Sequence[Observation]) -> ChartView:
    whole = [row for row in base.rows if not row.breakdown]
    found = replace(base, rows=normalisation.per_inhabitants(whole, population), form="per_capita")
    unit = base.strategy.units[base.measure.unit or ""]
    words = _each(lambda lang: _per(unit.text.in_(lang), lang))
    decimals = _three_figures([row.value for row in found.home if row.value is not None])
    measure = base.strategy.measures[population[0].measure]
    remark = say(asked.lang, "views.about.per_capita", name=measure.name.in_(asked.lang), id=measure.id)
    shown = found.shown_as(_unit("per_capita", words, words), decimals=decimals, highest=None)
    return _unjudged(_told(base, shown, remark, asked.lang), asked)


def _per(word: str, lang: str) -> str:
    return say(lang, "views.per", unit=word, per=formats.number(normalisation.PER, 0, lang))


def _three_figures(values: Sequence[float]) -> int:
    """So many decimals that the largest value has about three figures, three decimals at the most."""
    largest = max(map(abs, values), default=0.0)
    return min(3, max(0, 2 - math.floor(math.log10(largest)))) if largest else 0


def _rank(base: ChartView, asked: ViewRequest, _: Sequence[Observation]) -> ChartView:
    areas = _municipalities(base, asked.peers)
    smallest_first = base.measure.direction == "down"
    whole = [row for row in base.rows if not row.breakdown]
    found = replace(base, rows=normalisation.ranked(whole, areas, smallest_first=smallest_first), form="rank")
    unit = _unit("rank", NO_WORD, everywhere("views.place"))
    n = formats.number(len(areas), 0, asked.lang)
    remark = say(asked.lang, f"views.about.rank.{'smallest' if smallest_first else 'largest'}", n=n)
    shown = found.shown_as(unit, decimals=0, rank=True, lowest=None, highest=None)
    return _unjudged(_told(base, shown, remark, asked.lang), asked)


_MADE: Mapping[str, Callable[[ChartView, ViewRequest, Sequence[Observation]], ChartView]] = MappingProxyType(
    {"index": _index, "per_capita": _per_capita, "rank": _rank}
)


# words


def _told(base: ChartView, found: ChartView, remark: str, lang: str) -> ChartView:
    """With what the form means, and that the judgement is not made of it."""
    judged = [say(lang, "views.judged.form")] if base.measure.targets else []
    limits = [say(lang, "views.bounds")] if any(row.is_bound for row in base.rows) else []
    return replace(found, remarks=(*found.remarks, remark, *limits, *judged))


def _unit(name: str, text: Text, axis: Text | None = None) -> Unit:
    return Unit(f"views.{name}", text, text, text, axis or text)


def _each(make: Callable[[str], str]) -> Text:
    return Text(*(make(lang) for lang in LANGUAGES))


def _unjudged(found: ChartView, asked: ViewRequest) -> ChartView:
    """With a verdict that says no more than which figure is the newest, and a sentence about that figure."""
    measure = found.measure
    verdict = judge(measure, found.home, on=asked.day, home=found.strategy.home)
    return replace(found, verdict=verdict, finding=_finding(found, asked))


def _finding(found: ChartView, asked: ViewRequest) -> str:
    told = [row for row in found.home if row.is_bound or (row.value is not None and row.quality in ACTUAL)]
    by_day = [row for row in told if stands_at(row) <= position(asked.day) + 1e-9] or told
    if not by_day:
        return say(asked.lang, "charts.alt.none")
    newest = by_day[-1]
    unit = found.strategy.units[found.measure.unit or ""]
    value = formats.figure(newest, found.measure.decimals, unit, asked.lang)
    return say(
        asked.lang,
        f"views.finding.{found.form or 'value'}",
        area=found.strategy.areas[found.strategy.home].name.in_(asked.lang),
        value=value,
        n=newest.n or "",
        period=formats.period(newest.period, asked.lang),
    )


def of_part(base: ChartView, part: str, asked: ViewRequest) -> ChartView:
    """One part of the own area as a measure of its own, named as the part; targets, remarks are of the whole."""
    area = base.strategy.home
    rows = tuple(replace(r, breakdown="") for r in base.rows if r.area == area and r.breakdown == part)
    name = base.strategy.breakdowns.get(part) or _each(lambda _: part)
    measure = replace(base.measure, name=name, baseline=None, targets=(), reference_line=None)
    areas = {**base.strategy.areas, area: replace(base.strategy.areas[area], name=name)}
    named = replace(base, measure=measure, rows=rows, strategy=replace(base.strategy, areas=areas), remarks=())
    return _unjudged(named, asked)
