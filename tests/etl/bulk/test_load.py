"""A file of many rows by the command line: refused with its lines, taken in, built, corrected, erased, verified."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import duckdb
import pytest

from etl.intake.review import large_files
from strategy.texts.lookup import TEXTS
from tests.etl.bulk.conftest import HEADER, write
from tests.etl.conftest import Run, pointer

OF_LARGE_FILES = {"taken", "derived_row", "row_of_states", "more_lines", "not_as_kept", "endless_line", "span"}
ROW = "2.1-t1,{period},{value},2020-03-31,stated,statistics,final,high,,{area},{part},,,,,"


def row(period: str, value: object, area: str = "902", part: str = "") -> str:
    """A line about the population."""
    return ROW.format(period=period, value=value, area=area, part=part)


@pytest.fixture(autouse=True)
def _every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_files, "LARGE", 0)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Six rows: of the home area, of another, and of a part."""
    rows = [row("2015", 10, ""), *(row(str(y), y) for y in (2010, 2011, 2012)), row("2012", 5, part="women"),
            row("2013", 7)]  # fmt: skip
    return write(tmp_path / "many.csv", rows)


def release(out: Path) -> duckdb.DuckDBPyConnection:
    """The release that stands, for reading."""
    return duckdb.connect(str(out / str(pointer(out)["release"])), read_only=True)


def contents(data: Path) -> dict[str, bytes]:
    """Every file of a data folder but its locks."""
    files = (p for p in data.rglob("*") if p.is_file() and not p.name.endswith(".lock"))
    return {p.relative_to(data).as_posix(): p.read_bytes() for p in files}


def test_the_whole_way(small: Path, many: Path, tmp_path: Path, run: Run) -> None:
    """Shown, waiting, accepted, kept as it came, built beside the rows of histories, each with its line."""
    out = tmp_path / "out"
    waits = run("import", many, "--data", small, "--lang", "en")
    assert (waits.code, "6 new" in waits.out) == (3, True)
    assert not (small / "catalogue/bulk.toml").exists()
    said = run("import", many, "--data", small, "--lang", "en", "--yes", "--accept-doubtful", "--by", "controller")
    assert said.code == 0
    assert "6 new" in said.out
    (kept,) = (small / "snapshots").glob("*-many.csv")
    assert kept.read_bytes() == many.read_bytes()
    assert run("build", "--data", small, "--out", out).code == 0
    with release(out) as connection:
        found = connection.execute(
            "SELECT area, period, breakdown, value, origin, accepted_by FROM observation"
            " WHERE origin LIKE '%-many.csv#%' ORDER BY length(origin), origin"
        ).fetchall()
        assert found == [
            ("901", "2015", "", 10, f"snapshots/{kept.name}#C2", "controller"),
            ("902", "2010", "", 2010, f"snapshots/{kept.name}#C3", "controller"),
            ("902", "2011", "", 2011, f"snapshots/{kept.name}#C4", "controller"),
            ("902", "2012", "", 2012, f"snapshots/{kept.name}#C5", "controller"),
            ("902", "2012", "women", 5, f"snapshots/{kept.name}#C6", "controller"),
            ("902", "2013", "", 7, f"snapshots/{kept.name}#C7", "controller"),
        ]
        # growth is computed from them as from any other rows
        grown = connection.execute("SELECT period FROM observation WHERE measure = '2.1-f' AND area = '902'").fetchall()
        assert {("2011",), ("2012",)} <= set(grown)
        ((rows,),) = connection.execute("SELECT count(*) FROM observation").fetchall()
    assert pointer(out)["rows"]["observation"] == rows  # type: ignore[index]
    assert "ei ole muuttunut" in run("build", "--data", small, "--out", out).out
    assert f"{rows} " in run("check", "--data", small, "--lang", "en").out.replace(",", "")


def test_the_same_file_again_changes_nothing(small: Path, many: Path, run: Run) -> None:
    run("import", many, "--data", small, "--yes", "--accept-doubtful")
    before = contents(small)
    again = run("import", many, "--data", small, "--yes", "--accept-doubtful", "--lang", "en")
    assert (again.code, TEXTS["en"]["intake.same"] in again.out) == (0, True)
    assert contents(small) == before


