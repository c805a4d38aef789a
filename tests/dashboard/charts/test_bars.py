"""A figure that its source only bounds is an upright bar in both drawings, and its limits wherever it is told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard.charts.description.chart import Bar, Chart
from dashboard.charts.drawing.labelling import labels
from dashboard.charts.drawing.layout import layout
from dashboard.charts.drawing.svg import svg
from strategy.model.periods import Period
from strategy.model.record import Observation
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.formats import NBSP
from tests.dashboard.charts.scenes import chart, measure, plotted, rows, target


def bounded(period: str, low: float | None, high: float | None) -> Observation:
    """A row of which only limits are known."""
    return Observation("1.1-a", "235", Period.parse(period), None, "own", quality="bound", low=low, high=high)


def drawn(*bars: tuple[str, float | None, float | None], rank: bool = False) -> Chart:
    """Two exact figures, then bars, against a target."""
    series = [*rows("2017 50,2018 52"), *(bounded(*bar) for bar in bars)]
    return chart(measure(targets=(target(value=60),), rank=rank, direction="down" if rank else "up"), series)


BARS = [
    # limits         told           drawn from - to (None: to the edge)
    ((55.0, 58.0), "55–58 %", (55.0, 58.0)),
    ((55.0, None), "≥ 55 %", (55.0, None)),
    ((None, 58.0), "≤ 58 %", (None, 58.0)),
    ((0.0, None), "≥ 0 %", (0.0, None)),
]


@pytest.mark.parametrize(("limits", "told", "ends"), BARS)
def test_limits_are_a_bar(limits: tuple[float | None, float | None], told: str, ends: tuple[float | None, ...]) -> None:
    found = drawn(("2019", *limits))
    (bar,) = found.bars
    assert (bar.text.replace(NBSP, " "), bar.period) == (told, "2019")
    low, high = bar.span(found.y)
    assert low == (min(found.y) if ends[0] is None else ends[0])
    assert high == (max(found.y) if ends[1] is None else ends[1])
    assert min(found.y) <= low < high <= max(found.y)
    assert [point.period for line in found.of_kind("own") for point in line.points] == ["2017", "2018"]
    assert "Pystyjana" in found.caption
    assert ("Nuolen suuntaan" in found.caption) is (None in limits)
    assert told in found.alt.replace(NBSP, " ")


def test_the_table_tells_the_limits_and_no_number() -> None:
    found = drawn(("2019", 55, None))
    (row,) = [cells for cells in found.table.rows if cells[0] == "2019"]
    assert row[1].replace(NBSP, " ") == "≥ 55"
    assert "Vain rajat tiedossa" in row[-2]
    assert [numbers.own for numbers in found.table.numbers] == [50, 52, None, None][: len(found.table.numbers)]


def test_no_line_passes_through_a_bar() -> None:
    series = [*rows("2017 50,2018 52"), bounded("2019", 55, 58), *rows("2020 57,2021 59")]
    found = chart(measure(), series)
    assert [[point.period for point in run] for line in found.of_kind("own") for run in line.runs] == [
        ["2017", "2018"], ["2020", "2021"],
    ]  # fmt: skip


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("rank", [False, True])
@pytest.mark.parametrize("bar", [("2019", 55.0, 58.0), ("2019", 55.0, None), ("2019", None, 58.0)])
def test_both_drawings_have_the_bar_with_its_label(bar: tuple[str, float, float], rank: bool, small: bool) -> None:
    found = drawn(bar, rank=rank)
    picture = svg(found, width=400, height=220, small=small)
    assert found.bars[0].label in re.findall(r">([^<]*)</text>", picture)
    traces = [t for t in plotted(found)["data"] if t["mode"] == "lines+markers" and t["x"] == [found.bars[0].x] * 2]
    (trace,) = traces
    assert trace["y"] == list(found.bars[0].span(found.y))
    arrows = {"triangle-up", "triangle-down"} & set(trace["marker"]["symbol"])
    assert len(arrows) == (bar[1], bar[2]).count(None)


def test_limits_alone_are_a_chart_and_their_label_stays_inside() -> None:
    for limits in ((3.0, None), (None, 3.0), (2.0, 4.0)):
        found = chart(measure(), [bounded("2021", *limits)])
        assert not found.empty
        plan = layout(found, 300, 180, small=True)
        (label,) = [label for label in labels(plan) if label.text == found.bars[0].label]
        x, y = plan.x(label.spot.x) + label.spot.dx, plan.y(label.spot.y) + label.spot.dy
        assert 0 <= x <= 300
        assert 0 <= y <= 180


def test_what_stands_after_the_day_is_pale() -> None:
    found = chart(measure(), [*rows("2019 50"), bounded("2023", 3, None)])
    assert [bar.after_page_day for bar in found.bars] == [True]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_words(lang: str) -> None:
    found = chart(measure(), [*rows("2019 50"), bounded("2020", 3, None)], lang=lang)
    assert found.bars[0].remark
    assert found.bars[0].text in found.alt
    assert "bound" not in f"{found.caption} {found.alt} {found.bars[0].remark}".replace("bounded", "")


def test_an_exact_figure_after_its_limits_takes_their_place() -> None:
    late = replace(rows("2020 55")[0], known=Period.parse("2021").last_day)
    found = chart(
        measure(), [*rows("2019 50"), replace(bounded("2020", 50, None), known=Period.parse("2021").first_day), late]
    )
    assert found.bars == ()
    assert [point.y for line in found.of_kind("own") for point in line.points] == [50, 55]


def test_a_bar_knows_its_ends() -> None:
    assert Bar(2020.0, None, 3.0, "2019", "≤ 3", "≤ 3").ends == (3.0,)
    assert Bar(2020.0, 1.0, 3.0, "2019", "1–3", "1–3").ends == (1.0, 3.0)
