"""Small changes of meaning, one at a time: comparisons are turned, constants changed. Reads source, runs nothing.

A mutant is named by its function and by what becomes of what, never by a line or a file, so that a list of mutants
survives moves of the code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file that it is in, the function, what stood there and what stands there instead.

    `place` counts the changeable nodes of the file, in the order of `ast.walk`-like reading; `number` tells apart equal
    changes in one function.
    """

    path: Path
    function: str
    before: str
    after: str
    number: int
    place: tuple[int, int] | None
    """The node's number in the file and the operator's number in it; None where text is replaced."""

    @property
    def name(self) -> str:
        """`function: before -> after`, and which of several where there are several."""
        again = f" ({self.number})" if self.number > 1 else ""
        return f"{self.function}: {self.before} -> {self.after}{again}"


def mutants_of(path: Path) -> list[Mutant]:
    """Every mutant of a file, in the order of its text."""
    found: list[Mutant] = []
    seen: dict[tuple[str, str, str], int] = {}
    for number, (function, node) in enumerate(_nodes(ast.parse(path.read_text("utf-8")))):
        for part, (before, after) in enumerate(_changes(node)):
            key = (function, before, after)
            seen[key] = seen.get(key, 0) + 1
            found.append(Mutant(path, function, before, after, seen[key], (number, part)))
    return found


def mutated(mutant: Mutant) -> ast.Module | str:
    """The source with the change made: a tree, or text where text is replaced; raises `ValueError` where it is gone."""
    source = mutant.path.read_text("utf-8")
    if mutant.place is None:
        return _replaced(source, mutant)
    tree = ast.parse(source)
    wanted, part = mutant.place
    _function, node = next(found for number, found in enumerate(_nodes(tree)) if number == wanted)
    if isinstance(node, ast.Compare):
        node.ops[part] = _TURNED[type(node.ops[part])]()
    elif isinstance(node, ast.Constant):
        node.value = _changed(node.value)
    return ast.fix_missing_locations(tree)


def _replaced(source: str, mutant: Mutant) -> str:
    """Text replaced inside the function that is named, which must hold it once."""
    for function, node in _definitions(ast.parse(source)):
        if function == mutant.function:
            segment = ast.get_source_segment(source, node) or ""
            if segment.count(mutant.before) == 1:
                return source.replace(segment, segment.replace(mutant.before, mutant.after), 1)
    if mutant.function == "<module>" and source.count(mutant.before) == 1:
        return source.replace(mutant.before, mutant.after)
    raise ValueError(f"{mutant.path}: {mutant.function} does not hold {mutant.before!r} once")


def _nodes(tree: ast.Module) -> Iterator[tuple[str, ast.Compare | ast.Constant]]:
    """Every comparison and constant that means something when the code runs, with the function it stands in."""
    yield from _inside(tree, ())


def _inside(node: ast.AST, path: tuple[str, ...]) -> Iterator[tuple[str, ast.Compare | ast.Constant]]:
    for child in _meaningful(node):
        if isinstance(child, ast.Compare) or (isinstance(child, ast.Constant) and _changeable(child.value)):
            yield ".".join(path) or "<module>", child
        named = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        yield from _inside(child, (*path, child.name) if named else path)  # type: ignore[attr-defined]


def _meaningful(node: ast.AST) -> Iterator[ast.AST]:
    """The children of a node but annotations, docstrings and decorators' texts."""
    skipped: set[int] = set()
    if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        for statement in node.body:  # docstrings of the definition and of its fields
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                skipped.add(id(statement))
    for name in ("annotation", "returns"):
        skipped.add(id(getattr(node, name, None)))
    if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
        return
    for child in ast.iter_child_nodes(node):
        if id(child) not in skipped and not _is_type(child):
            yield child


def _is_type(node: ast.AST) -> bool:
    """Whether a node is a type of texts, `Literal["low", "high"]`: an annotation under a name of its own."""
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"


def _definitions(tree: ast.AST, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ast.AST]]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield ".".join((*path, child.name)), child
            yield from _definitions(child, (*path, child.name))


def _changes(node: ast.Compare | ast.Constant) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Compare):
        sides = [ast.unparse(side) for side in (node.left, *node.comparators)]
        for left, op, right in zip(sides, node.ops, sides[1:], strict=False):
            yield f"{left} {_sign(op)} {right}", _sign(_TURNED[type(op)]())
    else:
        yield repr(node.value), repr(_changed(node.value))


def _sign(op: ast.cmpop) -> str:
    compared = ast.Compare(ast.Name("a"), [op], [ast.Name("b")])
    return ast.unparse(compared)[2:-2]


def _changeable(value: object) -> bool:
    return isinstance(value, (bool, int, float, str)) and value != ""


def _changed(value: object) -> bool | int | float | str:
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    return f"{value}?"
