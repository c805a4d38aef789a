"""The door to the data: what it lets through, what it refuses, and that one reader never sees two releases."""

from __future__ import annotations

import gc
import logging
import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from dashboard.data import database as door
from dashboard.data import release as opened
from dashboard.data.database import LOCKED
from dashboard.data.store import Release, Store, StoreError
from dashboard.pages import Services
from tests.dashboard.small import hash_of, point, publish, write


def mark_of(release: Release) -> set[str]:
    """Every mark that a reader of this release sees, in memory and in the file."""
    seen = {measure.name.fi for measure in release.strategy.measures.values()}
    seen |= {f"{row.value:.0f}" for rows in release.headline.values() for row in rows if row.value is not None}
    return seen | {f"{row.value:.0f}" for row in release.rows("1.1-b") if row.value is not None}


def test_holds_the_home_series_and_asks_for_the_rest(tmp_path: Path) -> None:
    publish(tmp_path, 7)
    release = Store(tmp_path).release()
    assert list(release.strategy.measures) == ["1.1-a", "1.1-b"]
    assert [(row.area, row.breakdown) for row in release.headline["1.1-a"]] == [("235", "")]
    assert [(row.area, row.breakdown) for row in release.rows("1.1-a")] == [("049", ""), ("235", ""), ("235", "women")]
    assert {row.area for row in release.rows("1.1-a", ["049"])} == {"049"}
    assert release.rows("1.1-a", ["'; DROP TABLE measure; --"]) == ()
    assert release.rows("9.9-z") == ()
    assert release.built.utcoffset() == timedelta(0)
    with pytest.raises(TypeError):
        release.headline["x"] = ()  # type: ignore[index]


def test_reads_what_the_build_wrote(desk_release: Release) -> None:
    """The real release: nothing is lost on the way from the catalogue's files to the records of the dashboard."""
    strategy = desk_release.strategy
    assert len(strategy.of_role("strategy")) == 113
    assert (len(strategy.focus_areas), len(strategy.sectors), len(strategy.goals)) == (5, 4, 19)
    assert (len(strategy.subgoals), len(strategy.actions)) == (37, 76)
    c = strategy.measures["1.3-c"]
    assert c.baseline is not None
    assert (c.baseline.value, str(c.baseline.period), c.sectors) == (11, "2019", ("sote", "sivistys"))
    assert [str(row.known) for row in desk_release.headline["3.3-t1"] if str(row.period) == "2018"] == [
        "2019-01-31",
        "2019-03-31",
    ]


@pytest.fixture(scope="module")
def desk_release(releases: Path) -> Release:
    return Store(releases).release()


FORBIDDEN = [
    "COPY measure TO 'FOLDER/forbidden.csv'",
    "ATTACH 'FOLDER/forbidden.duckdb'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/*')",
    "EXPORT DATABASE 'FOLDER/forbidden'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET memory_limit = '64GB'",
    "SET lock_configuration = false",
    "CREATE TABLE mine (i INTEGER)",
    "DELETE FROM measure",
    "SELECT 1; COPY measure TO 'FOLDER/forbidden.csv'",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_the_database_reaches_no_file_no_network_and_writes_nothing(tmp_path: Path, sql: str) -> None:
    (tmp_path / "out").mkdir()
    publish(tmp_path, 1)
    release = Store(tmp_path).release()
    with pytest.raises(StoreError):
        door.ask(release._database, sql.replace("FOLDER", str(tmp_path / "out")))
    assert list((tmp_path / "out").iterdir()) == []
    assert mark_of(release) == {"1"}


def test_a_question_that_takes_too_long_is_interrupted_while_others_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, 1)
    release = Store(tmp_path).release()
    monkeypatch.setattr(door, "TIME_LIMIT", 0.3)
    heavy = "SELECT count(*) FROM range(1000000000) a, range(1000) b WHERE a.range % 7 = b.range % 5"
    pool = ThreadPoolExecutor(1)
    try:
        began = time.monotonic()
        asked = pool.submit(door.ask, release._database, heavy)
        assert len(release.rows("1.1-a")) == 3
        with pytest.raises(StoreError, match="INTERRUPT"):
            asked.result(timeout=20)
        assert time.monotonic() - began < 0.3 + 0.5
    finally:  # where the limit is broken, the question must not outlive the test
        release._database.connection.interrupt()
        pool.shutdown(cancel_futures=True)
    assert mark_of(release) == {"1"}


