"""The rows of one made-up history: those written out in a story and those that a wave makes, as the cells of a CSV.

A line of a story is `period value`, or `period reason` where a figure is missing, with `name=cell` for any other column
after it: `2021 89.6 n=121 day=2021-05-14`. A row becomes known by the rule of the demo's source unless it says `known=`
a day, or `known=unknown`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from strategy.model import MISSING, Period, add_months

COLUMNS = (
    "period", "value", "known", "known_basis", "source", "quality", "confidence", "note", "area", "breakdown", "n",
    "missing", "day", "low", "high",
)  # fmt: skip
LAG_MONTHS = 2
"""The rule of the demo's source: a period becomes known so many months after its end."""
Cells = Mapping[str, str]


class StoryError(ValueError):
    """A story cannot be read; the text names the line."""


def told(lines: str) -> Iterator[Cells]:
    """The rows that a story writes out, a line each."""
    for line in filter(None, map(str.strip, lines.splitlines())):
        period, value, *more = line.split()
        cells = dict(part.split("=", 1) for part in more if "=" in part)
        if len(cells) < len(more) or not cells.keys() <= set(COLUMNS):
            raise StoryError(line)
        yield row(period, value, **cells)


def row(period: str, value: str, **cells: str) -> Cells:
    """The cells of one row; `value` is a number, a reason why there is none, or `bound` where limits follow."""
    kind = "missing" if value in MISSING else "quality" if value == "bound" else "value"
    given = {"period": period, kind: value}
    usual = {"source": "demo", "quality": "final", "confidence": "high"}
    return {**usual, **given, **cells, **_known(period, cells.get("known"))}


def _known(period: str, known: str | None) -> Cells:
    if known == "unknown":
        return {"known": "", "known_basis": "unknown"}
    if known is not None:
        return {"known": known, "known_basis": "stated"}
    day = add_months(Period.parse(period).last_day, LAG_MONTHS)
    return {"known": day.isoformat(), "known_basis": "rule"}


def to_csv(rows: Iterable[Cells]) -> str:
    """The history as CSV text, in the order given."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
