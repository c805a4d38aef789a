"""Keeps what came as it came: each file once, under its sha256, with a line in a list that cannot be edited unseen.

Every line of the list carries the hash of the line before it. Only plans: `journal` writes, together with the rows.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.files.guard import KEPT
from etl.files.journal import Files
from etl.reporting import Problem, Where, problem, show_path

FOLDER = "snapshots"
MANIFEST = f"{FOLDER}/manifest.csv"
COLUMNS = ("day", "file", "sha256", "address", "accepted_by", "chain", "choices")
"""`choices`: what was chosen when the file was taken in, for whoever reads it again; old lists have no such column."""
_UNSAFE = re.compile(r"[^\w.\-]+")
_LONGEST = 80
About = tuple[date, str, str, str]
"""The day, the address it came from, the role that accepted it, the choices that were made."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A kept file: its name inside the data folder, its sha256, and the files that keep it (none where it is kept)."""

    name: str
    sha256: str
    files: Files


def keep(
    data: Path, name: str, content: bytes, day: date, *, address: str = "", accepted_by: str = "", choices: str = ""
) -> Snapshot:
    """Plan to keep `content`, which came as `name` on `day`, from an address or accepted by a role with its choices."""
    about = (day, address, accepted_by, choices)
    return _planned(data, (name, hashlib.sha256(content).hexdigest(), content), about, {})


def keep_large(data: Path, name: str, file: Path, sha256: str, day: date, *, accepted_by: str) -> Snapshot:
    """As `keep`, of a file inside the data folder, which moves to its place; `sha256` is its hash."""
    return _planned(data, (name, sha256, file), (day, "", accepted_by, ""), {})


def keep_with(data: Path, kept: Snapshot, name: str, content: bytes, day: date) -> Snapshot:
    """Plan to keep `content` together with what is planned already: the files of both."""
    more = _planned(data, (name, hashlib.sha256(content).hexdigest(), content), (day, "", "", ""), kept.files)
    return Snapshot(more.name, more.sha256, {**kept.files, **more.files})


def _planned(data: Path, came: tuple[str, str, bytes | Path], about: About, planned: Files) -> Snapshot:
    name, sha256, content = came
    known = [line["file"] for line in _read(_text(data, planned)) if line["sha256"] == sha256]
    if known:
        return Snapshot(known[0], sha256, {})
    kept = f"{FOLDER}/{sha256[:12]}-{_safe(name)}"
    return Snapshot(kept, sha256, {kept: content, **_listed(data, (kept, sha256), about, planned)})


def accepted(data: Path, kept: Snapshot, day: date, by: str, choices: str = "") -> Files:
    """Plan a further line for a file that was kept before and is now taken into the record by a role."""
    return _listed(data, (kept.name, kept.sha256), (day, "", by, choices), {})


def replaced(data: Path, file: str, sha256: str, day: date, planned: Files) -> Files:
    """Plan a further line for a kept file that was changed as the law requires: its hash from now on."""
    return _listed(data, (file, sha256), (day, "", "", ""), planned)


def _listed(data: Path, file: tuple[str, str], about: About, planned: Files) -> Files:
    """The list with a line more, which carries the hash of the line before; `planned` may hold lines to come."""
    day, address, by, choices = about
    text = _widened(_text(data, planned))
    lines = _read(text)
    row = [day.isoformat(), *file, address, by]
    chain = chained(lines[-1]["chain"] if lines else "", [*row, *filter(None, [choices])])
    return {MANIFEST: (text + _line([*row, chain, choices])).encode()}


def _widened(text: str) -> str:
    """The list with all columns: lines of before choices were kept made none, and carry the hash that they had."""
    lines = list(csv.reader(io.StringIO(text, newline="")))
    if lines and len(lines[0]) == len(COLUMNS):
        return text
    return _line(COLUMNS) + "".join(_line([*line, ""]) for line in lines[1:])


def said(line: Mapping[str, str]) -> list[str]:
    """What a line of the list says itself, and carries the hash of."""
    cells = [line[name] or "" for name in COLUMNS[:-2]]
    return [*cells, *filter(None, [line.get("choices")])]


def manifest(data: Path) -> list[dict[str, str]]:
    """The lines of the list, oldest first."""
    return _read(_text(data, {}))


def check_manifest(data: Path, problems: list[Problem]) -> None:
    """Every line of the list names a kept file and no other; what is wrong is added to `problems`."""
    where = Where(show_path(data / MANIFEST))
    try:
        lines = manifest(data)
    except (OSError, UnicodeDecodeError, csv.Error):
        problems.append(problem(where, "unreadable"))
        return
    for number, line in enumerate(lines, 2):
        if not KEPT.fullmatch(line.get("file") or ""):
            problems.append(problem(where.at("line", number), "kept_file", line.get("file")))


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def chained(before: str, row: list[str]) -> str:
    """The hash that a line carries: of the line before it and of what it says itself."""
    return hashlib.sha256("\n".join([before, *row]).encode()).hexdigest()


def _text(data: Path, planned: Files) -> str:
    """The list as it is planned already, else as it stands."""
    content, path = planned.get(MANIFEST), data / MANIFEST
    if isinstance(content, bytes):
        return content.decode()
    return path.read_text("utf-8") if path.exists() else ""


def _line(cells: tuple[str, ...] | list[str]) -> str:
    to = io.StringIO()
    csv.writer(to, lineterminator="\n").writerow(cells)
    return to.getvalue()


def _safe(name: str) -> str:
    """A file name of letters, digits, points and hyphens, of a bounded length, with its ending kept."""
    stem, point, ending = name.rpartition(".")
    clean = _UNSAFE.sub("_", stem or ending).strip("._") or "file"
    return f"{clean[:_LONGEST]}{point if stem else ''}{_UNSAFE.sub('_', ending)[:8] if stem else ''}"
