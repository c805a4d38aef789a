"""The sheet keeps to its few sizes of letters: each further one is a face that a reader's system is asked for."""

from __future__ import annotations

import re
from itertools import chain

from dashboard.web.app import STYLE

SMALL = {"0.84", "0.9", "1", "1.1"}
WEIGHTS = {"400", "600", "inherit"}


def test_letters_below_a_title_have_four_sizes_and_two_weights() -> None:
    sheet = STYLE.read_text("utf-8")
    sizes = re.findall(r"font(?:-size)?:(?:\d+ )?(\d*\.?\d+)rem", sheet)
    assert {f"{float(size):g}" for size in sizes if float(size) < 1.2} == SMALL
    weights = chain(re.findall(r"font-weight:(\w+)", sheet), re.findall(r"font:(\d00) ", sheet))
    assert set(weights) == WEIGHTS
