"""`python -m etl template` and `import`: a workbook goes out, comes back, is refused or taken, and can be traced."""

from __future__ import annotations

import csv
import io
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dashboard.data.store import Store
from etl.commands import importing
from etl.files import journal
from etl.files.snapshots import chained, manifest
from etl.files.snapshots import said as said_by
from etl.intake.sheets.columns import COMMENTS, NEEDED
from etl.intake.template.expected import expected_figures
from etl.intake.template.workbook import COMMENT_COLUMNS, FIGURES, STATES_COLUMNS
from etl.record.record import Record, read_record
from strategy.model.vocabulary import LANGUAGES
from strategy.texts import formats
from tests.etl.conftest import Run, Said, replace
from tests.etl.intake.conftest import HEADER, workbook

DAY = "2022-06-30"
Bring = Callable[..., Said]
GOOD: Sequence[Sequence[object]] = [["1.1-a", "2022", "91,5"], ["1.1-m", "2022", "2 190"]]
BAD: Sequence[Sequence[object]] = [*GOOD, ["1.1-b", "2022", "noin 17"], ["1.1-a", "2021", 930]]


@pytest.fixture
def bring(small: Path, run: Run, tmp_path: Path) -> Bring:
    """Import rows as a workbook, with options."""

    def bring_(rows: Sequence[Sequence[object]], *options: str, name: str = "luvut.xlsx", content: bytes = b"") -> Said:
        file = tmp_path / name
        file.write_bytes(content or workbook(rows))
        return run("import", file, "--data", small, "--known", DAY, "--lang", "en", *options)

    return bring_


def state(data: Path) -> dict[str, bytes]:
    """Every file of the folder but locks and snapshots."""
    files = {p.relative_to(data): p for p in sorted(data.rglob("*")) if p.is_file()}
    return {name.as_posix(): p.read_bytes() for name, p in files.items() if not name.parts[0].startswith(".")}


def test_without_yes_the_difference_is_shown_and_nothing_changes(small: Path, bring: Bring) -> None:
    before = state(small)
    said = bring(GOOD)
    assert said.code == 3
    assert "new: 1.1-a Content, 2022: 91.5" in said.out
    assert "[sheet Luvut, cell C2]" in said.out
    assert bring(GOOD, "--dry-run").code == 0
    assert state(small) == before


def test_what_is_accepted_is_added_and_can_be_traced(small: Path, bring: Bring, tmp_path: Path) -> None:
    before = {name: content for name, content in state(small).items() if name.startswith("histories/")}
    assert bring(GOOD, "--yes", "--by", "sivistysjohtaja").code == 0
    record = read_record(small)
    rows = [r for r in record.observations if r.accepted_by == "sivistysjohtaja"]
    assert [(r.measure, r.value, r.known, r.source) for r in rows] == [
        ("1.1-a", 91.5, date(2022, 6, 30), "sector_report_sote"),
        ("1.1-m", 2190, date(2022, 6, 30), "sector_report_sote"),
    ]
    kept, place = rows[0].origin.split("#")
    assert place == "Luvut!C2"
    assert (small / kept).read_bytes() == (tmp_path / "luvut.xlsx").read_bytes()
    line = manifest(small)[0]
    assert line["file"] == kept
    assert line["chain"] == chained("", said_by(line))
    for name, content in before.items():
        values = [line.split(b",")[:2] for line in content.splitlines()]
        assert values == [line.split(b",")[:2] for line in (small / name).read_bytes().splitlines()][: len(values)]


@pytest.mark.parametrize(
    ("lang", "told", "why"),
    [
        ("fi", "ei ole yhtään täytettyä riviä", "sitä ei ole"),
        ("sv", "inga ifyllda rader", "den finns inte"),
        ("en", "no row of the file is filled in", "it does not exist"),
    ],
)
def test_what_is_empty_or_not_there_is_told_in_one_language(
    lang: str, told: str, why: str, small: Path, run: Run, tmp_path: Path
) -> None:
    """A workbook that nobody filled does not stand in the record already, and the system's own words are English."""
    file = tmp_path / "luvut.xlsx"
    file.write_bytes(workbook([["1.1-a", "2022", None]]))
    said = run("import", file, "--data", small, "--lang", lang)
    assert (said.code, told in said.out) == (0, True)
    said = run("import", tmp_path / "nothing.xlsx", "--data", small, "--lang", lang)
    assert (said.code, why in said.err) == (74, True)
    said = run("fetch", "statistics", "--from", tmp_path / "nothing.px", "--data", small, "--lang", lang)
    assert (said.code, why in said.err) == (2, True)


def test_the_same_file_again_changes_nothing(small: Path, bring: Bring) -> None:
    bring(GOOD, "--yes")
    before = state(small)
    said = bring(GOOD, "--yes")
    assert (said.code, state(small)) == (0, before)
    assert "2 unchanged" in said.out


