"""Histories of millions of rows, read and checked in DuckDB by the same rules."""

from etl.bulk.declared import BULK_FILE, BulkFile, spans_text, with_file
from etl.bulk.normaliser import EndlessLineError, Looked, blank_out, header_of, look
from etl.bulk.rejects import faults, header_problems, how_many, of_lines, spans, told
from etl.bulk.rules import EVER, KEY, SAYS, find_faults, find_taken, good, lay_tables, leave, leave_out, left, shown
from etl.bulk.staging import NEEDED, Staged
from etl.bulk.store import Bulk, empty, lines_of, read_bulk

__all__ = [
    "BULK_FILE",
    "EVER",
    "KEY",
    "NEEDED",
    "SAYS",
    "Bulk",
    "BulkFile",
    "EndlessLineError",
    "Looked",
    "Staged",
    "blank_out",
    "empty",
    "faults",
    "find_faults",
    "find_taken",
    "good",
    "header_of",
    "header_problems",
    "how_many",
    "lay_tables",
    "leave",
    "leave_out",
    "left",
    "lines_of",
    "look",
    "of_lines",
    "read_bulk",
    "shown",
    "spans",
    "spans_text",
    "told",
    "with_file",
]
