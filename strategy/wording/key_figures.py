"""The figures of a measure that are printed large: what it is, what is aimed at, how far it is from there.

All is read from the verdict: no status is chosen here, and the only number computed is the difference of two that
the sentence prints. What is not known is a word; what is bounded is told by its bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from strategy.judging import CHANGES, JUDGED_GROUPS, Judgement, Verdict, as_fine, operator, sign, window_of
from strategy.model import Unit, rounded
from strategy.texts import count, formats, say
from strategy.wording.phrases import share_words
from strategy.wording.sentences import missing_word, status_word
from strategy.wording.target_words import Speech, counted_unit, speech, value_words, words_of, written

_LIMITS = ("at_least", "at_most", "more_than", "less_than")
_SIGNS = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<"}
_TOTALS = ("mean", "sum", "count")
_ENDED = ("not_met", "nearly")
_OWN_WORDS = ("within",)
"""Statuses whose name says better where the value stands."""


@dataclass(frozen=True, slots=True)
class LargeFigure:
    """A figure under its label; `under` says what must be known of it, such as its period."""

    label: str
    text: str
    under: str = ""


def large_figures(verdict: Verdict, units: Mapping[str, Unit], lang: str) -> tuple[LargeFigure, ...]:
    """The figures of a measure in a language: three where there is a target, fewer where less can be said."""
    it = verdict.headline
    voice = speech(as_fine(verdict.measure, it.target), units, lang)
    voice = replace(voice, unit=counted_unit(it, voice.unit))
    if verdict.measure.kind != "numeric" and it.reason != "count":
        return _milestone(verdict, voice)
    value = _value(verdict, voice)
    if it.target is None:
        return (value, *_change(verdict, voice))
    if it.target.kind == "direction":
        return (value, _target(it, voice), *_change(verdict, voice))
    return (value, _target(it, voice), _distance(it, voice))


def _say(voice: Speech, key: str, /, **values: object) -> str:
    return say(voice.lang, f"figures.{key}", **values)


# what it is


def _value(verdict: Verdict, voice: Speech) -> LargeFigure:
    it, latest = verdict.headline, verdict.latest
    kind = it.target.kind if it.target is not None and it.target.kind in _TOTALS else "value"
    if it.period is not None and (it.value is not None or it.bounded):
        text = voice.bound(it.value_low, it.value_high) if it.value is None else voice.value(it.value)
        return LargeFigure(_say(voice, f"label.{kind}"), text, formats.period(it.period, voice.lang))
    label = _say(voice, "label.value")
    if latest is not None and latest.tells:
        text = voice.bound(latest.low, latest.high) if latest.value is None else voice.value(latest.value)
        return LargeFigure(label, text, formats.period(latest.period, voice.lang))
    return LargeFigure(label, say(voice.lang, "common.no_value"), _instead(verdict, voice))


def _instead(verdict: Verdict, voice: Speech) -> str:
    """What is known where there is no figure: the reason, the baseline, or when a figure is to come."""
    baseline = verdict.measure.baseline
    if verdict.headline.missing is not None:
        return missing_word(verdict.headline.missing, voice.lang)
    if baseline is not None and baseline.value is not None:
        return _say(voice, "baseline", value=value_words(voice, baseline.value, baseline.period))
    return _say(voice, "awaited", day=formats.day(verdict.next_due, voice.lang)) if verdict.next_due else ""


def _change(verdict: Verdict, voice: Speech) -> tuple[LargeFigure, ...]:
    """The change from the previous figure, of what has no target."""
    trend = verdict.trend
    if trend is None:
        return ()
    text = formats.difference(trend.change, voice.measure.decimals, voice.unit, voice.lang, sign=True)
    under = _say(voice, "since", period=formats.period(trend.previous_period, voice.lang))
    return (LargeFigure(_say(voice, "label.change"), text, under),)


# what is aimed at


def _target(it: Judgement, voice: Speech) -> LargeFigure:
    return LargeFigure(_say(voice, "label.target"), _aim(it, voice), _for(it, voice))


def _aim(it: Judgement, voice: Speech) -> str:
    """The level with its sign, or the range; what has neither in words."""
    target = it.target
    if target is None:
        return say(voice.lang, "common.no_target")
    op = _operator(it, voice)
    if op == "range" and it.low is not None and it.high is not None:
        return voice.between(it.low, it.high, written(voice, it.low, it.high))
    if op in _LIMITS and it.target_value is not None and target.kind not in ("best_of", "better_than"):
        decimals = written(voice, it.target_value)
        value = formats.with_unit(it.target_value, decimals, voice.unit, voice.lang)
        if it.target_value == {"at_least": voice.measure.highest, "at_most": voice.measure.lowest}.get(op):
            return value  # nothing lies beyond it
        return f"{_SIGNS[op]}\N{NO-BREAK SPACE}{value}"
    return words_of(replace(target, window=None, period=None) if target.kind == "undefined" else target, voice)


def _operator(it: Judgement, voice: Speech) -> str | None:
    if it.target is None:
        return None
    if it.target.kind in CHANGES:
        return operator(voice.measure, it.target) or ("at_least" if sign(voice.measure) == 1 else "at_most")
    return operator(voice.measure, it.target)


def _for(it: Judgement, voice: Speech) -> str:
    """The period that the target is for; of a window, how its figures are taken together."""
    target = it.target
    if target is None:
        return ""
    window = window_of(target)
    if window is not None:
        kind = target.kind if target.kind in _TOTALS else "each"
        return _say(voice, f"window.{kind}", window=formats.period(window, voice.lang))
    if target.period is None:
        return "" if target.kind in ("undefined", "direction") else _say(voice, "no_year")
    period = formats.period(target.period, voice.lang)
    return _say(voice, "inferred", period=period) if target.evidence == "inferred" else period


# how far it is from there


def _distance(it: Judgement, voice: Speech) -> LargeFigure:
    label = _say(voice, "label.missed" if it.status in _ENDED else "label.distance")
    if it.group == "on_target":
        return _beside(voice, "met" if it.status == "met" else "reached")
    low, high = _gaps(it, voice)
    if it.group not in JUDGED_GROUPS or (low is None and high is None):
        return LargeFigure(label, _say(voice, "unknown"))
    if low == high and low is not None and low <= 0:
        return _beside(voice, it.status if it.status in _OWN_WORDS else "border" if low == 0 else "reached")
    return LargeFigure(label, _gap_words(it, low, high, voice), _share(it, voice))


def _beside(voice: Speech, word: str) -> LargeFigure:
    """Where the value stands as seen from the target, where nothing is missing."""
    text = status_word(word, voice.lang) if word in _OWN_WORDS else _say(voice, word)
    return LargeFigure(_say(voice, "label.beside"), text)


def _gaps(it: Judgement, voice: Speech) -> tuple[float | None, float | None]:
    """What is missing, at least and at the most, in the unit of a difference; of one value, both are the same."""
    least, most = (it.value, it.value) if it.value is not None else (it.value_low, it.value_high)
    if it.target is not None and it.target.kind == "best_of":
        return _minus(least, it.places), _minus(most, it.places)
    op, goal = _operator(it, voice), it.target_value
    if it.target is not None and it.target.kind == "better_than":
        op, goal = ("at_least" if sign(voice.measure) == 1 else "at_most"), it.reference_value
    if op == "range":
        below, above = _minus(it.low, least), _minus(least, it.high)
        far = max((gap for gap in (below, above) if gap is not None), default=None)
        return (far, far) if least == most else (None, None)
    if op in ("at_least", "more_than"):
        return _minus(goal, most), _minus(goal, least)
    return _minus(least, goal), _minus(most, goal)


def _minus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _gap_words(it: Judgement, low: float | None, high: float | None, voice: Speech) -> str:
    if it.target is not None and it.target.kind == "best_of":
        return _places(low, high, voice)
    goal = it.reference_value if it.target_value is None else it.target_value
    decimals = max(voice.measure.decimals, written(voice, goal, it.low, it.high, most=voice.measure.decimals + 2))
    least = None if low is None else rounded(low, decimals)
    if low == high and least is not None:
        return formats.difference(least, decimals, voice.unit, voice.lang)
    if least is None or least <= 0:
        return _say(voice, "unknown")
    return replace(voice, unit=_of_differences(voice.unit)).limits("range", low, high, decimals)


def _places(low: float | None, high: float | None, voice: Speech) -> str:
    if low is None or low <= 0:
        return _say(voice, "unknown")
    words = count(voice.lang, "figures.places", int(low))
    return words if low == high else _say(voice, "at_least", words=words)


def _of_differences(unit: Unit | None) -> Unit | None:
    if unit is None:
        return None
    return replace(unit, text=unit.difference, one=unit.difference_one or unit.difference)


def _share(it: Judgement, voice: Speech) -> str:
    """How much of the way, or of the total, has been done; that it is further away than at the beginning."""
    if it.progress is None or it.bounded:
        return ""
    if it.progress < 0:
        return _say(voice, "worse")
    key = "share_total" if it.reason in _TOTALS else "share"
    return _say(voice, key, share=share_words(it.progress, voice.lang)) if it.progress < 1 else ""


# milestones


def _milestone(verdict: Verdict, voice: Speech) -> tuple[LargeFigure, ...]:
    it = verdict.headline
    due = it.due or (it.target.due if it.target is not None else None)
    if it.target is None and it.state is None and it.status != "not_reported":
        return ()
    word = say(voice.lang, f"status.name.{it.state}") if it.state else status_word("not_reported", voice.lang)
    state = LargeFigure(_say(voice, "label.state"), formats.sentence_case(word), _told(it, voice))
    if it.target is None and due is None:
        return (state,)
    text = _say(voice, "no_due") if due is None else formats.day(due, voice.lang)
    return (state, LargeFigure(_say(voice, "label.due"), text), *_days(it, due, verdict.on, voice))


def _told(it: Judgement, voice: Speech) -> str:
    told = [] if it.state_day is None else [_say(voice, "told", day=formats.day(it.state_day, voice.lang))]
    if it.stages_asked is not None and it.stages_asked > 1:
        told.append(_say(voice, "stages", done=it.stages_done or 0, asked=it.stages_asked))
    return ", ".join(told)


def _days(it: Judgement, due: date | None, on: date, voice: Speech) -> tuple[LargeFigure, ...]:
    """The days to the deadline or from it; of what is done, whether it was in time."""
    if due is None or it.state == "dropped":
        return ()
    if it.state == "done" and not it.unreported:
        late = 0 if it.state_day is None else (it.state_day - due).days
        text = count(voice.lang, "figures.late", late) if late > 0 else _say(voice, "in_time")
        return (LargeFigure(_say(voice, "label.done"), text),)
    left = (due - on).days
    if left == 0:
        return (LargeFigure(_say(voice, "label.left"), _say(voice, "today")),)
    return (
        LargeFigure(
            _say(voice, "label.left" if left > 0 else "label.past"), count(voice.lang, "sentences.days", abs(left))
        ),
    )
