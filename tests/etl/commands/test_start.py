"""What a command loads before it knows what it is asked: the inbox starts one a minute, a person waits for each."""

from __future__ import annotations

import subprocess
import sys

import pytest

LATE = [
    # imported                       what it must not bring along
    ("etl.__main__", "pandas"),
    ("etl.__main__", "numpy"),
    ("etl.__main__", "openpyxl"),
    ("etl.__main__", "xlsxwriter"),
    ("etl.__main__", "PIL"),
    ("etl.intake.sheets.isolated", "pandas"),
    ("etl.intake.sheets.isolated", "numpy"),
    ("etl.intake.sheets.isolated", "openpyxl"),
    ("etl.intake.sheets.isolated", "duckdb"),
]


@pytest.mark.parametrize("module", dict.fromkeys(module for module, _ in LATE))
def test_what_few_commands_need_is_loaded_late(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert module in loaded
    assert [late for own, late in LATE if own == module and late in loaded] == []


def test_a_language_that_nobody_asked_for_is_not_loaded() -> None:
    code = (
        "import etl.intake.sheets.isolated; from strategy.texts import lookup; print(lookup._load.cache_info().misses)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0\n"
