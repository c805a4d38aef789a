"""What looks doubtful waits, in `import` and in the inbox; the clock; what is kept with a file; the way to the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from etl.files.snapshots import MANIFEST, chained, manifest, said
from etl.intake.inbox.approvers import Approvers
from etl.intake.inbox.watcher import LOCK, STATE, Inbox
from etl.intake.review.examining import Choices, examine
from etl.intake.rows.parsed import ImportOptions
from etl.record.record import Record, read_record
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import say
from tests.etl.conftest import Run
from tests.etl.intake.conftest import TODAY, told, workbook

WAITS = 3
HALF = "Mittari;Kausi;Luku\n1.1-m;2022;12,5\n"
"""Half a person."""
Sweep = Callable[..., list[str]]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """An empty inbox."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def sweep(small: Path, box: Path, tmp_path: Path) -> Sweep:
    """Sweep the inbox once; returns what was told."""

    def sweep_(*names: str, at_once: bool = False, lang: str = "en") -> list[str]:
        lines: list[str] = []
        approvers = Approvers(names, at_once)
        Inbox(box, small, tmp_path / "out", lang, approvers, lines.append, lambda: TODAY, lambda _: None).sweep(0)
        return lines

    return sweep_


def parsed(data: Path) -> list[float | None]:
    return [r.value for r in read_record(data).observations if r.source == "sector_report_sote"]


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_a_doubtful_figure_waits_even_with_yes(small: Path, tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "half.csv", HALF)
    waits = run("import", file, "--data", small, "--yes", "--lang", "en")
    assert (waits.code, "--accept-doubtful" in waits.out, parsed(small)) == (WAITS, True, [])
    done = run("import", file, "--data", small, "--yes", "--accept-doubtful", "--lang", "en")
    assert (done.code, parsed(small)) == (0, [12.5])
    assert run("verify", "--data", small).code == 0


def test_what_is_no_doubt_needs_no_word(small: Path, tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "fine.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n")
    assert (run("import", file, "--data", small, "--yes").code, parsed(small)) == (0, [12])


def test_from_a_number_to_the_page_in_one_command(small: Path, tmp_path: Path, run: Run) -> None:
    file, out = written(tmp_path / "fine.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n"), tmp_path / "out"
    done = run("import", file, "--data", small, "--yes", "--build", "--out", out, "--lang", "en")
    assert (done.code, "Published release-" in done.out) == (0, True)
    again = run("import", file, "--data", small, "--yes", "--build", "--out", out, "--lang", "en")
    assert (again.code, "Nothing was changed" in again.out, len(list(out.glob("release-*")))) == (0, True, 1)


def test_without_it_the_one_command_is_said(small: Path, tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "fine.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n")
    assert f"python -m etl build --data {small.as_posix()}" in run("import", file, "--data", small, "--yes").out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_tells_true_counts(lang: str, small: Path, tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "mixed.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n1.1-m;2021;noin 11\n1.1-x;2021;3\n")
    done = run("import", file, "--data", small, "--yes", "--accept-good", "--lang", lang)
    nothing = {"fi": "Mitään ei muutettu", "sv": "Ingenting ändrades", "en": "Nothing was changed"}[lang]
    assert (done.code, parsed(small), nothing in done.err) == (0, [12], False)
    counts = {
        "fi": "Otettu 1, jätetty ottamatta 2.",
        "sv": "Togs in: 1. Togs inte in: 2.",
        "en": "Taken: 1. Not taken: 2.",
    }
    assert counts[lang] in done.out


def test_one_cause_is_told_once_with_its_places(small: Path, tmp_path: Path, run: Run) -> None:
    rows = "".join(f"1.1-zz;{1990 + n};{n}\n" for n in range(30))
    file = written(tmp_path / "same.csv", f"Mittari;Kausi;Luku\n{rows}")
    brief = run("import", file, "--data", small, "--lang", "en").err
    assert brief.count("expected:") == 1
    assert "cell A3 (1.1-zz)" in brief
    assert "21 more" in brief
    assert brief.splitlines()[-2].startswith("30 ")
    assert run("import", file, "--data", small, "--lang", "en", "--all").err.count("expected:") == 30


