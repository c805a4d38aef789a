"""Reads `catalogue/tables.toml`: which public tables serve which measures, where they lie and how they are to be read.

A table says which dimension is period, area and breakdown, what its missing markers mean and how it marks advance
figures. Names and codes are lists of alternatives, the first that the table knows counts: Statistics Finland renamed
variables and prefixed codes in June 2026, and files saved before that keep the old ones. A table whose areas are not
municipalities says which of them stands for which area of ours; one without a dimension of periods says its only one.
`marks` says what a mark beside a number or a period means, `skip` which of the periods are known to be none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from etl.formats import FORMATS
from etl.reading.documents import read_document
from etl.reading.fields import Fields
from etl.reading.hosts import is_public_name
from etl.reading.measures import KnownIds, declared
from etl.reporting import Problem, nearest, problem
from strategy.model import ACTUAL, MISSING, Period, Strategy

TABLES_FILE = "tables.toml"
INTERFACES = ("pxweb1", "pxweb2", "sotkanet", "file")
"""`file`: no address is known; the table is read from a file saved by hand."""
ZERO = "zero"
"""What a marker may mean besides the reasons of absence: nothing was counted, which is a figure."""
_ADDRESS = re.compile(r"https://[^\s<>\"#?]+")
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSeries:
    """One series of a table: the measure it serves, and by dimension the codes that pick it out."""

    measure: str
    pick: Mapping[str, Names]
    breakdown: str = ""


@dataclass(frozen=True, slots=True)
class StatisticsTable:
    """One declared table; its id is that of its source."""

    source: str
    interface: str
    address: str | None
    form: str
    period: Names
    area: Names
    totals: Mapping[str, Names]
    missing: Mapping[str, str]
    preliminary: str | None
    quality: str
    series: tuple[TableSeries, ...]
    indicator: int | None = None
    first_year: int | None = None
    areas: Mapping[str, Names] = field(default_factory=dict)
    """Areas of ours and their codes in the table, where these are not the codes of municipalities; then only they."""
    only_period: Period | None = None
    """The period of every figure of a saved file that has no dimension of periods."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """The quality that a mark beside a number, a period or a name means."""
    skip: Names = ()
    """Codes or labels among the periods that are known to be none, and are passed over without a word."""
    explained: bool = False
    """Whether the declaration itself says the quality of the figures, so that prose notes of it tell nothing new."""


@dataclass(frozen=True, slots=True)
class Declared:
    """All tables by source, and the hosts that may be asked."""

    hosts: frozenset[str] = frozenset()
    tables: Mapping[str, StatisticsTable] = field(default_factory=dict)

    def of(self, names: tuple[str, ...]) -> tuple[StatisticsTable, ...]:
        """The tables of these sources and measures; all of them where none is named."""
        return tuple(t for t in self.tables.values() if not names or _named(t) & set(names))

    def unknown(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the names that no table stands behind."""
        every = {name for table in self.tables.values() for name in _named(table)}
        return tuple(name for name in names if name not in every)


def _named(table: StatisticsTable) -> set[str]:
    return {table.source, *(series.measure for series in table.series)}


def load(data: Path, strategy: Strategy, problems: list[Problem], known: KnownIds | None = None) -> Declared:
    """The tables that a data folder declares, none where it has no such file; what is wrong is added to `problems`."""
    path = data / "catalogue" / TABLES_FILE
    if not path.exists():
        return Declared()
    return read_declared(read_document(path, problems).fields(problems), strategy, known or declared(strategy))


def read_declared(fields: Fields, strategy: Strategy, known: KnownIds) -> Declared:
    """The whole of tables.toml; what is wrong is collected with its place."""
    hosts = frozenset(fields.texts("hosts", need=False))
    _check_hosts(fields, hosts)
    markers, marks = _markers(fields, {}), _marks(fields, {})
    tables: dict[str, StatisticsTable] = {}
    for one in fields.tables("table"):
        table = _table(one, _Given(strategy, known, hosts, markers, marks))
        if table.source in tables:
            one.wrong("source", "twice", id=table.source)
        tables[table.source] = table
    fields.done()
    return Declared(hosts, tables)


