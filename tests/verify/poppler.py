"""Finds pdftotext, which reads what was printed, or installs it by apt (as root); the Makefile and the tests ask here.

Without one the command ends with a message and exit code 1, for a check that is skipped looks like one that passed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE = "poppler-utils"
ADVICE = f"No pdftotext was found and none could be installed.\nInstall it (Debian: apt-get install {PACKAGE})."


class NoPopplerError(RuntimeError):
    """There is no pdftotext to read with."""


def require() -> str:
    """The path of pdftotext; raises `NoPopplerError` with advice where there is none."""
    found = shutil.which("pdftotext")
    if found is None:
        raise NoPopplerError(ADVICE)
    return found


def install() -> str:
    """Find it, else install it by apt; raises `NoPopplerError` if that did not help."""
    if not shutil.which("pdftotext") and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (("apt-get", "update"), ("apt-get", "install", "-y", "--no-install-recommends", PACKAGE)):
            print("+", *command, file=sys.stderr, flush=True)
            subprocess.run(command, timeout=900, check=False, stdin=subprocess.DEVNULL)
    return require()


def read(file: Path, *options: str) -> str:
    """The text of a PDF in the order in which it was painted; `-bbox` gives where each word stands, as XHTML."""
    command = [require(), "-enc", "UTF-8", *(options or ("-raw",)), str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8")


def main(arguments: list[str]) -> int:
    """Print the path of pdftotext; with `--install`, get it where there is none."""
    try:
        print(install() if "--install" in arguments else require())
    except NoPopplerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
