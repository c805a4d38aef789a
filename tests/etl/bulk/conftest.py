"""Files of many rows for the made-up town, and what the code that reads small files says of each of their lines."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from etl.bulk.rejects import check
from etl.bulk.staging import MAY_BE, NEEDED
from etl.reading.fields import Fields
from etl.reading.histories import RowContext, read_row
from etl.reading.measures import declared
from etl.reading.values import CSV
from etl.record.suppression import suppress_few
from etl.reporting.problems import Problem, Where
from strategy.model.catalogue import Strategy
from strategy.model.record import Observation

COLUMNS = (*NEEDED, *MAY_BE)
HEADER = ",".join(COLUMNS)
# fmt: off
GOOD = {
    "measure": ["1.1-a", "1.1-a", "1.1-k", "1.1-f", "2.1-t1"],
    "period": ["2018", "2019", "2019", "2020", "2019-06", "2019-Q3", "2018-08/2019-07", "2019/2020", "2019-02/2019-05",
               "2019-01/2019-12", "2019-01/2019-06"],
    "value": ["5", "5", "0", "-0", "3", "99.5", "0.25", "007", "100", ""],
    "known": ["", "", "2020-03-31", "2021-03-31", "2021-05-01", "2022-01-15"],
    "known_basis": ["unknown", "unknown", "stated", "stated", "rule"],
    "source": ["koivula_strategy", "koivula_strategy", "newspaper", "statistics"],
    "quality": ["final", "final", "preliminary", "estimate", "budget"],
    "confidence": ["high", "medium", "low"],
    "note": ["", "", "preliminary", "other_definition"],
    "area": ["", "901", "902"],
    "breakdown": ["", "women"],
    "n": ["", "", "0", "2", "64", "007"],
    "missing": ["", "", "", "not_collected", "withdrawn"],
    "day": ["", "", "", "2018-05-31", "2019-12-31"],
    "low": [""] * 20 + ["3"],
    "high": [""] * 20 + ["5"],
}
BOUNDS = [("3", ""), ("", "5"), ("0", "4.5"), ("99", "100"), ("", "0"),
          ("5", "5"), ("6", "5"), ("", ""), ("-1", ""), ("", "101")]  # fmt: skip
"""Limits of a row of quality `bound`; those of the second line are wrong, or so beyond natural limits."""
BAD = {
    "measure": ["", "1.1-z", "2.1-a", "2.1-f", "1.1-A", "1.1-a ", "'"],
    "period": ["", "2019-13", "2021/2019", "1799", "2200", "2019 ", "0000", "19", "2019-00", "2019-Q5",
               "2019-12/2019-01",
               "2019/2019"],
    "value": ["5,5", "x", "1e3", "5.", ".5", " 5", "+5", "inf", "nan", "1000000000000000", "9" * 400, "-1", "101",
              "\u0663",
              "--5", "5-"],
    "known": ["2019-13-01", "2019-1-5", "2019/01/05", "1799-12-31", "2200-01-01", "infinity", "2019-02-29",
              "2000-01-01",
              "20190105", "2019-01-05 "],
    "known_basis": ["", "Stated", "guess"],
    "source": ["", "nobody", "statistics "],
    "quality": ["", "FINAL", "best"],
    "confidence": ["", "sure"],
    "note": ["nothing", " "],
    "area": ["XYZ", "235"],
    "breakdown": ["men ", "nobody"],
    "n": ["-1", "1.5", "2147483648", "9999999999999999", "x", "-0"],
    "missing": ["lost", "Withdrawn"],
    "day": ["2019-06-31", "today", "2023-01-01", "-infinity"],
    "low": ["x", "1e3", "3,5", "1000000000000000"],
    "high": ["inf", "nan", "5."],
}
# fmt: on


def lines(seed: int, count: int, bad: float) -> list[str]:
    """So many lines below the header, each cell wrong with a probability of `bad`."""
    made = random.Random(seed)
    found = []
    for _ in range(count):
        cells = [made.choice(BAD[name] if made.random() < bad else GOOD[name]) for name in COLUMNS]
        if made.random() < 0.1:
            low, high = made.choice(BOUNDS if made.random() < bad else BOUNDS[:5])
            told = {"value": "", "missing": "", "quality": "bound", "low": low, "high": high}
            cells = [told.get(name, cell) for name, cell in zip(COLUMNS, cells, strict=True)]
        if made.random() < bad / 2:
            cells = made.choice([cells[:-1], [*cells, ""], [*cells, "x", "y"], [""] * len(cells), []])
        found.append(",".join(f'"{c}"' if made.random() < 0.02 and '"' not in c else c for c in cells))
    return found


def write(path: Path, rows: Iterable[str], header: str = HEADER) -> Path:
    """A file with these lines below a header."""
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    return path


class Slow:
    """What a careful reader makes of the same lines, one by one."""

    def __init__(self, strategy: Strategy, rows: Sequence[str], held: Sequence[Observation] = ()) -> None:
        self.good: dict[int, Observation] = {}
        self.refused: dict[int, str] = {}
        self._strategy = strategy
        for number, text in enumerate(rows, 2):
            self._read(number, text)
        self._doubled()
        self._withdrawn(held)
        self._hide()

    def _read(self, number: int, text: str) -> None:
        if not text:
            return
        cells = next(csv.reader([text], strict=True))
        if len(cells) != len(COLUMNS):
            self.refused[number] = "aside"
            return
        row = {name: cell for name, cell in zip(COLUMNS, cells, strict=True) if cell}
        problems: list[Problem] = []
        check(Fields(row, Where("x"), problems, CSV), self._strategy)
        if problems:
            self.refused[number] = "wrong"
            return
        fields = Fields(row, Where("x"), problems, CSV)
        measure = self._strategy.measures[row["measure"]]
        found = read_row(fields, measure, RowContext(self._strategy, declared(self._strategy)))
        assert found is not None
        self.good[number] = found

    def _doubled(self) -> None:
        seen: set[object] = set()
        for number, row in list(self.good.items()):
            key = (_key(row), row.known)
            if key in seen:
                self.refused[number] = "doubled"
                del self.good[number]
            seen.add(key)

    def _withdrawn(self, held: Sequence[Observation]) -> None:
        every = [*self.good.values(), *held]
        for number, row in list(self.good.items()):
            earlier = [
                r for r in every
                if row.known and _key(r) == _key(row) and r.tells and (r.known or date.min) < row.known
            ]  # fmt: skip
            if row.missing == "withdrawn" and not earlier:
                self.refused[number] = "withdrawn"
                del self.good[number]

    def _hide(self) -> None:
        self.good = dict(zip(self.good, suppress_few(self._strategy, self.good.values()), strict=True))


def _key(row: Observation) -> tuple[object, ...]:
    return (row.measure, row.area, row.period, row.breakdown)
