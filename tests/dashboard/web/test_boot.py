"""The production server starts, with and without preloading, below a path, behind a proxy; wrong settings end it."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.dashboard.running import ask, running
from tests.dashboard.small import hash_of, publish


@pytest.mark.parametrize("options", [(), ("--preload",)])
def test_workers_read_the_data_whether_loaded_before_or_after_the_fork(
    releases: Path, options: tuple[str, ...]
) -> None:
    with running(releases, *options) as address, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(f"{address}/sv/matare/5.3-g2"), range(24)))
    assert {status for status, _, _ in answers} == {200}
    assert len({text for _, _, text in answers}) == 1


def test_all_workers_show_a_new_release_without_a_restart(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with running(tmp_path) as address:
        assert json.loads(ask(f"{address}/readyz")[2])["release"] == hash_of(1)
        publish(tmp_path, 2)
        seen = {json.loads(ask(f"{address}/readyz")[2])["release"] for _ in range(12)}
    assert seen == {hash_of(2)}


def test_it_stands_below_a_path(releases: Path) -> None:
    """Pages, scripts, links and callbacks all begin with the path; health stands at the root for whoever probes it."""
    with running(releases, TYOPOYTA_BASE="/tila/", TYOPOYTA_PUBLISHER="Testi & kumpp.") as address:
        assert ask(f"{address}/livez")[0] == 200
        assert ask(f"{address}/fi")[0] == 404
        status, headers, _ = ask(f"{address}/tila/")
        assert (status, headers["Location"]) == (302, "/tila/fi")
        assert ask(f"{address}/tila/sv/m%C3%A4tare")[1]["Location"] == "/tila/sv/matare"
        status, _, text = ask(f"{address}/tila/fi/mittari/3.3-t1")
        assert status == 200
        links = re.findall(r'(?:href|src|action)="(/[^"]*)"', text)
        assert links
        assert [link for link in links if not link.startswith("/tila/")] == []
        for script in re.findall(r'<script src="([^"]+)"', text):
            assert ask(address + script)[0] == 200
        assert "Testi &amp; kumpp." in text
        assert _title(address, "/tila/fi/mittari/3.3-t1") == re.findall("<title>(.*)</title>", text)[0]
        assert ask(f"{address}/tila/nothing")[0] == 404


def _title(address: str, path: str) -> str:
    """The title with which Dash draws the page of a path."""
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": ""},
        ],
        "changedPropIds": [],
    }
    request = urllib.request.Request(
        f"{address}/tila/_dash-update-component", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return str(json.load(answer)["response"]["_pages_store"]["data"]["title"])


def test_a_trusted_host_behind_a_proxy_is_believed_and_another_refused(releases: Path) -> None:
    settings = {"TYOPOYTA_TRUSTED_HOSTS": "tyopoyta.example.fi", "TYOPOYTA_PROXIES": "1"}
    with running(releases, **settings) as address:
        # gunicorn answers on 127.0.0.1; only the name that our own proxy forwards counts
        assert ask(f"{address}/fi", **{"X-Forwarded-Host": "tyopoyta.example.fi"})[0] == 200
        assert ask(f"{address}/fi", **{"X-Forwarded-Host": "evil.example"})[0] == 400


@pytest.mark.parametrize(
    "command",
    [["-m", "dashboard", "serve"], ["-m", "gunicorn", "-c", "dashboard/gunicorn.py", "dashboard.wsgi:server"]],
)
def test_a_misspelt_setting_ends_it_with_one_line(command: list[str]) -> None:
    answer = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "TYOPOYTA_PUBLISHR": "x"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode != 0
    assert "TYOPOYTA_PUBLISHR is not a setting. Did you mean TYOPOYTA_PUBLISHER?" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_procfile_checks_then_builds_and_serves_on_every_interface() -> None:
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text("utf-8").splitlines())
    assert lines["release"] == "python -m etl check"
    words = shlex.split(lines["web"])
    assert words[:5] == ["python", "-m", "etl", "build", "&&"]
    assert words[5:7] == ["HOST=${HOST:-0.0.0.0}", "exec"]
    assert words[7:] == ["gunicorn", "-c", "dashboard/gunicorn.py", "dashboard.wsgi:server"]
