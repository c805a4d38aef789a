"""data/README.md is true: its examples, copied as they stand, pass the check and take effect."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from etl.reading.histories import COLUMNS, OPTIONAL_COLUMNS
from etl.reading.targets import NEEDS
from etl.record.record import DataError, Record, read_record
from etl.reporting.problems import report
from strategy.model.record import Observation
from strategy.model.vocabulary import MISSING, STATES, TARGET_KINDS
from tests.etl.conftest import ROOT

README = (ROOT / "data" / "README.md").read_text("utf-8")
_FENCE = re.compile(r"^```(?:toml|csv) data/(\S+) (append|new|in \S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A block to copy: under which heading, into which file, and where in it."""

    heading: str
    file: str
    mode: str
    text: str


def examples() -> list[Example]:
    """The blocks of the README, in order."""
    found = []
    for match in _FENCE.finditer(README):
        heading = README[: match.start()].rsplit("\n## ", 1)[1].split("\n")[0]
        found.append(Example(heading, *match.groups()))
    return found


def apply(example: Example, data: Path) -> None:
    """Do what the README says: a new file, lines at the end, or lines at the end of a measure's block."""
    file = data / example.file
    if example.mode == "new":
        assert not file.exists()
        file.write_text(example.text, "utf-8")
    elif example.mode == "append":
        before = file.read_text("utf-8") if file.exists() else ""
        file.write_text(before.rstrip("\n") + "\n" + example.text, "utf-8")
    else:
        before, start, rest = file.read_text("utf-8").partition(f'[[measure]]\nid = "{example.mode[3:]}"\n')
        block, following, after = rest.partition("\n[[measure]]\n")
        assert start
        file.write_text(f"{before}{start}{block}\n{example.text}{following}{after}", "utf-8")


def valid(record: Record, period: str) -> Observation:
    """The row of the example's measure that is valid today."""
    rows = [o for o in record.observations if (o.measure, str(o.period)) == ("1.3-o", period)]
    return max(rows, key=lambda o: str(o.known))


def _targets(record: Record, measure: str) -> list[tuple[float | None, str]]:
    return [(t.value, str(t.set_on)) for t in record.strategy.measures[measure].targets]


# fmt: off
EFFECTS: dict[str, Callable[[Record], object]] = {
    "Lisää mittari · Lägg till en mätare":
        lambda r: (r.strategy.measures["1.3-o"].name.sv, _targets(r, "1.3-o"), valid(r, "2020").value),
    "Muuta tavoitearvoa · Ändra ett målvärde": lambda r: _targets(r, "1.3-a"),
    "Lisää vuosi · Lägg till ett år": lambda r: (valid(r, "2021").value, valid(r, "2021").quality),
    "Korjaa luku · Rätta en siffra": lambda r: (valid(r, "2021").value, valid(r, "2021").quality),
    "Peru luku · Återkalla en siffra": lambda r: (valid(r, "2021").value, valid(r, "2021").missing),
    "Luvusta tiedetään vain rajat · Bara gränser för siffran är kända":
        lambda r: [(valid(r, year).quality, valid(r, year).low, valid(r, year).high) for year in ("2022", "2023")],
    "Kerro virstanpylväästä · Rapportera en milstolpe":
        lambda r: [(e.state, str(e.day)) for e in r.events if e.measure == "2.5-c"],
    "Kerro toimenpiteestä · Rapportera en åtgärd":
        lambda r: [(e.action, e.state, str(e.day)) for e in r.action_events],
    "Nimeä vastuutaho · Nämn en ansvarig":
        lambda r: (r.strategy.measures["1.3-p"].owners, r.strategy.owners["liikuntapalvelut"].name.sv),
    "Kommentoi tai hyväksy poikkeama · Kommentera eller godkänn en avvikelse":
        lambda r: [(s.kind, s.measure, str(s.until)) for s in r.statements],
}
EXPECTED: dict[str, object] = {
    "Lisää mittari · Lägg till en mätare": ("Invånare som motionerar varje vecka", [(75.0, "None")], 70.0),
    "Muuta tavoitearvoa · Ändra ett målvärde": [(90.0, "None"), (92.0, "2021-02-15")],
    "Lisää vuosi · Lägg till ett år": (71.5, "preliminary"),
    "Korjaa luku · Rätta en siffra": (72.5, "final"),
    "Peru luku · Återkalla en siffra": (None, "withdrawn"),
    "Luvusta tiedetään vain rajat · Bara gränser för siffran är kända": [("bound", 72.0, 75.0), ("bound", 74.0, None)],
    "Kerro virstanpylväästä · Rapportera en milstolpe": [("done", "2021-11-20")],
    "Kerro toimenpiteestä · Rapportera en åtgärd": [("2.5-A1", "done", "2021-11-20")],
    "Nimeä vastuutaho · Nämn en ansvarig": (("liikuntapalvelut",), "idrottstjänsterna"),
    "Kommentoi tai hyväksy poikkeama · Kommentera eller godkänn en avvikelse":
        [("comment", "2.5-c", "None"), ("accepted", "1.3-a", "2022-12-31")],
}
# fmt: on


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the real data folder, without what was built from it."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("releases")))


