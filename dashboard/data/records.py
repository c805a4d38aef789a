"""Rows of a release as the core's records; the other half of `etl`'s writing. No SQL and no database here.

A row is a mapping of column names to values, as etl/release/schema.sql names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from sys import intern
from typing import Any

from strategy.judging import StatusSpan
from strategy.meetings import agenda_of
from strategy.model import (
    LANGUAGES,
    AccessibilityLaw,
    Action,
    ActionEvent,
    Area,
    Baseline,
    Calendar,
    Cancellation,
    Event,
    FocusArea,
    Formula,
    Goal,
    KeptMeeting,
    Mark,
    Measure,
    Note,
    Observation,
    Owner,
    Period,
    Sector,
    Source,
    Stage,
    Statement,
    Strategy,
    Subgoal,
    Target,
    Text,
    Unit,
    Words,
)

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

_period = cache(Period.parse)  # of a few thousand periods, however many rows there are


def strategy_of(tables: Tables) -> Strategy:
    """The whole catalogue from its tables, each in the order of the strategy."""
    (head,) = tables["strategy"]
    return Strategy(
        id=head["id"],
        title=_text(head, "title"),
        values=_text(head, "values"),
        municipality=_text(head, "municipality"),
        accessibility_law=_law(head),
        **{key: head[key] for key in _HEAD},
        focus_areas=_by_id(map(_focus_area, tables["focus_area"])),
        sectors=_by_id(map(_sector, tables["sector"])),
        goals=_by_id(map(_goal, tables["goal"])),
        subgoals=_by_id(map(_subgoal, tables["subgoal"])),
        actions=_by_id(_actions(tables)),
        measures=_by_id(_measures(tables)),
        units=_by_id(map(_unit, tables["unit"])),
        areas=_by_id(Area(row["id"], _text(row, "name")) for row in tables["area"]),
        sources=_by_id(map(_source, tables["source"])),
        notes=_by_id(Note(row["id"], _text(row, "text"), row["comparable"]) for row in tables["note"]),
        owners=_by_id(Owner(row["id"], _text(row, "name"), _maybe_text(row, "remark")) for row in tables["owner"]),
        marks=tuple(Mark(row["measure"], row["day"], row["kind"], _text(row, "text")) for row in tables["mark"]),
        breakdowns={row["id"]: _text(row, "text") for row in tables["breakdown"]},
    )


_HEAD = (
    "home", "text_language", "first_year", "last_year", "review_day", "source", "population", "made_up",
    "max_age_months",
)  # fmt: skip


def observation(row: Row) -> Observation:
    """One figure, or the reason why there is none."""
    words: dict[str, Any] = {name: row[name] and intern(row[name]) for name in _WORDS}
    return Observation(period=_period(row["period"]), **words, **{name: row[name] for name in _OBSERVED})


def event(row: Row) -> Event:
    """A dated state of a milestone."""
    return Event(**{name: row[name] for name in _HAPPENED})


def action_event(row: Row) -> ActionEvent:
    """A dated state of an action."""
    return ActionEvent(**{name: row[name] for name in _DONE})


def statement(row: Row) -> Statement:
    """An owner's comment or an accepted deviation."""
    body = Words(*(row[f"body_{lang}"] for lang in LANGUAGES))
    text = Words(*(row[f"text_{lang}"] for lang in LANGUAGES))
    return Statement(text=text, body=body if any(body) else None, **{name: row[name] for name in _STATED})


def status_span(row: Row) -> StatusSpan:
    """From which day to which a status holds."""
    return StatusSpan(**{name: row[name] for name in _SPANNED})


_SPANNED = ("measure", "target", "known", "first_day", "last_day", "status", "unreported", "figures")


def meeting(row: Row) -> KeptMeeting:
    """A meeting, with its seal and that it was cancelled."""
    reason = Words(*(row[f"reason_{lang}"] for lang in LANGUAGES))
    cancelled = row["cancelled"] and Cancellation(row["cancelled"], reason if any(reason) else None)
    return KeptMeeting(agenda_of(row["agenda"]), row["sealed"], cancelled)


_STATED = ("measure", "kind", "day", "role", "until", "decided", "paragraph", "origin", "accepted_by")


_HAPPENED = ("measure", "day", "state", "source", "stage", "known", "note", "origin", "accepted_by", "occasion")


_DONE = ("action", "day", "state", "source", "known", "note", "origin", "accepted_by")


_OBSERVED = ("value", "known", "n", "day", "comparable", "secondary", "low", "high")


_WORDS = (
    "measure", "area", "source", "breakdown", "missing", "quality", "confidence", "known_basis", "note", "origin",
    "accepted_by",
)  # fmt: skip
"""What rows have in common: the database gives each of them letters of its own, two thirds of what it would weigh."""


def _by_id(things: Iterable[Any]) -> dict[str, Any]:
    return {thing.id: thing for thing in things}


def _text(row: Row, name: str) -> Text:
    return Text(row[f"{name}_fi"], row[f"{name}_sv"], row[f"{name}_en"])


def _maybe_text(row: Row, name: str) -> Text | None:
    return None if row[f"{name}_fi"] is None else _text(row, name)


