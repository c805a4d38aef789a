"""Reads a table in a process of its own with a limit of memory and time, and hands the cube back.

A file that is small and costly then ends that process, and not the one that asks the next table. The two speak JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

from etl.files import USUAL, FileLimits
from etl.formats.cube import Cube, Dimension, FormatError
from etl.formats.reading import read_cube

_OUT_OF_MEMORY = 3


def read_isolated(raw: bytes, interface: str, limits: FileLimits = USUAL) -> Cube:
    """As `read_cube`, within limits of memory and time; raises `FormatError`."""
    if len(raw) > limits.text:
        raise FormatError("file_too_large", f"{len(raw) >> 20} MB", most=limits.text >> 20)
    answer = _ask(raw, interface, limits)
    if answer is None:
        raise FormatError("too_much_memory", None, most=limits.memory >> 20)
    return _cube_of(json.loads(answer))


def _ask(raw: bytes, interface: str, limits: FileLimits) -> str | None:
    """What the child answers; None where memory ran out; raises `FormatError` where time did."""
    command = [sys.executable, "-m", "etl.formats.isolated", interface, json.dumps(asdict(limits))]
    root = Path(__file__).parents[2]  # where this package is found, wherever the command was called
    try:
        done = subprocess.run(  # noqa: S603 (no shell; the interface is one of our own words)
            command, input=raw, capture_output=True, timeout=limits.seconds, check=False, cwd=root
        )
    except subprocess.TimeoutExpired as late:
        raise FormatError("too_slow", None, most=limits.seconds) from late
    return done.stdout.decode() if done.returncode == 0 else None


def _child(interface: str, limits: FileLimits) -> int:
    """Read what stands on standard input; the system ends this process where it takes too much."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    try:
        answer = _answer(sys.stdin.buffer.read(), interface)
    except MemoryError:
        return _OUT_OF_MEMORY
    sys.stdout.write(answer)
    return 0


def _answer(raw: bytes, interface: str) -> str:
    """The cube, or why there is none, in JSON; raises `MemoryError`."""
    try:
        told = _packed(read_cube(raw, interface))
    except MemoryError:
        raise
    except FormatError as wrong:
        told = {"code": wrong.code, "read": wrong.read, "at": wrong.at, "values": wrong.values}
    except Exception:  # noqa: BLE001 - whatever a strange file makes a reader raise is told as a refusal
        told = {"code": "unreadable", "read": None, "at": (), "values": {}}
    return json.dumps(told, default=str)  # `dump` would take several times as long


def _packed(cube: Cube) -> dict[str, object]:
    found: dict[str, object] = {f.name: getattr(cube, f.name) for f in fields(cube)}
    return {
        **found,
        "dimensions": [_packed_dimension(dimension) for dimension in cube.dimensions],
        "cells": list(cube.cells),
        "updated": cube.updated.isoformat() if cube.updated else None,
        "marks": list(cube.marks.items()),
        "cell_notes": list(cube.cell_notes.items()),
        "cell_marks": list(cube.cell_marks.items()),
    }


def _packed_dimension(dimension: Dimension) -> dict[str, object]:
    found = {f.name: getattr(dimension, f.name) for f in fields(dimension)}
    return {**found, "notes": list(dimension.notes.items()), "units": list(dimension.units.items())}


def _cube_of(told: Mapping[str, Any]) -> Cube:
    if "code" in told:
        at = tuple((kind, name) for kind, name in told["at"])
        raise FormatError(told["code"], told["read"], at, **told["values"])
    return Cube(
        title=told["title"],
        dimensions=tuple(_dimension_of(one) for one in told["dimensions"]),
        cells=told["cells"],
        updated=date.fromisoformat(told["updated"]) if told["updated"] else None,
        marks=dict(told["marks"]),
        cell_notes={tuple(places): note for places, note in told["cell_notes"]},
        cell_marks={tuple(places): mark for places, mark in told["cell_marks"]},
        notes=tuple(told["notes"]),
        subject=told["subject"],
        contents=told["contents"],
        unit=told["unit"],
    )


def _dimension_of(told: Mapping[str, Any]) -> Dimension:
    texts = {name: tuple(told[name]) for name in ("codes", "labels", "times")}
    return Dimension(told["code"], told["text"], **texts, scale=told["scale"],
                     notes=dict(told["notes"]), units=dict(told["units"]))  # fmt: skip


if __name__ == "__main__":
    sys.exit(_child(sys.argv[1], FileLimits(**json.loads(sys.argv[2]))))
