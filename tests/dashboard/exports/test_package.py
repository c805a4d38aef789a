"""The data package of a contract of two tables, whole: every member, every word of its descriptor, its two texts."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from zipfile import ZipFile

import pytest

from dashboard.context import Context
from dashboard.context.urls import Address
from dashboard.data.store import Release
from dashboard.exports.edition import Edition
from dashboard.exports.package import Contract, package
from dashboard.settings import Settings
from tests.dashboard.exports import told

CONTRACT = Contract(
    columns=[
        {"table_name": "bus_line", "column_name": "id", "data_type": "VARCHAR", "is_nullable": False, "comment": "The line."},  # noqa: E501
        {"table_name": "bus_stop", "column_name": "line", "data_type": "VARCHAR", "is_nullable": False, "comment": None},  # noqa: E501
        {"table_name": "bus_stop", "column_name": "seq", "data_type": "INTEGER", "is_nullable": False, "comment": "The place on it."},  # noqa: E501
        {"table_name": "bus_stop", "column_name": "east", "data_type": "DOUBLE", "is_nullable": False, "comment": "Metres."},  # noqa: E501
        {"table_name": "bus_stop", "column_name": "roof", "data_type": "BOOLEAN", "is_nullable": False, "comment": None},  # noqa: E501
        {"table_name": "bus_stop", "column_name": "opened", "data_type": "DATE", "is_nullable": False, "comment": None},
    ],
    tables=[
        {"table_name": "bus_stop", "comment": "Where a bus stops."},
        {"table_name": "bus_line", "comment": None},
    ],
    keys=[
        {"table_name": "bus_stop", "constraint_type": "PRIMARY KEY", "constraint_column_names": ["line", "seq"],
         "referenced_table": None, "referenced_column_names": None},
        {"table_name": "bus_stop", "constraint_type": "FOREIGN KEY", "constraint_column_names": ["line"],
         "referenced_table": "bus_line", "referenced_column_names": ["id"]},
    ],
)  # fmt: skip
DATA: dict[str, list[dict[str, object]]] = {
    "bus_line": [{"id": "1"}, {"id": 'a "b"'}],
    "bus_stop": [
        {"line": "1", "seq": 1, "east": 7.5, "roof": True, "opened": date(2020, 1, 2), "more": "not in the contract"}
    ],
}


def zipped(release: Release, lang: str, *, made_up: bool, built: datetime, site: str, publisher: str) -> bytes:
    """The package of the two tables beside the sources and statuses of a town."""
    strategy = replace(release.strategy, made_up=made_up)
    sources = {id_: replace(source, url=None) for id_, source in strategy.sources.items() if id_ != "statistics"}
    sources["address"] = replace(strategy.sources["statistics"], id="address", licence="CC0 1.0")
    sources["doubtful"] = replace(strategy.sources["statistics"], id="doubtful", url="https://a@b")
    fixed = replace(release, hash="0123456789abcdef" * 4, strategy=replace(strategy, sources=sources), built=built)
    context = Context.of(Address(lang, "overview"), fixed, Settings(publisher=publisher), date(2024, 6, 3))
    return package(Edition(context, site), CONTRACT, DATA)


pytestmark = pytest.mark.usefixtures("keys", "sentences")


def members(body: bytes) -> list[str]:
    """The package told in lines; its statuses are held elsewhere, and have two lines here."""
    found = list(told.archive(body))
    begin = found.index(next(line for line in found if line.startswith("\n== data/status.csv")))
    end = found.index(next(line for line in found if line.startswith("\n== datapackage.json")))
    return [*found[: begin + 3], *found[end:]]


def test_a_package_is_as_it_is_held(koivula: Release) -> None:
    built = datetime(2023, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    found = zipped(koivula, "sv", made_up=False, built=built, site="https://koivula.example", publisher="Koivula")
    told.held("package.zip", members(found))


def test_a_package_of_made_up_figures_by_nobody_says_so_and_no_file_in_it_is_older_than_zip_can_tell(
    koivula: Release,
) -> None:
    built = datetime(1979, 12, 31, 23, 59, 59, tzinfo=UTC)
    real = zipped(koivula, "fi", made_up=False, built=built, site="https://koivula.example", publisher="Koivula")
    made_up = zipped(koivula, "fi", made_up=True, built=built, site="", publisher="")
    assert max(member.date_time for member in ZipFile(io.BytesIO(real)).infolist()) == (1980, 1, 1, 0, 0, 0)
    told.held("package made up.zip", told.difference(members(real), members(made_up)))
