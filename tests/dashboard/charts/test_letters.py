"""How large the letters of large charts are on screens of every width, and what matters of a measure from afar."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.components.figures import CLEAR, LARGE, NARROW

STYLE = Path("dashboard/style.css").read_text("utf-8")
PLANS = {"wide": LARGE, "narrow": NARROW, "clear": CLEAR}
CONTAINERS = re.compile(r"@container (.+?)\{\.drawing\{--drawn:(\w+)(?:;max-width:(\d+)px)?\}")
LIMIT = re.compile(r"\((min|max)-width:(\d+)px\)")


def _holds(condition: str, width: float) -> bool:
    """Whether a condition of the sheet (limits joined by `and`, those by `or`) holds at a width."""
    return any(
        all(width >= int(px) if end == "min" else width <= int(px) for end, px in LIMIT.findall(part))
        for part in condition.split(" or ")
    )


def letters(width: int) -> tuple[str, float]:
    """The plan by which a chart with so many pixels is drawn, and the pixels of its letters."""
    plan, most = "wide", width
    for condition, name, limit in CONTAINERS.findall(STYLE):
        if _holds(condition, width):
            plan, most = name, int(limit or width)
    drawn, _, font = PLANS[plan]
    return plan, font * min(width, most) / drawn


PHONE, DESK, WALL = 288, 934, 1872
"""The widths of charts on screens of 320, 1440 and 1920 pixels."""


def test_the_letters_of_a_chart_are_never_small_and_never_larger_than_beside_a_headline() -> None:
    sizes = {width: letters(width) for width in range(PHONE, DESK + 1)}
    assert {name for name, _ in sizes.values()} == set(PLANS)
    assert {w: size for w, (_, size) in sizes.items() if not 10.95 <= size <= 16.5} == {}


SCREEN, PICTURE, DISTANCE = 1920, 2000.0, 6000.0
"""Pixels across, and millimetres: the width of the picture, and how far away it is seen from."""
ROOT = 24.0
"""Pixels of a rem on that screen."""
CAPITAL = 0.70
"""The height of capitals and digits in sizes of letters, in the lowest of the fonts that the sheet names."""


def arc(pixels: float) -> float:
    """The minutes of arc that the capitals and digits of letters of this size have."""
    return math.degrees(math.atan(pixels * CAPITAL * PICTURE / SCREEN / DISTANCE)) * 60


def _rules() -> Iterator[tuple[str, float]]:
    """Selectors and their sizes in rem on a screen of that width, the later ones over the earlier."""
    for width, body in re.findall(r"@media(?: screen and )?\s?\(min-width:(\d+)px\)\{((?:[^{}]+\{[^{}]*\})+)\}", STYLE):
        for selectors, declared in re.findall(r"([^{}]+)\{([^{}]*)\}", body) if int(width) <= SCREEN else ():
            for size in re.findall(r"font-size:([\d.]+)rem", declared):
                yield from ((selector, float(size)) for selector in selectors.split(","))


MATTERS = (".verdict", ".figures-row strong", ".figures-row dd strong>span", ".figures-row small", ".figures-row dt")


def test_the_root_is_as_large_as_reckoned_here() -> None:
    low, grows, high = re.findall(r"html\{font:clamp\(100%,100% \+ \(100vw - (\d+)px\)\*(\.\d+),(\d+)%\)", STYLE)[0]
    assert min(16 + (SCREEN - int(low)) * float(grows), 16 * int(high) / 100) == ROOT


@pytest.mark.parametrize("selector", MATTERS)
def test_what_matters_of_a_measure_is_read_from_six_metres(selector: str) -> None:
    """Sixteen minutes of arc, by the height of capitals, are the least that is read without effort (ISO 9241-303)."""
    assert arc(dict(_rules())[selector] * ROOT) >= 16


def test_a_chart_is_read_from_six_metres() -> None:
    plan, size = letters(WALL)
    assert plan == "clear"
    assert arc(size) >= 16
