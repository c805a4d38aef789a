"""What is said beside a status."""

from __future__ import annotations

import pytest

from strategy.judging.evidence.verdict import FLAGS
from tests.strategy.drawing import Row, day, judged, table, verdict


@pytest.mark.parametrize("row", table("flags"), ids=lambda r: f"{r['measure']} {r['rows']} {r['on']}")
def test_flags(row: Row) -> None:
    it = judged(row["measure"], row["rows"], row["on"])
    assert it.flags == tuple(row["flags"].split())


def test_flags_stand_in_the_order_of_the_vocabulary() -> None:
    figures = "2019:4!secondary 2020:5!preliminary!low!secondary!n=9"
    it = judged("up direction_evidence=inferred b=3@2019 at_least=9@2021", figures, "31.12.2020")
    assert list(it.flags) == sorted(it.flags, key=FLAGS.index)
    assert len(it.flags) == 7


def test_a_correction_is_a_flag_only_once_it_is_known() -> None:
    figures = "2020:5!known=2021-01-31 2020:6!known=2021-06-30"
    assert judged("up at_least=9@2022", figures, "31.12.2021", known=day("31.3.2021")).flags == ()
    assert judged("up at_least=9@2022", figures, "31.12.2021").flags == ("revised",)


def test_the_reference_is_part_of_what_a_status_rests_on() -> None:
    it = judged("up better_than@2022!ref=SSS", "2021:5 2021:4!area=SSS!preliminary", "31.12.2021")
    assert it.flags == ("preliminary",)


def test_an_inferred_number_is_inferred() -> None:
    assert "inferred" in judged("up at_least=9@2021!number_evidence=inferred", "", "31.12.2020").flags
    assert "inferred" in judged("kind=milestone done@2021!evidence=inferred", "", "31.12.2020").flags


def test_each_target_has_its_own_flags() -> None:
    drawn = "up b=0@2018 at_least=5@2020 at_least=9@2022!evidence=inferred"
    it = verdict(drawn, "2020:5!preliminary 2021:6", "31.12.2021")
    assert [j.flags for j in it.judgements] == [("preliminary",), ("few_points", "inferred")]
