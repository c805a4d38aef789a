"""Asks a service for what a declared table wants: PxWeb v1 and v2, and Sotkanet. Knows questions, not answers.

A PxWeb table is asked for its dimensions first, so that a renamed variable or code is met with its name before any
figure is read, and only the cells that are wanted are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol
from urllib.parse import quote

from etl.formats import Dimension, FormatError, bundle, parse_json, read_dimensions
from etl.reading import StatisticsTable
from etl.statistics.selection import select
from strategy.model import Strategy

_LANGUAGE = "fi"


class Getter(Protocol):
    """Gets an address, posting a body as JSON where there is one."""

    def get(self, address: str, body: object = None) -> bytes:
        """The whole answer."""


def ask(web: Getter, table: StatisticsTable, strategy: Strategy, today: date) -> bytes:
    """What the service answers, as it came; raises `WebError` or `FormatError`."""
    address = table.address or ""
    if table.interface == "sotkanet":
        return _sotkanet(web, table, today)
    if table.interface == "pxweb2":
        dimensions = read_dimensions(parse_json(web.get(f"{address}/metadata?lang={_LANGUAGE}")))
        return web.get(f"{address}/data?{_query2(dimensions, table, strategy)}")
    dimensions = _variables(web.get(address))
    return web.get(address, _query1(dimensions, table, strategy))


def _wanted(dimensions: Sequence[Dimension], table: StatisticsTable, strategy: Strategy) -> list[tuple[str, list[str]]]:
    """Every dimension with the codes that any of the table's series wants of it."""
    codes: list[dict[str, None]] = [{} for _ in dimensions]
    for series in table.series:
        places = select(dimensions, table, series, strategy).places(dimensions)
        for wanted, dimension, own in zip(codes, dimensions, places, strict=True):
            wanted.update(dict.fromkeys(dimension.codes[place] for place in own))
    return [(d.code, list(c)) for d, c in zip(dimensions, codes, strict=True)]


def _query1(dimensions: Sequence[Dimension], table: StatisticsTable, strategy: Strategy) -> object:
    query = [
        {"code": code, "selection": {"filter": "item", "values": values}}
        for code, values in _wanted(dimensions, table, strategy)
    ]
    return {"query": query, "response": {"format": table.form}}


def _query2(dimensions: Sequence[Dimension], table: StatisticsTable, strategy: Strategy) -> str:
    parts = [
        f"valueCodes[{quote(code, safe='')}]={','.join(quote(value, safe='') for value in values)}"
        for code, values in _wanted(dimensions, table, strategy)
    ]
    return "&".join([f"lang={_LANGUAGE}", f"outputFormat={table.form}", *parts])


def _variables(raw: bytes) -> tuple[Dimension, ...]:
    """The dimensions that PxWeb v1 describes at a table's own address."""
    table = parse_json(raw)
    variables = table.get("variables")
    if not isinstance(variables, list) or not all(isinstance(v, dict) and "code" in v for v in variables):
        raise FormatError("column", "variables", (("field", "variables"),), words=", ".join(table))
    return tuple(_variable(v) for v in variables)


def _variable(variable: Mapping[str, object]) -> Dimension:
    code, values = str(variable["code"]), variable.get("values")
    labels = variable.get("valueTexts", values)
    if not isinstance(values, list) or not isinstance(labels, list):
        raise FormatError("column", "values", (("variable", code),), words=", ".join(map(str, variable))[:80])
    return Dimension(code, str(variable.get("text", code)), tuple(map(str, values)), tuple(map(str, labels)))


def _sotkanet(web: Getter, table: StatisticsTable, today: date) -> bytes:
    years = "".join(f"&years={year}" for year in range(table.first_year or today.year, today.year + 1))
    values = web.get(f"{table.address}/json?indicator={table.indicator}{years}&genders=total")
    return bundle(values, web.get(f"{table.address}/regions"))
