"""Proposes what a meeting should look at: the worst first, and what changed since the last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from strategy.judging import Verdict, severity
from strategy.meetings.inputs import MeetingInputs
from strategy.model import year_before

MOST_SCREENS = 7
ON_ROAD = 3
"""Fewer measures than this make no road worth a screen."""


class Proposal(NamedTuple):
    """The measures to look at one by one, and whether their road comes first."""

    verdicts: tuple[Verdict, ...]
    changed: frozenset[str]
    """Those whose status is another than at the last meeting."""
    road: bool


def proposed(inputs: MeetingInputs, known: date, focus_area: str = "", last: date | None = None) -> Proposal:
    """At most `MOST_SCREENS` screens on what was known on a day; `last` is the day of knowledge of the last meeting.

    Those that need attention come first, the worst first and among equals the changed; then others that changed.
    Without a last meeting the change is that of a year.
    """
    measures = [m for m in inputs.strategy.of_role("strategy") if focus_area in ("", m.focus_area)]
    verdicts = [inputs.verdict(measure, known) for measure in measures]
    before = last or year_before(known)
    changed = frozenset(v.measure.id for v in verdicts if inputs.verdict(v.measure, before).status != v.status)
    on_road = sum(v.headline.progress is not None for v in verdicts)
    room = MOST_SCREENS - (on_road >= ON_ROAD)
    return Proposal(tuple(_ordered(verdicts, changed)[:room]), changed, on_road >= ON_ROAD)


def _ordered(verdicts: Sequence[Verdict], changed: frozenset[str]) -> list[Verdict]:
    attention = sorted(
        (v for v in verdicts if v.needs_attention), key=lambda v: (*v.attention, v.measure.id not in changed)
    )
    others = (v for v in verdicts if not v.needs_attention and v.measure.id in changed)
    return [*attention, *sorted(others, key=lambda v: severity(v.status))]
