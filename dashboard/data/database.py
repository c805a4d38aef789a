"""The one place where the database is opened and asked: read-only, without files or network, with a time limit."""

from __future__ import annotations

import hashlib
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import duckdb

from dashboard.data.records import Row

TIME_LIMIT = 2.0
"""Seconds that one question may take before it is interrupted."""
STREAM_LIMIT = 30.0
"""Seconds that a whole table for a file may take to begin, and as many for each batch of it."""
BATCH = 2_000
"""Rows of a file that are held at once."""
LOCKED: Mapping[str, str] = MappingProxyType(
    {
        "enable_external_access": "false",  # read_only alone still lets SQL write and read other files
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": "512MB",
        "threads": "1",  # many small questions side by side: one thread each is faster
        "async_threads": "0",  # eight for each open file, which read what is far away
        "lock_configuration": "true",
    }
)

Connection = duckdb.DuckDBPyConnection
"""An open database."""


class StoreError(RuntimeError):
    """The data cannot be read: no release, a broken one, or a question that took too long."""


def connect(file: Path) -> Connection:
    """A release's file, opened so that it can be read and nothing else; `StoreError` where it cannot be."""
    try:
        return duckdb.connect(str(file), read_only=True, config=dict(LOCKED))
    except duckdb.Error as error:
        raise StoreError(f"{file.name} cannot be opened: {error}") from error


class Database:
    """A release's file, which is opened when it is first asked and closed when nobody holds this any more.

    An open one costs eight megabytes and thirty milliseconds, whatever stands in it. Safe from many threads.
    """

    def __init__(self, file: Path, sha256: str) -> None:
        self.file = file
        self._sha256 = sha256
        self._lock = threading.Lock()
        self._opened: Connection | None = None

    @property
    def connection(self) -> Connection:
        """The open file; `StoreError` where it cannot be opened, or is not the one that was built."""
        with self._lock:
            if self._opened is None:
                check_file(self.file, self._sha256)
                self._opened = connect(self.file)
                weakref.finalize(self, self._opened.close)
            return self._opened


def check_file(file: Path, sha256: str) -> None:
    """One flipped byte opens fine and fails, or lies, when read: the whole file must be the one that was built."""
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(f"{file.name} cannot be read ({type(error).__name__})") from error
    if found != sha256:
        raise StoreError(f"{file.name} is not the file that was built (sha256 differs)")


def ask(database: Database, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
    """The rows of a named select, on a cursor of its own, interrupted after `TIME_LIMIT`."""
    cursor = database.connection.cursor()
    try:
        with limited(cursor, TIME_LIMIT):
            cursor.execute(sql, list(parameters))
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.Error as error:
        raise StoreError(f"The database did not answer: {error}") from error
    finally:
        cursor.close()


def stream(database: Database, sql: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
    """As `ask`, a batch at a time; the database stays open until the last."""
    cursor = database.connection.cursor()
    try:
        with limited(cursor, STREAM_LIMIT):
            cursor.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or ()]
        while True:
            with limited(cursor, STREAM_LIMIT):
                batch = cursor.fetchmany(BATCH)
            if not batch:
                return
            yield from (dict(zip(names, row, strict=True)) for row in batch)
    except duckdb.Error as error:
        raise StoreError(f"{database.file.name} did not answer: {error}") from error
    finally:
        cursor.close()


@contextmanager
def limited(cursor: Connection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