def test_every_choice_is_kept_with_the_file(small: Path, tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "fine.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n")
    run("import", file, "--data", small, "--yes", "--source", "koivula_strategy", "--known", "2022-05-01", "--by", "x")
    line = manifest(small)[0]
    assert Choices.parse(line["choices"]) == Choices("koivula_strategy", date(2022, 5, 1))
    assert line["chain"] == chained("", said(line))
    assert run("verify", "--data", small).code == 0
    text = (small / MANIFEST).read_text("utf-8")
    (small / MANIFEST).write_text(text.replace("koivula_strategy", "newspaper"), "utf-8")
    assert run("verify", "--data", small).code == 1


def test_a_measure_of_two_sectors_verifies(small: Path, tmp_path: Path, run: Run) -> None:
    """It needs --source; read again without it, the kept file would say nothing of the row."""
    goal = small / "catalogue/goals/1.1.toml"
    before, own, after = goal.read_text("utf-8").partition('id = "1.1-m"')
    goal.write_text(before + own + after.replace('sectors = ["sote"]', 'sectors = ["sote", "sivistys"]', 1), "utf-8")
    file = written(tmp_path / "two.csv", "Mittari;Kausi;Luku\n1.1-m;2021;3\n")
    assert run("import", file, "--data", small, "--yes").code == 1
    options = ("--yes", "--accept-doubtful", "--by", "x", "--source", "koivula_strategy")
    assert run("import", file, "--data", small, *options).code == 0
    assert run("verify", "--data", small).code == 0


def test_a_list_of_before_choices_were_kept_reads_on(small: Path, tmp_path: Path, run: Run) -> None:
    first = written(tmp_path / "a.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n")
    run("import", first, "--data", small, "--yes", "--by", "x")
    lines = (small / MANIFEST).read_text("utf-8").splitlines()
    old = "\n".join(line.rpartition(",")[0] for line in lines) + "\n"
    (small / MANIFEST).write_text(old, "utf-8")
    assert run("verify", "--data", small).code == 0
    second = written(tmp_path / "b.csv", "Mittari;Kausi;Luku\n1.1-m;2021;11\n")
    run("import", second, "--data", small, "--yes", "--by", "y", "--known", "2022-05-01")
    assert [line["choices"] for line in manifest(small)] == ["", "known=2022-05-01"]
    assert run("verify", "--data", small).code == 0


def test_a_row_that_was_refused_for_the_record_of_then_is_not_lost(small: Path, tmp_path: Path, run: Run) -> None:
    file = written(tmp_path / "part.csv", "Mittari;Kausi;Luku\n1.1-a;2021;89\n1.1-m;2022;12\n")
    known = next(r.known for r in read_record(small).observations if r.measure == "1.1-a" and str(r.period) == "2021")
    done = run("import", file, "--data", small, "--yes", "--accept-good", "--known", str(known), "--accept-doubtful")
    assert (done.code, parsed(small)) == (0, [12])
    assert run("verify", "--data", small).code == 0


def given(record: Record, known: date, *, chosen: bool = False) -> ImportOptions:
    return ImportOptions(record.strategy, record.observations, known, "en", chosen_day=chosen)


def test_a_correction_under_a_clock_that_was_set_back_is_refused(record: Record) -> None:
    """The record would show it as older than what it corrects, and never show it."""
    row = next(r for r in record.observations if r.measure == "1.1-a" and r.known and r.value is not None)
    assert row.known is not None
    before = row.known.replace(year=row.known.year - 1)
    text = f"Mittari;Kausi;Luku\n1.1-a;{row.period};91\n".encode()
    assert ("C2", "clock") in told(examine("a.csv", text, record, given(record, before)))
    chosen = examine("a.csv", text, record, given(record, before, chosen=True))
    assert "superseded" in [d.kind for c in chosen.difference.changes for d in c.doubts] or told(chosen)
    assert told(examine("a.csv", text, record, given(record, TODAY))) == []


# the inbox


def test_a_doubtful_file_waits_in_the_inbox_until_its_measure_is_named(small: Path, box: Path, sweep: Sweep) -> None:
    written(box / "half.csv", HALF)
    assert sweep(at_once=True) == ["half.csv: Read, but some values look doubtful"]
    assert "1.1-m" in (box / "half.report.html").read_text("utf-8")
    written(box / "half.csv.accept", "Maija")
    assert "does not name" in sweep()[0]
    assert parsed(small) == []
    written(box / "half.csv.accept", "Maija\n1.1-M\n")
    assert sweep()[0] == "half.csv: Added to the data"
    assert parsed(small) == [12.5]


