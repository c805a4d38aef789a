"""A release is all or nothing: whatever ends a build on the way, what was served stays, byte for byte."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace as changed
from pathlib import Path

import duckdb
import pytest

from etl.bulk.store import BulkStore
from etl.intake.template import workbooks
from etl.record.record import read_record
from etl.release import publishing
from etl.release.publishing import KEPT, DamagedError, only_build, publish
from etl.release.tables import Tables, hash_of, tables_of
from tests.etl.conftest import ROOT, SMALL, Run, pointer, replace

SURVEY = "histories/1.1-a.csv"


def contents(out: Path) -> dict[str, str]:
    """Every file of a folder of releases but the lock, by the hash of its bytes."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in out.iterdir() if p.name != ".lock"}


def test_a_build_publishes_behind_a_pointer(small: Path, tmp_path: Path, run: Run) -> None:
    """One database and one pointer that tells its hashes; nothing half-done beside them, no log of writes."""
    out = tmp_path / "out"
    said = run("build", "--data", small, "--out", out)
    told = pointer(out)
    assert (said.code, said.err) == (0, "")
    assert told["release"] == f"release-{str(told['tables_sha256'])[:12]}.duckdb"
    assert str(told["release"]) in said.out
    assert contents(out) == {
        "current.json": contents(out)["current.json"],
        str(told["release"]): told["file_sha256"],
    }
    with duckdb.connect(str(out / str(told["release"])), read_only=True) as connection:
        assert connection.execute("SELECT tables_sha256 FROM release").fetchall() == [(told["tables_sha256"],)]


def test_without_out_the_release_lies_in_the_data_folder(small: Path, run: Run) -> None:
    """Another data folder never publishes into this one's releases."""
    assert run("build", "--data", small).code == 0
    assert pointer(small / "releases")


def test_equal_input_is_an_equal_release_and_nothing_is_written(small: Path, tmp_path: Path, run: Run) -> None:
    """A rebuild of the same data leaves pointer and file as they were, and says so."""
    out = tmp_path / "out"
    run("build", "--data", small, "--out", out)
    before = contents(out)
    said = run("build", "--data", small, "--out", out, "--lang", "en")
    assert (said.code, "has not changed" in said.out) == (0, True)
    assert contents(out) == before


def test_equal_input_elsewhere_and_later_has_the_same_hash(small: Path, tmp_path: Path) -> None:
    """The hash is of what the tables say: neither the folder, nor the day, nor the order of files plays a part."""
    records = [read_record(data) for data in (SMALL, small)]
    found = {hash_of(tables_of(record, workbooks(record)), "schema", "rules") for record in records}
    assert len(found) == 1


def test_another_workbook_is_another_release() -> None:
    """What a sector downloads is as much a part of the release as a figure is."""
    record = read_record(SMALL)
    made = workbooks(record)
    other = [changed(made[0], content=made[0].content + b" "), *made[1:]]
    assert hash_of(tables_of(record, made), "schema", "rules") != hash_of(tables_of(record, other), "schema", "rules")


# fmt: off
FLIPPED = [
    (SURVEY, "2019,80,", "2019,81,"),
    (SURVEY, "2021,0,", "2021,0.1,"),
    (SURVEY, "2022-01-31", "2022-02-28"),
    ("catalogue/goals/1.1.toml", "value = 90", "value = 91"),
    ("catalogue/goals/1.1.toml", 'evidence = "inferred"', 'evidence = "stated"'),
    ("catalogue/notes.toml", "comparable = false", "comparable = true"),
    ("catalogue/strategy.toml", 'goals = ["1.1", "2.1"]', 'goals = ["2.1", "1.1"]'),
    ("catalogue/strategy.toml", 'sv = "Björkby"', 'sv = "Björkbyn"'),
    ("catalogue/strategy.toml", "last_year = 2023", "last_year = 2023\nmade_up = true"),
    ("catalogue/events.toml", "day = 2021-02-01", "day = 2021-02-02"),
]
# fmt: on


@pytest.mark.parametrize(("file", "old", "new"), FLIPPED)
def test_any_change_is_another_release(file: str, old: str, new: str, small: Path) -> None:
    """A figure, a day, a word, an order: each is another hash."""
    before = hash_of(tables_of(read_record(small)), "schema", "rules")
    replace(small / file, old, new)
    assert hash_of(tables_of(read_record(small)), "schema", "rules") != before


def test_another_schema_and_other_rules_are_another_release() -> None:
    """A reader that knows one schema never meets another under the same name."""
    tables = tables_of(read_record(SMALL))
    assert len({hash_of(tables, *said) for said in (("one", "1"), ("two", "1"), ("one", "2"))}) == 3


