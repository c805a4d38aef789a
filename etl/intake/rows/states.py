"""Reads the lines that tell the state of a milestone, an activity or another thing that is done and not measured."""

from __future__ import annotations

from datetime import date

from etl.intake.rows.cells import Reader
from etl.intake.rows.parsed import IncomingState, RowReading
from etl.intake.rows.sources import source_of
from etl.intake.rows.table_rows import TableRow
from etl.intake.sheets import wrong
from etl.reporting import nearest
from strategy.model import STATES, Event, Measure
from strategy.texts import formats


def state_of(line: TableRow, measure: Measure, reader: Reader, context: RowReading) -> IncomingState | None:
    """The state that a line tells; None where it tells none or something is wrong."""
    filled = [c for c in ("state", "day") if reader.usable(line.cell(c), line.where(c))]
    if not filled:
        return None
    if measure.kind == "numeric" and all(t.kind != "count" for t in measure.targets):
        reader.problems.append(wrong(line.where("measure"), "state_of_figure", measure.id))
        return None
    for column in {"state", "day"} - set(filled):
        cell = line.cell(column)
        if not cell.formula and not cell.error and not cell.marked:
            reader.problems.append(wrong(line.where(column), f"no_{column}"))
    state = reader.word(line.cell("state"), line.where("state"), "common.state", STATES) if "state" in filled else None
    day = reader.day(line.cell("day"), line.where("day")) if "day" in filled else None
    event = Event(
        measure=measure.id,
        day=day or date.min,
        state=state or "",
        source=source_of(line, measure, context),
        stage=_stage(line, measure, reader),
        known=context.given.known,
    )
    if day is not None and day > context.given.known and state != "planned":
        today = formats.day(context.given.known, reader.lang)
        reader.problems.append(wrong(line.where("day"), "day_to_come", line.cell("day").text, today=today))
    return IncomingState(event, line.where("state"))


def _stage(line: TableRow, measure: Measure, reader: Reader) -> str | None:
    text = line.cell("stage").text
    if not text and not measure.stages:
        return None
    for stage in measure.stages:
        if text.casefold() in (stage.id, *(name.casefold() for name in stage.name)):
            return stage.id
    names = [stage.name.in_(reader.lang) for stage in measure.stages]
    code = "unknown_stage" if measure.stages else "no_stages"
    where = line.where("stage")
    reader.problems.append(wrong(where, code, text or None, near=nearest(text, names), words=", ".join(names)))
    return None
