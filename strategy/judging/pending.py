"""A verdict whose status is known before it is judged: lists of many measures read no more than that of most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from strategy.judging.asked import Inquiry
from strategy.judging.evidence import Verdict
from strategy.judging.evidence.verdict import ATTENTION_GROUPS, group_of, severity
from strategy.judging.spans import StatusTold, told_on
from strategy.judging.statements import accepted
from strategy.judging.status import Run, judge_inquiry
from strategy.model import Measure, Statement

_JUDGED = tuple(field.name for field in fields(Verdict) if field.name not in ("measure", "on", "known"))


class PendingVerdict(Verdict):
    """The verdict of a measure, equal to that of `judge`, and judged when more is read of it than its status."""

    __slots__ = ("_inquiry", "_run", "_statements", "_tell_first", "_told")

    @classmethod
    def of(
        cls,
        measure: Measure,
        on: date,
        known: date | None,
        told: StatusTold | None,
        inquiry: Callable[[], Inquiry],
        statements: Sequence[Statement],
        run: Run | None = None,
        tell: Callable[[], StatusTold] | None = None,
    ) -> PendingVerdict:
        """`told` is what stands of its status already, None where nothing does; `inquiry` what is known of it.

        `run` is that of `judge_inquiry`; `tell` finds what stands of its status, where it is known how without judging.
        """
        made, put = object.__new__(cls), object.__setattr__  # each page makes a thousand
        put(made, "measure", measure)
        put(made, "on", on)
        put(made, "known", known)
        put(made, "_told", told)
        put(made, "_inquiry", inquiry)
        put(made, "_statements", statements)
        put(made, "_run", run)
        put(made, "_tell_first", tell)
        return made

    def __getattr__(self, name: str) -> Any:
        """A part that was not judged yet; Python asks here for a slot that is empty."""
        if name not in _JUDGED:
            raise AttributeError(name)
        whole = judge_inquiry(self._inquiry(), self.on, self._statements, self._run)
        for part in _JUDGED:
            object.__setattr__(self, part, getattr(whole, part))
        return getattr(whole, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Verdict) and all(getattr(self, f.name) == getattr(other, f.name) for f in fields(self))

    def __hash__(self) -> int:
        return hash((self.measure.id, self.on, self.known))

    @property
    def status(self) -> str:
        """The status of the headline target."""
        return self._tell().status

    @property
    def group(self) -> str:
        """The group of the headline target's status."""
        return group_of(self._tell().status)

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
        if not hasattr(self, "_statements"):
            return super().attention
        taken = accepted(self.measure, self.group, self._statements, self.on, self.known)
        return (taken is not None, self._tell().unreported, severity(self.status))

    def _tell(self) -> StatusTold:
        """What is told of the status; found where nothing was, and told by the parts of one that was made of them."""
        try:
            told: StatusTold | None = self._told
        except AttributeError:
            return StatusTold(super().status, self.headline.unreported, super().figures)
        if told is None:
            told = self._tell_first() if self._tell_first else self._found()
            object.__setattr__(self, "_told", told)
        return told

    def _found(self) -> StatusTold:
        inquiry = self._inquiry()
        return told_on(inquiry.asked[inquiry.headline(self.on)], self.on)
