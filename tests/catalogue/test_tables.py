"""Every measure whose figures come from a public table has that table declared."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.reading.tables import Declared, load
from etl.reporting.problems import Problem
from strategy.model.catalogue import Strategy

DATA = Path(__file__).parents[2] / "data"
PUBLIC = ("statfin_", "sotkanet_", "paavo_")


@pytest.fixture(scope="module")
def tables(strategy: Strategy) -> Declared:
    """The declared tables."""
    problems: list[Problem] = []
    found = load(DATA, strategy, problems)
    assert problems == []
    return found


def test_every_measure_of_a_public_table_is_served(strategy: Strategy, tables: Declared) -> None:
    wanted = {
        (source, measure.id)
        for measure in strategy.measures.values()
        for source in measure.sources
        if source.startswith(PUBLIC) and measure.formula is None
    }
    served = {(table.source, series.measure) for table in tables.tables.values() for series in table.series}
    assert served == wanted


def test_tables_are_asked_at_their_publishers_hosts(tables: Declared) -> None:
    hosts = {t.source.partition("_")[0]: (t.address or "").split("/")[2] for t in tables.tables.values() if t.address}
    assert hosts == {"statfin": "pxdata.stat.fi", "paavo": "pxdata.stat.fi", "sotkanet": "sotkanet.fi"}
    assert tables.hosts == set(hosts.values())


def test_a_table_without_an_address_is_one_that_is_gone(tables: Declared) -> None:
    """Key figures of 2017, the old population structure and the first editions of Paavo were on a server of before."""
    gone = {source for source, table in tables.tables.items() if table.address is None}
    old = {"statfin_population_structure", "statfin_key_figures_2017", "paavo_2015", "paavo_2016", "paavo_2017"}
    assert gone == old
