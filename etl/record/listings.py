"""The measures with their targets, and the observations, as CSV for programs: fixed columns, decimal point, no unit."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TextIO

from strategy.judging import newest_comment
from strategy.model import Calendar, Measure, Observation, Statement, Target

MEASURE_COLUMNS = (
    "id", "goal", "focus_area", "role", "kind", "name_fi", "name_sv", "name_en", "unit", "decimals", "direction",
    "baseline_value", "baseline_period", "target_kind", "target_op", "target_value", "target_low", "target_high",
    "target_base", "target_reference", "target_window", "target_period", "target_set", "target_evidence", "due",
    "tolerance", "sectors", "sector_evidence", "cadence",
)  # fmt: skip
STATEMENT_COLUMNS = (
    "comment_day", "comment_role", "comment_fi", "comment_sv", "comment_en", "accepted_from", "accepted_until",
    "accepted_paragraph",
)  # fmt: skip
OBSERVATION_COLUMNS = (
    "measure", "area", "period", "breakdown", "value", "missing", "quality", "confidence", "known", "known_basis",
    "source", "note", "low", "high",
)  # fmt: skip


def write_measures(
    measures: Iterable[Measure], to: TextIO, said: Mapping[str, Sequence[Statement]] | None = None
) -> None:
    """A line per target in the strategy's order; a measure without a target has one line with those columns empty.

    With `said`, the statements by measure, each line ends with the newest comment and the newest decision.
    """
    lines = csv.writer(to, lineterminator="\n")
    lines.writerow((*MEASURE_COLUMNS, *(STATEMENT_COLUMNS if said is not None else ())))
    for measure in measures:
        words = _said_cells(measure, said.get(measure.id, ())) if said is not None else []
        for target in measure.targets or (None,):
            lines.writerow([*_measure_cells(measure), *_target_cells(target), *_last_cells(measure), *words])


def _measure_cells(measure: Measure) -> list[str]:
    baseline = measure.baseline
    return [
        measure.id, measure.goal, measure.focus_area, measure.role, measure.kind, *measure.name, measure.unit or "",
        str(measure.decimals), measure.direction, number(baseline.value if baseline else None),
        str(baseline.period) if baseline else "",
    ]  # fmt: skip


def _target_cells(target: Target | None) -> list[str]:
    if target is None:
        return [""] * 12
    return [
        target.kind, target.op or "", number(target.value), number(target.low), number(target.high),
        _word(target.base), target.reference or "", _word(target.window), _word(target.period), _word(target.set_on),
        target.evidence, _word(target.due),
    ]  # fmt: skip


def _last_cells(measure: Measure) -> list[str]:
    sectors = "+".join(measure.sectors)
    return [number(measure.tolerance), sectors, measure.sector_evidence, _cadence(measure.calendar)]


def _said_cells(measure: Measure, said: Sequence[Statement]) -> list[str]:
    comment = newest_comment(measure, said, date.max, None)
    accepted = max((s for s in said if s.kind == "accepted"), key=lambda s: s.decided or date.min, default=None)
    words = [_word(comment.day), comment.role, *map(_word, comment.text)] if comment else [""] * 5
    held = (accepted.decided, accepted.until, accepted.paragraph) if accepted else (None,) * 3
    return [*words, *map(_word, held)]


def _cadence(calendar: Calendar | None) -> str:
    return calendar.every if calendar else ""


def _word(value: object) -> str:
    return "" if value is None else str(value)


def write_observations(rows: Iterable[Observation], to: TextIO) -> None:
    """A line per row, in the order given."""
    lines = csv.writer(to, lineterminator="\n")
    lines.writerow(OBSERVATION_COLUMNS)
    for row in rows:
        lines.writerow([
            row.measure, row.area, row.period, row.breakdown, number(row.value), row.missing or "", row.quality,
            row.confidence, _word(row.known), row.known_basis, row.source, row.note or "", number(row.low),
            number(row.high),
        ])  # fmt: skip


def as_known(rows: Iterable[Observation], known: date) -> Iterator[Observation]:
    """The one row per key that was valid on the day `known`; a row without a day counts as the earliest."""
    valid: dict[tuple[object, ...], Observation] = {}
    for row in rows:
        key = (row.measure, row.area, row.period, row.breakdown)
        if (row.known or date.min) <= known:
            before = valid.get(key)
            if before is None or (before.known or date.min) <= (row.known or date.min):
                valid[key] = row
    yield from valid.values()


def number(value: float | None) -> str:
    """The shortest text that reads back as the same number, without an exponent: `93`, `0.3333`, `31.9`."""
    if value is None:
        return ""
    text = f"{Decimal(repr(value + 0.0)):f}"
    return text.removesuffix(".0")
