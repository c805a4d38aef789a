"""Reads the targets of a measure: each kind has the fields it needs and those it may have, and no others.

What a target means is decided in `strategy.judging`; here it is only made sure that it says all that its kind must.
"""

from __future__ import annotations

from dataclasses import dataclass

from etl.reading.fields import Fields, Ids
from etl.reporting import nearest
from strategy.judging import window_of
from strategy.model import EVIDENCE, LANGUAGES, OPERATORS, PARTS, TARGET_KINDS, Target

LEVELS = ("at_least", "at_most", "more_than", "less_than")
MILESTONES = ("done", "stage")
ANY_MEASURE = ("direction", "undefined")


@dataclass(frozen=True, slots=True)
class Needs:
    """Which of the fields that tell kinds apart a kind must have, and which it may have."""

    must: frozenset[str]
    may: frozenset[str] = frozenset()


def _needs(must: str = "", may: str = "") -> Needs:
    return Needs(frozenset(must.split()), frozenset(may.split()))


NEEDS = {
    **dict.fromkeys(LEVELS, _needs("value", "window")),
    "change_points": _needs("value base"),
    "change_percent": _needs("value base"),
    "range": _needs("low high", "window"),
    "best_of": _needs("value"),
    "better_than": _needs("reference"),
    "mean": _needs("op window", "value low high"),
    "sum": _needs("op value window"),
    "count": _needs("op value window"),
    "share_of_share": _needs("op value reference"),
    "done": _needs("", "due"),
    "stage": _needs("stages", "due"),
    "direction": _needs(),
    "undefined": _needs(),
}
TELLING = ("op", "value", "low", "high", "base", "reference", "window", "stages", "due")


@dataclass(frozen=True, slots=True)
class Comparable:
    """What a target may be compared with: areas for `better_than`, measures for both kinds that name a reference.

    And the language of the strategy's own words, in which a target is quoted.
    """

    areas: Ids
    measures: Ids
    text_language: str


def read_target(fields: Fields, stages: tuple[str, ...], with_: Comparable) -> Target:
    """One `[[measure.target]]`; `stages` are those that its measure declares."""
    kind = fields.one_of("kind", TARGET_KINDS)
    period = fields.period("period")
    found = Target(
        kind=kind,
        period=period,
        evidence=fields.one_of("evidence", EVIDENCE, "" if period else "stated"),
        op=fields.one_of("op", OPERATORS) if "op" in fields else None,
        value=fields.number("value"),
        low=fields.number("low"),
        high=fields.number("high"),
        base=fields.period("base"),
        reference=_reference(fields, kind, with_),
        window=fields.period("window"),
        set_on=fields.day("set_on"),
        decision=fields.maybe_words("decision"),
        due=fields.day("due"),
        stages=fields.knowns("stages", stages, need=False),
        quote=read_quote(fields, with_.text_language, need=False),
        number_evidence=fields.one_of("number_evidence", EVIDENCE, "stated"),
        part=fields.one_of("part", PARTS) if "part" in fields else None,
    )
    _check_needs(fields, kind)
    _check_numbers(fields, found)
    fields.done()
    return found


def read_quote(fields: Fields, text_language: str, *, need: bool = True) -> str:
    """The strategy's own words, whose field is named by their language: `quote_fi`, `quote_sv` or `quote_en`.

    Where that language is not known, which is a problem of its own, words in any of them are taken.
    """
    names = [f"quote_{lang}" for lang in ([text_language] if text_language else LANGUAGES)]
    return fields.text(next((name for name in names if name in fields), names[0]), need=need)


def _reference(fields: Fields, kind: str, with_: Comparable) -> str | None:
    areas = with_.areas if kind == "better_than" else ()
    either = None if areas is None or with_.measures is None else (*areas, *with_.measures)
    return fields.known("reference", either, need=False)


def _check_needs(fields: Fields, kind: str) -> None:
    needs = NEEDS.get(kind)
    if needs is None:
        return
    for name in sorted(needs.must):
        if name not in fields:
            fields.wrong(name, "target_needs", kind=kind)
    for name in TELLING:
        if name in fields and name not in needs.must | needs.may and not (name == "due" and kind not in ANY_MEASURE):
            fields.wrong(name, "target_unused", kind=kind)


def _check_numbers(fields: Fields, found: Target) -> None:
    if found.kind == "mean":
        _check_mean(fields, found.op)
    elif found.op == "range":
        fields.wrong("op", "vocabulary", words=", ".join(LEVELS), near=nearest("range", LEVELS))
    if found.part is not None and window_of(found) is None:
        fields.wrong("part", "part_without_window")
    if found.low is not None and found.high is not None and found.low > found.high:
        fields.wrong("low", "low_over_high", high=found.high)
    if found.base and found.period and found.base.end >= found.period.end:
        fields.wrong("base", "base_after", period=found.period)
    if found.value is not None and found.value <= 0 and found.kind in ("change_points", "change_percent", "best_of"):
        fields.wrong("value", "not_positive")


def _check_mean(fields: Fields, op: str | None) -> None:
    needed, unused = (("low", "high"), ("value",)) if op == "range" else (("value",), ("low", "high"))
    for name in needed:
        if name not in fields:
            fields.wrong(name, "target_needs", kind=f"mean, op = {op}")
    for name in unused:
        if name in fields:
            fields.wrong(name, "target_unused", kind=f"mean, op = {op}")
