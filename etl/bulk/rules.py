"""The rules of histories in SQL: finds the lines of a staged file that may not enter the record, and says why.

Only which lines and which kind of fault; `etl.bulk.rejects` tells what is wrong with each. The tables of a catalogue
that the rules look into are small and stand beside the staged ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

import duckdb

from etl.bulk.staging import FIRST_LINE, IS_WRONG, StagedFile, StagingDatabase, quoted
from strategy.model import Erasure, Observation, Period, Strategy

KEY = ("measure", "area", "period", "breakdown")
"""What a row is of: rows of one key are versions of one figure."""
SAYS = ("value", "missing", "quality", "n", "note", "day", "low", "high")
"""All that a row says of its figure, as `etl.intake.rows.compare.says`."""
ROW = (*KEY, *SAYS, "confidence", "known", "known_basis", "source")
SMALL = "small"
"""The table of the rows that stand in histories of their own."""
EVER = "DATE '0001-01-01'"
"""A row without a day counts as the earliest."""
_BREAKS_A_RULE = """
    NOT m.filled
    OR r.quality <> 'bound' AND ((r.value IS NULL) = (r.missing = '') OR r.low IS NOT NULL OR r.high IS NOT NULL)
    OR r.quality = 'bound' AND (r.value IS NOT NULL OR r.missing <> '' OR coalesce(r.low, r.high) IS NULL
                                OR coalesce(r.low >= r.high, false))
    OR coalesce(r.value NOT BETWEEN m.lowest AND m.highest, false)
    OR coalesce(r.low NOT BETWEEN m.lowest AND m.highest, false)
    OR coalesce(r.high NOT BETWEEN m.lowest AND m.highest, false)
    OR p.source IS NULL
    OR coalesce(r.day > t.last_day, false)
    OR (r.known IS NULL) <> (r.known_basis = 'unknown')
    OR r.known_basis = 'rule'
       AND coalesce(r.known <> last_day(date_trunc('month', t.last_day) + to_months(s.lag_months)), true)
    OR r.known_basis <> 'rule' AND r.missing = '' AND r.quality <> 'budget'
       AND coalesce(r.known < coalesce(r.day, t.first_day - INTERVAL 1 YEAR), false)
