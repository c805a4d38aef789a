"""`python -m dashboard status`: the judgement as CSV, from the release or from a data folder built aside."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dashboard.data.verdicts import judge_all, page_day
from dashboard.exports.status_report import COLUMNS, _text, print_status
from dashboard.pages import Services
from strategy.judging.evidence.verdict import GROUPS, STATUSES, group_of
from tests.conftest import ROOT, TODAY


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dashboard", "status", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def lines(services: Services) -> Sequence[dict[str, str]]:
    out = io.StringIO()
    print_status(out, _releases(services), today=TODAY)
    return read(out.getvalue())


def _releases(services: Services) -> Path:
    return services.store.release().file.parent


def test_prints_one_line_for_each_measure_of_the_strategy(lines: Sequence[dict[str, str]], services: Services) -> None:
    strategy = services.store.release().strategy
    assert [line["measure"] for line in lines] == [measure.id for measure in strategy.of_role("strategy")]
    assert tuple(lines[0]) == COLUMNS
    assert len(lines) == 113


def test_says_what_the_pages_say(lines: Sequence[dict[str, str]], services: Services) -> None:
    release = services.store.release()
    verdicts = judge_all(release, page_day(release.strategy, TODAY))
    for line in lines:
        head = verdicts[line["measure"]].headline
        assert line["status"] == head.status
        assert line["status"] in STATUSES
        assert line["group"] == group_of(line["status"])
        assert line["group"] in GROUPS
        bounds = tuple("" if end is None else f"{end:g}" for end in (head.value_low, head.value_high))
        bounded = "..".join(bounds) if any(bounds) else ""
        assert line["value"] == (bounded if head.value is None else f"{head.value:.10g}")
        assert all(line[f"sentence_{lang}"].strip() for lang in ("fi", "sv", "en"))


def test_what_was_said_stands_in_columns_of_its_own_for_those_who_ask(made_up_releases: Path) -> None:
    """The names are what programs count on."""
    out = io.StringIO()
    print_status(out, made_up_releases, today=TODAY, statements=True)
    head, *rows = list(csv.reader(io.StringIO(out.getvalue())))
    said = "accepted_until comment_day comment_role comment_fi comment_sv comment_en".split()
    assert head == [*COLUMNS, *said]
    assert {len(row) for row in rows} == {len(head)}
    assert all(any(row[head.index(name)] for row in rows) for name in said if name != "comment_en")


def test_a_range_is_told_whole(lines: Sequence[dict[str, str]]) -> None:
    """The mean growth of "about 1 %" has two limits, whichever is nearer to the value."""
    (line,) = (line for line in lines if line["measure"] == "3.3-g1")
    assert line["target"] == "0.5..1.4"


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    """`python -m dashboard status | head` ends quietly."""
    command = [sys.executable, "-m", "dashboard", "status", "--data", str(ROOT / "data")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaint = running.stderr.read()
    assert (running.returncode, complaint) == (0, b"")


NUMBERS = [
    (93.0, "93"),
    (31.9, "31.9"),
    (0.3333, "0.3333"),
    (1e-7, "0.0000001"),
    (1e15, "1000000000000000"),
    (-0.0, "0"),
    (0, "0"),
    (None, ""),
    (0.1 + 0.2, "0.3"),
    (100.0, "100"),
    (date(2021, 12, 31), "2021-12-31"),
]


@pytest.mark.parametrize(("value", "text"), NUMBERS)
def test_writes_numbers_shortest_and_without_exponent(value: float | date | None, text: str) -> None:
    assert _text(value) == text


def test_judges_a_data_folder_that_was_changed_and_leaves_it_as_it_was(tmp_path: Path) -> None:
    """The folder is built aside: nothing is published beside it, and the figure that was added is judged."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("releases"))
    history = data / "histories" / "1.3-c.csv"
    header, first, *_ = history.read_text("utf-8").splitlines()
    cells = dict(zip(header.split(","), first.split(","), strict=True))
    cells |= {"period": "2021", "value": "7", "known": "", "known_basis": "unknown", "note": ""}
    history.write_text(history.read_text("utf-8").rstrip("\n") + "\n" + ",".join(cells.values()) + "\n", "utf-8")
    before = sorted(data.rglob("*"))
    answer = run("--data", data, "--on", "2021-12-31")
    assert answer.returncode == 0, answer.stderr
    (line,) = (line for line in read(answer.stdout) if line["measure"] == "1.3-c")
    assert (line["status"], line["value"], line["period"]) == ("met", "7", "2021")
    assert sorted(data.rglob("*")) == before


def test_a_folder_that_cannot_be_built_says_why_and_prints_nothing(tmp_path: Path) -> None:
    answer = run("--data", tmp_path)
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("dashboard: ")
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--on", "31.12.2021"], ["--known", "2021-02-30"], ["--on", "20211231"], ["--on", "9999-12-31"], ["--nothing"]],
)
def test_wrong_use_is_one_message(arguments: list[str]) -> None:
    answer = run(*arguments)
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
