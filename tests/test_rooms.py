"""A room has one entrance: others take what its `__init__` names and nothing behind it; and one name is one thing."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS = ("strategy", "etl", "dashboard")
USERS = (*FLOORS, "demo", "benchmarks", "mutation")
OPEN = ("dashboard", "dashboard.wsgi", "dashboard.settings", "demo", "etl", "strategy")
"""What stands outside of the rooms: the doors of the programs, and what they are told to be."""


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: Mapping[str, Path] = {_name(path): path for top in USERS for path in sorted((ROOT / top).rglob("*.py"))}
ROOMS = sorted(
    name
    for name, path in MODULES.items()
    if path.name == "__init__.py" and name.split(".")[0] in FLOORS and "__all__" in path.read_text("utf-8")
)
ENTRANCES = [room for room in ROOMS if not any(room.startswith(f"{other}.") for other in ROOMS)]


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


@cache
def _nodes(module: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(_tree(module)))


@cache
def _entrance(module: str) -> str | None:
    """The room that others enter to reach a module."""
    return next((room for room in ENTRANCES if f"{module}.".startswith(f"{room}.")), None)


def _imported(module: str) -> Iterator[tuple[str, str]]:
    """What a module imports of ours: from where, and which name."""
    for node in _nodes(module):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in FLOORS:
            yield from ((node.module, one.name) for one in node.names)
        elif isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names if one.name.split(".")[0] in FLOORS)


def _declared(room: str) -> list[str]:
    """The names in the `__all__` of a room."""
    lists = (
        node.value
        for node in _tree(room).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    return [str(name) for value in lists for name in ast.literal_eval(value)]


@cache
def _asked() -> Mapping[str, set[str]]:
    """What is asked of each room from outside of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        for where, name in _imported(module):
            if f"{where}.{name}" in ROOMS:
                found[f"{where}.{name}"] |= _attributes(module, name)
            elif where in ROOMS and _entrance(module) != _entrance(where):
                found[where].add(name)
    return found


def _attributes(module: str, name: str) -> set[str]:
    """What a module takes of a room that it imported whole."""
    return {
        n.attr
        for n in _nodes(module)
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == name
    }


def test_every_package_is_a_room_or_a_floor_of_rooms() -> None:
    packages = {name for name, path in MODULES.items() if path.name == "__init__.py" and name.split(".")[0] in FLOORS}
    floors = {name for name in packages if any(other.startswith(f"{name}.") for other in packages)}
    assert packages - floors <= set(ROOMS)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_others_come_in_by_the_entrance(module: str) -> None:
    here = _entrance(module)
    past = [
        f"{where}.{name}"
        for where, name in _imported(module)
        if _entrance(where) not in (None, here) and where not in ENTRANCES
    ]
    assert past == [], "import these from the room itself, and name them in its __init__"


@pytest.mark.parametrize("room", ENTRANCES)
def test_an_entrance_names_what_others_use_and_no_more(room: str) -> None:
    assert sorted(_declared(room)) == sorted(_asked()[room])


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_in_one_sentence_what_it_is_for(room: str) -> None:
    text = ast.get_docstring(_tree(room)) or ""
    assert text.split("\n")[0].endswith(".")
    assert len(text.split("\n\n")) == 1 or room == "dashboard.pages"


def test_no_module_asks_its_own_entrance() -> None:
    """It would ask for what is only half there; a module of its own package it may name."""
    inside = [
        (module, f"{where}.{name}")
        for module in MODULES
        for where, name in _imported(module)
        if where in ROOMS and module != where and f"{module}.".startswith(f"{where}.")
    ]
    assert [(module, name) for module, name in inside if name not in MODULES] == []


def test_no_class_has_the_name_of_another() -> None:
    names = Counter(node.name for module in MODULES for node in _nodes(module) if isinstance(node, ast.ClassDef))
    assert [name for name, times in names.items() if times > 1] == []
