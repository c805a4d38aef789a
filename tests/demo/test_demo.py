"""The demo shows every state there is: what each vocabulary holds, and where in the demo it is seen."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from dashboard.data.store import Release
from dashboard.data.verdicts import judge_all
from demo.__main__ import main
from demo.folder import SOURCES, STRATEGY, stories, write
from strategy.judging.actions import action_state
from strategy.judging.evidence.verdict import FLAGS, GROUPS, STATUSES, Judgement, Verdict
from strategy.model.catalogue import Measure, Target
from strategy.model.record import Observation
from strategy.model.vocabulary import (
    ACTION_STATES,
    AGGREGATES,
    CADENCES,
    CONFIDENCES,
    DIRECTIONS,
    KINDS,
    KNOWN_BASES,
    LANGUAGES,
    MISSING,
    OPERATORS,
    QUALITIES,
    ROLES,
    STATES,
    TARGET_KINDS,
)
from strategy.texts import say
from tests.conftest import ROOT

Found = Iterable[object]


def _verdicts(release: Release) -> Mapping[str, Verdict]:
    return judge_all(release, release.strategy.review_day)


def _headlines(release: Release) -> list[Judgement]:
    return [v.headline for m, v in _verdicts(release).items() if release.strategy.measures[m].role == "strategy"]


def _rows(release: Release) -> list[Observation]:
    return [row for measure in release.strategy.measures for row in release.rows(measure)]


def _home(release: Release) -> list[Observation]:
    return [row for row in _rows(release) if row.area == release.strategy.home and not row.breakdown]


def _measures(release: Release) -> list[Measure]:
    return list(release.strategy.measures.values())


def _targets(release: Release) -> list[Target]:
    return [t for m in _measures(release) for t in m.targets]


def _calendars(release: Release) -> Found:
    return [m.calendar.every for m in _measures(release) if m.calendar]


def _events(release: Release) -> Found:
    return [event.state for events in release.events.values() for event in events]


def _actions(release: Release) -> Found:
    """The states in which actions stand on the review day; None: nobody has reported."""
    day = release.strategy.review_day
    return [
        event.state if (event := action_state(release.action_events.get(action, ()), day)) else None
        for action in release.strategy.actions
    ]


def _trends(release: Release) -> Found:
    return [v.trend.kind for v in _verdicts(release).values() if v.trend]


def _milestones(release: Release) -> Found:
    """The states in which milestones stand, in the words that pages use."""
    return [v.status for v in _verdicts(release).values() if v.measure.kind == "milestone"]


MILESTONES = ("overdue", "not_started", "under_way", "done", "done_late", "not_reported", "undated", "dropped")
FREQUENCIES = ("month", "quarter", "half_year", "year", "school_year", "range")
TRENDS = ("improving", "worsening", "unchanged", "rising", "falling")

COVERAGE: list[tuple[str, tuple[str | None, ...], Callable[[Release], Found]]] = [
    # what                    every one of these               is seen here, on the review day
    ("statuses",              STATUSES,                        lambda r: [j.status for j in _headlines(r)]),
    ("groups",                GROUPS,                          lambda r: [j.group for j in _headlines(r)]),
    ("flags",                 FLAGS,                           lambda r: [f for j in _headlines(r) for f in j.flags]),
    ("milestones",            MILESTONES,                      _milestones),
    ("states of events",      STATES,                          _events),
    ("states of actions",     (*ACTION_STATES, None),          _actions),
    ("target kinds",          TARGET_KINDS,                    lambda r: [t.kind for t in _targets(r)]),
    ("operators",             ("at_least", "more_than", "range"), lambda r: [t.op for t in _targets(r)]),
    ("measure kinds",         KINDS,                           lambda r: [m.kind for m in _measures(r)]),
    ("roles",                 ROLES,                           lambda r: [m.role for m in _measures(r)]),
    ("directions",            DIRECTIONS,                      lambda r: [m.direction for m in _measures(r)]),
    ("missing reasons",       MISSING,                         lambda r: [row.missing for row in _home(r)]),
    ("qualities",             QUALITIES,                       lambda r: [row.quality for row in _home(r)]),
    ("confidences",           CONFIDENCES,                     lambda r: [row.confidence for row in _home(r)]),
    ("days of publication",   KNOWN_BASES,                     lambda r: [row.known_basis for row in _home(r)]),
    ("frequencies",           FREQUENCIES,                     lambda r: [row.period.frequency for row in _home(r)]),
    ("cadences",              CADENCES,                        _calendars),
    ("aggregates",            AGGREGATES,                      lambda r: [m.aggregate for m in _measures(r)]),
    ("marks",                 ("break", "decision"),           lambda r: [m.kind for m in r.strategy.marks]),
    ("peers",                 ("049", "091", "092", "SSS"),    lambda r: [row.area for row in _rows(r)]),
    ("trends",                TRENDS,                          _trends),
    ("sources",               SOURCES,                         lambda r: [row.source for row in _rows(r)]),
]  # fmt: skip


@pytest.mark.parametrize(("every", "seen"), [case[1:] for case in COVERAGE], ids=[case[0] for case in COVERAGE])
def test_every_state_occurs(
    made_up_release: Release, every: tuple[str | None, ...], seen: Callable[[Release], Found]
) -> None:
    assert set(every) <= set(seen(made_up_release))


def test_every_story_shows_what_it_says(made_up_release: Release) -> None:
    verdicts = _verdicts(made_up_release)
    assert {m: verdicts[m].status for m in stories()} == {m: story.shows for m, story in stories().items()}


def test_every_measure_of_the_strategy_has_a_story(made_up_release: Release) -> None:
    assert {m.id for m in made_up_release.strategy.of_role("strategy")} <= set(stories())


def test_the_targets_that_the_strategy_lacks_are_told_by_measures_named_as_made_up(made_up_release: Release) -> None:
    added = [m for m in made_up_release.strategy.measures.values() if "-x" in m.id]
    assert added
    for measure in added:
        assert measure.name.fi.startswith("Keksitty mittari: ")
        assert measure.name.sv.startswith("Påhittad mätare: ")
        assert measure.name.en.startswith("Made-up measure: ")


def test_a_moved_target_is_judged_by_the_newer_decision(made_up_release: Release) -> None:
    headline = _verdicts(made_up_release)["3.3-x1"].headline
    assert headline.target is not None
    assert headline.target.decision is not None
    assert (headline.target.value, headline.target_value) == (30.0, 30.0)


def test_a_corrected_baseline_moves_the_target_that_is_counted_from_it(made_up_release: Release) -> None:
    headline = _verdicts(made_up_release)["3.2-x1"].headline
    assert (headline.baseline, headline.target_value) == (260.0, 195.0)
    assert {"revised", "target_moved"} <= set(headline.flags)


def test_the_parts_of_a_counted_whole_sum_to_it(made_up_release: Release) -> None:
    rows = {(r.period, r.breakdown): r.value for r in made_up_release.rows("3.3-t1") if r.area == "235"}
    for kind in ("sex", "age", "language"):
        for period in {p for p, _ in rows}:
            parts = [v for (p, part), v in rows.items() if p == period and part.startswith(kind) and v is not None]
            assert len(parts) > 1
            assert sum(parts) == rows[period, ""]


def test_two_runs_give_the_same_bytes(made_up: Path, tmp_path: Path) -> None:
    write(ROOT / "data", tmp_path / "again")
    assert _bytes(tmp_path / "again") == _bytes(made_up)


def test_a_second_run_leaves_nothing_of_the_first(made_up: Path, tmp_path: Path) -> None:
    out = tmp_path / "again"
    (out / "histories").mkdir(parents=True)
    (out / "histories" / "9.9-z.csv").write_text("left over", "utf-8")
    write(ROOT / "data", out)
    assert _bytes(out) == _bytes(made_up)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_history_holds_a_real_figure_or_source(made_up: Path) -> None:
    """Not one row of the real histories stands in the demo: its sources are the demo's own."""
    for path in (made_up / "histories").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert {row["source"] for row in csv.DictReader(file)} <= set(SOURCES), path.name


def test_the_real_data_is_not_made_up() -> None:
    assert "made_up" not in (ROOT / "data" / "catalogue" / "strategy.toml").read_text("utf-8")
    assert not list((ROOT / "data").rglob("*demo*"))


def test_operators_of_targets_are_known(made_up_release: Release) -> None:
    assert {t.op for t in _targets(made_up_release)} - {None} <= set(OPERATORS)


FOLDERS = [("fixtures/small", "koivula-2020-2023"), ("fixtures/none", "?")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("folder", "found"), FOLDERS)
def test_another_strategy_is_refused_in_words(
    folder: str, found: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ROOT / "tests" / folder
    assert main(["--data", str(data), "--out", str(tmp_path / "out"), "--lang", lang]) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert all(word in said for word in (found, STRATEGY, data.as_posix()))
    assert said == say(lang, "made_up.refused", folder=data.as_posix(), ours=STRATEGY, found=found)
    assert not (tmp_path / "out").exists()
