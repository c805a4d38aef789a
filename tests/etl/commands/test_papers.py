"""The papers of a release are made by the dashboard's own command line, which is asked as one would type it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from etl.__main__ import main


@pytest.mark.parametrize(("asked", "answered", "code"), [((), None, 0), (("--papers",), 0, 0), (("--papers",), 1, 1)])
def test_papers_are_asked_for_after_the_release(
    asked: tuple[str, ...],
    answered: int | None,
    code: int,
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The command, where the releases are, and its exit code as ours; nothing where nobody asks for papers."""
    called: list[tuple[list[str], str]] = []

    def run(command: list[str], env: dict[str, str], check: bool) -> Any:
        called.append((command[1:], env["TYOPOYTA_RELEASES"]))
        assert not check
        assert (tmp_path / "current.json").exists()
        return subprocess.CompletedProcess(command, answered or 0)

    monkeypatch.setattr(subprocess, "run", run)
    given = ["build", "--data", str(small), "--out", str(tmp_path), "--lang", "sv", "--quiet", *asked]
    assert main(given) == code
    expected = [(["-m", "dashboard", "papers", "--lang", "sv"], str(tmp_path))]
    assert called == (expected if asked else [])
