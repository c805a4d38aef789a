"""The workbook of a sector, whole: every cell with its looks, every list, width, height and protection."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

import pytest

from etl.intake.template import file_name, template
from etl.record import Record
from strategy.model import Text
from tests.etl.intake.conftest import TODAY, keyed
from tests.etl.intake.dumped import dumped

PAGES = Path(__file__).parent / "templates"
"""What a template holds, as text; where it is meant to change, a change of these files says what became of it."""


@pytest.fixture(autouse=True)
def _by_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("template.workbook", "sheets.columns"):
        monkeypatch.setattr(f"etl.intake.{module}.say", keyed)


@pytest.mark.parametrize(("sector", "lang"), [("sote", "fi"), ("sivistys", "sv")])
def test_a_template_whole(sector: str, lang: str, record: Record) -> None:
    assert dumped(template(record, sector, lang, TODAY)) == (PAGES / f"{sector}.{lang}.txt").read_text("utf-8")


def test_a_record_without_notes_units_and_milestones(record: Record) -> None:
    """Nothing is chosen from an empty list, a sheet without rows has no rule, and what looks like one is no formula."""
    measures = dict(record.strategy.measures)
    measures["1.1-c"] = replace(measures["1.1-c"], name=Text("=1+1", "=1+1", "=1+1"), quote="https://koivula.fi")
    strategy = replace(record.strategy, measures=measures, notes={}, units={})
    lines = dumped(template(replace(record, strategy=strategy, events=()), "sote", "fi", date(2021, 12, 31)))
    assert lines == (PAGES / "bare.fi.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "name"), [("a.xlsx", "a.xlsx"), ("a", "a.xlsx"), ("a.csv", "a.csv.xlsx"), ("b/a.b", "a.b.xlsx")]
)
def test_the_ending_is_that_of_the_contents(given: str, name: str) -> None:
    assert file_name(PurePath(given)) == name
