"""Plotly's basic bundle, where `make setup` could fetch it: served under a name of its content.

It sets `window.Plotly`, and Dash then never asks for its own bundle of 4.8 MB. Without it that one is loaded, and the
charts are the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

BUILT = Path(__file__).resolve().parents[2] / "build" / "plotly-basic.min.js"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The bundle's bytes and the name under which they may be kept for ever."""

    name: str
    body: bytes


def load(file: Path = BUILT) -> Bundle | None:
    """Read the bundle; None where there is none."""
    if not file.is_file():
        return None
    body = file.read_bytes()
    return Bundle(f"plotly-basic-{hashlib.sha256(body).hexdigest()[:16]}.min.js", body)
