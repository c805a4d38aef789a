"""Makes a PDF in a process of its own, with limits of memory and time, by WeasyPrint; says why where none can be made.

WeasyPrint needs Pango, which is not a Python package. Neither is ever loaded into the process that serves pages.
"""

from __future__ import annotations

import ctypes
import functools
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from strategy.texts import say

CHILD = Path(__file__).with_name("weasy.py")
SYSTEM_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What Debian calls what is needed beside the Python packages."""
_NO_MEMORY = (3, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGTRAP)
"""How the process ends for which there is no memory: Python says so, the libraries in C break off."""
_LIBRARIES: tuple[tuple[str, ...], ...] = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
)
"""Each by its name on Linux, macOS and Windows."""
_ENVIRONMENT: Mapping[str, str] = MappingProxyType({"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})
"""Nothing of ours: no setting can change a paper, and a paper can tell none."""


@dataclass(frozen=True, slots=True)
class PaperLimits:
    """What the making of one paper may take."""

    memory: int = 768 * 1024 * 1024
    """Bytes of address space."""
    seconds: int = 60


USUAL_LIMITS = PaperLimits()


class PaperError(RuntimeError):
    """No PDF was made. `reason` is a key of `paper.failed`: `missing`, `memory`, `time` or `broken`."""

    def __init__(self, reason: str, told: str = "") -> None:
        super().__init__(told or reason)
        self.reason = reason


def paper_failure(error: PaperError, lang: str) -> str:
    """Why there is no PDF and what helps, for the person who asked."""
    return say(lang, f"paper.failed.{error.reason}", packages=SYSTEM_PACKAGES, seconds=USUAL_LIMITS.seconds)


@functools.cache
def can_print() -> bool:
    """Whether WeasyPrint and the libraries that it needs are on this machine."""
    return find_spec("weasyprint") is not None and all(map(_loads, _LIBRARIES))


def _loads(names: tuple[str, ...]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def printed(markup: str, limits: PaperLimits = USUAL_LIMITS) -> bytes:
    """The PDF of a whole HTML document; raises `PaperError`. Equal documents give equal bytes on one machine."""
    if not can_print():
        raise PaperError("missing", f"Pango is missing (Debian: apt-get install {SYSTEM_PACKAGES})")
    command = [sys.executable, "-I", str(CHILD), str(limits.memory), str(limits.seconds)]
    try:
        done = subprocess.run(  # noqa: S603 (our own program; the document is its input and nothing more)
            command, input=markup.encode("utf-8"), capture_output=True, timeout=limits.seconds, check=False,
            env=dict(_ENVIRONMENT),
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise PaperError("time", f"longer than {limits.seconds} s") from late
    if done.returncode == -signal.SIGXCPU:
        raise PaperError("time", f"longer than {limits.seconds} s of the processor")
    if done.returncode in _NO_MEMORY:
        raise PaperError("memory", f"more than {limits.memory >> 20} MB ({done.returncode})")
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise PaperError("broken", f"{done.returncode}: {done.stderr.decode('utf-8', 'replace')[-2000:]}")
    return done.stdout
