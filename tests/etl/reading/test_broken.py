"""Each way to spoil a data folder is told once, with its file, its place, what was read, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.record.record import read_all
from etl.reporting.problems import Problem
from strategy.model.vocabulary import LANGUAGES
from strategy.texts.lookup import TEXTS
from tests.etl.bulk.test_load import OF_LARGE_FILES
from tests.etl.conftest import Run, replace
from tests.etl.meetings.test_meeting_files import OF_MEETINGS
from tests.etl.spoilt import (
    BREAKDOWNS,
    CONTEXT,
    EVENTS,
    GOAL,
    NOTES,
    POPULATION,
    SOURCES,
    SPOILT,
    STRATEGY,
    SURVEY,
    UNITS,
)


def problems_of(data: Path) -> list[Problem]:
    """Everything that is wrong with a folder."""
    problems: list[Problem] = []
    read_all(data, problems)
    return problems


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_field_is_told_once_with_its_place(name: str, small: Path) -> None:
    """One fault is one problem: no false ones follow from it."""
    wrong = SPOILT[name]
    replace(small / wrong.file, wrong.old, wrong.new)
    found = [(p.file, p.code, p.place("fi"), p.read or None, p.near) for p in problems_of(small)]
    assert found == [((small / wrong.file).as_posix(), wrong.code, wrong.place, wrong.read or None, wrong.near)]


def test_windows_1252_is_told_with_its_line(small: Path) -> None:
    """A file saved by an old editor is refused with the line as it was meant, never read wrongly."""
    file = small / NOTES
    file.write_bytes(file.read_text("utf-8").encode("cp1252"))
    (found,) = problems_of(small)
    assert (found.code, found.place("fi")) == ("encoding", "rivi 2")
    assert found.read is not None
    assert "Förhandsuppgift" in found.read


def test_a_byte_order_mark_is_read_over(small: Path) -> None:
    """Excel's "CSV UTF-8" begins with one."""
    file = small / SURVEY
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert problems_of(small) == []


# fmt: off
FILES = [
    # what is done to the folder                                         code                 file
    (lambda d: (d / STRATEGY).unlink(), "no_file", STRATEGY),
    (lambda d: (d / NOTES).rename(d / "catalogue/note.toml"), "stranger", "catalogue/note.toml"),
    (lambda d: (d / "histories/1.1-a.xlsx").touch(), "stranger", "histories/1.1-a.xlsx"),
    (lambda d: (d / GOAL).rename(d / "catalogue/goals/1.9.toml"), "goal_not_listed", "catalogue/goals/1.9.toml"),
    (lambda d: (d / CONTEXT).rename(d / "catalogue/context/9.1.toml"), "goal_not_listed", "catalogue/context/9.1.toml"),
    (lambda d: (d / SURVEY).rename(d / "histories/1.1-z.csv"), "history_of_nobody", "histories/1.1-z.csv"),
    (lambda d: (d / POPULATION).rename(d / "histories/2.1-f.csv"), "derived_history", "histories/2.1-f.csv"),
    (lambda d: (d / POPULATION).rename(d / "histories/2.1-a.csv"), "not_numeric", "histories/2.1-a.csv"),
    (lambda d: (d / SURVEY).write_text(""), "column_missing", SURVEY),
    (lambda d: (d / EVENTS).write_text("event = [7]"), "table", EVENTS),
    (lambda d: (d / "histories/1.1-b.csv").mkdir(), "unreadable", "histories/1.1-b.csv"),
    (lambda d: (d / "histories/2020").mkdir(), "stranger", "histories/2020"),
    (lambda d: (d / "histories").rename(d / "catalogue/goals/histories"), "no_histories", "histories"),
    (lambda d: (d / "histories").rename(d / "catalogue/goals/histories"), "stranger", "catalogue/goals/histories"),
    (lambda d: (d / NOTES).write_text("a = " + "[" * 5000), "toml", NOTES),
    (lambda d: (d / NOTES).write_text("a = " + "9" * 5000), "toml", NOTES),
]
# fmt: on


@pytest.mark.parametrize(("spoil", "code", "file"), FILES)
def test_a_file_out_of_its_place_is_told(spoil: Callable[[Path], object], code: str, file: str, small: Path) -> None:
    """No file is passed over in silence: a name that nobody reads would be a figure that nobody sees."""
    spoil(small)
    assert (code, (small / file).as_posix()) in {(p.code, p.file) for p in problems_of(small)}


def test_no_folder_is_told(tmp_path: Path, run: Run) -> None:
    """A wrong path is a problem like any other, not a traceback."""
    said = run("check", "--data", tmp_path / "nowhere")
    assert said.code == 1
    assert "--data" in said.err


