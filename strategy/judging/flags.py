"""What is said beside a status: where its figures come from, how many they are, how old, how certain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from strategy.judging.evidence import (
    CADENCE_MONTHS,
    CHANGES,
    EPSILON,
    FEW_POINTS,
    FLAGS,
    SMALL_N,
    STALE_CADENCES,
    Case,
    Ruling,
    Standing,
    starting,
)
from strategy.model import position


def flagged(case: Case, ruling: Ruling, on: date) -> tuple[str, ...]:
    """The flags of a ruling, in the order of `FLAGS`."""
    found = {
        *_of_rows(case, ruling), *_of_pace(ruling), *_of_time(case, ruling, on), *_of_target(case, ruling),
        *_of_baseline(ruling),
    }  # fmt: skip
    return tuple(f for f in FLAGS if f in found)


def _basis(ruling: Ruling) -> Iterator[Standing]:
    """The figures a status rests on: the value or its parts, the reference, and the baseline it is measured from."""
    first = ruling.start.standing if ruling.start else None
    used = ruling.used if first is None or not ruling.used else (*ruling.used, first)
    # what was made of finer figures is as sure as they are
    return (leaf for standing in used for leaf in standing.parts or (standing,))


def _of_rows(case: Case, ruling: Ruling) -> Iterator[str]:
    ranked = case.measure.rank or (ruling.judgement.target is not None and ruling.judgement.target.kind == "best_of")
    for standing in _basis(ruling):
        row = standing.row
        if row.quality in ("preliminary", "estimate"):
            yield row.quality
        if row.secondary:
            yield "secondary_source"
        if row.confidence == "low":
            yield "low_confidence"
        if standing.corrected:
            yield "revised"
        if row.n is not None and row.n < SMALL_N and not ranked:
            yield "small_n"


def _of_pace(ruling: Ruling) -> Iterator[str]:
    if ruling.carries and ruling.judgement.values_after <= FEW_POINTS:
        yield "few_points"


def _of_time(case: Case, ruling: Ruling, on: date) -> Iterator[str]:
    if ruling.broken:
        yield "series_break"
    if ruling.beyond_record:
        yield "beyond_record"
    newest = case.evidence.newest(on)
    if newest is None:
        return
    calendar = case.measure.calendar
    if calendar is not None:
        limit = STALE_CADENCES * CADENCE_MONTHS[calendar.every] / 12
        if position(on) - newest.at > limit + EPSILON:
            yield "stale"
    start = starting(case.measure, case.evidence, ruling.judgement.target, on)
    if start is not None and start.standing is None and newest.at < start.at - EPSILON:
        yield "baseline_after_value"


def _of_target(case: Case, ruling: Ruling) -> Iterator[str]:
    target = ruling.judgement.target
    if target is None:
        return
    if "inferred" in (target.evidence, target.number_evidence, case.measure.direction_evidence):
        yield "inferred"


def _of_baseline(ruling: Ruling) -> Iterator[str]:
    """Whether the baseline is not what the strategy printed, or was first reported."""
    target, start = ruling.judgement.target, ruling.start
    if start is None or not (start.moved or (start.standing is not None and start.standing.corrected)):
        return
    if ruling.used:
        yield "revised"
    if target is not None and target.kind in CHANGES and ruling.judgement.group != "not_judged":
        yield "target_moved"
