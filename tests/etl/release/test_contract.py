"""What was read is what is published: the release, read back with plain SQL, is the record again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.intake.template import workbooks
from etl.record.record import Record, read_record
from etl.release.publishing import only_build, publish, schema
from strategy import model
from strategy.model import vocabulary
from strategy.model.periods import Period
from strategy.model.vocabulary import Text, Words
from tests.etl.conftest import ROOT, SMALL, pointer

Connection = duckdb.DuckDBPyConnection
KEPT_ELSEWHERE = {
    # attribute: the table that holds it
    "Measure.targets": "target",
    "Measure.sectors": "measure_sector",
    "Measure.sources": "measure_source",
    "Measure.stages": "stage",
    "Target.stages": "target_stage",
    "Action.sectors": "action_sector",
    "Action.owners": "action_owner",
    "Measure.owners": "measure_owner",
    "Measure.actions": "measure_action",
}
TABLES = {
    "focus_area": model.FocusArea,
    "sector": model.Sector,
    "goal": model.Goal,
    "subgoal": model.Subgoal,
    "action": model.Action,
    "owner": model.Owner,
    "unit": model.Unit,
    "area": model.Area,
    "source": model.Source,
    "note": model.Note,
    "measure": model.Measure,
    "stage": model.Stage,
    "target": model.Target,
    "mark": model.Mark,
    "event": model.Event,
    "action_event": model.ActionEvent,
    "statement": model.Statement,
    "observation": model.Observation,
}


@pytest.fixture(scope="module")
def record() -> Record:
    """The small data folder as it is read."""
    return read_record(SMALL)


@pytest.fixture(scope="module")
def out(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small data folder as it is published."""
    folder = tmp_path_factory.mktemp("small")
    with only_build(folder):
        publish(record, folder, workbooks=workbooks(record))
    return folder


@pytest.fixture(scope="module")
def release(out: Path) -> Iterator[Connection]:
    """The release, opened as anyone opens it."""
    with duckdb.connect(str(out / str(pointer(out)["release"])), read_only=True) as connection:
        yield connection


def rows(release: Connection, table: str) -> list[dict[str, object]]:
    """The rows of a table in the strategy's order, by column."""
    found = release.table(table)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def told(value: object) -> object:
    """A value of a record as SQL tells it."""
    return str(value) if isinstance(value, Period) else value


def agrees(name: str, value: object, row: dict[str, object]) -> bool:
    """Whether an attribute of a record stands in its row."""
    name = {"table": "table_code", "window": "window_period"}.get(name, name)
    if name in ("baseline", "calendar", "formula"):
        parts = {key: cell for key, cell in row.items() if key.startswith(f"{name}_")}
        if value is None:
            return set(parts.values()) == {None}
        return {f"{name}_{f.name}": told(getattr(value, f.name)) for f in fields(value)} == parts  # type: ignore[arg-type]
    if name == "accessibility_law":
        law = {key.removeprefix(f"{name}_"): cell for key, cell in row.items() if key.startswith(f"{name}_")}
        if value is None:
            return set(law.values()) == {None}
        return all(agrees(f.name, getattr(value, f.name), law) for f in fields(value))  # type: ignore[arg-type]
    if isinstance(value, Text | Words):
        return tuple(row[f"{name}_{lang}"] for lang in vocabulary.LANGUAGES) == tuple(value)
    if value is None and name not in row:
        return {row[f"{name}_{lang}"] for lang in vocabulary.LANGUAGES} == {None}
    return row[name] == told(value)


def records_of(record: Record, table: str) -> list[object]:
    """The records that a table holds, in order."""
    strategy = record.strategy
    measures = list(strategy.measures.values())
    several: dict[str, Sequence[object]] = {
        "stage": [stage for m in measures for stage in m.stages],
        "target": [target for m in measures for target in m.targets],
        "mark": list(strategy.marks),
        "event": list(record.events),
        "action_event": list(record.action_events),
        "statement": list(record.statements),
        "observation": list(record.observations),
    }
    return list(several[table] if table in several else getattr(strategy, f"{table}s").values())


