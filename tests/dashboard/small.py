"""Tiny releases for tests of the store: the real contract, few rows, published as a build does it."""

from __future__ import annotations

import hashlib
import json
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
ROWS = """
    INSERT INTO area VALUES ('235', 1, 'Kauniainen', 'Grankulla', 'Kauniainen'), ('049', 2, 'Espoo', 'Esbo', 'Espoo');
    INSERT INTO source (id, seq, title, title_lang, publisher, table_code, url, licence, own, dated, lag_months)
    VALUES ('own', 1, 'Taulu', 'fi', 'Kaupunki', NULL, NULL, 'CC BY 4.0', true, NULL, 3);
    INSERT INTO unit VALUES
        ('people', 1, 'h', 'p', 'p', 'h', 'p', 'p', 'h', 'p', 'p', 'h', 'p', 'p', true, NULL, NULL, NULL);
    INSERT INTO focus_area VALUES ('1', 1, 'A', 'A', 'A', 'S', 'S', 'S', NULL);
    INSERT INTO goal VALUES ('1.1', 1, '1', 'G', 'G', 'G', '');
"""
MEASURE = """
    INSERT INTO measure (id, seq, goal, role, kind, name_fi, name_sv, name_en, quote, unit, decimals, direction,
                         direction_evidence, sector_evidence, owner_evidence, action_evidence, rank, search_words)
    VALUES (?, ?, '1.1', 'strategy', 'numeric', ?, 'n', 'n', '', 'people', 0, 'up', 'stated', 'stated',
            'stated', 'inferred', false, '')
"""
OBSERVATION = """
    INSERT INTO observation
    VALUES (?, ?, '2019', '2019-01-01', '2019-12-31', 'year', ?, ?, NULL, 'final', 'high', NULL, 'unknown', 'own', NULL,
            NULL, NULL, '', NULL, '', true, false, NULL, NULL)
"""


@cache
def _unmarked() -> bytes:
    """The file of a release without figures and names: its tables take longer to make than all that comes into them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "unmarked.duckdb"
        with duckdb.connect(str(file)) as connection:
            connection.begin()
            connection.execute((ROOT / "etl" / "release" / "schema.sql").read_text("utf-8"))
            connection.execute(ROWS)
            connection.commit()
        return file.read_bytes()


def write(file: Path, mark: int) -> None:
    """A release whose every figure and every name is `mark`: a mixed read would show two."""
    file.unlink(missing_ok=True)
    file.write_bytes(_unmarked())
    with duckdb.connect(str(file)) as connection:
        connection.begin()
        names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info('strategy')").fetchall()]
        values: dict[str, object] = {
            "home": "235",
            "text_language": "fi",
            "first_year": 2018,
            "last_year": 2022,
            "source": "own",
        }
        values |= {
            "review_day": "2021-12-31",
            "id": "small",
            "made_up": False,
            "population": None,
            "max_age_months": None,
        }
        row = [values.get(name, None if name.startswith("accessibility_law") else "t") for name in names]
        connection.execute(f"INSERT INTO strategy VALUES ({', '.join('?' * len(row))})", row)
        for place, measure in enumerate(("1.1-a", "1.1-b"), 1):
            connection.execute(MEASURE, [measure, place, str(mark)])
            for area, breakdown in (("235", ""), ("235", "women"), ("049", "")):
                connection.execute(OBSERVATION, [measure, area, breakdown, mark])
        connection.execute("INSERT INTO release VALUES (?, '2024-01-01', '')", [hash_of(mark)])
        connection.commit()


def hash_of(mark: int) -> str:
    """What stands for the hash of the tables of `mark`."""
    return hashlib.sha256(str(mark).encode()).hexdigest()


def point(folder: Path, file: Path, tables_sha256: str) -> None:
    """Move the pointer to a file, in one step."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    built = datetime.now(UTC).isoformat()
    pointer = {"release": file.name, "tables_sha256": tables_sha256, "file_sha256": digest, "built": built}
    aside = folder / "aside.json"
    aside.write_text(json.dumps(pointer), "utf-8")
    aside.replace(folder / "current.json")


def publish(folder: Path, mark: int) -> Path:
    """Write the release of `mark` and point to it; returns its file."""
    file = folder / f"release-{mark}.duckdb"
    if not file.exists():  # a build, too, leaves a release that is there
        write(file, mark)
    point(folder, file, hash_of(mark))
    return file
