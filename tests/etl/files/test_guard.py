"""No path that a file's content, name or link gives leads out of the folders of the command line."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.files.guard import OutsideError, inside, may_be_origin, open_lock
from etl.files.journal import CHANGING, JOURNAL, LOCK, commit, finish, only_change
from tests.etl.conftest import Run, replace

ERASE = ("erase", "--measure", "1.1-a", "--period", "2021", "--reason", "r", "--by", "b", "--lang", "en")

NAMES = [
    ("snapshots/0f3a-a.xlsx", True),
    ("histories/1.1-a.csv", True),
    ("plain", True),
    ("a..b", True),
    ("", False),
    (" ", False),
    (".", False),
    ("..", False),
    ("../victim.txt", False),
    ("snapshots/../../victim.txt", False),
    ("snapshots/..", False),
    ("snapshots/./x", False),
    ("snapshots//x", False),
    ("/etc/passwd", False),
    ("..\\victim.txt", False),
    ("snapshots\\..\\x", False),
    ("C:\\x", False),
    ("x\x00y", False),
    ("x\ny", False),
    ("link/x", False),
    ("link", False),
    ("own/x", True),
]


@pytest.mark.parametrize(("name", "stays"), NAMES)
def test_a_name_stays_in_its_folder_or_is_refused(tmp_path: Path, name: str, stays: bool) -> None:
    folder = tmp_path / "data"
    (folder / "snapshots").mkdir(parents=True)
    (folder / "link").symlink_to(tmp_path)
    (folder / "own").symlink_to(folder / "snapshots")
    if stays:
        assert inside(folder, name) == folder / name
    else:
        with pytest.raises(OutsideError):
            inside(folder, name)


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "real")
    assert inside(tmp_path / "data", "x") == tmp_path / "data" / "x"


ORIGINS = [
    ("", True),
    ("snapshots/0f3a-luvut.xlsx#Taulukko!C7", True),
    ("raportti.xlsx", True),
    ("Pöytäkirja 12/2021 § 4", True),
    ("Bokslut 2020, s. 14#tabell 3", True),
    ("snapshots/../../victim.txt#B7", False),
    ("snapshots/..#B7", False),
    ("snapshots/a/b#B7", False),
    ("../victim.txt", False),
    ("/etc/passwd#A1", False),
    ("x/../../y", False),
    ("..\\y", False),
    ("D:\\y", False),
]


@pytest.mark.parametrize(("origin", "right"), ORIGINS)
def test_an_origin_names_a_kept_file_or_is_no_path(origin: str, right: bool) -> None:
    assert may_be_origin(origin) is right


def victim(data: Path) -> Path:
    """A file beside the data folder, which nobody may touch."""
    path = data.parent / "victim.txt"
    path.write_text("precious", "utf-8")
    return path


def erasure_of(files: str) -> Callable[[Path], None]:
    """A mark that names files to be removed."""

    def spoil(data: Path) -> None:
        mark = f"""[[erasure]]
