"""What has become of what a sealed meeting showed is told beside it; what it showed stays."""

# ruff: noqa: E501 - tables whose rows are one line

from __future__ import annotations

from dataclasses import replace as replaced
from pathlib import Path

import pytest

from etl.record.meetings import meeting_inputs
from etl.record.record import read_record
from strategy.meetings.later import since
from strategy.meetings.sealing import opened
from tests.etl.conftest import replace

SURVEY, GOAL = "histories/1.1-a.csv", "catalogue/goals/1.1.toml"
CORRECTED = "2021 korjattu 31.1.2022: 87\u00a0% → 88\u00a0%."
# fmt: off
CHANGES = [
    # file    what stood there                   what stands there now                  what is told of 1.1-a, beside the correction
    (SURVEY,  "2019,80,,unknown",                "2019,81,,unknown",                    ["2019 korjattu: 80\u00a0% → 81\u00a0%."]),
    (GOAL,    'fi = "Tyytyväiset", sv',          'fi = "Iloiset", sv',                  ["Mittarin nimi on nyt ”Iloiset”."]),
    (GOAL,    'value = 90\nperiod = "2022"',     'value = 92\nperiod = "2022"',         ["Tavoite on nyt vähintään 92\u00a0% (2022)."]),
    (GOAL,    "Osuus vastanneista.",             "Osuus kaikista.",                     ["Mittarin määritelmä tai lähtötaso on muuttunut."]),
    (GOAL,    'search_words = "asukaskysely',    'search_words = "kysely',              []),
]
# fmt: on


def _told(sealed: Path, data: Path) -> list[str]:
    content = opened(sealed.read_text("utf-8")).content
    notes = since(content, meeting_inputs(read_record(data)))
    return [note.text.fi for note in notes.get("1.1-a", ())]


@pytest.mark.parametrize(("file", "old", "new", "told"), CHANGES)
def test_a_change_after_the_seal_is_a_note(
    file: str, old: str, new: str, told: list[str], sealed: Path, small: Path
) -> None:
    """A correction that became known later is told in any case; figures, names and targets as they are now."""
    before = opened(sealed.read_text("utf-8")).content.measures["1.1-a"]
    replace(small / file, old, new)
    found = _told(sealed, small)
    assert CORRECTED in found
    assert [note for note in found if note != CORRECTED] == told
    assert opened(sealed.read_text("utf-8")).content.measures["1.1-a"] == before


def test_other_rules_are_told_and_another_measure_is_missed(sealed: Path, small: Path) -> None:
    """The figures of then by the rules of today; a measure that is gone says so and no more."""
    content, inputs = opened(sealed.read_text("utf-8")).content, meeting_inputs(read_record(small))
    shown = content.measures["1.1-a"]
    other = replaced(content, measures={"1.1-a": replaced(shown, status="dropped")})
    rules = [note for note in since(other, inputs)["1.1-a"] if note.kind == "rules"]
    assert len(rules) == 1
    assert not [note for note in since(content, inputs)["1.1-a"] if note.kind == "rules"]
    none = replaced(inputs, strategy=replaced(inputs.strategy, measures={}))
    assert [note.kind for note in since(content, none)["1.1-a"]] == ["gone"]
