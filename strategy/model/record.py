"""What came of a strategy: observations, events, statements, erasures and marks, as frozen records without rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from strategy.model.periods import Period
from strategy.model.vocabulary import LANGUAGES, Text, Words


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure, or the reason why there is none, as it became known on a day. Rows are only ever added.

    `known` is None where the day of publication is not known; such a row is visible under every `known`.
    """

    measure: str
    area: str
    period: Period
    value: float | None
    source: str
    breakdown: str = ""
    missing: str | None = None
    quality: str = "final"
    confidence: str = "high"
    known: date | None = None
    known_basis: str = "unknown"
    note: str | None = None
    n: int | None = None
    day: date | None = None
    """The day a survey was made, where given: the value then stands at that day."""
    origin: str = ""
    accepted_by: str = ""
    comparable: bool = True
    """False where its note says that it may not be compared with the other rows."""
    secondary: bool = False
    """Its source is not the publisher's own."""
    low: float | None = None
    """Quality `bound`: the figure is at least this; `value` is then None. Both limits are included."""
    high: float | None = None
    """Quality `bound`: the figure is at most this."""

    @property
    def is_bound(self) -> bool:
        """Its source does not tell the figure, only within which limits it lies."""
        return self.low is not None or self.high is not None

    @property
    def tells(self) -> bool:
        """It says something of the figure: the figure itself, or its limits; otherwise why there is none."""
        return self.value is not None or self.is_bound


@dataclass(frozen=True, slots=True)
class Event:
    """A dated state of a milestone, with its source (`STATES`); `stage` names the part that it is about."""

    measure: str
    day: date
    state: str
    source: str
    stage: str | None = None
    known: date | None = None
    note: str | None = None
    origin: str = ""
    accepted_by: str = ""
    occasion: int | None = None
    """Which of several on one day it is, from 1; only for what is counted (`held`)."""


@dataclass(frozen=True, slots=True)
class ActionEvent:
    """A dated state of an action, with its source (`ACTION_STATES`). An action has no due day and is never judged."""

    action: str
    day: date
    state: str
    source: str
    known: date | None = None
    note: str | None = None
    origin: str = ""
    accepted_by: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the owner or a decision says of a measure, beside its status and never changing it (`STATEMENT_KINDS`).

    A `comment` is the owner's own words; `accepted` is a deviation that a body has accepted until a day.
    """

    measure: str
    kind: str
    day: date
    """The day on which it became known."""
    role: str
    """Who says it, as an office and not as a person."""
    text: Words
    """The comment, or the reason why the deviation is accepted."""
    until: date | None = None
    """`accepted`: its last day, included."""
    decided: date | None = None
    """`accepted`: the day of the decision, from which it holds."""
    body: Words | None = None
    """`accepted`: the body that decided."""
    paragraph: str | None = None
    """`accepted`: the paragraph of its minutes."""
    origin: str = ""
    accepted_by: str = ""

    @property
    def role_language(self) -> str:
        """The language of the role, which is written once: that of the words, the first where they have several."""
        return next(lang for lang, text in zip(LANGUAGES, self.text, strict=True) if text)


@dataclass(frozen=True, slots=True)
class Erasure:
    """The mark that a figure was erased as the law requires: what, when, why and by whom, never the figure itself."""

    measure: str
    area: str
    period: Period
    day: date
    reason: str
    erased_by: str
    breakdown: str = ""
    figures: int = 1
    """How many rows of the history went."""
    files: tuple[str, ...] = ()
    """The kept files that went with them, by their names inside the data folder."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened to a series: a `break` (values before and after are not compared) or a `decision`."""

    measure: str
    day: date
    kind: str
    text: Text
