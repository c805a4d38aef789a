"""`kill -9` before every file operation of every writing command: the folder is as it was, or as it should become.

The operations are those that Python tells its audit hooks: a file opened to be written, a name given, moved or removed,
a folder made. The process is killed before the n-th of them, for every n until the command ends by itself.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.record.record import read_record
from tests.etl.conftest import SMALL
from tests.etl.intake.conftest import workbook
from tests.etl.statistics import made

NAMING = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.symlink", "os.link", "shutil.rmtree")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
MOST = 400
"""More operations than any command needs; reaching it means that the count no longer ends."""
TOLD = "told.txt"
"""Beside the data folder: what a command said before it was killed or ended."""

ERASE = ["erase", "--measure", "1.1-a", "--period", "2021", "--reason", "r", "--by", "b"]
COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "build": lambda _: ["build"],
    "erase": lambda _: ERASE,
    "import": lambda folder: ["import", str(folder / "figures.xlsx"), "--known", "2023-02-01", "--yes", "--by", "b"],
    "fetch": lambda folder: ["fetch", "statistics", "--from", str(folder / "table.px"), "--yes", "--accept-doubtful"],
    "inbox": lambda folder: ["inbox", str(folder / "in"), "--once", "--accept-at-once", "--settle", "0"],
}


def laid(folder: Path) -> Path:
    """A data folder and all that the commands read."""
    shutil.copytree(SMALL, folder / "data")
    (folder / "in").mkdir()
    book = workbook([["1.1-a", "2022", 91], ["1.1-a", "2023", 92]])
    for file in (folder / "figures.xlsx", folder / "in" / "figures.xlsx"):
        file.write_bytes(book)
    (folder / "table.px").write_bytes(made.px())
    return folder / "data"


def run(arguments: list[str], folder: Path, kill_before: int) -> bool:
    """Run the command in a process of its own and kill it before an operation; True where it ended by itself."""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        told = os.open(folder / TOLD, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(told, 1)
        os.dup2(told, 2)
        sys.addaudithook(killer(folder, kill_before))
        os._exit(main([*arguments, "--data", str(folder / "data")]))
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.waitstatus_to_exitcode(status) == 0, (folder / TOLD).read_text("utf-8")
    return True


def killer(folder: Path, kill_before: int) -> Callable[[str, tuple[object, ...]], None]:
    """A hook that counts the operations below a folder and kills its own process before one of them."""
    count = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event == "open":
            flags = arguments[2]
            counted = isinstance(flags, int) and bool(flags & WRITING)
        else:
            counted = event in NAMING
        if counted and any(str(folder) in str(a) for a in arguments[:2]):
            count += 1
            if count == kill_before:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def said(data: Path) -> list[str]:
    """What the record holds, days of acceptance and places aside."""
    return sorted(
        f"{r.measure} {r.area} {r.period} {r.breakdown} {r.value} {r.missing}" for r in read_record(data).observations
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_killed_before_any_file_operation_changed_nothing_or_all(name: str, tmp_path: Path) -> None:
    command = COMMANDS[name](tmp_path / "whole")
    (tmp_path / "whole").mkdir()
    data = laid(tmp_path / "whole")
    before = said(data)
    assert run(command, tmp_path / "whole", 0)
    after = said(data)
    for number in range(1, MOST):
        folder = tmp_path / str(number)
        folder.mkdir()
        data = laid(folder)
        command = COMMANDS[name](folder)
        ended = run(command, folder, number)
        assert main(["check", "--data", str(data)]) == 0, f"killed before operation {number}"
        assert said(data) in (before, after), f"killed before operation {number}"
        if not ended and name != "erase":  # an erased figure is not there to be erased again
            assert run(command, folder, 0), f"after a kill before operation {number}"
            assert said(data) == after, f"after a kill before operation {number}"
        assert main(["verify", "--data", str(data)]) == 0, f"killed before operation {number}"
        shutil.rmtree(folder)
        if ended:
            assert number > 3, "too few operations were seen"
            return
    pytest.fail(f"{name} did not end within {MOST} operations")