def test_old_releases_stay_for_a_while(small: Path, tmp_path: Path, run: Run) -> None:
    """The last ones stay for readers that have them open, and for going back; older ones go."""
    out = tmp_path / "out"
    for value in range(80, 80 + KEPT + 1):
        (small / SURVEY).write_text((SMALL / SURVEY).read_text("utf-8").replace("2019,80,", f"2019,{value},"), "utf-8")
        assert run("build", "--data", small, "--out", out).code == 0
    files = sorted(out.glob("release-*.duckdb"), key=lambda p: p.stat().st_mtime)
    assert len(files) == KEPT
    assert pointer(out)["release"] == files[-1].name


def test_going_back_uses_the_release_that_is_there(small: Path, tmp_path: Path, run: Run) -> None:
    """Data set back to what it was: the pointer goes back, no new file is made, and it tells when that was built."""
    out = tmp_path / "out"
    run("build", "--data", small, "--out", out)
    first, bytes_before = pointer(out), contents(out)
    replace(small / SURVEY, "2019,80,", "2019,81,")
    run("build", "--data", small, "--out", out)
    assert pointer(out)["release"] != first["release"]
    replace(small / SURVEY, "2019,81,", "2019,80,")
    run("build", "--data", small, "--out", out)
    assert pointer(out) == first
    assert contents(out)[str(first["release"])] == bytes_before[str(first["release"])]


