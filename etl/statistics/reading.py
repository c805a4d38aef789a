"""Tells the format of a file by its content, never by its name, and reads it as a table of statistics."""

from __future__ import annotations

from etl.statistics.cube import Cube, FormatError
from etl.statistics.jsonstat import parse_json, read_jsonstat
from etl.statistics.pxcsv import read_csv
from etl.statistics.pxfile import is_px, read_px
from etl.statistics.pxwebjson import read_pxweb_json
from etl.statistics.sotkanet import read_sotkanet

FORMATS = ("json-stat2", "json-stat", "json", "csv", "px")


def read_cube(raw: bytes, interface: str) -> Cube:
    """The table in a file that came over an interface (`pxweb1`, `pxweb2`, `sotkanet`, `file`), or `FormatError`."""
    if not raw.strip():
        raise FormatError("nothing_came")
    if interface == "sotkanet":
        return read_sotkanet(raw)
    if is_px(raw):
        return read_px(raw)
    if raw.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[", b"<"):
        table = parse_json(raw)
        return read_pxweb_json(table) if "columns" in table else read_jsonstat(table)
    return read_csv(raw)
