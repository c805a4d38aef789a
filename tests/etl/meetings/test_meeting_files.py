"""A meeting's file is told where it is wrong; a sealed one where it is no longer what was sealed."""

# ruff: noqa: E501 - tables whose rows are one line

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl.record.record import read_all, read_record
from etl.reporting.problems import Problem
from strategy.meetings.sealing import opened
from tests.etl.conftest import Run, replace

# fmt: off
WRONG = [
    # in the file                    instead                                       code                   place
    ('"1.1-b"',                      '"1.1-q"',                                    "unknown_id",          "asia 1, kenttä measures"),
    ("known = 2021-12-31",           "known = 2022-02-01",                         "known_after_meeting", "kenttä known"),
    ("known = 2021-12-31",           "",                                           "missing",             "kenttä known"),
    ('number = "2"',                 'number = "1"',                               "item_twice",          "asia 2, kenttä number"),
    ("[item.selection]",             'measures = ["1.1-a"]\n[item.selection]',     "item_shows_two",      "asia 2, kenttä selection"),
    ("[item.selection]",             '[item.selection]\ngroup = "behnd"',          "vocabulary",          "asia 2, osa selection, kenttä group"),
    ("[item.selection]",             '[item.selection]\nsector = "sotte"',         "unknown_id",          "asia 2, osa selection, kenttä sector"),
    ('paragraph = "§ 7"',            'pragraph = "§ 7"',                           "unknown_key",         "asia 3, päätös 1, kenttä pragraph"),
    ("day = 2022-01-10",             "day = 2022-01-10\nexample = true",           "example_of_meeting",  "kenttä example"),
    ("day = 2022-01-10",             'day = 2022-01-10\nfollows = "council"',      "unknown_id",          "kenttä follows"),
    ('title = { fi = "Kaikki" }',    'title = { de = "Alles" }',                   "no_language",         "asia 2, kenttä title"),
    ('notes =',                      'peers = ["049"]\nnotes =',                   "peers_of_none",       "asia 3, kenttä peers"),
]
EDITED = [
    ('measures = ["1.1-a", "1.1-b"]', 'measures = ["1.1-a"]',                      "asia 1, kenttä measures"),
    ('title = { fi = "Kokous"',       'title = { fi = "Toinen"',                   "kenttä title"),
    ("known = 2021-12-31",            "known = 2021-12-30",                        "kenttä known"),
    ('text = { fi = "Merkittiin tiedoksi." }', 'text = { fi = "Hylättiin." }',     "asia 3, kenttä decided"),
    ('number = "3"',                  'number = "4"',                              "asia 3, kenttä number"),
]
# fmt: on


OF_MEETINGS = {
    "meeting_name", "meeting_without_file", "known_after_meeting", "no_items", "item_twice", "item_shows_two",
    "peers_of_none", "example_of_meeting", "follows_later", "seal_form", "seal_unreadable", "seal_broken",
    "sealed_changed",
}  # fmt: skip
"""The problems that are brought about here."""


def _problems(data: Path) -> list[Problem]:
    problems: list[Problem] = []
    read_all(data, problems)
    return problems


@pytest.mark.parametrize(("old", "new", "code", "place"), WRONG)
def test_what_is_wrong_in_a_meeting_is_told_with_its_place(
    old: str, new: str, code: str, place: str, agenda: Path, small: Path
) -> None:
    """Any fault is one problem of the meeting's file."""
    replace(agenda, old, new)
    found = [(p.file, p.code, p.place("fi")) for p in _problems(small)]
    assert (agenda.as_posix(), code, place) in found
    assert {file for file, _, _ in found} == {agenda.as_posix()}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('day = 2022-01-10\nknown = 2022-01-10\ntitle.fi = "Tyhjä"', "no_items"),
        (
            'day = 2021-01-10\nknown = 2021-01-10\ntitle.fi = "Aiempi"\nfollows = "council"\n'
            '[[item]]\nnumber = "1"\ntitle.fi = "Asia"',
            "follows_later",
        ),
    ],
)
def test_what_is_wrong_with_a_meeting_as_a_whole_is_told(text: str, code: str, agenda: Path, small: Path) -> None:
    """A meeting about nothing, and one that follows a later one."""
    (agenda.parent / "other.toml").write_text(text, "utf-8")
    assert [p.code for p in _problems(small)] == [code]


