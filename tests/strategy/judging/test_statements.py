"""What the owner or a decision says beside a status; neither changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from strategy.judging.evidence.verdict import Verdict
from strategy.judging.status import judge
from strategy.model.record import Statement
from strategy.model.vocabulary import Words
from tests.strategy.drawing import HOME, day, measure, rows
from tests.strategy.drawing import events as drawn_events

COMMENT = Statement("m", "comment", date(2021, 3, 1), "owner", Words(fi="Hidasta."))
ACCEPTED = Statement(
    "m", "accepted", date(2021, 3, 1), "board", Words(fi="Syy."), until=date(2021, 12, 31), decided=date(2021, 2, 15),
    body=Words(fi="Hallitus"), paragraph="12",
)  # fmt: skip
BEHIND, FINE = "up b=0@2018 at_least=100@2022", "up b=0@2018 at_least=1@2022"


def said(on: str, *statements: Statement, drawn: str = BEHIND, known: date | None = None) -> Verdict:
    return judge(measure(drawn), rows("2020:10"), on=day(on), home=HOME, known=known, statements=statements)


@pytest.mark.parametrize(
    ("on", "holds"), [("14.2.2021", False), ("15.2.2021", True), ("31.12.2021", True), ("1.1.2022", False)]
)
def test_a_deviation_is_accepted_from_the_day_of_the_decision_to_its_last_day(on: str, holds: bool) -> None:
    it = said(on, ACCEPTED)
    assert ("accepted" in it.headline.flags, it.acceptance) == (holds, ACCEPTED if holds else None)
    assert it.status == said(on).status == "far_behind"
    assert it.headline in it.judgements


def test_nothing_is_accepted_beside_a_status_that_needs_no_attention() -> None:
    it = said("1.6.2021", ACCEPTED, drawn=FINE)
    assert (it.status, it.headline.flags, it.acceptance) == ("reached", (), None)


def test_what_was_not_yet_known_is_not_said() -> None:
    it = said("1.6.2021", ACCEPTED, COMMENT, known=date(2021, 2, 28))
    assert (it.comment, it.acceptance) == (None, None)
    told = said("1.6.2021", ACCEPTED, COMMENT, known=date(2021, 3, 1))
    assert (told.comment, told.acceptance) == (COMMENT, ACCEPTED)


def test_of_several_the_newest_by_the_day_shows() -> None:
    later = replace(COMMENT, day=date(2021, 6, 1), text=Words(sv="Bättre."))
    assert said("31.5.2021", later, COMMENT).comment == COMMENT
    assert said("1.6.2021", later, COMMENT).comment == later
    assert said("28.2.2021", later, COMMENT).comment is None
    again = replace(ACCEPTED, decided=date(2021, 5, 1), paragraph="40")
    assert said("1.6.2021", ACCEPTED, again).acceptance == said("1.6.2021", again, ACCEPTED).acceptance == again


def test_what_is_said_of_other_measures_is_ignored() -> None:
    it = said("1.6.2021", replace(COMMENT, measure="x"), replace(ACCEPTED, measure="x"))
    assert (it.comment, it.acceptance) == (None, None)


def test_the_attention_list_goes_by_severity_then_unreported_stages_then_what_is_accepted() -> None:
    stages = judge(
        measure("kind=milestone stages=a,b stage@2021!stages=a,b"), (), on=day("1.3.2022"), home=HOME,
        events=drawn_events("2021-10-01:done!stage=a"),
    )  # fmt: skip
    accepted, behind = said("1.6.2021", ACCEPTED), said("1.6.2021")
    slipped = judge(measure("up b=9@2018 at_least=9@2022"), rows("2020:8"), on=day("1.6.2021"), home=HOME)
    given = [accepted, stages, slipped, behind]
    assert all(v.needs_attention for v in given)
    assert sorted(given, key=lambda v: v.attention) == [behind, slipped, stages, accepted]
    assert not said("1.6.2021", drawn=FINE).needs_attention
    assert (stages.headline.unreported, stages.headline.days_overdue) == (True, 60)
    assert (stages.headline.stages_done, stages.headline.stages_asked) == (1, 2)
