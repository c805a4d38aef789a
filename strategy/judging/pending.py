"""A verdict whose status is known before it is judged: lists of many measures read no more than that of most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Protocol

from strategy.judging.asked import Inquiry
from strategy.judging.evidence import Verdict
from strategy.judging.evidence.verdict import ATTENTION_GROUPS, group_of, severity
from strategy.judging.spans import StatusTold, told_on
from strategy.judging.statements import accepted
from strategy.judging.status import Rulings, Run, judge_inquiry
from strategy.model import Measure, Observation, Statement

_JUDGED = tuple(field.name for field in fields(Verdict) if field.name not in ("measure", "on", "known"))


class VerdictSource(Protocol):
    """What a verdict of some day is found from, for any measure; each is asked for when it is needed first."""

    def told(self, measure: Measure) -> StatusTold | None:
        """What stands of the status already; None where it has to be judged."""

    def inquiry(self, measure: Measure) -> Inquiry:
        """What is known of the measure."""

    def statements(self, measure: Measure) -> Sequence[Statement]:
        """What was said of it, on whatever day."""

    def run(self, measure: Measure) -> Run | None:
        """As in `judge_inquiry`."""

    def rulings(self, measure: Measure) -> Rulings | None:
        """As in `judge_inquiry`."""


class PendingVerdict(Verdict):
    """The verdict of a measure, equal to that of `judge`, and judged when more is read of it than its status."""

    __slots__ = ("_source", "_told")
    _source: VerdictSource
    _told: StatusTold | None

    @classmethod
    def of(cls, measure: Measure, on: date, known: date | None, source: VerdictSource) -> PendingVerdict:
        """The verdict on the day, and by the knowledge, that `source` is of."""
        made, put = object.__new__(cls), object.__setattr__  # each page makes a thousand
        put(made, "measure", measure)
        put(made, "on", on)
        put(made, "known", known)
        put(made, "_source", source)
        put(made, "_told", None)
        return made

    def __getattr__(self, name: str) -> Any:
        """A part that was not judged yet; Python asks here for a slot that is empty."""
        if name not in _JUDGED:
            raise AttributeError(name)
        source, measure = self._source, self.measure
        if name == "latest":
            return self._latest(source.inquiry(measure))
        whole = judge_inquiry(
            source.inquiry(measure),
            self.on,
            source.statements(measure),
            source.run(measure),
            source.rulings(measure),
        )
        for part in _JUDGED:
            object.__setattr__(self, part, getattr(whole, part))
        return getattr(whole, name)

    def _latest(self, inquiry: Inquiry) -> Observation | None:
        """The newest figure is found without judging."""
        newest = inquiry.case.evidence.newest(self.on)
        object.__setattr__(self, "latest", newest.row if newest else None)
        return self.latest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Verdict) and all(getattr(self, f.name) == getattr(other, f.name) for f in fields(self))

    def __hash__(self) -> int:
        return hash((self.measure.id, self.on, self.known))

    @property
    def status(self) -> str:
        """The status of the headline target."""
        try:
            told = self._told
        except AttributeError:
            told = None
        return (told or self._tell()).status

    @property
    def group(self) -> str:
        """The group of the headline target's status."""
        return group_of(self.status)

    @property
    def figures(self) -> str:
        """What figures there are by the day."""
        return self._tell().figures

    @property
    def needs_attention(self) -> bool:
        """Whether the measure stands in the attention list."""
        return self.group in ATTENTION_GROUPS or self._tell().unreported

    @property
    def attention(self) -> tuple[bool, bool, int]:
        """The place in the attention list, least first."""
        if not hasattr(self, "_source"):
            return super().attention
        taken = accepted(self.measure, self.group, self._source.statements(self.measure), self.on, self.known)
        return (taken is not None, self._tell().unreported, severity(self.status))

    def _tell(self) -> StatusTold:
        """What is told of the status; found where nothing was, and told by the parts of one that was made of them."""
        try:
            told = self._told
        except AttributeError:
            return StatusTold(super().status, self.headline.unreported, super().figures)
        if told is None:
            told = self._source.told(self.measure) or self._found()
            object.__setattr__(self, "_told", told)
        return told

    def _found(self) -> StatusTold:
        inquiry = self._source.inquiry(self.measure)
        return told_on(inquiry.asked[inquiry.headline(self.on)], self.on)