class _Given(NamedTuple):
    strategy: Strategy
    known: KnownIds
    hosts: frozenset[str]
    markers: Mapping[str, str]
    marks: Mapping[str, str]


def _table(fields: Fields, given: _Given) -> StatisticsTable:
    interface = fields.one_of("interface", INTERFACES)
    address = fields.matching("address", _ADDRESS, "https://sotkanet.fi/rest/1.1") if "address" in fields else None
    source = fields.known("source", given.known.sources) or ""
    found = StatisticsTable(
        source=source,
        interface=interface,
        address=address or None,
        form=fields.one_of("format", FORMATS, "json-stat2"),
        period=fields.texts("period", need="only_period" not in fields),
        area=fields.texts("area"),
        totals=fields.texts_by_name("totals"),
        missing=_markers(fields, given.markers),
        preliminary=fields.maybe_text("preliminary"),
        quality=fields.one_of("quality", ACTUAL, "final"),
        series=tuple(_series(one, given, source) for one in fields.tables("series")),
        indicator=fields.whole("indicator", need=interface == "sotkanet"),
        first_year=fields.whole("first_year", need=interface == "sotkanet"),
        areas=fields.texts_by_name("areas"),
        only_period=fields.period("only_period"),
        marks=_marks(fields, given.marks),
        skip=fields.texts("skip", need=False),
        explained="quality" in fields,
    )
    _check_areas_and_period(fields, found, given)
    _check_address(fields, found, given.hosts)
    fields.done()
    return found


def _check_areas_and_period(fields: Fields, table: StatisticsTable, given: _Given) -> None:
    for area in [a for a in table.areas if a not in given.strategy.areas]:
        known = tuple(given.strategy.areas)
        fields.wrong("areas", "unknown_id", near=nearest(area, known), words=", ".join(known))
    if table.only_period is not None and (table.period or table.address):
        fields.wrong("only_period", "only_period")


def _check_hosts(fields: Fields, hosts: frozenset[str]) -> None:
    """A host is a public name: an address of this machine or this network would let a table ask what it must not."""
    for host in sorted(hosts):
        if not is_public_name(host):
            place = fields.where.at("field", "hosts")
            fields.problems.append(problem(place, "private_host", host))


def _check_address(fields: Fields, table: StatisticsTable, hosts: frozenset[str]) -> None:
    if (table.address is None) != (table.interface == "file"):
        fields.wrong("address", "missing" if table.address is None else "address_of_file")
    elif table.address is not None and urlsplit(table.address).hostname not in hosts:
        fields.wrong("address", "host", words=", ".join(sorted(hosts)))
    if not table.series:
        fields.wrong("series", "missing")


def _series(fields: Fields, given: _Given, source: str) -> TableSeries:
    measure = fields.known("measure", given.known.measures) or ""
    found = TableSeries(
        measure=measure,
        pick=fields.texts_by_name("pick"),
        breakdown=fields.known("breakdown", given.known.breakdowns, need=False) or "",
    )
    sources = given.strategy.measures[measure].sources if measure in given.strategy.measures else (source,)
    if source not in sources:
        fields.wrong("measure", "source_of_other", measure=measure, words=", ".join(sources))
    fields.done()
    return found


def _marks(fields: Fields, before: Mapping[str, str]) -> Mapping[str, str]:
    table = fields.table("marks")
    if table is None:
        return before
    found = {mark: table.one_of(mark, ACTUAL) for mark in table}
    table.done()
    return {**before, **found}


def _markers(fields: Fields, before: Mapping[str, str]) -> Mapping[str, str]:
    table = fields.table("missing")
    if table is None:
        return before
    found = {marker: table.one_of(marker, (*MISSING, ZERO)) for marker in table}
    table.done()
    return {**before, **found}
