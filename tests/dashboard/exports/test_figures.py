"""Native series are the page's own numbers, and part where the page's line parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from dashboard.charts.description.chart import Chart
from dashboard.components.views import shown_view
from dashboard.context.context import Context
from dashboard.context.urls import Address
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.figures import OWN_KINDS, PLAN_KINDS, ChartFigures, figures, scale
from dashboard.pages import Services
from strategy.texts import formats


def charted(services: Services, id_: str, **state: object) -> tuple[Subject, Chart]:
    release = services.store.release()
    address = replace(Address("fi", "measure", id_), **state)  # type: ignore[arg-type]
    context = Context.of(address, release, services.settings, services.today())
    measure = release.strategy.measures[id_]
    chart = shown_view(context, measure, release.rows(id_)).chart
    return Subject(Edition(context, "http://x"), measure, chart, ()), chart


def with_figures(services: Services) -> list[str]:
    release = services.store.release()
    numeric = (m.id for m in release.strategy.measures.values() if m.kind == "numeric")
    return [id_ for id_ in numeric if any(row.value is not None for row in release.rows(id_))]


@pytest.mark.parametrize("which", ["services", "made_up_desk"])
def test_the_numbers_are_those_of_the_table(which: str, request: pytest.FixtureRequest) -> None:
    """Of every measure: each own number and each peer's, printed as the page prints it, is the table's cell."""
    services: Services = request.getfixturevalue(which)
    for id_ in with_figures(services):
        subject, chart = charted(services, id_)
        found = figures(subject, chart)
        own = [s for s in found.series if s.kind in OWN_KINDS]
        peers = [s for s in found.series if s.kind == "peer"]
        decimals = subject.measure.decimals
        told = {cells[0]: cells for cells in chart.table.rows}
        for place, period in enumerate(found.periods):
            if period not in told:  # an empty row that parts the line
                assert all(s.values[place] is None for s in (*own, *peers))
                continue
            values = [s.values[place] for s in own if s.values[place] is not None]
            cells = told[period]
            told_here = [*(formats.number(v, decimals, "fi") for v in values if v is not None), found.limits[place]]
            assert [word for word in told_here if word] == ([cells[1]] if any(c.isdigit() for c in cells[1]) else []), (
                id_,
                period,
            )
            assert not found.limits[place] or found.notes[place].startswith(found.limits[place])
            for series, cell in zip(peers, cells[len(cells) - 2 - len(peers) : -2], strict=True):
                value = series.values[place]
                assert value is None or formats.number(value, decimals, "fi") == cell


@pytest.mark.parametrize("which", ["services", "made_up_desk"])
def test_a_line_joins_what_the_page_joins_and_nothing_else(which: str, request: pytest.FixtureRequest) -> None:
    """Neighbours within a native series (no empty row between them) are neighbours in a run of the chart."""
    services: Services = request.getfixturevalue(which)
    for id_ in with_figures(services):
        subject, chart = charted(services, id_)
        joined = {(a.period, b.period) for line in chart.of_kind("own") for run in line.runs for a, b in pairwise(run)}
        drawn = {point.period for line in chart.of_kind("own") for point in line.points}
        found = figures(subject, chart)
        for series in (s for s in found.series if s.kind == "own"):
            for a, b in _native(found, series.values):
                if a in drawn and b in drawn:
                    assert (a, b) in joined, (id_, a, b)


@pytest.mark.parametrize("which", ["services", "made_up_desk"])
def test_what_is_drawn_is_what_the_page_draws(which: str, request: pytest.FixtureRequest) -> None:
    """Joined, apart or budgeted as on the page; what the page leaves out of its chart is left out of ours."""
    services: Services = request.getfixturevalue(which)
    seen: set[str] = set()
    for id_ in with_figures(services):
        subject, chart = charted(services, id_)
        found = figures(subject, chart)
        own = {p.period: "own" if p.comparable else "apart" for line in chart.of_kind("own") for p in line.points}
        drawn = {p.period: "budget" for line in chart.of_kind("budget") for p in line.points} | own
        drawn |= {} if chart.baseline is None else {chart.baseline.period: drawn.get(chart.baseline.period, "own")}
        kinds = {
            period: series.kind
            for series in found.series
            if series.kind in OWN_KINDS
            for period, value in zip(found.periods, series.values, strict=True)
            if value is not None
        }
        assert {period: kind for period, kind in kinds.items() if kind != "beyond"} == drawn, id_
        seen |= set(kinds.values())
    assert {"own", "apart"} <= seen
    assert which == "services" or {"beyond", "budget"} <= seen


@pytest.mark.parametrize("which", ["services", "made_up_desk"])
def test_the_way_to_the_target_and_the_pace_drawn_on_are_the_pages(which: str, request: pytest.FixtureRequest) -> None:
    """From end to end in the page's words; that of a sum begins with its first figure and not with its window."""
    services: Services = request.getfixturevalue(which)
    seen: set[str] = set()
    for id_ in with_figures(services):
        subject, chart = charted(services, id_)
        found = figures(subject, chart)
        native = {s.kind: s for s in found.series if s.kind in PLAN_KINDS}
        drawn = {line.kind: line for line in chart.lines if line.kind in PLAN_KINDS}
        if "total" in chart.table.kinds:
            del drawn["running"]
        assert set(native) == set(drawn), id_
        for kind, series in native.items():
            line, told = drawn[kind], [value for value in series.values if value is not None]
            assert series.name.lower() == line.label.lower()
            assert told[-1] == pytest.approx(line.end.y), (id_, kind)
            assert "total" in chart.table.kinds or told[0] == pytest.approx(line.points[0].y), (id_, kind)
            seen.add(kind)
    assert seen == {"path", "running", *(["projection"] if which == "made_up_desk" else [])}


