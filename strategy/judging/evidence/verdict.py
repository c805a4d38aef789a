"""The closed vocabulary and the shape of a judgement: names, groups, flags, thresholds, records. No rules.

The rules that fill these records stand in the modules that `status` puts together; pages, sentences and the
method page read the names and the thresholds from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from strategy.model import Baseline, Measure, Observation, Period, Statement, Target

ON_PACE = 0.95
"""A pace R of at least this is `on_pace`."""
SLIGHTLY_BEHIND = 0.60
"""A pace of at least this, but under `ON_PACE`, is `slightly_behind`; less is `far_behind`."""
TOO_EARLY = 0.2
"""Below this share of the way, in time, a pace is `too_early` to judge."""
NEARLY = 0.95
"""A final progress p of at least this is `nearly`, where the baseline did not meet the target."""
SMALL_N = 100
"""Fewer people or answers than this carry the flag `small_n`."""
FEW_POINTS = 2
"""So many values after the baseline, or fewer, carry a pace with the flag `few_points`."""
STALE_CADENCES = 2
"""A newest value older than so many times its cadence is `stale`."""
PACE_YEARS = 3
"""The pace that is left is set against changes over so many years."""
PROJECTION_POINTS = 3
"""Fewer values than this have no projection."""
RECORD_VALUES = 5
"""So many values of the parts' length must be on record before a mean can lie `beyond_record`."""
BAND_POINTS = 5
"""From so many values on a projection has a prediction band."""
BAND_COVERAGE = 0.8
"""The share of outcomes that the prediction band is meant to hold."""
EPSILON = 1e-9
"""Borders are guarded against floating point by this much."""

GROUPS: tuple[str, ...] = (
    "behind", "slightly_behind", "not_yet", "on_the_way", "on_target", "no_figure", "not_judged",
)  # fmt: skip
JUDGED_GROUPS = GROUPS[:5]
ATTENTION_GROUPS = GROUPS[:3]
"""The groups of the attention list, in its order."""

GROUP_OF: Mapping[str, str] = MappingProxyType({
    "wrong_way": "behind",
    "not_met": "behind",
    "far_behind": "behind",
    "overdue": "behind",
    "slipped": "behind",
    "slightly_behind": "slightly_behind",
    "nearly": "slightly_behind",
    "not_yet": "not_yet",
    "too_early": "on_the_way",
    "not_started": "on_the_way",
    "under_way": "on_the_way",
    "within": "on_the_way",
    "on_pace": "on_the_way",
    "reached": "on_target",
    "met": "on_target",
    "done": "on_target",
    "done_late": "on_target",
    "value_late": "no_figure",
    "result_pending": "no_figure",
    "not_reported": "no_figure",
    "no_value": "no_figure",
    "not_due": "no_figure",
    "target_undefined": "not_judged",
    "undated": "not_judged",
    "followed": "not_judged",
    "dropped": "not_judged",
})  # fmt: skip
"""The group of every status, worst first."""

STATUSES: tuple[str, ...] = tuple(GROUP_OF)

FLAGS: tuple[str, ...] = (
    "preliminary", "estimate", "secondary_source", "low_confidence", "few_points", "small_n", "stale", "series_break",
    "revised", "target_moved", "baseline_after_value", "beyond_record", "inferred", "accepted",
)  # fmt: skip

PACE_STATUSES = ("wrong_way", "far_behind", "slightly_behind", "too_early", "on_pace")
"""The names that a pace decides; R and `few_points` stand beside these alone."""

REASONS: tuple[str, ...] = (
    "", "before_baseline", "before_target", "no_baseline", "no_period", "no_base", "no_pace", "pace", "level", "mean",
    "sum", "count", "each", "rank", "reference", "no_reference", "not_comparable", "incomplete", "no_calendar",
    "excused", "none_expected", "state", "no_target", "direction", "undecided", "no_n", "no_aggregate",
    "baseline_alone",
)  # fmt: skip
"""Which branch of the rules spoke; a sentence is chosen by the status and this.

`undecided`: the source only bounds the figure (or the reference), and values inside the bounds give several statuses.
`no_n`: places are known, but not how many were compared. `no_aggregate`: figures shorter than the target's period
came, and nobody says how they make it. `baseline_alone`: followed, and the strategy's own baseline is all there is.
"""


def group_of(status: str) -> str:
    """The group a status is shown under."""
    return GROUP_OF[status]


def figures_told(latest: Observation | None, baseline: Baseline | None) -> str:
    """What figures there are, by the newest of them: `none`, the `baseline` alone, or `more`."""
    if latest is None:
        return "none"
    return "baseline" if baseline is not None and latest.period == baseline.period else "more"


