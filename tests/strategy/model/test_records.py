"""The records of the core cannot be changed once they are made: what was judged stays as it was judged."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path

import pytest

import strategy

CORE = Path(strategy.__file__).parent
MODULES = sorted(".".join(path.relative_to(CORE).with_suffix("").parts) for path in CORE.rglob("[a-z]*.py"))


def records() -> Iterator[type]:
    for name in MODULES:
        module = importlib.import_module(f"strategy.{name}")
        yield from (x for x in vars(module).values() if is_dataclass(x) and x.__module__ == module.__name__)  # type: ignore[misc]


@pytest.mark.parametrize("record", list(records()), ids=lambda record: f"{record.__module__}.{record.__name__}")
def test_a_record_is_frozen_and_takes_no_further_field(record: type) -> None:
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__dict__" not in dir(record)