@pytest.mark.parametrize(("old", "new", "place"), EDITED)
def test_a_sealed_agenda_that_was_edited_stops_a_release(
    old: str, new: str, place: str, sealed: Path, agenda: Path, small: Path
) -> None:
    """What was sealed, what stands there now, and where."""
    replace(agenda, old, new)
    assert [(p.code, p.place("fi")) for p in _problems(small)] == [("sealed_changed", place)]


def test_decisions_may_be_added_to_a_sealed_meeting(sealed: Path, agenda: Path, small: Path) -> None:
    """They come of the meeting; what was sealed of it stays."""
    with agenda.open("a", encoding="utf-8") as file:
        file.write('\n[[item.decided]]\ntext = { sv = "Bordlades." }\n')
    (kept,) = read_record(small).meetings
    assert len(kept.meeting.items[2].decisions) == 2
    assert kept.sealed is not None
    assert len(opened(kept.sealed).content.meeting.items[2].decisions) == 1


def test_a_sealed_meeting_outlives_the_measures_that_it_showed(sealed: Path, small: Path) -> None:
    """An id that the catalogue no longer has is no fault of a meeting of long ago."""
    goal = small / "catalogue/goals/1.1.toml"
    text = goal.read_text("utf-8")
    goal.write_text(text.replace('"1.1-b"', '"1.1-q"'), "utf-8")
    assert [p for p in _problems(small) if "meetings" in p.file] == []


# fmt: off
BROKEN = [
    (lambda text: text.replace('"86', '"96').replace("86.5", "96.5"), "seal_broken"),
    (lambda text: text.replace("Koivula", "Toinen"),                  "seal_broken"),
    (lambda text: text[: len(text) // 2],                             "seal_unreadable"),
    (lambda text: text.replace('"form": 1', '"form": 9'),             "seal_form"),
    (lambda text: "[]",                                               "seal_form"),
]
# fmt: on


@pytest.mark.parametrize(("spoil", "code"), BROKEN)
def test_a_changed_seal_is_named(spoil: object, code: str, sealed: Path, small: Path) -> None:
    """One figure, one letter of the origin, half a file, another form: nothing of it gets into a release."""
    before = sealed.read_text("utf-8")
    after = spoil(before)  # type: ignore[operator]
    assert after != before
    sealed.write_text(after, "utf-8")
    assert [(p.file, p.code) for p in _problems(small)] == [(sealed.as_posix(), code)]


def test_a_figure_that_was_never_published_is_named_though_the_seal_was_made_anew(
    sealed: Path, agenda: Path, small: Path, run: Run
) -> None:
    """Whoever forges the hash too is found by the record."""
    replace(small / "histories/1.1-a.csv", "2021,86.5,2021-11-15", "2021,96.5,2021-11-15")
    sealed.unlink()
    assert run("meeting", "seal", "council", "--data", small).code == 0
    replace(small / "histories/1.1-a.csv", "2021,96.5,2021-11-15", "2021,86.5,2021-11-15")
    said = run("verify", "--quiet", "--data", small, "--lang", "fi")
    assert said.code == 1
    assert "council.sealed.json: mittari 1.1-a, ajanjakso 2021" in said.err
    assert "96.5" in said.err


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("notes.txt", "stranger"),
        ("Council.toml", "meeting_name"),
        ("other.sealed.json", "meeting_without_file"),
        ("other.cancelled.toml", "meeting_without_file"),
    ],
)
def test_a_file_that_no_meeting_has_is_told(name: str, code: str, agenda: Path, small: Path) -> None:
    """Nothing lies in the folder that nobody reads."""
    (agenda.parent / name).write_text("", "utf-8")
    assert code in {p.code for p in _problems(small) if p.file.endswith(name)}


def test_the_seal_says_where_it_came_from(sealed: Path, small: Path) -> None:
    """The release as `build` would have named it, the day, the publisher; and what it holds reads as it was made."""
    seal = json.loads(sealed.read_text("utf-8"))["seal"]
    assert (seal["publisher"], len(seal["release"]), len(seal["sha256"])) == ("Koivula", 12, 64)
    content = opened(sealed.read_text("utf-8")).content
    kinds = [screen.kind for screen in content.screens]
    assert (kinds[:2], set(kinds[2:-1]), kinds[-1]) == (["measure", "measure"], {"selection"}, "words")
    assert [row.value for row in content.measures["1.1-a"].rows if str(row.period) == "2021"] == [86.5]
