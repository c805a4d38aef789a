"""What would change, and what of it looks doubtful."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from etl.intake.rows.compare import CHANGES as KINDS
from etl.intake.rows.compare import Difference, Incoming, difference, plain_figure, valid
from etl.intake.values.doubts import Doubt
from etl.record.record import Record
from etl.reporting.problems import Where
from strategy.model.periods import Period
from strategy.model.record import Observation

BASE = Observation("1.1-a", "901", Period.parse("2021"), 87.5, "koivula_strategy", known=date(2022, 1, 31), n=124)


def row(period: str, value: float | None, **other: object) -> Observation:
    """A row of 1.1-a that became known this summer."""
    held = None if value is None else float(value)
    made = Observation("1.1-a", "901", Period.parse(period), held, "koivula_strategy", known=date(2022, 6, 30))
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
    ("new", row("2013", 80)),
    ("new", row("2013", None, missing="withdrawn")),
    ("unchanged", row("2013", None, missing="not_collected")),
    ("new", row("2012", 80)),
    ("new", row("2020", None, low=80, quality="bound")),
]


@pytest.mark.parametrize(("kind", "came"), CHANGES)
def test_kinds_of_changes(kind: str, came: Observation, record: Record) -> None:
    known = date(2013, 3, 1)
    missing = row("2013", None, missing="not_collected", known=known)
    bound = row("2012", None, low=80, quality="bound", known=known)
    found = compare([*SERIES, missing, bound], [came], record)
    assert [c.kind for c in found.changes] == [kind]
    assert {k: found.of(k) for k in KINDS} == {k: found.changes if k == kind else () for k in KINDS}


def test_the_kinds_in_the_order_in_which_they_are_told() -> None:
    assert KINDS == ("new", "corrected", "contradictory", "withdrawn", "amended", "unchanged")


def test_what_a_row_of_the_same_day_says_is_unchanged_whichever_of_them_is_valid(record: Record) -> None:
    assert compare([row("2020", 82), row("2020", 83)], [row("2020", 83)], record).changes[0].kind == "unchanged"
    assert compare([row("2020", 82), row("2020", 83)], [row("2020", 84)], record).changes[0].before == row("2020", 82)


def test_nothing_has_vanished_where_nobody_says_that_all_came(record: Record) -> None:
    came = [Incoming(r, Where("f")) for r in (SERIES[0], SERIES[-1])]
    assert difference(SERIES, came, record.strategy).vanished == ()


def test_a_target_for_a_month_asks_for_months(record: Record) -> None:
    measures = record.strategy.measures
    target = replace(measures["1.1-c"].targets[0], period=Period.parse("2022-06"))
    strategy = replace(record.strategy, measures={**measures, "1.1-c": replace(measures["1.1-c"], targets=(target,))})
    whole = replace(record, strategy=strategy)
    years, came = [row("2020", 50, measure="1.1-c")], [row(p, 50, measure="1.1-c") for p in ("2021-06", "2021-Q2")]
    assert [[d.kind for d in c.doubts] for c in compare(years, came, whole).changes] == [[], ["other_frequency"]]


def test_a_correction_says_by_how_much(record: Record) -> None:
    change = compare(SERIES, [row("2020", 84.5)], record).changes[0]
    assert (change.before, change.by) == (SERIES[-1], 2.5)


def series(*values: float, measure: str = "1.1-a", first: int = 2015) -> list[Observation]:
    """A series of years, each known in the March after it."""
    return [row(str(first + n), v, measure=measure, known=date(first + n + 1, 3, 1)) for n, v in enumerate(values)]


def bound(low: float | None, high: float | None) -> list[Observation]:
    """The series with limits alone in 2021."""
    return [*SERIES, row("2021", None, low=low, high=high, quality="bound", known=date(2022, 1, 1))]


def monthly(measure: str) -> list[Observation]:
    return [row("2021-06", 50, measure=measure)]


def printed(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"


OUTSIDE = "outside limits 0 … 100"
WIDE, EVEN = series(60, 90, 60), series(60, 60, 60)
"""A third of the least and three times the largest are 20 and 270, 20 and 180."""
# the record, what came, and its doubts with their numbers
DOUBTS: list[tuple[list[Observation], Observation, list[str]]] = [
    (SERIES, row("2021", 83), []),
    (SERIES, row("2021", 84), []),
    (SERIES, row("2021", 84.5), ["jump step 2.5 largest 2"]),
    (SERIES, row("2021", 8.25), ["other_scale likely 82.5", "jump step 73.75 largest 2"]),
    (SERIES, row("2021", 0.75), ["other_scale likely 75", "jump step 81.25 largest 2"]),
    (SERIES, row("2021", 0.0625), ["other_scale likely 62.5", "jump step 81.9375 largest 2"]),
    (SERIES, row("2021", 2**-14), ["other_scale likely 61.03515625", "jump step 81.9999389648438 largest 2"]),
    (SERIES, row("2021", 830), [OUTSIDE, "other_scale likely 83", "jump step 748 largest 2"]),
    (SERIES, row("2021", 8200), [OUTSIDE, "other_scale likely 82", "jump step 8118 largest 2"]),
    (SERIES, row("2021", 82000), [OUTSIDE, "other_scale likely 82", "jump step 81918 largest 2"]),
    (SERIES, row("2021", 82_000_000), [OUTSIDE, "other_scale likely 82", "jump step 81999918 largest 2"]),
    (SERIES, row("2021", -830), [OUTSIDE, "other_scale likely -83", "jump step 912 largest 2"]),
    (SERIES, row("2021", 100), ["jump step 18 largest 2"]),
    (SERIES, row("2021", 101), [OUTSIDE, "jump step 19 largest 2"]),
    (SERIES, row("2021", 0), ["jump step 82 largest 2"]),
    (SERIES, row("2014", 90), ["jump step 10 largest 2"]),
    (SERIES, row("2021-06", 83), ["other_frequency"]),
    (SERIES, row("2020", None, missing="not_submitted"), ["vanished old 82"]),
    (SERIES, row("2020", None, missing="withdrawn"), []),
    (SERIES, row("2022", None, missing="not_submitted"), []),
    ([*SERIES[:3], *SERIES[4:]], row("2018", 85), []),  # between two neighbours it is held to the later one
    (SERIES[:4], row("2019", 40), ["jump step 42 largest 2"]),
    (SERIES[:3], row("2018", 40), []),  # too few steps to call one unusual
    (WIDE, row("2021", 20), []),
    (WIDE, row("2021", 19.5), ["other_scale likely 195"]),
    (WIDE, row("2021", 270), [OUTSIDE]),
    (WIDE, row("2021", 271), [OUTSIDE, "other_scale likely 27.1"]),
    (EVEN, row("2021", 2), ["other_scale likely 20"]),
    (EVEN, row("2021", 1.9), []),
    (EVEN, row("2021", 1800), [OUTSIDE, "other_scale likely 180"]),
    (EVEN, row("2021", 1801), [OUTSIDE]),
    (series(0, 0, 60), row("2021", 6), ["other_scale likely 60"]),  # nothing has no size
    (series(0, 0), row("2021", 6), []),
    ([], row("2021", 8), ["other_scale likely 80"]),  # beside the baseline
    (series(82, first=2021), row("2021", 8.25), ["other_scale likely 82.5"]),  # beside what it corrects
    (series(82, measure="1.1-b", first=2021), row("2021", 8.25, measure="1.1-b"), ["other_scale likely 82.5"]),
    (series(1, 0, 1, 0), row("2019", 2), ["jump step 2 largest 1"]),
    (SERIES, row("2020", None, low=82, high=83), []),
    (SERIES, row("2020", None, low=82.5, high=83), ["outside_limits old 82"]),
    (SERIES, row("2020", None, low=81, high=82), []),
    (SERIES, row("2020", None, low=81, high=81.5), ["outside_limits old 82"]),
    (SERIES, row("2020", None, high=82), []),
    (SERIES, row("2020", None, low=82.5), ["outside_limits old 82"]),
    (bound(82, 84), row("2021", 81.5), ["outside_limits old 84"]),
    (bound(82, 84), row("2021", 82), []),
    (bound(82, 84), row("2021", 84), []),
    (bound(80, 83), row("2021", 83.5), ["outside_limits old 83"]),
    (bound(82, None), row("2021", 81.5), ["outside_limits old 82"]),
    (bound(82, None), row("2021", 84), []),
    (bound(None, 82), row("2021", 82.5), ["outside_limits old 82"]),
    (bound(None, 82), row("2021", 80), []),
    (series(10, 12, measure="1.1-m"), row("2021", 11.5, measure="1.1-m"), ["fraction value 11.5"]),
    (series(10, 12, measure="1.1-m"), row("2021", 11.0, measure="1.1-m"), []),
    (series(10, 12.5, measure="1.1-m"), row("2021", 11.5, measure="1.1-m"), []),
    (series(10, 12), row("2021", 11.5), []),  # a share is no count
    (monthly("1.1-a"), row("2021", 50), []),  # asked for by its calendar and its targets
    (monthly("1.1-c"), row("2021", 50, measure="1.1-c"), []),
    (monthly("1.1-b"), row("2021", 50, measure="1.1-b"), []),  # a window of years is told in years
    (monthly("2.1-t1"), row("2021", 50, measure="2.1-t1"), ["other_frequency"]),
]


@pytest.mark.parametrize(("before", "came", "doubts"), DOUBTS)
def test_doubts(before: list[Observation], came: Observation, doubts: list[str], record: Record) -> None:
    found = compare(before, [came], record).changes[0].doubts
    assert [" ".join([d.kind, *(f"{name} {printed(value)}" for name, value in d.values)]) for d in found] == doubts


def test_doubts_of_the_reading_come_first(record: Record) -> None:
    item = Incoming(row("2021", 84.5), Where("f"), (Doubt("unit"),))
    changes = difference(SERIES, [item, replace(item, row=row("2020", 82))], record.strategy).changes
    assert [[d.kind for d in change.doubts] for change in changes] == [["unit", "jump"], []]


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ({}, "3.5"),
        ({"low": 3}, ">= 3"),
        ({"high": 3.5}, "<= 3.5"),
        ({"low": 2, "high": 4}, "2..4"),
        ({"missing": "withdrawn"}, "withdrawn"),
    ],
)
def test_a_figure_for_programs(figure: dict[str, object], text: str) -> None:
    assert plain_figure(row("2021", None if figure else 3.5, **figure)) == text


def test_a_short_series_has_no_usual_step(record: Record) -> None:
    assert compare(SERIES[:3], [row("2021", 40)], record).changes[0].doubts == ()


def test_the_likely_value_is_told(record: Record) -> None:
    doubt = compare(SERIES, [row("2021", 0.83)], record).changes[0].doubts[0]
    assert dict(doubt.values)["likely"] == pytest.approx(83)


def test_a_row_is_compared_with_what_was_valid_on_its_day(record: Record) -> None:
    later = row("2020", 90, known=date(2022, 1, 1))
    assert compare([*SERIES, later], [row("2020", 82, known=date(2021, 3, 1))], record).changes[0].kind == "unchanged"
    assert compare([*SERIES, later], [row("2020", 90)], record).changes[0].kind == "unchanged"


def test_the_version_that_is_valid_on_a_day() -> None:
    first, second = row("2020", 1, known=None), row("2020", 2, known=date(2021, 3, 1))
    days = (None, date(2021, 2, 28), date(2021, 3, 1))
    assert [valid([second, first], day) for day in days] == [second, first, second]
    assert valid([], None) is None


def test_what_a_whole_delivery_no_longer_holds_has_vanished(record: Record) -> None:
    came = [row(str(y), v) for y, v in ((2015, 80), (2016, 81), (2018, 82), (2019, 83))]
    found = compare([*SERIES, row("2017", 3, area="902")], came, record, complete=True)
    assert [(str(r.period), r.area) for r in found.vanished] == [("2017", "901")]
    for year in (2015, 2019):  # before the first and after the last that came, nothing was told
        some = [r for r in came if str(r.period) != str(year)]
        assert [str(r.period) for r in compare(SERIES, some, record, complete=True).vanished] == ["2017"]
    gone = [*SERIES, row("2017", None, missing="withdrawn")]
    assert compare(gone, came, record, complete=True).vanished == ()
    months = [row("2015-02", 1), row("2015-02", 1, breakdown="women")]
    assert compare([*SERIES, *months], came, record, complete=True).vanished == found.vanished
    assert compare(SERIES, came, record).vanished == ()


def test_only_changes_are_added(record: Record) -> None:
    came = [row("2020", 82), row("2022", 90)]
    assert compare(SERIES, came, record).rows == (came[1],)
