"""What the owner or a decision says beside a status; it never changes the status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from strategy.judging.evidence import ATTENTION_GROUPS
from strategy.model import Measure, Statement


def newest_comment(measure: Measure, statements: Sequence[Statement], on: date, known: date | None) -> Statement | None:
    """The owner's newest comment by a day."""
    found = (s for s in _known(measure, "comment", statements, known) if s.day <= on)
    return max(found, key=lambda s: (s.day, repr(s)), default=None)


def accepted(
    measure: Measure, group: str, statements: Sequence[Statement], on: date, known: date | None
) -> Statement | None:
    """The decision that accepts the deviation on a day, from its day to its last, both included; the newest of several.

    There is none beside a status of a `group` that needs no attention.
    """
    if group not in ATTENTION_GROUPS:
        return None
    found = (s for s in _known(measure, "accepted", statements, known) if _holds(s, on))
    return max(found, key=lambda s: (s.decided or s.day, repr(s)), default=None)


def _known(measure: Measure, kind: str, statements: Sequence[Statement], known: date | None) -> Iterator[Statement]:
    own = (s for s in statements if s.measure == measure.id and s.kind == kind)
    return (s for s in own if known is None or s.day <= known)


def _holds(statement: Statement, on: date) -> bool:
    from_ = statement.decided or statement.day
    return from_ <= on and (statement.until is None or on <= statement.until)
