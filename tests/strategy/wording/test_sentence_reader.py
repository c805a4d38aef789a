"""Sentences of many random verdicts are read back, in three languages, and must say what the verdict says."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import pytest

from strategy.judging.evidence.condition import as_fine
from strategy.judging.evidence.verdict import STATUSES, Judgement, Verdict
from strategy.model.catalogue import Target
from strategy.model.numbers import rounded
from strategy.model.vocabulary import LANGUAGES
from strategy.wording.sentences import sentence
from tests.strategy.sentence_reader.cases import UNITS, verdicts
from tests.strategy.sentence_reader.reader import Amount, Read, Unreadable, read
from tests.strategy.sentence_reader.words import DAYS

SEEDS = range(1500)
"""So many reach every status and kind; `make verify` reads the next thousands."""
JUDGED = ("level", "mean", "sum", "count", "each", "rank", "so_far", "latest", "baseline")
"""The subjects under which the judged value may be told."""
OF_KIND = {"mean": "mean", "sum": "sum", "count": "count"}
NOTHING_AWAITED = (
    "met", "nearly", "not_met", "done", "done_late", "dropped", "overdue", "undated", "not_started", "under_way",
    "not_reported", "value_late", "result_pending", "not_due",
)  # fmt: skip
AWAITING = (
    "wrong_way", "far_behind", "slipped", "slightly_behind", "not_yet", "too_early", "within", "on_pace", "reached",
    "followed", "target_undefined",
)  # fmt: skip
LIMITED = ("at_least", "at_most", "more_than", "less_than", "range", "mean", "sum", "count")
CHANGES = ("change_points", "change_percent")


@pytest.fixture(scope="module")
def judged() -> list[tuple[int, Verdict]]:
    return list(verdicts(SEEDS))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_says_what_the_verdict_says(judged: list[tuple[int, Verdict]], lang: str) -> None:
    faults = [fault for seed, verdict in judged for fault in misread(seed, verdict, lang)]
    assert not faults, "\n".join(faults[:12]) + f"\n{len(faults)} in all"


def test_the_random_verdicts_are_of_every_status(judged: list[tuple[int, Verdict]]) -> None:
    assert {verdict.status for _, verdict in judged} == set(STATUSES)


def misread(seed: int, verdict: Verdict, lang: str) -> list[str]:
    """What the sentence of a verdict says otherwise than the verdict, each with the seed and the sentence."""
    text = sentence(verdict, UNITS, lang)
    try:
        found = list(disagreements(read(text, lang), verdict, lang))
    except Unreadable as error:
        found = [str(error)]
    return [f"seed {seed}: {fault} | {text}" for fault in found]


def disagreements(found: Read, verdict: Verdict, lang: str) -> Iterator[str]:
    it = verdict.headline
    if found.status != it.status:
        yield f"status {found.status}, not {it.status}"
    yield from _value(found, verdict)
    yield from _target(found, verdict)
    yield from _baseline(found, it)
    yield from _awaited(found, verdict)
    yield from _shares(found, it)
    yield from _units(found, verdict, lang)
    yield from _figures_beside(found, verdict)
    if found.tense is not None and found.tense != ("was" if _ended(it.target, verdict.on) else "is"):
        yield f"the target {found.tense}"
    if found.day_word is not None and found.day_word != DAYS[lang][it.days_overdue != 1]:
        yield f"{it.days_overdue} {found.day_word}"
    if found.side != _side(verdict):
        yield f"side {found.side}, not {_side(verdict)}"
    if found.latest and found.denied:
        yield "no figure, and a latest figure"
    if found.denied and it.value is not None and it.status not in ("no_value", "value_late", "result_pending"):
        yield "no figure, and a value"
    yield from _remaining(found, verdict)
    for name, told, periods in (("late", found.late, it.late), ("left out", found.left_out, it.left_out)):
        if (told is not None) != bool(periods):
            yield f"{name}: {told}, not {periods}"


def _value(found: Read, verdict: Verdict) -> Iterator[str]:
    it = verdict.headline
    if it.value is None and not it.bounded:
        return
    told = found.of(*JUDGED)
    kind = it.target.kind if it.target else ""
    if it.value is None:
        low, high = it.value_low, it.value_high
        wanted = _bound(low, high)
        if not any(_close(t.amount, wanted) and t.amount.limit == wanted.limit for t in [*told, *found.of("known")]):
            yield f"value between {low} and {high} not told"
        return
    right = [t for t in told if not t.amount.limit and t.amount.low == pytest.approx(it.value, abs=1e-9, rel=1e-12)]
    if not right:
        yield f"value {it.value} not told"
    elif kind in OF_KIND and not any(t.subject == OF_KIND[kind] for t in right):
        yield f"value told as {right[0].subject}, not as {kind}"
    baseline = verdict.measure.baseline
    if it.status == "followed" and baseline is not None and it.period == baseline.period and found.latest:
        yield "the baseline told as the latest figure"


def _remaining(found: Read, verdict: Verdict) -> Iterator[str]:
    it = verdict.headline
    limits = [v for v in (it.remaining_low, it.remaining_high) if v is not None]
    left = (it.parts_expected or 0) > len(it.parts) and not it.excused and not _ended(it.target, verdict.on)
    if (found.remaining is not None) != (bool(limits) and left):
        yield f"remaining {found.remaining}, not {limits}"
    elif found.remaining is not None:
        told = (found.remaining.low, found.remaining.high)
        step = 0.5000001 * 10**-found.remaining.decimals
        if any(abs(a - b) > max(step, abs(b) * 1e-9) for a, b in zip(told, (limits[0], limits[-1]), strict=True)):
            yield f"remaining {told}, not {limits}"


def _bound(low: float | None, high: float | None) -> Amount:
    if low is not None and high is not None:
        return Amount("range" if low != high else "", low, high, 0, "")
    if low is not None:
        return Amount("at_least", low, low, 0, "")
    assert high is not None
    return Amount("at_most", high, high, 0, "")


def _close(one: Amount, other: Amount) -> bool:
    return all(
        math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-9) for a, b in ((one.low, other.low), (one.high, other.high))
    )


def _target(found: Read, verdict: Verdict) -> Iterator[str]:
    it = verdict.headline
    changed = it.target is not None and it.target.kind in CHANGES and it.target_value is not None
    if it.target is None or it.status == "target_undefined" or not (changed or it.target.kind in LIMITED):
        return
    told = found.of("target")
    if not told:
        yield "target not told"
        return
    tense = "was" if _ended(it.target, verdict.on) else "is"
    if told[0].tense != tense:
        yield f"the target {told[0].tense}, which {tense}"
    wanted = _limit(it.target, verdict)
    if wanted is not None and not (_close(told[0].amount, wanted) and told[0].amount.limit == wanted.limit):
        yield f"target {told[0].amount}, not {wanted}"


def _limit(target: Target, verdict: Verdict) -> Amount | None:
    by_direction = {"up": "at_least", "down": "at_most", "range": "range"}[verdict.measure.direction]
    op = target.kind if target.kind in ("at_least", "at_most", "more_than", "less_than", "range") else target.op
    op, decimals = op or by_direction, as_fine(verdict.measure, target).decimals
    if op == "range":
        assert target.low is not None
        assert target.high is not None
        return _bound(rounded(target.low, decimals), rounded(target.high, decimals))
    if target.kind in CHANGES:
        assert verdict.headline.target_value is not None
        op = {"up": "at_least", "down": "at_most"}[verdict.measure.direction]
        return Amount(op, verdict.headline.target_value, verdict.headline.target_value, 0, "")
    assert target.value is not None
    value = rounded(target.value, decimals)
    return Amount(op, value, value, 0, "")


def _figures_beside(found: Read, verdict: Verdict) -> Iterator[str]:
    """The newest figure and the one before, where they are told, and the changes a year."""
    it, latest, trend = verdict.headline, verdict.latest, verdict.trend
    known = {it.value, it.value_low, it.value_high, latest.value if latest else None}
    for told in found.of("latest", "earlier", "so_far"):
        if told.amount.low not in known and not any(_prints(told.amount, v) for v in known):
            yield f"figure {told.amount.low} of {sorted(map(str, known))}"
    for told in found.of("newer"):
        wanted = _bound(latest.low, latest.high) if latest is not None else None
        if wanted is None or told.amount.limit != wanted.limit or not _prints(told.amount, wanted.low):
            yield f"newer {told.amount}, not {wanted}"
    for told in found.of("previous"):
        if trend is None or not _prints(told.amount, trend.previous):
            yield f"previous {told.amount.low}"
    changes = (it.needed_per_year, it.achieved_per_year)
    if found.change is not None and any(
        b is None or abs(a - b) > 0.5000001 * 10**-1 + 1e-9 * abs(b) for a, b in zip(found.change, changes, strict=True)
    ):
        yield f"changes {found.change}, not {changes}"
    if (found.change is None) != (it.reason != "pace" or it.pace is None or it.status in ("wrong_way", "too_early")):
        yield f"changes {found.change} with R {it.pace}"


def _prints(amount: Amount, value: float | None) -> bool:
    return value is not None and abs(amount.low - rounded(value, amount.decimals)) <= 1e-9 * max(1, abs(value))


def _ended(target: Target | None, on: date) -> bool:
    period = None if target is None else target.window or target.period
    return period is not None and on >= period.last_day


def _baseline(found: Read, it: Judgement) -> Iterator[str]:
    for told in found.of("baseline"):
        if told.amount.low not in (it.baseline, it.value):
            yield f"baseline {told.amount.low}, not {it.baseline}"


def _awaited(found: Read, verdict: Verdict) -> Iterator[str]:
    it, due = verdict.headline, verdict.next_due
    if found.next_due is None:
        if due is not None and it.reason != "state" and it.status in AWAITING:
            yield f"next due {due} not told"
        return
    if due is None or found.next_due != (due.year, due.month):
        yield f"next due {found.next_due}, not {due}"
    if it.status in NOTHING_AWAITED or it.reason in ("excused", "none_expected", "state"):
        yield f"next due, where nothing is awaited ({it.status}, {it.reason})"


def _shares(found: Read, it: Judgement) -> Iterator[str]:
    share = it.progress if it.status in ("met", "nearly", "not_met") else it.pace
    if found.share is not None and (share is None or found.share != math.floor(round(share, 9) * 100 + 1e-7)):
        yield f"share {found.share} %, not {share}"
    if found.elapsed is not None and (it.elapsed is None or found.elapsed != math.floor(round(it.elapsed, 9) * 100)):
        yield f"elapsed {found.elapsed} %, not {it.elapsed}"
    if found.overdue is not None and found.overdue != it.days_overdue:
        yield f"{found.overdue} days, not {it.days_overdue}"
    if found.today != ((it.status == "overdue" or it.unreported) and it.days_overdue == 0):
        yield "due today"


def _side(verdict: Verdict) -> str | None:
    it = verdict.headline
    if it.target is None or it.low is None or it.high is None or not (math.isfinite(it.low) and math.isfinite(it.high)):
        return None
    least, most = (it.value, it.value) if it.value is not None else (it.value_low, it.value_high)
    if least is not None and least > it.high:
        return "above"
    return "below" if most is not None and most < it.low else None


def _units(found: Read, verdict: Verdict, lang: str) -> Iterator[str]:
    unit = UNITS.get(verdict.measure.unit or "")
    kind = verdict.headline.target.kind if verdict.headline.target is not None else ""
    counting = kind in ("sum", "count")
    for told in found.told:
        if told.subject == "target" and kind not in LIMITED:
            continue
        single = told.amount.decimals == 0 and abs(told.amount.high) == 1
        word = (unit.one if single else unit.text).in_(lang) if unit else ""
        plain = word.removesuffix(" vuodessa").removesuffix(" per år").removesuffix(" a year") if counting else word
        if told.amount.unit != plain:
            yield f"unit {told.amount.unit!r}, not {plain!r}"
