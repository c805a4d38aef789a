"""The record as the tables of `schema.sql`: one mapping of columns per row, in the order in which they are written.

Texts become three columns, periods their written form, nested parts columns with a prefix, lists tables of their own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Protocol

from etl.record import Record, spans
from strategy.meetings import agenda_text
from strategy.model import LANGUAGES, Action, KeptMeeting, Measure, Observation, Period, Strategy, Target, Text, Words

Cell = str | int | float | bool | date | bytes | None
Row = dict[str, Cell]
Tables = Mapping[str, Sequence[Row]]

RENAMED = {"table": "table_code", "window": "window_period"}
"""Columns that cannot have the name of their attribute, for SQL keeps it for itself."""
ORIGIN = "origin_at"
"""The release makes an observation's `origin` of this and of `origin_row`, which is for rows of large files alone."""
PARTS = {
    "baseline": ("value", "period", "quote"),
    "calendar": ("every", "anchor", "lag_months"),
    "accessibility_law": ("applies", "supervision", "supervisor", "site", "answer_days"),
    "formula": ("name", "of", "years", "base"),
}
MAYBE_TEXTS = (
    "applies", "body", "decision", "definition", "difference_one", "publisher_words", "remark", "site",
    "supervision", "supervisor", "title_words",
)  # fmt: skip
"""Texts that may be missing; their three columns are then NULL, as is that of a language which `Words` lack."""


class SectorWorkbook(Protocol):
    """What a sector fills in, made by the intake, which stands above this room."""

    @property
    def sector(self) -> str:
        """The id of the sector."""

    @property
    def lang(self) -> str:
        """The language that it is in."""

    @property
    def day(self) -> date:
        """The day that it is of."""

    @property
    def content(self) -> bytes:
        """The file itself."""


def tables_of(record: Record, workbooks: Iterable[SectorWorkbook] = ()) -> Tables:
    """Every table but `release`, by name, parents before those that refer to them."""
    strategy = record.strategy
    return {
        "area": _numbered(strategy.areas.values()),
        "source": _numbered(strategy.sources.values()),
        "strategy": [_strategy_row(strategy)],
        "sector": _numbered(strategy.sectors.values()),
        "unit": _numbered(strategy.units.values()),
        "note": _numbered(strategy.notes.values()),
        "breakdown": _breakdowns(strategy),
        "owner": _numbered(strategy.owners.values()),
        "focus_area": _numbered(strategy.focus_areas.values()),
        "goal": _numbered(strategy.goals.values()),
        "subgoal": _numbered(strategy.subgoals.values()),
        "action": _numbered(strategy.actions.values()),
        **_tables_of_actions(strategy.actions.values()),
        "measure": _numbered(strategy.measures.values()),
        **_tables_of_measures(strategy.measures.values()),
        "mark": _numbered(strategy.marks),
        "event": _numbered(record.events),
        "action_event": _numbered(record.action_events),
        "statement": _numbered(record.statements),
        "erasure": _numbered(record.erasures),
        "status_span": [_columns(span) for span in spans(record)],
        "meeting": [_meeting(seq, kept) for seq, kept in enumerate(record.meetings, 1)],
        "observation": [_observation(o) for o in record.observations],
        "workbook": [{"sector": w.sector, "lang": w.lang, "day": w.day, "content": w.content} for w in workbooks],
    }


def _meeting(seq: int, kept: KeptMeeting) -> Row:
    """A meeting; its agenda and its seal as JSON, for they are read whole and never searched."""
    meeting, cancelled = kept.meeting, kept.cancelled
    return {
        "id": meeting.id, "seq": seq, "day": meeting.day, "known": meeting.known, "example": meeting.example,
        "follows": meeting.follows, "agenda": agenda_text(meeting), "sealed": kept.sealed,
        "cancelled": cancelled.day if cancelled else None, **_three("reason", cancelled.reason if cancelled else None),
    }  # fmt: skip


def _tables_of_actions(actions: Iterable[Action]) -> dict[str, list[Row]]:
    every = list(actions)
    return {
        "action_sector": [r for a in every for r in _links("action", a.id, "sector", a.sectors)],
        "action_owner": [r for a in every for r in _links("action", a.id, "owner", a.owners)],
    }


