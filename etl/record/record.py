"""A data folder as one whole: catalogue, events, and every row, derived ones included. Reads files, writes none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.bulk import BulkStore, lines_of, read_bulk
from etl.files import check_links, check_manifest
from etl.reading import Row, load, read_folder, read_histories, read_meetings, tell_unseen
from etl.record.derive import derive, in_order
from etl.record.erasing import check_erased, load_erasures
from etl.record.judgeable import check_actions, check_judgeable, undated_corrections
from etl.record.suppression import suppress_few
from etl.reporting import Problem, Where, problem, show_path
from strategy.model import ActionEvent, Erasure, Event, KeptMeeting, Measure, Observation, Statement, Strategy


@dataclass(frozen=True, slots=True)
class Record:
    """What a release is built from; rows in the order of the strategy, the home area first.

    `observations` are all rows but those that came in files of many rows and are of other areas or of parts: these stay
    in `bulk`, and are asked for as they are needed.
    """

    strategy: Strategy
    events: tuple[Event, ...]
    observations: tuple[Observation, ...]
    erasures: tuple[Erasure, ...] = ()
    bulk: BulkStore | None = None
    statements: tuple[Statement, ...] = ()
    """What owners and decisions say beside a status; in the order of the folder."""
    action_events: tuple[ActionEvent, ...] = ()
    """The dated states of actions; in the order of the folder."""
    meetings: tuple[KeptMeeting, ...] = ()
    """By day."""
    remarks: tuple[Problem, ...] = ()
    """What keeps no release back, and should be looked at."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.observations) + (self.bulk.count if self.bulk else 0)

    def beside(self, came: Iterable[Observation]) -> Sequence[Observation]:
        """The rows that others may be versions of, or stand in a series with."""
        return [*self.observations, *self.bulk.of_lines(lines_of(came))] if self.bulk else self.observations


class DataError(Exception):
    """The data folder is not right; `problems` says all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


def read_record(data: Path) -> Record:
    """The whole data folder; raises `DataError` with all that is wrong with it."""
    problems: list[Problem] = []
    record = read_all(data, problems)
    if problems:
        raise DataError(problems)
    return record


def read_all(data: Path, problems: list[Problem], copied_from: Path | None = None) -> Record:
    """The whole data folder; what is wrong is added to `problems`, and the record then holds stand-ins.

    Raises `DataError` where a link leads out of the folder. A copy made of links may lead to the folder that it was
    `copied_from`; the links of that one are then looked at.
    """
    if not data.is_dir():
        problems.append(problem(Where(show_path(data)), "no_folder"))
    begun = len(problems)
    if not check_links(copied_from or data, problems):
        raise DataError(problems)  # nothing is read through a link that leads out
    check_manifest(data, problems)
    strategy, events, action_events, statements, known = read_folder(data, problems)
    unsure: list[Row] = []
    small = tuple(suppress_few(strategy, read_histories(data, strategy, problems, known, unsure)))
    _check_formulas(data, strategy, problems)
    load(data, strategy, problems, known)
    meetings = read_meetings(data, known, problems)
    erasures = load_erasures(data, strategy, problems, known)
    check_erased(data, small, erasures, problems)
    # beside other faults, every one of millions of rows might seem to be wrong
    bulk = read_bulk(data, strategy, small, erasures, problems) if len(problems) == begun else None
    tell_unseen([(fields, row) for fields, row in unsure if not (bulk and bulk.had_value(row))])
    measured = [*small, *(bulk.of_home() if bulk else ())]
    if len(problems) == begun:
        check_judgeable(data, strategy, measured, events, problems)
        check_actions(data, action_events, problems)
    formulas = {m.formula.of for m in strategy.measures.values() if m.formula}
    derived = derive(strategy, [*measured, *(bulk.of_years(formulas) if bulk else ())])
    return Record(
        strategy, events, ordered(strategy, [*measured, *derived]), erasures, bulk, statements, action_events,
        meetings, _remarks(data, measured),
    )  # fmt: skip


def _remarks(data: Path, rows: Iterable[Observation]) -> tuple[Problem, ...]:
    """What keeps no release back, and should be looked at."""
    return tuple(
        problem(Where(show_path(data / "histories" / f"{row.measure}.csv")).at("period", row.period).at("field", "day"),
                "undated_correction", known=row.known)
        for row in undated_corrections(rows)
    )  # fmt: skip


def ordered(strategy: Strategy, rows: Sequence[Observation]) -> tuple[Observation, ...]:
    """Rows by measure in the strategy's order, the home area first, then by period, part, and day known."""
    place = {measure: number for number, measure in enumerate(strategy.measures)}

    def key(row: Observation) -> tuple[object, ...]:
        away = row.area != strategy.home
        return (place[row.measure], away, row.area, row.breakdown, row.period, row.known or date.min)

    return tuple(sorted(rows, key=key))


def _check_formulas(data: Path, strategy: Strategy, problems: list[Problem]) -> None:
    for measure in strategy.measures.values():
        of = strategy.measures.get(measure.formula.of) if measure.formula else None
        if of is not None and of.kind != "numeric":
            problems.append(problem(_formula(data, measure), "formula_of_no_figure", of.id, kind=of.kind))
    waiting = in_order(strategy)[1]
    if waiting:
        problems.append(problem(_formula(data, waiting[0]), "circle", ", ".join(m.id for m in waiting)))


def _formula(data: Path, measure: Measure) -> Where:
    folder = "goals" if measure.role == "strategy" else "context"
    file = data / "catalogue" / folder / f"{measure.goal}.toml"
    return Where(show_path(file)).at("measure", measure.id).at("part", "formula").at("field", "of")
