"""The dark scheme: every colour that a drawing writes has a dark one, and the contrasts are those of the light ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from dashboard.charts.drawing import palette
from strategy.model.colours import VISIBLE, contrast
from tests.conftest import ROOT

SHEETS = {"light": ROOT / "dashboard" / "style.css", "dark": ROOT / "dashboard" / "assets" / "dark.css"}
COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
RULE = re.compile(
    r'svg \[fill="(#[0-9a-f]{6})"\],\.graph \[style\*="fill: rgb\(([\d, ]+)\)"\]\{fill:(#[0-9a-f]{6})!important\}'
    r'svg \[stroke="\1"\],\.graph \[style\*="stroke: rgb\(\2\)"\]\{stroke:\3!important\}'
)
READABLE = 4.5
GREY = ("OWN", "LATER"), ("OWN", "PEER"), ("OWN", "TARGET")
"""Lines that must be told apart from the own series."""


def _drawn() -> Mapping[str, str]:
    """Every colour of the palette by its name."""
    found = {name: value for name, value in vars(palette).items() if isinstance(value, str) and COLOUR.match(value)}
    return {**found, **palette.GROUPS}


def _dark() -> Mapping[str, str]:
    """Each light colour with its dark one, from both forms in which a drawing writes it."""
    rules = RULE.findall(SHEETS["dark"].read_text("utf-8"))
    for light, spelled, _ in rules:
        assert spelled == ", ".join(str(int(light[start : start + 2], 16)) for start in (1, 3, 5))
    return {light: dark for light, _, dark in rules}


DARK = _dark()


def test_every_colour_of_a_drawing_has_a_dark_one() -> None:
    assert set(DARK) == set(_drawn().values())


@pytest.mark.parametrize("name", [*palette.GROUPS, "INK", "MUTED", "TARGET"])
def test_text_and_signs_read_in_the_dark(name: str) -> None:
    colour = DARK[_drawn()[name]]
    assert contrast(colour, DARK[palette.GROUND]) >= READABLE
    assert contrast(colour, DARK[palette.TINT]) >= 4.2
    assert contrast(colour, DARK[palette.UNJUDGED_TINT]) >= 4.2


@pytest.mark.parametrize("name", ["OWN", "LATER", "PEER", "TARGET", "UNKNOWN_STRIPE"])
def test_lines_stand_out_from_the_dark_ground(name: str) -> None:
    assert contrast(DARK[_drawn()[name]], DARK[palette.GROUND]) >= VISIBLE


@pytest.mark.parametrize(("own", "other"), GREY)
def test_the_own_series_is_told_apart_in_the_dark(own: str, other: str) -> None:
    drawn = _drawn()
    assert contrast(DARK[drawn[own]], DARK[drawn[other]]) >= VISIBLE


def _variables(sheet: Path) -> Mapping[str, str]:
    found = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,8})[;}]", sheet.read_text("utf-8")))
    return {
        name: "#" + "".join(2 * sign for sign in code[1:]) if len(code) == 4 else code for name, code in found.items()
    }


@pytest.mark.parametrize("scheme", SHEETS)
@pytest.mark.parametrize(("text", "ground"), [
    ("ink", "ground"), ("muted", "ground"), ("accent", "ground"), ("warning", "ground"), ("ink", "tint"),
    ("accent", "tint"), ("ink", "warning-ground"), ("accent", "warning-ground"), ("warning-ink", "warning-ground"),
    ("muted", "warning-ground"),
    *((group, "ground") for group in palette.GROUPS if group not in ("no_figure", "not_judged")),
])  # fmt: skip
def test_the_words_of_a_page_read_in_both_schemes(scheme: str, text: str, ground: str) -> None:
    colours = _variables(SHEETS[scheme])
    assert contrast(colours[text], colours[ground]) >= READABLE
