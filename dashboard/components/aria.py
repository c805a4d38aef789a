"""Attributes whose names are no Python names, typed so that Dash's generated signatures take them."""

from __future__ import annotations

from typing import Any


def aria(**values: str) -> dict[str, Any]:
    """`aria(label="…")` as the attribute `aria-label`; an empty value leaves the attribute out."""
    return {f"aria-{name}": value for name, value in values.items() if value}


def data(**values: str) -> dict[str, Any]:
    """`data(measure="1.3-c")` as the attribute `data-measure`."""
    return {f"data-{name}": value for name, value in values.items()}
