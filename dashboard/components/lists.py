"""Measures in rows and cards. Every element that stands for a measure carries `data-measure` and `data-status`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import statements
from dashboard.components.aria import data
from dashboard.components.marks import narrowing_link, sectors, status_mark
from dashboard.components.small_charts import small_chart
from dashboard.components.tables import Cell, table, table_row
from dashboard.context import Context, KeptPart, kept
from strategy.judging import Judgement, Verdict, severity
from strategy.model import ACTUAL, Measure, Period, Target
from strategy.series import years_old
from strategy.texts import formats
from strategy.wording import counted_unit, sentence, speech, target_words, value_words

_last_day = attrgetter("last_day")


def attributes(context: Context, measure: Measure) -> dict[str, Any]:
    """What names the measure and its status in the page's markup."""
    return data(measure=measure.id, status=context.verdicts[measure.id].status)


def link(context: Context, measure: Measure) -> Component:
    """The measure's name as a link to its page."""
    return html.A(context.word(measure.name), href=context.href("measure", measure.id))


def named(context: Context, measure: Measure) -> list[Component | str]:
    """The measure's reference, and its name as a link to its page."""
    return [html.Span(measure.id, className="ref"), " ", link(context, measure)]


def value(context: Context, measure: Measure) -> str:
    """The value that decided the status, else the latest one, with its period; a dash of words where there is none."""
    verdict = context.verdicts[measure.id]
    judged, latest, voice = verdict.headline, verdict.latest, speech(measure, context.strategy.units, context.lang)
    text, period = "", judged.period
    if judged.bounded and period is not None:
        text = formats.bound(judged.value_low, judged.value_high, measure.decimals, context.unit(measure), context.lang)
    elif judged.value is not None and period is not None:
        return value_words(replace(voice, unit=counted_unit(judged, voice.unit)), judged.value, period)
    elif latest is not None and latest.value is not None:
        return value_words(voice, latest.value, latest.period)
    elif latest is not None and latest.tells:
        text, period = formats.figure(latest, measure.decimals, context.unit(measure), context.lang), latest.period
    if not text or period is None:
        return context.say("common.no_value")
    return f"{text} ({formats.period(period, context.lang)})"


def age(context: Context, measure: Measure) -> str:
    """How old the newest figure is, as a sentence, where the series ended long before the page's day; else empty."""
    years = years_old(_told(context, measure), context.on)
    return "" if years is None else context.say("common.years_old", years=years)


def newest_year(context: Context, measure: Measure) -> int | None:
    """The year of the newest figure by the page's day; None where there is none."""
    told = _told(context, measure)
    by_day = bisect_right(told, context.on, key=_last_day)
    return told[by_day - 1].last_day.year if by_day else None


def _told(context: Context, measure: Measure) -> tuple[Period, ...]:
    """The periods that have a figure which is no plan, by their end, of what was known on the day of knowledge."""
    rows, known = context.release.headline.get(measure.id, ()), context.address.known

    def found() -> tuple[Period, ...]:
        told = (row for row in rows if row.tells and row.quality in (*ACTUAL, "bound"))
        by_then = (row.period for row in told if known is None or row.known is None or row.known <= known)
        return tuple(sorted(by_then, key=_last_day))

    return context.release.inquiries.get((measure.id, "told"), found) if known is None else found()


def target(context: Context, measure: Measure, judgement: Judgement | None = None) -> str:
    """The target in words, or that there is none."""
    chosen: Target | None = (judgement or context.verdicts[measure.id].headline).target
    if chosen is None:
        return context.say("common.no_target")
    return target_words(chosen, measure, context.strategy.units, context.lang)


def status_line(context: Context, measure: Measure) -> Component:
    """The sentence of a measure with the sign of its status before it."""
    verdict = context.verdicts[measure.id]
    word, _, rest = sentence(verdict, context.strategy.units, context.lang).partition(":")
    mark = status_mark(context, verdict.status, leading=True)
    beside = statements.marks(context, verdict)
    if not rest:
        return html.P([mark, word, *beside], className="told")
    return html.P([mark, ": ", rest.strip(), *beside], className="told")


