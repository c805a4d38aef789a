"""Measures drawn by the chart tests: one small made-up strategy, and rows written as short as they can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.charts.description.chart import Chart
from dashboard.charts.description.describing import describe
from dashboard.charts.drawing.planning import planned
from dashboard.charts.drawing.plot import Json, figure
from dashboard.components.figures import LARGE, NARROW
from strategy.judging.status import judge
from strategy.model.catalogue import Area, Baseline, Calendar, Measure, Note, Source, Strategy, Target, Unit
from strategy.model.periods import Period
from strategy.model.record import Mark, Observation
from strategy.model.vocabulary import Text

DAY = date(2021, 12, 31)


def same(text: str) -> Text:
    """One text for all three languages."""
    return Text(text, text, text)


UNITS = {
    "percent": Unit(
        "percent", same("%"), same("%"), Text("%-yksikköä", "procentenheter", "percentage points"), same("%")
    ),
    "days": Unit(
        "days", Text("vrk", "dygn", "days"), Text("vrk", "dygn", "day"), same("d"), Text("vrk", "dygn", "days")
    ),
    "index": Unit("index", same(""), same(""), same(""), same("")),
}
AREAS = {
    "235": Area("235", Text("Kauniainen", "Grankulla", "Kauniainen")),
    "049": Area("049", Text("Espoo", "Esbo", "Espoo")),
    "091": Area("091", Text("Helsinki", "Helsingfors", "Helsinki")),
    "092": Area("092", Text("Vantaa", "Vanda", "Vantaa")),
    "SSS": Area("SSS", Text("Koko maa", "Hela landet", "Whole country")),
}
SOURCES = {
    "own": Source("own", "Tilasto 1", "fi", "Kaupunki", None, None, "CC BY 4.0", True, None, None),
    "other": Source("other", "Blogi", "fi", "Joku", None, None, "lainaus", False, None, None),
}
NOTES = {
    "small_houses": Note("small_houses", Text("Vain pientalot.", "Endast småhus.", "Small houses only."), False),
    "rounded": Note("rounded", Text("Pyöristetty.", "Avrundat.", "Rounded."), True),
}


def strategy(*measures: Measure, marks: Sequence[Mark] = ()) -> Strategy:
    """A strategy of nothing but measures."""
    return Strategy(
        id="s", title=same("S"), values=same("V"), municipality=same("K"), home="235", text_language="fi",
        first_year=2018, last_year=2022,
        review_day=DAY, source="own", focus_areas={}, sectors={}, goals={}, subgoals={}, actions={},
        measures={m.id: m for m in measures}, units=UNITS, areas=AREAS, sources=SOURCES, notes=NOTES,
        marks=tuple(marks),
    )  # fmt: skip


def measure(name: str = "Mittari", **changes: object) -> Measure:
    """A measure in whole per cent without a target."""
    plain = Measure(
        id="1.1-a", goal="1.1", role="strategy", kind="numeric", name=same(name), quote="", unit="percent",
        decimals=0, direction="up", direction_evidence="stated", baseline=None, targets=(), sectors=(),
        sector_evidence="stated", sources=("own", "other"),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def rows(series: str, area: str = "235", **changes: object) -> tuple[Observation, ...]:
    """Rows from `2017 187, 2018 21 small_houses, 2019 -`: period, value (`-`: none), then quality or note."""
    found = []
    for part in series.split(","):
        period, value, *marks = part.split()
        row = Observation("1.1-a", area, Period.parse(period), None if value == "-" else float(value), "own")
        for mark in marks:
            row = (
                replace(row, note=mark, comparable=NOTES[mark].comparable)
                if mark in NOTES
                else replace(row, quality=mark)
            )
        found.append(replace(row, missing="not_collected" if value == "-" else None, **changes))  # type: ignore[arg-type]
    return tuple(found)


def target(kind: str = "at_least", period: str = "2021", **changes: object) -> Target:
    """A target; `window` and `base` are written as periods are."""
    told = {key: Period.parse(str(changes.pop(key))) for key in ("window", "base") if key in changes}
    return Target(kind, Period.parse(period), "stated", **told, **changes)  # type: ignore[arg-type]


def chart(
    of: Measure,
    series: Sequence[Observation],
    *,
    lang: str = "fi",
    day: date = DAY,
    marks: Sequence[Mark] = (),
    beside: Sequence[Measure] = (),
    **asked: Any,
) -> Chart:
    """The description of a measure's chart, judged on `day` by the project's own rules; `asked` as for `describe`."""
    said = judge(of, series, on=day, home="235", marks=marks)
    return describe(of, said, series, strategy(of, *beside, marks=marks), lang, day=day, **asked)


def yearly() -> Calendar:
    """A calendar that expects a figure every year."""
    return Calendar("year", Period.parse("2000"))


def baseline(value: float | None, period: str = "2019") -> Baseline:
    """The level that the strategy starts from."""
    return Baseline(value, Period.parse(period))


def plotted(found: Chart) -> Json:
    """The library's figure of a chart, at the sizes of the pages."""
    return figure(planned(found, *LARGE), {"narrow": planned(found, *NARROW)})
