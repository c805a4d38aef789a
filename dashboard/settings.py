"""The settings of a running dashboard, read once from the environment into one frozen object.

Ours begin with `TYOPOYTA_`; one that we do not know is refused by name, for a misspelt setting that is silently ignored
looks like one that works. `HOST` and `PORT` are the host's own names.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

PREFIX = "TYOPOYTA_"
EMAIL = r"[\w.+-]+@[\w-]+(\.[\w-]+)+"


class SettingsError(ValueError):
    """The environment asks for something that we cannot do; the text names the variable and the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this dashboard runs. The defaults are safe on a desk: this machine only, no trust in any header."""

    data: Path = Path("data")
    """TYOPOYTA_DATA: the data folder, whose `releases` are served unless others are named; never read itself."""
    releases: Path = Path("data/releases")
    """TYOPOYTA_RELEASES: the folder with the pointer and the releases; only ever read."""
    publisher: str = ""
    """TYOPOYTA_PUBLISHER: who publishes this; empty, every page says that it is not an official publication."""
    base: str = "/"
    """TYOPOYTA_BASE: the path that the dashboard stands under, such as `/tila/`; begins and ends with a slash."""
    address: str = ""
    """TYOPOYTA_ADDRESS: the public https address, which what is printed leads back to; empty, nothing does."""
    responsible: str = ""
    """TYOPOYTA_RESPONSIBLE: who answers for the accessibility statement; empty, it says that nobody has adopted it."""
    feedback: str = ""
    """TYOPOYTA_FEEDBACK: where faults are told, an e-mail or https address; empty, the statement says there is none."""
    delivery: str = ""
    """TYOPOYTA_DELIVERY: where sectors send what they fill, an e-mail address or a text; empty, nothing is said."""
    trusted_hosts: tuple[str, ...] = ()
    """TYOPOYTA_TRUSTED_HOSTS: host names that are answered, by comma; empty answers to any."""
    proxies: int = 0
    """TYOPOYTA_PROXIES: how many proxies of ours stand in front and set X-Forwarded-* (0: none is believed)."""
    shared_cache: int = 0
    """TYOPOYTA_SHARED_CACHE: seconds for which a cache in front may give a page without asking (0: it always asks)."""
    host: str = "127.0.0.1"
    """HOST: the address to listen on."""
    port: int = 8050
    """PORT: the port to listen on."""

    def printed_host(self, host_url: str) -> str:
        """What of `http://host/` may be printed on a page or in a file; empty where anyone may have made it up.

        The public address where it is set, whatever host a request names.
        A request names the host that it asks, and may name any: only where the names that are answered are set, or the
        name is this machine's own, is it known to be ours.
        """
        if self.address:
            return f"{self.address}/"
        own = re.fullmatch(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?/", host_url)
        return host_url if self.trusted_hosts or own else ""

    @property
    def delivery_email(self) -> str:
        """The address of `delivery` where it is one; empty where it is a text."""
        return self.delivery if "@" in self.delivery and " " not in self.delivery else ""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """Read the environment; raises `SettingsError` for what is unknown or unreadable."""
        _refuse_unknown(environment)
        given = {
            field: read(name, environment[name])
            for name, (field, read) in _READERS.items()
            if environment.get(name, "").strip()
        }
        if isinstance(data := given.get("data"), Path):
            given.setdefault("releases", data / "releases")
        return cls(**given)  # type: ignore[arg-type]


def settings_or_exit() -> Settings:
    """The settings of this process; a wrong one ends it with one line on standard error."""
    try:
        return Settings.of(os.environ)
    except SettingsError as error:
        sys.exit(f"dashboard: {error}")


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in _READERS:
            near = difflib.get_close_matches(name, _READERS, 1)
            ours = ", ".join(key for key in _READERS if key.startswith(PREFIX))
            raise SettingsError(f"{name} is not a setting. {f'Did you mean {near[0]}?' if near else f'Known: {ours}.'}")


def _path(_: str, text: str) -> Path:
    return Path(text.strip())


def _line(name: str, text: str) -> str:
    if not text.strip().isprintable():
        raise SettingsError(f"{name} must be one line of text.")
    return text.strip()


def _delivery(name: str, text: str) -> str:
    where = _line(name, text)
    if "@" in where and " " not in where and not re.fullmatch(EMAIL, where, re.ASCII):
        raise SettingsError(f"{name}={where} is neither an e-mail address nor a text such as: in the folder X.")
    return where


def _feedback(name: str, text: str) -> str:
    address = text.strip()
    if not re.fullmatch(rf"{EMAIL}|https://[\w.-]+(:\d+)?([/?#]\S*)?", address, re.ASCII):
        raise SettingsError(f"{name}={text} is neither an e-mail address nor an https:// address.")
    return address


def _address(name: str, text: str) -> str:
    address = text.strip().rstrip("/")
    if not re.fullmatch(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?", address, re.ASCII):
        raise SettingsError(
            f"{name}={text} is not an address such as https://tyopoyta.example.fi (a path belongs in TYOPOYTA_BASE)."
        )
    return address


def _base(name: str, text: str) -> str:
    path = "/" + text.strip().strip("/")
    if not re.fullmatch(r"/[A-Za-z0-9._~-]*(/[A-Za-z0-9._~-]+)*", path):
        raise SettingsError(f"{name}={text} is not a path such as /tila/ (letters, digits, . _ ~ - and slashes).")
    return path if path == "/" else f"{path}/"


def _hosts(name: str, text: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in text.split(",") if host.strip())
    for host in hosts:
        if not re.fullmatch(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d+)?", host):
            raise SettingsError(f"{name}: {host!r} is not a host name such as tyopoyta.example.fi.")
    return hosts


def _whole(low: int, high: int) -> Callable[[str, str], int]:
    def read(name: str, text: str) -> int:
        if not re.fullmatch(r"\d{1,6}", text.strip(), re.ASCII) or not low <= int(text) <= high:
            raise SettingsError(f"{name}={text} must be a whole number from {low} to {high}.")
        return int(text)

    return read


_READERS: Mapping[str, tuple[str, Callable[[str, str], object]]] = {
    "TYOPOYTA_RELEASES": ("releases", _path),
    "TYOPOYTA_DATA": ("data", _path),
    "TYOPOYTA_PUBLISHER": ("publisher", _line),
    "TYOPOYTA_BASE": ("base", _base),
    "TYOPOYTA_ADDRESS": ("address", _address),
    "TYOPOYTA_RESPONSIBLE": ("responsible", _line),
    "TYOPOYTA_FEEDBACK": ("feedback", _feedback),
    "TYOPOYTA_DELIVERY": ("delivery", _delivery),
    "TYOPOYTA_TRUSTED_HOSTS": ("trusted_hosts", _hosts),
    "TYOPOYTA_PROXIES": ("proxies", _whole(0, 9)),
    "TYOPOYTA_SHARED_CACHE": ("shared_cache", _whole(0, 86_400)),
    "HOST": ("host", _line),
    "PORT": ("port", _whole(1, 65535)),
}
