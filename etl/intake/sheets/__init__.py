"""Workbooks and text files, read to sheets of cells within limits of size, memory and time."""

from etl.intake.sheets.columns import (
    MEASURED,
    TableHeader,
    find_header,
    header_of,
    is_download,
    is_header,
    is_wide,
    names,
    plain,
    totals,
    word_of,
    words_in,
)
from etl.intake.sheets.isolated import read_here, read_isolated_file
from etl.intake.sheets.kinds import kind_of
from etl.intake.sheets.ooxml import GIVEN, usual_form
from etl.intake.sheets.sheets import (
    EMPTY,
    Cell,
    RefusedError,
    Row,
    Sheet,
    Spreadsheet,
    at,
    column_name,
    grouped,
    reference,
    refused,
    wrong,
)
from etl.intake.sheets.textfile import decoded

__all__ = [
    "EMPTY",
    "GIVEN",
    "MEASURED",
    "Cell",
    "RefusedError",
    "Row",
    "Sheet",
    "Spreadsheet",
    "TableHeader",
    "at",
    "column_name",
    "decoded",
    "find_header",
    "grouped",
    "header_of",
    "is_download",
    "is_header",
    "is_wide",
    "kind_of",
    "names",
    "plain",
    "read_here",
    "read_isolated_file",
    "reference",
    "refused",
    "totals",
    "usual_form",
    "word_of",
    "words_in",
    "wrong",
]
