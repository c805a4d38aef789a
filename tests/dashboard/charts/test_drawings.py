"""The two drawings: well-formed, harmless, accepted by plotly, and of one mind with the description and the table."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts.description.chart import Chart
from dashboard.charts.drawing.palette import LATER, OWN, TARGET
from dashboard.charts.drawing.plot import CONFIG
from dashboard.charts.drawing.svg import svg
from dashboard.pages import Services
from strategy.model.record import Mark
from tests.dashboard.charts.every import large_charts
from tests.dashboard.charts.scenes import AREAS, baseline, chart, measure, plotted, rows, same, target

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("1")</script>&amp; $x$ \'"\x00\x08'


def _monthly(count: int) -> str:
    return ",".join(f"{2003 + i // 12}-{i % 12 + 1:02d} {i % 17}" for i in range(count))


PEERS = ("049", "091", "092", "SSS")
AIMED = measure(targets=(target("at_least", "2021", value=60),), baseline=baseline(40, "2017"))
SCENES = {
    "gaps": chart(measure(), rows("2015 1,2016 2,2018 3,2019 4")),
    "apart": chart(measure(), rows("2017 187,2018 21 small_houses,2019 65,2022 16 small_houses")),
    "hollow": chart(AIMED, rows("2017 40,2018 45 preliminary,2019 50 estimate,2021 55 budget")),
    "steps": chart(
        measure(targets=(target("at_least", "2019", value=50), target("at_least", "2021", value=60))),
        rows("2018 40,2019 45,2020 52"),
    ),
    "band": chart(
        measure(targets=(target("mean", "2018/2022", window="2018/2022", op="range", low=-1, high=1.4),), decimals=1),
        rows("2017 -3,2018 -1,2019 2,2020 0"),
    ),
    "negative": chart(measure(decimals=3), rows("2017 -4.152,2018 -1.25,2019 -0.001")),
    "single": chart(measure(), rows("2021 7")),
    "equal": chart(measure(), rows("2019 17,2020 17,2021 17")),
    "zero": chart(measure(), rows("2019 0,2020 0")),
    "long": chart(measure(), rows(_monthly(230))),
    "nothing": chart(measure(), ()),
    "target only": chart(measure(targets=(target("at_most", "2021", value=0),)), ()),
    "baseline only": chart(AIMED, rows("2017 40")),
    "peers": chart(
        measure(), (*rows("2019 1,2020 2"), *(r for a in PEERS for r in rows("2019 2,2020 2.1", a))), peers=PEERS
    ),
    "lone peer": chart(measure(), (*rows("2019 1,2020 2"), *rows("2019 3", "049")), peers=("049",)),
    "break": chart(
        measure(), rows("2017 1,2018 2,2023 9"),
        marks=[Mark("1.1-a", date(2019, 5, 1), "break", same("Uusi laskutapa " * 9))],
    ),
    "rank": chart(measure(rank=True, unit=None, direction="down"), rows("2019 4,2020 2")),
    "projection": chart(AIMED, rows("2017 40,2018 42,2019 44,2020 46"), day=date(2020, 12, 31)),
}  # fmt: skip


@pytest.fixture(params=SCENES, name="scene")
def _scene(request: pytest.FixtureRequest) -> Chart:
    return SCENES[request.param]


SIZES = [(320, 150, True), (380, 170, True), (340, 260, False), (820, 400, False)]


@pytest.mark.parametrize(("width", "height", "small"), SIZES)
def test_an_svg_is_well_formed_and_says_what_it_shows(scene: Chart, width: int, height: int, *, small: bool) -> None:
    root = ET.fromstring(svg(scene, width=width, height=height, small=small))
    assert root.get("role") == "img"
    assert root.get("aria-label") == scene.alt
    assert root.get("viewBox") == f"0 0 {width} {height}"
    assert not [e for e in root.iter() if "style" in e.attrib or "class" in e.attrib or "id" in e.attrib]


@pytest.mark.parametrize(("width", "height", "small"), SIZES)
def test_nothing_is_drawn_outside(scene: Chart, width: int, height: int, *, small: bool) -> None:
    root = ET.fromstring(svg(scene, width=width, height=height, small=small))
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", "")) <= width
        assert 0 < float(text.get("y", "")) <= height
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < float(circle.get("cx", "")) < width
        assert 0 < float(circle.get("cy", "")) < height
    numbers = [float(n) for path in root.iter(f"{SVG}path") for n in re.findall(r"[ML](-?[\d.]+) ", path.get("d", ""))]
    assert all(0 <= number <= width for number in numbers)


def test_plotly_takes_the_figure_and_it_is_plain(scene: Chart) -> None:
    found = plotted(scene)
    assert json.loads(json.dumps(found)) == found
    go.Figure(found)
    assert {trace["type"] for trace in found["data"]} <= {"scatter"}


def test_one_figure_does_not_change_another() -> None:
    before = json.dumps(plotted(SCENES["steps"]))
    other = plotted(SCENES["gaps"])
    other["layout"]["xaxis"]["range"] = [0, 1]
    other["layout"]["font"]["size"] = 99
    other["layout"]["xaxis"]["tickfont"]["color"] = "red"
    assert json.dumps(plotted(SCENES["steps"])) == before


def test_graphs_send_nothing_anywhere_and_have_no_tool_bar() -> None:
    assert CONFIG["showSendToCloud"] is CONFIG["displaylogo"] is CONFIG["displayModeBar"] is False
    assert CONFIG["plotlyServerURL"] == ""


def _points(found: dict[str, Any]) -> set[tuple[float, float]]:
    return {(x, y) for t in found["data"] for x, y in zip(t["x"], t["y"], strict=True) if x is not None}


def test_both_drawings_and_the_table_hold_the_same_numbers(scene: Chart) -> None:
    described = {(p.x, p.y) for line in scene.lines for p in line.points}
    described |= {(at, level) for aim in scene.aims for level in aim.levels for at in (aim.start, aim.end)}
    described |= {(scene.baseline.x, scene.baseline.y)} if scene.baseline else set()
    assert _points(plotted(scene)) == described
    cells = {cell for row in scene.table.rows for cell in row}
    assert {p.label for line in scene.of_kind("own") for p in line.points} <= cells
    assert {p.label for line in scene.of_kind("peer") for p in line.points} <= cells


def test_both_drawings_carry_the_same_words(scene: Chart) -> None:
    root = ET.fromstring(svg(scene, width=820, height=400))
    drawn = {text.text or "" for text in root.iter(f"{SVG}text")}
    layout = plotted(scene)["layout"]
    ticks = {tick for axis in ("xaxis", "yaxis") for tick in layout[axis]["ticktext"]}
    told = {unescape(re.sub(r"</?b>", "", note["text"])) for note in layout["annotations"]}
    assert {tick.label for tick in scene.y_ticks} <= drawn & ticks
    assert set(layout["xaxis"]["ticktext"]) <= {tick.label for tick in scene.x_ticks}
    if scene.marked and not scene.newest_is_baseline:
        assert scene.marked.label in drawn & told
    for aim in scene.aims:
        texts = set(aim.wordings)
        assert texts & drawn
        assert texts & told
    for line in scene.of_kind("peer"):
        assert line.label in drawn & told


def test_a_gap_stays_a_gap_in_both() -> None:
    (line,) = [
        t for t in plotted(SCENES["gaps"])["data"] if t["mode"] == "lines" and t["x"] and t["line"]["color"] == OWN
    ]
    assert line["y"] == [1, 2, None, 3, 4]
    assert line["connectgaps"] is False
    (path,) = _paths(SCENES["gaps"], OWN)
    assert path.count("M") == 2


def _paths(found: Chart, colour: str) -> list[str]:
    root = ET.fromstring(svg(found, width=820, height=400))
    return [p.get("d", "") for p in root.iter(f"{SVG}path") if p.get("stroke") == colour]


def test_later_figures_are_pale_and_joined() -> None:
    found = chart(measure(), rows("2019 1,2020 2,2021 3,2022 4"))
    after_page_day = next(t for t in plotted(found)["data"] if t.get("line", {}).get("color") == LATER)
    assert after_page_day["x"] == [2022, 2023]
    assert len(_paths(found, LATER)) == 1


def test_a_moved_target_has_a_riser() -> None:
    dotted = [t for t in plotted(SCENES["steps"])["data"] if t.get("line", {}).get("dash") == "2px,2px"]
    assert [(t["x"], t["y"]) for t in dotted] == [([2020, 2020], [50, 60])]
    assert len(_paths(SCENES["steps"], TARGET)) == 3


def test_marks_of_single_figures_are_kept_and_long_series_have_none_but_the_labelled() -> None:
    sizes = next(t for t in plotted(SCENES["long"])["data"] if t["mode"] == "markers")["marker"]["size"]
    assert len(sizes) == 230
    assert sizes.count(0) == 229
    circles = list(ET.fromstring(svg(SCENES["long"], width=320, height=150, small=True)).iter(f"{SVG}circle"))
    assert len(circles) == 1


def test_hollow_square_and_diamond() -> None:
    marker = next(t for t in plotted(SCENES["apart"])["data"] if t["mode"] == "markers")["marker"]
    assert marker["symbol"] == ["circle", "square", "circle", "square"]
    hollow = next(t for t in plotted(SCENES["hollow"])["data"] if t["mode"] == "markers")["marker"]
    assert hollow["color"] == [OWN, "#ffffff", "#ffffff"]
    assert [t["marker"]["symbol"] for t in plotted(SCENES["hollow"])["data"] if "symbol" in t.get("marker", {})][
        -1
    ] == "diamond"


def test_labels_of_peers_do_not_cover_each_other() -> None:
    root = ET.fromstring(svg(SCENES["peers"], width=380, height=170, small=True))
    names = {area.name.fi for area in AREAS.values()}
    heights = sorted(float(t.get("y", "")) for t in root.iter(f"{SVG}text") if t.text in names)
    assert len(heights) == len(names) == 5  # the own area's too
    assert all(b - a >= 12 for a, b in pairwise(heights))


@pytest.mark.parametrize("small", [True, False])
def test_hostile_names_are_text(*, small: bool) -> None:
    of = measure(HOSTILE, targets=(target("at_least", "2021", value=3),))
    mark = Mark("1.1-a", date(2020, 6, 1), "decision", same(HOSTILE))
    found = chart(of, (*rows("2019 1,2020 2"), *rows("2019 1,2020 2", HOSTILE)), peers=(HOSTILE,), marks=[mark])
    drawn = svg(found, width=820, height=400, small=small)
    assert "<script" not in drawn
    root = ET.fromstring(drawn)
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {"svg", "path", "text", "circle", "rect"}
    plain = json.dumps(plotted(found))
    assert "<script" not in plain
    assert "$" not in plain
    assert "\\u0000" not in plain


def test_a_made_up_strategy_is_marked_in_both() -> None:
    found = replace(SCENES["single"], made_up="keksityt luvut")
    texts = [text.text for text in ET.fromstring(svg(found, width=320, height=150, small=True)).iter(f"{SVG}text")]
    assert "keksityt luvut" in texts
    assert "keksityt luvut" in [note["text"] for note in plotted(found)["layout"]["annotations"]]


def test_real_figures_pass_plotly(services: Services) -> None:
    for found in [found for found in large_charts(services.store.release(), "sv") if not found.empty][::4]:
        go.Figure(plotted(found))
