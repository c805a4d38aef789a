"""Papers made beforehand: which, where they lie, when they are taken, and that they go with their release."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.context import Context
from dashboard.data.store import Release
from dashboard.exports.addresses import read_request
from dashboard.exports.paper.printing import PaperError
from dashboard.settings import Settings
from dashboard.web import downloads, ready_papers
from dashboard.web.ready_papers import make_papers, ready_paper
from tests.conftest import TODAY
from tests.dashboard.web.test_downloads import serving


@pytest.fixture
def release(koivula: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """The town's release in a folder of its own; a paper is what was asked for."""
    monkeypatch.setattr(ready_papers, "paper_file", lambda wanted, _: "/".join(wanted.languages).encode())
    return replace(koivula, file=Path(shutil.copy(koivula.file, tmp_path / "release-1.duckdb")))


def _asked(release: Release, file: str, query: str, settings: Settings) -> bytes | None:
    wanted = read_request(file, query)
    assert wanted is not None
    return ready_paper(wanted, Context.of(wanted.address, release, settings, TODAY))


def test_each_focus_area_has_three_and_none_is_made_twice(release: Release) -> None:
    assert sum(paper.error is None for paper in make_papers(release, Settings(), TODAY)) == 6
    assert list(make_papers(release, Settings(), TODAY)) == []


TAKEN = [
    # file, query                                     settings                                what is taken
    ("focus-area-1.pdf", "lang=sv", Settings(), b"sv"),
    ("focus-area-1.pdf", "lang=fi,sv", Settings(), b"fi/sv"),
    ("focus-area-1.pdf", "lang=sv,fi", Settings(), None),
    ("focus-area-1.pdf", "lang=sv&on=2021-12-31", Settings(), None),
    ("focus-area-1.pdf", "lang=sv&sector=sote", Settings(), None),
    ("focus-area-1.pdf", "lang=sv", Settings(publisher="Koivula"), None),
    ("focus-area-1.pdf", "lang=sv", Settings(address="https://x.example"), None),
    ("focus-area-1.pptx", "lang=sv", Settings(), None),
    ("1.1-a.pdf", "lang=sv", Settings(), None),
]


def test_one_is_taken_where_it_is_of_the_very_same(release: Release) -> None:
    list(make_papers(release, Settings(), TODAY))
    assert [_asked(release, file, query, settings) for file, query, settings, _ in TAKEN] == [row[3] for row in TAKEN]


def test_papers_go_with_their_release(release: Release) -> None:
    gone = release.file.with_name("release-0.papers")
    gone.mkdir()
    list(make_papers(release, Settings(), TODAY))
    assert sorted(path.name for path in release.file.parent.iterdir()) == ["release-1.duckdb", "release-1.papers"]


def test_one_that_cannot_be_made_is_told_and_the_others_are_made(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(wanted: object, _: object) -> bytes:
        if getattr(wanted, "languages", ()) == ("sv",):
            raise PaperError("memory")
        return b"%PDF"

    monkeypatch.setattr(ready_papers, "paper_file", failing)
    made = list(make_papers(release, Settings(), TODAY))
    assert [paper.error.reason for paper in made if paper.error] == ["memory", "memory"]
    assert sum(paper.path.exists() for paper in made) == 4


REFUSED = [
    # why       what the person reads
    ("time", "yli 60 sekuntia"),
    ("memory", "liian suuri"),
    ("missing", "apt-get install libpango-1.0-0"),
    ("broken", "palvelimen lokissa"),
]


@pytest.mark.parametrize(("reason", "told"), REFUSED)
def test_without_a_paper_the_person_reads_why(
    reason: str, told: str, koivula: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> bytes:
        raise PaperError(reason)

    monkeypatch.setattr(downloads, "paper_file", failing)
    answer = serving(koivula).get("/download/1.1-a.pdf?lang=fi")
    assert answer.status_code == 503
    assert told in answer.get_data(as_text=True)
