"""Parts that pages are made of."""

from dashboard.components import credits, datagrid, downloads, lists, statements
from dashboard.components.actions import action_href, action_list, chosen_actions
from dashboard.components.aria import aria, data
from dashboard.components.credits import credit, licence, published
from dashboard.components.distribution import count_judged, distribution
from dashboard.components.figures import figure_alone, large_chart, twin
from dashboard.components.filter_row import chosen_words, day_form, filter_anchor, filter_row, other_days
from dashboard.components.filters import choices
from dashboard.components.frame import frame
from dashboard.components.grid_conditions import condition_list
from dashboard.components.key_figures import large_figures_row
from dashboard.components.marks import (
    flags,
    focus_area_link,
    group_mark,
    original,
    quote,
    sector_link,
    sector_rules,
    sectors,
    selection_address,
    selection_href,
    sign_of,
    standing,
    status_mark,
)
from dashboard.components.matrix import matrix
from dashboard.components.measure_links import with_links
from dashboard.components.paper import margin_rules
from dashboard.components.programs import address_section, programs_section
from dashboard.components.road import road_of, road_to_target
from dashboard.components.rows_behind import shown_rows, shown_units
from dashboard.components.small_charts import drawn_small, small_chart
from dashboard.components.small_multiples import SmallMultiples, as_charts, measure_list
from dashboard.components.squares import squares
from dashboard.components.subjects import subject_of
from dashboard.components.tables import Cell, facts, table, table_row
from dashboard.components.views import ShownView, has_history, indexable, shown_view, view_chart

__all__ = [
    "Cell",
    "ShownView",
    "SmallMultiples",
    "action_href",
    "action_list",
    "address_section",
    "aria",
    "as_charts",
    "choices",
    "chosen_actions",
    "chosen_words",
    "condition_list",
    "count_judged",
    "credit",
    "credits",
    "data",
    "datagrid",
    "day_form",
    "distribution",
    "downloads",
    "drawn_small",
    "facts",
    "figure_alone",
    "filter_anchor",
    "filter_row",
    "flags",
    "focus_area_link",
    "frame",
    "group_mark",
    "has_history",
    "indexable",
    "large_chart",
    "large_figures_row",
    "licence",
    "lists",
    "margin_rules",
    "matrix",
    "measure_list",
    "original",
    "other_days",
    "programs_section",
    "published",
    "quote",
    "road_of",
    "road_to_target",
    "sector_link",
    "sector_rules",
    "sectors",
    "selection_address",
    "selection_href",
    "shown_rows",
    "shown_units",
    "shown_view",
    "sign_of",
    "small_chart",
    "squares",
    "standing",
    "statements",
    "status_mark",
    "subject_of",
    "table",
    "table_row",
    "twin",
    "view_chart",
    "with_links",
]
