"""A chart made by hand as native series: each rule of what is joined, parted, aimed at and told, in a small case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.description.aims import Band, Step
from dashboard.charts.description.chart import (
    Bar,
    Chart,
    DataTable,
    Line,
    Numbers,
    Point,
    Tick,
    VerticalMark,
)
from dashboard.context import Context
from dashboard.context.urls import Address
from dashboard.data.store import Release
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.figures import ChartFigures, FigureSeries, falls, figures, scale
from dashboard.settings import Settings
from tests.conftest import TODAY

Made = Callable[..., ChartFigures]
Row = tuple[str, float | None] | tuple[str, float | None, float | None, float | None]
TARGET = "<charts.table.target>"
EMPTY = Chart(
    title="", finding="", unit="%", lang="fi", x=(2018, 2024), y=(0, 10), x_ticks=(), x_ends=(), y_ticks=(), lines=(),
    steps=(), bands=(), baseline=None, marked=None, bars=(), uprights=(), caption="", alt="",
    table=DataTable((), (), ()),
)  # fmt: skip


def at(year: int) -> float:
    """Where the figure of a year stands."""
    return year + 1.0


def point(year: int, *, comparable: bool = True) -> Point:
    return Point(at(year), 1.0, str(year), "", "", comparable=comparable)


def line(kind: str, *runs: tuple[int, ...]) -> Line:
    return Line(kind, "Koivula", tuple(tuple(map(point, run)) for run in runs))


def chart(rows: list[Row], *lines: Line, peers: tuple[str, ...] = (), aimed: bool = False, **more: object) -> Chart:
    """A chart with a table of these rows: year, own figure, and the limits aimed at; no peer has a figure."""
    header = ("Vuosi", "Arvo", *((TARGET,) if aimed else ()), *peers, "Huomautus", "Lähde")
    kinds = ("period", "own", *(("target",) if aimed else ()), *("peer" for _ in peers), "note", "source")
    cells = tuple((year, "–" if own is None else "x", *[""] * (len(header) - 4), "", "L") for year, own, *_ in rows)
    numbers = tuple(
        Numbers(at(int(year)), own, *(limits or (None, None)), peers=(None,) * len(peers))  # type: ignore[misc]
        for year, own, *limits in rows
    )
    return replace(EMPTY, lines=lines, table=DataTable(header, kinds, cells, numbers), **more)  # type: ignore[arg-type]


def summed(rows: list[Row], totals: tuple[float | None, ...], *lines: Line) -> Chart:
    """A chart whose table also has these totals so far."""
    drawn = chart(rows, *lines)
    numbers = tuple(replace(n, total=total) for n, total in zip(drawn.table.numbers, totals, strict=True))
    header, kinds = (*drawn.table.header, "Kertymä"), (*drawn.table.kinds, "total")
    return replace(drawn, table=replace(drawn.table, header=header, kinds=kinds, numbers=numbers))


@pytest.fixture
def made(koivula: Release, keys: None) -> Made:
    def of(drawn: Chart, since: int | None = None) -> ChartFigures:
        context = Context.of(Address("fi", "measure", "1.1-b", since=since), koivula, Settings(), TODAY)
        return figures(Subject(Edition(context, ""), koivula.strategy.measures["1.1-b"], drawn, ()), drawn)

    return of


def columns(found: ChartFigures) -> list[tuple[str, str, tuple[float | None, ...]]]:
    return [(series.name, series.kind, series.values) for series in found.series]


THREE: list[Row] = [("2019", 1.0), ("2020", 2.0), ("2021", 3.0)]
BREAK = VerticalMark(2020.5, "break", "")
SERIES: dict[str, tuple[Chart, list[tuple[str, str, tuple[float | None, ...]]]]] = {
    "one line": (chart(THREE, line("own", (2019, 2020, 2021))), [("Koivula, %", "own", (1, 2, 3))]),
    "without a unit": (
        chart(THREE, line("own", (2019, 2020, 2021)), unit=""), [("Koivula", "own", (1, 2, 3))]),
    "without a line the head of the table names it": (
        chart(THREE), [("Arvo, %", "own", (None,) * 3), ("<exports.series.beyond>", "beyond", (1, 2, 3))]),
    "a peer's line gives no name": (
        chart(THREE, line("peer", (2019,)), line("own", (2019, 2020, 2021))), [("Koivula, %", "own", (1, 2, 3))]),
    "a break parts the line": (
        chart(THREE, line("own", (2019,), (2020, 2021)), uprights=(BREAK,)),
        [("Koivula, % (2019)", "own", (1, None, None)), ("Koivula, % (2020–2021)", "own", (None, 2, 3))]),
    "a break exactly at a figure comes after it": (
        chart(THREE, line("own", (2019, 2020), (2021,)), uprights=(VerticalMark(at(2020), "break", ""),)),
        [("Koivula, % (2019–2020)", "own", (1, 2, None)), ("Koivula, % (2021)", "own", (None, None, 3))]),
    "a break before all figures parts nothing": (
        chart(THREE, line("own", (2019, 2020, 2021)), uprights=(VerticalMark(2019.5, "break", ""),)),
        [("Koivula, %", "own", (1, 2, 3))]),
    "a decision parts nothing": (
        chart(THREE, line("own", (2019, 2020, 2021)), uprights=(VerticalMark(2020.5, "decision", ""),)),
        [("Koivula, %", "own", (1, 2, 3))]),
    "what may not be compared, what is planned, what is not drawn": (
        chart([*THREE, ("2022", 4.0), ("2023", 5.0)],
              Line("own", "Koivula", ((point(2019),), (point(2020, comparable=False),), (point(2021),))),
              line("budget", (2022,))),
        [("Koivula, %", "own", (1, None, 3, None, None)), ("<exports.series.apart>", "apart", (None, 2, *[None] * 3)),
         ("<exports.series.budget>", "budget", (*[None] * 3, 4, None)),
         ("<exports.series.beyond>", "beyond", (*[None] * 4, 5))]),
    "a baseline that no line draws is joined": (
        chart(THREE, line("own", (2020, 2021)), baseline=point(2019)), [("Koivula, %", "own", (1, 2, 3))]),
    "peers": (
        chart(THREE, line("own", (2019, 2020, 2021)), peers=("Haapala", "Koko maa")),
        [("Koivula, %", "own", (1, 2, 3)), ("Haapala", "peer", (None,) * 3), ("Koko maa", "peer", (None,) * 3)]),
    "a target beside a peer": (
        chart([("2019", 1.0, None, None), ("2020", 2.0, 5.0, 5.0)], line("own", (2019, 2020)), peers=("Haapala",),
              aimed=True),
        [("Koivula, %", "own", (1, 2)), (TARGET, "target", (None, 5)), ("Haapala", "peer", (None, None))]),
    "a range is two lines": (
        chart([("2019", 1.0, 2.0, 4.0), ("2020", 2.0, None, 4.0)], line("own", (2019, 2020)), aimed=True),
        [("Koivula, %", "own", (1, 2)), (f"{TARGET} ≥", "target", (2, None)), (f"{TARGET} ≤", "target", (4, None))]),
    "a target is drawn from where it begins to where it ends": (
        chart([*[(str(year), 1.0, None, None) for year in range(2018, 2022)]], line("own", (2018, 2019, 2020, 2021)),
              aimed=True, steps=(Step(at(2019), at(2020), 7, ("",)),)),
        [("Koivula, %", "own", (1,) * 4), (TARGET, "target", (None, 7, 7, None))]),
    "so is a range": (
        chart([*[(str(year), 1.0, None, None) for year in range(2018, 2021)]], line("own", (2018, 2019, 2020)),
              aimed=True, bands=(Band(at(2019), at(2019), 2, 4, ("",)),)),
        [("Koivula, %", "own", (1,) * 3), (f"{TARGET} ≥", "target", (None, 2, None)),
         ("<charts.table.target> ≤", "target", (None, 4, None))]),
    "a total so far, and the target of a sum": (
        replace(summed(THREE, (None, 2.0, 5.0), line("own", (2019, 2020, 2021))),
                steps=(Step(2020, 2023, 7, ("",)),)),
        [("Koivula, %", "own", (1, 2, 3)), ("Kertymä", "total", (None, 2, 5)),
         (TARGET, "target", (None, 7, 7))]),
    "another measure's target is none of ours": (
        chart([("2019", 1.0, None, None)], line("own", (2019,)), aimed=True,
              steps=(Step(at(2018), at(2020), 7, ("",), judged=False), Step(at(2018), at(2020), 8, ("",)))),
        [("Koivula, %", "own", (1,)), (TARGET, "target", (8,))]),
}  # fmt: skip


@pytest.mark.parametrize("case", SERIES)
def test_the_series_of_a_chart(made: Made, case: str) -> None:
    drawn, expected = SERIES[case]
    assert columns(made(drawn)) == expected


PARTED = {
    # a gap of three years between two runs is an empty row a year before the second
    "a gap": (
        chart([("2018", 1.0), ("2021", 2.0)], line("own", (2018,), (2021,))), ["2018", "–", "2021"],
        [2018, 2020, 2021]),
    "neighbours": (chart(THREE, line("own", (2019,), (2020, 2021))), ["2019", "2020", "2021"], [2019, 2020, 2021]),
    "a row between them parts them": (
        chart([("2018", 1.0), ("2019", None), ("2021", 2.0)], line("own", (2018,), (2021,))), ["2018", "2019", "2021"],
        [2018, 2019, 2021]),
    "a break parts them": (
        chart([("2018", 1.0), ("2021", 2.0)], line("own", (2018,), (2021,)), uprights=(VerticalMark(2020.5, "break", ""),)),  # noqa: E501 (a row of a table)
        ["2018", "2021"], [2018, 2021]),
    "a break elsewhere does not": (
        chart([("2018", 1.0), ("2021", 2.0)], line("own", (2018,), (2021,)), uprights=(VerticalMark(2024.5, "break", ""),)),  # noqa: E501 (a row of a table)
        ["2018", "–", "2021"], [2018, 2020, 2021]),
    "a decision does not": (
        chart([("2018", 1.0), ("2021", 2.0)], line("own", (2018,), (2021,)),
              uprights=(VerticalMark(2020.5, "decision", ""),)),
        ["2018", "–", "2021"], [2018, 2020, 2021]),
    "a gap of a peer is none of ours": (
        chart([("2018", 1.0), ("2021", 2.0)], line("own", (2018, 2021)), line("peer", (2018,), (2021,))),
        ["2018", "2021"], [2018, 2021]),
}  # fmt: skip


@pytest.mark.parametrize("case", PARTED)
def test_an_empty_row_parts_what_the_page_does_not_join(made: Made, case: str) -> None:
    drawn, periods, years = PARTED[case]
    found = made(drawn)
    assert list(found.periods) == periods
    assert list(found.ends) == [date(year, 12, 31) for year in years]
    assert found.sources == tuple("" if period == "–" else "L" for period in periods)


@pytest.mark.parametrize(("since", "periods"), [(None, 3), (2019, 3), (2020, 2), (2021, 1), (2022, 0)])
def test_rows_begin_with_the_year_asked_for(made: Made, since: int | None, periods: int) -> None:
    assert len(made(chart(THREE, line("own", (2019, 2020, 2021))), since).periods) == periods


TOLD = [
    # own cell, own figure, bounded, note      what is told         and of the limits
    ("12", 12.0, False, "", "", ""),
    ("12", 12.0, False, "Ennakko", "Ennakko", ""),
    ("ei kerätty", None, False, "", "ei kerätty", ""),
    ("ei kerätty", None, False, "Ennakko", "ei kerätty. Ennakko", ""),
    ("–", None, False, "", "", ""),
    ("≥ 3", None, True, "", "≥ 3", "≥ 3"),
    ("≥ 3", None, True, "Ennakko", "≥ 3. Ennakko", "≥ 3"),
    ("12", 12.0, True, "", "", ""),
]


@pytest.mark.parametrize(("cell", "own", "bounded", "note", "notes", "limits"), TOLD)
def test_what_is_told_beside_a_figure(
    made: Made, cell: str, own: float | None, bounded: bool, note: str, notes: str, limits: str
) -> None:
    drawn = chart([("2020", own)], line("own", (2020,)))
    table = replace(drawn.table, rows=(("2020", cell, note, "L"),))
    bars = (Bar(at(2020), 3, None, "2020" if bounded else "2019", "", ""),)
    found = made(replace(drawn, table=table, bars=bars))
    assert (found.notes, found.limits, found.sources) == ((notes,), (limits,), ("L",))


STEPS = [
    # last days                                              years between two named places    all at the end of a year
    ((), 1, True), ((date(2020, 12, 31),), 1, True), ((date(2010, 12, 31), date(2020, 12, 31)), 1, True),
    ((date(2009, 12, 31), date(2020, 12, 31)), 2, True), ((date(2000, 6, 30), date(2020, 12, 31)), 2, False),
    ((date(1999, 12, 31), date(2020, 6, 30)), 3, False),
]  # fmt: skip


@pytest.mark.parametrize(("ends", "step", "yearly"), STEPS)
def test_an_axis_names_some_ten_places(ends: tuple[date, ...], step: int, yearly: bool) -> None:
    found = ChartFigures(("",) * len(ends), ends, (), (), ())
    assert (found.step, found.yearly) == (step, yearly)


@pytest.mark.parametrize(("kind", "drawn", "decimals"), [
    ("own", True, 2), ("apart", True, 2), ("budget", True, 2), ("peer", True, 2), ("beyond", False, 2),
    ("target", True, None),
])  # fmt: skip
def test_what_is_drawn_and_with_how_many_decimals(kind: str, drawn: bool, decimals: int | None) -> None:
    series = FigureSeries("", kind, ())
    assert (series.drawn, series.decimals(2)) == (drawn, decimals)


SCALES = [
    # from, to            marks           the axis, its step        whether it runs downwards
    ((0.0, 10.0), (0, 5, 10), (0, 10, 5), False),
    ((1.0, 9.0), (5, 0), (0, 10, 5), False),
    ((12.0, 1.0), (4, 8, 12), (0, 12, 4), True),
    ((2.0, 6.0), (4,), (0, 8, 4), False),
    ((-0.1 - 0.2, 0.3), (-0.3, 0.0, 0.3), (-0.3, 0.3, 0.3), False),
]


@pytest.mark.parametrize(("y", "ticks", "expected", "down"), SCALES)
def test_the_axis_has_the_ends_of_the_pages(
    y: tuple[float, float], ticks: tuple[float, ...], expected: tuple[float, float, float], down: bool
) -> None:
    drawn = replace(EMPTY, y=y, y_ticks=tuple(Tick(tick, "") for tick in ticks))
    assert scale(drawn) == pytest.approx(expected)
    assert falls(drawn) is down


def test_without_a_chart_nothing_runs_downwards() -> None:
    assert not falls(None)
