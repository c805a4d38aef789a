"""The calculation behind a status, a line a step, for the reader who wants to check it. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from strategy.judging import BAND_COVERAGE, ON_PACE, SLIGHTLY_BEHIND, TOO_EARLY, Judgement, Verdict, operator
from strategy.texts import formats, say
from strategy.wording.phrases import a_year, phrases, share_words
from strategy.wording.target_words import Speech, goal_words

BY_PACE = ("wrong_way", "far_behind", "slightly_behind", "too_early", "on_pace")
_VALUE_STEPS = ("count", "rank", "reference")


def steps(verdict: Verdict, it: Judgement, voice: Speech) -> Iterator[str]:
    """The lines of a judgement, without its result."""
    facts = phrases(verdict, it, voice)
    if "state_day" in facts and it.reason == "state":
        yield voice.say("step.source", **facts)
    if "baseline" in facts:
        yield voice.say("step.baseline", **facts)
    if it.target is not None and it.target.kind != "undefined":
        yield voice.say("step.goal" if it.target_value is None else "step.target", limit=goal_words(it, voice))
    yield from _value(it, voice, facts)
    yield from _pace(it, voice, facts)
    yield from _left(it, voice)
    yield from _trend(verdict, voice)
    yield from _projection(verdict, it, voice, facts)


def _value(it: Judgement, voice: Speech, facts: Mapping[str, str]) -> Iterator[str]:
    if "value" not in facts:
        return
    if it.reason == "each":
        number = formats.number(it.parts_expected or len(it.parts), 0, voice.lang)
        known = formats.number(len(it.parts), 0, voice.lang)
        yield voice.say("step.each", known=known, number=number, **facts)
    else:
        way = _way(it)
        yield voice.say(f"step.{'value' if way == 'reference' and way not in facts else way}", **facts)
    if it.exact is not None and it.exact != it.value:
        yield voice.say("step.exact", **facts)
    if it.reason == "rank" and "places" in facts:
        yield voice.say("step.places", **facts)


def _pace(it: Judgement, voice: Speech, facts: Mapping[str, str]) -> Iterator[str]:
    if "progress" in facts:
        yield _progress(it, voice, facts)
    if "elapsed" in facts:
        yield _elapsed(it, voice, facts)
    if "share" in facts:
        yield voice.say("step.pace_mean" if _way(it) == "mean" else "step.pace", **facts)
    if "share" in facts and it.status in BY_PACE:
        yield voice.say(
            "step.bands",
            on_pace=share_words(ON_PACE, voice.lang),
            slightly=share_words(SLIGHTLY_BEHIND, voice.lang),
            early=share_words(TOO_EARLY, voice.lang),
        )


def _progress(it: Judgement, voice: Speech, facts: Mapping[str, str]) -> str:
    form = {"mean": "progress_mean", "sum": "progress_sum"}.get(_way(it), "progress")
    ranged = it.target is not None and operator(voice.measure, it.target) == "range"
    numbers = {
        name: formats.number(value, voice.measure.decimals, voice.lang)
        for name, value in (("x", it.value), ("b", it.baseline), ("t", it.target_value))
        if value is not None
    }
    return voice.say("step.progress_range" if ranged else f"step.{form}", **(dict(facts) | numbers))


def _way(it: Judgement) -> str:
    """How the value was come by: a mean whose parts are not all there yet is a mean still, whatever the reason says."""
    if it.target is not None and it.target.kind in ("mean", "sum") and it.parts:
        return it.target.kind
    return it.reason if it.reason in _VALUE_STEPS else "value"


def _elapsed(it: Judgement, voice: Speech, facts: Mapping[str, str]) -> str:
    end = it.target.period if it.target is not None else None
    if _way(it) in ("mean", "sum") or end is None or it.position is None or it.elapsed is None or not it.elapsed:
        return voice.say("step.elapsed_window", **facts)
    if it.elapsed == 1:
        return voice.say("step.elapsed_window", **facts)
    span = (end.position - it.position) / (1 - it.elapsed)
    passed = span * it.elapsed
    numbers = {name: formats.shortest(years, voice.lang, 2) for name, years in (("span", span), ("passed", passed))}
    return voice.say("step.elapsed", **(dict(facts) | numbers))


def _left(it: Judgement, voice: Speech) -> Iterator[str]:
    if it.required_left is None:
        return
    for name, change in (("required", it.required_left), ("recent", it.recent_pace), ("best", it.best_pace)):
        if change is not None:
            yield voice.say(f"step.{name}", **{name: a_year(change, voice)})


def _trend(verdict: Verdict, voice: Speech) -> Iterator[str]:
    trend = verdict.trend
    if trend is not None:
        yield voice.say(
            "step.trend",
            previous_period=formats.period(trend.previous_period, voice.lang),
            change=formats.difference(trend.change, voice.measure.decimals, voice.unit, voice.lang, sign=True),
            trend=say(voice.lang, f"status.trend.{trend.kind}"),
        )


def _projection(verdict: Verdict, it: Judgement, voice: Speech, facts: Mapping[str, str]) -> Iterator[str]:
    line = verdict.projection
    if line is None or line.first is None or line.last is None or it is not verdict.headline:
        return
    years, projected = formats.stretch(line.first, line.last, voice.lang), voice.value(line.value)
    yield voice.say("step.projection", years=years, projected=projected, goal_period=facts["goal_period"])
    if line.low is not None and line.high is not None:
        low = formats.number(line.low, voice.measure.decimals, voice.lang)
        coverage = share_words(BAND_COVERAGE, voice.lang)
        yield voice.say("step.projection_band", coverage=coverage, low=low, high=voice.value(line.high))
