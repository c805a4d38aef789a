"""The inbox, line by line of what it tells: which files it looks at, what it answers, and when it waits."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from etl.files.journal import ChangingError
from etl.intake.inbox import Inbox
from etl.intake.inbox import watcher as module
from etl.intake.inbox.approvers import Approvers
from etl.intake.inbox.watcher import LOCK, STATE, UNBUILT
from etl.intake.review.examining import examine
from etl.intake.sheets.sheets import wrong as problem
from etl.record import read_record
from etl.release import PublishError
from etl.reporting.problems import Where
from tests.etl.intake.conftest import TODAY, keyed

GOOD, HALF, BAD = "1.1-c;2021;5\n", "1.1-m;2022;5,5\n", "1.1-c;x;5\n"
SAME, EMPTY = "1.1-a;2019;80\n", "1.1-c;2021;\n"
Tell = Callable[..., list[str]]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """An empty inbox."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def tell(small: Path, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Sweep once, or several times with one inbox; returns what was told. A release is not built but named."""
    monkeypatch.setattr(module, "say", keyed)
    monkeypatch.setattr(module, "publish", lambda record, out, **_: SimpleNamespace(name=f"{out.name}-release"))

    def tell_(*approvers: str, at_once: bool = False, times: int = 1) -> list[str]:
        lines: list[str] = []
        watched = Inbox(box, small, tmp_path / "out", "en", Approvers(approvers, at_once), lines.append, lambda: TODAY)
        for _ in range(times):
            watched.pause = lambda seconds: lines.extend([] if seconds == 2.5 else [f"paused {seconds}"])
            watched.sweep(2.5)
        return lines

    return tell_


def put(box: Path, name: str, text: str = "") -> Path:
    """A file of lines of figures in the inbox."""
    file = box / name
    file.write_text(f"Mittari;Kausi;Luku\n{text}" if text else "", "utf-8")
    return file


SEEN = "xlsx xlsm xlsb xls csv txt tsv ods numbers px json XLSX".split()
UNSEEN = [
    "a.doc",
    "a",
    ".a.csv",
    "~$a.xlsx",
    "a.check.xlsx",
    "a.tarkista.xlsx",
    "accept",
    "a.accept.txt",
    ".half-a.csv",
]
HALVES = "tmp part partial crdownload download filepart opdownload TMP".split()


def test_what_people_take_for_a_table_is_answered(box: Path, tell: Tell) -> None:
    for ending in SEEN:
        put(box, f"{ending}.{ending}")
    for name in UNSEEN:
        put(box, name)
    (box / "folder.csv").mkdir()
    assert sorted(tell()) == sorted(f"{ending}.{ending}: <intake.outcome.wrong>" for ending in SEEN)


def test_what_the_inbox_remembers_lies_hidden_in_it() -> None:
    assert (STATE, LOCK, UNBUILT) == (".inbox.json", ".inbox.lock", ".inbox.unbuilt")


def test_half_a_file_and_a_link_wait(box: Path, tell: Tell, tmp_path: Path) -> None:
    for ending in HALVES:
        put(box, f"a.csv.{ending}", GOOD)
        put(box, f"b.{ending}", GOOD)
        put(box, f"a.doc.{ending}", GOOD)
    (box / "l.csv").symlink_to(put(tmp_path, "target.csv", GOOD))
    waiting = [f"{name}.{ending}" for ending in HALVES for name in ("a.csv", "b")]
    told = tell(times=2)
    assert sorted(told) == sorted(
        [f"<intake.waiting file={name} reason=<intake.half_copied>>" for name in waiting]
        + ["<intake.is_link file=l.csv>"]
    )


@pytest.mark.parametrize("lock", ["~$luvut.csv", "~$vut.csv", ".~lock.luvut.csv#"])
def test_a_file_that_is_open_waits(lock: str, box: Path, tell: Tell) -> None:
    put(box, "luvut.csv", GOOD)
    put(box, lock)
    assert tell(times=2) == [f"<intake.waiting file=luvut.csv reason=<intake.open_elsewhere lock={lock}>>"]
    (box / lock).unlink()
    assert tell() == ["luvut.csv: <intake.outcome.waits>"]


OUTCOMES = [
    (GOOD, False, "waits", []),
    (GOOD, True, "done", ["<intake.published release=out-release>"]),
    (HALF, True, "doubtful", []),
    (HALF, False, "doubtful", []),
    (BAD, True, "wrong", []),
    (SAME, True, "same", []),
    (EMPTY, True, "empty", []),
]


@pytest.mark.parametrize(("text", "at_once", "outcome", "more"), OUTCOMES)
def test_the_answer_to_a_file(
    text: str, at_once: bool, outcome: str, more: Sequence[str], box: Path, tell: Tell, small: Path
) -> None:
    put(box, "a.csv", text)
    assert tell(at_once=at_once, times=2) == [f"a.csv: <intake.outcome.{outcome}>", *more]
    assert (box / "a.report.html").exists()
    assert (box / "a.check.xlsx").exists() == (outcome == "wrong")
    assert not (box / UNBUILT).exists()
    (state,) = json.loads((box / STATE).read_text("utf-8")).values()
    assert (state["outcome"], state["seen"], len(state["sha256"])) == (outcome, "", 64)
    rows = [r for r in read_record(small).observations if r.accepted_by == "<intake.inbox_role>"]
    assert len(rows) == (outcome == "done")


