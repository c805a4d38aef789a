"""No text of a chart is cut, meets another text, or lies across a line or a marker of data: on every chart there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import pytest

from dashboard.charts.description import Chart
from dashboard.charts.drawing.labels import Box
from dashboard.charts.drawing.planning import DrawingPlan, Leader, planned
from dashboard.components.figures import CLEAR, LARGE, NARROW
from dashboard.components.small_charts import SMALL
from dashboard.data import Release
from dashboard.pages import Services
from strategy.model.vocabulary import LANGUAGES
from tests.dashboard.charts.every import having, large_charts, small_charts
from tests.dashboard.charts.test_drawings import SCENES

SMALLEST = (260, 84)
"""The small charts of the overview."""
TINY = 0.01


def collisions(plan: DrawingPlan) -> list[str]:
    """What is cut or meets something, in words."""
    room = plan.layout
    sheet = Box(-TINY, -TINY, room.width + TINY, room.height + TINY)
    written = [*room.value_names(), *room.time_names(), *plan.texts]
    boxes = [(text, text.box(room.font)) for text in written]
    found = [f"{text.text} is cut" for text, box in boxes if not box.inside(sheet)]
    found += [f"{a.text} meets {b.text}" for (a, one), (b, two) in combinations(boxes, 2) if one.meets(two)]
    inside = [(text, text.box(room.font)) for text in plan.texts if text.halo]
    segments = [ends for points in room.drawn_lines() for ends in pairwise(points)]
    found += [f"{text.text} on a line" for text, box in inside if any(box.cut_by(*ends) for ends in segments)]
    found += [f"a leader of {length:.0f} px" for length in map(_level, plan.leaders) if length > room.width / 5]
    return found + [f"{text.text} on {dot}" for text, box in inside for dot, at in _dots(plan) if box.meets(at)]


def _level(leader: Leader) -> float:
    """How far a nearly level thin line runs: a long one looks like figures that are all alike."""
    across, down = (abs(leader.end[axis] - leader.start[axis]) for axis in (0, 1))
    return across if down < across / 5 else 0


def _dots(plan: DrawingPlan) -> Iterator[tuple[str, Box]]:
    room = plan.layout
    for line in plan.chart.of_kind("own"):
        for point, seen in room.markers(line):
            x, y = room.at(point)
            if seen:
                yield f"the figure of {point.period}", Box(x - 3, y - 3, x + 3, y + 3)
    for line in plan.chart.of_kind("peer"):
        for x, y in (room.at(run[0]) for run in line.runs if len(run) == 1):
            yield f"the figure of {line.label}", Box(x - 2, y - 2, x + 2, y + 2)
    if plan.chart.baseline:
        x, y = room.at(plan.chart.baseline)
        yield "the baseline", Box(x - 4, y - 4, x + 4, y + 4)


def faults(charts: Iterable[Chart], *, small: bool) -> dict[str, list[str]]:
    """The collisions of the charts that have any, at the sizes in which they are drawn."""
    sizes = (SMALL, SMALLEST) if small else (LARGE, NARROW, CLEAR)
    plans = [(f"{chart.title} {size}", planned(chart, *size, small=small)) for chart in charts for size in sizes]
    assert len(plans) > 30
    return {name: found for name, plan in plans if (found := collisions(plan))}


@pytest.mark.parametrize("small", [False, True])
def test_no_text_of_a_scene_is_cut_or_meets_anything(*, small: bool) -> None:
    sizes = (SMALL,) if small else (LARGE, NARROW, CLEAR)
    plans = [(scene, planned(SCENES[scene], *size, small=small)) for scene in SCENES for size in sizes]
    assert {scene: found for scene, plan in plans if (found := collisions(plan))} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_cut_or_meets_anything_in_the_real_data(services: Services, lang: str) -> None:
    release = services.store.release()
    assert faults(small_charts(release, lang), small=True) == {}
    assert faults(large_charts(release, lang), small=False) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_cut_or_meets_anything_in_the_demo(made_up_release: Release, lang: str) -> None:
    assert faults(small_charts(made_up_release, lang), small=True) == {}
    assert faults(large_charts(made_up_release, lang), small=False) == {}


FORMS = ("", "index", "rank")


@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_a_comparison_is_cut_or_meets_anything(services: Services, form: str) -> None:
    """Every measure in one form or another."""
    release = services.store.release()
    part = having(release)[FORMS.index(form) :: len(FORMS)]
    charts = large_charts(release, "sv", part, compare=("049", "091", "092", "SSS"), form=form)
    assert faults((chart for chart in charts if chart.of_kind("peer")), small=False) == {}
