"""The rules by kind of target: point in time, window, comparison, milestone; and measures that are only followed."""

from strategy.judging.targets.comparisons import judge_rank, judge_reference
from strategy.judging.targets.followed import followed, opened
from strategy.judging.targets.milestones import judge_state
from strategy.judging.targets.points import judge_point
from strategy.judging.targets.windows import judge_window

__all__ = ["followed", "judge_point", "judge_rank", "judge_reference", "judge_state", "judge_window", "opened"]
