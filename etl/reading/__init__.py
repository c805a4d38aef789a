"""A data folder's files, read to records of the core: catalogue, measures, targets, histories, events, statements."""

from etl.reading.catalogue import catalogue_of, read_folder
from etl.reading.documents import TABLES, Document, Documents, language_of_folder, read_document, with_table
from etl.reading.fields import Fields, Ids
from etl.reading.histories import (
    COLUMNS,
    OPTIONAL_COLUMNS,
    Row,
    RowContext,
    header_is_right,
    read_histories,
    read_row,
    tell_unseen,
)
from etl.reading.hosts import is_public_name
from etl.reading.measures import KnownIds, declared, limits, outside
from etl.reading.meetings import (
    CANCELLED,
    DRAFT,
    MEETING_ID,
    MEETINGS,
    SEALED,
    read_cancellation,
    read_meeting,
    read_meetings,
)
from etl.reading.statements import LONGEST, LONGEST_NAME, STATEMENTS_FILE, by_measure, key_of
from etl.reading.tables import ZERO, Declared, Names, StatisticsTable, TableSeries, load, read_declared
from etl.reading.targets import NEEDS
from etl.reading.values import CSV, FIRST_YEAR, LARGEST_WHOLE, LAST_YEAR, UnreadableValueError, period_of, text_of

__all__ = [
    "CANCELLED",
    "COLUMNS",
    "CSV",
    "DRAFT",
    "FIRST_YEAR",
    "LARGEST_WHOLE",
    "LAST_YEAR",
    "LONGEST",
    "LONGEST_NAME",
    "MEETINGS",
    "MEETING_ID",
    "NEEDS",
    "OPTIONAL_COLUMNS",
    "SEALED",
    "STATEMENTS_FILE",
    "TABLES",
    "ZERO",
    "Declared",
    "Document",
    "Documents",
    "Fields",
    "Ids",
    "KnownIds",
    "Names",
    "Row",
    "RowContext",
    "StatisticsTable",
    "TableSeries",
    "UnreadableValueError",
    "by_measure",
    "catalogue_of",
    "declared",
    "header_is_right",
    "is_public_name",
    "key_of",
    "language_of_folder",
    "limits",
    "load",
    "outside",
    "period_of",
    "read_cancellation",
    "read_declared",
    "read_document",
    "read_folder",
    "read_histories",
    "read_meeting",
    "read_meetings",
    "read_row",
    "tell_unseen",
    "text_of",
    "with_table",
]
