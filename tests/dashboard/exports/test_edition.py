"""What a file says of a measure's target and direction, where the town of the fixtures has no such case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.context import Context
from dashboard.context.urls import Address
from dashboard.data.cache import Cache
from dashboard.data.store import Release
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.facts import facts, target_with_evidence
from dashboard.settings import Settings
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("keys", "sentences")


def of(release: Release, id_: str, target: dict[str, Any] | None = None, **changed: Any) -> Subject:
    """A measure of the town, with some of its fields and some of its target's changed."""
    measure = replace(release.strategy.measures[id_], **changed)
    if target is not None:
        measure = replace(measure, targets=(replace(measure.targets[0], **target),))
    strategy = replace(release.strategy, measures={**release.strategy.measures, id_: measure})
    context = Context.of(
        Address("fi", "measure", id_), replace(release, strategy=strategy, cache=Cache()), Settings(), TODAY
    )
    return Subject(Edition(context, ""), measure, None, ())


INFERRED = {"evidence": "inferred"}
TARGETS: list[tuple[str, dict[str, Any], str]] = [
    # measure, its target                                 in words
    ("1.1-m", {}, "<sentences.target.for_period words=<sentences.target.more_than value=2 182 henkilöä> period=2022>"),
    ("1.1-m", INFERRED, "<sentences.target.for_period words=<sentences.target.more_than value=2 182 henkilöä> period=2022>, <measure.period_inferred>"),  # noqa: E501
    ("1.1-m", {"number_evidence": "inferred", **INFERRED},
     "<sentences.target.for_period words=<sentences.target.more_than value=2 182 henkilöä> period=2022>, <measure.number_inferred>"),  # noqa: E501
    # the year of a milestone stands in its words or nowhere
    ("2.1-a", {"due": date(2023, 1, 31)}, "<sentences.target.done_by due=31.1.2023>"),
    ("2.1-b", {"due": date(2023, 1, 31)}, "<sentences.target.stages_by stages=Suunnitelma ja Skannaus due=31.1.2023>"),
]  # fmt: skip


@pytest.mark.parametrize(("id_", "target", "words"), TARGETS)
def test_a_target_and_what_of_it_is_our_reading(koivula: Release, id_: str, target: dict[str, Any], words: str) -> None:
    told = target_with_evidence(of(koivula, id_, target))
    assert told.replace("\N{NO-BREAK SPACE}", " ") == words


DIRECTIONS = [
    # direction, evidence, role           in words
    ("up", "inferred", "strategy", "<measure.direction.up> <common.inferred>"),
    ("up", "stated", "strategy", "<measure.direction.up>"),
    ("none", "inferred", "strategy", "<measure.direction.none>"),
    ("up", "inferred", "context", "<measure.direction.up>"),
]


@pytest.mark.parametrize(("direction", "evidence", "role", "words"), DIRECTIONS)
def test_a_direction_and_whether_we_inferred_it(
    koivula: Release, direction: str, evidence: str, role: str, words: str
) -> None:
    subject = of(koivula, "1.1-k", direction=direction, direction_evidence=evidence, role=role)
    assert dict(facts(subject))["<measure.fact.direction>"] == words


def test_sectors_that_nobody_answers_for_are_not_inferred(koivula: Release) -> None:
    assert dict(facts(of(koivula, "1.1-k", sectors=())))["<measure.fact.sector>"] == ""
    assert dict(facts(of(koivula, "1.1-k", sector_evidence="stated")))["<measure.fact.sector>"] == (
        "Sosiaali- ja terveystoimi"
    )
