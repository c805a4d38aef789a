"""A data folder of any size: the real catalogue, with histories that nobody measured."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from etl.record import read_record
from strategy.model import Measure, Strategy

YEARS = range(1980, 2020)
COLUMNS = "period,value,known,known_basis,source,quality,confidence,note,area\n"


def write(data: Path, out: Path, rows: int) -> int:
    """Write a folder of about `rows` rows (revisions of every year, measure and area); returns how many there are."""
    strategy = read_record(data).strategy
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(data / "catalogue", out / "catalogue")
    (out / "histories").mkdir()
    measures = [m for m in strategy.measures.values() if m.kind == "numeric" and not m.formula and m.sources]
    each = -(-rows // len(measures))
    for measure in measures:
        lines = islice(_lines(measure, strategy), each)
        (out / "histories" / f"{measure.id}.csv").write_text(COLUMNS + "".join(lines), "utf-8")
    return each * len(measures)


def _lines(measure: Measure, strategy: Strategy) -> Iterator[str]:
    """One line per revision, area and year; a year's figure is first known in the year after it."""
    middle = ((measure.lowest or 0.0) + (measure.highest if measure.highest is not None else 100.0)) / 2
    for month, area, year in product(range(1, 12 * 40), strategy.areas, YEARS):
        known = f"{year + 1 + month // 12}-{month % 12 + 1:02d}-15"
        value = middle * (1 + (year * 7 + month) % 100 / 1000)
        yield f"{year},{value:.2f},{known},stated,{measure.sources[0]},final,high,,{area}\n"
