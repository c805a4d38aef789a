"""A small made-up data folder to spoil, and the command line to run on it."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.formats import isolated as isolated_tables
from etl.intake.sheets import isolated as isolated_files
from etl.reporting import steps

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "fixtures" / "small"


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def own_process() -> None:
    """For what is tried of the process in which a file is read: see `_read_in_this_process`."""


@pytest.fixture(autouse=True)
def _read_in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read by the same code and handed over in the same JSON as by the process of its own that reads it
    everywhere else, whose start took most of the time of these tests; one that asks for `own_process` has it."""
    if "own_process" not in request.fixturenames:
        monkeypatch.setattr(isolated_files, "_ask", isolated_files._answer)
        monkeypatch.setattr(isolated_tables, "_ask", lambda raw, interface, _: isolated_tables._answer(raw, interface))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small data folder, free to be changed."""
    return Path(shutil.copytree(SMALL, tmp_path / "data", ignore=shutil.ignore_patterns(".*")))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `python -m etl ...` in this process. How far it is it tells nobody, however slow the machine."""
    monkeypatch.setattr(steps, "PATIENCE", math.inf)

    def run_(*arguments: object) -> Said:
        code = main([str(a) for a in arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run_


def replace(file: Path, old: str, new: str) -> None:
    """Replace text that must stand in the file: an edit that hits nothing would be a test of nothing."""
    text = file.read_text("utf-8")
    assert old in text, f"{file} does not hold {old!r}"
    file.write_text(text.replace(old, new, 1), "utf-8")


def pointer(out: Path) -> dict[str, object]:
    """What the pointer of a folder of releases says."""
    found: dict[str, object] = json.loads((out / "current.json").read_text("utf-8"))
    return found