def severity(status: str) -> int:
    """The place of a status in `STATUSES`: 0 is the worst."""
    return STATUSES.index(status)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One target judged on one day, with every fact that its sentence and its calculation need.

    Values are in the measure's unit, rounded as printed unless said otherwise; positions are years (2019 at 2020.0).
    """

    target: Target | None
    status: str = "no_value"
    reason: str = ""
    value: float | None = None
    exact: float | None = None
    """The value before rounding."""
    period: Period | None = None
    """The period of `value`; of a mean or a sum, from its first part to its last."""
    position: float | None = None
    n: int | None = None
    """How many the value was counted from; of a rank, how many were compared."""
    baseline: float | None = None
    baseline_period: Period | None = None
    target_value: float | None = None
    """T; of a change, as it follows from the baseline; of a range, the limit nearest to the value."""
    low: float | None = None
    high: float | None = None
    strict: bool = False
    rounding_decides: bool = False
    """The condition reads otherwise on the unrounded value."""
    reference_value: float | None = None
    progress: float | None = None
    elapsed: float | None = None
    pace: float | None = None
    """R, unrounded."""
    needed_per_year: float | None = None
    achieved_per_year: float | None = None
    required_left: float | None = None
    """The yearly change needed from the value to the target."""
    recent_pace: float | None = None
    """The mean of the last three yearly changes."""
    best_pace: float | None = None
    """The best mean change of three years in a row on record."""
    flags: tuple[str, ...] = ()
    since: date | None = None
    """The first day of the unbroken run of this status; None where it was never otherwise."""
    due: date | None = None
    """The deadline of a milestone, or the day on which the missing value is or was due."""
    days_overdue: int | None = None
    state: str | None = None
    state_day: date | None = None
    state_source: str | None = None
    stage: str | None = None
    parts: tuple[Period, ...] = ()
    left_out: tuple[Period, ...] = ()
    """Parts of the window that may not be compared."""
    parts_expected: int | None = None
    remaining_low: float | None = None
    """What the remaining parts must average, at least, unrounded."""
    remaining_high: float | None = None
    places: int | None = None
    """How many places are good enough, of a rank."""
    margin: float | None = None
    """The distance in the ranked measure to the first place outside."""
    planned: tuple[date, ...] = ()
    missing: str | None = None
    """The stated reason for a missing value (`model.MISSING`)."""
    values_after: int = 0
    """How many comparable values stand after the baseline."""
    value_low: float | None = None
    """The least that the value can be, as printed, where its source only bounds it; `value` is then None."""
    value_high: float | None = None
    """The most that the value can be, as printed, where its source only bounds it; `value` is then None."""
    late: tuple[Period, ...] = ()
    """Parts of the window, or periods, whose value should be there by the day and is not."""
    excused: tuple[Period, ...] = ()
    """Parts of the window, or periods, whose value will not come, as stated (`missing`), or only within bounds."""
    stages_done: int | None = None
    """How many of the asked stages are done, of `stages_asked`; None where no stages are asked."""
    stages_asked: int | None = None
    unreported: bool = False
    """Nobody has reported a stage whose day is past (`days_overdue`), though another stage was: it needs attention."""

    @property
    def group(self) -> str:
        """The group the status is shown under."""
        return group_of(self.status)

    @property
    def bounded(self) -> bool:
        """The value is known only between bounds."""
        return self.value_low is not None or self.value_high is not None


@dataclass(frozen=True, slots=True)
class Trend:
    """The change from the previous comparable value.

    `kind` is `improving`, `worsening` or `unchanged`; where no direction is better, `rising` or `falling`.
    """

    kind: str
    change: float
    value: float
    period: Period
    previous: float
    previous_period: Period


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the series goes if it goes on at the pace that is judged: a dotted line, never a status.

    The line runs from (`start`, `start_value`) to (`end`, `value`), positions in years; `low` and `high` are the
    prediction band at its end, None for fewer than `BAND_POINTS` values (`few_points`). `slope` is the mean yearly
    change from the first of `points` values to the last, in the measure's unit; `first` and `last` are their periods
    (None in what was sealed before they were told, with a slope of another kind).
    """

    start: float
    start_value: float
    end: float
    value: float
    low: float | None
    high: float | None
    slope: float
    points: int
    few_points: bool
    clipped: bool
    first: Period | None = None
    last: Period | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A measure judged on one day: a judgement for each target in order, or one without a target."""

    measure: Measure
    on: date
    known: date | None
    headline: Judgement
    judgements: tuple[Judgement, ...]
    trend: Trend | None
    projection: Projection | None
    latest: Observation | None
    """The newest actual value of the home area by the day, comparable or not."""
    next_due: date | None
    later: Period | None = None
    """The period of the first figure, where every figure stands after the day."""
    comment: Statement | None = None
    """The owner's newest comment by the day."""
    acceptance: Statement | None = None
    """The accepted deviation that holds on the day, beside a status that needs attention."""

    @property
    def figures(self) -> str:
        """What figures there are by the day: `none`, the `baseline` alone, or `more`."""
        return figures_told(self.latest, self.measure.baseline)

    @property
    def status(self) -> str:
        """The status of the headline target."""
        return self.headline.status

    @property
    def group(self) -> str:
        """The group of the headline target's status."""
        return self.headline.group

    @property
    def needs_attention(self) -> bool:
        """Whether the measure stands in the attention list."""
        return self.group in ATTENTION_GROUPS or self.headline.unreported

    @property
    def attention(self) -> tuple[bool, bool, int]:
        """The place in the attention list, least first: by severity, then unreported stages, accepted ones last."""
        return ("accepted" in self.headline.flags, self.headline.unreported, severity(self.status))
