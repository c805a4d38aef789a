"""The CSV for programs: its columns, its numbers, and what was known on a day."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys

import pytest

from etl.record.listings import number
from tests.etl.conftest import ROOT, SMALL, Run

MEASURES = (
    "id,goal,focus_area,role,kind,name_fi,name_sv,name_en,unit,decimals,direction,baseline_value,baseline_period,"
    "target_kind,target_op,target_value,target_low,target_high,target_base,target_reference,target_window,"
    "target_period,target_set,target_evidence,due,tolerance,sectors,sector_evidence,cadence"
)
OBSERVATIONS = "measure,area,period,breakdown,value,missing,quality,confidence,known,known_basis,source,note,low,high"


def listed(text: str) -> list[dict[str, str]]:
    """The lines of a CSV, by column."""
    return list(csv.DictReader(io.StringIO(text)))


def test_columns_are_exactly_these(run: Run) -> None:
    """Programs read by these names; the line ends are plain."""
    assert run("measures", "--data", SMALL).out.split("\n")[0] == MEASURES
    assert run("observations", "--data", SMALL).out.split("\n")[0] == OBSERVATIONS


def test_what_was_said_stands_in_more_columns_for_those_who_ask(run: Run) -> None:
    """The newest comment and decision, in every line of a measure; programs that do not ask see no new column."""
    found = {line["id"]: line for line in listed(run("measures", "--statements", "--data", SMALL).out)}
    names = ("comment_day", "comment_role", "comment_fi", "comment_sv", "accepted_from", "accepted_until")
    assert {id_: tuple(found[id_][name] for name in names) for id_ in ("1.1-a", "1.1-c", "2.1-a")} == {
        "1.1-a": ("2022-03-01", "sivistysjohtaja", "", "Nästa enkät görs i höst.", "", ""),
        "1.1-c": ("", "", "", "", "", ""),
        "2.1-a": ("", "", "", "", "2021-11-22", "2022-12-31"),
    }
    assert found["2.1-a"]["accepted_paragraph"] == "§ 112"


# fmt: off
TARGETS = [
    # id      kind              op          value     low    high   base    reference  window       period
    ("1.1-b", "at_most",        "",         "17",     "",    "",    "",     "",        "2020/2023", "2020/2023"),
    ("1.1-c", "change_points",  "",         "3",      "",    "",    "2019", "",        "",          "2022"),
    ("1.1-d", "change_percent", "",         "60",     "",    "",    "2010", "",        "",          "2022"),
    ("1.1-e", "range",          "",         "",       "2",   "4",   "",     "",        "",          "2022"),
    ("1.1-f", "best_of",        "",         "0.3333", "",    "",    "",     "",        "",          "2022"),
    ("1.1-g", "better_than",    "",         "",       "",    "",    "",     "SSS",     "",          "2022"),
    ("1.1-h", "count",          "at_least", "4",      "",    "",    "",     "",        "2022",      "2022"),
    ("1.1-i", "sum",            "at_least", "200",    "",    "",    "",     "",        "2022",      "2022"),
    ("1.1-j", "share_of_share", "at_least", "50",     "",    "",    "",     "1.1-a",   "",          "2022"),
    ("1.1-k", "direction",      "",         "",       "",    "",    "",     "",        "",          "2022"),
    ("1.1-l", "undefined",      "",         "",       "",    "",    "",     "",        "",          ""),
    ("1.1-m", "more_than",      "",         "2182",   "",    "",    "",     "",        "",          "2022"),
    ("1.1-n", "less_than",      "",         "4.25",   "",    "",    "",     "",        "",          "2022"),
    ("2.1-a", "done",           "",         "",       "",    "",    "",     "",        "",          "2021"),
    ("2.1-b", "stage",          "",         "",       "",    "",    "",     "",        "",          "2022"),
    ("2.1-c", "",               "",         "",       "",    "",    "",     "",        "",          ""),
    ("2.1-g1", "mean",          "range",    "",       "0.5", "1.4", "",     "",        "2020/2023", "2020/2023"),
    ("2.1-h", "mean",           "at_least", "30",     "",    "",    "",     "",        "2020/2023", "2020/2023"),
    ("2.1-t1", "",              "",         "",       "",    "",    "",     "",        "",          ""),
]
# fmt: on
SHOWN = ("kind", "op", "value", "low", "high", "base", "reference", "window", "period")


@pytest.mark.parametrize("expected", TARGETS, ids=lambda e: str(e[0]))
def test_each_kind_of_target_has_its_line(expected: tuple[str, ...], run: Run) -> None:
    """The typed target of each kind, and one line with those columns empty where there is none."""
    (line,) = [row for row in listed(run("measures", "--data", SMALL).out) if row["id"] == expected[0]]
    assert (line["id"], *(line[f"target_{name}"] for name in SHOWN)) == expected


def test_a_measure_with_two_targets_has_two_lines(run: Run) -> None:
    """What the measure itself says stands in both."""
    asked = (
        "name_sv", "unit", "decimals", "direction", "baseline_value", "baseline_period", "target_value", "target_set",
        "target_evidence", "due", "tolerance", "sectors", "sector_evidence", "cadence",
    )  # fmt: skip
    found = [[row[a] for a in asked] for row in listed(run("measures", "--data", SMALL).out) if row["id"] == "1.1-a"]
    same = ["Nöjda", "percent", "0", "up", "80", "2019"]
    last = ["0.5", "sote", "inferred", "two_years"]
    assert found == [
        [*same, "85", "", "inferred", "", *last],
        [*same, "90", "2021-06-01", "stated", "2023-06-30", *last],
    ]


def test_measures_stand_in_the_order_of_the_strategy(run: Run) -> None:
    """Each goal's own measures, then its context measures."""
    ids = list(dict.fromkeys(row["id"] for row in listed(run("measures", "--data", SMALL).out)))
    assert ids[:2] + ids[13:17] == ["1.1-a", "1.1-b", "1.1-n", "1.1-t1", "2.1-a", "2.1-b"]
    assert ids[-3:] == ["2.1-h", "2.1-t1", "2.1-t2"]


