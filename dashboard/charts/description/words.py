"""How a measure's figures and their remarks are worded in a chart: the same functions as everywhere, in one place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from strategy.judging import Verdict
from strategy.model import Measure, Observation, Period, Strategy, Unit, decimals_needed
from strategy.texts import formats, say
from strategy.wording import speech, unrounded

QUIET = ("final", "high")
"""What needs no word: a final figure, high confidence."""
MOST = 4
"""So many decimals at the most have the numbers of axes and of targets."""


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The measure, the strategy and the language that a chart is worded for."""

    measure: Measure
    strategy: Strategy
    lang: str
    unrounded: Mapping[Period, str] = field(default_factory=dict)
    """Of the own figures that meet or miss their target only as they are rounded, what they are unrounded, in words."""
    _said: dict[tuple[object, ...], str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What must be known of figures, by what tells it: most figures of a chart have the same remark."""

    @property
    def unit(self) -> Unit | None:
        """The unit of the measure, if it has one."""
        return self.strategy.units.get(self.measure.unit or "")

    @property
    def title(self) -> str:
        """The name of the measure; of one with made-up figures it says so."""
        name, mark = self.measure.name.in_(self.lang), self.made_up("short")
        return f"{name} ({mark})" if mark else name

    def made_up(self, form: str) -> str:
        """That the figures are made up, as a `title` (a sentence) or `short`; empty for real ones."""
        return say(self.lang, f"made_up.{form}") if self.strategy.made_up else ""

    def say(self, key: str, /, **values: object) -> str:
        """A text of the charts."""
        return say(self.lang, f"charts.{key}", **values)

    def number(self, value: float) -> str:
        """A value as the measure prints it, without its unit."""
        return formats.number(value, self.measure.decimals, self.lang)

    def value(self, value: float) -> str:
        """A value as the measure prints it, with its unit."""
        return formats.with_unit(value, self.measure.decimals, self.unit, self.lang)

    def figure(self, row: Observation) -> str:
        """The figure of a row or its limits, with the unit; empty where it tells neither."""
        return formats.figure(row, self.measure.decimals, self.unit, self.lang)

    def plain_figure(self, row: Observation) -> str:
        """The same without the unit."""
        return formats.figure(row, self.measure.decimals, None, self.lang)

    def short_value(self, value: float, *beside: float) -> str:
        """A value with its unit where that is one sign (`17 %`), else without: for labels where room is scarce."""
        unit = self.unit.text.in_(self.lang) if self.unit else ""
        return formats.joined(self.shortest(value, *beside), unit if len(unit) == 1 else "", self.lang)

    def shortest(self, value: float, *beside: float) -> str:
        """A value with no more decimals than it and those `beside` it need: `8,0` beside `8,1`, else `8`."""
        return next(self.alike((value, *beside)))

    def alike(self, values: Sequence[float]) -> Iterator[str]:
        """Values with the decimals that any of them needs."""
        decimals = max((decimals_needed(value, MOST) for value in values), default=0)
        return (formats.number(value, decimals, self.lang) for value in values)

    def period(self, period: Period) -> str:
        """A period as people write it."""
        return formats.period(period, self.lang)

    def remark(self, row: Observation) -> str:
        """What must be known of a figure, in one line and each once; empty where nothing needs to be said."""
        key = (row.quality, row.comparable, row.note, row.confidence, self.told_unrounded(row))
        if key not in self._said:
            self._said[key] = ". ".join(dict.fromkeys(map(formats.sentence_case, self._remarks(row))))
        return self._said[key]

    def told_unrounded(self, row: Observation) -> str:
        """What a figure is unrounded, where a target is met or missed only by rounding; else empty."""
        own = row.area == self.strategy.home and not row.breakdown
        return self.unrounded.get(row.period, "") if own else ""

    def _remarks(self, row: Observation) -> Iterator[str]:
        if told := self.told_unrounded(row):
            yield told
        if row.quality not in QUIET:
            yield self.say(f"quality.{row.quality}")
        if not row.comparable:
            yield self.say("not_comparable")
        if row.note and (note := self.strategy.notes.get(row.note)):
            yield note.text.in_(self.lang).rstrip(".")
        if row.confidence not in QUIET:
            yield self.say(f"confidence.{row.confidence}")

    def source(self, row: Observation) -> str:
        """The title of the source; one that is not the publisher's own says so."""
        source = self.strategy.sources.get(row.source)
        title = source.title_in(self.lang)[0] if source else row.source
        secondary = row.secondary or (source is not None and not source.own)
        return self.say("secondary", source=title) if secondary else title

    def place(self, area: str) -> int:
        """The place of another area in the catalogue's order, from 0; one that it does not name stands last."""
        others = [known for known in self.strategy.areas if known != self.strategy.home]
        return others.index(area) if area in others else len(others)

    def area(self, area: str) -> str:
        """The name of an area; its code where the catalogue does not name it."""
        known = self.strategy.areas.get(area)
        return known.name.in_(self.lang) if known else area


def judged_words(measure: Measure, strategy: Strategy, lang: str, verdict: Verdict) -> ChartWords:
    """The words of the chart of a verdict: where rounding decides, they know what the figure is unrounded."""
    words = ChartWords(measure, strategy, lang)
    decided = [it for it in verdict.judgements if it.rounding_decides and it.period]
    voice = speech(measure, strategy.units, lang)
    told = {it.period: words.say("unrounded", value=unrounded(it, voice)) for it in decided if it.period}
    return replace(words, unrounded=told) if told else words