def test_what_stands_already_is_left_out_of_a_new_delivery(small: Path, many: Path, tmp_path: Path, run: Run) -> None:
    """A whole statistic comes again with one figure more and one corrected: two rows are added."""
    run("import", many, "--data", small, "--yes", "--accept-doubtful")
    rows = many.read_text("utf-8").splitlines()[1:]
    corrected = row("2013", 8).replace("2020-03-31", "2021-03-31")
    again = write(tmp_path / "again.csv", [*rows, row("2014", 9), corrected])
    said = run("import", again, "--data", small, "--yes", "--accept-doubtful", "--lang", "en")
    assert "1 new, 1 corrected, 6 unchanged" in said.out
    assert re.search(r"7\speople → 8", said.out)
    assert next((small / "snapshots").glob("*left-out.csv")).read_text("utf-8") == "first,last\n2,7\n"
    assert run("check", "--data", small).code == 0
    listed = run("observations", "--data", small, "--measure", "2.1-t1", "--area", "902")
    assert [r["value"] for r in csv.DictReader(io.StringIO(listed.out)) if r["period"] == "2013"] == ["7", "8"]
    valid = run("observations", "--data", small, "--measure", "2.1-t1", "--area", "902", "--known", "2020-12-31")
    assert [r["value"] for r in csv.DictReader(io.StringIO(valid.out)) if r["period"] == "2013"] == ["7"]


# fmt: off
WRONG = [
    # a line                                                            code             place
    (row("2013", "7,5"), "cell_count", "line 3"),
    (row("2013", '"7,5"'), "decimal_comma", "line 3, field value"),
    (row("2013", '"7'), "csv", "line 3"),
    (row("2013", -7), "outside", "line 3, field value"),
    (row("2010", 7), "doubled", "line 3, field period"),
    (row("2013", 7).replace("2.1-t1", "2.1-a"), "row_of_states", "line 3, field measure"),
    (row("2013", 7).replace("2.1-t1", "2.1-f"), "derived_row", "line 3, field measure"),
    (row("2019", 7, "").replace("03-31,stated,statistics", "01-31,stated,newspaper"), "taken", "line 3, field known"),
    (row("2013", "", "902").removesuffix(",,") + "x,,", "day", "line 3, field day"),
    (row("2013", "", "902").replace("final", "bound") + "x", "number", "line 3, field high"),
    (row("2013", "", "902").replace("final", "bound"), "bound_without_limits", "line 3, field low"),
    (row("2013", 7) + "9", "limits_without_bound", "line 3, field quality"),
]
# fmt: on


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize(("line", "code", "place"), WRONG)
def test_a_faulty_line_is_refused_with_its_number(
    line: str, code: str, place: str, lang: str, small: Path, tmp_path: Path, run: Run
) -> None:
    """A blank line above counts too; nothing is taken; the words are the reader's."""
    file = write(tmp_path / "wrong.csv", [row("2010", 1), line, "", row("2012", 3)])
    before = contents(small)
    said = run("import", file, "--data", small, "--yes", "--accept-doubtful", "--lang", lang)
    assert said.code == 1
    assert TEXTS[lang][f"etl.problem.{code}.expected"].split("{")[0] in said.err
    if lang == "en":
        assert f"{file.as_posix()}: {place}\n" in said.err
    assert contents(small) == before


def test_the_good_lines_are_taken_and_the_others_laid_beside(small: Path, tmp_path: Path, run: Run) -> None:
    rows = [row("2010", 1), row("2013", "7,5"), "", row("2011", 2), row("2011", 3), row("2012", 4)]
    file = write(tmp_path / "mixed.csv", rows)
    said = run("import", file, "--data", small, "--yes", "--accept-doubtful", "--accept-good", "--lang", "en")
    assert said.code == 0
    assert "3 new" in said.out
    beside = csv.reader(io.StringIO((tmp_path / "mixed.quarantine.csv").read_text("utf-8-sig")), delimiter=";")
    assert [(r[0], r[-1]) for r in list(beside)[1:]] == [
        ("line 3", rows[1]), ("line 6, field period", rows[4]),
    ]  # fmt: skip
    assert next((small / "snapshots").glob("*left-out.csv")).read_text("utf-8") == "first,last\n3,3\n6,6\n"
    listed = run("observations", "--data", small, "--measure", "2.1-t1", "--area", "902")
    assert [r["value"] for r in csv.DictReader(io.StringIO(listed.out)) if r["period"] < "2014"] == ["1", "2", "4"]


