"""Finds the Chromium that the browser tests drive, or installs one; the Makefile and the tests ask the same function.

Looked for in this order: the CHROMIUM variable, the shell without windows and the usual names on PATH, Playwright's
own download. With `--install` the shell is fetched by apt (as root), and where there is no browser even then, one by
Playwright or by apt. It never lets the tests be skipped: without a browser the command ends with a message and exit
code 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SHELL = "chromium-headless-shell"
"""The same engine without windows: it draws no bars and tabs of its own, and takes half the processor time."""
APT = ("apt-get", "install", "-y", "--no-install-recommends")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage")
"""A container runs as root and has a small /dev/shm; Chromium accepts neither by itself."""
ADVICE = (
    "No Chromium was found and none could be installed.\n"
    "Install one (Debian: apt-get install chromium) or name it: CHROMIUM=/path/to/chromium make test"
)


class NoChromiumError(RuntimeError):
    """There is no browser to test with."""


def find(*, windowed: bool = False) -> str | None:
    """The path of a Chromium that starts, or None; one with windows where it is asked for and there."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if _starts(named) else None
    on_path = (shutil.which(name) for name in ((*NAMES, SHELL) if windowed else (SHELL, *NAMES)))
    return next((path for path in on_path if path and _starts(path)), None) or _playwrights_own()


def require(*, windowed: bool = False) -> str:
    """The path of a Chromium that starts, as `find`; raises `NoChromiumError` with advice where there is none."""
    found = find(windowed=windowed)
    if found is None:
        raise NoChromiumError(ADVICE)
    return found


def install() -> str:
    """Find a Chromium, the shell if it can be had; else install one; raises `NoChromiumError` if nothing helped."""
    found = find()
    light = os.environ.get("CHROMIUM") or (found and Path(found).name == SHELL)
    if not light and _shell_by_apt():
        found = find()
    ways: tuple[Callable[[], bool], ...] = (_by_playwright, _by_apt)
    for way in ways:
        if found is None and way():
            found = find()
    return found or require()


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() and _starts(path) else None


def _run(*command: str, within: float = 900) -> bool:
    print("+", *command, file=sys.stderr, flush=True)
    try:
        return subprocess.run(command, timeout=within, check=False, stdin=subprocess.DEVNULL).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _by_playwright() -> bool:
    return _run(sys.executable, "-m", "playwright", "install", "chromium")


def _shell_by_apt() -> bool:
    """The shell where it is at hand: a machine that has a browser does not wait long for a quicker one."""
    return _is_apt() and _run(*APT, "--download-only", SHELL, within=60) and _run(*APT, SHELL)


def _by_apt() -> bool:
    return _is_apt() and _run("apt-get", "update") and (_run(*APT, SHELL) or _run(*APT, "chromium"))


def _is_apt() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def main(arguments: list[str]) -> int:
    """Print the path of the browser; with `--install`, get one where there is none."""
    try:
        print(install() if "--install" in arguments else require())
    except NoChromiumError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
