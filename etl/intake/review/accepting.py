"""Adds accepted rows and states to the data folder: plans the new files, proves them by the whole check, then commits.

Rows are only added. One exception keeps the grain of the record, which is a day: a row that came the same day by the
same way is replaced, for two rows of one figure cannot become known on one day; both kept files stay.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import tomlkit
from tomlkit.items import AoT

from etl.files import FOLDER, Files, Snapshot, commit
from etl.reading import COLUMNS, OPTIONAL_COLUMNS
from etl.reading import STATEMENTS_FILE as STATEMENTS
from etl.record import number, read_all
from etl.reporting import Problem, Where, show_path
from strategy.model import LANGUAGES, Event, Observation, Source, Statement, Strategy

_NOT_DATA = ("releases",)
"""What lies in a data folder and is not read by the check."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an approver takes into the record: figures, states, sources that are new to it, and owners' comments."""

    rows: tuple[Observation, ...]
    events: tuple[Event, ...] = ()
    sources: tuple[Source, ...] = ()
    comments: tuple[Statement, ...] = ()


def traced(row: Observation, kept: Snapshot, place: str, by: str) -> Observation:
    """The row with its way back: the kept file and the place in it, and the role that accepted it."""
    return replace(row, origin=f"{kept.name}#{place}", accepted_by=by)


def plan(data: Path, strategy: Strategy, accepted: Accepted) -> dict[str, bytes]:
    """The new contents of every file that the accepted rows change, by path inside the data folder."""
    files = dict(_histories(data, strategy, accepted.rows))
    files.update(_catalogue(data, strategy, accepted))
    return files


def check_accepted(data: Path, files: Files) -> list[Problem]:
    """What the whole check would say of the folder with the new files; the folder itself stays as it is."""
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        copy = Path(folder) / data.name
        shutil.copytree(data, copy, ignore=_only_data, copy_function=_link)
        for name, content in files.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).unlink(missing_ok=True)
            if isinstance(content, bytes):
                (copy / name).write_bytes(content)
            else:
                _link(str(content), str(copy / name))
        read_all(copy, problems, copied_from=data)
        return [_placed(found, show_path(copy), show_path(data)) for found in problems]


def _placed(found: Problem, copy: str, data: str) -> Problem:
    return replace(found, where=Where(found.file.replace(copy, data), found.where.steps))


def write_accepted(data: Path, kept: Snapshot, files: Files) -> None:
    """Commit the new files and the file they came from as one change; the caller holds `journal.only_change`."""
    commit(data, {**kept.files, **files})


def _only_data(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in _NOT_DATA or name.startswith(".")}


def _link(source: str, target: str) -> None:
    """A name more for the same bytes: nothing is copied; new contents come under a new name, never into them."""
    Path(target).symlink_to(Path(source).absolute())


def _histories(data: Path, strategy: Strategy, rows: Sequence[Observation]) -> Iterable[tuple[str, bytes]]:
    by_measure: dict[str, list[Observation]] = {}
    for row in rows:
        by_measure.setdefault(row.measure, []).append(row)
    for measure, own in by_measure.items():
        name = f"histories/{measure}.csv"
        path = data / name
        text = path.read_text("utf-8-sig") if path.exists() else ""
        yield name, _appended(text, [_cells(row, strategy.home) for row in own]).encode()


def _cells(row: Observation, home: str) -> dict[str, str]:
    cells = {name: _word(getattr(row, name)) for name in (*COLUMNS, *OPTIONAL_COLUMNS)}
    limits = {name: number(getattr(row, name)) for name in ("value", "low", "high")}
    return cells | limits | {"area": "" if row.area == home else row.area}


def _word(value: object) -> str:
    return "" if value is None else str(value)


def _appended(text: str, rows: Sequence[Mapping[str, str]]) -> str:
    """The text of a history with rows at its end; columns that it lacks and a row needs are added, empty before."""
    lines = list(csv.reader(io.StringIO(text, newline=""))) or [list(COLUMNS)]
    header = [*lines[0], *(c for c in OPTIONAL_COLUMNS if c not in lines[0] and any(r[c] for r in rows))]
    before = [dict(zip(lines[0], cells, strict=False)) for cells in lines[1:] if cells]
    stay = [row for row in before if not any(_replaces(new, row) for new in rows)]
    if len(header) == len(lines[0]) and len(stay) == len(before) and text:
        return text.rstrip("\r\n") + "\n" + _written(header, rows)
    return _line(header) + _written(header, [*stay, *rows])


