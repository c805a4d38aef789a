"""The file formats of statistics offices (PX, PxWeb, JSON-stat, CSV, Sotkanet), each read to a `Cube`."""

from etl.formats.cube import ABSENT, NULL, Cell, Cube, Dimension, FormatError
from etl.formats.isolated import read_isolated
from etl.formats.jsonstat import parse_json, read_dimensions
from etl.formats.marks import graver, kinds_of, quality_of_mark, quality_of_note, without_trailing_mark
from etl.formats.pxcsv import PERIOD
from etl.formats.pxheader import is_px
from etl.formats.reading import FORMATS, read_cube
from etl.formats.sotkanet import bundle, is_regions, names_regions, regions_of
from etl.formats.times import read_times, without_mark

__all__ = [
    "ABSENT",
    "FORMATS",
    "NULL",
    "PERIOD",
    "Cell",
    "Cube",
    "Dimension",
    "FormatError",
    "bundle",
    "graver",
    "is_px",
    "is_regions",
    "kinds_of",
    "names_regions",
    "parse_json",
    "quality_of_mark",
    "quality_of_note",
    "read_cube",
    "read_dimensions",
    "read_isolated",
    "read_times",
    "regions_of",
    "without_mark",
    "without_trailing_mark",
]
