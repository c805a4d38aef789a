"""The tables that are exported: figures, measures, actions, status. For people in their words, for programs as ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isinf
from types import MappingProxyType
from typing import Any

from dashboard.context import Context
from dashboard.exports.edition import licence
from dashboard.exports.tabular import Column, ExportTable, Value
from strategy.judging import Verdict
from strategy.model import LANGUAGES, Action, Measure, Period, Source, Text
from strategy.texts import formats
from strategy.wording import decided_words, missing_word, owner_words, sentence, status_word, target_words

Row = Mapping[str, Any]
"""A row of `observation`, by the names of the contract."""

OBSERVATION: tuple[tuple[str, str, int], ...] = (
    ("measure", "text", 9), ("name", "text", 34), ("focus_area", "text", 24), ("goal", "text", 30),
    ("sector", "text", 22), ("area", "text", 8), ("area_name", "text", 16), ("period", "text", 12),
    ("first_day", "date", 12), ("last_day", "date", 12), ("breakdown", "text", 16), ("value", "number", 12),
    ("unit", "unit", 16), ("missing", "text", 18), ("quality", "text", 13), ("confidence", "text", 13),
    ("n", "integer", 8), ("day", "date", 12), ("known", "date", 12), ("known_basis", "text", 13), ("note", "text", 30),
    ("comparable", "boolean", 10), ("secondary", "boolean", 10), ("source", "text", 18), ("source_title", "text", 40),
    ("publisher", "text", 24), ("licence", "text", 14), ("origin", "text", 30), ("accepted_by", "text", 16),
    ("low", "number", 12), ("high", "number", 12),
)  # fmt: skip
MEASURE: tuple[tuple[str, str, int], ...] = (
    ("measure", "text", 9), ("name", "text", 40), ("role", "text", 12), ("kind", "text", 12),
    ("focus_area", "text", 24), ("goal", "text", 30), ("sector", "text", 26), ("sector_evidence", "text", 12),
    ("status", "text", 18), ("group", "text", 22), ("value", "number", 12), ("period", "text", 12),
    ("unit", "unit", 16), ("target", "text", 36), ("baseline", "number", 12), ("baseline_period", "text", 12),
    ("direction", "text", 14), ("sentence", "text", 70), ("quote", "text", 60),
    ("accepted_until", "date", 12), ("accepted_reason", "text", 40), ("accepted_decision", "text", 34),
    ("comment", "text", 60), ("comment_day", "date", 12), ("comment_role", "text", 20),
    ("value_low", "number", 12), ("value_high", "number", 12), ("owner", "text", 24), ("actions", "text", 24),
)  # fmt: skip
ACTION: tuple[tuple[str, str, int], ...] = (
    ("action", "text", 10), ("action_name", "text", 60), ("parent", "text", 10), ("focus_area", "text", 24),
    ("goal", "text", 30), ("sector", "text", 26), ("sector_evidence", "text", 12), ("owner", "text", 24),
    ("measures", "text", 24), ("state", "text", 16), ("state_day", "date", 12), ("source_title", "text", 40),
    ("quote", "text", 60),
)  # fmt: skip
STATUS: tuple[tuple[str, str], ...] = (
    ("measure", "text"), ("status", "text"), ("group", "text"), ("since", "date"), ("pace", "number"),
    ("value", "number"), ("period", "text"), ("target_value", "number"), ("target_low", "number"),
    ("target_high", "number"), ("due", "date"), ("flags", "text"), ("sentence_fi", "text"), ("sentence_sv", "text"),
    ("sentence_en", "text"), ("accepted_until", "date"), ("comment_day", "date"), ("comment_role", "text"),
    ("comment_fi", "text"), ("comment_sv", "text"), ("comment_en", "text"), ("value_low", "number"),
    ("value_high", "number"),
)  # fmt: skip
"""As CSV alone, which has no widths."""


def columns(context: Context, given: Iterable[tuple[str, str, int]]) -> tuple[Column, ...]:
    """Columns with their heads in the reader's language; made-up figures have a column of their own that says so."""
    made_up = [("made_up", "boolean", 12)] if context.strategy.made_up else []
    return tuple(Column(name, _column_head(context, name), kind, width) for name, kind, width in (*given, *made_up))


