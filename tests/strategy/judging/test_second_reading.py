"""Two readings of one page of rules: the project's, and one written from the page alone, agree on every random case."""

from __future__ import annotations

import pytest

from strategy.judging.evidence.verdict import GROUP_OF, Judgement
from strategy.judging.status import judge
from tests.strategy.second_reading.case import Answer
from tests.strategy.second_reading.cases import draw
from tests.strategy.second_reading.reading import read

SEEDS = 1_600
BLOCK = 200
OF_VALUES = {"preliminary", "estimate", "secondary_source", "low_confidence", "small_n", "revised"}
"""Flags of values. Which figure stands beside a status that tells none, the page leaves open."""
NOT_READ = {"beyond_record", "accepted"}


@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_both_readings_agree(first: int) -> None:
    assert [told for seed in range(first, first + BLOCK) if (told := disagreement(seed))] == []


def test_the_random_cases_reach_every_status() -> None:
    cases = [draw(seed) for seed in range(SEEDS)]
    found = {j.status for c in cases for j in judge(c.measure, c.rows, **c.asked()).judgements}
    assert set(GROUP_OF) - found == set()


def disagreement(seed: int) -> str:
    """What the two readings of the case of a seed differ in; empty where they agree."""
    case = draw(seed)
    verdict = judge(case.measure, case.rows, **case.asked())
    place, answers = read(case.measure, case.rows, **case.asked())
    pairs = list(zip(verdict.judgements, answers, strict=True))
    found = [f"{seed}: {one} / {two}" for j, a in pairs for one, two in [(_project(j), _second(j, a))] if one != two]
    if verdict.judgements[place] != verdict.headline:
        found.append(f"{seed}: the headline is not target {place}")
    return "; ".join(found)


def _project(it: Judgement) -> tuple[object, ...]:
    pace = None if it.pace is None else round(it.pace, 6)
    return (it.status, *_told(it, (it.value, it.value_low, it.value_high)), pace, it.days_overdue, _flags(it, it.flags))


def _second(it: Judgement, answer: Answer) -> tuple[object, ...]:
    pace = None if answer.pace is None else round(answer.pace, 6)
    values = _told(it, (answer.value, answer.value_low, answer.value_high))
    return (answer.status, *values, pace, answer.days_overdue, _flags(it, answer.flags))


def _told(it: Judgement, values: tuple[float | None, ...]) -> tuple[float | None, ...]:
    """Values are compared where a status is decided by them."""
    return values if it.group not in ("no_figure", "not_judged") else ()


def _flags(it: Judgement, flags: tuple[str, ...] | frozenset[str]) -> set[str]:
    decided = it.group not in ("no_figure", "not_judged")
    return set(flags) - NOT_READ - (set() if decided else OF_VALUES)
