"""Words what changed, a line each: a status, a target, an event, a statement, a figure. Decides nothing."""

from __future__ import annotations

from strategy.judging import FigureChange, MeasureChanges, StatementChange, StatusChange, TargetChange
from strategy.model import ActionEvent, Event, Observation, Strategy
from strategy.texts import formats, say
from strategy.wording.sentences import missing_word, status_word
from strategy.wording.statement_words import decided_words
from strategy.wording.target_words import target_words


def status_line(change: StatusChange, lang: str) -> str:
    """`Tila: vauhdissa → jäljessä. Syy: uusi tai korjattu luku.`"""
    causes = cause_words(change, lang)
    before, after = (status_word(v.status, lang) for v in (change.before, change.after))
    return say(lang, "changes.status", before=before, after=after, causes=causes)


def cause_words(change: StatusChange, lang: str) -> str:
    """Why a status changed: `uusi tai muuttunut luku ja muuttunut tavoite`."""
    return formats.listed([say(lang, f"changes.cause.{cause}") for cause in change.causes], lang)


def target_line(change: TargetChange, of: MeasureChanges, strategy: Strategy, lang: str) -> str:
    """`Tavoite: vähintään 90 % → vähintään 92 %. Päätös: Valtuusto 15.2.2021.`"""
    before, after = (
        target_words(t, of.measure, strategy.units, lang) if t else "" for t in (change.before, change.after)
    )
    decision = decision_words(change, lang) or (formats.day(change.after.set_on, lang) if change.after.set_on else "")
    key = "changes.target_moved" if change.before else "changes.target_new"
    return say(lang, key, before=before, after=after, decision=decision)


def event_line(event: Event | ActionEvent, lang: str) -> str:
    """`Vaihe: tehty (3.5.2021).`"""
    return say(lang, "changes.event", state=say(lang, f"common.state.{event.state}"), day=formats.day(event.day, lang))


def statement_line(change: StatementChange, lang: str) -> str:
    """`Poikkeama hyväksytty 31.12.2022 asti. Päätös: Kaupunginhallitus 22.11.2021, § 112. Syy: kaava odottaa.`"""
    before, words, _ = statement_parts(change, lang)
    return f"{before} {words}".rstrip()


def statement_parts(change: StatementChange, lang: str) -> tuple[str, str, str]:
    """What we say of a statement, its own words on one line, and the language that these are in."""
    said = change.statement
    text, own = said.text.in_(lang)
    until = formats.day(said.until, lang) if said.until else ""
    if change.kind == "ended":
        return say(lang, "changes.ended", until=until), "", lang
    if change.kind == "comment":
        told = say(lang, "changes.comment", role=said.role, day=formats.day(said.day, lang))
    else:
        told = say(lang, "changes.accepted", until=until, decision=decided_words(said, lang))
    return told, " ".join(text.split()), own


def figure_line(change: FigureChange, of: MeasureChanges, strategy: Strategy, lang: str) -> str:
    """`Korjattu 2020: 93 % → 92 % (30.4.2021, Tilastokeskus).`"""
    row = change.after
    source = ", ".join(strategy.sources[row.source].publishers_in(lang))
    known = formats.day(row.known, lang) if row.known else ""
    part = f", {strategy.breakdowns[row.breakdown].in_(lang)}" if row.breakdown else ""
    figures = (end for r in (change.before, row) if r is not None for end in (r.value, r.low, r.high))
    values = [end for end in figures if end is not None]
    decimals = formats.apart(values, of.measure.decimals)
    before, after = (_value(r, of, strategy, decimals, lang) for r in (change.before, row))
    kind = change.kind if row.tells or change.kind != "new" else "missing"
    return say(lang, f"changes.figure.{kind}", period=formats.period(row.period, lang) + part, before=before,
               after=after, day=known, source=source)  # fmt: skip


def _value(row: Observation | None, of: MeasureChanges, strategy: Strategy, decimals: int, lang: str) -> str:
    if row is None:
        return ""
    unit = strategy.units.get(of.measure.unit or "")
    if row.is_bound:
        return formats.bound(row.low, row.high, decimals, unit, lang)
    if row.value is None:
        return missing_word(row.missing or "", lang)
    return formats.with_unit(row.value, decimals, unit, lang)


def decision_words(change: TargetChange, lang: str) -> str:
    """By what a target was decided, in the catalogue's words; empty where it does not say."""
    return change.after.decision.in_(lang) if change.after.decision else ""