def _column_head(context: Context, name: str) -> str:
    if name != "quote":
        return context.say(f"exports.head.{name}")
    return context.say(
        "exports.head.quote", language=context.say(f"statements.language.{context.strategy.text_language}")
    )


def _marked(context: Context, row: Sequence[Value]) -> Sequence[Value]:
    return (*row, True) if context.strategy.made_up else row


def observations(
    context: Context,
    rows: Iterable[Row],
    dialect: str,
    units: Mapping[str, str] = MappingProxyType({}),
    *,
    versions: bool = False,
) -> ExportTable:
    """Figures, one a row, with their names and sources. `dialect` empty gives codes, a language gives words.

    `units` has the unit of a measure that is shown in another than its own. With `versions` the rows tell whether they
    are `current`: earlier versions of a figure stand among them.
    """
    worded = _Figures(context, dialect, units)
    given = (*OBSERVATION, ("current", "boolean", 10)) if versions else OBSERVATION
    cells = ((*worded.row(row), row["current"]) if versions else worded.row(row) for row in rows)
    return ExportTable(columns(context, given), (_marked(context, row) for row in cells))


class _Figures:
    """Rows of figures in one dialect; what repeats from row to row is worded once."""

    def __init__(self, context: Context, dialect: str, units: Mapping[str, str]) -> None:
        self._context, self._dialect, self._units = context, dialect, units
        self._measures = {m.id: self._measure(m) for m in context.strategy.measures.values()}
        self._sources = {s.id: (s.id, *self._credit(s), self._licence(s)) for s in context.strategy.sources.values()}

    def row(self, row: Row) -> tuple[Value, ...]:
        """One figure, in the order of `OBSERVATION`."""
        name, focus_area, goal, sector, unit = self._measures[row["measure"]]
        area = self._context.strategy.areas[row["area"]]
        return (
            row["measure"], name, focus_area, goal, sector, row["area"], self._word(area.name),
            self._period(row["period"]), row["first_day"], row["last_day"], self._breakdown(row["breakdown"]),
            row["value"], unit, self._missing(row["missing"]), self._term("common.quality", row["quality"]),
            self._term("data.confidence", row["confidence"]), row["n"], row["day"], row["known"],
            self._term("exports.known_basis", row["known_basis"]), self._note(row["note"]), row["comparable"],
            row["secondary"], *self._sources[row["source"]], row["origin"], row["accepted_by"],
            row["low"], row["high"],
        )  # fmt: skip

    def _measure(self, measure: Measure) -> tuple[str, str, str, str, str]:
        context = self._context
        name = self._word(measure.name)
        area, goal = places(context, measure, self._dialect)
        unit = context.unit(measure)
        own = "" if unit is None else self._word(unit.axis) if self._dialect else unit.id
        text = self._units.get(measure.id, own) if self._dialect else own
        return name, area, goal, sector_names(context, measure, self._dialect), text

    def _credit(self, source: Source) -> tuple[str, str]:
        lang = self._context.lang
        worded = (source.title_in(lang)[0], ", ".join(source.publishers_in(lang)))
        return worded if self._dialect else (source.title, source.publisher)

    def _licence(self, source: Source) -> str:
        return licence(self._context, source) if self._dialect else source.licence

    def _word(self, text: Text) -> str:
        return text.in_(self._context.lang)

    def _term(self, topic: str, name: str) -> str:
        return self._context.say(f"{topic}.{name}") if self._dialect else name

    def _period(self, text: str) -> str:
        return period_word(Period.parse(text), self._dialect) if self._dialect else text

    def _breakdown(self, id_: str) -> str:
        known = self._context.strategy.breakdowns.get(id_)
        return self._word(known) if known and self._dialect else id_

    def _missing(self, reason: str | None) -> str | None:
        return missing_word(reason, self._dialect) if reason and self._dialect else reason

    def _note(self, id_: str | None) -> str | None:
        return self._word(self._context.strategy.notes[id_].text) if id_ and self._dialect else id_


