"""Whether the way from the baseline to the target can be measured, and if not, why: the same limits that judge it.

A share of the way is `Judgement.progress` where it starts from the baseline. Of a mean or a sum that field is a share
of the target, and where the baseline met the target it would grow as the value got worse: neither is a way.
"""

from __future__ import annotations

import math

from strategy.judging.evidence.condition import Condition
from strategy.judging.evidence.frequency import window_of
from strategy.judging.evidence.pace import level
from strategy.judging.evidence.verdict import Judgement
from strategy.model import Measure

NO_WAY: tuple[str, ...] = (
    "state", "rank", "reference", "window", "no_baseline", "bounds", "level", "no_period", "no_figure",
)  # fmt: skip
"""Why no share of the way exists, the first that applies: the target asks for a state and no figure, for a place among
others, for another's figure or for several years together; the baseline is not known; the figure is only bounded; the
baseline met the target or was too near to it; the target has no end; no figure is judged."""
_COMPARED = {"best_of": "rank", "better_than": "reference"}
_STATES = ("done", "stage")


def way_missing(judgement: Judgement, measure: Measure) -> str:
    """Why the share of the way is not known, one of `NO_WAY`; empty where `progress` and `elapsed` tell it."""
    target = judgement.target
    if target is None or target.kind in _STATES or measure.kind != "numeric":
        return "state"
    if target.kind in _COMPARED:
        return _COMPARED[target.kind]
    if window_of(target) is not None:
        return "window"
    return _of_values(judgement, measure)


def _of_values(judgement: Judgement, measure: Measure) -> str:
    """The same of a target that one value meets or does not."""
    limits = _limits(judgement)
    if judgement.baseline is None or limits is None:
        return "no_baseline"
    if judgement.bounded:
        return "bounds"
    if limits.holds(judgement.baseline) or level(limits, judgement.baseline, measure):
        return "level"
    if judgement.progress is None:
        return "no_figure"
    return "" if judgement.elapsed is not None and math.isfinite(judgement.elapsed) else "no_period"


def _limits(judgement: Judgement) -> Condition | None:
    if judgement.low is None or judgement.high is None:
        return None
    return Condition(judgement.low, judgement.high, judgement.strict)
