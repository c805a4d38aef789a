"""A stored span says of each day what `judge` says of it, and a verdict that is judged later is the same verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.spans import by_measure
from strategy.judging import (
    Inquiry,
    PendingVerdict,
    RulingBetweenTurns,
    Rulings,
    Run,
    StatusBetweenTurns,
    StatusSpan,
    StatusTold,
    inquire,
    judge,
    knowledge_days,
    rules_version,
    status_spans,
)
from strategy.model import Event, Mark, Measure, Observation, Statement
from tests.strategy.drawing import HOME, measure
from tests.strategy.judging.test_properties import (
    DAYS,
    MAYBE_DAY,
    QUICK,
    happenings,
    histories,
    marks,
    measures,
)

UNTIL = date(2030, 12, 31)
MANY_DAYS = st.lists(st.dates(date(2010, 1, 1), UNTIL), min_size=8, max_size=8)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Given:
    """A source of the verdicts of one measure."""

    status: StatusTold | None
    asked: Callable[[], Inquiry]
    since: Run | None = None
    ruled: Rulings | None = None

    def told(self, measure: Measure) -> StatusTold | None:
        return self.status

    def inquiry(self, measure: Measure) -> Inquiry:
        return self.asked()

    def statements(self, measure: Measure) -> Sequence[Statement]:
        return ()

    def run(self, measure: Measure) -> Run | None:
        return self.since

    def rulings(self, measure: Measure) -> Rulings | None:
        return self.ruled


def _spans(of: Measure, rows: Sequence[Observation], events: Sequence[Event], breaks: Sequence[Mark],
           references: Sequence[Observation]) -> tuple[Inquiry, list[StatusSpan]]:  # fmt: skip
    asked = inquire(of, rows, home=HOME, events=events, marks=breaks, references={"x": references})
    return asked, list(status_spans(asked, knowledge_days([*rows, *references], asked)[-1], UNTIL))


@settings(QUICK, max_examples=30)  # each of some hundred judgements
@given(measures, histories, happenings, marks, histories, MANY_DAYS)
def test_the_span_of_a_day_says_what_the_judge_says(
    of: Measure, rows: list[Observation], events: list[Event], breaks: list[Mark],
    references: list[Observation], days: list[date],
) -> None:  # fmt: skip
    """On days at random and at the border of every span: status, unreported stages, what figures there are."""
    _, spans = _spans(of, rows, events, breaks, references)
    known = spans[0].known
    for day in {*days, *(s.first_day for s in spans), *(s.last_day for s in spans)}:
        for by in (None, max(known, day)):
            verdict = judge(of, rows, on=day, home=HOME, known=by, events=events, marks=breaks,
                            references={"x": references})  # fmt: skip
            for place, judgement in enumerate(verdict.judgements):
                target = 0 if judgement.target is None else place + 1
                (told,) = (s for s in spans if s.target == target and s.first_day <= day <= s.last_day)
                assert (told.status, told.unreported, told.figures) == (
                    judgement.status, judgement.unreported, verdict.figures,
                )  # fmt: skip


@settings(QUICK, max_examples=80)
@given(measures, histories, happenings, marks, histories)
def test_spans_follow_each_other_without_gap_and_each_tells_something_new(
    of: Measure, rows: list[Observation], events: list[Event], breaks: list[Mark], references: list[Observation]
) -> None:
    for _, own in groupby(_spans(of, rows, events, breaks, references)[1], key=lambda span: span.target):
        every = list(own)
        assert (every[0].first_day, every[-1].last_day) == (date.min, UNTIL)
        for before, after in pairwise(every):
            assert after.first_day == before.last_day + ONE_DAY
            assert (after.status, after.unreported, after.figures) != (before.status, before.unreported, before.figures)


@settings(QUICK, max_examples=100)
@given(measures, histories, happenings, marks, DAYS, MAYBE_DAY)
def test_a_verdict_that_is_judged_later_is_the_verdict(
    of: Measure, rows: list[Observation], events: list[Event], breaks: list[Mark], on: date, known: date | None
) -> None:
    """Whether its status was told or has to be found first, and whichever of its parts is read first."""
    now = judge(of, rows, on=on, home=HOME, known=known, events=events, marks=breaks)
    asked = inquire(of, rows, home=HOME, known=known, events=events, marks=breaks)
    told = StatusTold(now.status, now.headline.unreported, now.figures)
    for given_ in (told, None):
        later = PendingVerdict.of(of, on, known, Given(given_, lambda: asked))
        read = (later.status, later.group, later.figures, later.needs_attention, later.attention)
        assert read == (now.status, now.group, now.figures, now.needs_attention, now.attention)
        assert later == now
        assert replace(later, next_due=on).attention == now.attention


def test_a_status_that_is_told_is_not_judged() -> None:
    def never() -> Inquiry:
        raise AssertionError

    told = StatusTold("met", unreported=False, figures="more")
    assert PendingVerdict.of(measure("up"), date(2021, 12, 31), None, Given(told, never)).group == "on_target"


def test_the_version_of_the_rules_is_that_of_their_code() -> None:
    assert len(rules_version()) == 64
    assert rules_version() == rules_version()


@settings(QUICK, max_examples=60)
@given(measures, histories, happenings, marks, histories, MANY_DAYS)
def test_the_run_of_spans_tells_since_when_a_status_holds(
    of: Measure, rows: list[Observation], events: list[Event], breaks: list[Mark],
    references: list[Observation], days: list[date],
) -> None:  # fmt: skip
    """As the judge finds it by judging other days."""
    asked, spans = _spans(of, rows, events, breaks, references)
    stored = by_measure(spans)[of.id]
    for day in days:
        verdict = judge(of, rows, on=day, home=HOME, events=events, marks=breaks, references={"x": references})
        told = stored.on(of, day, None)
        assert PendingVerdict.of(of, day, None, Given(told, lambda: asked, stored.run)) == verdict


@settings(QUICK, max_examples=60)
@given(measures, histories, happenings, marks, MANY_DAYS, MAYBE_DAY)
def test_between_two_turning_days_the_status_that_was_found_is_told(
    of: Measure, rows: list[Observation], events: list[Event], breaks: list[Mark], days: list[date], known: date | None
) -> None:
    """In whatever order the days are asked for, by all that is known and by what was known on a day."""
    whole = inquire(of, rows, home=HOME, events=events, marks=breaks)
    since = None if known is None else max(d for d in knowledge_days(rows, whole) if d <= known)
    then = inquire(of, rows, home=HOME, known=since, events=events, marks=breaks)
    kept = StatusBetweenTurns(then, UNTIL - timedelta(days=2000))
    for day in [*days, *(day + ONE_DAY for day in days)]:
        verdict = judge(of, rows, on=day, home=HOME, known=known, events=events, marks=breaks)
        assert kept.on(day, known) == (verdict.status, verdict.headline.unreported, verdict.figures)


@settings(QUICK, max_examples=40)
@given(measures, histories, happenings, marks, histories, MANY_DAYS, MAYBE_DAY)
def test_a_ruling_that_is_kept_between_turns_makes_the_verdict_of_each_day(
    of: Measure, rows: list[Observation], events: list[Event], breaks: list[Mark],
    references: list[Observation], days: list[date], known: date | None,
) -> None:  # fmt: skip
    """In whatever order the days are asked for, in all parts of the verdict."""
    named = {"x": references}
    whole = inquire(of, rows, home=HOME, events=events, marks=breaks, references=named)
    since = None if known is None else max(d for d in knowledge_days([*rows, *references], whole) if d <= known)
    then = inquire(of, rows, home=HOME, known=since, events=events, marks=breaks, references=named)
    kept = RulingBetweenTurns(then, UNTIL - timedelta(days=2000))
    for day in [*days, *(day + ONE_DAY for day in days)]:
        verdict = judge(of, rows, on=day, home=HOME, known=known, events=events, marks=breaks, references=named)
        later = PendingVerdict.of(of, day, known, Given(None, lambda: then.known_on(known), None, kept.on))
        assert later == verdict
