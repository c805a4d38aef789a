"""What a source only bounds, as people write it in the cell of a value: which limits are read, and what is refused."""

from __future__ import annotations

import pytest

from etl.intake.values.bounds import written_bounds
from etl.reporting.problems import report
from strategy.model.numbers import next_printable
from strategy.model.vocabulary import LANGUAGES
from tests.etl.intake.conftest import Look, told, workbook

WHOLE = "1.1-a"
"""Per cent from 0 to 100, printed without decimals."""

# text in the cell, the limits that are read, both included
READ = [
    ("≥ 3 %", 3, None),
    (">= 83", 83, None),
    ("vähintään 83", 83, None),
    ("minst 83", 83, None),
    ("≤ 5", None, 5),
    ("högst 5", None, 5),
    ("80–85", 80, 85),
    ("80-85 %", 80, 85),
    ("82,5–84", 82.5, 84),
    ("over 82", 83, None),
    ("> 82,5", 83, None),  # not 84: 83 is over 82.5
    ("yli 82,01", 83, None),
    ("> 99", 100, None),
    ("> 99,5 %", 100, None),
    ("15.3–16.4 %", 15.3, 16.4),  # no days: they have no unit
]
# text in the cell, and the code of the problem
REFUSED = [
    ("> 100", "outside"),  # 101 % is no share
    ("> 100 %", "outside"),
    ("≥ 120", "outside_by_100"),
    ("85–80", "limits_turned"),
    ("80–80", "limits_turned"),
    ("15.3-16.4", "limits_or_days"),
    ("1.2–1.4", "limits_or_days"),
    ("80..85", "broken_groups"),  # a slip for 80.85 as well
    ("80…85", "number_with_text"),
    ("yli 65-vuotiaat 12", "number_with_text"),
    ("< 5", "fewer_than"),
    ("≥ 3 ≤ 5", "number_with_text"),
]


@pytest.mark.parametrize(("value", "decimals", "least"), [
    (82, 0, 83), (82.5, 0, 83), (82.01, 0, 83), (3.25, 1, 3.3), (3.3, 1, 3.4), (0, 0, 1), (-2.5, 0, -2), (-2, 0, -1),
    (0.29, 2, 0.3),
])  # fmt: skip
def test_over_a_number_is_at_least_the_next_that_prints(value: float, decimals: int, least: float) -> None:
    assert next_printable(value, decimals) == least


@pytest.mark.parametrize("text", ["2..4", "2…4", "2-4-6", "2019–", "alle 5", "<5", "yli puolet", "noin 3", "−3"])
def test_what_tells_no_limits_is_left_to_who_reads_numbers(text: str) -> None:
    assert written_bounds(text) is None


@pytest.mark.parametrize(("text", "low", "high"), READ)
def test_limits_are_read(text: str, low: float | None, high: float | None, look: Look) -> None:
    found = look(workbook([[WHOLE, "2022", text]]))
    assert told(found) == []
    assert [(i.row.quality, i.row.value, i.row.low, i.row.high) for i in found.parsed.figures] == [
        ("bound", None, low, high)
    ]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_limits_are_refused(text: str, code: str, look: Look) -> None:
    found = look(workbook([[WHOLE, "2022", text]]))
    assert told(found) == [("C2", code)]
    assert not found.changes
    for lang in LANGUAGES:
        assert "{" not in report(found.problems, lang)
