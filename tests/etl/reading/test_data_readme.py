"""data/README.md is true: what the reader reads is told, and its examples, copied as they stand, take effect."""

from __future__ import annotations

import csv
import re
import shutil
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from etl.record.record import DataError, Record, read_record
from etl.reference.__main__ import README
from etl.reference.descriptions import HERE, examples, idle, lacking, texts, words_of
from etl.reference.document import OTHER, SLOTS, blocks, document
from etl.reference.probe import ANY
from etl.reference.structure import ALWAYS, BY_CASE, FILES, NAMED, NEVER, tables, vocabularies
from etl.reporting.problems import report
from strategy.model.record import Observation
from strategy.model.vocabulary import ACTION_STATES, LANGUAGES, MISSING, QUALITIES, STATES
from strategy.texts.lookup import TEXTS
from tests.etl.conftest import ROOT

_FENCE = re.compile(r"^```(?:toml|csv) data/(\S+) (append|new|in \S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ASKED = re.compile(
    r"""\b(?:fields|item|inner|one|table)\.(?!wrong|refuse|get|at)[a-z_]+\(\s*f?["']([a-z_]+)["']""", re.MULTILINE
)
"""A field that a reader of the folder asks for by its name: `fields.words("title")`."""
DATA = ROOT / "data"
FREE = ("missing", "marks", "publishers")
"""The tables whose fields the folder names."""


# --- what is told is what is read


def test_the_file_is_what_the_generator_writes() -> None:
    assert README.read_text("utf-8") == document(), "run: python -m etl.reference"


def test_every_field_table_and_word_is_described_in_each_language() -> None:
    assert list(lacking()) == []


def test_nothing_is_described_that_does_not_exist() -> None:
    assert list(idle()) == []


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_the_languages_have_the_same_texts(lang: str) -> None:
    """Every label and text of one file of descriptions stands in the others; and no text is empty."""

    def keys(one: object, path: str = "") -> Iterator[str]:
        if isinstance(one, Mapping):
            for name, inner in one.items():
                yield from keys(inner, f"{path}.{name}")
        elif str(one).strip():
            yield path

    assert sorted(keys(texts(lang))) == sorted(keys(texts(LANGUAGES[0])))


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_the_guides_have_the_same_sections_tables_and_examples(lang: str) -> None:
    first, other = (_skeleton((HERE / f"guide.{one}.md").read_text("utf-8")) for one in (LANGUAGES[0], lang))
    assert first == other


def _skeleton(guide: str) -> list[str]:
    """What the guides have alike, in order: levels of headings, slots, items of lists, options, commands."""
    return re.findall(
        r"^(?:#+(?= )|- |\d\. |\{\{.*\}\}$|\| `--[\w-]+|\.venv/bin/python -m etl \w+)", guide, re.MULTILINE
    )


def test_each_guide_has_every_table_once() -> None:
    for lang in LANGUAGES:
        guide = (HERE / f"guide.{lang}.md").read_text("utf-8")
        assert sorted(re.findall(r"^\{\{(\w+)\}\}$", guide, re.MULTILINE)) == sorted(SLOTS)
        assert re.findall(r"^\{\{block (\w+)\}\}$", guide, re.MULTILINE) == list(blocks())


def test_a_section_holds_one_language() -> None:
    """Headings of a language stand in its own section, and the headings of the others do not."""
    sections = dict(zip(LANGUAGES, re.split(r"^## ", document(), flags=re.MULTILINE)[1:], strict=True))
    for lang, section in sections.items():
        heads = set(re.findall(r"^###+ (?!`)(.+)$", section, re.MULTILINE))
        others = {h for o in LANGUAGES if o != lang for h in re.findall(r"^###+ (?!`)(.+)$", sections[o], re.MULTILINE)}
        assert heads & others == set()


# fmt: off
SHAPES = [
    # table, field, needed, type, words, what it names, lowest, highest
    ("measure", "kind", ALWAYS, "word", ("numeric", "milestone", "activity", "reporting", "composite"), "", None, None),
    ("measure", "unit", BY_CASE, "id", (), "unit", None, None),
    ("measure", "decimals", BY_CASE, "whole", (), "", 0, 6),
    ("measure", "aggregate", NEVER, "word", ("mean", "sum", "last"), "", None, None),
    ("measure", "target", NEVER, "tables", (), "target", None, None),
    ("target", "value", BY_CASE, "number", (), "", None, None),
    ("target", "reference", BY_CASE, "id", (), "measure area", None, None),
    ("source", "own", ALWAYS, "truth", (), "", None, None),
    ("source", "url", NEVER, "form", (), "", None, None),
    ("table", "address", BY_CASE, "form", (), "", None, None),
    ("table", "period", BY_CASE, "texts", (), "", None, None),
    ("comment", "text", ALWAYS, "own_words", (), "", None, 2000),
    ("histories", "quality", ALWAYS, "word", QUALITIES, "", None, None),
    ("erasure", "figures", ALWAYS, "whole", (), "", 1, None),
]
# fmt: on


