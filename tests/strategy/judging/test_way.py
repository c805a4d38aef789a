"""Which judged targets have a way from the baseline that can be measured, and why the others have none."""

from __future__ import annotations

import pytest

from strategy.judging.evidence.verdict import Judgement
from strategy.judging.evidence.way import NO_WAY, way_missing
from tests.strategy.drawing import Row, judged, measure, table, target


@pytest.mark.parametrize("row", table("way"), ids=lambda r: f"{r['measure']} {r['rows']}")
def test_the_share_of_the_way_or_why_there_is_none(row: Row) -> None:
    it = judged(row["measure"], row["rows"], row["on"])
    missing = way_missing(it, measure(row["measure"]))
    assert (it.status, missing) == (row["status"], row["way"])
    if not missing:
        assert it.progress == pytest.approx(float(row["share"]))
        assert it.elapsed is not None


def test_a_target_without_an_end_has_no_time_to_be_measured_by() -> None:
    drawn = measure("up b=10@2019 at_least=20@2021")
    it = Judgement(target("at_least=20"), baseline=10, low=20, high=float("inf"), value=15, progress=0.5)
    assert way_missing(it, drawn) == "no_period"


def test_every_reason_occurs_in_the_table() -> None:
    assert {row["way"] for row in table("way")} | {"no_period"} == {"", *NO_WAY}
