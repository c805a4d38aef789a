"""Figures that their source only bounds: how people write them, what is taken, refused, and comes out again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from etl.intake.values.bounds import WrittenBounds, may_be_days, written_bounds
from etl.record.record import read_record
from tests.etl.conftest import Run
from tests.etl.intake.conftest import workbook

LEAST = (">=", "=>", "≥", "vähintään", "väh.", "minst", "åtminstone", "at least", "min.")
MOST = ("<=", "=<", "≤", "enintään", "korkeintaan", "enint.", "högst", "at most", "max.", "up to")
OVER = (">", "yli", "över", "mer än", "enemmän kuin", "more than", "over")
WRITTEN = [
    *((f"{word} 3", WrittenBounds("3")) for word in LEAST),
    *((f"{word} 5,5", WrittenBounds(high="5,5")) for word in MOST),
    *((f"{word} 3", WrittenBounds("3", strict=True)) for word in OVER),
    (">=3", WrittenBounds("3")),
    ("Minst 3 %", WrittenBounds("3 %")),
    ("2–4", WrittenBounds("2", "4")),
    ("2 - 4", WrittenBounds("2", "4")),
    ("2\u2009–\u20094", WrittenBounds("2", "4")),
    ("2 - 4 ", WrittenBounds("2", "4")),
    ("2–4 % ", WrittenBounds("2 %", "4 %")),
    ("2,5–4,5 %", WrittenBounds("2,5 %", "4,5 %")),
    ("1 200–1 300", WrittenBounds("1 200", "1 300")),
    ("3", None),
    ("-3", None),
    ("−3", None),
    ("noin 3", None),
    ("vähintään", None),
    ("< 5", None),  # so people write what is hidden because few stand behind it
    ("alle 5", None),
    ("minstas 3", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "limits"), WRITTEN)
def test_limits_are_seen_as_people_write_them(text: str, limits: WrittenBounds | None) -> None:
    assert written_bounds(text) == limits


@pytest.mark.parametrize("text", ["1.1-31.12", "01.01 – 31.12", "9.10–10.11", "29.1 -30.2"])
def test_limits_that_may_be_days(text: str) -> None:
    assert may_be_days(text)


@pytest.mark.parametrize(
    "text",
    ["0.1-31.12", "1.131.12", "1.0-31.12", "1.1-32.12", "1.1-31.13", "1.1-40.1", "1.1-31.12 %", "1.1-31.", "1-12"],
)
def test_limits_that_are_no_days(text: str) -> None:
    assert not may_be_days(text)


HEADER = ("Mittari", "Kausi", "Luku", "Alaraja", "Yläraja", "Laatu", "Miksi luku puuttuu")
TAKEN = [
    # value    low   high  quality      what is kept
    ("≥ 3", None, None, None, (None, 3.0, None)),
    ("yli 3", None, None, None, (None, 4.0, None)),
    ("2–4", None, None, "vain rajat tiedossa", (None, 2.0, 4.0)),
    (None, 2.5, 4, None, (None, 2.5, 4.0)),
    (None, "2,5", None, None, (None, 2.5, None)),
    (3, None, None, None, (3.0, None, None)),
    ("3 %", None, None, None, (3.0, None, None)),
]
REFUSED = [
    ("4–2", None, None, None, "C2", "alaraja, joka on pienempi"),
    ("2–2", None, None, None, "C2", "alaraja, joka on pienempi"),
    (3, 2, None, None, "C2", "joko luku tai sen rajat"),
    (None, 4, 2, None, "D2", "alaraja, joka on pienempi"),
    ("≥ 3", None, None, "arvio", "F2", "vain rajat tiedossa"),
    (3, None, None, "vain rajat tiedossa", "F2", "vain rajat tiedossa"),
    ("≥ x3", None, None, None, "C2", "luku"),
    ("< 5", None, None, None, "C2", "tapauksia on vähän"),
]


def put(folder: Path, row: tuple[object, ...]) -> Path:
    """A workbook of one row about the range."""
    file = folder / "luvut.xlsx"
    file.write_bytes(workbook([["1.1-e", "2022", *row]], HEADER))
    return file


@pytest.mark.parametrize(("value", "low", "high", "quality", "kept"), TAKEN)
def test_a_workbook_tells_limits(
    small: Path, run: Run, tmp_path: Path, value: object, low: object, high: object, quality: str, kept: object
) -> None:
    file = put(tmp_path, (value, low, high, quality, None))
    said = run("import", file, "--data", small, "--yes", "--by", "b", "--known", "2023-02-01")
    assert said.code == 0, said.out + said.err
    row = next(r for r in read_record(small).observations if (r.measure, str(r.period)) == ("1.1-e", "2022"))
    assert (row.value, row.low, row.high) == kept
    assert (row.quality == "bound") == (row.value is None)
    assert run("verify", "--data", small).code == 0
    assert "1.1-e" not in run("import", file, "--data", small, "--dry-run").err


@pytest.mark.parametrize(("value", "low", "high", "quality", "cell", "words"), REFUSED)
def test_what_is_no_limit_is_refused_in_its_cell(
    small: Path, run: Run, tmp_path: Path, value: object, low: object, high: object, quality: str, cell: str, words: str
) -> None:
    said = run("import", put(tmp_path, (value, low, high, quality, None)), "--data", small, "--dry-run")
    assert said.code == 1
    assert cell in said.err
    assert words in said.err


def test_an_exact_figure_after_its_limits_is_new_and_one_outside_them_is_doubted(
    small: Path, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "luvut.csv"
    file.write_text("Mittari;Kausi;Luku\n1.1-e;2021;3\n1.1-e;2020;2\n", "utf-8")
    said = run("import", file, "--data", small, "--dry-run", "--lang", "en")
    assert "2 new" in said.out
    assert "≥\N{NO-BREAK SPACE}3" in said.out
    assert "does not agree with the earlier one" in said.out


def test_what_is_listed_comes_in_again_unchanged(small: Path, run: Run, tmp_path: Path) -> None:
    listed = run("observations", "--data", small, "--measure", "1.1-e").out
    rows = {r["period"]: (r["value"], r["low"], r["high"], r["quality"]) for r in csv.DictReader(io.StringIO(listed))}
    assert rows == {"2020": ("", "3", "", "bound"), "2021": ("", "2.5", "4", "bound")}
    file = tmp_path / "again.csv"
    file.write_text(listed, "utf-8")
    said = run("import", file, "--data", small, "--dry-run", "--lang", "en")
    assert (said.code, "2 unchanged" in said.out) == (0, True), said.out + said.err