def card(context: Context, measure: Measure, level: int = 3, chart: Component | None = None) -> Component:
    """A measure with its chart (that of the measure alone, where none is given), its sentence and its sector."""
    old = age(context, measure)
    return html.Article(
        [
            kept(context, "card", context.choices, measure.id, level, make=lambda of: _headed(of, measure, level)),
            small_chart(context, measure) if chart is None else chart,  # without children it would pass for nothing
            kept(context, "told", *told_by(context, measure), old, make=lambda of: _beneath(of, measure, old)),
        ],
        className="card",
        **attributes(context, measure),
    )


def _headed(context: Context, measure: Measure, level: int) -> list[Component]:
    """The name of a measure, its sectors, and that it is a context measure."""
    heading = html.H3 if level == 3 else html.H4
    role = [] if measure.role == "strategy" else [html.Span(context.say("common.context_measure"), className="role")]
    return [
        heading(link(context, measure)),
        html.P([sectors(context, measure, short=True), *role], className="under"),
    ]


def told_by(context: Context, measure: Measure) -> tuple[Hashable, ...]:
    """All that the sentence, the value and the target of a measure depend on beside the release."""
    verdict = context.verdicts[measure.id]
    return (
        measure.id,
        verdict.headline,
        verdict.latest,
        verdict.trend,
        verdict.next_due,
        verdict.later,
        verdict.comment,
        verdict.acceptance,
        _passed(measure, context.on),
    )


def _passed(measure: Measure, on: date) -> tuple[bool, ...]:
    """Of each day by which a target of the measure is due or ends, whether it is past, and whether it is the day."""
    ends = ((t.due, *(p.last_day for p in (t.period, t.window) if p is not None)) for t in measure.targets)
    days = [day for own in ends for day in own if day is not None]
    return tuple(passed for day in days for passed in (on > day, on == day))


def _beneath(context: Context, measure: Measure, old: str) -> list[Component]:
    """The sentence under a chart, and that its figures are old."""
    return [status_line(context, measure), *([html.P(old, className="note")] if old else [])]


def rows(context: Context, measures: Sequence[Measure], caption: str, *, hide_caption: bool = False) -> Component:
    """Measures as a table: name, status, value, target, sector."""
    head = [context.say(f"common.head.{name}") for name in ("measure", "status", "value", "target", "sector")]
    return table(
        caption,
        head,
        [kept_row(context, measure, _cells) for measure in measures],
        hide_caption=hide_caption,
        class_name="measures",
    )


def kept_row(
    context: Context, measure: Measure, cells: Callable[[Context, Measure], list[Cell]], again: Sequence[str] = ()
) -> KeptPart:
    """The row of a measure in a table, of `cells` that depend on no more of it than is told."""

    def make(of: Context) -> Component:
        return table_row(cells(of, measure), attributes=attributes(of, measure), again=again)

    return kept(context, "row", cells, context.choices, *told_by(context, measure), make=make)


def _cells(context: Context, measure: Measure) -> list[Cell]:
    verdict = context.verdicts[measure.id]
    return [
        named(context, measure),
        status_cell(context, verdict),
        value(context, measure) if measure.kind == "numeric" else context.say(f"common.kind.{measure.kind}"),
        target(context, measure),
        sectors(context, measure, short=True),
    ]


def status_cell(context: Context, verdict: Verdict) -> list[Cell]:
    """The status of a measure, a link to all of the page's that stand like it, and what is said of it."""
    status = verdict.status

    def link(of: Context) -> Cell:
        return narrowing_link(of, status_mark(of, status), group="", status=status)

    return [kept(context, "status", context.choices, status, make=link), *statements.marks(context, verdict)]


def worst_first(verdict: Verdict) -> tuple[bool, bool, bool, int]:
    """The place in a list of measures: those that need attention first, accepted deviations after the others."""
    calm = not verdict.needs_attention
    return (calm, *(verdict.attention if not calm else (False, False, severity(verdict.status))))


def fold(context: Context, measures: Sequence[Measure], summary: str) -> Component:
    """Measures behind one line that says how many they are."""
    return html.Details([html.Summary(summary), rows(context, measures, summary, hide_caption=True)], className="fold")
