"""The sentence that says a status and why, in three languages, from the same result that decides the status.

No number is computed and no status chosen here: the status and the reason of a judgement pick the texts, the facts
of the judgement fill them in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from strategy import formats
from strategy.calculation import steps
from strategy.condition import operator
from strategy.model import Unit
from strategy.periods import Period
from strategy.phrases import finer, phrases
from strategy.target_words import Speech, speech, target_words
from strategy.texts import count, say
from strategy.tiling import YEAR_MONTHS
from strategy.verdict import SMALL_N, Judgement, Trend, Verdict

__all__ = [
    "calculation", "flag_word", "group_word", "missing_word", "sentence", "status_word", "target_words",
]  # fmt: skip

_WEIGHED = ("met", "nearly", "not_met", "reached", "slipped", "not_yet")
_FIXED: Mapping[tuple[str, str], str] = MappingProxyType({
    ("result_pending", "no_base"): "why.pending_base",
    ("result_pending", "no_reference"): "why.pending_reference",
    ("result_pending", "not_comparable"): "why.pending_comparable",
    ("no_value", "not_comparable"): "why.nothing_comparable",
    ("no_value", "none_expected"): "why.nothing_expected",
    ("no_value", "excused"): "why.nothing_stated",
    ("not_due", "before_target"): "why.before_target",
    ("not_due", "before_baseline"): "why.before_baseline",
})  # fmt: skip
_BASELINE_ADDED = (
    ("not_due", ""), ("no_value", "excused"), ("no_value", "none_expected"), ("no_value", "not_comparable"),
)  # fmt: skip
_PLAIN: Mapping[str, str] = MappingProxyType({
    "wrong_way": "why.worse", "too_early": "why.too_early", "overdue": "why.overdue", "undated": "why.undated",
    "not_reported": "why.not_reported", "target_undefined": "why.open", "followed": "value.latest",
    "not_started": "why.told", "under_way": "why.told", "done": "why.told", "done_late": "why.told",
    "dropped": "why.told",
})  # fmt: skip
_PACED = ("on_pace", "slightly_behind", "far_behind", "too_early")
_FINAL = ("met", "nearly", "not_met")
_SPOKEN_FLAGS = (
    "preliminary", "estimate", "secondary_source", "low_confidence", "small_n", "stale", "series_break", "revised",
    "target_moved", "baseline_after_value",
)  # fmt: skip


def status_word(status: str, lang: str) -> str:
    """The name of a status."""
    return say(lang, f"status.name.{status}")


def group_word(group: str, lang: str) -> str:
    """The name of a group of statuses."""
    return say(lang, f"status.group.{group}")


def flag_word(flag: str, lang: str) -> str:
    """The name of a flag."""
    return say(lang, f"status.flag.{flag}")


def missing_word(reason: str, lang: str) -> str:
    """The name of a reason why a value is missing."""
    return say(lang, f"status.missing.{reason}")


def sentence(
    verdict: Verdict, strategy_units: Mapping[str, Unit], lang: str, *, judgement: Judgement | None = None
) -> str:
    """The status of a judgement (None: the headline) and why, as one to a few short sentences."""
    it = judgement or verdict.headline
    voice = speech(verdict.measure, strategy_units, lang)
    facts = phrases(verdict, it, voice)
    texts = [voice.say(key, **facts) for key in (_why(it, verdict, facts), *_then(it, verdict, facts))]
    texts += _remaining(it, voice)
    texts += _newest(it, verdict, voice)
    texts += _previous(verdict.trend, voice) if it.status == "followed" else ()
    texts += _flags(it, voice, facts)
    word = formats.sentence_case(status_word(it.status, lang))
    return f"{word}: {texts[0]} {' '.join(texts[1:])}".rstrip()


def calculation(
    verdict: Verdict, units: Mapping[str, Unit], lang: str, *, judgement: Judgement | None = None
) -> tuple[str, ...]:
    """The steps from figures to status, a line each."""
    it = judgement or verdict.headline
    voice = speech(verdict.measure, units, lang)
    result = voice.say("step.result", status=status_word(it.status, lang))
    flags = [voice.say(f"flag.{f}") for f in ("few_points", "inferred") if f in it.flags]
    return (*steps(verdict, it, voice), result, *flags)


def _why(it: Judgement, verdict: Verdict, facts: Mapping[str, str]) -> str:
    """The text that begins the sentence."""
    if (it.status, it.reason) in _FIXED:
        return _FIXED[it.status, it.reason]
    if it.status in _PLAIN:
        return _PLAIN[it.status]
    if it.status == "value_late":
        return "why.late"
    if it.status == "result_pending":
        return "why.pending_due" if "due" in facts else "why.pending"
    if it.status == "not_due":
        return "why.not_due_by" if "due" in facts else "why.not_due"
    return _nothing(verdict, facts) if it.status == "no_value" else _by_value(it, facts)


def _nothing(verdict: Verdict, facts: Mapping[str, str]) -> str:
    if "baseline" in facts:
        return "why.nothing_since"
    if "baseline_period" in facts:
        return "why.nothing_since_period"
    if verdict.later is not None:
        return "why.nothing_yet"
    return "why.nothing" if verdict.latest is None else "why.nothing_inside"


def _by_value(it: Judgement, facts: Mapping[str, str]) -> str:
    if it.status not in _WEIGHED and it.reason == "pace":
        forward = it.pace is not None and it.pace >= 0
        return "why.pace" if forward else "why.pace_back"
    if it.reason in ("mean", "sum") and "share" in facts:
        return f"why.{it.reason}_share"
    if it.reason == "each" and it.status == "reached":
        return "value.each_holds"
    kinds = ("mean", "sum", "count", "each", "rank", "reference")
    return f"value.{it.reason if it.reason in kinds else 'level'}"


def _then(it: Judgement, verdict: Verdict, facts: Mapping[str, str]) -> Iterator[str]:
    """The texts that follow: the value if it has not been said, the target, what explains, what comes next."""
    if "value" in facts:
        yield from _value_after(it)
    if it.stage is not None:
        yield "then.stage"
    yield from _state_after(it, verdict) if it.reason == "state" else _goal(it, verdict, facts)
    yield from _explained(it, facts)
    for name in ("planned", "left_out", "missing"):
        if name in facts:
            yield f"then.{name}"
    if it.rounding_decides:
        yield "then.exact"
    if "next_due" in facts and it.status not in ("not_due", "value_late", *_FINAL) and it.reason != "state":
        yield from () if it.status == "result_pending" and "due" in facts else ("then.next_due",)


def _value_after(it: Judgement) -> Iterator[str]:
    if it.reason == "pace" and it.status != "wrong_way":
        yield "then.value"
    elif it.status == "target_undefined":
        yield "then.latest"
    elif it.status in ("value_late", "result_pending", "no_value"):
        yield "then.so_far"


def _state_after(it: Judgement, verdict: Verdict) -> Iterator[str]:
    if it.status == "overdue":
        yield "then.state"
    elif it.due is not None and it.status not in ("undated", "dropped"):
        yield "then.due_was" if verdict.on > it.due else "then.due"


def _goal(it: Judgement, verdict: Verdict, facts: Mapping[str, str]) -> Iterator[str]:
    target = it.target
    if target is None:
        yield from ("then.no_target",) if verdict.measure.role == "strategy" else ()
    elif target.kind != "undefined" and it.status != "target_undefined" and "goal" in facts:
        ended = target.period is not None and target.period.last_day <= verdict.on
        yield "then.goal_was" if ended else "then.goal_is"


def _explained(it: Judgement, facts: Mapping[str, str]) -> Iterator[str]:
    if it.status == "not_yet" and it.reason in ("no_baseline", "no_base", "no_period", "no_pace"):
        yield f"then.{it.reason}"
    if it.status == "slipped" and "baseline" in facts:
        yield "then.slipped"
    unsaid = it.status in ("result_pending", "value_late") or (it.status, it.reason) in _BASELINE_ADDED
    if unsaid and "baseline" in facts:
        yield "then.baseline"
    if it.status == "reached" and "end" in facts:
        yield "then.hold"
    if it.reason == "rank":
        yield from (f"then.{name}" for name in ("places", "margin") if name in facts)
    if it.target is not None and it.target.kind == "share_of_share" and "reference" in facts:
        yield "then.linked"


def _remaining(it: Judgement, voice: Speech) -> Iterator[str]:
    """What the remaining parts of a mean must average."""
    if it.target is None or it.parts_expected is None or (it.remaining_low is None and it.remaining_high is None):
        return
    op = operator(voice.measure, it.target)
    limit = voice.limits(op, it.remaining_low, it.remaining_high, finer(voice))
    unit = "years" if _yearly(it.parts) else "periods"
    yield count(voice.lang, f"sentences.remaining.{unit}", it.parts_expected - len(it.parts), limit=limit)


def _yearly(parts: tuple[Period, ...]) -> bool:
    return all(p.months == YEAR_MONTHS for p in parts)


def _newest(it: Judgement, verdict: Verdict, voice: Speech) -> Iterator[str]:
    """The newest value, where the judgement has none of its own: what is known is told, though it decides nothing."""
    newest = verdict.latest
    if it.group != "no_figure" or it.value is not None or newest is None or newest.value is None:
        return
    if it.reason != "state" and newest.period != it.baseline_period:
        period = formats.period(newest.period, voice.lang)
        yield voice.say("then.latest", value=voice.value(newest.value), period=period)


def _previous(trend: Trend | None, voice: Speech) -> Iterator[str]:
    if trend is not None:
        period = formats.period(trend.previous_period, voice.lang)
        yield voice.say("then.previous", previous=voice.value(trend.previous), previous_period=period)


def _flags(it: Judgement, voice: Speech, facts: Mapping[str, str]) -> Iterator[str]:
    for flag in _SPOKEN_FLAGS:
        if flag not in it.flags:
            continue
        own = flag != "small_n" or (it.n is not None and it.n < SMALL_N)
        yield voice.say(f"flag.{flag}" if own else "flag.small_n_part", **facts)
