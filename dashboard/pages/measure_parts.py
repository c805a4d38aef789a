"""The parts of a measure's page that stand beside and under its chart: facts, revisions, events, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.components import Cell, credit, credits, lists, sectors, table, table_row
from dashboard.context import Context, kept
from strategy.model import Event, Measure, Observation, Period
from strategy.texts import formats
from strategy.wording import dated_target_words, owner_remarks, owner_words, speech, value_words

_VALUE = frozenset({1})
"""The column of figures in the table of revisions."""


def fact_pairs(context: Context, measure: Measure) -> list[tuple[Cell, Cell]]:
    """What is known of a measure, each with its term; what is empty says so in words."""
    pairs = [*_asked_first(context, measure), *_further(context, measure)]
    return [(context.say(f"measure.fact.{name}"), value) for name, value in pairs]


def _asked_first(context: Context, measure: Measure) -> Iterator[tuple[str, Cell]]:
    """What people ask: what is aimed at, who answers, when the next figure comes, from where, since when."""
    verdict = context.verdicts[measure.id]
    if measure.role == "strategy":
        yield "target", _target(context, measure)
    yield "owner", _owner(context, measure)
    if measure.kind == "numeric":
        yield "next_due", context.day(verdict.next_due) if verdict.next_due else context.say("measure.no_calendar")
        if measure.role == "strategy" or measure.baseline:
            yield "baseline", _baseline(context, measure)
    if verdict.headline.since and verdict.group != "not_judged":
        yield "since", context.say("measure.since", day=context.day(verdict.headline.since))


def _further(context: Context, measure: Measure) -> Iterator[tuple[str, Cell]]:
    """The rest, without what says nothing: that figures are figures, that no direction or calendar is stated."""
    target = context.verdicts[measure.id].headline.target
    if target is not None and target.decision:
        yield "decision", context.word(target.decision)
    yield "sector", sectors(context, measure)
    if measure.kind != "numeric":
        yield "kind", context.say(f"common.kind.{measure.kind}")
        return
    if measure.direction != "none" and not _bounded(measure):
        yield "direction", _direction(context, measure)
    if _is_news(context, measure):
        yield "latest", _latest(context, measure)
    if measure.calendar is not None:
        yield "calendar", context.say(f"measure.every.{measure.calendar.every}")


def _is_news(context: Context, measure: Measure) -> bool:
    """Whether the newest figure is another than the one printed large, or must be told to be old."""
    verdict = context.verdicts[measure.id]
    latest, judged = verdict.latest, verdict.headline
    if latest is None or not latest.tells:
        return False
    return bool(lists.age(context, measure)) or (judged.period is not None and judged.period != latest.period)


def _owner(context: Context, measure: Measure) -> Cell:
    names = owner_words(measure, context.strategy.owners, context.lang)
    remarks = owner_remarks(measure, context.strategy.owners, context.lang)
    under = [html.Br(), html.Span(remarks, className="under")] if remarks else []
    return [names, *under] if names else context.say("measure.no_owner")


def _target(context: Context, measure: Measure) -> Cell:
    judged = context.verdicts[measure.id].headline
    if judged.target is None:
        return context.say("common.no_target")
    words: list[Cell] = [dated_target_words(judged.target, measure, context.strategy.units, context.lang)]
    if "inferred" in (judged.target.evidence, judged.target.number_evidence):
        number = judged.target.number_evidence == "inferred"
        words += [
            ", ",
            html.Span(
                context.say("measure.number_inferred" if number else "measure.period_inferred"), className="under"
            ),
        ]
    return words


def _baseline(context: Context, measure: Measure) -> str:
    if measure.baseline is None:
        return context.say("measure.no_baseline")
    period = formats.period(measure.baseline.period, context.lang)
    if measure.baseline.value is None:
        return context.say("measure.baseline_period", period=period)
    voice = speech(measure, context.strategy.units, context.lang)
    return value_words(voice, measure.baseline.value, measure.baseline.period)


def _latest(context: Context, measure: Measure) -> str:
    latest = context.verdicts[measure.id].latest
    if latest is None or not latest.tells:
        counted = context.verdicts[measure.id].headline.reason == "count"
        return lists.value(context, measure) if counted else context.say("common.no_value")
    told = _latest_words(context, measure, latest)
    return f"{told}. {age}" if (age := lists.age(context, measure)) else told


def _latest_words(context: Context, measure: Measure, latest: Observation) -> str:
    if latest.value is not None:
        return value_words(speech(measure, context.strategy.units, context.lang), latest.value, latest.period)
    limits = formats.figure(latest, measure.decimals, context.unit(measure), context.lang)
    return f"{limits} ({formats.period(latest.period, context.lang)})"


def _bounded(measure: Measure) -> bool:
    """Whether every figure of a span of years is to stay within a bound: one that is further within is no better."""
    return any(target.kind in ("at_least", "at_most") and target.window for target in measure.targets)


def _direction(context: Context, measure: Measure) -> str:
    text = context.say(f"measure.direction.{measure.direction}")
    inferred = measure.direction != "none" and measure.direction_evidence == "inferred" and measure.role == "strategy"
    return f"{text} {context.say('common.inferred')}" if inferred else text


def revisions(context: Context, measure: Measure, rows: Sequence[Observation]) -> list[Component]:
    """Periods of the home series that have had more than one value: each value, the day it became known, its source."""
    key = ("revised", measure.id, context.address.known)
    several = context.release.inquiries.get(key, lambda: _revised(rows, context.strategy.home))
    if not several:
        return []
    head = [context.say(f"common.head.{name}") for name in ("period", "value", "quality", "known", "source")]

    def made(of: Context) -> list[Component]:
        lines = (line for versions in several for line in _versions(of, measure, versions))
        return [table_row(line, numeric=_VALUE, again=head) for line in lines]

    title = context.say("measure.revisions")
    note = html.P(context.say("measure.revisions_note"), className="note")
    lines = kept(context, "revisions", measure.id, make=made)
    body = table(title, head, [lines], numeric=_VALUE, hide_caption=True, again=head)
    return [html.Section([html.H2(title), note, body])]


def _revised(rows: Sequence[Observation], home: str) -> Sequence[Sequence[Observation]]:
    """The versions of each figure of the home area that has had more than one, as they became known."""
    versions: dict[tuple[Period, str], list[Observation]] = defaultdict(list)
    for row in rows:
        if row.area == home:
            versions[(row.period, row.breakdown)].append(row)
    return [sorted(group, key=_known) for group in versions.values() if len(group) > 1]


def _known(row: Observation) -> date:
    return row.known or date.min


def _versions(context: Context, measure: Measure, rows: Sequence[Observation]) -> list[list[Cell]]:
    """The versions of one figure, with as many decimals as tell them apart."""
    told = (end for row in rows for end in (row.value, row.low, row.high) if end is not None)
    decimals = formats.apart(told, measure.decimals)
    return [_version(context, measure, row, decimals) for row in rows]


def _version(context: Context, measure: Measure, row: Observation, decimals: int) -> list[Cell]:
    figure = formats.figure(row, decimals, context.unit(measure), context.lang)
    shown = figure or context.say(f"common.missing.{row.missing}")
    known = context.day(row.known) if row.known else context.say("common.known_unknown")
    if row.known_basis == "rule":
        known = f"{known} {context.say('common.by_rule')}"
    quality = context.say(f"common.quality.{row.quality}")
    return [
        formats.period(row.period, context.lang),
        shown,
        quality,
        known,
        credits.title(context, context.strategy.sources[row.source]),
    ]


def events(context: Context, known: Sequence[Event]) -> list[Component]:
    """The dated states that have been reported of a milestone, an activity or a reporting measure."""
    if not known:
        return []
    head = [context.say(f"common.head.{name}") for name in ("day", "state", "source")]
    lines = [
        [
            context.day(e.day),
            context.say(f"common.state.{e.state}"),
            credits.title(context, context.strategy.sources[e.source]),
        ]
        for e in sorted(known, key=lambda e: e.day)
    ]
    title = context.say("measure.events")
    return [html.Section([html.H2(title), table(title, head, lines, hide_caption=True, again=head)])]


def sources(
    context: Context, measure: Measure, rows: Sequence[Observation], happened: Sequence[Event] = ()
) -> list[Component]:
    """The sources whose figures and states stand on the page, with publisher, table and licence, and the secondary.

    Of a measure without figures, those that are to give them; a table that waits for its first fetch gave none.
    """
    given = {row.source for row in rows}
    names = [name for name in measure.sources if name in given or not given]
    names += [row.source for row in rows]
    if not names and measure.role == "strategy":
        names = [context.strategy.source]
    names += [event.source for event in happened]
    known = (context.strategy.sources[name] for name in dict.fromkeys(names))
    items = [html.Li(credit(context, source, figures=bool(given))) for source in known]
    return (
        [html.Section([html.H2(context.say("measure.sources")), html.Ul(items, className="sources")])] if items else []
    )
