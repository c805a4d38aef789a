"""Reads the catalogue's TOML into `strategy.model.Strategy`: everything is checked, all problems are collected.

The result is whole only if nothing was collected; otherwise it holds stand-ins and may not be published.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from etl.reading.documents import Document, Documents, read_documents
from etl.reading.events import read_action_event, read_event, read_mark
from etl.reading.fields import Fields
from etl.reading.measures import GOAL_ID, KnownIds, read_measure
from etl.reading.statements import read_statements
from etl.reading.targets import read_quote
from etl.reading.values import FIRST_YEAR, LAST_YEAR
from etl.reading.vocabularies import (
    SLUG,
    read_area,
    read_focus_area,
    read_law,
    read_note,
    read_owner,
    read_publishers,
    read_sector,
    read_source,
    read_text,
    read_unit,
)
from etl.reporting import Problem, nearest, problem
from strategy.model import (
    EVIDENCE,
    LANGUAGES,
    Action,
    ActionEvent,
    Event,
    Goal,
    Mark,
    Measure,
    Sector,
    Source,
    Statement,
    Strategy,
    Subgoal,
    spare_colours,
)

LONGEST_AGE = 600
"""Months: a limit of more than fifty years is a slip of the pen."""
_STRATEGY_ID = re.compile(r"(?=.{1,60}\Z)[a-z0-9]+(-[a-z0-9]+)*")


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def read_catalogue(data: Path, problems: list[Problem]) -> Strategy:
    """The strategy of a data folder; what is wrong is added to `problems`."""
    return read_folder(data, problems).strategy


class Catalogue(NamedTuple):
    """The strategy, what happened, what is said beside its statuses, and the ids that it declares."""

    strategy: Strategy
    events: tuple[Event, ...]
    action_events: tuple[ActionEvent, ...]
    statements: tuple[Statement, ...]
    known: KnownIds


def read_folder(data: Path, problems: list[Problem]) -> Catalogue:
    """The whole catalogue of a data folder; what is wrong is added to `problems`."""
    return catalogue_of(read_documents(data, problems), problems)


def catalogue_of(documents: Documents, problems: list[Problem]) -> Catalogue:
    """The catalogue that stands in these documents; what is wrong is added to `problems`."""
    known = _known(documents)
    happened = documents.single["events"].fields(problems)
    marks = tuple(read_mark(fields, known) for fields in happened.tables("mark"))
    strategy = _strategy(documents, known, marks, problems)
    events = tuple(read_event(fields, strategy, known) for fields in happened.tables("event"))
    actions = tuple(read_action_event(fields, known) for fields in happened.tables("action_event"))
    happened.done()
    statements = read_statements(documents.single["statements"].fields(problems), strategy, known)
    return Catalogue(strategy, events, actions, statements, known)


def _known(documents: Documents) -> KnownIds:
    single = documents.single
    return KnownIds(
        sectors=single["strategy"].ids_of("sector"),
        units=single["units"].ids(),
        areas=single["strategy"].ids_of("area"),
        sources=single["sources"].ids(),
        notes=single["notes"].ids(),
        breakdowns=single["breakdowns"].ids(),
        focus_areas=single["strategy"].ids_of("focus_area"),
        goals=_listed_goals(single["strategy"]),
        actions=documents.action_ids(),
        owners=single["strategy"].ids_of("owner"),
        measures=documents.measure_ids(),
        text_language=_text_language(single["strategy"]),
    )


def _text_language(document: Document) -> str:
    found = (document.table or {}).get("text_language")
    return str(found) if found in LANGUAGES else ""


def _listed_goals(document: Document) -> tuple[str, ...] | None:
    goals = None if document.table is None else document.table.get("goals", [])
    return tuple(str(g) for g in goals) if isinstance(goals, list) else None


def _strategy(documents: Documents, known: KnownIds, marks: tuple[Mark, ...], problems: list[Problem]) -> Strategy:
    fields = documents.single["strategy"].fields(problems)
    rows = _Rows(documents, known, problems)
    found = Strategy(
        id=fields.matching("id", _STRATEGY_ID, "", "rule_strategy"),
        title=fields.words("title"),
        values=fields.words("values"),
        municipality=fields.words("municipality"),
        home=fields.known("home", known.areas) or "",
        text_language=fields.one_of("text_language", LANGUAGES),
        first_year=_year(fields, "first_year"),
        last_year=_year(fields, "last_year"),
        review_day=fields.day("review_day", need=True) or date.min,
        source=fields.known("source", known.sources) or "",
        focus_areas=_unique(((f, read_focus_area(f, known)) for f in fields.tables("focus_area")), problems),
        sectors=_unique(_sectors(fields), problems),
        goals=rows.goals,
        subgoals=rows.subgoals,
        actions=rows.actions,
        measures=rows.measures,
        units=_unique(((f, read_unit(f)) for f in _tables(documents.single["units"], problems)), problems),
        areas=_unique(((f, read_area(f)) for f in fields.tables("area")), problems),
        sources=_unique(_sources(documents, known.text_language, problems), problems),
        notes=_unique(((f, read_note(f)) for f in _tables(documents.single["notes"], problems)), problems),
        owners=_unique(((f, read_owner(f)) for f in fields.tables("owner")), problems),
        marks=marks,
        breakdowns={f.where.steps[-1][1]: read_text(f) for f in _tables(documents.single["breakdowns"], problems)},
        population=fields.known("population", known.measures, need=False),
        accessibility_law=read_law(fields),
        made_up=fields.truth("made_up", default=False),
        max_age_months=fields.whole("max_age_months", lowest=1, highest=LONGEST_AGE),
    )
    fields.knowns("goals", None)
    if found.first_year > found.last_year:
        fields.wrong("first_year", "low_over_high", high=found.last_year)
    fields.done()
    return found


def _sectors(fields: Fields) -> Iterator[tuple[Fields, Sector]]:
    """The sectors, each with its own colour or with one that no other has."""
    tables = fields.tables("sector")
    spare = spare_colours(str(item.get("colour", "")) for item in tables)
    return ((item, read_sector(item, spare)) for item in tables)


def _sources(documents: Documents, text_language: str, problems: list[Problem]) -> Iterator[tuple[Fields, Source]]:
    names = read_publishers(documents.single["publishers"].fields(problems))
    for fields in _tables(documents.single["sources"], problems):
        yield fields, read_source(fields, names, text_language)


def _year(fields: Fields, name: str) -> int:
    return fields.whole(name, need=True, lowest=FIRST_YEAR, highest=LAST_YEAR) or 0


class _Rows:
    """The goals with what stands under each, in the order that the strategy lists them."""

    def __init__(self, documents: Documents, known: KnownIds, problems: list[Problem]) -> None:
        self._known, self._problems = known, problems
        files = {d.name: d for d in documents.goals}
        order = known.goals if known.goals is not None else tuple(files)
        self._check_listed(documents, order)
        read = [(files[g], files[g].fields(problems)) for g in order if g in files]
        self.goals = _unique(((f, self._goal(d, f)) for d, f in read), problems)
        self.subgoals = _unique((pair for d, f in read for pair in self._subgoals(d, f)), problems)
        self.actions = _unique((pair for d, f in read for pair in self._actions(d, f)), problems)
        context = {d.name: d.fields(problems) for d in documents.context}
        measures = [pair for d, f in read for pair in self._measures(d, f, context)]
        self.measures = _unique(measures, problems)
        _check_twins(measures, self.measures)
        for fields in (*(f for _, f in read), *(context[g] for g in context if g in order)):
            fields.done()

    def _check_listed(self, documents: Documents, order: Collection[str]) -> None:
        names = [d.name for d in documents.goals]
        for goal in order:
            if goal not in names:
                where = documents.single["strategy"].where.at("field", "goals")
                self._problems.append(problem(where, "goal_without_file", goal, goal=goal, near=nearest(goal, names)))
        for document in (*documents.goals, *documents.context):
            if document.name not in order:
                found = problem(document.where, "goal_not_listed", document.name, near=nearest(document.name, order))
                self._problems.append(found)

    def _goal(self, document: Document, fields: Fields) -> Goal:
        found = Goal(
            id=fields.matching("id", GOAL_ID, "1.3", "rule_goal"),
            focus_area=fields.known("focus_area", self._known.focus_areas) or "",
            name=fields.words("name"),
            quote=read_quote(fields, self._known.text_language),
        )
        if GOAL_ID.fullmatch(found.id) and found.id != document.name:
            fields.wrong("id", "goal_file", file=f"{found.id}.toml")
        of_another = GOAL_ID.fullmatch(found.id) and found.id.split(".")[0] != found.focus_area
        if of_another and found.focus_area in (self._known.focus_areas or ()):
            fields.wrong("focus_area", "goal_focus_area", goal=found.id, form=found.id.split(".")[0])
        return found

    def _subgoals(self, document: Document, fields: Fields) -> Iterator[tuple[Fields, Subgoal]]:
        goal = document.name
        pattern = re.compile(re.escape(goal) + r"-S\d{1,4}", re.ASCII)
        for item in fields.tables("subgoal"):
            found = Subgoal(
                id=item.matching("id", pattern, f"{_shown(goal)}-S1", "rule_part"),
                goal=goal,
                name=item.words("name"),
                quote=read_quote(item, self._known.text_language),
            )
            item.done()
            yield item, found

    def _actions(self, document: Document, fields: Fields) -> Iterator[tuple[Fields, Action]]:
        goal = document.name
        pattern = re.compile(re.escape(goal) + r"-A\d{1,4}(\.\d{1,4})?", re.ASCII)
        siblings = document.ids_of("action")
        for item in fields.tables("action"):
            found = Action(
                id=item.matching("id", pattern, f"{_shown(goal)}-A1, {_shown(goal)}-A1.1", "rule_part"),
                goal=goal,
                parent=item.known("parent", siblings, need=False),
                name=item.words("name"),
                quote=read_quote(item, self._known.text_language),
                sectors=item.knowns("sectors", self._known.sectors),
                sector_evidence=item.one_of("sector_evidence", EVIDENCE),
                owners=item.knowns("owners", self._known.owners, need=False),
                owner_evidence=item.one_of("owner_evidence", EVIDENCE, "stated"),
            )
            item.done()
            yield item, found

    def _measures(
        self, document: Document, fields: Fields, context: dict[str, Fields]
    ) -> Iterator[tuple[Fields, Measure]]:
        goal = document.name
        for item in fields.tables("measure"):
            yield item, read_measure(item, goal, "strategy", self._known)
        if goal in context:
            context[goal].one_of("goal", (goal,), goal)
            for item in context[goal].tables("measure"):
                yield item, read_measure(item, goal, "context", self._known)


def _check_twins(found: Iterable[tuple[Fields, Measure]], measures: Mapping[str, Measure]) -> None:
    """Two measures that are one milestone name each other, so that what is reported of either holds of both."""
    for fields, measure in found:
        other = measures.get(measure.twin or "")
        if other is not None and ("numeric" in (measure.kind, other.kind) or other.twin != measure.id):
            fields.wrong("twin", "twin", id=measure.id, other=other.id)


def _shown(goal: str) -> str:
    """The goal's id as an example; one that is refused itself is none."""
    return goal if GOAL_ID.fullmatch(goal) else "1.3"


def _unique(found: Iterable[tuple[Fields, N]], problems: list[Problem]) -> dict[str, N]:
    records: dict[str, N] = {}
    first: dict[str, str] = {}
    for fields, record in found:
        if record.id and record.id in records:
            problems.append(problem(fields.where.at("field", "id"), "duplicate", record.id, first=first[record.id]))
        records.setdefault(record.id, record)
        first.setdefault(record.id, fields.where.file)
    return records


def _tables(document: Document, problems: list[Problem]) -> Iterator[Fields]:
    fields = document.fields(problems)
    for name in document.table or ():
        inner = fields.table(name)
        if inner is not None:
            if not SLUG.fullmatch(name):
                fields.wrong(name, "rule_word")
            yield inner
