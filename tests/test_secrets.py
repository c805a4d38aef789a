"""`make check` finds a key that is about to be committed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOOK = Path(sys.executable).with_name("detect-secrets-hook")
# put together here, so that this file itself holds none
PLANTED = {
    "a cloud key": "key = '" + "AKIA" + "IOSFODNN7" + "ABCDEFG" + "'\n",
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----\n",
    "a password in an address": "url = 'https://someone:" + "hunter2hunter2" + "@example.org'\n",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_secret_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "settings.py").write_text(PLANTED[name], "utf-8")
    found = subprocess.run([HOOK, "settings.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert "settings.py:1" in found.stdout


def test_plain_text_is_let_through(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text("port = 8050\n", "utf-8")
    assert subprocess.run([HOOK, "settings.py"], cwd=tmp_path, check=False).returncode == 0