@pytest.mark.parametrize(("table", "field", "need", "type_", "words", "of", "lowest", "highest"), SHAPES)
def test_the_reader_tells_its_fields(
    table: str, field: str, need: str, type_: str, words: tuple[str, ...], of: str, lowest: int | None,
    highest: int | None,
) -> None:  # fmt: skip
    shape = tables()[table].fields[field]
    (asked,) = shape.questions
    assert (shape.need, asked.type, asked.words, asked.of) == (need, type_, words, of)
    assert (asked.lowest, asked.highest) == (lowest, highest)


def test_a_field_that_may_be_a_text_or_a_table_is_told_as_both() -> None:
    fields = {("source", "title"), ("strategy", "accessibility_law"), ("accessibility_law", "site")}
    told = {(t, f): {q.type for q in tables()[t].fields[f].questions} for t, f in fields}
    assert told == {
        ("source", "title"): {"text", "words"},
        ("strategy", "accessibility_law"): {"word", "table"},
        ("accessibility_law", "site"): {"form", "table"},
    }


def _named(value: object, name: str) -> Iterator[tuple[str, str, object]]:
    """Every field below a value, with the table or list that it stands in."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one, name)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield name, key, inner
            yield from _named(inner, key)


@cache
def _standing() -> Mapping[tuple[str, str], list[object]]:
    """What stands in the real folder, by table and field."""
    found = defaultdict(list)
    for path in sorted((DATA / "catalogue").rglob("*.toml")):
        document = tomllib.loads(path.read_text("utf-8"))
        name = {"goals": "goal", "context": "context"}.get(path.parent.name, path.stem)
        inner: object = list(document.values()) if name in NAMED else document
        for table, field, value in _named(inner, NAMED.get(name, name)):
            found[(table, ANY if table in FREE else field)].append(value)
    for path in sorted((DATA / "histories").glob("*.csv")):
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            for column, cell in row.items():
                found[("histories", column)] += [cell] if cell else []
    return found


def test_no_field_of_the_real_data_is_left_out() -> None:
    """Whatever stands in the folder, the reader was seen to ask for: the way through it misses nothing."""
    known = tables()
    assert [(t, f) for t, f in _standing() if t in known and f not in known[t].fields] == []


EXAMPLES = [(t, f, e) for t, fields in examples().items() for f, e in fields.items() if (t, f) in _standing()]


def test_every_field_that_the_code_names_is_met_on_the_way() -> None:
    """Read from the code itself, beside the way through it: a branch that no walk takes would be seen here."""
    readers = [path for room in ("reading", "record", "bulk") for path in sorted((ROOT / "etl" / room).glob("*.py"))]
    named = {name for path in readers for name in _ASKED.findall(path.read_text("utf-8"))}
    assert {"title", "calendar", "accessibility_law", "headline", "only_period", "erasure", "left_out"} <= named
    assert named - {field for table in tables().values() for field in table.fields} == set()


def test_examples_of_what_the_folder_has_are_from_it() -> None:
    wrong = [(t, f, e) for t, f, e in EXAMPLES if not all(_is_there(t, f, line) for line in _lines(e))]
    assert wrong == []
    assert len(EXAMPLES) > 100


def _lines(example: str | Mapping[str, str]) -> list[str]:
    return [example] if isinstance(example, str) else list(example.values())


def _is_there(table: str, field: str, line: str) -> bool:
    """Whether a value of the folder is that of the line; of a long text or list, its beginning."""
    there = _standing()[(table, field)]
    if line.startswith("["):
        return True  # the name of a table
    if table == "histories":
        return line in there
    value = next(iter(tomllib.loads(line).values()))
    if isinstance(value, Mapping) and set(value) <= set(LANGUAGES):
        return any(
            str(t[lang]).startswith(text.removesuffix("…")) for t in _texts(there) for lang, text in value.items()
        )
    return any(v == value or (isinstance(v, list) and v[: len(value)] == value) for v in there)


def _texts(there: list[object]) -> list[Mapping[str, object]]:
    return [one for one in there if isinstance(one, Mapping)]


PAGE_WORDS = {"quality": QUALITIES, "missing": MISSING, "state": STATES}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", PAGE_WORDS)
def test_a_word_is_explained_in_the_words_of_the_pages(lang: str, topic: str) -> None:
    told = words_of(lang, PAGE_WORDS[topic])
    said = {word: TEXTS[lang][f"common.{topic}.{word}"] for word in PAGE_WORDS[topic]}
    assert [word for word, text in said.items() if not told[word].startswith(text)] == []


def test_the_words_of_actions_are_those_of_milestones() -> None:
    assert set(ACTION_STATES) < set(STATES)
    assert {STATES, ACTION_STATES, QUALITIES, MISSING} <= vocabularies()


def test_every_file_that_is_told_is_there() -> None:
    """The map of the folder shows no file that is not there, but those that appear when they are needed."""
    missing = [path for path in (*FILES.values(), *(f"{name}/" for name in OTHER)) if not (DATA / path).exists()]
    appear = ("erasures", "bulk", "statements")
    told = {"releases/", "snapshots/", "meetings/*.cancelled.toml"}
    assert set(missing) <= {*told, *(f"catalogue/{name}.toml" for name in appear)}


# --- what is shown can be copied


class Example(NamedTuple):
    """A block to copy: its name, into which file, and where in it."""

    name: str
    file: str
    mode: str
    text: str


def shown() -> list[Example]:
    """The blocks of the README, in order."""
    return [Example(name, *_FENCE.fullmatch(block).groups()) for name, block in blocks().items()]  # type: ignore[union-attr]


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
EFFECTS: dict[str, tuple[Callable[[Record], object], object]] = {
    "source": (lambda r: r.strategy.sources["example_survey"].own, True),
    "measure": (lambda r: (r.strategy.measures["1.3-o"].name.sv, _targets(r, "1.3-o")),
                ("Invånare som motionerar varje vecka", [(75.0, "None")])),
    "first_figure": (lambda r: valid(r, "2020").value, 70.0),
    "target": (lambda r: _targets(r, "1.3-a"), [(90.0, "None"), (92.0, "2021-02-15")]),
    "year": (lambda r: (valid(r, "2021").value, valid(r, "2021").quality), (71.5, "preliminary")),
    "correction": (lambda r: (valid(r, "2021").value, valid(r, "2021").quality), (72.5, "final")),
    "withdrawal": (lambda r: (valid(r, "2021").value, valid(r, "2021").missing), (None, "withdrawn")),
    "bounds": (lambda r: [(o.quality, o.low, o.high) for o in (valid(r, "2022"), valid(r, "2023"))],
               [("bound", 72.0, 75.0), ("bound", 74.0, None)]),
    "milestone": (lambda r: [(e.state, str(e.day)) for e in r.events if e.measure == "2.5-c"],
                  [("done", "2021-11-20")]),
    "action": (lambda r: [(e.action, e.state, str(e.day)) for e in r.action_events],
               [("2.5-A1", "done", "2021-11-20")]),
    "owner": (lambda r: r.strategy.owners["liikuntapalvelut"].name.sv, "idrottstjänsterna"),
    "owned_measure": (lambda r: r.strategy.measures["1.3-p"].owners, ("liikuntapalvelut",)),
    "statements": (lambda r: [(s.kind, s.measure, str(s.until)) for s in r.statements],
                   [("comment", "2.5-c", "None"), ("accepted", "1.3-a", "2022-12-31")]),
}
# fmt: on


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the real catalogue with the histories of one goal: thirteen readings of all of them take long."""
    copy = Path(shutil.copytree(DATA / "catalogue", tmp_path / "data" / "catalogue")).parent
    (copy / "histories").mkdir()
    for history in sorted((DATA / "histories").glob("1.3-*.csv")):
        shutil.copy(history, copy / "histories")
    return copy


def test_examples_pass_and_take_effect(data: Path) -> None:
    """Copied one after the other into the real folder, each passes the check and does what its heading says."""
    before = read_record(data)
    assert list(blocks()) == list(EFFECTS)
    for example in shown():
        apply(example, data)
        try:
            record = read_record(data)
        except DataError as wrong:
            pytest.fail(f"{example.name}\n{report(wrong.problems, 'en')}")
        effect, expected = EFFECTS[example.name]
        assert effect(record) == expected, example.name
    # every row and target that stood before still does: nothing was replaced
    assert set(before.observations) <= set(record.observations)
    assert len(record.observations) == len(before.observations) + 6
