"""The README tells the truth: its commands, folders, settings and pictures exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_make_target_exists() -> None:
    rules = (ROOT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"`make (\w+)`", README)):
        assert re.search(rf"^{target}:", rules, re.MULTILINE), target


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`python -m (\w+ \w+)`", README))))
def test_every_command_answers_to_help(command: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", *command.split(), "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "käyttö: " in result.stdout  # the language of the folder: the tests name none


def test_every_linked_file_and_listed_folder_exists() -> None:
    for target in re.findall(r"\]\(([^)#h][^)]*)\)", README):
        assert (ROOT / target).exists(), target
    for folder in re.findall(r"^(\w+)/ ", README, re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder


def test_every_setting_named_is_a_setting() -> None:
    for name in set(re.findall(r"`(TYOPOYTA_[A-Z_]+)`", README)):
        assert Settings.of({name: ""}) == Settings()


def test_the_procfile_is_what_the_readme_says() -> None:
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text("utf-8").splitlines() if line)
    assert lines["release"] == "python -m etl check"
    assert "python -m etl build" in lines["web"]
    assert "gunicorn" in lines["web"]