def test_of_very_many_faults_the_first_are_told_and_all_are_laid_beside(small: Path, tmp_path: Path, run: Run) -> None:
    file = write(tmp_path / "wrong.csv", [row(str(1900 + n % 100), "x") for n in range(1000)])
    said = run("import", file, "--data", small, "--yes", "--accept-doubtful", "--accept-good", "--lang", "en")
    assert said.code == 1
    assert said.err.count("field value") < 12
    assert "1000 in all, of which 800" in said.err
    assert len((tmp_path / "wrong.quarantine.csv").read_text("utf-8-sig").splitlines()) == 1001
    assert run("import", file, "--data", small, "--lang", "en", "--all").err.count("field value") == 200


def test_a_line_without_end_is_refused(small: Path, tmp_path: Path, run: Run) -> None:
    file = write(tmp_path / "endless.csv", ["x" * (3 << 20)])
    said = run("import", file, "--data", small, "--yes", "--accept-doubtful", "--lang", "en")
    assert (said.code, "line 2\n" in said.err, "at most 1 MB" in said.err) == (1, True, True)


@pytest.mark.parametrize("text", ["2,x", "1,3", "5,4", "2,99", "", "a,b,c"])
def test_a_spoilt_list_of_lines_is_told(text: str, small: Path, tmp_path: Path, run: Run) -> None:
    run(
        "import",
        write(tmp_path / "mixed.csv", [row("2010", 1), row("2011", "x")]),
        "--data",
        small,
        "--yes",
        "--accept-doubtful",
        "--accept-good",
    )
    listed = next((small / "snapshots").glob("*left-out.csv"))
    listed.write_text(f"first,last\n{text}\n", "utf-8")
    said = run("check", "--data", small, "--lang", "en")
    assert (said.code, f"{listed.as_posix()}: line 2" in said.err) == (1, True)


def test_a_kept_file_that_was_edited_or_lost_stops_the_build(small: Path, many: Path, tmp_path: Path, run: Run) -> None:
    run("import", many, "--data", small, "--yes", "--accept-doubtful")
    (kept,) = (small / "snapshots").glob("*-many.csv")
    kept.write_text(kept.read_text("utf-8").replace(",2010,2010,", ",2010,2011,"), "utf-8")
    edited = run("build", "--data", small, "--out", tmp_path / "out", "--lang", "en")
    assert (edited.code, "the file as it was accepted" in edited.err) == (1, True)
    kept.unlink()
    lost = run("build", "--data", small, "--out", tmp_path / "out", "--lang", "en")
    assert (lost.code, kept.name in lost.err) == (1, True)


def test_what_the_catalogue_no_longer_knows_is_told_with_its_line(small: Path, many: Path, run: Run) -> None:
    """The rows are held against the catalogue at every build, as those of histories are."""
    run("import", many, "--data", small, "--yes", "--accept-doubtful")
    survey = small / "histories/1.1-a.csv"
    rows = survey.read_text("utf-8").splitlines()
    survey.write_text("\n".join(line for line in rows if "women" not in line) + "\n", "utf-8")
    breakdowns = small / "catalogue/breakdowns.toml"
    breakdowns.write_text(breakdowns.read_text("utf-8").replace("[women]", "[females]"), "utf-8")
    said = run("check", "--data", small, "--lang", "en")
    assert (said.code, "line 6, field breakdown" in said.err) == (1, True)


def test_options_that_the_file_itself_answers_are_refused(small: Path, many: Path, run: Run) -> None:
    said = run("import", many, "--data", small, "--known", "2020-01-01", "--lang", "en")
    assert (said.code, "--known" in said.err) == (2, True)


def test_a_large_file_of_another_form_is_read_as_people_send_it(small: Path, tmp_path: Path, run: Run) -> None:
    """Only the record's own form is taken in whole: everything else is read cell by cell, within its limits."""
    file = write(tmp_path / "own.csv", ["2.1-t1;2013;7"], "measure;period;value")
    assert not large_files.is_large(file)
    assert large_files.is_large(write(tmp_path / "form.csv", [], HEADER))


def test_a_line_end_of_windows_and_a_mark_are_no_matter(small: Path, many: Path, tmp_path: Path, run: Run) -> None:
    text = many.read_text("utf-8")
    file = tmp_path / "windows.csv"
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    said = run("import", file, "--data", small, "--yes", "--accept-doubtful", "--lang", "en")
    assert (said.code, "6 new" in said.out) == (0, True)


