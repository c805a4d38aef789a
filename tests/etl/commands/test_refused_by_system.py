"""A full disk, a folder that cannot be written, a share that is gone: told in words, and nothing is lost."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.etl.conftest import Run

ERASE = ("erase", "--measure", "1.1-a", "--period", "2021", "--reason", "r", "--by", "b")
WORDS = {
    errno.ENOSPC: {"fi": "levy on täynnä", "sv": "disken är full", "en": "the disk is full"},
    errno.EROFS: {"fi": "levylle ei voi kirjoittaa", "sv": "det går inte att skriva", "en": "cannot be written"},
    errno.ESTALE: {
        "fi": "yhteys levyyn katkesi",
        "sv": "förbindelsen till disken bröts",
        "en": "connection to the disk",
    },
}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a data folder but the lock."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != ".changing.lock")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def refusing(number: int) -> Callable[..., None]:
    """A system call that fails as the system does."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "some/file")

    return fail


class Full(io.StringIO):
    """Where nothing more can be written."""

    def flush(self) -> None:
        """Fail as the system does."""
        refusing(errno.ENOSPC)()


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize("number", WORDS)
def test_erasing_tells_what_the_system_refused(
    small: Path, run: Run, monkeypatch: pytest.MonkeyPatch, number: int, lang: str
) -> None:
    before = contents(small)
    monkeypatch.setattr(os, "fsync", refusing(number))
    said = run(*ERASE, "--data", small, "--lang", lang)
    monkeypatch.undo()
    assert (said.code, said.out) == (os.EX_IOERR, "")
    assert WORDS[number][lang] in said.err
    assert "some/file" in said.err
    assert "Traceback" not in said.err
    assert contents(small) == before


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_building_tells_what_the_system_refused(
    small: Path, run: Run, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(os, "fsync", refusing(errno.ENOSPC))
    said = run("build", "--data", small, "--lang", lang)
    assert said.code == os.EX_IOERR
    assert WORDS[errno.ENOSPC][lang] in said.err
    assert "No space left" not in said.err
    assert not list((small / "releases").glob("release-*"))


def test_a_list_that_cannot_be_printed_is_told(small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`etl observations > file` on a full disk: the last bytes fail only when they are flushed."""
    monkeypatch.setattr(sys, "stdout", Full())
    said = run("observations", "--data", small, "--lang", "en")
    assert said.code == os.EX_IOERR
    assert "the disk is full" in said.err


def test_every_flush_of_a_change_and_of_a_release_reaches_the_disk(
    small: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed process cannot show a lost fsync, a lost machine can: each is asked for, files and folders alike."""
    flushed: list[str] = []
    real = os.fsync

    def seen(handle: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{handle}").readlink().relative_to(small).as_posix())
        real(handle)

    monkeypatch.setattr(os, "fsync", seen)
    assert run(*ERASE, "--data", small).code == 0
    assert flushed == [
        ".changing/0",
        ".changing/1",
        ".changing/journal.json.new",
        ".changing",
        "catalogue",
        "histories",
    ]
    flushed.clear()
    assert run("build", "--data", small).code == 0
    release, folder, pointer, last = flushed
    assert release.startswith("releases/.building-release-")
    assert (folder, pointer, last) == ("releases", "releases/.building-current.json", "releases")
