"""A process of its own: how it ends where a file costs too much, and what it answers where it cannot be read."""

from __future__ import annotations

import io
import json
import resource
import sys
from types import SimpleNamespace

import pytest

from etl.files.limits import FileLimits
from etl.intake.sheets import isolated
from etl.intake.sheets.isolated import _child, read_here, read_isolated_file
from etl.intake.sheets.sheets import RefusedError, refused
from tests.etl.intake.conftest import told_of, workbook

pytestmark = pytest.mark.usefixtures("own_process")

OUT_OF_MEMORY = 3


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    """Run the work of the other process here, without its limits; returns how it ends and what it answers."""

    def child_(content: bytes, raised: BaseException | None = None) -> tuple[int, object]:
        def read(name: str, content: bytes, limits: FileLimits) -> object:
            if raised is not None:
                raise raised
            return read_here(name, content, limits)

        set_to: list[tuple[int, tuple[int, int]]] = []
        monkeypatch.setattr(resource, "setrlimit", lambda what, limit: set_to.append((what, limit)))
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        monkeypatch.setattr(isolated, "read_here", read)
        code = _child("f", FileLimits(memory=7, seconds=5))
        assert set_to == [(resource.RLIMIT_AS, (7, 7)), (resource.RLIMIT_CPU, (5, 5))]
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return child_


BROKEN: dict[str, object] = {"code": "broken_workbook", "read": None, "values": []}


def caused(error: Exception, cause: BaseException, *, named: bool = True) -> Exception:
    """An error with another behind it."""
    error.__cause__, error.__context__ = (cause, None) if named else (None, cause)
    return error


@pytest.mark.parametrize(
    ("raised", "code", "answer"),
    [
        (MemoryError(), OUT_OF_MEMORY, None),
        (ValueError("x"), 0, BROKEN),
        (ValueError("out of Memory"), OUT_OF_MEMORY, None),
        (ValueError("Error -4 while decompressing"), OUT_OF_MEMORY, None),
        (ValueError("Error -3 while decompressing"), 0, BROKEN),
        (caused(KeyError("a"), MemoryError()), OUT_OF_MEMORY, None),
        (caused(KeyError("a"), MemoryError(), named=False), OUT_OF_MEMORY, None),
        (caused(KeyError("a"), caused(KeyError("b"), ValueError("no memory"))), OUT_OF_MEMORY, None),
        (caused(KeyError("a"), ValueError("b")), 0, BROKEN),
        (refused("f", "too_slow", "r", limit=5), 0, {"code": "too_slow", "read": "r", "values": [["limit", "5"]]}),
    ],
)  # fmt: skip
def test_what_the_other_process_answers(raised: BaseException, code: int, answer: object, child: object) -> None:
    assert child(b"a;b\n", raised) == (code, answer)  # type: ignore[operator]


def test_the_answer_of_a_text_and_a_workbook_whole(child: object) -> None:
    code, answer = child(b'a;b\n1;2\n"c;d\n')  # type: ignore[operator]
    assert code == 0
    assert answer == {
        "name": "f", "given": {}, "machine": False, "sheets": [["", False, True, [], [
            [1, False, ["a", "b"]], [2, False, ["1", "2"]],
        ]]], "problems": [[[["cell", "A3"]], "quotes", '"c;d', []]],
    }  # fmt: skip
    _, answer = child(workbook([["1.1-a", 5]], header=["x"], change=lambda s: setattr(s["B2"], "number_format", "0%")))  # type: ignore[operator]
    assert answer["sheets"] == [["Luvut", False, False, [], [
        [1, False, ["x"]], [2, False, ["1.1-a", [5.0, False, "0%", False, False, "", "", False, ""]]],
    ]]]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "limits", "problem"),
    [
        ("luvut.xlsx", workbook([["1.1-a", "2022", 1]] * 9), FileLimits(rows=5), "too_many_rows | Luvut!A10 | rows: 5"),
        ("a;rm -rf.csv", b"a\xff\x81", FileLimits(), "undecodable | b'\\x81' | line: 1"),
        ("a.csv", b"a;b\n" * 300_000, FileLimits(memory=60 << 20), "too_much_memory | None | limit: 60"),
        ("a.csv", b"a;b\n", FileLimits(seconds=0), "too_slow | None | limit: 0"),
    ],
)
def test_a_refusal_comes_back_whole(name: str, content: bytes, limits: FileLimits, problem: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        read_isolated_file(name, content, limits)
    assert (told_of([refusal.value.problem]), refusal.value.problem.file) == (problem, name)
