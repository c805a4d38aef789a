"""The two forms of Open XML, strict and transitional: the usual parser of workbooks knows the second alone."""

from __future__ import annotations

import io
import zipfile

GIVEN = "_template"
"""The sheet in which our own templates say what they are."""
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The names of Strict Open XML, and the usual ones of the same things."""


def has_strict_names(part: bytes) -> bool:
    """Whether a part of a workbook is written in the strict form."""
    return any(strict in part for strict, _ in _STRICT)


def usual_form(content: bytes) -> bytes:
    """A workbook in the form that the parser knows; one that was looked through before."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = (archive.read(name) for name in archive.namelist() if name.lower().endswith((".xml", ".rels")))
        strict = any(map(has_strict_names, parts))
    return transitional(content) if strict else content


def transitional(content: bytes) -> bytes:
    """A Strict Open XML workbook under the names that the usual form has for the same parts."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            part = old.read(member)
            for strict, usual in _STRICT:
                part = part.replace(strict, usual)
            new.writestr(member, part)
    return to.getvalue()
