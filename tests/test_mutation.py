"""`make mutate` changes what it should, and its lists are true."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mutation.lists import MutatedArea, areas, equivalents, named, ordered
from mutation.mutants import Mutant, mutants_of, mutated

ROOT = Path(__file__).resolve().parents[1]
NOT_JUDGING = {"changes"}
"""What stands beside the judge and compares two of its answers."""
BELOW = {"periods", "numbers", "tiling"}
"""What the judge decides by and does not hold itself; plain records and closed lists decide nothing."""
FOR_LOOKING = {"aggregation"}
"""Made of the same parts as what is judged, though only for charts and tables."""


@pytest.fixture(scope="module")
def every() -> dict[str, MutatedArea]:
    return {area.name: area for area in areas()}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("def f(x):\n    return x < 1", ["f: x < 1 -> <=", "f: 1 -> 2"]),
        ("def f(x):\n    return 1 <= x <= 3", ["f: 1 <= x -> <", "f: x <= 3 -> <", "f: 1 -> 2", "f: 3 -> 4"]),
        ("def f(x):\n    return x is None", ["f: x is None -> is not"]),
        ("NAMES = ('a', 'a')", ["<module>: 'a' -> 'a?'", "<module>: 'a' -> 'a?' (2)"]),
        ("class C:\n    '''Text.'''\n    x: int = 0\n    '''Text.'''", ["C: 0 -> 1"]),
        ("def f(x: 'int' = True) -> 'int':\n    '''Text.'''\n    return x", ["f: True -> False"]),
        ("def f(x):\n    return f'{x} a'", ["f: ' a' -> ' a?'"]),
        ("__all__ = ['a']", []),
        ("Answer = Literal['yes', 'no']", []),
    ],
)
def test_what_is_changed(tmp_path: Path, text: str, changes: list[str]) -> None:
    path = tmp_path / "code.py"
    path.write_text(text, "utf-8")
    found = mutants_of(path)
    assert [mutant.name for mutant in found] == changes
    before = ast.dump(ast.parse(text))
    after = {ast.dump(tree) for tree in map(mutated, found) if isinstance(tree, ast.Module)}
    assert before not in after
    assert len(after) == len(found)


def test_text_is_replaced_only_where_it_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "code.py"
    path.write_text("def f():\n    return 1\n\n\ndef g():\n    return 1 + 1\n", "utf-8")
    assert mutated(Mutant(path, "f", "return 1", "return 2", 1, None)) == path.read_text("utf-8").replace(
        "return 1\n\n", "return 2\n\n"
    )
    with pytest.raises(ValueError, match="g does not hold '1' once"):
        mutated(Mutant(path, "g", "1", "2", 1, None))


def test_every_module_that_judging_rests_on_is_changed(every: dict[str, MutatedArea]) -> None:
    listed = {mutant.path.stem for mutant in every["judging"].mutants}
    rooms = ("judging", "model", "series")  # all that the contract of the core lets the judge import
    modules = {path.stem: path for room in rooms for path in (ROOT / "strategy" / room).rglob("[a-z]*.py")}
    decides = (
        {path.stem for path in (ROOT / "strategy" / "judging").rglob("[a-z]*.py")} - NOT_JUDGING | BELOW | FOR_LOOKING
    )
    # a module without a comparison and a constant has no mutant
    assert listed == {name for name in decides if mutants_of(modules[name])}


def test_the_tests_of_an_area_are_there_and_begin_with_the_likest_name(every: dict[str, MutatedArea]) -> None:
    for area in every.values():
        files = ordered(area.tests, area.mutants[0])
        assert files
        assert all(Path(file).is_file() for file in files)
    judging = every["judging"]
    trend = next(mutant for mutant in judging.mutants if mutant.path.stem == "trend")
    order = [Path(file).stem for file in ordered(judging.tests, trend)]
    assert order[:2] == ["test_trend", "test_status"]


def test_what_is_listed_as_equivalent_is_still_there(every: dict[str, MutatedArea]) -> None:
    mutants = [mutant for area in every.values() for mutant in area.mutants]
    gone = [one for one in equivalents() if not any(one.covers(mutant) for mutant in mutants)]
    assert gone == []


def test_what_once_went_unnoticed_is_still_there() -> None:
    for mutant, tests in named():
        assert tests
        assert all((ROOT / test).is_file() for test in tests), mutant.name
