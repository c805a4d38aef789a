"""The method: how a measure is judged, told from the constants and the vocabulary that judge it. It decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from dash import html
from dash.development.base_component import Component

from dashboard.components import Cell, aria, flags, group_mark, lists, status_mark, table
from dashboard.context import Context, PageContent
from strategy.judging import verdict
from strategy.model import MISSING, TARGET_KINDS, Measure, Target
from strategy.texts import formats, say, sentence_case
from strategy.wording import missing_word, status_word, target_words

STEPS = ("open", "early", "over", "nothing", "reached", "slipped", "no_start", "pace")
AFTER = ("states", "actions", "several")
PACE = ("progress", "elapsed", "ratio", "worse", "left")
DAYS = ("on", "known", "address", "default", "corrections", "position")
ROUNDING = ("first", "note", "pace", "zero")
TREND = ("change", "projection", "band")
SPECIAL = (
    "grain", "bound", "excused", "late", "count", "within", "not_yet", "beyond_record", "accepted", "projection",
)  # fmt: skip
"""What the rules say of cases that a reader will wonder at, each with an example."""
THRESHOLDS: Mapping[str, float] = MappingProxyType(
    {
        "ON_PACE": verdict.ON_PACE,
        "SLIGHTLY_BEHIND": verdict.SLIGHTLY_BEHIND,
        "TOO_EARLY": verdict.TOO_EARLY,
        "NEARLY": verdict.NEARLY,
        "PACE_YEARS": verdict.PACE_YEARS,
        "FEW_POINTS": verdict.FEW_POINTS,
        "SMALL_N": verdict.SMALL_N,
        "STALE_CADENCES": verdict.STALE_CADENCES,
        "RECORD_VALUES": verdict.RECORD_VALUES,
        "PROJECTION_POINTS": verdict.PROJECTION_POINTS,
        "BAND_POINTS": verdict.BAND_POINTS,
        "BAND_COVERAGE": verdict.BAND_COVERAGE,
        "EPSILON": verdict.EPSILON,
    }
)
"""Every threshold of the rules under its own name."""
SHARES = frozenset({"ON_PACE", "SLIGHTLY_BEHIND", "TOO_EARLY", "NEARLY", "BAND_COVERAGE"})


def page(context: Context) -> PageContent:
    """The whole method, one section for each question that a reader may have."""
    title = context.say("method.title")
    return PageContent(
        title,
        [
            html.H1(title),
            html.P(context.say("method.lead"), className="lead"),
            _contents(context),
            *(_section(context, name, part(context)) for name, part in SECTIONS.items()),
        ],
    )


def in_short(lang: str, statuses: Iterable[str]) -> list[tuple[str, str]]:
    """The method in half a page, for paper: what a day and a pace are, and the rule of each of `statuses`."""
    general = [("", say(lang, f"paper.method_{name}")) for name in ("day", "pace", "unknown")]
    named, values = set(statuses), _thresholds_in(lang)
    ordered = [name for name in verdict.STATUSES if name in named]
    rules = [(f"{sentence_case(status_word(n, lang))}:", say(lang, f"method.status.{n}", **values)) for n in ordered]
    return [*general, *rules]


def _contents(context: Context) -> Component:
    links = [html.Li(html.A(context.say(f"method.section.{name}"), href=f"#{name}")) for name in SECTIONS]
    return html.Nav(html.Ul(links), className="contents", **aria(label=context.say("method.contents")))


def _section(context: Context, name: str, parts: Sequence[Component]) -> Component:
    return html.Section([html.H2(context.say(f"method.section.{name}")), *parts], id=name, className="method")


def printed(lang: str, name: str) -> str:
    """A threshold as the page prints it: a share in per cent, anything else as the number that it is."""
    value = THRESHOLDS[name]
    return formats.percent(value, lang) if name in SHARES else formats.shortest(value, lang, most=12)


def _said(context: Context, key: str) -> str:
    """A text of the method with the thresholds that it names filled in."""
    day = context.day(context.strategy.review_day)
    return context.say(f"method.{key}", day=day, **_thresholds_in(context.lang))


def _thresholds_in(lang: str) -> Mapping[str, str]:
    """The thresholds as texts name them, printed."""
    names = {
        "on_pace": "ON_PACE", "slightly": "SLIGHTLY_BEHIND", "too_early": "TOO_EARLY", "nearly": "NEARLY",
        "small_n": "SMALL_N", "few": "FEW_POINTS", "stale": "STALE_CADENCES", "years": "PACE_YEARS",
        "band_points": "BAND_POINTS", "coverage": "BAND_COVERAGE", "record": "RECORD_VALUES",
        "projection_points": "PROJECTION_POINTS",
    }  # fmt: skip
    return {word: printed(lang, name) for word, name in names.items()}


def _paragraphs(context: Context, topic: str, keys: Sequence[str]) -> list[Component]:
    return [html.P(_said(context, f"{topic}.{key}"), className="prose") for key in keys]


def _order(context: Context) -> list[Component]:
    steps = html.Ol([html.Li(_said(context, f"order.{step}")) for step in STEPS], className="steps")
    return [*_paragraphs(context, "order", ("lead",)), steps, *_paragraphs(context, "order", AFTER)]


def _pace(context: Context) -> list[Component]:
    return _paragraphs(context, "pace", PACE)


def _thresholds(context: Context) -> list[Component]:
    rows: list[list[Cell]] = [
        [_said(context, f"threshold_name.{name}"), printed(context.lang, name), _said(context, f"threshold.{name}")]
        for name in THRESHOLDS
    ]
    return [_table(context, "thresholds", ("threshold", "value", "meaning"), rows, frozenset({1}))]


def _kinds(context: Context) -> list[Component]:
    rows: list[list[Cell]] = [
        [_said(context, f"kind.{kind}"), _said(context, f"rule.{kind}"), _example(context, kind)]
        for kind in TARGET_KINDS
    ]
    return [_table(context, "kinds", ("kind", "rule", "example"), rows)]


def _special(context: Context) -> list[Component]:
    rows: list[list[Cell]] = [
        [
            _said(context, f"special.{case}"),
            _said(context, f"special_rule.{case}"),
            html.Span(_said(context, f"special_example.{case}"), className="under"),
        ]
        for case in SPECIAL
    ]
    return [_table(context, "special", ("case", "rule", "instance"), rows)]


def first_of_kind(context: Context, kind: str) -> tuple[Measure, Target] | None:
    """The first target of a kind in the strategy's order, with its measure; None where the strategy has none."""
    for measure in context.strategy.of_role("strategy"):
        for target in measure.targets:
            if target.kind == kind:
                return measure, target
    return None


