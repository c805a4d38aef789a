"""Changes between two days, drawn case by case."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from strategy.judging.changes import CAUSES, FIGURE_CHANGES, Knowledge, MeasureChanges, Span, changes
from strategy.judging.evidence.verdict import Verdict
from strategy.judging.status import judge
from strategy.model.catalogue import Measure, Strategy
from strategy.model.record import Event, Observation, Statement
from strategy.model.vocabulary import LANGUAGES, Words
from strategy.wording.change_words import statement_line
from tests.strategy.drawing import HOME, Row, events, measure, rows, table

CASES = table("changes")


def between(of: Measure, figures: list[Observation], told: tuple[Event, ...], first: date, last: date) -> Span:
    """The measure judged on the first day, on the last with the first's knowledge, and on the last."""

    def judged(on: date, known: date) -> dict[str, Verdict]:
        return {of.id: judge(of, figures, on=on, home=HOME, known=known, events=told)}

    return Span(first, last, judged(first, first), judged(last, first), judged(last, last))


def found(case: Row) -> MeasureChanges | None:
    """What changed in a drawn case; None where nothing did."""
    of, figures, told = measure(case.cells["measure"]), rows(case.cells["rows"]), events(case.cells["events"])
    span = between(of, figures, told, date.fromisoformat(case.cells["first"]), date.fromisoformat(case.cells["last"]))
    strategy = cast(Strategy, SimpleNamespace(measures={of.id: of}))
    knowledge = Knowledge({of.id: figures}, {of.id: told}, {})
    whole = changes(strategy, knowledge, span)
    assert changes(strategy, knowledge.dated(strategy), span) == whole
    assert len(whole) <= 1
    return whole[0] if whole else None


def told(change: MeasureChanges | None) -> tuple[str, str, str, str]:
    """The changes as they are drawn: figures, targets, status, cause."""
    if change is None:
        return "", "", "", ""
    figures = ", ".join(
        " ".join(
            part
            for part in (
                f.kind,
                str(f.after.period),
                "" if f.after.area == HOME else f.after.area,
                f"{f.before.value:g} > {f.after.value:g}" if f.kind == "corrected" and f.before else "",
            )
            if part
        )
        for f in change.figures
    )
    targets = ", ".join(
        f"moved {t.before.value:g} > {t.after.value:g}" if t.before else f"new {t.after.value:g}"
        for t in change.targets
    )
    if change.status is None:
        return figures, targets, "", ""
    both = (change.status.before.headline.status, change.status.after.headline.status)
    return figures, targets, " > ".join(both), "+".join(change.status.causes)


@pytest.mark.parametrize("number", range(len(CASES)))
def test_what_changed(number: int) -> None:
    case = CASES[number]
    assert told(found(case)) == tuple(case.cells[name] for name in ("figures", "targets", "status", "cause"))


def test_every_kind_of_change_and_cause_is_drawn() -> None:
    kinds = {word for case in CASES for word in case.cells["figures"].split()}
    causes = {word for case in CASES for word in case.cells["cause"].split("+")}
    assert set(FIGURE_CHANGES) <= kinds
    # what a measure is compared with is another measure: it has a test of its own
    assert set(CAUSES) - {"reference"} <= causes


def test_a_status_changes_with_what_it_is_compared_with() -> None:
    """The reference measure became known; our own figures stand as they were."""
    own, other = measure("up better_than@2020!ref=r"), measure("up", id="r")
    figures = rows("2020:50!known=2020-12-31")
    reference = rows("2020:40!known=2021-02-01")

    def judged(on: date, known: date) -> dict[str, Verdict]:
        ours = judge(own, figures, on=on, home=HOME, known=known, references={"r": reference})
        return {"m": ours, "r": judge(other, reference, on=on, home=HOME, known=known)}

    first, last = date(2021, 1, 15), date(2021, 3, 1)
    span = Span(first, last, judged(first, first), judged(last, first), judged(last, last))
    strategy = cast(Strategy, SimpleNamespace(measures={"m": own, "r": other}))
    ours = changes(strategy, Knowledge({"m": figures, "r": reference}, {}, {}), span)[0]
    assert ours.measure is own
    assert ours.status is not None
    assert (ours.status.after.headline.status, ours.status.causes) == ("met", ("reference",))


def stated(kind: str, day: str, decided: str = "", until: str = "") -> Statement:
    """Something said on a day."""
    last, first = (date.fromisoformat(d) if d else None for d in (until, decided))
    return Statement("m", kind, date.fromisoformat(day), "johtaja", Words(sv="Ord."), last, first, Words(fi="Hallitus"))


# fmt: off
SAID = (
    #         kind        day           decided       until
    stated("comment",  "2021-06-15"),
    stated("comment",  "2022-03-01"),
    stated("accepted", "2021-01-20", "2021-01-18", "2021-12-31"),
    stated("accepted", "2021-12-15", "2021-12-13", "2022-06-30"),      # takes on
    stated("accepted", "2023-01-10", "2023-01-09", "2023-01-31"),
)
NEWS = [
    # from          to            what is told, by its day
    ("2021-01-01", "2021-06-14", ["accepted 2021-01-20"]),
    ("2021-01-01", "2021-06-15", ["accepted 2021-01-20", "comment 2021-06-15"]),
    ("2021-06-15", "2021-12-14", []),
    ("2021-12-14", "2022-01-31", ["accepted 2021-12-15"]),             # the first was taken on: nothing ended
    ("2022-06-30", "2022-07-01", ["ended 2022-06-30"]),                # the last day is included: it ends after it
    ("2022-06-29", "2022-06-30", []),
    ("2022-07-01", "2022-12-31", []),
    ("2023-01-01", "2023-02-28", ["accepted 2023-01-10", "ended 2023-01-31"]),
]
# fmt: on


@pytest.mark.parametrize(("first", "last", "expected"), NEWS)
def test_what_was_said_is_news(first: str, last: str, expected: list[str]) -> None:
    """A comment and a decision on the day that they became known; a deviation that nothing takes on, after its end."""
    of, days = measure("up at_least 90@2025"), (date.fromisoformat(first), date.fromisoformat(last))
    span = between(of, [], (), *days)
    strategy = cast(Strategy, SimpleNamespace(measures={of.id: of}))
    knowledge = Knowledge({}, {}, {of.id: SAID})
    changed = changes(strategy, knowledge, span)
    assert changes(strategy, knowledge.dated(strategy), span) == changed
    said = changed[0].statements if changed else ()
    assert [f"{c.kind} {c.statement.until if c.kind == 'ended' else c.statement.day}" for c in said] == expected
    for change in said:
        assert all(statement_line(change, lang) for lang in LANGUAGES)
