"""Runs the tests of a mutant in a process of its own, forked from one that has the libraries loaded already."""

from __future__ import annotations

import contextlib
import contextvars
import gc
import importlib
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

from mutation.hook import ROOT, VARIABLE, install
from mutation.mutants import Mutant

LIBRARIES = (
    "pytest",
    "hypothesis",
    "duckdb",
    "pandas",
    "openpyxl",
    "xlsxwriter",
    "pptx",
    "dash",
    "babel.dates",
    "flask",
    "frictionless",
    "dash_ag_grid",
    "dash_bootstrap_components",
    "snowballstemmer",
)
"""Loaded once, before the forks; none of ours, for one of ours is the mutant."""
_LOADED = contextvars.copy_context()
"""The context in which the libraries are loaded: what they set there, a thread of the pool and its forks lack."""
PASSED = 0
FAILED = 1
KEPT = "TESTS_KEEP_RELEASES"
"""Where the tests find the releases that an earlier run built: no change of the dashboard makes another release."""


def load_libraries() -> None:
    """Load what every run needs."""
    for name in LIBRARIES:
        _LOADED.run(importlib.import_module, name)
    if ours := [name for name in sys.modules if name.partition(".")[0] in ("strategy", "etl", "dashboard", "demo")]:
        raise RuntimeError(f"loaded too early: {ours}")
    gc.freeze()  # what every child has from here is not looked through in each of them: that takes a third of its time


@contextlib.contextmanager
def keeping_releases() -> Iterator[None]:
    """Let the tests of the runs within build each release once."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        os.environ[KEPT] = folder
        yield
        del os.environ[KEPT]


def run(mutant: Mutant | None, tests: Sequence[str], seconds: float) -> tuple[str, float]:
    """`passed`, `failed`, `late` or `broken`, and the seconds of CPU it took; `passed` means that nobody noticed.

    `seconds` of CPU are granted, so that a busy machine makes nobody late; waiting ends after ten times as long.
    """
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(seconds), ceil(seconds) + 1))
        os._exit(_LOADED.run(_child, mutant, tests))
    while time.monotonic() - begun < 10 * seconds:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            return _word(os.waitstatus_to_exitcode(status), mutant), used.ru_utime + used.ru_stime
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    used = os.wait4(child, 0)[2]
    return "late", used.ru_utime + used.ru_stime


def _word(code: int, mutant: Mutant | None) -> str:
    words = {PASSED: "passed", FAILED: "failed", -signal.SIGXCPU: "late", -signal.SIGKILL: "late"}
    return words.get(code, "broken" if mutant is None else "failed")


def _child(mutant: Mutant | None, tests: Sequence[str]) -> int:
    os.setsid()
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        log = os.open(Path(folder) / "log", os.O_RDWR | os.O_CREAT)
        terminal = os.dup(2)
        os.dup2(log, 1)
        os.dup2(log, 2)
        if mutant is not None:
            _inherit(mutant, Path(folder))
            install(mutant)
        import pytest

        quiet = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-header", "--tb=line", "--timeout=180",
                 "-W", "ignore::pytest.PytestAssertRewriteWarning")  # fmt: skip
        try:
            code = int(pytest.main([*quiet, f"--basetemp={folder}/tests", *tests]))
        except BaseException:  # noqa: BLE001 (whatever ends the tests is an end that was noticed)
            traceback.print_exc()
            code = FAILED
        if code and mutant is None:  # without a change they must pass: say why they do not
            sys.stdout.flush()
            os.dup2(terminal, 2)
            os.write(2, (Path(folder) / "log").read_bytes()[-2000:])
        return code


def _inherit(mutant: Mutant, folder: Path) -> None:
    """Let the processes that tests start import the mutant too."""
    (folder / "mutant").write_bytes(pickle.dumps(mutant))
    os.environ[VARIABLE] = str(folder / "mutant")
    if mutant.path.relative_to(ROOT).parts[0] != "dashboard":
        os.environ.pop(KEPT, None)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "mutation" / "site"), str(ROOT)])
