"""Histories of millions of rows, read and checked in DuckDB by the same rules."""

from etl.bulk.declared import BULK_FILE, BulkFile, read_bulk_files, spans_text, with_file
from etl.bulk.normaliser import EndlessLineError, NormalisedFile, blank_out, header_of, normalise
from etl.bulk.rejects import faults, header_problems, how_many, of_lines, reject_problems, spans
from etl.bulk.rules import EVER, KEY, SAYS, find_faults, find_taken, good, lay_tables, leave, leave_out, left, shown
from etl.bulk.staging import NEEDED, StagedFile
from etl.bulk.store import BulkStore, empty, lines_of, read_bulk

__all__ = [
    "BULK_FILE",
    "EVER",
    "KEY",
    "NEEDED",
    "SAYS",
    "BulkFile",
    "BulkStore",
    "EndlessLineError",
    "NormalisedFile",
    "StagedFile",
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
    "normalise",
    "of_lines",
    "read_bulk",
    "read_bulk_files",
    "reject_problems",
    "shown",
    "spans",
    "spans_text",
    "with_file",
]
