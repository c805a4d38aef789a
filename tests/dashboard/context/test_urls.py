"""Addresses: what they say in three languages, that they come back as they went, and that no query breaks them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.context.urls import Address, best_language, canonical, read, safe_link

PLACES = [
    # address                              page          id       state
    ("/fi", "overview", "", {}),
    ("/sv", "overview", "", {}),
    ("/fi/painopiste/1", "focus_area", "1", {}),
    ("/sv/fokusomrade/1", "focus_area", "1", {}),
    ("/en/focus-area/1", "focus_area", "1", {}),
    ("/fi/mittari/1.3-c", "measure", "1.3-c", {}),
    ("/sv/matare/1.3-c", "measure", "1.3-c", {}),
    ("/en/measure/1.3-A5.1", "measure", "1.3-A5.1", {}),
    ("/fi/mittarit?group=behind&sector=sote", "measures", "", {"group": "behind", "sector": "sote"}),
    ("/sv/matare", "measures", "", {}),
    ("/en/measures?q=jobs", "measures", "", {"q": "jobs"}),
    ("/fi/toimiala/sote", "sector", "sote", {}),
    ("/sv/sektor/sote", "sector", "sote", {}),
    ("/en/sector/sote", "sector", "sote", {}),
    ("/fi/vuodet?years=2021,2019,2019", "years", "", {"years": (2019, 2021)}),
    ("/sv/ar?years=2020", "years", "", {"years": (2020,)}),
    ("/fi/muutokset?from=2021-06-30&to=2021-12-31", "changes", "",
     {"first": date(2021, 6, 30), "last": date(2021, 12, 31)}),
    ("/sv/andringar", "changes", "", {}),
    ("/en/changes?to=2021-12-31", "changes", "", {"first": None}),
    ("/en/method", "method", "", {}),
    ("/sv/kallor", "sources", "", {}),
    ("/fi/saavutettavuus", "accessibility", "", {}),
    ("/fi?on=2019-06-30", "overview", "", {"on": date(2019, 6, 30)}),
    ("/sv/matare/1.1-a?compare=MAKU,NWD,GM0363,E08000003,koko_maa", "measure", "1.1-a",
     {"compare": ("MAKU", "NWD", "GM0363", "E08000003", "koko_maa")}),
    ("/fi/mittari/3.3-a?on=2021-12-31&known=2021-11-15&compare=049,091&since=2010", "measure", "3.3-a",
     {"on": date(2021, 12, 31), "known": date(2021, 11, 15), "compare": ("049", "091"), "since": 2010}),
    ("/fi/mittari/2.1-t4?grain=year&as=index", "measure", "2.1-t4", {"grain": "year", "form": "index"}),
    ("/sv/matare/2.1-t4?grain=quarter&as=per_capita", "measure", "2.1-t4", {"grain": "quarter", "form": "per_capita"}),
    ("/en/measure/2.1-t4?grain=month&as=rank", "measure", "2.1-t4", {"grain": "month", "form": "rank"}),
    ("/en/measure/2.1-t4?as=plain", "measure", "2.1-t4", {"form": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "page", "id_", "state"), PLACES)
def test_an_address_is_read_and_written_the_same(text: str, page: str, id_: str, state: dict[str, object]) -> None:
    path, _, query = text.partition("?")
    address = read(path, query)
    assert address is not None
    assert (address.page, address.id) == (page, id_)
    assert {key: getattr(address, key) for key in state} == state
    path, _, query = address.href().partition("?")
    assert read(path, query) == address


NOWHERE = [
    "",
    "/",
    "/de",
    "/fi/mittari",
    "/fi/mittari/a b",
    "/fi/mittari/<x>",
    "/fi/mittarit/1",
    "/fi/x",
    "/fi/mittari/1/2",
    "/sv/mittarit",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_a_path_that_leads_nowhere_is_none(path: str) -> None:
    assert read(path) is None


LEADS = [
    ("/sv/mätare", "/sv/matare"),
    ("/sv/m%C3%A4tare/1.3-c", "/sv/matare/1.3-c"),
    ("/sv/fokusområde/2", "/sv/fokusomrade/2"),
    ("/sv/år", "/sv/ar"),
    ("/sv/källor", "/sv/kallor"),
    ("/sv/tillgänglighet", "/sv/tillganglighet"),
    ("/fi/", "/fi"),
    ("/sv/matare", None),
    ("/fi/unknown", None),
]


@pytest.mark.parametrize(("path", "plain"), LEADS)
def test_diacritics_lead_to_the_plain_form(path: str, plain: str | None) -> None:
    assert canonical(path) == plain


def test_the_view_of_a_chart_is_written_in_a_fixed_order_and_a_plain_one_not_at_all() -> None:
    address = read("/fi/mittari/2.1-t4", "as=rank&grain=year&compare=049,091&since=2000")
    assert address is not None
    assert address.href() == "/fi/mittari/2.1-t4?compare=049,091&since=2000&grain=year&as=rank"
    address = read("/fi/mittari/2.1-t4", "as=index&with=2.1-t5&since=2000")
    assert address is not None
    assert address.href() == "/fi/mittari/2.1-t4?with=2.1-t5&since=2000&as=index"
    assert read("/fi/mittari/2.1-t4", "with=a+b") == Address("fi", "measure", "2.1-t4", unread=("with=a b",))
    assert read("/fi/mittari/2.1-t4", "as=plain") == Address("fi", "measure", "2.1-t4")


def test_year_is_its_last_day_and_what_cannot_be_read_is_named() -> None:
    assert read("/fi", "year=2021") == Address("fi", "overview", on=date(2021, 12, 31))
    address = read("/fi", "on=tomorrow&since=x&group=bad&grain=day&as=pie&form=index&foo=1")
    assert address is not None
    assert set(address.unread) == {"on=tomorrow", "since=x", "group=bad", "grain=day", "as=pie"}
    assert address.form == ""


LANGUAGE = [
    ("sv-FI,sv;q=0.9,en;q=0.8", "sv"),
    ("de,en;q=0.5", "en"),
    ("", "fi"),
    ("de", "fi"),
    ("en;q=0.1,fi;q=0.9", "fi"),
    ("sv;q=x", "sv"),
]


@pytest.mark.parametrize(("header", "lang"), LANGUAGE)
def test_the_browsers_language_is_taken_if_it_is_ours(header: str, lang: str) -> None:
    assert best_language(header) == lang


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil",
        "ftp://a",
        "http://stat.fi/",
        "https://",
        "",
        None,
        " https://a",
        "https://stat.fi:x@evil",
        "https://stat.fi@evil",
        "https://[stat.fi",
    ],
)
def test_only_plain_web_addresses_become_links(url: str | None) -> None:
    assert safe_link(url) is None


@given(st.text(max_size=60), st.text(max_size=200))
def test_reading_never_raises(path: str, query: str) -> None:
    address = read("/fi/" + path, query)
    if address is not None:
        assert read(address.path(), address.href().partition("?")[2]) is not None
        assert len(address.q) <= 100
