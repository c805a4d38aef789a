"""Labels in a row or a column, moved apart where they would meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def spread(
    wanted: Sequence[float], gap: float, low: float, high: float, lines: Sequence[int] = ()
) -> tuple[float, ...]:
    """Middles as near to `wanted` as can be, at least `gap` apart, from `low` to `high`, order kept.

    A label may have several `lines` and takes a gap for each. Labels that meet are moved as one group to their middle,
    and groups that meet are joined. Where they do not all fit, they are spaced evenly over the whole length, closer
    than `gap`.
    """
    if not wanted:
        return ()
    high_of = [float(n) for n in lines] or [1.0] * len(wanted)
    gap = min(gap, (high - low) / max(sum(high_of) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    groups = _joined([_Group([i], wanted[i], high_of[i] * gap) for i in order], low - gap / 2, high + gap / 2)
    places: dict[int, float] = {}
    for group in groups:
        top = group.top(low - gap / 2, high + gap / 2)
        for i in group.members:
            places[i] = top + high_of[i] * gap / 2
            top += high_of[i] * gap
    return tuple(places[i] for i in range(len(wanted)))


@dataclass(frozen=True, slots=True)
class _Group:
    """Labels that touch: which, the sum of where they would be, and how high they are together."""

    members: Sequence[int]
    wanted: float
    height: float

    def top(self, low: float, high: float) -> float:
        """Where the first begins: the group is centred on the mean of what its labels wanted, within bounds."""
        return min(max(self.wanted / len(self.members) - self.height / 2, low), high - self.height)


def _joined(groups: Iterable[_Group], low: float, high: float) -> list[_Group]:
    found: list[_Group] = []
    for group in groups:
        found.append(group)
        while len(found) > 1 and found[-1].top(low, high) < found[-2].top(low, high) + found[-2].height - 1e-9:
            one, two = found[-2:]
            found[-2:] = [_Group([*one.members, *two.members], one.wanted + two.wanted, one.height + two.height)]
    return found
