"""The rows behind what a measure's page draws, for its files: of the areas drawn, and of a measure beside it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.charts.description import ChartView
from dashboard.components.views import ShownView, valid_home_rows
from dashboard.context import Context
from strategy.model import Measure, Observation


def shown_rows(context: Context, found: ShownView) -> list[Observation]:
    """As known on the page's day of knowledge and from its first year on; the own ones first, each in order of time."""
    areas = (context.strategy.home, *found.peers)
    rows = [row for row in found.drawn.rows if row.area in areas and _begun(context, row)]
    rows.sort(key=lambda row: areas.index(row.area))
    return rows if found.other is None else _with_other(context, found, found.other, rows)


def shown_units(context: Context, found: ShownView) -> dict[str, str]:
    """Measure id -> the unit that its rows are in, as it stands at an axis."""
    units = {found.drawn.measure.id: _axis(context, found.drawn)}
    if found.other is not None:
        own = context.unit(found.other)
        beside = own.axis.in_(context.lang) if own else ""
        units[found.other.id] = beside if found.lower else _axis(context, found.drawn)
    return units


def _with_other(context: Context, found: ShownView, other: Measure, rows: list[Observation]) -> list[Observation]:
    """With the rows of the other measure under its own name; in an index they stand among `rows` as an area's."""
    home = context.strategy.home
    named = [replace(row, measure=other.id, area=home) if row.area == other.id else row for row in rows]
    below = valid_home_rows(context, other) if found.lower else ()
    return [*named, *(row for row in below if _begun(context, row))]


def _begun(context: Context, row: Observation) -> bool:
    since = context.address.since
    return since is None or row.period.start_position >= since


def _axis(context: Context, view: ChartView) -> str:
    unit = view.strategy.units.get(view.measure.unit or "")
    return unit.axis.in_(context.lang) if unit else ""
