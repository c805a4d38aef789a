"""The only door to a release: its records, queries, the grid, search, and the verdicts of a day."""

from dashboard.data import grid, queries, selection
from dashboard.data.cache import Cache, HashedKey
from dashboard.data.grid import (
    COLUMNS,
    DAY,
    MOST_CONDITIONS,
    MOST_DECIMALS,
    NUMBER,
    OPERATORS,
    TEXT,
    ColumnFilter,
    GridError,
    GridView,
    read_view,
    view_of,
)
from dashboard.data.grid_models import filter_model, sort_model, view_of_grid
from dashboard.data.meetings import ShownMeeting, shown_meeting
from dashboard.data.search import find, find_actions, find_subgoals
from dashboard.data.selection import RowSelection, Words
from dashboard.data.store import Release, Store, StoreError
from dashboard.data.verdicts import judge_all, page_day

__all__ = [
    "COLUMNS",
    "DAY",
    "MOST_CONDITIONS",
    "MOST_DECIMALS",
    "NUMBER",
    "OPERATORS",
    "TEXT",
    "Cache",
    "ColumnFilter",
    "GridError",
    "GridView",
    "HashedKey",
    "Release",
    "RowSelection",
    "ShownMeeting",
    "Store",
    "StoreError",
    "Words",
    "filter_model",
    "find",
    "find_actions",
    "find_subgoals",
    "grid",
    "judge_all",
    "page_day",
    "queries",
    "read_view",
    "selection",
    "shown_meeting",
    "sort_model",
    "view_of",
    "view_of_grid",
]
