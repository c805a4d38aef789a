"""The flags beside a status, each by its own words on the page; `accepted` and `beyond_record` are not read here."""

from __future__ import annotations

from strategy.judging.evidence.verdict import GROUP_OF
from strategy.model.catalogue import Target
from strategy.model.numbers import rounded
from strategy.model.periods import position
from strategy.model.record import Observation
from tests.strategy.second_reading import figures as f
from tests.strategy.second_reading.case import EPS, EVERY, Answer, Case

PACED = ("wrong_way", "far_behind", "slightly_behind", "too_early", "on_pace")


def flags(case: Case, target: Target | None, answer: Answer) -> set[str]:
    group = GROUP_OF[answer.status]
    used = answer.used if group in ("no_figure", "not_judged") else (*answer.used, *own(case, target))
    found = (
        set(answer.flags)
        | of_values(case, used, flow=target is not None and target.kind in ("sum", "count"))
        | of_baseline(case, target)
    )
    if target is not None and target.kind == "better_than" and reference_corrected(case, target, answer):
        found.add("revised")
    if few(case, answer):
        found.add("few_points")
    if stale(case):
        found.add("stale")
    inferred = target is not None and case.measure.direction_evidence == "inferred"
    if target is not None:
        inferred |= target.evidence == "inferred" or target.number_evidence == "inferred"
    return found | ({"inferred"} if inferred else set())


def of_values(case: Case, used: tuple[f.Figure, ...], *, flow: bool) -> set[str]:
    """Of any value used, and of the parts that it was made of."""
    rows = [r for x in used for r in x.rows]
    found = {r.quality for r in rows if r.quality in ("preliminary", "estimate")}
    found |= {"secondary_source"} if any(r.secondary for r in rows) else set()
    found |= {"low_confidence"} if any(r.confidence == "low" for r in rows) else set()
    small = any(r.n is not None and r.n < 100 for r in rows) and not case.measure.rank
    found |= {"small_n"} if small else set()
    return found | ({"revised"} if any(corrected(case, r, flow=flow) for r in rows) else set())


def corrected(case: Case, row: Observation, *, flow: bool) -> bool:
    """Another row of the period, known earlier, said something else, or the strategy did (not for a flow)."""
    base = case.measure.baseline
    own = base is not None and base.period == row.period and row.comparable and not flow
    if own and base is not None and base.value is not None:
        d = case.measure.decimals
        if rounded(base.value, d) != rounded(row.value or 0.0, d):
            return True
    others = [r.value for r in case.rows if r.period == row.period and r.value is not None and r.missing is None]
    return row.value is not None and any(v != row.value for v in others)


def of_baseline(case: Case, target: Target | None) -> set[str]:
    base = case.measure.baseline
    if base is None or case.t0 is None:
        return set()
    found = set()
    raw = case.raw()
    own_row = next((x.rows[0] for x in raw if x.period == base.period and x.exact and case.plain(x)), None)
    if own_row is None and raw and all(x.at < case.t0 - EPS for x in raw):
        found.add("baseline_after_value")
    own = case.own_row if target is not None and target.kind.startswith("change") else None
    judged = case.measure.direction != "none" and own is not None and f.stands(own) <= case.now + EPS
    if judged and own is not None and corrected(case, own, flow=False):
        found.add("target_moved")
    return found


def own(case: Case, target: Target | None) -> tuple[f.Figure, ...]:
    """The baseline is a value that is used, of all but a sum and a count."""
    base = case.measure.baseline
    row = None if base is None else case.firm().get(base.period)
    if row is None or row.value is None or not row.comparable:
        return ()
    flow = target is not None and target.kind in ("sum", "count")
    return () if flow or f.stands(row) > case.now + EPS else (f.figure(row),)


def reference_corrected(case: Case, target: Target, answer: Answer) -> bool:
    """The reference is a value that is used too, at the period of the value and of the baseline."""
    name = target.reference or ""
    rows = case.references.get(name) or [r for r in case.elsewhere if r.area == name]
    seen = [r for r in rows if case.known is None or r.known is None or r.known <= case.known]
    used = {x.period for x in answer.used}
    values = {(r.period, r.value) for r in seen if r.period in used and r.value is not None}
    return len({period for period, _ in values}) < len(values)


def few(case: Case, answer: Answer) -> bool:
    """'two values or fewer after the baseline carry the pace'; of a mean or sum the parts that are in."""
    if answer.status not in PACED or answer.pace is None:
        return False
    return (len(answer.used) if answer.after is None else answer.after) <= 2


def stale(case: Case) -> bool:
    """'newest value older than twice its cadence'; it 'looks at figures as published'."""
    calendar, raw = case.measure.calendar, case.raw()
    if calendar is None or not raw:
        return False
    newest = max(x.at for x in raw)
    return position(case.on) - newest > 2 * EVERY[calendar.every] / 12 + EPS
