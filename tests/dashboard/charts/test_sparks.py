"""Sparks: lines between neighbouring years alone, marks on the chosen ones, a target inside the scale."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from dashboard.charts.drawing.sparks import EDGE, Point, spark

CASES = [
    # points                                        marked        target  moves, lines, dots, filled
    ([(2018, 1.0), (2019, 2.0), (2020, 3.0)], {2020}, None, (1, 2, 1, 1)),
    ([(2018, 1.0), (2020, 3.0), (2021, 2.0)], {2021}, None, (2, 1, 2, 1)),  # 2019 is lacking: 2018 stands alone
    ([(2019, 5.0)], {2019}, 5.0, (1, 0, 1, 1)),
    ([(2019, 5.0)], set(), None, (1, 0, 1, 0)),
    ([(2018, 0.0), (2019, 0.0)], {2018, 2019}, 0.0, (1, 1, 2, 2)),
]


@pytest.mark.parametrize(("points", "marked", "target", "drawn"), CASES)
def test_what_is_drawn(
    points: list[Point], marked: set[int], target: float | None, drawn: tuple[int, int, int, int]
) -> None:
    markup = spark(points, marked, target)
    ElementTree.fromstring(markup)
    line = re.findall(r'<path d="(M[\d. ]+[^"]*)" stroke="#16212b"', markup)[0]
    filled = markup.count('fill="#16212b"')
    assert (line.count("M"), line.count("L"), markup.count("<circle"), filled) == drawn
    assert ("stroke-dasharray" in markup) == (target is not None)


@pytest.mark.parametrize("target", [-100.0, 0.0, 1e9])
def test_everything_lies_inside(target: float) -> None:
    markup = spark([(2000 + n, float(n * n - 40)) for n in range(20)], range(2000, 2020), target, 120, 30)
    places = [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.-]+)" cy="([\d.-]+)"', markup)]
    places.append((0.0 + EDGE, float(re.findall(r'd="M0 ([\d.-]+)H120"', markup)[0])))
    assert all(EDGE - 0.1 <= x <= 120 - EDGE + 0.1 and EDGE - 0.1 <= y <= 30 - EDGE + 0.1 for x, y in places)


def test_nothing_is_drawn_of_nothing() -> None:
    assert spark([], {2019}, 3.0) == ""
