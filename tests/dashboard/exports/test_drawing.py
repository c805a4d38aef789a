"""The words around a drawing are broken into lines that fit its sheet, whatever they are."""

from __future__ import annotations

import pytest

from dashboard.charts.drawing import wrapping
from dashboard.charts.drawing.palette import INK
from dashboard.charts.drawing.wrapping import wrapped
from dashboard.exports import drawing_file


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sign is ten pixels wide, a bold one eleven: 82 fit between the margins of 880 pixels."""
    monkeypatch.setattr(wrapping, "text_width", lambda text, size, *, bold: len(text) * (11 if bold else 10))


BROKEN = [
    # text                                    size bold   lengths of the lines
    ("a" * 40 + " " + "b" * 41, 12, False, [82]),
    ("a" * 40 + " " + "b" * 42, 12, False, [40, 42]),
    ("a" * 40 + " " + "b" * 41, 12, True, [40, 41]),
    ("a" * 40 + " " + "b" * 33, 12, True, [74]),
    ("a b  c", 12, False, [5]),
    ("", 12, False, [0]),
    ("a" * 200, 12, False, [82, 82, 36]),  # a word longer than a line is cut
    ("a" * 82, 12, False, [82]),
    ("a" * 83, 12, False, [82, 1]),
    ("b " + "a" * 82, 12, False, [1, 82]),
    ("b " + "a" * 83 + " c", 12, False, [1, 82, 3]),  # what is left of it is no part of the next word
]  # fmt: skip


@pytest.mark.parametrize(("text", "size", "bold", "lengths"), BROKEN)
def test_where_lines_are_broken(text: str, size: float, bold: bool, lengths: list[int]) -> None:
    lines = wrapped(text, 820, size, bold=bold)
    assert [len(line) for line in lines] == lengths
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_the_height_of_a_block_is_that_of_its_lines_and_the_room_above() -> None:
    block = drawing_file._block("a", 10)
    assert (block.lines, block.size, block.bold, block.colour, block.before) == (("a",), 10, False, INK, 0.0)
    assert (block.step, block.height) == pytest.approx((13.6, 13.6))
    both = drawing_file._block("a" * 60 + " " + "b" * 60, 10, bold=True, colour="#ffffff", before=5)
    assert (both.bold, both.colour) == (True, "#ffffff")
    assert both.height == pytest.approx(5 + 2 * 13.6)
    assert drawing_file._Block(("a",), 10) == block
    assert drawing_file._height([block, both]) == pytest.approx(5 + 3 * 13.6)
