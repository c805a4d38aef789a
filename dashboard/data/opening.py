"""Opens the release that a pointer names, and reads from it what every page needs."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from dashboard.data import queries, records
from dashboard.data.database import Database, StoreError, ask
from dashboard.data.release import Release
from dashboard.data.spans import MeasureSpans, by_measure
from strategy.judging import rules_version, with_twins
from strategy.model import ActionEvent, Event, Observation, Statement
from strategy.series import newest

HEADLINE = """
    SELECT * FROM observation WHERE area = (SELECT home FROM strategy) AND breakdown = ''
    ORDER BY measure, last_day, first_day, known NULLS FIRST
"""
ROW_COUNTS = "SELECT measure, count(*) AS rows FROM observation GROUP BY measure"
WORKBOOKS = "SELECT sector, lang, day FROM workbook ORDER BY sector, lang"

_log = logging.getLogger(__name__)
T = TypeVar("T", Observation, Event, ActionEvent, Statement)


def open_release(target: Mapping[str, Any], folder: Path) -> Release:
    """The release that a pointer in `folder` names; `StoreError` where it is broken or keeps another contract."""
    file = folder / target["release"]
    database = Database(file, target["file_sha256"])
    try:
        return _load(database, target, file)
    except (KeyError, ValueError, TypeError) as error:  # an older or newer contract than ours
        raise StoreError(f"{file.name} does not keep the contract: {error!r}") from error


def _load(database: Database, target: Mapping[str, Any], file: Path) -> Release:
    tables = {name: ask(database, sql) for name, sql in queries.CATALOGUE.items()}
    headline = _by_measure(map(records.observation, ask(database, HEADLINE)))
    strategy = records.strategy_of(tables)
    events = _by_measure(map(records.event, ask(database, queries.EVENTS)))
    return Release(
        hash=target["tables_sha256"],
        built=datetime.fromisoformat(target["built"]),
        strategy=strategy,
        headline=headline,
        newest=newest(row for rows in headline.values() for row in rows),
        events=MappingProxyType(with_twins(strategy, events)),
        action_events=_by(attrgetter("action"), map(records.action_event, ask(database, queries.ACTION_EVENTS))),
        statements=_by_measure(map(records.statement, ask(database, queries.STATEMENTS))),
        meetings={kept.meeting.id: kept for kept in map(records.meeting, ask(database, queries.MEETINGS))},
        workbooks={(row["sector"], row["lang"]): row["day"] for row in ask(database, WORKBOOKS)},
        spans=_spans(database),
        file=file,
        file_sha256=target["file_sha256"],
        _database=database,
        _row_counts={row["measure"]: row["rows"] for row in ask(database, ROW_COUNTS)},
    )


def _spans(database: Database) -> Mapping[str, MeasureSpans]:
    """The stored spans, if they were made by the rules that judge here."""
    (made,) = ask(database, queries.RULES)
    if made["rules"] != rules_version():
        _log.warning("The release was built with other rules; every day is judged anew until the next build")
        return MappingProxyType({})
    return by_measure(map(records.status_span, ask(database, queries.SPANS)))


def _by_measure(things: Iterable[T]) -> Mapping[str, tuple[T, ...]]:
    return _by(attrgetter("measure"), things)


def _by(key: Callable[[T], str], things: Iterable[T]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return MappingProxyType({name: tuple(group) for name, group in groups.items()})