def test_memory_has_a_limit_and_the_next_question_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "TIME_LIMIT", 60.0)  # a busy machine must not end the question before
    publish(tmp_path, 1)
    release = Store(tmp_path).release()
    with pytest.raises(StoreError, match="Out of Memory"):
        door.ask(release._database, "SELECT list(range) FROM range(100000000)")
    assert mark_of(release) == {"1"}


def test_the_database_itself_says_what_it_is_limited_to(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    release = Store(tmp_path).release()
    names = (
        "enable_external_access", "autoinstall_known_extensions", "autoload_known_extensions", "memory_limit",
        "threads", "lock_configuration", "access_mode",
    )  # fmt: skip
    (row,) = door.ask(release._database, f"SELECT {', '.join(f'current_setting({n!r}) AS {n}' for n in names)}")
    assert {name: str(row[name]) for name in names} == {
        "enable_external_access": "False",
        "autoinstall_known_extensions": "False",
        "autoload_known_extensions": "False",
        "memory_limit": "488.2 MiB",  # 512 million bytes
        "threads": "1",
        "lock_configuration": "True",
        "access_mode": "read_only",
    }


def test_many_threads_ask_at_once(tmp_path: Path) -> None:
    publish(tmp_path, 3)
    release = Store(tmp_path).release()
    with ThreadPoolExecutor(8) as pool:
        marks = list(pool.map(lambda _: mark_of(release), range(400)))
    assert all(mark == {"3"} for mark in marks)


def test_a_new_release_is_seen_without_a_restart_and_no_reader_sees_two(tmp_path: Path) -> None:
    """Eight readers ask on while eight releases come: no error, no mix, and the last one is seen in the end."""
    publish(tmp_path, 0)
    store, done, reads = Store(tmp_path), threading.Event(), [0] * 8

    def read(reader: int) -> None:
        while not done.is_set():
            seen = mark_of(store.release())
            assert len(seen) == 1, seen
            reads[reader] += 1

    files = [tmp_path / f"release-{mark}.duckdb" for mark in range(1, 9)]
    for mark, file in enumerate(files, 1):
        write(file, mark)
    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read, reader) for reader in range(8)]
        for mark, file in enumerate(files, 1):
            point(tmp_path, file, hash_of(mark))
            before, end = list(reads), time.monotonic() + 60
            while any(now == then for now, then in zip(reads, before, strict=True)) and time.monotonic() < end:
                time.sleep(0.005)
        done.set()
        for reader in readers:
            reader.result()
    assert min(reads) >= len(files)
    assert mark_of(store.release()) == {"8"}


