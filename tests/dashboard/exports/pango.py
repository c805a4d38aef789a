"""Finds Pango, which the paper is made with, or installs it by apt (as root); the Makefile asks here.

Without it the command ends with a message and exit code 1, for a check that is skipped looks like one that passed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from dashboard.exports.paper.printing import SYSTEM_PACKAGES, can_print

ADVICE = f"No Pango was found and none could be installed.\nInstall it (Debian: apt-get install {SYSTEM_PACKAGES})."


def install() -> bool:
    """Whether Pango is there, at once or after apt was asked for it."""
    if not can_print() and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = SYSTEM_PACKAGES.split()
        for command in (("apt-get", "update"), ("apt-get", "install", "-y", "--no-install-recommends", *packages)):
            print("+", *command, file=sys.stderr, flush=True)
            subprocess.run(command, timeout=900, check=False, stdin=subprocess.DEVNULL)
        can_print.cache_clear()
    return can_print()


def main(arguments: list[str]) -> int:
    """Say whether Pango is there; with `--install`, get it where it is not."""
    if install() if "--install" in arguments else can_print():
        print("Pango is there.")
        return 0
    print(ADVICE, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