def test_a_second_thought_on_the_same_day_replaces_the_first(small: Path, bring: Bring) -> None:
    bring(GOOD, "--yes")
    said = bring([["1.1-a", "2022", 92]], "--yes", name="uusi.xlsx")
    assert said.code == 0
    assert "91.5" in said.out
    assert "0.5" in said.out
    rows = [r for r in read_record(small).observations if (r.measure, str(r.period)) == ("1.1-a", "2022")]
    assert [r.value for r in rows] == [92]
    assert len(manifest(small)) == 2


def test_a_figure_typed_in_the_same_day_is_not_replaced(small: Path, bring: Bring) -> None:
    history = small / "histories" / "1.1-a.csv"
    history.write_text(f"{history.read_text()}2022,90,{DAY},stated,newspaper,final,high,,,,,,,,\n")
    said = bring([["1.1-a", "2022", 92]], "--yes")
    assert said.code == 1
    assert formats.day(date.fromisoformat(DAY), "en") in said.err
    assert [r.value for r in read_record(small).observations if str(r.period) == "2022" and r.measure == "1.1-a"] == [
        90
    ]


def test_a_figure_is_not_taken_back_on_the_day_it_first_came(small: Path, bring: Bring) -> None:
    """It would give way to nothing; the message is about the cell of the workbook, not about a line of a history."""
    bring(GOOD, "--yes")
    before = state(small)
    said = bring([["1.1-a", "2022", None, "withdrawn"]], "--yes", name="uusi.xlsx")
    assert (said.code, "sheet Luvut, cell C2" in said.err, "--known" in said.err) == (1, True, True)
    assert state(small) == before
    rows = [["1.1-a", "2022", None, "withdrawn"], ["1.1-b", "2022", 2]]
    said = bring(rows, "--yes", "--accept-good", name="osa.xlsx")
    assert said.code == 0
    assert [r.value for r in read_record(small).observations if r.measure == "1.1-b"][-1] == 2


def test_anything_wrong_and_nothing_is_taken(small: Path, bring: Bring, tmp_path: Path) -> None:
    before = state(small)
    said = bring(BAD, "--yes")
    assert (said.code, state(small)) == (1, before)
    assert "luvut.xlsx: sheet Luvut, cell C4" in said.err
    assert "luvut.xlsx: sheet Luvut, cell C5" in said.err
    book = openpyxl.load_workbook(tmp_path / "luvut.check.xlsx")
    marked = {c.coordinate for row in book["Luvut"].iter_rows() for c in row if c.comment}
    assert marked == {"C4", "C5"}
    assert book["Luvut"]["C4"].fill.fgColor.rgb.endswith("FFE1D6")
    assert book["Luvut"]["C2"].value == "91,5"
    assert book.sheetnames[0] == "Check"
    assert [c.value for c in book["Check"][2]][:3] == ["Luvut", "C4", "noin 17"]


def test_the_good_may_be_taken_and_the_rest_is_kept(small: Path, bring: Bring, tmp_path: Path) -> None:
    said = bring(BAD, "--yes", "--accept-good")
    assert said.code == 0
    assert [r.value for r in read_record(small).observations if r.source == "sector_report_sote"] == [91.5, 2190]
    report = read_record(small).strategy.sources["sector_report_sote"]
    assert [report.title_in(lang) for lang in LANGUAGES] == [
        ("Toimialan raportti: Sosiaali- ja terveystoimi", "fi"),
        ("Sektorns rapport: Social- och hälsovård", "sv"),
        ("Report of the sector: Social and health services", "en"),
    ]
    rest = (tmp_path / "luvut.quarantine.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(";")[1] for line in rest[1:]] == ["C4", "C5"]
    assert "1.1-b;2022;noin 17" in rest[1]


@pytest.mark.parametrize(("lang", "number"), [("fi", "-0,5"), ("sv", "-0,5"), ("en", "-0.5")])
def test_the_rest_opens_right_and_safely_in_a_spreadsheet(lang: str, number: str, bring: Bring, tmp_path: Path) -> None:
    """Numbers as the language writes them, a signed number or a dash as it came, no text that would be run."""
    texts = ["  =1", "\N{FULLWIDTH EQUALS SIGN}1", "|calc", "-1+cmd", "@x", "-", "-5,2", "+3"]
    bring([["1.1-b", "2022", -0.5, *texts]], "--yes", "--accept-good", "--lang", lang)
    (rest,) = tmp_path.glob("luvut.*.csv")
    cells = next(csv.reader(rest.read_text("utf-8-sig").splitlines()[1:], delimiter=";"))[-len(texts) - 1 :]
    assert cells == [number, *(f"'{text.strip()}" for text in texts[:5]), *texts[5:]]


def test_a_csv_comes_back_as_a_workbook_without_formulas(bring: Bring, tmp_path: Path) -> None:
    said = bring([], name="a.csv", content=b"Mittari;Kausi;Luku;Viesti\n1.1-a;2022;=1+1;=HYPERLINK(1)\n")
    assert said.code == 1
    sheet = openpyxl.load_workbook(tmp_path / "a.check.xlsx").worksheets[1]
    assert [(c.value, c.data_type) for c in sheet[2]][2:] == [("=1+1", "s"), ("=HYPERLINK(1)", "s")]
    assert sheet["C2"].comment is not None


def test_no_table_at_all_leaves_nothing_beside(bring: Bring, tmp_path: Path) -> None:
    said = bring([], "--lang", "fi", name="vanha.xls", content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))
    assert said.code == 1
    assert ".xls" in said.err
    assert not list(tmp_path.glob("vanha.*.xlsx"))


