"""Whatever the bytes, a reader raises its own error alone, within seconds and a bounded memory, and in words."""

from __future__ import annotations

import json
import re
import resource
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from random import Random
from time import monotonic

import pytest

import etl.statistics
from etl.files.limits import FileLimits
from etl.formats import isolated
from etl.formats.cube import MOST_CELLS, FormatError
from etl.formats.isolated import read_isolated
from etl.formats.reading import form_of, read_cube
from etl.record.record import Record
from etl.reporting.problems import Where
from etl.statistics.asking import ask
from etl.statistics.fetch import problem_of
from etl.statistics.series import TableContext, figures_of
from strategy.model.vocabulary import LANGUAGES
from tests.etl.conftest import Run
from tests.etl.formats.test_forms import CSV, JSON, PX, TWINS, jsonstat, px, record
from tests.etl.formats.test_reading import HEAD
from tests.etl.statistics import made
from tests.etl.statistics.fuzz import spoil
from tests.etl.statistics.test_fetch import declared

pytestmark = pytest.mark.usefixtures("own_process")

__all__ = ["record"]

ROUNDS = 3000
FILES = [(raw, table) for _, raw, table, _ in (*TWINS, *PX, *JSON, *CSV) if len(raw) < 20_000]


@pytest.mark.parametrize("seed", range(4))
def test_a_spoilt_file_is_read_or_refused(seed: int, record: Record) -> None:
    random = Random(seed)
    came = TableContext(record.strategy, (), date(2026, 6, 1), "x")
    read = 0
    for _ in range(ROUNDS):
        raw, table = random.choice(FILES)
        spoilt = spoil(random, raw)
        form_of(spoilt)
        try:
            figures_of(read_cube(spoilt, table.interface), table, came)
            read += 1
        except FormatError as wrong:
            problem_of(wrong, Where("x")).remedy("fi")  # raises where a refusal has no words
    assert read > ROUNDS / 50  # files that are hardly spoilt are still read: the others are not all refused at once


def sparse(*sizes: int) -> bytes:
    """A JSON-stat file of a few kilobytes that claims a product of cells."""
    dimension = {str(n): {"category": {"index": [str(i) for i in range(size)]}} for n, size in enumerate(sizes)}
    return json.dumps({
        "class": "dataset", "id": list(dimension), "size": list(sizes), "dimension": dimension, "value": {"0": 1},
    }).encode()  # fmt: skip


def keyed(size: int) -> bytes:
    """A px file with KEYS that claims `size` to the third of cells."""
    names = ",".join(f'"{n}"' for n in range(size))
    axes = "".join(f'VALUES("{v}")={names};KEYS("{v}")=VALUES;' for v in "abc")
    return f'CHARSET="ANSI";STUB="a","b","c";HEADING="d";{axes}VALUES("d")="x";DATA="1","1","1" 5;'.encode()


def diagonal(size: int) -> bytes:
    """A CSV of `size` rows, each with keys of its own in three columns."""
    return b"a;b;c;d\n" + b"".join(b"x%d;y%d;z%d;1\n" % (n, n, n) for n in range(size))


@pytest.mark.parametrize(
    ("raw", "interface", "code"),
    [
        pytest.param(sparse(1000, 1000, 1000), "file", "too_many_cells", id="a sparse table of a milliard"),
        pytest.param(sparse(*[1000] * 10), "file", "too_many_cells", id="a product beyond every number"),
        pytest.param(keyed(1000), "file", "too_many_cells", id="px with keys"),
        pytest.param(diagonal(1000), "file", "too_many_cells", id="a CSV along its diagonal"),
        pytest.param(
            json.dumps([{"region": n, "year": n, "gender": n, "value": 1} for n in range(1000)]).encode(),
            "sotkanet", "too_many_cells", id="Sotkanet along its diagonal",
        ),
        pytest.param(px('CODEPAGE="\x00";'), "file", "not_in_codepage", id="a code page of NUL"),
        pytest.param(px('CODEPAGE="undefined";').decode().encode("cp1252"), "file", "codepage", id="undefined"),
        pytest.param(px('CODEPAGE="punycode";').decode().encode("cp1252"), "file", "codepage", id="punycode"),
        pytest.param(px('CODEPAGE="unicode_escape";').decode().encode("cp1252"), "file", "codepage", id="escapes"),
        pytest.param(px('CODEPAGE="utf-7";').decode().encode("cp1252"), "file", "codepage", id="utf-7"),
        pytest.param(b"\xef\xbb\xbf" + px().decode().encode("cp1252"), "file", "not_in_codepage", id="a broken mark"),
        pytest.param(b"[" * 200_000, "file", "json", id="brackets within brackets"),
        pytest.param(b'{"a":' * 200_000, "sotkanet", "json", id="objects within objects"),
        pytest.param(b'{"value": ' + b"9" * 5000 + b"}", "file", "json", id="a number of 5 000 digits"),
        pytest.param(jsonstat(size=[2, 2, True]), "file", "size", id="a size that is true"),
        pytest.param(jsonstat(size=None), "file", "column", id="no size"),
        pytest.param(jsonstat(status={"99": "e"}), "file", "place", id="a status outside"),
        pytest.param(jsonstat(status=7), "file", "cell", id="a status that is a number"),
        pytest.param(px(data=f"{'9' * 400} 1 2 3"), "file", "too_large_number", id="a number of 400 digits in px"),
        pytest.param(px(data="nan 1 2 3"), "file", "cell", id="nan in px"),
        pytest.param(px(data="1_0 1 2 3"), "file", "cell", id="an underscore in px"),
        pytest.param(f"CHARSET={'x' * 100_000}".encode(), "file", "no_header", id="a value without an end"),
        pytest.param(f'CHARSET="ANSI";NOTE={"x" * 100_000}'.encode(), "file", "truncated", id="a note without end"),
        pytest.param((HEAD + 'NOTE("' + '"("' * 50_000).encode(), "file", "keyword", id="sub-keys without an end"),
    ],
)  # fmt: skip
def test_what_would_cost_much_is_refused_by_name_at_once(raw: bytes, interface: str, code: str) -> None:
    started = monotonic()
    with pytest.raises(FormatError) as wrong:
        read_cube(raw, interface)
    assert wrong.value.code == code
    assert monotonic() - started < 2


