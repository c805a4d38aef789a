"""`etl meeting`: proposes an agenda, seals it once, cancels it beside the seal, and refuses the rest with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.record.record import read_record
from tests.etl.conftest import Run

# fmt: off
REFUSED = [
    # what is asked                                          a part of the answer
    (("new",),                                               "--day 2021-11-29"),
    (("new", "Council", "--day", "2022-02-01"),              "pieniä kirjaimia"),
    (("new", "council", "--day", "2022-02-01"),              "jo olemassa"),
    (("new", "--day", "2022-02-01", "--focus-area", "9"),    "Painopistealueet: 1"),
    (("new", "--day", "2022-02-01", "--known", "2022-03-01"), "--known"),
    (("new", "--day", "2022-02-01", "--follows", "counsil"), "council"),
    (("seal",),                                              "Kokoukset: council"),
    (("seal", "counsil"),                                    "council"),
    (("cancel", "counsil"),                                  "council"),
]
# fmt: on


@pytest.mark.parametrize(("asked", "answer"), REFUSED)
def test_what_cannot_be_done_is_refused_with_the_remedy(
    asked: tuple[str, ...], answer: str, agenda: Path, small: Path, run: Run
) -> None:
    before = sorted(path.name for path in agenda.parent.iterdir())
    said = run("meeting", *asked, "--data", small, "--lang", "fi")
    assert said.code == 2
    assert answer in said.err
    assert sorted(path.name for path in agenda.parent.iterdir()) == before


def test_a_new_meeting_can_be_read_and_proposes_the_worst_first(agenda: Path, small: Path, run: Run) -> None:
    said = run(
        "meeting", "new", "--day", "2022-03-01", "--known", "2022-02-01", "--follows", "council", "--data", small
    )
    assert said.code == 0, said.err
    meeting = read_record(small).meetings[-1].meeting
    assert (meeting.id, meeting.follows, str(meeting.known)) == ("2022-03-01", "council", "2022-02-01")
    assert 1 <= len(meeting.items) <= 7
    assert all(meeting.title.in_(lang)[1] == lang for lang in ("fi", "sv", "en"))


def test_a_meeting_is_sealed_once_and_cancelled_beside_its_seal(sealed: Path, small: Path, run: Run) -> None:
    before = sealed.read_bytes()
    assert run("meeting", "seal", "council", "--data", small).code == 2
    said = run(
        "meeting", "cancel", "council", "--reason", "Siirtyy", "--day", "2022-01-05", "--data", small, "--lang", "fi"
    )
    assert said.code == 0, said.err
    (kept,) = read_record(small).meetings
    assert kept.cancelled is not None
    assert (str(kept.cancelled.day), kept.cancelled.reason) == ("2022-01-05", ("Siirtyy", None, None))
    assert sealed.read_bytes() == before
    assert run("meeting", "cancel", "council", "--data", small).code == 2
