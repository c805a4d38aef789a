"""The records of the intake take no further field, and only those that collect can be changed."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path

import pytest

from etl import intake

COLLECT = {"Reader", "ParsedFile", "Inbox", "InboxResult", "Approvers", "LargeImport"}
"""They are filled while a file is read or the inbox is swept."""
ROOT = Path(intake.__file__).parent
MODULES = sorted(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in ROOT.rglob("[a-z]*.py"))


def records() -> Iterator[type]:
    for name in MODULES:
        module = importlib.import_module(f"etl.intake.{name}")
        yield from (
            x
            for x in vars(module).values()
            if isinstance(x, type) and is_dataclass(x) and x.__module__ == module.__name__
        )


@pytest.mark.parametrize("record", list(records()), ids=lambda record: f"{record.__module__}.{record.__name__}")
def test_a_record_takes_no_further_field(record: type) -> None:
    assert "__dict__" not in dir(record)
    assert record.__dataclass_params__.frozen == (record.__name__ not in COLLECT)  # type: ignore[attr-defined]
