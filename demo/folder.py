"""Writes the data folder of the demo: the catalogue of a strategy, patched by the stories, and a history for each.

The folder holds no real figure but those that the strategy's own words hold (baselines and targets).
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from demo import histories
from demo.histories import StoryError, told
from demo.toml import to_toml
from demo.waves import Wave, WaveLimits, chance, rows
from strategy.model import ACTION_STATES, STATES

Table = dict[str, Any]

STRATEGY = "kauniainen-2018-2022"
"""The strategy that the stories are told of."""
SOURCES = ("demo", "demo_copy")
EXTRA = "extra"
UNITS = "units"
STATEMENTS = "statements"
ACTIONS = "actions"
_APART = (EXTRA, UNITS, STATEMENTS, ACTIONS)
"""Files that tell no stories."""


class OtherStrategyError(ValueError):
    """The folder holds another strategy than that of the stories, or none; the text is its id."""


@dataclass(frozen=True, slots=True)
class Story:
    """What is made up of one measure."""

    shows: str
    """The status that it has on the review day."""
    rows: str = ""
    wave: Mapping[str, Any] = field(default_factory=dict)
    events: str = ""
    marks: tuple[Mapping[str, Any], ...] = ()
    patch: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the measure that the catalogue leaves open."""


def stories() -> Mapping[str, Story]:
    """Every story, by measure."""
    found: dict[str, Story] = {}
    for name, table in _tables().items():
        for measure, told_ in table.items() if name not in _APART else ():
            told_["marks"] = tuple(told_.get("marks", ()))
            found[measure] = Story(**told_)
    return found


def write(data: Path, out: Path) -> None:
    """Write the folder anew; `data` holds the catalogue that is shown. Raises `OtherStrategyError`."""
    _check_strategy(data / "catalogue" / "strategy.toml")
    catalogue = _catalogue(data / "catalogue")
    told_ = stories()
    _check_told(catalogue, told_)
    shutil.rmtree(out, ignore_errors=True)
    (out / "histories").mkdir(parents=True)
    for measure, text in _histories(catalogue, told_):
        (out / "histories" / f"{measure}.csv").write_text(text, "utf-8")
    _patch(catalogue, told_)
    for name, table in catalogue.items():
        path = out / "catalogue" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_toml(table), "utf-8")
    _write_meetings(out / "meetings")


def _write_meetings(folder: Path) -> None:
    """The meetings that are made up, as drafts; `etl meeting seal` seals them on the figures of the folder."""
    folder.mkdir()
    for file in (resources.files("demo") / "meetings").iterdir():
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")


def _check_strategy(file: Path) -> None:
    try:
        found = str(tomllib.loads(file.read_text("utf-8")).get("id", ""))
    except (OSError, ValueError):
        found = ""
    if found != STRATEGY:
        raise OtherStrategyError(found)


def _tables() -> Mapping[str, Table]:
    folder = resources.files("demo") / "stories"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return {f.name.removesuffix(".toml"): tomllib.loads(f.read_text("utf-8")) for f in files}


def _catalogue(folder: Path) -> dict[str, Table]:
    """Every TOML file of the catalogue by its name in the folder, with the demo's own measures, sources and words."""
    paths = sorted(folder.rglob("*.toml"))
    found = {str(p.relative_to(folder).with_suffix("")): tomllib.loads(p.read_text("utf-8")) for p in paths}
    found.pop("tables", None)  # where real figures are fetched from
    extra = _tables()[EXTRA]
    for measure in extra["measure"]:
        found[f"goals/{measure['id'].partition('-')[0]}"]["measure"].append(measure)
    found.setdefault("breakdowns", {}).update(extra["breakdowns"])
    found["notes"].update(extra["notes"])
    strategy = found["strategy"]
    strategy["made_up"] = True
    found[STATEMENTS] = _tables()[STATEMENTS]  # what real owners say of real figures fits no made-up ones
    found["sources"] = {strategy["source"]: found["sources"][strategy["source"]], **extra["sources"]}
    return found


def _measures(catalogue: Mapping[str, Table]) -> Iterator[Table]:
    for name, table in catalogue.items():
        if name.startswith(("goals/", "context/")):
            yield from table.get("measure", ())


def _check_told(catalogue: Mapping[str, Table], told_: Mapping[str, Story]) -> None:
    unknown = told_.keys() - {m["id"] for m in _measures(catalogue)}
    if unknown:
        raise StoryError(f"stories of measures that the catalogue does not have: {', '.join(sorted(unknown))}")


def _histories(catalogue: Mapping[str, Table], told_: Mapping[str, Story]) -> Iterator[tuple[str, str]]:
    usual = _tables()[UNITS]
    for measure in _measures(catalogue):
        if measure["kind"] != "numeric" or "formula" in measure:
            continue
        story = told_.get(measure["id"])
        waves = dict(story.wave) if story else _usual(measure, usual)
        made = [*(rows(_wave(waves), _limits(measure)) if waves else ()), *(told(story.rows) if story else ())]
        if made:
            yield measure["id"], histories.to_csv(made)


def _usual(measure: Table, usual: Mapping[str, Table]) -> Table:
    """The wave of a context measure without a story: that of its unit, at a level of its own."""
    if measure.get("role") != "context":
        return {}
    wave = dict(usual[measure["unit"]])
    return wave | {"level": wave["level"] * (1 + 0.25 * chance(measure["id"], "level"))}


def _wave(given: Mapping[str, Any]) -> Wave:
    return Wave(**{**given, "parts": tuple(given.get("parts", ()))})


def _limits(measure: Table) -> WaveLimits:
    known = {name: measure[name] for name in ("lowest", "highest") if name in measure}
    return WaveLimits(measure["id"], measure["decimals"], **known)


def _patch(catalogue: dict[str, Table], told_: Mapping[str, Story]) -> None:
    """Give every measure the demo's sources and what its story adds; collect the events and the marks."""
    events: list[Table] = []
    marks: list[Table] = []
    for measure in _measures(catalogue):
        story = told_.get(measure["id"], Story(""))
        measure.pop("remark", None)  # it says how the real figures were read
        measure.update({"sources": _sources(measure, story), **story.patch})
        events += [{"measure": measure["id"], **_event(line, STATES)} for line in _lines(story.events)]
        marks += [{"measure": measure["id"], **mark} for mark in story.marks]
    catalogue["events"] = {"mark": marks, "event": events, "action_event": list(_action_events())}


def _sources(measure: Table, story: Story) -> list[str]:
    """Those that its rows name; the second only where a story uses it, so that its flag means something."""
    if measure["kind"] != "numeric":
        return []
    return [s for s in SOURCES if s == SOURCES[0] or f"source={s}" in story.rows]


def _action_events() -> Iterator[Table]:
    """The states of the actions that are made up; of the others nobody has reported."""
    for action, text in _tables()[ACTIONS].items():
        yield from ({"action": action, **_event(line, ACTION_STATES)} for line in _lines(text))


def _lines(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, text.splitlines()))


def _event(line: str, states: Collection[str]) -> Table:
    """An event from its line, `day state`, with `stage=` or `note=` after it."""
    day, state, *more = line.split()
    cells = dict(part.split("=", 1) for part in more)
    if state not in states:
        raise StoryError(line)
    return {"day": date.fromisoformat(day), "state": state, "source": "demo", **cells}
