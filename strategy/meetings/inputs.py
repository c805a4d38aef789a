"""What a meeting's screens are made from: a record or a release, asked in the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from strategy.judging import Verdict, judge
from strategy.model import Event, Measure, Observation, Statement, Strategy


@dataclass(frozen=True, slots=True)
class MeetingInputs:
    """The catalogue, and what came: figures and states by measure, and what is said beside statuses."""

    strategy: Strategy
    rows: Callable[[str, Sequence[str]], Sequence[Observation]]
    """Every version of a measure's rows in some areas."""
    events: Mapping[str, Sequence[Event]]
    """By measure, those of its twin among them."""
    statements: Mapping[str, Sequence[Statement]]
    references: Mapping[str, Sequence[Observation]]
    """The home area's rows of every measure, which targets of others may compare with."""

    def verdict(self, measure: Measure, on: date) -> Verdict:
        """The measure judged on a day as it was known on that day."""
        return judge(
            measure,
            self.rows(measure.id, [self.strategy.home, *compared(measure, self.strategy)]),
            on=on,
            known=on,
            home=self.strategy.home,
            events=self.events.get(measure.id, ()),
            marks=self.strategy.marks,
            references=self.references,
            statements=self.statements.get(measure.id, ()),
        )


def compared(measure: Measure, strategy: Strategy) -> tuple[str, ...]:
    """The areas that a measure's targets compare home with."""
    named = dict.fromkeys(t.reference for t in measure.targets if t.reference in strategy.areas)
    return tuple(area for area in named if area and area != strategy.home)
