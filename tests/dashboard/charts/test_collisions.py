"""No text of a chart is cut, meets another or all but touches it in its row, lies across a line or a marker of data,
stands among the names of lines or on the wrong side of a target: on every chart there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, product

import pytest

from dashboard.charts.description import Chart
from dashboard.charts.drawing.labelling import Label
from dashboard.charts.drawing.planning import DrawingPlan, Leader, planned
from dashboard.charts.drawing.text_boxes import Box
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
LETTERS_APART = 0.6
"""In text sizes: what stands nearer in one row is read as one string."""


def collisions(plan: DrawingPlan) -> list[str]:
    """What is cut or meets something, in words."""
    room = plan.layout
    sheet = Box(-TINY, -TINY, room.width + TINY, room.height + TINY)
    written = [*room.value_names(), *room.time_names(), *plan.texts]
    boxes = [(text, text.box(room.font)) for text in written]
    found = [f"{text.text} is cut" for text, box in boxes if not box.inside(sheet)]
    gap = LETTERS_APART * room.font - TINY
    found += [f"{a.text} meets {b.text}" for (a, one), (b, two) in combinations(boxes, 2) if one.wider(gap).meets(two)]
    inside = [(text, text.box(room.font)) for text in plan.texts if text.halo]
    segments = [ends for points in room.drawn_lines() for ends in pairwise(points)]
    found += [f"{text.text} on a line" for text, box in inside if any(box.cut_by(*ends) for ends in segments)]
    column = room.width if room.names_from is None else room.names_from
    found += [f"{text.text} among the names of lines" for text, box in inside if box.right > column + TINY]
    found += [f"{label.text} on the other side of a target" for label in _misleading(plan)]
    found += [f"{text} led to its figure beside {dot}" for text, dot in _at_others(plan, gap)]
    found += [f"a leader of {length:.0f} px" for length in map(_level, plan.leaders) if length > room.width / 5]
    return found + [f"{text.text} on {dot}" for text, box in inside for dot, at in _dots(plan) if box.meets(at)]


def _level(leader: Leader) -> float:
    """How far a nearly level thin line runs: a long one looks like figures that are all alike."""
    across, down = (abs(leader.end[axis] - leader.start[axis]) for axis in (0, 1))
    return across if down < across / 5 else 0


def _misleading(plan: DrawingPlan) -> Iterator[Label]:
    """The labels of figures between which and their figure lies what is aimed at: above 120, written under it.

    The smallest drawings have no room to choose a side.
    """
    room, chart = plan.layout, plan.chart
    if room.height <= SMALLEST[1]:
        return
    points = [(p.x, p.y) for p in (chart.marked, chart.baseline) if p] + [
        (b.x, end) for b in chart.bars for end in b.ends
    ]
    for label in plan.labels:
        spot, boxes = label.spot, [line.box(room.font) for line in plan.lines_of(label)]
        if label.outside or (spot.x, spot.y) not in points or any(label.text in aim.wordings for aim in chart.aims):
            continue
        middle, left, right = (boxes[0].top + boxes[-1].bottom) / 2, boxes[0].left, boxes[0].right
        spans = [(a, b) for a in chart.aims for b in a.levels if room.x(a.start) <= right and left <= room.x(a.end)]
        if any(
            (room.y(spot.y) - room.y(b)) * (middle - room.y(b)) < 0
            for _, b in spans
            if abs(room.y(spot.y) - room.y(b)) > 1
        ):
            yield label


def _at_others(plan: DrawingPlan, gap: float) -> Iterator[tuple[str, str]]:
    """The labels that a thin line leads to their figures, while they stand in the row of another and close to it."""
    for label in plan.labels:
        boxes = [line.box(plan.layout.font).wider(gap) for line in plan.lines_of(label)]
        if label.leader and not label.outside:
            yield from ((label.text, dot) for dot, at in _dots(plan) if any(box.meets(at) for box in boxes))


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


def unnamed(charts: Iterable[Chart]) -> Iterator[str]:
    """The small charts that leave a reader without the first or last time, or without that of the labelled figure.

    In the smallest ones the figure's own has no room everywhere; the card beside says it.
    """
    for chart, size in product(charts, (SMALL, SMALLEST)):
        plan = planned(chart, *size, small=True)
        named = {tick.at for tick, _ in plan.layout.x_labels()}
        ends = {tick.at for tick in (*chart.x_ends[:1], *chart.x_ends[-1:])}
        told = not chart.marked or chart.marked.x in named or any(chart.marked.period in t.text for t in plan.texts)
        if not ends <= named or not (told or size == SMALLEST):
            yield f"{chart.title} {size}: {sorted(tick.label for tick, _ in plan.layout.x_labels())}"


TARGET_WORDS = {"fi": "tavoite", "sv": "mål", "en": "target"}


def short_of_words(charts: Iterable[Chart]) -> Iterator[str]:
    """The targets of large charts that are not called so, and those of wide ones that lack their years."""
    for chart in charts:
        for size in (LARGE, NARROW) if chart.aims else ():
            said = {label.text.replace("\n", " ") for label in planned(chart, *size).labels}
            for aim in chart.aims:
                (text,) = said & set(aim.wordings)
                if TARGET_WORDS[chart.lang] not in text or (size == LARGE and text != aim.label):
                    yield f"{chart.title} {size}: {text}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("made_up", [False, True])
def test_times_and_targets_are_named(services: Services, made_up_release: Release, lang: str, *, made_up: bool) -> None:
    release = made_up_release if made_up else services.store.release()
    assert list(unnamed(chart for chart in small_charts(release, lang) if not chart.lone)) == []
    assert list(short_of_words(large_charts(release, lang))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("made_up", [False, True])
def test_the_names_of_an_axis_share_their_decimals(
    services: Services, made_up_release: Release, lang: str, *, made_up: bool
) -> None:
    release = made_up_release if made_up else services.store.release()
    mark = "." if lang == "en" else ","
    named = {
        chart.title: [tick.label.partition(mark)[2] for tick in chart.y_ticks] for chart in large_charts(release, lang)
    }
    assert len(named) > 90
    assert {title: found for title, found in named.items() if len(set(map(len, found))) > 1} == {}


FORMS = ("", "index", "rank")


@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_a_comparison_is_cut_or_meets_anything(services: Services, form: str) -> None:
    """Every measure in one form or another."""
    release = services.store.release()
    part = having(release)[FORMS.index(form) :: len(FORMS)]
    charts = large_charts(release, "sv", part, compare=("049", "091", "092", "SSS"), form=form)
    assert faults((chart for chart in charts if chart.of_kind("peer")), small=False) == {}
