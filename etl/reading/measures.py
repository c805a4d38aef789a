"""Reads the measures of a goal or of its context file, with baseline, calendar, formula, stages and targets."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from etl.reading.fields import Fields, Ids
from etl.reading.targets import ANY_MEASURE, LEVELS, MILESTONES, Comparable, read_quote, read_target
from etl.reporting import problem
from strategy.model import (
    AGGREGATES,
    CADENCES,
    DIRECTIONS,
    EVIDENCE,
    KINDS,
    ROLES,
    TARGET_KINDS,
    Baseline,
    Calendar,
    Formula,
    Measure,
    Stage,
    Strategy,
    Target,
)

FORMULAS = ("growth_percent", "mean_of_years", "reduction_percent")
FORMULA_NEEDS = {"growth_percent": (), "mean_of_years": ("years",), "reduction_percent": ("base",)}
GOAL_ID = re.compile(r"\d{1,4}\.\d{1,4}", re.ASCII)
_MEASURE_ID = re.compile(GOAL_ID.pattern + r"-[a-z]\d{0,4}", re.ASCII)
_CONTEXT_ID = re.compile(GOAL_ID.pattern + r"-t\d{1,4}", re.ASCII)
_STAGE_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_DECIMALS = 6
LONGEST_LAG = 120
"""No publisher lets its readers wait for more than ten years."""


@dataclass(frozen=True, slots=True)
class KnownIds:
    """The ids that the catalogue declares; None for those whose own file could not be read."""

    sectors: Ids
    units: Ids
    areas: Ids
    sources: Ids
    notes: Ids
    breakdowns: Ids
    focus_areas: Ids
    goals: Ids
    actions: Ids
    owners: Ids
    measures: Ids
    text_language: str = ""
    """The language of the strategy's own words; empty where it could not be read."""


def declared(strategy: Strategy) -> KnownIds:
    """The ids of a strategy that was read without a problem."""
    return KnownIds(
        strategy.sectors, strategy.units, strategy.areas, strategy.sources, strategy.notes, strategy.breakdowns,
        strategy.focus_areas, strategy.goals, strategy.actions, strategy.owners, strategy.measures,
        strategy.text_language,
    )  # fmt: skip


def read_measure(fields: Fields, goal: str, role: str, known: KnownIds) -> Measure:
    """One `[[measure]]` of `goal`; `role` is that of the file it stands in."""
    kind = fields.one_of("kind", KINDS)
    direction = fields.one_of("direction", DIRECTIONS, "" if kind == "numeric" else "none")
    stages = tuple(_stage(item) for item in fields.tables("stage"))
    measure = Measure(
        id=_id(fields, goal, role),
        goal=goal,
        role=_role(fields, role),
        kind=kind,
        name=fields.words("name"),
        quote=read_quote(fields, known.text_language, need=role == "strategy"),
        unit=fields.known("unit", known.units, need=kind == "numeric"),
        decimals=_decimals(fields, kind),
        direction=direction,
        direction_evidence=fields.one_of("direction_evidence", EVIDENCE, "stated" if direction == "none" else ""),
        baseline=_baseline(fields, known.text_language),
        targets=_targets(fields, stages, known),
        sectors=_sectors(fields, role, known),
        sector_evidence=fields.one_of("sector_evidence", EVIDENCE),
        sources=fields.knowns("sources", known.sources),
        calendar=_calendar(fields),
        tolerance=fields.number("tolerance"),
        material_change=fields.number("material_change"),
        lowest=fields.number("lowest"),
        highest=fields.number("highest"),
        owners=fields.knowns("owners", known.owners, need=False),
        owner_evidence=fields.one_of("owner_evidence", EVIDENCE, "stated"),
        actions=fields.knowns("actions", known.actions, need=False),
        action_evidence=fields.one_of("action_evidence", EVIDENCE, "inferred"),
        twin=fields.known("twin", known.measures, need=False),
        definition=fields.maybe_words("definition"),
        remark=fields.maybe_words("remark"),
        formula=_formula(fields, known.measures),
        reference_line=fields.known("reference_line", known.measures, need=False),
        aggregate=fields.one_of("aggregate", AGGREGATES) if "aggregate" in fields else None,
        stages=stages,
        rank=fields.truth("rank", default=False),
        search_words=fields.text("search_words", need=False, empty=True),
        hide_below=fields.whole("hide_below", lowest=1),
    )
    _check(fields, measure)
    fields.done()
    return measure


def _id(fields: Fields, goal: str, role: str) -> str:
    shown = goal if GOAL_ID.fullmatch(goal) else "1.3"  # a code that is refused itself is no example
    own = role == "strategy"
    pattern, form, rule = (
        (_MEASURE_ID, f"{shown}-a, {shown}-g1", "rule_measure") if own else (_CONTEXT_ID, f"{shown}-t1", "rule_context")
    )
    found = fields.matching("id", pattern, form, rule)
    context = bool(_CONTEXT_ID.fullmatch(found))
    if pattern.fullmatch(found) and (not found.startswith(f"{goal}-") or context != (role == "context")):
        fields.wrong("id", rule, form=form)
    return found