"""
FEW = """coalesce(m.hide_below IS NOT NULL AND r.missing = '' AND (
    m.counted AND coalesce(r.value, r.high) > 0 AND coalesce(r.value, r.high) < m.hide_below
    OR r.n < m.hide_below AND NOT m.rank), false)"""
"""Whether too few people stand behind a row: `etl.record.suppression`."""


def lay_tables(bench: StagingDatabase, strategy: Strategy, small: Iterable[Observation]) -> None:
    """Make the tables that the rules look into: of the catalogue, of the periods, and of the rows in histories."""
    connection = bench.connection
    _table(connection, "measure_rule", "measure measure_id, filled BOOLEAN, lowest DOUBLE, highest DOUBLE, "
           "hide_below INTEGER, counted BOOLEAN, rank BOOLEAN", list(_measures(strategy)))  # fmt: skip
    pairs = [(m.id, source) for m in strategy.measures.values() for source in m.sources]
    _table(connection, "source_of_measure", "measure measure_id, source source_id", pairs)
    sources = [(s.id, s.lag_months, s.own) for s in strategy.sources.values()]
    _table(connection, "source_rule", "source source_id, lag_months INTEGER, own BOOLEAN", sources)
    notes = [("", True), *((n.id, n.comparable) for n in strategy.notes.values())]
    _table(connection, "note_rule", "note note_id, comparable BOOLEAN", notes)
    periods = {row[0]: row for row in map(_period, bench.vocabulary.periods.values())}
    _table(connection, "period_rule", "period period_id, first_day DATE, last_day DATE, frequency VARCHAR",
           list(periods.values()))  # fmt: skip
    _table(connection, SMALL, "measure measure_id, area area_id, period period_id, breakdown breakdown_id, "
           "value DOUBLE, missing missing_id, quality quality_id, n BIGINT, note note_id, day DATE, "
           "confidence confidence_id, known DATE, known_basis known_basis_id, source source_id, "
           "low DOUBLE, high DOUBLE",
           list(map(_small, small)))  # fmt: skip


@cache
def _period(period: Period) -> tuple[str, date, date, str]:
    """Kept: every large file is checked against each period that there may be."""
    return str(period), period.first_day, period.last_day, period.frequency


def _measures(strategy: Strategy) -> Iterable[tuple[object, ...]]:
    for m in strategy.measures.values():
        unit = strategy.units.get(m.unit or "")
        low = -math.inf if m.lowest is None else m.lowest
        high = math.inf if m.highest is None else m.highest
        low, high = (low, high) if low <= high else (-math.inf, math.inf)
        filled = m.kind == "numeric" and m.formula is None
        yield (m.id, filled, low, high, m.hide_below, unit is not None and unit.counted, m.rank)


def _small(row: Observation) -> tuple[object, ...]:
    return (
        row.measure, row.area, str(row.period), row.breakdown, row.value, row.missing or "", row.quality, row.n,
        row.note or "", row.day, row.confidence, row.known, row.known_basis, row.source, row.low, row.high,
    )  # fmt: skip


def _table(connection: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    import pandas as pd  # late: a third of the start of every command, and most have no large file

    connection.execute(f"CREATE OR REPLACE TABLE {name} ({columns})")
    if rows:
        connection.append(name, pd.DataFrame(rows, dtype=object))


def good(staged: StagedFile) -> str:
    """The rows of a file that are not left out, with their lines."""
    return f"(SELECT rowid + {FIRST_LINE} AS line, * FROM {staged.table} WHERE NOT gone)"


def shown(staged: StagedFile) -> str:
    """As `good`, with the figures hidden that too few people stand behind."""
    return f"""(
        SELECT r.* REPLACE (CASE WHEN NOT ({FEW}) THEN r.value END AS value,
                            CASE WHEN {FEW} THEN 'hidden_few'::missing_id ELSE r.missing END AS missing,
                            CASE WHEN {FEW} AND r.quality = 'bound' THEN 'final'::quality_id
                                 ELSE r.quality END AS quality,
                            CASE WHEN NOT ({FEW}) THEN r.low END AS low,
                            CASE WHEN NOT ({FEW}) THEN r.high END AS high,
                            CASE WHEN NOT ({FEW}) THEN r.n END AS n)
        FROM {good(staged)} AS r JOIN measure_rule AS m ON m.measure = r.measure)"""


def left(staged: StagedFile) -> str:
    """The table of the lines of a file that are left out: `line`, `why`, and `first`, another line that it is about."""
    return f"{staged.table}_left"


def leave_out(bench: StagingDatabase, staged: StagedFile, spans: Iterable[tuple[int, int]] = ()) -> None:
    """Begin the list of the lines that are left out: those that are no rows, and what was left out before."""
    import pandas as pd  # late, as in `_table`

    bench.connection.execute(f"CREATE OR REPLACE TABLE {left(staged)} (line BIGINT, why VARCHAR, first BIGINT)")
    known = [*((a.line, a.line, "aside" if a.code else "blank") for a in staged.aside),
             *((first, last, "before") for first, last in spans)]  # fmt: skip
    if known:
        bench.connection.register("spans", pd.DataFrame(known, columns=["low", "high", "why"]))
        # a line that stood as left out before is not asked again why
        leave(bench.connection, staged, """
            SELECT line, max(why), NULL
            FROM (SELECT unnest(range(low, high + 1)) AS line, why FROM spans) GROUP BY line
        """)  # fmt: skip
        bench.connection.unregister("spans")


def leave(connection: duckdb.DuckDBPyConnection, staged: StagedFile, select: str) -> None:
    """Put the lines that `select` gives (`line`, `why`, `first`) on the list, and take them out of what is `good`."""
    ((added,),) = connection.execute(f"INSERT INTO {left(staged)} {select}").fetchall()
    if added:  # a mark in the row: to look the lines up in the list at each question would cost more than all else
        listed = f"SELECT line - {FIRST_LINE} FROM {left(staged)}"
        connection.execute(f"UPDATE {staged.table} SET gone = true WHERE NOT gone AND rowid IN ({listed})")


def find_faults(bench: StagingDatabase, staged: StagedFile, held: str, erasures: Sequence[Erasure]) -> None:
    """Add every line to the list that breaks a rule by itself or against the other lines; `held` selects the record."""
    connection = bench.connection
    leave(connection, staged, f"SELECT line, 'cell', NULL FROM {good(staged)} WHERE {IS_WRONG}")
    leave(connection, staged, f"""
        SELECT r.line, CASE WHEN m.filled THEN 'rule' ELSE 'measure' END, NULL FROM {good(staged)} AS r
        JOIN measure_rule AS m ON m.measure = r.measure
        JOIN period_rule AS t ON t.period = r.period
        JOIN source_rule AS s ON s.source = r.source
        LEFT JOIN source_of_measure AS p ON p.measure = r.measure AND p.source = r.source
        WHERE {_BREAKS_A_RULE}
    """)  # fmt: skip
    for mark in erasures:
        where = " AND ".join(f"{name}::VARCHAR = {quoted(str(getattr(mark, name)))}" for name in KEY)
        until = f"coalesce(known, {EVER}) <= DATE {quoted(mark.day.isoformat())}"
        leave(connection, staged, f"SELECT line, 'erased', NULL FROM {good(staged)} WHERE {where} AND {until}")
    _find_doubled(connection, staged)
    _find_withdrawn(connection, staged, held)


def _find_doubled(connection: duckdb.DuckDBPyConnection, staged: StagedFile) -> None:
    """All rows of one figure that became known on one day, but the first: those of different hash differ."""
    hashed = f"hash({', '.join((*KEY, 'known'))})"
    asked = f"SELECT count(*), count(DISTINCT {hashed}) FROM {good(staged)}"
    ((rows, different),) = connection.execute(asked).fetchall()
    if rows == different:
        return
    alike = ", ".join((*KEY, "known"))
    leave(connection, staged, f"""
        SELECT line, 'doubled', first FROM (
            SELECT line, min(line) OVER (PARTITION BY {alike}) AS first FROM {good(staged)} WHERE {hashed} IN (
                SELECT {hashed} FROM {good(staged)} GROUP BY ALL HAVING count(*) > 1))
        WHERE line <> first
    """)  # fmt: skip


def _find_withdrawn(connection: duckdb.DuckDBPyConnection, staged: StagedFile, held: str) -> None:
    """Withdrawn is only what had a value before."""
    ((withdrawn,),) = connection.execute(f"SELECT count(*) FROM {good(staged)} WHERE missing = 'withdrawn'").fetchall()
    if not withdrawn:
        return
    same = " AND ".join(f"e.{name} = w.{name}" for name in KEY)
    before = " OR ".join(
        f"EXISTS (SELECT 1 FROM {rows} AS e WHERE {same} AND e.missing = '' AND coalesce(e.known, {EVER}) < w.known)"
        for rows in (good(staged), held)
    )
    leave(connection, staged, f"""
        SELECT line, 'withdrawn', NULL FROM {good(staged)} AS w WHERE missing = 'withdrawn' AND NOT ({before})
    """)  # fmt: skip


def find_taken(bench: StagingDatabase, staged: StagedFile, held: str) -> None:
    """Add the lines whose figure already became known on that day by another row of the record."""
    same = " AND ".join(f"h.{name} = r.{name}" for name in KEY)
    leave(bench.connection, staged, f"""
        SELECT DISTINCT r.line, 'taken', NULL FROM {good(staged)} AS r
        JOIN {held} AS h ON {same} AND h.known IS NOT DISTINCT FROM r.known
    """)  # fmt: skip
