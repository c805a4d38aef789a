"""Which source a line is of, and which of them enter the catalogue with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from etl.intake.rows.figures import parse_rows
from etl.intake.rows.parsed import ImportOptions
from etl.intake.rows.sources import known_sources, new_sources
from etl.intake.sheets.isolated import read_here
from etl.record import Record
from strategy.model import Source, Text
from tests.etl.intake.conftest import TODAY, told_of


def told(record: Record, text: str, source: str = "", given: dict[str, str] | None = None) -> list[str]:
    """The source of each line, and what is wrong, with its place."""
    book = replace(read_here("a.csv", text.encode()), given=given or {})
    found = parse_rows(book, ImportOptions(record.strategy, record.observations, TODAY, "fi", source))
    problems = [f"{dict(p.where.steps)['cell']} {told_of([p])}" for p in found.problems]
    return [*(item.row.source for item in found.figures), *problems]


LINE = "Kausi;Mittari;Luku;Lähde\n2022;1.1-c;5;"


@pytest.mark.parametrize(
    ("own", "source", "given", "answer"),
    [
        ("", "", {}, "sector_report_sote"),
        ("", "", {"source": "newspaper"}, "newspaper"),
        ("", "statistics", {"source": "newspaper"}, "statistics"),
        ("koivula_strategy", "statistics", {"source": "newspaper"}, "koivula_strategy"),
        ("sector_report_sivistys", "", {}, "sector_report_sivistys"),
        ("newspapers", "", {}, "D2 unknown_source | newspapers | newspaper"),
        ("sector_report_x", "", {}, "D2 unknown_source | sector_report_x | sector_report_sote"),
    ],
)
def test_the_source_of_a_line(own: str, source: str, given: dict[str, str], answer: str, record: Record) -> None:
    assert told(record, f"{LINE}{own}\n", source, given) == [answer]


@pytest.mark.parametrize("sectors", [(), ("sote", "sivistys")])
def test_a_measure_of_no_sector_or_of_two_needs_a_source(sectors: tuple[str, ...], record: Record) -> None:
    measures = record.strategy.measures
    strategy = replace(record.strategy, measures={**measures, "1.1-c": replace(measures["1.1-c"], sectors=sectors)})
    assert told(replace(record, strategy=strategy), f"{LINE}\n") == ["B2 no_source | 1.1-c"]


def test_a_sectors_report_enters_the_catalogue_once(record: Record) -> None:
    strategy = record.strategy
    assert known_sources(strategy) == [*strategy.sources, "sector_report_sote", "sector_report_sivistys"]
    used = ["newspaper", "sector_report_sote", "sector_report_x", "sector_report_sote"]
    publisher = strategy.sources[strategy.source].publisher
    made = Source(
        "sector_report_sote", "Toimialan raportti: Sosiaali- ja terveystoimi", "fi", publisher, None, None,
        "not_stated", True, None, None,
        Text("Toimialan raportti: Sosiaali- ja terveystoimi", "Sektorns rapport: Social- och hälsovård",
             "Report of the sector: Social and health services"),
    )  # fmt: skip
    (found,) = new_sources(strategy, used)
    assert found == made
    (swedish,) = new_sources(replace(strategy, text_language="sv"), used)
    assert (swedish.title, swedish.title_lang) == ("Sektorns rapport: Social- och hälsovård", "sv")
    known = replace(strategy, sources={**strategy.sources, found.id: found})
    assert list(new_sources(known, used)) == []
