"""Erases figures that the law says must go: their rows, the files that kept them, and leaves a dated mark.

This is the one way in which the record loses something. The mark says what was erased, when, why and by whom, and
holds no figure; the list of kept files keeps its line, so that its chain still holds.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import tomlkit

from etl.bulk import blank_out
from etl.files import KEPT, inside, replaced
from etl.reading import Fields, KnownIds, read_document, with_table
from etl.reporting import Problem, Where, problem, show_path
from strategy.model import Erasure, Observation, Period, PeriodError, Strategy

ERASURES_FILE = "catalogue/erasures.toml"


@dataclass(frozen=True, slots=True)
class Plan:
    """The new contents of the files that change, and the mark, which names the kept files that go."""

    files: dict[str, bytes | Path]
    mark: Erasure


class NothingToEraseError(Exception):
    """The history holds no row of that figure."""


def plan(data: Path, mark: Erasure, home: str, large: Mapping[str, Collection[int]], aside: Path) -> Plan:
    """How the figure that a mark names is erased; raises `NothingToEraseError`. The mark gets its rows and files.

    `large` are the lines about it in files that are a part of the record as a whole: such a file stays without them,
    and is written anew in the folder `aside`.
    """
    name = f"histories/{mark.measure}.csv"
    header, rows = _read(data / name)
    gone = [row for row in rows if _is_of(row, mark, home)]
    if not gone and not large:
        raise NothingToEraseError(mark.measure)
    stay = [row for row in rows if not _is_of(row, mark, home)]
    kept = tuple(dict.fromkeys(f for row in gone if KEPT.fullmatch(f := row.get("origin", "").partition("#")[0])))
    figures = len(gone) + sum(map(len, large.values()))
    whole = replace(mark, figures=figures, files=tuple(f for f in kept if f not in large))
    files: dict[str, bytes | Path] = {ERASURES_FILE: _marked(data / ERASURES_FILE, whole)}
    if gone:
        files[name] = _written(header, stay)
    for number, (file, lines) in enumerate(large.items()):
        target = aside / str(number)
        looked = blank_out(data / file, target, lines)
        files |= replaced(data, file, looked.sha256, mark.day, files)
        files[file] = target
    return Plan(files, whole)


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    if not path.exists():
        return [], []
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    return list(rows.fieldnames or ()), list(rows)


def _is_of(row: dict[str, str], mark: Erasure, home: str) -> bool:
    try:
        same = Period.parse(row["period"]) == mark.period
    except PeriodError:
        return False
    return same and (row.get("area") or home) == mark.area and (row.get("breakdown") or "") == mark.breakdown


def remove(data: Path, erasures: Iterable[Erasure]) -> None:
    """Remove the kept files that marks name and that are still there: a kill between mark and removal is made good.

    Raises `OutsideError` before anything is removed where a name leads out of the folder.
    """
    paths = [inside(data, file) for mark in erasures for file in mark.files]
    for path in paths:
        path.unlink(missing_ok=True)


def _written(header: Sequence[str], rows: Iterable[dict[str, str]]) -> bytes:
    to = io.StringIO()
    lines = csv.DictWriter(to, header, lineterminator="\n")
    lines.writeheader()
    lines.writerows(rows)
    return to.getvalue().encode()


def _marked(path: Path, mark: Erasure) -> bytes:
    table = tomlkit.table()
    table.add("measure", mark.measure)
    table.add("period", str(mark.period))
    table.add("area", mark.area)
    if mark.breakdown:
        table.add("breakdown", mark.breakdown)
    for name in ("day", "reason", "erased_by", "figures"):
        table.add(name, getattr(mark, name))
    if mark.files:
        table.add("files", list(mark.files))
    return with_table(path, "erasure", table)


def load_erasures(data: Path, strategy: Strategy, problems: list[Problem], known: KnownIds) -> tuple[Erasure, ...]:
    """The marks of a data folder; what is wrong is added to `problems`."""
    path = data / ERASURES_FILE
    if not path.exists():
        return ()
    return read_erasures(read_document(path, problems).fields(problems), strategy, known)


def read_erasures(fields: Fields, strategy: Strategy, known: KnownIds) -> tuple[Erasure, ...]:
    """Every `[[erasure]]` of erasures.toml."""
    found = tuple(_mark(one, strategy, known) for one in fields.tables("erasure"))
    fields.done()
    return found


def _mark(fields: Fields, strategy: Strategy, known: KnownIds) -> Erasure:
    found = Erasure(
        measure=fields.known("measure", known.measures) or "",
        area=fields.known("area", known.areas, need=False) or strategy.home,
        period=fields.period("period", need=True) or Period.years(1, 1),
        day=fields.day("day", need=True) or date.min,
        reason=fields.text("reason"),
        erased_by=fields.text("erased_by"),
        breakdown=fields.known("breakdown", known.breakdowns, need=False) or "",
        figures=fields.whole("figures", need=True, lowest=1) or 1,
        files=_kept_files(fields),
    )
    fields.done()
    return found


def _kept_files(fields: Fields) -> tuple[str, ...]:
    """The kept files that went with a figure: erasing removes what stands here, so no other file may be named."""
    named = fields.texts("files", need=False)
    if any(not KEPT.fullmatch(file) for file in named):
        fields.wrong("files", "kept_file")
        return ()
    return named


def is_erased(row: Observation, erasures: Iterable[Erasure]) -> bool:
    """Whether a row is a figure that was erased; one that became known after the erasure is another figure."""
    return any(
        (row.measure, row.area, row.period, row.breakdown) == (e.measure, e.area, e.period, e.breakdown)
        and (row.known or date.min) <= e.day
        for e in erasures
    )


def check_erased(data: Path, rows: Iterable[Observation], erasures: Sequence[Erasure], problems: list[Problem]) -> None:
    """What was erased may not come back by an old file, a fetch or a merge."""
    for row in rows if erasures else ():
        if is_erased(row, erasures):
            where = Where(show_path(data / "histories" / f"{row.measure}.csv")).at("field", "period")
            problems.append(problem(where, "erased", row.period))
