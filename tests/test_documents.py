"""The documents of the house tell the truth: every path that they name exists, and every room is drawn."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.conftest import ROOT
from tests.test_rooms import ENTRANCES

DOCUMENTS = ("docs/architecture.md", "docs/glossary.md", "CONTRIBUTING.md", "docs/serving.md", "README.md")
_PATH = re.compile(r"`((?:strategy|etl|dashboard|data|tests|docs|mutation|demo)/[\w./-]*)`")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_is_named_exists(document: str) -> None:
    named = set(_PATH.findall((ROOT / document).read_text("utf-8"))) - {"data/releases"}  # built, not kept
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_the_picture_draws_every_room() -> None:
    picture = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    drawn = set(re.findall(r"(\w+)/", picture))
    assert {room.rsplit(".", 1)[1] for room in ENTRANCES} <= drawn


def test_the_glossary_gives_each_term_one_line() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)
    terms = [term for row in rows[2:] for term in row.split(", ")]
    assert len(terms) == len(set(terms))


def test_make_alone_says_what_there_is() -> None:
    rules = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^\.PHONY: (.+)$", rules, re.MULTILINE)[0].split()) - {"help", "setup"}
    told = subprocess.run(["make", "-C", str(ROOT)], capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^make ([\w-]+)", told, re.MULTILINE)) == targets


def test_the_hook_runs_what_make_check_runs() -> None:
    file = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall(r"^\s+(?:- repo|entry): (.+)$", file, re.MULTILINE) == ["local", "make check"]
