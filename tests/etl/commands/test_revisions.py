"""`python -m etl changes` on the small folder: every kind of change as CSV and as text in three languages."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.etl.conftest import Run

SPAN = ("--from", "2021-05-31", "--to", "2022-02-01")


def changed(run: Run, data: Path, *arguments: str) -> list[dict[str, str]]:
    """The changes as CSV."""
    said = run("changes", "--data", data, *arguments, "--format", "csv", "--lang", "en")
    assert (said.code, said.err) == (0, "")
    return list(csv.DictReader(io.StringIO(said.out)))


def test_figures_targets_and_statuses_stand_in_the_csv(small: Path, run: Run) -> None:
    lines = [line for line in changed(run, small, *SPAN) if line["measure"] == "1.1-a"]
    figures = {(line["area"], line["period"]): line for line in lines if line["what"] == "figure"}
    assert (figures["901", "2021"]["kind"], figures["901", "2021"]["after"]) == ("new", "87.5")
    assert figures["901", "2021"]["day"] == "2022-01-31"
    assert figures["SSS", "2021"]["after"] == "0"
    target = next(line for line in lines if line["what"] == "target")
    assert (target["kind"], target["day"], target["cause"]) == ("new", "2021-06-01", "Council, 1 June 2021")
    assert next(line["name"] for line in lines) == "Content"


def test_a_correction_tells_both_values(small: Path, run: Run) -> None:
    lines = changed(run, small, "--from", "2021-12-01", "--to", "2022-02-01")
    corrected = [(o["measure"], o["before"], o["after"]) for o in lines if o["kind"] == "corrected"]
    assert ("1.1-a", "86.5", "87.5") in corrected


def test_a_correction_within_the_shown_precision_is_seen(small: Path, run: Run) -> None:
    """The measure is shown without decimals; 87.5 corrected to 87.9 is not told as 88 to 88."""
    history = small / "histories" / "1.1-a.csv"
    row = "2021,87.9,2022-02-01,stated,koivula_strategy,final,high,,,,124,,2021-10-01,,\n"
    history.write_text(history.read_text("utf-8") + row, "utf-8")
    said = run("changes", "--data", small, "--from", "2022-01-31", "--to", "2022-02-01", "--lang", "fi")
    assert "Korjattu 2021: 87,5\N{NO-BREAK SPACE}% → 87,9\N{NO-BREAK SPACE}% (1.2.2022, Koivula)." in said.out


def test_a_withdrawal_is_told(small: Path, run: Run) -> None:
    lines = changed(run, small, "--from", "2021-09-01", "--to", "2021-09-30")
    gone = [o for o in lines if o["kind"] == "withdrawn" and o["measure"] == "2.1-t1"]
    assert [(o["period"], o["before"], o["after"]) for o in gone] == [("2020", "1030.301", "")]


def test_what_was_reported_of_actions_is_told(small: Path, run: Run) -> None:
    """In the CSV with its own `what`; for people after the measures, each action once."""
    lines = [o for o in changed(run, small, "--from", "2021-03-01", "--to", "2021-12-01") if o["what"] == "action"]
    assert [(o["measure"], o["kind"], o["day"], o["source"]) for o in lines] == [
        ("1.1-A1", "under_way", "2021-03-15", "koivula_strategy"),
        ("1.1-A1", "done", "2021-11-30", "newspaper"),
        ("1.1-A1.1", "planned", "2021-11-30", "koivula_strategy"),
    ]
    said = run("changes", "--data", small, "--from", "2021-11-29", "--to", "2021-11-30", "--lang", "sv")
    assert said.out.splitlines()[-6:] == [
        "", "Åtgärd 1.1-A1 Enkät", "  Skede: klar (30.11.2021).",
        "", "Åtgärd 1.1-A1.1 Enkät för unga", "  Skede: planerad (30.11.2021).",
    ]  # fmt: skip


def test_nothing_changes_between_a_day_and_itself(small: Path, run: Run) -> None:
    assert changed(run, small, "--from", "2021-09-01", "--to", "2021-09-01") == []
    said = run("changes", "--data", small, "--from", "2021-09-01", "--to", "2021-09-01", "--lang", "sv")
    assert said.out.splitlines() == ["Ändringar 1.9.2021–1.9.2021", "Ingenting ändrades."]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("fi", ("Korjattu 2021: 87\N{NO-BREAK SPACE}% → 88\N{NO-BREAK SPACE}% (31.1.2022, Koivula).",)),
        ("sv", ("Rättad 2021: 87\N{NO-BREAK SPACE}% → 88\N{NO-BREAK SPACE}% (31.1.2022, Koivula).",)),
        ("en", ("Corrected 2021: 87% → 88% (31 Jan 2022, Koivula).",)),
    ],
)
def test_the_text_is_for_people(lang: str, told: tuple[str, ...], small: Path, run: Run) -> None:
    said = run("changes", "--data", small, "--from", "2021-12-01", "--to", "2022-02-01", "--lang", lang)
    assert said.code == 0
    assert [line for line in told if line not in [shown.strip() for shown in said.out.splitlines()]] == []


def test_days_the_wrong_way_round_are_refused(small: Path, run: Run) -> None:
    said = run("changes", "--data", small, "--from", "2022-01-01", "--to", "2021-01-01", "--lang", "en")
    assert (said.code, said.out) == (2, "")