def _tables_of_measures(measures: Iterable[Measure]) -> dict[str, list[Row]]:
    every = list(measures)
    return {
        "measure_sector": [r for m in every for r in _links("measure", m.id, "sector", m.sectors)],
        "measure_owner": [r for m in every for r in _links("measure", m.id, "owner", m.owners)],
        "measure_action": [r for m in every for r in _links("measure", m.id, "action", m.actions)],
        "measure_source": [r for m in every for r in _links("measure", m.id, "source", m.sources)],
        "stage": [_of(m, r) for m in every for r in _numbered(m.stages)],
        "target": [_of(m, r) for m in every for r in _numbered(m.targets)],
        "target_stage": [r for m in every for n, t in enumerate(m.targets, 1) for r in _target_stages(m.id, n, t)],
    }


def _of(measure: Measure, row: Row) -> Row:
    return {"measure": measure.id, **row}


def _target_stages(measure: str, number: int, target: Target) -> list[Row]:
    return [{"target": number, **row} for row in _links("measure", measure, "stage", target.stages)]


def _strategy_row(strategy: Strategy) -> Row:
    own = (
        "id", "title", "values", "municipality", "home", "text_language", "first_year", "last_year", "review_day",
        "source", "population", "made_up", "max_age_months", "accessibility_law",
    )  # fmt: skip
    return dict(_cells((name, getattr(strategy, name)) for name in own))


def _breakdowns(strategy: Strategy) -> list[Row]:
    items = enumerate(strategy.breakdowns.items(), 1)
    return [{"id": key, "seq": number, **_three("text", text)} for number, (key, text) in items]


def _numbered(records: Iterable[object]) -> list[Row]:
    return [{"seq": number, **_columns(record)} for number, record in enumerate(records, 1)]


def _links(owner: str, owner_id: str, name: str, ids: Sequence[str]) -> list[Row]:
    return [{owner: owner_id, "seq": number, name: item} for number, item in enumerate(ids, 1)]


def _columns(record: object) -> Row:
    return dict(_cells((f.name, getattr(record, f.name)) for f in fields(record)))  # type: ignore[arg-type]


def _cells(values: Iterable[tuple[str, object]]) -> Iterator[tuple[str, Cell]]:
    for name, value in values:
        if name in PARTS:
            parts = ((part, getattr(value, part, None)) for part in PARTS[name])
            yield from ((f"{name}_{part}", cell) for part, cell in _cells(parts))
        elif isinstance(value, Text | Words) or name in MAYBE_TEXTS:
            yield from _three(name, value if isinstance(value, Text | Words) else None).items()
        elif isinstance(value, Period):
            yield RENAMED.get(name, name), str(value)
        elif not isinstance(value, tuple):
            yield RENAMED.get(name, name), value  # type: ignore[misc]


def _three(name: str, text: Text | Words | None) -> Row:
    return {f"{name}_{lang}": said for lang, said in zip(LANGUAGES, text or (None, None, None), strict=True)}


def _observation(row: Observation) -> Row:
    period = row.period
    cells = _columns(row)
    return cells | {
        "first_day": period.first_day, "last_day": period.last_day, "frequency": period.frequency,
        ORIGIN: cells.pop("origin"), "origin_row": None,
    }  # fmt: skip


def hash_of(tables: Tables, schema: str, rules: str, large: Iterable[str] = ()) -> str:
    """The sha256 of what the tables say, of the schema they stand in and of the version of the rules that judged.

    Of rows that stay in large files those files are hashed instead (`large`); the bytes of no other file play a part.
    """
    digest = hashlib.sha256("".join([schema, rules, *large]).encode())
    for name in sorted(tables):
        digest.update(f"\n{name}\n".encode())
        for row in tables[name]:
            digest.update(json.dumps(row, sort_keys=True, default=_told, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def _told(cell: date | bytes) -> str:
    return hashlib.sha256(cell).hexdigest() if isinstance(cell, bytes) else str(cell)
