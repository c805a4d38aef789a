"""The named selects of whole tables: the catalogue, the record behind files, and what the contract says. Text only.

`dashboard.data.database` alone runs them. Nothing here is put together from what a reader wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CHOSEN = """
    SELECT * FROM (
        SELECT *, rowid, row_number() OVER (
            PARTITION BY measure, area, period, breakdown ORDER BY known DESC NULLS LAST
        ) = 1 AS current
        FROM observation
        WHERE ?::DATE IS NULL OR known IS NULL OR known <= ?::DATE
    ) AS versions
    WHERE {where} ORDER BY {order}
"""
"""Figures by the pieces of a selection; `current` marks the one valid row of each measure, area, period and
breakdown, as known on a day (NULL: today)."""
NEWEST = """
    SELECT * FROM observation WHERE rowid IN (
        SELECT id FROM (
            SELECT id, place, version, area, breakdown, row_number() OVER (
                ORDER BY version > 1, breakdown <> '', place, area
            ) AS turn
            FROM (
                SELECT *, row_number() OVER (
                    PARTITION BY area, breakdown, version > 1
                    ORDER BY last_day DESC, first_day DESC, known DESC NULLS LAST
                ) AS place
                FROM (
                    SELECT rowid AS id, area, breakdown, first_day, last_day, known, row_number() OVER (
                        PARTITION BY area, breakdown, last_day, first_day ORDER BY known DESC NULLS LAST
                    ) AS version
                    FROM observation
                    WHERE measure = ? AND (?::DATE IS NULL OR known IS NULL OR known <= ?::DATE)
                      AND (breakdown = '' OR area = (SELECT home FROM strategy))
                      AND (breakdown = '' OR last_day >= (
                          SELECT min(last_day) FROM (
                              SELECT DISTINCT last_day FROM observation WHERE measure = ? AND value IS NOT NULL
                              ORDER BY last_day DESC LIMIT 120
                          ) AS days
                      ))
                ) AS versions
            ) AS placed
            WHERE place <= CASE WHEN version > 1 THEN 40 WHEN breakdown <> '' THEN 12 ELSE 120 END
        ) AS ordered
        WHERE turn <= ?
    )
    ORDER BY area, breakdown, last_day, first_day, known NULLS FIRST
"""
"""Of a measure with very many rows those that a page can show, as known on a day (NULL: today): of each area the newest
valid figures, of each part of the own area a few, and the last that were corrected."""
CATALOGUE: Mapping[str, str] = MappingProxyType({
    "strategy": "SELECT * FROM strategy",
    "focus_area": "SELECT * FROM focus_area ORDER BY seq",
    "sector": "SELECT * FROM sector ORDER BY seq",
    "goal": "SELECT * FROM goal ORDER BY seq",
    "subgoal": "SELECT * FROM subgoal ORDER BY seq",
    "action": "SELECT * FROM action ORDER BY seq",
    "action_sector": "SELECT * FROM action_sector ORDER BY action, seq",
    "owner": "SELECT * FROM owner ORDER BY seq",
    "action_owner": "SELECT * FROM action_owner ORDER BY action, seq",
    "unit": "SELECT * FROM unit ORDER BY seq",
    "area": "SELECT * FROM area ORDER BY seq",
    "source": "SELECT * FROM source ORDER BY seq",
    "note": "SELECT * FROM note ORDER BY seq",
    "breakdown": "SELECT * FROM breakdown ORDER BY seq",
    "measure": "SELECT * FROM measure ORDER BY seq",
    "measure_sector": "SELECT * FROM measure_sector ORDER BY measure, seq",
    "measure_owner": "SELECT * FROM measure_owner ORDER BY measure, seq",
    "measure_action": "SELECT * FROM measure_action ORDER BY measure, seq",
    "measure_source": "SELECT * FROM measure_source ORDER BY measure, seq",
    "stage": "SELECT * FROM stage ORDER BY measure, seq",
    "target": "SELECT * FROM target ORDER BY measure, seq",
    "target_stage": "SELECT * FROM target_stage ORDER BY measure, target, seq",
    "mark": "SELECT * FROM mark ORDER BY seq",
})  # fmt: skip
"""The catalogue, each table in the order of the strategy."""
EVENTS = "SELECT * FROM event ORDER BY seq"
ACTION_EVENTS = "SELECT * FROM action_event ORDER BY seq"
STATEMENTS = "SELECT * FROM statement ORDER BY seq"
SPANS = "SELECT * FROM status_span ORDER BY measure, target, first_day"
RULES = "SELECT rules FROM release"
MEETINGS = "SELECT * FROM meeting ORDER BY seq"
RECORD = "SELECT * FROM observation ORDER BY measure, area, breakdown, last_day, first_day, known NULLS FIRST"
"""Every figure, earlier versions included."""
WHOLE: Mapping[str, str] = MappingProxyType(
    {
        **CATALOGUE,
        "event": EVENTS,
        "action_event": ACTION_EVENTS,
        "statement": STATEMENTS,
        "meeting": MEETINGS,
        "status_span": SPANS,
        "observation": RECORD,
    }
)
"""Every table of the contract: what the data package holds."""
TABLE_COLUMNS = """
    SELECT table_name, column_name, data_type, comment, is_nullable FROM duckdb_columns()
    WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index
"""
TABLES = "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal"
KEYS = """
    SELECT table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
    FROM duckdb_constraints() WHERE schema_name = 'main' AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
    ORDER BY table_name, constraint_index
"""