def test_wrong_use_and_missing_files_have_their_codes(small: Path, run: Run, bring: Bring, tmp_path: Path) -> None:
    assert run("import", tmp_path / "ei.xlsx", "--data", small).code == os.EX_IOERR
    assert bring(GOOD, "--source", "sector_report_sot").code == 2
    assert run("template", "--sector", "kulttuuri", "-o", tmp_path / "a.xlsx", "--data", small).code == 2
    assert run("template", "--sector", "sote", "-o", tmp_path / "ei" / "a.xlsx", "--data", small).code == os.EX_IOERR
    with journal.only_change(small):
        assert bring(GOOD, "--yes").code == os.EX_TEMPFAIL


def test_states_are_added_as_events(small: Path, bring: Bring) -> None:
    content = workbook([["2.1-a", "tehty", date(2022, 3, 1)]], header=("Mittari", "Vaihe", "Päivä"), title="Vaiheet")
    assert bring([], "--yes", "--by", "x", content=content).code == 0
    events = [e for e in read_record(small).events if e.measure == "2.1-a"]
    assert [(e.state, e.day, e.accepted_by) for e in events][1:] == [("done", date(2022, 3, 1), "x")]
    assert events[1].origin.endswith("#Vaiheet!B2")
    assert "nothing" in bring([], "--yes", content=content).out.lower()


def test_the_check_of_the_whole_record_has_the_last_word(
    small: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should the reading of rows ever let something pass, the folder still stays right."""
    before = state(small)
    monkeypatch.setattr("etl.intake.rows.figures._check", lambda *_: None)
    said = bring([["1.1-a", "2022", None, "withdrawn"]], "--yes")
    assert (said.code, state(small)) == (1, before)
    assert "1.1-a.csv" in said.err


def test_a_killed_import_changes_nothing_or_is_finished(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the change is named it is forgotten; after that, whoever comes next finishes it."""
    files = {"histories/a.csv": b"1", "catalogue/b.toml": b"2"}
    before = state(small)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "finish", lambda _: None)
        journal.commit(small, files)
    assert state(small) == before
    assert journal.interrupted(small)
    with journal.only_change(small):
        assert state(small) == before | files
    (small / journal.CHANGING).mkdir()
    (small / journal.CHANGING / "0").write_bytes(b"half")
    with journal.only_change(small):
        assert state(small) == before | files
        assert not (small / journal.CHANGING).exists()


