"""Both drawings of a chart are one plan: read back to pixels, figure and SVG hold the same numbers."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape

import pytest

from dashboard.charts.description import Chart
from dashboard.charts.drawing import drawn, figure, planned
from dashboard.charts.drawing.plot import Json
from dashboard.components.figures import CLEAR, LARGE, NARROW
from dashboard.data import Release
from dashboard.pages import Services
from tests.dashboard.charts.every import large_charts
from tests.dashboard.charts.test_drawings import SCENES, SVG

SIZES = {"wide": LARGE, "narrow": NARROW, "clear": CLEAR}
NEAR = 0.11
"""Pixels: the SVG is written with one decimal."""
COMMAND = re.compile(r"([MLHVv])(-?[\d.]+)(?: (-?[\d.]+))?")
Place = tuple[float, float]


class Figure:
    """The library's figure as it is drawn at one of its widths, read as its documentation says."""

    def __init__(self, told: Json, size: str) -> None:
        self.layout = told["layout"] if size == "wide" else {**told["layout"], **told["layout"]["meta"][size]["layout"]}
        sizes = {} if size == "wide" else told["layout"]["meta"][size]["sizes"]
        self.traces = [(trace, sizes.get(str(n))) for n, trace in enumerate(told["data"])]
        margin = self.layout["margin"]
        self.left, self.top = margin["l"], margin["t"]
        self.width = self.layout["width"] - margin["l"] - margin["r"]
        self.height = self.layout["height"] - margin["t"] - margin["b"]

    def at(self, x: float, y: float) -> Place:
        """The pixels of a place on the axes."""
        (x0, x1), (y0, y1) = self.layout["xaxis"]["range"], self.layout["yaxis"]["range"]
        return self.paper((x - x0) / (x1 - x0), (y - y0) / (y1 - y0))

    def paper(self, x: float, y: float) -> Place:
        """The pixels of a place told in shares of the plot."""
        return self.left + x * self.width, self.top + (1 - y) * self.height

    def lines(self) -> Iterator[tuple[str, str, str, Place]]:
        """Colour, width and dash of every line of data with each of its points."""
        for trace, _ in self.traces:
            for x, y in zip(trace["x"], trace["y"], strict=True) if "lines" in trace["mode"] else ():
                if x is not None:
                    line = trace["line"]
                    yield line["color"], f"{line['width']:g}", line.get("dash", ""), self.at(x, y)

    def dots(self) -> Iterator[tuple[float, Place]]:
        """Every round marker: its radius and its place."""
        for trace, other in self.traces:
            marker = trace.get("marker", {})
            sizes, symbols = other or marker.get("size", ()), marker.get("symbol", "circle")
            for n, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
                size = sizes[n] if isinstance(sizes, list) else sizes
                symbol = symbols[n] if isinstance(symbols, list) else symbols
                if x is not None and size and symbol == "circle" and "markers" in trace["mode"]:
                    yield size / 2, self.at(x, y)

    def texts(self) -> Iterator[tuple[str, Place]]:
        """Every text with the side that is held and the middle of its height."""
        for note in self.layout["annotations"]:
            yield unescape(re.sub(r"</?b>", "", note["text"])), self.paper(note["x"], note["y"])

    def ticks(self, axis: str) -> dict[str, float]:
        """The names on an axis and where they stand along it."""
        told, along = self.layout[f"{axis}axis"], 0 if axis == "x" else 1
        x, y = self.layout["xaxis"]["range"][0], self.layout["yaxis"]["range"][0]
        places = (self.at(v, y) if axis == "x" else self.at(x, v) for v in told["tickvals"])
        return {unescape(t): place[along] for t, place in zip(told["ticktext"], places, strict=True)}


class Svg:
    """An SVG of ours, read back."""

    def __init__(self, markup: str) -> None:
        self.root = ET.fromstring(markup)
        self.font = float(self.root.get("font-size", ""))

    def paths(self) -> dict[tuple[str, str, str], list[Place]]:
        """The corners of all paths by their colour, width and dash."""
        found: dict[tuple[str, str, str], list[Place]] = {}
        for path in self.root.iter(f"{SVG}path"):
            dash = ",".join(f"{length}px" for length in path.get("stroke-dasharray", "").split())
            look = (path.get("stroke", ""), path.get("stroke-width", "1"), dash)
            found.setdefault(look, []).extend(_corners(path.get("d", "")))
        return found

    def dots(self) -> list[tuple[float, Place]]:
        """The circles: radius and place."""
        circles = self.root.iter(f"{SVG}circle")
        return [(float(c.get("r", "")), (float(c.get("cx", "")), float(c.get("cy", "")))) for c in circles]

    def texts(self) -> list[tuple[str, Place]]:
        """Every text, its held side and the middle of its height."""
        texts = self.root.iter(f"{SVG}text")
        return [(t.text or "", (float(t.get("x", "")), float(t.get("y", "")) - 0.35 * self.font)) for t in texts]


def _corners(d: str) -> Iterator[Place]:
    x = y = 0.0
    for command, one, two in COMMAND.findall(d):
        x = float(one) if command in "MLH" else x
        y = float(two) if command in "ML" else float(one) if command == "V" else y
        yield x, y


def _near(one: Place, other: Place) -> bool:
    return abs(one[0] - other[0]) <= NEAR and abs(one[1] - other[1]) <= NEAR


def differences(chart: Chart, size: str) -> list[str]:
    """What stands in one drawing otherwise than in the other."""
    plan = planned(chart, *SIZES[size])
    others = {size: plan} if size != "wide" else {}
    library, ours = Figure(figure(planned(chart, *LARGE), others), size), Svg(drawn(plan))
    texts, paths, dots = ours.texts(), ours.paths(), ours.dots()
    found = [f"text {told}" for told in library.texts() if not any(_near(told[1], p) for t, p in texts if t == told[0])]
    for axis, along in (("x", 0), ("y", 1)):
        for name, at in library.ticks(axis).items():
            if not any(abs(place[along] - at) <= NEAR for text, place in texts if text == name):
                found.append(f"{axis} tick {name}")
    named = len(library.layout["annotations"]) + len(library.ticks("x")) + len(library.ticks("y"))
    found += [f"{named} texts and {len(texts)}"] if named != len(texts) else []
    found += [f"line {line}" for line in library.lines() if not any(_near(line[3], p) for p in paths.get(line[:3], ()))]
    marked = list(library.dots())
    found += [f"{len(marked)} dots and {len(dots)}"] if len(marked) != len(dots) else []
    found += [f"dot {dot}" for dot in marked if not any(r == dot[0] and _near(dot[1], at) for r, at in dots)]
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_drawn_by_one_plan(scene: str, size: str) -> None:
    assert differences(SCENES[scene], size) == []


def _alike(release: Release, lang: str, size: str) -> None:
    charts = list(large_charts(release, lang))
    assert len(charts) > 100
    assert {chart.title: found for chart in charts if (found := differences(chart, size))} == {}


@pytest.mark.parametrize("size", SIZES)
def test_every_chart_of_the_real_data_is_drawn_by_one_plan(services: Services, size: str) -> None:
    _alike(services.store.release(), "fi", size)


@pytest.mark.parametrize("size", SIZES)
def test_every_chart_of_the_demo_is_drawn_by_one_plan(made_up_release: Release, size: str) -> None:
    _alike(made_up_release, "sv", size)
