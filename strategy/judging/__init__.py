"""How a measure stands on a day: `judge(measure, ...)` gives a `Verdict`; `changes` compares two days."""

from strategy.judging.actions import action_state, reported_between
from strategy.judging.asked import Inquiry, inquire
from strategy.judging.between_turns import RulingBetweenTurns, StatusBetweenTurns
from strategy.judging.changes import (
    FigureChange,
    Knowledge,
    MeasureChanges,
    Span,
    StatementChange,
    StatusChange,
    TargetChange,
    changes,
)
from strategy.judging.evidence import verdict
from strategy.judging.evidence.condition import (
    CHANGES,
    as_fine,
    judged_by_direction,
    leaves_one_value,
    operator,
    sign,
)
from strategy.judging.evidence.frequency import EVENT_KINDS, grain_of, is_finer, window_of
from strategy.judging.evidence.gathering import Evidence, Standing, gather
from strategy.judging.evidence.schedule import EXCUSING, due_day, expected
from strategy.judging.evidence.verdict import (
    BAND_COVERAGE,
    GROUPS,
    JUDGED_GROUPS,
    ON_PACE,
    SLIGHTLY_BEHIND,
    SMALL_N,
    STATUSES,
    TOO_EARLY,
    Judgement,
    Trend,
    Verdict,
    group_of,
    severity,
)
from strategy.judging.evidence.way import NO_WAY, way_missing
from strategy.judging.headline import headline_of
from strategy.judging.pending import PendingVerdict
from strategy.judging.spans import StatusSpan, StatusTold, knowledge_days, rules_version, status_spans
from strategy.judging.statements import newest_comment
from strategy.judging.status import Rulings, Run, judge
from strategy.judging.twins import with_twins

__all__ = [
    "BAND_COVERAGE",
    "CHANGES",
    "EVENT_KINDS",
    "EXCUSING",
    "GROUPS",
    "JUDGED_GROUPS",
    "NO_WAY",
    "ON_PACE",
    "SLIGHTLY_BEHIND",
    "SMALL_N",
    "STATUSES",
    "TOO_EARLY",
    "Evidence",
    "FigureChange",
    "Inquiry",
    "Judgement",
    "Knowledge",
    "MeasureChanges",
    "PendingVerdict",
    "RulingBetweenTurns",
    "Rulings",
    "Run",
    "Span",
    "Standing",
    "StatementChange",
    "StatusBetweenTurns",
    "StatusChange",
    "StatusSpan",
    "StatusTold",
    "TargetChange",
    "Trend",
    "Verdict",
    "action_state",
    "as_fine",
    "changes",
    "due_day",
    "expected",
    "gather",
    "grain_of",
    "group_of",
    "headline_of",
    "inquire",
    "is_finer",
    "judge",
    "judged_by_direction",
    "knowledge_days",
    "leaves_one_value",
    "newest_comment",
    "operator",
    "reported_between",
    "rules_version",
    "severity",
    "sign",
    "status_spans",
    "verdict",
    "way_missing",
    "window_of",
    "with_twins",
]
