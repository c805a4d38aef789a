"""What the chart of a measure says: the one description from which both drawings and the table are made.

Pure: it is told the rows, the verdict and the day. It decides what is drawn, never what a status is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.charts.description.axes import levels, time_ends, time_range, time_ticks, with_targets
from dashboard.charts.description.chart import Bar, Chart, Line, Point, Range, Tick, VerticalMark
from dashboard.charts.description.data_table import table
from dashboard.charts.description.plan_legend import legend_of_plans, without_result
from dashboard.charts.description.plans import (
    baseline_point,
    marked_point,
    projection_line,
    running_line,
    total_line,
    totals_so_far,
)
from dashboard.charts.description.series import ChartSeries, current, drawn_at, home, stands_at
from dashboard.charts.description.targets import (
    TargetLevel,
    bands,
    label,
    path,
    reference_levels,
    steps,
    target_levels,
    total_levels,
)
from dashboard.charts.description.telling import alt, caption
from dashboard.charts.description.window import default_since
from dashboard.charts.description.words import ChartWords, judged_words
from strategy.judging import Verdict
from strategy.model import Mark, Measure, Observation, Period, Strategy, position
from strategy.texts import formats
from strategy.wording import sentence

__all__ = ["Chart", "describe"]

Rows = tuple[Observation, ...]


def describe(  # noqa: PLR0913 - by keyword: what the address of a page can ask of its chart
    measure: Measure,
    verdict: Verdict,
    rows: Sequence[Observation],
    strategy: Strategy,
    lang: str,
    *,
    day: date,
    known: date | None = None,
    since: int | None = None,
    peers: Sequence[str] = (),
    long: bool = True,
    finding: str = "",
    remarks: Sequence[str] = (),
    brief: bool = False,
) -> Chart:
    """The chart of `measure` on the page's `day`, as known on `known` (None: today), worded in `lang`.

    `rows` holds the measure's own rows and, for `peers` (area ids) to be drawn, theirs. `since` is the first year
    drawn; without it, `long` draws the whole history, else its part that belongs to the strategy (`default_since`).
    The table always tells all.
    `finding` stands for the judged sentence where something else is shown, and the caption begins with `remarks`.
    A `brief` one is for a small drawing, beside which its finding stands: it has no sentence and shows no day.
    """
    words = judged_words(measure, strategy, lang, verdict)
    valid = current((row for row in rows if row.measure == measure.id), known)
    own = home(valid, strategy.home)
    others = {area: found for area in peers if area != strategy.home and (found := home(valid, area))}
    begin = since if since is not None or long else default_since(own, measure, strategy)
    scene = _Scene(words, verdict, day, own, others, begin, tuple(remarks), brief)
    return scene.chart(finding or ("" if brief else sentence(verdict, strategy.units, lang)))


@dataclass(frozen=True)  # with a dictionary, for what is found once
class _Scene:
    """Everything at hand while one chart is described."""

    words: ChartWords
    verdict: Verdict
    day: date
    own: Rows
    others: Mapping[str, Rows]
    since: int | None
    """The first year drawn; None for the whole series."""
    said: tuple[str, ...] = ()
    brief: bool = False

    def chart(self, finding: str) -> Chart:
        words, title = self.words, self.words.title
        baseline = self._baseline()
        lines, bars = self._lines(baseline), self._series.bars(self._shown)
        judged_levels = (*target_levels(self.verdict, words), *reference_levels(self.verdict, words))
        found = (*judged_levels, *self._totals)
        span = self._span(lines, bars, baseline, found)
        periods = self._periods(baseline, found)
        marked = marked_point(lines, self.verdict)
        y, y_ticks = levels(_values(lines, bars, baseline, found), words)
        return Chart(
            title=title,
            finding=finding,
            unit=words.unit.axis.in_(words.lang) if words.unit else "",
            lang=words.lang,
            x=span,
            y=y,
            x_ticks=time_ticks(periods, span, words),
            x_ends=time_ends(periods, marked, words),
            y_ticks=y_ticks,
            lines=lines,
            steps=tuple(replace(step, start=max(step.start, span[0])) for step in steps(found, words)),
            bands=tuple(replace(band, start=max(band.start, span[0])) for band in bands(found, words)),
            baseline=baseline,
            marked=marked,
            bars=bars,
            uprights=() if self.brief else self._uprights(span, lines),
            caption="" if self.brief else " ".join((*self.said, self._caption(lines, bars, y, span, y_ticks))).strip(),
            alt=alt(title, finding, lines, bars, words),
            table=table(words, self.own, self.others, judged_levels, self._totals_so_far, brief=self.brief),
            events=() if self.brief else tuple(self._told(mark) for mark in self._marks(span)),
            made_up=words.made_up("short"),
            no_result=words.say("no_result") if found and without_result(lines, bars, baseline) else "",
            since=self.since if self._earlier else None,
        )

    def _caption(
        self, lines: tuple[Line, ...], bars: tuple[Bar, ...], y: Range, span: Range, ticks: Sequence[Tick]
    ) -> str:
        return caption(lines, bars, y, self.words, self._remarks(lines, span), self._breaks, ticks)

    @cached_property
    def _breaks(self) -> tuple[float, ...]:
        marks = self.words.strategy.marks
        return tuple(sorted(position(m.day) for m in marks if m.measure == self._id and m.kind == "break"))

    @property
    def first(self) -> float:
        """Where the drawing begins, in years."""
        return float("-inf") if self.since is None else float(self.since)

    @property
    def _earlier(self) -> bool:
        """Whether own figures are left out before the first year that is drawn."""
        return any(row.tells and row.period.start_position < self.first for row in self.own)

    @cached_property
    def _total(self) -> Line | None:
        return total_line(self.verdict.headline, self._shown, self.words)

    @property
    def _totals_so_far(self) -> Mapping[Period, float]:
        """Those of the whole series, as the table tells all of it."""
        return totals_so_far(self.verdict.headline, self.own, self.words)

    @property
    def _totals(self) -> tuple[TargetLevel, ...]:
        """The target of a sum, where its total is drawn."""
        return total_levels(self.verdict.headline, self.words) if self._total else ()

    @property
    def _id(self) -> str:
        return self.words.measure.id

    @cached_property
    def _cut(self) -> float | None:
        """A break after the page's day: what follows it is another series, and would flatten this one."""
        return next((at for at in self._breaks if at > position(self.day)), None)

    def _drawn(self, rows: Rows) -> Rows:
        end = float("inf") if self._cut is None else self._cut
        return tuple(row for row in rows if row.period.start_position >= self.first and stands_at(row) <= end)

    @cached_property
    def _shown(self) -> Rows:
        """The own rows that are drawn."""
        return self._drawn(self.own)

    @cached_property
    def _series(self) -> ChartSeries:
        return ChartSeries(self.words, position(self.day), self._breaks)

    def _lines(self, baseline: Point | None) -> tuple[Line, ...]:
        series = self._series
        home_name = self.words.area(self.words.strategy.home)
        kinds = self._kinds()
        others = {
            area: series.line(kinds[area], self.words.area(area), self._drawn(self.others[area])) for area in kinds
        }
        placed = [replace(line, place=self.words.place(area)) for area, line in others.items() if line]
        own = [series.line("own", home_name, self._shown), series.budget(self._shown)]
        found = [*(line for line in own if line), *placed]
        return (*found, *(line for line in self._plans(baseline, found) if line))

    def _kinds(self) -> Mapping[str, str]:
        """The areas drawn beside the own one: the one that a target compares with is a reference, the rest peers."""
        asked = {judgement.target.reference for judgement in self.verdict.judgements if judgement.target}
        return {area: "reference" if area in asked else "peer" for area in self.others}

    def _plans(self, baseline: Point | None, lines: Sequence[Line]) -> tuple[Line | None, ...]:
        headline, total = self.verdict.headline, self._total
        return (
            path(headline, baseline, self.words) if total or baseline else None,
            total or running_line(headline, self._shown, self.words),
            projection_line(self.verdict, lines, self.words),
        )

    def _baseline(self) -> Point | None:
        point = baseline_point(self.verdict, self.words)
        return point if point and point.x > self.first else None

    def _span(
        self, lines: Sequence[Line], bars: Sequence[Bar], baseline: Point | None, found: Sequence[TargetLevel]
    ) -> Range:
        places = [point.x for line in lines for point in line.points] + [bar.x for bar in bars]
        places += [baseline.x] if baseline else []
        mine = [aim for aim in found if aim.owner is None]
        places += [aim.end for aim in mine] + ([] if places else [aim.start for aim in mine])
        if self._cut is not None and self._hidden():
            places.append(self._cut)
        return time_range(places)

    def _hidden(self) -> bool:
        cut = self._cut
        return cut is not None and any(stands_at(row) > cut and row.tells for row in self.own)

    def _periods(self, baseline: Point | None, found: Sequence[TargetLevel]) -> Mapping[float, Period]:
        """The periods that may be named on the time axis, by where they stand."""
        rows = [*(row for rows in self.others.values() for row in self._drawn(rows)), *self._shown]
        stated = self.words.measure.baseline
        figures = {baseline.x: stated.period} if baseline and stated else {}
        figures |= {drawn_at(row): row.period for row in rows if row.tells}
        ends = {aim.end: aim.period for aim in found if aim.owner is None and aim.end == aim.period.position}
        return with_targets(figures, ends)

    def _uprights(self, span: Range, lines: Sequence[Line]) -> tuple[VerticalMark, ...]:
        numbered = enumerate(self._marks(span), 1)
        marks = [VerticalMark(position(mark.day), mark.kind, str(number)) for number, mark in numbered]
        if not _pale(lines) or not span[0] - 1e-9 <= position(self.day) <= span[1] + 1e-9:
            return tuple(marks)
        name = self.words.say("day", day=formats.day(self.day, self.words.lang))
        return (*marks, VerticalMark(position(self.day), "day", name))

    def _marks(self, span: Range) -> list[Mark]:
        """What happened to the series within the drawn time, in its order."""
        marks = [mark for mark in self.words.strategy.marks if mark.measure == self._id]
        within = [mark for mark in marks if span[0] - 1e-9 <= position(mark.day) <= span[1] + 1e-9]
        return sorted(within, key=lambda mark: mark.day)

    def _told(self, mark: Mark) -> str:
        lang = self.words.lang
        text = mark.text.in_(lang).rstrip(".")
        return self.words.say("event", day=formats.day(mark.day, lang), text=text)

    def _remarks(self, lines: Sequence[Line], span: Range) -> Sequence[str]:
        baseline, aims = self._baseline(), target_levels(self.verdict, self.words)
        remarks = list(legend_of_plans(self.verdict, lines, baseline, aims, self.words))
        remarks += [said] if (said := self.words.made_up("title")) else []
        later = "caption.later" if position(self.day) >= span[0] - 1e-9 else "caption.all_later"
        remarks += [self.words.say(later, day=formats.day(self.day, self.words.lang))] if _pale(lines) else []
        remarks += [
            self.words.say("caption.reference", target=label(a, self.words))
            for a in reference_levels(self.verdict, self.words)
        ]
        if self._hidden():
            remarks.append(self.words.say("caption.hidden"))
        if self._earlier:
            remarks.append(self.words.say("caption.since", year=self.since))
        return remarks


def _pale(lines: Sequence[Line]) -> bool:
    """Whether anything is drawn that stands after the page's day."""
    return any(point.after_page_day for line in lines for point in line.points)


def _values(
    lines: Sequence[Line], bars: Sequence[Bar], baseline: Point | None, found: Sequence[TargetLevel]
) -> list[float]:
    values = [point.y for line in lines for point in line.points] + [end for bar in bars for end in bar.ends]
    values += [value for aim in found for value in (aim.low, aim.high)]
    return values + ([baseline.y] if baseline else [])
