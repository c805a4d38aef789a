"""What is laid beside a file: under which name, and whole or not at all."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from etl.files import shared
from etl.files.shared import is_link, is_plain, read_plain, write_plain
from etl.intake.review import answer_files
from etl.intake.review.answer_files import lay_coloured, lay_quarantine, lay_refused, lay_report
from tests.etl.intake.conftest import Look


def test_each_answer_has_its_name(look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = tmp_path / "box"
    box.mkdir()
    found, file = look(b"Mittari;Kausi;Luku\n1.1-a;x;5\n", "luvut.csv"), box / "luvut.csv"

    def written(_: object, target: Path, lang: str) -> None:
        target.write_text(f"{lang} {target.name}")

    monkeypatch.setattr(answer_files, "write_quarantine", written)
    laid = [
        lay_coloured(file, found, "en"),
        lay_quarantine(file, found, "en"),
        lay_report(file, found, None, "en", "wrong"),
        lay_refused(file.with_name("many.csv"), SimpleNamespace(), "en"),  # type: ignore[arg-type]
    ]
    names = ["luvut.check.xlsx", "luvut.quarantine.csv", "luvut.report.html", "many.quarantine.csv"]
    assert laid == [box / name for name in names]
    assert sorted(path.name for path in box.iterdir()) == sorted(names)
    assert (box / names[3]).read_text() == "en quarantine.csv"
    assert (box / names[0]).read_bytes().startswith(b"PK")
    assert (box / names[2]).read_text("utf-8").startswith("<!doctype html>")
    assert lay_coloured(file, look(b"", "a.csv"), "en") is None


def test_nothing_is_read_or_written_through_a_link(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    link = tmp_path / "link"
    link.symlink_to(target)
    assert [is_plain(path) for path in (target, link, tmp_path, tmp_path / "no")] == [True, False, False, False]
    assert [is_link(path) for path in (target, link, tmp_path, tmp_path / "no")] == [False, True, False, False]
    assert read_plain(target) == b"mine"
    with pytest.raises(OSError, match="link"):
        read_plain(link)
    (tmp_path / ".half-link").symlink_to(target)
    assert write_plain(link, b"yours") == link
    assert (link.read_bytes(), link.is_symlink(), target.read_bytes()) == (b"yours", False, b"mine")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "target"]
    assert link.stat().st_mode & 0o600 == 0o600


def test_half_a_file_is_never_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def replaced(self: Path, target: Path) -> None:
        seen.append(f"{self.name} {self.read_bytes().decode()} {target.name}")

    monkeypatch.setattr(Path, "replace", replaced)
    write_plain(tmp_path / "a.html", b"x")
    assert (seen, shared.HALF_WRITTEN) == ([".half-a.html x a.html"], ".half-")