@pytest.mark.parametrize("table", TABLES)
def test_every_attribute_of_every_record_stands_in_its_table(table: str, record: Record, release: Connection) -> None:
    """Nothing that the core knows is lost on the way, not even what is empty; 0 stays 0."""
    kept, found = records_of(record, table), rows(release, table)
    assert len(kept) == len(found) > 0
    for one, row in zip(kept, found, strict=True):
        for field in fields(one):  # type: ignore[arg-type]
            if f"{type(one).__name__}.{field.name}" not in KEPT_ELSEWHERE:
                assert agrees(field.name, getattr(one, field.name), row), (one, field.name)


def test_the_workbooks_of_the_sectors_stand_in_a_table(record: Record, release: Connection) -> None:
    """Byte for byte as they were made, so that nobody has to make one again."""
    found = rows(release, "workbook")
    assert found == [
        {"sector": w.sector, "lang": w.lang, "day": w.day, "content": w.content} for w in workbooks(record)
    ]
    assert {str(row["sector"]) for row in found} == set(record.strategy.sectors)


def test_lists_stand_in_tables_of_their_own(record: Record, release: Connection) -> None:
    """Sectors, sources and stages are joined by id, in order."""
    lists = {"measure_sector": "sectors", "measure_source": "sources", "measure_owner": "owners"}
    for table, attribute in (*lists.items(), ("measure_action", "actions")):
        measures = record.strategy.measures.values()
        expected = [(m.id, n, i) for m in measures for n, i in enumerate(getattr(m, attribute), 1)]
        assert release.table(table).fetchall() == expected
    assert release.table("action_sector").fetchall() == [
        ("1.1-A1", 1, "sote"), ("1.1-A1", 2, "sivistys"), ("1.1-A1.1", 1, "sivistys"),
    ]  # fmt: skip
    assert release.table("action_owner").fetchall() == [
        ("1.1-A1.1", 1, "heke"), ("1.1-A1.1", 2, "sivistysjohtaja"),
    ]  # fmt: skip
    assert release.table("target_stage").fetchall() == [("2.1-b", 1, 1, "plan"), ("2.1-b", 1, 2, "scan")]
    assert release.table("breakdown").fetchall() == [("women", 1, "naiset", "kvinnor", "women")]


def test_the_strategy_is_one_row(record: Record, release: Connection) -> None:
    """Its own facts stand in one row; its parts in their tables."""
    (row,) = rows(release, "strategy")
    parts = {"focus_areas", "sectors", "goals", "subgoals", "actions", "measures", "units", "areas", "sources"}
    for field in fields(record.strategy):
        if field.name not in parts | {"notes", "owners", "marks", "breakdowns"}:
            assert agrees(field.name, getattr(record.strategy, field.name), row), field.name


def test_the_small_folder_uses_every_kind_of_target_and_every_field() -> None:
    """A field that no fixture fills could be dropped on the way and no test would see it."""
    record = read_record(SMALL)
    targets = [t for m in record.strategy.measures.values() for t in m.targets]
    assert {t.kind for t in targets} == set(vocabulary.TARGET_KINDS)
    records: dict[type, Sequence[object]] = {
        model.ActionEvent: record.action_events,
        model.Owner: list(record.strategy.owners.values()),
        model.Measure: list(record.strategy.measures.values()),
        model.Target: targets,
        model.Observation: record.observations,
        model.Event: record.events,
        model.Statement: record.statements,
        model.Source: list(record.strategy.sources.values()),
    }
    for kind, found in records.items():
        for field in fields(kind):
            told_apart = {str(getattr(one, field.name)) for one in found}
            assert len(told_apart) > 1, f"{kind.__name__}.{field.name} is always the same"