def test_the_oldest_comes_first(box: Path, tell: Tell) -> None:
    for age, name in ((3, "b.csv"), (1, "a.csv"), (2, "c.csv")):
        os.utime(put(box, name, SAME + f"x{age}"), (1_000 - age, 1_000 - age))
    assert [line.partition(":")[0] for line in tell()] == ["b.csv", "c.csv", "a.csv"]


def test_a_approver_takes_a_file_and_nobody_else(box: Path, tell: Tell, small: Path) -> None:
    put(box, "a.csv", GOOD)
    assert tell("B") == ["a.csv: <intake.outcome.waits>"]
    put(box, "a.csv.accept").write_text("C")
    assert tell("B") == ["<intake.not_approver file=a.csv approvers=B>"]
    assert tell("B") == []
    (box / "a.csv.accept").write_text("b")
    assert tell("B") == ["a.csv: <intake.outcome.done>", "<intake.published release=out-release>"]
    assert not (box / "a.csv.accept").exists()
    assert [r.accepted_by for r in read_record(small).observations if r.measure == "1.1-c"] == ["B"]


def test_a_doubtful_file_is_taken_where_its_measure_is_named(box: Path, tell: Tell) -> None:
    put(box, "a.csv", HALF)
    assert tell("B") == ["a.csv: <intake.outcome.doubtful>"]
    put(box, "accept").write_text("B")
    assert tell("B") == ["<intake.not_named file=a.csv names=1.1-m>", "a.csv: <intake.outcome.doubtful>"]
    assert tell("B") == []
    (box / "accept").write_text("B\n1.1-M")
    assert tell("B") == ["a.csv: <intake.outcome.done>", "<intake.published release=out-release>"]


def test_what_became_wrong_since_it_was_checked_is_told(box: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    put(box, "a.csv", GOOD)
    tell("B")
    put(box, "accept").write_text("B")
    wrong = problem(Where("a.csv"), "unexpected", reason="x")
    monkeypatch.setattr(module, "accept", lambda *_: [wrong])
    assert tell("B") == ["a.csv: <intake.outcome.wrong>", "<intake.published release=out-release>"]
    assert (box / "a.check.xlsx").exists()
    assert tell("B") == []


def test_what_stumbles_is_told_and_the_next_has_its_turn(
    box: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put(box, "a.csv", GOOD)
    put(box, "b.csv", GOOD)
    look = examine

    def stumbles(name: str, *more: object, **options: object) -> object:
        if name == "a.csv":
            raise error
        return look(name, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "examine", stumbles)
    error: Exception = ChangingError("x")
    assert tell() == ["<intake.later file=a.csv reason=<intake.being_changed>>", "b.csv: <intake.outcome.waits>"]
    error = PermissionError(13, "x")
    assert tell()[0].startswith("<intake.later file=a.csv reason=")
    error = ZeroDivisionError("x")
    caplog.clear()
    assert tell() == ["<intake.unexpected file=a.csv reason=ZeroDivisionError>"]
    assert caplog.messages == ["a.csv"]
    assert json.loads((box / STATE).read_text())["a.csv"]["outcome"] == "failed"
    assert "ZeroDivisionError" in (box / "a.report.html").read_text("utf-8")
    assert tell() == []


def test_while_the_data_cannot_be_read_a_file_waits(box: Path, tell: Tell, small: Path) -> None:
    put(box, "a.csv", GOOD)
    (small / "catalogue/strategy.toml").write_text("x")
    (line,) = tell(times=2)
    assert line.startswith("<intake.not_now file=a.csv reason=")
    assert not (box / "a.report.html").exists()


def test_a_release_that_cannot_be_built_is_tried_again(box: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    put(box, "a.csv", GOOD)

    def fails(*_: object, **__: object) -> object:
        raise PublishError("x")

    publish = vars(module)["publish"]
    monkeypatch.setattr(module, "publish", fails)
    assert tell(at_once=True) == ["a.csv: <intake.outcome.done>", "<intake.unbuilt reason=x>"]
    assert (box / UNBUILT).exists()
    monkeypatch.setattr(module, "publish", publish)
    assert tell() == ["<intake.published release=out-release>"]
    assert not (box / UNBUILT).exists()


def test_a_folder_that_is_away_is_told_once(box: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(self: Path) -> object:
        raise OSError(116, "x")

    monkeypatch.setattr(Path, "iterdir", away)
    (line,) = tell(times=2)
    assert line.startswith(f"<intake.folder_gone folder={box} reason=")


def test_a_watch_sweeps_until_it_is_stopped(
    box: Path, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "say", keyed)
    lines: list[str] = []
    put(box, "a.csv", SAME)

    def pause(seconds: float) -> None:
        lines.append(f"paused {seconds}")
        if len(lines) > 3:
            raise KeyboardInterrupt

    watched = Inbox(box, small, tmp_path / "out", "en", Approvers(), lines.append, lambda: date(2022, 6, 30), pause)
    with pytest.raises(KeyboardInterrupt):
        watched.watch(5.0)
    answer = "a.csv: <intake.outcome.same>"
    assert lines == [f"<intake.watching folder={box}>", "paused 5.0", answer, "paused 5.0"]
    with open(box / LOCK, "w") as held:  # noqa: PTH123
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(ChangingError):
            watched.sweep(0)
