"""The facts of a judgement as printed text, by the names that the sentences fill in. A fact that is None is absent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from strategy.judging import Judgement, Verdict
from strategy.model import Period, decimals_needed
from strategy.texts import count, formats, say
from strategy.wording.target_words import Speech, goal_words

_FINE = 2
_LONG = 4


def a_year(change: float, voice: Speech, *, unit: bool = True) -> str:
    """A change a year, with its sign: `−7,6 päivää vuodessa`, or `−5,3`."""
    decimals = finer(voice)
    if not unit:
        return formats.number(change, decimals, voice.lang, sign=True)
    words = formats.difference(change, decimals, voice.unit, voice.lang, sign=True)
    word = voice.say("a_year.word")
    # units such as "bostäder per år" say it already
    return words if words.endswith(word) else f"{words} {word}"


def finer(voice: Speech) -> int:
    """The decimals of a change or a mean of values: one more than theirs, where they have few."""
    return max(voice.measure.decimals, min(voice.measure.decimals + 1, _FINE))


def unrounded(judgement: Judgement, voice: Speech) -> str:
    """The judged value unrounded, with its unit; empty where none is known.

    Where rounding decides, with as many decimals as tell it from its limit; else with as many as it has (at most six).
    """
    value, limit, least = judgement.exact, judgement.target_value, voice.measure.decimals
    if value is None:
        return ""
    if judgement.rounding_decides and limit is not None:
        decimals = formats.apart((value, limit), least)
    else:
        decimals = decimals_needed(value, least + 4)
    return formats.with_unit(value, decimals, voice.unit, voice.lang)


def phrases(verdict: Verdict, judgement: Judgement, voice: Speech) -> dict[str, str]:
    """All facts in words."""
    found = {
        **dict(_values(judgement, voice)),
        **dict(_changes(judgement, voice)),
        **dict(_days(verdict, judgement, voice)),
        **dict(_others(judgement, voice)),
        **dict(_undecided(verdict, judgement, voice)),
    }
    return {name: words for name, words in found.items() if words}


def _values(judgement: Judgement, voice: Speech) -> Iterator[tuple[str, str]]:
    yield from _bounded(judgement, voice)
    named = (
        ("value", judgement.value),
        ("baseline", judgement.baseline),
        ("reference", judgement.reference_value),
    )
    for name, value in named:
        if value is not None:
            yield name, voice.value(value)
    for name, period in (("period", judgement.period), ("baseline_period", judgement.baseline_period)):
        if period is not None:
            yield name, formats.period(period, voice.lang)
    yield "exact", unrounded(judgement, voice)
    if judgement.n is not None:
        yield "n", formats.number(judgement.n, 0, voice.lang)
        yield "compared", count(voice.lang, "sentences.compared", judgement.n)


def _bounded(judgement: Judgement, voice: Speech) -> Iterator[tuple[str, str]]:
    """The value that is judged, where its source only bounds it, and a place without the word that it is one."""
    if judgement.value is not None:
        yield "place", voice.number(judgement.value)
    elif judgement.value_low is not None or judgement.value_high is not None:
        words = voice.bound(judgement.value_low, judgement.value_high)
        yield "value", words
        yield "place", words


def _undecided(verdict: Verdict, judgement: Judgement, voice: Speech) -> Iterator[tuple[str, str]]:
    """What is known of a newer figure than the one that is judged, where its source only bounds it."""
    row, judged = verdict.latest, judgement.period
    if (
        row is None
        or row.value is not None
        or judgement.value is None
        or judged is None
        or row.period.end <= judged.end
    ):
        return
    yield "bound", voice.bound(row.low, row.high)
    yield "bound_period", formats.period(row.period, voice.lang)


def _changes(judgement: Judgement, voice: Speech) -> Iterator[tuple[str, str]]:
    if judgement.needed_per_year is not None:
        yield "needed", a_year(judgement.needed_per_year, voice)
    if judgement.achieved_per_year is not None:
        yield "achieved", a_year(judgement.achieved_per_year, voice, unit=False)
    shares = (("share", judgement.pace), ("progress", judgement.progress), ("elapsed", judgement.elapsed))
    for name, share in shares:
        if share is not None:
            yield name, share_words(share, voice.lang)


def share_words(share: float, lang: str) -> str:
    """A share as per cent, rounded down, after a guard against floating point: 0.6 less a trace is 60 %."""
    return formats.percent(round(share, 9), lang)


def _days(verdict: Verdict, judgement: Judgement, voice: Speech) -> Iterator[tuple[str, str]]:
    target = judgement.target
    days: tuple[tuple[str, date | None], ...] = (
        ("due", judgement.due),
        ("state_day", judgement.state_day),
        ("set_on", target.set_on if target else None),
        ("end", target.period.last_day if target and target.period else None),
    )
    for name, day in days:
        if day is not None:
            yield name, formats.day(day, voice.lang)
    if judgement.days_overdue is not None:
        yield "days", count(voice.lang, "sentences.days", judgement.days_overdue)
    if verdict.later is not None:
        yield "later", formats.period(verdict.later, voice.lang)
    if verdict.next_due is not None:
        yield "next_due", formats.month(verdict.next_due, voice.lang)
    yield "planned", formats.listed([formats.day(d, voice.lang) for d in judgement.planned], voice.lang)


def _others(judgement: Judgement, voice: Speech) -> Iterator[tuple[str, str]]:
    yield "goal", goal_words(judgement, voice)
    yield "late", listed_periods(judgement.late, voice.lang)
    yield "parts", listed_periods(judgement.parts, voice.lang)
    if judgement.missing is not None:
        yield "missing", say(voice.lang, f"status.missing.{judgement.missing}")
    if judgement.state is not None:
        yield "state", say(voice.lang, f"status.name.{judgement.state}")
    if judgement.stage is not None:
        names = {s.id: s.name.in_(voice.lang) for s in voice.measure.stages}
        yield "stage", names.get(judgement.stage, judgement.stage)
    if judgement.stages_asked is not None and judgement.stages_asked > 1:
        yield "done", formats.number(judgement.stages_done or 0, 0, voice.lang)
        yield "asked", formats.number(judgement.stages_asked, 0, voice.lang)
    if judgement.places is not None:
        yield "places", formats.number(judgement.places, 0, voice.lang)
    if judgement.margin is not None:
        yield "margin", formats.shortest(judgement.margin, voice.lang, 1)
    if judgement.target is not None and judgement.target.period is not None:
        yield "goal_period", formats.period(judgement.target.period, voice.lang)


def listed_periods(periods: Sequence[Period], lang: str) -> str:
    """Periods in a row: `2018, 2019 ja 2021`; `_LONG` or more that follow one another as a span, `1/2020–9/2020`."""
    runs: list[list[Period]] = []
    for period in periods:
        follows = runs and period.start == runs[-1][-1].end + 1 and period.months == runs[-1][-1].months
        if follows:
            runs[-1].append(period)
        else:
            runs.append([period])
    return formats.listed([words for run in runs for words in _run(run, lang)], lang)


def _run(run: Sequence[Period], lang: str) -> Sequence[str]:
    words = [formats.period(p, lang) for p in run]
    return words if len(words) < _LONG else [f"{words[0]}{formats.EN_DASH}{words[-1]}"]