def test_examples_pass_and_take_effect(data: Path) -> None:
    """Copied one heading after the other into the real folder, each passes the check and does what its heading says."""
    before = read_record(data)
    done = dict.fromkeys(example.heading for example in examples())
    for heading in done:
        for example in examples():
            if example.heading == heading:
                apply(example, data)
        try:
            record = read_record(data)
        except DataError as wrong:
            pytest.fail(f"{heading}\n{report(wrong.problems, 'en')}")
        assert EFFECTS[heading](record) == EXPECTED[heading]
    assert list(done) == list(EXPECTED)
    # every row and target that stood before still does: nothing was replaced
    assert set(before.observations) <= set(record.observations)
    assert len(record.observations) == len(before.observations) + 6


def test_every_kind_of_target_is_explained() -> None:
    """The table of kinds names the fields that the check asks for, no others."""
    rows = [line.split("|") for line in README.splitlines() if line.startswith("| `") and line.count("|") == 5]
    told = {
        kind: (set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", row[2]))), set(re.findall(r"`(\w+)`", row[2])))
        for row in rows
        for kind in re.findall(r"`(\w+)`", row[1])
        if kind in NEEDS
    }
    assert told == {kind: (set(needs.must), set(needs.must | needs.may)) for kind, needs in NEEDS.items()}
    assert set(told) == set(TARGET_KINDS)


def test_every_column_and_word_is_explained() -> None:
    """Columns, reasons and states of the README are those that the check knows."""
    table = README.split("## Lukujen sarakkeet", 1)[1]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted((*COLUMNS, *OPTIONAL_COLUMNS))
    assert [word for word in (*MISSING, *STATES) if f"`{word}`" not in README] == []


_ASKED = re.compile(
    r"""\b(?:fields|item|inner|one|table)\.(?!wrong|refuse|get|at)[a-z_]+\(\s*f?["']([a-z_]+)["']""", re.MULTILINE
)
"""A field that a reader of the folder asks for by its name: `fields.words("title")`."""


def test_every_field_that_the_check_asks_for_is_explained() -> None:
    readers = sorted((ROOT / "etl" / "reading").glob("*.py"))
    asked = {name for path in readers for name in _ASKED.findall(path.read_text("utf-8"))}
    assert {"title", "calendar", "accessibility_law", "headline", "only_period"} <= asked
    assert sorted(name for name in asked if not re.search(rf"\b{name}\b", README)) == []


def test_every_folder_that_is_named_is_there() -> None:
    """The map of the folder shows no file that is not there, but those that appear when they are needed."""
    named = re.findall(r"^\| `((?:catalogue|histories|releases)[^`]*)`", README, re.MULTILINE)
    missing = [name for name in named if not (ROOT / "data" / name).exists()]
    assert len(named) == 14
    appear = ("breakdowns", "erasures", "statements")
    assert set(missing) <= {"releases/", *(f"catalogue/{name}.toml" for name in appear)}
