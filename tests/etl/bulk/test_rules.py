"""DuckDB and the code that reads small files say the same of every line: which are refused, and what the others say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl.bulk.normaliser import header_of, normalise
from etl.bulk.rejects import faults, of_lines
from etl.bulk.rules import find_faults, lay_tables, leave_out, left
from etl.bulk.staging import StagedFile
from etl.bulk.store import BulkStore, empty
from etl.intake.review.large_files import examine_large
from etl.intake.rows.compare import Incoming, difference
from etl.record.record import Record, read_record
from etl.reporting.problems import Where
from tests.etl.bulk.conftest import Slow, lines, write
from tests.etl.conftest import SMALL


@pytest.fixture(scope="module")
def record() -> Record:
    """The made-up town."""
    return read_record(SMALL)


def staged(record: Record, path: Path) -> tuple[BulkStore, StagedFile]:
    """A file, read and held against the rules, with nothing in the record before it."""
    bulk = empty(record.strategy, ())
    found = bulk.bench.stage(path, "file_0", header_of(path), normalise(path).lines)
    lay_tables(bulk.bench, record.strategy, ())
    leave_out(bulk.bench, found)
    find_faults(bulk.bench, found, bulk.held(), ())
    return bulk, found


@pytest.mark.parametrize(("seed", "bad"), [(1, 0.0), (2, 0.02), (3, 0.05), (4, 0.3)])
def test_the_same_lines_are_refused_and_the_others_say_the_same(
    record: Record, tmp_path: Path, seed: int, bad: float
) -> None:
    rows = lines(seed, 3000, bad)
    path = write(tmp_path / "many.csv", rows)
    slow = Slow(record.strategy, rows)
    bulk, found = staged(record, path)
    refused = {f.line: f.why for f in faults(bulk.bench.connection, left(found))}
    assert {line: _kind(why) for line, why in refused.items()} == slow.refused
    assert dict(bulk.lines(found, "SELECT range + 2 FROM range(4000)")) == slow.good
    assert len(slow.good) > (0 if bad > 0.1 else 20)
    assert (bad == 0.0) or len(refused) > 100


def _kind(why: str) -> str:
    return "wrong" if why in ("cell", "rule", "measure") else why


def test_every_refused_line_is_told_by_itself(record: Record, tmp_path: Path) -> None:
    rows = lines(5, 2000, 0.1)
    path = write(tmp_path / "many.csv", rows)
    bulk, found = staged(record, path)
    refused = list(faults(bulk.bench.connection, left(found)))
    told = list(of_lines(path, found, refused, record.strategy, Where("many.csv")))
    assert [text for text, _ in told] == [rows[fault.line - 2] for fault in refused]
    assert all(problems for _, problems in told)
    assert {p.place("en").split(",")[0] for _, ps in told for p in ps} == {f"line {f.line}" for f in refused}


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_file_is_compared_with_the_record_as_a_small_one(record: Record, tmp_path: Path, seed: int) -> None:
    """The second half of a file meets a record that holds the first: each kind of change, counted alike."""
    rows = lines(seed, 4000, 0.0)
    before = Slow(record.strategy, rows[:1500])
    stands = replace(record, observations=tuple(before.good.values()))
    found = examine_large(write(tmp_path / "many.csv", rows[1500:]), Where("many.csv"), stands)
    slow = Slow(record.strategy, rows[1500:], stands.observations)
    came = [Incoming(row, Where("x").at("line", n)) for n, row in slow.good.items()]
    changes = {c.where.steps[-1][1]: c for c in difference(stands.observations, came, record.strategy).changes}
    taken = {str(f.line) for f in faults(found.bulk.bench.connection, left(found.staged)) if f.why == "taken"}
    days = {(*_key(row), row.known) for row in stands.observations}
    assert taken == {
        n for n, c in changes.items() if c.kind != "unchanged" and (*_key(c.row), c.row.known) in days
    }  # fmt: skip
    kinds = [c.kind for n, c in changes.items() if n not in taken]
    assert found.counts == {kind: kinds.count(kind) for kind in dict.fromkeys(found.counts)}
    assert sum(found.counts.values()) == len(kinds)
    assert {"new", "corrected", "withdrawn", "amended"} <= set(found.counts)
    assert taken


def _key(row: object) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in ("measure", "area", "period", "breakdown"))


def test_all_kinds_of_change_are_told_apart(record: Record, tmp_path: Path) -> None:
    """A record of one figure and six lines about it."""
    first = "2.1-t1,2019,5,2020-03-31,stated,statistics,final,high,,902,,,,,,"
    stands = replace(record, observations=tuple(Slow(record.strategy, [first]).good.values()))
    rows = [
        "2.1-t1,2019,5,2020-03-31,stated,statistics,final,high,,902,,,,,,",              # unchanged
        "2.1-t1,2019,6,2020-06-30,stated,statistics,final,high,,902,,,,,,",              # corrected
        "2.1-t1,2019,7,2020-07-31,stated,newspaper,final,high,,902,,,,,,",               # contradictory
        "2.1-t1,2019,5,2020-08-31,stated,statistics,final,high,preliminary,902,,,,,,",   # amended
        "2.1-t1,2019,,2020-09-30,stated,statistics,final,high,,902,,,withdrawn,,,",      # withdrawn
        "2.1-t1,2018,7,2020-09-30,stated,statistics,final,high,,902,,,,,,",              # new
        "2.1-t1,2019,8,2020-03-31,stated,statistics,final,high,,902,,,,,,",              # taken: its day has a row
    ]  # fmt: skip
    found = examine_large(write(tmp_path / "many.csv", rows), Where("many.csv"), stands)
    assert found.counts == dict.fromkeys(("new", "corrected", "contradictory", "withdrawn", "amended", "unchanged"), 1)
    # the last line doubles the first before it can be held against the record
    assert [(p.code, p.place("en")) for p in found.problems] == [("doubled", "line 8, field period")]
    assert {c.kind for c in found.shown} == {"new", "corrected", "contradictory", "withdrawn", "amended"}


def test_a_row_beside_one_of_the_same_day_is_refused(record: Record, tmp_path: Path) -> None:
    rows = ["2.1-t1,2019,5,2020-03-31,stated,statistics,final,high,,902,,,,,,"]
    stands = replace(record, observations=tuple(Slow(record.strategy, rows).good.values()))
    found = examine_large(write(tmp_path / "many.csv", [rows[0].replace(",5,", ",6,")]), Where("many.csv"), stands)
    assert [(p.code, p.place("en"), p.read) for p in found.problems] == [("taken", "line 2, field known", "2020-03-31")]
