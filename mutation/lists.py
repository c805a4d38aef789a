"""What is mutated, with which tests; the changes that once went unnoticed; those that change nothing, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from mutation.hook import ROOT
from mutation.mutants import Mutant, mutants_of, mutated

HERE = Path(__file__).resolve().parent
PACKAGES = ("strategy", "etl", "dashboard")


@dataclass(frozen=True, slots=True)
class MutatedArea:
    """A part of the code and the tests that should notice a change in it."""

    name: str
    mutants: tuple[Mutant, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A change that changes nothing that anybody could see; `change` may hold `*`."""

    function: str
    change: str
    reason: str

    def covers(self, mutant: Mutant) -> bool:
        """Whether it is this change."""
        change = mutant.name.removeprefix(f"{mutant.function}: ")
        return fnmatchcase(mutant.function, self.function) and _alike(change, self.change)


def _alike(text: str, pattern: str) -> bool:
    """Only `*` has a meaning: brackets and question marks are what changes are made of."""
    head, *rest = pattern.split("*")
    if not rest:
        return text == pattern
    if not text.startswith(head) or not text.endswith(rest[-1]):
        return False
    place = len(head)
    for part in rest:
        place = text.find(part, place) + len(part)
        if place < len(part):
            return False
    return True


def areas() -> tuple[MutatedArea, ...]:
    """Every area, its mutants in the order of the text."""
    return tuple(
        MutatedArea(name, tuple(m for path in _files(area["modules"]) for m in mutants_of(path)), tuple(area["tests"]))
        for name, area in _read("areas.toml").items()
    )


def named() -> tuple[tuple[Mutant, tuple[str, ...]], ...]:
    """The changes that once went unnoticed, each with the tests that must notice it now."""
    return tuple((_found(one), tuple(one["tests"])) for one in _read("named.toml")["mutant"])


def equivalents() -> tuple[Equivalent, ...]:
    """The changes that change nothing; raises `ValueError` where one gives no reason."""
    found = tuple(Equivalent(**one) for one in _read("equivalent.toml").get("equivalent", []))
    if silent := [one.function for one in found if not one.reason.strip()]:
        raise ValueError(f"no reason is given for {silent}")
    return found


def ordered(tests: Sequence[str], mutant: Mutant) -> list[str]:
    """The test files in the order of the list, but first those whose name is most like the mutant's."""
    files = [file for test in tests for file in _test_files(ROOT / test)]
    word = mutant.path.stem
    return [str(file) for file in sorted(files, key=lambda file: (word not in file.stem, word[:4] not in file.stem))]


def _test_files(path: Path) -> list[Path]:
    return sorted(path.rglob("test_*.py")) if path.is_dir() else [path]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))


def _files(patterns: Sequence[str]) -> list[Path]:
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    if not found:
        raise ValueError(f"no module is named by {patterns}")
    return found


def _found(one: dict[str, Any]) -> Mutant:
    """The one function of that name that holds the text once, wherever it stands now."""
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    tried = [Mutant(path, one["function"], one["before"], one["after"], 1, None) for path in paths]
    holding = [mutant for mutant in tried if _holds(mutant)]
    if len(holding) != 1:
        raise ValueError(f"{one['function']} with {one['before']!r} stands {len(holding)} times")
    return holding[0]


def _holds(mutant: Mutant) -> bool:
    if mutant.before not in mutant.path.read_text("utf-8"):  # most files: not worth parsing
        return False
    try:
        mutated(mutant)
    except ValueError:
        return False
    return True
