"""How files of a data folder are changed: inside the folder alone, all or nothing, with what came kept beside."""

from etl.files.guard import KEPT, OutsideError, check_links, inside, may_be_origin, open_lock
from etl.files.journal import ChangingError, Files, commit, interrupted, only_change, scratch_folder
from etl.files.limits import MEGABYTE, USUAL, FileLimits
from etl.files.shared import HALF_WRITTEN, is_link, is_plain, read_plain, write_plain
from etl.files.snapshots import (
    FOLDER,
    MANIFEST,
    Snapshot,
    accepted,
    chained,
    check_manifest,
    keep,
    keep_large,
    keep_with,
    manifest,
    replaced,
    said,
)

__all__ = [
    "FOLDER",
    "HALF_WRITTEN",
    "KEPT",
    "MANIFEST",
    "MEGABYTE",
    "USUAL",
    "ChangingError",
    "FileLimits",
    "Files",
    "OutsideError",
    "Snapshot",
    "accepted",
    "chained",
    "check_links",
    "check_manifest",
    "commit",
    "inside",
    "interrupted",
    "is_link",
    "is_plain",
    "keep",
    "keep_large",
    "keep_with",
    "manifest",
    "may_be_origin",
    "only_change",
    "open_lock",
    "read_plain",
    "replaced",
    "said",
    "scratch_folder",
    "write_plain",
]