measure = "1.1-a"
period = "2017"
day = 2021-01-01
reason = "r"
erased_by = "b"
figures = 1
files = [{files}]
"""
        (data / "catalogue" / "erasures.toml").write_text(mark, "utf-8")

    return spoil


def history_origin(data: Path) -> None:
    """A row that says it came from a file outside."""
    history = data / "histories" / "1.1-a.csv"
    row = "2022,88,2023-01-01,stated,koivula_strategy,final,high,,,,124,,,snapshots/../../victim.txt#B7,b\n"
    history.write_text(history.read_text("utf-8") + row, "utf-8")


def event_origin(data: Path) -> None:
    """A state that says it came from a file outside."""
    replace(data / "catalogue" / "events.toml", 'origin = "raportti.xlsx"', 'origin = "../victim.txt#A2"')


def bulk_file(data: Path) -> None:
    """A large file that is declared and lies outside."""
    text = '[[file]]\nfile = "snapshots/../../victim.txt"\naccepted_by = "b"\nday = 2021-01-01\n'
    (data / "catalogue" / "bulk.toml").write_text(text, "utf-8")


def manifest_line(data: Path) -> None:
    """A line of the list that names a file outside."""
    (data / "snapshots").mkdir()
    text = "day,file,sha256,address,accepted_by,chain\n2021-01-01,../victim.txt,00,,b,00\n"
    (data / "snapshots" / "manifest.csv").write_text(text, "utf-8")


def linked_history(data: Path) -> None:
    """A history that is a link to a file outside."""
    history = data / "histories" / "1.1-a.csv"
    history.unlink()
    history.symlink_to(data.parent / "victim.txt")


def linked_folder(data: Path) -> None:
    """A folder that is a link to one outside."""
    (data / "snapshots").symlink_to(data.parent)


def linked_catalogue_file(data: Path) -> None:
    """A file of the catalogue that is a link to one outside."""
    (data / "catalogue" / "extra.toml").symlink_to(data.parent / "victim.txt")


SPOILT = [
    (erasure_of('"../victim.txt"'), "catalogue/erasures.toml", "kept file"),
    (erasure_of('"snapshots/../../victim.txt"'), "catalogue/erasures.toml", "kept file"),
    (erasure_of('"histories/1.1-a.csv"'), "catalogue/erasures.toml", "kept file"),
    (erasure_of('"/etc/hostname"'), "catalogue/erasures.toml", "kept file"),
    (history_origin, "histories/1.1-a.csv", "snapshots/"),
    (event_origin, "catalogue/events.toml", "snapshots/"),
    (bulk_file, "catalogue/bulk.toml", "snapshots/"),
    (manifest_line, "snapshots/manifest.csv", "kept file"),
    (linked_history, "histories/1.1-a.csv", "stays in the data folder"),
    (linked_folder, "snapshots", "stays in the data folder"),
    (linked_catalogue_file, "catalogue/extra.toml", "stays in the data folder"),
]


@pytest.mark.parametrize(("spoil", "file", "expected"), SPOILT)
@pytest.mark.parametrize("command", [("check", "--lang", "en"), ("verify", "--lang", "en"), ERASE])
def test_a_path_that_leads_out_is_refused_by_every_command_and_nothing_outside_is_touched(
    small: Path, run: Run, spoil: Callable[[Path], None], file: str, expected: str, command: tuple[str, ...]
) -> None:
    precious = victim(small)
    spoil(small)
    said = run(*command, "--data", small)
    assert said.code == 1
    assert file in said.err
    assert expected in said.err
    assert "precious" not in said.out + said.err
    assert precious.read_text("utf-8") == "precious"


def test_a_journal_that_names_a_file_outside_is_told_and_not_followed(small: Path, run: Run) -> None:
    precious = victim(small)
    (small / CHANGING).mkdir()
    (small / CHANGING / "0").write_text("overwritten", "utf-8")
    (small / CHANGING / JOURNAL).write_text('["../victim.txt"]', "utf-8")
    said = run("check", "--data", small, "--lang", "en")
    assert said.code == 1
    assert "../victim.txt leads out of the folder" in said.err
    assert precious.read_text("utf-8") == "precious"


def test_a_change_outside_is_refused_before_anything_is_written(small: Path) -> None:
    with only_change(small), pytest.raises(OutsideError):
        commit(small, {"histories/new.csv": b"x", "../victim.txt": b"y"})
    assert not (small / CHANGING).exists()
    assert not (small / "histories" / "new.csv").exists()


def test_the_folder_of_a_change_is_not_reached_by_a_link(small: Path) -> None:
    elsewhere = small.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / JOURNAL).write_text('["histories/1.1-a.csv"]', "utf-8")
    (elsewhere / "0").write_text("overwritten", "utf-8")
    (small / CHANGING).symlink_to(elsewhere)
    before = (small / "histories" / "1.1-a.csv").read_bytes()
    with pytest.raises(OutsideError):
        finish(small)
    assert (small / "histories" / "1.1-a.csv").read_bytes() == before
    assert (elsewhere / "0").exists()


@pytest.mark.parametrize(("command", "lock"), [(("erase", *ERASE[1:]), LOCK), (("build", "--lang", "en"), ".lock")])
def test_a_lock_that_is_a_link_is_not_emptied(small: Path, run: Run, command: tuple[str, ...], lock: str) -> None:
    precious = victim(small)
    folder = small / "releases" if command[0] == "build" else small
    folder.mkdir(exist_ok=True)
    (folder / lock).symlink_to(precious)
    said = run(*command, "--data", small)
    assert said.code == os.EX_IOERR
    assert "it is a link" in said.err
    assert precious.read_text("utf-8") == "precious"


def test_a_lock_is_opened_again_without_losing_what_stands_in_it(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("who", "utf-8")
    with open_lock(tmp_path, "lock") as lock:
        assert lock.read() == "who"
    (tmp_path / "link").symlink_to(tmp_path / "lock")
    with pytest.raises(OSError, match="symbolic") as wrong:
        open_lock(tmp_path, "link")
    assert wrong.value.errno == errno.ELOOP
