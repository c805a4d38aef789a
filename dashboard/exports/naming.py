"""Names and types of the files: by what they hold, the language and the day. Nothing of a name comes from outside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from urllib.parse import quote

TYPES: Mapping[str, str] = MappingProxyType({
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "svg": "image/svg+xml; charset=utf-8",
    "zip": "application/zip",
    "duckdb": "application/vnd.duckdb",
})  # fmt: skip
"""The media type of each form, by the ending of the name."""
_LONGEST = 80


def file_name(name: str, lang: str, day: date, form: str) -> str:
    """`1.3-c Tupakointi-fi-2021-12-31.csv`: letters of any language stay, signs that file systems refuse do not."""
    kept = "".join(c if c.isalnum() or c in " .-_" else " " for c in unicodedata.normalize("NFC", name))
    short = " ".join(kept.split())[:_LONGEST].strip(" .")
    return "-".join(part for part in (short, lang, day.isoformat()) if part) + f".{form}"


def disposition(name: str) -> str:
    """The header `Content-Disposition` for a download of this name, on one line (RFC 6266, RFC 8187)."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = re.sub(r"[^\x20-\x7e]", "", decomposed).replace("\\", "").replace('"', "")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
