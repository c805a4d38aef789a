"""Reads the histories: one CSV per measure, each row a figure, or the reason why there is none, as it became known.

Checks each row by itself and against the rows of its file; derived series are computed in `etl.record.derive`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from etl.reading.documents import read_text, strangers
from etl.reading.fields import Fields
from etl.reading.measures import KnownIds, declared, limits, outside
from etl.reading.values import CSV
from etl.reporting import Problem, Where, nearest, problem, show_path
from strategy.model import (
    CONFIDENCES,
    KNOWN_BASES,
    MISSING,
    QUALITIES,
    Measure,
    Observation,
    Period,
    Strategy,
    add_months,
)

COLUMNS = ("period", "value", "known", "known_basis", "source", "quality", "confidence", "note")
OPTIONAL_COLUMNS = ("area", "breakdown", "n", "missing", "day", "origin", "accepted_by", "low", "high")
Key = tuple[str, Period, str]
Row = tuple[Fields, Observation]


class RowContext(NamedTuple):
    """What a row is held against: the strategy, and the ids that rows may name."""

    strategy: Strategy
    known: KnownIds


def read_histories(
    data: Path,
    strategy: Strategy,
    problems: list[Problem],
    known: KnownIds | None = None,
    unsure: list[Row] | None = None,
) -> tuple[Observation, ...]:
    """All rows of all histories, by measure in the strategy's order; what is wrong is added to `problems`.

    `known` are the ids that rows may name; without it, those of the strategy. Rows that withdraw a value which is not
    in their file are added to `unsure`, where it is given: the value may stand in a file of many rows (`etl.bulk`).
    """
    ids = known or declared(strategy)
    folder = data / "histories"
    if data.is_dir() and not folder.is_dir():
        problems.append(problem(Where(show_path(folder)), "no_histories"))
    strangers(folder, ".csv", [], problems)
    files = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    for name, path in files.items():
        if ids.measures is not None and name not in ids.measures:
            where = Where(show_path(path))
            problems.append(problem(where, "history_of_nobody", name, near=nearest(name, ids.measures)))
    with_file = [m for m in strategy.measures.values() if m.id in files]
    given = RowContext(strategy, ids)
    return tuple(o for m in with_file for o in _read_history(files[m.id], m, given, problems, unsure))


def _read_history(
    path: Path, measure: Measure, given: RowContext, problems: list[Problem], unsure: list[Row] | None
) -> list[Observation]:
    where = Where(show_path(path))
    if measure.formula or measure.kind != "numeric":
        code = "derived_history" if measure.formula else "not_numeric"
        problems.append(problem(where, code, path.name, kind=measure.kind))
        return []
    rows = [(fields, read_row(fields, measure, given)) for fields in _cells(path, where, problems)]
    read = [(fields, row) for fields, row in rows if row is not None]
    _check_doubled(read)
    withdrawn = _withdrawn_unseen(read)
    if unsure is None:
        tell_unseen(withdrawn)
    else:
        unsure.extend(withdrawn)
    return [row for _, row in read]


def _cells(path: Path, where: Where, problems: list[Problem]) -> Iterator[Fields]:
    text = read_text(path, problems)
    if text is None:
        return
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(lines, [])
        if not header_is_right(header, where.at("line", 1), problems):
            return
        for cells in lines:
            if cells:
                yield from _one(header, cells, where.at("line", lines.line_num), problems)
    except csv.Error as wrong:
        problems.append(problem(where.at("line", lines.line_num), "csv", wrong))


def header_is_right(
    header: Sequence[str],
    where: Where,
    problems: list[Problem],
    needed: Sequence[str] = COLUMNS,
    may_be: Sequence[str] = OPTIONAL_COLUMNS,
) -> bool:
    """Whether a header names the columns that a file needs and none but those it may have, each once."""
    found = len(problems)
    shown = ",".join(header)
    if len(header) == 1 and ";" in shown:
        problems.append(problem(where, "semicolons", shown))
        return False
    for name in needed:
        if name not in header:
            problems.append(problem(where, "column_missing", shown, name=name))
    for name in dict.fromkeys(header):
        if name not in (*needed, *may_be):
            near = nearest(name, (*needed, *may_be))
            problems.append(problem(where, "column_unknown", name, near=near, words=", ".join(may_be)))
        elif header.count(name) > 1:
            problems.append(problem(where, "column_twice", name))
    return len(problems) == found


def _one(header: Sequence[str], cells: Sequence[str], where: Where, problems: list[Problem]) -> Iterator[Fields]:
    if len(cells) != len(header):
        shown = ",".join(cells)
        problems.append(problem(where, "cell_count", shown, found=len(cells), columns=len(header)))
        return
    yield Fields({name: cell for name, cell in zip(header, cells, strict=True) if cell}, where, problems, CSV)


def read_row(fields: Fields, measure: Measure, given: RowContext) -> Observation | None:
    """The row of one line, checked by itself; what is wrong is collected. None where nobody can tell of what it is."""
    strategy, known = given
    found = len(fields.problems)
    source = fields.known("source", known.sources) or ""
    note = fields.known("note", known.notes, need=False)
    period = fields.period("period", need=True)
    row = Observation(
        measure=measure.id,
        area=fields.known("area", known.areas, need=False) or strategy.home,
        period=period or Period.years(1, 1),
        value=fields.number("value"),
        source=source,
        breakdown=fields.known("breakdown", known.breakdowns, need=False) or "",
        missing=fields.one_of("missing", MISSING) if "missing" in fields else None,
        quality=fields.one_of("quality", QUALITIES),
        confidence=fields.one_of("confidence", CONFIDENCES),
        known=fields.day("known"),
        known_basis=fields.one_of("known_basis", KNOWN_BASES),
        note=note,
        n=fields.whole("n"),
        day=fields.day("day"),
        origin=fields.origin(),
        accepted_by=fields.text("accepted_by", need=False),
        comparable=note is None or note not in strategy.notes or strategy.notes[note].comparable,
        secondary=not strategy.sources[source].own if source in strategy.sources else False,
        low=fields.number("low"),
        high=fields.number("high"),
    )
    if len(fields.problems) > found:
        return row if period else None
    _check_row(fields, row, measure)
    _check_known(fields, row, strategy)
    return row


def _check_row(fields: Fields, row: Observation, measure: Measure) -> None:
    if row.quality == "bound" or row.is_bound:
        _check_bound(fields, row, measure)
    elif (row.value is None) == (row.missing is None):
        fields.wrong("value", "value_or_missing")
    if row.value is not None and outside(measure, row.value):
        fields.wrong("value", "outside", limits=limits(measure))
    if row.source not in measure.sources:
        fields.wrong("source", "source_of_other", measure=measure.id, words=", ".join(measure.sources))
    if row.day is not None and row.day > row.period.last_day:
        fields.wrong("day", "day_after_period", period=row.period)


def _check_bound(fields: Fields, row: Observation, measure: Measure) -> None:
    """Limits stand alone, with their quality, in their order, and inside what the measure can be."""
    if not row.is_bound:
        fields.wrong("low", "bound_without_limits")
    elif row.quality != "bound":
        fields.wrong("quality", "limits_without_bound")
        return
    for name in ("value", "missing"):
        if getattr(row, name) is not None:
            fields.wrong(name, "beside_limits")
    if row.low is not None and row.high is not None and row.low >= row.high:
        fields.wrong("low", "low_over_high" if row.low > row.high else "limits_alike", high=f"{row.high:.15g}")
    for name, limit in (("low", row.low), ("high", row.high)):
        if limit is not None and outside(measure, limit):
            fields.wrong(name, "outside", limits=limits(measure))


def _check_known(fields: Fields, row: Observation, strategy: Strategy) -> None:
    if (row.known is None) != (row.known_basis == "unknown"):
        fields.wrong("known", "known_unknown" if row.known else "known_missing", basis=row.known_basis)
    elif row.known_basis == "rule":
        _check_rule(fields, row, strategy)
    elif row.known and row.tells and row.quality != "budget" and row.known < _begins(row):
        fields.wrong("known", "known_before", begins=_begins(row))


def _begins(row: Observation) -> date:
    """The earliest day a value can be known: a tax rate is decided, and so known, in the year before its own."""
    return row.day or row.period.first_day.replace(year=row.period.first_day.year - 1)


def _check_rule(fields: Fields, row: Observation, strategy: Strategy) -> None:
    source = strategy.sources.get(row.source)
    if source is None:
        return
    if source.lag_months is None:
        fields.wrong("known_basis", "no_rule", source=source.id)
    elif row.known != (day := add_months(row.period.last_day, source.lag_months)):
        fields.wrong("known", "rule_day", day=day, lag=source.lag_months)


def _key(row: Observation) -> Key:
    return (row.area, row.period, row.breakdown)


def _check_doubled(rows: Sequence[Row]) -> None:
    first: dict[tuple[Key, date | None], Fields] = {}
    for fields, row in rows:
        key = (_key(row), row.known)
        if key in first:
            line = first[key].where.steps[-1][1]
            fields.wrong("period", "doubled", line=line)
        first.setdefault(key, fields)


def _withdrawn_unseen(rows: Sequence[Row]) -> list[Row]:
    """The rows that withdraw a value which no row of the file had before."""
    valued: dict[Key, list[date]] = {}
    for _, row in rows:
        if row.tells:
            valued.setdefault(_key(row), []).append(row.known or date.min)
    return [
        (fields, row) for fields, row in rows
        if row.missing == "withdrawn" and not any(row.known and d < row.known for d in valued.get(_key(row), ()))
    ]  # fmt: skip


def tell_unseen(rows: Sequence[Row]) -> None:
    """Collect that there was no value to withdraw."""
    for fields, _ in rows:
        fields.wrong("missing", "nothing_withdrawn")
