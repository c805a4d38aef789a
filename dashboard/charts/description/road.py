"""The road to the target: every judged measure by the share of its way, in values and words, without any geometry.

The shares are the verdicts' own (`Judgement.progress`, `Judgement.elapsed`); nothing is judged or reckoned again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from strategy.judging import JUDGED_GROUPS, NO_WAY, Judgement, Verdict, severity, way_missing
from strategy.model import Measure, Strategy, position
from strategy.texts import count, formats, say, sentence_case
from strategy.wording import large_figures, status_word

AHEAD = ("on_the_way", "on_target")
"""The groups whose measures are on schedule or ahead of it; the other judged ones are behind."""
MOST_NAMED = 16
"""So many dots have a row and a name each; of more, the worst of those behind, and the others share rows."""
_EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class RoadDot:
    """A judged measure on the road. Shares are of its way and of its time: 0 is its baseline, 1 its target."""

    measure: str
    name: str
    part: str
    """The name of the part of the strategy that it is grouped under."""
    status: str
    behind: bool
    share: float
    text: str
    """The share, printed."""
    elapsed: float
    """The share of the time from the baseline to the target's end at which the judged figure stands."""
    elapsed_text: str
    before: float | None = None
    """The share of the way to the same target a year before; None where none was known."""
    before_text: str = ""
    label: str = ""
    """All of it in words, with the judged figure."""
    named: bool = True
    """Whether it has a row and its name there; the others stand together in the rows of their part."""

    @property
    def beyond(self) -> int:
        """-1 below the baseline, 1 above the target, 0 on the way."""
        return side_of(self.share)


def side_of(share: float) -> int:
    """-1 for a share below the baseline, 1 above the target, 0 on the way; borders are guarded for floating point."""
    return -1 if share < -_EPSILON else 1 if share > 1 + _EPSILON else 0


@dataclass(frozen=True, slots=True)
class OffRoad:
    """A judged measure without a way that could be measured; `reason` is one of `NO_WAY`, `why` its words."""

    measure: str
    name: str
    part: str
    status: str
    reason: str
    why: str


@dataclass(frozen=True, slots=True)
class Road:
    """All that the drawing, the table and the files of a road are made from."""

    title: str
    finding: str
    lang: str
    dots: tuple[RoadDot, ...]
    """The behind ones first, the worst first."""
    beside: tuple[OffRoad, ...]
    """By the reason, in the order of `NO_WAY`; those without a figure, which are many, last."""
    elapsed: float
    """The share of the strategy's term that is over, from 0 to 1."""
    marks: tuple[str, str, str]
    """What stands at the baseline, at the target and at the line of the time."""
    caption: str
    table_head: tuple[str, ...]
    table_rows: tuple[tuple[str, ...], ...]
    """A row for each dot: name, status, share, share a year before, time."""
    made_up: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    """The strategy and the language that a road is worded for, and how its measures are grouped."""

    strategy: Strategy
    lang: str
    part: Callable[[Measure], str]

    def say(self, key: str, /, **values: object) -> str:
        return say(self.lang, f"road.{key}", **values)

    def share(self, share: float) -> str:
        """A share as per cent, rounded down as in the sentences."""
        return formats.percent(round(share, 9), self.lang)


def describe_road(
    verdicts: Sequence[Verdict], earlier: Mapping[str, Verdict], strategy: Strategy, lang: str, *, on: date
) -> Road:
    """The road of `verdicts`, judged on the day `on`; `earlier` holds those of a year before, by measure.

    Measures that are not judged take no part. Dots are grouped by focus area, and by goal where there is but one.
    """
    judged = sorted((v for v in verdicts if v.group in JUDGED_GROUPS), key=lambda v: severity(v.status))
    words = _Words(strategy, lang, _grouping(judged, strategy, lang))
    dots = [_dot(v, earlier.get(v.measure.id), words) for v in judged if not way_missing(v.headline, v.measure)]
    dots.sort(key=lambda dot: not dot.behind)
    dots = [replace(dot, named=_has_row(dot, place, dots)) for place, dot in enumerate(dots)]
    beside = [off for v in judged if (off := _off(v, words)) is not None]
    beside.sort(key=lambda off: (off.reason == NO_WAY[0], NO_WAY.index(off.reason)))
    passed = _passed(strategy, on)
    return Road(
        title=words.say("title"),
        finding=_finding(dots, words, on),
        lang=lang,
        dots=tuple(dots),
        beside=tuple(beside),
        elapsed=passed,
        marks=(words.say("start"), words.say("end"), words.say("time", share=words.share(passed))),
        caption=_caption(dots, passed, words),
        table_head=tuple(words.say(f"head.{key}") for key in ("measure", "status", "share", "before", "elapsed")),
        table_rows=tuple(_row(dot, words) for dot in dots),
        made_up=say(lang, "made_up.short") if strategy.made_up else "",
    )


