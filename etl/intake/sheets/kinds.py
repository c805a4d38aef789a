"""Looks at a file before anything parses it: what it really is, how large it is packed and unpacked, what it carries.

The kind is told by content, never by the name. A workbook is unpacked by others later; here only its table of contents
is read, and each member's real size is counted, for the table may lie.
"""

from __future__ import annotations

import io
import re
import zipfile

from etl.files import MEGABYTE, USUAL, FileLimits
from etl.intake.sheets.sheets import refused

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DATABASES = (b"SQLite format 3\x00",)
_FORMS = (
    (b"MZ", "EXE"), (b"\x7fELF", "ELF"), (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"GIF8", "GIF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"), (b"\x1f\x8b", "gzip"), (b"{\\rtf", "RTF"),
    (b"ID;PWXL", "SYLK (.slk)"), (b"ID;PSCALC", "SYLK (.slk)"),
    (b"PAR1", "Parquet"), (b"MIME-Version:", "MHTML"), (b"TABLE\r\n0,1", "DIF (.dif)"),
    (b"TABLE\n0,1", "DIF (.dif)"),
)  # fmt: skip
"""How files of other kinds begin, and what people call them."""
_PACKED = (
    ("xl/workbook.bin", "Excel Binary (.xlsb)"),
    ("Index/Document.iwa", "Numbers (.numbers)"), ("Index.zip", "Numbers (.numbers)"),
    ("word/document.xml", "Word (.docx)"), ("ppt/presentation.xml", "PowerPoint (.pptx)"),
    ("content.xml", "OpenDocument (.ods)"),
    ("index.xml", "Numbers (.numbers)"), ("META-INF/MANIFEST.MF", "JAR"),
)  # fmt: skip
"""What a packed file that is no workbook is told by."""
_PX = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*[A-Z][A-Z-]*(?:\[\w+\])?(?:\([^)]*\))?\s*=", re.ASCII)
_MACRO_TYPES = (b"vbaproject", b"macrosheet")
_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_BLOCK = 65_536
_MOSTLY = 0.7


def kind_of(name: str, content: bytes, limits: FileLimits = USUAL) -> str:
    """`workbook` or `text`, by content; raises `RefusedError` for everything else and for what is too large."""
    most = limits.packed if content[:2] == b"PK" else limits.text
    if len(content) > most:
        raise refused(name, "too_large", _size(len(content)), limit=_size(most))
    if not content.strip():
        raise refused(name, "empty_file")
    if content.startswith(b"PK\x03\x04"):
        _check_workbook(name, content, limits)
        return "workbook"
    _refuse_others(name, content)
    return "text"


def _refuse_others(name: str, content: bytes) -> None:
    head = content[:512]
    if head.startswith(_OLD_EXCEL):
        # a workbook with a password has the same wrapping as the old format
        raise refused(name, "encrypted" if b"E\x00n\x00c\x00r\x00y\x00p\x00t" in content else "old_excel")
    if head.startswith(_DATABASES) or head[8:12] == b"DUCK":
        raise refused(name, "not_a_table", "database")
    if form := next((form for begins, form in _FORMS if head.startswith(begins)), ""):
        raise refused(name, "not_a_table", form)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:5].lower() in (b"<html", b"<!doc", b"<?xml", b"<tabl"):
        raise refused(name, "not_a_table", _marked_up(content[:4096]))
    if text[:1] in (b"{", b"[") or (_PX.match(head) and b"DATA=" in content.replace(b" ", b"")):
        raise refused(name, "statistics_file", "JSON" if text[:1] in (b"{", b"[") else "PX")
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff")) or _alternates(head)
    if b"\x00" in head and not utf16:
        raise refused(name, "not_a_table", head[:8].decode("latin-1"))


def _marked_up(head: bytes) -> str:
    """What a file of markup is called: some programs save such a one as `.xls`."""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "XML Spreadsheet 2003 (.xml)"
    if b"urn:oasis:names:tc:opendocument" in head:
        return "OpenDocument (.fods)"
    return "HTML" if b"<html" in head.lower() or b"<table" in head.lower() else "XML"


def _alternates(head: bytes) -> bool:
    """Whether nearly every other byte is zero: UTF-16 of Latin letters, without its mark."""
    half = len(head) // 2
    zeros = (head[::2].count(0), head[1::2].count(0))
    return half > 1 and max(zeros) > _MOSTLY * half and min(zeros) < half / 10


def _check_workbook(name: str, content: bytes, limits: FileLimits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(name, archive, limits)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zipfile.LargeZipFile) as broken:
        raise refused(name, "broken_workbook") from broken


def _check_members(name: str, archive: zipfile.ZipFile, limits: FileLimits) -> None:
    members = archive.infolist()
    names = {m.filename for m in members}
    if len(members) > limits.members:
        raise refused(name, "too_many_members", len(members), limit=limits.members)
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise refused(name, "macros")
    if "[Content_Types].xml" not in names or not any(
        n.lower().endswith(".xml") and "workbook" in n.lower() for n in names
    ):
        form = next((form for part, form in _PACKED if part in names), next(iter(sorted(names)), ""))
        raise refused(name, "not_a_workbook", form)
    total = 0
    for member in members:
        total += _unpacked(name, archive, member, limits, limits.unpacked - total)
    declared = [n for n in names if n == "[Content_Types].xml" or n.endswith(".rels")]
    if any(kind in archive.read(n).lower() for n in declared for kind in _MACRO_TYPES):  # whatever name the part has
        raise refused(name, "macros")


def _unpacked(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: FileLimits, left: int) -> int:
    """The real size of a member, counted while it is unpacked and thrown away; stops as soon as it is too much."""
    size, most = 0, min(left, max(limits.small, member.compress_size * limits.ratio))
    if member.file_size > most:
        raise refused(name, "bomb", member.filename, limit=_size(limits.unpacked))
    tail = b""
    with archive.open(member) as file:
        while block := file.read(_BLOCK):
            size += len(block)
            if size > most:
                raise refused(name, "bomb", member.filename, limit=_size(limits.unpacked))
            if member.filename.endswith((".xml", ".rels")) and _DECLARES.search(tail + block):
                raise refused(name, "entities", member.filename)
            tail = block[-16:]
    return size


def _size(size: int) -> str:
    """Whole megabytes, upwards: they are written alike in every language."""
    return f"{-(-size // MEGABYTE)} MB"
