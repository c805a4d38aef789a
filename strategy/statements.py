"""Which of the things said of a measure stand beside its status on a day. They never change the status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from strategy.model import Statement


def comment_on(statements: Iterable[Statement], on: date, known: date | None = None) -> Statement | None:
    """The newest comment by the day, of what was known on `known` (None: of all); of one day's the one listed last."""
    told = [s for s in _known(statements, "comment", known) if s.day <= on]
    return max(reversed(told), key=lambda s: s.day, default=None)


def acceptance_on(statements: Iterable[Statement], on: date, known: date | None = None) -> Statement | None:
    """The accepted deviation that holds on the day, from its decision to its last day; of several the newest."""
    held = [s for s in _known(statements, "accepted", known) if s.decided and s.until and s.decided <= on <= s.until]
    return max(reversed(held), key=lambda s: s.decided or date.min, default=None)


def _known(statements: Iterable[Statement], kind: str, known: date | None) -> Iterator[Statement]:
    return (s for s in statements if s.kind == kind and (known is None or s.day <= known))