def _has_row(dot: RoadDot, place: int, dots: Sequence[RoadDot]) -> bool:
    return place < MOST_NAMED and (dot.behind or len(dots) <= MOST_NAMED)


def _grouping(judged: Sequence[Verdict], strategy: Strategy, lang: str) -> Callable[[Measure], str]:
    if len({v.measure.focus_area for v in judged}) > 1:
        return lambda measure: _named(measure.focus_area, strategy.focus_areas[measure.focus_area].name.in_(lang))
    return lambda measure: _named(measure.goal, strategy.goals[measure.goal].name.in_(lang))


def _named(id_: str, name: str) -> str:
    return f"{id_} {name}"


def _passed(strategy: Strategy, on: date) -> float:
    """How much of the strategy's term is over, from 0 to 1."""
    years = strategy.last_year + 1 - strategy.first_year
    return min(max((position(on) - strategy.first_year) / years, 0.0), 1.0)


def _dot(verdict: Verdict, earlier: Verdict | None, words: _Words) -> RoadDot:
    measure, judged = verdict.measure, verdict.headline
    share, elapsed = judged.progress or 0.0, judged.elapsed or 0.0
    before = _before(judged, earlier)
    name, text, time = measure.name.in_(words.lang), words.share(share), words.share(elapsed)
    told = words.say(
        "link", name=name, status=status_word(verdict.status, words.lang), value=_value(verdict, words), share=text,
        before=words.say("was_unknown") if before is None else words.say("was", share=words.share(before)),
        elapsed=time,
    )  # fmt: skip
    return RoadDot(
        measure.id, name, words.part(measure), verdict.status, verdict.group not in AHEAD, share, text, elapsed, time,
        before, "" if before is None else words.share(before), told,
    )  # fmt: skip


def _value(verdict: Verdict, words: _Words) -> str:
    """The judged figure with its period, as it stands large on the measure's own page."""
    figure = large_figures(verdict, words.strategy.units, words.lang)[0]
    return f"{figure.label} {figure.text} ({figure.under})"


def _before(judged: Judgement, earlier: Verdict | None) -> float | None:
    """The share a year before, against the same target from the same baseline: a moved target has no way behind it."""
    for was in earlier.judgements if earlier else ():
        same = was.target == judged.target and was.baseline == judged.baseline
        if earlier and same and not way_missing(was, earlier.measure):
            return was.progress
    return None


def _off(verdict: Verdict, words: _Words) -> OffRoad | None:
    measure, reason = verdict.measure, way_missing(verdict.headline, verdict.measure)
    if not reason:
        return None
    name = measure.name.in_(words.lang)
    return OffRoad(measure.id, name, words.part(measure), verdict.status, reason, words.say(f"why.{reason}"))


def _finding(dots: Sequence[RoadDot], words: _Words, on: date) -> str:
    """How many are on schedule and how many behind, in one sentence."""
    if not dots:
        return words.say("none", day=formats.day(on, words.lang))
    behind = sum(dot.behind for dot in dots)
    if behind in (0, len(dots)):
        return count(words.lang, f"road.all_{'behind' if behind else 'ahead'}", len(dots))
    counts = {"n": len(dots), "ahead": len(dots) - behind, "behind": behind}
    return words.say("mixed", **{key: formats.number(n, 0, words.lang) for key, n in counts.items()})


def _caption(dots: Sequence[RoadDot], passed: float, words: _Words) -> str:
    """What the signs mean, as sentences; only what occurs."""
    years = f"{words.strategy.first_year}{formats.EN_DASH}{words.strategy.last_year}"
    said = [words.say("signs")]
    said += [words.say("edge")] if any(dot.beyond for dot in dots) else []
    said += [words.say("tail")] if any(dot.before is not None for dot in dots) else []
    said += [words.say("line", years=years)]
    said += [words.say("own_time")] if any(abs(dot.elapsed - passed) > _EPSILON for dot in dots if dot.named) else []
    said += [words.say("packed")] if not all(dot.named for dot in dots) else []
    return " ".join(said)


def _row(dot: RoadDot, words: _Words) -> tuple[str, ...]:
    status = sentence_case(status_word(dot.status, words.lang))
    return (dot.name, status, dot.text, dot.before_text or formats.EN_DASH, dot.elapsed_text)
