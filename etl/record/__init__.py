"""The whole record of a folder: read together, derived, suppressed, erased, checked for what can be judged."""

from etl.record.erasing import NothingToEraseError, plan, read_erasures, remove
from etl.record.judged import actions_between, between, rows_by_measure, spans
from etl.record.listings import as_known, number, write_measures, write_observations
from etl.record.meetings import meeting_inputs
from etl.record.record import DataError, Record, read_all, read_record
from etl.record.suppression import suppress_few

__all__ = [
    "DataError",
    "NothingToEraseError",
    "Record",
    "actions_between",
    "as_known",
    "between",
    "meeting_inputs",
    "number",
    "plan",
    "read_all",
    "read_erasures",
    "read_record",
    "remove",
    "rows_by_measure",
    "spans",
    "suppress_few",
    "write_measures",
    "write_observations",
]