def test_a_withdrawal_in_a_history_finds_its_value_in_a_large_file(small: Path, many: Path, run: Run) -> None:
    run("import", many, "--data", small, "--yes", "--accept-doubtful")
    history = small / "histories/2.1-t1.csv"
    header = history.read_text("utf-8").splitlines()[0].split(",")
    cells = {"period": "2013", "known": "2021-01-01", "known_basis": "stated", "source": "statistics",
             "quality": "final", "confidence": "high", "area": "902", "missing": "withdrawn"}  # fmt: skip
    added = ",".join(cells.get(name, "") for name in header)
    history.write_text(history.read_text("utf-8") + added + "\n", "utf-8")
    assert run("check", "--data", small).code == 0
    history.write_text(history.read_text("utf-8").replace("2013,,2021", "2009,,2021"), "utf-8")
    assert "the number that is withdrawn" in run("check", "--data", small, "--lang", "en").err


def test_an_erased_figure_leaves_the_kept_file_and_no_other_line_moves(
    small: Path, many: Path, tmp_path: Path, run: Run
) -> None:
    run("import", many, "--data", small, "--yes", "--accept-doubtful", "--by", "controller")
    key = ["--measure", "2.1-t1", "--period", "2012", "--area", "902", "--breakdown", "women"]
    erase = ["erase", "--data", small, *key]
    said = run(*erase, "--reason", "law", "--by", "officer", "--lang", "en")
    assert said.code == 0, said.err
    (kept,) = (small / "snapshots").glob("*-many.csv")
    before = many.read_text("utf-8").splitlines()
    assert kept.read_text("utf-8").splitlines() == [*before[:5], "", *before[6:]]
    assert "women" not in run("observations", "--data", small, "--measure", "2.1-t1").out
    assert run("verify", "--data", small).code == 0
    out = tmp_path / "out"
    assert run("build", "--data", small, "--out", out).code == 0
    with release(out) as connection:
        found = connection.execute("SELECT origin_row FROM observation WHERE origin_row IS NOT NULL").fetchall()
        assert found == [(3,), (4,), (5,), (7,)]
        marks = connection.execute("SELECT breakdown, figures FROM erasure WHERE area = '902'").fetchall()
        assert ("women", 1) in marks
    again = write(tmp_path / "again.csv", before[1:])
    refused = run("import", again, "--data", small, "--yes", "--accept-doubtful", "--lang", "en")
    assert (refused.code, "line 6, field period" in refused.err) == (1, True)
    assert run(*erase, "--reason", "law", "--by", "officer").code == 2


def test_verify_counts_them_and_finds_what_was_changed(small: Path, many: Path, run: Run) -> None:
    run("import", many, "--data", small, "--yes", "--accept-doubtful", "--by", "controller")
    sound = run("verify", "--data", small, "--lang", "en")
    assert (sound.code, " 6 " in sound.out) == (0, True)
    declared = small / "catalogue/bulk.toml"
    text = declared.read_text("utf-8")
    declared.write_text(text.replace("controller", "somebody"), "utf-8")
    assert "controller, as in the list" in run("verify", "--data", small, "--lang", "en").err
    declared.unlink()
    assert "taken in whole" in run("verify", "--data", small, "--lang", "en").err


def test_a_workbook_corrects_a_figure_that_came_in_a_large_file(
    small: Path, many: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The difference knows the old value; on the same day it cannot be changed, for the large file has its row."""
    run("import", many, "--data", small, "--yes", "--accept-doubtful")
    monkeypatch.setattr(large_files, "LARGE", 1 << 30)
    file = tmp_path / "small.csv"
    file.write_text("measure,period,area,value,source\n2.1-t1,2013,902,8,statistics\n", "utf-8")
    said = run("import", file, "--data", small, "--yes", "--accept-doubtful", "--lang", "en", "--known", "2021-01-01")
    assert (said.code, bool(re.search(r"7\speople → 8", said.out))) == (0, True), said.err
    assert run("verify", "--data", small).code == 0
    file.write_text("measure,period,area,value,source\n2.1-t1,2011,902,8,statistics\n", "utf-8")
    said = run("import", file, "--data", small, "--yes", "--accept-doubtful", "--lang", "en", "--known", "2020-03-31")
    assert said.code == 1
    assert "31 Mar 2020" in said.err


def test_changes_say_how_many_came_in_large_files(small: Path, many: Path, run: Run) -> None:
    run("import", many, "--data", small, "--yes", "--accept-doubtful")
    said = run("changes", "--data", small, "--from", "2020-01-01", "--to", "2020-12-31", "--lang", "en")
    assert "5 figures of other areas and of groups came in large files" in said.out
    assert "2015" in said.out