@pytest.mark.parametrize("broken", [SOURCES, NOTES, UNITS, GOAL, CONTEXT, STRATEGY, EVENTS, BREAKDOWNS])
def test_a_file_that_cannot_be_read_hides_nothing_and_accuses_nobody(broken: str, small: Path) -> None:
    """What a broken file would have declared is unknown, so nobody is blamed for naming it; other faults still show."""
    file = small / broken
    file.write_text(file.read_text("utf-8") + "\n= broken", "utf-8")
    replace(small / POPULATION, "2017,1000,", "2017,1x,")
    blamed = {(p.file, p.code) for p in problems_of(small)}
    # the row itself can only be read where its measure could be
    expected = set() if broken in (CONTEXT,) else {((small / POPULATION).as_posix(), "number")}
    assert blamed == {(file.as_posix(), "toml")} | expected


TOGETHER = ("quote not closed", "decimal comma", "unknown goal", "doubled period", "unknown key", "wrong rule day")


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_all_faults_are_told_in_one_run_and_the_old_release_stays(
    lang: str, small: Path, tmp_path: Path, run: Run
) -> None:
    """Six faults in five files: six blocks in the reader's language, exit code 1, and not a byte changed."""
    out = tmp_path / "out"
    assert run("build", "--data", small, "--out", out).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    for name in TOGETHER:
        replace(small / SPOILT[name].file, SPOILT[name].old, SPOILT[name].new)
    said = run("build", "--data", small, "--out", out, "--lang", lang)
    assert said.code == 1
    assert said.out == ""
    for problem in problems_of(small):
        assert f"{problem.file}: {problem.place(lang)}\n" in said.err
        assert problem.expected(lang) in said.err
        assert problem.remedy(lang) in said.err
    assert len(problems_of(small)) == len(TOGETHER)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_problem_reads_well(small: Path, run: Run) -> None:
    """The block as people see it."""
    replace(small / SURVEY, "stated,newspaper", "stated,newspapers")
    said = run("check", "--data", small, "--lang", "fi")
    assert said.err == (
        f"{small.as_posix()}/histories/1.1-a.csv: rivi 5, kenttä source\n"
        "  luettu: newspapers\n"
        "  odotettu: tunnus, joka on luettelossa: koivula_strategy, statistics, newspaper\n"
        "  korjaus: Korjaa tunnus tai lisää se luetteloon. Tarkoititko ”newspaper”?\n"
        "\n"
        "1 virhe. Mitään ei muutettu.\n"
    )


OF_JUDGING = {
    "finer_than_target", "sum_of_other_length", "window_without_part", "undated_correction", "state_twice",
}  # fmt: skip
"""These are brought about in test_judgeable and test_grain_and_occasions."""


def test_every_problem_that_has_words_is_tested() -> None:
    """A message that no test brings about is one that nobody has seen."""
    worded = {key.split(".")[2] for key in TEXTS["fi"] if key.startswith("etl.problem.")}
    tested = {spoilt.code for spoilt in SPOILT.values()} | {code for _, code, _ in FILES}
    # two have a test of their own above, one in test_guard, and those of large files in tests/etl/bulk
    elsewhere = {"encoding", "no_folder", "leads_out"} | OF_LARGE_FILES | OF_JUDGING | OF_MEETINGS
    assert worded - tested - elsewhere == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [n for n, wrong in SPOILT.items() if wrong.code.startswith("rule_")])
def test_a_rule_is_told_and_no_example_that_is_refused_itself(name: str, lang: str, small: Path) -> None:
    """What was read never stands among what is expected: the rule says why it was refused."""
    wrong = SPOILT[name]
    replace(small / wrong.file, wrong.old, wrong.new)
    (found,) = problems_of(small)
    assert wrong.read
    assert wrong.read not in found.expected(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_goal_with_a_code_of_letters_gives_no_example_of_itself(lang: str, small: Path) -> None:
    """`EDU-1-a` is not refused with the words "the form EDU-1-a"."""
    goal = (small / GOAL).read_text("utf-8").replace('"1.1', '"EDU-1')
    (small / "catalogue/goals/EDU-1.toml").write_text(goal, "utf-8")
    replace(small / STRATEGY, 'goals = ["1.1"', 'goals = ["EDU-1", "1.1"')
    ruled = [found for found in problems_of(small) if found.code.startswith("rule_")]
    assert {found.code for found in ruled} == {"rule_goal", "rule_measure"}
    assert [found.read for found in ruled if "EDU" in found.expected(lang) or "EDU" in found.remedy(lang)] == []