def _native(found: ChartFigures, values: tuple[float | None, ...]) -> list[tuple[str, str]]:
    rows = list(zip(found.periods, values, strict=True))
    return [(a[0], b[0]) for a, b in pairwise(rows) if a[1] is not None and b[1] is not None]


def test_what_may_not_be_compared_stands_apart(services: Services) -> None:
    found = figures(*charted(services, "3.3-a"))
    assert [(s.kind, s.values) for s in found.series] == [
        ("own", (187, None, 65, 289, 121, None)),
        ("apart", (None, 21, None, None, None, 16)),
        ("target", (None, 80, 80, 80, 80, 80)),
        ("running", (None, None, 158, 158, 158, None)),
    ]
    assert found.ends[0] == date(2017, 12, 31)


def test_a_target_begins_where_its_drawing_begins(services: Services) -> None:
    """From the baseline on, though the table names the target only for what follows it; 60 until the council's 80."""
    found = figures(*charted(services, "3.2-g1"))
    (target,) = [s for s in found.series if s.kind == "target"]
    assert (found.periods, target.values) == (("1990", "–", "2021", "2030"), (60, 80, 80, 80))


@pytest.mark.parametrize(
    ("id_", "on", "targets"),
    [
        ("3.3-g1", date(2021, 12, 31), ["0,5–1,4"]),
        ("3.3-g1", date(2022, 12, 31), ["0,5–1,4", "≤ 0,75"]),
        ("3.3-c", date(2021, 12, 31), ["0,5–1,4"]),
        ("3.2-g1", date(2019, 12, 31), ["≥ 60 %"]),
        ("3.2-g1", date(2021, 12, 31), ["≥ 60 %", "≥ 80 %"]),
    ],
)
def test_what_had_not_been_decided_by_the_day_is_not_drawn(
    services: Services, id_: str, on: date, targets: list[str]
) -> None:
    aims = charted(services, id_, on=on)[1].aims
    assert sorted(aim.short.replace("\N{NO-BREAK SPACE}", " ") for aim in aims) == targets


def test_the_first_year_asked_for_is_the_first(services: Services) -> None:
    found = figures(*charted(services, "2.1-t1", since=2010))
    assert found.periods[0] == "2010"
    assert found.yearly
    assert figures(*charted(services, "2.1-t1")).step == 2


def test_the_axis_has_whole_steps_that_hold_the_data(services: Services) -> None:
    for id_ in with_figures(services):
        _, chart = charted(services, id_)
        low, high, step = scale(chart)
        assert low <= min(chart.y) + 1e-6
        assert high >= max(chart.y) - 1e-6
        assert (high - low) / step == pytest.approx(round((high - low) / step))
