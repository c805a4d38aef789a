"""`python -m dashboard papers` and `meeting`: what is written, said and returned, of a small town."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

import dashboard.web
from dashboard import __main__ as commands
from dashboard.data.store import Release
from dashboard.exports.paper.printing import PaperError
from dashboard.web.ready_papers import ReadyPaper
from tests.dashboard.exports.test_meeting_files import shown_meeting
from tests.dashboard.web.test_downloads import Standing

NO_CODE = "Tiedostossa ei ole koodia, joka vie verkkoon: aseta TYOPOYTA_ADDRESS, työpöydän julkinen https-osoite."


@pytest.fixture(autouse=True)
def _town(koivula: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = shown_meeting(koivula)
    monkeypatch.setattr(commands, "Store", lambda _: Standing(koivula))
    monkeypatch.setattr(commands, "shown_meeting", lambda _, id_: shown if id_ == "2022-06-30" else None)
    monkeypatch.delenv("TYOPOYTA_ADDRESS", raising=False)


OUTCOMES = [
    # what became of the papers                            exit code   on standard error
    ((None, None), 0, ""),
    ((None, "time"), 1, "yli 60 sekuntia"),
    (("missing", None), 1, "apt-get install libpango"),
]


@pytest.mark.parametrize(("outcomes", "code", "told"), OUTCOMES)
def test_each_paper_is_told_and_a_failure_is_an_exit_code(
    outcomes: tuple[str | None, ...],
    code: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without Pango the first paper says so, and no other is tried."""

    def made(*_: object) -> Iterator[ReadyPaper]:
        for number, reason in enumerate(outcomes):
            yield ReadyPaper(Path(f"{number}.pdf"), PaperError(reason) if reason else None)

    monkeypatch.setattr(dashboard.web, "make_papers", made)
    assert commands.main(["papers", "--lang", "fi"]) == code
    said = capsys.readouterr()
    assert told in said.err
    written = [f"Kirjoitettu {n}.pdf." for n, reason in enumerate(outcomes) if reason is None]
    assert said.out.splitlines() == [*(written if outcomes[0] is None else []), NO_CODE]


@pytest.mark.parametrize("ending", ["pptx", "docx"])
def test_a_meeting_is_written_by_the_ending_of_its_name(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The seal names the public address, so that there is a code."""
    file = tmp_path / f"kokous.{ending}"
    assert commands.main(["meeting", "2022-06-30", "--lang", "fi,sv", "-o", str(file)]) == 0
    assert file.read_bytes().startswith(b"PK")
    assert capsys.readouterr().out == f"Kirjoitettu {file}.\n"


def test_a_meeting_without_a_pdf_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> bytes:
        raise PaperError("memory")

    monkeypatch.setattr(dashboard.web, "WRITERS", MappingProxyType({".pdf": failing}))
    assert commands.main(["meeting", "2022-06-30", "--lang", "fi", "-o", str(tmp_path / "x.pdf")]) == 1
    assert "liian suuri" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
