"""Reads the files of a data folder as text and as TOML: UTF-8 only, with the line of what cannot be read.

Knows where files lie in the folder; what stands in them is read elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import tomlkit
from tomlkit.items import Table

from etl.reading.fields import Fields, Ids
from etl.reporting import Problem, Where, problem, show_path
from strategy.model import LANGUAGES

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
TABLES = ("strategy", "units", "sources", "notes", "events", "breakdowns", "tables", "erasures", "bulk",
          "statements", "publishers")  # fmt: skip
OPTIONAL_FILES = ("events", "breakdowns", "notes", "tables", "erasures", "bulk", "statements", "publishers")


@dataclass(frozen=True, slots=True)
class Document:
    """One TOML file; `table` is None where it could not be read."""

    name: str
    where: Where
    table: Mapping[str, object] | None

    def fields(self, problems: list[Problem]) -> Fields:
        """Its fields, none where it could not be read (that problem is already collected)."""
        readable = self.table is not None
        return Fields(self.table or {}, self.where, problems if readable else [])

    def ids(self) -> Ids:
        """The names of its tables (`[percent]`)."""
        return None if self.table is None else tuple(self.table)

    def ids_of(self, name: str) -> Ids:
        """The ids of its list of tables (`[[area]]` with `id`)."""
        if self.table is None:
            return None
        items = self.table.get(name)
        named = [i for i in items if isinstance(i, Mapping) and "id" in i] if isinstance(items, list) else []
        return tuple(str(i["id"]) for i in named)


@dataclass(frozen=True, slots=True)
class Documents:
    """All TOML files of the catalogue: the single ones by name, one per goal, and the context measures per goal."""

    single: Mapping[str, Document]
    goals: tuple[Document, ...]
    context: tuple[Document, ...]

    def measure_ids(self) -> Ids:
        """The ids of all measures; None where a file that may hold some could not be read."""
        return self._ids("measure")

    def action_ids(self) -> Ids:
        """The ids of all actions; None where a file that may hold some could not be read."""
        return self._ids("action")

    def _ids(self, table: str) -> Ids:
        found = [document.ids_of(table) for document in (*self.goals, *self.context)]
        return None if any(ids is None for ids in found) else tuple(i for ids in found for i in ids or ())


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """The text of a UTF-8 file, a leading byte order mark dropped; None where it cannot be read."""
    where = Where(show_path(path))
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        problems.append(problem(where, "no_file"))
        return None
    except OSError as wrong:
        problems.append(problem(where, "unreadable", wrong.strerror))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        problems.append(_not_utf8(raw, wrong.start, where))
        return None


def _not_utf8(raw: bytes, at: int, where: Where) -> Problem:
    line = raw.count(b"\n", 0, at) + 1
    text = raw.splitlines()[line - 1].decode("cp1252", errors="replace")
    return problem(where.at("line", line), "encoding", text)


def read_document(path: Path, problems: list[Problem]) -> Document:
    """One TOML file; what is wrong with its syntax is collected with its line."""
    where = Where(show_path(path))
    text = read_text(path, problems)
    if text is None:
        return Document(path.stem, where, None)
    try:
        return Document(path.stem, where, tomllib.loads(text))
    except (ValueError, RecursionError) as wrong:
        # besides wrong syntax: numbers of thousands of digits, brackets within brackets without end
        problems.append(_not_toml(text, str(wrong), where))
        return Document(path.stem, where, None)


def _not_toml(text: str, message: str, where: Where) -> Problem:
    found = _POSITION.search(message)
    lines = text.splitlines() or [""]
    line = int(found[1]) if found and found[1] else len(lines)
    column = found[2] if found and found[2] else len(lines[-1]) + 1
    place = where.at("line", line).at("column", column)
    read = lines[line - 1] if line <= len(lines) else ""
    return problem(place, "toml", read, message=_POSITION.sub("", message))


def read_documents(data: Path, problems: list[Problem]) -> Documents:
    """Every TOML file under `data/catalogue`; a file that has no place there is a problem, for nobody would read it."""
    folder = data / "catalogue"
    single = {name: _single(folder / f"{name}.toml", problems) for name in TABLES}
    strangers(folder, ".toml", [*TABLES, "goals", "context"], problems)
    return Documents(single, _folder(folder / "goals", problems), _folder(folder / "context", problems))


def language_of_folder(data: Path) -> str:
    """The language of the strategy's own words, in which a command speaks where nobody chose one; quiet on faults."""
    named = (read_document(data / "catalogue" / "strategy.toml", []).table or {}).get("text_language")
    return named if isinstance(named, str) and named in LANGUAGES else LANGUAGES[0]


def _single(path: Path, problems: list[Problem]) -> Document:
    if path.stem in OPTIONAL_FILES and not path.exists():
        return Document(path.stem, Where(show_path(path)), {})
    return read_document(path, problems)


def _folder(folder: Path, problems: list[Problem]) -> tuple[Document, ...]:
    strangers(folder, ".toml", [], problems)
    return tuple(read_document(path, problems) for path in sorted(folder.glob("*.toml")))


def with_table(path: Path, name: str, table: Table) -> bytes:
    """The contents of a file, which may not be there yet, with one more `[[name]]` at its end."""
    before = path.read_text("utf-8").rstrip("\n") + "\n\n" if path.exists() else ""
    return f"{before}[[{name}]]\n{tomlkit.dumps(table)}".encode()


def strangers(folder: Path, suffix: str, only: Iterable[str], problems: list[Problem]) -> None:
    """Collect the files of a folder that no step would read: another suffix, or another name than `only` (if any)."""
    names = list(only)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        named = path.stem in names or not names
        fits = path.suffix == suffix or (path.name in names and path.is_dir())
        if not path.name.startswith(".") and not (named and fits):
            problems.append(problem(Where(show_path(path)), "stranger", path.name, suffix=suffix))
