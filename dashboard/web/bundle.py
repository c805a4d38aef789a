"""The chart library: Plotly's basic bundle, where `make setup` could fetch it, else that of Python's plotly.

Served under a name of its content. The basic bundle is a quarter of the other; the charts are the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

BUILT = Path(__file__).resolve().parents[2] / "build" / "plotly-basic.min.js"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The bundle's bytes and the name under which they may be kept for ever."""

    name: str
    body: bytes


def load(file: Path = BUILT) -> Bundle:
    """Read the basic bundle, or that of the installed package where there is none."""
    if file.is_file():
        return _named("plotly-basic", file.read_bytes())
    return _named("plotly", files("plotly").joinpath("package_data", "plotly.min.js").read_bytes())


def _named(name: str, body: bytes) -> Bundle:
    return Bundle(f"{name}-{hashlib.sha256(body).hexdigest()[:16]}.min.js", body)
