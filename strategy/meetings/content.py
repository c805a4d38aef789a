"""What the screens of a meeting show: everything by which a wall or a paper can be made, without a release at hand.

Texts are finished in all languages; verdicts, figures and the part of the catalogue that charts need stand beside them,
so that a chart is drawn from what was known, and what has changed since can be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from strategy.judging import Verdict
from strategy.model import Event, Meeting, Observation, Statement, Strategy, Text
from strategy.wording import LargeFigure

KINDS = ("measure", "selection", "road", "words")
"""What a screen shows: one measure, a list of several, their road, or the words and decisions of an item."""


@dataclass(frozen=True, slots=True)
class MeetingScreen:
    """One screen, in the order of the agenda; `item` is the place of its agenda item, from 0."""

    kind: str
    item: int
    measures: tuple[str, ...] = ()
    part: int = 1
    """A selection that one screen cannot hold goes on: which of its screens this is, of `parts`."""
    parts: int = 1


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of the shown figures in words: who publishes it, and what it is called."""

    id: str
    text: Text
    secondary: bool = False
    """Not the publisher's own figures; its text says so."""


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure as it was shown: every text in all languages, and what they and its chart were made of."""

    name: Text
    goal: Text
    """Number and name of the goal."""
    status: str
    group: str
    status_word: Text
    sentence: Text
    value: Text
    """The judged or the newest value with its unit and period; of a milestone, its state; empty where there is none."""
    target: Text
    """The headline target in words, with its period; empty where there is none."""
    figures: Mapping[str, tuple[LargeFigure, ...]]
    """By language: what is printed large, such as the value, the target and the distance between them."""
    sectors: tuple[str, ...]
    """Ids of `strategy.sectors`."""
    sources: tuple[SourceLine, ...]
    calculation: tuple[Text, ...]
    """The steps from the figures to the status, a line each."""
    verdict: Verdict
    """On and as known on the meeting's `known`; the owner's comment is its `comment`, in the owner's own words."""
    rows: tuple[Observation, ...]
    """Every version by that day of the whole's figures, of home and of the areas that it is set beside."""
    peers: tuple[str, ...] = ()
    """The areas that it is set beside, home left out."""
    earlier: Verdict | None = None
    """A year before, where the road shows it."""
    events: tuple[Event, ...] = ()
    """The states that were known, where it is judged by them."""

    @property
    def id(self) -> str:
        """The id of the measure."""
        return self.verdict.measure.id

    @property
    def comment(self) -> Statement | None:
        """What its owner said by the day."""
        return self.verdict.comment


@dataclass(frozen=True, slots=True)
class MeetingContent:
    """A meeting with all that its screens show."""

    meeting: Meeting
    screens: tuple[MeetingScreen, ...]
    measures: Mapping[str, ShownMeasure]
    """Every measure of any screen, by its id."""
    strategy: Strategy
    """The part of the catalogue that these measures need: units, areas, sources, notes, marks, sectors, goals."""
    references: Mapping[str, tuple[Observation, ...]]
    """The rows of measures that are not shown and that a target compares with."""

    @property
    def on(self) -> date:
        """The day judged, which is the day of knowledge."""
        return self.meeting.known

    def of_screen(self, screen: MeetingScreen) -> Sequence[ShownMeasure]:
        """The measures of a screen, in its order."""
        return [self.measures[id_] for id_ in screen.measures]
