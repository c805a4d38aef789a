"""The only door to a release: its records, queries, the grid, search, and the verdicts of a day."""

from dashboard.data import grid, queries, records, selection
from dashboard.data.cache import Shelf
from dashboard.data.grid import COLUMNS, DAY, NUMBER, OPERATORS, TEXT, GridError, View, read, received
from dashboard.data.search import find
from dashboard.data.selection import Selection, Words
from dashboard.data.store import Release, Store, StoreError
from dashboard.data.verdicts import judge_all, page_day

__all__ = [
    "COLUMNS",
    "DAY",
    "NUMBER",
    "OPERATORS",
    "TEXT",
    "GridError",
    "Release",
    "Selection",
    "Shelf",
    "Store",
    "StoreError",
    "View",
    "Words",
    "find",
    "grid",
    "judge_all",
    "page_day",
    "queries",
    "read",
    "received",
    "records",
    "selection",
]
