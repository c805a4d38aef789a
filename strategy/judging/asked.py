"""What is asked of a measure: each of its targets with the figures that it may be judged by; and the ruling on a day.

Nothing of it but a ruling depends on the day, so what is asked can be kept and asked for many days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from strategy.judging.evidence import (
    CHANGES,
    Case,
    Evidence,
    Figures,
    Ruling,
    Standing,
    condition,
    figures_for,
    gather,
    judged_by_direction,
    upto,
    window_of,
)
from strategy.judging.evidence.condition import as_fine
from strategy.judging.headline import headline_of
from strategy.judging.targets import (
    followed,
    judge_point,
    judge_rank,
    judge_reference,
    judge_state,
    judge_window,
    opened,
)
from strategy.model import Event, Mark, Measure, Observation, Target

NO_ROWS: Mapping[str, Sequence[Observation]] = MappingProxyType({})
COMPARING: Mapping[str, Callable[[Case, Target, Figures, date], Ruling]] = MappingProxyType(
    {"best_of": judge_rank, "better_than": judge_reference}
)
_STATED = ("done", "stage")


class Asked(NamedTuple):
    """A target of a case, with the figures that it may be judged by."""

    case: Case
    target: Target | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A measure with all that is known of it on a day of knowledge, ready to be judged on any day."""

    case: Case
    asked: tuple[Asked, ...]
    """Its targets in order; one without a target, where nothing is to be judged."""

    def headline(self, on: date) -> int:
        """The place of the target that the measure is shown by on a day."""
        return headline_of(self.case.measure.targets, self.case.told_by(on), on) if len(self.asked) > 1 else 0

    def known_on(self, known: date | None) -> Inquiry:
        """The same under another day of knowledge, between which and its own nothing became known."""
        if known == self.case.known:
            return self
        asked = tuple(a._replace(case=replace(a.case, known=known)) for a in self.asked)
        return Inquiry(replace(self.case, known=known), asked)


def inquire(
    measure: Measure,
    rows: Sequence[Observation],
    *,
    home: str,
    known: date | None = None,
    events: Sequence[Event] = (),
    marks: Sequence[Mark] = (),
    references: Mapping[str, Sequence[Observation]] = NO_ROWS,
) -> Inquiry:
    """What is asked of a measure by what was known on `known`; the arguments are those of `judge`."""
    case = _case(measure, rows, home, known, events, marks, references)
    targets: Sequence[Target | None] = () if measure.role == "context" else measure.targets
    asked = (Asked(replace(case, measure=as_fine(measure, t)), t, _figures(case, t)) for t in targets or (None,))
    return Inquiry(case, tuple(asked))


def _figures(case: Case, target: Target | None) -> Figures:
    """The figures of a target that is judged by figures; what is not judged has no grain."""
    if target is None or not _by_figures(case.measure, target):
        return Figures((), judged=False)
    return figures_for(case, target)


def _by_figures(measure: Measure, target: Target) -> bool:
    counted = measure.kind == "numeric" or target.kind == "count"
    judged = target.kind not in _STATED and _numbered(measure, target)
    return counted and judged and judged_by_direction(measure, target)


def compared(case: Case, figures: Figures, on: date) -> tuple[Standing, ...]:
    """The comparable values by a day at the grain of a target; as published where it has none."""
    if figures.grain is None:
        return case.evidence.by(on)
    found = (v for v in upto(figures.values, on) if v.row.comparable and not v.torn and v.row.area)
    return tuple(v for v in found if v.period.months == figures.grain.months)


def _case(
    measure: Measure,
    rows: Sequence[Observation],
    home: str,
    known: date | None,
    events: Sequence[Event],
    marks: Sequence[Mark],
    references: Mapping[str, Sequence[Observation]],
) -> Case:
    evidence = gather(rows, area=home, known=known, measure=measure, marks=marks)
    named = {t.reference for t in measure.targets if t.reference}
    told = (e for e in events if e.measure == measure.id)
    return Case(
        measure,
        evidence,
        tuple(e for e in told if known is None or e.known is None or e.known <= known),
        {name: _reference(name, rows, references, home, known) for name in named},
        {name: _areas(references[name], home, known) for name in named if name in references},
        known,
    )


def _reference(
    name: str,
    rows: Sequence[Observation],
    references: Mapping[str, Sequence[Observation]],
    home: str,
    known: date | None,
) -> Evidence:
    """An area's figures of the same measure, or what `references` holds under the name: of that area, else of home."""
    own = [r for r in rows if r.area == name]
    other = references.get(name, ())
    named = [*own, *(r for r in other if r.area == name)]
    return gather(named or other, area=name if named else home, known=known)


def _areas(rows: Sequence[Observation], home: str, known: date | None) -> Mapping[str, Evidence]:
    """The evidence of each area, home first."""
    areas = sorted({r.area for r in rows}, key=lambda area: (area != home, area))
    return {area: gather(rows, area=area, known=known) for area in areas if areas[0] == home}


def rule(asked: Asked, on: date) -> Ruling:
    """Step 1, and the way to the rules of the target's kind."""
    case, target, figures = asked
    measure = case.measure
    if target is None:
        stated = measure.role != "context" and measure.kind != "numeric"
        return judge_state(case, None, on) if stated else followed(case, None, "no_target", on)
    if target.kind == "count":
        state = judge_state(case, target, on)
        if state.judgement.status == "dropped":
            return state
    elif measure.kind != "numeric" or target.kind in _STATED:
        return judge_state(case, target, on)
    if not _numbered(measure, target):
        return opened(case, target, on)
    if not judged_by_direction(measure, target):
        return followed(case, target, "direction", on)
    if target.kind in COMPARING:
        return COMPARING[target.kind](case, target, figures, on)
    window = window_of(target)
    return judge_window(case, target, figures, window, on) if window else judge_point(case, target, figures, on)


def _numbered(measure: Measure, target: Target) -> bool:
    """Whether the target holds the number that its kind needs; a window where it needs one."""
    if target.kind == "undefined":
        return False
    if target.kind == "better_than":
        return True
    if target.kind in ("best_of", *CHANGES):
        return target.value is not None
    windowed = target.kind not in ("mean", "sum", "count") or window_of(target) is not None
    return windowed and (condition(measure, target) is not None or not judged_by_direction(measure, target))
