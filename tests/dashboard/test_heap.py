"""A process gives back what it needs no more: without, it keeps what its busiest moment took."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import heap
from dashboard.web import worker


def resident() -> int:
    """The bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096


def test_what_is_free_between_what_is_used_is_given_back() -> None:
    kept = [bytes(60_000) for _ in range(2_000)]
    kept = [block for place, block in enumerate(kept) if place % 3 == 0]
    before = resident()
    heap.give_back()
    assert before - resident() > 30_000_000
    assert kept


def test_the_worker_gives_back_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    server = worker._Server.__new__(worker._Server)
    server.active_channels = {}
    for now in (100.0, 101.0, 101.9, 102.1, 104.0):
        monkeypatch.setattr(heap, "give_back", lambda now=now: given.append(now))
        server.maintenance(now)
    assert given == [100.0, 102.1]


SERVES = """
import sys
from dashboard import heap
heap.set_up()
from dashboard.wsgi import server
client = server.test_client()
print(*(client.get(path).status_code for path in sys.argv[1:]))
print(*(name for name, module in sys.modules.items() if not isinstance(module, heap._PutOff)))
"""
USUAL = ("/fi", "/sv/fokusomrade/2", "/fi/mittarit", "/en/measure/1.3-c", "/fi/aineisto", "/fi/vuodet", "/fi/muutokset")
LATE = {
    "babel", "docx", "etl", "lxml", "narwhals", "numpy", "openpyxl", "pandas", "pptx", "segno", "snowballstemmer",
    "weasyprint", "xlsxwriter",
}  # fmt: skip
"""What files, searches, tests or the ETL need, and no usual page: twenty megabytes and more."""


def test_a_process_that_served_the_usual_pages_has_loaded_nothing_else(releases: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", SERVES, *USUAL],
        capture_output=True, text=True, check=True, env={**os.environ, "TYOPOYTA_RELEASES": str(releases)},
    )  # fmt: skip
    answers, loaded = asked.stdout.splitlines()
    assert answers.split() == ["200"] * len(USUAL)
    assert LATE.intersection(loaded.split()) == set()


USES = {
    "something of it": ("import put.off as it", "it.VALUE", 7),
    "something of what it lies in": ("import put.off; import put as it", "it.AROUND", 3),
    "something beside it": ("import put.off; import put.beside as it", "it.VALUE", 5),
    "a name": ("from put.off import VALUE as it", "it", 7),
    "what is not there": ("import put.off as it", "hasattr(it, 'nothing')", False),
}


@pytest.mark.parametrize("use", USES)
def test_what_is_put_off_is_loaded_when_it_is_used(use: str, tmp_path: Path) -> None:
    (tmp_path / "put").mkdir()
    for name, text in {"__init__": "AROUND = 3", "off": "VALUE = 7", "beside": "VALUE = 5"}.items():
        (tmp_path / "put" / f"{name}.py").write_text(f"print('{name}')\n{text}\n", "utf-8")
    statement, expression, value = USES[use]
    code = f"""
import sys
from dashboard import heap
sys.path.insert(0, {str(tmp_path)!r})
heap.put_off("put", "off")
import put.off
assert not hasattr(put.off, "__wrapped__")
print("imported")
{statement}
print({expression})
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert (said[0], said[1], said[-1]) == ("imported", "__init__", str(value))


def test_what_is_loaded_is_not_put_off() -> None:
    heap.put_off("pathlib", "nothing")
    assert sys.modules["pathlib"].Path is Path