def test_the_tables_carry_their_explanation(release: Connection) -> None:
    """An analyst has the file alone: every table and view says what it is."""
    bare = release.execute(
        "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL "
        "UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert bare == []


def test_views_show_what_is_valid_and_what_was_corrected(release: Connection) -> None:
    """The last row known of each key, the withdrawal included; and each correction beside what it replaced."""
    asked = "SELECT period, value, missing FROM observation_current WHERE measure = $m AND area = '901' ORDER BY period"
    assert release.execute(asked, {"m": "2.1-t1"}).fetchall() == [
        ("2017", 1000, None), ("2018", 1010, None), ("2019", 1020.1, None), ("2020", None, "withdrawn"),
    ]  # fmt: skip
    asked = "SELECT period, value_before, value_after, known_after FROM revision WHERE measure = $m ORDER BY period"
    assert release.execute(asked, {"m": "2.1-t1"}).fetchall() == [
        ("2019", 1030, 1020.1, date(2020, 3, 31)), ("2020", 1030.301, None, date(2021, 9, 30)),
    ]  # fmt: skip
    asked = "SELECT area, period, value, unit FROM series WHERE measure = $m ORDER BY area, period"
    assert release.execute(asked, {"m": "1.1-a"}).fetchall() == [
        ("901", "2019", 80, "%"), ("901", "2021", 87.5, "%"), ("SSS", "2021", 0, "%"),
    ]  # fmt: skip


# fmt: off
REFUSED = [
    # a row that must not get in                                                                     why
    "INSERT INTO goal VALUES ('9.9', 9, '9', 'a', 'b', 'c', '')",                                  # focus area
    "INSERT INTO measure_sector VALUES ('1.1-a', 9, 'nobody')",                                    # sector
    "INSERT INTO measure_action VALUES ('1.1-a', 9, '9.9-A1')",                                    # action
    "INSERT INTO action_owner VALUES ('1.1-A1', 9, 'nobody')",                                     # owner
    "UPDATE action_event SET state = 'held'",                                                      # vocabulary
    "UPDATE measure SET direction = 'sideways' WHERE id = '1.1-n'",                                # vocabulary
    "UPDATE source SET url = 'javascript:alert(1)'",                                               # scheme
    "UPDATE observation SET value = NULL WHERE measure = '2.1-t2'",                                # no reason given
    "UPDATE observation SET missing = 'withdrawn' WHERE measure = '2.1-t2'",                       # value and reason
    "UPDATE observation SET known = NULL WHERE known_basis = 'rule'",                              # rule without day
    "UPDATE observation SET quality = 'perfect'",                                                  # vocabulary
    "UPDATE statement SET text_sv = NULL, text_fi = NULL, text_en = NULL",                         # nobody's words
    "UPDATE statement SET until = NULL WHERE kind = 'accepted'",                                   # for ever
    "UPDATE statement SET until = DATE '2020-01-01' WHERE kind = 'accepted'",                      # before it began
    "UPDATE statement SET kind = 'excuse'",                                                        # vocabulary
    "UPDATE workbook SET lang = 'de' WHERE lang = 'en'",                                           # vocabulary
    "UPDATE workbook SET lang = 'fi' WHERE lang = 'sv'",                                           # two of one
    "INSERT INTO workbook VALUES ('nobody', 'fi', DATE '2021-12-31', ''::BLOB)",                   # sector
]
# fmt: on


@pytest.mark.parametrize("statement", REFUSED)
def test_the_schema_itself_refuses(statement: str, out: Path, tmp_path: Path) -> None:
    """The contract holds without the build that checks before it."""
    copy = shutil.copy(out / str(pointer(out)["release"]), tmp_path)
    refusal = (duckdb.ConstraintException, duckdb.ConversionException)
    with duckdb.connect(str(copy)) as connection, pytest.raises(refusal):
        connection.execute(statement)


def test_the_vocabularies_of_the_schema_are_those_of_the_core() -> None:
    """A word added in one place alone would be refused in the other."""
    for name in (
        "TARGET_KINDS",
        "KINDS",
        "QUALITIES",
        "MISSING",
        "STATES",
        "ACTION_STATES",
        "STATEMENT_KINDS",
        "CADENCES",
        "OPERATORS",
        "KNOWN_BASES",
    ):
        words = getattr(vocabulary, name)
        listed = ", ".join(f"'{word}'" for word in words)
        assert listed in " ".join(schema().split()).replace("( ", "("), name


def test_the_pointer_says_how_much_there_is(out: Path, record: Record) -> None:
    """Rows per table stand in the pointer, so that a load that lost half of them shows."""
    counted = pointer(out)["rows"]
    assert isinstance(counted, dict)
    assert counted["observation"] == len(record.observations)
    assert counted["measure"] == len(record.strategy.measures)


def test_the_real_folder_is_whole() -> None:
    """The figures of the town pass every check."""
    assert len(read_record(ROOT / "data").strategy.measures) > 113
