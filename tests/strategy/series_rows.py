"""Rows written as short as they can be, for tests of what is made of a series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from strategy.model.catalogue import Measure
from strategy.model.periods import Period
from strategy.model.record import Observation
from strategy.model.vocabulary import Text
from strategy.texts.formats import shortest

SAME = Text("x", "x", "x")
MEASURE = Measure(
    id="m", goal="1.1", role="context", kind="numeric", name=SAME, quote="", unit="persons", decimals=0,
    direction="none", direction_evidence="stated", baseline=None, targets=(), sectors=(), sector_evidence="stated",
    sources=("s",),
)  # fmt: skip


def rows(series: str, area: str = "235", part: str = "", **changes: Any) -> tuple[Observation, ...]:
    """Rows from `2019 1, 2020 -, 2021 3 preliminary`: period, value (`-`: none), then the quality."""
    found = []
    for written in filter(None, map(str.strip, series.split(","))):
        period, value, *quality = written.split()
        row = Observation("m", area, Period.parse(period), None if value == "-" else float(value), "s", part)
        row = replace(row, missing="not_collected" if value == "-" else None, quality=(quality or ["final"])[0])
        found.append(replace(row, **changes))
    return tuple(found)


def months(year: int, *values: float) -> str:
    """A year's months as `rows` reads them, from January on."""
    return ", ".join(f"{year}-{number:02d} {value}" for number, value in enumerate(values, 1))


def written(found: Iterable[Observation], area: str = "") -> str:
    """The rows (of one area) as period and value, as `rows` reads them."""
    told = (row for row in found if area in ("", row.area))
    return ", ".join(f"{row.period} {'-' if row.value is None else shortest(row.value, 'en')}" for row in told)
