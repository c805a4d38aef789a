"""The environment is read strictly: a setting that is misspelt or unreadable is named, never ignored."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.settings import Settings, SettingsError, settings_or_exit


def test_a_wrong_setting_ends_the_process_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "x")
    with pytest.raises(SystemExit) as ended:
        settings_or_exit()
    assert ended.value.code == "dashboard: PORT=x must be a whole number from 1 to 65535."


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
    ("TYOPOYTA_DELIVERY", " luvut@koivula.example ", "delivery", "luvut@koivula.example"),
    ("TYOPOYTA_DELIVERY", "luvut@koivula.example", "delivery_email", "luvut@koivula.example"),
    ("TYOPOYTA_DELIVERY", "Yhteinen kansio Saapuvat", "delivery", "Yhteinen kansio Saapuvat"),
    ("TYOPOYTA_DELIVERY", "Yhteinen kansio Saapuvat", "delivery_email", ""),
    ("TYOPOYTA_DELIVERY", "Maija, puh. 1 (maija@koivula.example)", "delivery_email", ""),
    ("TYOPOYTA_DELIVERY", "", "delivery_email", ""),
    ("TYOPOYTA_ADDRESS", " https://tyopoyta.koivula.example/ ", "address", "https://tyopoyta.koivula.example"),
    ("TYOPOYTA_ADDRESS", "https://x.fi:8443", "address", "https://x.fi:8443"),
    ("TYOPOYTA_BASE", "/tila/", "base", "/tila/"),
    ("TYOPOYTA_BASE", "tila", "base", "/tila/"),
    ("TYOPOYTA_BASE", "a/b", "base", "/a/b/"),
    ("TYOPOYTA_BASE", "/", "base", "/"),
    ("TYOPOYTA_TRUSTED_HOSTS", "a.fi, .b.fi", "trusted_hosts", ("a.fi", ".b.fi")),
    ("TYOPOYTA_PROXIES", "1", "proxies", 1),
    ("TYOPOYTA_TRUSTED_HOSTS", "a.fi:8080,,localhost", "trusted_hosts", ("a.fi:8080", "localhost")),
    ("TYOPOYTA_PROXIES", "0", "proxies", 0),
    ("TYOPOYTA_PROXIES", "9", "proxies", 9),
    ("TYOPOYTA_SHARED_CACHE", "0", "shared_cache", 0),
    ("TYOPOYTA_SHARED_CACHE", "86400", "shared_cache", 86_400),
    ("PORT", "1", "port", 1),
    ("PORT", "65535", "port", 65535),
    ("PORT", "80", "port", 80),
    ("HOST", "0.0.0.0", "host", "0.0.0.0"),  # noqa: S104 (read, not bound)
]


@pytest.mark.parametrize(("name", "text", "field", "value"), GOOD)
def test_reads(name: str, text: str, field: str, value: object) -> None:
    assert getattr(Settings.of({name: text}), field) == value


ADDRESS = "is neither an e-mail address nor an https:// address."
DELIVERY = "is neither an e-mail address nor a text such as: in the folder X."
PATH = "is not a path such as /tila/ (letters, digits, . _ ~ - and slashes)."
HOST = "is not a host name such as tyopoyta.example.fi."


def test_releases_that_are_named_go_before_those_of_the_folder() -> None:
    both = {"TYOPOYTA_DATA": "/srv/town", "TYOPOYTA_RELEASES": "/srv/releases"}
    assert Settings.of(both).releases == Path("/srv/releases")


BAD = [
    # environment                              what is said
    ({"TYOPOYTA_PUBLISHR": "x"}, "TYOPOYTA_PUBLISHR is not a setting. Did you mean TYOPOYTA_PUBLISHER?"),
    ({"TYOPOYTA_QQQQQQQQQ": "x"}, "TYOPOYTA_QQQQQQQQQ is not a setting. Known: TYOPOYTA_RELEASES, TYOPOYTA_DATA, "
     "TYOPOYTA_PUBLISHER, TYOPOYTA_BASE, TYOPOYTA_ADDRESS, TYOPOYTA_RESPONSIBLE, TYOPOYTA_FEEDBACK, TYOPOYTA_DELIVERY, "
     "TYOPOYTA_TRUSTED_HOSTS, TYOPOYTA_PROXIES, TYOPOYTA_SHARED_CACHE."),
    ({"TYOPOYTA_BASE": "/", "TYOPOYTA_HOST": "x"}, "TYOPOYTA_HOST is not a setting. Did you mean TYOPOYTA_DATA?"),
    ({"TYOPOYTA_ADDRESS": "http://x.fi"}, "TYOPOYTA_ADDRESS=http://x.fi is not an address such as "
     "https://tyopoyta.example.fi (a path belongs in TYOPOYTA_BASE)."),
    ({"TYOPOYTA_ADDRESS": "https://x.fi/tila"}, "TYOPOYTA_ADDRESS=https://x.fi/tila is not an address such as "
     "https://tyopoyta.example.fi (a path belongs in TYOPOYTA_BASE)."),
    ({"TYOPOYTA_PROXIES": "-1"}, "TYOPOYTA_PROXIES=-1 must be a whole number from 0 to 9."),
    ({"TYOPOYTA_PROXIES": "10"}, "TYOPOYTA_PROXIES=10 must be a whole number from 0 to 9."),
    ({"TYOPOYTA_SHARED_CACHE": "86401"}, "TYOPOYTA_SHARED_CACHE=86401 must be a whole number from 0 to 86400."),
    ({"TYOPOYTA_PROXIES": "two"}, "TYOPOYTA_PROXIES=two must be a whole number from 0 to 9."),
    ({"PORT": "0"}, "PORT=0 must be a whole number from 1 to 65535."),
    ({"PORT": "65536"}, "PORT=65536 must be a whole number from 1 to 65535."),
    ({"PORT": "00000080"}, "PORT=00000080 must be a whole number from 1 to 65535."),
    ({"TYOPOYTA_BASE": "/a b/"}, f"TYOPOYTA_BASE=/a b/ {PATH}"),
    ({"TYOPOYTA_BASE": "https://x.fi/"}, f"TYOPOYTA_BASE=https://x.fi/ {PATH}"),
    ({"TYOPOYTA_BASE": "/a//b"}, f"TYOPOYTA_BASE=/a//b {PATH}"),
    ({"TYOPOYTA_TRUSTED_HOSTS": "a.fi,http://b"}, f"TYOPOYTA_TRUSTED_HOSTS: 'http://b' {HOST}"),
    ({"TYOPOYTA_PUBLISHER": "a\nb"}, "TYOPOYTA_PUBLISHER must be one line of text."),
    ({"TYOPOYTA_RESPONSIBLE": "a\nb"}, "TYOPOYTA_RESPONSIBLE must be one line of text."),
    ({"TYOPOYTA_FEEDBACK": "javascript:alert(1)"}, f"TYOPOYTA_FEEDBACK=javascript:alert(1) {ADDRESS}"),
    ({"TYOPOYTA_FEEDBACK": "http://kauniainen.example"}, f"TYOPOYTA_FEEDBACK=http://kauniainen.example {ADDRESS}"),
    ({"TYOPOYTA_DELIVERY": "a\nb"}, "TYOPOYTA_DELIVERY must be one line of text."),
    ({"TYOPOYTA_DELIVERY": "luvut@koivula"}, f"TYOPOYTA_DELIVERY=luvut@koivula {DELIVERY}"),
    ({"TYOPOYTA_DELIVERY": "@"}, f"TYOPOYTA_DELIVERY=@ {DELIVERY}"),
    ({"TYOPOYTA_DELIVERY": "javascript:a@b.fi"}, f"TYOPOYTA_DELIVERY=javascript:a@b.fi {DELIVERY}"),
    ({"TYOPOYTA_FEEDBACK": "palaute"}, f"TYOPOYTA_FEEDBACK=palaute {ADDRESS}"),
]  # fmt: skip


@pytest.mark.parametrize(("environment", "message"), BAD)
def test_refuses(environment: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError) as error:
        Settings.of(environment)
    assert str(error.value) == message


PRINTED = [
    # trusted        asked                        printed
    ((), "http://evil.example/", ""),
    ((), "http://127.0.0.1:8050/", "http://127.0.0.1:8050/"),
    ((), "http://localhost/", "http://localhost/"),
    ((), "http://[::1]:8050/", "http://[::1]:8050/"),
    ((), "http://localhost", ""),
    ((), "http://localhost.evil.example/", ""),
    ((), "http://127.0.0.1.evil.example/", ""),
    (("a.fi",), "https://a.fi/", "https://a.fi/"),
]


@pytest.mark.parametrize(("trusted", "asked", "printed"), PRINTED)
def test_a_host_is_printed_only_where_it_is_known_to_be_ours(
    trusted: tuple[str, ...], asked: str, printed: str
) -> None:
    assert Settings(trusted_hosts=trusted).printed_host(asked) == printed


def test_the_public_address_is_printed_whatever_host_is_asked() -> None:
    settings = Settings(address="https://x.fi", trusted_hosts=("y.fi",))
    assert settings.printed_host("http://y.fi/") == "https://x.fi/"