def test_reading_apart_gives_the_same_table() -> None:
    readable = [(raw, table) for _, raw, table, said in (*TWINS, *PX, *JSON, *CSV) if not said.startswith("refused")]
    for raw, table in readable[::20]:
        assert read_isolated(raw, table.interface) == read_cube(raw, table.interface)
    assert read_isolated(made.px(), "file").updated == date(2023, 3, 30)


def test_a_refusal_comes_back_from_apart_as_it_was() -> None:
    with pytest.raises(FormatError) as wrong:
        read_isolated(px(data="1 2 3 x"), "file")
    assert (wrong.value.code, wrong.value.read, wrong.value.at) == ("cell", "x", (("line", "10"), ("keyword", "DATA")))


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (FileLimits(text=100), "file_too_large"),
        (FileLimits(memory=150 << 20), "too_much_memory"),
        (FileLimits(seconds=0), "too_slow"),
    ],
)
def test_the_limits_hold(limits: FileLimits, code: str) -> None:
    """A table of nearly as many cells as we take needs 80 MB for its empty cells alone."""
    with pytest.raises(FormatError) as wrong:
        read_isolated(keyed(215), "file", limits)
    assert wrong.value.code == code


def test_a_fault_of_ours_is_told_as_a_refusal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(raw: bytes, interface: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(isolated, "read_cube", broken)
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"x")))
    assert isolated._child("file", FileLimits()) == 0
    assert json.loads(capsys.readouterr().out)["code"] == "unreadable"


def test_a_bomb_is_a_source_that_failed(small: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bomb.json"
    file.write_bytes(sparse(1000, 1000, 1000))
    said = run("fetch", "statistics", "--data", small, "--from", file, "--lang", "en")
    assert (said.code, "at most 10000000 cells" in said.err) == (69, True)
    assert MOST_CELLS == 10_000_000


@pytest.mark.parametrize(
    "answer",
    [
        {"variables": [{"code": "a"}]},
        {"variables": [{"code": "a", "values": None}]},
        {"variables": [{"code": "a", "values": ["1", "1"], "valueTexts": ["x", "y"]}]},
        {"variables": [{"code": "a", "values": ["1"], "valueTexts": ["x", "y"]}]},
        {"variables": [3]},
        {"variables": []},
    ],
)
def test_a_strange_description_of_a_table_is_refused(answer: object, small: Path, record: Record) -> None:
    class Service:
        def get(self, address: str, body: object = None) -> bytes:
            return json.dumps(answer).encode()

    with pytest.raises(FormatError):
        ask(Service(), declared(small).tables["statistics"], record.strategy, date(2026, 6, 1))


def test_every_refusal_has_its_words() -> None:
    code = Path(str(etl.statistics.__file__)).parents[1]
    codes = {c for f in code.rglob("*.py") for c in re.findall(r'FormatError\(\s*"(\w+)"', f.read_text("utf-8"))}
    assert len(codes) > 40
    texts = Path(__file__).parents[3] / "strategy" / "texts"
    for lang in LANGUAGES:
        words = (texts / f"statistics.{lang}.toml").read_text("utf-8")
        assert (
            sorted(codes - set(re.findall(r"^\[problem\.(\w+)\]", words, re.MULTILINE)))
            == ["no_index", "no_values"][:0]
        )


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        (px(), "px"),
        (px('SUBJECT-AREA="Väestö";'), "px"),
        (b"\xef\xbb\xbf" + px(), "px"),
        (px().decode().encode("utf-16"), "px"),
        (jsonstat(), "json-stat"),
        (json.dumps({"dataset": json.loads(jsonstat())}).encode(), "json-stat"),
        (made.pxweb_json(), "pxweb-json"),
        (b'[{"indicator": 1, "region": 2, "year": 2020, "value": 3}]', "sotkanet"),
        (b"indicator;region;year;gender;primary.value;absolute.value\n", "sotkanet"),
        (b"Mittari;Kausi;Luku\n1.1-a;2020;91\n", None),
        (b'"Alue";"V\xc3\xa4est\xc3\xb6 2021"\n"Koivula";1\n', None),
        (b"KOODI=5\n", None),
        (b'{"error": 1}', None),
        (b"[1, 2]", None),
        (b"{", None),
        (b"<html>", None),
        (b"", None),
        (b"PK\x03\x04", None),
    ],
)
def test_the_form_of_a_file_is_named(raw: bytes, form: str | None) -> None:
    assert form_of(raw) == form
