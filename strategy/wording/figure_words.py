"""What a sentence says of figures beside the one that is judged: the newest, the side of a range, what remains.

Words only: which figure counts and what the remaining parts must average is decided where a measure is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from strategy.judging import Judgement, Verdict, operator, window_of
from strategy.model import Measure, Observation, Period, Target
from strategy.series import YEAR_MONTHS
from strategy.texts import count, formats
from strategy.wording.phrases import finer, listed_periods
from strategy.wording.target_words import Speech, written


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest figure, where the judgement has none of its own, and the text under `then` that tells it."""

    key: str
    row: Observation

    def words(self, voice: Speech) -> str:
        """The figure in a sentence of its own."""
        value = "" if self.row.value is None else voice.value(self.row.value)
        return voice.say(f"then.{self.key}", value=value, period=formats.period(self.row.period, voice.lang))


def ended(target: Target, on: date) -> bool:
    """Whether the target's period, or its window, is over on a day."""
    period = window_of(target) or target.period
    return period is not None and period.last_day <= on


def only_baseline(it: Judgement, verdict: Verdict) -> bool:
    """Whether the value that a judgement shows is the baseline's: it is never called the latest figure."""
    baseline = verdict.measure.baseline
    return baseline is not None and it.period == baseline.period and not it.bounded


def unranked(it: Judgement, row: Observation) -> bool:
    """Whether a figure is a place of which it is not known among how many."""
    return it.target is not None and it.target.kind == "best_of" and row.n is None


def undecided_by(it: Judgement, verdict: Verdict) -> bool:
    """Whether a figure came since the baseline, or in the target's period, that decides nothing by itself."""
    row = verdict.latest
    return row is not None and row.value is not None and it.value is None and _since_start(it, row.period)


def _since_start(it: Judgement, period: Period) -> bool:
    if it.baseline_period is not None:
        return period.end > it.baseline_period.end
    whole = None if it.target is None else window_of(it.target) or it.target.period
    return whole is None or (period.end >= whole.start and period.start <= whole.end)


def excused(it: Judgement) -> tuple[Period, ...]:
    """The periods that no exact figure will come for, where the sentence does not speak of that period anyway."""
    whole = None if it.target is None else it.target.period
    return tuple(p for p in it.excused if p not in (whole, it.period))


def named_parts(it: Judgement, voice: Speech) -> Iterator[str]:
    """The figures that are late, will not come, or may not be compared, each by its period."""
    told = it.status == "value_late" and len(it.late) == 1 and it.due is not None
    for name, periods in (("late", () if told else it.late), ("left_out", it.left_out), ("excused", excused(it))):
        if periods:
            words = listed_periods(periods, voice.lang)
            yield count(voice.lang, f"sentences.{name}", len(periods), periods=words)


def newest_figure(it: Judgement, verdict: Verdict, *, denied: bool) -> Newest | None:
    """What is known is told, though it decides nothing; `denied`: the sentence has said that a figure is lacking."""
    row = verdict.latest
    if it.group != "no_figure" or it.reason == "state" or it.value is not None or row is None or row.value is None:
        return None
    if row.period == it.baseline_period:
        return None
    if "baseline_after_value" in it.flags:
        return Newest("older", row)
    if denied:
        return Newest(_order(it, row.period), row)
    return Newest("unranked" if unranked(it, row) and it.reason != "no_n" else "latest", row)


def _order(it: Judgement, period: Period) -> str:
    whole = None if it.target is None else window_of(it.target) or it.target.period
    return "after" if whole is not None and period.end > whole.end else "earlier"


def outside_of_range(it: Judgement, measure: Measure) -> str | None:
    """On which side of the range that its target asks for a value lies: `above` or `below`; None inside or without."""
    if it.target is None or operator(measure, it.target) != "range" or it.low is None or it.high is None:
        return None
    least = it.value if it.value is not None else it.value_low
    most = it.value if it.value is not None else it.value_high
    if least is not None and least > it.high:
        return "above"
    return "below" if most is not None and most < it.low else None


def remaining(it: Judgement, verdict: Verdict, voice: Speech) -> Iterator[str]:
    """What the remaining parts of a mean must average, where all of them may come, and whether that was ever so."""
    number = (it.parts_expected or 0) - len(it.parts)
    if it.target is None or number <= 0 or it.excused or ended(it.target, verdict.on):
        return
    if it.remaining_low is None and it.remaining_high is None:
        return
    yield _left(it, number, voice)
    if "beyond_record" in it.flags:
        yield voice.say("then.beyond_record")


def _left(it: Judgement, number: int, voice: Speech) -> str:
    window = None if it.target is None else window_of(it.target)
    if window is None or any(p.months != YEAR_MONTHS for p in it.parts):
        return count(voice.lang, "sentences.remaining.periods", number, limit=_limit(it, voice))
    known = {p.last_day.year for p in (*it.parts, *it.left_out)}
    years = [y for y in range(window.first_day.year, window.last_day.year + 1) if y not in known]
    if number == 1 and len(years) == 1:
        # the figure of one year that is named is so many dwellings, not so many a year
        return voice.say("remaining.year", year=years[0], limit=_limit(it, voice.counting()))
    return count(voice.lang, "sentences.remaining.years", number, limit=_limit(it, voice))


def _limit(it: Judgement, voice: Speech) -> str:
    decimals = written(voice, it.remaining_low, it.remaining_high, most=finer(voice))
    op = operator(voice.measure, it.target) if it.target is not None else None
    return voice.limits(op, it.remaining_low, it.remaining_high, decimals)
