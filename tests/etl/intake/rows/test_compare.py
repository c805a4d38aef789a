"""What would change, and what of it looks doubtful."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from etl.intake.rows.compare import Difference, Incoming, difference
from etl.record.record import Record
from etl.reporting.problems import Where
from strategy.model.periods import Period
from strategy.model.record import Observation

BASE = Observation("1.1-a", "901", Period.parse("2021"), 87.5, "koivula_strategy", known=date(2022, 1, 31), n=124)


def row(period: str, value: float | None, **other: object) -> Observation:
    """A row of 1.1-a that became known this summer."""
    made = Observation("1.1-a", "901", Period.parse(period), value, "koivula_strategy", known=date(2022, 6, 30))
    return replace(made, **other)  # type: ignore[arg-type]


def compare(record: list[Observation], came: list[Observation], whole: Record, complete: bool = False) -> Difference:
    return difference(record, [Incoming(r, Where("f")) for r in came], whole.strategy, complete=complete)


SERIES = [
    row(str(y), v, known=date(y + 1, 3, 1)) for y, v in zip(range(2015, 2021), (80, 81, 80, 82, 83, 82), strict=True)
]
CHANGES: list[tuple[str, Observation]] = [
    ("new", row("2022", 90)),
    ("unchanged", row("2020", 82)),
    ("unchanged", row("2020", 82, source="newspaper")),
    ("corrected", row("2020", 83)),
    ("contradictory", row("2020", 83, source="newspaper")),
    ("amended", row("2020", 82, n=120)),
    ("amended", row("2020", 82, quality="preliminary")),
    ("withdrawn", row("2020", None, missing="withdrawn")),
    ("withdrawn", row("2020", None, missing="hidden_few")),
    ("new", row("2020", 83, breakdown="women")),
    ("new", row("2020", 83, area="902")),
    ("new", row("2014", None, missing="not_collected")),
]


@pytest.mark.parametrize(("kind", "came"), CHANGES)
def test_kinds_of_changes(kind: str, came: Observation, record: Record) -> None:
    assert [c.kind for c in compare(SERIES, [came], record).changes] == [kind]


def test_a_correction_says_by_how_much(record: Record) -> None:
    change = compare(SERIES, [row("2020", 84.5)], record).changes[0]
    assert (change.before, change.by) == (SERIES[-1], 2.5)


DOUBTS: list[tuple[Observation, list[str]]] = [
    (row("2021", 83), []),
    (row("2021", 84), []),
    (row("2021", 8.3), ["other_scale", "jump"]),
    (row("2021", 830), ["outside", "other_scale", "jump"]),
    (row("2021", 82000), ["outside", "other_scale", "jump"]),
    (row("2021", 84.5), ["jump"]),
    (row("2021", 101), ["outside", "jump"]),
    (row("2021", 0.83), ["other_scale", "jump"]),
    (row("2021-06", 83), ["other_frequency"]),
    (row("2020", None, missing="not_submitted"), ["vanished"]),
    (row("2020", None, missing="withdrawn"), []),
    (row("2021", 0), ["jump"]),
]


@pytest.mark.parametrize(("came", "doubts"), DOUBTS)
def test_doubts(came: Observation, doubts: list[str], record: Record) -> None:
    assert [d.kind for d in compare(SERIES, [came], record).changes[0].doubts] == doubts


def test_a_short_series_has_no_usual_step(record: Record) -> None:
    assert compare(SERIES[:3], [row("2021", 40)], record).changes[0].doubts == ()


def test_the_likely_value_is_told(record: Record) -> None:
    doubt = compare(SERIES, [row("2021", 0.83)], record).changes[0].doubts[0]
    assert dict(doubt.values)["likely"] == pytest.approx(83)


def test_a_row_is_compared_with_what_was_valid_on_its_day(record: Record) -> None:
    later = row("2020", 90, known=date(2022, 1, 1))
    assert compare([*SERIES, later], [row("2020", 82, known=date(2021, 3, 1))], record).changes[0].kind == "unchanged"
    assert compare([*SERIES, later], [row("2020", 90)], record).changes[0].kind == "unchanged"


def test_what_a_whole_delivery_no_longer_holds_has_vanished(record: Record) -> None:
    came = [row(str(y), v) for y, v in ((2015, 80), (2016, 81), (2018, 82), (2019, 83))]
    found = compare([*SERIES, row("2017", 3, area="902")], came, record, complete=True)
    assert [(str(r.period), r.area) for r in found.vanished] == [("2017", "901")]
    assert compare(SERIES, came, record).vanished == ()


def test_only_changes_are_added(record: Record) -> None:
    came = [row("2020", 82), row("2022", 90)]
    assert compare(SERIES, came, record).rows == (came[1],)
