"""Ten million rows, or as many as are asked for: taken in, and built, beside DuckDB reading the same file."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from time import perf_counter

from etl.bulk import NEEDED
from etl.record import read_record
from strategy.model import Measure, Strategy

PARTS = 64
MONTHS = tuple(f"{year}-{month:02d}" for year in range(1980, 2020) for month in range(1, 13))
HEADER = ",".join((*NEEDED, "area", "breakdown")) + "\n"
FLOOR = """
import duckdb, sys
duckdb.connect().execute(f"CREATE TABLE rows AS SELECT * FROM read_csv('{sys.argv[1]}')")
"""


@dataclass(frozen=True, slots=True)
class LargeStep:
    """A command in a process of its own: seconds, and the most memory that it held, in MB."""

    name: str
    seconds: float
    memory: int


def steps(data: Path, aside: Path, rows: int) -> tuple[int, list[LargeStep]]:
    """Write the file, then read it plainly, take it in (clean, and with a faulty line in a thousand), and build."""
    folder = aside / "folder"
    strategy = _folder(data, folder)
    clean, faulty = aside / "clean.csv", aside / "faulty.csv"
    count = _write(clean, strategy, rows, 0)
    _write(faulty, strategy, rows, 1000)
    etl = [sys.executable, "-m", "etl"]
    taking = ["--yes", "--by", "benchmark", "--accept-good", "--accept-doubtful", "--data", str(folder)]
    floor = [sys.executable, "-c", FLOOR, str(clean)]
    return count, [
        _run("DuckDB read_csv", floor),
        _run("import --dry-run, one line in 1 000 faulty", [*etl, "import", str(faulty), *taking, "--dry-run"]),
        _run("import", [*etl, "import", str(clean), *taking]),
        _run("build", [*etl, "build", "--data", str(folder)]),
        _run("DuckDB read_csv, again", floor),
    ]


def _folder(data: Path, folder: Path) -> Strategy:
    """The real catalogue and histories, with parts that nobody counts."""
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("releases", ".*"))
    parts = (f'\n[part_{n}.text]\nfi = "osa {n}"\nsv = "del {n}"\nen = "part {n}"\n' for n in range(PARTS))
    with (folder / "catalogue" / "breakdowns.toml").open("a", encoding="utf-8") as file:
        file.writelines(parts)
    return read_record(folder).strategy


def _write(file: Path, strategy: Strategy, rows: int, every: int) -> int:
    """A file of about so many rows; every so-manieth line has a decimal comma, unless `every` is 0."""
    measures = [
        m for m in strategy.measures.values()
        if m.role == "context" and m.kind == "numeric" and not m.formula and m.sources and m.hide_below is None
    ]  # fmt: skip
    each = min(-(-rows // len(measures)), PARTS * len(strategy.areas) * len(MONTHS))
    with file.open("w", encoding="utf-8") as to:
        to.write(HEADER)
        number = 0
        for measure in measures:
            for line in islice(_lines(measure, strategy), each):
                number += 1
                to.write(re.sub(r"\.(?=\d,)", ",", line, count=1) if every and number % every == 0 else line)
    return each * len(measures)


def _lines(measure: Measure, strategy: Strategy) -> Iterator[str]:
    low = measure.lowest or 0.0
    width = (measure.highest if measure.highest is not None else low + 100.0) - low
    end = f"stated,{measure.sources[0]},final,high,,"
    for part, area, (place, month) in product(range(PARTS), strategy.areas, enumerate(MONTHS)):
        value = low + width * ((place * 37 + part * 11) % 1000) / 1000
        yield f"{measure.id},{month},{value:.1f},2020-01-31,{end}{area},part_{part}\n"


def _run(name: str, command: list[str]) -> LargeStep:
    begun = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = _wait(process)
    if status:
        raise RuntimeError(f"{name} ended with {status}")
    return LargeStep(name, perf_counter() - begun, used.ru_maxrss >> 10)


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, int, resource.struct_rusage]:
    ended = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended[1])
    return ended