BAD_FILES = {
    "long.csv": b"Mittari;Kausi;Luku\n1.1-a;2022;91;" + b"x" * 200_000,
    "year.csv": b"Mittari;Kausi;Luku\n1.1-a;0000;91\n",
    "control.csv": b"Mittari;Kausi;Luku\n1.1-z;2022;9\x01\x0b\n",
    "nul.csv": b"Mittari;Kausi;Luku\n1.1-a;2022;9\x00\n",
    "empty.xlsx": b"",
    "pk.xlsx": b"PK\x03\x04" + bytes(50),
    "bars.csv": b"|||||\n" * 5,
    "quotes.csv": b'Mittari;Kausi;Luku\n"1.1-a;2022;91\n',
    "px.px": b'CHARSET="ANSI";\nDATA=1;\n',
}


def test_no_file_ends_the_watch_and_good_ones_beside_it_are_taken(small: Path, box: Path, sweep: Sweep) -> None:
    for name, content in BAD_FILES.items():
        (box / name).write_bytes(content)
    written(box / "good.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n")
    sweep(at_once=True)
    assert parsed(small) == [12]
    for name in BAD_FILES:
        assert (box / f"{Path(name).stem}.report.html").exists(), name


def test_a_fault_of_ours_is_told_and_ends_nothing(
    small: Path, box: Path, sweep: Sweep, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from etl.intake.inbox import watcher

    examined = examine

    def stumbles(name: str, *rest: object, **options: object) -> object:
        if name == "odd.csv":
            raise ZeroDivisionError
        return examined(name, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(watcher, "examine", stumbles)
    written(box / "odd.csv", HALF)
    written(box / "good.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n")
    lines = sweep(at_once=True)
    assert any("odd.csv: an unexpected fault (ZeroDivisionError)" in line for line in lines)
    assert parsed(small) == [12]
    assert (box / "odd.report.html").exists()
    assert "odd.csv" in caplog.text


def test_a_link_is_not_followed_and_nothing_is_written_through_one(
    small: Path, box: Path, sweep: Sweep, tmp_path: Path
) -> None:
    secret = written(tmp_path / "secret.csv", "Mittari;Kausi;Luku\n1.1-m;2022;666\n")
    for name in ("luvut.csv", ".half-good.report.html", LOCK, STATE, ".half-.inbox.json", "good.report.html"):
        if name != LOCK:
            (box / name).symlink_to(secret)
    (box / "luvut.csv.accept").symlink_to(secret)
    written(box / "good.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n")
    lines = sweep(at_once=True)
    assert any("luvut.csv: a link is not followed" in line for line in lines)
    assert parsed(small) == [12]
    assert secret.read_text("utf-8").endswith(";666\n")
    assert not (box / "good.report.html").is_symlink()
    (box / LOCK).unlink()
    (box / LOCK).symlink_to(secret)
    with pytest.raises(OSError, match="symbolic link"):
        sweep(at_once=True)
    assert secret.read_text("utf-8").endswith(";666\n")


@pytest.mark.parametrize(
    ("beside", "waits"),
    [
        ("~$good.csv", "good.csv: waits (open in another program: ~$good.csv)."),
        (".~lock.good.csv#", "good.csv: waits (open in another program: .~lock.good.csv#)."),
    ],
)
def test_a_file_that_another_program_has_open_is_said_to_wait(
    beside: str, waits: str, small: Path, box: Path, sweep: Sweep
) -> None:
    written(box / "good.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n")
    written(box / beside, "Maija")
    assert sweep(at_once=True) == [waits]
    assert parsed(small) == []


@pytest.mark.parametrize("name", ["luvut.xlsx.crdownload", "luvut.xlsx.part", "luvut.tmp", "luvut.csv.partial"])
def test_half_a_copy_is_said_to_wait(name: str, box: Path, sweep: Sweep) -> None:
    written(box / name, "Mitt")
    assert sweep() == [f"{name}: waits (half a copy, or a temporary file)."]


def test_a_share_that_is_away_is_told_once_and_tried_again(small: Path, box: Path, tmp_path: Path) -> None:
    lines: list[str] = []
    rounds = iter(range(4))

    def away(_: float) -> None:
        if next(rounds, None) is None:
            raise KeyboardInterrupt
        if box.exists():
            box.rename(tmp_path / "away")

    with pytest.raises(KeyboardInterrupt):
        Inbox(box, small, tmp_path / "out", "en", Approvers(), lines.append, lambda: TODAY, away).watch(0)
    assert [line for line in lines if "cannot be read or written" in line] == lines[1:]
    assert len(lines) == 2


# what goes back to people


def test_the_coloured_workbook_hands_no_formula_and_no_link_on(small: Path, tmp_path: Path, run: Run) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["H2"] = '=WEBSERVICE("https://example.org/x")'
        sheet["I2"] = '=HYPERLINK("https://example.org","x")'
        sheet["J2"] = "=cmd|'/C calc'!A0"
        sheet["K2"].hyperlink = "https://example.org/"
        sheet["K2"] = "linkki"

    file = tmp_path / "dde.xlsx"
    file.write_bytes(workbook([["1.1-a", "2022", "noin"]], change=change))
    run("import", file, "--data", small, "--lang", "en")
    back = openpyxl.load_workbook(tmp_path / "dde.check.xlsx")["Luvut"]
    cells = [cell for row in back.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    assert back["C2"].comment is not None


def test_progress_is_silent_where_it_shall_be(
    small: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from etl.reporting import steps

    monkeypatch.setattr(steps, "PATIENCE", 0.0)
    file = written(tmp_path / "fine.csv", "Mittari;Kausi;Luku\n1.1-m;2022;12\n")
    assert run("import", file, "--data", small, "--yes", "--quiet").err == ""
    assert run("build", "--data", small, "--out", tmp_path / "out", "--quiet").err == ""
    assert run("build", "--data", small, "--out", tmp_path / "other").err != ""


def test_progress_says_its_steps_once_work_lasts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from etl.reporting import steps

    monkeypatch.setattr(steps, "PATIENCE", 0.0)
    with steps.progress("en", 2, quiet=False) as step:
        step("record")
        step("kept:luvut.xlsx")
    assert capsys.readouterr().err == "[1/2] Reading the data\n[2/2] Checking luvut.xlsx\n"


def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from etl.reporting import steps

    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with steps.progress("en", 2, quiet=False) as step:
        step("record")
    assert "[1/2]" not in capsys.readouterr().err


# our own downloads


def download(record: Record, lang: str) -> str:
    """The list of figures of one measure as a page gives it, in a language; empty: for programs."""
    heads = ("measure", "name", "area", "area_name", "period", "first_day", "last_day", "value", "unit", "quality",
             "confidence", "known", "known_basis", "note", "source", "source_title")  # fmt: skip
    comma, delimiter = (",", ";") if lang in ("fi", "sv") else (".", ",")
    lines = [delimiter.join(say(lang, f"exports.head.{head}") if lang else head for head in heads)]
    for row in record.observations:
        plain = not (row.note or row.breakdown or row.n or row.day)
        if (row.measure, row.area) == ("1.1-a", record.strategy.home) and row.value is not None and plain:
            words = {
                "quality": say(lang, f"common.quality.{row.quality}") if lang else row.quality,
                "confidence": say(lang, f"charts.confidence.{row.confidence}") if lang else row.confidence,
                "known_basis": say(lang, f"exports.known_basis.{row.known_basis}") if lang else row.known_basis,
            }
            known = "" if row.known is None else row.known.isoformat()
            cells = ["1.1-a", "Nimi", row.area, "Koivula", str(row.period), row.period.first_day.isoformat(),
                     row.period.last_day.isoformat(), f"{row.value:.15g}".replace(".", comma), "%", words["quality"],
                     words["confidence"], known, words["known_basis"], "", row.source, "Lähde"]  # fmt: skip
            lines.append(delimiter.join(cells))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("lang", [*LANGUAGES, ""])
def test_our_own_download_comes_back_unchanged_and_a_correction_is_of_today(lang: str, record: Record) -> None:
    text = download(record, lang)
    found = examine("1.1-a.csv", text.encode(), record, given(record, TODAY))
    assert told(found) == []
    assert {c.kind for c in found.difference.changes} == {"unchanged"}
    cell = ",79," if not lang or lang == "en" else ";79;"
    mended = text.replace(cell.replace("79", "80"), cell)
    changed = [c for c in examine("1.1-a.csv", mended.encode(), record, given(record, TODAY)).difference.changes
               if c.kind != "unchanged"]  # fmt: skip
    assert [(c.kind, c.row.value, c.row.known) for c in changed] == [("corrected", 79, TODAY)]
