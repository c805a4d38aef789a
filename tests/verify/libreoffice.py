"""Finds LibreOffice, or installs it by apt (as root); the Makefile and the tests ask the same function.

Looked for in this order: the SOFFICE variable, the usual names on PATH. It comes in parts: one that opens texts alone
is found too, and of no use, so that a workbook and a deck are opened once. Without all of it the command ends with a
message and exit code 1, for a check that is skipped looks like one that passed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook
from pptx import Presentation

NAMES = ("soffice", "libreoffice")
PACKAGES = ("libreoffice-calc", "libreoffice-impress")
ADVICE = (
    "No LibreOffice that opens workbooks and slides was found and none could be installed.\n"
    "Install it (Debian: apt-get install libreoffice-calc libreoffice-impress) or name it: SOFFICE=/path make verify"
)


class NoLibreOfficeError(RuntimeError):
    """There is no LibreOffice to verify with, or it did not do as it was told."""


def find() -> str | None:
    """The path of LibreOffice, or None."""
    named = os.environ.get("SOFFICE")
    return shutil.which(named) if named else next((p for name in NAMES if (p := shutil.which(name))), None)


def require() -> str:
    """The path of LibreOffice; raises `NoLibreOfficeError` with advice where there is none."""
    found = find()
    if found is None:
        raise NoLibreOfficeError(ADVICE)
    return found


def opens_all() -> bool:
    """Whether there is one that opens a workbook and a deck."""
    with tempfile.TemporaryDirectory() as folder:
        book, deck = Path(folder, "book.xlsx"), Path(folder, "deck.pptx")
        Workbook().save(book)
        Presentation().save(str(deck))
        try:
            return all(converted(file, form).exists() for file, form in ((book, "ods"), (deck, "odp")))
        except NoLibreOfficeError:
            return False


def install() -> str:
    """Find all of it, else install it by apt; raises `NoLibreOfficeError` if that did not help."""
    if opens_all():
        return require()
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (("apt-get", "update"), ("apt-get", "install", "-y", "--no-install-recommends", *PACKAGES)):
            print("+", *command, file=sys.stderr, flush=True)
            subprocess.run(command, timeout=1800, check=False, stdin=subprocess.DEVNULL)
    if not opens_all():
        raise NoLibreOfficeError(ADVICE)
    return require()


def converted(file: Path, form: str, *, infilter: str = "") -> Path:
    """The file as LibreOffice opens it, saved in another form beside it. `infilter` tells how text is to be read."""
    profile = file.parent / "profile"
    out = file.parent / f"{form.partition(':')[0]}-of-{file.suffix.removeprefix('.')}"
    command = [
        require(),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        form,
    ]
    command += [f"--infilter={infilter}"] if infilter else []
    ran = subprocess.run([*command, "--outdir", str(out), str(file)], capture_output=True, timeout=300, check=False)
    found = out / f"{file.stem}.{form.partition(':')[0]}"
    if ran.returncode or not found.exists():
        raise NoLibreOfficeError(f"{file.name} was not opened: {ran.stderr.decode(errors='replace')}")
    return found


def main(arguments: list[str]) -> int:
    """Print the path of LibreOffice; with `--install`, get it where there is none."""
    try:
        print(install() if "--install" in arguments else require())
    except NoLibreOfficeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
