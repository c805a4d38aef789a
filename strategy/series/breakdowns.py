"""Parts of a whole: the ways in which figures are divided, and whether the parts of one make up the whole.

A part is named `<division>_<part>` (`sex_women`, `age_0_14`): parts of one division exclude each other, and together
they are the whole. Parts of two divisions are the same people twice and are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strategy.model import ACTUAL, Observation, Period


@dataclass(frozen=True, slots=True)
class Division:
    """The rows of one way of dividing, by period and part; `whole` holds the figures of the whole itself."""

    id: str
    parts: tuple[str, ...]
    rows: Mapping[Period, Mapping[str, Observation]]
    whole: Mapping[Period, Observation]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods in which some part has a row, in order of time."""
        return tuple(sorted(self.rows))

    def total(self, period: Period) -> float | None:
        """The sum of the parts; None where the figure of one is not known."""
        values = [self.value(period, part) for part in self.parts]
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    def value(self, period: Period, part: str) -> float | None:
        """The figure of a part."""
        row = self.rows.get(period, {}).get(part)
        return row.value if row else None

    def left_over(self, period: Period) -> float | None:
        """The sum of the parts less the whole; None where either is not known."""
        total, whole = self.total(period), self.whole.get(period)
        return None if total is None or whole is None or whole.value is None else total - whole.value


def divisions(rows: Iterable[Observation], order: Sequence[str]) -> tuple[Division, ...]:
    """The ways in which one area's valid `rows` are divided; divisions and parts in the `order` of the catalogue.

    Plans are left out: what is shown of a part is what happened.
    """
    valid = [row for row in rows if row.value is None or row.quality in ACTUAL]
    whole = {row.period: row for row in valid if not row.breakdown}
    parts = sorted({row.breakdown for row in valid if row.breakdown}, key=lambda part: _place(part, order))
    grouped: dict[str, list[str]] = {}
    for part in parts:
        grouped.setdefault(part.partition("_")[0], []).append(part)
    return tuple(Division(name, tuple(of), _table(valid, of), whole) for name, of in grouped.items())


def _place(part: str, order: Sequence[str]) -> tuple[int, str]:
    return (order.index(part) if part in order else len(order), part)


def _table(rows: Iterable[Observation], parts: Sequence[str]) -> Mapping[Period, Mapping[str, Observation]]:
    found: dict[Period, dict[str, Observation]] = {}
    for row in rows:
        if row.breakdown in parts:
            found.setdefault(row.period, {})[row.breakdown] = row
    return found