def places(context: Context, thing: Measure | Action, dialect: str) -> tuple[str, str]:
    """The focus area and the goal of a measure or an action: with their names for people, ids for programs.

    A goal's bare id, such as `1.3`, is a day of March to a Finnish spreadsheet that opens a CSV.
    """
    goal = context.strategy.goals[thing.goal]
    area = context.strategy.focus_areas[goal.focus_area]
    if not dialect:
        return area.id, goal.id
    return f"{area.id} {context.word(area.name)}", f"{goal.id} {context.word(goal.name)}"


def period_word(period: Period, lang: str) -> str:
    """A period as people write it, a month as `2019M06`: a spreadsheet makes a day of `6/2019` or `Jun 2019`."""
    if period.frequency == "month":
        return f"{period.year}M{period.first_day.month:02d}"
    return formats.period(period, lang)


def sector_names(context: Context, thing: Measure | Action, dialect: str) -> str:
    """The sectors of a measure or an action: short names for people, ids joined by `+` for programs."""
    if not dialect:
        return "+".join(thing.sectors)
    return ", ".join(context.word(context.strategy.sectors[s].short) for s in thing.sectors)


def measures(context: Context, listed: Iterable[Measure], dialect: str) -> ExportTable:
    """Measures, one a row, with their status, value, target and sentence."""
    rows = (_marked(context, _measure(context, measure, dialect)) for measure in listed)
    return ExportTable(columns(context, MEASURE), rows)


def _measure(context: Context, measure: Measure, dialect: str) -> tuple[Value, ...]:
    verdict, unit = context.verdicts[measure.id], context.unit(measure)

    def term(topic: str, name: str) -> str:
        return context.say(f"{topic}.{name}") if dialect else name

    def period(value: Period | None) -> str | None:
        return None if value is None else period_word(value, dialect) if dialect else str(value)

    value, of = judged_value(verdict)
    baseline = measure.baseline
    return (
        measure.id, context.word(measure.name), term("exports.role", measure.role),
        term("common.kind", measure.kind), *places(context, measure, dialect), sector_names(context, measure, dialect),
        term("exports.evidence", measure.sector_evidence), _status(context, verdict.status, dialect),
        term("status.group", verdict.group), value, period(of),
        None if unit is None else unit.text.in_(context.lang) if dialect else unit.id, _target(context, verdict),
        baseline.value if baseline else None, period(baseline.period if baseline else None),
        term("measure.direction", measure.direction), sentence(verdict, context.strategy.units, context.lang),
        measure.quote, *_said(verdict, context.lang), *judged_limits(verdict),
        _owners(context, measure, dialect) or None, (", " if dialect else "+").join(measure.actions) or None,
    )  # fmt: skip


def _owners(context: Context, thing: Measure | Action, dialect: str) -> str:
    """Those who answer: their names for people, ids joined by `+` for programs."""
    return owner_words(thing, context.strategy.owners, dialect) if dialect else "+".join(thing.owners)


def actions(context: Context, listed: Iterable[Action], lang: str) -> ExportTable:
    """Actions, one a row, in words: who answers, the measures beside each, and its last state with day and source."""
    rows = (_marked(context, _action(context, action, lang)) for action in listed)
    return ExportTable(columns(context, ACTION), rows)