def _role(fields: Fields, role: str) -> str:
    if fields.one_of("role", ROLES, role) != role:
        fields.wrong("role", "role", role=role)
    return role


def _sectors(fields: Fields, role: str, known: KnownIds) -> tuple[str, ...]:
    """The sectors; a measure of the strategy without one would be nobody's, and missing from every list by sector."""
    found = fields.knowns("sectors", known.sectors)
    if role == "strategy" and not found and fields.empty_list("sectors"):
        fields.wrong("sectors", "no_sector")
    return found


def _decimals(fields: Fields, kind: str) -> int:
    return fields.whole("decimals", need=kind == "numeric", highest=MOST_DECIMALS) or 0


def _stage(fields: Fields) -> Stage:
    found = Stage(fields.matching("id", _STAGE_ID, "", "rule_word"), fields.words("name"))
    fields.done()
    return found


def _baseline(fields: Fields, text_language: str) -> Baseline | None:
    inner = fields.table("baseline")
    if inner is None:
        return None
    value, period = inner.number("value"), inner.period("period", need=True)
    quote = read_quote(inner, text_language, need=False)
    inner.done()
    return Baseline(value, period, quote) if period else None


def _calendar(fields: Fields) -> Calendar | None:
    inner = fields.table("calendar")
    if inner is None:
        return None
    every, anchor = inner.one_of("every", CADENCES), inner.period("anchor", need=True)
    lag = inner.whole("lag_months", highest=LONGEST_LAG)
    inner.done()
    return Calendar(every, anchor, lag) if anchor else None


def _formula(fields: Fields, measures: Ids) -> Formula | None:
    inner = fields.table("formula")
    if inner is None:
        return None
    found = Formula(
        name=inner.one_of("name", FORMULAS),
        of=inner.known("of", measures) or "",
        years=inner.whole("years", lowest=2),
        base=inner.period("base"),
    )
    needs = FORMULA_NEEDS.get(found.name, ("years", "base"))
    for name in ("years", "base"):
        if (name in inner) != (name in needs) and found.name in FORMULAS:
            inner.wrong(name, "target_needs" if name in needs else "target_unused", kind=found.name)
    inner.done()
    return found


def _targets(fields: Fields, stages: tuple[Stage, ...], known: KnownIds) -> tuple[Target, ...]:
    compared = Comparable(known.areas, known.measures, known.text_language)
    ids = tuple(s.id for s in stages)
    return tuple(read_target(item, ids, compared) for item in fields.tables("target"))


def _check(fields: Fields, measure: Measure) -> None:
    for name in ("tolerance", "material_change"):
        if (getattr(measure, name) or 0) < 0:
            fields.wrong(name, "too_low", lowest=0)
    if measure.lowest is not None and measure.highest is not None and measure.lowest > measure.highest:
        fields.wrong("lowest", "low_over_high", high=measure.highest)
    stages = [stage.id for stage in measure.stages]
    for stage in {s for s in stages if stages.count(s) > 1}:
        fields.problems.append(problem(fields.where.at("stage", stage), "twice", stage, id=stage))
    if measure.role == "context":
        fields.refuse("target", "context_target")
    if measure.kind != "numeric":
        for name in ("formula", "hide_below"):
            fields.refuse(name, "numeric_only", kind=measure.kind)
    _check_levels(fields, measure)
    _check_target_kinds(fields, measure)


def _check_levels(fields: Fields, measure: Measure) -> None:
    levels = [(fields.where.at("part", "baseline"), measure.baseline.value if measure.baseline else None)]
    levels += [(fields.where.at("target", i), t.value) for i, t in enumerate(measure.targets, 1) if t.kind in LEVELS]
    for where, value in levels:
        if value is not None and outside(measure, value):
            fields.problems.append(problem(where.at("field", "value"), "outside", value, limits=limits(measure)))


def _check_target_kinds(fields: Fields, measure: Measure) -> None:
    numeric = measure.kind == "numeric"
    for number, target in enumerate(measure.targets, 1):
        where = fields.where.at("target", number).at("field", "kind")
        if measure.kind == "milestone" and target.kind == "count":
            fields.problems.append(problem(where, "count_of_milestone", target.kind))
            continue
        fits = target.kind in ANY_MEASURE or (target.kind in MILESTONES) != numeric or target.kind == "count"
        if measure.kind in KINDS and target.kind in TARGET_KINDS and not fits:
            fields.problems.append(problem(where, "target_kind", target.kind, kind=measure.kind))


def outside(measure: Measure, value: float) -> bool:
    """Whether a value lies outside the natural limits of its measure; swapped limits are a problem of their own."""
    low = -math.inf if measure.lowest is None else measure.lowest
    high = math.inf if measure.highest is None else measure.highest
    return low <= high and not low <= value <= high


def limits(measure: Measure) -> str:
    """The natural limits as they are named in a problem: `0 … 100`, `≥ 0`, `≤ 100`."""
    low, high = (None if v is None else f"{v:.15g}" for v in (measure.lowest, measure.highest))
    if low is None or high is None:
        return f"≤ {high}" if low is None else f"≥ {low}"
    return f"{low} … {high}"
