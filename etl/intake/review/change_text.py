"""The difference and the remarks in words: the same lines for the command, the report and the coloured workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from etl.intake.review.examining import CommentChange, Review, StateChange
from etl.intake.review.large_files import LargeImport
from etl.intake.rows import CHANGES, Change, FileRemark
from etl.intake.values import Doubt
from etl.reporting import visible
from strategy.model import LANGUAGES, Measure, Observation, Statement, Strategy
from strategy.texts import count, formats, say


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One change in words. `old` and `by` are empty where there was nothing."""

    kind: str
    measure: str
    name: str
    period: str
    old: str
    new: str
    by: str
    place: str
    doubts: tuple[str, ...]


def changes(found: Review, strategy: Strategy, lang: str) -> list[ChangeText]:
    """Every change that the file would make, by kind, the doubtful ones with their doubts; unchanged ones left out."""
    figures = [figure(c, strategy, lang) for kind in CHANGES[:-1] for c in found.difference.of(kind)]
    states = [_state(s, strategy, lang) for s in found.states if s.kind != "unchanged"]
    return figures + states + [_comment(c, strategy, lang) for c in found.comments if c.kind != "unchanged"]


def figure(change: Change, strategy: Strategy, lang: str) -> ChangeText:
    """One change of a figure in words."""
    measure = strategy.measures[change.row.measure]
    unit = strategy.units.get(measure.unit or "")
    by = "" if not change.by else formats.difference(change.by, _decimals(measure, change.by), unit, lang, sign=True)
    return ChangeText(
        kind=say(lang, f"intake.change.{change.kind}"),
        measure=measure.id,
        name=measure.name.in_(lang),
        period=_period(change.row, strategy, lang),
        old=_said(change.before, measure, strategy, lang),
        new=_said(change.row, measure, strategy, lang),
        by=by,
        place=change.where.words(lang),
        doubts=tuple(_doubt(d, measure, lang) for d in change.doubts),
    )


def _decimals(measure: Measure, value: float) -> int:
    """As many decimals as the measure shows, or more where the value has more: a difference is told whole."""
    return max(measure.decimals, len(formats.shortest(value, "en", 6).partition(".")[2]))


def _period(row: Observation, strategy: Strategy, lang: str) -> str:
    parts = [formats.period(row.period, lang)]
    if row.area != strategy.home:
        parts.append(strategy.areas[row.area].name.in_(lang))
    if row.breakdown:
        parts.append(strategy.breakdowns[row.breakdown].in_(lang))
    return ", ".join(parts)


def _said(row: Observation | None, measure: Measure, strategy: Strategy, lang: str) -> str:
    if row is None:
        return ""
    unit = strategy.units.get(measure.unit or "")
    if row.is_bound:
        most = max(_decimals(measure, end) for end in (row.low, row.high) if end is not None)
        return formats.bound(row.low, row.high, most, unit, lang)
    if row.value is None:
        return say(lang, f"common.missing.{row.missing}")
    shown = formats.with_unit(row.value, _decimals(measure, row.value), unit, lang)
    return shown if row.quality == "final" else f"{shown} ({say(lang, f'common.quality.{row.quality}')})"


def _doubt(doubt: Doubt, measure: Measure, lang: str) -> str:
    values = {
        name: value if isinstance(value, str) else formats.shortest(value, lang, 6) for name, value in doubt.values
    }
    return say(lang, f"intake.doubt.{doubt.kind}", **values)


def _state(change: StateChange, strategy: Strategy, lang: str) -> ChangeText:
    measure, event = strategy.measures[change.event.measure], change.event
    stage = next((s.name.in_(lang) for s in measure.stages if s.id == event.stage), "")
    before = change.before
    return ChangeText(
        kind=say(lang, "intake.change.state"),
        measure=measure.id,
        name=f"{measure.name.in_(lang)}{f' ({stage})' if stage else ''}",
        period=formats.day(event.day, lang),
        old="" if before is None else f"{say(lang, f'common.state.{before.state}')} {formats.day(before.day, lang)}",
        new=say(lang, f"common.state.{event.state}"),
        by="",
        place=change.where.words(lang),
        doubts=(),
    )


