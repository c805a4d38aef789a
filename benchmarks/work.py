"""What is done apart from serving: builds, judging, questions to the database; each beside the least it could be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb

from benchmarks import made_up
from dashboard.data import Store, judge_all
from etl.record import read_record
from etl.release import only_build, publish
from strategy.model import Observation

COLUMNS = 15
"""The most that a history has."""


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work in ms, and what it is measured against in ms; `ratio` is the median of those of each round."""

    name: str
    ms: float
    floor: str
    floor_ms: float
    ratio: float


def beside(name: str, work: Callable[[], object], floor_name: str, floor: Callable[[], object], rounds: int) -> Work:
    """Time both in turn, `rounds` times."""
    pairs = [(_ms(work), _ms(floor)) for _ in range(rounds)]
    ratio = median(own / least for own, least in pairs)
    return Work(name, median(own for own, _ in pairs), floor_name, median(least for _, least in pairs), ratio)


def _ms(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return 1000 * (perf_counter() - begun)


def builds(data: Path, aside: Path, rows: int) -> list[Work]:
    """The build of the real folder and of a made-up one, each beside DuckDB reading the same files into a table."""
    large = aside / "large"
    made = made_up.write(data, large, rows)
    return [
        _build("build of the real data", data, aside, 3),
        _build(f"build of {made:,} rows".replace(",", " "), large, aside, 1),
    ]


def _build(name: str, data: Path, aside: Path, rounds: int) -> Work:
    return beside(
        name, lambda: publish_data(data, aside / "out"), "DuckDB read_csv", lambda: _read(data, aside), rounds
    )


def publish_data(data: Path, out: Path) -> None:
    """Build a release from nothing, in this process."""
    for old in out.glob("*"):
        old.unlink()
    with only_build(out):
        publish(read_record(data), out)


def _read(data: Path, aside: Path) -> None:
    """All cells as text into a table in a file; nothing is checked or guessed, not even which column a cell is of."""
    file = aside / "read.duckdb"
    file.unlink(missing_ok=True)
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(COLUMNS))
    form = f"auto_detect = false, header = true, null_padding = true, columns = {{{columns}}}"
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"CREATE TABLE rows AS SELECT * FROM read_csv('{data}/histories/*.csv', {form})")


def reading(releases: Path) -> list[Work]:
    """Opening a release, judging all measures, and one question to the database."""
    release = Store(releases).release()
    memory = duckdb.connect(config={"threads": 1})
    days = iter(date.fromordinal(date(2021, 12, 31).toordinal() - n) for n in range(100))
    every = [row for rows in release.headline.values() for row in rows]
    measures = len(release.strategy.measures)
    return [
        beside("open a release", lambda: Store(releases).release(), "read the file", release.file.read_bytes, 5),
        beside(
            f"judge {measures} measures",
            lambda: [verdict.status for verdict in judge_all(release, next(days)).values()],
            "latest value",
            lambda: _latest(every),
            9,
        ),
        beside("rows of a measure", lambda: release.rows("3.3-t1"), "SELECT 1", lambda: _one(memory), 31),
    ]


def _latest(rows: list[Observation]) -> dict[str, Observation]:
    """The least that a judge must do: find the latest value of each measure."""
    found: dict[str, Observation] = {}
    for row in rows:
        if row.value is not None and (row.measure not in found or found[row.measure].period <= row.period):
            found[row.measure] = row
    return found


def _one(connection: duckdb.DuckDBPyConnection) -> object:
    return connection.cursor().execute("SELECT 1").fetchall()
