"""The facts of a measure as pairs of term and value, for the sheet of facts and the notes of a slide."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.exports.edition import Subject
from dashboard.exports.tabular import Value
from strategy.model import Observation
from strategy.texts import formats
from strategy.wording import (
    Speech,
    action_words,
    calculation,
    comment_words,
    dated_target_words,
    decided_words,
    in_one,
    owner_remarks,
    owner_words,
    speech,
    status_word,
    until_words,
    value_words,
)

Fact = tuple[str, Value]


def facts(subject: Subject) -> list[Fact]:
    """All that must be known of the file's measure, each with its term; what is not known is said in words."""
    parts = (_identity, _words, _judged, _said, _figures, _actions, _edition)
    return [fact for part in parts for fact in part(subject)]


def _identity(subject: Subject) -> Iterator[Fact]:
    context, measure = subject.edition.context, subject.measure
    area, goal = context.strategy.focus_areas[measure.focus_area], context.strategy.goals[measure.goal]
    yield context.say("common.head.measure"), subject.name
    yield subject.edition.say("fact.id"), measure.id
    yield subject.edition.say("fact.focus_area"), f"{area.id} {context.word(area.name)}"
    yield subject.edition.say("fact.goal"), f"{goal.id} {context.word(goal.name)}"
    kind = context.say(f"common.kind.{measure.kind}")
    role = context.say("common.context_measure_long")
    yield context.say("measure.fact.kind"), kind if measure.role == "strategy" else f"{kind}, {role}"


def _words(subject: Subject) -> Iterator[Fact]:
    context, measure = subject.edition.context, subject.measure
    if measure.quote:
        yield context.own_words(), measure.quote
    if measure.remark:
        yield context.say("measure.remark"), context.word(measure.remark)
    if measure.definition:
        yield context.say("measure.definition"), context.word(measure.definition)


def _judged(subject: Subject) -> Iterator[Fact]:
    context, judged = subject.edition.context, subject.verdict.headline
    yield context.say("common.head.status"), formats.sentence_case(status_word(judged.status, context.lang))
    yield subject.edition.say("fact.sentence"), subject.sentence
    if lines := calculation(subject.verdict, context.strategy.units, context.lang):
        yield subject.edition.say("fact.calculation"), "\n".join(lines)
    yield subject.edition.say("head.target"), target_with_evidence(subject)


def _said(subject: Subject) -> Iterator[Fact]:
    """What is said beside the status: whose words, of which day, by which decision, in which language."""
    context, verdict = subject.edition.context, subject.verdict
    if comment := verdict.comment:
        whose = f"{context.say('statements.comment')}: {comment_words(comment, context.lang)}"
        yield whose, in_one(comment.text, context.lang)
    if accepted := verdict.acceptance:
        yield context.say("statements.accepted"), formats.sentence_case(until_words(accepted, context.lang))
        yield context.say("statements.reason"), in_one(accepted.text, context.lang)
        yield context.say("statements.decision"), f"{decided_words(accepted, context.lang)} ({accepted.role})"


def target_with_evidence(subject: Subject) -> str:
    """The target in words with its period, and what of it we inferred."""
    context, target = subject.edition.context, subject.verdict.headline.target
    if target is None:
        return subject.target
    words = dated_target_words(target, subject.measure, context.strategy.units, context.lang)
    if target.number_evidence == "inferred":
        return f"{words}, {context.say('measure.number_inferred')}"
    if target.evidence == "inferred":
        return f"{words}, {context.say('measure.period_inferred')}"
    return words


def _figures(subject: Subject) -> Iterator[Fact]:
    context, measure = subject.edition.context, subject.measure
    if measure.kind == "numeric":
        yield context.say("measure.fact.baseline"), baseline_words(subject)
        yield context.say("measure.fact.latest"), _latest(subject, subject.verdict.latest)
        yield subject.edition.say("fact.unit"), unit_text(subject) or context.say("measure.direction.none")
        yield context.say("measure.fact.direction"), _direction(subject)
    yield context.say("measure.fact.sector"), sectors(subject)
    yield context.say("measure.fact.owner"), owner(subject)


def owner(subject: Subject) -> str:
    """Who answers for the measure as an owner, or that nobody is named."""
    context, measure = subject.edition.context, subject.measure
    names = owner_words(measure, context.strategy.owners, context.lang) or context.say("measure.no_owner")
    remarks = owner_remarks(measure, context.strategy.owners, context.lang)
    return f"{names}. {remarks}" if remarks else names


def _actions(subject: Subject) -> Iterator[Fact]:
    """The measure that is the same milestone, and the actions beside it, each with its state."""
    context, measure = subject.edition.context, subject.measure
    if measure.twin:
        other = context.strategy.measures[measure.twin]
        yield context.say("measure.twin"), f"{other.id} {context.word(other.name)}"
    inferred = f" {context.say('common.inferred')}" if measure.action_evidence == "inferred" else ""
    for name in measure.actions:
        action = context.strategy.actions[name]
        state = action_words(context.state_of(action), context.lang)
        yield f"{context.say('actions.action')} {name}{inferred}", f"{context.word(action.name)} ({state})"


def unit_text(subject: Subject) -> str:
    """The unit as an axis names it; empty where the measure has none."""
    unit = subject.edition.context.unit(subject.measure)
    return unit.axis.in_(subject.edition.lang) if unit else ""


def sectors(subject: Subject) -> str:
    """The sectors that answer for the measure; that we inferred them is said."""
    context, measure = subject.edition.context, subject.measure
    names = formats.listed([context.word(context.strategy.sectors[s].name) for s in measure.sectors], context.lang)
    inferred = measure.sector_evidence == "inferred" and bool(names)
    return f"{names} {context.say('common.inferred')}" if inferred else names


def baseline_words(subject: Subject) -> str:
    """The baseline with its period, or that none is given."""
    context, baseline = subject.edition.context, subject.measure.baseline
    if baseline is None:
        return context.say("measure.no_baseline")
    period = formats.period(baseline.period, context.lang)
    if baseline.value is None:
        return context.say("measure.baseline_period", period=period)
    return value_words(_voice(subject), baseline.value, baseline.period)


def _latest(subject: Subject, latest: Observation | None) -> str:
    context = subject.edition.context
    if latest is None or not latest.tells:
        return context.say("common.no_value")
    measure = subject.measure
    if latest.value is not None:
        return value_words(_voice(subject), latest.value, latest.period)
    shown = formats.figure(latest, measure.decimals, context.unit(measure), context.lang)
    return f"{shown} ({formats.period(latest.period, context.lang)})"


def _voice(subject: Subject) -> Speech:
    return speech(subject.measure, subject.edition.context.strategy.units, subject.edition.lang)


def _direction(subject: Subject) -> str:
    context, measure = subject.edition.context, subject.measure
    text = context.say(f"measure.direction.{measure.direction}")
    inferred = measure.direction != "none" and measure.direction_evidence == "inferred" and measure.role == "strategy"
    return f"{text} {context.say('common.inferred')}" if inferred else text


def _edition(subject: Subject) -> Iterator[Fact]:
    edition, context = subject.edition, subject.edition.context
    for credit in subject.credits:
        yield context.say("common.head.source"), credit
    yield edition.say("fact.day"), context.on
    if context.address.known:
        yield edition.say("fact.known"), context.address.known
    yield edition.say("fact.built"), context.release.built.date()
    yield edition.say("fact.release"), context.release.hash
    yield edition.say("fact.publisher"), edition.publisher
    yield edition.say("fact.address"), subject.where
    if edition.made_up:
        yield edition.say("fact.made_up"), edition.made_up