def test_a_process_that_is_killed_leaves_a_folder_that_is_right(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "luvut.xlsx"
    file.write_bytes(workbook(GOOD))
    command = [sys.executable, "-m", "etl", "import", str(file), "--data", str(small), "--known", DAY, "--yes"]
    for wait in (0.4, 1.0):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with journal.only_change(small):
            rows = [r for r in read_record(small).observations if r.source == "sector_report_sote"]
        assert len(rows) in (0, 2)
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0
    assert len([r for r in read_record(small).observations if r.source == "sector_report_sote"]) == 2


def test_few_cases_are_hidden_and_their_value_goes_nowhere(small: Path, run: Run, bring: Bring, tmp_path: Path) -> None:
    replace(small / "catalogue" / "goals" / "1.1.toml", "tolerance = 0.5\n", "tolerance = 0.5\nhide_below = 5\n")
    assert bring([["1.1-a", "2022", 91.25, None, None, 4], ["1.1-a", "2023", 90, None, "arvio", 5]], "--yes").code == 0
    assert "91.25" not in (small / "histories" / "1.1-a.csv").read_text()
    assert run("build", "--data", small, "--out", tmp_path / "out").code == 0
    rows = [r for r in Store(tmp_path / "out").release().headline["1.1-a"] if r.period.year > 2021]
    assert [(r.value, r.missing, r.n) for r in rows] == [(None, "hidden_few", None), (90, None, 5)]
    assert bring([["1.1-a", "2022", 91.25, None, None, 4]], "--yes").out.count("1 unchanged") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_goes_out_comes_back_and_is_on_the_desk(lang: str, small: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "sote.xlsx"
    assert run("template", "--sector", "sote", "--lang", lang, "-o", out, "--data", small, "--on", DAY).code == 0
    book = openpyxl.load_workbook(out)
    figures = book.worksheets[1]
    assert [c.value is not None for c in figures[1]] == [True] * len(FIGURES)
    cells = {r[0].value: r for r in figures.iter_rows(min_row=2)}
    cells["1.1-m"][FIGURES.index("value")].value = "2 190"
    cells["1.1-b"][FIGURES.index("value")].value = 0.165
    cells["1.1-b"][FIGURES.index("value")].number_format = "0.0 %"
    book.save(out)
    said = run("import", out, "--data", small, "--lang", lang, "--known", DAY, "--yes", "--by", "x")
    assert said.code == 0, said.err
    assert run("build", "--data", small, "--out", tmp_path / "out").code == 0
    release = Store(tmp_path / "out").release()
    for measure, value in (("1.1-m", 2190), ("1.1-b", 16.5)):
        row = release.headline[measure][-1]
        assert (row.value, row.accepted_by) == (value, "x")
        assert row.origin.startswith("snapshots/")
        assert f"#{figures.title}!" in row.origin


def test_the_template_asks_for_what_is_due_first(record: Record) -> None:
    on = date(2022, 6, 30)
    found = expected_figures(record, "sote", on)
    assert [a.order(on) for a in found] == sorted(a.order(on) for a in found)
    assert {a.measure.id for a in found}.isdisjoint({"2.1-f", "2.1-t1"})
    mine = [(str(a.period), a.due) for a in found if a.measure.id == "1.1-a"]
    assert mine == []
    assert [str(a.period) for a in expected_figures(record, "sote", date(2024, 6, 30)) if a.measure.id == "1.1-a"] == [
        "2023"
    ]
    assert [str(a.period) for a in found if a.measure.id == "1.1-b"] == ["2020", "2021", "2022"]


def test_the_template_is_protected_but_for_the_cells_to_fill(small: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "sivistys"
    run("template", "--sector", "sivistys", "-o", out, "--data", small, "--on", DAY)
    book = openpyxl.load_workbook(tmp_path / "sivistys.xlsx")
    assert [s.sheet_state for s in book.worksheets] == ["visible"] * 4 + ["veryHidden"]
    for sheet, columns in zip(book.worksheets[1:4], (FIGURES, STATES_COLUMNS, COMMENT_COLUMNS), strict=True):
        assert sheet.protection.sheet
        for row in sheet.iter_rows(min_row=2):
            for name, cell in zip(columns, row, strict=True):
                filled = name in ("value", "missing", "quality", "n", "note", "message", "state", "day", *COMMENTS[2:])
                assert cell.protection.locked != filled, (sheet.title, cell.coordinate)
    states = book.worksheets[2]
    assert [r[0].value for r in states.iter_rows(min_row=2)] == ["2.1-a", "2.1-b", "2.1-b", "2.1-c", "2.1-d", "2.1-e"]
    assert sum(len(s.data_validations.dataValidation) for s in book.worksheets) >= 2


def test_an_empty_template_says_nothing(small: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "sote.xlsx"
    run("template", "--sector", "sote", "-o", out, "--data", small, "--on", DAY)
    said = run("import", out, "--data", small, "--yes")
    assert (said.code, said.err) == (0, "")


def test_every_needed_column_stands_in_the_template() -> None:
    assert set(NEEDED["figures"]) <= set(FIGURES)
    assert set(NEEDED["states"]) <= set(STATES_COLUMNS)
    assert {*NEEDED["comments"], *COMMENTS[:-1]} <= set(COMMENT_COLUMNS)
    assert set(HEADER) <= {*FIGURES}
    assert set(importing.COMMANDS) == set(importing.ARGUMENTS)


def test_the_real_goal_files_keep_every_other_letter(tmp_path: Path) -> None:
    """A source is added to the text that people review without touching anything else in it."""
    from etl.intake.review.accepting import Accepted, plan
    from strategy.model.periods import Period
    from strategy.model.record import Observation

    root = Path(__file__).parents[4] / "data"
    data = Path(shutil.copytree(root, tmp_path / "data", ignore=shutil.ignore_patterns("releases")))
    strategy = read_record(data).strategy
    row = Observation("1.3-a", "235", Period.parse("2021"), 91, "sector_report_sivistys")
    name = "catalogue/goals/1.3.toml"
    new = plan(data, strategy, Accepted((row,)))[name].decode().splitlines()
    old = (data / name).read_text("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][1] == changed[0][0].replace("]", ', "sector_report_sivistys"]')
    assert io.StringIO("\n".join(new)).read().count("sector_report_sivistys") == 1
