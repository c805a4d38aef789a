"""The environment is read strictly: a setting that is misspelt or unreadable is named, never ignored."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.settings import Settings, SettingsError


def test_without_any_setting_it_listens_on_this_machine_and_trusts_no_header() -> None:
    assert Settings.of({"PATH": "/bin", "HOME": "/root"}) == Settings(
        releases=Path("data/releases"), publisher="", base="/", trusted_hosts=(), proxies=0, host="127.0.0.1", port=8050
    )


GOOD = [
    # variable, text                          field, value
    ("TYOPOYTA_RELEASES", "/srv/releases", "releases", Path("/srv/releases")),
    ("TYOPOYTA_DATA", "/srv/town", "releases", Path("/srv/town/releases")),
    ("TYOPOYTA_PUBLISHER", " Kauniaisten kaupunki ", "publisher", "Kauniaisten kaupunki"),
    ("TYOPOYTA_PUBLISHER", "", "publisher", ""),
    ("TYOPOYTA_RESPONSIBLE", "Kauniaisten kaupunki", "responsible", "Kauniaisten kaupunki"),
    ("TYOPOYTA_FEEDBACK", "palaute@kauniainen.example", "feedback", "palaute@kauniainen.example"),
    (
        "TYOPOYTA_FEEDBACK",
        " https://kauniainen.example/palaute?a=1 ",
        "feedback",
        "https://kauniainen.example/palaute?a=1",
    ),
    ("TYOPOYTA_BASE", "/tila/", "base", "/tila/"),
    ("TYOPOYTA_BASE", "tila", "base", "/tila/"),
    ("TYOPOYTA_BASE", "a/b", "base", "/a/b/"),
    ("TYOPOYTA_BASE", "/", "base", "/"),
    ("TYOPOYTA_TRUSTED_HOSTS", "a.fi, .b.fi", "trusted_hosts", ("a.fi", ".b.fi")),
    ("TYOPOYTA_PROXIES", "1", "proxies", 1),
    ("PORT", "80", "port", 80),
    ("HOST", "0.0.0.0", "host", "0.0.0.0"),  # noqa: S104 (read, not bound)
]


@pytest.mark.parametrize(("name", "text", "field", "value"), GOOD)
def test_reads(name: str, text: str, field: str, value: object) -> None:
    assert getattr(Settings.of({name: text}), field) == value


def test_releases_that_are_named_go_before_those_of_the_folder() -> None:
    both = {"TYOPOYTA_DATA": "/srv/town", "TYOPOYTA_RELEASES": "/srv/releases"}
    assert Settings.of(both).releases == Path("/srv/releases")


BAD = [
    # environment                              what the message says
    ({"TYOPOYTA_PUBLISHR": "x"}, r"TYOPOYTA_PUBLISHR is not a setting. Did you mean TYOPOYTA_PUBLISHER\?"),
    ({"TYOPOYTA_": "x"}, "is not a setting"),
    ({"TYOPOYTA_QQQQQQQQQ": "x"}, "Known: TYOPOYTA_RELEASES"),
    ({"TYOPOYTA_PROXIES": "-1"}, "TYOPOYTA_PROXIES=-1 must be a whole number from 0 to 9"),
    ({"TYOPOYTA_PROXIES": "two"}, "whole number"),
    ({"PORT": "0"}, "from 1 to 65535"),
    ({"PORT": "99999"}, "from 1 to 65535"),
    ({"TYOPOYTA_BASE": "/a b/"}, "is not a path"),
    ({"TYOPOYTA_BASE": "https://x.fi/"}, "is not a path"),
    ({"TYOPOYTA_BASE": "/a//b"}, "is not a path"),
    ({"TYOPOYTA_TRUSTED_HOSTS": "a.fi,http://b"}, "is not a host name"),
    ({"TYOPOYTA_PUBLISHER": "a\nb"}, "one line"),
    ({"TYOPOYTA_FEEDBACK": "javascript:alert(1)"}, "neither an e-mail address nor an https"),
    ({"TYOPOYTA_FEEDBACK": "http://kauniainen.example"}, "neither an e-mail address nor an https"),
    ({"TYOPOYTA_FEEDBACK": "palaute"}, "neither an e-mail address nor an https"),
]


@pytest.mark.parametrize(("environment", "message"), BAD)
def test_refuses(environment: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Settings.of(environment)


PRINTED = [
    # trusted        asked                        printed
    ((), "http://evil.example/", ""),
    ((), "http://127.0.0.1:8050/", "http://127.0.0.1:8050/"),
    ((), "http://localhost/", "http://localhost/"),
    ((), "http://[::1]:8050/", "http://[::1]:8050/"),
    ((), "http://localhost.evil.example/", ""),
    ((), "http://127.0.0.1.evil.example/", ""),
    (("a.fi",), "https://a.fi/", "https://a.fi/"),
]


@pytest.mark.parametrize(("trusted", "asked", "printed"), PRINTED)
def test_a_host_is_printed_only_where_it_is_known_to_be_ours(
    trusted: tuple[str, ...], asked: str, printed: str
) -> None:
    assert Settings(trusted_hosts=trusted).printed_host(asked) == printed