def test_the_113_measures_of_the_strategy_are_listed(run: Run) -> None:
    """Of the real catalogue: each of the 113 has a line, and context measures have no target."""
    found = listed(run("measures", "--data", ROOT / "data").out)
    assert len({row["id"] for row in found if row["role"] == "strategy"}) == 113
    assert {row["target_kind"] for row in found if row["role"] == "context"} == {""}


# fmt: off
KNOWN = [
    # asked on      measure    what was valid then: period value known
    ("2018-01-01", "2.1-t1", ""),
    ("2019-12-31", "2.1-t1", "2017 1000 2018-03-31, 2018 1010 2019-03-31"),
    ("2020-01-30", "2.1-t1", "2017 1000 2018-03-31, 2018 1010 2019-03-31"),
    ("2020-01-31", "2.1-t1", "2017 1000 2018-03-31, 2018 1010 2019-03-31, 2019 1030 2020-01-31"),
    ("2020-03-31", "2.1-t1", "2017 1000 2018-03-31, 2018 1010 2019-03-31, 2019 1020.1 2020-03-31"),
    ("2021-09-30", "2.1-t1",
     "2017 1000 2018-03-31, 2018 1010 2019-03-31, 2019 1020.1 2020-03-31, 2020 withdrawn 2021-09-30"),
    ("2020-02-01", "2.1-f",  "2018 1 2019-03-31, 2019 1.9801980198 2020-01-31"),
    ("2020-04-01", "2.1-f",  "2018 1 2019-03-31, 2019 1 2020-03-31"),
    ("2020-04-01", "2.1-g",  "2019 1 2020-03-31"),
    ("1900-01-01", "1.1-a",  "2019 80 , 2020 not_collected , 2019 82 "),
    ("2021-12-31", "1.1-a",  "2019 80 , 2020 not_collected , 2021 86.5 2021-11-15, 2019 82 "),
]
# fmt: on


@pytest.mark.parametrize(("day", "measure", "expected"), KNOWN)
def test_one_valid_row_per_key_as_known_on_a_day(day: str, measure: str, expected: str, run: Run) -> None:
    """Rows known later are not there yet; a row without a day is always there, until a dated one replaces it."""
    said = run("observations", "--data", SMALL, "--measure", measure, "--area", "901", "--known", day)
    found = [f"{r['period']} {r['value'] or r['missing']} {r['known']}" for r in listed(said.out)]
    assert ", ".join(found) == expected


def test_without_known_every_row_is_listed(run: Run) -> None:
    """Corrections and withdrawals stay in the list, derived ones too."""
    found = listed(run("observations", "--data", SMALL).out)
    assert len([r for r in found if (r["measure"], r["area"], r["period"]) == ("2.1-f", "901", "2019")]) == 2
    assert {r["area"] for r in found} == {"901", "902", "SSS"}
    assert next(r for r in found if r["area"] == "SSS")["value"] == "0"


# fmt: off
NUMBERS = [
    (93.0, "93"), (0.3333, "0.3333"), (31.9, "31.9"), (0.0, "0"), (-0.0, "0"), (1e-7, "0.0000001"),
    (1e21, "1" + "0" * 21),
    (0.1 + 0.2, "0.30000000000000004"), (-7.6, "-7.6"), (100.0, "100"), (None, ""),
]
# fmt: on


@pytest.mark.parametrize(("value", "text"), NUMBERS)
def test_numbers_are_the_shortest_that_read_back(value: float | None, text: str) -> None:
    """Never an exponent, never a trailing .0; nothing is an empty cell, and 0 is not."""
    assert number(value) == text
    assert value is None or float(text) == value


# fmt: off
MISUSED = [
    (("observations", "--measure", "1.1-x"),   "Mittaria 1.1-x ei ole. Tarkoititko"),
    (("observations", "--area", "909"),        "Aluetta 909 ei ole."),
]
# fmt: on


@pytest.mark.parametrize(("arguments", "says"), MISUSED)
def test_an_unknown_id_is_told(arguments: tuple[str, ...], says: str, run: Run) -> None:
    """An empty list would read as "no figures"."""
    said = run(*arguments, "--data", SMALL)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(says)


@pytest.mark.parametrize(
    ("lang", "says"), [("fi", "ei ole päivä"), ("sv", "är inte ett datum"), ("en", "is not a day")]
)
def test_a_bad_day_is_told(lang: str, says: str, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """In the language asked for, with the code for wrong use."""
    with pytest.raises(SystemExit) as ended:
        run("observations", "--data", SMALL, "--known", "31.12.2021", "--lang", lang)
    assert ended.value.code == 2
    assert says in capsys.readouterr().err


def piped(command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in a plain environment."""
    plain = {"LC_ALL": "C", "PATH": os.defpath}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=ROOT, env=plain, capture_output=True, check=False
    )


def test_a_reader_that_stops_early_is_no_fault() -> None:
    """More than a pipe holds, and a reader that takes one line: no traceback, no complaint."""
    ended = piped(f"{sys.executable} -m etl observations | head -1")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"{OBSERVATIONS}\n".encode(), b"")


def test_output_is_utf8_whatever_the_terminal_says() -> None:
    """A file made by `>` on a server without a locale opens right."""
    ended = piped(f"PYTHONIOENCODING=latin-1 {sys.executable} -m etl measures --data {SMALL}")
    assert "Nöjda" in ended.stdout.decode("utf-8")
