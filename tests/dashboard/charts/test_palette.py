"""Colours: text reads at 4.5:1, lines at 3:1 against the ground and the own series; signs differ in shape."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from dashboard.charts.drawing.bars import distribution
from dashboard.charts.drawing.palette import (
    GROUND,
    GROUPS,
    INK,
    LATER,
    MUTED,
    OWN,
    PEER,
    TARGET,
    TINT,
    UNJUDGED_TINT,
    UNKNOWN_STRIPE,
)
from dashboard.charts.drawing.signs import sign
from strategy.judging.evidence.verdict import GROUPS as GROUP_NAMES
from strategy.judging.evidence.verdict import STATUSES
from strategy.model.colours import SECTOR_COLOURS, VISIBLE, contrast, spare_colours


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("colour", SECTOR_COLOURS)
def test_the_colours_that_sectors_are_given_are_seen_and_mark_no_status(colour: str) -> None:
    assert contrast(colour, GROUND) >= VISIBLE
    assert SECTOR_COLOURS.count(colour) == 1
    assert colour not in GROUPS.values()


def test_sectors_get_what_is_not_taken_and_never_run_out() -> None:
    spare = spare_colours(SECTOR_COLOURS[1:])
    assert [next(spare), next(spare)] == [SECTOR_COLOURS[0]] * 2
    everyone = spare_colours(SECTOR_COLOURS)
    assert [next(everyone) for _ in range(len(SECTOR_COLOURS) + 1)] == [*SECTOR_COLOURS, SECTOR_COLOURS[0]]


@pytest.mark.parametrize("colour", [INK, MUTED, TARGET, *GROUPS.values()])
@pytest.mark.parametrize("ground", [GROUND, TINT, UNJUDGED_TINT])
def test_text_reads(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= (4.5 if ground == GROUND else 4.2)


@pytest.mark.parametrize("colour", [OWN, LATER, PEER, TARGET, UNKNOWN_STRIPE])
def test_lines_stand_out_from_the_ground(colour: str) -> None:
    assert contrast(colour, GROUND) >= 3


@pytest.mark.parametrize("colour", [LATER, PEER, TARGET])
def test_lines_stand_out_from_the_own_series(colour: str) -> None:
    assert contrast(colour, OWN) >= 3


def test_the_target_is_no_status_colour() -> None:
    assert TARGET not in GROUPS.values()


@pytest.mark.parametrize("name", [*GROUP_NAMES, *STATUSES])
def test_a_sign_is_a_hidden_drawing(name: str) -> None:
    root = ET.fromstring(sign(name, 20))
    assert root.get("aria-hidden") == "true"
    assert root.get("width") == "20"


def test_groups_are_told_apart_without_colour() -> None:
    shapes = {name: _colourless(sign(name)) for name in GROUP_NAMES}
    assert len(set(shapes.values())) == len(GROUP_NAMES)


def test_statuses_with_a_shape_of_their_own() -> None:
    assert _colourless(sign("wrong_way")) != _colourless(sign("far_behind"))
    assert sign("slipped") == sign("far_behind") == sign("behind")
    assert _colourless(sign("undated")) == _colourless(sign("target_undefined")) != _colourless(sign("followed"))


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        sign("splendid")


def _colourless(drawing: str) -> str:
    for colour in {*GROUPS.values()}:
        drawing = drawing.replace(colour, "C")
    return drawing


def test_not_yet_there_is_an_open_diamond_unlike_all_others() -> None:
    """Its ground shows through, as that of no figure does, but it has corners and a heavier line."""
    root = ET.fromstring(sign("not_yet"))
    (path,) = root.iter("{http://www.w3.org/2000/svg}path")
    assert path.get("fill") == GROUND
    assert float(path.get("stroke-width", "0")) >= 2
    assert sign("not_yet", 14) not in {sign(name, 14) for name in GROUP_NAMES if name != "not_yet"}


def test_what_is_not_yet_there_is_open_in_a_bar_with_an_edge_that_is_seen() -> None:
    root = ET.fromstring(distribution({"behind": 1, "not_yet": 1, "not_judged": 1}, 104, 20))
    full, open_, light = root.iter("{http://www.w3.org/2000/svg}rect")
    assert open_.get("fill") == GROUND != full.get("fill")
    assert contrast(open_.get("stroke", ""), GROUND) >= 3
    assert float(open_.get("stroke-width", "1")) > float(light.get("stroke-width", "1"))


def _rects(drawing: str) -> list[tuple[float, float]]:
    root = ET.fromstring(drawing)
    return [(float(r.get("x", "0")), float(r.get("width", "0"))) for r in root.iter("{http://www.w3.org/2000/svg}rect")]


def test_a_bar_is_as_wide_as_it_is_told_with_gaps_between() -> None:
    rects = _rects(distribution({"behind": 2, "on_target": 6, "not_judged": 2}, 324, 18))
    assert [x for x, _ in rects] == sorted(x for x, _ in rects)
    (first, width), (second, _), (last, end) = rects
    assert first == 0
    assert second == pytest.approx(width + 2, abs=0.11)
    assert last + end == pytest.approx(323.5, abs=0.2)
    assert width == pytest.approx(320 * 0.2, abs=0.1)


def test_one_of_a_hundred_is_seen() -> None:
    rects = _rects(distribution({"behind": 1, "no_figure": 200}, 200))
    assert rects[0][1] == 4


def test_groups_without_a_measure_take_no_room_and_nothing_is_an_empty_bar() -> None:
    assert len(_rects(distribution({"behind": 3, "on_target": 0}))) == 1
    assert _rects(distribution({})) == []


def test_unknown_groups_are_refused() -> None:
    with pytest.raises(KeyError):
        distribution({"splendid": 1})


def test_missing_figures_are_striped_within_their_part() -> None:
    root = ET.fromstring(distribution({"no_figure": 1, "not_judged": 1}, 102, 20))
    path = next(root.iter("{http://www.w3.org/2000/svg}path")).get("d", "")
    xs = [float(part.split()[0]) for part in path.replace("L", "M").split("M")[1:]]
    assert min(xs) >= 0
    assert max(xs) <= 50
