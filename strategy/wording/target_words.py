"""A target in words: `vähintään 90 %`, `keskimäärin vähintään 80 asuntoa vuodessa, 2018–2022`, `tavoitearvo avoin`.

Only puts into words what the catalogue and the judgement hold; no rule is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from strategy.judging import CHANGES, Judgement, as_fine, leaves_one_value, operator, sign, window_of
from strategy.model import LANGUAGES, Measure, Period, Target, Text, Unit, rounded, usable
from strategy.texts import formats, say

_SHARES = MappingProxyType({
    Fraction(1, 2): "half", Fraction(1, 3): "third", Fraction(1, 4): "quarter", Fraction(1, 5): "fifth",
    Fraction(1, 10): "tenth",
})  # fmt: skip
_LARGEST_DENOMINATOR = 100


@dataclass(frozen=True, slots=True)
class Speech:
    """What words need to know: the measure, its unit and the language."""

    measure: Measure
    unit: Unit | None
    lang: str

    def say(self, key: str, /, **values: object) -> str:
        """A text under `sentences`."""
        # a value with its unit in brackets and then its period: one pair of brackets
        return say(self.lang, f"sentences.{key}", **values).replace(") (", ", ")

    def value(self, value: float) -> str:
        """A value of the measure with its unit; a place in a comparison says that it is one: `sija 2`."""
        if self.measure.rank:
            return self.say("rank.place", place=self.number(value))
        return formats.with_unit(value, self.measure.decimals, self.unit, self.lang)

    def number(self, value: float) -> str:
        """A value of the measure without its unit."""
        return formats.number(value, self.measure.decimals, self.lang)

    def bound(self, low: float | None, high: float | None) -> str:
        """A value that its source only bounds: `vähintään 3 %`, `2–4 %`; of a place `parhaimmillaan 3`."""
        if not self.measure.rank:
            return self.limits("range", low, high, self.measure.decimals)
        if low is not None and high is not None and low != high:
            return self.say("rank.between", low=self.number(low), high=self.number(high))
        if low is not None and high is not None:
            return self.number(low)
        if low is not None:
            return self.say("rank.at_best", place=self.number(low))
        return "" if high is None else self.say("rank.at_worst", place=self.number(high))

    def counting(self) -> Speech:
        """The same words for a total: four meetings are held during two years, not four meetings a year."""
        return self if self.unit is None else replace(self, unit=_without_a_year(self.unit))

    def limit(self, op: str, value: float, decimals: int) -> str:
        """A limit with its unit: `vähintään 90 %`; of the last value that there can be, the number alone."""
        if leaves_one_value(self.measure, op, value):
            return formats.with_unit(value, decimals, self.unit, self.lang)
        return self.say(f"target.{op}", value=formats.with_unit(value, decimals, self.unit, self.lang))

    def between(self, low: float, high: float, decimals: int) -> str:
        """A range with its unit: `0,5–1,4 %`; with a minus in it, not with a dash; of one number, the number."""
        if rounded(low, decimals) == rounded(high, decimals):
            return formats.with_unit(low, decimals, self.unit, self.lang)
        return self.say(
            "target.between" if low >= 0 else "target.between_signed",
            low=formats.range_start(low, decimals, self.unit, self.lang),
            high=formats.with_unit(high, decimals, self.unit, self.lang),
        )

    def limits(self, op: str | None, low: float | None, high: float | None, decimals: int) -> str:
        """A condition in words, whichever of its limits are given."""
        if op == "range" and low is not None and high is not None:
            return self.between(low, high, decimals)
        if low is not None:
            return self.limit("more_than" if op == "more_than" else "at_least", low, decimals)
        if high is not None:
            return self.limit("less_than" if op == "less_than" else "at_most", high, decimals)
        return self.say("target.undefined")


def counted_unit(judgement: Judgement, unit: Unit | None) -> Unit | None:
    """The unit of a judged value: what is summed or counted over a window is no rate, so it has no `a year`."""
    total = judgement.target is not None and judgement.target.kind in ("sum", "count")
    return _without_a_year(unit) if total and unit is not None else unit


def _without_a_year(unit: Unit) -> Unit:
    def cut(text: Text) -> Text:
        words = {lang: say(lang, "sentences.a_year.word") for lang in LANGUAGES}
        return Text(*(text.in_(lang).removesuffix(f" {word}") for lang, word in words.items()))

    return replace(unit, text=cut(unit.text), one=cut(unit.one))


def speech(measure: Measure, units: Mapping[str, Unit], lang: str) -> Speech:
    """The words of a measure in a language."""
    unit = units.get(measure.unit) if measure.unit else None
    return Speech(measure, None if unit is None else _named(unit), lang)


def _named(unit: Unit) -> Unit:
    """A unit that no word follows goes by what stands at its axis: in a sentence no number is bare."""
    words = [word or (f"({axis})" if axis else "") for word, axis in zip(unit.text, unit.axis, strict=True)]
    ones = [one or word for one, word in zip(unit.one, words, strict=True)]
    return replace(unit, text=Text(*words), one=Text(*ones))


def value_words(voice: Speech, value: float, period: Period) -> str:
    """A value outside of a sentence: `31,9 % (2021)`, `sija 2 (2020)`, `4,1 (asteikko 1–6, 2020)`."""
    return f"{voice.value(value)} ({formats.period(period, voice.lang)})".replace(") (", ", ")


def target_words(target: Target, measure: Measure, units: Mapping[str, Unit], lang: str) -> str:
    """A target in words, without the period it is for (a window is part of the words)."""
    return words_of(target, speech(as_fine(measure, target), units, lang))


def dated_target_words(target: Target, measure: Measure, units: Mapping[str, Unit], lang: str) -> str:
    """A target in words with the period it is for, where it has one."""
    voice = speech(measure, units, lang)
    return _for_period(target, words_of(target, voice), voice)


def goal_words(judgement: Judgement, voice: Speech) -> str:
    """The target as it was judged: of a change, also the value that follows from the baseline; with its period."""
    target = judgement.target
    if target is None:
        return ""
    words = words_of(target, voice)
    if target.kind not in CHANGES or judgement.target_value is None:
        return _for_period(target, words, voice)
    op = operator(voice.measure, target) or ("at_least" if sign(voice.measure) == 1 else "at_most")
    limit = voice.limit(op, judgement.target_value, written(voice, judgement.target_value))
    return voice.say("target.that_is", limit=_for_period(target, limit, voice, changed=False), words=words)


def _for_period(target: Target, words: str, voice: Speech, *, changed: bool = True) -> str:
    """Words with their period; those of a change end in a year already (`than in 2019`), so theirs comes first."""
    if target.period is None or window_of(target) is not None or target.kind in ("done", "stage"):
        return words
    first = changed and target.kind in CHANGES and target.period.frequency == "year"
    form = "in_year" if first else "for_period"
    return voice.say(f"target.{form}", words=words, period=formats.period(target.period, voice.lang))


def words_of(target: Target, voice: Speech) -> str:
    """A target in words."""
    kind = target.kind
    if kind in ("done", "stage"):
        return _done(target, voice)
    if kind in ("undefined", "direction"):
        direction = voice.measure.direction if voice.measure.direction in ("up", "down") else "direction"
        return voice.say(f"target.{direction if kind == 'direction' else kind}")
    if kind == "best_of":
        return _best(target, voice)
    if kind == "better_than":
        return voice.say(f"target.{ {1: 'above', -1: 'below', None: 'better'}[sign(voice.measure)] }_reference")
    if kind in CHANGES:
        return _change(target, voice)
    return _limits(target, voice)


def _limits(target: Target, voice: Speech) -> str:
    voice = voice.counting() if target.kind in ("sum", "count") else voice
    op, low, high = operator(voice.measure, target), target.low, target.high
    if op != "range":
        low, high = (target.value, None) if op in ("at_least", "more_than") else (None, target.value)
    low, high = (limit if limit is not None and usable(limit) else None for limit in (low, high))
    limit = voice.limits(op, low, high, written(voice, low, high))
    window = window_of(target)
    if window is None or (low is None and high is None):
        return limit
    form = target.kind if target.kind in ("mean", "sum", "count") else "each"
    return voice.say(f"target.{form}", limit=limit, window=formats.period(window, voice.lang))


def written(voice: Speech, *values: float | None, most: int | None = None) -> int:
    """How many decimals numbers need, `most` (the measure's own) at the most: 17 stays 17 where values have two."""
    most = voice.measure.decimals if most is None else most
    texts = [formats.shortest(v, "en", most) for v in values if v is not None and usable(v)]
    return max((len(text.partition(".")[2]) for text in texts), default=most)


def _change(target: Target, voice: Speech) -> str:
    if target.value is None or not usable(target.value):
        return voice.say("target.undefined")
    lang, percent = voice.lang, target.kind == "change_percent"
    amount = formats.shortest(target.value, lang)
    decimals = written(voice, target.value)
    word = "%" if percent else formats.difference_word(target.value, decimals, voice.unit, lang)
    way = "fall" if sign(voice.measure) == -1 else "rise"
    # of shares Swedish and English say higher and lower, of amounts more and less
    way += "_share" if voice.unit is not None and voice.unit.difference != voice.unit.text else ""
    words = voice.say(f"target.{way}", value=formats.joined(amount, word, lang))
    base = target.base or (voice.measure.baseline.period if voice.measure.baseline else None)
    if base is None:
        return words
    form = "than_year" if base.frequency == "year" else "than"
    return voice.say(f"target.{form}", words=words, base=formats.period(base, lang))


def _best(target: Target, voice: Speech) -> str:
    if target.value is None or not usable(target.value):
        return voice.say("target.undefined")
    if target.value >= 1:
        return voice.say("target.best_places", places=formats.number(int(target.value), 0, voice.lang))
    share = Fraction(target.value).limit_denominator(_LARGEST_DENOMINATOR)
    if share in _SHARES:
        return voice.say(f"target.{_SHARES[share]}")
    return voice.say("target.best_share", share=formats.percent(target.value, voice.lang))


def _done(target: Target, voice: Speech) -> str:
    due = target.due or (target.period.last_day if target.period else None)
    names = {s.id: s.name.in_(voice.lang) for s in voice.measure.stages}
    stages = formats.listed([names.get(s, s) for s in target.stages], voice.lang)
    by = "" if due is None else formats.day(due, voice.lang)
    if stages:
        return voice.say("target.stages_by" if by else "target.stages", stages=stages, due=by)
    return voice.say("target.done_by" if by else "target.done", due=by)