def _maybe_period(text: str | None) -> Period | None:
    return None if text is None else _period(text)


def _grouped(rows: Iterable[Row], key: str) -> Mapping[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _law(head: Row) -> AccessibilityLaw | None:
    applies = _maybe_text(head, "accessibility_law_applies")
    return applies and AccessibilityLaw(
        applies=applies,
        supervision=_text(head, "accessibility_law_supervision"),
        supervisor=_text(head, "accessibility_law_supervisor"),
        site=_text(head, "accessibility_law_site"),
        answer_days=head["accessibility_law_answer_days"],
    )


def _focus_area(row: Row) -> FocusArea:
    return FocusArea(row["id"], _text(row, "name"), _text(row, "slogan"), row["headline"])


def _sector(row: Row) -> Sector:
    return Sector(row["id"], _text(row, "name"), _text(row, "short"), row["colour"])


def _goal(row: Row) -> Goal:
    return Goal(row["id"], row["focus_area"], _text(row, "name"), row["quote"])


def _subgoal(row: Row) -> Subgoal:
    return Subgoal(row["id"], row["goal"], _text(row, "name"), row["quote"])


def _unit(row: Row) -> Unit:
    text, one, difference, axis = (_text(row, name) for name in ("text", "one", "difference", "axis"))
    single = _maybe_text(row, "difference_one")
    return Unit(row["id"], text, one, difference, axis, counted=row["counted"], difference_one=single)


def _source(row: Row) -> Source:
    same = ("id", "title", "title_lang", "publisher", "url", "licence", "own", "dated", "lag_months")
    return Source(
        table=row["table_code"],
        title_words=_maybe_text(row, "title_words"),
        publisher_words=_maybe_text(row, "publisher_words"),
        **{name: row[name] for name in same},
    )


def _actions(tables: Tables) -> Iterable[Action]:
    sectors = _grouped(tables["action_sector"], "action")
    owners = _grouped(tables["action_owner"], "action")
    for row in tables["action"]:
        yield Action(
            name=_text(row, "name"),
            sectors=tuple(own["sector"] for own in sectors.get(row["id"], ())),
            owners=tuple(own["owner"] for own in owners.get(row["id"], ())),
            **{name: row[name] for name in ("id", "goal", "parent", "quote", "sector_evidence", "owner_evidence")},
        )


_PLAIN = (
    "id", "goal", "role", "kind", "quote", "unit", "decimals", "direction", "direction_evidence", "sector_evidence",
    "tolerance", "material_change", "lowest", "highest", "owner_evidence", "action_evidence", "twin", "reference_line",
    "aggregate", "rank", "search_words", "hide_below",
)  # fmt: skip


def _measures(tables: Tables) -> Iterable[Measure]:
    sectors = _grouped(tables["measure_sector"], "measure")
    owners = _grouped(tables["measure_owner"], "measure")
    actions = _grouped(tables["measure_action"], "measure")
    sources = _grouped(tables["measure_source"], "measure")
    stages = _grouped(tables["stage"], "measure")
    targets = _grouped(tables["target"], "measure")
    steps = _grouped(tables["target_stage"], "measure")
    for row in tables["measure"]:
        own = row["id"]
        yield Measure(
            name=_text(row, "name"),
            baseline=_baseline(row),
            targets=tuple(_target(target, steps.get(own, ())) for target in targets.get(own, ())),
            sectors=tuple(part["sector"] for part in sectors.get(own, ())),
            owners=tuple(part["owner"] for part in owners.get(own, ())),
            actions=tuple(part["action"] for part in actions.get(own, ())),
            sources=tuple(part["source"] for part in sources.get(own, ())),
            stages=tuple(Stage(part["id"], _text(part, "name")) for part in stages.get(own, ())),
            calendar=_calendar(row),
            definition=_maybe_text(row, "definition"),
            remark=_maybe_text(row, "remark"),
            formula=_formula(row),
            **{name: row[name] for name in _PLAIN},
        )


def _baseline(row: Row) -> Baseline | None:
    period = _maybe_period(row["baseline_period"])
    return None if period is None else Baseline(row["baseline_value"], period, row["baseline_quote"])


def _calendar(row: Row) -> Calendar | None:
    anchor = _maybe_period(row["calendar_anchor"])
    return None if anchor is None else Calendar(row["calendar_every"], anchor, row["calendar_lag_months"])


def _formula(row: Row) -> Formula | None:
    if row["formula_name"] is None:
        return None
    return Formula(row["formula_name"], row["formula_of"], row["formula_years"], _maybe_period(row["formula_base"]))


def _target(row: Row, steps: Sequence[Row]) -> Target:
    same = ("kind", "evidence", "op", "value", "low", "high", "reference", "set_on", "due", "quote", "part")
    return Target(
        period=_maybe_period(row["period"]),
        base=_maybe_period(row["base"]),
        window=_maybe_period(row["window_period"]),
        decision=_maybe_text(row, "decision"),
        stages=tuple(step["stage"] for step in steps if step["target"] == row["seq"]),
        number_evidence=row["number_evidence"],
        **{name: row[name] for name in same},
    )
