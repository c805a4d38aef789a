"""What a chart shows of targets: levels and ranges over time, worded from the fullest to a few signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


class _Worded:
    """What is aimed at in words, of a level as of a range."""

    __slots__ = ()
    wordings: tuple[str, ...]

    @property
    def label(self) -> str:
        """In words, with the period it is for."""
        return self.wordings[0]

    @property
    def short(self) -> str:
        """In a few signs."""
        return self.wordings[-1]


@dataclass(frozen=True, slots=True)
class Step(_Worded):
    """A level that is aimed at from `start` to `end`. `judged` is false for another measure's target."""

    start: float
    end: float
    value: float
    wordings: tuple[str, ...]
    """In words, fullest first: with the period it is for, without, and in a few signs."""
    judged: bool = True

    @property
    def levels(self) -> tuple[float, ...]:
        """Where its line runs."""
        return (self.value,)


def moves(steps: Sequence[Step]) -> tuple[tuple[Step, Step], ...]:
    """The pairs of levels where one target took over from another."""
    return tuple((a, b) for a, b in pairwise(steps) if a.judged and b.judged and abs(a.end - b.start) < 1e-6)


@dataclass(frozen=True, slots=True)
class Band(_Worded):
    """A range that is aimed at, `low` and `high` included, from `start` to `end`."""

    start: float
    end: float
    low: float
    high: float
    wordings: tuple[str, ...]
    """In words, fullest first: with the period it is for, without, and in a few signs."""
    judged: bool = True

    @property
    def levels(self) -> tuple[float, ...]:
        """Where its two lines run, the upper first."""
        return (self.high, self.low)
