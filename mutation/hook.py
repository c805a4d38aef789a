"""Lets Python import one module in its mutated form; child processes of a test inherit it by the environment."""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, ModuleType

from mutation.mutants import Mutant, mutated

ROOT = Path(__file__).resolve().parents[1]
VARIABLE = "MUTANT_FILE"


class _Loader(importlib.machinery.SourceFileLoader):
    """Compiles the mutated source; nothing is read from or written to the cache of compiled files."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(mutant.path))
        self._mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        source: ast.Module | str = mutated(self._mutant)
        return compile(source, self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        self._name = module_name(mutant.path)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of the mutated module, nothing for all others."""
        if fullname != self._name:
            return None
        package = [str(self._mutant.path.parent)] if self._mutant.path.name == "__init__.py" else None
        loader = _Loader(fullname, self._mutant)
        return importlib.util.spec_from_file_location(
            fullname, self._mutant.path, loader=loader, submodule_search_locations=package
        )


def module_name(path: Path) -> str:
    """The dotted name of a file of ours."""
    parts = path.resolve().relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def install(mutant: Mutant) -> None:
    """Import this mutant from now on, here and in the processes that are started from here."""
    sys.meta_path.insert(0, _Finder(mutant))


def install_inherited() -> None:
    """Do the same in a process that a test started."""
    if file := os.environ.get(VARIABLE):
        install(pickle.loads(Path(file).read_bytes()))  # written by our own parent a moment ago