def _action(context: Context, action: Action, lang: str) -> tuple[Value, ...]:
    event, strategy = context.state_of(action), context.strategy
    return (
        action.id, context.word(action.name), action.parent, *places(context, action, lang),
        sector_names(context, action, lang), context.say(f"exports.evidence.{action.sector_evidence}"),
        _owners(context, action, lang) or None, ", ".join(m.id for m in strategy.measures_of(action.id)),
        context.say(f"common.state.{event.state}") if event else status_word("not_reported", lang),
        event.day if event else None, strategy.sources[event.source].title_in(lang)[0] if event else None, action.quote,
    )  # fmt: skip


def _said(verdict: Verdict, lang: str) -> tuple[Value, ...]:
    """What stands beside the status: the accepted deviation and the owner's comment, in the language they have."""
    accepted, comment = verdict.acceptance, verdict.comment
    return (
        accepted.until if accepted else None, accepted.text.in_(lang)[0] if accepted else None,
        decided_words(accepted, lang) if accepted else None, comment.text.in_(lang)[0] if comment else None,
        comment.day if comment else None, comment.role if comment else None,
    )  # fmt: skip


def judged_value(verdict: Verdict) -> tuple[float | None, Period | None]:
    """The value that decided the status, else the latest one, with its period: what lists show."""
    judged, latest = verdict.headline, verdict.latest
    if (judged.value is not None or judged.bounded) and judged.period is not None:
        return judged.value, judged.period
    return (latest.value, latest.period) if latest is not None else (None, None)


def judged_limits(verdict: Verdict) -> tuple[float | None, float | None]:
    """The limits of the value that `judged_value` tells, where its source only bounds it."""
    judged, latest = verdict.headline, verdict.latest
    if judged.value is not None or judged.bounded:
        return judged.value_low, judged.value_high
    return (latest.low, latest.high) if latest is not None else (None, None)


def _status(context: Context, status: str, dialect: str) -> str:
    return status_word(status, dialect) if dialect else status


def _target(context: Context, verdict: Verdict) -> str:
    target = verdict.headline.target
    if target is None:
        return context.say("common.no_target")
    return target_words(target, verdict.measure, context.strategy.units, context.lang)


def status(context: Context, dialect: str) -> ExportTable:
    """The judgement of each measure of the strategy, its headline target; for programs flags are joined by `+`."""
    rows = (_marked(context, _judgement(context, verdict, dialect)) for verdict in context.strategy_verdicts())
    return ExportTable(status_columns(context), rows)


def status_columns(context: Context) -> tuple[Column, ...]:
    """The columns of the table of statuses."""
    made_up = [("made_up", "boolean")] if context.strategy.made_up else []
    return tuple(Column(name, context.say(f"exports.head.{name}"), kind) for name, kind in (*STATUS, *made_up))


def _judgement(context: Context, verdict: Verdict, dialect: str) -> tuple[Value, ...]:
    head, units = verdict.headline, context.strategy.units
    period = None if head.period is None else period_word(head.period, dialect) if dialect else str(head.period)
    flags = ", ".join(context.say(f"status.flag.{f}") for f in head.flags) if dialect else "+".join(head.flags)
    return (
        verdict.measure.id, _status(context, head.status, dialect),
        context.say(f"status.group.{head.group}") if dialect else head.group, head.since, head.pace, head.value,
        period, head.target_value, _closed(head.low), _closed(head.high), head.due, flags,
        *(sentence(verdict, units, lang) for lang in LANGUAGES), *_comment(verdict), head.value_low, head.value_high,
    )  # fmt: skip


def _closed(end: float | None) -> float | None:
    """An end of what is aimed at; None where it is open, for a spreadsheet knows no infinity."""
    return None if end is None or isinf(end) else end


def _comment(verdict: Verdict) -> tuple[Value, ...]:
    comment = verdict.comment
    until = verdict.acceptance.until if verdict.acceptance else None
    return (until, comment.day, comment.role, *comment.text) if comment else (until, *[None] * (2 + len(LANGUAGES)))
