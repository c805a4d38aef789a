"""What changed between two days of knowledge: figures, targets, events, statements, and statuses, and why these.

Pure: the rows and the verdicts of both days are given. A figure whose day of publication is not known was always
known, and is never a change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from strategy.judging.evidence.verdict import Verdict
from strategy.model import Event, Measure, Observation, Period, Statement, Strategy, Target, day_after

FIGURE_CHANGES = ("new", "corrected", "withdrawn", "restated")
"""`restated`: the value stands, and what is said of it is new (an advance figure became final)."""
CAUSES = ("figure", "undated", "reference", "target", "event", "time")
"""Why a status changed: what it stands on (`undated`: of no known day of publication) or is compared with, its target,
its state, or only that time passed."""
Key = tuple[str, Period, str]
_ONE_DAY = timedelta(days=1)
MOST_KEPT = 2_000
"""So many measures between two days are kept with what became known of them: a year's changes have some seventy."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that was valid on the first day, None where there was none, and the one that is valid on the last."""

    kind: str
    before: Observation | None
    after: Observation


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target that was decided between the days, and the one that it takes the place of, if any."""

    before: Target | None
    after: Target


@dataclass(frozen=True, slots=True)
class StatementChange:
    """Something said beside a status: `kind` is `comment`, `accepted` (it became known), or `ended` (its last day)."""

    kind: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status that is another on the last day; `causes` are words of `CAUSES`."""

    before: Verdict
    after: Verdict
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureChanges:
    """All that changed of one measure, in the order in which it became known."""

    measure: Measure
    figures: tuple[FigureChange, ...] = ()
    targets: tuple[TargetChange, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[StatementChange, ...] = ()
    status: StatusChange | None = None

    def __bool__(self) -> bool:
        return bool(self.figures or self.targets or self.events or self.statements or self.status)


@dataclass(frozen=True, slots=True)
class Span:
    """The two days, and every measure judged on the first, on the last with the first's knowledge, and on the last."""

    first: date
    last: date
    before: Mapping[str, Verdict]
    waited: Mapping[str, Verdict]
    after: Mapping[str, Verdict]

    def holds(self, day: date | None) -> bool:
        """Whether something of this day became known after the first day and by the last."""
        return day is not None and self.first < day <= self.last


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that became known, by measure: rows, events and statements, of whatever day."""

    rows: Mapping[str, Sequence[Observation]]
    events: Mapping[str, Sequence[Event]]
    statements: Mapping[str, Sequence[Statement]]
    days: Mapping[str, Sequence[date]] | None = None
    """The days, in order, on which anything of a measure became known or ended; what has none of them is left out."""
    _kept: dict[tuple[str, int, int], MeasureChanges] = field(init=False, compare=False, default_factory=dict)
    """What changed of a measure between two of its `days`, by how many of them are past."""

    def dated(self, strategy: Strategy) -> Knowledge:
        """The same with its `days`, worth finding where it is asked of more than once."""
        found = {id_: sorted({*self._days(measure)}) for id_, measure in strategy.measures.items()}
        return replace(self, days={id_: days for id_, days in found.items() if days})

    def _days(self, measure: Measure) -> Iterator[date]:
        said = self.statements.get(measure.id, ())
        given = (row.known for row in self.rows.get(measure.id, ()))
        yield from (day for day in (*given, *(t.set_on for t in measure.targets)) if day is not None)
        yield from (event.known or event.day for event in self.events.get(measure.id, ()))
        yield from (s.day for s in said)
        yield from (day_after(s.until) for s in said if s.until is not None)

    def within(self, measure: Measure, span: Span) -> MeasureChanges:
        """What became known of a measure within a span, found once for all days between which nothing is dated."""
        if self.days is None:
            return _of(measure, self, span)
        days = self.days.get(measure.id, ())
        key = measure.id, bisect_right(days, span.first), bisect_right(days, span.last)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = MeasureChanges(measure) if key[1] == key[2] else _of(measure, self, span)
            self._kept[key] = found
        return found


def changes(strategy: Strategy, told: Knowledge, span: Span) -> tuple[MeasureChanges, ...]:
    """What changed, by measure in the strategy's order."""
    found = {id_: told.within(measure, span) for id_, measure in strategy.measures.items()}
    moved = {name for name, change in found.items() if change.figures}
    judged = (_with_status(change, span, moved) for change in found.values())
    return tuple(change for change in judged if change)


def _of(measure: Measure, told: Knowledge, span: Span) -> MeasureChanges:
    rows, events = told.rows.get(measure.id, ()), told.events.get(measure.id, ())
    figures = sorted(_figures(rows, span), key=lambda f: (f.after.known or date.min, f.after.area, f.after.period))
    happened = sorted((e for e in events if span.holds(e.known or e.day)), key=lambda e: e.day)
    said = tuple(_statements(told.statements.get(measure.id, ()), span))
    return MeasureChanges(measure, tuple(figures), tuple(_targets(measure, span)), tuple(happened), said)


def _statements(said: Sequence[Statement], span: Span) -> Iterator[StatementChange]:
    """What was said between the days, and the deviations that ended; one that another takes on has not ended."""
    for statement in sorted((s for s in said if span.holds(s.day)), key=lambda s: s.day):
        yield StatementChange(statement.kind, statement)
    for statement in said:
        until = statement.until
        if until is None or not span.first <= until < span.last or statement.day > span.last:
            continue
        if not any(_holds(other, until + _ONE_DAY, span.last) for other in said):
            yield StatementChange("ended", statement)


def _holds(accepted: Statement, on: date, known: date) -> bool:
    decided, until = accepted.decided, accepted.until
    return decided is not None and until is not None and decided <= on <= until and accepted.day <= known


def valid_on(rows: Sequence[Observation], day: date) -> dict[Key, Observation]:
    """The row that was valid on a day of each figure; one without a day of knowledge counts as the earliest."""
    found: dict[Key, Observation] = {}
    for row in rows:
        key = (row.area, row.period, row.breakdown)
        known = row.known or date.min
        if known <= day and (key not in found or (found[key].known or date.min) <= known):
            found[key] = row
    return found


def _figures(rows: Sequence[Observation], span: Span) -> Iterator[FigureChange]:
    if not any(span.holds(row.known) for row in rows):
        return  # as of most measures between most days
    before = valid_on(rows, span.first)
    for key, row in valid_on(rows, span.last).items():
        if span.holds(row.known):
            yield FigureChange(_kind(before.get(key), row), before.get(key), row)


def _kind(before: Observation | None, after: Observation) -> str:
    if after.missing == "withdrawn" or (before is not None and before.tells and not after.tells):
        return "withdrawn"
    if before is None or not before.tells:
        return "new"
    return "corrected" if _figure(before) != _figure(after) else "restated"


def _figure(row: Observation) -> tuple[float | None, ...]:
    return (row.value, row.low, row.high)


def _targets(measure: Measure, span: Span) -> Iterator[TargetChange]:
    for place, target in enumerate(measure.targets):
        if span.holds(target.set_on):
            yield TargetChange(_replaced(measure.targets[:place], target), target)


def _replaced(earlier: Sequence[Target], target: Target) -> Target | None:
    same = [t for t in earlier if (t.period or t.window) == (target.period or target.window)]
    return max(same, key=lambda t: t.set_on or date.min, default=None)


def _with_status(change: MeasureChanges, span: Span, moved: set[str]) -> MeasureChanges:
    name = change.measure.id
    before, after = span.before[name], span.after[name]
    if before.status == after.status:
        return change
    status = StatusChange(before, after, tuple(_causes(change, span, moved)))
    return replace(change, status=status)


def _causes(change: MeasureChanges, span: Span, moved: set[str]) -> Iterator[str]:
    """What became known, where that made the difference; time, where waiting alone would have made one."""
    name = change.measure.id
    before, waited, after = (v[name].status for v in (span.before, span.waited, span.after))
    learnt, passed = waited != after, before != waited
    # targets, and events whose day of publication is not told, count by their own day, and not by what was known
    undated = any(event.known is None for event in change.events)
    figure = passed and _stands_on_undated(span.before[name], span.waited[name])
    if learnt and change.figures:
        yield "figure"
    if figure:
        yield "undated"
    if learnt and {t.reference for t in change.measure.targets} & moved:
        yield "reference"
    if change.targets:
        yield "target"
    if (learnt and change.events) or (passed and undated):
        yield "event"
    if passed and not change.targets and not undated and not figure:
        yield "time"


def _stands_on_undated(before: Verdict, waited: Verdict) -> bool:
    """Whether the later status stands on a figure of no known day of publication whose period ended meanwhile."""
    newest = waited.latest
    if newest is None or newest.known is not None or not before.on < newest.period.last_day:
        return False
    judged = waited.headline.period
    return judged is not None and newest.period.last_day <= min(waited.on, judged.last_day)
