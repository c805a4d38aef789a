"""What has become of what a sealed meeting showed: corrected figures, other names, moved targets, changed rules.

The record and the rules of today are held against the sealed content, which stays as it is: each difference is a quiet
note beside it. A figure of a later period is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from strategy.judging import judge
from strategy.meetings.content import MeetingContent, ShownMeasure
from strategy.meetings.inputs import MeetingInputs
from strategy.meetings.making import by
from strategy.model import LANGUAGES, Measure, Observation, Period, Statement, Target, Text
from strategy.texts import formats, say
from strategy.wording import dated_target_words, missing_word, status_word

MOST_FIGURES = 4
"""So many figures are told one by one; of more, how many there are."""
Key = tuple[str, Period, bool]
"""The area, the period, and whether it is a budget: an actual figure beside it is another one."""


@dataclass(frozen=True, slots=True)
class LaterNote:
    """One thing that is no longer as it was shown; `kind` is `figure`, `name`, `target`, `unit`, `meaning`, `state`,
    `rules` or `gone`."""

    kind: str
    text: Text


def since(content: MeetingContent, inputs: MeetingInputs) -> Mapping[str, tuple[LaterNote, ...]]:
    """The notes on each measure of a sealed meeting that has any, by its id."""
    found = {id_: tuple(_notes(one, content, inputs)) for id_, one in content.measures.items()}
    return {id_: notes for id_, notes in found.items() if notes}


def _notes(shown: ShownMeasure, content: MeetingContent, inputs: MeetingInputs) -> Iterator[LaterNote]:
    then, now = shown.verdict.measure, inputs.strategy.measures.get(shown.id)
    if now is None:
        yield LaterNote("gone", _each("gone"))
        return
    if now.name != then.name:
        yield LaterNote(
            "name", Text(*(say(lang, "meetings.since.name", name=now.name.in_(lang)) for lang in LANGUAGES))
        )
    if now.unit != then.unit:
        yield LaterNote("unit", _each("unit"))
    elif then.kind == "numeric":
        yield from _figures(shown, content, inputs)
    if _meaning(now) != _meaning(then):
        yield LaterNote("meaning", _each("meaning"))
    if now.targets != then.targets:
        yield LaterNote("target", _target(shown, now, inputs))
    if set(by(inputs.events.get(shown.id, ()), content.on)) != set(shown.events):
        yield LaterNote("state", _each("state"))
    yield from _rules(shown, content)


def _each(key: str) -> Text:
    return Text(*(say(lang, f"meetings.since.{key}") for lang in LANGUAGES))


def _meaning(measure: Measure) -> tuple[object, ...]:
    return (measure.definition, measure.direction, measure.baseline, measure.formula, measure.role)


# figures


def _figures(shown: ShownMeasure, content: MeetingContent, inputs: MeetingInputs) -> Iterator[LaterNote]:
    areas = sorted({row.area for row in shown.rows})
    then = _valid(shown.rows)
    rows = [row for row in inputs.rows(shown.id, areas) if not row.breakdown]
    now, early = _valid(rows), _valid(by(rows, content.on))
    changed = [key for key in dict.fromkeys((*then, *early)) if _says(then.get(key)) != _says(now.get(key))]
    changed.sort(key=lambda key: (key[0] != content.strategy.home, key))
    for key in changed[:MOST_FIGURES]:
        words = _Figure(shown.verdict.measure, content, key, then.get(key), now.get(key))
        yield LaterNote("figure", Text(*(words.text(lang) for lang in LANGUAGES)))
    more = len(changed) - MOST_FIGURES
    if more > 0:
        yield LaterNote("figure", Text(*(say(lang, "meetings.since.more", n=more) for lang in LANGUAGES)))


def _valid(rows: tuple[Observation, ...] | list[Observation]) -> dict[Key, Observation]:
    """The last version of each figure."""
    ordered = sorted(rows, key=lambda row: row.known or date.min)
    return {(row.area, row.period, row.quality == "budget"): row for row in ordered}


def _says(row: Observation | None) -> tuple[object, ...] | None:
    return None if row is None else (row.value, row.low, row.high, row.missing)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure that is another now, or was added or taken away."""

    measure: Measure
    content: MeetingContent
    key: Key
    then: Observation | None
    now: Observation | None

    def text(self, lang: str) -> str:
        """`2020 korjattu 3.2.2022: 8,1 % → 7,9 %.`"""
        area, period, _ = self.key
        strategy = self.content.strategy
        name = "" if area == strategy.home or area not in strategy.areas else strategy.areas[area].name.in_(lang)
        place = f"{name} {formats.period(period, lang)}".strip()
        day = formats.day(self.now.known, lang) if self.now and self.now.known else ""
        kind = "added" if self.then is None else "removed" if self.now is None else "corrected"
        key = f"meetings.since.{kind}{'' if day or kind == 'removed' else '_undated'}"
        return say(lang, key, place=place, day=day, then=self._value(self.then, lang), now=self._value(self.now, lang))

    def _value(self, row: Observation | None, lang: str) -> str:
        if row is None:
            return ""
        if not row.tells:
            return missing_word(row.missing or "", lang)
        ends = (end for r in (self.then, self.now) if r is not None for end in (r.value, r.low, r.high))
        decimals = formats.apart((end for end in ends if end is not None), self.measure.decimals)
        return formats.figure(row, decimals, self.content.strategy.units.get(self.measure.unit or ""), lang)


# targets and rules


def _target(shown: ShownMeasure, now: Measure, inputs: MeetingInputs) -> Text:
    """What the target is now; where another than the shown one moved, that the targets changed."""
    target = _follower(shown.verdict.headline.target, now)
    if target is None:
        return _each("targets")
    units = inputs.strategy.units
    words = (dated_target_words(target, now, units, lang) for lang in LANGUAGES)
    return Text(*(say(lang, "meetings.since.target", target=said) for lang, said in zip(LANGUAGES, words, strict=True)))


def _follower(target: Target | None, now: Measure) -> Target | None:
    """The target that stands in the place of the shown one: the newest, if the shown one is not the newest still."""
    newest = now.targets[-1] if now.targets else None
    return newest if newest != target else None


def _rules(shown: ShownMeasure, content: MeetingContent) -> Iterator[LaterNote]:
    """What was known then, judged by the rules of today: where the status differs, the rules have changed."""
    verdict = shown.verdict
    own = {id_: tuple(r for r in one.rows if r.area == content.strategy.home) for id_, one in content.measures.items()}
    said: tuple[Statement | None, ...] = (verdict.comment, verdict.acceptance)
    again = judge(
        verdict.measure,
        shown.rows,
        on=verdict.on,
        known=verdict.known,
        home=content.strategy.home,
        events=shown.events,
        marks=content.strategy.marks,
        references=own | dict(content.references),
        statements=[one for one in said if one is not None],
    )
    if again.status != shown.status:
        words = (say(lang, "meetings.since.rules", status=status_word(again.status, lang)) for lang in LANGUAGES)
        yield LaterNote("rules", Text(*words))
