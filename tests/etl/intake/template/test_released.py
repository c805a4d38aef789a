"""The workbooks of a release: of each sector in each language, the same bytes for the same record."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from etl.intake.rows import PREFIX
from etl.intake.template import released, workbooks
from etl.intake.template.released import newest_knowledge
from etl.record import Record
from strategy.model import LANGUAGES, ActionEvent, Event, Observation, Statement
from strategy.model.periods import Period
from strategy.model.vocabulary import Words

NEVER = date(2021, 12, 31)
ROW = Observation("1.1-c", "901", Period.parse("2020"), 5.0, "newspaper")
TOLD = Event("1.1-m", date(2022, 5, 1), "done", "newspaper")
DONE = ActionEvent("1.1-A1", date(2022, 5, 2), "done", "newspaper")
SAID = Statement("1.1-c", "comment", date(2022, 5, 3), "johtaja", Words("a", None, None))

# fmt: off
KNOWN = [
    # what is on record                                                                    the day of the workbooks
    ({},                                                                                   NEVER),
    ({"observations": (ROW,)},                                                             NEVER),
    ({"observations": (ROW, replace(ROW, known=date(2022, 1, 31)))},                       date(2022, 1, 31)),
    ({"observations": (replace(ROW, known=date(2022, 1, 31), area="SSS"),)},               NEVER),
    ({"events": (TOLD,)},                                                                  date(2022, 5, 1)),
    ({"events": (replace(TOLD, known=date(2022, 6, 1)),)},                                 date(2022, 6, 1)),
    ({"action_events": (DONE,), "events": (TOLD,)},                                        date(2022, 5, 2)),
    ({"statements": (SAID,), "action_events": (DONE,)},                                    date(2022, 5, 3)),
]
# fmt: on


@pytest.mark.parametrize(("told", "day"), KNOWN)
def test_the_day_is_that_of_the_newest_knowledge(
    told: dict[str, tuple[object, ...]], day: date, record: Record
) -> None:
    """Neither the clock nor another area plays a part; where no day is recorded, the review day stands in."""
    strategy = replace(record.strategy, review_day=NEVER)
    nothing = {"observations": (), "events": (), "action_events": (), "statements": ()}
    assert newest_knowledge(replace(record, strategy=strategy, **{**nothing, **told})) == day  # type: ignore[arg-type]


def test_each_sector_has_one_in_each_language_that_says_whose_it_is(record: Record) -> None:
    found = workbooks(record)
    assert [(w.sector, w.lang) for w in found] == [(s, lang) for s in record.strategy.sectors for lang in LANGUAGES]
    for one in found:
        with zipfile.ZipFile(io.BytesIO(one.content)) as book:
            words = "".join(ElementTree.fromstring(book.read("xl/sharedStrings.xml")).itertext())
            core = book.read("docProps/core.xml").decode()
        assert f"{PREFIX}{one.sector}" in words
        assert f"{one.day.isoformat()}T00:00:00Z" in core  # not the time at which it was made


def test_equal_records_give_equal_bytes_whatever_the_day(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(date):
        @classmethod
        def today(cls) -> Later:
            raise AssertionError("the clock was read")

    before = workbooks(record)
    monkeypatch.setattr(released, "date", Later)
    assert [w.content for w in workbooks(record)] == [w.content for w in before]
