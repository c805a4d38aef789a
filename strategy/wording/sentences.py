"""The sentence that says a status and why, in three languages, from the same result that decides the status.

No number is computed and no status chosen here: the status and the reason of a judgement pick the texts, the facts
of the judgement fill them in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from strategy.judging import SMALL_N, Judgement, Trend, Verdict, as_fine
from strategy.model import Unit
from strategy.texts import formats, say
from strategy.wording.calculation import steps
from strategy.wording.figure_words import (
    Newest,
    ended,
    excused,
    named_parts,
    newest_figure,
    only_baseline,
    outside_of_range,
    remaining,
    undecided_by,
)
from strategy.wording.phrases import phrases
from strategy.wording.target_words import Speech, counted_unit, speech, target_words

__all__ = [
    "calculation", "flag_word", "group_word", "missing_word", "sentence", "status_word", "target_words",
]  # fmt: skip

_FIXED: Mapping[tuple[str, str], str] = MappingProxyType({
    ("result_pending", "no_base"): "why.pending_base",
    ("result_pending", "no_reference"): "why.pending_reference",
    ("result_pending", "not_comparable"): "why.pending_comparable",
    ("no_value", "not_comparable"): "why.nothing_comparable",
    ("no_value", "none_expected"): "why.nothing_expected",
    ("no_value", "excused"): "why.nothing_stated",
    ("no_value", "no_n"): "why.nothing_ranked",
    ("result_pending", "no_n"): "why.nothing_ranked",
    ("no_value", "no_aggregate"): "why.nothing_aggregate",
    ("result_pending", "no_aggregate"): "why.nothing_aggregate",
    ("not_due", "before_target"): "why.before_target",
    ("not_due", "before_baseline"): "why.before_baseline",
})  # fmt: skip
_PLAIN: Mapping[str, str] = MappingProxyType({
    "wrong_way": "why.worse", "too_early": "why.too_early", "undated": "why.undated",
    "not_reported": "why.not_reported", "target_undefined": "why.open",
    "not_started": "why.told", "under_way": "why.told", "done": "why.told_done", "done_late": "why.told_done",
    "dropped": "why.told",
})  # fmt: skip
_BASELINE_ADDED = (
    ("not_due", ""), ("no_value", "excused"), ("no_value", "none_expected"), ("no_value", "not_comparable"),
)  # fmt: skip
_PENDING = ("result_pending", "value_late")
_AT_THE_END = ("met", "nearly", "not_met")
_LEVELS = ("reached", "slipped", "not_yet", "within", *_AT_THE_END)
_AWAITING = ("wrong_way", "far_behind", "slipped", "slightly_behind", "not_yet", "too_early", "within", "on_pace",
             "reached", "target_undefined", "followed")  # fmt: skip
"""The statuses beside which the next figure is awaited: nothing is due after a result, or where none will come."""
_COUNTED = ("on_pace", "slightly_behind", "far_behind")
_TOTALS = ("mean", "sum", "count")
_DENIED = ("why.nothing", "why.nothing_since", "why.nothing_since_period", "why.nothing_inside",
           "why.nothing_expected", "why.nothing_stated")  # fmt: skip
"""The texts that say that there is no figure: a figure beside them is told as the earlier one that it is."""
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
    """The status of a judgement (None: the headline) and why, as one to a few short sentences.

    What an owner comments or a body accepts stands beside the sentence and never in it.
    """
    it = judgement or verdict.headline
    voice = _voice(it, speech(as_fine(verdict.measure, it.target), strategy_units, lang))
    facts = phrases(verdict, it, voice)
    why = _why(it, verdict, facts)
    newest = newest_figure(it, verdict, denied=why in _DENIED)
    texts = [voice.say(why, **facts)]
    texts += _previous(verdict.trend, voice) if it.status == "followed" else ()
    texts += [voice.say(key, **facts) for key in _then(it, verdict, facts)]
    texts += named_parts(it, voice)
    texts += [voice.say("then.missing", **facts)] if "missing" in facts else []
    texts += [voice.say("then.exact", **facts)] if it.rounding_decides and "exact" in facts else []
    texts += [voice.say("then.next_due", **facts)] if "next_due" in facts and _awaits(it, verdict) else []
    texts += remaining(it, verdict, voice)
    texts += [newest.words(voice)] if newest is not None else []
    texts += _flags(it, voice, facts, said=_said_already(newest, denied=why in _DENIED))
    word = formats.sentence_case(status_word(it.status, lang))
    return f"{word}: {texts[0]} {' '.join(texts[1:])}".rstrip()


def _voice(it: Judgement, voice: Speech) -> Speech:
    return replace(voice, unit=counted_unit(it, voice.unit))


def calculation(
    verdict: Verdict, units: Mapping[str, Unit], lang: str, *, judgement: Judgement | None = None
) -> tuple[str, ...]:
    """The steps from figures to status, a line each."""
    it = judgement or verdict.headline
    voice = _voice(it, speech(as_fine(verdict.measure, it.target), units, lang))
    result = voice.say("step.result", status=status_word(it.status, lang))
    flags = [voice.say(f"flag.{f}") for f in ("few_points", "inferred") if f in it.flags]
    return (*steps(verdict, it, voice), result, *flags)


def _why(it: Judgement, verdict: Verdict, facts: Mapping[str, str]) -> str:
    """The text that begins the sentence."""
    if it.unreported:
        return "why.stage_unreported" if it.days_overdue else "why.stage_due_today"
    if it.reason == "undecided":
        return _undecided(it, verdict)
    if (it.status, it.reason) == ("no_value", "not_comparable") and it.value is not None:
        return "why.pending_comparable"
    if it.status == "no_value" and it.reason == "excused" and excused(it):
        return "why.nothing_complete"
    if (it.status, it.reason) in _FIXED:
        return _FIXED[it.status, it.reason]
    if it.status in _PLAIN and not (it.status == "too_early" and "elapsed" not in facts):
        return _PLAIN[it.status]
    if it.status == "overdue":
        return "why.overdue" if it.days_overdue else "why.due_today"
    if it.status == "followed":
        alone = it.reason == "baseline_alone" or only_baseline(it, verdict)
        return "value.baseline" if alone else "value.latest"
    return _lacking(it, verdict, facts) if it.group == "no_figure" else _by_value(it, facts)


def _lacking(it: Judgement, verdict: Verdict, facts: Mapping[str, str]) -> str:
    """Why there is no figure to judge by, where no reason of its own has said it."""
    match it.status:
        case "value_late":
            one = "_one" if len(it.late) == 1 else ""
            return f"why.late{one}" if "due" in facts else "why.late_undated"
        case "result_pending":
            return "why.pending_due" if "due" in facts else "why.pending"
        case "not_due":
            return "why.not_due_by" if "due" in facts else "why.not_due"
    return "why.nothing_enough" if undecided_by(it, verdict) else _nothing(verdict, facts)


def _undecided(it: Judgement, verdict: Verdict) -> str:
    if not it.bounded:
        return "why.reference_undecided"
    return "why.nothing_decided_rank" if verdict.measure.rank else "why.nothing_decided"


def _nothing(verdict: Verdict, facts: Mapping[str, str]) -> str:
    if "baseline" in facts:
        return "why.nothing_since"
    if "baseline_period" in facts:
        return "why.nothing_since_period"
    if verdict.later is not None:
        return "why.nothing_yet"
    return "why.nothing" if verdict.latest is None else "why.nothing_inside"


def _by_value(it: Judgement, facts: Mapping[str, str]) -> str:
    if _tells_pace(it, facts):
        forward = it.pace is not None and it.pace >= 0
        return "why.pace" if forward else "why.pace_back"
    if it.reason in ("mean", "sum") and (share := _share(it)) is not None and share >= 0:
        return f"why.{it.reason}_{'share' if it.status in _AT_THE_END else 'so_far'}"
    if it.reason == "each" and it.status == "reached":
        return "value.each_holds"
    # of a reference that is only bounded no number is told
    kinds = (*_TOTALS, "each", "rank", *(("reference",) if "reference" in facts else ()))
    return f"value.{it.reason if it.reason in kinds else 'level'}"


def _tells_pace(it: Judgement, facts: Mapping[str, str]) -> bool:
    """Whether the sentence begins with the changes a year; bounds that give a status have no one change."""
    return it.status not in _LEVELS and it.reason == "pace" and {"needed", "achieved"} <= facts.keys()


def _share(it: Judgement) -> float | None:
    """The share that a mean or a sum is told with: of the target at the end, before that of what is needed by then."""
    return it.progress if it.status in _AT_THE_END else it.pace


def _then(it: Judgement, verdict: Verdict, facts: Mapping[str, str]) -> Iterator[str]:
    """The texts that follow: the value if it has not been said, the target, what explains, what is planned."""
    if "value" in facts:
        yield from _value_after(it, verdict, facts)
    if it.reason == "count" and it.status in _COUNTED:
        yield f"then.count_{it.status}"
    if it.stage is not None and not it.unreported:
        yield "then.stage"
        yield from ("then.stages_done",) if "asked" in facts else ()
    if "bound" in facts:
        yield "then.undecided"
    yield from _state_after(it, verdict) if it.reason == "state" else _goal(it, verdict, facts)
    if side := outside_of_range(it, verdict.measure):
        yield f"then.{side}"
    yield from _explained(it, facts)
    if "planned" in facts:
        yield "then.planned"


def _value_after(it: Judgement, verdict: Verdict, facts: Mapping[str, str]) -> Iterator[str]:
    kind = it.target.kind if it.target is not None else ""
    total = f"then.{kind}" if kind in _TOTALS else ""
    if it.status == "target_undefined":
        yield "then.baseline_only" if only_baseline(it, verdict) else "then.latest"
    elif it.reason == "undecided" and it.bounded:
        return
    elif it.status in (*_PENDING, "no_value", "not_due"):
        yield total or "then.so_far"
    elif (it.status == "too_early" and "elapsed" in facts) or (it.status != "wrong_way" and _tells_pace(it, facts)):
        yield total or "then.level"


def _state_after(it: Judgement, verdict: Verdict) -> Iterator[str]:
    if it.status == "overdue":
        yield "then.state"
    elif it.due is not None and not it.unreported and it.status not in ("undated", "dropped"):
        yield "then.due_was" if verdict.on > it.due else "then.due"


def _goal(it: Judgement, verdict: Verdict, facts: Mapping[str, str]) -> Iterator[str]:
    target = it.target
    if target is None:
        yield from ("then.no_target",) if verdict.measure.role == "strategy" else ()
    elif target.kind != "undefined" and it.status != "target_undefined" and "goal" in facts:
        form = "aim" if target.kind in ("direction", "best_of") else "goal"
        yield f"then.{form}_{'was' if ended(target, verdict.on) else 'is'}"


def _explained(it: Judgement, facts: Mapping[str, str]) -> Iterator[str]:
    if it.status == "not_yet" and it.reason in ("no_baseline", "no_base", "no_period", "no_pace"):
        yield f"then.{it.reason}"
    if it.status == "slipped" and "baseline" in facts:
        yield "then.slipped"
    if "baseline" in facts and (it.status in _PENDING or (it.status, it.reason) in _BASELINE_ADDED):
        yield "then.baseline"
    if it.status in ("reached", "within") and "end" in facts:
        yield "then.hold" if it.status == "reached" else "then.within"
    if it.reason == "rank" and it.places is not None:
        yield {0: "then.places_none", 1: "then.place"}.get(it.places, "then.places")
        yield from ("then.margin",) if "margin" in facts else ()
    if it.target is not None and it.target.kind == "share_of_share" and "reference" in facts:
        yield "then.linked"


def _awaits(it: Judgement, verdict: Verdict) -> bool:
    """Whether a next figure is awaited: not after a result, nor where none will come or another is missing."""
    if it.status == "no_value":
        return it.reason == "not_comparable" and not (it.target is not None and ended(it.target, verdict.on))
    return it.status in _AWAITING and it.reason != "state"


def _previous(trend: Trend | None, voice: Speech) -> Iterator[str]:
    if trend is not None:
        period = formats.period(trend.previous_period, voice.lang)
        yield voice.say("then.previous", previous=voice.value(trend.previous), previous_period=period)


def _said_already(newest: Newest | None, *, denied: bool) -> tuple[str, ...]:
    """Flags that need no words: where no figure came none is old, and one older than the baseline is told as that."""
    older = newest is not None and newest.key == "older"
    return (*(("stale",) if denied else ()), *(("baseline_after_value",) if older else ()))


def _flags(it: Judgement, voice: Speech, facts: Mapping[str, str], *, said: tuple[str, ...]) -> Iterator[str]:
    """The flags that a sentence tells, but those that it has said."""
    for flag in _SPOKEN_FLAGS:
        if flag not in it.flags or flag in said:
            continue
        own = flag != "small_n" or (it.n is not None and it.n < SMALL_N)
        yield voice.say(f"flag.{flag}" if own else "flag.small_n_part", **facts)
