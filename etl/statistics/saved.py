"""Gives values of Sotkanet that were saved by hand the list of regions that names them.

The list is one that was saved too, else the one that came with the latest fetch that the record keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.files import manifest
from etl.formats import FormatError, bundle, is_regions, names_regions, regions_of
from etl.reading import StatisticsTable


def with_regions(values: bytes, regions: bytes | None, data: Path, table: StatisticsTable) -> bytes:
    """The values with their list of regions, as one file to keep; raises `FormatError` where there is no such list."""
    if not values.strip() or names_regions(values):
        return values
    if regions is not None:
        if not is_regions(regions):
            raise FormatError("no_list_of_regions", regions[:40].decode("latin-1"))
        return bundle(values, regions)
    kept = next(_kept_lists(data), None)
    if kept is None:
        raise FormatError("no_regions", None, address=f"{table.address}/regions")
    return bundle(values, kept)


def _kept_lists(data: Path) -> Iterator[bytes]:
    """The lists of regions that came with fetches, the latest first."""
    for line in reversed(manifest(data)):
        path = data / line["file"]
        if line["address"] and path.suffix == ".json" and path.is_file():
            found = regions_of(path.read_bytes())
            if found is not None:
                yield found
