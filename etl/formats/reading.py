"""Tells the format of a file by its content, never by its name, and reads it as a table of statistics."""

from __future__ import annotations

from etl.formats.cube import Cube, FormatError
from etl.formats.encoding import decoded
from etl.formats.jsonstat import Table, loads, parse_json, read_jsonstat
from etl.formats.pxcsv import read_csv
from etl.formats.pxfile import read_px
from etl.formats.pxheader import is_px
from etl.formats.pxwebjson import read_pxweb_json
from etl.formats.sotkanet import is_csv, is_values, read_sotkanet

FORMATS = ("json-stat2", "json-stat", "json", "csv", "px")
FORMS = ("px", "json-stat", "pxweb-json", "sotkanet")
"""Forms of statistics that a file shows surely; the CSV of PxWeb looks like any other."""
_JSON = (b"{", b"[", b"<")


def read_cube(raw: bytes, interface: str) -> Cube:
    """The table in a file that came over an interface (`pxweb1`, `pxweb2`, `sotkanet`, `file`), or `FormatError`."""
    if not raw.removeprefix(b"\xef\xbb\xbf").strip():
        raise FormatError("nothing_came")
    if raw.startswith(b"PK\x03\x04"):
        raise FormatError("workbook")
    if interface == "sotkanet":
        return read_sotkanet(raw)
    if is_px(raw):
        return read_px(raw)
    if _starts_as_json(raw):
        return _of_json(parse_json(raw))
    return read_csv(raw)


def _of_json(table: Table) -> Cube:
    if "columns" in table and "dimension" not in table:
        return read_pxweb_json(table)
    return read_jsonstat(table)


def _starts_as_json(raw: bytes) -> bool:
    return raw.replace(b"\x00", b"")[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")[:1] in _JSON


def form_of(raw: bytes) -> str | None:
    """Which form of a table of statistics a file has (one of `FORMS`), None for all other files; raises nothing.

    For those who are given such a file where they expect another: it is taken in with `etl fetch SOURCE --from FILE`.
    """
    if is_px(raw):
        return "px"
    if is_csv(raw):
        return "sotkanet"
    if not _starts_as_json(raw):
        return None
    try:
        found = loads(decoded(raw).lstrip())
    except FormatError:
        return None
    if is_values(found):
        return "sotkanet"
    if not isinstance(found, dict):
        return None
    if "columns" in found and "data" in found:
        return "pxweb-json"
    return "json-stat" if _has_dimension(found) else None


def _has_dimension(found: Table) -> bool:
    inside = [one for one in found.values() if isinstance(one, dict)]
    return found.get("class") in ("dataset", "collection") or any("dimension" in one for one in (found, *inside))