def _replaces(new: Mapping[str, str], old: Mapping[str, str]) -> bool:
    same = all(new[c] == old.get(c, "") for c in ("period", "area", "breakdown", "known"))
    return same and bool(new["known"]) and old.get("origin", "").startswith(f"{FOLDER}/")


def _written(header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    return "".join(_line([row.get(column, "") for column in header]) for row in rows)


def _line(cells: Sequence[str]) -> str:
    to = io.StringIO()
    csv.writer(to, lineterminator="\n").writerow(cells)
    return to.getvalue()


def _catalogue(data: Path, strategy: Strategy, accepted: Accepted) -> Iterable[tuple[str, bytes]]:
    """Text that people review is changed as they would: a word more in a list, a block more at the end."""
    for goal, role in sorted({_file_of(strategy, row) for row in accepted.rows if _undeclared(strategy, row)}):
        folder = "goals" if role == "strategy" else "context"
        name = f"catalogue/{folder}/{goal}.toml"
        yield name, _with_sources(data / name, strategy, accepted.rows).encode()
    if accepted.sources:
        name = "catalogue/sources.toml"
        yield name, _grown(data / name, "".join(map(_source_block, accepted.sources))).encode()
    if accepted.events:
        name = "catalogue/events.toml"
        yield name, _grown(data / name, "".join(map(_event_block, accepted.events))).encode()
    if accepted.comments:
        yield STATEMENTS, _grown(data / STATEMENTS, "".join(map(_comment_block, accepted.comments))).encode()


def _undeclared(strategy: Strategy, row: Observation) -> bool:
    return row.source not in strategy.measures[row.measure].sources


def _file_of(strategy: Strategy, row: Observation) -> tuple[str, str]:
    measure = strategy.measures[row.measure]
    return measure.goal, measure.role


def _with_sources(path: Path, strategy: Strategy, rows: Sequence[Observation]) -> str:
    document = tomlkit.parse(path.read_text("utf-8"))
    measures = document["measure"]
    if not isinstance(measures, AoT):
        raise TypeError(path.name)
    for table in measures:
        new = dict.fromkeys(r.source for r in rows if r.measure == str(table["id"]) and _undeclared(strategy, r))
        for source in new:
            table["sources"].append(source)
    return tomlkit.dumps(document)


def _grown(path: Path, block: str) -> str:
    text = path.read_text("utf-8") if path.exists() else ""
    return (text.rstrip("\n") + "\n" if text.strip() else "") + block


def _source_block(source: Source) -> str:
    table = tomlkit.table()
    if source.title_words:
        title = tomlkit.inline_table()
        title.update(zip(LANGUAGES, source.title_words, strict=True))
        table.add("title", title)
    for name in (*(() if source.title_words else ("title", "title_lang")), "publisher", "licence", "own"):
        table.add(name, getattr(source, name))
    return f"\n[{source.id}]\n{tomlkit.dumps(table)}"


def _event_block(event: Event) -> str:
    names = ("measure", "day", "state", "source", "stage", "known", "note", "origin", "accepted_by")
    return _block("event", ((name, getattr(event, name)) for name in names))


def _comment_block(comment: Statement) -> str:
    words = ((f"text.{lang}", said) for lang, said in zip(LANGUAGES, comment.text, strict=True))
    names = ("origin", "accepted_by")
    first = ((name, getattr(comment, name)) for name in ("measure", "day", "role"))
    return _block("comment", (*first, *words, *((name, getattr(comment, name)) for name in names)))


def _block(kind: str, fields: Iterable[tuple[str, object]]) -> str:
    """A `[[kind]]` with the fields that have a value; a name with a point is a key in a table."""
    table = tomlkit.table()
    for name, value in fields:
        if value not in (None, ""):
            table.add(tomlkit.key(name.split(".")), value)
    return f"\n[[{kind}]]\n{tomlkit.dumps(table)}"
