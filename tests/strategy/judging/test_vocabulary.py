"""The closed vocabulary: every name is given by some case, and no case gives another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from strategy.judging.evidence.verdict import (
    ATTENTION_GROUPS,
    GROUPS,
    JUDGED_GROUPS,
    PACE_STATUSES,
    REASONS,
    STATUSES,
    Judgement,
)
from strategy.model.catalogue import Target
from tests.strategy.drawing import day, events, judged, table, verdict

DRAWN = {"measure": "", "mean": "up ", "sum": "up ", "each": "down ", "count": "up ", "rank": "down rank "}
MILESTONE = "kind=milestone done@2022!due=2023-02-01"


def cases() -> Iterator[Judgement]:
    """The judgement of every case in the tables."""
    for name in ("steps", "worked", "final", "range", "coming", "flags", "reference"):
        yield from (judged(row["measure"], row["rows"], row["on"]) for row in table(name))
    for name in ("mean", "sum", "each", "rank"):
        yield from (judged(DRAWN[name] + row["target"], row["rows"], row["on"]) for row in table(name))
    for row in table("count"):
        yield judged(f"up {row['target']}", row["rows"], row["on"], events=events(row["events"]))
    for told in ("", "2022-01-01:done", "2023-03-01:done", "2022-01-01:dropped", "2022-01-01:under_way"):
        yield judged(MILESTONE, "", "1.4.2023", events=events(told))
        yield judged(MILESTONE, "", "1.4.2022", events=events(told))
    yield judged("kind=milestone done", "", "1.4.2022", events=events("2022-01-01:under_way"))
    yield judged(MILESTONE, "", "1.4.2022", events=events("2022-01-01:not_started"))
    yield judged("up aggregate=sum at_least=9@2021", "2021-Q1:5", "31.12.2021")


def test_every_name_is_given_and_no_other() -> None:
    found = list(cases())
    assert {it.status for it in found} == set(STATUSES)
    assert {it.reason for it in found} == set(REASONS)
    assert {it.status for it in found if it.pace is not None} == set(PACE_STATUSES)


def test_the_groups_that_are_judged_and_those_that_need_attention() -> None:
    assert " ".join(JUDGED_GROUPS) == "behind slightly_behind not_yet on_the_way on_target"
    assert " ".join(ATTENTION_GROUPS) == "behind slightly_behind not_yet"
    assert [group for group in GROUPS if group not in JUDGED_GROUPS] == ["no_figure", "not_judged"]


@pytest.mark.parametrize(
    ("drawn", "figures", "told", "status"),
    [
        ("up at_least=9@2020!due=2023-02-01", "2020:9", "", "met"),
        ("up b=0@2018 at_least=100@2020!due=2023-02-01", "2020:95", "", "nearly"),
        ("up at_least=9@2020!due=2023-02-01", "2020:8", "", "not_met"),
        (MILESTONE, "", "2021-01-01:done", "done"),
        (MILESTONE, "", "2021-01-01:dropped", "dropped"),
    ],
)
def test_nothing_is_due_of_what_is_finished(drawn: str, figures: str, told: str, status: str) -> None:
    it = verdict(drawn, figures, "1.4.2021", events=events(told))
    assert (it.status, it.next_due) == (status, None)


def test_what_is_not_finished_is_due() -> None:
    it = verdict(MILESTONE, "", "1.4.2021", events=events("2021-01-01:under_way"))
    assert (it.status, it.next_due) == ("under_way", day("1.2.2023"))


def test_nothing_is_said_of_a_judgement_before_it_is_made() -> None:
    it = Judgement(Target("at_least", None, "stated"))
    assert (it.status, it.group) == ("no_value", "no_figure")
    assert [it.strict, it.rounding_decides, it.unreported, it.bounded] == [False] * 4
    assert (it.values_after, it.flags) == (0, ())
