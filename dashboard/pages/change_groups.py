"""Changes in the order in which people ask: worsened, improved, newly assessed, figures, targets, events; time last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import Cell, data, lists, sectors, statements, status_mark, table
from dashboard.context import Context
from strategy.judging import JUDGED_GROUPS, FigureChange, MeasureChanges, StatusChange, severity
from strategy.texts import sentence_case
from strategy.wording import cause_words, event_line, figure_line, target_line

OPEN = 10
"""A group of so many rows stands open; a longer one behind a line under the heading that counts it."""
ALWAYS_OPEN = ("worsened", "improved")


def direction(change: StatusChange) -> str:
    """`worsened`, `improved`, `assessed` (it can be judged now), `lost` (it cannot any more), `time`, or `other`."""
    before, after = change.before, change.after
    was, is_ = before.group in JUDGED_GROUPS, after.group in JUDGED_GROUPS
    if was and is_:
        return "worsened" if severity(after.status) < severity(before.status) else "improved"
    if change.causes == ("time",):
        return "time"
    return "assessed" if is_ else "lost" if was else "other"


def group_of_change(change: MeasureChanges) -> str:
    """The group under which a change stands; each in one, the first that fits."""
    if change.status is not None and (turned := direction(change.status)) != "other":
        return turned
    if change.targets:
        return "targets"
    if change.events or change.statements:
        return "events"
    return "figures"


ORDER = ("worsened", "improved", "assessed", "lost", "targets", "events", "figures", "time")
_STATUSES = ("worsened", "improved", "assessed", "lost", "time")


def grouped(found: Sequence[MeasureChanges]) -> Mapping[str, tuple[MeasureChanges, ...]]:
    """The groups in their order, empty ones left out; the worst first, measures of the strategy before the context."""
    placed = sorted(found, key=lambda c: (ORDER.index(group_of_change(c)), *_place(c)))
    return MappingProxyType({name: tuple(own) for name, own in groupby(placed, key=group_of_change)})


def _place(change: MeasureChanges) -> tuple[bool, int]:
    status = severity(change.status.after.status) if change.status else 0
    return change.measure.role != "strategy", status


def sections(context: Context, found: Sequence[MeasureChanges]) -> list[Component]:
    """A section a group; what many measures share in a group that nobody waits for is counted and folded."""
    return [_section(context, name, own) for name, own in grouped(found).items()]


def _section(context: Context, name: str, own: Sequence[MeasureChanges]) -> Component:
    title = context.count(f"changes.group.{name}", len(own))
    body = _statuses(context, title, own) if name in _STATUSES else lines(context, own)
    stands_open = name in ALWAYS_OPEN or (len(own) <= OPEN and name != "time")
    return html.Section([html.H2(title), body if stands_open else folded(context, body)], className="changes")


def folded(context: Context, body: Component) -> Component:
    """What a heading has counted, behind a line that opens it."""
    return html.Details([html.Summary(context.say("changes.page.open")), body], className="fold")


def _statuses(context: Context, title: str, own: Sequence[MeasureChanges]) -> Component:
    head = [context.say(f"changes.page.{name}") for name in ("measure", "judgement", "cause")]
    rows = [_cells(context, change, change.status) for change in own if change.status]
    named = [_named(context, change) for change in own]
    return table(title, head, rows, hide_caption=True, row_attributes=named, again=head, class_name="judgements")


def _cells(context: Context, change: MeasureChanges, status: StatusChange) -> list[Cell]:
    told = _told(context, change)
    why = told or [html.P(sentence_case(cause_words(status, context.lang)) + ".")]
    return [_name(context, change), _turn(context, status), why]


def _turn(context: Context, status: StatusChange) -> list[Component | str]:
    before, after = (verdict.status for verdict in (status.before, status.after))
    return [status_mark(context, before), " → ", status_mark(context, after)]


def _judged_anew(context: Context, change: MeasureChanges) -> list[Component]:
    """The line of a measure of which nothing became known on a day that is told: how it is judged now, and why."""
    if change.status is None:
        return []
    return [html.P([*_turn(context, change.status), f" ({cause_words(change.status, context.lang)})"])]


def _name(context: Context, change: MeasureChanges) -> list[Cell]:
    return [*lists.named(context, change.measure), " ", sectors(context, change.measure, short=True)]


def lines(context: Context, own: Sequence[MeasureChanges]) -> Component:
    """What became known of each measure, under its name."""
    items = [
        html.Li(
            [html.P(_name(context, change)), *(_told(context, change) or _judged_anew(context, change))],
            **_named(context, change),
        )
        for change in own
    ]
    return html.Ul(items, className="plain news")


def _named(context: Context, change: MeasureChanges) -> dict[str, Any]:
    verdict = change.status.after if change.status else context.verdicts[change.measure.id]
    return data(measure=change.measure.id, status=verdict.status)


def _told(context: Context, change: MeasureChanges) -> list[Component]:
    """What became known, a line each: of many new figures the newest, with how many more; corrections each."""
    strategy, lang = context.strategy, context.lang
    shown, more = _most_telling(change.figures)
    told: list[Any] = [
        *(target_line(target, change, strategy, lang) for target in change.targets),
        *(event_line(event, lang) for event in change.events),
        *(statements.line(said, lang) for said in change.statements),
        *(figure_line(figure, change, strategy, lang) for figure in shown),
    ]
    if more:
        told.append(context.count("changes.more_figures", more))
    return [html.Ul([html.Li(line) for line in told])] if told else []


def _most_telling(figures: Sequence[FigureChange]) -> tuple[list[FigureChange], int]:
    """The figures that are told, and how many are not: corrections and withdrawals all, of new ones the newest."""
    changed = [figure for figure in figures if figure.kind not in ("new", "restated")]
    others = [figure for figure in figures if figure.kind in ("new", "restated")]
    newest = max(others, key=lambda figure: (not figure.after.breakdown, figure.after.period.end), default=None)
    shown = [*changed, *([newest] if newest else [])]
    return shown, len(figures) - len(shown)
