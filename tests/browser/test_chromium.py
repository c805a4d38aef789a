"""A missing browser is found, installed, or an error with advice; the browser tests are never skipped in silence."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import chromium


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: None)


@pytest.fixture
def no_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)


def program(path: Path, code: int) -> str:
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_the_named_one_is_taken_and_must_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", program(tmp_path / "good", 0))
    assert chromium.find() == str(tmp_path / "good")
    for broken in (program(tmp_path / "bad", 1), str(tmp_path / "none")):
        monkeypatch.setenv("CHROMIUM", broken)
        assert chromium.find() is None


@pytest.mark.usefixtures("no_browser")
def test_the_shell_is_tried_first_and_playwright_before_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def vain(way: str) -> Callable[[], bool]:
        return lambda: tried.append(way) is not None  # type: ignore[func-returns-value]

    monkeypatch.setattr(chromium, "_shell_by_apt", vain("shell"))
    monkeypatch.setattr(chromium, "_by_playwright", vain("playwright"))
    monkeypatch.setattr(chromium, "_by_apt", vain("apt"))
    with pytest.raises(chromium.NoChromiumError):
        chromium.install()
    assert tried == ["shell", "playwright", "apt"]


@pytest.mark.usefixtures("no_apt", "no_browser")
def test_what_was_installed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def install() -> bool:
        monkeypatch.setattr(chromium, "_playwrights_own", lambda: "/installed")
        return True

    monkeypatch.setattr(chromium, "_by_playwright", install)
    monkeypatch.setattr(chromium, "_by_apt", lambda: pytest.fail("not needed"))
    assert chromium.install() == "/installed"


@pytest.mark.usefixtures("no_browser")
def test_without_any_the_command_fails_with_advice(capsys: pytest.CaptureFixture[str]) -> None:
    assert chromium.main([]) == 1
    assert "CHROMIUM=/path/to/chromium make test" in capsys.readouterr().err


@pytest.mark.usefixtures("no_apt", "no_browser")
def test_apt_is_only_for_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "_run", lambda *_: pytest.fail("must not be run"))
    assert chromium._by_apt() is False
    assert chromium._shell_by_apt() is False


def test_the_shell_is_taken_before_a_browser_with_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is there nothing is installed; where it is not and cannot be had, the browser that is there does."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    tried: list[str] = []
    monkeypatch.setattr(chromium, "_shell_by_apt", lambda: tried.append("shell"))
    full = program(tmp_path / "chromium", 0)
    assert (chromium.install(), tried) == (full, ["shell"])
    shell = program(tmp_path / chromium.SHELL, 0)
    assert (chromium.install(), tried) == (shell, ["shell"])
    assert chromium.require(windowed=True) == full
