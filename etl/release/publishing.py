"""Writes releases: built aside, in one transaction, read back once, then named by a small pointer file.

Whatever happens on the way (a kill, a full disk, a second build), the release that was served stays as it was.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TextIO

import duckdb

from etl.bulk import BulkStore
from etl.files import open_lock
from etl.record import Record
from etl.release.tables import Row, SectorWorkbook, Tables, hash_of, tables_of
from etl.reporting import Step, silent
from strategy.judging import rules_version

POINTER = "current.json"
LOCK = ".lock"
ASIDE = ".building-"
NAMED_BY = 12
"""So many figures of its hash name a release."""
KEPT = 3
"""Releases that stay, the current one included: readers finish with the one before, and one can go back."""
STORAGE: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.2.0",
    "default_block_size": "16384",
}
"""Analysts download the file: clients from 1.2 on can open it, and thirty small tables do not fill 256 kB each."""
SMALL = ("default_block_size",)
"""For files of some megabytes. Of millions of rows, full blocks hold twice as many."""
CANNOT = (OSError, duckdb.OperationalError, duckdb.FatalException)
"""What a disk that is full, gone or not ours raises, here and inside DuckDB."""


class BusyError(Exception):
    """Another build holds the folder."""


class PublishError(Exception):
    """The release could not be written; the message is the reason that the system gave."""


class DamagedError(Exception):
    """What was read back is not what was written; the message is the table."""


@dataclass(frozen=True, slots=True)
class Published:
    """The release that the pointer now names; `new` is false where it already did."""

    name: str
    new: bool


@contextmanager
def only_build(out: Path) -> Iterator[None]:
    """Hold the folder for one build; raises `BusyError` where another does. The lock ends with the process."""
    with _lock(out):
        yield


def _lock(out: Path) -> TextIO:
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = open_lock(out, LOCK)
    except OSError as wrong:
        raise PublishError(str(wrong)) from wrong
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as held:
        lock.close()
        raise (BusyError if isinstance(held, BlockingIOError) else PublishError)(str(held)) from held
    return lock


def publish(record: Record, out: Path, step: Step = silent, workbooks: Iterable[SectorWorkbook] = ()) -> Published:
    """Make the record the current release of `out`, with what its sectors fill; the caller holds `only_build`."""
    step("tables")
    tables, bulk = tables_of(record, workbooks), record.bulk
    tables_sha256 = hash_of(tables, schema(), rules_version(), bulk.sha256 if bulk else ())
    name = f"release-{tables_sha256[:NAMED_BY]}.duckdb"
    counts = {table: len(rows) for table, rows in tables.items()} | {"observation": record.count}
    try:
        _sweep(out)
        if not _holds(out / name, tables, bulk):
            _build_aside(out, name, tables, tables_sha256, bulk, step)
        new = _point(out, name, counts, tables_sha256)
        _prune(out, name)
    except CANNOT as wrong:
        raise PublishError(str(wrong)) from wrong
    return Published(name, new)


def release_name(record: Record, workbooks: Iterable[SectorWorkbook] = ()) -> str:
    """The part of the hash by which the release of a record is known."""
    bulk = record.bulk
    return hash_of(tables_of(record, workbooks), schema(), rules_version(), bulk.sha256 if bulk else ())[:NAMED_BY]


def schema() -> str:
    """The text of `schema.sql`."""
    return resources.files(str(__package__)).joinpath("schema.sql").read_text("utf-8")


def _build_aside(out: Path, name: str, tables: Tables, tables_sha256: str, bulk: BulkStore | None, step: Step) -> None:
    aside = out / f"{ASIDE}{name}"
    try:
        step("write")
        _write(aside, tables, tables_sha256, bulk)
        step("look")
        _check_written(aside, tables, bulk)
        _flush(aside)
        aside.replace(out / name)
        _flush(out)
    finally:
        _sweep(out)


def _write(path: Path, tables: Tables, tables_sha256: str, bulk: BulkStore | None) -> None:
    built = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    storage = {name: value for name, value in STORAGE.items() if name not in SMALL or bulk is None}
    with duckdb.connect(str(path), config=storage) as connection:
        connection.begin()
        connection.execute(schema())
        for name, rows in tables.items():
            _append(connection, name, rows)
        head: Row = {"tables_sha256": tables_sha256, "built": built, "rules": rules_version()}
        _append(connection, "release", [head])
        connection.commit()
        # closing would do this too, but would say nothing if it failed, and leave the rows in the .wal
        connection.execute("CHECKPOINT")
    if bulk:
        bulk.write(path)


def _check_written(path: Path, tables: Tables, bulk: BulkStore | None) -> None:
    log = path.with_name(f"{path.name}.wal")
    if log.exists():
        raise DamagedError(log.name)
    try:
        written = read_tables(path, tables)
        whole = bulk is None or bulk.is_in(path)
    except duckdb.Error as wrong:
        raise DamagedError(str(wrong)) from wrong
    for name, rows in tables.items():
        if written[name] != list(rows):
            raise DamagedError(name)
    if not whole or _strangers(path):
        raise DamagedError("observation")


def _strangers(path: Path) -> bool:
    """Whether an observation names an id that no table holds: the schema has no foreign keys there."""
    unknown = " UNION ALL ".join(
        f"SELECT {name} FROM observation WHERE {name} IS NOT NULL AND {name} NOT IN (SELECT id FROM {name})"  # noqa: S608
        for name in ("measure", "area", "source", "note")
    )
    with duckdb.connect(str(path), read_only=True) as connection:
        return bool(connection.execute(f"{unknown} LIMIT 1").fetchall())


def _append(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Row]) -> None:
    import pandas as pd  # late: a third of the start of every command, and most write no release

    if rows:
        connection.append(name, pd.DataFrame(rows, dtype=object), by_name=True)


def read_tables(path: Path, names: Iterable[str]) -> dict[str, list[Row]]:
    """Every row of the named tables of a release, in the order in which they were written.

    Observations of large files are left out: there may be millions, and `BulkStore.is_in` looks at them.
    """
    with duckdb.connect(str(path), read_only=True) as connection:
        return {name: _rows(connection, name) for name in names}


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    table = connection.table(name)
    if name == "observation":  # its `origin` was not written: the release computes it
        table = table.filter("origin_row IS NULL").project("* EXCLUDE (origin)")
    names = table.columns
    return [dict(zip(names, row, strict=True)) for row in table.fetchall()]


def _holds(path: Path, tables: Tables, bulk: BulkStore | None) -> bool:
    """Whether a release of this name is there whole: a damaged one is built anew."""
    if not path.exists():
        return False
    try:
        same = read_tables(path, tables) == {name: list(rows) for name, rows in tables.items()}
        return same and (bulk is None or bulk.is_in(path))
    except duckdb.Error:
        return False


def _point(out: Path, name: str, rows: Mapping[str, int], tables_sha256: str) -> bool:
    with (out / name).open("rb") as file:
        file_sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    pointer = {"release": name, "tables_sha256": tables_sha256, "file_sha256": file_sha256, "built": _built(out / name)}
    text = json.dumps({**pointer, "rows": dict(rows)}, indent=2) + "\n"
    path = out / POINTER
    if path.exists() and path.read_text("utf-8") == text:
        return False
    aside = out / f"{ASIDE}{POINTER}"
    aside.write_text(text, "utf-8")
    _flush(aside)
    aside.replace(path)
    _flush(out)
    return True


def _built(path: Path) -> str:
    built = read_tables(path, ["release"])["release"][0]["built"]
    return f"{built.isoformat()}Z" if isinstance(built, datetime) else ""


def _flush(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(out: Path) -> None:
    """Remove what a build left that did not end."""
    for path in out.glob(f"{ASIDE}*"):
        path.unlink()


def _prune(out: Path, name: str) -> None:
    others = sorted((p for p in out.glob("release-*.duckdb") if p.name != name), key=lambda p: p.stat().st_mtime)
    for path in others[: -(KEPT - 1)]:
        path.unlink()