def test_an_old_release_is_read_to_the_end_and_closes_with_its_last_reader(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    store = Store(tmp_path)
    old = store.release()
    publish(tmp_path, 2).touch()
    (tmp_path / "release-1.duckdb").unlink()
    assert mark_of(store.release()) == {"2"}
    assert mark_of(old) == {"1"}
    connection = old._database.connection
    publish(tmp_path, 3)
    assert mark_of(store.release()) == {"3"}  # of those before, the store holds the last alone
    assert mark_of(old) == {"1"}
    del old
    gc.collect()
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("SELECT 1")


def test_the_same_release_is_opened_once(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    store = Store(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        assert len({id(release) for release in pool.map(lambda _: store.release(), range(64))}) == 1


def test_a_pointer_that_leads_back_finds_the_release_with_all_that_was_kept_of_it(tmp_path: Path) -> None:
    """Whoever goes back to the release before is not made to wait for its pages; a third one pushes it out."""
    publish(tmp_path, 1)
    store = Store(tmp_path)
    seen = [store.release()]
    for mark in (2, 1, 2, 3, 1):
        publish(tmp_path, mark)
        seen.append(store.release())
    kept = [release.answers for release in seen]
    assert [kept.index(answers) for answers in kept] == [0, 1, 0, 1, 4, 5]
    assert [mark_of(release) for release in seen] == [{"1"}, {"2"}, {"1"}, {"2"}, {"3"}, {"1"}]


def test_the_release_before_has_no_open_database_until_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who held it when its place was taken has it open still, and it closes with the last of them."""
    opened, connect = list[str](), door.connect
    monkeypatch.setattr(door, "connect", lambda file: opened.append(file.name) or connect(file))  # type: ignore[func-returns-value]
    publish(tmp_path, 1)
    store = Store(tmp_path)
    held = store.release()
    connection = held._database.connection
    for mark in (2, 1):
        publish(tmp_path, mark)
        store.release()
    assert opened == ["release-1.duckdb", "release-2.duckdb"]
    assert mark_of(held) == {"1"}
    assert len(opened) == 2
    del held
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("SELECT 1")
    assert mark_of(store.release()) == {"1"}
    assert opened == ["release-1.duckdb", "release-2.duckdb", "release-1.duckdb"]


def test_a_release_that_is_opened_again_is_the_file_that_was_built(tmp_path: Path) -> None:
    """Between the pointer that led back and the first question anything may have happened to the file."""
    file = publish(tmp_path, 1)
    store = Store(tmp_path)
    for mark in (1, 2, 1):
        publish(tmp_path, mark)
        release = store.release()
    write(file, 3)
    with pytest.raises(StoreError, match=r"^release-1\.duckdb is not the file that was built"):
        release.rows("1.1-b")


def test_the_release_before_keeps_its_answers_alone_and_goes_when_a_third_comes(tmp_path: Path) -> None:
    """What was computed of it holds it, so that without letting go of that only the collector would find it."""
    publish(tmp_path, 1)
    store = Store(tmp_path)
    old = store.release()
    for kept in (old.cache, old.inquiries, old.charts, old.series, old.answers):
        kept.put("a", (old,) if kept is not old.answers else "page")
    seen = weakref.ref(old)
    publish(tmp_path, 2)
    store.release()
    assert [len(kept) for kept in (old.cache, old.inquiries, old.charts, old.series, old.answers)] == [0, 0, 0, 0, 1]
    del old
    gc.disable()
    try:
        publish(tmp_path, 3)
        store.release()
        assert seen() is None
    finally:
        gc.enable()


def test_a_new_release_is_made_ready_before_anyone_sees_it(tmp_path: Path) -> None:
    """Who makes it ready reads the new one, the others the old one; before the first of all nothing stands."""
    publish(tmp_path, 1)
    store, seen = Store(tmp_path), list[tuple[set[str], set[str], set[str], set[str]]]()

    def prepare(old: Release, new: Release) -> None:
        with ThreadPoolExecutor(1) as pool:
            another = pool.submit(store.release).result()
        seen.append((mark_of(old), mark_of(new), mark_of(store.release()), mark_of(another)))

    store.prepare = prepare
    store.release()
    publish(tmp_path, 2)
    assert mark_of(store.release()) == {"2"}
    assert seen == [({"1"}, {"2"}, {"2"}, {"1"})]


def flipped(file: Path, place: float) -> None:
    body = bytearray(file.read_bytes())
    body[int(len(body) * place)] ^= 0x01
    file.write_bytes(body)


def linked(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/hostname")


SAID = {
    "nothing": "No release: current.json cannot be read (FileNotFoundError)",
    "no pointer": "No release: current.json cannot be read (FileNotFoundError)",
    "no file": "release-1.duckdb cannot be read (FileNotFoundError)",
    "half a file": "release-1.duckdb is not the file that was built (sha256 differs)",
    "an empty file": "release-1.duckdb is not the file that was built (sha256 differs)",
    "a byte flipped early": "release-1.duckdb is not the file that was built (sha256 differs)",
    "a byte flipped late": "release-1.duckdb is not the file that was built (sha256 differs)",
    "not a pointer": "No release: current.json is not a pointer to one",
    "half a pointer": "No release: current.json is not a pointer to one",
    "not JSON": "No release: current.json cannot be read (JSONDecodeError)",
    "out of the folder": "No release: current.json points out of its folder",
    "a link out of the folder": "No release: current.json points out of its folder",
}
BROKEN: dict[str, Callable[[Path, Path], object]] = {
    "nothing": lambda folder, file: [path.unlink() for path in folder.iterdir()],  # type: ignore[func-returns-value]
    "no pointer": lambda folder, file: (folder / "current.json").unlink(),
    "no file": lambda folder, file: file.unlink(),
    "half a file": lambda folder, file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "an empty file": lambda folder, file: file.write_bytes(b""),
    "a byte flipped early": lambda folder, file: flipped(file, 0.1),
    "a byte flipped late": lambda folder, file: flipped(file, 0.9),
    "not a pointer": lambda folder, file: (folder / "current.json").write_text("[]"),
    "half a pointer": lambda folder, file: (folder / "current.json").write_text('{"release": "release-1.duckdb"}'),
    "a link out of the folder": lambda folder, file: linked(file),
    "not JSON": lambda folder, file: (folder / "current.json").write_text("{"),
    "out of the folder": lambda folder, file: (folder / "current.json").write_text(
        '{"release": "../x", "tables_sha256": "a", "file_sha256": "b", "built": "2024-01-01T00:00:00+00:00"}'
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_missing_or_broken_is_said_and_never_read(tmp_path: Path, how: str) -> None:
    file = publish(tmp_path, 1)
    BROKEN[how](tmp_path, file)
    with pytest.raises(StoreError) as error:
        Store(tmp_path).release()
    assert str(error.value) == SAID[how], "the message goes to /readyz and must not tell of the machine"


def test_a_database_without_the_contract_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "release-1.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("CREATE TABLE strategy (id VARCHAR)")
    point(tmp_path, file, "a")
    with pytest.raises(StoreError, match=r"The database did not answer: Catalog Error: Table .*focus_area"):
        Store(tmp_path).release()


def test_a_row_that_does_not_keep_the_contract_is_refused(tmp_path: Path) -> None:
    file = publish(tmp_path, 1)
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE observation SET period = 'never'")
    point(tmp_path, file, hash_of(1))
    with pytest.raises(StoreError, match=r"^release-1\.duckdb does not keep the contract: PeriodError\('never'\)"):
        Store(tmp_path).release()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "release-1.duckdb"
    file.write_bytes(b"x" * 20_000)
    point(tmp_path, file, "a")
    with pytest.raises(StoreError, match=r"^release-1\.duckdb cannot be opened: IO Error"):
        Store(tmp_path).release()


def test_an_empty_table_of_the_core_is_not_ready(tmp_path: Path) -> None:
    file = publish(tmp_path, 1)
    with duckdb.connect(str(file)) as connection:
        connection.execute("DELETE FROM measure")
        connection.execute("DELETE FROM observation")
    point(tmp_path, file, hash_of(1))
    release = Store(tmp_path).release()
    with pytest.raises(StoreError) as error:
        release.check()
    assert str(error.value) == "Empty in release-1.duckdb: measure, observation"
    assert publish(tmp_path, 2)
    assert Store(tmp_path).release().check() == {"strategy": 1, "goal": 1, "measure": 1, "observation": 1}


@pytest.mark.parametrize("how", [how for how in BROKEN if how not in ("nothing", "no pointer")])
def test_a_failed_publication_never_changes_what_is_shown(
    tmp_path: Path, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The old release stays, the log says why, `newest` refuses to pass it for the new one, and a good one is taken."""
    publish(tmp_path, 1)
    store = Store(tmp_path)
    store.release()
    file = publish(tmp_path, 2)
    BROKEN[how](tmp_path, file)
    with caplog.at_level(logging.ERROR):
        assert mark_of(store.release()) == {"1"}
    assert "release-1.duckdb is still served" in caplog.text
    with pytest.raises(StoreError):
        store.newest()
    failed = [record.getMessage() for record in caplog.records if "cannot be opened" in record.getMessage()]
    assert set(failed) == {"The new release cannot be opened; release-1.duckdb is still served"}
    publish(tmp_path, 3)
    assert mark_of(store.release()) == {"3"}
    assert store.newest().check()["observation"] == 1


def test_a_vanished_pointer_leaves_the_open_release_but_is_not_ready(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    store = Store(tmp_path)
    store.release()
    (tmp_path / "current.json").unlink()
    assert mark_of(store.release()) == {"1"}
    with pytest.raises(StoreError):
        store.newest()


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    """A connection does not survive a fork, so a store made before one must not have any."""
    publish(tmp_path, 1)
    assert Store(tmp_path)._current is None
    store = Store(tmp_path / "later")
    (tmp_path / "later").mkdir()
    publish(tmp_path / "later", 1)
    assert mark_of(store.release()) == {"1"}


def test_the_configuration_is_locked_last() -> None:
    assert list(LOCKED)[-1] == "lock_configuration"


def test_what_is_held_and_how_long_anything_may_take() -> None:
    """Seconds of a question and of a batch, rows of a batch, answers and bytes that are kept per release."""
    assert (door.TIME_LIMIT, door.STREAM_LIMIT, door.BATCH) == (2.0, 30.0, 2000)
    assert (opened.ANSWERS, opened.FILES) == (256, 67_108_864)


def test_no_question_keeps_a_process_from_ending(tmp_path: Path) -> None:
    """The timer of a question is no thread that a process waits for."""
    publish(tmp_path, 1)
    release = Store(tmp_path).release()
    before = set(threading.enumerate())  # on a busy machine the timers of earlier questions may still be ending
    with door.limited(release._database.connection, 60):
        (timer,) = set(threading.enumerate()) - before
        assert isinstance(timer, threading.Timer)
        assert timer.daemon
        assert timer.interval == 60
        assert not timer.finished.is_set()
    assert timer.finished.is_set()  # it was called off, and ends by itself


def test_a_release_that_is_still_served_is_not_the_newest(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    store = Store(tmp_path)
    store.release()
    publish(tmp_path, 2).write_bytes(b"")
    with pytest.raises(StoreError) as error:
        store.newest()
    assert str(error.value) == "release-2.duckdb cannot be opened; release-1.duckdb is still served"


def test_the_newest_is_waited_for_while_another_thread_opens_it(tmp_path: Path) -> None:
    """The old release is served meanwhile; that the new one is not there yet is no fault that is to be told."""
    publish(tmp_path, 1)
    store, asked = Store(tmp_path), list[Future[Release]]()
    store.release()
    publish(tmp_path, 2)
    with ThreadPoolExecutor(1) as pool:

        def prepare(_old: Release, _new: Release) -> None:
            asked.append(pool.submit(store.newest))
            assert not asked[0].done()

        store.prepare = prepare
        store.release()
        assert mark_of(asked[0].result()) == {"2"}


def test_a_stream_tells_which_file_did_not_answer_and_gives_batches_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, 1)
    release = Store(tmp_path).release()
    monkeypatch.setattr(door, "BATCH", 3)
    rows = [row["i"] for row in release.stream("SELECT range AS i FROM range(?)", [8])]
    assert rows == list(range(8))
    with pytest.raises(StoreError, match=r"^release-1\.duckdb did not answer: Catalog Error"):
        list(release.stream("SELECT * FROM nothing"))


@pytest.mark.parametrize("known", [None, date(2019, 6, 30)])
def test_of_very_many_rows_a_page_gets_the_newest(
    services: Services, known: date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each area's valid figures the newest, in the order of all rows; and how many rows there are."""
    release = Store(services.store.release().file.parent).release()
    every, count = release.page_rows("3.3-t1", known)
    assert (len(every), every) == (count, release.rows("3.3-t1"))
    monkeypatch.setattr(opened, "MOST_ROWS", 100)
    monkeypatch.setattr(opened, "NEWEST_ROWS", 40)
    newest, again = release.page_rows("3.3-t1", known)
    assert (len(newest), again) == (40, count)
    assert [row for row in every if row in newest] == list(newest)
    told = [row for row in every if known is None or (row.known or date.min) <= known]
    for area in {row.area for row in newest}:
        shown = [row.period for row in newest if row.area == area]
        left_out = [row.period for row in told if row.area == area and row.period not in shown]
        assert max(left_out).last_day <= min(shown).last_day, area
