"""One module a kind of file: tables, workbooks, slides, drawings, the data package; and their addresses."""

from dashboard.exports import addresses, tables
from dashboard.exports.addresses import FOLDER, ExportRequest, read_request
from dashboard.exports.download_names import name_of_download
from dashboard.exports.drawing_file import drawing
from dashboard.exports.edition import Edition, Subject
from dashboard.exports.measure_workbook import measure_book
from dashboard.exports.meeting_subject import MeetingSubject
from dashboard.exports.naming import TYPES, disposition, file_name
from dashboard.exports.office_files import focus_area_deck, measure_deck, meeting_deck, minutes, road_deck
from dashboard.exports.package import Contract, package
from dashboard.exports.paper import (
    Paper,
    PaperError,
    PaperPart,
    SelectionSubject,
    can_print,
    document,
    measure_part,
    meeting_part,
    paper_failure,
    printed,
    selection_part,
)
from dashboard.exports.road_files import RoadSubject, road_book, road_sheet, road_table
from dashboard.exports.status_report import ReportError, print_status
from dashboard.exports.strategy_workbook import strategy_book
from dashboard.exports.symbol import symbol_svg
from dashboard.exports.tabular import Dialect, ExportBook, ExportTable, Value, csv_lines

__all__ = [
    "FOLDER",
    "TYPES",
    "Contract",
    "Dialect",
    "Edition",
    "ExportBook",
    "ExportRequest",
    "ExportTable",
    "MeetingSubject",
    "Paper",
    "PaperError",
    "PaperPart",
    "ReportError",
    "RoadSubject",
    "SelectionSubject",
    "Subject",
    "Value",
    "addresses",
    "can_print",
    "csv_lines",
    "disposition",
    "document",
    "drawing",
    "file_name",
    "focus_area_deck",
    "measure_book",
    "measure_deck",
    "measure_part",
    "meeting_deck",
    "meeting_part",
    "minutes",
    "name_of_download",
    "package",
    "paper_failure",
    "print_status",
    "printed",
    "read_request",
    "road_book",
    "road_deck",
    "road_sheet",
    "road_table",
    "selection_part",
    "strategy_book",
    "symbol_svg",
    "tables",
]