def _comment(change: CommentChange, strategy: Strategy, lang: str) -> ChangeText:
    measure, comment = strategy.measures[change.statement.measure], change.statement
    return ChangeText(
        kind=say(lang, "intake.change.comment"),
        measure=measure.id,
        name=measure.name.in_(lang),
        period=formats.day(comment.day, lang),
        old="" if change.before is None else f"{formats.day(change.before.day, lang)}, {_words(change.before)}",
        new=_words(comment),
        by="",
        place=change.where.words(lang),
        doubts=(),
    )


def _words(comment: Statement) -> str:
    """The role and its words, in each language that they have, on one line."""
    said = (f"({lang}) {' '.join(text.split())}" for lang, text in zip(LANGUAGES, comment.text, strict=True) if text)
    return visible(f"{comment.role}: {' '.join(said)}")


def remark(found: FileRemark, lang: str) -> str:
    """A remark with its place: `taulukko Luvut, solu A7: piilotettu rivi luettiin`."""
    words = visible(say(lang, f"intake.remark.{found.code}", **dict(found.values)))
    place = found.where.words(lang)
    return f"{place}: {words}" if place else words


def vanished(found: Review, strategy: Strategy, lang: str) -> Iterator[str]:
    """The figures that stand in the record and are no longer in what came."""
    for row in found.difference.vanished:
        measure = strategy.measures[row.measure]
        said = _said(row, measure, strategy, lang)
        yield say(lang, "intake.vanished", measure=row.measure, period=_period(row, strategy, lang), value=said)


def summary(found: Review, lang: str) -> str:
    """How many changes of which kind, in one line."""
    counts = [(kind, len(found.difference.of(kind))) for kind in CHANGES]
    counts.append(("state", sum(s.kind != "unchanged" for s in found.states)))
    counts.append(("comment", sum(c.kind != "unchanged" for c in found.comments)))
    counts.append(("doubtful", len(found.difference.doubtful) + len(found.difference.vanished)))
    return ", ".join(count(lang, f"intake.count.{kind}", n) for kind, n in counts if n) or say(lang, "intake.nothing")


def change_lines(told: ChangeText, lang: str) -> list[str]:
    """A change for the command line, its doubts under it."""
    arrow = f"{told.old} → {told.new}" if told.old else told.new
    by = f" ({told.by})" if told.by else ""
    line = f"{told.kind}: {told.measure} {told.name}, {told.period}: {arrow}{by}  [{told.place}]"
    return [line, *(f"    {say(lang, 'intake.doubtful', why=why)}" for why in told.doubts)]


def text(found: Review, strategy: Strategy, lang: str) -> str:
    """The difference for the command line: a line per change, its doubts under it, then remarks and the summary."""
    lines = [f"{found.name} ({found.sha256[:12]})", ""]
    for told in changes(found, strategy, lang):
        lines += change_lines(told, lang)
    lines += [f"    {say(lang, 'intake.doubtful', why=line)}" for line in vanished(found, strategy, lang)]
    lines += [say(lang, "intake.remarked", remark=remark(r, lang)) for r in found.parsed.remarks]
    return "\n".join([*lines, "", summary(found, lang)])


def large(found: LargeImport, lang: str) -> Iterator[str]:
    """As `text`, of a file of many rows: the first changes of each kind, those that look doubtful, then how many."""
    yield f"{found.where.file} ({found.looked.sha256[:12]})"
    yield ""
    for change in found.shown:
        yield from change_lines(figure(change, found.bulk.strategy, lang), lang)
    if sum(n for kind, n in found.counts.items() if kind != "unchanged") > len(found.shown):
        yield say(lang, "intake.large.shown", shown=formats.number(len(found.shown), 0, lang))
    yield ""
    counts = [count(lang, f"intake.count.{kind}", n) for kind, n in found.counts.items()]
    yield ", ".join(counts) or say(lang, "intake.nothing")
