"""The records of the dashboard cannot be changed once they are made: many threads read them at once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from functools import cached_property

import pytest

import dashboard
from dashboard.data.store import Release
from dashboard.web.bulkhead import Bulkhead
from dashboard.web.single_flight import SingleFlight

STARTING = {"dashboard.gunicorn", "dashboard.wsgi", "dashboard.__main__"}
"""Modules that do something when they are imported."""
CHANGING = {Bulkhead, SingleFlight}
"""What counts as time goes by, under a lock of its own."""


def records() -> Iterator[type]:
    """Every dataclass of ours."""
    for found in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
        if found.name not in STARTING:
            module = importlib.import_module(found.name)
            yield from (
                x
                for x in vars(module).values()
                if isinstance(x, type) and is_dataclass(x) and x.__module__ == module.__name__
            )


@pytest.mark.parametrize("record", list(records()), ids=lambda record: f"{record.__module__}.{record.__name__}")
def test_a_record_is_frozen_and_takes_no_further_field(record: type) -> None:
    """Only one that keeps what is found of it once has room for that, and its setter still refuses."""
    keeps = any(isinstance(member, cached_property) for member in vars(record).values())
    assert record.__dataclass_params__.frozen is (record not in CHANGING)  # type: ignore[attr-defined]
    assert ("__dict__" in dir(record)) is keeps


def test_a_release_is_itself_and_no_other_and_is_not_printed_whole(koivula: Release) -> None:
    """Answers are kept as long as it is the same one; and a log must not hold a catalogue."""
    assert koivula != replace(koivula)
    assert len({koivula, koivula}) == 1
    assert len(repr(koivula)) < 200