@pytest.mark.parametrize("damage", ["truncated", "flipped", "empty"])
def test_a_damaged_release_is_built_anew(damage: str, small: Path, tmp_path: Path, run: Run) -> None:
    """The right name is not enough: what cannot be read back whole is replaced."""
    out = tmp_path / "out"
    run("build", "--data", small, "--out", out)
    file = out / str(pointer(out)["release"])
    raw = bytearray(file.read_bytes())
    if damage == "flipped":
        at = raw.index("Björkbybladet".encode())
        raw[at] ^= 1
    file.write_bytes(raw[: {"truncated": len(raw) // 2, "flipped": len(raw), "empty": 0}[damage]])
    assert run("build", "--data", small, "--out", out).code == 0
    assert contents(out)[file.name] == pointer(out)["file_sha256"]
    with duckdb.connect(str(file), read_only=True) as connection:
        told = connection.execute("SELECT publisher FROM source WHERE id = 'newspaper'").fetchall()
    assert told == [("Björkbybladet",)]


def test_a_second_build_says_so_and_leaves(small: Path, tmp_path: Path, run: Run) -> None:
    """While one build holds the folder, another changes nothing and ends with a code of its own."""
    out = tmp_path / "out"
    run("build", "--data", small, "--out", out)
    before = contents(out)
    replace(small / SURVEY, "2019,80,", "2019,81,")
    with (out / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        said = run("build", "--data", small, "--out", out, "--lang", "sv")
    assert said.code == os.EX_TEMPFAIL
    assert "En annan inläsning pågår" in said.err
    assert contents(out) == before
    assert run("build", "--data", small, "--out", out).code == 0


def test_two_builds_at_once_end_with_one_release(small: Path, tmp_path: Path) -> None:
    """Two processes at the same moment: one or both in turn publish, none breaks, and the release is whole."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "etl", "build", "--data", str(small), "--out", str(out)]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate() for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, os.EX_TEMPFAIL]), said
    assert contents(out)[str(pointer(out)["release"])] == pointer(out)["file_sha256"]


@pytest.mark.parametrize("moment", ["written", "checked", "named", "pointed"])
def test_kill_9_leaves_the_old_release(moment: str, small: Path, tmp_path: Path, run: Run) -> None:
    """Killed while writing, before checking, naming or pointing: the old one is served, and the next run mends."""
    out = tmp_path / "out"
    run("build", "--data", small, "--out", out)
    before, served = pointer(out), contents(out)
    replace(small / SURVEY, "2019,80,", "2019,81,")
    dead = subprocess.run([sys.executable, "-c", KILLED, moment, str(small), str(out)], cwd=ROOT, check=False)
    assert dead.returncode == -signal.SIGKILL
    assert pointer(out) == before
    assert served.items() <= contents(out).items()
    assert run("build", "--data", small, "--out", out).code == 0
    assert pointer(out) != before
    assert {p.name[:8] for p in out.iterdir()} == {".lock", "current.", "release-"}


KILLED = """
import os, signal, sys
from pathlib import Path
import etl.release.publishing as release
from etl.__main__ import main

moment, data, out = sys.argv[1:]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if moment == "written":
    append = release._append
    release._append = lambda c, name, rows: die() if name == "observation" else append(c, name, rows)
elif moment == "checked":
    release._check_written = die
elif moment == "named":
    release._flush = die
else:
    release._point = die
main(["build", "--data", data, "--out", out])
"""


def test_kill_9_at_any_time(small: Path, tmp_path: Path, run: Run) -> None:
    """Killed by the clock at moments that nobody chose: old or new, whole either way."""
    out = tmp_path / "out"
    run("build", "--data", small, "--out", out)
    before = pointer(out)
    replace(small / SURVEY, "2019,80,", "2019,81,")
    command = [sys.executable, "-m", "etl", "build", "--data", str(small), "--out", str(out)]
    for wait in (0.4, 0.6, 0.8):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        time.sleep(wait)
        process.kill()
        process.wait()
        told = pointer(out)
        assert contents(out)[str(told["release"])] == told["file_sha256"]
    assert run("build", "--data", small, "--out", out).code == 0
    assert pointer(out)["release"] != before["release"]


@pytest.mark.parametrize("room", [2_000, 300_000, 1_000_000])
def test_a_full_disk_leaves_the_old_release(room: int, small: Path, tmp_path: Path, run: Run) -> None:
    """No room for the log, for the commit, for the checkpoint: the reason is told, and nothing has changed."""
    out = tmp_path / "out"
    run("build", "--data", small, "--out", out)
    before = contents(out)
    replace(small / SURVEY, "2019,80,", "2019,81,")
    command = [sys.executable, "-m", "etl", "build", "--data", str(small), "--out", str(out), "--lang", "en"]

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    ended = subprocess.run(command, cwd=ROOT, preexec_fn=limited, capture_output=True, text=True, check=False)
    assert (ended.returncode, "Traceback" in ended.stderr) == (os.EX_IOERR, False), ended.stderr
    assert "The previous release still stands." in ended.stderr
    assert contents(out) == before


def test_what_is_read_back_must_be_what_was_written(
    small: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that loses a row is found out before anyone is sent there."""
    out = tmp_path / "out"
    run("build", "--data", small, "--out", out)
    before = contents(out)
    replace(small / SURVEY, "2019,80,", "2019,81,")
    append = publishing._append

    def lossy(connection: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, object]]) -> None:
        append(connection, name, rows[:-1] if name == "observation" else rows)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "_append", lossy)
    said = run("build", "--data", small, "--out", out, "--lang", "en")
    assert said.code == os.EX_IOERR
    assert "observation" in said.err
    assert contents(out) == before


@pytest.mark.parametrize("name", ["measure", "area", "source", "note"])
def test_no_release_names_what_none_of_its_tables_holds(name: str, tmp_path: Path) -> None:
    """The checks of the folder come first; should they ever miss one, the release is not published."""
    record = read_record(SMALL)
    stray = changed(record.observations[0], **{name: "nobody"})  # type: ignore[arg-type]
    with only_build(tmp_path), pytest.raises(DamagedError, match="observation"):
        publish(changed(record, observations=(*record.observations, stray)), tmp_path)
    assert contents(tmp_path) == {}


def test_a_log_beside_the_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that stand in a .wal would be lost when the file gets its name."""
    write = publishing._write

    def with_log(path: Path, tables: Tables, tables_sha256: str, bulk: BulkStore | None) -> None:
        write(path, tables, tables_sha256, bulk)
        path.with_name(f"{path.name}.wal").touch()

    monkeypatch.setattr(publishing, "_write", with_log)
    with only_build(tmp_path), pytest.raises(DamagedError):
        publish(read_record(SMALL), tmp_path)
    assert contents(tmp_path) == {}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, run: Run) -> None:
    """A file where the folder should be: a sentence, not a traceback."""
    (tmp_path / "out").touch()
    said = run("build", "--data", SMALL, "--out", tmp_path / "out")
    assert (said.code, said.out) == (os.EX_IOERR, "")
    assert str(tmp_path / "out") in said.err


def test_the_file_opens_in_older_clients(tmp_path: Path) -> None:
    """The storage version is the one that DuckDB 1.2 reads, and the file is small."""
    with only_build(tmp_path):
        path = tmp_path / publish(read_record(SMALL), tmp_path).name
    with duckdb.connect(str(path), read_only=True) as connection:
        ((tags,),) = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
    assert str(tags["storage_version"]).startswith("v1.2.0")
    assert path.stat().st_size < 3_000_000
    assert json.loads((tmp_path / "current.json").read_text("utf-8"))["built"].endswith("Z")
