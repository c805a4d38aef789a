"""A meeting: what stands in its file, and what a seal says of its origin; without rules and words of ours.

What its screens show is made of these in `strategy.meetings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from strategy.model.vocabulary import Words


@dataclass(frozen=True, slots=True)
class AgendaSelection:
    """Which of the strategy's own measures an item is about; what is empty narrows nothing."""

    focus_area: str = ""
    sector: str = ""
    group: str = ""
    """One of the groups that statuses are counted in (`GROUPS`)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the meeting decided of an item, with the place where it stands in the minutes."""

    text: Words
    paragraph: str | None = None
    diary_number: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda. It shows measures, a selection of them, or the road of a selection; or its words alone."""

    number: str
    title: Words
    measures: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    """The areas that its measures are set beside; empty: those that have figures, in the catalogue's order."""
    selection: AgendaSelection | None = None
    road: AgendaSelection | None = None
    notes: Words | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with its agenda. Figures are shown and judged as they were known on the day `known`."""

    id: str
    day: date
    known: date
    title: Words
    items: tuple[AgendaItem, ...]
    body: Words | None = None
    """Who meets; an example has none."""
    example: bool = False
    """No meeting that was held or called: it shows what one looks like, and says so on every screen."""
    follows: str | None = None
    """The meeting that this one takes further, or takes the place of."""


@dataclass(frozen=True, slots=True)
class Cancellation:
    """That a meeting was cancelled, and why if anybody says; what was sealed stays as it is."""

    day: date
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class Seal:
    """Where the content of a sealed meeting came from, and the hash that holds both."""

    release: str
    """The first twelve figures of the release's hash, as in its file's name."""
    day: date
    """The day on which it was sealed."""
    sha256: str
    address: str = ""
    """The public https address of the dashboard; empty where it has none."""
    publisher: str = ""
    """Who publishes the dashboard; empty where nobody does officially."""


@dataclass(frozen=True, slots=True)
class KeptMeeting:
    """A meeting as it lies in the data folder and in a release."""

    meeting: Meeting
    """Its file; of a sealed one, as it reads today: decisions may have been added."""
    sealed: str | None = None
    """The text of its sealed file, which `strategy.meetings.opened` reads; None where it is a draft."""
    cancelled: Cancellation | None = None