def _example(context: Context, kind: str) -> Cell:
    found = first_of_kind(context, kind)
    if found is None:
        return html.Span(context.say("method.unused"), className="under")
    measure, target = found
    words = target_words(target, measure, context.strategy.units, context.lang)
    return [lists.link(context, measure), html.Br(), html.Span(formats.sentence_case(words), className="under")]


def _statuses(context: Context) -> list[Component]:
    return [html.Div([_group(context, group) for group in verdict.GROUPS], className="groups")]


def _group(context: Context, group: str) -> Component:
    names = [name for name in verdict.STATUSES if verdict.group_of(name) == group]
    rows: list[list[Cell]] = [[status_mark(context, name), _said(context, f"status.{name}")] for name in names]
    head = [context.say("method.head.status"), context.say("method.head.meaning")]
    caption = [context.say("method.head.group"), ": ", group_mark(context, group)]
    return table(caption, head, rows, class_name="statuses")


def _flags(context: Context) -> list[Component]:
    rows: list[list[Cell]] = [[flags(context, [name])[0], _said(context, f"flag.{name}")] for name in verdict.FLAGS]
    return [_table(context, "flags", ("flag", "meaning"), rows)]


def _days(context: Context) -> list[Component]:
    return _paragraphs(context, "days", DAYS)


def _missing(context: Context) -> list[Component]:
    rows: list[list[Cell]] = [
        [missing_word(reason, context.lang), _said(context, f"missing.{reason}")] for reason in MISSING
    ]
    return [_table(context, "missing", ("reason", "meaning"), rows)]


def _rounding(context: Context) -> list[Component]:
    return _paragraphs(context, "rounding", ROUNDING)


def _trend(context: Context) -> list[Component]:
    return _paragraphs(context, "trend", TREND)


def _table(
    context: Context,
    section: str,
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    numeric: frozenset[int] = frozenset(),
) -> Component:
    words = [context.say(f"method.head.{name}") for name in head]
    caption, again = context.say(f"method.section.{section}"), words if numeric else ()
    return table(caption, words, rows, numeric=numeric, hide_caption=True, class_name=section, again=again)


SECTIONS: Mapping[str, Callable[[Context], list[Component]]] = MappingProxyType(
    {
        "statuses": _statuses,
        "order": _order,
        "pace": _pace,
        "thresholds": _thresholds,
        "kinds": _kinds,
        "special": _special,
        "flags": _flags,
        "days": _days,
        "missing": _missing,
        "rounding": _rounding,
        "trend": _trend,
    }
)
